//! The verdict, large and calm: shape, words, reason, source.

use maud::{Markup, html};

use super::icon::{class, icon};
use super::quoted::mixed;
use crate::domain::verdict::Verdict;
use crate::web::words::Words;

/// Which heading the headline is on its page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    /// The page is about these words.
    First,
    /// The page has the institution's name above.
    Second,
}

/// What a panel says.
#[derive(Clone, Copy, Debug)]
pub struct Said<'a> {
    pub verdict: Verdict,
    pub words: &'a Words,
    pub level: Level,
    /// Stands before the headline; of a past day, which.
    pub before: Option<&'a str>,
}

/// `more` stands below the sentence: reason, scope, source.
#[expect(clippy::needless_pass_by_value, reason = "the rest of the panel is used up by it")]
pub fn panel(said: Said<'_>, more: Markup) -> Markup {
    let Said { verdict, words, level, before } = said;
    let language = words.language;
    html! {
        section .verdict .(class(verdict)) .past[before.is_some()] aria-labelledby="v" {
            div.band {
                (icon(verdict))
                div {
                    @if let Some(before) = before { p.before { (before) } }
                    @match level {
                        Level::First => h1 #v tabindex="-1" { (words.headline) (language.stop()) },
                        Level::Second => h2 #v tabindex="-1" { (words.headline) (language.stop()) },
                    }
                }
            }
            div.said {
                p.lead {
                    (mixed(language, &words.sentence))
                    @if !words.next.is_empty() { (language.space()) strong { (words.next) } }
                }
                (more)
            }
        }
    }
}

/// The short form in a list.
pub fn badge(verdict: Verdict, words: &str) -> Markup {
    html! { span .badge .(class(verdict)) { (icon(verdict)) (words) } }
}
