//! Where the headings of a table stand, on one line or on two.

use crate::domain::listing::Field;

use super::columns::{Columns, key};
use super::mapping::{HeaderRow, Headings};
use super::sheet::{CellKind, Row, Sheet};

/// Headings stand near the top; further down nobody looks for them.
pub(super) const MOST_ROWS_ABOVE: usize = 60;
/// One table of a sheet; most sheets have one.
#[derive(Clone, Debug)]
pub(super) struct Table {
    pub(super) columns: Columns,
    /// 1-based; 0 for a table without headings.
    pub(super) header_row: u32,
    /// How many fields its heading line has, empty ones at the end aside, and with them. Zero where
    /// the format does not count.
    pub(super) fields: (u32, u32),
    headings: Vec<(u16, String)>,
}

pub(super) struct Header {
    /// Places in the sheet's rows: two where headings have a line of groups above, none for a table
    /// without headings.
    pub(super) first: usize,
    pub(super) below: usize,
    pub(super) table: Table,
}

/// The headings where the uploader says they are, else where we find them.
pub(super) fn header_of(
    sheet: &Sheet,
    names: Headings<'_>,
    said: Option<HeaderRow>,
) -> Option<Header> {
    match said {
        Some(HeaderRow::Nowhere) => Some(no_header(sheet, names)),
        Some(HeaderRow::At(number)) => match sheet.index_of(number) {
            Some(at) => Some(header_at(sheet, at, names)),
            None => find_header(sheet, names),
        },
        None => find_header(sheet, names),
    }
}

/// The row that headings would stand in, where we know none of them: short texts side by side, and
/// as much below.
pub(super) fn guessed_header(sheet: &Sheet, names: Headings<'_>) -> Option<Header> {
    let rows = 0..sheet.len().min(MOST_ROWS_ABOVE).saturating_sub(1);
    let may_head = |at: &usize| {
        let (row, below) = (sheet.row(*at), sheet.row(at + 1));
        row.cells().len() >= 2
            && below.cells().len() >= 2
            && row.cells().all(|cell| cell.kind == CellKind::Text && is_heading_like(cell.text))
    };
    rows.into_iter().find(may_head).map(|at| header_at(sheet, at, names))
}

fn no_header(sheet: &Sheet, names: Headings<'_>) -> Header {
    let unnamed = columns_without_heading(sheet, 0, &[]);
    Header {
        first: 0,
        below: 0,
        table: Table {
            columns: Columns::of(&unnamed, names),
            header_row: 0,
            fields: (0, 0),
            headings: Vec::new(),
        },
    }
}

/// Columns that hold something in the rows from `below`, but have no heading.
fn columns_without_heading(
    sheet: &Sheet,
    below: usize,
    headings: &[(u16, String)],
) -> Vec<(u16, String)> {
    const ROWS_LOOKED_AT: usize = 20;
    let rows = below..sheet.len().min(below + ROWS_LOOKED_AT);
    let mut columns: Vec<u16> = rows
        .filter(|at| sheet.row(*at).cells().len() >= 2 || headings.is_empty())
        .flat_map(|at| sheet.row(at).cells().map(|cell| cell.column))
        .filter(|column| headings.iter().all(|(at, _)| at != column))
        .collect();
    columns.sort_unstable();
    columns.dedup();
    columns.into_iter().map(|column| (column, String::new())).collect()
}

/// The first row that names the column of names; failing that, the one with most headings.
fn find_header(sheet: &Sheet, names: Headings<'_>) -> Option<Header> {
    let mut best: Option<(usize, usize)> = None;
    for at in 0..sheet.len().min(MOST_ROWS_ABOVE) {
        let row = sheet.row(at);
        let fields = distinct_fields(row, names);
        if fields.contains(&Field::Name) && (fields.len() >= 2 || row.cells().len() == 1) {
            return Some(header_at(sheet, at, names));
        }
        let is_better = best.is_none_or(|(_, most)| fields.len() > most);
        if fields.len() >= 2 && is_better && row.cells().len() <= 2 * fields.len() {
            best = Some((at, fields.len()));
        }
    }
    best.map(|(at, _)| header_at(sheet, at, names))
}

pub(super) fn distinct_fields(row: Row<'_>, names: Headings<'_>) -> Vec<Field> {
    let mut fields: Vec<Field> =
        row.cells().filter_map(|cell| names.field_of(cell.text).map(|(field, _)| field)).collect();
    fields.sort_unstable();
    fields.dedup();
    fields
}

pub(super) fn header_at(sheet: &Sheet, at: usize, names: Headings<'_>) -> Header {
    let row = sheet.row(at);
    let (mut first, mut last) = (at, at);
    if is_line_of_parts(sheet, at + 1, row, names) {
        last = at + 1;
    } else if at > 0 && is_line_of_groups(sheet.row(at - 1), row) {
        first = at - 1;
    }
    let headings: Vec<(u16, String)> = if first == last {
        row.cells().map(|cell| (cell.column, cell.text.to_owned())).collect()
    } else {
        joined_headings(sheet, sheet.row(first), sheet.row(last), names)
    };
    let headings = with_both_ends(sheet, sheet.row(last).number(), &headings, names);
    let mut named = headings.clone();
    named.extend(columns_without_heading(sheet, last + 1, &headings));
    let bare = row.cells().last().map_or(0, |cell| u32::from(cell.column) + 1);
    let below = sheet.row(last);
    let bare = bare.max(below.cells().last().map_or(0, |cell| u32::from(cell.column) + 1));
    let counted = row.fields().max(below.fields());
    Header {
        first,
        below: last + 1,
        table: Table {
            columns: Columns::of(&named, names),
            header_row: sheet.row(first).number(),
            fields: if counted == 0 { (0, 0) } else { (bare, counted) },
            headings,
        },
    }
}

