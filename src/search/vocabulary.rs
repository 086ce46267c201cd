//! Words that stand after a trade name: what is taught, the line of business, the form of organisation.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::pinyin;

/// What a word says of an institution.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// What is taught: 英语, 钢琴.
    Lesson,
    /// In what line: 教育, 文化艺术.
    Sector,
    /// The form of organisation, and the kinds of rooms that stand for one: 有限公司, 工作室, 馆.
    Form,
}

/// `word,role`, with a heading.
const TABLE: &str = include_str!("../../data/name_words.csv");

struct Vocabulary {
    /// By first character, longest words first.
    by_first: FxHashMap<char, Vec<(Vec<char>, Role)>>,
    /// What ends a branch's name: 分公司, 校区.
    branches: Vec<&'static str>,
}

static VOCABULARY: LazyLock<Vocabulary> = LazyLock::new(|| {
    let mut by_first: FxHashMap<char, Vec<(Vec<char>, Role)>> = FxHashMap::default();
    let mut branches = Vec::new();
    for (word, role) in TABLE.lines().skip(1).filter_map(|line| line.split_once(',')) {
        let role = match role {
            "lesson" => Role::Lesson,
            "sector" => Role::Sector,
            "form" => Role::Form,
            _ => {
                branches.push(word);
                continue;
            }
        };
        let chars: Vec<char> = word.chars().collect();
        if let Some(first) = chars.first() {
            by_first.entry(*first).or_default().push((chars, role));
        }
    }
    for words in by_first.values_mut() {
        words.sort_by_key(|(word, _)| std::cmp::Reverse(word.len()));
    }
    branches.sort_by_key(|word| std::cmp::Reverse(word.len()));
    Vocabulary { by_first, branches }
});

/// The words that `text` begins with, longest first: how many characters, and what the word says.
pub(super) fn at_start(text: &[char]) -> impl Iterator<Item = (usize, Role)> {
    let words = text.first().and_then(|first| VOCABULARY.by_first.get(first));
    words
        .into_iter()
        .flatten()
        .filter(|(word, _)| text.starts_with(word))
        .map(|(word, role)| (word.len(), *role))
}

/// Whether the whole of `text` is one word.
pub(super) fn is_word(text: &[char]) -> bool {
    at_start(text).any(|(length, _)| length == text.len())
}

/// The word of two characters or more that letters of either case spell: YINGYU.
pub(super) fn spelt(letters: &[char]) -> Option<&'static str> {
    static BY_LETTERS: LazyLock<FxHashMap<String, &'static str>> = LazyLock::new(|| {
        let words = TABLE.lines().skip(1).filter_map(|line| Some(line.split_once(',')?.0));
        let mut by_letters = FxHashMap::default();
        for word in words.filter(|word| word.chars().count() > 1) {
            let letters = pinyin::sounds(word).iter().map(|sound| sound.text).collect();
            by_letters.entry(letters).or_insert(word);
        }
        by_letters
    });
    let letters: String = letters.iter().map(char::to_ascii_lowercase).collect();
    BY_LETTERS.get(&letters).copied()
}

/// The longest word that `text` ends with, with something before it; in characters.
pub(super) fn at_end(text: &[char]) -> Option<usize> {
    const LONGEST: usize = 6;
    (1..=LONGEST.min(text.len().saturating_sub(1)))
        .rev()
        .find(|length| is_word(&text[text.len() - length..]))
}

/// Whether a branch's name ends so, and with how many characters.
pub(super) fn branch_at_end(text: &[char]) -> Option<usize> {
    let text: String = text.iter().collect();
    let branch = VOCABULARY.branches.iter().find(|branch| text.ends_with(**branch))?;
    Some(branch.chars().count())
}

/// For each place in `text`, whether words alone stand from there to its end. One entry more than characters.
pub(super) fn words_to_the_end(text: &[char]) -> Vec<bool> {
    let mut is_words = vec![false; text.len() + 1];
    is_words[text.len()] = true;
    for at in (0..text.len()).rev() {
        is_words[at] = at_start(&text[at..]).any(|(length, _)| is_words[at + length]);
    }
    is_words
}
