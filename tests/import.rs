//! Reads every file that `tests/data/bureau_files/manifest.json` describes, and files made to do harm.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::Path;
use std::sync::LazyLock;

use mingce::domain::checks::{Finding, Level};
use mingce::domain::listing::Field;
use mingce::domain::region::Regions;
use mingce::domain::regulator::RegulatorCode;
use mingce::import::{FileReading, Limits, Options, read};
use serde_json::Value;

static REGIONS: LazyLock<Regions> =
    LazyLock::new(|| Regions::from_csv(&[include_str!("../data/regions.csv")]));

fn folder() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/bureau_files"))
}

fn options() -> Options<'static> {
    Options {
        regulator: RegulatorCode::parse("440305-edu"),
        regions: &REGIONS,
        roster: None,
        limits: Limits::default(),
    }
}

fn read_file(name: &str) -> FileReading {
    let bytes = match name {
        // Ten megabytes in one cell are not kept in the repository.
        "e07_10mb_cell.csv" => file_with_a_huge_cell(),
        _ => std::fs::read(folder().join(name)).unwrap(),
    };
    read(name, &bytes, &options(), &mut |_| {})
}

fn file_with_a_huge_cell() -> Vec<u8> {
    let mut text =
        String::from("\u{FEFF}机构名称,统一社会信用代码,办学许可证号,地址,许可证有效期止\r\n");
    text.push_str("北屯市智源体育运动有限公司,91659005784755718F,教民165900570000014号,新疆维吾尔自治区北屯市双渠镇乐够名邸12栋1单元1504,2029-07-19\r\n");
    writeln!(
        text,
        "北屯市金钥匙英语培训中心,52659005MA4CAMDW4C,教民165900570000015号,{},2029-12-05\r",
        "长".repeat(3_495_253)
    )
    .unwrap();
    text.push_str("北屯市天香缘足球俱乐部,926590058631765466,教民165900570000016号,新疆维吾尔自治区北屯市天骄街道依佳大道1799-12号2层,2028-07-03\r\n");
    text.into_bytes()
}

fn field_named(label: &str) -> Field {
    Field::ALL.into_iter().find(|field| field.label() == label).unwrap_or_else(|| panic!("{label}"))
}

/// What differs from the manifest, in words.
fn differences(file: &Value, reading: &FileReading) -> Vec<String> {
    let mut wrong = Vec::new();
    let mut expect = |what: &str, expected: String, found: String| {
        if expected != found {
            wrong.push(format!("{what}: expected {expected}, found {found}"));
        }
    };
    let number = |key: &str| file[key].as_u64().unwrap_or(0).to_string();
    let sum = |of: fn(&mingce::import::SheetReading) -> u32| {
        reading.sheets.iter().map(of).sum::<u32>().to_string()
    };
    expect("data_rows", number("data_rows"), sum(|s| s.data_rows));
    expect("accepted", number("accepted"), sum(|s| s.accepted));
    expect("rejected", number("rejected"), sum(|s| s.rejected));
    expect("rows", number("accepted"), reading.rows.len().to_string());
    expect("format", text(&file["format"]), reading.format.code().to_owned());
    expect(
        "file_error",
        text(&file["file_error"]),
        reading.file_error.map_or("", |p| p.code()).to_owned(),
    );
    if let Some(encoding) = file["encoding"].as_str() {
        expect("encoding", encoding.to_owned(), reading.encoding.unwrap_or("").to_owned());
    }
    let header = reading.sheets.iter().find_map(|sheet| sheet.header_row);
    expect("header_row", number("header_row"), header.unwrap_or(0).to_string());
    if let Some(ignored) = file["ignored_rows"].as_array() {
        let ignored: Vec<u64> = ignored.iter().filter_map(Value::as_u64).collect();
        let found: Vec<u64> = reading
            .sheets
            .iter()
            .flat_map(|s| s.ignored_rows.iter().map(|r| u64::from(*r)))
            .collect();
        expect("ignored_rows", format!("{ignored:?}"), format!("{found:?}"));
    }
    if let Some(map) = file["header_map"].as_object() {
        let expected: BTreeSet<_> =
            map.iter().map(|(heading, label)| (heading.clone(), text(label))).collect();
        let found: BTreeSet<_> = reading.sheets[0]
            .header_map
            .iter()
            .map(|(heading, field)| (heading.clone(), field.label().to_owned()))
            .collect();
        expect("header_map", format!("{expected:?}"), format!("{found:?}"));
    }
    if let Some(list) = file["list"].as_str() {
        let kinds: BTreeSet<_> =
            reading.rows.iter().map(|r| r.listing.roster.kind.label()).collect();
        expect("list", format!("{:?}", BTreeSet::from([list])), format!("{kinds:?}"));
    }
    wrong.extend(wrong_issues(file, reading));
    wrong.extend(wrong_values(file, reading));
    wrong
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or("").to_owned()
}

