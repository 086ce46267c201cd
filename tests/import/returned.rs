//! Spreadsheets given back with columns of ours at the right, to be mended in Excel and sent again.

use std::io::Cursor;

use calamine::{Data, Reader as _, Xlsx, open_workbook_from_rs};
use mingce::domain::checks::Problem;
use mingce::import::{
    Added, Additions, CHECKED, Format, Limits, Mapping, NotReturned, TO_MEND, read, returned,
};

use super::{folder, options};

const HEADINGS: [&str; 2] = [CHECKED, TO_MEND];

fn beside(sheet: u16, row: u32, result: &str, what: &str) -> Added {
    Added { sheet, row, cells: vec![result.to_owned(), what.to_owned()] }
}

fn additions(rows: &[Added]) -> Additions<'_> {
    Additions { headings: &HEADINGS, rows, mapping: Mapping::EMPTY, mends: &[] }
}

fn give_back(name: &str, bytes: &[u8], rows: &[Added]) -> Result<Vec<u8>, NotReturned> {
    returned(name, bytes, &Limits::default(), &additions(rows))
}

type Book = Xlsx<Cursor<Vec<u8>>>;

fn book(bytes: Vec<u8>) -> Book {
    open_workbook_from_rs(Cursor::new(bytes)).unwrap()
}

/// The text of a cell by its 1-based row and 0-based column.
fn cell(book: &mut Book, sheet: &str, row: u32, column: u32) -> Data {
    let range = book.worksheet_range(sheet).unwrap();
    range.get_value((row - 1, column)).cloned().unwrap_or_default()
}

fn text(of: &str) -> Data {
    Data::String(of.to_owned())
}

#[test]
fn every_file_comes_back_and_reads_as_before_or_is_refused_for_a_reason() {
    let mut names: Vec<String> = std::fs::read_dir(folder())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| !name.ends_with(".md") && !name.ends_with(".json"))
        .collect();
    names.sort_unstable();
    assert!(names.len() >= 20);
    for name in names {
        let bytes = std::fs::read(folder().join(&name)).unwrap();
        let before = read(&name, &bytes, &options(), &mut |_| {});
        let rows: Vec<Added> = before
            .findings
            .iter()
            .filter_map(|finding| {
                Some(beside(0, finding.row?, finding.level.label(), &finding.message()))
            })
            .collect();
        let back = match give_back(&name, &bytes, &rows) {
            Ok(back) => back,
            Err(NotReturned::Refused(problem)) => {
                assert_eq!(before.file_error, Some(problem), "{name}");
                continue;
            }
            Err(other) => panic!("{name}: {other}"),
        };
        let after = read(&name, &back, &options(), &mut |_| {});
        assert_eq!(after.format, Format::Xlsx, "{name}");
        assert_eq!(after.file_error, before.file_error, "{name}");
        // Values stand where formulas stood, and a workbook does not count the fields of a line.
        let is_mended = |problem| matches!(problem, Problem::Formula | Problem::FieldCount);
        if before.findings.iter().any(|finding| is_mended(finding.problem)) {
            continue;
        }
        assert_eq!(after.rows, before.rows, "{name}");
        let headings = |reading: &mingce::import::FileReading| {
            let sheets = reading.sheets.iter();
            sheets
                .map(|s| (s.header_map.clone(), s.unknown_headings.clone(), s.ignored_rows.clone()))
                .collect::<Vec<_>>()
        };
        assert_eq!(headings(&after), headings(&before), "{name}");
    }
}

#[test]
fn what_is_added_stands_at_the_right_of_its_row_and_below_its_heading() {
    let file = "示例区校外培训机构白名单,,\n\n序号,机构名称,信用代码\n\
                1,示例甲中心,999999999999999999\n2,示例乙中心,91990101MA0000015C\n";
    let rows = [beside(0, 4, "提醒", "校验位对不上"), beside(0, 5, "通过", "")];
    let mut book = book(give_back("名单.csv", file.as_bytes(), &rows).unwrap());
    let mut at = |row, column| cell(&mut book, "Sheet1", row, column);
    assert_eq!(at(1, 0), text("示例区校外培训机构白名单"));
    assert_eq!((at(3, 2), at(3, 3), at(3, 4)), (text("信用代码"), text(CHECKED), text(TO_MEND)));
    assert_eq!(at(4, 2), text("999999999999999999"), "a code keeps all its digits");
    assert_eq!((at(4, 3), at(4, 4)), (text("提醒"), text("校验位对不上")));
    assert_eq!((at(5, 3), at(5, 4)), (text("通过"), Data::Empty));
    assert_eq!(at(1, 3), Data::Empty);
}

#[test]
fn a_file_given_back_twice_has_the_columns_once() {
    let file = "机构名称,地址\n示例甲中心,示例路1号\n";
    let once = give_back("白名单.csv", file.as_bytes(), &[beside(0, 2, "错误", "甲")]).unwrap();
    let reading = read("白名单.xlsx", &once, &options(), &mut |_| {});
    assert_eq!(reading.sheets[0].unknown_headings, Vec::<String>::new());
    assert_eq!(reading.rows.len(), 1);
    let mut twice = book(give_back("白名单.xlsx", &once, &[beside(0, 2, "通过", "")]).unwrap());
    assert_eq!(cell(&mut twice, "Sheet1", 2, 2), text("通过"));
    assert_eq!(cell(&mut twice, "Sheet1", 1, 4), Data::Empty);
}

#[test]
fn nothing_becomes_a_formula() {
    let file = "机构名称,地址\n\"=HYPERLINK(\"\"http://x\"\",\"\"示例\"\")\",=1+1\n@SUM(1),+1\n";
    let rows = [beside(0, 2, "=1+1", "=cmd|'/C calc'!A0")];
    let mut book = book(give_back("白名单.csv", file.as_bytes(), &rows).unwrap());
    let formulas = book.worksheet_formula("Sheet1").unwrap();
    assert!(formulas.used_cells().next().is_none());
    assert_eq!(cell(&mut book, "Sheet1", 2, 1), text("=1+1"));
    assert_eq!(cell(&mut book, "Sheet1", 2, 2), text("=1+1"));
}

#[test]
fn a_code_that_excel_has_spoilt_does_not_come_back_whole() {
    let page = "<table><tr><td>机构名称</td><td>信用代码</td></tr>\
                <tr><td>示例中心</td><td x:num=\"911101081234567936\">9.1E+17</td></tr></table>";
    let back = give_back("白名单.xls", page.as_bytes(), &[]).unwrap();
    let problems = |bytes: &[u8]| {
        let reading = read("白名单.xls", bytes, &options(), &mut |_| {});
        reading.findings.iter().map(|finding| finding.problem).collect::<Vec<_>>()
    };
    assert!(problems(page.as_bytes()).contains(&Problem::ScientificNotation));
    assert!(problems(&back).contains(&Problem::ScientificNotation));
}

#[test]
fn a_file_that_cannot_be_opened_is_refused_with_its_reason() {
    for (bytes, problem) in [
        (b"".as_slice(), Problem::Empty),
        (b"%PDF-1.7", Problem::UnknownFormat),
        (b"PK\x03\x04 broken", Problem::Damaged),
    ] {
        let refused = give_back("名单.xlsx", bytes, &[]).unwrap_err();
        assert_eq!(refused, NotReturned::Refused(problem));
    }
    let limits = Limits { max_bytes: 3, ..Limits::default() };
    let additions = additions(&[]);
    assert_eq!(
        returned("名单.csv", b"abcd", &limits, &additions),
        Err(NotReturned::Refused(Problem::TooLarge))
    );
}
