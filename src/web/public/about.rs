//! `GET /about`: where the lists come from, how a verdict is made, what is not promised.

use maud::{Markup, html};

use crate::web::layout::{Place, page};
use crate::web::served::Served;
use crate::web::words::Phrase;
use crate::web::words::about::{self, HOW_MADE, KEPT, NOT_TOLD};
use crate::web::words::{api, embed};

pub async fn show(served: Served) -> Markup {
    let language = served.language();
    let list = |heading: Phrase, items: &[Phrase]| {
        html! {
            section {
                h2 { (heading.of(language)) }
                ul {
                    @for item in items {
                        li { (item.with(language, &[&served.site.stale_after_days])) }
                    }
                }
            }
        }
    };
    page(
        served
            .frame(about::TITLE.of(language), Place::Elsewhere)
            .described(about::DESCRIPTION.of(language)),
        html! {
            h1 { (about::HEADING.of(language)) }
            p.lead { (about::LEAD.of(language)) }
            (list(about::MADE, &HOW_MADE))
            (list(about::LIMITS, &NOT_TOLD))
            (list(about::KEEPING, &KEPT))
            section {
                h2 { (about::FOR_PROGRAMS.of(language)) }
                p { (about::FOR_PROGRAMS_LEAD.of(language)) }
                p.link lang=[language.of_data()] { (served.site.base_path) (about::EXAMPLE) }
                p { a href=(served.links().to("/embed")) { (embed::TITLE.of(language)) } }
                p { a href=(served.links().to("/api")) { (api::TITLE.of(language)) } }
            }
        },
    )
}
