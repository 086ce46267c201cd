//! Where an institution is, for whoever has to tell it from another.

use maud::{Markup, html};

use super::quoted::quoted;
use crate::domain::text::region_joined;
use crate::web::words::Language;

/// Its region and its address, of which either may be missing. Most lists begin an address with the city
/// or the county: what both would say is said once.
pub fn place(language: Language, region: Option<&str>, address: &str) -> Markup {
    let region = region.unwrap_or_default();
    let joined = region_joined(region, address);
    html! {
        @if let Some(joined) = joined { (quoted(language, joined)) }
        @else {
            @if !region.is_empty() { (quoted(language, region)) }
            @if !region.is_empty() && !address.is_empty() { (language.comma()) }
            @if !address.is_empty() { (quoted(language, address)) }
        }
    }
}
