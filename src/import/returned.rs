//! A spreadsheet given back as it came, with columns of ours at the right.

use std::collections::{BTreeMap, HashMap, HashSet};

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError};
use thiserror::Error;

use crate::domain::checks::Problem;
use crate::domain::text::is_han;

use super::layout::{self, Layout, Role};
use super::sheet::{Cell, CellKind, Merged, Sheet};
use super::{Limits, Mapping, Mend, prepared};

/// What is written beside one row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Added {
    /// Place in [`super::FileReading::sheets`].
    pub sheet: u16,
    /// 1-based, as Excel counts.
    pub row: u32,
    /// One for each heading.
    pub cells: Vec<String>,
}

/// What is added to a spreadsheet.
#[derive(Clone, Copy, Debug)]
pub struct Additions<'a> {
    /// Written into each line of headings; [`super::CHECKED`] and [`super::TO_MEND`] are passed over
    /// when the file comes again.
    pub headings: &'a [&'a str],
    /// Of several for one row the last is written.
    pub rows: &'a [Added],
    /// Where the uploader says that the headings stand; [`Mapping::EMPTY`] for nothing.
    pub mapping: &'a Mapping,
    /// Made on the page; the texts are in the spreadsheet that is given back.
    pub mends: &'a [Mend],
}

/// Why a spreadsheet cannot be given back.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum NotReturned {
    #[error("the file cannot be opened: {}", .0.code())]
    Refused(Problem),
    #[error("the workbook cannot be written: {0}")]
    Unwritten(String),
}

impl From<XlsxError> for NotReturned {
    fn from(error: XlsxError) -> Self {
        if matches!(error, XlsxError::RowColumnLimitError) {
            return Self::Refused(Problem::TooManyRows);
        }
        Self::Unwritten(error.to_string())
    }
}

/// The file as an `.xlsx`: every visible sheet, every row and cell in its place, whatever format it
/// came in, and the additions at the right of each row. Texts stay texts, so that codes keep all
/// their digits and nothing becomes a formula; of a formula its last value is left. Numbers stay
/// numbers: a code that Excel has spoilt must not come back looking whole.
///
/// # Errors
/// When the file cannot be opened, holds nothing, or has more rows than a workbook can.
pub fn returned(
    name: &str,
    bytes: &[u8],
    limits: &Limits,
    additions: &Additions<'_>,
) -> Result<Vec<u8>, NotReturned> {
    let (opened, _) = prepared::open(name, bytes, limits, additions.mends);
    if let Some(problem) = opened.problem {
        return Err(NotReturned::Refused(problem));
    }
    if opened.sheets.iter().all(|sheet| sheet.len() == 0) {
        return Err(NotReturned::Refused(Problem::Empty));
    }
    let mut beside: BTreeMap<u16, BTreeMap<u32, &[String]>> = BTreeMap::new();
    for added in additions.rows {
        beside.entry(added.sheet).or_default().insert(added.row, &added.cells);
    }
    let mut book = Workbook::new();
    let formats = Formats::new();
    let mut names = HashSet::new();
    for (number, sheet) in (0_u16..).zip(&opened.sheets) {
        let page = book.add_worksheet();
        page.set_name(sheet_name(&sheet.name, number, &mut names))?;
        let layout = layout::of(sheet, number, additions.mapping);
        let rows = beside.remove(&number).unwrap_or_default();
        let mut writer = Writer { page, sheet, layout: &layout, formats: &formats };
        writer.write(additions.headings, &rows)?;
    }
    Ok(book.save_to_buffer()?)
}

struct Formats {
    text: Format,
    number: Format,
    heading: Format,
    merged: Format,
    added: Format,
    added_heading: Format,
}

impl Formats {
    fn new() -> Self {
        let text = Format::new().set_num_format("@").set_text_wrap().set_align(FormatAlign::Top);
        let added = text
            .clone()
            .set_background_color(Color::RGB(0xFF_F4_CE))
            .set_font_color(Color::RGB(0x1F_1F_1F))
            .set_border(FormatBorder::Thin)
            .set_border_color(Color::RGB(0xC9_A2_27));
        Self {
            number: Format::new().set_align(FormatAlign::Top),
            heading: text.clone().set_bold().set_align(FormatAlign::VerticalCenter),
            merged: text.clone().set_align(FormatAlign::VerticalCenter),
            added_heading: added
                .clone()
                .set_bold()
                .set_background_color(Color::RGB(0xFF_E0_8A))
                .set_align(FormatAlign::VerticalCenter),
            added,
            text,
        }
    }
}

