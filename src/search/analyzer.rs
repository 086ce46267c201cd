//! How texts are cut into terms, in the index and in queries alike.

use tantivy::tokenizer::{TextAnalyzer, Token, TokenStream, Tokenizer, TokenizerManager};

pub(super) const CHARS: &str = "chars";
pub(super) const PAIRS: &str = "pairs";
pub(super) const SOUNDS: &str = "sounds";
pub(super) const SOUND_PAIRS: &str = "sound_pairs";
pub(super) const INITIALS: &str = "initials";
pub(super) const ADDRESS: &str = "address";

/// How many first letters make one term.
pub(super) const INITIALS_RUN: usize = 4;

/// The tokenizers by the names that the schema uses.
pub(super) fn tokenizers() -> TokenizerManager {
    let manager = TokenizerManager::default();
    for (name, runs) in [
        (CHARS, Runs { unit: Unit::Char, length: 1, tail: Tail::Dropped }),
        (PAIRS, Runs { unit: Unit::Char, length: 2, tail: Tail::Dropped }),
        (SOUNDS, Runs { unit: Unit::Word, length: 1, tail: Tail::Dropped }),
        (SOUND_PAIRS, Runs { unit: Unit::Word, length: 2, tail: Tail::Dropped }),
        (INITIALS, Runs { unit: Unit::Char, length: INITIALS_RUN, tail: Tail::Kept }),
        (ADDRESS, Runs { unit: Unit::CharOrNumber, length: 2, tail: Tail::Dropped }),
    ] {
        manager.register(name, TextAnalyzer::from(runs));
    }
    manager
}

/// Runs of so many units, at each unit one.
#[derive(Clone, Copy)]
struct Runs {
    unit: Unit,
    length: usize,
    tail: Tail,
}

#[derive(Clone, Copy)]
enum Unit {
    Char,
    /// What spaces separate.
    Word,
    /// ASCII digits and letters that stand together are one unit, so that 163号 is not found in 1163号.
    CharOrNumber,
}

/// What becomes of the runs at the end that are too short.
#[derive(Clone, Copy)]
enum Tail {
    Dropped,
    Kept,
}

impl Tokenizer for Runs {
    type TokenStream<'a> = RunStream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> RunStream<'a> {
        let units = units(text, self.unit);
        let count = match self.tail {
            Tail::Dropped => (units.len() + 1).saturating_sub(self.length),
            Tail::Kept => units.len(),
        };
        RunStream { text, units, length: self.length, count, at: 0, token: Token::default() }
    }
}

struct RunStream<'a> {
    text: &'a str,
    /// From and to, in bytes.
    units: Vec<(usize, usize)>,
    length: usize,
    count: usize,
    at: usize,
    token: Token,
}

impl TokenStream for RunStream<'_> {
    fn advance(&mut self) -> bool {
        if self.at >= self.count {
            return false;
        }
        let last = (self.at + self.length).min(self.units.len()) - 1;
        let (from, to) = (self.units[self.at].0, self.units[last].1);
        self.token.text.clear();
        self.token.text.push_str(&self.text[from..to]);
        self.token.offset_from = from;
        self.token.offset_to = to;
        self.token.position = self.at;
        self.at += 1;
        true
    }

    fn token(&self) -> &Token {
        &self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.token
    }
}

fn units(text: &str, unit: Unit) -> Vec<(usize, usize)> {
    let mut units: Vec<(usize, usize)> = Vec::with_capacity(text.len() / 3 + 1);
    let mut is_open = false;
    for (from, c) in text.char_indices() {
        let to = from + c.len_utf8();
        let joins = match unit {
            Unit::Char => false,
            Unit::Word => c != ' ',
            Unit::CharOrNumber => c.is_ascii_alphanumeric(),
        };
        match units.last_mut() {
            Some(last) if is_open && joins => last.1 = to,
            Some(_) | None => {
                if !matches!(unit, Unit::Word) || joins {
                    units.push((from, to));
                }
            }
        }
        is_open = joins;
    }
    units
}

/// The terms of a text under one of the tokenizers above, in their order.
pub(super) fn terms(tokenizer: &str, text: &str) -> Vec<String> {
    let mut terms = Vec::new();
    if let Some(mut analyzer) = TOKENIZERS.get(tokenizer) {
        analyzer.token_stream(text).process(&mut |token| terms.push(token.text.clone()));
    }
    terms
}

static TOKENIZERS: std::sync::LazyLock<TokenizerManager> = std::sync::LazyLock::new(tokenizers);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_syllables_and_numbers_are_cut_into_runs() {
        assert_eq!(terms(PAIRS, "晨星AB"), ["晨星", "星A", "AB"]);
        assert_eq!(terms(CHARS, "晨星"), ["晨", "星"]);
        assert_eq!(terms(SOUND_PAIRS, "chen xing wu"), ["chen xing", "xing wu"]);
        assert_eq!(terms(INITIALS, "cxwdxx"), ["cxwd", "xwdx", "wdxx", "dxx", "xx", "x"]);
        assert_eq!(terms(ADDRESS, "城路163号A2"), ["城路", "路163", "163号", "号A2"]);
        assert_eq!(terms(PAIRS, "晨"), Vec::<String>::new());
    }
}
