//! Complete names: as listed, written otherwise, with a part left out, or not listed at all.

use std::sync::LazyLock;

use ferrous_opencc::{OpenCC, config::BuiltinConfig};
use mingce::domain::verdict::Verdict;

use super::fragments::is_near_a_listed;
use super::list::{Entry, normal, without_legal_form};
use super::{Drawn, Maker};

pub(super) fn exact(maker: &mut Maker<'_>) -> Option<Drawn> {
    let name = maker.telling_entry().name.clone();
    maker.full(name)
}

pub(super) fn with_noise(maker: &mut Maker<'_>) -> Option<Drawn> {
    let entry = maker.telling_entry();
    if maker.chance(70) {
        let words = maker.with_marks(&entry.name);
        return maker.full(words);
    }
    let words = maker.with_part_left_out(entry)?;
    let rows = maker.list.loosely(&words);
    maker.fragment(words, rows)
}

/// Half of them complete names, half 字号 and what is taught.
pub(super) fn traditional(maker: &mut Maker<'_>) -> Option<Drawn> {
    static TO_TRADITIONAL: LazyLock<Option<OpenCC>> =
        LazyLock::new(|| OpenCC::from_config(BuiltinConfig::S2t).ok());
    static TO_SIMPLIFIED: LazyLock<Option<OpenCC>> =
        LazyLock::new(|| OpenCC::from_config(BuiltinConfig::T2s).ok());
    let entry = maker.telling_entry();
    let is_full = maker.chance(50);
    let listed =
        if is_full { entry.name.clone() } else { format!("{}{}", entry.own, entry.subject) };
    let words = TO_TRADITIONAL.as_ref()?.convert(&listed);
    let is_fit = words != listed && TO_SIMPLIFIED.as_ref()?.convert(&words) == listed;
    if !is_fit {
        return None;
    }
    if is_full {
        let rows = maker.list.by_name.get(&normal(&listed))?.clone();
        return Some(Drawn { words, expected: maker.list.said_of(&rows), relevant: rows });
    }
    let mut rows = maker.list.owns.get(&normal(&entry.own))?.rows.clone();
    rows.retain(|row| maker.list.entries[*row].name.contains(&entry.subject));
    maker.fragment(listed, rows).map(|drawn| Drawn { words, ..drawn })
}

/// Mostly complete names near listed ones; a few 字号 that are near none.
pub(super) fn negative(maker: &mut Maker<'_>) -> Option<Drawn> {
    let entry = maker.entry();
    if entry.own.is_empty() || (entry.head.is_empty() && !maker.chance(15)) {
        return None;
    }
    let rest = &entry.name[entry.head.len() + entry.own.len()..];
    if rest.contains(['(', '（']) {
        return None;
    }
    let words = match maker.random.below(100) {
        0..15 => {
            let length = 2 + maker.random.below(2);
            let own: String = (0..length).map(|_| maker.random.pick(&maker.alike.common)).collect();
            if is_near_a_listed(maker, &own) {
                return None;
            }
            format!("{own}{}", entry.subject)
        }
        15..60 => {
            let mut own: Vec<char> = entry.own.chars().collect();
            let at = maker.random.below(own.len() as u64) as usize;
            own[at] = maker.one_near(own[at]);
            let own: String = own.into_iter().collect();
            format!("{}{own}{rest}", entry.head)
        }
        _ => format!("{}{}{rest}", maker.entry().head, entry.own),
    };
    let is_listed = maker.list.by_name.contains_key(&normal(&words));
    if is_listed || !maker.list.loosely(&words).is_empty() {
        return None;
    }
    Some(Drawn { words, relevant: Vec::new(), expected: Verdict::NotListed })
}

impl<'a> Maker<'a> {
    /// Half of them any, the others such as need a warning or share their name: those are few.
    fn telling_entry(&mut self) -> &'a Entry {
        let wanted = self.random.below(100);
        for _ in 0..2_000 {
            let entry = self.entry();
            let is_wanted = match wanted {
                0..50 => true,
                50..70 => entry.verdict == Verdict::Banned,
                70..92 => entry.verdict == Verdict::Restricted,
                _ => self.list.by_name[&normal(&entry.name)].len() > 1,
            };
            if is_wanted {
                return entry;
            }
        }
        self.entry()
    }

    fn full(&self, words: String) -> Option<Drawn> {
        let rows = self.list.by_name.get(&normal(&words))?.clone();
        Some(Drawn { words, expected: self.list.said_of(&rows), relevant: rows })
    }

    /// The same name with spaces, other brackets, full or half width, other case.
    fn with_marks(&mut self, name: &str) -> String {
        let mut chars: Vec<char> = match self.random.below(3) {
            0 => name.chars().map(other_width).collect(),
            1 => name.to_lowercase().chars().collect(),
            _ => name.chars().collect(),
        };
        let space = if self.chance(40) { '\u{3000}' } else { ' ' };
        if self.chance(30) {
            chars.insert(0, space);
            chars.push(space);
        } else {
            for _ in 0..1 + self.random.below(3) {
                chars.insert(self.random.below(chars.len() as u64 + 1) as usize, space);
            }
        }
        chars.into_iter().collect()
    }

    fn with_part_left_out(&mut self, entry: &Entry) -> Option<String> {
        let name = &entry.name;
        let words = match self.random.below(3) {
            0 => without_legal_form(name),
            1 => {
                let head = entry.head.replace(['省', '市', '区', '县'], "");
                format!("{head}{}", &name[entry.head.len()..])
            }
            _ => {
                let (before, after) = (name.find(['(', '（'])?, name.rfind([')', '）'])?);
                let last = name[after..].chars().next()?;
                format!("{}{}", &name[..before], &name[after + last.len_utf8()..])
            }
        };
        (words != *name).then_some(words)
    }

    /// A character that sounds or looks like this one, or just another.
    fn one_near(&mut self, character: char) -> char {
        let sound = super::sounds::alone(character).unwrap_or_default();
        let near = match self.random.below(3) {
            0 => self.alike.sounding(sound),
            1 => self.alike.looking_like(character),
            _ => &self.alike.common,
        };
        if near.is_empty() { character } else { self.random.pick(near) }
    }
}

fn other_width(c: char) -> char {
    match c {
        '（' => '(',
        '）' => ')',
        '!'..='~' => char::from_u32(u32::from(c) + 0xFEE0).unwrap_or(c),
        _ => c,
    }
}
