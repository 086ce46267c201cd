//! `GET /`: the box first.

use maud::{Markup, html};

use super::region_pick::cards;
use super::releases::entry;
use crate::web::components::search_box::waiting_box;
use crate::web::layout::{Place, page};
use crate::web::served::Served;
use crate::web::words::{Count, check, guide, home, notice};

const NEWEST: usize = 5;

pub async fn show(served: Served) -> Markup {
    view(&served)
}

fn view(served: &Served) -> Markup {
    let links = served.links();
    let language = served.language();
    let number = |number| Count::of(language, number);
    let overview = served.overview();
    let directory = served.directory();
    let to_guide = html! { a href=(links.to("/guide")) { (guide::TITLE.of(language)) } };
    let feed = links.to("/feed.xml").to_string();
    page(
        served.frame(home::TITLE.of(language), Place::Search).with_feed(&feed),
        html! {
            section.hero {
                h1 { (home::HEADING.of(language)) }
                p.lead { (home::LEAD.of(language)) }
                (waiting_box(links, None))
            }
            section {
                h2 { (home::HOW.of(language)) }
                ol.steps {
                    li { b { (home::FIND_PERMIT.of(language)) } (home::WRITE_IT.of(language)) }
                    li { b { (home::READ_RESULT.of(language)) } (home::COMPARE.of(language)) }
                    li {
                        b { (home::DO_NOT_PAY.of(language)) } (home::CALL.of(language))
                        a href=(links.to("/report")) { (home::FIND_PHONE.of(language)) }
                    }
                }
            }
            section.fine {
                h2 { (home::CONTENTS.of(language)) }
                ul.counts {
                    li { b { (number(overview.approved)) } (home::ON_APPROVED.of(language)) }
                    li { b { (number(overview.watched)) } (home::ON_WATCH.of(language)) }
                    li { b { (number(overview.banned)) } (home::ON_BANNED.of(language)) }
                    li { b { (number(directory.releases().len())) } (home::RELEASES.of(language)) }
                }
                p { (home::NOT_LEGAL.around(language, &[to_guide])) }
            }
            @if !overview.regions.is_empty() {
                section {
                    h2 { (home::BY_REGION.of(language)) }
                    (cards(links, &overview.regions))
                    p { a href=(links.to("/regions")) { (home::ALL_REGIONS.of(language)) } }
                }
            }
            section.fine {
                p { (notice::FOR_SCHOOLS.around(language, &[html! {
                    a href=(links.to("/notice")) { (notice::TITLE.of(language)) }
                    " · "
                    a href=(links.to("/check")) { (check::TITLE.of(language)) }
                }])) }
            }
            @if directory.releases().len() > 0 {
                section.fine {
                    h2 { (home::NEWEST.of(language)) }
                    ul.entries {
                        @for release in directory.releases().rev().take(NEWEST) { (entry(served, release)) }
                    }
                    p { a href=(links.to("/releases")) { (home::ALL_RELEASES.of(language)) } }
                }
            }
        },
    )
}