fn wrong_issues(file: &Value, reading: &FileReading) -> Vec<String> {
    let mut wrong = Vec::new();
    let issues = file["issues"].as_array().unwrap();
    let mut told: Vec<&Finding> = Vec::new();
    for issue in issues {
        let field = issue["field"].as_str().map(field_named);
        let found = reading.findings.iter().find(|finding| {
            finding.row.map(u64::from) == issue["row"].as_u64()
                && finding.field == field
                && finding.problem.code() == text(&issue["problem"])
                && finding.level.code() == text(&issue["expect"])
        });
        let Some(found) = found else {
            wrong.push(format!("not told: {issue}"));
            continue;
        };
        if let Some(same_as) = issue["same_as"].as_u64()
            && found.same_as.map(u64::from) != Some(same_as)
        {
            wrong.push(format!("same_as of {issue}: {:?}", found.same_as));
        }
        if let Some(differs) = issue["differs"].as_array() {
            let expected: Vec<_> = differs.iter().map(text).collect();
            let labels: Vec<_> = found.differs.iter().map(|f| f.label().to_owned()).collect();
            if labels != expected {
                wrong.push(format!("differs of {issue}: {labels:?}"));
            }
        }
        told.push(found);
    }
    for finding in &reading.findings {
        let is_of_file = finding.row.is_none() && reading.file_error == Some(finding.problem);
        let refuses = matches!(finding.level, Level::Error | Level::Skip);
        if refuses && !is_of_file && !told.iter().any(|other| std::ptr::eq(*other, finding)) {
            wrong.push(format!("told without cause: {finding:?}"));
        }
    }
    wrong
}

fn wrong_values(file: &Value, reading: &FileReading) -> Vec<String> {
    let mut wrong = Vec::new();
    for expected in file["normalised"].as_array().into_iter().flatten() {
        let number = expected["row"].as_u64().unwrap();
        let Some(row) = reading.rows.iter().find(|row| u64::from(row.row) == number) else {
            wrong.push(format!("row {number} was not taken"));
            continue;
        };
        for (label, value) in expected.as_object().unwrap() {
            if label == "row" {
                continue;
            }
            let found = match label.as_str() {
                "乡镇街道" => row.listing.site.town.clone(),
                _ => row.listing.text_of(field_named(label)),
            };
            if found != text(value) {
                wrong.push(format!("row {number} {label}: expected {value}, found {found}"));
            }
        }
    }
    wrong
}

