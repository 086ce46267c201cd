//! A file as its rows are read: opened, without the columns that we added when we gave it back, and
//! with the mends that were made on the page.

use super::header::MOST_ROWS_ABOVE;
use super::mends::{self, Mend, Mended};
use super::open::{self, Opened};
use super::sheet::Sheet;
use super::{Limits, columns};

/// The heading over what a check found of each row, in a spreadsheet that is given back.
pub const CHECKED: &str = "校验结果";
/// The heading over what is wrong with a row and how to mend it.
pub const TO_MEND: &str = "问题与改法";

/// Opens a file, whatever it is, and mends it.
pub(super) fn open(name: &str, bytes: &[u8], limits: &Limits, mends: &[Mend]) -> (Opened, Mended) {
    let mut opened = open::open(name, bytes, limits);
    for sheet in &mut opened.sheets {
        match without_own_columns(sheet) {
            Ok(Some(edited)) => *sheet = edited,
            Ok(None) => {}
            Err(problem) => opened.problem = opened.problem.or(Some(problem)),
        }
    }
    let mended = if mends.is_empty() {
        Mended::default()
    } else {
        mends::apply(&mut opened.sheets, mends, limits.max_columns).unwrap_or_else(|problem| {
            opened.problem = opened.problem.or(Some(problem));
            Mended { applied: Vec::new(), lost: mends.to_vec() }
        })
    };
    (opened, mended)
}

/// What we wrote beside a bureau's rows is no statement of the bureau.
fn without_own_columns(sheet: &Sheet) -> Result<Option<Sheet>, super::Problem> {
    let own: Vec<u16> = sheet
        .rows()
        .take(MOST_ROWS_ABOVE)
        .flat_map(|row| row.cells())
        .filter(|cell| is_own_heading(cell.text))
        .map(|cell| cell.column)
        .collect();
    if own.is_empty() {
        return Ok(None);
    }
    sheet.edited(|_, cells| cells.retain(|cell| !own.contains(&cell.column))).map(Some)
}

/// Whether a cell holds a heading of ours, or begins with one and goes on with what is wrong with
/// the headings.
fn is_own_heading(text: &str) -> bool {
    // Most cells are seen not to be by their first letters.
    text.trim_start().starts_with(['校', '问'])
        && text.lines().next().is_some_and(|line| {
            line.len() <= 60 && [CHECKED, TO_MEND].contains(&columns::key(line).as_str())
        })
}
