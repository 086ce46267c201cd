//! Lists that tell of another place than their regulator's: somebody else's file, most likely.

use super::alarms::Alarm;
use super::listing::Listing;
use super::region::{RegionCode, Regions};

/// Fewer rows than this say nothing of a file.
const FEW: u64 = 3;
/// From this part of the rows on, a list is asked about.
const PART: u64 = 3;
/// No official name of a division is longer, in characters.
const LONGEST_NAME: usize = 20;

/// Asks when at least a third of the listings, and three of them, are at another place than `home`
/// or a division that it lies in.
pub fn of_listings<'a>(
    listings: impl Iterator<Item = &'a Listing>,
    home: RegionCode,
    regions: &Regions,
) -> Option<Alarm> {
    let around = around(home, regions);
    let (mut of, mut away, mut such_as) = (0, 0, None);
    for listing in listings {
        of += 1;
        if let Some(place) = place_away(listing, around, regions) {
            away += 1;
            such_as.get_or_insert_with(|| (listing.name.clone(), place));
        }
    }
    let (name, place) = such_as.filter(|_| away >= FEW && away * PART >= of)?;
    Some(Alarm::Elsewhere { away, of, home: regions.name(home), name, place })
}

/// Development zones have codes that no table knows, and addresses in the counties around them:
/// theirs is the whole city.
fn around(home: RegionCode, regions: &Regions) -> RegionCode {
    let home = regions.current(home);
    if regions.get(home).is_none() && !home.is_province() { home.city() } else { home }
}

/// The division that a listing names, where it is another.
fn place_away(listing: &Listing, home: RegionCode, regions: &Regions) -> Option<String> {
    let of_row = listing.region.map(|code| regions.current(code));
    match of_row.filter(|code| !code.overlaps(home) && regions.get(*code).is_some()) {
        Some(code) => Some(regions.full_name(code)),
        None => address_away(&listing.site.address, home, regions),
    }
}

/// The first division at the beginning of an address that cannot be `home`, nor lie in it or around
/// it. An address that begins with no division's full name is taken for one of ours.
fn address_away(address: &str, home: RegionCode, regions: &Regions) -> Option<String> {
    let mut rest = address.trim_start();
    rest = rest.strip_prefix("中国").unwrap_or(rest);
    while let Some((name, codes)) = first_name(rest, regions) {
        let mut meant = codes
            .iter()
            .map(|code| regions.current(*code))
            .filter(|code| regions.get(*code).is_some_and(|region| region.abolished_in.is_none()));
        // Several places may bear the name; one of them being ours is enough.
        let first = meant.next()?;
        let is_step = regions.is_filler(first);
        if !is_step && !first.overlaps(home) && !meant.any(|code| code.overlaps(home)) {
            return Some(name.to_owned());
        }
        rest = rest[name.len()..].trim_start();
    }
    None
}

/// The longest name of a division that the text begins with.
fn first_name<'a>(text: &'a str, regions: &'a Regions) -> Option<(&'a str, &'a [RegionCode])> {
    let ends: Vec<usize> = text
        .char_indices()
        .skip(1)
        .map(|(at, _)| at)
        .chain([text.len()])
        .take(LONGEST_NAME)
        .collect();
    // Names of two characters (城区, 郊区) are also common words.
    ends.get(2..)?.iter().rev().find_map(|end| {
        let codes = regions.called(&text[..*end]);
        (!codes.is_empty()).then_some((&text[..*end], codes))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::listing::{RosterId, RosterKind};
    use crate::domain::regulator::RegulatorCode;

    const TABLE: &str = "code,name,abolished_in,successor
230000,黑龙江省,,
230400,鹤岗市,,
230404,南山区,,
430000,湖南省,,
430600,岳阳市,,
430602,岳阳楼区,,
440000,广东省,,
440300,深圳市,,
440301,市辖区,,
440304,福田区,,
440305,南山区,,
440399,老南山县,1990,440305
";

    fn asked(home: &str, addresses: &[&str]) -> Option<(u64, u64)> {
        let regions = Regions::from_csv(&[TABLE]);
        let home = RegionCode::parse(home).unwrap();
        let regulator = RegulatorCode::parse("440305-edu").unwrap();
        let listings: Vec<Listing> = addresses
            .iter()
            .map(|address| {
                let roster = RosterId { regulator, kind: RosterKind::Approved };
                let mut listing = Listing::named(roster, "示例");
                listing.site.address = (*address).to_owned();
                listing
            })
            .collect();
        match of_listings(listings.iter(), home, &regions) {
            Some(Alarm::Elsewhere { away, of, .. }) => Some((away, of)),
            _ => None,
        }
    }

    #[test]
    fn a_list_of_another_city_is_asked_about() {
        let there = "湖南省岳阳市岳阳楼区示例路1号";
        assert_eq!(asked("440305", &[there; 10]), Some((10, 10)));
        let ours = "深圳市南山区示例路1号";
        assert_eq!(asked("440305", &[there, there, there, ours, ours, ours]), Some((3, 6)));
        assert_eq!(asked("440305", &[there, there, ours]), None, "two are an oversight");
        assert_eq!(asked("440305", &["深圳市福田区示例路1号"; 3]), Some((3, 3)), "next door too");
        assert_eq!(asked("440305", &["鹤岗市南山区示例路1号"; 3]), Some((3, 3)), "a namesake");
    }

    #[test]
    fn what_names_no_other_place_is_ours() {
        for ours in [
            "南山区示例路1号",
            "广东省深圳市南山区示例路1号",
            "广东省深圳市市辖区南山区示例路1号",
            "老南山县示例路1号",
            "示例路1号",
            "岳阳路1号",
            "示例大厦（湖南省岳阳市驻深办）",
            "",
        ] {
            assert_eq!(asked("440305", &[ours; 3]), None, "{ours}");
        }
        assert_eq!(asked("440300", &["福田区示例路1号"; 3]), None, "a city's are its counties'");
        assert_eq!(asked("440371", &["深圳市福田区示例路1号"; 3]), None, "a development zone");
    }
}
