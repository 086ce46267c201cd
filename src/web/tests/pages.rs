//! What pages promise.

use std::collections::BTreeSet;

use super::fixtures::{APPROVED, APPROVED_NAME, BANNED_NAME, alias};
use super::*;
use crate::domain::institution::InstitutionId;
use crate::domain::region::RegionCode;

fn id(region: &str, name: &str) -> InstitutionId {
    InstitutionId::of_name(RegionCode::parse(region), name)
}

async fn of(site: &Router, region: &str, name: &str) -> Answer {
    get(site, &format!("/i/{}", id(region, name))).await
}

#[tokio::test]
async fn the_page_of_an_approved_institution_says_where_for_what_and_by_whom() {
    let page = get(&plain(), &format!("/i/{APPROVED}")).await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.is_green());
    for said in [
        "在白名单上。",
        "可以去看。交钱前，把下面几条看一遍。",
        "只批准学科类",
        "只在这个地址",
        "示例路1号二楼",
        "示例市示例东区教育局",
        ">2026年10月12日</a></dd>",
        "示教〔2026〕5号",
        "<dt>最近名单截至</dt><dd>2026年9月30日</dd>",
        "<dt>查询时间</dt><dd>2026年11月23日 10:00</dd>",
    ] {
        assert!(page.panel().contains(said), "{said}");
    }
    assert!(page.body.contains("以前叫：示例东区启明英语培训中心有限公司"));
    assert!(page.body.contains("交钱前，看这九条"));
    assert!(page.body.contains("tel:09905558901"));
}

#[tokio::test]
async fn the_page_of_a_banned_institution_says_not_to_enrol_and_why() {
    let page = of(&plain(), "999901", BANNED_NAME).await;
    assert!(!page.is_green());
    for said in ["不要报名。", "未取得办学许可证，擅自开展英语培训", "留好收据", "暂不公开"]
    {
        assert!(page.panel().contains(said), "{said}");
    }
}

#[tokio::test]
async fn the_strictest_list_wins_and_the_conflict_is_shown() {
    let page = get(&plain(), "/i/52990101MJ00000262").await;
    assert!(!page.is_green());
    assert!(page.panel().contains("在黑名单上，不要报名。"));
    assert!(page.panel().contains("两个部门说法不一样。"));
    assert!(page.panel().contains("以书法为名开展语文培训"));
    assert!(page.body.contains("示例市示例东区文化广电和旅游局白名单"));
}

#[tokio::test]
async fn restricted_institutions_are_told_apart_in_words() {
    let site = plain();
    for (region, name, said) in [
        ("999901", "示例东区小磨坊数学培训学校", "许可证过期了。"),
        ("999901", "示例东区小磨坊数学培训学校", "有效期到2026年8月31日为止"),
        ("999901", "示例东区风铃草英语培训中心有限公司", "已不在名单上。"),
        ("999901", "示例东区风铃草英语培训中心有限公司", "从2026年10月12日起"),
        ("999901", "示例东区绿皮车数学培训中心", "它正在整改或停课。先别交钱。"),
        ("999902", "示例西区金麦穗文化培训学校", "从2026年12月1日起才算数"),
    ] {
        let page = of(&site, region, name).await;
        assert!(page.panel().contains(said), "{name}: {said}");
        assert!(!page.is_green(), "{name}");
    }
}

#[tokio::test]
async fn notes_stand_with_an_approval_that_is_old_ends_soon_or_barely_passed() {
    let site = plain();
    let old = of(&site, "999903", "示例南区三只斑马篮球俱乐部").await;
    assert!(old.is_green());
    assert!(old.panel().contains("名单是2025年9月30日的"));
    assert!(old.panel().contains("只批准体育类"));
    let noted = of(&site, "999901", "小白鹿美术工作室").await;
    assert!(noted.panel().contains("年检基本合格"));
    assert!(noted.panel().contains("许可证2026年12月31日到期"));
}

