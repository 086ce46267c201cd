//! Lists as bureaus really have them, to listings and to what is wrong with them.
//!
//! ```text
//! bytes ── open (what is it?) ── csv · html · ods · workbook ──> Sheet
//! Sheet ── prepared (without our own columns, with the mends made on a page) ──> Sheet
//! Sheet ── layout (title, headings, sections, totals) ── rows (one by one) ── across (against each other)
//! Sheet ── layout ── names (what there is to look up)
//! Sheet ── returned (the same spreadsheet, with columns of ours at the right)
//! ```
//!
//! A file is read whole or refused whole; a row is taken whole or refused whole; nothing is guessed.

mod across;
mod beside;
mod cells;
mod cfb;
mod columns;
mod csv;
mod dates;
mod described;
mod encoding;
mod findings;
mod header;
mod headings;
mod html;
mod layout;
mod mapping;
mod markup;
mod mends;
mod names;
mod ods;
mod open;
mod package;
mod place;
mod prepared;
mod private;
mod records;
pub mod regulators;
mod returned;
mod rows;
mod sheet;
mod skeleton;
mod standing;
mod telling;
#[cfg(test)]
pub(crate) mod testing;
mod titles;
mod workbook;

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::domain::checks::{Finding, Level, Problem};
use crate::domain::listing::{Field, Listing, RosterKind};
use crate::domain::region::Regions;
use crate::domain::regulator::RegulatorCode;
use crate::domain::release::Mode;

use findings::{Findings, Place};
use layout::{Layout, Role};
use place::Places;
use rows::{RowReader, SheetContext};
use sheet::Sheet;
use telling::{
    is_list_without_names, leave_out, problem_of_layouts, refuse, tell_missing_names,
    tell_passed_over, tell_unknown_regulators,
};
use titles::{Facts, named_in};

pub use described::{Basis, Certainty, ColumnReading, TableReading, TopRow};
pub use mapping::{HeaderRow, Mapping, UnreadMapping, heading_key};
pub use mends::{AppliedMend, Mend, column_number};
pub use names::{Asked, names_in};
pub use prepared::{CHECKED, TO_MEND};
pub use returned::{Added, Additions, NotReturned, returned};

/// What the one who uploads says of a file.
#[derive(Clone, Debug)]
pub struct Options<'a> {
    /// Whose list it is. `None`: each row tells by its 主管部门, or the title does.
    pub regulator: Option<RegulatorCode>,
    pub regions: &'a Regions,
    /// The kind of list where neither the rows nor titles and names say. `None`: approved, but only
    /// where nothing points to a ban.
    pub roster: Option<RosterKind>,
    pub limits: Limits,
    /// What the columns hold where that is known; [`Mapping::EMPTY`] for nothing.
    pub mapping: &'a Mapping,
    /// Mends made on a page, before anything is read.
    pub mends: &'a [Mend],
}

/// How large a file may be.
#[derive(Clone, Debug)]
pub struct Limits {
    pub max_bytes: u64,
    /// After unpacking, whatever is in it; and of text, all sheets together.
    pub max_unpacked_bytes: u64,
    /// Rows that hold something, all sheets together.
    pub max_rows: u32,
    /// The same for text tables, which are cheaper to read.
    pub max_text_rows: u32,
    /// Cells that hold something, all sheets together.
    pub max_cells: u32,
    /// Cells further to the right are not read.
    pub max_columns: u32,
    pub max_cell_chars: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            max_bytes: 256 << 20,
            max_unpacked_bytes: 1 << 30,
            max_rows: 1_200_000,
            max_text_rows: 5_000_000,
            max_cells: 64 << 20,
            max_columns: 512,
            max_cell_chars: 2_000,
        }
    }
}

/// What a file turned out to be, by its content.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    Xlsx,
    Xls,
    Ods,
    Csv,
    /// Divided by tabs.
    Tsv,
    Html,
    /// A zip that is no workbook.
    Zip,
    Unknown,
}

impl Format {
    pub fn code(self) -> &'static str {
        match self {
            Self::Xlsx => "xlsx",
            Self::Xls => "xls",
            Self::Ods => "ods",
            Self::Csv => "csv",
            Self::Tsv => "tsv",
            Self::Html => "html",
            Self::Zip => "zip",
            Self::Unknown => "unknown",
        }
    }
}

