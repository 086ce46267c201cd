//! `GET /report`: whom to call, by region.

use maud::{Markup, html};

use super::region_pick::select;
use crate::domain::region::RegionCode;
use crate::domain::regulator::Regulator;
use crate::web::components::contacts::{contacts, phone};
use crate::web::error::Error;
use crate::web::layout::{Place, page};
use crate::web::params::Params;
use crate::web::served::Served;
use crate::web::words::{Language, calling};

/// A province's own bureaus and those of its cities; counties are reached by choosing one.
const MOST: usize = 60;

pub async fn show(served: Served, params: Params) -> Result<Markup, Error> {
    let region = params.region(served.directory())?;
    let links = served.links();
    let language = served.language();
    Ok(page(
        served
            .frame(calling::TITLE.of(language), Place::Report)
            .described(calling::DESCRIPTION.of(language)),
        html! {
            h1 { (calling::HEADING.of(language)) }
            p.lead { (calling::LEAD.around(language, &[phone("12345"), phone("110")])) }
            form.pick action=(links.to("/report")) {
                label { (calling::CHOOSE_REGION.of(language)) (select(&served, region)) }
                button { (calling::SEE_PHONES.of(language)) }
            }
            (of_region(&served, region))
            (what_to_say(language))
        },
    ))
}

fn of_region(served: &Served, region: Option<RegionCode>) -> Markup {
    let directory = served.directory();
    let language = served.language();
    let Some(region) = region else { return html! {} };
    let found: Vec<&Regulator> =
        directory.regulators().filter(|one| one.code.region.overlaps(region)).take(MOST).collect();
    html! {
        section {
            h2 lang=[language.of_data()] { (directory.regions().full_name(region)) }
            @if found.is_empty() { p { (calling::NO_REGULATORS.of(language)) } }
            (contacts(language, found.into_iter(), &served.site.report_phone))
            p { a href=(served.links().region(region)) { (calling::SEE_LISTS.of(language)) } }
        }
    }
}

fn what_to_say(language: Language) -> Markup {
    let points = [calling::SAY_WHERE, calling::SAY_WHAT, calling::SAY_HOW_MUCH];
    html! {
        section {
            h2 { (calling::WHAT_TO_SAY.of(language)) }
            ul { @for point in points { li { (point.of(language)) } } }
            p { (calling::REFUND_TRICK.of(language)) }
        }
    }
}
