//! From page to page.

use std::fmt::Display;

use maud::{Markup, html};

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
pub fn pager(at: At, link: &impl Display) -> Markup {
    let last = at.last();
    html! {
        @if last > 1 {
            nav.pager aria-label="翻页" {
                @if at.number > 1 {
                    a rel="prev" href={ (link) (at.number.min(last + 1) - 1) } { "上一页" }
                }
                span { "第 " (at.number) " 页，共 " (last) " 页" }
                @if at.number < last { a rel="next" href={ (link) (at.number + 1) } { "下一页" } }
            }
        }
    }
}
