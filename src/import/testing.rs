//! For tests elsewhere: what a workbook that we made holds.

use super::sheet::Sheet;
use super::{Limits, open};

/// The rows of its first sheet, cell by cell, as text.
pub(crate) fn rows_of(book: &[u8]) -> Vec<Vec<String>> {
    sheets_of(book).remove(0).1
}

/// Every sheet with its name.
pub(crate) fn sheets_of(book: &[u8]) -> Vec<(String, Vec<Vec<String>>)> {
    let opened = open::open("a.xlsx", book, &Limits::default());
    assert!(opened.problem.is_none(), "{:?}", opened.problem);
    opened.sheets.iter().map(|sheet| (sheet.name.clone(), rows(sheet))).collect()
}

fn rows(sheet: &Sheet) -> Vec<Vec<String>> {
    let rows = sheet.rows().map(|row| {
        let width = row.cells().last().map_or(0, |cell| usize::from(cell.column) + 1);
        let mut cells = vec![String::new(); width];
        for cell in row.cells() {
            cells[usize::from(cell.column)] = cell.text.to_owned();
        }
        cells
    });
    rows.collect()
}