struct Writer<'a> {
    page: &'a mut Worksheet,
    sheet: &'a Sheet,
    layout: &'a Layout,
    formats: &'a Formats,
}

impl Writer<'_> {
    fn write(
        &mut self,
        headings: &[&str],
        beside: &BTreeMap<u32, &[String]>,
    ) -> Result<(), XlsxError> {
        let columns = self
            .sheet
            .rows()
            .filter_map(|row| row.cells().last())
            .map(|cell| cell.column + 1)
            .max()
            .unwrap_or(0);
        // Merged first: merging blanks what it covers.
        let unmerged = self.merge(columns)?;
        self.write_cells(&unmerged)?;
        self.set_widths(columns, headings.len())?;
        let heading_rows = self.rows_of_headings(beside);
        for row in &heading_rows {
            // What is wrong with the headings themselves stands below ours.
            let said = beside.get(row).copied().unwrap_or_default();
            let said = said.iter().map(String::as_str).chain(std::iter::repeat(""));
            for (column, (heading, said)) in (columns..).zip(headings.iter().zip(said)) {
                let text = format!("{heading}\n{said}");
                self.put(*row, column, text.trim_end(), &self.formats.added_heading)?;
            }
        }
        for (row, cells) in beside.iter().filter(|(row, _)| !heading_rows.contains(row)) {
            for (column, text) in (columns..).zip(*cells) {
                self.put(*row, column, text, &self.formats.added)?;
            }
        }
        self.ease_reading(columns, headings.len())
    }

    /// Merges what was merged. Where that would take too much room the areas are given back, so that
    /// their value is written into each row instead.
    fn merge(&mut self, columns: u16) -> Result<Vec<Merged>, XlsxError> {
        const MOST_CELLS: u64 = 200_000;
        let Some(last) = self.sheet.len().checked_sub(1).map(|at| self.sheet.row(at).number())
        else {
            return Ok(Vec::new());
        };
        let mut room = MOST_CELLS;
        let mut unmerged = Vec::new();
        for area in self.sheet.areas() {
            let area = Merged {
                bottom: area.bottom.min(last),
                right: area.right.min(columns.saturating_sub(1)),
                ..area
            };
            if area.bottom < area.top || area.right < area.left {
                continue;
            }
            let (high, wide) = (area.bottom - area.top + 1, area.right - area.left + 1);
            let cells = u64::from(high) * u64::from(wide);
            if cells < 2 {
                continue;
            }
            if cells > room {
                unmerged.push(area);
                continue;
            }
            room -= cells;
            match self.page.merge_range(
                area.top - 1,
                area.left,
                area.bottom - 1,
                area.right,
                "",
                &self.formats.merged,
            ) {
                // Areas that overlap are damage; Excel would refuse the file.
                Ok(_) | Err(XlsxError::MergeRangeOverlaps(..)) => {}
                Err(error) => return Err(error),
            }
        }
        Ok(unmerged)
    }

    fn write_cells(&mut self, unmerged: &[Merged]) -> Result<(), XlsxError> {
        let heading_rows: HashSet<u32> =
            self.layout.tables.iter().map(|table| table.header_row).collect();
        let tops: HashSet<(u32, u16)> =
            self.sheet.areas().iter().map(|area| (area.top, area.left)).collect();
        let formats = self.formats;
        for row in self.sheet.rows() {
            let number = row.number();
            for cell in row.cells() {
                let format = if heading_rows.contains(&number) {
                    &formats.heading
                } else if tops.contains(&(number, cell.column)) {
                    &formats.merged
                } else {
                    &formats.text
                };
                self.put_cell(number, cell, format)?;
            }
            for area in unmerged {
                let is_below = area.top < number && number <= area.bottom;
                if is_below
                    && row.own(area.left).is_none()
                    && let Some(cell) = row.get(area.left)
                {
                    self.put_cell(number, cell, &formats.text)?;
                }
            }
        }
        Ok(())
    }

    fn put_cell(&mut self, row: u32, cell: Cell<'_>, format: &Format) -> Result<(), XlsxError> {
        let number = match cell.kind {
            CellKind::Number => cell.text.trim().parse::<f64>().ok().filter(|n| n.is_finite()),
            CellKind::Text | CellKind::Date | CellKind::Formula | CellKind::Broken => None,
        };
        match number {
            Some(number) => {
                let row = row.saturating_sub(1);
                let format = &self.formats.number;
                self.page.write_number_with_format(row, cell.column, number, format)?;
                Ok(())
            }
            None => self.put(row, cell.column, cell.text, format),
        }
    }

    fn put(&mut self, row: u32, column: u16, text: &str, format: &Format) -> Result<(), XlsxError> {
        let row = row.saturating_sub(1);
        self.page.write_string_with_format(row, column, fitting(text), format)?;
        Ok(())
    }

    /// Where no headings were found they go over the first row that has something beside it.
    fn rows_of_headings(&self, beside: &BTreeMap<u32, &[String]>) -> Vec<u32> {
        if !self.layout.tables.is_empty() {
            let tables = self.layout.tables.iter();
            return tables.map(|table| table.header_row).filter(|row| *row > 0).collect();
        }
        let first = beside.keys().next().and_then(|row| row.checked_sub(1));
        first.filter(|row| *row > 0).into_iter().collect()
    }

    fn set_widths(&mut self, columns: u16, added: usize) -> Result<(), XlsxError> {
        const ROWS_LOOKED_AT: usize = 1_000;
        let mut widths: HashMap<u16, usize> = HashMap::new();
        let rows = self.sheet.rows().filter(|row| row.cells().len() > 1);
        for cell in rows.take(ROWS_LOOKED_AT).flat_map(|row| row.cells()) {
            let width = widths.entry(cell.column).or_default();
            *width = (*width).max(width_of(cell.text));
        }
        for (column, width) in widths {
            let width = u32::try_from(width + 2).unwrap_or(u32::MAX).clamp(6, 40);
            self.page.set_column_width(column, width)?;
        }
        // The first says how it stands, the rest in sentences.
        for (column, width) in
            (columns..).zip([14].into_iter().chain(std::iter::repeat(48))).take(added)
        {
            self.page.set_column_width(column, width)?;
        }
        Ok(())
    }

    /// Headings stay in view, and rows can be picked by what is written beside them.
    fn ease_reading(&mut self, columns: u16, added: usize) -> Result<(), XlsxError> {
        let is_data = |role: &Role| matches!(role, Role::Data { .. });
        let first = self.layout.roles.iter().position(is_data);
        let last = self.layout.roles.iter().rposition(is_data);
        let ([table], Some(first), Some(last)) = (self.layout.tables.as_slice(), first, last)
        else {
            return Ok(());
        };
        let first = self.sheet.row(first).number();
        self.page.set_freeze_panes(first.saturating_sub(1), 0)?;
        let right = usize::from(columns) + added;
        let right = u16::try_from(right.saturating_sub(1)).unwrap_or(u16::MAX);
        // Headings on two lines have merged cells, which no filter can stand over.
        if table.header_row > 0 && first == table.header_row + 1 {
            let last = self.sheet.row(last).number();
            self.page.autofilter(table.header_row - 1, 0, last - 1, right)?;
        }
        Ok(())
    }
}

