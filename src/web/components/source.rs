//! Who said it, when, in which notice; and when this answer was made.

use jiff::Zoned;
use jiff::civil::Date;
use maud::{Markup, html};

use super::quoted::quoted;
use crate::domain::directory::Directory;
use crate::domain::institution::Version;
use crate::domain::region::RegionCode;
use crate::web::links::Links;
use crate::web::words::{Day, Language, Minute, institution};

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

/// When this answer was made.
pub fn made_at(language: Language, at: &Zoned) -> Markup {
    html! { span.made { (institution::MADE_AT.with(language, &[&Minute(language, at)])) } }
}
