//! Tables as a workbook: numbers are numbers, days are days, and no text is ever a formula.

use jiff::civil::Date;
use rust_xlsxwriter::{ExcelDateTime, Format, FormatAlign, Workbook, Worksheet, XlsxError};

use super::PublishError;

/// What Excel allows as the name of a sheet.
const LONGEST_NAME: usize = 31;
const LONGEST_CELL_CHARS: usize = 32_767;

/// What stands in a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cell {
    /// For somebody to fill in.
    Empty,
    Text(String),
    Number(i64),
    Day(Date),
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

/// One sheet: lines above, headings, rows, lines below.
#[derive(Clone, Debug, Default)]
pub struct Sheet {
    /// Without `[]:*?/\`, 31 characters at most, unlike every other sheet's.
    pub name: String,
    pub above: Vec<String>,
    pub heads: Vec<String>,
    pub rows: Vec<Vec<Cell>>,
    pub below: Vec<String>,
}

/// The workbook of these sheets.
///
/// # Errors
/// When it cannot be written.
pub fn workbook(sheets: &[Sheet]) -> Result<Vec<u8>, PublishError> {
    let write = || -> Result<Vec<u8>, XlsxError> {
        let mut book = Workbook::new();
        for sheet in sheets {
            write_sheet(book.add_worksheet(), sheet)?;
        }
        book.save_to_buffer()
    };
    write().map_err(|error| PublishError::Workbook(Box::new(error)))
}

fn write_sheet(page: &mut Worksheet, sheet: &Sheet) -> Result<(), XlsxError> {
    page.set_name(sheet.name.chars().take(LONGEST_NAME).collect::<String>())?;
    let heading = Format::new().set_bold().set_text_wrap();
    let day_format = Format::new().set_num_format("yyyy-mm-dd").set_align(FormatAlign::Left);
    let mut line = 0;
    for (at, text) in sheet.above.iter().enumerate() {
        if at == 0 {
            page.write_string_with_format(line, 0, fitting(text), &Format::new().set_bold())?;
        } else {
            page.write_string(line, 0, fitting(text))?;
        }
        line += 1;
    }
    for (column, head) in (0..).zip(&sheet.heads) {
        page.write_string_with_format(line, column, fitting(head), &heading)?;
        page.set_column_width(column, if column == 0 { 28 } else { 16 })?;
    }
    page.set_freeze_panes(line + 1, 1)?;
    line += 1;
    for row in &sheet.rows {
        for (column, cell) in (0..).zip(row) {
            write_cell(page, (line, column), cell, &day_format)?;
        }
        line += 1;
    }
    for text in &sheet.below {
        page.write_string(line, 0, fitting(text))?;
        line += 1;
    }
    Ok(())
}

fn write_cell(
    page: &mut Worksheet,
    (line, column): (u32, u16),
    cell: &Cell,
    day_format: &Format,
) -> Result<(), XlsxError> {
    match cell {
        Cell::Empty => {}
        Cell::Text(text) => {
            page.write_string(line, column, fitting(text))?;
        }
        Cell::Number(number) => {
            #[expect(clippy::cast_precision_loss, reason = "institutions are counted")]
            page.write_number(line, column, *number as f64)?;
        }
        Cell::Day(day) => match in_excel(*day) {
            Some(excel) => {
                page.write_datetime_with_format(line, column, &excel, day_format)?;
            }
            // Excel knows no day before 1900.
            None => {
                page.write_string(line, column, day.to_string())?;
            }
        },
    }
    Ok(())
}

pub(super) fn in_excel(day: Date) -> Option<ExcelDateTime> {
    let year = u16::try_from(day.year()).ok()?;
    let (month, day) = (u8::try_from(day.month()).ok()?, u8::try_from(day.day()).ok()?);
    ExcelDateTime::from_ymd(year, month, day).ok()
}

/// A longer text would make the file one that Excel refuses.
pub(super) fn fitting(text: &str) -> &str {
    text.char_indices().nth(LONGEST_CELL_CHARS).map_or(text, |(end, _)| &text[..end])
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::import::testing::rows_of;

    #[test]
    fn what_is_written_reads_back_and_no_text_is_a_formula() {
        let sheet = Sheet {
            name: "按类别".into(),
            above: vec!["示例局".into(), "2026".into()],
            heads: vec!["类别".into(), "家".into()],
            rows: vec![
                vec!["=1+1".into(), Cell::Number(-3)],
                vec!["另填".into(), Cell::Empty],
                vec![Cell::Day("2026-11-23".parse().unwrap()), Cell::Number(12_345)],
            ],
            below: vec!["完".into()],
        };
        let rows = rows_of(&workbook(&[sheet]).unwrap());
        assert_eq!(rows[2], ["类别", "家"]);
        assert_eq!(rows[3], ["=1+1", "-3"]);
        assert_eq!(rows[4][0], "另填");
        assert_eq!(rows[5], ["2026-11-23", "12345"]);
        assert_eq!(rows[6][0], "完");
    }
}
