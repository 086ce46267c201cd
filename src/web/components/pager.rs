//! From page to page.

use std::fmt::Display;

use maud::{Markup, html};

use crate::web::words::{Count, Language, search};

/// Where one is among pages.
#[derive(Clone, Copy, Debug)]
pub struct At {
    /// From 1.
    pub number: usize,
    pub size: usize,
    /// Rows on all pages.
    pub total: usize,
}

impl At {
    pub fn last(self) -> usize {
        self.total.div_ceil(self.size).clamp(1, 1000)
    }
}

/// `link` is the address up to and including `page=`. Nothing where one page holds all.
pub fn pager(language: Language, at: At, link: &impl Display) -> Markup {
    let last = at.last();
    let number = |number| Count::of(language, number);
    html! {
        @if last > 1 {
            nav.pager aria-label=(search::TURN_PAGES.of(language)) {
                @if at.number > 1 {
                    a rel="prev" href={ (link) (at.number.min(last + 1) - 1) } { (search::PREVIOUS.of(language)) }
                }
                span { (search::PAGE_OF.with(language, &[&number(at.number), &number(last)])) }
                @if at.number < last {
                    a rel="next" href={ (link) (at.number + 1) } { (search::NEXT.of(language)) }
                }
            }
        }
    }
}
