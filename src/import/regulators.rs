//! A table of 主管部门: one row each, under a row of headings.

use super::columns::key;
use super::sheet::{Row, Sheet};
use super::{Limits, open};
use crate::domain::checks::Problem;

/// One row as it stands; empty where it says nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RegulatorRow {
    /// 1-based, as Excel counts.
    pub row: u32,
    pub code: String,
    pub region: String,
    pub name: String,
    pub aliases: String,
    pub phone: String,
    pub mailbox: String,
    pub absence: String,
}

/// Why there are no rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TableError {
    /// The file itself cannot be read.
    File(Problem),
    /// No row of headings has a name and a code or a region.
    NoHeadings,
}

/// The columns, with the headings that people write.
const HEADINGS: [(Column, &str); 7] = [
    (Column::Code, "代码 部门代码 主管部门代码 编码 code"),
    (Column::Region, "行政区划代码 区划代码 地区代码 region"),
    (Column::Name, "名称 部门名称 主管部门 主管部门名称 单位 单位名称 部门 name"),
    (Column::Aliases, "别名 其他名称 曾用名 简称 又名 aliases"),
    (Column::Phone, "举报电话 监督电话 投诉电话 电话 联系电话 phone"),
    (Column::Mailbox, "举报信箱 举报邮箱 邮箱 信箱 电子邮箱 mailbox"),
    (Column::Absence, "名单上没有的 不在名单上 缺席规则 absence absence_rule"),
];

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Column {
    Code,
    Region,
    Name,
    Aliases,
    Phone,
    Mailbox,
    Absence,
}

/// Bytes of such a table at most.
pub const LARGEST_TABLE: usize = 4 << 20;
const MOST_ROWS: u32 = 20_000;

/// Reads the first sheet that has the headings.
///
/// # Errors
/// When it cannot be opened, or no row of headings has a name and a code or a region.
pub fn read(name: &str, bytes: &[u8]) -> Result<Vec<RegulatorRow>, TableError> {
    let limits = Limits {
        max_bytes: LARGEST_TABLE as u64,
        max_unpacked_bytes: 64 << 20,
        max_rows: MOST_ROWS,
        max_text_rows: MOST_ROWS,
        ..Limits::default()
    };
    let opened = open::open(name, bytes, &limits);
    if let Some(problem) = opened.problem {
        return Err(TableError::File(problem));
    }
    opened.sheets.iter().find_map(rows_of).ok_or(TableError::NoHeadings)
}

fn rows_of(sheet: &Sheet) -> Option<Vec<RegulatorRow>> {
    let (head, columns) =
        sheet.rows().take(10).find_map(|row| Some((row.number(), columns(row)?)))?;
    let text = |row: Row<'_>, column: Column| {
        let at = columns.iter().find(|(one, _)| *one == column).map(|(_, at)| *at);
        at.and_then(|at| row.get(at)).map(|cell| cell.text.trim().to_owned()).unwrap_or_default()
    };
    let rows = sheet.rows().filter(|row| row.number() > head);
    Some(
        rows.map(|row| RegulatorRow {
            row: row.number(),
            code: text(row, Column::Code),
            region: text(row, Column::Region),
            name: text(row, Column::Name),
            aliases: text(row, Column::Aliases),
            phone: text(row, Column::Phone),
            mailbox: text(row, Column::Mailbox),
            absence: text(row, Column::Absence),
        })
        .collect(),
    )
}

/// `None`: this is no row of headings.
fn columns(row: Row<'_>) -> Option<Vec<(Column, u16)>> {
    let mut found: Vec<(Column, u16)> = Vec::new();
    for cell in row.cells() {
        let key = key(cell.text).to_lowercase();
        let known = HEADINGS.iter().find(|(_, words)| words.split(' ').any(|word| word == key));
        if let Some((column, _)) = known
            && !found.iter().any(|(one, _)| one == column)
        {
            found.push((*column, cell.column));
        }
    }
    let has = |column: Column| found.iter().any(|(one, _)| *one == column);
    (has(Column::Name) && (has(Column::Code) || has(Column::Region))).then_some(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_known_by_their_headings_in_any_order() {
        let csv = "全市主管部门\n名称,代码,举报电话\n示例东区教育局,999901-edu,0990-5558101\n,,\n示例西区教育局,999902-edu,\n";
        let rows = read("a.csv", csv.as_bytes()).unwrap();
        assert_eq!(rows.len(), 2);
        assert_eq!((rows[0].row, rows[0].code.as_str()), (3, "999901-edu"));
        assert_eq!(rows[0].phone, "0990-5558101");
        assert!(read("a.csv", "甲,乙\n1,2\n".as_bytes()).is_err());
        assert!(read("a.xlsx", b"not a workbook").is_err());
    }
}
