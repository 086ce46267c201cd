//! Files made to do harm: each is refused with a reason, soon, and nothing panics.

use std::fmt::Write as _;
use std::io::{Cursor, Write as _};
use std::time::{Duration, Instant};

use mingce::domain::checks::{Level, Problem};
use mingce::domain::listing::RosterKind;
use mingce::import::{FileReading, Limits, Options, read};
use proptest::prelude::*;
use rust_xlsxwriter::{Format, Workbook};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::{folder, options};

fn soon(name: &str, bytes: &[u8]) -> FileReading {
    let start = Instant::now();
    let reading = read(name, bytes, &options(), &mut |_| {});
    assert!(start.elapsed() < Duration::from_secs(60), "{name}: {:?}", start.elapsed());
    reading
}

fn workbook(fill: impl FnOnce(&mut rust_xlsxwriter::Worksheet)) -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (at, heading) in (0_u16..).zip(["机构名称", "统一社会信用代码", "地址"]) {
        sheet.write(0, at, heading).unwrap();
    }
    sheet.write(1, 0, "示例培训中心").unwrap();
    sheet.write(1, 2, "示例路1号").unwrap();
    fill(sheet);
    book.save_to_buffer().unwrap()
}

/// The same package with parts added.
fn with_parts(package: &[u8], parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut old = zip::ZipArchive::new(Cursor::new(package)).unwrap();
    let mut new = ZipWriter::new(Cursor::new(Vec::new()));
    for at in 0..old.len() {
        new.raw_copy_file(old.by_index(at).unwrap()).unwrap();
    }
    for (name, content) in parts {
        new.start_file(*name, SimpleFileOptions::default()).unwrap();
        new.write_all(content).unwrap();
    }
    new.finish().unwrap().into_inner()
}

#[test]
fn a_workbook_that_unpacks_to_gigabytes_is_not_unpacked() {
    let mut bomb = ZipWriter::new(Cursor::new(Vec::new()));
    bomb.start_file("xl/workbook.xml", SimpleFileOptions::default()).unwrap();
    bomb.write_all(b"<workbook/>").unwrap();
    bomb.start_file("xl/worksheets/sheet1.xml", SimpleFileOptions::default()).unwrap();
    let zeros = vec![b' '; 1 << 20];
    for _ in 0..80 {
        bomb.write_all(&zeros).unwrap();
    }
    let bytes = bomb.finish().unwrap().into_inner();
    let limits = Limits { max_unpacked_bytes: 64 << 20, ..Limits::default() };
    let options = Options { limits, ..options() };
    let reading = read("名单.xlsx", &bytes, &options, &mut |_| {});
    assert_eq!(reading.file_error, Some(Problem::ZipBomb));
    // A text that says it is small when packed is counted as it unpacks.
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    for _ in 0..80 {
        packed.write_all(&zeros).unwrap();
    }
    let reading = read("名单.csv.gz", &packed.finish().unwrap(), &options, &mut |_| {});
    assert_eq!(reading.file_error, Some(Problem::ZipBomb));
}

#[test]
fn a_million_empty_rows_cost_little() {
    let painted = workbook(|sheet| {
        let format = Format::new().set_bold();
        for row in (2..200_000).chain([1_048_575]) {
            sheet.write_blank(row, 0, &format).unwrap();
        }
    });
    let reading = soon("名单.xlsx", &painted);
    assert_eq!((reading.rows.len(), reading.file_error), (1, None));
    let far = workbook(|sheet| {
        sheet.write(1_048_575, 16_383, "远").unwrap();
        sheet.write(1_048_574, 1, "　").unwrap();
    });
    let reading = soon("名单.xlsx", &far);
    assert_eq!((reading.rows.len(), reading.file_error), (1, None));
}

#[test]
fn macros_and_links_to_other_files_are_refused() {
    let plain = workbook(|_| {});
    let macros = with_parts(&plain, &[("xl/vbaProject.bin", b"macro")]);
    assert_eq!(soon("名单.xlsm", &macros).file_error, Some(Problem::Macros));
    let links = with_parts(&plain, &[("xl/externalLinks/externalLink1.xml", b"<externalLink/>")]);
    assert_eq!(soon("名单.xlsx", &links).file_error, Some(Problem::ExternalLinks));
}

