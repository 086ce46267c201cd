//! A table as every format gives it: cells with their place, packed tightly, since a file may hold
//! nine million of them.

use std::borrow::Cow;
use std::collections::HashMap;

use crate::domain::checks::Problem;

use super::Limits;

/// What a cell is beside its text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum CellKind {
    Text,
    /// A number; what looks like a code or a permit number may have lost its last digits.
    Number,
    /// A day as `YYYY-MM-DD`.
    Date,
    /// A formula; the text is its last computed value, which may be missing or stale.
    Formula,
    /// `#N/A` and the like.
    Broken,
}

#[derive(Clone, Copy, Debug)]
struct CellAt {
    start: u32,
    column: u16,
    kind: CellKind,
}

#[derive(Clone, Copy, Debug)]
struct RowAt {
    /// 1-based, as Excel counts.
    number: u32,
    first: u32,
    /// How many fields the line had; 0 where the format has no such count.
    fields: u32,
}

/// Cells merged into one; the places are 0-based columns and 1-based rows, inclusive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Merged {
    pub(super) top: u32,
    pub(super) bottom: u32,
    pub(super) left: u16,
    pub(super) right: u16,
}

/// One sheet. Only rows that hold something are in it.
#[derive(Debug, Default)]
pub(super) struct Sheet {
    pub(super) name: String,
    text: String,
    cells: Vec<CellAt>,
    rows: Vec<RowAt>,
    /// By column, from top to bottom: runs of rows that show one value.
    tall: HashMap<u16, Vec<Merged>>,
    /// Areas wider than one column, for headings.
    wide: Vec<Merged>,
    most: Most,
}

/// How much a sheet may hold.
#[derive(Clone, Copy, Debug, Default)]
struct Most {
    rows: usize,
    columns: usize,
    text: usize,
    cells: usize,
}

/// More sheets than this are no list.
pub(super) const MOST_SHEETS: usize = 200;

/// A cell with its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Cell<'a> {
    pub(super) column: u16,
    pub(super) kind: CellKind,
    pub(super) text: &'a str,
}

/// A cell that is being edited.
#[derive(Clone, Debug)]
pub(super) struct Written<'a> {
    pub(super) column: u16,
    pub(super) kind: CellKind,
    pub(super) text: Cow<'a, str>,
}

/// A row that holds something.
#[derive(Clone, Copy, Debug)]
pub(super) struct Row<'a> {
    sheet: &'a Sheet,
    index: usize,
}

impl Sheet {
    pub(super) fn new(name: &str, limits: &Limits) -> Self {
        Self {
            name: name.to_owned(),
            most: Most {
                rows: usize::try_from(limits.max_rows).unwrap_or(usize::MAX),
                columns: usize::try_from(limits.max_columns).unwrap_or(usize::MAX),
                text: usize::try_from(limits.max_unpacked_bytes).unwrap_or(usize::MAX),
                cells: usize::try_from(limits.max_cells).unwrap_or(usize::MAX),
            },
            ..Self::default()
        }
    }

    /// Adds a cell. Cells come in reading order; `row` is 1-based, `column` 0-based. An empty text is
    /// kept only where the kind says something (a formula that was never computed).
    ///
    /// # Errors
    /// When the order is broken, or the sheet grows beyond its limits.
    pub(super) fn push(
        &mut self,
        row: u32,
        column: u32,
        kind: CellKind,
        text: &str,
    ) -> Result<(), Problem> {
        let says_nothing =
            text.trim().is_empty() && !matches!(kind, CellKind::Formula | CellKind::Broken);
        // Beyond the limit nothing is a column of a list; such cells are stray.
        let Some(column) =
            u16::try_from(column).ok().filter(|c| usize::from(*c) < self.most.columns)
        else {
            return Ok(());
        };
        if says_nothing {
            return Ok(());
        }
        let is_new_row = match self.rows.last() {
            Some(last) if last.number > row => return Err(Problem::Damaged),
            Some(last) => last.number != row,
            None => true,
        };
        if is_new_row {
            self.start_row(row, 0)?;
        } else if self.row_cells(self.rows.len() - 1).last().is_some_and(|c| c.column >= column) {
            return Err(Problem::Damaged);
        }
        // A short reference may stand for a long text, many times over.
        if self.text.len() + text.len() > self.most.text || self.cells.len() >= self.most.cells {
            return Err(Problem::TooLarge);
        }
        let start = u32::try_from(self.text.len()).map_err(|_| Problem::TooLarge)?;
        self.text.push_str(text);
        self.cells.push(CellAt { start, column, kind });
        Ok(())
    }

