//! Excel workbooks, `.xlsx` and `.xls`, through calamine.

use std::borrow::Cow;
use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};

use calamine::{
    Data, DataRef, Dimensions, ExcelDateTime, Reader as _, SheetType, SheetVisible, Xls, Xlsx,
    XlsxError,
};

use crate::domain::checks::Problem;

use super::Limits;
use super::cfb;
use super::records;
use super::sheet::{CellKind, Merged, Sheet};

/// The sheets of an `.xlsx` that a reader sees. The package has been inspected.
///
/// # Errors
/// When it cannot be read or is too large.
pub(super) fn read_xlsx(bytes: &[u8], limits: &Limits) -> Result<Vec<Sheet>, Problem> {
    guarded(|| {
        let mut book = Xlsx::new(Cursor::new(bytes)).map_err(|error| xlsx_problem(&error))?;
        let mut sheets = Vec::new();
        let mut left = limits.clone();
        for (name, _) in visible(book.sheets_metadata()) {
            let mut sheet = Sheet::new(&name, &left);
            let mut cells =
                book.worksheet_cells_reader(&name).map_err(|error| xlsx_problem(&error))?;
            while let Some(cell) =
                cells.next_cell_with_formula_metadata().map_err(|error| xlsx_problem(&error))?
            {
                let (text, kind) = shown(&cell.value);
                let kind = if cell.formula.is_some() { CellKind::Formula } else { kind };
                sheet.push(cell.pos.0 + 1, cell.pos.1, kind, &text)?;
            }
            drop(cells);
            let merged = book.merge_cells_by_sheet_name(&name).unwrap_or_default();
            sheet.merge(merged.into_iter().filter_map(area));
            sheet.leave(&mut left);
            sheets.push(sheet);
        }
        Ok(sheets)
    })
}

/// The sheets of an `.xls` that a reader sees.
///
/// # Errors
/// When it cannot be read, is locked, or carries what a list must not carry.
pub(super) fn read_xls(bytes: &[u8], limits: &Limits) -> Result<Vec<Sheet>, Problem> {
    let container = cfb::open(bytes)?;
    let has = |name: &str| container.names.iter().any(|known| known == name);
    if has("ENCRYPTEDPACKAGE") {
        return Err(Problem::PasswordProtected);
    }
    if has("_VBA_PROJECT_CUR") || has("_VBA_PROJECT") {
        return Err(Problem::Macros);
    }
    let Some(mut records) = container.workbook else {
        // A .doc or .ppt.
        return Err(Problem::UnknownFormat);
    };
    let formulas = records::inspect(&mut records, limits)?;
    let fresh = cfb::wrap(&records).ok_or(Problem::TooLarge)?;
    guarded(|| {
        let mut book = Xls::new(Cursor::new(fresh)).map_err(|_| Problem::Damaged)?;
        let mut sheets = Vec::new();
        let mut left = limits.clone();
        for (name, at) in visible(book.sheets_metadata()) {
            let range = book.worksheet_range(&name).map_err(|_| Problem::Damaged)?;
            let mut sheet = Sheet::new(&name, &left);
            let formulas = formulas.get(at).map_or(&[][..], Vec::as_slice);
            fill(&mut sheet, &range, formulas)?;
            let merged = book.merge_cells_by_sheet_name(&name).unwrap_or_default();
            sheet.merge(merged.into_iter().filter_map(area));
            sheet.leave(&mut left);
            sheets.push(sheet);
        }
        Ok(sheets)
    })
}

/// Writes the cells of a range into a sheet. `formulas` are the places of formulas, sorted, 0-based.
fn fill(
    sheet: &mut Sheet,
    range: &calamine::Range<Data>,
    formulas: &[(u16, u16)],
) -> Result<(), Problem> {
    let (first_row, first_column) = range.start().unwrap_or_default();
    let mut left = formulas.iter().peekable();
    for (row, cells) in (first_row..).zip(range.rows()) {
        for (column, value) in (first_column..).zip(cells) {
            let at = (u16::try_from(row), u16::try_from(column));
            let (Ok(row_16), Ok(column_16)) = at else { continue };
            while let Some(formula) = left.next_if(|formula| **formula < (row_16, column_16)) {
                sheet.push(
                    u32::from(formula.0) + 1,
                    u32::from(formula.1),
                    CellKind::Formula,
                    "",
                )?;
            }
            let is_formula = left.next_if(|formula| **formula == (row_16, column_16)).is_some();
            let (text, kind) = shown(&borrowed(value));
            let kind = if is_formula { CellKind::Formula } else { kind };
            sheet.push(row + 1, column, kind, &text)?;
        }
    }
    for formula in left {
        sheet.push(u32::from(formula.0) + 1, u32::from(formula.1), CellKind::Formula, "")?;
    }
    Ok(())
}

