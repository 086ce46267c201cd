//! A workbook that stays as it is when opened: days are days, codes are text.

use std::io::Write;
use std::path::Path;

use jiff::civil::Date;
use rust_xlsxwriter::{DocProperties, Format, Workbook, Worksheet, XlsxError};

use super::columns::{COLUMNS, Cell, Kind};
use crate::publish::PublishError;
use crate::publish::sheets::{fitting, in_excel};

/// A sheet has 1,048,576 lines at most.
const ROWS_A_SHEET: u32 = 1_000_000;
const SHEET: &str = "名单";

/// Rows go to a file in the scratch folder as they come; memory holds one.
pub(super) struct Book {
    book: Workbook,
    sheets: usize,
    /// Of the present sheet, the line of headings among them.
    lines: u32,
    day: Format,
    code: Format,
}

impl Book {
    /// `day` is what the workbook gives for the day on which it was made: the clock would make another
    /// file of the same edition each time.
    pub(super) fn begin(scratch: &Path, day: Date) -> Result<Self, PublishError> {
        let mut book = Workbook::new();
        if let Some(made_at) = in_excel(day) {
            book.set_properties(&DocProperties::new().set_creation_datetime(&made_at));
        }
        book.set_tempdir(scratch).map_err(failed)?;
        let mut book = Self {
            book,
            sheets: 0,
            lines: 0,
            day: Format::new().set_num_format("yyyy-mm-dd"),
            code: Format::new().set_num_format("@"),
        };
        book.add_sheet().map_err(failed)?;
        Ok(book)
    }

    pub(super) fn add(&mut self, row: &[Cell<'_>]) -> Result<(), PublishError> {
        if self.lines > ROWS_A_SHEET {
            self.close_sheet().and_then(|()| self.add_sheet()).map_err(failed)?;
        }
        self.write(row).map_err(failed)
    }

    pub(super) fn finish(mut self, out: &mut (dyn Write + Send)) -> Result<(), PublishError> {
        self.close_sheet().map_err(failed)?;
        self.book.save_to_writer(out).map_err(failed)
    }

    fn add_sheet(&mut self) -> Result<(), XlsxError> {
        let heading = Format::new().set_bold();
        let (day, code) = (self.day.clone(), self.code.clone());
        self.sheets += 1;
        let sheet = self.book.add_worksheet_with_constant_memory()?;
        let no = self.sheets;
        sheet.set_name(if no == 1 { SHEET.to_owned() } else { format!("{SHEET}{no}") })?;
        sheet.set_freeze_panes(1, 1)?;
        for (at, column) in (0..).zip(&COLUMNS) {
            sheet.set_column_width(at, column.width)?;
            match column.kind {
                Kind::Code => sheet.set_column_format(at, &code)?,
                Kind::Day | Kind::Validity => sheet.set_column_format(at, &day)?,
                Kind::Text | Kind::List | Kind::Verdict | Kind::Number => sheet,
            };
        }
        for (at, column) in (0..).zip(&COLUMNS) {
            sheet.write_string_with_format(0, at, column.heading, &heading)?;
        }
        self.lines = 1;
        Ok(())
    }

    fn close_sheet(&mut self) -> Result<(), XlsxError> {
        let last = self.lines - 1;
        let columns = u16::try_from(COLUMNS.len()).unwrap_or(u16::MAX);
        self.sheet()?.autofilter(0, 0, last, columns - 1)?;
        Ok(())
    }

    fn sheet(&mut self) -> Result<&mut Worksheet, XlsxError> {
        self.book.worksheet_from_index(self.sheets - 1)
    }

    fn write(&mut self, row: &[Cell<'_>]) -> Result<(), XlsxError> {
        let (line, day_format) = (self.lines, self.day.clone());
        let code_format = self.code.clone();
        let sheet = self.sheet()?;
        for ((at, cell), column) in (0..).zip(row).zip(&COLUMNS) {
            match cell {
                Cell::Empty => {}
                Cell::Text(text) if column.kind == Kind::Code => {
                    sheet.write_string_with_format(line, at, fitting(text), &code_format)?;
                }
                Cell::Text(text) => {
                    sheet.write_string(line, at, fitting(text))?;
                }
                Cell::Word(_, word) => {
                    sheet.write_string(line, at, *word)?;
                }
                Cell::Day(day) => match in_excel(*day) {
                    Some(excel) => {
                        sheet.write_datetime_with_format(line, at, &excel, &day_format)?;
                    }
                    // Excel knows no day before 1900.
                    None => {
                        sheet.write_string(line, at, day.to_string())?;
                    }
                },
                Cell::Number(number) => {
                    #[expect(clippy::cast_precision_loss, reason = "releases are counted")]
                    sheet.write_number(line, at, *number as f64)?;
                }
            }
        }
        self.lines += 1;
        Ok(())
    }
}

fn failed(error: XlsxError) -> PublishError {
    PublishError::Workbook(Box::new(error))
}
