//! Reads every file that `tests/data/bureau_files/manifest.json` describes, and files made to do harm.

mod harmful;
mod mapped;
mod meaning;
mod mended;
mod returned;

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::Path;
use std::sync::LazyLock;

use mingce::domain::checks::{Finding, Level};
use mingce::domain::listing::Field;
use mingce::domain::region::Regions;
use mingce::domain::regulator::RegulatorCode;
use mingce::import::{FileReading, Limits, Mapping, Options, read};
use serde_json::Value;

static REGIONS: LazyLock<Regions> =
    LazyLock::new(|| Regions::from_csv(&[include_str!("../../data/regions.csv")]));

fn folder() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/bureau_files"))
}

fn options() -> Options<'static> {
    Options {
        regulator: RegulatorCode::parse("440305-edu"),
        regions: &REGIONS,
        roster: None,
        limits: Limits::default(),
        mapping: Mapping::EMPTY,
        mends: &[],
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
        include_str!("../../data/regions.csv"),
        include_str!("../../data/demo/regions.csv"),
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
            mapping: Mapping::EMPTY,
            mends: &[],
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
