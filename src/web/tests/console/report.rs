//! What the bureau's report promises.

use std::sync::Arc;

use axum::http::StatusCode;

use super::super::Answer;
use super::at_work::{list, row};
use super::{Bureau, EAST, WEST, code, now};
use crate::domain::account::Role;
use crate::domain::report::Preset;
use crate::import::testing::sheets_of;
use crate::publish::report::Wanted;

type Rows = Vec<(String, Vec<Option<i64>>)>;

fn text(html: &str) -> String {
    let mut text = String::new();
    let mut is_tag = false;
    for c in html.chars() {
        match c {
            '<' => is_tag = true,
            '>' => is_tag = false,
            _ if !is_tag => text.push(c),
            _ => {}
        }
    }
    text
}

/// The page's tables: title, and label and numbers of each row.
fn on_page(page: &Answer) -> Vec<(String, Rows)> {
    let tables = page.body.split("<table class=\"sums\"").skip(1);
    tables
        .map(|table| {
            let title = table.split("<b>").nth(1).unwrap().split("</b>").next().unwrap();
            let body = table.split("<tbody>").nth(1).unwrap().split("</tbody>").next().unwrap();
            let rows = body.split("</tr>").filter(|row| row.contains("<th")).map(|row| {
                let label = row.split("</th>").next().unwrap();
                let label = text(&label[label.find("<th").unwrap()..]);
                let cells = row.split("<td>").skip(1);
                let numbers =
                    cells.map(|cell| text(cell.split("</td>").next().unwrap()).parse().ok());
                (label, numbers.collect())
            });
            (title.to_owned(), rows.collect())
        })
        .collect()
}

/// The same of the workbook.
fn in_book(bytes: &[u8]) -> Vec<(String, Rows)> {
    let sheets = sheets_of(bytes).into_iter();
    sheets
        .map(|(name, rows)| {
            let rows = rows.iter().filter_map(|row| {
                let (label, numbers) = row.split_first()?;
                Some((label.clone(), numbers.iter().map(|cell| cell.parse().ok()).collect()))
            });
            (name, rows.collect())
        })
        .collect()
}

fn find<'a>(tables: &'a [(String, Rows)], title: &str, label: &str) -> &'a [Option<i64>] {
    let (_, rows) = tables.iter().find(|(name, _)| name == title).unwrap();
    let row = rows.iter().find(|(name, _)| name == label);
    &row.unwrap_or_else(|| panic!("{title} {label}: {rows:?}")).1
}

const YEARS: &str = "from=2025-01-01&to=2026-11-23";

#[tokio::test]
async fn page_and_workbook_tell_the_same_numbers() {
    let bureau = Bureau::with_lists().await;
    for (login, role, regulator) in
        [("clerk", Role::Submitter, Some(EAST)), ("admin", Role::Admin, None)]
    {
        let mut browser = bureau.person(login, role, regulator).await;
        let page = browser.get(&format!("/console/report?{YEARS}")).await;
        let book = browser.get(&format!("/console/report.xlsx?{YEARS}")).await;
        let told = on_page(&page);
        let sheets = in_book(&book.bytes);
        assert_eq!(told.len(), sheets.len());
        for ((title, rows), (name, cells)) in told.iter().zip(&sheets) {
            assert_eq!(title, name);
            for (label, numbers) in rows {
                let row = cells.iter().find(|(own, _)| own == label).unwrap();
                let told: Vec<_> =
                    (0..numbers.len()).map(|at| row.1.get(at).copied().flatten()).collect();
                assert_eq!(told, *numbers, "{title} {label}");
            }
        }
        assert!(page.body.contains("截至：2026-11-23") && page.body.contains("2025-01-01"));
    }
}

#[tokio::test]
async fn every_table_that_has_a_total_adds_up_to_it() {
    let bureau = Bureau::with_lists().await;
    let mut admin = bureau.person("admin", Role::Admin, None).await;
    for query in [YEARS, "period=month", "period=year", "from=2025-05-01&to=2025-05-01"] {
        let tables = on_page(&admin.get(&format!("/console/report?{query}")).await);
        let mut totals = 0;
        for (title, rows) in tables {
            let Some((total, parts)) = rows.split_last() else { continue };
            if !matches!(total.0.as_str(), "总数" | "期末在册") {
                continue;
            }
            totals += 1;
            for (at, number) in total.1.iter().enumerate() {
                let sum: i64 = parts.iter().filter_map(|(_, numbers)| numbers[at]).sum();
                assert_eq!(Some(sum), *number, "{query} {title} {parts:?}");
            }
        }
        assert_eq!(totals, 11, "{query}");
    }
}

#[tokio::test]
async fn a_bureau_sees_itself_and_who_runs_the_platform_sees_all() {
    let bureau = Bureau::with_lists().await;
    let total = |page: &Answer| find(&on_page(page), "总数", "总数")[0].unwrap();
    let mut east = bureau.person("east", Role::Submitter, Some(EAST)).await;
    let own = east.get(&format!("/console/report?{YEARS}")).await;
    assert!(own.body.contains("示例市示例东区教育局") && !own.body.contains("示例西区"));
    let asked = east.get(&format!("/console/report?{YEARS}&regulator={WEST}")).await;
    assert_eq!(total(&asked), total(&own), "asking for another's does not help");
    let mut admin = bureau.person("admin", Role::Admin, None).await;
    let all = admin.get(&format!("/console/report?{YEARS}")).await;
    assert!(all.body.contains("示例市示例西区教育局") && total(&all) > total(&own));
    let one = admin.get(&format!("/console/report?{YEARS}&regulator={EAST}")).await;
    assert_eq!(total(&one), total(&own));
    let mut west = bureau.person("west", Role::Admin, Some(WEST)).await;
    let west = west.get(&format!("/console/report?{YEARS}&regulator={EAST}")).await;
    assert!(!west.body.contains("示例东区教育局"));
    let mut auditor = bureau.person("auditor", Role::Auditor, None).await;
    for path in ["/console/report", "/console/report.xlsx"] {
        assert_eq!(auditor.get(path).await.status, StatusCode::FORBIDDEN, "{path}");
    }
}

