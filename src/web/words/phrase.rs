//! One thing to say, in every language; with slots where values go.

use std::fmt::Display;

use maud::{Markup, html};

use super::Language;

/// The same words three times: none can be left out, or it does not compile.
///
/// `{0}`, `{1}` are slots. `{0:one|many}` chooses by whether the value in slot 0 is 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Phrase {
    pub hans: &'static str,
    pub hant: &'static str,
    pub en: &'static str,
}

/// A piece of a text with slots.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Piece<'a> {
    Text(&'a str),
    Slot(usize),
    Choice(usize, &'a str, &'a str),
}

impl Phrase {
    /// The words alone.
    pub const fn of(self, language: Language) -> &'static str {
        match language {
            Language::Hans => self.hans,
            Language::Hant => self.hant,
            Language::En => self.en,
        }
    }

    /// With values in its slots.
    pub fn with(self, language: Language, values: &[&dyn Display]) -> String {
        let values: Vec<String> = values.iter().map(ToString::to_string).collect();
        let value = |at: usize| values.get(at).map_or("", String::as_str);
        pieces(self.of(language))
            .into_iter()
            .map(|piece| match piece {
                Piece::Text(text) => text,
                Piece::Slot(at) => value(at),
                Piece::Choice(at, one, many) => {
                    if value(at) == "1" {
                        one
                    } else {
                        many
                    }
                }
            })
            .collect()
    }

    /// With links and other markup in its slots.
    pub fn around(self, language: Language, parts: &[Markup]) -> Markup {
        html! {
            @for piece in pieces(self.of(language)) {
                @match piece {
                    Piece::Text(text) => (text),
                    Piece::Slot(at) => @if let Some(part) = parts.get(at) { (part) },
                    Piece::Choice(at, one, many) => {
                        @if parts.get(at).is_some_and(|part| part.0 == "1") { (one) } @else { (many) }
                    }
                }
            }
        }
    }
}

fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        let Some((inside, behind)) = after.split_once('}') else { break };
        if !before.is_empty() {
            pieces.push(Piece::Text(before));
        }
        let (at, choice) = inside.split_once(':').map_or((inside, None), |(at, c)| (at, Some(c)));
        let at = at.parse().unwrap_or(usize::MAX);
        pieces.push(match choice.and_then(|words| words.split_once('|')) {
            Some((one, many)) => Piece::Choice(at, one, many),
            None => Piece::Slot(at),
        });
        rest = behind;
    }
    if !rest.is_empty() {
        pieces.push(Piece::Text(rest));
    }
    pieces
}

/// Constants of type [`Phrase`]: a name, then simplified, traditional, English. Under test, `ALL` holds
/// every one of them, so that none escapes being read.
macro_rules! phrases {
    ($($(#[$doc:meta])* $name:ident = $hans:literal, $hant:literal, $en:literal;)+) => {
        $(
            $(#[$doc])*
            pub const $name: $crate::web::words::Phrase =
                $crate::web::words::Phrase { hans: $hans, hant: $hant, en: $en };
        )+

        #[cfg(test)]
        pub const ALL: &[(&str, $crate::web::words::Phrase)] = &[$((stringify!($name), $name)),+];
    };
}

pub(super) use phrases;

#[cfg(test)]
mod tests {
    use super::*;

    const FOUND: Phrase = Phrase {
        hans: "在{1}找到{0}家。",
        hant: "在{1}找到{0}家。",
        en: "{0} {0:place|places} in {1}.",
    };

    #[test]
    fn slots_are_filled_in_the_order_of_the_language() {
        assert_eq!(FOUND.with(Language::Hans, &[&3, &"甲市"]), "在甲市找到3家。");
        assert_eq!(FOUND.with(Language::En, &[&3, &"甲市"]), "3 places in 甲市.");
        assert_eq!(FOUND.with(Language::En, &[&1, &"甲市"]), "1 place in 甲市.");
    }

    #[test]
    fn markup_in_slots_stays_and_words_around_it_are_escaped() {
        let said = Phrase { hans: "a<b{0}", hant: "", en: "{0} {0:one|many}" };
        assert_eq!(said.around(Language::Hans, &[html! { b { "&" } }]).0, "a&lt;b<b>&amp;</b>");
        assert_eq!(said.around(Language::En, &[html! { (1) }]).0, "1 one");
    }
}
