//! UTF-8 with a byte order mark, lines that end as Excel wants them.

use std::borrow::Cow;
use std::io::Write;

use super::columns::{COLUMNS, Cell, Kind};
use crate::publish::PublishError;

pub(super) struct Csv<'a> {
    writer: csv::Writer<&'a mut (dyn Write + Send)>,
}

impl<'a> Csv<'a> {
    /// Writes mark and headings, at once: whoever waits sees that it begins.
    pub(super) fn begin(out: &'a mut (dyn Write + Send)) -> Result<Self, PublishError> {
        out.write_all("\u{feff}".as_bytes())?;
        let mut writer =
            csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(out);
        writer.write_record(COLUMNS.map(|column| column.heading)).map_err(std::io::Error::from)?;
        writer.flush()?;
        Ok(Self { writer })
    }

    pub(super) fn add(&mut self, row: &[Cell<'_>]) -> Result<(), PublishError> {
        for (cell, column) in row.iter().zip(&COLUMNS) {
            let written = match cell {
                Cell::Empty => self.writer.write_field(""),
                Cell::Text(text) => self.writer.write_field(&*defused(text, column.kind)),
                Cell::Word(_, word) => self.writer.write_field(word),
                Cell::Day(day) => self.writer.write_field(day.to_string()),
                Cell::Number(number) => self.writer.write_field(number.to_string()),
            };
            written.map_err(std::io::Error::from)?;
        }
        Ok(self.writer.write_record(None::<&[u8]>).map_err(std::io::Error::from)?)
    }
}

/// A cell that a spreadsheet would take for a formula gets an apostrophe before it; one that it would turn
/// into another number or a day, a tab, which nobody sees.
fn defused(text: &str, kind: Kind) -> Cow<'_, str> {
    const STARTS: [char; 11] = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];
    if text.starts_with(STARTS) {
        Cow::Owned(format!("'{text}"))
    } else if kind != Kind::Validity && would_be_changed(text) {
        Cow::Owned(format!("\t{text}"))
    } else {
        Cow::Borrowed(text)
    }
}

/// Whether a spreadsheet reads something else than what is written: a number of more digits than it keeps
/// or shows, one with an exponent or zeros before it, a day of a number of a house.
fn would_be_changed(text: &str) -> bool {
    const DIGITS_SHOWN: usize = 11;
    if !text.starts_with(|c: char| c.is_ascii_digit() || c == '.') {
        return false;
    }
    let is_number = text.parse::<f64>().is_ok();
    if is_number {
        let is_plain = text.bytes().all(|byte| byte.is_ascii_digit());
        return !is_plain || text.len() > DIGITS_SHOWN || (text.starts_with('0') && text.len() > 1);
    }
    text.len() <= 20 && text.bytes().all(|byte| byte.is_ascii_digit() || b"-/.: ".contains(&byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_formula_is_defused() {
        for formula in ["=1+1", "+8", "-x", "@SUM(A1)", "\t=1", "＝HYPERLINK(1)"] {
            assert_eq!(defused(formula, Kind::Text), format!("'{formula}"));
        }
        assert_eq!(defused("示例=1", Kind::Text), "示例=1");
    }

    #[test]
    fn a_spreadsheet_reads_codes_and_house_numbers_as_they_are_written() {
        for changed in ["523501001549897397", "911101081234567E12", "0123", "3-5", "12/3", "1.50"] {
            assert_eq!(defused(changed, Kind::Code), format!("\t{changed}"));
        }
        for kept in ["91990101MA0000015C", "110108", "教民199990170000011号", "8号3-5", ""] {
            assert_eq!(defused(kept, Kind::Code), kept);
        }
    }
}