#[test]
fn a_file_cut_off_or_locked_says_so() {
    let plain = workbook(|_| {});
    for length in [4, 30, plain.len() / 2, plain.len() - 1] {
        assert_eq!(soon("名单.xlsx", &plain[..length]).file_error, Some(Problem::Damaged));
    }
    let xls = std::fs::read(folder().join("c_blacklist.xls")).unwrap();
    for length in (8..9_000).step_by(311) {
        assert!(soon("名单.xls", &xls[..length]).file_error.is_some(), "{length}");
    }
}

#[test]
fn a_table_of_strings_that_promises_too_much_gets_no_room() {
    let mut hostile = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in [
        ("xl/workbook.xml", "<workbook/>"),
        ("xl/sharedStrings.xml", "<sst uniqueCount=\"999999999999999\"><si/></sst>"),
    ] {
        hostile.start_file(name, SimpleFileOptions::default()).unwrap();
        hostile.write_all(content.as_bytes()).unwrap();
    }
    let bytes = hostile.finish().unwrap().into_inner();
    assert_eq!(soon("名单.xlsx", &bytes).file_error, Some(Problem::Damaged));
}

const RELATIONS: &str = "<Relationships><Relationship Id=\"rId1\" Type=\"x/relationships/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>";

/// A workbook of sheets with these targets, and of these parts.
fn package(targets: &[&str], parts: &[(&str, &str)]) -> Vec<u8> {
    let (mut sheets, mut relations) = (String::new(), String::new());
    for (at, target) in targets.iter().enumerate() {
        write!(sheets, "<sheet name=\"表{at}\" sheetId=\"{at}\" r:id=\"r{at}\"/>").unwrap();
        write!(relations, "<Relationship Id=\"r{at}\" Type=\"x/worksheet\" Target=\"{target}\"/>")
            .unwrap();
    }
    let workbook = format!("<workbook><sheets>{sheets}</sheets></workbook>");
    let relations = format!("<Relationships>{relations}</Relationships>");
    let mut package = ZipWriter::new(Cursor::new(Vec::new()));
    let frame = [
        ("_rels/.rels", RELATIONS),
        ("xl/workbook.xml", &workbook),
        ("xl/_rels/workbook.xml.rels", &relations),
    ];
    for (name, content) in frame.iter().chain(parts) {
        package.start_file(*name, SimpleFileOptions::default()).unwrap();
        package.write_all(content.as_bytes()).unwrap();
    }
    package.finish().unwrap().into_inner()
}

/// A sheet of texts, in one column.
fn sheet(texts: &[&str]) -> String {
    let row = |text: &&str| format!("<row><c t=\"inlineStr\"><is><t>{text}</t></is></c></row>");
    let rows: String = texts.iter().map(row).collect();
    format!("<worksheet><sheetData>{rows}</sheetData></worksheet>")
}

#[test]
fn a_comment_does_not_hide_how_many_strings_a_table_promises() {
    let list = sheet(&["机构名称", "示例中心"]);
    let read = |strings: &str| {
        let parts = [("xl/sharedStrings.xml", strings), ("xl/worksheets/sheet1.xml", &list)];
        soon("名单.xlsx", &package(&["worksheets/sheet1.xml"], &parts))
    };
    // Room for so many could be made: without the check the workbook would be read.
    let hostile = "<!-- uniqueCount=\"1\" --><sst uniqueCount=\"5000\"><si><t>甲</t></si></sst>";
    assert_eq!(read(hostile).file_error, Some(Problem::Damaged));
    let honest =
        read("<!-- uniqueCount=\"5000\" --><sst uniqueCount=\"1\"><si><t>甲</t></si></sst>");
    assert_eq!((honest.rows.len(), honest.file_error), (1, None));
}

#[test]
fn every_part_counts_whatever_it_is_called() {
    let padded = format!("{}<!--{}-->", sheet(&["机构名称", "示例中心"]), " ".repeat(2 << 20));
    let bytes = package(&["worksheets/sheet1.dat"], &[("xl/worksheets/sheet1.dat", &padded)]);
    let limits = Limits { max_unpacked_bytes: 1 << 20, ..Limits::default() };
    let reading = read("名单.xlsx", &bytes, &Options { limits, ..options() }, &mut |_| {});
    assert_eq!(reading.file_error, Some(Problem::ZipBomb));
    assert_eq!(soon("名单.xlsx", &bytes).file_error, None);
}

