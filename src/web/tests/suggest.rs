//! Names for the box while somebody types.

use super::*;
use crate::web::links::Encoded;

async fn suggest(site: &Router, typed: &str) -> Answer {
    get(site, &format!("/suggest?q={}", Encoded(typed))).await
}

#[tokio::test]
async fn names_are_suggested_with_how_many_bear_them() {
    let site = plain();
    let answer = suggest(&site, "小白").await;
    assert_eq!(answer.status, StatusCode::OK);
    assert_eq!(answer.header("content-type"), "application/json");
    let json = answer.json();
    assert_eq!(json["query"], "小白");
    assert_eq!(
        json["suggestions"][0],
        serde_json::json!({ "text": "小白鹿", "count": 2, "kind": "trade_name", "note": "2家" })
    );
    let only = suggest(&site, "sanzhi'b").await.json();
    assert_eq!(only["suggestions"][0]["text"], "三只斑马");
    assert_eq!(only["suggestions"][0]["note"], "1家，在示例省示例市示例南区");
    let full = suggest(&site, "小白鹿美术工").await.json();
    assert_eq!(full["suggestions"][0]["kind"], "full_name");
    assert_eq!(full["suggestions"][0]["text"], "小白鹿美术工作室");
}

#[tokio::test]
async fn what_cannot_be_looked_up_is_no_error() {
    let site = plain();
    let long = "启".repeat(201);
    for typed in ["", " ", "！", "q", "'", "没有这个", long.as_str()] {
        let answer = suggest(&site, typed).await;
        assert_eq!(answer.status, StatusCode::OK, "{typed}");
        assert_eq!(answer.json()["suggestions"], serde_json::json!([]), "{typed}");
    }
    assert_eq!(get(&site, "/suggest").await.json()["query"], "");
}

#[tokio::test]
async fn a_chosen_region_narrows_what_is_suggested() {
    let site = plain();
    let path = |region: &str| format!("/suggest?q={}&region={region}", Encoded("小"));
    let west = get(&site, &path("999902")).await;
    assert!(west.body.contains("小白鹿") && !west.body.contains("小磨坊"));
    let east = get(&site, &path("999901")).await;
    assert!(east.body.contains("小磨坊"), "{}", east.body);
    let wrong = get(&site, &path("abc")).await;
    assert_eq!(wrong.status, StatusCode::BAD_REQUEST);
    assert_eq!(wrong.header("content-type"), "application/problem+json");
}

#[tokio::test]
async fn a_ban_that_is_over_is_not_suggested_and_nothing_is_called_approved() {
    let site = plain();
    assert_eq!(suggest(&site, "月光").await.json()["suggestions"], serde_json::json!([]));
    for typed in ["启", "小", "墨", "示例东区启"] {
        let body = suggest(&site, typed).await.body;
        for promise in ["名单", "放心", "正规", "合法", "批准"] {
            assert!(!body.contains(promise), "{body}");
        }
    }
}

#[tokio::test]
async fn the_box_knows_where_to_ask_below_any_path() {
    let page = get(&site(demo), "/mingce").await;
    assert!(page.body.contains("data-suggest=\"/mingce/suggest\""));
    let below = get(&site(demo), "/mingce/suggest?q=%E5%90%AF").await;
    assert!(!below.json()["suggestions"].as_array().unwrap().is_empty());
}

#[test]
fn the_script_is_small_and_writes_text_only() {
    let script = include_str!("../../../static/site.js");
    assert!(script.len() < 9_600, "{}", script.len());
    for unsafe_way in ["innerHTML", "outerHTML", "insertAdjacent", "document.write", "eval("] {
        assert!(!script.contains(unsafe_way), "{unsafe_way}");
    }
}
