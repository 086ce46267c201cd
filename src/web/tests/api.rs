//! What programs rely on.

use super::fixtures::{APPROVED, APPROVED_NAME, BANNED_NAME};
use super::*;
use crate::web::links::Encoded;

async fn ask(site: &Router, query: &str) -> Answer {
    get(site, &format!("/api/v1/search?{query}")).await
}

#[tokio::test]
async fn a_search_has_the_shape_that_was_promised() {
    let answer = ask(&plain(), &format!("q={}", Encoded(APPROVED_NAME))).await;
    assert_eq!(answer.header("content-type"), "application/json");
    assert_eq!(answer.header("access-control-allow-origin"), "*");
    let json = answer.json();
    assert_eq!(json["query"], APPROVED_NAME);
    assert_eq!(json["verdict"], "approved");
    assert_eq!(json["as_of"], "2026-11-23T10:00:00+08:00");
    assert_eq!(json["release"], 6);
    assert!(json["total"].as_u64().unwrap() >= 1);
    let first = &json["results"][0];
    for (key, value) in [
        ("id", APPROVED),
        ("uscc", APPROVED),
        ("name", APPROVED_NAME),
        ("list", "approved"),
        ("status", "正常"),
        ("verdict", "approved"),
        ("category", "学科类"),
        ("address", "示例路1号二楼"),
        ("permit_no", "教民199990170000011号"),
        ("valid_to", "2028-06-30"),
        ("url", "/i/91990101MA0000015C"),
    ] {
        assert_eq!(first[key], value, "{key}");
    }
    assert_eq!(first["region"]["code"], "999901");
    assert_eq!(first["region"]["name"], "示例省示例市示例东区");
    assert_eq!(first["regulator"]["code"], "999901-edu");
    assert_eq!(first["match"]["kind"], "name");
    assert!(first["match"]["spans"].is_array());
}

#[tokio::test]
async fn an_inexact_query_never_gets_a_verdict_of_one_institution() {
    let site = plain();
    let json = ask(&site, "q=%E5%90%AF%E6%98%8E").await.json();
    assert_eq!(json["verdict"], "candidates");
    assert_eq!(json["results"][0]["match"]["spans"][0][0], 4);
    assert!(json["results"].as_array().unwrap().iter().any(|row| row["uscc"].is_null()));
    let banned = ask(&site, &format!("q={}", Encoded(BANNED_NAME))).await.json();
    assert_eq!(banned["verdict"], "banned");
    let none = ask(&site, &format!("q={}", Encoded("示例海星编程培训有限公司"))).await.json();
    assert_eq!(none["verdict"], "not_listed");
    assert_eq!(none["not_listed"], "not_here");
}

#[tokio::test]
async fn pages_of_results_do_not_overlap() {
    let site = plain();
    let ids = async |page: u32| {
        let json = ask(&site, &format!("q=%E5%B0%8F%E6%A0%91&limit=10&page={page}")).await.json();
        assert_eq!(json["total"], 25);
        let rows = json["results"].as_array().unwrap().clone();
        rows.iter().map(|row| row["id"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    let (first, third) = (ids(1).await, ids(3).await);
    assert_eq!((first.len(), third.len()), (10, 5));
    assert!(first.iter().all(|id| !third.contains(id)));
}

#[tokio::test]
async fn errors_are_problem_documents_with_stable_codes() {
    let site = plain();
    let long = format!("search?q={}", "a".repeat(201));
    for (path, status, code) in [
        ("search?q=", 400, "empty_query"),
        ("search", 400, "empty_query"),
        ("search?q=%20%20", 400, "empty_query"),
        (long.as_str(), 400, "query_too_long"),
        ("search?q=%EF%BC%81%EF%BC%81", 400, "no_words"),
        ("search?q=a&region=12", 400, "bad_region"),
        ("search?q=a&list=white", 400, "bad_list"),
        ("search?q=a&category=x", 400, "bad_category"),
        ("search?q=a&status=x", 400, "bad_status"),
        ("search?q=a&page=0", 400, "bad_page"),
        ("search?q=a&limit=101", 400, "bad_limit"),
        ("search?q=a&on=2026-13-01", 400, "bad_date"),
        ("institutions/X0000000000", 404, "not_found"),
        ("releases/77", 404, "not_found"),
        ("releases?after=x", 400, "bad_release"),
        ("regions/123456", 404, "not_found"),
        ("nothing", 404, "not_found"),
    ] {
        let answer = get(&site, &format!("/api/v1/{path}")).await;
        assert_eq!(answer.status.as_u16(), status, "{path}");
        assert_eq!(answer.header("content-type"), "application/problem+json", "{path}");
        assert_eq!(answer.header("cache-control"), "no-store", "{path}");
        assert_eq!(answer.header("etag"), "", "{path}");
        let json = answer.json();
        assert_eq!(json["code"], code, "{path}");
        assert_eq!(json["status"], status, "{path}");
        assert!(json["title"].is_string() && json["detail"].is_string(), "{path}");
    }
}

#[tokio::test]
async fn an_institution_tells_its_listings_and_its_history() {
    let site = plain();
    let json = get(&site, &format!("/api/v1/institutions/{APPROVED}")).await.json();
    assert_eq!(json["verdict"], "approved");
    assert_eq!(json["listings"].as_array().unwrap().len(), 1);
    assert_eq!(json["history"].as_array().unwrap().len(), 2);
    assert_eq!(json["history"][1]["until"]["how"], "amended");
    assert_eq!(json["former_names"][0], "示例东区启明英语培训中心有限公司");
    assert_eq!(json["release"], 6);
    let past = get(&site, &format!("/api/v1/institutions/{APPROVED}?on=2025-06-01")).await.json();
    assert_eq!(past["on"], "2025-06-01");
    assert_eq!(past["name"], "示例东区启明英语培训中心有限公司");
}

#[tokio::test]
async fn releases_are_read_in_order_with_what_they_changed() {
    let site = plain();
    let json = get(&site, "/api/v1/releases?after=2&limit=2").await.json();
    assert_eq!(json["releases"][0]["number"], 3);
    assert_eq!(json["next_after"], 4);
    let one = get(&site, "/api/v1/releases/5").await.json();
    assert_eq!(one["number"], 5);
    assert_eq!(one["release"], 6);
    assert_eq!(one["notice_no"], "示教〔2026〕5号");
    let diff = get(&site, "/api/v1/releases/5/diff?limit=100").await.json();
    let changes = diff["changes"].as_array().unwrap();
    for kind in ["added", "changed", "removed"] {
        assert!(changes.iter().any(|change| change["change"] == kind), "{kind}");
    }
}

#[tokio::test]
async fn regions_tell_how_fresh_their_lists_are() {
    let site = plain();
    let json = get(&site, "/api/v1/regions/999901").await.json();
    assert_eq!(json["full_name"], "示例省示例市示例东区");
    assert_eq!(json["list_as_of"], "2026-10-31");
    assert_eq!(json["regulators"][0]["absence"], "unapproved");
    assert_eq!(get(&site, "/api/v1/regions").await.json()["regions"][0]["code"], "990000");
    let old = get(&site, "/api/v1/regions/999911").await;
    assert_eq!(old.status, StatusCode::PERMANENT_REDIRECT);
}
