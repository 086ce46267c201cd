//! OpenDocument sheets (`.ods`). Read here rather than by calamine, which repeats rows as often as a
//! file says and does not end when one is cut off.

use crate::domain::checks::Problem;

use super::Limits;
use super::markup::{Piece, Pieces, attribute, unescape};
use super::sheet::{CellKind, MOST_SHEETS, Merged, Sheet};
use super::workbook::number_text;

/// A row with content that is repeated more often than this is a fill, not a list.
const MOST_REPEATS: u32 = 1_000;

/// The tables of `content.xml`.
///
/// # Errors
/// When it is no such document, is cut off, or is too large.
pub(super) fn read(content: &str, limits: &Limits) -> Result<Vec<Sheet>, Problem> {
    if !content.trim_end().ends_with('>') || !content.contains("</office:document-content>") {
        return Err(Problem::Damaged);
    }
    let mut reader = Reader {
        sheets: Vec::new(),
        left: limits.clone(),
        row: 0,
        column: 0,
        cells: Vec::new(),
        repeats: 1,
        cell: None,
        notes: 0,
        merged: Vec::new(),
    };
    for piece in Pieces::of(content) {
        match piece {
            Piece::Open { name, attributes, is_empty } => {
                reader.open(name, attributes)?;
                if is_empty {
                    reader.close(name)?;
                }
            }
            Piece::Close { name } => reader.close(name)?,
            Piece::Text(text) => {
                if let (Some(cell), 0) = (&mut reader.cell, reader.notes)
                    && cell.is_in_paragraph
                {
                    unescape(text, &mut cell.text);
                }
            }
        }
    }
    Ok(reader.sheets)
}

struct Reader {
    sheets: Vec<Sheet>,
    /// What the sheet being read may hold.
    left: Limits,
    row: u32,
    column: u32,
    /// The cells of the row being read.
    cells: Vec<(u32, CellKind, String)>,
    repeats: u32,
    cell: Option<Open>,
    /// How deep in a comment: its text is not the cell's.
    notes: u32,
    merged: Vec<Merged>,
}

struct Open {
    text: String,
    /// The value in its own attribute, and what kind it is.
    value: Option<(CellKind, String)>,
    is_formula: bool,
    is_in_paragraph: bool,
    repeats: u32,
    rows: u32,
    columns: u32,
}

