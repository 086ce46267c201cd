//! Names that somebody pasted: one a line, or columns out of a spreadsheet, of which one holds them.

use super::permit::PermitNo;
use super::text;
use super::uscc::Uscc;

/// What a text of lines asks about, blank lines left out. Where lines have several columns, divided by
/// tabs, only the column that holds names or codes is taken, and its heading is not.
pub fn names(pasted: &str) -> Vec<String> {
    let lines: Vec<&str> = pasted.lines().filter(|line| !line.trim().is_empty()).collect();
    let rows: Vec<Vec<&str>> = lines.iter().map(|line| line.split('\t').collect()).collect();
    let column = column_of_names(&rows);
    let cells = rows.iter().map(|row| row.get(column).copied().unwrap_or_default());
    let mut names: Vec<String> = cells.map(without_number).collect();
    if names.first().is_some_and(|first| is_heading(first)) {
        names.remove(0);
    }
    names.retain(|name| !name.is_empty());
    names
}

/// The column in which names stand; where none do, codes or permit numbers. The first of equals.
fn column_of_names(rows: &[Vec<&str>]) -> usize {
    const ROWS_LOOKED_AT: usize = 200;
    let mut scores: Vec<usize> = Vec::new();
    for row in rows.iter().take(ROWS_LOOKED_AT) {
        for (at, cell) in row.iter().enumerate() {
            if scores.len() <= at {
                scores.push(0);
            }
            scores[at] += likeness(cell);
        }
    }
    let best = scores.iter().copied().max().unwrap_or_default();
    scores.iter().position(|score| *score == best).unwrap_or_default()
}

/// Whether a cell is a heading such as 机构名称, and no name.
fn is_heading(cell: &str) -> bool {
    const ENDS: [&str; 9] =
        ["名称", "全称", "校名", "机构名", "名单", "信用代码", "许可证号", "许可证编号", "机构"];
    let cell = text::normal(cell);
    cell.chars().count() <= 12 && ENDS.iter().any(|end| cell.ends_with(end))
}

/// How much a cell looks like what is looked up by.
fn likeness(cell: &str) -> usize {
    let normal = text::normal(cell);
    let han = normal.chars().filter(|c| text::is_han(*c)).count();
    if Uscc::parse(&normal).is_ok() {
        2
    } else if han == 0 {
        usize::from(PermitNo::parse(&normal).is_some_and(|no| no.key().len() >= 13))
    } else if is_heading(cell) && (normal.contains("名") || normal.contains("称")) {
        3
    } else if ["公司", "中心", "学校", "俱乐部", "工作室"].iter().any(|end| normal.ends_with(end))
    {
        4
    } else if normal.contains(|c: char| c.is_ascii_digit()) {
        // An address, a day, a telephone number with a word beside it.
        0
    } else {
        usize::from(han >= 4)
    }
}

/// Without the number that lists print before a name: 1、, 2. , (3).
fn without_number(cell: &str) -> String {
    let cell = cell.trim();
    let open = cell.trim_start_matches(['(', '（']);
    let rest = open.trim_start_matches(|c: char| c.is_ascii_digit());
    let digits = open.len() - rest.len();
    let has_mark = rest.starts_with(['、', '．', ')', '）'])
        || (rest.starts_with('.') && rest[1..].starts_with(char::is_whitespace));
    let is_number = (1..=4).contains(&digits) && has_mark;
    let bare =
        if is_number { rest.trim_start_matches(['、', '．', ')', '）', '.']) } else { cell };
    bare.trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_name_a_line_is_taken_as_it_stands() {
        assert_eq!(
            names("示例甲培训中心\r\n\r\n  示例乙 画室 \n"),
            ["示例甲培训中心", "示例乙 画室"]
        );
        assert_eq!(names(" \n"), Vec::<String>::new());
        assert_eq!(
            names("1、示例甲\n（2）示例乙\n3. 示例丙\n24节气古筝\n3.5班"),
            ["示例甲", "示例乙", "示例丙", "24节气古筝", "3.5班"]
        );
    }

    #[test]
    fn of_several_columns_that_of_the_names_is_taken() {
        let pasted = "序号\t机构名称\t地址\t电话\n1\t示例甲培训中心\t示例路1号\t0990-1\n2\t示例乙画室\t示例路2号\t0990-2\n";
        assert_eq!(names(pasted), ["示例甲培训中心", "示例乙画室"]);
        let coded = "91990101MA0000015C\t正常\n92990101MA0000031Y\t正常\n";
        assert_eq!(names(coded), ["91990101MA0000015C", "92990101MA0000031Y"]);
    }

    #[test]
    fn a_heading_is_no_name_and_a_name_no_heading() {
        assert!(is_heading("机构名称") && is_heading(" 统一社会信用代码 "));
        assert!(!is_heading("示例市示例东区启明英语培训机构") && !is_heading("示例培训中心"));
    }
}
