//! What a release added, changed and removed, as the public may see it.

use maud::{Markup, html};

use super::listings::{status_shown, value};
use crate::domain::institution::{Institution, Version};
use crate::domain::listing::{Field, Listing};
use crate::domain::public_changes::{PublicChange, of_release};
use crate::domain::release::ReleaseId;
use crate::domain::status::Status;
use crate::search::Page;
use crate::web::components::pager::{At, pager};
use crate::web::components::quoted::quoted;
use crate::web::served::Served;
use crate::web::words::{Count, Language, labels, releases as said};

/// The changes, a page of institutions at a time.
pub fn view(served: &Served, release: ReleaseId, asked: Page) -> Markup {
    let found = served.reader.touched(release, asked, served.today());
    let at = At { number: asked.number, size: asked.size, total: found.total };
    let language = served.language();
    let link = format!("{}?page=", served.links().release(release));
    html! {
        section {
            h2 { (said::WHAT_CHANGED.with(language, &[&Count::of(language, found.total)])) }
            p { (said::FEWER_NOW.of(language)) }
            ul.changes {
                @for institution in &found.institutions {
                    @for change in of_release(institution, release) {
                        (one(served, institution, &change))
                    }
                }
            }
            (pager(language, at, &link))
        }
    }
}

fn one(served: &Served, institution: &Institution, change: &PublicChange<'_>) -> Markup {
    let link = served.links().institution(institution.id);
    let language = served.language();
    let own = language.of_data();
    let name = |version: &Version| {
        html! {
            a href=(link) lang=[own] { (version.listing.name) }
            " " span.word { (labels::roster(language, version.listing.roster.kind)) }
        }
    };
    html! {
        @match change {
            PublicChange::Added(after) => li.added {
                b { (said::ADDED.of(language)) } (name(after))
                p.fact {
                    @if has_status(&after.listing) { (status_shown(language, &after.listing)) " · " }
                    (quoted(language, &after.listing.site.address))
                }
            },
            PublicChange::Removed(before) => li.removed {
                b { (said::REMOVED.of(language)) } (name(before))
                p.fact lang=[own] { (before.listing.site.address) }
            },
            PublicChange::Amended { before, after, fields } => li.amended {
                b { (said::AMENDED.of(language)) } (name(after))
                dl {
                    @for field in fields { (field_change(language, *field, before, after)) }
                }
            },
        }
    }
}

/// Whether the list says how it stands: of one that says nothing, nothing is said in every row.
fn has_status(listing: &Listing) -> bool {
    listing.status != Status::Unstated || !listing.status_text.is_empty()
}

fn field_change(language: Language, field: Field, before: &Version, after: &Version) -> Markup {
    let text = |version: &Version| match value(language, &version.listing, field) {
        Some(text) => text,
        None => html! { (said::EMPTY.of(language)) },
    };
    html! {
        div {
            dt { (labels::field(language, field)) }
            dd { del { (text(before)) } " → " ins { (text(after)) } }
        }
    }
}
