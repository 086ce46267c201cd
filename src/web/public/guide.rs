//! `GET /guide`: for parents, before they pay.

use maud::{Markup, html};

use crate::domain::verdict::Verdict;
use crate::web::components::checklist::checklist;
use crate::web::components::icon::icon;
use crate::web::components::panel::badge;
use crate::web::components::quoted::mixed;
use crate::web::layout::{Place, page};
use crate::web::served::Served;
use crate::web::words::Language;
use crate::web::words::guide::{self, COMMON_TRICKS, RESULTS};

pub async fn show(served: Served) -> Markup {
    let language = served.language();
    page(
        served
            .frame(guide::TITLE.of(language), Place::Guide)
            .described(guide::DESCRIPTION.of(language)),
        html! {
            h1 { (guide::HEADING.of(language)) }
            p.lead { (guide::LEAD.of(language)) }
            (signs(language))
            (checklist(language))
            (papers(language))
            (tricks(language))
            p { a href=(served.links().to("/report")) { (guide::FIND_PHONES.of(language)) } }
        },
    )
}

fn signs(language: Language) -> Markup {
    html! {
        section {
            h2 { (guide::SIGNS.of(language)) }
            ul.signs {
                @for (verdict, words, meaning) in RESULTS {
                    li { (badge(verdict, words.of(language))) p { (meaning.of(language)) } }
                }
            }
        }
    }
}

fn papers(language: Language) -> Markup {
    let rows = [(guide::PERMIT, guide::PERMIT_NAMES), (guide::LICENSE, guide::LICENSE_NAMES)];
    html! {
        section {
            h2 { (guide::PAPERS.of(language)) }
            ul {
                @for (what, names) in rows {
                    li { b { (what.of(language)) } (mixed(language, names.of(language))) }
                }
            }
            p { (guide::NOT_ENOUGH.of(language)) }
        }
    }
}

fn tricks(language: Language) -> Markup {
    html! {
        section {
            h2 { (guide::TRICKS.of(language)) }
            ul { @for trick in COMMON_TRICKS { li { (trick.of(language)) } } }
            p { (icon(Verdict::NotListed)) (guide::WE_NEVER_CALL.of(language)) }
        }
    }
}