#[tokio::test]
async fn a_full_name_or_number_gives_the_verdict_and_anything_less_gives_candidates() {
    let site = plain();
    for exact in
        [APPROVED_NAME, APPROVED, "教民199990170000011号", " 示例东区启明泉英语培训中心有限公司 "]
    {
        assert!(search(&site, exact).await.is_green(), "{exact}");
    }
    for inexact in [
        "启明",
        "示例东区启明泉英语培训中心",
        "小白鹿美术工作室",
        "示例东区启明英语培训中心有限公司",
    ] {
        let page = search(&site, inexact).await;
        assert!(!page.is_green(), "{inexact}");
        assert!(page.panel().contains("名字差不多"), "{inexact}");
    }
}

#[tokio::test]
async fn a_candidate_shows_its_own_status_and_how_it_was_found() {
    let page = search(&plain(), "泉英语培训").await;
    assert!(!page.is_green());
    assert!(page.body.contains("badge ok"));
    assert!(page.body.contains("<mark>泉英语培训</mark>"));
    assert!(page.body.contains("名称里有这几个字"));
}

#[tokio::test]
async fn nothing_found_is_not_legal_and_is_never_approved() {
    let page = search(&plain(), "示例海星编程培训有限公司").await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.panel().contains("没有查到这家。"));
    assert!(page.panel().contains("没查到，不等于合法。"));
    assert!(page.panel().contains("先别交钱"));
    assert!(!page.is_green());
}

#[tokio::test]
async fn the_reasons_for_not_being_listed_differ_in_words() {
    let site = plain();
    let mut headlines = BTreeSet::new();
    for (query, said) in [
        ("q=示例东区海星编程培训有限公司", "白名单共"),
        ("q=示例东区启明泉英语培训中心有限公司&region=999902", "示例市示例东区"),
        ("q=示例东区启明泉英语培训中心有限公司 长安街99号", "批准只管名单上的地址"),
        ("q=示例南区海星托管服务部", "没有托管这一类"),
        ("q=示例北县海星编程培训有限公司", "本区名单还没有放上来"),
        ("q=示例西区金麦穗文化培训学校", "名单还没有生效"),
    ] {
        let query: String = query
            .chars()
            .map(|c| {
                if c.is_ascii() && c != ' ' {
                    c.to_string()
                } else {
                    super::super::links::Encoded(&c.to_string()).to_string()
                }
            })
            .collect();
        let page = get(&site, &format!("/search?{query}")).await;
        let panel = page.panel();
        assert!(panel.contains(said), "{query}: {panel}");
        assert!(panel.contains("不等于合法"), "{query}");
        assert!(!page.is_green(), "{query}");
        let from = panel.find("<h1").unwrap();
        headlines.insert(panel[from..panel.find("</h1>").unwrap()].to_owned());
    }
    assert_eq!(headlines.len(), 6);
}

#[tokio::test]
async fn near_names_are_marked_as_other_institutions() {
    let page = search(&plain(), "示例东区启明权英语培训中心有限公司").await;
    assert!(page.body.contains("不是同一家"));
    assert!(!page.is_green());
}

#[tokio::test]
async fn filters_that_leave_no_row_do_not_make_a_name_unlisted() {
    let site = plain();
    let page = get(&site, "/search?q=%E5%90%AF%E6%98%8E&category=sports").await;
    assert!(page.panel().contains("名字差不多"));
    assert!(page.body.contains("选的条件下没有"));
}

#[tokio::test]
async fn queries_that_cannot_be_looked_up_are_answered_plainly() {
    let site = plain();
    let empty = get(&site, "/search?q=").await;
    assert_eq!(empty.status, StatusCode::OK);
    assert!(empty.body.contains("还没有写名字"));
    let long = search(&site, &"长".repeat(201)).await;
    assert_eq!(long.status, StatusCode::BAD_REQUEST);
    assert!(long.body.contains("最多200个字"));
    let signs = search(&site, "……！！").await;
    assert_eq!(signs.status, StatusCode::BAD_REQUEST);
    assert!(signs.body.contains("只有标点或符号"));
    for bad in ["page=0", "page=x", "page=99999", "region=1", "region=123456", "list=x"] {
        let page = get(&site, &format!("/search?q=a&{bad}")).await;
        assert_eq!(page.status, StatusCode::BAD_REQUEST, "{bad}");
    }
}