impl Reader {
    fn open(&mut self, name: &str, attributes: &str) -> Result<(), Problem> {
        match name {
            "table:table" => {
                let mut title = String::new();
                unescape(attribute(attributes, "table:name").unwrap_or(""), &mut title);
                if self.sheets.len() == MOST_SHEETS {
                    return Err(Problem::TooLarge);
                }
                if let Some(last) = self.sheets.last() {
                    last.leave(&mut self.left);
                }
                self.sheets.push(Sheet::new(&title, &self.left));
                (self.row, self.column) = (0, 0);
            }
            "table:table-row" => {
                self.repeats = count(attributes, "table:number-rows-repeated");
                self.column = 0;
                self.cells.clear();
            }
            "table:table-cell" | "table:covered-table-cell" => {
                self.cell = Some(Open {
                    text: String::new(),
                    value: value(attributes),
                    is_formula: attribute(attributes, "table:formula").is_some(),
                    is_in_paragraph: false,
                    repeats: count(attributes, "table:number-columns-repeated"),
                    rows: count(attributes, "table:number-rows-spanned"),
                    columns: count(attributes, "table:number-columns-spanned"),
                });
            }
            "office:annotation" => self.notes += 1,
            _ if self.notes > 0 => {}
            "text:p" => {
                if let Some(cell) = &mut self.cell {
                    if !cell.text.is_empty() {
                        cell.text.push('\n');
                    }
                    cell.is_in_paragraph = true;
                }
            }
            "text:s" | "text:tab" | "text:line-break" => {
                if let Some(cell) = &mut self.cell {
                    cell.text.push(' ');
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn close(&mut self, name: &str) -> Result<(), Problem> {
        match name {
            "office:annotation" => self.notes = self.notes.saturating_sub(1),
            _ if self.notes > 0 => {}
            "text:p" => {
                if let Some(cell) = &mut self.cell {
                    cell.is_in_paragraph = false;
                }
            }
            "table:table-cell" | "table:covered-table-cell" => self.end_cell(),
            "table:table-row" => self.end_row()?,
            "table:table" => {
                if let Some(sheet) = self.sheets.last_mut() {
                    sheet.merge(std::mem::take(&mut self.merged));
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn end_cell(&mut self) {
        let Some(cell) = self.cell.take() else { return };
        let (kind, text) = match cell.value {
            Some((kind @ (CellKind::Number | CellKind::Date), value)) => (kind, value),
            Some((kind, value)) => (kind, if cell.text.is_empty() { value } else { cell.text }),
            None => (CellKind::Text, cell.text),
        };
        let kind = if cell.is_formula { CellKind::Formula } else { kind };
        let says_something = !text.trim().is_empty() || cell.is_formula;
        if says_something {
            // Repeats fill to the edge of the sheet when a row was painted; a list needs few.
            let room = self.left.max_columns.saturating_sub(self.column);
            let most = if text.len() > 4096 { room.min(1) } else { room };
            for at in 0..cell.repeats.min(most) {
                self.cells.push((self.column.saturating_add(at), kind, text.clone()));
            }
        }
        let right = self.column.saturating_add(cell.columns - 1);
        if (cell.rows > 1 || cell.columns > 1)
            && let (Ok(left), Ok(right)) = (u16::try_from(self.column), u16::try_from(right))
        {
            let top = self.row.saturating_add(1);
            let bottom = top.saturating_add(cell.rows - 1);
            self.merged.push(Merged { top, bottom, left, right });
        }
        self.column = self.column.saturating_add(cell.repeats);
    }

    fn end_row(&mut self) -> Result<(), Problem> {
        let cells = std::mem::take(&mut self.cells);
        if !cells.is_empty()
            && let Some(sheet) = self.sheets.last_mut()
        {
            if self.repeats > MOST_REPEATS {
                return Err(Problem::TooManyRows);
            }
            for copy in 1..=self.repeats {
                for (column, kind, text) in &cells {
                    sheet.push(self.row.saturating_add(copy), *column, *kind, text)?;
                }
            }
        }
        self.row = self.row.checked_add(self.repeats).ok_or(Problem::TooManyRows)?;
        self.cells = cells;
        self.cells.clear();
        Ok(())
    }
}

fn count(attributes: &str, name: &str) -> u32 {
    attribute(attributes, name).and_then(|n| n.trim().parse().ok()).unwrap_or(1).max(1)
}

fn value(attributes: &str) -> Option<(CellKind, String)> {
    let get = |name| attribute(attributes, name);
    if get("calcext:value-type") == Some("error") {
        return Some((CellKind::Broken, "#N/A".into()));
    }
    match get("office:value-type")? {
        "float" | "percentage" | "currency" => {
            let number: f64 = get("office:value")?.parse().ok()?;
            Some((CellKind::Number, number_text(number)))
        }
        "date" => {
            let day = get("office:date-value")?;
            Some((CellKind::Date, day.split('T').next().unwrap_or(day).to_owned()))
        }
        "string" => {
            let mut text = String::new();
            unescape(get("office:string-value")?, &mut text);
            Some((CellKind::Text, text))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn document(rows: &str) -> String {
        format!(
            "<office:document-content><table:table table:name=\"白名单\">{rows}</table:table></office:document-content>"
        )
    }

    #[test]
    fn cells_keep_their_places_through_repeats_and_spans() {
        let rows = "<table:table-row><table:table-cell table:number-columns-repeated=\"2\"/><table:table-cell office:value-type=\"string\"><text:p>甲<text:s/>乙</text:p><office:annotation><text:p>注</text:p></office:annotation></table:table-cell></table:table-row>\
            <table:table-row table:number-rows-repeated=\"1048000\"><table:table-cell/></table:table-row>\
            <table:table-row><table:table-cell office:value-type=\"date\" office:date-value=\"2027-06-30T00:00:00\"><text:p>27年</text:p></table:table-cell><table:table-cell table:formula=\"of:=1\" office:value-type=\"float\" office:value=\"1\"/></table:table-row>";
        let sheets = read(&document(rows), &Limits::default()).unwrap();
        assert_eq!(sheets[0].name, "白名单");
        let cells: Vec<_> = sheets[0]
            .rows()
            .flat_map(|row| row.cells().map(move |c| (row.number(), c.column, c.kind, c.text)))
            .collect();
        assert_eq!(
            cells,
            [
                (1, 2, CellKind::Text, "甲 乙"),
                (1_048_002, 0, CellKind::Date, "2027-06-30"),
                (1_048_002, 1, CellKind::Formula, "1"),
            ]
        );
    }

    #[test]
    fn a_document_that_is_cut_off_is_damage() {
        assert_eq!(
            read("<office:document-content><table:table>", &Limits::default()).err(),
            Some(Problem::Damaged)
        );
    }

    #[test]
    fn a_painted_sheet_is_not_a_list() {
        let rows = "<table:table-row table:number-rows-repeated=\"1048576\"><table:table-cell table:number-columns-repeated=\"16384\" office:value-type=\"string\"><text:p>甲</text:p></table:table-cell></table:table-row>";
        assert_eq!(read(&document(rows), &Limits::default()).err(), Some(Problem::TooManyRows));
    }
}
