//! How well a name fits what was typed. All ranking is here: a [`Fit`] sorts before another when
//! its name is the better answer.

use super::pinyin::{self, Sound};
use super::places::Places;
use super::words::{may_follow_a_trade_name, may_precede_a_trade_name};

/// How a name fits; smaller is better.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Fit {
    /// How much of it only resembles: 0 where nothing does.
    pub(super) off: u8,
    /// Whether what matches stands where a trade name stands.
    pub(super) stand: Stand,
    /// Characters of the name.
    pub(super) length: usize,
    /// What matches, in characters of the normal name.
    pub(super) spans: Vec<(usize, usize)>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Stand {
    /// Alone between the place and the kind of teaching: it is the trade name.
    Whole,
    /// It begins the trade name.
    Begins,
    /// It ends the trade name.
    Ends,
    Within,
}

/// One syllable that was typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Heard {
    pub(super) syllable: String,
    /// The character that must stand there, where characters and letters are mixed.
    pub(super) char: Option<char>,
    /// Whether the syllable may go on.
    pub(super) is_begun: bool,
}

/// A name that is looked at.
pub(super) struct Looked<'a> {
    chars: Vec<char>,
    sounds: Vec<Sound<'static>>,
    places: &'a Places,
}

impl<'a> Looked<'a> {
    pub(super) fn at(normal: &str, places: &'a Places) -> Self {
        Self { chars: normal.chars().collect(), sounds: Vec::new(), places }
    }

    fn with_sounds(mut self) -> Self {
        let text: String = self.chars.iter().collect();
        self.sounds = pinyin::sounds(&text);
        self
    }

    /// All of the texts in the name; the one that stands best counts.
    pub(super) fn texts(&self, texts: &[String]) -> Option<Fit> {
        let mut fit: Option<Fit> = None;
        for text in texts {
            let length = text.chars().count();
            let found = self.best((0..self.chars.len()).filter_map(|from| {
                let to = from + length;
                let own = self.chars.get(from..to)?;
                own.iter().copied().eq(text.chars()).then_some((0, from, to))
            }))?;
            fit = Some(joined(fit, found));
        }
        fit
    }

    /// Sounds like `heard`, one after another.
    pub(super) fn sound(self, heard: &[Heard]) -> Option<Fit> {
        let looked = self.with_sounds();
        let windows = looked.sounds.windows(heard.len().max(1)).filter_map(|window| {
            let mut off = 0;
            for (sound, heard) in window.iter().zip(heard) {
                let fits_char = heard.char.is_none_or(|c| looked.chars.get(sound.at) == Some(&c));
                let is_same = if heard.is_begun {
                    sound.text.starts_with(&heard.syllable)
                } else {
                    sound.text == heard.syllable
                };
                if !fits_char || !(is_same || pinyin::is_alike(sound.text, &heard.syllable)) {
                    return None;
                }
                off += u8::from(!is_same);
            }
            Some((off, window.first()?.at, window.last()?.at + 1))
        });
        looked.best(windows)
    }

    /// Begins its syllables with these letters, one after another.
    pub(super) fn initials(self, letters: &str) -> Option<Fit> {
        let looked = self.with_sounds();
        let windows = looked.sounds.windows(letters.len().max(1)).filter_map(|window| {
            let fits = window
                .iter()
                .zip(letters.bytes())
                .all(|(s, b)| s.text.as_bytes().first() == Some(&b));
            fits.then_some((0, window.first()?.at, window.last()?.at + 1))
        });
        looked.best(windows)
    }

    /// The best of some places where the name fits.
    fn best(&self, found: impl Iterator<Item = (u8, usize, usize)>) -> Option<Fit> {
        let (off, stand, span) =
            found.map(|(off, from, to)| (off, self.stand(from, to), (from, to))).min()?;
        Some(Fit { off, stand, length: self.chars.len(), spans: vec![span] })
    }

    fn stand(&self, from: usize, to: usize) -> Stand {
        let begins = may_precede_a_trade_name(&self.chars[..from], self.places);
        let ends = may_follow_a_trade_name(&self.chars[to..]);
        match (begins, ends) {
            (true, true) => Stand::Whole,
            (true, false) => Stand::Begins,
            (false, true) => Stand::Ends,
            (false, false) => Stand::Within,
        }
    }
}

