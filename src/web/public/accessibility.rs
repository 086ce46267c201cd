//! `GET /accessibility`: for whom the site is made, and how that was tried.

use maud::{Markup, html};

use crate::web::layout::{Place, page};
use crate::web::served::Served;
use crate::web::words::{Phrase, accessibility as said};

const SECTIONS: [(Phrase, &[Phrase]); 3] = [
    (said::MADE, &[said::ELDER, said::ALOUD, said::COLOUR, said::KEYS, said::ZOOM, said::SCRIPTS]),
    (said::TESTED, &[said::NORMS, said::AUTOMATIC, said::JOURNEYS]),
    (said::LIMITS, &[said::NO_PEOPLE, said::QUOTES, said::VOICE]),
];

pub async fn show(served: Served) -> Markup {
    let language = served.language();
    page(
        served
            .frame(said::TITLE.of(language), Place::Elsewhere)
            .described(said::DESCRIPTION.of(language)),
        html! {
            h1 { (said::TITLE.of(language)) (language.stop()) }
            p.lead { (said::LEAD.of(language)) }
            @for (heading, points) in SECTIONS {
                section {
                    h2 { (heading.of(language)) }
                    ul { @for point in points { li { (point.of(language)) } } }
                }
            }
            p { (said::TELL.of(language)) }
        },
    )
}
