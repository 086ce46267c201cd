//! Spreadsheets that ask about many institutions at once, and what is given back for them.

use rust_xlsxwriter::{Format, Workbook, Worksheet, XlsxError};
use thiserror::Error;

use crate::domain::checks::Problem;
use crate::import::{self, Added, Additions, Limits, Mapping, NotReturned};

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
    /// To be looked up as if they had been typed: a code or permit number where there is one.
    pub words: String,
    /// The name that stands beside the code or number: whoever is found by it should bear this name.
    pub name: Option<String>,
}

/// Why a workbook cannot be given back.
#[derive(Debug, Error)]
pub enum BatchError {
    #[error(transparent)]
    NotReturned(#[from] NotReturned),
    #[error("the workbook cannot be written")]
    Unwritten(#[from] XlsxError),
}

/// The rows of a spreadsheet that ask about something, in the order of the file.
///
/// # Errors
/// When the file cannot be opened, asks about nothing, or has more than [`MOST_ROWS`] rows.
pub fn asked_in(name: &str, bytes: &[u8]) -> Result<Vec<AskedRow>, Problem> {
    let asked = import::names_in(name, bytes, &limits())?;
    let asked = asked.into_iter().filter(|asked| !asked.words().is_empty()).map(|asked| {
        let words = asked.words().to_owned();
        let is_beside = asked.name != words && asked.name.chars().any(char::is_alphanumeric);
        let name = is_beside.then_some(asked.name);
        AskedRow { sheet: asked.sheet, row: asked.row, words, name }
    });
    Ok(asked.collect())
}

fn limits() -> Limits {
    Limits {
        max_bytes: LARGEST_BYTES as u64,
        max_unpacked_bytes: 32 << 20,
        max_rows: MOST_ROWS,
        max_text_rows: MOST_ROWS,
        max_cells: 4 << 20,
        max_columns: 256,
        max_cell_chars: 2_000,
    }
}

/// The same spreadsheet as an `.xlsx`, with `answers` at the right of their rows.
///
/// # Errors
/// When the file cannot be opened, or the workbook cannot be written.
pub fn answered(
    (name, bytes): (&str, &[u8]),
    headings: &[&str],
    answers: Vec<(AskedRow, Vec<String>)>,
) -> Result<Vec<u8>, BatchError> {
    let added = |(asked, cells): (AskedRow, _)| Added { sheet: asked.sheet, row: asked.row, cells };
    let rows: Vec<Added> = answers.into_iter().map(added).collect();
    let additions = Additions { headings, rows: &rows, mapping: Mapping::EMPTY, mends: &[] };
    Ok(import::returned(name, bytes, &limits(), &additions)?)
}

/// A workbook of one sheet: `headings`, and `rows` below them, all of it text.
///
/// # Errors
/// When it cannot be written.
pub fn workbook(tab: &str, headings: &[&str], rows: &[Vec<String>]) -> Result<Vec<u8>, BatchError> {
    let mut book = Workbook::new();
    let page = book.add_worksheet();
    page.set_name(tab)?;
    let bold = Format::new().set_bold();
    for (column, heading) in (0..).zip(headings) {
        page.write_string_with_format(0, column, *heading, &bold)?;
    }
    for (number, row) in (1_u32..).zip(rows) {
        write_row(page, number, row)?;
    }
    Ok(book.save_to_buffer()?)
}

/// Text only: nothing becomes a formula, and codes keep all their digits.
fn write_row(page: &mut Worksheet, number: u32, cells: &[String]) -> Result<(), XlsxError> {
    for (column, cell) in (0..).zip(cells).filter(|(_, cell)| !cell.is_empty()) {
        page.write_string(number, column, cell)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use super::*;
    use crate::import::testing::rows_of;

    const LIST: &str = "示例区名单\n序号,机构名称,电话\n1,示例甲培训中心,0990-1\n2,=1+1,0990-2\n";

    fn asked(text: &str) -> Vec<(u32, String, Option<String>)> {
        let asked = asked_in("a.csv", text.as_bytes()).unwrap();
        asked.into_iter().map(|one| (one.row, one.words, one.name)).collect()
    }

    fn answered_all(text: &str) -> Vec<Vec<String>> {
        let asked = asked_in("a.csv", text.as_bytes()).unwrap();
        let answers = asked.into_iter().map(|row| (row, vec!["在白名单上".to_owned()])).collect();
        rows_of(&answered(("a.csv", text.as_bytes()), &["结果"], answers).unwrap())
    }

    #[test]
    fn a_spreadsheet_comes_back_with_answers_beside_its_rows() {
        assert_eq!(asked(LIST), [(3, "示例甲培训中心".into(), None), (4, "=1+1".into(), None)]);
        let rows = answered_all(LIST);
        assert_eq!(rows[1], ["序号", "机构名称", "电话", "结果"]);
        assert_eq!(rows[3], ["2", "=1+1", "0990-2", "在白名单上"]);
    }

    #[test]
    fn a_spreadsheet_without_headings_comes_back_too() {
        let rows = answered_all("1,示例甲培训中心\n2,示例乙培训中心\n");
        assert_eq!(rows[0], ["1", "示例甲培训中心", "在白名单上"]);
        assert_eq!(rows[1], ["2", "示例乙培训中心", "在白名单上"]);
    }

    #[test]
    fn a_code_is_asked_with_the_name_that_stands_beside_it() {
        let text = "机构名称,信用代码\n示例甲中心,91990101MA0000015C\n,91990101MA0000015C\n—,\n";
        let code = "91990101MA0000015C".to_owned();
        assert_eq!(asked(text), [(2, code.clone(), Some("示例甲中心".into())), (3, code, None)]);
    }

    #[test]
    fn a_small_spreadsheet_does_not_unpack_to_a_large_one() {
        let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        let blank = vec![b' '; 1 << 20];
        for _ in 0..=32 {
            packed.write_all(&blank).unwrap();
        }
        assert_eq!(asked_in("a.csv.gz", &packed.finish().unwrap()), Err(Problem::ZipBomb));
    }

    #[test]
    fn what_is_no_spreadsheet_is_refused() {
        assert_eq!(asked_in("a.xlsx", b"\x89PNG\r\n"), Err(Problem::UnknownFormat));
        assert_eq!(asked_in("a.csv", b""), Err(Problem::Empty));
    }
}
