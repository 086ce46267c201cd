//! What a release added, changed and removed, as the public may see it.

use maud::{Markup, html};

use super::listings::value;
use crate::domain::institution::{Institution, Version};
use crate::domain::listing::Field;
use crate::domain::public_changes::{PublicChange, of_release};
use crate::domain::release::ReleaseId;
use crate::search::Page;
use crate::web::components::pager::{At, pager};
use crate::web::served::Served;

/// The changes, a page of institutions at a time.
pub fn view(served: &Served, release: ReleaseId, asked: Page) -> Markup {
    let found = served.reader.touched(release, asked, served.today());
    let at = At { number: asked.number, size: asked.size, total: found.total };
    let link = format!("{}?page=", served.links().release(release));
    html! {
        section {
            h2 { "改了什么（涉及" (found.total) "家）" }
            p { "已经修复、到期的处罚不再公开，所以下面可能比公布时少。" }
            ul.changes {
                @for institution in &found.institutions {
                    @for change in of_release(institution, release) {
                        (one(served, institution, &change))
                    }
                }
            }
            (pager(at, &link))
        }
    }
}

fn one(served: &Served, institution: &Institution, change: &PublicChange<'_>) -> Markup {
    let link = served.links().institution(institution.id);
    let name = |version: &Version| html! { a href=(link) { (version.listing.name) } " " span.word { (version.listing.roster.kind.label()) } };
    html! {
        @match change {
            PublicChange::Added(after) => li.added {
                b { "＋ 新增 " } (name(after))
                p.fact { (after.listing.status_shown()) " · " (after.listing.site.address) }
            },
            PublicChange::Removed(before) => li.removed {
                b { "－ 移出 " } (name(before))
                p.fact { (before.listing.site.address) }
            },
            PublicChange::Amended { before, after, fields } => li.amended {
                b { "± 改动 " } (name(after))
                dl {
                    @for field in fields { (field_change(*field, before, after)) }
                }
            },
        }
    }
}

fn field_change(field: Field, before: &Version, after: &Version) -> Markup {
    let text = |version: &Version| {
        let text = value(&version.listing, field);
        if text.is_empty() { "（空）".to_owned() } else { text }
    };
    html! {
        div {
            dt { (field.label()) }
            dd { del { (text(before)) } " → " ins { (text(after)) } }
        }
    }
}