/// The sheets that a reader sees, with their places among all. A hidden sheet is nobody's statement.
fn visible(sheets: &[calamine::Sheet]) -> Vec<(String, usize)> {
    sheets
        .iter()
        .enumerate()
        .filter(|(_, sheet)| {
            sheet.typ == SheetType::WorkSheet && sheet.visible == SheetVisible::Visible
        })
        .map(|(at, sheet)| (sheet.name.clone(), at))
        .collect()
}

fn area(dimensions: Dimensions) -> Option<Merged> {
    Some(Merged {
        top: dimensions.start.0.checked_add(1)?,
        bottom: dimensions.end.0.checked_add(1)?,
        left: u16::try_from(dimensions.start.1).ok()?,
        right: u16::try_from(dimensions.end.1).ok()?,
    })
}

fn borrowed(value: &Data) -> DataRef<'_> {
    match value {
        Data::Int(number) => DataRef::Int(*number),
        Data::Float(number) => DataRef::Float(*number),
        Data::String(text) | Data::DurationIso(text) => DataRef::SharedString(text),
        Data::Bool(is_true) => DataRef::Bool(*is_true),
        Data::DateTime(day) => DataRef::DateTime(*day),
        Data::DateTimeIso(text) => DataRef::DateTimeIso(text.clone()),
        Data::Error(error) => DataRef::Error(error.clone()),
        Data::Empty => DataRef::Empty,
    }
}

/// The text of a value as the table has it.
fn shown<'a>(value: &DataRef<'a>) -> (Cow<'a, str>, CellKind) {
    match value {
        DataRef::Int(number) => (number.to_string().into(), CellKind::Number),
        DataRef::Float(number) => (number_text(*number).into(), CellKind::Number),
        DataRef::String(text) | DataRef::DurationIso(text) => (text.clone().into(), CellKind::Text),
        DataRef::SharedString(text) => ((*text).into(), CellKind::Text),
        DataRef::Bool(is_true) => (if *is_true { "是" } else { "否" }.into(), CellKind::Text),
        DataRef::DateTime(day) => {
            let (text, kind) = date_text(*day);
            (text.into(), kind)
        }
        DataRef::DateTimeIso(text) => {
            (text.split('T').next().unwrap_or(text).to_owned().into(), CellKind::Date)
        }
        DataRef::Error(error) => (error.to_string().into(), CellKind::Broken),
        DataRef::Empty => ("".into(), CellKind::Text),
    }
}

/// Whole numbers without `.0`.
pub(super) fn number_text(number: f64) -> String {
    if number.fract() == 0.0 && number.abs() < 1e20 {
        format!("{number:.0}")
    } else {
        number.to_string()
    }
}

fn date_text(day: ExcelDateTime) -> (String, CellKind) {
    let serial = day.as_f64();
    // Zero is what a formula gives for an empty cell; before 1900 there are no days in Excel.
    if day.is_duration() || !(1.0..2_958_466.0).contains(&serial) {
        return (number_text(serial), CellKind::Number);
    }
    let (year, month, day, ..) = day.to_ymd_hms_milli();
    (format!("{year:04}-{month:02}-{day:02}"), CellKind::Date)
}

fn xlsx_problem(error: &XlsxError) -> Problem {
    if matches!(error, XlsxError::Password) { Problem::PasswordProtected } else { Problem::Damaged }
}

/// The reader of cells is not ours and has panicked on broken files before.
fn guarded<T>(read: impl FnOnce() -> Result<T, Problem>) -> Result<T, Problem> {
    catch_unwind(AssertUnwindSafe(read)).unwrap_or(Err(Problem::Damaged))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_numbers_have_no_fraction() {
        assert_eq!(number_text(144_030_570_000_005.0), "144030570000005");
        assert_eq!(number_text(0.5), "0.5");
    }

    #[test]
    fn a_locked_workbook_says_so() {
        let mut file = cfb::wrap(&[0; 8]).unwrap();
        let name: Vec<u8> = "Workbook".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let at = file.windows(name.len()).position(|window| window == name).unwrap();
        let locked: Vec<u8> =
            "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
        file[at..at + locked.len()].copy_from_slice(&locked);
        file[at + 64] = 34;
        let found = read_xls(&file, &Limits::default());
        assert_eq!(found.err(), Some(Problem::PasswordProtected));
    }
}
