//! Names, addresses and people, put together from `parts`.

use super::districts::District;
use super::parts::{BUILDINGS, LATIN, PLACES, ROADS, SURNAMES, SYLLABLES};
use super::random::Random;

/// The place at the head of a name: a bureau's spelling, a short one, or none.
pub(crate) fn place(district: &District, random: &mut Random) -> String {
    let District { province, city, name, .. } = district;
    let city_short = city.trim_end_matches('市');
    match random.below(100) {
        0..15 => String::new(),
        15..38 if city == name => name.clone(),
        15..38 => format!("{city}{name}"),
        38..58 => name.clone(),
        58..72 => city_short.to_owned(),
        72..80 => city.clone(),
        80..90 if name.chars().count() > 2 => name.trim_end_matches(['区', '县', '市']).to_owned(),
        80..90 => name.clone(),
        90..96 if city != name => format!("{city_short}{}", name.trim_end_matches(['区', '县'])),
        _ => province.trim_end_matches(['省', '市']).to_owned(),
    }
}

pub(crate) fn trade_name(random: &mut Random) -> Vec<char> {
    let length = match random.below(100) {
        0..58 => 2,
        58..90 => 3,
        _ => 4,
    };
    let mut name: Vec<char> = (0..length).map(|_| random.pick(SYLLABLES).0).collect();
    if random.per_mille(30) {
        let latin = random.pick(LATIN).chars();
        let at = if random.per_mille(500) { 0 } else { name.len() };
        name.splice(at..at, latin);
    }
    name
}

/// One character sounds or looks alike, is missing, doubled, or has changed places.
pub(crate) fn look_alike(name: &[char], random: &mut Random) -> Vec<char> {
    let mut changed = name.to_vec();
    let at = random.below(name.len() as u64) as usize;
    if let Some((_, neighbour)) = SYLLABLES.iter().find(|(character, _)| *character == name[at]) {
        changed[at] = *neighbour;
    } else if name.len() > 2 {
        changed.remove(at);
    } else {
        changed.insert(at, random.pick(SYLLABLES).0);
    }
    changed
}

pub(crate) fn address(district: &District, town: &str, random: &mut Random) -> String {
    let District { province, city, name, .. } = district;
    let mut address = match (random.below(100), city == province, city == name) {
        (0..18, ..) => name.clone(),
        (_, true, _) | (_, _, true) => format!("{province}{name}"),
        _ => format!("{province}{city}{name}"),
    };
    if random.per_mille(550) {
        address.push_str(town);
    }
    let (a, b) = (random.pick(SYLLABLES).0, random.pick(SYLLABLES).0);
    address.push_str(&format!("{a}{b}{}{}号", random.pick(ROADS), 1 + random.below(1_900)));
    match random.below(10) {
        0..4 => {}
        4..6 => address.push_str(&format!("{}层", 1 + random.below(4))),
        6 => address.push_str(&format!(
            "{}{}楼{:02}室",
            random.pick(PLACES),
            1 + random.below(5),
            1 + random.below(30)
        )),
        _ => address.push_str(&format!(
            "{b}{a}{}{}座{}室",
            random.pick(BUILDINGS),
            random.pick(&["A", "B", "C"]),
            101 + random.below(2_800)
        )),
    }
    address
}

pub(crate) fn person(random: &mut Random) -> String {
    let mut name = random.pick(SURNAMES).to_owned();
    for _ in 0..=random.below(2) {
        name.push(random.pick(SYLLABLES).0);
    }
    name
}

/// Masked, as the bureaus publish them.
pub(crate) fn phone(random: &mut Random) -> String {
    if random.per_mille(700) {
        format!("1{}****{:04}", 30 + random.below(70), random.below(10_000))
    } else {
        format!("0{}-{:04}****", 310 + random.below(680), 2_000 + random.below(7_000))
    }
}
