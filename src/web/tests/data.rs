//! What whoever takes the lists as files relies on.

use std::io::Read as _;

use axum::http::StatusCode;
use serde_json::{Map, Value};

use super::fixtures::{APPROVED, APPROVED_NAME, directory, listed, now};
use super::*;
use crate::domain::institution::{Ending, Institution, InstitutionId};
use crate::domain::listing::RosterKind;
use crate::domain::release::ReleaseId;
use crate::publish::export::columns::COLUMNS;
use crate::publish::export::{Edition, Form, Scope, Wanted};
use crate::web::downloads::schema::schema;

const EDITION: &str = "/data/2026-11-23-r6";

async fn file(name: &str) -> Answer {
    let answer = get(&plain(), &format!("{EDITION}/{name}")).await;
    assert_eq!(answer.status, StatusCode::OK, "{name}");
    answer
}

async fn lines(name: &str) -> Vec<Map<String, Value>> {
    let file = file(name).await;
    file.body.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn names(lines: &[Map<String, Value>]) -> Vec<&str> {
    lines.iter().map(|line| line["name"].as_str().unwrap()).collect()
}

#[tokio::test]
async fn every_line_is_as_the_schema_says() {
    let schema = schema();
    let lines = lines("all.jsonl").await;
    assert_eq!(lines.len(), 35);
    for line in &lines {
        let keys: Vec<&String> = line.keys().collect();
        assert_eq!(keys.len(), COLUMNS.len(), "{line:?}");
        for key in schema["required"].as_array().unwrap() {
            let (value, told) =
                (&line[key.as_str().unwrap()], &schema["properties"][key.as_str().unwrap()]);
            assert!(fits(value, told), "{key}: {value} is not {told}");
        }
    }
    let served = get(&plain(), "/data/schema.json").await;
    assert_eq!(served.json(), schema);
    assert_eq!(served.header("content-type"), "application/schema+json");
}

/// The keywords that the schema uses.
fn fits(value: &Value, told: &Value) -> bool {
    let kind = if value.is_null() {
        "null"
    } else if value.is_string() {
        "string"
    } else if value.is_u64() {
        "integer"
    } else {
        "something else"
    };
    let types = told["type"].as_array().cloned().unwrap_or_else(|| vec![told["type"].clone()]);
    let is_day = || value.as_str().is_none_or(|day| day.parse::<jiff::civil::Date>().is_ok());
    types.iter().any(|one| one == kind)
        && told["enum"].as_array().is_none_or(|all| all.contains(value))
        && (told["format"].is_null() || is_day())
        && (told["minLength"].is_null() || value.as_str() != Some(""))
        && (told["minimum"].is_null() || value.as_u64() >= told["minimum"].as_u64())
}

#[tokio::test]
async fn a_table_opens_in_excel_as_it_is_meant() {
    let file = file("all.csv").await;
    assert_eq!(file.header("content-type"), "text/csv; charset=utf-8; header=present");
    assert_eq!(
        file.header("content-disposition"),
        "attachment; filename=\"mingce-2026-11-23-r6-all.csv\""
    );
    let heading = file.body.lines().next().unwrap();
    assert!(heading.starts_with("\u{feff}机构名称,统一社会信用代码,办学许可证号,"), "{heading}");
    assert!(file.body.ends_with("\r\n"));
    let row = file.body.lines().find(|line| line.contains(APPROVED)).unwrap();
    assert!(
        row.starts_with(&format!("{APPROVED_NAME},{APPROVED},教民199990170000011号,白名单,正常,"))
    );
    assert!(
        row.contains(",approved,91990101MA0000015C,5,在白名单上,999901-edu,2026-09-30,"),
        "{row}"
    );
}

#[tokio::test]
async fn in_a_workbook_days_are_days_and_codes_are_text() {
    let bytes = get_bytes(&plain(), &format!("{EDITION}/all.xlsx")).await;
    let mut book = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let mut text = |name: &str| {
        let mut text = String::new();
        book.by_name(name).unwrap().read_to_string(&mut text).unwrap();
        text
    };
    let sheet = text("xl/worksheets/sheet1.xml");
    assert!(sheet.contains("state=\"frozen\"") && sheet.contains("<autoFilter ref=\"A1:AE36\""));
    let row = sheet.split("<row ").find(|row| row.contains(APPROVED_NAME)).unwrap();
    let cell = |column: &str| {
        let cell = row.split("<c r=\"").find(|cell| {
            cell.strip_prefix(column)
                .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
        });
        cell.unwrap().to_owned()
    };
    assert!(cell("B").contains("t=\"inlineStr\"") && cell("B").contains(APPROVED), "{}", cell("B"));
    assert!(cell("L").contains("t=\"inlineStr\"") && cell("L").contains("999901"), "{}", cell("L"));
    assert!(text("docProps/core.xml").contains(">2026-11-23T00:00:00Z<"), "not by the clock");
    // 30 June 2028, counted from 1900, in a format of days.
    assert!(cell("P").contains("<v>46934</v>") && cell("P").contains(" s=\""), "{}", cell("P"));
    assert!(
        text("xl/styles.xml").contains("yyyy\\-mm\\-dd")
            || text("xl/styles.xml").contains("yyyy-mm-dd")
    );
}

#[tokio::test]
async fn a_region_has_what_lies_inside_it_and_a_regulator_what_it_published() {
    let district = lines("999901.jsonl").await;
    assert!(district.iter().all(|line| line["region"] == "999901"));
    assert_eq!(lines("999900.jsonl").await.len(), 35, "a city has all its districts");
    let culture = lines("999901-culture.jsonl").await;
    assert_eq!(names(&culture), ["示例东区墨痕书法培训有限公司", "小白鹿美术工作室"]);
    // The verdict is the institution's, whoever else says so: another bureau bans the calligraphers.
    assert_eq!(culture[0]["verdict"], "banned");
    assert_eq!(culture[0]["list"], "approved");
}

#[tokio::test]
async fn a_day_without_a_release_leads_to_what_is_known_now() {
    let site = site(demo);
    for (asked, wanted) in [
        ("/mingce/data/latest/all.csv", "/mingce/data/2026-11-23-r6/all.csv"),
        ("/mingce/data/2025-05-01/999901.xlsx", "/mingce/data/2025-05-01-r6/999901.xlsx"),
        ("/mingce/data/latest/manifest.json", "/mingce/data/2026-11-23-r6/manifest.json"),
    ] {
        let answer = get(&site, asked).await;
        assert_eq!(answer.status, StatusCode::TEMPORARY_REDIRECT, "{asked}");
        assert_eq!(answer.header("location"), wanted);
        assert_eq!(answer.header("cache-control"), "public, max-age=0, s-maxage=10");
    }
}

#[tokio::test]
async fn days_to_come_and_what_is_not_there_are_refused_in_plain_words() {
    let site = plain();
    for future in ["2026-11-24", "2026-11-24-r6"] {
        let answer = get(&site, &format!("/data/{future}/all.csv")).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST);
        assert!(answer.body.contains("不能是以后的日子"), "{future}");
    }
    for nothing in [
        "/data/2026-11-23-r7/all.csv",
        "/data/2026-11-23-r6/123456.csv",
        "/data/2026-11-23-r6/999904-sport.csv",
        "/data/2026-11-23-r6/all.zip",
        "/data/newest/all.csv",
    ] {
        assert_eq!(get(&site, nothing).await.status, StatusCode::NOT_FOUND, "{nothing}");
    }
}

