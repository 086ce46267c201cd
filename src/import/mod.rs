//! Lists as bureaus really have them, to listings and to what is wrong with them.
//!
//! ```text
//! bytes ── open (what is it?) ── csv · html · ods · workbook ──> Sheet
//! Sheet ── layout (title, headings, sections, totals) ── rows (one by one) ── across (against each other)
//! ```
//!
//! A file is read whole or refused whole; a row is taken whole or refused whole; nothing is guessed.

mod across;
mod cells;
mod cfb;
mod columns;
mod csv;
mod dates;
mod encoding;
mod findings;
mod grid;
mod header;
mod headings;
mod html;
mod layout;
mod markup;
mod ods;
mod open;
mod package;
mod place;
mod private;
mod rows;
mod sheet;
mod standing;
mod titles;
mod workbook;

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::domain::checks::{Finding, Level, Problem};
use crate::domain::listing::{Field, Listing, RosterKind};
use crate::domain::region::Regions;
use crate::domain::regulator::RegulatorCode;
use crate::domain::release::Mode;

pub use grid::{Grid, GridRow, grids};

use findings::{Findings, Place, Remark};
use layout::{Layout, Role};
use place::Places;
use rows::{RowReader, SheetContext};
use sheet::Sheet;
use titles::{Facts, named_in};

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
}

/// How large a file may be.
#[derive(Clone, Debug)]
pub struct Limits {
    pub max_bytes: u64,
    /// After unpacking, all sheets together.
    pub max_unpacked_bytes: u64,
    /// Rows that hold something, per sheet.
    pub max_rows: u32,
    /// The same for text tables, which are cheaper to read.
    pub max_text_rows: u32,
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
    let opened = open::open(name, bytes, &options.limits);
    let layouts: Vec<Layout> = opened.sheets.iter().map(layout::of).collect();
    let problem = opened.problem.or_else(|| problem_of_layouts(&opened.sheets, &layouts));
    let facts =
        layouts.iter().fold(Facts::default(), |facts, layout| facts.or(layout.facts.clone()));
    let mut reading = FileReading {
        name: name.to_owned(),
        format: opened.format,
        encoding: opened.encoding,
        sheets: opened.sheets.iter().zip(&layouts).map(|(s, l)| sheet_reading(s, l)).collect(),
        title: facts.title,
        notice_no: facts.notice_no,
        as_of: facts.as_of,
        published_on: facts.published_on,
        rows: Vec::new(),
        regulators: BTreeMap::new(),
        findings: Vec::new(),
        findings_left_out: 0,
        file_error: problem,
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
    let mut done = 0_u64;
    for ((sheet, layout), number) in sheets.into_iter().zip(layouts).zip(0_u16..) {
        let context = SheetContext { number, layout, named: named_in(&sheet.name), file };
        tell_missing_names(&mut reader.findings, &sheet, layout, number);
        for (row, role) in sheet.rows().zip(&layout.roles) {
            let Role::Data { table, section } = *role else { continue };
            data.push(Place { sheet: number, row: row.number() });
            if !is_list_without_names(layout)
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

/// Where no row tells its regulator, that is said once; where some do, of each of the others.
fn tell_unknown_regulators(reader: &mut RowReader<'_>, rows: usize) {
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

fn refuse(reading: &mut FileReading, findings: &mut Findings, problem: Problem) {
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
fn tell_missing_names(findings: &mut Findings, sheet: &Sheet, layout: &Layout, number: u16) {
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

/// Its headings are those of a list, but no column holds names.
fn is_list_without_names(layout: &Layout) -> bool {
    layout.tables.first().is_some_and(|table| !table.columns.has(Field::Name))
}

/// What is wrong with all sheets together.
fn problem_of_layouts(sheets: &[Sheet], layouts: &[Layout]) -> Option<Problem> {
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

fn sheet_reading(sheet: &Sheet, layout: &Layout) -> SheetReading {
    let data = layout.roles.iter().filter(|role| matches!(role, Role::Data { .. })).count();
    let tables = layout.tables.iter();
    SheetReading {
        name: sheet.name.clone(),
        header_row: layout.tables.first().map(|table| table.header_row),
        header_map: tables.clone().flat_map(|t| t.columns.map.iter().cloned()).collect(),
        unknown_headings: tables.flat_map(|t| t.columns.unknown.iter().cloned()).collect(),
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
