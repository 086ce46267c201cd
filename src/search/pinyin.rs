//! Syllables: toneless pinyin as people type it, ü as v.
//!
//! The crate gives each character its commonest reading; what reads otherwise in names of places
//! and institutions stands in `data/readings.csv`.

use std::collections::HashSet;
use std::sync::LazyLock;

use pinyin::ToPinyin;
use rustc_hash::{FxHashMap, FxHashSet};

/// `text,reading`, with a heading: characters whose reading in names is not the crate's, and words
/// whose characters read otherwise than alone; the longest word that fits is taken.
const READINGS: &str = include_str!("../../data/readings.csv");

fn readings() -> impl Iterator<Item = (&'static str, &'static str)> {
    READINGS.lines().skip(1).filter_map(|line| line.split_once(','))
}

/// One unit of a name by its sound.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Sound<'a> {
    /// A syllable, or one letter or digit in lower case.
    pub(super) text: &'a str,
    /// The character that sounds so, by its place in the text.
    pub(super) at: usize,
}

/// The sounds of a [normal](crate::domain::text::normal) text. What has no sound, such as brackets, is left out.
pub(super) fn sounds(normal: &str) -> Vec<Sound<'static>> {
    let chars: Vec<char> = normal.chars().collect();
    let mut sounds = Vec::with_capacity(chars.len());
    let mut at = 0;
    while let Some(&c) = chars.get(at) {
        if let Some(reading) = word_at(&chars[at..]) {
            for text in reading.split(' ') {
                sounds.push(Sound { text, at });
                at += 1;
            }
        } else {
            if let Some(text) = alone(c) {
                sounds.push(Sound { text, at });
            }
            at += 1;
        }
    }
    sounds
}

/// The folded sounds with a space between, as the index holds them.
pub(super) fn joined<'a>(sounds: impl Iterator<Item = &'a str>) -> String {
    let mut text = String::with_capacity(96);
    for sound in sounds {
        if !text.is_empty() {
            text.push(' ');
        }
        push_folded(&mut text, sound);
    }
    text
}

/// Whether two syllables sound alike to southern and northern ears.
pub(super) fn is_alike(one: &str, other: &str) -> bool {
    if one == other {
        return true;
    }
    // Of nearly all pairs the first letters tell it already.
    let first = |sound: &str| match sound.as_bytes().first() {
        Some(b'n') => Some(b'l'),
        first => first.copied(),
    };
    if first(one) != first(other) {
        return false;
    }
    let (mut a, mut b) = (String::with_capacity(6), String::with_capacity(6));
    push_folded(&mut a, one);
    push_folded(&mut b, other);
    a == b
}

/// n like l, zh ch sh like z c s, ang eng ing like an en in: what many do not tell apart in speech
/// or when they type. Single letters are left alone.
fn push_folded(text: &mut String, sound: &str) {
    if sound.len() < 2 {
        text.push_str(sound);
        return;
    }
    let (first, rest) = match sound.as_bytes() {
        [first @ (b'z' | b'c' | b's'), b'h', ..] => (*first, &sound[2..]),
        [b'n', ..] => (b'l', &sound[1..]),
        [first, ..] => (*first, sound.get(1..).unwrap_or_default()),
        [] => return,
    };
    if !sound.is_ascii() {
        text.push_str(sound);
        return;
    }
    text.push(char::from(first));
    let rest = match rest.strip_suffix("ng") {
        Some(vowels) if !vowels.ends_with('o') => &rest[..rest.len() - 1],
        Some(_) | None => rest,
    };
    text.push_str(rest);
}

