//! Web pages whose tables call themselves `.xls`, as many portals export them. Each table becomes a
//! sheet; a table inside a cell is one of its own.

use crate::domain::checks::Problem;

use super::Limits;
use super::markup::{Piece, Pieces, attribute, unescape};
use super::sheet::{CellKind, MOST_SHEETS, Merged, Sheet};

/// Tables inside tables deeper than this belong to no list.
const MOST_DEPTH: usize = 8;
/// More tables than this are a web page, not a list.
const MOST_TABLES: usize = MOST_SHEETS;

/// Whether the bytes begin as a web page does.
pub(super) fn is_html(head: &[u8]) -> bool {
    let head = String::from_utf8_lossy(&head[..head.len().min(4096)]).to_ascii_lowercase();
    let head =
        head.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{FEFF}' || c == '\u{FFFD}');
    head.starts_with('<')
        && ["<html", "<table", "<!doctype html", "<head", "<body", "<meta"]
            .iter()
            .any(|tag| head.contains(tag))
}

/// What the page says of its encoding.
pub(super) fn charset(head: &[u8]) -> Option<String> {
    let head = String::from_utf8_lossy(&head[..head.len().min(4096)]).to_ascii_lowercase();
    let after = &head[head.find("charset=")? + "charset=".len()..];
    let label: String = after
        .trim_start_matches(['"', '\''])
        .chars()
        .take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'))
        .collect();
    (!label.is_empty()).then_some(label)
}

/// The tables of a page.
///
/// # Errors
/// When they are too large.
pub(super) fn read(page: &str, limits: &Limits) -> Result<Vec<Sheet>, Problem> {
    let mut pieces = Pieces::of(page);
    let mut open: Vec<Table> = Vec::new();
    let mut done: Vec<(usize, Sheet)> = Vec::new();
    let mut too_deep = 0_usize;
    let mut started = 0_usize;
    let mut left = limits.clone();
    while let Some(piece) = pieces.next() {
        match piece {
            Piece::Open { name, attributes, is_empty } => {
                let name = name.to_ascii_lowercase();
                match name.as_str() {
                    "script" | "style" if !is_empty => pieces.skip_past_end_of(&name),
                    "table" if open.len() >= MOST_DEPTH || started >= MOST_TABLES => too_deep += 1,
                    "table" => {
                        open.push(Table::new(started, &left));
                        started += 1;
                    }
                    _ if too_deep > 0 => {}
                    _ => {
                        if let Some(table) = open.last_mut() {
                            table.open(&name, attributes)?;
                        }
                    }
                }
            }
            Piece::Close { name } if name.eq_ignore_ascii_case("table") => {
                if too_deep > 0 {
                    too_deep -= 1;
                } else if let Some(table) = open.pop() {
                    done.push(table.finish(&mut left)?);
                }
            }
            Piece::Close { name } => {
                if let (0, Some(table)) = (too_deep, open.last_mut()) {
                    table.close(&name.to_ascii_lowercase())?;
                }
            }
            Piece::Text(text) => {
                if let (0, Some(Table { cell: Some(cell), .. })) = (too_deep, open.last_mut()) {
                    unescape(text, &mut cell.text);
                }
            }
        }
    }
    for table in open {
        done.push(table.finish(&mut left)?);
    }
    done.sort_by_key(|(order, _)| *order);
    Ok(done.into_iter().map(|(_, sheet)| sheet).collect())
}

struct Table {
    order: usize,
    sheet: Sheet,
    row: u32,
    column: u32,
    /// For each column, the last row that a cell from above still covers.
    covered: Vec<u32>,
    merged: Vec<Merged>,
    cell: Option<Open>,
}

/// A cell whose end tag has not come yet.
struct Open {
    text: String,
    rows: u32,
    columns: u32,
}

impl Table {
    fn new(order: usize, limits: &Limits) -> Self {
        Self {
            order,
            sheet: Sheet::new("", limits),
            row: 0,
            column: 0,
            covered: Vec::new(),
            merged: Vec::new(),
            cell: None,
        }
    }

