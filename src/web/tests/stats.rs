//! What the page of figures promises.

use std::ops::ControlFlow;

use axum::http::StatusCode;
use serde_json::Value;

use super::{Answer, demo, fixtures, get, live, plain, site};
use crate::domain::directory::Directory;
use crate::domain::figures::{Counting, Tally};
use crate::domain::institution::Institution;
use crate::web::settings::SiteSettings;
use crate::web::{App, router};

/// The page's tables: caption, and the numbers of the first column of each row.
fn tables(page: &Answer) -> Vec<(String, Vec<u32>)> {
    let text = |html: &str| {
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
    };
    page.body
        .split("<table")
        .skip(1)
        .map(|table| {
            let table = table.split("</table>").next().unwrap();
            let caption = table.split("</caption>").next().unwrap();
            let body = table.split("<tbody>").nth(1).unwrap().split("</tbody>").next().unwrap();
            let numbers = body.split("</tr>").filter_map(|row| {
                let cell = row.split("<td>").nth(1)?.split("</td>").next()?;
                text(cell).replace(',', "").parse().ok()
            });
            (text(&caption[caption.find('>').unwrap() + 1..]), numbers.collect())
        })
        .collect()
}

fn table<'a>(json: &'a Value, by: &str) -> &'a Value {
    json["tables"].as_array().unwrap().iter().find(|table| table["by"] == by).unwrap()
}

fn counts(table: &Value) -> Vec<u32> {
    let parts = table["parts"].as_array().unwrap().iter();
    parts.map(|part| u32::try_from(part["count"].as_u64().unwrap()).unwrap()).collect()
}

#[tokio::test]
async fn page_and_api_give_the_same_numbers() {
    let site = plain();
    for query in ["", "?region=999901", "?region=999902"] {
        let page = get(&site, &format!("/stats{query}")).await;
        let api = get(&site, &format!("/api/v1/stats{query}")).await.json();
        let shown = tables(&page);
        for told in api["tables"].as_array().unwrap() {
            let counts = counts(told);
            assert!(
                counts.is_empty() || shown.iter().any(|(_, numbers)| *numbers == counts),
                "{query} {told}"
            );
        }
        let months = shown.iter().find(|(caption, _)| caption.contains("每个月")).unwrap();
        let mut releases: Vec<u64> = api["months"]
            .as_array()
            .unwrap()
            .iter()
            .rev()
            .map(|m| m["releases"].as_u64().unwrap())
            .collect();
        releases.push(api["before"]["releases"].as_u64().unwrap());
        assert_eq!(months.1.iter().map(|n| u64::from(*n)).collect::<Vec<_>>(), releases);
    }
}

#[tokio::test]
async fn every_table_adds_up_or_says_by_how_much_it_does_not() {
    let site = plain();
    let page = get(&site, "/stats").await;
    let api = get(&site, "/api/v1/stats").await.json();
    for told in api["tables"].as_array().unwrap() {
        let number = |key: &str| told[key].as_u64().unwrap();
        assert_eq!(u64::from(counts(told).iter().sum::<u32>()), number("sum"), "{told}");
        assert_eq!(number("sum"), number("total") + number("counted_again"), "{told}");
        if number("counted_again") > 0 {
            let said = format!(
                "各行相加是{}，总数是{}，多{}",
                number("sum"),
                number("total"),
                number("counted_again")
            );
            assert!(page.body.contains(&said), "{said}");
        }
    }
    // The calligraphers are approved by one bureau and banned by another.
    assert_eq!(table(&api, "regulator")["counted_again"], 1);
    assert_eq!(table(&api, "list")["counted_again"], 1);
}

#[tokio::test]
async fn institutions_count_by_their_verdict_today() {
    let api = get(&plain(), "/api/v1/stats?region=999901").await.json();
    let of = |code: &str| {
        let parts = table(&api, "verdict")["parts"].as_array().unwrap();
        parts
            .iter()
            .find(|part| part["code"] == code)
            .map_or(0, |part| part["count"].as_u64().unwrap())
    };
    // Of the eight: one whose permit has ended and one being put right; two banned; one that left.
    assert_eq!([of("restricted"), of("banned"), of("departed")], [2, 2, 1]);
    assert_eq!(api["region"]["code"], "999901");
    assert_eq!(counts(table(&api, "ban_reason")), [1, 1]);
}

#[tokio::test]
async fn months_without_a_release_are_there_too() {
    let api = get(&plain(), "/api/v1/stats").await.json();
    let months = api["months"].as_array().unwrap();
    assert_eq!(months.len(), 24);
    assert_eq!((&months[23]["month"], &months[0]["month"]), (&"2026-11".into(), &"2024-12".into()));
    let released = months.iter().filter(|month| month["releases"].as_u64() > Some(0)).count();
    assert_eq!(released, 6);
    assert_eq!(months[22]["banned"], 2, "bans that are over are forgotten here as well");
}