#[test]
fn styles_of_many_megabytes_are_not_opened() {
    let list = sheet(&["机构名称", "示例中心"]);
    for record in ["<xf/>", "<font/>"] {
        let styles =
            format!("<styleSheet><cellXfs>{}</cellXfs></styleSheet>", record.repeat(300_000));
        let parts = [("xl/styles.xml", &*styles), ("xl/worksheets/sheet1.xml", &list)];
        let bytes = package(&["worksheets/sheet1.xml"], &parts);
        assert_eq!(soon("名单.xlsx", &bytes).file_error, Some(Problem::ZipBomb));
    }
}

#[test]
fn a_workbook_has_few_sheets_and_each_its_own_part() {
    let list = sheet(&["机构名称", "示例中心"]);
    let part = ("xl/worksheets/sheet1.xml", &*list);
    let twice = package(&["worksheets/sheet1.xml", "/xl/worksheets/sheet1.xml"], &[part]);
    assert_eq!(soon("名单.xlsx", &twice).file_error, Some(Problem::Damaged));
    let names: Vec<String> = (0..201).map(|at| format!("worksheets/{at}.xml")).collect();
    let many: Vec<&str> = names.iter().map(String::as_str).collect();
    assert_eq!(soon("名单.xlsx", &package(&many, &[part])).file_error, Some(Problem::TooLarge));
    let table = "<table:table/>".repeat(201);
    let content = format!("<office:document-content>{table}</office:document-content>");
    let mut ods = ZipWriter::new(Cursor::new(Vec::new()));
    ods.start_file("content.xml", SimpleFileOptions::default()).unwrap();
    ods.write_all(content.as_bytes()).unwrap();
    let ods = ods.finish().unwrap().into_inner();
    assert_eq!(soon("名单.ods", &ods).file_error, Some(Problem::TooLarge));
}

#[test]
fn limits_hold_for_all_sheets_together() {
    let texts: Vec<String> = (0..50).map(|at| format!("示例{at}中心")).collect();
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    let list = sheet(&texts);
    let parts = [("xl/worksheets/sheet1.xml", &*list), ("xl/worksheets/sheet2.xml", &*list)];
    let bytes = package(&["worksheets/sheet1.xml", "worksheets/sheet2.xml"], &parts);
    let read = |limits: Limits| {
        read("名单.xlsx", &bytes, &Options { limits, ..options() }, &mut |_| {}).file_error
    };
    let rows = |max_rows| read(Limits { max_rows, ..Limits::default() });
    assert_eq!(rows(99), Some(Problem::TooManyRows));
    assert_ne!(rows(100), Some(Problem::TooManyRows));
    let cells = |max_cells| read(Limits { max_cells, ..Limits::default() });
    assert_eq!(cells(99), Some(Problem::TooLarge));
    assert_ne!(cells(100), Some(Problem::TooLarge));
}

#[test]
fn a_term_merged_over_two_columns_has_a_beginning_and_an_end() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    let format = Format::new();
    sheet.write(0, 0, "机构名称").unwrap();
    sheet.merge_range(0, 1, 0, 2, "有效期", &format).unwrap();
    for (at, text) in (0_u16..).zip(["示例中心", "2022-09-01", "2027-08-31"]) {
        sheet.write(1, at, text).unwrap();
    }
    let reading = soon("名单.xlsx", &book.save_to_buffer().unwrap());
    let listing = &reading.rows[0].listing;
    assert_eq!(listing.valid_from.unwrap().to_string(), "2022-09-01");
    assert_eq!(listing.valid_until.to_text(), "2027-08-31");
}

#[test]
fn open_document_sheets_are_read_too() {
    let row = |cells: &[&str]| {
        let cells: String = cells
            .iter()
            .map(|text| format!("<table:table-cell office:value-type=\"string\"><text:p>{text}</text:p></table:table-cell>"))
            .collect();
        format!("<table:table-row>{cells}</table:table-row>")
    };
    let content = format!(
        "<?xml version=\"1.0\"?><office:document-content><table:table table:name=\"黑名单\">{}{}</table:table></office:document-content>",
        row(&["机构名称", "列入原因"]),
        row(&["示例中心", "无证办学"]),
    );
    let mut package = ZipWriter::new(Cursor::new(Vec::new()));
    package.start_file("content.xml", SimpleFileOptions::default()).unwrap();
    package.write_all(content.as_bytes()).unwrap();
    let reading = soon("名单.ods", &package.finish().unwrap().into_inner());
    assert_eq!(reading.rows[0].listing.roster.kind, RosterKind::Banned);
    assert_eq!(reading.format.code(), "ods");
}

