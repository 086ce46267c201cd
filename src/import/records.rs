//! The records of an `.xls`, walked once before calamine makes room by what they state and repeats
//! what they refer to.

use crate::domain::checks::Problem;

use super::Limits;
use super::cfb::{u16_at, u32_at};
use super::sheet::MOST_SHEETS;

const MOST_ROWS: u32 = 65_536;
const MOST_COLUMNS: u16 = 256;
/// calamine makes room for every cell between the outermost ones of a sheet, of all sheets at once.
const MOST_ROOM: u64 = 8 << 20;
/// calamine takes one from the front at a time.
const MOST_CONTINUED: usize = 16_384;

/// Where a record begins, what it is, and what it holds.
type Record<'a> = (usize, u16, &'a [u8]);

/// The places of formulas, by sheet.
pub(super) type Formulas = Vec<Vec<(u16, u16)>>;

/// Looks through the records. The places of formulas by sheet, each sorted, 0-based. The terms of
/// formulas are emptied: nobody reads them, and calamine would write them out in full.
///
/// # Errors
/// When the workbook is damaged, locked or linked to others, or very much would be made of it.
pub(super) fn inspect(records: &mut [u8], limits: &Limits) -> Result<Formulas, Problem> {
    let (starts, strings, mut end) = globals(records)?;
    if starts.len() > MOST_SHEETS {
        return Err(Problem::TooLarge);
    }
    let most_cells = u64::from(limits.max_cells);
    let mut left = Left {
        strings: &strings,
        room: most_cells.min(MOST_ROOM),
        cells: most_cells,
        text: limits.max_unpacked_bytes,
    };
    let mut order: Vec<(usize, usize)> = starts.iter().copied().zip(0..).collect();
    order.sort_unstable();
    let mut formulas = vec![Vec::new(); order.len()];
    for (start, number) in order {
        // A sheet inside another one would be read twice.
        if start < end {
            return Err(Problem::Damaged);
        }
        let body = records.get(start..).ok_or(Problem::Damaged)?;
        let sheet = SheetRecords::read(body, &mut left)?;
        end = start + sheet.length;
        for at in sheet.terms {
            if let Some(length) = records.get_mut(start + at..start + at + 2) {
                length.fill(0);
            }
        }
        formulas[number] = sheet.formulas;
    }
    Ok(formulas)
}

/// Where the sheets begin, how long each shared string is at most, in bytes, and where all this ends.
fn globals(records: &[u8]) -> Result<(Vec<usize>, Vec<u32>, usize), Problem> {
    let mut starts = Vec::new();
    let mut strings = Vec::new();
    let mut end = 0;
    let mut all = records_of(records).peekable();
    while let Some((at, id, body)) = all.next() {
        end = at + 4 + body.len();
        match id {
            0x002F => return Err(Problem::PasswordProtected),
            0x0085 => {
                let start = u32_at(body, 0).ok_or(Problem::Damaged)?;
                starts.push(usize::try_from(start).map_err(|_| Problem::Damaged)?);
            }
            // SUPBOOK: four bytes when it means this very file or an add-in.
            0x01AE if body.len() > 4 => return Err(Problem::ExternalLinks),
            // SST, with what continues it.
            0x00FC => {
                let mut pieces = vec![body.get(8..).ok_or(Problem::Damaged)?];
                while let Some((_, _, more)) = all.next_if(|(_, id, _)| *id == 0x003C) {
                    pieces.push(more);
                }
                if pieces.len() > MOST_CONTINUED {
                    return Err(Problem::Damaged);
                }
                strings = lengths(&pieces).ok_or(Problem::Damaged)?;
            }
            0x000A => break,
            _ => {}
        }
    }
    Ok((starts, strings, end))
}