#[test]
fn every_file_of_the_manifest_is_read_as_it_says() {
    let manifest: Value =
        serde_json::from_str(&std::fs::read_to_string(folder().join("manifest.json")).unwrap())
            .unwrap();
    let mut wrong = String::new();
    for file in manifest["files"].as_array().unwrap() {
        let name = file["file"].as_str().unwrap();
        for difference in differences(file, &read_file(name)) {
            writeln!(wrong, "{name}: {difference}").unwrap();
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}

/// Every list of the demo: its kinds, its days, and that nothing of it is refused.
#[test]
fn every_list_of_the_demo_is_read() {
    let demo = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/data/demo"));
    let regions = Regions::from_csv(&[
        include_str!("../data/regions.csv"),
        include_str!("../data/demo/regions.csv"),
    ]);
    let manifest: toml::Table =
        std::fs::read_to_string(demo.join("manifest.toml")).unwrap().parse().unwrap();
    let mut wrong = String::new();
    for release in manifest["release"].as_array().unwrap() {
        let name = release["file"].as_str().unwrap();
        let options = Options {
            regulator: RegulatorCode::parse(release["regulator"].as_str().unwrap()),
            regions: &regions,
            roster: None,
            limits: Limits::default(),
        };
        let reading = read(name, &std::fs::read(demo.join(name)).unwrap(), &options, &mut |_| {});
        let mut kinds: Vec<_> =
            reading.rows.iter().map(|row| row.listing.roster.kind.code()).collect();
        kinds.sort_unstable();
        kinds.dedup();
        let expected = match release["roster"].as_str().unwrap() {
            "mixed" => vec!["approved", "banned"],
            kind => vec![kind],
        };
        if kinds != expected {
            writeln!(wrong, "{name}: {kinds:?} instead of {expected:?}").unwrap();
        }
        let as_of = release["as_of"].as_str().unwrap();
        if reading.as_of.is_some_and(|day| day.to_string() != as_of) {
            writeln!(wrong, "{name}: as of {:?} instead of {as_of}", reading.as_of).unwrap();
        }
        for finding in reading.findings.iter().filter(|finding| finding.level <= Level::Skip) {
            writeln!(wrong, "{name}: {finding:?}").unwrap();
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}

/// What a list says without saying it in each row, and what must never be read out of it.
mod meaning {
    use mingce::domain::category::Category;
    use mingce::domain::checks::{Level, Problem};
    use mingce::domain::listing::{FreeText, RosterKind, Validity};
    use mingce::domain::release::Mode;
    use mingce::domain::status::Status;
    use mingce::import::{FileReading, Options, read};

    use super::options;

    fn list(name: &str, text: &str) -> FileReading {
        read(name, text.as_bytes(), &options(), &mut |_| {})
    }

    fn kinds(reading: &FileReading) -> Vec<RosterKind> {
        reading.rows.iter().map(|row| row.listing.roster.kind).collect()
    }

    fn problems(reading: &FileReading, level: Level) -> Vec<Problem> {
        reading.findings.iter().filter(|f| f.level == level).map(|f| f.problem).collect()
    }

    #[test]
    fn what_points_to_a_ban_is_never_taken_for_an_approval() {
        for (name, text) in [
            ("名单.csv", "机构名称,地址,列入原因\n示例中心,示例路1号,\n"),
            ("名单.csv", "机构名称,地址,处理结果\n示例中心,示例路1号,约谈\n"),
            ("曝光台.csv", "机构名称,地址\n示例中心,示例路1号\n"),
            ("名单.csv", "关于部分机构违规办学的通报,\n机构名称,地址\n示例中心,示例路1号\n"),
            ("名单.csv", "机构名称,名单类型\n示例中心,\n"),
            ("名单.csv", "机构名称,名单类型\n示例中心,红榜\n"),
            (
                "名单.csv",
                "机构名称,地址\n一、黑名单,\n甲中心,示例路1号\n二、其他机构,\n乙中心,示例路2号\n",
            ),
            ("白名单.csv", "机构名称,列入原因\n示例中心,无证办学\n"),
        ] {
            let reading = list(name, text);
            assert!(!kinds(&reading).contains(&RosterKind::Approved), "{name} {text}");
            assert!(
                problems(&reading, Level::Error).contains(&Problem::UnknownRoster),
                "{name} {text}"
            );
        }
    }

    #[test]
    fn the_nearest_word_for_the_kind_of_list_decides() {
        let text = "示例区校外培训机构白名单,\n机构名称,名单类型\n甲中心,黑名单\n乙中心,白名单\n";
        assert_eq!(kinds(&list("名单.csv", text)), [RosterKind::Banned, RosterKind::Approved]);
        let text = "机构名称,地址\n甲中心,示例路1号\n";
        assert_eq!(kinds(&list("某区黑名单.csv", text)), [RosterKind::Banned]);
        assert_eq!(kinds(&list("名单.csv", text)), [RosterKind::Approved]);
        let said = Options { roster: Some(RosterKind::Banned), ..options() };
        let reading = read("名单.csv", text.as_bytes(), &said, &mut |_| {});
        assert_eq!(kinds(&reading), [RosterKind::Banned]);
    }

    #[test]
    fn a_title_can_say_how_all_rows_stand() {
        let text = "示例区已注销校外培训机构名单,\n机构名称,地址\n甲中心,示例路1号\n";
        assert_eq!(list("名单.csv", text).rows[0].listing.status, Status::Deregistered);
        let text = "机构名称,备注\n甲中心,停业整改\n乙中心,连锁机构\n丙中心,\n";
        let reading = list("名单.csv", text);
        let found: Vec<_> = reading.rows.iter().map(|row| row.listing.status).collect();
        assert_eq!(found, [Status::Rectifying, Status::Unstated, Status::Unstated]);
        let text = "机构名称,状态,年检结果\n甲中心,正常,不合格\n";
        assert_eq!(list("名单.csv", text).rows[0].listing.status, Status::FailedInspection);
    }

    #[test]
    fn care_after_school_is_seen_from_its_title() {
        let text = "示例区校外托管机构白名单,\n机构名称,地址\n甲中心,示例路1号\n";
        assert_eq!(list("名单.csv", text).rows[0].listing.category, Category::Childcare);
    }

    #[test]
    fn private_people_are_held_back() {
        let text = "黑名单,,,\n机构名称,列入原因,处理结果,联系电话\n\
                    甲中心,无证办学,对校长王小明进行约谈,13812345678\n";
        let reading = list("名单.csv", text);
        let listing = &reading.rows[0].listing;
        assert_eq!(listing.measures, Some(FreeText::HeldBack));
        assert_eq!(listing.reason, Some(FreeText::Public("无证办学".into())));
        assert_eq!(listing.phone, None);
        assert!(problems(&reading, Level::Warning).contains(&Problem::PrivatePerson));
        assert!(problems(&reading, Level::Note).contains(&Problem::PrivatePhone));
    }

    #[test]
    fn an_end_that_is_not_given_is_neither_long_nor_past() {
        let text = "机构名称,机构类别,有效期\n甲中心,学科类,\n乙中心,托管,\n丙中心,学科类,2022.9.1—2025.8.31\n";
        let reading = list("名单.csv", text);
        assert_eq!(reading.rows[0].listing.valid_until, Validity::Unstated);
        assert_eq!(reading.rows[2].listing.valid_from.unwrap().to_string(), "2022-09-01");
        let missing: Vec<_> = reading
            .findings
            .iter()
            .filter(|f| f.problem == Problem::Missing && f.level == Level::Warning)
            .map(|f| f.row)
            .collect();
        assert_eq!(missing, [Some(2)]);
    }

    #[test]
    fn without_a_regulator_rows_are_checked_and_none_is_taken() {
        let nobody = Options { regulator: None, ..options() };
        let text = "机构名称,统一社会信用代码\n甲中心,123\n乙中心,\n";
        let reading = read("名单.csv", text.as_bytes(), &nobody, &mut |_| {});
        assert!(reading.rows.is_empty());
        assert_eq!((reading.sheets[0].accepted, reading.sheets[0].rejected), (1, 1));
        let errors = problems(&reading, Level::Error);
        assert!(errors.contains(&Problem::RegulatorUnknown) && errors.contains(&Problem::Length));
        let text =
            "机构名称,主管部门,行政区划代码\n甲中心,海淀区教育委员会,110108\n乙中心,,110108\n";
        let reading = read("名单.csv", text.as_bytes(), &nobody, &mut |_| {});
        assert_eq!(reading.rows.len(), 1);
        assert_eq!(reading.rows[0].listing.roster.regulator.to_string(), "110108-edu");
        let text = "发布单位：北京市海淀区教育委员会,\n机构名称,地址\n甲中心,示例路1号\n";
        let reading = read("名单.csv", text.as_bytes(), &nobody, &mut |_| {});
        assert_eq!(reading.rows[0].listing.roster.regulator.to_string(), "110108-edu");
        let names = reading.regulators.values().next().unwrap();
        assert_eq!(names.keys().collect::<Vec<_>>(), ["北京市海淀区教育委员会"]);
    }

    #[test]
    fn titles_give_number_and_batch() {
        let text = "海教〔2024〕12号,\n示例区校外培训机构白名单（第二批）,\n机构名称,地址\n甲中心,示例路1号\n";
        let reading = list("名单.csv", text);
        assert_eq!(reading.notice_no.as_deref(), Some("海教〔2024〕12号"));
        assert_eq!(reading.mode_hint, Some(Mode::Batch));
        assert_eq!(reading.title.as_deref(), Some("示例区校外培训机构白名单(第二批)"));
    }
}

/// Files made to do harm: each is refused with a reason, soon, and nothing panics.
mod harmful {
    use std::io::{Cursor, Write as _};
    use std::time::{Duration, Instant};

    use mingce::domain::checks::{Level, Problem};
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
        let links =
            with_parts(&plain, &[("xl/externalLinks/externalLink1.xml", b"<externalLink/>")]);
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
}
