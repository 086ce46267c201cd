//! Trade names as the index holds them: whole, by sound, by letters, and with one character left out.
//!
//! A term `key␁trade` leads from what may be typed to the trade name that may be meant, so that names
//! near the typed one are found in the dictionary alone, without looking at documents.

use super::anatomy::Anatomy;
use super::pinyin;

/// Between a key and the trade name that it leads to; in no name, since control characters are folded away.
pub(super) const LEADS_TO: char = '\u{1}';

/// Trade names longer than this are not looked for with a character missing or more.
pub(super) const LONGEST_NEAR: usize = 8;

/// A trade name and the word after it, together no longer than this, may be what people mistype.
const LONGEST_LONGER: usize = 6;

/// So many initials of a trade name and what follows it are kept; nobody types more.
const MOST_INITIALS: usize = 12;

/// The terms of one name.
#[derive(Debug, Default)]
pub(super) struct Trades {
    /// Each trade name that it may be called by.
    pub(super) whole: Vec<String>,
    /// `without one character␁trade`.
    pub(super) near: Vec<String>,
    /// `folded syllables␁trade`.
    pub(super) heard: Vec<String>,
    /// `letters␁trade` and `initials␁trade`.
    pub(super) spelt: Vec<String>,
    /// Initials of the trade name and all that follows it.
    pub(super) lead: Vec<String>,
}

/// How an institution is called by a trade name.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Called {
    Alone,
    /// With the word after it.
    WithTheNext,
}

impl Trades {
    /// Takes in the trade names of a name, its signs included.
    pub(super) fn add(&mut self, parts: &Anatomy) {
        if !parts.trade.is_empty() {
            for trade in std::iter::once(&parts.trade).chain(&parts.other) {
                self.lead_by(trade, parts);
                self.call(trade, Called::Alone);
            }
            if let Some(longer) = parts.longer_trade() {
                self.call(&longer, Called::WithTheNext);
            }
        }
        for sign in &parts.signs {
            self.add(sign);
        }
    }

    fn call(&mut self, trade: &str, called: Called) {
        let count = trade.chars().count();
        if count == 0 || self.whole.iter().any(|known| known == trade) {
            return;
        }
        self.whole.push(trade.to_owned());
        let longest = match called {
            Called::Alone => LONGEST_NEAR,
            Called::WithTheNext => LONGEST_LONGER,
        };
        // One character left over says nothing.
        if (3..=longest).contains(&count) {
            self.near.extend(without_one(trade).map(|key| leading(&key, trade)));
        }
        let sounds = pinyin::sounds(trade);
        let texts = || sounds.iter().map(|sound| sound.text);
        self.heard.push(leading(&pinyin::joined(texts()), trade));
        if called == Called::Alone {
            let letters: String = texts().collect();
            let initials = pinyin::initials(&sounds);
            self.spelt.push(leading(&initials, trade));
            if letters != initials {
                self.spelt.push(leading(&letters, trade));
            }
        }
    }

    fn lead_by(&mut self, trade: &str, parts: &Anatomy) {
        let called = format!("{trade}{}{}", parts.line, parts.form);
        let sounds = pinyin::sounds(&called);
        let initials = pinyin::initials(&sounds);
        self.lead.push(initials.chars().take(MOST_INITIALS).collect());
    }

    /// Each term once.
    pub(super) fn sorted(mut self) -> Self {
        for terms in
            [&mut self.whole, &mut self.near, &mut self.heard, &mut self.spelt, &mut self.lead]
        {
            terms.sort_unstable();
            terms.dedup();
        }
        self
    }
}

fn leading(key: &str, trade: &str) -> String {
    format!("{key}{LEADS_TO}{trade}")
}

/// `text` with each of its characters left out, each text once.
pub(super) fn without_one(text: &str) -> impl Iterator<Item = String> {
    let chars: Vec<char> = text.chars().collect();
    (0..chars.len()).filter_map(move |out| {
        // Of two that are the same, leaving out either gives the same.
        if out > 0 && chars[out] == chars[out - 1] {
            return None;
        }
        let kept = chars.iter().enumerate().filter(|(at, _)| *at != out);
        Some(kept.map(|(_, c)| *c).collect())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_found_by_its_sound_its_letters_and_with_one_character_less() {
        let mut trades = Trades::default();
        trades.add(&Anatomy {
            trade: "晨星".into(),
            line: "文化艺术培训".into(),
            form: "中心".into(),
            ..Anatomy::default()
        });
        let trades = trades.sorted();
        assert_eq!(trades.whole, ["晨星", "晨星文化艺术"]);
        assert!(trades.near.iter().any(|term| term == "晨文化艺术\u{1}晨星文化艺术"));
        assert_eq!(trades.heard, ["cen xin\u{1}晨星", "cen xin wen hua yi su\u{1}晨星文化艺术"]);
        assert_eq!(trades.spelt, ["chenxing\u{1}晨星", "cx\u{1}晨星"]);
        assert_eq!(trades.lead, ["cxwhyspxzx"]);
    }

    #[test]
    fn leaving_out_gives_each_text_once() {
        let texts: Vec<String> = without_one("财财通").collect();
        assert_eq!(texts, ["财通", "财财"]);
    }
}
