//! The box.

use maud::{Markup, html};

use crate::domain::region::RegionCode;
use crate::web::links::Links;
use crate::web::suggest;
use crate::web::words::{comfort, search};

/// More than is looked up, so that who pastes a page of text is told; less than what servers refuse as
/// an address, which nobody could explain.
pub const LONGEST: usize = 500;

/// A plain GET form, to which the script adds suggestions. `region` is kept when one was chosen.
pub fn search_box(links: Links<'_>, typed: &str, region: Option<RegionCode>) -> Markup {
    form(links, typed, region, State::Plain)
}

/// The box of a page that is for searching and nothing else: whoever comes may type at once.
pub fn waiting_box(links: Links<'_>, region: Option<RegionCode>) -> Markup {
    form(links, "", region, State::Waiting)
}

/// The box after words that cannot be looked up: what is wrong with them stands in the element of this id,
/// and is heard with the box.
pub fn mistaken_box(links: Links<'_>, region: Option<RegionCode>, wrong: &str) -> Markup {
    form(links, "", region, State::Mistaken(wrong))
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State<'a> {
    Plain,
    Waiting,
    Mistaken(&'a str),
}

fn form(links: Links<'_>, typed: &str, region: Option<RegionCode>, state: State<'_>) -> Markup {
    let language = links.language();
    let wrong = match state {
        State::Mistaken(wrong) => Some(wrong),
        State::Plain | State::Waiting => None,
    };
    html! {
        form.box role="search" action=(links.to("/search")) data-suggest=(links.to(suggest::PATH))
            data-label=(search::SUGGESTIONS.of(language)) data-told=(search::SUGGESTIONS_TOLD.of(language))
            data-own=(comfort::SEARCHED.of(language)) data-clear=(comfort::CLEAR.of(language)) {
            label for="q" { (search::BOX_LABEL.of(language)) }
            div {
                input #q type="search" name="q" value=(typed) autocomplete="off" enterkeyhint="search" maxlength=(LONGEST) autofocus[state != State::Plain]
                    aria-invalid=[wrong.map(|_| "true")] aria-describedby=[wrong]
                    placeholder=(search::BOX_HINT.of(language));
                button { (search::BOX_BUTTON.of(language)) }
            }
            @if let Some(code) = region { input type="hidden" name="region" value=(code); }
        }
    }
}
