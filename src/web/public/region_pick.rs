//! Choosing a region: in a form, and as a list of links.

use maud::{Markup, html};

use crate::domain::region::RegionCode;
use crate::web::components::quoted::quoted;
use crate::web::links::Links;
use crate::web::overview::RegionState;
use crate::web::served::Served;
use crate::web::words::{Count, Day, regions, search};

/// A select of regions that have lists; `chosen` is among them whatever its rank.
pub fn select(served: &Served, chosen: Option<RegionCode>) -> Markup {
    let overview = served.overview();
    let own = served.language().of_data();
    let is_offered = chosen.is_none_or(|code| overview.choices.iter().any(|(own, _)| *own == code));
    html! {
        select name="region" {
            option value="" { (search::ALL_REGIONS.of(served.language())) }
            @if let Some(code) = chosen && !is_offered {
                option value=(code) lang=[own] selected { (served.directory().regions().full_name(code)) }
            }
            @for (code, name) in &overview.choices {
                option value=(code) lang=[own] selected[chosen == Some(*code)] { (name) }
            }
        }
    }
}

/// Regions as large links with what their lists hold.
pub fn cards(links: Links<'_>, states: &[RegionState]) -> Markup {
    let language = links.language();
    let number = |number| Count::of(language, number);
    html! {
        ul.cards {
            @for state in states {
                li {
                    a href=(links.region(state.code)) { (quoted(language, &state.name)) }
                    @if let Some(as_of) = state.as_of {
                        span {
                            (regions::APPROVED_COUNT.with(language, &[&number(state.approved)]))
                            @if state.banned > 0 {
                                (regions::BANNED_COUNT.with(language, &[&number(state.banned)]))
                            }
                        }
                        span { (regions::AS_OF.with(language, &[&Day(language, as_of)])) }
                    } @else { span { (regions::NO_LIST.of(language)) } }
                }
            }
        }
    }
}