#[tokio::test]
async fn an_edition_says_what_was_known_after_its_release() {
    let site = plain();
    let lines = |edition: &'static str| {
        let site = site.clone();
        async move {
            let body = get(&site, &format!("/data/{edition}/all.jsonl")).await.body;
            let lines = body.lines().map(|line| serde_json::from_str(line).unwrap());
            lines.collect::<Vec<Map<String, Value>>>()
        }
    };
    let before = lines("2026-11-23-r4").await;
    let found = names(&before);
    // The fifth release gave it another name, and took another off the list.
    assert!(found.contains(&"示例东区启明英语培训中心有限公司") && !found.contains(&APPROVED_NAME));
    assert!(found.contains(&"示例东区风铃草英语培训中心有限公司"));
    let after = lines("2026-11-23-r5").await;
    assert!(!names(&after).contains(&"示例东区风铃草英语培训中心有限公司"));
    let early = lines("2025-05-01-r6").await;
    assert!(names(&early).contains(&"示例东区风铃草英语培训中心有限公司"), "as of a day before");
}

#[tokio::test]
async fn a_ban_that_is_over_is_in_no_edition() {
    for edition in ["2026-11-23-r6", "2026-11-23-r1", "2025-05-01-r6", "2025-05-01-r1"] {
        for ending in ["csv", "jsonl"] {
            let file = get(&plain(), &format!("/data/{edition}/all.{ending}")).await;
            assert_eq!(file.status, StatusCode::OK);
            assert!(!file.body.contains("月光石"), "{edition} {ending}");
        }
    }
}

