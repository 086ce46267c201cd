//! Choosing a region: in a form, and as a list of links.

use maud::{Markup, html};

use crate::domain::region::RegionCode;
use crate::web::links::Links;
use crate::web::overview::RegionState;
use crate::web::served::Served;
use crate::web::words::Day;

/// A select of regions that have lists; `chosen` is among them whatever its rank.
pub fn select(served: &Served, chosen: Option<RegionCode>) -> Markup {
    let overview = served.overview();
    let is_offered = chosen.is_none_or(|code| overview.choices.iter().any(|(own, _)| *own == code));
    html! {
        select name="region" {
            option value="" { "全部" }
            @if let Some(code) = chosen && !is_offered {
                option value=(code) selected { (served.directory().regions().full_name(code)) }
            }
            @for (code, name) in &overview.choices {
                option value=(code) selected[chosen == Some(*code)] { (name) }
            }
        }
    }
}

/// Regions as large links with what their lists hold.
pub fn cards(links: Links<'_>, states: &[RegionState]) -> Markup {
    html! {
        ul.cards {
            @for state in states {
                li {
                    a href=(links.region(state.code)) { (state.name) }
                    @if let Some(as_of) = state.as_of {
                        span { "白名单" (state.approved) "家" @if state.banned > 0 { "，黑名单" (state.banned) "家" } }
                        span { "截至" (Day(as_of)) }
                    } @else { span { "名单还没有放上来" } }
                }
            }
        }
    }
}
