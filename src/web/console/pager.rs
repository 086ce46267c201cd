//! Long tables, a page at a time.

use maud::{Markup, html};

/// Which page of how many, both counted from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pages {
    at: usize,
    of: usize,
    size: usize,
}

/// Pages that have a link beside the one that is shown, to each side.
const NEAR: usize = 2;

impl Pages {
    /// Whatever number was asked for, there is such a page: beyond the last comes the last.
    pub fn new(all: usize, size: usize, asked: Option<usize>) -> Self {
        let of = all.div_ceil(size).max(1);
        Self { at: asked.unwrap_or(1).clamp(1, of), of, size }
    }

    /// What stands on this page.
    pub fn cut<T>(self, all: &[T]) -> &[T] {
        let from = ((self.at - 1) * self.size).min(all.len());
        &all[from..all.len().min(from + self.size)]
    }

    /// The first, the last, and those near to this one.
    fn shown(self) -> Vec<usize> {
        let near = self.at.saturating_sub(NEAR)..=self.at + NEAR;
        (1..=self.of).filter(|page| [1, self.of].contains(page) || near.contains(page)).collect()
    }

    /// The links; `to` gives the address of a page.
    pub fn links(self, to: &dyn Fn(usize) -> String) -> Markup {
        let shown = self.shown();
        html! {
            @if self.of > 1 {
                nav.pager aria-label="翻页" {
                    @for (nth, number) in shown.iter().enumerate() {
                        @if nth > 0 && shown[nth - 1] + 1 < *number { span aria-hidden="true" { "…" } }
                        a href=(to(*number)) aria-label={ "第 " (number) " 页" }
                            aria-current=[(*number == self.at).then_some("page")] { (number) }
                    }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whatever_page_is_asked_for_there_is_one() {
        let all: Vec<usize> = (0..250).collect();
        for (asked, first) in [(None, 0), (Some(0), 0), (Some(3), 200), (Some(usize::MAX), 200)] {
            assert_eq!(Pages::new(250, 100, asked).cut(&all)[0], first, "{asked:?}");
        }
        assert!(Pages::new(0, 100, Some(7)).cut(&all[..0]).is_empty());
    }

    #[test]
    fn of_eight_thousand_pages_a_handful_has_links() {
        let pages = Pages::new(400_000, 50, Some(4_000));
        assert_eq!(pages.shown(), [1, 3_998, 3_999, 4_000, 4_001, 4_002, 8_000]);
        assert_eq!(pages.links(&|page| format!("?page={page}")).0.matches("<a").count(), 7);
    }
}
