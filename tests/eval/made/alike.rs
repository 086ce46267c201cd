//! Characters that are taken for one another.

use std::collections::HashMap;

use super::sounds::alone;

/// Those with which most text is written come first in the table (GB 2312, level 1).
const COMMON: usize = 3_755;
/// Of a character's lookalikes, only the nearest are taken for it.
const NEAREST: usize = 4;

pub(super) struct Alike {
    pub(super) common: Vec<char>,
    by_sound: HashMap<&'static str, Vec<char>>,
    lookalikes: HashMap<char, Vec<char>>,
}

impl Alike {
    pub(super) fn read() -> Self {
        let lines = include_str!("../../../data/lookalikes.csv").lines().skip(1);
        let rows = lines.filter_map(|line| {
            let (character, lookalikes) = line.split_once(',')?;
            Some((character.chars().next()?, lookalikes.chars().take(NEAREST).collect()))
        });
        let rows: Vec<(char, Vec<char>)> = rows.collect();
        let common: Vec<char> = rows.iter().take(COMMON).map(|(character, _)| *character).collect();
        let mut by_sound: HashMap<&str, Vec<char>> = HashMap::new();
        for character in &common {
            by_sound.entry(alone(*character).unwrap_or_default()).or_default().push(*character);
        }
        Self { common, by_sound, lookalikes: rows.into_iter().collect() }
    }

    /// Common characters of this toneless sound.
    pub(super) fn sounding(&self, sound: &str) -> &[char] {
        self.by_sound.get(sound).map(Vec::as_slice).unwrap_or_default()
    }

    /// Common characters that sound otherwise, but the same to southern and northern ears.
    pub(super) fn sounding_nearly(&self, sound: &str) -> Vec<char> {
        let near = folded(sound);
        let others = self.by_sound.iter().filter(|(other, _)| **other != sound);
        let mut found: Vec<char> = others
            .filter(|(other, _)| folded(other) == near)
            .flat_map(|(_, characters)| characters.iter().copied())
            .collect();
        found.sort_unstable();
        found
    }

    pub(super) fn looking_like(&self, character: char) -> &[char] {
        self.lookalikes.get(&character).map(Vec::as_slice).unwrap_or_default()
    }

    pub(super) fn look_alike(&self, one: char, other: char) -> bool {
        self.looking_like(one).contains(&other) || self.looking_like(other).contains(&one)
    }
}

/// n=l, zh=z, ch=c, sh=s, an=ang, en=eng, in=ing.
pub(super) fn folded(sound: &str) -> String {
    let mut sound = match sound.strip_suffix('g') {
        Some(nasal) if nasal.ends_with(['n']) && !nasal.ends_with("on") => nasal.to_owned(),
        _ => sound.to_owned(),
    };
    for (from, to) in [("zh", "z"), ("ch", "c"), ("sh", "s"), ("n", "l")] {
        if let Some(rest) = sound.strip_prefix(from) {
            sound = format!("{to}{rest}");
            break;
        }
    }
    sound
}