    fn open(&mut self, name: &str, attributes: &str) -> Result<(), Problem> {
        match name {
            "tr" => {
                self.end_cell()?;
                self.row = self.row.checked_add(1).ok_or(Problem::TooManyRows)?;
                self.column = 0;
            }
            "td" | "th" => {
                self.end_cell()?;
                let span = |name, most| {
                    attribute(attributes, name)
                        .and_then(|span| span.trim().parse::<u32>().ok())
                        .unwrap_or(1)
                        .clamp(1, most)
                };
                self.row = self.row.max(1);
                self.cell = Some(Open {
                    text: String::new(),
                    rows: span("rowspan", 65_534),
                    columns: span("colspan", 1_000),
                });
            }
            "br" | "p" | "div" => {
                if let Some(cell) = &mut self.cell {
                    cell.text.push('\n');
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn close(&mut self, name: &str) -> Result<(), Problem> {
        match name {
            "td" | "th" | "tr" => self.end_cell(),
            _ => Ok(()),
        }
    }

    fn end_cell(&mut self) -> Result<(), Problem> {
        let Some(cell) = self.cell.take() else { return Ok(()) };
        while self.covered_until(self.column) >= self.row {
            self.column += 1;
        }
        self.sheet.push(self.row, self.column, CellKind::Text, cell.text.trim())?;
        let bottom = self.row.saturating_add(cell.rows - 1);
        let right = self.column.saturating_add(cell.columns - 1);
        if let (Ok(left), Ok(right)) = (u16::try_from(self.column), u16::try_from(right))
            && (cell.rows > 1 || cell.columns > 1)
        {
            self.merged.push(Merged { top: self.row, bottom, left, right });
            if cell.rows > 1 {
                let wanted = usize::from(right) + 1;
                if self.covered.len() < wanted {
                    self.covered.resize(wanted, 0);
                }
                self.covered[usize::from(left)..wanted].fill(bottom);
            }
        }
        self.column = right.saturating_add(1);
        Ok(())
    }

    fn covered_until(&self, column: u32) -> u32 {
        usize::try_from(column).ok().and_then(|at| self.covered.get(at)).copied().unwrap_or(0)
    }

    fn finish(mut self, left: &mut Limits) -> Result<(usize, Sheet), Problem> {
        self.end_cell()?;
        let merged = std::mem::take(&mut self.merged);
        self.sheet.merge(merged);
        self.sheet.leave(left);
        Ok((self.order, self.sheet))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tables(page: &str) -> Vec<Vec<Vec<String>>> {
        read(page, &Limits::default())
            .unwrap()
            .iter()
            .map(|sheet| {
                sheet
                    .rows()
                    .map(|row| {
                        (0..4)
                            .map(|at| row.get(at).map_or(String::new(), |c| c.text.to_owned()))
                            .collect()
                    })
                    .collect()
            })
            .collect()
    }

    #[test]
    fn spans_keep_the_columns_below_in_place() {
        assert_eq!(
            tables(
                "<table><tr><td colspan=3>白名单</td></tr><tr><td rowspan=2>东街道<td>甲<td>1&amp;2\
                 </tr><tr><td>乙</td><td>丙</td></tr></table>"
            ),
            [[
                ["白名单", "", "", ""].map(str::to_owned).to_vec(),
                ["东街道", "甲", "1&2", ""].map(str::to_owned).to_vec(),
                ["东街道", "乙", "丙", ""].map(str::to_owned).to_vec(),
            ]]
        );
    }

    #[test]
    fn a_table_inside_a_cell_is_one_of_its_own() {
        let found =
            tables("<table><tr><td>外<table><tr><td>内</td></tr></table>面</td></tr></table>");
        assert_eq!(found.len(), 2);
        assert_eq!(found[0][0][0], "外面");
        assert_eq!(found[1][0][0], "内");
    }

    #[test]
    fn depth_and_missing_ends_cost_no_more_than_length() {
        let page = "<table><tr><td><div>".repeat(100_000);
        assert!(read(&page, &Limits::default()).unwrap().len() <= MOST_TABLES);
    }

    #[test]
    fn pages_are_known_by_their_beginning() {
        assert!(is_html(b"\xEF\xBB\xBF <html><body>"));
        assert!(is_html(b"<TABLE border=1>"));
        assert!(!is_html("机构名称,<table>".as_bytes()));
        assert_eq!(charset(b"<meta charset=\"GB2312\">").as_deref(), Some("gb2312"));
    }
}
