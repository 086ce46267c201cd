//! The box.

use maud::{Markup, html};

use crate::domain::region::RegionCode;
use crate::web::links::Links;
use crate::web::suggest;
use crate::web::words::{comfort, search};

/// More than is looked up, so that who pastes a page of text is told; less than what servers refuse as
/// an address, which nobody could explain.
const LONGEST: usize = 500;

/// A plain GET form, to which the script adds suggestions. `region` is kept when one was chosen.
pub fn search_box(links: Links<'_>, typed: &str, region: Option<RegionCode>) -> Markup {
    form(links, typed, region, false)
}

/// The box of a page that is for searching and nothing else: whoever comes may type at once.
pub fn waiting_box(links: Links<'_>, region: Option<RegionCode>) -> Markup {
    form(links, "", region, true)
}

fn form(links: Links<'_>, typed: &str, region: Option<RegionCode>, is_waiting: bool) -> Markup {
    let language = links.language();
    html! {
        form.box role="search" action=(links.to("/search")) data-suggest=(links.to(suggest::PATH))
            data-label=(search::SUGGESTIONS.of(language)) data-told=(search::SUGGESTIONS_TOLD.of(language))
            data-own=(comfort::SEARCHED.of(language)) data-clear=(comfort::CLEAR.of(language)) {
            label for="q" { (search::BOX_LABEL.of(language)) }
            div {
                input #q type="search" name="q" value=(typed) autocomplete="off" enterkeyhint="search" maxlength=(LONGEST) autofocus[is_waiting]
                    placeholder=(search::BOX_HINT.of(language));
                button { (search::BOX_BUTTON.of(language)) }
            }
            @if let Some(code) = region { input type="hidden" name="region" value=(code); }
        }
    }
}
