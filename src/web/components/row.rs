//! One institution in a list of results.

use jiff::civil::Date;
use maud::{Markup, html};

use super::panel::badge;
use super::quoted::quoted;
use crate::domain::directory::Directory;
use crate::domain::institution::Institution;
use crate::domain::listing::RosterKind;
use crate::domain::verdict::{Conclusion, Verdict, conclude};
use crate::web::links::Links;
use crate::web::words::search::{BRAND, FORMERLY, LAST_CHANGE, NO_ADDRESS, OTHER_SITES, PERMIT};
use crate::web::words::{self, Count, Day, labels};

/// What rows are read by.
#[derive(Clone, Copy, Debug)]
pub struct Rows<'a> {
    pub directory: &'a Directory,
    pub links: Links<'a>,
    /// The day that the question is about.
    pub day: Date,
    /// That day as a parameter of links, when it is past: `?on=…`.
    pub is_past: Option<Date>,
    pub stale_after_days: u16,
}

/// How a row came to be found.
#[derive(Clone, Copy, Debug, Default)]
pub struct How<'a> {
    /// Empty in a browse.
    pub words: &'a str,
    /// Characters of the shown name, from (inclusive) to (exclusive).
    pub spans: &'a [(usize, usize)],
    /// Said of a row that must not be taken for what was asked for.
    pub warning: Option<&'a str>,
    /// Another row has the same name: what tells them apart stands first.
    pub is_namesake: bool,
    /// Whether to say when a list last said something new of it.
    pub tells_change: bool,
}

impl Rows<'_> {
    /// Whether some of them are on a banned list, and others approved.
    pub fn are_banned_and_approved(&self, shown: &[&Institution]) -> bool {
        let has = |is_wanted: fn(&Conclusion<'_>) -> bool| {
            shown.iter().any(|one| {
                is_wanted(&conclude(one, self.directory, self.day, self.stale_after_days))
            })
        };
        let is_blacklisted = |conclusion: &Conclusion<'_>| {
            let kind = conclusion.governing().map(|reading| reading.version.listing.roster.kind);
            kind == Some(RosterKind::Banned)
        };
        has(is_blacklisted) && has(|conclusion| conclusion.verdict == Verdict::Approved)
    }

    /// Its own status, in words: never the page's headline.
    pub fn row(&self, institution: &Institution, how: How<'_>) -> Markup {
        let conclusion = conclude(institution, self.directory, self.day, self.stale_after_days);
        let language = self.links.language();
        let (version, since) = match conclusion.governing() {
            Some(reading) => (Some(reading.version), ""),
            None => (institution.representative(self.day), FORMERLY.of(language)),
        };
        let shown = institution.representative(self.day).or(version);
        let (Some(version), Some(shown)) = (version, shown) else { return html! {} };
        let listing = &version.listing;
        let regulator = self.directory.regulator_name(listing.roster.regulator);
        let regions = self.directory.regions();
        // Most bureaus carry the region in their name.
        let is_told = |code| regulator.contains(regions.name(code).as_str());
        let place =
            listing.region.filter(|code| !is_told(*code)).map(|code| regions.full_name(code));
        let sites = institution
            .in_force(self.day)
            .filter(|v| v.listing.site.address != listing.site.address);
        let others = sites.count();
        let permit = listing.permit.as_ref();
        let permit = permit.map(|no| PERMIT.around(language, &[quoted(language, no)]));
        let address = html! {
            @if listing.site.address.is_empty() { (NO_ADDRESS.of(language)) }
            @else { (quoted(language, &listing.site.address)) }
        };
        html! {
            li.row {
                @if let Some(warning) = how.warning { p.not-same { (warning) } }
                h3 {
                    a lang=[language.of_data()] href={
                        (self.links.institution(institution.id))
                        @if let Some(day) = self.is_past { "?on=" (day) }
                    } { (marked(&shown.listing.name, how.spans)) }
                }
                @if how.is_namesake {
                    p.apart {
                        @if let Some(code) = listing.region { b lang=[language.of_data()] { (regions.name(code)) } " · " }
                        (address)
                        @if let Some(permit) = &permit { " · " (permit) }
                    }
                }
                p {
                    (badge(conclusion.verdict, words::badge(language, conclusion.verdict, &conclusion.cause)))
                    " " span.word {
                        (since) (labels::roster(language, listing.roster.kind))
                        @if !listing.status_text.is_empty() {
                            (language.colon()) (quoted(language, &listing.status_text))
                        }
                    }
                }
                @if let Some(brand) = &shown.listing.brand {
                    p.fact { (BRAND.around(language, &[quoted(language, brand)])) }
                }
                @if !how.is_namesake || others > 0 {
                    p.fact {
                        (address)
                        @if others > 0 { (OTHER_SITES.with(language, &[&Count::of(language, others)])) }
                    }
                }
                p.fact {
                    @if let Some(place) = place { (quoted(language, place)) " · " }
                    (quoted(language, regulator))
                }
                @if let Some(permit) = &permit && !how.is_namesake { p.fact { (permit) } }
                @if how.tells_change && let Some(on) = changed_on(institution, self.day) {
                    p.fact { (LAST_CHANGE.with(language, &[&Day(language, on)])) }
                }
                @if !how.words.is_empty() { p.how { (how.words) } }
            }
        }
    }
}

/// The last day on which a list began or ceased to say something of it.
fn changed_on(institution: &Institution, day: Date) -> Option<Date> {
    let begun = institution.versions.iter().map(|version| version.from_on);
    let ended = institution.versions.iter().filter_map(|v| v.until.map(|until| until.on));
    begun.chain(ended).filter(|on| *on <= day).max()
}

/// The name with its matching parts marked. Spans that do not fit the name are left out.
pub fn marked(name: &str, spans: &[(usize, usize)]) -> Markup {
    if spans.is_empty() {
        return html! { (name) };
    }
    let offset = |chars: usize| name.char_indices().nth(chars).map_or(name.len(), |(at, _)| at);
    let mut parts = Vec::with_capacity(spans.len());
    let mut end = 0;
    for (from, to) in spans {
        let (from, to) = (offset(*from), offset(*to));
        if from >= end && from < to {
            parts.push((&name[end..from], &name[from..to]));
            end = to;
        }
    }
    html! {
        @for (plain, matching) in parts { (plain) mark { (matching) } }
        (name[end..])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn matching_parts_are_marked_and_hostile_names_stay_text() {
        assert_eq!(marked("示例晨星", &[(2, 4)]).0, "示例<mark>晨星</mark>");
        assert_eq!(marked("<b>晨", &[(3, 9), (1, 2)]).0, "&lt;b&gt;<mark>晨</mark>");
        assert_eq!(marked("晨", &[(5, 3)]).0, "晨");
    }
}
