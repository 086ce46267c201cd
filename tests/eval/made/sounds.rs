//! Names by their sound, as people type it: toneless, ü as v.

use pinyin::ToPinyin;

use super::{Drawn, Maker};

/// Words whose characters sound otherwise than alone.
const WORDS: [(&str, &[&str]); 12] = [
    ("音乐", &["yin", "yue"]),
    ("声乐", &["sheng", "yue"]),
    ("器乐", &["qi", "yue"]),
    ("民乐", &["min", "yue"]),
    ("乐器", &["yue", "qi"]),
    ("成长", &["cheng", "zhang"]),
    ("校长", &["xiao", "zhang"]),
    ("学长", &["xue", "zhang"]),
    ("会计", &["kuai", "ji"]),
    ("重庆", &["chong", "qing"]),
    ("琴行", &["qin", "hang"]),
    ("成都", &["cheng", "du"]),
];
/// The common sound where the table of the crate gives another.
const ALONE: [(char, &str); 8] = [
    ('乐', "le"),
    ('长', "chang"),
    ('重', "zhong"),
    ('行', "xing"),
    ('会', "hui"),
    ('都', "du"),
    ('朝', "chao"),
    ('传', "chuan"),
];

pub(super) fn alone(character: char) -> Option<&'static str> {
    let known = ALONE.iter().find(|(known, _)| *known == character);
    known.map(|(_, sound)| *sound).or_else(|| character.to_pinyin().map(pinyin::Pinyin::plain))
}

/// `None`: not all of it is Han.
pub(super) fn syllables(text: &str) -> Option<Vec<&'static str>> {
    let mut sounds = Vec::new();
    let mut rest = text;
    while let Some(character) = rest.chars().next() {
        if let Some((word, known)) = WORDS.iter().find(|(word, _)| rest.starts_with(word)) {
            sounds.extend(*known);
            rest = &rest[word.len()..];
        } else {
            sounds.push(alone(character)?);
            rest = &rest[character.len_utf8()..];
        }
    }
    Some(sounds)
}

/// Pinyin of the 字号, often with what is taught; with spaces, with one, or without.
pub(super) fn full(maker: &mut Maker<'_>) -> Option<Drawn> {
    let entry = maker.entry();
    let (own, rest) = entry.sounds.as_deref()?.split_at_checked(entry.own.chars().count())?;
    let subject = rest.get(..entry.subject.chars().count())?;
    let subject = if maker.chance(60) { subject } else { &[] };
    let words = match maker.random.below(4) {
        0 => [own, subject].concat().join(" "),
        1 => format!("{} {}", own.concat(), subject.concat()).trim().to_owned(),
        _ => [own, subject].concat().concat(),
    };
    let letters = words.replace(' ', "");
    let begins = |sounds: &[&str]| {
        let mut left = letters.as_str();
        for sound in sounds {
            match left.strip_prefix(sound) {
                Some("") => return true,
                Some(rest) => left = rest,
                None => return false,
            }
        }
        false
    };
    let relevant = rows_sounding(maker, begins);
    maker.fragment(words, relevant)
}

/// First letters of the 字号, of what is taught and now and then of more.
pub(super) fn initials(maker: &mut Maker<'_>) -> Option<Drawn> {
    let entry = maker.entry();
    let more = maker.random.below(3) as usize;
    let wanted = entry.own.chars().count() + entry.subject.chars().count() + more;
    let initials =
        |sounds: &[&str]| sounds.iter().filter_map(|sound| sound.chars().next()).collect();
    let all: String = initials(entry.sounds.as_deref()?);
    let words: String = all.chars().take(wanted).collect();
    if !(4..=8).contains(&words.len()) {
        return None;
    }
    let relevant = rows_sounding(maker, |sounds| {
        let all: String = initials(sounds);
        all.starts_with(&words)
    });
    maker.fragment(words, relevant)
}

fn rows_sounding(maker: &Maker<'_>, fits: impl Fn(&[&str]) -> bool) -> Vec<usize> {
    let rows = maker.list.entries.iter().enumerate();
    let fitting = rows.filter(|(_, entry)| entry.sounds.as_deref().is_some_and(&fits));
    fitting.map(|(row, _)| row).collect()
}