/// A 有效期 that is merged over two columns and has no parts below: from when, and until when.
fn with_both_ends(
    sheet: &Sheet,
    row: u32,
    headings: &[(u16, String)],
    names: Headings<'_>,
) -> Vec<(u16, String)> {
    let has = |column| headings.iter().any(|(at, _)| *at == column);
    let mut both = Vec::with_capacity(headings.len() + 1);
    for (at, heading) in headings {
        let is_term = names.field_of(heading).is_some_and(|(field, _)| field == Field::ValidUntil);
        let right = sheet.wide_area(row, *at).filter(|area| {
            is_term && area.left == *at && area.right == *at + 1 && !has(area.right)
        });
        match right {
            Some(area) => {
                both.push((*at, format!("{heading}起")));
                both.push((area.right, format!("{heading}止")));
            }
            None => both.push((*at, heading.clone())),
        }
    }
    both
}

/// Whether the row at `at` is the second line of headings: parts of the groups above, and nothing else.
fn is_line_of_parts(sheet: &Sheet, at: usize, above: Row<'_>, names: Headings<'_>) -> bool {
    if at >= sheet.len() || sheet.row(at).number() != above.number() + 1 {
        return false;
    }
    let row = sheet.row(at);
    let mut known = 0;
    for cell in row.cells() {
        let group = group_over(sheet, above, cell.column);
        let over = above.own(cell.column).map(|cell| cell.text).or(group);
        // Below a whole heading stands data, unless it is a group that covers several columns.
        let joined = over.map(|over| format!("{}{}", over.trim(), cell.text.trim()));
        let joined = joined.and_then(|joined| names.field_of(&joined));
        let is_under_a_group = group.is_some()
            || joined.is_some_and(|(_, rank)| rank < Headings::UNSURE)
            || above.own(cell.column).is_none_or(|cell| names.field_of(cell.text).is_none());
        if !is_heading_like(cell.text) || !is_under_a_group {
            return false;
        }
        if joined.is_some() || names.field_of(cell.text).is_some() {
            known += 1;
        }
    }
    known > 0 && 2 * known >= row.cells().len()
}

/// Whether a row holds the groups of the headings below it.
fn is_line_of_groups(row: Row<'_>, below: Row<'_>) -> bool {
    row.number() + 1 == below.number()
        && row.cells().len() >= 2
        && row.cells().all(|cell| {
            is_heading_like(cell.text)
                && !["发布", "截至", "日期", "填报", "局"].iter().any(|w| cell.text.contains(w))
        })
}

fn is_heading_like(text: &str) -> bool {
    text.chars().count() <= 14
        && !text.contains(|c: char| c.is_ascii_digit() || matches!(c, ':' | '：'))
}

/// The text of the group above a column: its own cell, or the one to its left that covers it.
fn group_over<'a>(sheet: &Sheet, above: Row<'a>, column: u16) -> Option<&'a str> {
    if let Some(area) = sheet.wide_area(above.number(), column) {
        return above.own(area.left).map(|cell| cell.text);
    }
    if above.own(column).is_some() {
        return None;
    }
    // Without merged cells, as in CSV, a group reaches to the right until the next heading.
    above.cells().take_while(|cell| cell.column < column).last().map(|cell| cell.text)
}

fn joined_headings(
    sheet: &Sheet,
    above: Row<'_>,
    below: Row<'_>,
    names: Headings<'_>,
) -> Vec<(u16, String)> {
    let mut columns: Vec<u16> =
        above.cells().chain(below.cells()).map(|cell| cell.column).collect();
    columns.sort_unstable();
    columns.dedup();
    columns
        .into_iter()
        .map(|column| {
            let own = above.own(column).map(|cell| cell.text);
            let Some(part) = below.own(column).map(|cell| cell.text) else {
                return (column, own.unwrap_or("").to_owned());
            };
            let group = own.or_else(|| group_over(sheet, above, column)).unwrap_or("");
            let joined = format!("{}{}", group.trim(), part.trim());
            let is_joined =
                names.field_of(&joined).is_some_and(|(_, rank)| rank < Headings::UNSURE);
            let stands_alone = !is_joined && names.field_of(part).is_some();
            (column, if stands_alone { part.to_owned() } else { joined })
        })
        .collect()
}

pub(super) fn may_be_headings(row: Row<'_>, table: &Table) -> bool {
    let name = table.columns.of_field(Field::Name);
    let heading = table.headings.iter().find(|(at, _)| Some(*at) == name);
    // A heading that only the uploader knows.
    let is_again = |(at, heading): &(u16, String)| {
        row.own(*at).is_some_and(|cell| cell.text.trim() == heading.trim())
    };
    heading.is_some_and(is_again)
        || row.cells().any(|cell| {
            // Most cells are seen not to be by their length or their last characters.
            let text = cell.text.trim();
            text.len() <= 60
                && (["名称", "全称", "校名", "名 称"].iter().any(|word| text.ends_with(word))
                    || matches!(text, "机构" | "学校" | "单位" | "培训机构"))
        })
}

/// Headings printed again at the top of a page.
pub(super) fn is_repeated(row: Row<'_>, table: &Table) -> bool {
    let same = row
        .cells()
        .filter(|cell| {
            table
                .headings
                .iter()
                .any(|(at, text)| *at == cell.column && key(text) == key(cell.text))
        })
        .count();
    same >= 2 && 2 * same >= row.cells().len()
}
