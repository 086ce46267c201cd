//! Where the QR code of a notice about several institutions leads: each of them as it stands now.

use maud::{Markup, html};

use super::listed;
use super::settings::Settings;
use crate::web::components::checklist::checklist;
use crate::web::components::row::How;
use crate::web::components::search_box::search_box;
use crate::web::layout::{Place, unindexed};
use crate::web::served::Served;
use crate::web::words::{Day, notice as said};

pub fn view(served: &Served, settings: &Settings) -> Markup {
    let language = served.language();
    let day = Day(language, served.today());
    let rows = served.rows(served.today());
    let chosen = listed::chosen(served, &settings.ids);
    unindexed(
        served.frame(said::TODAY.of(language), Place::Elsewhere),
        html! {
            h1 { (said::TODAY_HEADING.of(language)) }
            p.lead { (said::TODAY_LEAD.with(language, &[&day])) }
            section {
                h2 { (said::LIST_CHOSEN.of(language)) }
                ul.rows { @for one in &chosen.known { (rows.row(one, How::default())) } }
                @for id in &chosen.unknown { p.note { (said::UNKNOWN_ID.with(language, &[id])) } }
            }
            (search_box(served.links(), "", None))
            (checklist(language))
        },
    )
}