/// In columns of one Latin letter.
fn width_of(text: &str) -> usize {
    const LONGEST: usize = 80;
    text.chars().take(LONGEST).map(|c| if is_han(c) || !c.is_ascii() { 2 } else { 1 }).sum()
}

/// What a cell of a workbook can hold.
fn fitting(text: &str) -> String {
    const MOST_CHARS: usize = 16_000;
    match text.char_indices().nth(MOST_CHARS) {
        Some((end, _)) => format!("{}……（太长，后面没有写出）", &text[..end]),
        None => text.to_owned(),
    }
}

/// A name that a workbook takes, and only once: at most 31 characters, without `[]:*?/\`.
fn sheet_name(name: &str, number: u16, used: &mut HashSet<String>) -> String {
    const MOST_CHARS: usize = 31;
    let allowed: String = name
        .chars()
        .map(|c| if matches!(c, '[' | ']' | ':' | '*' | '?' | '/' | '\\') { ' ' } else { c })
        .collect();
    let bare = allowed.trim().trim_matches('\'').trim();
    let bare =
        if bare.is_empty() { format!("Sheet{}", u32::from(number) + 1) } else { bare.to_owned() };
    let cut = |most: usize| {
        // Excel counts UTF-16.
        let mut left = most;
        bare.chars()
            .take_while(|c| {
                let fits = c.len_utf16() <= left;
                left = left.saturating_sub(c.len_utf16());
                fits
            })
            .collect::<String>()
    };
    let mut name = cut(MOST_CHARS);
    let mut again = 2_u32;
    while !used.insert(name.to_lowercase()) {
        let end = format!(" ({again})");
        name = cut(MOST_CHARS - end.len()) + &end;
        again += 1;
    }
    name
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    /// Everything that a sheet holds, as text.
    fn cells(sheet: &Sheet) -> Vec<(u32, u16, &str)> {
        let rows = sheet.rows();
        rows.flat_map(|row| row.cells().map(move |c| (row.number(), c.column, c.text))).collect()
    }

    #[test]
    fn every_cell_and_merged_area_stands_where_it_stood() {
        let folder = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/bureau_files"));
        for name in [
            "a_district_whitelist.xlsx",
            "b_gb18030.csv",
            "c_blacklist.xls",
            "d3_synonyms.csv",
            "e05_formulas.xlsx",
            "e06_csv_injection.csv",
            "e12_html_table.xls",
            "e15_utf16_tab.csv",
            "e16_ragged.csv",
        ] {
            let limits = Limits::default();
            let bytes = std::fs::read(folder.join(name)).unwrap();
            let before = prepared::open(name, &bytes, &limits, &[]).0;
            let rows = [Added { sheet: 0, row: 2, cells: vec!["通过".into(), String::new()] }];
            let headings = [prepared::CHECKED, prepared::TO_MEND];
            let additions =
                Additions { headings: &headings, rows: &rows, mapping: Mapping::EMPTY, mends: &[] };
            let back = returned(name, &bytes, &limits, &additions).unwrap();
            let after = prepared::open("名单.xlsx", &back, &limits, &[]).0;
            assert_eq!(after.sheets.len(), before.sheets.len());
            for (before, after) in before.sheets.iter().zip(&after.sheets) {
                let held = cells(before);
                let held: Vec<_> = held.into_iter().filter(|(.., text)| !text.is_empty()).collect();
                assert_eq!(cells(after), held, "{name}");
                assert_eq!(after.areas(), before.areas(), "{name}");
            }
        }
    }

    #[test]
    fn where_merging_takes_too_much_room_the_value_stands_in_each_row() {
        let limits = Limits::default();
        let mut sheet = Sheet::new("", &limits);
        for row in 1..=3 {
            if row == 1 {
                sheet.push(row, 0, CellKind::Text, "东街道").unwrap();
            }
            sheet.push(row, 1, CellKind::Text, "示例中心").unwrap();
        }
        sheet.push(300_000, 1, CellKind::Text, "示例中心").unwrap();
        sheet.merge([Merged { top: 1, bottom: 300_000, left: 0, right: 0 }]);
        let mut book = Workbook::new();
        let layout = layout::of(&sheet, 0, Mapping::EMPTY);
        let mut writer = Writer {
            page: book.add_worksheet(),
            sheet: &sheet,
            layout: &layout,
            formats: &Formats::new(),
        };
        writer.write(&[], &BTreeMap::new()).unwrap();
        let back = book.save_to_buffer().unwrap();
        let back = prepared::open("名单.xlsx", &back, &limits, &[]).0;
        let rows: Vec<_> = back.sheets[0].rows().map(|row| row.own(0).map(|c| c.text)).collect();
        assert_eq!(rows, [Some("东街道"); 4]);
    }

    #[test]
    fn sheets_are_named_as_a_workbook_allows() {
        let mut used = HashSet::new();
        let mut named = |name: &str, number| sheet_name(name, number, &mut used);
        assert_eq!(named("白名单", 0), "白名单");
        assert_eq!(named("白名单", 1), "白名单 (2)");
        assert_eq!(named("", 2), "Sheet3");
        assert_eq!(named("2024/9:[东区]", 3), "2024 9  东区");
        assert_eq!(named("'''", 4), "Sheet5");
        let long = "长".repeat(40);
        assert_eq!(named(&long, 5).chars().count(), 31);
        assert_eq!(named(&long, 6).chars().count(), 31);
    }

    #[test]
    fn a_text_too_long_for_a_cell_says_that_it_is_cut() {
        let text = fitting(&"长".repeat(40_000));
        assert!(text.encode_utf16().count() < 32_767 && text.ends_with("没有写出）"));
        assert_eq!(fitting("短"), "短");
    }
}
