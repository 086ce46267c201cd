//! Who said it, when, in which notice; and when this answer was made.

use jiff::Zoned;
use jiff::civil::Date;
use maud::{Markup, html};

use super::quoted::quoted;
use crate::domain::directory::Directory;
use crate::domain::institution::Version;
use crate::domain::region::RegionCode;
use crate::web::links::Links;
use crate::web::words::{Day, Language, Minute, Phrase, institution};

/// The newest 截至日期 of the lists of a region and of what lies inside it; `None`: no list.
pub fn freshness(directory: &Directory, region: RegionCode, day: Date) -> Option<Date> {
    freshness_of(directory, &[region], day).into_iter().next().flatten()
}

/// [`freshness`] of several regions, in one walk over the rosters.
pub fn freshness_of(directory: &Directory, regions: &[RegionCode], day: Date) -> Vec<Option<Date>> {
    let mut newest = vec![None; regions.len()];
    for roster in directory.rosters() {
        let own = roster.regulator.region;
        let mut edition = None;
        for (at, region) in regions.iter().enumerate() {
            if region.contains(own) {
                let as_of = edition
                    .get_or_insert_with(|| directory.edition(roster, day).map(|r| r.as_of_on));
                newest[at] = newest[at].max(*as_of);
            }
        }
    }
    newest
}

/// X局X年X月X日公布 · 文号 · 名单截至X日.
pub fn source(version: &Version, directory: &Directory, links: Links<'_>, day: Date) -> Markup {
    let listing = &version.listing;
    let release = directory.release(version.from_release);
    let notice = listing.notice_no.as_ref().or(release.and_then(|r| r.notice_no.as_ref()));
    let language = links.language();
    html! {
        (quoted(language, directory.regulator_name(listing.roster.regulator)))
        @if let Some(release) = release {
            (language.space())
            a href=(links.release(release.id)) {
                (institution::PUBLISHED.with(language, &[&Day(language, release.published_on)]))
            }
        }
        @if let Some(notice) = notice { " · " (quoted(language, notice)) }
        @if let Some(as_of) = directory.as_of(version, day) {
            " · " (institution::AS_OF.with(language, &[&Day(language, as_of)]))
        }
    }
}

/// 依据: the same as rows below a verdict, and when this answer was made. `version` is what the verdict
/// rests on; `more` stands before the last row.
pub fn basis(
    language: Language,
    rests_on: Option<(&Version, &Directory, Links<'_>, Date)>,
    more: Option<(Phrase, Markup)>,
    at: &Zoned,
) -> Markup {
    html! {
        dl.basis {
            @if let Some((version, directory, links, day)) = rests_on {
                @let listing = &version.listing;
                @let release = directory.release(version.from_release);
                @let notice = listing.notice_no.as_ref().or(release.and_then(|r| r.notice_no.as_ref()));
                (row(institution::BASIS_WHO.of(language),
                    quoted(language, directory.regulator_name(listing.roster.regulator))))
                @if let Some(release) = release {
                    (row(institution::BASIS_WHEN.of(language),
                        html! { a href=(links.release(release.id)) { (Day(language, release.published_on)) } }))
                }
                @if let Some(notice) = notice {
                    (row(institution::BASIS_NOTICE.of(language), quoted(language, notice)))
                }
                @if let Some(as_of) = directory.as_of(version, day) {
                    (row(institution::BASIS_AS_OF.of(language), html! { (Day(language, as_of)) }))
                }
            }
            @if let Some((label, markup)) = more { (row(label.of(language), markup)) }
            (row(institution::BASIS_MADE.of(language),
                html! { (Minute(language, at)) (institution::CHINA_TIME.of(language)) }))
        }
    }
}

#[expect(clippy::needless_pass_by_value, reason = "a value is used up by its row")]
fn row(label: &str, value: Markup) -> Markup {
    html! { div { dt { (label) } dd { (value) } } }
}