#[tokio::test]
async fn a_past_day_is_called_one() {
    let site = plain();
    let page = get(&site, &format!("/i/{APPROVED}?on=2025-06-01")).await;
    assert!(page.body.contains("这是2025年6月1日那天的情况，不是今天的。"));
    assert!(page.panel().contains("2025年6月1日那天"));
    assert!(page.body.contains("<h1 class=\"name\">示例东区启明英语培训中心有限公司</h1>"));
    let before = get(&site, &format!("/i/{APPROVED}?on=2020-01-01")).await;
    assert!(!before.is_green());
    for bad in ["2026-11-24", "yesterday", "2026-02-30"] {
        let page = get(&site, &format!("/i/{APPROVED}?on={bad}")).await;
        assert_eq!(page.status, StatusCode::BAD_REQUEST, "{bad}");
    }
}

#[tokio::test]
async fn old_links_lead_to_the_present_page() {
    let site = plain();
    let old = get(&site, &format!("/i/{}", alias())).await;
    assert_eq!(old.status, StatusCode::PERMANENT_REDIRECT);
    assert_eq!(old.header("location"), format!("/i/{APPROVED}"));
    let uscc = get(&site, &format!("/uscc/{}", APPROVED.to_lowercase())).await;
    assert_eq!(uscc.header("location"), format!("/i/{APPROVED}"));
    let permit = get(&site, "/permit/199990170000011").await;
    assert_eq!(permit.header("location"), format!("/i/{APPROVED}"));
    let region = get(&site, "/regions/999911").await;
    assert_eq!(region.header("location"), "/regions/999901");
}

#[tokio::test]
async fn a_number_that_nobody_lists_is_not_listed_and_one_of_several_is_a_choice() {
    let site = plain();
    for path in ["/uscc/91350211M00013FA1N", "/permit/999999999999999", "/i/X0000000000"] {
        let page = get(&site, path).await;
        assert_eq!(page.status, StatusCode::NOT_FOUND, "{path}");
        assert!(page.panel().contains("没查到，不等于合法。"), "{path}");
    }
    let shared =
        "/permit/%E7%A4%BA%E4%B8%9C%E6%96%87%E8%89%BA%E6%A0%B8%E3%80%942026%E3%80%957%E5%8F%B7";
    let page = get(&site, shared).await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.panel().contains("有2家名字差不多"));
    assert!(!page.is_green());
}

#[tokio::test]
async fn a_ban_that_is_over_is_shown_nowhere() {
    let site = plain();
    let name = "示例东区月光石数学培训中心";
    let page = of(&site, "999901", name).await;
    assert_eq!(page.status, StatusCode::NOT_FOUND);
    let past = get(&site, &format!("/i/{}?on=2025-05-01", id("999901", name))).await;
    let release = get(&site, "/releases/1").await;
    let after = get(&site, "/releases/5").await;
    let api = get(
        &site,
        &format!("/api/v1/search?q={}&on=2025-05-01", super::super::links::Encoded(name)),
    )
    .await;
    for page in [page, past, release, after] {
        assert!(!page.body.contains(name));
    }
    let json = api.json();
    assert!(json["results"].as_array().unwrap().iter().all(|row| row["name"] != name));
    assert_eq!(api.json()["verdict"], "not_listed");
}

#[tokio::test]
async fn hostile_names_stay_text() {
    let site = plain();
    let name = "<script>alert(1)</script>培训中心";
    for page in [
        of(&site, "999901", name).await,
        search(&site, name).await,
        get(&site, "/regions/999901").await,
    ] {
        assert!(!page.has_foreign_script());
        assert!(!page.body.contains("<img"));
    }
    let page = search(&site, "\"><script>x</script>").await;
    assert!(!page.has_foreign_script());
}

#[tokio::test]
async fn a_release_shows_what_it_changed_and_offers_no_source_file() {
    let page = get(&plain(), "/releases/5").await;
    for said in [
        "示教〔2026〕5号",
        "± 改动",
        "－ 移出",
        "＋ 新增",
        "<del>",
        "原文件不提供下载",
        "20480字节",
        "经第二人审核",
    ] {
        assert!(page.body.contains(said), "{said}");
    }
    assert!(!page.body.contains("clerk"));
}

