//! What subscribers rely on.

use std::collections::BTreeSet;

use atom_syndication::Feed;

use super::fixtures::{APPROVED, APPROVED_NAME, alias};
use super::*;

async fn feed(site: &Router, path: &str) -> Feed {
    let answer = get(site, path).await;
    assert_eq!(answer.status, StatusCode::OK, "{path}");
    assert_eq!(answer.header("content-type"), "application/atom+xml; charset=utf-8");
    Feed::read_from(answer.body.as_bytes()).unwrap()
}

fn public(settings: &mut SiteSettings) {
    *settings = settings.clone().at("https://www.example.gov.cn/mingce");
}

fn content(feed: &Feed, at: usize) -> &str {
    feed.entries()[at].content().unwrap().value().unwrap()
}

#[tokio::test]
async fn every_release_is_an_entry_that_a_person_can_read() {
    let feed = feed(&site(public), "/mingce/feed.xml").await;
    let titles: Vec<&str> = feed.entries().iter().map(|entry| entry.title().as_str()).collect();
    assert_eq!(titles.len(), 6);
    assert_eq!(titles[0], "示例东区文化艺术类校外培训机构名单（2026年）");
    let newest = &feed.entries()[0];
    assert_eq!(newest.links()[0].href(), "https://www.example.gov.cn/mingce/releases/6");
    assert_eq!(newest.updated().to_rfc3339(), "2026-11-02T02:00:00+00:00");
    assert_eq!(newest.authors()[0].name(), "示例市示例东区文化广电和旅游局");
    let told = content(&feed, 0);
    for said in [
        "示例市示例东区文化广电和旅游局公布，名单截至2026年10月31日：白名单。",
        "新增3条，改动1条，移出1条。",
        "新增：<a href=\"https://www.example.gov.cn/mingce/i/",
        "小白鹿美术工作室</a> 白名单",
    ] {
        assert!(told.contains(said), "{said} in {told}");
    }
    assert!(content(&feed, 1).contains(&format!(
        "改动：<a href=\"https://www.example.gov.cn/mingce/i/{APPROVED}\">{APPROVED_NAME}"
    )));
    assert!(content(&feed, 1).contains("移出：<a"));
}

#[tokio::test]
async fn ids_never_change_and_are_the_same_whatever_the_site_is_called() {
    let here = feed(&plain(), "/feed.xml").await;
    let there = feed(&site(public), "/mingce/feed.xml").await;
    let ids =
        |feed: &Feed| feed.entries().iter().map(|one| one.id().to_owned()).collect::<Vec<_>>();
    assert_eq!(here.id(), there.id());
    assert_eq!(ids(&here), ids(&there));
    assert!(ids(&here).iter().all(|id| id.starts_with("urn:uuid:")));
    let district = feed(&plain(), "/regions/999901/feed.xml").await;
    assert_ne!(district.id(), here.id());
    assert!(
        ids(&district).iter().all(|id| ids(&here).contains(id)),
        "an entry is the same in every feed"
    );
}

#[tokio::test]
async fn without_an_address_of_its_own_the_site_gives_links_below_the_host() {
    let request = Request::get("/feed.xml").header("host", "evil.example").body(Body::empty());
    let answer = send(&plain(), request.unwrap()).await;
    assert!(answer.body.contains("href=\"/releases/6\"") && !answer.body.contains("evil"));
}

#[tokio::test]
async fn a_region_hears_of_its_own_lists() {
    let titles = |feed: Feed| {
        feed.entries().iter().map(|e| e.title().as_str().to_owned()).collect::<Vec<_>>()
    };
    let west = titles(feed(&plain(), "/regions/999902/feed.xml").await);
    assert_eq!(west, ["示例西区校外培训机构白名单"]);
    assert_eq!(titles(feed(&plain(), "/regions/999900/feed.xml").await).len(), 6);
    assert!(titles(feed(&plain(), "/regions/999904/feed.xml").await).is_empty());
    let moved = get(&plain(), "/regions/999911/feed.xml").await;
    assert_eq!(moved.header("location"), "/regions/999901/feed.xml");
    assert_eq!(get(&plain(), "/regions/123456/feed.xml").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn an_institution_hears_of_each_of_its_changes() {
    let feed = feed(&plain(), &format!("/i/{APPROVED}/feed.xml")).await;
    let titles: Vec<&str> = feed.entries().iter().map(|entry| entry.title().as_str()).collect();
    assert_eq!(
        titles,
        [
            "示例东区启明泉英语培训中心有限公司：改动（白名单）",
            "示例东区启明英语培训中心有限公司：新增（白名单）",
        ]
    );
    assert!(content(&feed, 0).contains("改了：机构名称"), "{}", content(&feed, 0));
    let ids: BTreeSet<&str> = feed.entries().iter().map(|entry| entry.id()).collect();
    assert_eq!(ids.len(), 2);
    let moved = get(&plain(), &format!("/i/{}/feed.xml", alias())).await;
    assert_eq!(moved.header("location"), format!("/i/{APPROVED}/feed.xml"));
}

#[tokio::test]
async fn a_ban_that_is_over_is_in_no_feed() {
    let over = crate::domain::institution::InstitutionId::of_name(
        crate::domain::region::RegionCode::parse("999901"),
        "示例东区月光石数学培训中心",
    );
    for path in ["/feed.xml", "/regions/999901/feed.xml", "/en/feed.xml"] {
        assert!(!get(&plain(), path).await.body.contains("月光石"), "{path}");
    }
    let own = get(&plain(), &format!("/i/{over}/feed.xml")).await;
    assert_eq!(own.status, StatusCode::NOT_FOUND);
    assert!(!own.body.contains("月光石"));
}

#[tokio::test]
async fn nothing_of_a_name_becomes_markup() {
    let feed = feed(&plain(), "/feed.xml").await;
    for at in 0..feed.entries().len() {
        assert!(!content(&feed, at).contains("<script"), "{}", content(&feed, at));
    }
}

#[tokio::test]
async fn who_has_it_already_is_told_so_until_the_next_release() {
    let site = plain();
    let tag = get(&site, "/feed.xml").await.header("etag").to_owned();
    let request = Request::get("/feed.xml").header("if-none-match", tag).body(Body::empty());
    let again = send(&site, request.unwrap()).await;
    assert_eq!((again.status, again.body.as_str()), (StatusCode::NOT_MODIFIED, ""));
}

#[tokio::test]
async fn pages_tell_readers_of_feeds_where_theirs_is() {
    let site = plain();
    for (page, feed) in [
        ("/", "/feed.xml"),
        ("/en/", "/en/feed.xml"),
        ("/releases", "/feed.xml"),
        ("/regions/999901", "/regions/999901/feed.xml"),
        (&format!("/i/{APPROVED}"), &format!("/i/{APPROVED}/feed.xml")),
    ] {
        let body = get(&site, page).await.body;
        let wanted = "<link rel=\"alternate\" type=\"application/atom+xml\"";
        let tag = body.split(wanted).nth(1).unwrap().split('>').next().unwrap();
        assert!(tag.ends_with(&format!(" href=\"{feed}\"")), "{page}: {tag}");
        assert_eq!(get(&site, feed).await.status, StatusCode::OK);
    }
}