#[tokio::test]
async fn both_borders_of_a_period_belong_to_it() {
    let bureau = Bureau::with_lists().await;
    let mut east = bureau.person("east", Role::Submitter, Some(EAST)).await;
    // A release of that day renamed one, added two bans and one listing, and took two out.
    for (query, releases, renamed) in [
        ("from=2026-10-12&to=2026-10-31", 1, 1),
        ("from=2026-10-01&to=2026-10-12", 1, 1),
        ("from=2026-10-01&to=2026-10-11", 0, 0),
        ("from=2026-10-13&to=2026-10-31", 0, 0),
        ("period=last-month", 1, 1),
        ("period=month", 0, 0),
    ] {
        let tables = on_page(&east.get(&format!("/console/report?{query}")).await);
        assert_eq!(find(&tables, "期间发布", "总数"), [Some(releases)], "{query}");
        assert_eq!(find(&tables, "更名续期等改动", "更名"), [Some(renamed)], "{query}");
    }
}

#[tokio::test]
async fn an_ended_ban_is_counted_and_nobody_is_named() {
    let bureau = Bureau::with_lists().await;
    let mut east = bureau.person("east", Role::Submitter, Some(EAST)).await;
    let page = east.get("/console/report?from=2026-10-01&to=2026-10-31").await;
    let tables = on_page(&page);
    assert_eq!(find(&tables, "新增和移出", "减：移出黑名单"), [Some(-1)]);
    assert!(!page.body.contains("月光石"), "{}", page.body);
}

#[tokio::test]
async fn what_no_list_tells_is_left_to_be_filled_in() {
    let bureau = Bureau::with_lists().await;
    let mut east = bureau.person("east", Role::Submitter, Some(EAST)).await;
    let book = east.get("/console/report.xlsx").await;
    let sheets = in_book(&book.bytes);
    let (_, rows) = sheets.iter().find(|(name, _)| name == "本系统不记录，请另填").unwrap();
    let row = rows.iter().find(|(label, _)| label == "检查（次）").unwrap();
    assert!(row.1.iter().all(Option::is_none));
    for word in ["人次", "车次", "投诉", "督办", "办结", "退费", "已核准", "合规", "上架"]
    {
        assert!(rows.iter().any(|(label, _)| label.contains(word)), "{word}");
    }
}

#[tokio::test]
async fn days_that_make_no_period_are_refused_in_words() {
    let bureau = Bureau::open().await;
    let mut east = bureau.person("east", Role::Submitter, Some(EAST)).await;
    for (query, words) in [
        ("from=2026-02-01&to=2026-01-31", "结束的一天早于开始的一天"),
        ("from=nonsense&to=2026-01-31", "这样的日期"),
        ("from=2026-01-31", "这样的日期"),
        ("from=2027-01-01&to=2027-12-31", "开始的一天还没有到"),
        ("from=9999-12-31&to=9999-12-31", "开始的一天还没有到"),
    ] {
        let page = east.get(&format!("/console/report?{query}")).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{query}");
        assert!(page.body.contains(words), "{query}: {}", page.body);
        let book = east.get(&format!("/console/report.xlsx?{query}")).await;
        assert_eq!(book.status, StatusCode::UNPROCESSABLE_ENTITY, "{query}");
    }
    let first = east.get("/console/report?from=-009999-01-01&to=9999-12-31").await;
    assert_eq!(first.status, StatusCode::OK, "whoever asks for everything gets it");
}

#[tokio::test]
async fn a_report_is_counted_once_for_a_release_and_anew_after_the_next() {
    let bureau = Bureau::at_work().await;
    let mut people = bureau.people().await;
    people.publish(&list([row(1)]), "full").await;
    bureau.settle().await;
    let today = now().date();
    let wanted =
        Wanted { regulator: Some(code(EAST)), period: Preset::ThisYear.period(today), today };
    let count = async |wanted| {
        let reader = bureau.live.snapshot();
        let reports = &bureau.office.reports;
        reports.count(&bureau.store, reader.directory(), wanted).await.unwrap()
    };
    let (first, second) = tokio::join!(count(wanted), count(wanted));
    assert!(Arc::ptr_eq(&first, &second), "of two who ask at once, one waits for the other's");
    assert!(Arc::ptr_eq(&first, &count(wanted).await));
    for other in [
        Wanted { regulator: None, ..wanted },
        Wanted { regulator: Some(code(WEST)), ..wanted },
        Wanted { period: Preset::LastMonth.period(today), ..wanted },
        Wanted { today: today.tomorrow().unwrap(), ..wanted },
    ] {
        assert!(!Arc::ptr_eq(&first, &count(other).await), "{other:?}");
    }
    people.publish(&list([row(1), row(2)]), "full").await;
    bureau.settle().await;
    assert_eq!(first.releases.iter().sum::<u32>(), 1);
    assert_eq!(count(wanted).await.releases.iter().sum::<u32>(), 2);
}
