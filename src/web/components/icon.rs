//! A shape for each verdict, so that none is told by colour alone.

use maud::{Markup, html};

use crate::domain::verdict::Verdict;

/// The class under which the style sheet colours a verdict.
pub fn class(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Approved => "ok",
        Verdict::Restricted => "wait",
        Verdict::Banned => "no",
        Verdict::Candidates => "many",
        Verdict::NotListed => "none",
    }
}

/// Disc with a tick, triangle, octagon with a cross, sheet with lines, ring with a question mark: the
/// shape, and the mark on it, in a square of 24.
pub fn outline(verdict: Verdict) -> (&'static str, &'static str) {
    match verdict {
        Verdict::Approved => ("M12 1a11 11 0 1 0 0 22 11 11 0 0 0 0-22z", "M7 12.4l3.4 3.4L17 9"),
        Verdict::Restricted => ("M12 1.5 23.5 22H.5z", "M12 9v6M12 17.8v1.4"),
        Verdict::Banned => ("M7.6 1h8.8L23 7.6v8.8L16.4 23H7.6L1 16.4V7.6z", "M8 8l8 8M16 8l-8 8"),
        Verdict::Candidates => ("M3 1h18v22H3z", "M7 7h10M7 12h10M7 17h6"),
        Verdict::NotListed => (
            "M12 1a11 11 0 1 0 0 22 11 11 0 0 0 0-22z",
            "M8.8 9.2a3.2 3.2 0 1 1 4.6 2.9c-.9.5-1.4 1-1.4 2.3M12 17v1.2",
        ),
    }
}

pub fn icon(verdict: Verdict) -> Markup {
    let (shape, mark) = outline(verdict);
    html! {
        svg.i viewBox="0 0 24 24" aria-hidden="true" focusable="false" {
            path d=(shape) {}
            path.m d=(mark) {}
        }
    }
}