/// The register after three more releases, of which the first adds and the last ends something.
fn later() -> Router {
    let mut directory = directory();
    let last = directory.release(ReleaseId::new(6)).unwrap().clone();
    for id in 7..=9 {
        let recorded_at = "2026-11-20T02:00:00Z".parse().unwrap();
        let effective_on = "2026-11-20".parse().unwrap();
        directory.add_release(crate::domain::release::Release {
            id: ReleaseId::new(id),
            recorded_at,
            effective_on,
            ..last.clone()
        });
    }
    let mut institutions = fixtures::institutions();
    let day = "2026-11-20".parse().unwrap();
    institutions[3].versions[0].until = Some(crate::domain::institution::Until {
        release: ReleaseId::new(9),
        on: day,
        how: Ending::Departed,
    });
    let new =
        listed(900, RosterKind::Approved, "999901-edu", "示例东区新来的培训中心").from(7, day).0;
    institutions.push(Institution {
        id: InstitutionId::of_name(new.listing.region, &new.listing.name),
        aliases: Vec::new(),
        may_be_meant: Vec::new(),
        versions: vec![new],
    });
    router(App::new(live(&directory, institutions), SiteSettings::default(), now))
}

#[tokio::test]
async fn the_files_of_an_edition_stay_the_same_bytes_after_later_releases() {
    let book = format!("{EDITION}/all.xlsx");
    assert!(get_bytes(&plain(), &book).await == get_bytes(&later(), &book).await);
    for name in ["all.csv", "all.jsonl", "999901.csv", "999901-edu.jsonl"] {
        let then = file(name).await;
        let now = get(&later(), &format!("{EDITION}/{name}")).await;
        assert_eq!(then.body, now.body, "{name}");
        assert_eq!(then.header("etag"), now.header("etag"));
        let newest = get(&later(), &format!("/data/2026-11-23-r9/{name}")).await;
        assert_ne!(then.body, newest.body, "{name}");
    }
}

#[tokio::test]
async fn a_manifest_tells_sizes_rows_and_digests_of_the_files() {
    let site = plain();
    let manifest = get(&site, &format!("{EDITION}/manifest.json")).await.json();
    assert_eq!((&manifest["edition"], &manifest["rows"]), (&"2026-11-23-r6".into(), &35.into()));
    assert_eq!(manifest["columns"].as_array().unwrap().len(), COLUMNS.len());
    let files = manifest["files"].as_array().unwrap();
    assert_eq!(files.len(), 3);
    for told in files {
        let bytes = get_bytes(&site, told["url"].as_str().unwrap()).await;
        assert_eq!(told["bytes"], bytes.len());
        let digest = crate::domain::digest::Digest::of(&bytes).to_string();
        assert_eq!(told["sha256"], digest);
    }
    let district = get(&site, &format!("{EDITION}/999901.manifest.json")).await.json();
    assert_eq!(district["scope"], "999901");
    assert!(district["rows"].as_u64() < manifest["rows"].as_u64());
}