/// The lengths of strings, in bytes of UTF-8 at most.
fn lengths(pieces: &[&[u8]]) -> Option<Vec<u32>> {
    let mut lengths = Vec::new();
    let mut pieces = pieces.iter().copied();
    let mut data = pieces.next()?;
    loop {
        if data.is_empty() {
            match pieces.next() {
                Some(next) => data = next,
                None => return Some(lengths),
            }
        }
        // calamine takes nothing for a string here, and goes on.
        if data.is_empty() {
            lengths.push(0);
            continue;
        }
        let characters = u16_at(data, 0)?;
        let flags = *data.get(2)?;
        lengths.push(u32::from(characters) * 3);
        let mut head = 3;
        let mut behind = 0_usize;
        if flags & 8 != 0 {
            behind += usize::from(u16_at(data, head)?) * 4;
            head += 2;
        }
        if flags & 4 != 0 {
            behind = behind.checked_add(usize::try_from(u32_at(data, head)?).ok()?)?;
            head += 4;
        }
        data = data.get(head..)?;
        let mut width = 1 + usize::from(flags & 1);
        let mut left = usize::from(characters);
        while left > 0 {
            let taken = left.min(data.len() / width);
            left -= taken;
            data = data.get(taken * width..)?;
            if left > 0 {
                let (flags, rest) = pieces.next()?.split_first()?;
                (width, data) = (1 + usize::from(flags & 1), rest);
            }
        }
        while behind > 0 {
            if data.is_empty() {
                data = pieces.next()?;
            }
            let taken = behind.min(data.len());
            behind -= taken;
            data = &data[taken..];
        }
    }
}

/// What may still be made of the sheets to come.
struct Left<'a> {
    /// How long each shared string is at most, in bytes.
    strings: &'a [u32],
    room: u64,
    cells: u64,
    text: u64,
}

impl Left<'_> {
    fn take_text(&mut self, bytes: u32) -> Result<(), Problem> {
        self.text = self.text.checked_sub(u64::from(bytes)).ok_or(Problem::TooLarge)?;
        Ok(())
    }
}

/// The outermost places of cells.
#[derive(Clone, Copy, Default)]
struct Bounds {
    top_left: Option<(u16, u16)>,
    bottom_right: (u16, u16),
}

impl Bounds {
    fn include(&mut self, row: u16, column: u16) {
        let (top, left) = self.top_left.unwrap_or((row, column));
        self.top_left = Some((top.min(row), left.min(column)));
        let (bottom, right) = self.bottom_right;
        self.bottom_right = (bottom.max(row), right.max(column));
    }

    fn room(self) -> u64 {
        let Some((top, left)) = self.top_left else { return 0 };
        let (bottom, right) = self.bottom_right;
        (u64::from(bottom - top) + 1) * (u64::from(right - left) + 1)
    }
}

#[derive(Default)]
struct SheetRecords {
    formulas: Vec<(u16, u16)>,
    /// Where formulas say how long their terms are.
    terms: Vec<usize>,
    length: usize,
    values: Bounds,
    /// The formula whose text follows.
    last: (u16, u16),
}

impl SheetRecords {
    fn read(records: &[u8], left: &mut Left<'_>) -> Result<Self, Problem> {
        let mut sheet = Self::default();
        let mut depth = 0_u32;
        for (at, id, body) in records_of(records) {
            sheet.length = at + 4 + body.len();
            match id {
                0x0809 => depth += 1,
                0x000A if depth <= 1 => break,
                0x000A => depth -= 1,
                0x0200 if depth <= 1 => dimensions(body)?,
                _ if depth <= 1 => sheet.cell((at, id, body), left)?,
                _ => {}
            }
        }
        sheet.formulas.sort_unstable();
        sheet.formulas.dedup();
        let mut formulas = Bounds::default();
        sheet.formulas.iter().for_each(|(row, column)| formulas.include(*row, *column));
        // Far cells are mostly stray ones below the table.
        left.room = left
            .room
            .checked_sub(sheet.values.room() + formulas.room())
            .ok_or(Problem::TooManyRows)?;
        Ok(sheet)
    }