#[test]
fn merged_cells_speak_for_every_row_they_cover() {
    let merged = workbook(|sheet| {
        let format = Format::new();
        sheet.merge_range(2, 0, 4, 0, "示例两处培训学校", &format).unwrap();
        sheet.write(2, 2, "示例路2号").unwrap();
        sheet.write(3, 2, "示例路3号").unwrap();
        sheet.write(4, 2, "示例路4号").unwrap();
    });
    let reading = soon("名单.xlsx", &merged);
    let sites: Vec<_> = reading
        .rows
        .iter()
        .filter(|row| row.listing.name == "示例两处培训学校")
        .map(|row| row.listing.site.address.as_str())
        .collect();
    assert_eq!(sites, ["示例路2号", "示例路3号", "示例路4号"]);
}

#[test]
fn long_lines_and_zero_bytes_are_refused_and_not_waited_for() {
    let line = format!("机构名称,地址\n{}", "甲".repeat(1_700_000));
    let reading = soon("名单.csv", line.as_bytes());
    assert!(reading.findings.iter().any(|finding| finding.level == Level::Error));
    assert_eq!(soon("名单.csv", b"\0\0\0\0").file_error, Some(Problem::Encoding));
    let zeros = "机构名称,地址\n示例\0中心,示例路1号\n";
    assert_eq!(soon("名单.csv", zeros.as_bytes()).file_error, Some(Problem::Encoding));
    let quotes = format!("机构名称,地址\n{}", "\",\"\"\n".repeat(200_000));
    soon("名单.csv", quotes.as_bytes());
    let commas = format!("机构名称,地址\n{}", ",".repeat(5_000_000));
    soon("名单.csv", commas.as_bytes());
}

#[test]
fn deep_pages_end() {
    for piece in [
        "<table><tr><td>",
        "<div>",
        "<td rowspan=65000 colspan=1000>",
        "<b><p>",
        "<!--",
        "<a b=\"",
        "&#x;&",
    ] {
        let page = format!("<html><table><tr><td>机构名称</td>{}", piece.repeat(50_000));
        soon("名单.xls", page.as_bytes());
    }
}

fn endings() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec![
        "名单.csv",
        "名单.xls",
        "名单.xlsx",
        "名单.ods",
        "名单.txt",
        "名单.csv.gz",
        "名单.html",
        "名单",
    ])
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

    #[test]
    fn random_bytes_never_panic(name in endings(), bytes in prop::collection::vec(any::<u8>(), 0..2_000), magic in 0_usize..6) {
        let start: [&[u8]; 6] = [b"", b"PK\x03\x04", &[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1], b"<html>", b"\x1F\x8B\x08", &[0xFF, 0xFE]];
        let reading = soon(name, &[start[magic], &bytes].concat());
        prop_assert!(reading.rows.is_empty());
    }

    #[test]
    fn a_broken_xls_never_panics(at in 0_usize..9_000, bytes in prop::collection::vec(any::<u8>(), 1..40)) {
        let mut xls = std::fs::read(folder().join("c_blacklist.xls")).unwrap();
        let end = (at + bytes.len()).min(xls.len());
        xls[at..end].copy_from_slice(&bytes[..end - at]);
        soon("名单.xls", &xls);
    }

    #[test]
    fn any_table_is_read_or_refused(rows in prop::collection::vec(prop::collection::vec("[甲乙0-9A-Z=+@<>年月日长期、\"\n -]{0,12}", 0..7), 0..12)) {
        let mut text = String::from("机构名称,统一社会信用代码,办学许可证号,地址,有效期,状态,备注\n");
        for row in rows {
            text.push_str(&row.join(","));
            text.push('\n');
        }
        let reading = soon("名单.csv", text.as_bytes());
        for sheet in &reading.sheets {
            prop_assert_eq!(sheet.data_rows, sheet.accepted + sheet.rejected);
        }
        let accepted: u32 = reading.sheets.iter().map(|sheet| sheet.accepted).sum();
        prop_assert_eq!(reading.rows.len(), accepted as usize);
    }
}