/// Follows every link from the front page.
async fn crawl(site: &Router, base: &str) -> Vec<(String, Answer)> {
    let mut todo = vec![format!("{base}/")];
    let mut seen = BTreeSet::new();
    let mut pages = Vec::new();
    todo.push(format!("{base}/search?q=%E5%90%AF%E6%98%8E"));
    todo.push(format!("{base}/search?q=%E5%90%AF%E6%98%8E%E6%B5%B7%E6%98%9F%E5%85%AC%E5%8F%B8"));
    while let Some(path) = todo.pop() {
        if !seen.insert(path.clone()) {
            continue;
        }
        let page = get(site, &path).await;
        if !page.header("content-type").starts_with("text/html") {
            pages.push((path, page));
            continue;
        }
        for part in page.body.split(" href=\"").skip(1).chain(page.body.split(" action=\"").skip(1))
        {
            let link = part.split('"').next().unwrap().replace("&amp;", "&");
            let link = link.split('#').next().unwrap().to_owned();
            if link.ends_with(crate::web::elder::PATH) {
                // A form that posts.
            } else if link.starts_with('/') {
                todo.push(link);
            } else {
                assert!(
                    link.is_empty()
                        || link.starts_with("tel:")
                        || link.starts_with("data:")
                        || link.starts_with("https://beian"),
                    "{path}: {link}"
                );
            }
        }
        pages.push((path, page));
    }
    pages
}

#[tokio::test]
async fn every_link_leads_somewhere_and_every_page_is_well_made() {
    for (pages, base) in
        [(crawl(&plain(), "").await, ""), (crawl(&site(demo), "/mingce").await, "/mingce")]
    {
        assert!(pages.len() > 60, "{}", pages.len());
        for (path, page) in pages {
            assert_eq!(page.status, StatusCode::OK, "{path}");
            assert!(path.starts_with(base), "{path}");
            if !page.header("content-type").starts_with("text/html") {
                continue;
            }
            assert_eq!(page.body.matches("<h1").count(), 1, "{path}");
            let below = &path[base.len()..];
            let (language, demo) = match below.get(..4) {
                Some("/en/" | "/en?") => ("en", "Demonstration"),
                _ if below.starts_with("/hant/") => ("zh-Hant", "演示數據"),
                _ => ("zh-CN", "演示数据"),
            };
            assert!(page.body.contains(&format!("<html lang=\"{language}\">")), "{path}");
            assert!(page.body.contains("<main "), "{path}");
            assert_eq!(page.body.contains(demo), base == "/mingce", "{path}");
            assert!(!page.has_foreign_script() && !page.body.contains(" style="), "{path}");
        }
    }
}

#[tokio::test]
async fn the_first_view_fits_into_fourteen_kilobytes() {
    let site = plain();
    let size = async |path: String| {
        let request =
            Request::get(path).header("accept-encoding", "br").body(Body::empty()).unwrap();
        let response = site.clone().oneshot(request).await.unwrap();
        assert_eq!(response.headers()["content-encoding"], "br");
        to_bytes(response.into_body(), 1 << 20).await.unwrap().len()
    };
    let css = size(format!("/static/{}", super::super::assets::css_name())).await;
    let script = size(format!("/static/{}", super::super::assets::script_name())).await;
    for path in ["/", "/search?q=%E5%B0%8F%E6%A0%91", "/i/91990101MA0000015C", "/regions/999902"] {
        let html = size(path.into()).await;
        assert!(css + script + html < 14 * 1024, "{path}: {css} + {script} + {html}");
    }
}

#[tokio::test]
async fn what_is_wrong_with_the_words_is_heard_with_the_box() {
    let site = plain();
    for (path, said) in [("/search?q=", "还没有写名字"), ("/search?q=%EF%BC%81", "只有标点或符号")]
    {
        let page = get(&site, path).await;
        assert!(page.body.contains(said), "{path}");
        assert!(page.body.contains("aria-invalid=\"true\" aria-describedby=\"wrong\""), "{path}");
        assert!(page.body.contains("id=\"wrong\""), "{path}");
    }
    assert!(!get(&site, "/search").await.body.contains("aria-invalid"));
}
