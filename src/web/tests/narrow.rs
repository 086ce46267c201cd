//! Filters with counts, orders, look-alikes, and words that cannot be looked up.

use super::fixtures::{APPROVED, APPROVED_NAME, BANNED_NAME};
use super::*;
use crate::domain::institution::InstitutionId;
use crate::domain::region::RegionCode;
use crate::web::links::Encoded;

/// 25 approved schools of one district.
const MANY: &str = "%E5%B0%8F%E6%A0%91";
/// Some of several districts, banned ones among them.
const MIXED: &str = "%E5%9F%B9%E8%AE%AD";

/// The links of a page, with what stands in them.
fn links(page: &Answer) -> Vec<(String, String)> {
    let link = |part: &str| {
        let (href, rest) = part.split_once('"').unwrap();
        let text = rest.split_once('>').unwrap().1.split("</a>").next().unwrap();
        let text = ["<span>", "</span>", "<b>", "</b>"]
            .into_iter()
            .fold(text.to_owned(), |text, tag| text.replace(tag, ""));
        (href.replace("&amp;", "&"), text)
    };
    page.body.split(" href=\"").skip(1).map(link).collect()
}

fn link_to(page: &Answer, text: &str) -> String {
    links(page)
        .into_iter()
        .find(|(_, own)| own == text)
        .unwrap_or_else(|| panic!("no {text}: {:?}", links(page)))
        .0
}

#[tokio::test]
async fn filters_are_links_that_keep_each_other_and_say_what_they_leave() {
    let site = plain();
    let page = get(&site, &format!("/search?q={MIXED}&page=2")).await;
    let east = links(&page).into_iter().find(|(_, text)| text.starts_with("示例东区 ")).unwrap();
    assert_eq!(east.0, format!("/search?q={MIXED}&region=999901"));
    let count: String = east.1.chars().filter(char::is_ascii_digit).collect();
    let page = get(&site, &east.0).await;
    assert!(page.panel().contains(&format!("有{count}家名字差不多")), "{}", page.panel());
    let banned = links(&page).into_iter().find(|(_, text)| text.starts_with("黑名单 ")).unwrap();
    assert_eq!(banned.0, format!("/search?q={MIXED}&region=999901&list=banned"));
    let page = get(&site, &banned.0).await;
    assert_eq!(page.body.matches("<li class=\"row\"").count().to_string() + "家", banned.1[10..]);
    let without = link_to(&page, "黑名单 去掉");
    assert_eq!(without, east.0);
    assert_eq!(link_to(&page, "全国"), format!("/search?q={MIXED}&list=banned"));
    assert_eq!(link_to(&page, "示例市"), format!("/search?q={MIXED}&region=999900&list=banned"));
}

#[tokio::test]
async fn engines_are_kept_out_of_the_many_views_of_the_same() {
    let site = plain();
    let noindex = "<meta name=\"robots\" content=\"noindex\">";
    for (path, is_out) in [
        ("/search".into(), false),
        (format!("/search?q={MIXED}"), true),
        (format!("/search?q={MIXED}&list=banned"), true),
        (format!("/search?q={MIXED}&sort=name"), true),
        ("/regions/999901".into(), false),
        ("/regions/999901?list=banned".into(), true),
    ] {
        let page = get(&site, &path).await;
        assert_eq!(page.body.contains(noindex), is_out, "{path}");
        for link in page.body.split("<a ").skip(1) {
            let tag = link.split('>').next().unwrap();
            let leads_on = ["list=", "category=", "status=", "sort="];
            if leads_on.iter().any(|key| tag.contains(key)) && !tag.contains("page=") {
                assert!(tag.contains("rel=\"nofollow\""), "{path}: {tag}");
            }
        }
    }
}

#[tokio::test]
async fn few_rows_are_not_narrowed_and_none_offer_another_region() {
    let site = plain();
    let few = search(&site, "启明").await;
    assert!(!few.body.contains("class=\"narrow\""));
    let none = search(&site, "示例海星编程培训有限公司").await;
    assert!(none.body.contains("选一个地区再查") && none.body.contains("name=\"region\""));
}

#[tokio::test]
async fn orders_hold_across_pages_and_are_in_the_address() {
    let site = plain();
    let mut seen: Vec<String> = Vec::new();
    for page in 1..=3 {
        let path = format!("/api/v1/search?q={MANY}&sort=newest&page={page}");
        let json = get(&site, &path).await.json();
        assert_eq!(json["pages"], 3);
        assert_eq!(json["is_total_least"], false);
        assert_eq!(get(&site, &path).await.json(), json);
        let rows = json["results"].as_array().unwrap().clone();
        seen.extend(rows.iter().map(|row| row["id"].as_str().unwrap().to_owned()));
    }
    seen.sort_unstable();
    seen.dedup();
    assert_eq!(seen.len(), 25);
    let page = get(&site, &format!("/search?q={MANY}&sort=newest")).await;
    assert_eq!(link_to(&page, "下一页"), format!("/search?q={MANY}&sort=newest&page=2"));
    assert_eq!(link_to(&page, "最近有变动的在前 去掉"), format!("/search?q={MANY}"));
    assert!(page.body.contains("名单上最近一次变动：2026年9月2日"));
    assert!(page.body.contains("按第6次发布的名单"));
}

