//! The one thing to do next, as the largest button of the page.

use maud::{Markup, html};

use super::contacts::dialled;
use super::quoted::quoted;
use crate::domain::regulator::Regulator;
use crate::domain::verdict::Verdict;
use crate::web::words::{Language, calling, search, verdict as said};

/// What a reader should do about an answer.
#[derive(Clone, Copy, Debug)]
pub enum Step<'a> {
    /// Look at what is to be looked at before paying: `#check` of the page.
    Check,
    /// Ask the regulator, or the hotline where it has no number.
    Ask(Option<&'a Regulator>, Hotline<'a>),
    /// Tell the regulator, or the hotline.
    Tell(Option<&'a Regulator>, Hotline<'a>),
    /// Choose among those below: `#rows` of the page.
    Choose,
    /// Call somebody: `#call` of the page.
    Call,
}

/// The number that always answers, as configured; empty: 12345.
#[derive(Clone, Copy, Debug)]
pub struct Hotline<'a>(pub &'a str);

impl<'a> Step<'a> {
    /// What follows from a verdict about one institution.
    pub fn after(verdict: Verdict, regulator: Option<&'a Regulator>, hotline: Hotline<'a>) -> Self {
        match verdict {
            Verdict::Approved => Self::Check,
            Verdict::Restricted => Self::Ask(regulator, hotline),
            Verdict::Banned => Self::Tell(regulator, hotline),
            Verdict::Candidates => Self::Choose,
            Verdict::NotListed => Self::Call,
        }
    }

    pub fn button(self, language: Language) -> Markup {
        match self {
            Self::Check => inside(Icon::List, "#check", said::TO_CHECKLIST.of(language)),
            Self::Choose => inside(Icon::Down, "#rows", search::TO_ROWS.of(language)),
            Self::Call => inside(Icon::Phone, "#call", calling::CALL_SOMEBODY.of(language)),
            Self::Ask(regulator, hotline) => {
                dial(language, regulator, hotline, html! { (calling::ASK.of(language)) })
            }
            Self::Tell(regulator, hotline) => {
                dial(language, regulator, hotline, html! { (calling::TELL.of(language)) })
            }
        }
    }
}

fn inside(icon: Icon, link: &str, words: &str) -> Markup {
    html! { a.big href=(link) { (icon.draw()) span { (words) } } }
}

/// Who is called stands on the button: nobody taps a bare number.
#[expect(clippy::needless_pass_by_value, reason = "the words are used up by their button")]
fn dial(
    language: Language,
    regulator: Option<&Regulator>,
    hotline: Hotline<'_>,
    words: Markup,
) -> Markup {
    let own = regulator.and_then(|one| one.phone.as_deref().map(|phone| (one, phone)));
    let number = match (own, hotline.0) {
        (Some((_, phone)), _) => phone,
        (None, "") => "12345",
        (None, hotline) => hotline,
    };
    html! {
        a.big href={ "tel:" (dialled(number)) } {
            (Icon::Phone.draw())
            span {
                (words) (language.space())
                @match own {
                    Some((one, _)) => (quoted(language, &one.name)),
                    None => (calling::HOTLINE_NAME.of(language)),
                }
                " " b { (number) }
            }
        }
    }
}

#[derive(Clone, Copy, Debug)]
enum Icon {
    Phone,
    List,
    Down,
}

impl Icon {
    fn draw(self) -> Markup {
        let path = match self {
            Self::Phone => {
                "M6 3h3l1.6 4.6-2 1.5a13 13 0 0 0 6.3 6.3l1.5-2L21 15v3a3 3 0 0 1-3.2 3A17 17 0 0 1 3 6.2 3 3 0 0 1 6 3z"
            }
            Self::List => {
                "M4 6l1.5 1.5L8 5M4 12l1.5 1.5L8 11M4 18l1.5 1.5L8 17M12 6.5h8M12 12.5h8M12 18.5h8"
            }
            Self::Down => "M12 4v15M5 12.5l7 7 7-7",
        };
        html! { svg.i viewBox="0 0 24 24" aria-hidden="true" focusable="false" { path d=(path) {} } }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_an_approval_does_not_lead_to_a_phone_or_a_choice() {
        let button = |verdict| Step::after(verdict, None, Hotline("")).button(Language::Hans).0;
        assert!(button(Verdict::Approved).contains("#check"));
        for verdict in [Verdict::Restricted, Verdict::Banned] {
            assert!(button(verdict).contains("tel:12345"), "{verdict:?}");
        }
        assert!(button(Verdict::Candidates).contains("#rows"));
        assert!(button(Verdict::NotListed).contains("#call"));
    }
}
