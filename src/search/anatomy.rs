//! The parts of an institution's name: 行政区划 + 字号 + 行业 + 组织形式 (企业名称登记管理规定, article 6;
//! 民办非企业单位名称管理暂行规定, article 5), with brackets and branch suffixes.
//!
//! A name does not say where its parts end. Places are known from the table of divisions, what follows
//! a trade name from the table of words; what is left between is the trade name.

use super::places::Places;
use super::vocabulary::{self, Role};
use crate::domain::region::RegionCode;

/// The parts of one name. All texts are [normal](crate::domain::text::normal); what is not there is empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Anatomy {
    /// Divisions that the name begins with, and one in brackets.
    pub(super) place: String,
    /// 字号: what people call it.
    pub(super) trade: String,
    /// What is taught, in what line.
    pub(super) line: String,
    /// 有限公司, 工作室 and the like.
    pub(super) form: String,
    /// 第二分公司, 南门校区.
    pub(super) branch: String,
    /// What stands in brackets and is no place, in parts too: a sign over the door, a former name.
    pub(super) signs: Vec<Self>,
    /// A trade name that it may be just as well: when a place that is not its own begins the name.
    pub(super) other: Option<String>,
}

/// Brackets in brackets are read no deeper.
const DEEPEST: usize = 2;

impl Anatomy {
    /// The parts of a normal name. `regions`: where the institution is listed, in its present and its
    /// former codes; only these and what they lie in are taken for places then. Empty: any is.
    pub(super) fn of(normal: &str, regions: &[RegionCode], places: &Places) -> Self {
        Self::deep(normal, regions, places, DEEPEST)
    }

    fn deep(normal: &str, regions: &[RegionCode], places: &Places, depth: usize) -> Self {
        let (open, brackets) = without_brackets(normal);
        let mut parts = Self::plain(&open, regions, places);
        for text in brackets {
            if places.get(&text).is_some() {
                parts.place.push_str(&text);
            } else if depth > 0 {
                let sign = text.strip_prefix("原名").or_else(|| text.strip_prefix('原'));
                let sign = sign.unwrap_or(&text).trim_start_matches([':', ',']);
                let sign = Self::deep(sign, &[], places, depth - 1);
                if !sign.trade.is_empty() {
                    parts.signs.push(sign);
                }
            }
        }
        parts
    }

    fn plain(open: &str, regions: &[RegionCode], places: &Places) -> Self {
        let all: Vec<char> = open.chars().collect();
        let text = &all[..branch_from(&all)];
        let is_words = vocabulary::words_to_the_end(text);
        let (from, foreign) = own_places(text, &is_words, regions, places);
        let ends = |from: usize| end_of_trade(text, from, &is_words);
        let to = ends(from);
        let form = form_from(text, to);
        let string = |chars: &[char]| chars.iter().collect::<String>();
        Self {
            place: string(&text[..from]),
            trade: string(&text[from..to]),
            line: string(&text[to..form]),
            form: string(&text[form..]),
            branch: string(&all[text.len()..]),
            signs: Vec::new(),
            other: foreign.map(|foreign| string(&text[foreign..ends(foreign)])),
        }
    }

    /// The trade name with the first word after it: 金石 of 金石教育培训中心 is called 金石教育 too.
    pub(super) fn longer_trade(&self) -> Option<String> {
        let rest: Vec<char> = self.line.chars().collect();
        let is_words = vocabulary::words_to_the_end(&rest);
        let (length, _) = vocabulary::at_start(&rest).find(|(length, _)| is_words[*length])?;
        Some(self.trade.chars().chain(rest[..length].iter().copied()).collect())
    }
}

/// The name without its brackets, and what stood in them.
fn without_brackets(normal: &str) -> (String, Vec<String>) {
    let mut open = String::with_capacity(normal.len());
    let mut inside: Vec<String> = Vec::new();
    let mut depth = 0_usize;
    for c in normal.chars() {
        match c {
            '(' => {
                depth += 1;
                if depth == 1 {
                    inside.push(String::new());
                    continue;
                }
            }
            ')' => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    continue;
                }
            }
            _ => {}
        }
        match inside.last_mut() {
            Some(text) if depth > 0 => text.push(c),
            Some(_) | None => open.push(c),
        }
    }
    // A name that is all in brackets is that name.
    if open.is_empty() && inside.len() == 1 { (inside.remove(0), inside) } else { (open, inside) }
}

/// Where the name of a branch begins: after the last form of organisation before it.
fn branch_from(text: &[char]) -> usize {
    const LONGEST: usize = 12;
    let Some(length) = vocabulary::branch_at_end(text) else { return text.len() };
    let is_form = |word: &[char]| {
        vocabulary::at_start(word)
            .any(|(whole, role)| whole == word.len() && whole > 1 && role == Role::Form)
    };
    let ends_a_form = |at: usize| (2..=6.min(at)).any(|length| is_form(&text[at - length..at]));
    let begins_a_form =
        |at: usize| (2..=6.min(text.len() - at)).any(|length| is_form(&text[at..at + length]));
    let first = text.len().saturating_sub(LONGEST).max(4);
    (first..=text.len() - length)
        .find(|at| ends_a_form(*at) && (!begins_a_form(*at) || text.len() - at == length))
        .unwrap_or(text.len())
}

/// How far the places go that the name begins with; and how far those go that are not its own.
fn own_places(
    text: &[char],
    is_words: &[bool],
    regions: &[RegionCode],
    places: &Places,
) -> (usize, Option<usize>) {
    let whole: String = text.iter().collect();
    let (mut from, mut rest) = (0, whole.as_str());
    while let Some((codes, after)) = places.at_start(rest) {
        let to = text.len() - after.chars().count();
        // Where only words are left, the place is the trade name: 朝阳培训学校. With one character more
        // it may be a part of it, unless it is written out: 长安乐艺术, but 长安区乐艺术.
        let is_bare = !matches!(text[to - 1], '省' | '市' | '区' | '县' | '旗' | '州' | '盟');
        if is_words[to] || (is_bare && is_words.get(to + 1) == Some(&true)) {
            break;
        }
        let is_own = regions.is_empty()
            || codes.iter().any(|code| regions.iter().any(|region| code.overlaps(*region)));
        if !is_own {
            return (from, Some(to));
        }
        (from, rest) = (to, after);
    }
    (from, None)
}

/// A trade name ends where words alone follow; it has two characters at least where it can.
fn end_of_trade(text: &[char], from: usize, is_words: &[bool]) -> usize {
    (from + 2..text.len()).find(|at| is_words[*at]).unwrap_or(text.len())
}

/// Where the form of organisation begins: the last words that say nothing else.
fn form_from(text: &[char], from: usize) -> usize {
    let is_words = vocabulary::words_to_the_end(text);
    let mut at = from;
    let mut form = text.len();
    while at < text.len() {
        let Some((length, role)) =
            vocabulary::at_start(&text[at..]).find(|(length, _)| is_words[at + length])
        else {
            break;
        };
        match role {
            Role::Form if form == text.len() => form = at,
            Role::Form => {}
            Role::Lesson | Role::Sector => form = text.len(),
        }
        at += length;
    }
    form
}
