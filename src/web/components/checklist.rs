//! What to look at before paying.

use maud::{Markup, html};

use crate::web::words::BEFORE_PAYING;

/// The nine points, as a section.
pub fn checklist() -> Markup {
    html! {
        section.check {
            h2 { "交钱前，看这九条" }
            ol {
                @for (bold, rest) in BEFORE_PAYING { li { b { (bold) } (rest) } }
            }
        }
    }
}
