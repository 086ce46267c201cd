//! What a list says without saying it in each row, and what must never be read out of it.

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
        ("白名单.csv", "违规机构名单,\n机构名称,地址\n示例中心,示例路1号\n"),
        ("名单.csv", "关于将示例中心等机构移出白名单的公告,\n机构名称,地址\n示例中心,示例路1号\n"),
        ("名单.csv", "白名单,\n机构名称,地址\n二、违规办学机构,\n示例中心,示例路1号\n"),
        ("名单.csv", "机构名称,名单类型\n示例中心,移出白名单\n"),
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
    let text = "机构名称,主管部门,行政区划代码\n甲中心,海淀区教育委员会,110108\n乙中心,,110108\n";
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
    let text =
        "海教〔2024〕12号,\n示例区校外培训机构白名单（第二批）,\n机构名称,地址\n甲中心,示例路1号\n";
    let reading = list("名单.csv", text);
    assert_eq!(reading.notice_no.as_deref(), Some("海教〔2024〕12号"));
    assert_eq!(reading.mode_hint, Some(Mode::Batch));
    assert_eq!(reading.title.as_deref(), Some("示例区校外培训机构白名单(第二批)"));
}
