//! Where an institution is, for whoever has to tell it from another.

use maud::{Markup, html};

use super::quoted::quoted;
use crate::web::words::Language;

/// Its region and its address, of which either may be missing. Most lists begin an address with the city
/// or the county: what both would say is said once.
pub fn place(language: Language, region: Option<&str>, address: &str) -> Markup {
    let region = region.unwrap_or_default();
    let joined = joined(region, address);
    html! {
        @if let Some(joined) = joined { (quoted(language, joined)) }
        @else {
            @if !region.is_empty() { (quoted(language, region)) }
            @if !region.is_empty() && !address.is_empty() { (language.comma()) }
            @if !address.is_empty() { (quoted(language, address)) }
        }
    }
}

/// The address in full, where it begins with the end of the region's name. `None`: it does not, or a
/// street might only be called like the region.
fn joined(region: &str, address: &str) -> Option<String> {
    let starts = region.char_indices().map(|(at, _)| at);
    let common = starts.map(|at| &region[at..]).find(|end| address.starts_with(end))?;
    let is_of_several = common.chars().nth(1).is_some();
    let is_called_like_it = address[common.len()..].starts_with(STREETS);
    let before = &region[..region.len() - common.len()];
    (is_of_several && !is_called_like_it).then(|| format!("{before}{address}"))
}

/// What makes a street's name of a region's.
const STREETS: [char; 10] = ['路', '街', '道', '大', '巷', '弄', '里', '胡', '东', '西'];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_region_and_address_both_say_is_said_once() {
        let region = "示例省示例市示例东区";
        let full = Some("示例省示例市示例东区石桥路1号".to_owned());
        assert_eq!(joined(region, "示例市示例东区石桥路1号"), full);
        assert_eq!(joined(region, "示例东区石桥路1号"), full);
        assert_eq!(joined(region, "示例省示例市示例东区石桥路1号"), full);
    }

    #[test]
    fn a_street_that_is_called_like_the_region_is_none() {
        let region = "示例省示例市示例区";
        for address in ["示例区路1号", "示例区大街1号", "石桥路1号", "区政府旁", ""]
        {
            assert_eq!(joined(region, address), None, "{address}");
        }
        assert_eq!(joined("", "石桥路1号"), None);
    }
}
