//! `GET /embed`: what other websites can show of this one, with the code to copy. `?id=` makes the code for
//! one institution.

use std::fmt::Display;

use axum::response::{IntoResponse, Response};
use maud::{Markup, html};

use super::badge;
use super::brief::Brief;
use super::frames;
use crate::web::components::quoted::quoted;
use crate::web::components::search_box::search_box as own_box;
use crate::web::components::share::{Shared, copyable, link_and_code};
use crate::web::layout::{Place, page, unindexed};
use crate::web::params::Params;
use crate::web::served::Served;
use crate::web::words::embed::{self as said, BEHAVES_ALL};
use crate::web::words::{Phrase, api};

/// Below the language.
pub const PATH: &str = "/embed";

/// High enough for the longest of their texts in a column of a phone.
const CARD_HEIGHT: u32 = 260;
const BOX_HEIGHT: u32 = 190;

/// An example's own: one of the region 99, where nothing is.
const EXAMPLE_CODE: &str = "91990101MA0000015C";
const EXAMPLE_REGION: &str = "990101";

pub async fn show(served: Served, params: Params) -> Response {
    let id = params.get("id");
    match id.map(|id| Brief::of(&served, id)).transpose() {
        Ok(brief) => view(&served, brief.as_ref()).into_response(),
        Err(moved) => moved.redirect(&served, "/embed?id=", ""),
    }
}

fn view(served: &Served, brief: Option<&Brief>) -> Markup {
    let language = served.language();
    let main = html! {
        h1 { (said::HEADING.of(language)) }
        p.lead { (said::LEAD.of(language)) }
        @match brief {
            Some(brief) if brief.id.is_some() => (of_one(served, brief)),
            Some(_) => section { p.note { (said::UNKNOWN.of(language)) } (own_box(served.links(), "", None)) },
            None => (which(served)),
        }
        (search_box(served))
        (codes(served))
        (behaviour(served))
        (links(served))
        section { h2 { a href=(served.links().to("/api")) { (api::TITLE.of(language)) } } p { (api::DESCRIPTION.of(language)) } }
    };
    let frame = served
        .frame(said::TITLE.of(language), Place::Elsewhere)
        .described(said::DESCRIPTION.of(language));
    if brief.is_some() { unindexed(frame, main) } else { page(frame, main) }
}

fn which(served: &Served) -> Markup {
    let language = served.language();
    html! {
        section {
            h2 { (said::WHICH.of(language)) }
            p { (said::WHICH_HOW.of(language)) }
            (own_box(served.links(), "", None))
        }
    }
}

/// Badge and card of an institution.
fn of_one(served: &Served, brief: &Brief) -> Markup {
    let Some(id) = brief.id else { return html! {} };
    let language = served.language();
    let links = served.links();
    let badge = links.with("/i/", format!("{id}/badge.svg"));
    let alt = said::BADGE_ALT.with(language, &[&brief.name]);
    let picture = html! {
        a href=(served.whole(links.institution(id))) target="_blank" rel="noopener" {
            img src=(served.whole(&badge)) width=(badge::WIDTH) height=(badge::HEIGHT) alt=(alt);
        }
    };
    let card = links.with(frames::CARD, id);
    let title = said::CARD_TITLE.with(language, &[&brief.name]);
    let part = |heading, how, preview, code| part(served, (heading, how), preview, code);
    html! {
        p.note { (said::OF.around(language, &[html! { a href=(links.institution(id)) { (quoted(language, &brief.name)) } }])) }
        (part(said::BADGE, said::BADGE_HOW,
            html! { img.badge-preview src=(badge) width=(badge::WIDTH) height=(badge::HEIGHT) alt=(alt); },
            picture))
        (part(said::CARD, said::CARD_HOW,
            frame(&card, (CARD_HEIGHT, &title)),
            frame(&served.whole(card), (CARD_HEIGHT, &title))))
    }
}

fn search_box(served: &Served) -> Markup {
    let language = served.language();
    let link = served.links().to(frames::BOX);
    let title = crate::web::words::share::BOX_TITLE.of(language);
    part(
        served,
        (said::BOX, said::BOX_HOW),
        frame(&link, (BOX_HEIGHT, title)),
        frame(&served.whole(link), (BOX_HEIGHT, title)),
    )
}

/// The old attribute draws no border where the host page's policy forbids styles inside tags.
fn frame(link: &dyn Display, (height, title): (u32, &str)) -> Markup {
    html! {
        iframe src=(link) title=(title) width="100%" height=(height) frameborder="0" loading="lazy" {}
    }
}

/// How it looks, and the code for it.
#[expect(clippy::needless_pass_by_value, reason = "both are used up by their section")]
fn part(
    served: &Served,
    (heading, how): (Phrase, Phrase),
    preview: Markup,
    code: Markup,
) -> Markup {
    let language = served.language();
    html! {
        section {
            h2 { (heading.of(language)) }
            p { (how.of(language)) }
            p.hint { (said::PREVIEW.of(language)) }
            (preview)
            p.hint { (said::CODE.of(language)) }
            (copyable(language, code.0))
        }
    }
}

fn codes(served: &Served) -> Markup {
    let language = served.language();
    let links = served.links();
    html! {
        section {
            h2 { (said::QR.of(language)) }
            p { (said::QR_HOW.of(language)) }
            (link_and_code(served, Shared { link: &links.to("/"), codes: &links.to(""), query: "" }))
        }
    }
}

fn behaviour(served: &Served) -> Markup {
    let language = served.language();
    let origin = served.whole("");
    html! {
        section {
            h2 { (said::BEHAVES.of(language)) }
            ul { @for phrase in BEHAVES_ALL { li { (phrase.of(language)) } } }
            @if !origin.is_empty() {
                p { (said::BEHAVES_POLICY.of(language)) }
                (copyable(language, format_args!("img-src {origin}; frame-src {origin}")))
            }
        }
    }
}

fn links(served: &Served) -> Markup {
    let language = served.language();
    let links = served.links();
    let examples = [
        (said::LINK_USCC, links.with("/uscc/", EXAMPLE_CODE.to_owned())),
        (said::LINK_PERMIT, links.with("/permit/", "199010170000001".to_owned())),
        (said::LINK_REGION, links.with("/regions/", EXAMPLE_REGION.to_owned())),
        (said::LINK_DAY, links.with("/i/", format!("{EXAMPLE_CODE}?on=2026-09-01"))),
        (said::LINK_QR, links.with("/i/", format!("{EXAMPLE_CODE}/qr.png"))),
    ];
    html! {
        section {
            h2 { (said::LINKS.of(language)) }
            p { (said::LINKS_HOW.of(language)) }
            dl.facts {
                @for (what, link) in examples {
                    div { dt { (what.of(language)) } dd { code { (served.whole(link)) } } }
                }
            }
        }
    }
}
