//! Codes, permit numbers and addresses.

use mingce::domain::verdict::Verdict;

use super::list::normal;
use super::places::short;
use super::{Drawn, Maker};

pub(super) fn uscc(maker: &mut Maker<'_>) -> Option<Drawn> {
    let code = maker.entry().uscc.clone();
    let words = maker.written(&code);
    let rows = maker.rows_with(|entry_code| entry_code == code);
    Some(Drawn { words, expected: maker.list.said_of(&rows), relevant: rows })
}

pub(super) fn uscc_prefix(maker: &mut Maker<'_>) -> Option<Drawn> {
    let length = 11 + maker.random.below(7) as usize;
    let code = &maker.entry().uscc;
    let prefix = code.get(..length).filter(|prefix| prefix.len() < code.len())?;
    let rows = maker.rows_with(|code| code.starts_with(prefix));
    let words = if maker.chance(30) { prefix.to_lowercase() } else { prefix.to_owned() };
    maker.fragment(words, rows)
}

pub(super) fn permit(maker: &mut Maker<'_>) -> Option<Drawn> {
    let permit = &maker.entry().permit;
    let rows = maker.list.of_permit(permit);
    let &[_] = rows else { return None };
    let digits = permit.strip_prefix("教民").and_then(|rest| rest.strip_suffix('号'));
    let digits = digits.filter(|digits| digits.len() == 15);
    let words = match digits {
        Some(digits) if maker.chance(50) => digits.to_owned(),
        Some(_) | None => permit.clone(),
    };
    let words = maker.written(&words);
    Some(Drawn { words, expected: maker.list.said_of(rows), relevant: rows.to_vec() })
}

/// Road and house number, with the place or the 字号.
pub(super) fn address(maker: &mut Maker<'_>) -> Option<Drawn> {
    let entry = maker.entry();
    let mut street = entry.address.as_str();
    for part in [&entry.province, &entry.city, &entry.county, &entry.town] {
        street = street.strip_prefix(part.as_str()).unwrap_or(street);
    }
    let (road, _) = street.split_once('号')?;
    let name = road.trim_end_matches(|c: char| c.is_ascii_digit());
    if name == road || entry.county.is_empty() || !(2..=8).contains(&name.chars().count()) {
        return None;
    }
    let fragment = format!("{road}号");
    let is_with_own = !entry.own.is_empty() && maker.chance(35);
    let place = if maker.chance(30) { entry.county.as_str() } else { short(&entry.county) };
    let own = normal(&entry.own);
    let rows = maker.list.entries.iter().enumerate().filter(|(_, other)| {
        let is_meant = if is_with_own { normal(&other.own) == own } else { other.is_in(place) };
        is_meant && other.address.contains(&fragment)
    });
    let rows = rows.map(|(row, _)| row).collect();
    let between = if maker.chance(40) { " " } else { "" };
    let words = match (is_with_own, maker.chance(50)) {
        (true, true) => format!("{} {fragment}", entry.own),
        (true, false) => format!("{fragment} {}", entry.own),
        (false, _) => format!("{place}{between}{fragment}"),
    };
    Some(Drawn { words, relevant: rows, expected: Verdict::Candidates })
}

impl Maker<'_> {
    fn rows_with(&self, is_so: impl Fn(&str) -> bool) -> Vec<usize> {
        let entries = self.list.entries.iter().enumerate();
        entries.filter(|(_, entry)| is_so(&entry.uscc)).map(|(row, _)| row).collect()
    }

    /// A number as it stands, in small letters, in full width, or in groups.
    fn written(&mut self, number: &str) -> String {
        match self.random.below(5) {
            0 => number.to_lowercase(),
            1 => number.chars().map(full_width).collect(),
            2 if number.is_ascii() && number.len() > 8 => {
                format!("{} {} {}", &number[..2], &number[2..8], &number[8..])
            }
            _ => number.to_owned(),
        }
    }
}

fn full_width(c: char) -> char {
    if c.is_ascii_graphic() { char::from_u32(u32::from(c) + 0xFEE0).unwrap_or(c) } else { c }
}
