//! A spreadsheet as plain text: for files that are no lists of ours, but ask about some.

use super::Limits;
use super::open::open;
use crate::domain::checks::Problem;

/// One visible sheet, only rows that hold something.
#[derive(Clone, Debug, Default)]
pub struct Grid {
    pub name: String,
    pub rows: Vec<GridRow>,
}

/// One row of it.
#[derive(Clone, Debug)]
pub struct GridRow {
    /// 1-based, as Excel counts.
    pub number: u32,
    /// By column; empty where a cell is.
    pub cells: Vec<String>,
}

/// The sheets of a file.
///
/// # Errors
/// When the file cannot be opened.
pub fn grids(name: &str, bytes: &[u8], limits: &Limits) -> Result<Vec<Grid>, Problem> {
    let opened = open(name, bytes, limits);
    if let Some(problem) = opened.problem {
        return Err(problem);
    }
    let grids = opened.sheets.iter().map(|sheet| Grid {
        name: sheet.name.clone(),
        rows: sheet
            .rows()
            .map(|row| {
                let width = row.cells().last().map_or(0, |cell| usize::from(cell.column) + 1);
                let mut cells = vec![String::new(); width];
                for cell in row.cells() {
                    cells[usize::from(cell.column)] =
                        cell.text.chars().take(limits.max_cell_chars).collect();
                }
                GridRow { number: row.number(), cells }
            })
            .collect(),
    });
    Ok(grids.collect())
}
