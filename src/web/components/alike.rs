//! Those who are easily taken for an institution and stand otherwise.

use maud::{Markup, html};

use super::conclusion::Telling;
use super::place::place;
use crate::domain::institution::{Institution, Version};
use crate::domain::text;
use crate::domain::verdict::Verdict;
use crate::web::words::search::{OTHER_IS_AT, OTHER_IS_NOWHERE};
use crate::web::words::{self, Doubt};

/// Each with where it is, by which it is told apart. `verdict` is that of the page's own.
pub fn lookalikes(
    telling: Telling<'_>,
    (own, verdict): (&Institution, Verdict),
    others: &[Institution],
) -> Markup {
    let is_banned = verdict != Verdict::Banned;
    let language = telling.links.language();
    let (open, close) = language.quotes();
    html! {
        @for other in others {
            @if let Some(version) = other.representative(telling.day) {
                @let (before, after) = words::lookalike(language, is_banned, doubt(telling, own, other));
                div.note.alike {
                    p {
                        b { (before) } (open)
                        a href=(telling.links.institution(other.id)) lang=[language.of_data()] { (version.listing.name) }
                        (close) b { (after) }
                    }
                    p.fact { (OTHER_IS_AT.around(language, &[where_it_is(telling, version)])) }
                }
            }
        }
    }
}

fn where_it_is(telling: Telling<'_>, version: &Version) -> Markup {
    let language = telling.links.language();
    let region = version.listing.region.map(|code| telling.directory.regions().full_name(code));
    let address = version.listing.site.address.as_str();
    if region.is_none() && address.is_empty() {
        return html! { (OTHER_IS_NOWHERE.of(language)) };
    }
    place(language, region.as_deref(), address)
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
