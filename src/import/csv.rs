//! Text tables: commas, tabs or semicolons. Rows are numbered as Excel shows them: a line break
//! inside quotes does not count, an empty line does.

use crate::domain::checks::Problem;

use super::sheet::{CellKind, Sheet};

/// How often an opening quote may turn out to have no end before all the rest is taken for one cell.
const MOST_STRAY_QUOTES: u32 = 8;

/// As many rows as Excel has, which saves the painted ones as empty lines.
const MOST_EMPTY_LINES: u32 = 1 << 20;

/// The character between fields: the one that the first lines have most of.
pub(super) fn delimiter_of(text: &str) -> u8 {
    let mut counts = [(b',', 0_usize), (b'\t', 0), (b';', 0)];
    let mut in_quotes = false;
    let mut lines = 0;
    for byte in text.bytes().take(100_000) {
        match byte {
            b'"' => in_quotes = !in_quotes,
            b'\n' if !in_quotes => {
                lines += 1;
                if lines == 20 {
                    break;
                }
            }
            _ if !in_quotes => {
                if let Some((_, count)) = counts.iter_mut().find(|(d, _)| *d == byte) {
                    *count += 1;
                }
            }
            _ => {}
        }
    }
    counts.iter().rev().max_by_key(|(_, count)| *count).map_or(b',', |(d, _)| *d)
}

/// Fills `sheet` with the table.
///
/// # Errors
/// When it has too many rows.
pub(super) fn read(text: &str, delimiter: u8, sheet: &mut Sheet) -> Result<(), Problem> {
    let mut reader = Reader { text, at: 0, delimiter, stray_quotes: 0 };
    let most = sheet.most_rows().saturating_add(MOST_EMPTY_LINES);
    let mut number = 0_u32;
    while reader.at < text.len() {
        number = number.checked_add(1).filter(|n| *n <= most).ok_or(Problem::TooManyRows)?;
        let mut column = 0_u32;
        sheet.start_row(number, 0)?;
        loop {
            let (field, is_last) = reader.field();
            sheet.push(number, column, CellKind::Text, &field)?;
            column += 1;
            if is_last {
                break;
            }
        }
        sheet.end_row(column);
    }
    Ok(())
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
    delimiter: u8,
    stray_quotes: u32,
}

impl<'a> Reader<'a> {
    /// The next field, and whether it ends its row. Steps behind what follows it.
    fn field(&mut self) -> (std::borrow::Cow<'a, str>, bool) {
        let bytes = self.text.as_bytes();
        let is_quoted = bytes.get(self.at) == Some(&b'"');
        if is_quoted
            && self.stray_quotes < MOST_STRAY_QUOTES
            && let Some((mut field, end)) = self.quoted()
        {
            self.at = end;
            let rest = self.plain();
            field.push_str(rest);
            return (field.into(), self.step());
        }
        let field = self.plain();
        (field.into(), self.step())
    }

    /// The text of the quoted field that begins here, and where its closing quote ends. `None`: it is
    /// never closed, so that the quote is an ordinary character.
    fn quoted(&mut self) -> Option<(String, usize)> {
        let mut field = String::new();
        let mut from = self.at + 1;
        loop {
            let Some(found) = self.text[from..].find('"') else {
                self.stray_quotes += 1;
                return None;
            };
            let quote = from + found;
            field.push_str(&self.text[from..quote]);
            if self.text.as_bytes().get(quote + 1) != Some(&b'"') {
                return Some((field, quote + 1));
            }
            field.push('"');
            from = quote + 2;
        }
    }

    /// Up to the next delimiter or line end.
    fn plain(&mut self) -> &'a str {
        let rest = &self.text.as_bytes()[self.at..];
        let ends = |b: &u8| *b == self.delimiter || *b == b'\n' || *b == b'\r';
        let length = rest.iter().position(ends).unwrap_or(rest.len());
        let field = &self.text[self.at..self.at + length];
        self.at += length;
        field
    }

    /// Steps over a delimiter or a line end; whether it was a line end (or the end).
    fn step(&mut self) -> bool {
        let bytes = self.text.as_bytes();
        match bytes.get(self.at) {
            None => true,
            Some(b'\r') => {
                self.at += if bytes.get(self.at + 1) == Some(&b'\n') { 2 } else { 1 };
                true
            }
            Some(b'\n') => {
                self.at += 1;
                true
            }
            Some(_) => {
                self.at += 1;
                false
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(text: &str) -> Vec<(u32, u32, Vec<String>)> {
        let mut sheet = Sheet::new("", &crate::import::Limits::default());
        read(text, delimiter_of(text), &mut sheet).unwrap();
        sheet
            .rows()
            .map(|r| (r.number(), r.fields(), r.cells().map(|c| c.text.to_owned()).collect()))
            .collect()
    }

    fn row(number: u32, fields: u32, texts: &[&str]) -> (u32, u32, Vec<String>) {
        (number, fields, texts.iter().map(|t| (*t).to_owned()).collect())
    }

    #[test]
    fn quotes_and_breaks_inside_a_cell_stay_inside() {
        assert_eq!(
            table("名称,地址\r\n\"甲\n中心\",\"东路\"\"1\"\"号,2楼\"\r\n\r\n乙,丙"),
            [
                row(1, 2, &["名称", "地址"]),
                row(2, 2, &["甲\n中心", "东路\"1\"号,2楼"]),
                row(4, 2, &["乙", "丙"]),
            ]
        );
    }

    #[test]
    fn a_quote_without_an_end_swallows_nothing() {
        assert_eq!(
            table("名称,地址\n\"甲,东路\n乙,西路\n"),
            [
                row(1, 2, &["名称", "地址"]),
                row(2, 2, &["\"甲", "东路"]),
                row(3, 2, &["乙", "西路"])
            ]
        );
    }

    #[test]
    fn tabs_and_semicolons_divide_too() {
        assert_eq!(delimiter_of("名称\t地址,门牌\t备注\n"), b'\t');
        assert_eq!(delimiter_of("名称;地址;备注\n"), b';');
        assert_eq!(delimiter_of("名称\n"), b',');
        assert_eq!(table("甲;;乙\n"), [row(1, 3, &["甲", "乙"])]);
    }

    #[test]
    fn lines_are_not_counted_for_ever() {
        let limits = crate::import::Limits { max_rows: 10, ..Default::default() };
        let read = |lines: u32| {
            let text = format!("机构名称{}", "\n".repeat(usize::try_from(lines).unwrap()));
            read(&text, b',', &mut Sheet::new("", &limits))
        };
        assert_eq!(read(MOST_EMPTY_LINES), Ok(()));
        assert_eq!(read(MOST_EMPTY_LINES + 11), Err(Problem::TooManyRows));
    }
}
