//! Passing a page on: the link to copy, and its QR code.

use std::fmt::Display;

use maud::{Markup, html};

use crate::web::qr_code::PrintSize;
use crate::web::served::Served;
use crate::web::words::Language;
use crate::web::words::share as said;

/// Text to be copied, whole at a click; the script adds a button.
pub fn copyable(language: Language, text: impl Display) -> Markup {
    html! {
        p.link lang=[language.of_data()] data-copy=(said::COPY.of(language)) data-copied=(said::COPIED.of(language))
            data-failed=(said::NOT_COPIED.of(language)) { (text) }
    }
}

/// A page that is passed on.
#[derive(Clone, Copy)]
pub struct Shared<'a> {
    /// Below the base path.
    pub link: &'a dyn Display,
    /// Before `/qr.svg`: the link, but of the home page without its slash.
    pub codes: &'a dyn Display,
    /// Of a narrowed list, with its question mark.
    pub query: &'a str,
}

/// The link as it works anywhere, with its QR code.
pub fn link_and_code(served: &Served, shared: Shared<'_>) -> Markup {
    let Shared { link, query, .. } = shared;
    let language = served.language();
    html! {
        (copyable(language, served.whole(format_args!("{link}{query}"))))
        @if served.knows_its_address() { (code(language, shared)) }
    }
}

fn code(language: Language, shared: Shared<'_>) -> Markup {
    let Shared { codes: link, query, .. } = shared;
    let more = if query.is_empty() { "?" } else { "&" };
    html! {
        div.qr {
            img src={ (link) "/qr.svg" (query) } width="176" height="176" loading="lazy" alt=(said::QR_ALT.of(language));
            div {
                p { (said::QR_HOW.of(language)) }
                p.hint {
                    (said::QR_SAVE.of(language))
                    @for size in PrintSize::ALL {
                        a href={ (link) "/qr.png" (query) (more) "size=" (size.centimetres()) } download { (said::QR_CM.with(language, &[&size.centimetres()])) }
                        (language.space())
                        " "
                    }
                    a href={ (link) "/qr.svg" (query) } download { (said::QR_SVG.of(language)) }
                }
            }
        }
    }
}
