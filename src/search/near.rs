//! Trade names near one that was typed: how they differ, and what each difference costs.

use super::fit::is_one_off;
use super::lookalike;
use super::pinyin;
use super::reader::Reader;
use super::trade::{LONGEST_NEAR, without_one};

/// A trade name that is listed, and how it differs from the typed one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Near {
    pub(super) trade: String,
    pub(super) difference: Difference,
    pub(super) cost: u8,
}

/// How a listed trade name differs from what was typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Difference {
    /// Said alike: so many characters are others, and so many syllables are alike only to southern and
    /// northern ears.
    Sound { others: u8, blurred: u8 },
    /// Two neighbours stand the other way round.
    Exchanged,
    /// One character looks like the other; so far down its list.
    Lookalike { rank: u8 },
    /// A character was typed twice.
    Doubled,
    /// A character too many was typed.
    Extra,
    /// A character was left out.
    Missing,
    /// One character shares a part with the other: half of it was remembered.
    Component,
    /// One character is another that neither sounds nor looks alike.
    Other,
}

impl Difference {
    /// What it costs in a name of so many characters: of two names the cheaper one is likelier meant.
    /// A name that costs [`FAR`] or more only resembles: perhaps nobody meant it.
    fn cost(self, length: usize) -> u8 {
        // Of two characters one is half of the name.
        let half = u8::from(length <= 2);
        match self {
            Self::Sound { others, blurred } => {
                (2 * others + 2 * blurred).saturating_sub(1).min(FAR - 1)
            }
            Self::Doubled => 2,
            // The nearest ones are hard to tell apart.
            Self::Lookalike { rank: 0..4 } => 2,
            Self::Lookalike { rank } => (2 + rank / 4).min(6) + half,
            Self::Exchanged => 3 + half,
            Self::Missing => 4,
            Self::Extra => 5,
            Self::Component => FAR - 1 + half,
            Self::Other => FAR,
        }
    }
}

/// From this cost on a name is shown, but counts for nothing.
pub(super) const FAR: u8 = 9;

impl Reader {
    /// Trade names near `core`, the cheapest difference first.
    pub(super) fn trades_near(&self, core: &str, how: Nearness) -> Vec<Near> {
        let chars: Vec<char> = core.chars().collect();
        if !(2..=LONGEST_NEAR).contains(&chars.len()) {
            return Vec::new();
        }
        let fields = self.fields;
        let sounds = pinyin::sounds(core);
        let mut found: Vec<String> = Vec::new();
        let key = pinyin::joined(sounds.iter().map(|sound| sound.text));
        if sounds.len() == chars.len() {
            self.led_to(fields.heard, &key, &mut found);
        }
        if how == Nearness::Any {
            self.led_to(fields.near, core, &mut found);
            found.extend(self.slips(core, &chars));
        }
        found.sort_unstable();
        found.dedup();
        let mut near: Vec<Near> = found
            .into_iter()
            .filter_map(|trade| {
                let difference = difference(&chars, &trade.chars().collect::<Vec<_>>())?;
                Some(Near { trade, difference, cost: difference.cost(chars.len()) })
            })
            .collect();
        near.sort_by_key(|near| near.cost);
        near
    }

    /// Names as long as the typed one, or shorter by a character.
    fn slips(&self, core: &str, chars: &[char]) -> Vec<String> {
        let fields = self.fields;
        let mut found = Vec::new();
        if let [first, second] = chars {
            // Too many names share one character; those that look alike are tried one by one.
            let firsts = lookalike::alike(*first).iter().map(|(other, _)| [*other, *second]);
            let seconds = lookalike::alike(*second).iter().map(|(other, _)| [*first, *other]);
            let tried = firsts.chain(seconds).chain([[*second, *first]]);
            let tried = tried.map(|chars| chars.iter().collect::<String>());
            found.extend(tried.filter(|trade| self.has_term(fields.trade, trade)));
        } else {
            for key in without_one(core) {
                self.led_to(fields.near, &key, &mut found);
                if self.has_term(fields.trade, &key) {
                    found.push(key);
                }
            }
        }
        found
    }
}

/// By what a trade name may be near another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Nearness {
    /// By sound alone: enough where the typed name is listed as it is.
    Sound,
    Any,
}

/// How `listed` differs from `typed`; `None`: by nothing, or by more than people mistake.
pub(super) fn difference(typed: &[char], listed: &[char]) -> Option<Difference> {
    if typed == listed {
        return None;
    }
    if let Some(sound) = by_sound(typed, listed) {
        return Some(sound);
    }
    if !is_one_off(typed, listed) {
        return None;
    }
    let at = typed.iter().zip(listed).position(|(a, b)| a != b);
    match typed.len().cmp(&listed.len()) {
        std::cmp::Ordering::Less => Some(Difference::Missing),
        std::cmp::Ordering::Greater => {
            let at = at.unwrap_or(listed.len());
            let is_doubled = at > 0 && typed[at] == typed[at - 1];
            Some(if is_doubled { Difference::Doubled } else { Difference::Extra })
        }
        std::cmp::Ordering::Equal => {
            let at = at?;
            if typed.get(at + 1) == listed.get(at) && typed[at] == *listed.get(at + 1)? {
                return Some(Difference::Exchanged);
            }
            if let Some(rank) = lookalike::rank(typed[at], listed[at]) {
                return Some(Difference::Lookalike { rank });
            }
            let is_partly = lookalike::share_a_component(typed[at], listed[at]);
            Some(if is_partly { Difference::Component } else { Difference::Other })
        }
    }
}

fn by_sound(typed: &[char], listed: &[char]) -> Option<Difference> {
    if typed.len() != listed.len() {
        return None;
    }
    let read = |chars: &[char]| pinyin::sounds(&chars.iter().collect::<String>());
    let chars = (typed, listed);
    let (typed, listed) = (read(typed), read(listed));
    if typed.len() != listed.len() || typed.len() != chars.0.len() {
        return None;
    }
    let (mut others, mut blurred) = (0, 0);
    for (at, (typed, listed)) in typed.iter().zip(&listed).enumerate() {
        others += u8::from(chars.0[at] != chars.1[at]);
        if typed.text == listed.text {
            continue;
        }
        if typed.text.len() < 2 || !pinyin::is_alike(typed.text, listed.text) {
            return None;
        }
        blurred += 1;
    }
    Some(Difference::Sound { others, blurred })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(typed: &str, listed: &str) -> Option<Difference> {
        let chars = |text: &str| text.chars().collect::<Vec<_>>();
        difference(&chars(typed), &chars(listed))
    }

    #[test]
    fn a_difference_has_a_name() {
        assert_eq!(of("启名星", "启明星"), Some(Difference::Sound { others: 1, blurred: 0 }));
        assert_eq!(of("辰心", "晨星"), Some(Difference::Sound { others: 2, blurred: 1 }));
        assert_eq!(of("启星明", "启明星"), Some(Difference::Exchanged));
        assert!(matches!(of("全立元", "金立元"), Some(Difference::Lookalike { .. })));
        assert_eq!(of("启启明", "启明"), Some(Difference::Doubled));
        assert_eq!(of("启明大", "启明"), Some(Difference::Extra));
        assert_eq!(of("启星", "启明星"), Some(Difference::Missing));
        assert_eq!(of("明月淳", "明月湾"), Some(Difference::Component));
        assert_eq!(of("启明海", "启明星"), Some(Difference::Other));
        assert_eq!(of("启海", "启明"), Some(Difference::Other));
        assert_eq!(of("启明", "启明"), None);
        assert_eq!(of("光年", "启明星"), None);
    }
}