    fn cell(&mut self, (at, id, body): Record<'_>, left: &mut Left<'_>) -> Result<(), Problem> {
        let number = |at| u16_at(body, at).ok_or(Problem::Damaged);
        let mut cells = 1;
        let (row, columns) = match id {
            0x0203 | 0x0204 | 0x0205 | 0x027E | 0x00FD | 0x00D6 | 0x0006 => {
                (number(0)?, (number(2)?, number(2)?))
            }
            // Many numbers of one row.
            0x00BD => (number(0)?, (number(2)?, number(body.len().wrapping_sub(2))?)),
            // The text of a formula.
            0x0207 => (self.last.0, (self.last.1, self.last.1)),
            _ => return Ok(()),
        };
        if columns.0 > columns.1 || columns.1 >= MOST_COLUMNS {
            return Err(Problem::Damaged);
        }
        self.values.include(row, columns.0);
        self.values.include(row, columns.1);
        match id {
            0x0006 if body.len() < 22 => return Err(Problem::Damaged),
            0x0006 => {
                self.last = (row, columns.0);
                self.formulas.push(self.last);
                self.terms.push(at + 4 + 20);
            }
            // Room is made for as long a text as is stated.
            0x0204 | 0x00D6 => left.take_text(u16_at(body, 6).map_or(0, u32::from))?,
            0x0207 => left.take_text(u16_at(body, 0).map_or(0, u32::from))?,
            0x00BD => cells = u64::from(columns.1 - columns.0) + 1,
            // Each cell gets a copy of its string.
            0x00FD => {
                let string = u32_at(body, 6).and_then(|at| usize::try_from(at).ok());
                left.take_text(string.and_then(|at| left.strings.get(at)).copied().unwrap_or(0))?;
            }
            _ => {}
        }
        left.cells = left.cells.checked_sub(cells).ok_or(Problem::TooLarge)?;
        Ok(())
    }
}

/// What a sheet states of its size. The last row and column are the first beyond it.
fn dimensions(body: &[u8]) -> Result<(), Problem> {
    let short = |at| u16_at(body, at).ok_or(Problem::Damaged);
    let long = |at| u32_at(body, at).ok_or(Problem::Damaged);
    let (first, last, columns) = if body.len() >= 14 {
        (long(0)?, long(4)?, short(10)?)
    } else {
        (u32::from(short(0)?), u32::from(short(2)?), short(6)?)
    };
    // An empty sheet states nothing; calamine takes it for one cell.
    let is_empty = last == 0 || columns == 0;
    let is_sound = last <= MOST_ROWS && columns <= MOST_COLUMNS && (is_empty || first < last);
    if is_sound { Ok(()) } else { Err(Problem::Damaged) }
}