#[tokio::test]
async fn pictures_say_what_they_show_and_need_neither_script_nor_style_attributes() {
    let page = get(&plain(), "/stats").await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(!page.has_foreign_script() && !page.body.contains(" style="));
    for svg in page.body.split("<svg").skip(1) {
        let tag = svg.split('>').next().unwrap();
        let says = tag.contains("aria-label=\"") && !tag.contains("aria-label=\"\"");
        assert!(says || tag.contains("aria-hidden=\"true\""), "{tag}");
    }
    for table in page.body.split("<table").skip(1) {
        let table = table.split("</table>").next().unwrap();
        assert!(table.contains("<caption>") && table.contains("scope=\"row\""), "{table}");
    }
    for promise in ["放心", "推荐", "保证", "<script>alert"] {
        assert!(!page.body.contains(promise), "{promise}");
    }
    let css = page.body.split("/static/stats.").nth(1).unwrap().split('"').next().unwrap();
    let css = get(&plain(), &format!("/static/stats.{css}")).await;
    assert_eq!(css.header("content-type"), "text/css; charset=utf-8");
}

#[tokio::test]
async fn regions_lead_down_and_links_stay_below_the_base_path() {
    let page = get(&site(demo), "/mingce/stats").await;
    assert!(page.body.contains("href=\"/mingce/stats?region=999901\""));
    assert!(page.body.contains("演示数据"));
    let district = get(&plain(), "/stats?region=999901").await;
    assert!(district.body.contains("href=\"/stats?region=999900\""), "crumbs lead up");
    assert!(!district.body.contains(">在哪里<"), "nothing lies below a district");
    let old = get(&plain(), "/api/v1/stats?region=999911").await;
    assert_eq!(old.json()["region"]["code"], "999901", "an abolished code leads to its successor");
}

#[tokio::test]
async fn a_region_without_a_list_and_an_empty_register_say_so() {
    let bare = get(&plain(), "/stats?region=999904").await;
    assert_eq!(bare.status, StatusCode::OK);
    assert!(bare.body.contains("这里的名单还没有放上来") && bare.body.contains("不等于合法"));
    assert!(!bare.body.contains("<table"));
    let empty = Directory::new(std::sync::Arc::new(fixtures::directory().regions().clone()));
    let empty = router(App::new(live(&empty, Vec::new()), SiteSettings::default(), fixtures::now));
    let page = get(&empty, "/stats").await;
    assert!(page.body.contains("还没有发布过名单") && !page.body.contains("<table"));
    assert_eq!(get(&empty, "/api/v1/stats").await.json()["tables"], Value::Array(Vec::new()));
    assert_eq!(get(&empty, "/stats.csv").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_region_that_is_none_is_refused() {
    for path in ["/stats?region=123456", "/stats?region=x", "/stats.csv?region=x"] {
        assert_eq!(get(&plain(), path).await.status, StatusCode::BAD_REQUEST, "{path}");
    }
    let api = get(&plain(), "/api/v1/stats?region=123456").await;
    assert_eq!(api.header("content-type"), "application/problem+json");
    assert_eq!(api.json()["code"], "bad_region");
}

#[tokio::test]
async fn the_download_has_the_same_numbers() {
    let file = get(&plain(), "/stats.csv?region=999901").await;
    assert_eq!(file.header("content-type"), "text/csv; charset=utf-8");
    assert!(file.body.starts_with('\u{feff}'));
    assert!(file.body.contains("现在不要报名,restricted,2\r\n"), "{}", file.body);
    assert!(file.body.contains("每个月的变化,发布（次）,2026-10,1\r\n"));
}

#[tokio::test]
async fn whoever_asks_at_once_gets_numbers_counted_once() {
    let app = App::new(
        live(&fixtures::directory(), fixtures::institutions()),
        SiteSettings::default(),
        fixtures::now,
    );
    let (reader, day) = (app.live.snapshot(), fixtures::now().date());
    let (a, b) = tokio::join!(app.figures.of(&reader, day), app.figures.of(&reader, day));
    assert!(std::sync::Arc::ptr_eq(&a.unwrap(), &b.unwrap()));
    let tomorrow = app.figures.of(&reader, day.tomorrow().unwrap()).await.unwrap();
    assert_eq!(tomorrow.day, day.tomorrow().unwrap());
}

#[test]
fn what_is_read_for_counting_counts_like_the_whole() {
    let live = live(&fixtures::directory(), fixtures::institutions());
    let (reader, day) = (live.snapshot(), fixtures::now().date());
    let mut by_outline = Counting::new(reader.directory(), day);
    reader.for_each_outline(day, |one| by_outline.add(one)).unwrap();
    let mut by_whole = Counting::new(reader.directory(), day);
    let each = |one: Institution| {
        by_whole.add(&one);
        ControlFlow::Continue(())
    };
    reader.for_each_institution(day, each).unwrap();
    let told = |counting: Counting<'_>| {
        let figures = counting.finish(reader.release());
        format!("{:?} {:?}", figures.of(None).map(Tally::standings), figures.by_place(None))
            + &format!("{:?}", figures.of(None).map(|tally| (tally.reasons(), tally.natures())))
            + &format!("{:?}", figures.of(None).map(|tally| (tally.statuses(), tally.regulators())))
    };
    assert_eq!(told(by_outline), told(by_whole));
}
