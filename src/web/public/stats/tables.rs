//! Tables that are pictures too: a bar lies in each row.

use maud::{Markup, html};

use super::charts::{bar, key};
use super::sheet::{Sheet, Subject, Table};
use super::telling;
use crate::domain::directory::Directory;
use crate::domain::figures;
use crate::web::components::quoted::quoted;
use crate::web::links::Links;
use crate::web::words::stats::{self as said, SERIES};
use crate::web::words::{Day, Grouped, Language, Month, Share, labels};

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
    let language = links.language();
    let unit = if table.subject == Subject::Age { said::LISTS } else { said::COUNT };
    let gap = telling::gap(language, table);
    let numbers = |count| numbers(language, count, table.total);
    html! {
        table.parts {
            caption { (telling::caption(language, table)) }
            thead { tr {
                th scope="col" { (telling::kind_of(table.subject).of(language)) }
                th scope="col" { (unit.of(language)) }
                th scope="col" { (said::SHARE.of(language)) }
            } }
            tbody {
                @for (at, row) in table.rows.iter().enumerate() {
                    tr {
                        th scope="row" { div.keyed[beside == Beside::Keys] {
                            @if beside == Beside::Keys { (key(language, table, &row.code, at + 1)) }
                            span {
                                @if let Some(place) = row.place {
                                    a href={ (links.to("/stats?region=")) (place) } { (quoted(language, &row.label)) }
                                } @else if table.subject == Subject::Regulator { (quoted(language, &row.label)) }
                                @else { (row.label) }
                            }
                            @if beside == Beside::Bars { (bar(row.count, longest)) }
                        } }
                        (numbers(row.count))
                    }
                }
                @if let Some((kinds, count)) = table.rest {
                    tr { th scope="row" { (telling::rest(language, kinds)) } (numbers(count)) }
                }
            }
            tfoot {
                @if gap.is_some() {
                    tr { th scope="row" { (said::SUM.of(language)) } td { (Grouped(table.sum())) } td {} }
                    tr { th scope="row" { (said::TOTAL.of(language)) } (numbers(table.total)) }
                } @else {
                    tr { th scope="row" { (said::SUM_IS_TOTAL.of(language)) } (numbers(table.total)) }
                }
            }
        }
        @if let Some(gap) = gap { p.fact { (gap) } }
    }
}

fn numbers(language: Language, count: u32, total: u32) -> Markup {
    html! { td { (Grouped(count)) } td { (Share(language, count, total)) } }
}

/// All series by month, the newest first.
pub(super) fn months(language: Language, sheet: &Sheet) -> Markup {
    let mut total = sheet.before;
    sheet.months.iter().for_each(|dated| total.take(dated.month));
    html! {
        div.scroll tabindex="0" role="region" aria-label=(said::MONTHS.of(language)) {
            table.parts.wide {
                caption { (said::MONTHS.of(language)) }
                thead { tr {
                    th scope="col" { (said::MONTH.of(language)) }
                    @for [_, _, head] in SERIES { th scope="col" { (head.of(language)) } }
                } }
                tbody {
                    @for dated in sheet.months.iter().rev() {
                        tr { th scope="row" { (Month(language, dated.first)) } (series(dated.month)) }
                    }
                    tr { th scope="row" { (said::EARLIER.of(language)) } (series(sheet.before)) }
                }
                tfoot { tr { th scope="row" { (said::SUM_IS_TOTAL.of(language)) } (series(total)) } }
            }
        }
    }
}

fn series(month: figures::Month) -> Markup {
    html! { @for of in super::SERIES { td { (Grouped(of(month))) } } }
}

/// The lists that have waited longest.
pub(super) fn oldest(language: Language, sheet: &Sheet, directory: &Directory) -> Markup {
    let heads = [labels::REGULATOR, said::BY_ROSTER, said::OLDEST_AS_OF, said::OLDEST_DAYS];
    html! {
        table.parts {
            caption { (said::OLDEST.of(language)) }
            thead { tr { @for head in heads { th scope="col" { (head.of(language)) } } } }
            tbody {
                @for age in &sheet.oldest {
                    tr {
                        th scope="row" { (quoted(language, directory.regulator_name(age.roster.regulator))) }
                        td { (labels::roster(language, age.roster.kind)) }
                        td { (Day(language, age.as_of)) }
                        td { (Grouped(age.days)) }
                    }
                }
            }
        }
    }
}