    /// Begins a row of a format that counts fields.
    ///
    /// # Errors
    /// When there are too many rows.
    pub(super) fn start_row(&mut self, number: u32, fields: u32) -> Result<(), Problem> {
        if self.rows.len() >= self.most.rows {
            return Err(Problem::TooManyRows);
        }
        let first = u32::try_from(self.cells.len()).map_err(|_| Problem::TooManyRows)?;
        self.rows.push(RowAt { number, first, fields });
        Ok(())
    }

    /// Says how many fields the row begun last had; a row without any cell is forgotten.
    pub(super) fn end_row(&mut self, fields: u32) {
        let cells = self.cells.len();
        let Some(last) = self.rows.last_mut() else { return };
        last.fields = fields;
        if usize::try_from(last.first).is_ok_and(|first| first == cells) {
            self.rows.pop();
        }
    }

    /// Adds merged areas, in any order.
    pub(super) fn merge(&mut self, areas: impl IntoIterator<Item = Merged>) {
        for area in areas {
            if area.bottom > area.top {
                self.tall.entry(area.left).or_default().push(area);
            }
            if area.right > area.left {
                self.wide.push(area);
            }
        }
        for column in self.tall.values_mut() {
            column.sort_unstable_by_key(|area| area.top);
        }
    }

    /// The area wider than a column that covers this place, if any.
    pub(super) fn wide_area(&self, row: u32, column: u16) -> Option<Merged> {
        self.wide
            .iter()
            .copied()
            .find(|a| (a.top..=a.bottom).contains(&row) && (a.left..=a.right).contains(&column))
    }

    /// Every merged area, from top to bottom.
    pub(super) fn areas(&self) -> Vec<Merged> {
        let mut areas: Vec<Merged> =
            self.tall.values().flatten().chain(&self.wide).copied().collect();
        areas.sort_unstable_by_key(|area| (area.top, area.left, area.bottom, area.right));
        areas.dedup();
        areas
    }

    /// The sheet with the cells of each row as `edit` leaves them, from left to right. A row left
    /// without cells is gone.
    ///
    /// # Errors
    /// When the sheet grows beyond its limits, or the order of cells is broken.
    pub(super) fn edited(
        &self,
        mut edit: impl FnMut(u32, &mut Vec<Written<'_>>),
    ) -> Result<Self, Problem> {
        let mut sheet = Self {
            name: self.name.clone(),
            tall: self.tall.clone(),
            wide: self.wide.clone(),
            most: self.most,
            ..Self::default()
        };
        for row in self.rows() {
            let mut cells: Vec<Written<'_>> = row
                .cells()
                .map(|cell| Written {
                    column: cell.column,
                    kind: cell.kind,
                    text: cell.text.into(),
                })
                .collect();
            edit(row.number(), &mut cells);
            sheet.start_row(row.number(), 0)?;
            for cell in &cells {
                sheet.push(row.number(), u32::from(cell.column), cell.kind, &cell.text)?;
            }
            let reach = cells.last().map_or(0, |cell| u32::from(cell.column) + 1);
            sheet.end_row(if row.fields() == 0 { 0 } else { row.fields().max(reach) });
        }
        Ok(sheet)
    }

    /// What the sheets after this one may still hold.
    pub(super) fn leave(&self, limits: &mut Limits) {
        let less =
            |most: u32, used: usize| most.saturating_sub(u32::try_from(used).unwrap_or(most));
        limits.max_rows = less(limits.max_rows, self.rows.len());
        limits.max_cells = less(limits.max_cells, self.cells.len());
        limits.max_unpacked_bytes =
            limits.max_unpacked_bytes.saturating_sub(self.text.len() as u64);
    }

    /// How many rows it may hold.
    pub(super) fn most_rows(&self) -> u32 {
        u32::try_from(self.most.rows).unwrap_or(u32::MAX)
    }

    pub(super) fn len(&self) -> usize {
        self.rows.len()
    }

    pub(super) fn row(&self, index: usize) -> Row<'_> {
        Row { sheet: self, index }
    }

