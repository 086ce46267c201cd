//! What to look at before paying.

use maud::{Markup, html};

use super::quoted::mixed;
use crate::web::words::Language;
use crate::web::words::guide::{BEFORE_PAYING, CHECKLIST};

/// The nine points, as a section.
pub fn checklist(language: Language) -> Markup {
    html! {
        section.check #check {
            h2 { (CHECKLIST.of(language)) }
            ol {
                @for (bold, rest) in BEFORE_PAYING {
                    li { b { (bold.of(language)) } (mixed(language, rest.of(language))) }
                }
            }
        }
    }
}
