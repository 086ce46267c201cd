//! Small mends that are made on a page: the file itself stays as it came.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashSet};

use crate::domain::checks::Problem;

use super::sheet::{CellKind, Sheet, Written};

/// A mend of one cell or row of an uploaded file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Mend {
    /// The cell's text is another. Where the row has no such cell it gets one; an empty text empties
    /// it. In the first row of merged cells it changes all the rows that they cover.
    Text {
        /// Place in [`super::FileReading::sheets`].
        sheet: u16,
        /// 1-based, as Excel counts.
        row: u32,
        /// 0-based; see [`column_number`].
        column: u32,
        text: String,
    },
    /// The row is left out on purpose. It is told all the same ([`Problem::LeftOut`]).
    LeaveOut { sheet: u16, row: u32 },
}

/// A mend that was made, and what stood there before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AppliedMend {
    pub mend: Mend,
    /// The cell's text as a reader saw it, or the texts of the row that is left out.
    pub old: String,
}

/// The 0-based number of a column by its letters, as in [`crate::domain::checks::Finding::column`].
/// `None`: no column of any workbook.
pub fn column_number(letters: &str) -> Option<u32> {
    if letters.is_empty() || letters.len() > 3 {
        return None;
    }
    letters
        .bytes()
        .try_fold(0_u32, |number, letter| {
            letter.is_ascii_uppercase().then(|| number * 26 + u32::from(letter - b'A') + 1)
        })?
        .checked_sub(1)
}

/// What became of the mends of a file.
#[derive(Debug, Default)]
pub(super) struct Mended {
    pub(super) applied: Vec<AppliedMend>,
    /// Their row does not exist, or holds no institution, or the column is beyond the limit.
    pub(super) lost: Vec<Mend>,
}

/// Writes the mended texts into the sheets. Of several for one cell the last is written.
///
/// # Errors
/// When a sheet grows beyond its limits.
pub(super) fn apply(
    sheets: &mut [Sheet],
    mends: &[Mend],
    max_columns: u32,
) -> Result<Mended, Problem> {
    type Texts<'a> = BTreeMap<u32, BTreeMap<u16, &'a str>>;
    let mut mended = Mended::default();
    let mut by_sheet: BTreeMap<u16, Texts<'_>> = BTreeMap::new();
    let mut seen = HashSet::new();
    for mend in mends.iter().rev() {
        let Mend::Text { sheet, row, column, text } = mend else { continue };
        let at = u16::try_from(*column).ok().filter(|_| *column < max_columns);
        let found = sheets.get(usize::from(*sheet)).and_then(|sheet| sheet.numbered(*row));
        let (Some(at), Some(found)) = (at, found) else {
            mended.lost.push(mend.clone());
            continue;
        };
        if !seen.insert((*sheet, *row, at)) {
            continue;
        }
        let old = found.get(at).map_or("", |cell| cell.text).to_owned();
        mended.applied.push(AppliedMend { mend: mend.clone(), old });
        by_sheet.entry(*sheet).or_default().entry(*row).or_default().insert(at, text);
    }
    mended.applied.reverse();
    mended.lost.reverse();
    for (number, texts) in by_sheet {
        let Some(sheet) = sheets.get_mut(usize::from(number)) else { continue };
        *sheet = sheet.edited(|row, cells| {
            for (column, text) in texts.get(&row).into_iter().flatten() {
                write(cells, *column, text);
            }
        })?;
    }
    Ok(mended)
}

fn write<'a>(cells: &mut Vec<Written<'a>>, column: u16, text: &str) {
    let text: Cow<'a, str> = text.to_owned().into();
    let cell = Written { column, kind: CellKind::Text, text };
    match cells.binary_search_by_key(&column, |cell| cell.column) {
        Ok(at) => cells[at] = cell,
        Err(at) => cells.insert(at, cell),
    }
}

/// The rows that are left out on purpose, by sheet and number.
pub(super) fn left_out(mends: &[Mend]) -> HashSet<(u16, u32)> {
    let places = mends.iter().filter_map(|mend| match mend {
        Mend::LeaveOut { sheet, row } => Some((*sheet, *row)),
        Mend::Text { .. } => None,
    });
    places.collect()
}

#[cfg(test)]
mod tests {
    use super::super::sheet::column_letters;
    use super::*;

    #[test]
    fn letters_of_columns_are_numbers_again() {
        for column in [0, 25, 26, 27, 701, 702, 511] {
            assert_eq!(column_number(&column_letters(column)), Some(u32::from(column)));
        }
        for none in ["", "a", "A1", "甲", "ABCD"] {
            assert_eq!(column_number(none), None, "{none}");
        }
    }
}