    pub(super) fn rows(&self) -> impl Iterator<Item = Row<'_>> {
        (0..self.rows.len()).map(|index| self.row(index))
    }

    /// The row with this number, if it holds anything.
    pub(super) fn numbered(&self, number: u32) -> Option<Row<'_>> {
        Some(self.row(self.index_of(number)?))
    }

    /// The place among its rows of the one with this number, if it holds anything.
    pub(super) fn index_of(&self, number: u32) -> Option<usize> {
        self.rows.binary_search_by_key(&number, |row| row.number).ok()
    }

    fn row_cells(&self, index: usize) -> &[CellAt] {
        let at = |row: Option<&RowAt>| {
            row.and_then(|row| usize::try_from(row.first).ok()).unwrap_or(self.cells.len())
        };
        &self.cells[at(self.rows.get(index))..at(self.rows.get(index + 1))]
    }

    fn cell(&self, at: usize) -> Cell<'_> {
        let cell = self.cells[at];
        let place = |offset: u32| usize::try_from(offset).unwrap_or(usize::MAX);
        let end = self.cells.get(at + 1).map_or(self.text.len(), |next| place(next.start));
        Cell { column: cell.column, kind: cell.kind, text: &self.text[place(cell.start)..end] }
    }
}

impl<'a> Row<'a> {
    /// 1-based, as Excel counts.
    pub(super) fn number(self) -> u32 {
        self.sheet.rows[self.index].number
    }

    /// How many fields the line had; 0 where the format has no such count.
    pub(super) fn fields(self) -> u32 {
        self.sheet.rows[self.index].fields
    }

    /// The cells that hold something of their own, from left to right.
    pub(super) fn cells(self) -> impl ExactSizeIterator<Item = Cell<'a>> {
        let first = usize::try_from(self.sheet.rows[self.index].first).unwrap_or(usize::MAX);
        let count = self.sheet.row_cells(self.index).len();
        (first..first + count).map(|at| self.sheet.cell(at))
    }

    /// The cell in a column of its own row only.
    pub(super) fn own(self, column: u16) -> Option<Cell<'a>> {
        let cells = self.sheet.row_cells(self.index);
        let at = cells.binary_search_by_key(&column, |cell| cell.column).ok()?;
        let first = usize::try_from(self.sheet.rows[self.index].first).unwrap_or(usize::MAX);
        Some(self.sheet.cell(first + at))
    }

    /// The cell that a reader sees in a column: its own, or that of a cell merged over several rows.
    pub(super) fn get(self, column: u16) -> Option<Cell<'a>> {
        self.own(column).or_else(|| {
            let areas = self.sheet.tall.get(&column)?;
            let number = self.number();
            let after = areas.partition_point(|area| area.top <= number);
            let area = areas.get(after.checked_sub(1)?)?;
            if number > area.bottom {
                return None;
            }
            self.sheet.numbered(area.top)?.own(column)
        })
    }

    /// The texts of its cells, joined by spaces.
    pub(super) fn joined(self) -> String {
        let texts: Vec<&str> = self.cells().map(|cell| cell.text.trim()).collect();
        texts.join(" ")
    }
}

/// The name of a column as Excel gives it; `column` is 0-based.
pub(super) fn column_letters(column: u16) -> String {
    let mut left = u32::from(column) + 1;
    let mut letters = Vec::new();
    while left > 0 {
        letters.push(char::from(b'A' + u8::try_from((left - 1) % 26).unwrap_or(0)));
        left = (left - 1) / 26;
    }
    letters.iter().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_named_as_in_excel() {
        assert_eq!(column_letters(0), "A");
        assert_eq!(column_letters(25), "Z");
        assert_eq!(column_letters(27), "AB");
        assert_eq!(column_letters(701), "ZZ");
        assert_eq!(column_letters(702), "AAA");
    }

    #[test]
    fn a_cell_merged_over_rows_is_seen_in_each_of_them() {
        let mut sheet = Sheet::new("", &Limits::default());
        for (row, column, text) in [(1, 0, "东街道"), (1, 1, "甲"), (3, 1, "乙"), (4, 1, "丙")]
        {
            sheet.push(row, column, CellKind::Text, text).unwrap();
        }
        sheet.merge([Merged { top: 1, bottom: 3, left: 0, right: 0 }]);
        let seen: Vec<_> = sheet.rows().map(|row| row.get(0).map(|cell| cell.text)).collect();
        assert_eq!(seen, [Some("东街道"), Some("东街道"), None]);
        assert_eq!(sheet.row(1).number(), 3);
    }

    #[test]
    fn cells_out_of_order_are_damage() {
        let mut sheet = Sheet::new("", &Limits::default());
        sheet.push(2, 1, CellKind::Text, "甲").unwrap();
        assert_eq!(sheet.push(2, 1, CellKind::Text, "乙"), Err(Problem::Damaged));
        assert_eq!(sheet.push(1, 2, CellKind::Text, "乙"), Err(Problem::Damaged));
    }
}
