//! Tables that are pictures too: a bar lies in each row.

use maud::{Markup, html};

use super::charts::{bar, key};
use super::sheet::{Sheet, Subject, Table};
use super::words::{self, Month, Number, Share};
use crate::domain::directory::Directory;
use crate::domain::figures;
use crate::web::links::Links;
use crate::web::words::{Day, Language};

/// What stands beside the names of rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Beside {
    Bars,
    /// The sign of the row's part in a stacked bar.
    Keys,
}

/// A table with its caption, and below it what the parts come to.
pub(super) fn table(table: &Table, beside: Beside, links: Links<'_>) -> Markup {
    let longest = table.rows.iter().map(|row| row.count).max().unwrap_or(0);
    let unit = if table.subject == Subject::Age { words::LISTS } else { words::COUNT };
    let gap = words::gap(table);
    html! {
        table.parts {
            caption { (words::caption(table)) }
            thead { tr { th scope="col" { (words::kind_of(table.subject)) } th scope="col" { (unit) } th scope="col" { (words::SHARE) } } }
            tbody {
                @for (at, row) in table.rows.iter().enumerate() {
                    tr {
                        th scope="row" { div.keyed[beside == Beside::Keys] {
                            @if beside == Beside::Keys { (key(table, &row.code, at + 1)) }
                            span {
                                @if let Some(place) = row.place { a href={ (links.to("/stats?region=")) (place) } { (row.label) } }
                                @else { (row.label) }
                            }
                            @if beside == Beside::Bars { (bar(row.count, longest)) }
                        } }
                        (numbers(row.count, table.total))
                    }
                }
                @if let Some((kinds, count)) = table.rest {
                    tr { th scope="row" { (words::rest(kinds)) } (numbers(count, table.total)) }
                }
            }
            tfoot {
                @if gap.is_some() {
                    tr { th scope="row" { (words::SUM) } td { (Number(table.sum())) } td {} }
                    tr { th scope="row" { (words::TOTAL) } (numbers(table.total, table.total)) }
                } @else {
                    tr { th scope="row" { (words::SUM_IS_TOTAL) } (numbers(table.total, table.total)) }
                }
            }
        }
        @if let Some(gap) = gap { p.fact { (gap) } }
    }
}

fn numbers(count: u32, total: u32) -> Markup {
    html! { td { (Number(count)) } td { (Share(count, total)) } }
}

/// All series by month, the newest first.
pub(super) fn months(sheet: &Sheet) -> Markup {
    let mut total = sheet.before;
    sheet.months.iter().for_each(|dated| total.take(dated.month));
    html! {
        div.scroll tabindex="0" role="region" aria-label=(words::MONTHS_HEADING) {
            table.parts.wide {
                caption { (words::MONTHS_HEADING) }
                thead { tr {
                    th scope="col" { (words::MONTH) }
                    @for (label, unit) in words::SERIES { th scope="col" { (label) "（" (unit) "）" } }
                } }
                tbody {
                    @for dated in sheet.months.iter().rev() {
                        tr { th scope="row" { (Month(dated.first)) } (series(dated.month)) }
                    }
                    tr { th scope="row" { (words::EARLIER) } (series(sheet.before)) }
                }
                tfoot { tr { th scope="row" { (words::SUM_IS_TOTAL) } (series(total)) } }
            }
        }
    }
}

fn series(month: figures::Month) -> Markup {
    html! { @for of in super::SERIES { td { (Number(of(month))) } } }
}

/// The lists that have waited longest.
pub(super) fn oldest(sheet: &Sheet, directory: &Directory) -> Markup {
    html! {
        table.parts {
            caption { (words::OLDEST) }
            thead { tr { @for head in words::OLDEST_HEADS { th scope="col" { (head) } } } }
            tbody {
                @for age in &sheet.oldest {
                    tr {
                        th scope="row" { (directory.regulator_name(age.roster.regulator)) }
                        td { (age.roster.kind.label()) }
                        td { (Day(Language::Hans, age.as_of)) }
                        td { (Number(age.days)) }
                    }
                }
            }
        }
    }
}
