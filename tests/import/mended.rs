//! Mends made on a page: the file stays as it came, and its rows read as mended.

use mingce::domain::checks::{Level, Problem};
use mingce::domain::listing::{Field, FreeText};
use mingce::import::{
    Added, Additions, AppliedMend, FileReading, Limits, Mapping, Mend, Options, column_number,
    read, returned,
};

use super::{folder, options};

fn text(row: u32, letters: &str, text: &str) -> Mend {
    let column = column_number(letters).unwrap();
    Mend::Text { sheet: 0, row, column, text: text.to_owned() }
}

fn mended(name: &str, bytes: &[u8], mends: &[Mend]) -> FileReading {
    read(name, bytes, &Options { mends, ..options() }, &mut |_| {})
}

fn list(text: &str, mends: &[Mend]) -> FileReading {
    mended("白名单.csv", text.as_bytes(), mends)
}

fn problems(reading: &FileReading) -> Vec<(Problem, Option<u32>)> {
    reading.findings.iter().map(|finding| (finding.problem, finding.row)).collect()
}

const LIST: &str = "机构名称,信用代码,地址,备注\n\
    示例甲中心,I1990101MA0000015C,东路1号,校长王小明\n\
    示例乙中心,91990101MA0000023X,西路2号,\n\
    合计,2家,,\n";

#[test]
fn a_mended_cell_is_read_as_mended_and_what_stood_there_is_kept() {
    assert!(problems(&list(LIST, &[])).contains(&(Problem::IllegalCharacter, Some(2))));
    let mend = text(2, "B", "91990101MA0000015C");
    let reading = list(LIST, std::slice::from_ref(&mend));
    assert!(!problems(&reading).contains(&(Problem::IllegalCharacter, Some(2))));
    assert_eq!(reading.rows[0].listing.text_of(Field::Uscc), "91990101MA0000015C");
    let old = "I1990101MA0000015C".to_owned();
    assert_eq!(reading.mended, [AppliedMend { mend, old }]);
    assert_eq!(reading.mends_lost, []);
}

#[test]
fn a_masked_name_clears_the_warning_and_the_text_can_be_shown() {
    let mends = [text(2, "B", ""), text(2, "D", "校长王某")];
    let before = list(LIST, &mends[..1]);
    assert_eq!(before.rows[0].listing.remark, Some(FreeText::HeldBack));
    let told = before.findings.iter().find(|f| f.problem == Problem::PrivatePerson).unwrap();
    assert_eq!(
        (told.level, told.row, told.column.as_deref()),
        (Level::Warning, Some(2), Some("D"))
    );
    let after = list(LIST, &mends);
    assert_eq!(after.rows[0].listing.remark, Some(FreeText::Public("校长王某".into())));
    assert!(after.findings.iter().all(|finding| finding.problem != Problem::PrivatePerson));
}

#[test]
fn a_row_gets_the_cell_that_it_lacks_and_an_empty_text_empties_one() {
    let short = "机构名称,地址,状态\n示例甲中心,东路1号\n示例乙中心,西路2号,停业整改\n";
    assert_eq!(problems(&list(short, &[])), [(Problem::FieldCount, Some(2))]);
    let reading = list(short, &[text(2, "C", "歇业"), text(3, "C", "")]);
    let states: Vec<_> = reading.rows.iter().map(|row| row.listing.status_text.as_str()).collect();
    assert_eq!(states, ["歇业", ""]);
    assert_eq!(reading.mended.iter().map(|m| m.old.as_str()).collect::<Vec<_>>(), ["", "停业整改"]);
}

#[test]
fn of_two_mends_of_one_cell_the_last_holds() {
    let reading = list(LIST, &[text(3, "A", "示例丙中心"), text(3, "A", "示例丁中心")]);
    assert_eq!(reading.rows.last().unwrap().listing.name, "示例丁中心");
    assert_eq!(reading.mended.len(), 1);
    assert_eq!(reading.mended[0].old, "示例乙中心");
}

#[test]
fn a_row_left_out_is_told_and_counts_as_no_fault() {
    let reading = list(LIST, &[Mend::LeaveOut { sheet: 0, row: 2 }]);
    assert_eq!(reading.rows.len(), 1);
    let told: Vec<_> = reading.findings.iter().filter(|f| f.row == Some(2)).collect();
    assert_eq!(told.len(), 1, "{told:?}");
    assert_eq!((told[0].level, told[0].problem), (Level::Skip, Problem::LeftOut));
    assert!(told[0].value.contains("示例甲中心"));
    assert_eq!((reading.sheets[0].accepted, reading.sheets[0].rejected), (1, 1));
    assert_eq!(reading.refused_rows(), 0);
}

#[test]
fn mends_without_a_place_are_given_back() {
    let mends = [
        text(99, "A", "甲"),
        Mend::Text { sheet: 7, row: 2, column: 0, text: "甲".into() },
        Mend::Text { sheet: 0, row: 2, column: 70_000, text: "甲".into() },
        // The total is no institution.
        Mend::LeaveOut { sheet: 0, row: 4 },
    ];
    let reading = list(LIST, &mends);
    assert_eq!((reading.mended, reading.mends_lost), (Vec::new(), mends.to_vec()));
}

#[test]
fn formulas_and_spoilt_codes_can_be_mended_and_a_mend_is_checked_like_a_cell() {
    let bytes = std::fs::read(folder().join("e05_formulas.xlsx")).unwrap();
    let before = mended("e05.xlsx", &bytes, &[]);
    let finding = before.findings.iter().find(|f| f.problem == Problem::Formula).unwrap();
    let (row, letters) = (finding.row.unwrap(), finding.column.clone().unwrap());
    let is_formula = |reading: &FileReading| {
        let at = |f: &&mingce::domain::checks::Finding| {
            f.row == Some(row) && f.column.as_deref() == Some(&letters)
        };
        reading.findings.iter().find(at).map(|finding| finding.problem)
    };
    assert_eq!(is_formula(&before), Some(Problem::Formula));
    let after = mended("e05.xlsx", &bytes, &[text(row, &letters, "示例中心")]);
    assert_ne!(is_formula(&after), Some(Problem::Formula));
    let worse = mended("e05.xlsx", &bytes, &[text(row, &letters, "=1+1")]);
    assert_eq!(is_formula(&worse), Some(Problem::FormulaInjection));
}

#[test]
fn what_is_given_back_holds_the_mends() {
    let mends = [text(2, "B", "91990101MA0000015C")];
    let rows = [Added { sheet: 0, row: 2, cells: vec!["通过".into()] }];
    let additions =
        Additions {
            headings: &["校验结果"], rows: &rows, mapping: Mapping::EMPTY, mends: &mends
        };
    let back = returned("白名单.csv", LIST.as_bytes(), &Limits::default(), &additions).unwrap();
    let again = mended("白名单.xlsx", &back, &[]);
    assert_eq!(again.rows[0].listing.text_of(Field::Uscc), "91990101MA0000015C");
}
