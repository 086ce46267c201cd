//! Typed characters and letters as syllables.

use super::fit::Heard;
use super::pinyin;

/// Ways to cut letters that are tried.
const CUTS: usize = 4;

/// The ways in which `normal` may be heard. Characters among letters stand for themselves, characters
/// alone for their sound. Empty: there are letters in it that are no syllables.
pub(super) fn heard(normal: &str) -> Vec<Vec<Heard>> {
    let is_mixed = normal.bytes().any(|b| b.is_ascii_alphabetic());
    let mut ways: Vec<Vec<Heard>> = vec![Vec::new()];
    for run in runs(normal) {
        let alternatives: Vec<Vec<Heard>> = match run {
            Run::Letters(letters) => pinyin::cuts(&letters, CUTS).iter().map(of_cut).collect(),
            Run::Others(text) => vec![of_text(&text, is_mixed)],
        };
        ways = ways
            .iter()
            .flat_map(|way| alternatives.iter().map(move |more| [way.as_slice(), more].concat()))
            .take(CUTS)
            .collect();
    }
    // A syllable that is only begun can go on at the end alone.
    ways.retain(|way| {
        let whole = way.iter().filter(|heard| !heard.is_begun).count();
        whole >= 2 && way.iter().rev().skip(1).all(|heard| !heard.is_begun)
    });
    ways
}

enum Run {
    /// In lower case.
    Letters(String),
    Others(String),
}

fn runs(normal: &str) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    for c in normal.chars() {
        let lower = c.to_ascii_lowercase();
        match (c.is_ascii_alphabetic(), runs.last_mut()) {
            (true, Some(Run::Letters(letters))) => letters.push(lower),
            (false, Some(Run::Others(text))) => text.push(c),
            (true, Some(Run::Others(_)) | None) => runs.push(Run::Letters(lower.to_string())),
            (false, Some(Run::Letters(_)) | None) => runs.push(Run::Others(c.to_string())),
        }
    }
    runs
}

fn of_cut(cut: &pinyin::Cut<'_>) -> Vec<Heard> {
    let last = cut.syllables.len() - 1;
    let syllables = cut.syllables.iter().enumerate();
    syllables
        .map(|(at, syllable)| Heard {
            syllable: (*syllable).to_owned(),
            char: None,
            is_begun: at == last && !cut.is_whole,
        })
        .collect()
}

fn of_text(text: &str, is_mixed: bool) -> Vec<Heard> {
    let chars: Vec<char> = text.chars().collect();
    let sounds = pinyin::sounds(text);
    sounds
        .iter()
        .map(|sound| Heard {
            syllable: sound.text.to_owned(),
            char: chars.get(sound.at).copied().filter(|_| is_mixed),
            is_begun: false,
        })
        .collect()
}