/// The first letter of each sound.
pub(super) fn initials(sounds: &[Sound<'_>]) -> String {
    sounds.iter().filter_map(|sound| sound.text.chars().next()).collect()
}

/// A word, and how it reads.
type Word = (Vec<char>, &'static str);

fn word_at(chars: &[char]) -> Option<&'static str> {
    static BY_FIRST: LazyLock<FxHashMap<char, Vec<Word>>> = LazyLock::new(|| {
        let mut by_first: FxHashMap<char, Vec<Word>> = FxHashMap::default();
        for (word, reading) in readings() {
            let word: Vec<char> = word.chars().collect();
            if word.len() < 2 {
                continue;
            }
            by_first.entry(word[0]).or_default().push((word, reading));
        }
        for words in by_first.values_mut() {
            words.sort_by_key(|(word, _)| std::cmp::Reverse(word.len()));
        }
        by_first
    });
    let words = BY_FIRST.get(chars.first()?)?;
    words.iter().find(|(word, _)| chars.starts_with(word)).map(|(_, reading)| *reading)
}

fn alone(c: char) -> Option<&'static str> {
    const LETTERS: &str = "abcdefghijklmnopqrstuvwxyz0123456789";
    if c.is_ascii() {
        let at = LETTERS.find(c.to_ascii_lowercase())?;
        return Some(&LETTERS[at..=at]);
    }
    // Names are read again for each search that goes by sound, so the block they are written in is laid out once.
    static BASIC: LazyLock<Vec<Option<&'static str>>> =
        LazyLock::new(|| (BASIC_FIRST..='\u{9FFF}').map(looked_up).collect());
    let place = u32::from(c).checked_sub(u32::from(BASIC_FIRST));
    match place.and_then(|place| BASIC.get(usize::try_from(place).ok()?)) {
        Some(reading) => *reading,
        None => looked_up(c),
    }
}

/// The first character of the block CJK Unified Ideographs.
const BASIC_FIRST: char = '\u{4E00}';

fn looked_up(c: char) -> Option<&'static str> {
    static ALONE: LazyLock<FxHashMap<char, &'static str>> = LazyLock::new(|| {
        let of_one = |(text, reading): (&str, &'static str)| {
            let mut chars = text.chars();
            Some((chars.next()?, reading)).filter(|_| chars.next().is_none())
        };
        readings().filter_map(of_one).collect()
    });
    if let Some(reading) = ALONE.get(&c) {
        return Some(reading);
    }
    c.to_pinyin().map(|pinyin| typed_form(pinyin.plain()))
}

/// The crate writes ü; keyboards have v.
fn typed_form(plain: &'static str) -> &'static str {
    match plain {
        "lü" => "lv",
        "nü" => "nv",
        "lüe" => "lve",
        "nüe" => "nve",
        _ => plain,
    }
}

/// Every syllable that some character of the basic block has.
pub(super) fn syllables() -> &'static FxHashSet<&'static str> {
    static ALL: LazyLock<FxHashSet<&'static str>> = LazyLock::new(|| {
        (BASIC_FIRST..='\u{9FFF}')
            .filter_map(looked_up)
            .filter(|text| text.is_ascii() && (text.len() > 1 || matches!(*text, "a" | "e" | "o")))
            .filter(|text| text.contains(['a', 'e', 'i', 'o', 'u', 'v']))
            .collect()
    });
    &ALL
}

/// How typed letters may be cut into syllables, the longest first ones first; at most `most` ways.
/// A rest that only begins a syllable is let pass as the last one (`is_whole` tells).
pub(super) fn cuts(letters: &str, most: usize) -> Vec<Cut<'_>> {
    let mut found = Vec::new();
    if letters.bytes().all(|b| b.is_ascii_lowercase()) {
        let mut dead = HashSet::new();
        cut_from(
            letters,
            0,
            &mut Vec::new(),
            &mut Search { found: &mut found, most, dead: &mut dead },
        );
    }
    found
}

/// One way to cut letters into syllables.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Cut<'a> {
    pub(super) syllables: Vec<&'a str>,
    /// Whether the last one is a whole syllable.
    pub(super) is_whole: bool,
}

struct Search<'s, 'a> {
    found: &'s mut Vec<Cut<'a>>,
    most: usize,
    /// Places from which no way leads to the end.
    dead: &'s mut HashSet<usize>,
}

/// The longest syllable, zhuang, has six letters.
const LONGEST: usize = 6;

