//! What a spreadsheet asks about: the institutions that its rows name, to be looked up one by one.

use crate::domain::checks::Problem;
use crate::domain::listing::Field;
use crate::domain::permit::PermitNo;
use crate::domain::text;
use crate::domain::uscc::Uscc;

use super::cells::{is_none, read_uscc, unwrapped};
use super::columns::field_of;
use super::header::Table;
use super::layout::{self, Layout, Role};
use super::rows::apart;
use super::sheet::{Cell, CellKind, Row, Sheet};
use super::{Limits, Mapping, prepared};

/// What one row asks about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// Place among the file's sheets, as in [`super::Added`].
    pub sheet: u16,
    /// 1-based, as Excel counts.
    pub row: u32,
    /// As written, cleaned, without the sign in brackets; empty where there is none.
    pub name: String,
    /// As written, cleaned; empty where there is none.
    pub uscc: String,
    pub permit: String,
    /// The credit code, where what is written is one: well-formed, with the right check character,
    /// and not spoilt by Excel.
    pub code: Option<Uscc>,
}

impl Asked {
    /// The words that find the institution most surely: the code, a permit number of the common
    /// form, or the name; failing all, whatever there is.
    pub fn words(&self) -> &str {
        let has_permit = PermitNo::parse(&self.permit).is_some_and(|permit| permit.is_standard());
        let words = [
            (self.uscc.as_str(), self.code.is_some()),
            (&self.permit, has_permit),
            (&self.name, true),
            (&self.uscc, true),
            (&self.permit, true),
        ];
        words.into_iter().find(|(words, fits)| *fits && !words.is_empty()).map_or("", |(w, _)| w)
    }
}

/// The rows of a spreadsheet with what each asks about, in the order of the file. A sheet without
/// headings that we know gives its first column of texts, and the codes that stand beside.
///
/// # Errors
/// When the file cannot be opened; [`Problem::Empty`] when no row asks about anything;
/// [`Problem::TooManyRows`] when more than `limits.max_rows` do, in all sheets together.
pub fn names_in(name: &str, bytes: &[u8], limits: &Limits) -> Result<Vec<Asked>, Problem> {
    let (opened, _) = prepared::open(name, bytes, limits, &[]);
    if let Some(problem) = opened.problem {
        return Err(problem);
    }
    let most = usize::try_from(limits.max_rows).unwrap_or(usize::MAX);
    let mut asked = Vec::new();
    for (number, sheet) in (0_u16..).zip(&opened.sheets) {
        let layout = layout::of(sheet, number, Mapping::EMPTY);
        let asks = |table: &Table| {
            [Field::Name, Field::Uscc, Field::Permit].iter().any(|f| table.columns.has(*f))
        };
        if layout.tables.iter().any(asks) {
            below_headings(number, sheet, &layout, limits, &mut asked);
        } else {
            without_headings(number, sheet, limits, &mut asked);
        }
        if asked.len() > most {
            return Err(Problem::TooManyRows);
        }
    }
    if asked.iter().all(|asked| asked.words().is_empty()) {
        return Err(Problem::Empty);
    }
    Ok(asked)
}

fn below_headings(
    number: u16,
    sheet: &Sheet,
    layout: &Layout,
    limits: &Limits,
    asked: &mut Vec<Asked>,
) {
    for (row, role) in sheet.rows().zip(&layout.roles) {
        let Role::Data { table, .. } = *role else { continue };
        let Some(table) = layout.tables.get(usize::from(table)) else { continue };
        let cell = |field: Field| row.get(table.columns.of_field(field)?);
        let words = |field: Field| cell(field).map(|cell| words_of(&cell, limits));
        asked.push(Asked {
            sheet: number,
            row: row.number(),
            name: apart(words(Field::Name).unwrap_or_default()).0,
            uscc: words(Field::Uscc).unwrap_or_default(),
            permit: words(Field::Permit).unwrap_or_default(),
            code: cell(Field::Uscc).and_then(|cell| sound_code(&cell)),
        });
    }
}

fn without_headings(number: u16, sheet: &Sheet, limits: &Limits, asked: &mut Vec<Asked>) {
    let column = column_of_texts(sheet);
    for row in sheet.rows() {
        let code = row.cells().find_map(|cell| Some((cell, sound_code(&cell)?)));
        let permit = row.cells().find(is_permit);
        let name = column.and_then(|column| row.get(column));
        let is_heading =
            asked.last().is_none_or(|last| last.sheet != number) && is_all_headings(row);
        if is_heading || (code.is_none() && permit.is_none() && name.is_none()) {
            continue;
        }
        let words =
            |cell: Option<Cell<'_>>| cell.map(|cell| words_of(&cell, limits)).unwrap_or_default();
        asked.push(Asked {
            sheet: number,
            row: row.number(),
            name: apart(words(name.filter(|cell| is_text(cell)))).0,
            uscc: words(code.map(|(cell, _)| cell)),
            permit: words(permit),
            code: code.map(|(_, code)| code),
        });
    }
}

/// The first column in which at least half of the rows hold a text that could be a name.
fn column_of_texts(sheet: &Sheet) -> Option<u16> {
    const ROWS_LOOKED_AT: usize = 200;
    let rows = sheet.len().min(ROWS_LOOKED_AT);
    let mut counts: Vec<(u16, usize)> = Vec::new();
    for cell in sheet.rows().take(ROWS_LOOKED_AT).flat_map(|row| row.cells()) {
        if !is_text(&cell) {
            continue;
        }
        match counts.iter_mut().find(|(column, _)| *column == cell.column) {
            Some((_, count)) => *count += 1,
            None => counts.push((cell.column, 1)),
        }
    }
    counts.sort_unstable();
    let most = counts.iter().map(|(_, count)| *count).max()?;
    // A title alone in its row, or a ragged list, may leave no column half full.
    let enough = most.min(rows.div_ceil(2));
    counts.into_iter().find(|(_, count)| *count >= enough).map(|(column, _)| column)
}

