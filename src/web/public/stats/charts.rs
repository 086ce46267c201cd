//! Pictures of numbers: plain SVG that takes its colours from the style sheet.
//!
//! Lengths are per cent of whatever width there is, so that words and strokes keep their size on every
//! screen; only the map of tiles is drawn to scale.

use jiff::civil::Date;
use maud::{Markup, html};

use super::sheet::Table;
use super::telling;
use crate::domain::figures::{Dated, Month};
use crate::web::words::stats::YEAR;
use crate::web::words::{Grouped, Language, Phrase};

/// Hundredths of a per cent, as SVG takes them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Percent(u64);

impl Percent {
    const ALL: u64 = 10_000;

    fn of(part: u32, whole: u32) -> Self {
        Self(u64::from(part) * Self::ALL / u64::from(whole.max(1)))
    }
}

impl std::fmt::Display for Percent {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}.{:02}%", self.0 / 100, self.0 % 100)
    }
}

/// One row's bar, as long as its share of the longest; the row says the number.
pub(super) fn bar(count: u32, longest: u32) -> Markup {
    html! {
        svg.bar aria-hidden="true" { rect width=(Percent::of(count, longest)) height="100%" rx="2" {} }
    }
}

/// Parts of a whole in one bar, each with the sign of its row in the table where it is wide enough.
pub(super) fn stacked(language: Language, table: &Table, says: &str) -> Markup {
    const WIDE_ENOUGH: u64 = Percent::ALL / 20;
    let sum = table.sum();
    let mut from = 0;
    let parts = table.rows.iter().enumerate().map(|(at, row)| {
        let x = Percent::of(from, sum);
        from += row.count;
        (at + 1, row, x, Percent::of(row.count, sum))
    });
    html! {
        svg.stack role="img" aria-label=(says) {
            @for (key, row, x, width) in parts.filter(|(_, row, ..)| row.count > 0) {
                rect.(class(table, &row.code, key)) x=(x) width=(width) height="100%" {}
                @if width.0 >= WIDE_ENOUGH {
                    text x=(Percent(x.0 + width.0 / 2)) y="28" { (telling::sign(language, key)) }
                }
            }
        }
    }
}

/// The sign that ties a row to its part of the bar.
pub(super) fn key(language: Language, table: &Table, code: &str, key: usize) -> Markup {
    html! {
        svg.key aria-hidden="true" {
            rect.(class(table, code, key)) width="100%" height="100%" rx="3" {}
            text x="50%" y="17" { (telling::sign(language, key)) }
        }
    }
}

fn class(table: &Table, code: &str, key: usize) -> String {
    use super::sheet::Subject;
    match table.subject {
        // The colours that verdicts have on every page.
        Subject::Standing => format!("v-{code}"),
        Subject::Age
        | Subject::Roster
        | Subject::Nature
        | Subject::Place
        | Subject::Category
        | Subject::Department
        | Subject::Regulator
        | Subject::Status
        | Subject::Reason => format!("p{key}"),
    }
}

const COLUMNS_HEIGHT: u32 = 56;

/// A number a month, a column each; the years stand below.
pub(super) fn columns(
    language: Language,
    months: &[Dated],
    [label, counted, _]: [Phrase; 3],
    of: fn(Month) -> u32,
) -> Markup {
    let counts: Vec<(Date, u32)> =
        months.iter().map(|dated| (dated.first, of(dated.month))).collect();
    let most = counts.iter().map(|(_, count)| *count).max().unwrap_or(0);
    let width = u32::try_from(months.len()).unwrap_or(1);
    let total = Grouped(counts.iter().map(|(_, count)| count).sum());
    let total = counted.with(language, &[&total]);
    let busiest = telling::busiest(language, counted, &counts);
    let says = html! { (total) @if !busiest.is_empty() { (language.comma()) (busiest) } };
    html! {
        figure.months {
            figcaption { b { (label.of(language)) } " " (says) }
            svg role="img" aria-label={ (label.of(language)) (language.space()) (says) } {
                line x1="0" x2="100%" y1=(COLUMNS_HEIGHT) y2=(COLUMNS_HEIGHT) {}
                @for (at, (first, count)) in (0_u32..).zip(counts) {
                    @let height = height(count, most);
                    @if height > 0 {
                        rect.now[at + 1 == width] x=(Percent::of(at, width)) y=(COLUMNS_HEIGHT - height)
                            width=(Percent(Percent::ALL * 3 / 4 / u64::from(width))) height=(height) {}
                    }
                    @if first.month() == 1 {
                        line x1=(Percent::of(at, width)) x2=(Percent::of(at, width)) y1=(COLUMNS_HEIGHT) y2=(COLUMNS_HEIGHT + 5) {}
                        text x=(Percent::of(at, width)) dx="4" y=(COLUMNS_HEIGHT + 17) { (YEAR.with(language, &[&first.year()])) }
                    }
                }
            }
        }
    }
}

/// Something is never drawn as nothing.
fn height(count: u32, most: u32) -> u32 {
    if count == 0 { 0 } else { (count.saturating_mul(COLUMNS_HEIGHT) / most.max(1)).max(2) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bar_is_as_long_as_its_number() {
        assert_eq!(Percent::of(1, 3).to_string(), "33.33%");
        assert_eq!(Percent::of(7, 7).to_string(), "100.00%");
        assert_eq!(Percent::of(0, 0).to_string(), "0.00%");
        assert_eq!((height(0, 9), height(1, 900), height(9, 9)), (0, 2, COLUMNS_HEIGHT));
    }
}