#[tokio::test]
async fn the_api_counts_only_when_asked() {
    let site = plain();
    let plain = get(&site, &format!("/api/v1/search?q={MIXED}")).await.json();
    assert!(plain.get("facets").is_none());
    let json = get(&site, &format!("/api/v1/search?q={MIXED}&list=banned&facets=1")).await.json();
    let facets = &json["facets"];
    let banned = facets["list"].as_array().unwrap().iter().find(|v| v["code"] == "banned");
    assert_eq!(banned.unwrap()["count"], json["total"]);
    assert_eq!(facets["list"][0]["name"], "白名单");
    assert_eq!(facets["list"][0]["is_least"], false);
    for key in ["region", "category", "status"] {
        assert!(facets[key].as_array().unwrap().iter().all(|v| v["count"] != 0), "{key}");
    }
}

#[tokio::test]
async fn words_that_cannot_be_looked_up_are_told_so_on_page_and_in_the_api() {
    let site = plain();
    let han = "长".repeat(7_000);
    let long = "a".repeat(10_000);
    for (query, code, said) in [
        (format!("q={long}"), "query_too_long", "最多200个字"),
        (format!("q={}", Encoded(&han)), "query_too_long", "最多200个字"),
        (format!("q={}", Encoded("，。！？")), "no_words", "只有标点或符号"),
        (format!("q={}", Encoded("😀👍")), "no_words", "只有标点或符号"),
        (format!("q={MIXED}&sort=best,name"), "bad_sort", "没有这种排法"),
        (format!("q={MIXED}&status=white"), "bad_status", "没有这种状态"),
        (format!("q={MIXED}&category=1"), "bad_category", "没有这个类别"),
        (format!("q={MIXED}&list=%27"), "bad_list", "没有这种名单"),
        (format!("q={MIXED}&region=000000"), "bad_region", "没有这个地区"),
        (format!("q={MIXED}&page=1001"), "bad_page", "没有这一页"),
        (format!("q={MIXED}&page=-1"), "bad_page", "没有这一页"),
        (format!("q={MIXED}&facets=yes"), "bad_facets", "分类计数写得不对"),
    ] {
        let api = get(&site, &format!("/api/v1/search?{query}")).await;
        assert_eq!(api.status, StatusCode::BAD_REQUEST, "{code}");
        assert_eq!(api.json()["code"], code);
        let page = get(&site, &format!("/search?{query}")).await;
        assert_eq!(page.status, StatusCode::BAD_REQUEST, "{code}");
        assert!(page.body.contains(said), "{code}: {}", page.body);
    }
    let wrong = format!("search?q={MIXED}&list=white");
    let api = get(&site, &format!("/api/v1/{wrong}")).await.json();
    assert!(api["detail"].as_str().unwrap().contains("approved"), "programs are told the values");
    let page = get(&site, &format!("/{wrong}")).await;
    assert!(page.body.contains("回到查询页重新选") && !page.body.contains("可以写 approved"));
    for control in ["%00%01%1F", "%0A%0D%09", "%E2%80%8B"] {
        let api = get(&site, &format!("/api/v1/search?q={control}")).await;
        assert_eq!(api.json()["code"], "empty_query", "{control}");
        let page = get(&site, &format!("/search?q={control}")).await;
        assert!(page.body.contains("写上机构的名字"), "{control}");
    }
}

#[tokio::test]
async fn odd_words_that_can_be_looked_up_are_and_find_nothing_green() {
    let site = plain();
    for odd in ["' OR 1=1; DROP TABLE institution; --", "启\u{0}明", "a AND b:c*", "树"] {
        let page = search(&site, odd).await;
        assert_eq!(page.status, StatusCode::OK, "{odd}");
        assert!(!page.is_green(), "{odd}");
        let api = get(&site, &format!("/api/v1/search?q={}", Encoded(odd))).await;
        assert_eq!(api.status, StatusCode::OK, "{odd}");
        assert_ne!(api.json()["verdict"], "approved", "{odd}");
    }
}

#[tokio::test]
async fn a_page_after_the_last_says_how_many_there_are() {
    let site = plain();
    let page = get(&site, &format!("/search?q={MANY}&category=academic&page=7")).await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.body.contains("没有第7页，一共3页。"));
    assert_eq!(link_to(&page, "回到第一页"), format!("/search?q={MANY}&category=academic"));
    let json = get(&site, &format!("/api/v1/search?q={MANY}&page=7")).await.json();
    assert_eq!(json["results"].as_array().unwrap().len(), 0);
    assert_eq!((&json["total"], &json["pages"]), (&25.into(), &3.into()));
}