/// A text that is no number, no code and no day.
fn is_text(cell: &Cell<'_>) -> bool {
    cell.kind != CellKind::Date
        && cell.text.chars().any(char::is_alphabetic)
        && !is_none(cell.text)
        && Uscc::parse(cell.text).is_err()
        && !is_permit(cell)
        && super::dates::find_day(cell.text).is_none_or(|_| cell.text.chars().count() > 16)
}

fn is_permit(cell: &Cell<'_>) -> bool {
    // A number of 13 digits alone may be anything.
    cell.text.contains("民") && PermitNo::parse(cell.text).is_some_and(|p| p.is_standard())
}

fn is_all_headings(row: Row<'_>) -> bool {
    row.cells().all(|cell| field_of(cell.text).is_some() || columns_of_numbers(cell.text))
}

fn columns_of_numbers(text: &str) -> bool {
    matches!(text.trim(), "序号" | "编号" | "No" | "No." | "#")
}

fn sound_code(cell: &Cell<'_>) -> Option<Uscc> {
    let cell = Cell { text: unwrapped(cell.text.trim()), ..*cell };
    let is_value = !matches!(cell.kind, CellKind::Formula | CellKind::Broken);
    read_uscc(&cell).ok().filter(|code| is_value && code.check_holds())
}

fn words_of(cell: &Cell<'_>, limits: &Limits) -> String {
    let text = unwrapped(cell.text.trim());
    if is_none(text) {
        return String::new();
    }
    // Nothing longer is a name; cleaning it would only take time.
    let end = text.char_indices().nth(limits.max_cell_chars).map_or(text.len(), |(at, _)| at);
    text::clean(&text[..end])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(text: &str) -> Vec<Asked> {
        names_in("机构.csv", text.as_bytes(), &Limits::default()).unwrap()
    }

    fn words(text: &str) -> Vec<(u32, String)> {
        asked(text).iter().map(|asked| (asked.row, asked.words().to_owned())).collect()
    }

    fn told(rows: &[(u32, &str)]) -> Vec<(u32, String)> {
        rows.iter().map(|(row, words)| (*row, (*words).to_owned())).collect()
    }

    #[test]
    fn a_row_is_looked_up_by_the_surest_that_it_holds() {
        let found = words(
            "机构名称,信用代码,许可证号\n甲中心,91990101MA0000015C,\n乙中心,,教民144030570000005号\n\
             丙中心,9199,文艺1号\n丁中心,91990101MA0000015X,\n（无）,—,\n",
        );
        let expected =
            [(2, "91990101MA0000015C"), (3, "教民144030570000005号"), (4, "丙中心"), (5, "丁中心")];
        assert_eq!(found[..4], told(&expected));
    }

    #[test]
    fn names_codes_and_permits_are_given_as_written() {
        let text =
            "机构名称,信用代码,许可证号\n 示例 中心（招牌：示例美育）,'91990101MA0000015C,无\n";
        let found = &asked(text)[0];
        assert_eq!((found.name.as_str(), found.permit.as_str()), ("示例中心", ""));
        assert_eq!(found.uscc, "'91990101MA0000015C");
        assert_eq!(found.code, Uscc::parse("91990101MA0000015C").ok());
    }

    #[test]
    fn without_headings_the_first_column_of_texts_is_asked() {
        assert_eq!(
            words("1,示例甲中心,东路1号\n2,示例乙中心,西路2号\n"),
            told(&[(1, "示例甲中心"), (2, "示例乙中心")])
        );
        assert_eq!(
            words("示例甲中心\n\n示例乙中心\n"),
            told(&[(1, "示例甲中心"), (3, "示例乙中心")])
        );
        assert_eq!(
            words("示例甲中心,91990101MA0000015C\n示例乙中心,\n"),
            told(&[(1, "91990101MA0000015C"), (2, "示例乙中心")])
        );
        assert_eq!(words("信用代码\n91990101MA0000015C\n"), told(&[(2, "91990101MA0000015C")]));
    }

    #[test]
    fn limits_are_kept_and_told() {
        let limits = Limits { max_rows: 2, ..Limits::default() };
        let ask = |text: &str| names_in("机构.csv", text.as_bytes(), &limits);
        assert_eq!(ask("机构名称,地址\n甲,1\n乙,2\n丙,3\n"), Err(Problem::TooManyRows));
        assert_eq!(ask("机构名称,地址\n甲,1\n乙,2\n").map(|asked| asked.len()), Ok(2));
        assert_eq!(ask(""), Err(Problem::Empty));
        assert_eq!(ask("机构名称,地址\n"), Err(Problem::Empty));
        assert_eq!(ask("%PDF-1.7"), Err(Problem::UnknownFormat));
    }

    #[test]
    fn a_code_that_excel_has_spoilt_is_not_asked() {
        let page = "<table><tr><td>机构名称</td><td>信用代码</td></tr>\
                    <tr><td>示例中心</td><td x:num=\"911101081234567936\">9E+17</td></tr></table>";
        let found = names_in("机构.xls", page.as_bytes(), &Limits::default()).unwrap();
        assert_eq!((found[0].code, found[0].words()), (None, "示例中心"));
    }
}