fn joined(first: Option<Fit>, mut next: Fit) -> Fit {
    let Some(mut first) = first else { return next };
    first.stand = first.stand.min(next.stand);
    first.spans.append(&mut next.spans);
    first.spans.sort_unstable();
    first
}

/// The pairs of neighbouring characters of a text, each in one number, in order.
pub(super) fn pairs(text: &str) -> Vec<u64> {
    // Enough for a text of Han characters, which most are.
    let mut pairs = Vec::with_capacity(text.len() / 3);
    let both = text.chars().zip(text.chars().skip(1));
    pairs.extend(both.map(|(a, b)| u64::from(u32::from(a)) << 32 | u64::from(u32::from(b))));
    pairs.sort_unstable();
    pairs
}

/// How much of a name is shared with a text of these [`pairs`], in thousandths (Dice's coefficient).
pub(super) fn likeness(typed: &[u64], name: &str) -> usize {
    let name = pairs(name);
    let (mut shared, mut a, mut b) = (0, 0, 0);
    while let (Some(one), Some(other)) = (typed.get(a), name.get(b)) {
        match one.cmp(other) {
            std::cmp::Ordering::Less => a += 1,
            std::cmp::Ordering::Greater => b += 1,
            std::cmp::Ordering::Equal => (shared, a, b) = (shared + 1, a + 1, b + 1),
        }
    }
    2_000 * shared / (typed.len() + name.len()).max(1)
}

/// Whether one insertion, deletion, substitution or exchange of neighbours makes `a` into `b`.
pub(super) fn is_one_off(a: &[char], b: &[char]) -> bool {
    let same = a.iter().zip(b).take_while(|(a, b)| a == b).count();
    let (a, b) = (&a[same..], &b[same..]);
    match (a, b) {
        ([], []) => false,
        (_, _) if a.len() == b.len() => {
            a[1..] == b[1..] || (a.len() > 1 && a[0] == b[1] && a[1] == b[0] && a[2..] == b[2..])
        }
        (_, _) if a.len() == b.len() + 1 => a[1..] == *b,
        (_, _) if a.len() + 1 == b.len() => *a == b[1..],
        (_, _) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::region::Regions;

    fn stand(name: &str, text: &str) -> Option<Stand> {
        let places = Places::of(&Regions::from_csv(&["\n990000,示例省,,\n990100,晨海市,,"]));
        Looked::at(name, &places).texts(&[text.to_owned()]).map(|fit| fit.stand)
    }

    #[test]
    fn a_trade_name_stands_between_place_and_kind() {
        assert_eq!(stand("晨海市启明艺术培训中心", "启明"), Some(Stand::Whole));
        assert_eq!(stand("晨海启明艺术培训中心", "启明"), Some(Stand::Whole));
        assert_eq!(stand("晨海市启明星艺术培训中心", "启明"), Some(Stand::Begins));
        assert_eq!(stand("晨海市小启明星艺术培训中心", "启明"), Some(Stand::Within));
        assert_eq!(stand("晨海市光年培训(启明)", "启明"), Some(Stand::Whole));
        assert_eq!(stand("晨海市光年培训", "启明"), None);
    }

    #[test]
    fn a_name_is_like_another_by_the_pairs_they_share() {
        assert_eq!(likeness(&pairs("启明星艺术"), "启明星艺术"), 1_000);
        assert_eq!(likeness(&pairs("启明星"), "启明晨"), 500);
        assert_eq!(likeness(&pairs("启明星"), "光年"), 0);
        assert_eq!(likeness(&pairs("启"), ""), 0);
    }

    #[test]
    fn one_off_is_one_off() {
        let off = |a: &str, b: &str| {
            let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
            is_one_off(&a, &b)
        };
        assert!(off("花前下树", "花前树下"));
        assert!(off("情湾", "情海湾"));
        assert!(off("财财通", "财通"));
        assert!(off("卡杆娜", "卡秆娜"));
        assert!(!off("启明", "启明"));
        assert!(!off("启明", "光年"));
        assert!(!off("", "光年"));
    }
}
