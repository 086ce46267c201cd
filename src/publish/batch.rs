//! Spreadsheets that ask about many institutions at once, and what is given back for them.

use rust_xlsxwriter::{Format, Workbook, Worksheet, XlsxError};
use thiserror::Error;

use crate::domain::checks::Problem;
use crate::domain::pasted::{column_of_names, is_heading};
use crate::import::{Grid, GridRow, Limits, grids};

/// The largest spreadsheet that is read.
pub const LARGEST_BYTES: usize = 5 << 20;

/// So many rows are counted before it is said that there are too many.
pub const MOST_ROWS: u32 = 20_000;

/// What one row of a spreadsheet asks about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AskedRow {
    /// Place among the file's sheets.
    pub sheet: u16,
    /// 1-based, as Excel counts.
    pub row: u32,
    /// To be looked up as if they had been typed.
    pub words: String,
}

/// Why a workbook cannot be given back.
#[derive(Debug, Error)]
pub enum BatchError {
    #[error("the file cannot be opened: {}", .0.code())]
    Unreadable(Problem),
    #[error("the workbook cannot be written")]
    Unwritten(#[from] XlsxError),
}

/// The rows of a spreadsheet that ask about something, in the order of the file.
///
/// # Errors
/// When the file cannot be opened, asks about nothing, or has more than [`MOST_ROWS`] rows.
pub fn asked_in(name: &str, bytes: &[u8]) -> Result<Vec<AskedRow>, Problem> {
    let mut asked = Vec::new();
    for (number, grid) in (0_u16..).zip(grids(name, bytes, &limits())?) {
        asked.extend(asked_by(number, &grid));
    }
    if asked.is_empty() { Err(Problem::Empty) } else { Ok(asked) }
}

fn asked_by(sheet: u16, grid: &Grid) -> impl Iterator<Item = AskedRow> {
    let column = column_of(grid);
    let words = |row: &GridRow| row.cells.get(column).map(|cell| cell.trim().to_owned());
    let from = heading_row(grid, column).map_or(0, |at| at + 1);
    let rows = grid.rows.iter().skip(from).filter_map(move |row| {
        let words = words(row).filter(|words| !words.is_empty())?;
        Some(AskedRow { sheet, row: row.number, words })
    });
    rows.collect::<Vec<_>>().into_iter()
}

fn column_of(grid: &Grid) -> usize {
    let rows: Vec<Vec<&str>> =
        grid.rows.iter().map(|row| row.cells.iter().map(String::as_str).collect()).collect();
    column_of_names(&rows)
}

/// Place of the row of headings among the rows that hold something; titles stand above it.
fn heading_row(grid: &Grid, column: usize) -> Option<usize> {
    const ROWS_LOOKED_AT: usize = 20;
    let mut rows = grid.rows.iter().take(ROWS_LOOKED_AT);
    rows.position(|row| row.cells.get(column).is_some_and(|cell| is_heading(cell)))
}

fn limits() -> Limits {
    Limits {
        max_bytes: LARGEST_BYTES as u64,
        max_unpacked_bytes: 128 << 20,
        max_rows: MOST_ROWS,
        max_text_rows: MOST_ROWS,
        max_columns: 256,
        max_cell_chars: 2_000,
    }
}

/// The same spreadsheet as an `.xlsx`, every cell as text, with `answers` at the right of their rows.
///
/// # Errors
/// When the file cannot be opened, or the workbook cannot be written.
pub fn answered(
    (name, bytes): (&str, &[u8]),
    headings: &[&str],
    answers: &[(AskedRow, Vec<String>)],
) -> Result<Vec<u8>, BatchError> {
    let mut book = Workbook::new();
    let style = Format::new().set_bold();
    for (number, grid) in
        (0_u16..).zip(grids(name, bytes, &limits()).map_err(BatchError::Unreadable)?)
    {
        let page = book.add_worksheet();
        let width = grid.rows.iter().map(|row| row.cells.len()).max().unwrap_or_default();
        let heading = heading_row(&grid, column_of(&grid));
        let mut own = answers.iter().filter(|(asked, _)| asked.sheet == number).peekable();
        for (at, row) in grid.rows.iter().enumerate() {
            write_row(page, row.number, 0, &row.cells)?;
            if heading == Some(at) {
                write_headings(page, row.number, width, headings, &style)?;
            }
            if let Some((_, cells)) = own.next_if(|(asked, _)| asked.row == row.number) {
                write_row(page, row.number, width, cells)?;
            }
        }
    }
    Ok(book.save_to_buffer()?)
}

/// A workbook of one sheet: `headings`, and `rows` below them, all of it text.
///
/// # Errors
/// When it cannot be written.
pub fn workbook(tab: &str, headings: &[&str], rows: &[Vec<String>]) -> Result<Vec<u8>, BatchError> {
    let mut book = Workbook::new();
    let page = book.add_worksheet();
    page.set_name(tab)?;
    write_headings(page, 1, 0, headings, &Format::new().set_bold())?;
    for (number, row) in (2_u32..).zip(rows) {
        write_row(page, number, 0, row)?;
    }
    Ok(book.save_to_buffer()?)
}

fn write_headings(
    page: &mut Worksheet,
    number: u32,
    from: usize,
    headings: &[&str],
    style: &Format,
) -> Result<(), XlsxError> {
    for (column, heading) in (from..).zip(headings) {
        page.write_string_with_format(number - 1, place(column), *heading, style)?;
    }
    Ok(())
}

/// Text only: nothing becomes a formula, and codes keep all their digits.
fn write_row(
    page: &mut Worksheet,
    number: u32,
    from: usize,
    cells: &[String],
) -> Result<(), XlsxError> {
    for (column, cell) in (from..).zip(cells).filter(|(_, cell)| !cell.is_empty()) {
        page.write_string(number - 1, place(column), cell)?;
    }
    Ok(())
}

fn place(column: usize) -> u16 {
    u16::try_from(column).unwrap_or(u16::MAX)
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    /// The first sheet of a workbook, as a reader finds it.
    pub(crate) fn read_back(book: &[u8]) -> Vec<Vec<String>> {
        let sheets = grids("a.xlsx", book, &limits()).unwrap();
        sheets[0].rows.iter().map(|row| row.cells.clone()).collect()
    }

    /// Every sheet of a workbook, with its name.
    pub(crate) fn read_back_all(book: &[u8]) -> Vec<(String, Vec<Vec<String>>)> {
        let sheets = grids("a.xlsx", book, &limits()).unwrap().into_iter();
        let rows = |grid: Grid| grid.rows.into_iter().map(|row| row.cells).collect();
        sheets.map(|grid| (grid.name.clone(), rows(grid))).collect()
    }

    const LIST: &str = "示例区名单\n序号,机构名称,电话\n1,示例甲培训中心,0990-1\n2,=1+1,0990-2\n";

    #[test]
    fn a_spreadsheet_comes_back_with_answers_beside_its_rows() {
        let asked = asked_in("a.csv", LIST.as_bytes()).unwrap();
        let words: Vec<_> = asked.iter().map(|one| (one.row, one.words.as_str())).collect();
        assert_eq!(words, [(3, "示例甲培训中心"), (4, "=1+1")]);
        let answers: Vec<_> =
            asked.into_iter().map(|row| (row, vec!["在白名单上".to_owned()])).collect();
        let book = answered(("a.csv", LIST.as_bytes()), &["结果"], &answers).unwrap();
        let rows = read_back(&book);
        assert_eq!(rows[1], ["序号", "机构名称", "电话", "结果"]);
        assert_eq!(rows[3], ["2", "=1+1", "0990-2", "在白名单上"]);
    }

    #[test]
    fn what_is_no_spreadsheet_is_refused() {
        assert_eq!(asked_in("a.xlsx", b"\x89PNG\r\n"), Err(Problem::UnknownFormat));
        assert_eq!(asked_in("a.csv", b""), Err(Problem::Empty));
    }
}