#[tokio::test]
async fn a_double_that_stands_otherwise_is_named_beside_either() {
    let site = plain();
    let said = "在黑名单上，不是同一家。";
    let own = get(&site, &format!("/i/{APPROVED}")).await;
    let exact = search(&site, APPROVED_NAME).await;
    for page in [&own, &exact] {
        assert!(page.is_green() && page.body.contains(said));
        assert!(page.body.contains("注意：名字很像的") && page.body.contains("示例路2号二楼"));
        let (verdict, rest) = page.panel().split_once("note alike").unwrap();
        assert!(!verdict.contains("黑名单"), "the verdict itself is not touched");
        assert!(rest.contains("class=\"big\""), "who is in a hurry reads it before going on");
    }
    let id = InstitutionId::of_name(RegionCode::parse("999901"), BANNED_NAME);
    assert_eq!(link_to(&own, BANNED_NAME), format!("/i/{id}"));
    let banned = get(&site, &format!("/i/{id}")).await;
    assert!(
        banned.body.contains("不要混淆：名字相近的")
            && banned.body.contains("在白名单上，不是同一家")
    );
    assert_eq!(link_to(&banned, APPROVED_NAME), format!("/i/{APPROVED}"));
    let json = get(&site, &format!("/api/v1/institutions/{APPROVED}")).await.json();
    assert_eq!(json["lookalikes"].as_array().unwrap().len(), 1);
    let other = &json["lookalikes"][0];
    assert_eq!(other["name"], BANNED_NAME);
    assert_eq!(other["verdict"], "banned");
    assert_eq!(other["region"]["code"], "999901");
    assert_eq!(other["address"], "示例路2号二楼");
    assert_eq!(other["url"], format!("/i/{id}"));
    let past = get(&site, &format!("/api/v1/institutions/{APPROVED}?on=2025-06-01")).await.json();
    assert_eq!(past["lookalikes"].as_array().unwrap().len(), 0);
    let past = get(&site, &format!("/i/{APPROVED}?on=2025-06-01")).await;
    assert!(!past.body.contains(said));
}

/// Not only on our own pages: wherever one is called approved.
#[tokio::test]
async fn whoever_shows_an_approved_one_shows_that_a_banned_one_is_easily_taken_for_it() {
    let site = plain();
    let said = "注意：黑名单上有同名或名字很像的，请对照地址。";
    let badge = get(&site, &format!("/i/{APPROVED}/badge.svg")).await;
    let title = badge.body.split("</title>").next().unwrap();
    assert!(title.contains("在白名单上") && title.contains(said), "{title}");
    // Drawn too, on lines of its own; the whole drawing still fits.
    assert!(badge.body.contains(">注意：黑名单上有同名"), "{}", badge.body);
    let card = get(&site, &format!("/embed/i/{APPROVED}")).await;
    assert!(card.body.contains(said));

    let search = format!("/api/v1/search?q={}", Encoded(APPROVED_NAME));
    let json = get(&site, &search).await.json();
    assert_eq!(json["verdict"], "approved");
    assert_eq!(json["lookalikes"][0]["name"], BANNED_NAME);
    assert_eq!(json["lookalikes"][0]["verdict"], "banned");
    let past = get(&site, &format!("{search}&on=2025-06-01")).await.json();
    assert_eq!(past["lookalikes"].as_array().unwrap().len(), 0);
    for other in [BANNED_NAME, "启明"] {
        let json = get(&site, &format!("/api/v1/search?q={}", Encoded(other))).await.json();
        assert_ne!(json["verdict"], "approved");
        assert_eq!(json["lookalikes"].as_array().unwrap().len(), 0, "{other}");
    }
    let id = InstitutionId::of_name(RegionCode::parse("999901"), BANNED_NAME);
    let banned = get(&site, &format!("/i/{id}/badge.svg")).await;
    assert!(!banned.body.contains("同名"), "a ban needs no such advice");
}

#[tokio::test]
async fn rows_that_might_be_mixed_up_are_told_apart() {
    let site = plain();
    let mixed = search(&site, "启明").await;
    assert!(mixed.body.contains("下面有在黑名单上的，也有在白名单上的"));
    let one_kind = get(&site, &format!("/search?q={MANY}")).await;
    assert!(!one_kind.body.contains("下面有在黑名单上的"));
    let same = search(&site, "小白鹿美术工作室").await;
    let apart: Vec<&str> = same
        .body
        .split("<p class=\"apart\">")
        .skip(1)
        .map(|rest| rest.split("</p>").next().unwrap())
        .collect();
    assert_eq!(
        apart,
        [
            "<b>示例东区</b> · 示例路7号二楼 · 许可证 示东文艺核〔2026〕7号",
            "<b>示例西区</b> · 示例路10号二楼 · 许可证 示东文艺核〔2026〕7号",
        ]
    );
    assert!(!one_kind.body.contains("class=\"apart\""));
}
