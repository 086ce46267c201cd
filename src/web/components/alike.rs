//! Those who are easily taken for an institution and stand otherwise.

use maud::{Markup, html};

use super::conclusion::Telling;
use crate::domain::institution::Institution;
use crate::domain::text;
use crate::domain::verdict::Verdict;
use crate::web::words::{self, Doubt};

/// Each with where it is, by which it is told apart. `verdict` is that of the page's own.
pub fn lookalikes(
    telling: Telling<'_>,
    (own, verdict): (&Institution, Verdict),
    others: &[Institution],
) -> Markup {
    let is_banned = verdict != Verdict::Banned;
    let regions = telling.directory.regions();
    html! {
        @for other in others {
            @if let Some(version) = other.representative(telling.day) {
                @let (before, after) = words::lookalike(is_banned, doubt(telling, own, other));
                @let address = version.listing.site.address.as_str();
                div.note.alike {
                    p {
                        b { (before) } "「"
                        a href=(telling.links.institution(other.id)) { (version.listing.name) }
                        "」" b { (after) }
                    }
                    p.fact {
                        "那一家在"
                        @if let Some(code) = version.listing.region { (regions.full_name(code)) }
                        @if !address.is_empty() {
                            @if version.listing.region.is_some() { "，" }
                            (address)
                        } @else if version.listing.region.is_none() { "哪里，名单没有写" }
                        "。"
                    }
                }
            }
        }
    }
}

fn doubt(telling: Telling<'_>, own: &Institution, other: &Institution) -> Doubt {
    let names = |one: &Institution| -> Vec<String> {
        one.names(telling.day).into_iter().map(text::normal).collect()
    };
    let others = names(other);
    let is_same_name = names(own).iter().any(|name| others.contains(name));
    let are_coded = own.uscc().is_some() && other.uscc().is_some();
    if is_same_name && !are_coded { Doubt::SameName } else { Doubt::None }
}