impl FileReading {
    /// Rows that did not pass their checks; rows that only repeat another are not among them.
    /// Where findings found no room it may count some of those too.
    pub fn refused_rows(&self) -> u64 {
        let rejected: u64 = self.sheets.iter().map(|sheet| u64::from(sheet.rejected)).sum();
        let repeated = self.findings.iter().filter(|finding| finding.level == Level::Skip).count();
        rejected.saturating_sub(repeated as u64)
    }
}

/// All that was read from one file.
#[derive(Clone, Debug)]
pub struct FileReading {
    pub name: String,
    pub format: Format,
    /// Of text files.
    pub encoding: Option<&'static str>,
    pub sheets: Vec<SheetReading>,
    pub title: Option<String>,
    /// 公告文号
    pub notice_no: Option<String>,
    /// 截至日期
    pub as_of: Option<Date>,
    /// 发布日期
    pub published_on: Option<Date>,
    /// The rows taken. Empty when the file is refused, or when its regulator is not known.
    pub rows: Vec<ImportedRow>,
    /// The regulators that rows name, and under which names, how often.
    pub regulators: BTreeMap<RegulatorCode, BTreeMap<String, u32>>,
    pub findings: Vec<Finding>,
    /// Findings that found no room.
    pub findings_left_out: u64,
    /// Why nothing at all was taken.
    pub file_error: Option<Problem>,
    /// The mends that were made, with what stood there before.
    pub mended: Vec<AppliedMend>,
    /// The mends that found no place: their row does not exist or holds no institution.
    pub mends_lost: Vec<Mend>,
    /// The title says 第×批.
    pub mode_hint: Option<Mode>,
}

/// What one sheet holds.
#[derive(Clone, Debug, Default)]
pub struct SheetReading {
    pub name: String,
    /// 1-based. `None`: no headings were found.
    pub header_row: Option<u32>,
    /// Headings as written, and what they name.
    pub header_map: Vec<(String, Field)>,
    pub unknown_headings: Vec<String>,
    /// Its tables, with what each column holds and how sure that is; where no headings were found,
    /// the table that there may be.
    pub tables: Vec<TableReading>,
    /// Its first rows that hold something.
    pub top: Vec<TopRow>,
    /// `accepted + rejected`; rows that repeat an earlier one are rejected.
    pub data_rows: u32,
    pub accepted: u32,
    pub rejected: u32,
    /// Titles, sections, totals, footers, headings printed again, and blank rows in between.
    pub ignored_rows: Vec<u32>,
}

/// A row that was taken.
#[derive(Clone, Debug, PartialEq)]
pub struct ImportedRow {
    /// Place in [`FileReading::sheets`].
    pub sheet: u16,
    /// 1-based, as Excel counts.
    pub row: u32,
    pub listing: Listing,
}

/// Reads a file. `name` helps where the content leaves something open; `progress` is told the number
/// of rows read so far.
pub fn read(
    name: &str,
    bytes: &[u8],
    options: &Options<'_>,
    progress: &mut dyn FnMut(u64),
) -> FileReading {
    let (opened, mended) = prepared::open(name, bytes, &options.limits, options.mends);
    let layouts: Vec<Layout> = (0_u16..)
        .zip(&opened.sheets)
        .map(|(number, sheet)| layout::of(sheet, number, options.mapping))
        .collect();
    let problem = opened.problem.or_else(|| problem_of_layouts(&opened.sheets, &layouts));
    let facts =
        layouts.iter().fold(Facts::default(), |facts, layout| facts.or(layout.facts.clone()));
    let mut reading = FileReading {
        name: name.to_owned(),
        format: opened.format,
        encoding: opened.encoding,
        sheets: (0_u16..)
            .zip(opened.sheets.iter().zip(&layouts))
            .map(|(number, (sheet, layout))| sheet_reading(sheet, number, layout, options))
            .collect(),
        title: facts.title,
        notice_no: facts.notice_no,
        as_of: facts.as_of,
        published_on: facts.published_on,
        rows: Vec::new(),
        regulators: BTreeMap::new(),
        findings: Vec::new(),
        findings_left_out: 0,
        file_error: problem,
        mended: mended.applied,
        mends_lost: mended.lost,
        mode_hint: facts.mode.or_else(|| titles::mode_of(stem(name))),
    };
    let names = opened.sheets.iter().map(|sheet| sheet.name.clone()).collect();
    let mut findings = Findings::of(names);
    if let Some(problem) = problem {
        refuse(&mut reading, &mut findings, problem);
        (reading.findings, reading.findings_left_out) = findings.finish();
        return reading;
    }
    let places = Places::new(options.regions, options.regulator, facts.publisher);
    let reader = RowReader::new(options, places, findings);
    read_rows(&mut reading, opened.sheets, &layouts, reader, progress);
    reading
}

