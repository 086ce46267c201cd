//! What there is to say of whole sheets, of the file, and of rows that are left out.

use crate::domain::checks::{Level, Problem};
use crate::domain::listing::Field;

use super::findings::{Findings, Place, Remark};
use super::layout::{Layout, Role};
use super::rows::RowReader;
use super::sheet::{Row, Sheet};
use super::{AppliedMend, FileReading, Mend};

/// Where no row tells its regulator, that is said once; where some do, of each of the others.
pub(super) fn tell_unknown_regulators(reader: &mut RowReader<'_>, rows: usize) {
    let without = std::mem::take(&mut reader.rows_without_regulator);
    if without.is_empty() {
        return;
    }
    if without.len() == rows || reader.places.names.is_empty() {
        reader.findings.file(Level::Error, Problem::RegulatorUnknown);
        reader.rows_without_regulator = without;
        return;
    }
    for place in without {
        reader.findings.row(Remark {
            level: Level::Error,
            problem: Problem::RegulatorUnknown,
            place,
            column: None,
            field: Some(Field::Regulator),
            value: "",
            same_as: None,
            differs: Vec::new(),
        });
    }
}

/// Says why nothing at all is taken, at the headings where they are what is wrong.
pub(super) fn refuse(reading: &mut FileReading, findings: &mut Findings, problem: Problem) {
    for sheet in &mut reading.sheets {
        sheet.rejected = sheet.data_rows;
    }
    let header = reading.sheets.iter().zip(0_u16..).find_map(|(s, at)| Some((at, s.header_row?)));
    match (problem, header) {
        (Problem::MissingColumn, Some((sheet, row))) => findings.row(Remark {
            level: Level::Error,
            problem,
            place: Place { sheet, row },
            column: None,
            field: Some(Field::Name),
            value: "",
            same_as: None,
            differs: Vec::new(),
        }),
        _ => findings.file(Level::Error, problem),
    }
}

/// A sheet beside those that are read: a list without names, or a table without headings.
pub(super) fn tell_missing_names(
    findings: &mut Findings,
    sheet: &Sheet,
    layout: &Layout,
    number: u16,
) {
    let looks_like_a_table =
        || sheet.rows().take(1_000).filter(|row| row.cells().len() >= 3).count() >= 2;
    let (level, row) = match layout.tables.first() {
        Some(table) if !table.columns.has(Field::Name) => (Level::Error, table.header_row),
        None if looks_like_a_table() => (Level::Warning, sheet.row(0).number()),
        Some(_) | None => return,
    };
    findings.row(Remark {
        level,
        problem: Problem::MissingColumn,
        place: Place { sheet: number, row },
        column: None,
        field: Some(Field::Name),
        value: "",
        same_as: None,
        differs: Vec::new(),
    });
}

/// A row that the uploader does not want is told, so that nothing goes unseen.
pub(super) fn leave_out(
    reading: &mut FileReading,
    findings: &mut Findings,
    row: Row<'_>,
    sheet: u16,
) {
    let old = row.joined();
    findings.row(Remark {
        level: Level::Skip,
        problem: Problem::LeftOut,
        place: Place { sheet, row: row.number() },
        column: None,
        field: None,
        value: &old,
        same_as: None,
        differs: Vec::new(),
    });
    reading.mended.push(AppliedMend { mend: Mend::LeaveOut { sheet, row: row.number() }, old });
}

/// What the uploader leaves unread though it says how institutions stand.
pub(super) fn tell_passed_over(findings: &mut Findings, layout: &Layout, number: u16) {
    for table in &layout.tables {
        for column in &table.columns.unheard {
            findings.row(Remark {
                level: Level::Warning,
                problem: Problem::PassedOver,
                place: Place { sheet: number, row: table.header_row },
                column: Some(column.at),
                field: Some(column.field),
                value: &column.heading,
                same_as: None,
                differs: Vec::new(),
            });
        }
    }
}

/// Its headings are those of a list, but no column holds names.
pub(super) fn is_list_without_names(layout: &Layout) -> bool {
    layout.tables.first().is_some_and(|table| !table.columns.has(Field::Name))
}

/// What is wrong with all sheets together.
pub(super) fn problem_of_layouts(sheets: &[Sheet], layouts: &[Layout]) -> Option<Problem> {
    if sheets.iter().all(|sheet| sheet.len() == 0) {
        return Some(Problem::Empty);
    }
    let has_names = layouts.iter().any(|l| l.tables.iter().any(|t| t.columns.has(Field::Name)));
    if !has_names {
        return Some(Problem::MissingColumn);
    }
    let has_data = layouts.iter().any(|l| l.roles.iter().any(|r| matches!(r, Role::Data { .. })));
    (!has_data).then_some(Problem::Empty)
}