fn cut_from<'a>(
    letters: &'a str,
    from: usize,
    path: &mut Vec<&'a str>,
    search: &mut Search<'_, 'a>,
) {
    if from == letters.len() {
        if !path.is_empty() {
            search.found.push(Cut { syllables: path.clone(), is_whole: true });
        }
        return;
    }
    if search.dead.contains(&from) {
        return;
    }
    let before = search.found.len();
    for length in (1..=LONGEST.min(letters.len() - from)).rev() {
        if search.found.len() >= search.most {
            return;
        }
        let syllable = &letters[from..from + length];
        if syllables().contains(syllable) {
            path.push(syllable);
            cut_from(letters, from + length, path, search);
            path.pop();
        }
    }
    let rest = &letters[from..];
    let begins_one = rest.len() < LONGEST
        && syllables().iter().any(|whole| whole.starts_with(rest) && *whole != rest);
    if !path.is_empty() && begins_one && search.found.len() < search.most {
        let syllables = path.iter().copied().chain([rest]).collect();
        search.found.push(Cut { syllables, is_whole: false });
    }
    if search.found.len() == before {
        search.dead.insert(from);
    }
}

/// A number by which names sort by sound: the first five units of twelve bits each.
pub(super) fn order(sounds: &[Sound<'_>]) -> u64 {
    static PLACES: LazyLock<FxHashMap<&'static str, u64>> = LazyLock::new(|| {
        let mut all: Vec<&str> = syllables().iter().copied().collect();
        all.extend((0..36).map(|at| &"0123456789abcdefghijklmnopqrstuvwxyz"[at..=at]));
        all.sort_unstable();
        all.dedup();
        all.into_iter().zip(1..).collect()
    });
    let mut key = 0;
    for at in 0..5 {
        let place =
            sounds.get(at).map_or(0, |sound| PLACES.get(sound.text).copied().unwrap_or(4095));
        key = key << 12 | place;
    }
    key
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read(text: &str) -> String {
        let sounds: Vec<&str> = sounds(text).iter().map(|sound| sound.text).collect();
        sounds.join(" ")
    }

    #[test]
    fn what_many_do_not_tell_apart_is_alike() {
        for (one, other) in [("nan", "lan"), ("zhang", "zan"), ("qing", "qin"), ("sheng", "sen")] {
            assert!(is_alike(one, other), "{one} {other}");
        }
        for (one, other) in [("dong", "don"), ("n", "l"), ("hua", "fa"), ("ling", "nan")] {
            assert!(!is_alike(one, other), "{one} {other}");
        }
        assert_eq!(joined(["zhong", "ling", "a"].into_iter()), "zong lin a");
    }

    #[test]
    fn a_character_reads_as_its_word_does() {
        assert_eq!(read("重庆重阳重点"), "chong qing chong yang zhong dian");
        assert_eq!(read("乐乐音乐"), "le le yin yue");
        assert_eq!(read("长乐成长"), "chang le cheng zhang");
        assert_eq!(read("绿(女)A7"), "lv nv a 7");
        assert_eq!(initials(&sounds("重庆绿A7")), "cqla7");
    }

    #[test]
    fn letters_are_cut_in_every_way_that_gives_syllables() {
        let ways = |letters| -> Vec<String> {
            cuts(letters, 8).into_iter().map(|cut| cut.syllables.join(" ")).collect()
        };
        assert!(ways("xian").contains(&"xian".to_owned()));
        assert!(ways("xian").contains(&"xi an".to_owned()));
        assert_eq!(ways("huajianlanting")[0], "hua jian lan ting");
        assert!(ways("chenxin").contains(&"chen xin".to_owned()));
        assert!(cuts("chenx", 8).iter().any(|cut| cut.syllables == ["chen", "x"] && !cut.is_whole));
        assert!(ways("jxxhh").is_empty());
    }

    #[test]
    fn names_sort_by_sound() {
        let key = |name| order(&sounds(name));
        assert!(key("阿尔法") < key("晨星"));
        assert!(key("晨光") < key("晨星"));
        assert!(key("晨") < key("晨光"));
    }

    proptest! {
        #[test]
        fn nothing_typed_panics_or_takes_long(text in ".*", letters in "[a-z]{0,200}") {
            let _ = order(&sounds(&text));
            prop_assert!(cuts(&letters, 8).len() <= 8);
        }
    }
}