fn read_rows(
    reading: &mut FileReading,
    sheets: Vec<Sheet>,
    layouts: &[Layout],
    mut reader: RowReader<'_>,
    progress: &mut dyn FnMut(u64),
) {
    let file = named_in(stem(&reading.name));
    let mut data: Vec<Place> = Vec::new();
    let mut left_out = mends::left_out(reader.options.mends);
    let mut done = 0_u64;
    for ((sheet, layout), number) in sheets.into_iter().zip(layouts).zip(0_u16..) {
        let context = SheetContext { number, layout, named: named_in(&sheet.name), file };
        tell_missing_names(&mut reader.findings, &sheet, layout, number);
        tell_passed_over(&mut reader.findings, layout, number);
        for (row, role) in sheet.rows().zip(&layout.roles) {
            let Role::Data { table, section } = *role else { continue };
            data.push(Place { sheet: number, row: row.number() });
            if left_out.remove(&(number, row.number())) {
                leave_out(reading, &mut reader.findings, row, number);
            } else if !is_list_without_names(layout)
                && let Some(listing) = reader.read(row, (table, section), &context)
            {
                reading.rows.push(ImportedRow { sheet: number, row: row.number(), listing });
            }
            done += 1;
            if done.is_multiple_of(1_000) {
                progress(done);
            }
        }
    }
    progress(done);
    let lost = left_out.into_iter().map(|(sheet, row)| Mend::LeaveOut { sheet, row });
    reading.mends_lost.extend(lost);
    tell_unknown_regulators(&mut reader, data.len());
    let column_of = |sheet: u16, field: Field| {
        layouts.get(usize::from(sheet))?.tables.first()?.columns.of_field(field)
    };
    across::check(&reading.rows, &column_of, &mut reader.findings);
    reading
        .rows
        .retain(|row| !reader.findings.is_refused(Place { sheet: row.sheet, row: row.row }));
    for place in data {
        let Some(sheet) = reading.sheets.get_mut(usize::from(place.sheet)) else { continue };
        let is_nameless = layouts.get(usize::from(place.sheet)).is_some_and(is_list_without_names);
        if is_nameless || reader.findings.is_refused(place) {
            sheet.rejected += 1;
        } else {
            sheet.accepted += 1;
        }
    }
    if !reader.rows_without_regulator.is_empty() {
        reading.rows.clear();
    }
    reading.regulators = reader.places.names;
    (reading.findings, reading.findings_left_out) = reader.findings.finish();
}

fn sheet_reading(
    sheet: &Sheet,
    number: u16,
    layout: &Layout,
    options: &Options<'_>,
) -> SheetReading {
    let data = layout.roles.iter().filter(|role| matches!(role, Role::Data { .. })).count();
    let tables = layout.tables.iter();
    SheetReading {
        name: sheet.name.clone(),
        header_row: layout.tables.first().map(|table| table.header_row).filter(|row| *row > 0),
        header_map: tables.clone().flat_map(|t| t.columns.map()).collect(),
        unknown_headings: tables.flat_map(|t| t.columns.unknown()).collect(),
        tables: described::tables(sheet, number, layout, options.mapping),
        top: described::top(sheet),
        data_rows: u32::try_from(data).unwrap_or(u32::MAX),
        accepted: 0,
        rejected: 0,
        ignored_rows: layout.ignored.clone(),
    }
}

/// The file's own name, without folders and endings.
fn stem(name: &str) -> &str {
    let file = name.rsplit(['/', '\\']).next().unwrap_or(name);
    let file = file.strip_suffix(".gz").unwrap_or(file);
    file.rsplit_once('.').map_or(file, |(stem, _)| stem)
}
