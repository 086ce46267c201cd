//! Files whose headings nobody knows, read by what their uploader says of them.

use mingce::domain::checks::Problem;
use mingce::domain::listing::Field;
use mingce::import::{Certainty, FileReading, HeaderRow, Mapping, Options, read};

use super::{folder, options};

fn list(text: &str, mapping: &Mapping) -> FileReading {
    read("白名单.csv", text.as_bytes(), &Options { mapping, ..options() }, &mut |_| {})
}

fn said(columns: &[(&str, Option<Field>)]) -> Mapping {
    let mut mapping = Mapping::default();
    for (heading, field) in columns {
        mapping.set(heading, *field);
    }
    mapping
}

fn names(reading: &FileReading) -> Vec<&str> {
    reading.rows.iter().map(|row| row.listing.name.as_str()).collect()
}

#[test]
fn a_file_without_a_column_of_names_is_read_once_one_is_named() {
    let name = "e03_missing_name_column.csv";
    let bytes = std::fs::read(folder().join(name)).unwrap();
    let before = read(name, &bytes, &options(), &mut |_| {});
    assert_eq!(before.file_error, Some(Problem::MissingColumn));
    let column = &before.sheets[0].tables[0].columns[0];
    let mapping = said(&[(&column.key, Some(Field::Name))]);
    let after = read(name, &bytes, &Options { mapping: &mapping, ..options() }, &mut |_| {});
    assert_eq!(after.file_error, None);
    assert_eq!(after.sheets[0].data_rows, before.sheets[0].data_rows);
    assert_eq!(after.sheets[0].tables[0].columns[0].certainty, Certainty::Mapped);
}

#[test]
fn what_is_said_goes_before_what_we_know() {
    let text = "机构名称,办学者,地址\n某集团,示例甲中心,东路1号\n";
    assert_eq!(names(&list(text, Mapping::EMPTY)), ["某集团"]);
    let mapping = said(&[("办学者", Some(Field::Name))]);
    assert_eq!(names(&list(text, &mapping)), ["示例甲中心"]);
    let mapping = said(&[("办学者", Some(Field::Name)), ("机构名称", Some(Field::Brand))]);
    let reading = list(text, &mapping);
    assert_eq!(reading.rows[0].listing.brand.as_deref(), Some("某集团"));
}

#[test]
fn a_column_to_be_passed_over_is_not_read_and_not_asked_about() {
    let text = "机构名称,办学地址,备注栏甲\n示例甲中心,东路1号,某\n";
    let reading = list(text, &said(&[("办学地址", None), ("备注栏甲", None)]));
    assert_eq!(reading.rows[0].listing.site.address, "");
    assert_eq!(reading.sheets[0].unknown_headings, Vec::<String>::new());
    assert_eq!(reading.sheets[0].header_row, Some(1));
    assert_eq!(reading.findings, []);
}

#[test]
fn nothing_is_called_approved_by_passing_over_what_speaks_against_it() {
    for (heading, cell) in
        [("列入原因", "无证办学"), ("名单类型", "黑名单"), ("名单类型", "移出白名单")]
    {
        let text = format!("机构名称,地址,{heading}\n示例甲中心,东路1号,{cell}\n");
        let reading = list(&text, &said(&[(heading, None)]));
        assert_eq!(names(&reading), Vec::<&str>::new(), "{heading}");
        let told: Vec<_> = reading.findings.iter().map(|f| (f.problem, f.row)).collect();
        assert!(told.contains(&(Problem::PassedOver, Some(1))), "{told:?}");
        assert!(told.contains(&(Problem::UnknownRoster, Some(2))), "{told:?}");
    }
    // Called something else on purpose, it is told.
    let text = "机构名称,状态\n示例甲中心,停业\n";
    let reading = list(text, &said(&[("状态", Some(Field::Remark))]));
    assert!(reading.findings.iter().any(|finding| finding.problem == Problem::PassedOver));
}

#[test]
fn headings_on_two_lines_stay_headings_when_some_are_passed_over() {
    let text =
        "街道,机构名称,证照,,有效期,\n,,信用代码,编号,起,止\n东街道,示例甲中心,,,,2027-06-30\n";
    let reading = list(text, &said(&[("证照编号", None), ("有效期起", None)]));
    assert_eq!(names(&reading), ["示例甲中心"]);
    assert_eq!(reading.rows[0].listing.valid_until.to_text(), "2027-06-30");
}

#[test]
fn headings_that_nobody_knows_are_read_where_the_uploader_says_they_are() {
    let text = "某区一览\n甲,乙\n示例甲中心,东路1号\n示例乙中心,西路2号\n";
    assert_eq!(list(text, Mapping::EMPTY).file_error, Some(Problem::MissingColumn));
    let mut mapping = said(&[("甲", Some(Field::Name)), ("乙", Some(Field::Address))]);
    mapping.set_header_row(0, HeaderRow::At(2));
    let reading = list(text, &mapping);
    assert_eq!(names(&reading), ["示例甲中心", "示例乙中心"]);
    assert_eq!(reading.rows[1].listing.site.address, "西路2号");
    // The next file of this bureau is read without being told again.
    let next = list(&format!("另一标题\n\n{}", &text[13..]), &mapping.to_remember());
    assert_eq!(names(&next), ["示例甲中心", "示例乙中心"]);
}

#[test]
fn a_list_without_headings_is_read_by_its_columns() {
    let text = "1,示例甲中心,东路1号\n2,示例乙中心,西路2号\n";
    let mut mapping = said(&[("@B", Some(Field::Name)), ("@C", Some(Field::Address))]);
    mapping.set_header_row(0, HeaderRow::Nowhere);
    let reading = list(text, &mapping);
    assert_eq!(names(&reading), ["示例甲中心", "示例乙中心"]);
    assert_eq!(reading.sheets[0].header_row, None);
    assert_eq!(reading.sheets[0].tables[0].header_row, None);
}

#[test]
fn headings_said_to_stand_where_nothing_is_are_looked_for() {
    let text = "机构名称,地址\n示例甲中心,东路1号\n";
    let mut mapping = Mapping::default();
    mapping.set_header_row(0, HeaderRow::At(77));
    assert_eq!(names(&list(text, &mapping)), ["示例甲中心"]);
}

#[test]
fn headings_printed_again_are_known_by_their_name_too() {
    let text = "办学者,地址\n示例甲中心,东路1号\n办学者,地址\n示例乙中心,西路2号\n";
    let mapping = said(&[("办学者", Some(Field::Name))]);
    assert_eq!(names(&list(text, &mapping)), ["示例甲中心", "示例乙中心"]);
}