/// The records with their places, as far as they are whole.
fn records_of(bytes: &[u8]) -> impl Iterator<Item = Record<'_>> {
    let mut at = 0_usize;
    std::iter::from_fn(move || {
        let start = at;
        let id = u16_at(bytes, at)?;
        let length = usize::from(u16_at(bytes, at + 2)?);
        let body = bytes.get(at + 4..at + 4 + length)?;
        at += 4 + length;
        Some((start, id, body))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(id: u16, body: &[u8]) -> Vec<u8> {
        let length = u16::try_from(body.len()).unwrap();
        [&id.to_le_bytes()[..], &length.to_le_bytes(), body].concat()
    }

    fn numbers(all: &[u16]) -> Vec<u8> {
        all.iter().flat_map(|number| number.to_le_bytes()).collect()
    }

    /// A workbook with these shared strings (the body of their record) and these records in each of
    /// its sheets.
    fn book(strings: &[u8], sheets: &[Vec<u8>]) -> Vec<u8> {
        let table = record(0x00FC, &[&[0; 8], strings].concat());
        let sheets: Vec<Vec<u8>> = sheets
            .iter()
            .map(|cells| [record(0x0809, &[0; 4]), cells.clone(), record(0x000A, &[])].concat())
            .collect();
        let mut start = table.len() + sheets.len() * 12 + 4;
        let mut records = table;
        for sheet in &sheets {
            let at = u32::try_from(start).unwrap().to_le_bytes();
            records.extend(record(0x0085, &[&at[..], &[0; 4]].concat()));
            start += sheet.len();
        }
        records.extend(record(0x000A, &[]));
        records.extend(sheets.concat());
        records
    }

    fn refused(mut records: Vec<u8>) -> Option<Problem> {
        let limits = Limits { max_unpacked_bytes: 100_000, ..Limits::default() };
        inspect(&mut records, &limits).err()
    }

    fn rk(row: u16, column: u16) -> Vec<u8> {
        record(0x027E, &numbers(&[row, column, 0, 0, 0]))
    }

    #[test]
    fn a_locked_workbook_says_so() {
        assert_eq!(refused(record(0x002F, &[1, 0])), Some(Problem::PasswordProtected));
    }

    #[test]
    fn far_cells_are_counted_for_all_sheets_together() {
        let far = |rows: u16| [rk(0, 0), rk(rows - 1, 255)].concat();
        assert_eq!(refused(book(&[], &[far(32_768)])), None);
        assert_eq!(refused(book(&[], &[far(65_535)])), Some(Problem::TooManyRows));
        assert_eq!(refused(book(&[], &vec![far(820); 40])), Some(Problem::TooManyRows));
    }

    #[test]
    fn a_sheet_inside_another_or_twice_is_damage() {
        let records = book(&[], &[rk(0, 0), rk(0, 0)]);
        assert_eq!(refused(records.clone()), None);
        for start in [40_u8, 44] {
            let mut hostile = records.clone();
            // The place of the second sheet, behind the table of strings and the first one's entry.
            assert_eq!(hostile[16], 40);
            hostile[28] = start;
            assert_eq!(refused(hostile), Some(Problem::Damaged));
        }
        assert_eq!(refused(book(&[], &vec![Vec::new(); 201])), Some(Problem::TooLarge));
    }

    #[test]
    fn a_sheet_does_not_end_before_it_begins() {
        let stated = |first: u16, last: u16| {
            let body = numbers(&[first, 0, last, 0, 0, 3, 0]);
            refused(book(&[], &[record(0x0200, &body)]))
        };
        assert_eq!(stated(9, 3), Some(Problem::Damaged));
        assert_eq!((stated(2, 3), stated(0, 0)), (None, None));
        let far = numbers(&[0, 0, 0xFFFF, 0xFFFF, 0, 256, 0]);
        assert_eq!(refused(book(&[], &[record(0x0200, &far)])), Some(Problem::Damaged));
    }

    #[test]
    fn copies_of_a_long_string_are_counted() {
        // One character of one byte; then 2,000 of two.
        let mut strings = vec![1, 0, 0, b'a'];
        strings.extend([0xD0, 0x07, 1]);
        strings.extend([0x2D, 0x4E].repeat(2_000));
        let cell = |string: u16, row| record(0x00FD, &numbers(&[row, 0, 0, string, 0]));
        let cells = |string, most| (0..most).flat_map(|row| cell(string, row)).collect::<Vec<_>>();
        assert_eq!(refused(book(&strings, &[cells(0, 1_000)])), None);
        assert_eq!(refused(book(&strings, &[cells(1, 16)])), None);
        assert_eq!(refused(book(&strings, &[cells(1, 17)])), Some(Problem::TooLarge));
        let label = |row| record(0x0204, &numbers(&[row, 0, 0, 0xFFFF, 0]));
        assert_eq!(refused(book(&[], &[[label(0), label(1)].concat()])), Some(Problem::TooLarge));
    }

    #[test]
    fn strings_are_measured_across_records() {
        // Three wide characters, of which two continue narrow, with four bytes behind them.
        let first = [&[3, 0, 9, 1, 0][..], &[0x2D, 0x4E]].concat();
        let second = [0, b'a', b'b', 0, 0];
        let third = [0, 0, 1, 0, 0, b'c'];
        assert_eq!(lengths(&[&first, &second, &third]), Some(vec![9, 3]));
        assert_eq!(lengths(&[&first, &second]), None);
    }

    #[test]
    fn the_terms_of_formulas_are_emptied() {
        let mut body = vec![0; 22];
        (body[0], body[2], body[20]) = (4, 2, 5);
        let mut records = book(&[], &[record(0x0006, &[body, vec![0x44; 5]].concat())]);
        let at = records.len() - 4 - 5 - 2;
        assert_eq!(records[at..at + 2], [5, 0]);
        assert_eq!(inspect(&mut records, &Limits::default()), Ok(vec![vec![(4, 2)]]));
        assert_eq!(records[at..at + 2], [0, 0]);
    }
}