#[tokio::test]
async fn who_has_a_file_already_is_told_so_and_who_has_a_part_gets_the_rest() {
    let site = plain();
    let path = format!("{EDITION}/all.csv");
    let whole = get_bytes(&site, &path).await;
    let first = get(&site, &path).await;
    let tag = first.header("etag").to_owned();
    assert_eq!(first.header("content-length"), whole.len().to_string());
    assert!(first.header("repr-digest").starts_with("sha-256=:"));
    assert_eq!(first.header("access-control-allow-origin"), "*");
    let asked = |name: &'static str, value: &str| {
        Request::get(&path).header(name, value).body(Body::empty()).unwrap()
    };
    let again = send(&site, asked("if-none-match", &tag)).await;
    assert_eq!((again.status, again.body.as_str()), (StatusCode::NOT_MODIFIED, ""));
    let rest = send(&site, asked("range", "bytes=1000-")).await;
    assert_eq!(rest.status, StatusCode::PARTIAL_CONTENT);
    assert_eq!(
        rest.header("content-range"),
        format!("bytes 1000-{}/{}", whole.len() - 1, whole.len())
    );
    assert_eq!(rest.body, String::from_utf8_lossy(&whole[1000..]));
    let squeezed = send(&site, asked("accept-encoding", "gzip")).await;
    assert_eq!(squeezed.header("content-encoding"), "gzip");
    assert_eq!(squeezed.header("repr-digest"), "", "it is of other bytes");
}

#[tokio::test]
async fn the_page_tells_what_there_is_and_what_it_is_not() {
    let site = plain();
    let page = get(&site, "/data").await;
    assert_eq!(page.status, StatusCode::OK);
    for said in ["不等于合法", "在浏览器打开", "共35条", "统一社会信用代码", "\u{a0}KB"]
    {
        assert!(page.body.contains(said), "{said}");
    }
    assert!(page.body.contains("href=\"/data/2026-11-23-r6/all.xlsx\""));
    assert!(page.body.contains("href=\"/data/2026-11-23-r6/999901-edu.csv\""));
    let digest =
        get(&site, &format!("{EDITION}/manifest.json")).await.json()["files"][0]["sha256"].clone();
    assert!(page.body.contains(digest.as_str().unwrap()), "the digest on the page is the file's");
    let district = get(&site, "/data?region=999901").await;
    assert!(district.body.contains("href=\"/data/2026-11-23-r6/999901.csv\""));
    assert!(!district.body.contains("999902-edu.csv"), "regulators elsewhere are left out");
    assert!(district.body.contains("name=\"robots\" content=\"noindex\""));
    assert_eq!(get(&site, "/data?region=1").await.status, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn whoever_asks_at_once_reads_one_file_that_is_made_once() {
    let live = live(&directory(), fixtures::institutions());
    let app = App::new(live, SiteSettings::default(), now);
    let reader = app.live.snapshot();
    let wanted = Wanted {
        edition: Edition::parse("2026-11-23-r6").unwrap(),
        scope: Scope::Whole,
        form: Form::Csv,
        today: now().date(),
    };
    let ask = || app.downloads.file(&reader, wanted);
    let (one, other) = tokio::join!(ask(), ask());
    assert!(Arc::ptr_eq(&one.unwrap(), &other.unwrap()));
}

#[tokio::test]
async fn where_no_file_can_be_made_it_says_so_and_nobody_gets_half_of_one() {
    let live = live(&directory(), fixtures::institutions());
    let app = App::new(live, SiteSettings::default(), now).with_downloads_in("/nowhere".into());
    let site = router(app);
    let answer = get(&site, &format!("{EDITION}/all.csv")).await;
    assert_eq!(answer.status, StatusCode::INTERNAL_SERVER_ERROR);
    assert!(answer.body.contains("过一会儿再试"));
    assert_eq!(
        get(&site, "/data").await.status,
        StatusCode::OK,
        "the page still tells what there is"
    );
}

#[tokio::test]
async fn files_are_the_same_bytes_however_the_index_came_about() {
    let mut institutions: Vec<_> = (1..).zip(fixtures::institutions()).collect();
    institutions.reverse();
    let live = live_as_indexed(&directory(), institutions);
    let other = router(App::new(live, SiteSettings::default(), now));
    for name in ["all.csv", "999902.jsonl", "all.xlsx"] {
        let path = format!("{EDITION}/{name}");
        assert!(get_bytes(&plain(), &path).await == get_bytes(&other, &path).await, "{name}");
    }
}
