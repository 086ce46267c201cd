//! What leaves the site: links on paper, pictures and frames on other sites, facts for search engines.

use super::fixtures::{APPROVED, APPROVED_NAME, BANNED_NAME, alias};
use super::*;
use crate::domain::institution::InstitutionId;
use crate::domain::region::RegionCode;
use crate::web::qr_code::reading::{read_png, read_svg};
use crate::web::words::Language;

const HOME: &str = "https://www.example.gov.cn/mingce";

fn named(name: &str) -> InstitutionId {
    InstitutionId::of_name(RegionCode::parse("999901"), name)
}

/// One that is banned, expired, gone, being put in order.
fn not_approved() -> [InstitutionId; 4] {
    [
        BANNED_NAME,
        "示例东区小磨坊数学培训学校",
        "示例东区风铃草英语培训中心有限公司",
        "示例东区绿皮车数学培训中心",
    ]
    .map(named)
}

/// Of whom a ban that is over was all that was ever said.
fn forgotten() -> InstitutionId {
    named("示例东区月光石数学培训中心")
}

#[tokio::test]
async fn a_scanned_code_leads_to_the_page_beside_which_it_stands() {
    let site = site(demo);
    for (path, page) in [
        ("/", "/"),
        ("/en/", "/en/"),
        ("/i/91990101MA0000015C/", "/i/91990101MA0000015C"),
        ("/hant/i/91990101MA0000015C/", "/hant/i/91990101MA0000015C"),
        ("/regions/999901/", "/regions/999901"),
    ] {
        let svg = get(&site, &format!("/mingce{path}qr.svg")).await;
        assert_eq!(svg.header("content-type"), "image/svg+xml", "{path}");
        assert_eq!(read_svg(&svg.body), Some(format!("{HOME}{page}")), "{path}");
        let png = get(&site, &format!("/mingce{path}qr.png?size=3")).await;
        assert_eq!(png.header("content-type"), "image/png", "{path}");
        let (dots, link) = read_png(&png.bytes).unwrap();
        assert_eq!(link, format!("{HOME}{page}"), "{path}");
        assert!((354..420).contains(&dots), "three centimetres at 300 dpi: {dots}");
        assert!(png.header("content-disposition").starts_with("inline; filename=\"mingce-"));
        assert!(!png.header("etag").is_empty(), "{path}");
        assert_eq!(get(&site, &format!("/mingce{page}")).await.status, StatusCode::OK);
    }
}

#[tokio::test]
async fn a_code_of_a_narrowed_list_leads_to_the_narrowed_list_and_nowhere_else() {
    let site = site(demo);
    for path in [
        "/mingce/regions/999901/qr.svg?list=banned&category=academic&to=https://example.org/",
        "/mingce/qr.svg?region=999901&list=banned&category=academic&q=private",
    ] {
        let wanted = format!("{HOME}/regions/999901?list=banned&category=academic");
        assert_eq!(read_svg(&get(&site, path).await.body), Some(wanted), "{path}");
    }
    let old = get(&site, "/mingce/regions/999911/qr.svg").await;
    assert_eq!(read_svg(&old.body), Some(format!("{HOME}/regions/999901")), "its successor");
    for (path, status) in [
        ("/mingce/qr.svg?list=banned", 400),
        ("/mingce/qr.svg?region=nowhere", 400),
        ("/mingce/qr.png?size=100000", 400),
        ("/mingce/regions/123456/qr.svg", 404),
        ("/mingce/i/nobody/qr.svg", 404),
        ("/mingce/i/91990101MA0000099Q/qr.png", 404),
        (&format!("/mingce/i/{}/qr.svg", forgotten()), 404),
    ] {
        assert_eq!(get(&site, path).await.status.as_u16(), status, "{path}");
    }
}

#[tokio::test]
async fn without_a_configured_address_codes_lead_to_the_host_that_was_asked() {
    let site = plain();
    let asked = async |host: &str| {
        let request = Request::get("/qr.svg").header("host", host).body(Body::empty()).unwrap();
        send(&site, request).await
    };
    let code = asked("10.0.0.5:8080").await;
    assert_eq!(read_svg(&code.body).as_deref(), Some("http://10.0.0.5:8080/"));
    assert_ne!(code.header("etag"), asked("10.0.0.6").await.header("etag"));
    for host in ["", "a b", "x@example.org", "example.org/evil"] {
        let refused = asked(host).await;
        assert_eq!(refused.status, StatusCode::BAD_REQUEST, "{host}");
        assert!(refused.body.contains("请告诉网站的管理员"), "{host}");
    }
}

#[tokio::test]
async fn every_institution_and_region_can_be_passed_on_by_link_code_and_badge() {
    let site = site(demo);
    let page = get(&site, &format!("/mingce/i/{APPROVED}")).await;
    for part in [
        format!(">{HOME}/i/{APPROVED}</p>"),
        format!("src=\"/mingce/i/{APPROVED}/qr.svg\""),
        format!("href=\"/mingce/i/{APPROVED}/qr.png?size=20\" download"),
        format!("href=\"/mingce/embed?id={APPROVED}\""),
    ] {
        assert!(page.body.contains(&part), "{part}");
    }
    let page = get(&site, "/mingce/regions/999901?list=banned").await;
    for part in [
        format!(">{HOME}/regions/999901?list=banned</p>"),
        "src=\"/mingce/regions/999901/qr.svg?list=banned\"".into(),
        "href=\"/mingce/regions/999901/qr.png?list=banned&amp;size=3\"".into(),
    ] {
        assert!(page.body.contains(&part), "{part}");
    }
}

#[tokio::test]
async fn the_badge_says_the_verdict_in_words_with_its_day_and_source() {
    let site = plain();
    let badge = get(&site, &format!("/i/{APPROVED}/badge.svg")).await;
    assert_eq!(badge.status, StatusCode::OK);
    assert_eq!(badge.header("content-type"), "image/svg+xml");
    for said in [
        "在白名单上",
        APPROVED_NAME,
        "只批准学科类，只在名单上的地址",
        "示例市示例东区教育局，名单截至2026年9月30日",
        "2026年11月23日 10:00查的，明册",
    ] {
        assert!(badge.body.contains(said), "{said}: {}", badge.body);
    }
    let old = get(&site, &format!("/i/{}/badge.svg", alias())).await;
    assert_eq!(old.status, StatusCode::PERMANENT_REDIRECT);
    assert_eq!(old.header("location"), format!("/i/{APPROVED}/badge.svg"));
}

#[tokio::test]
async fn what_is_not_approved_cannot_be_shown_as_if_it_were() {
    let site = plain();
    for language in Language::ALL {
        let approved = ["在白名单上", "在白名單上", "On the approved list"];
        let warnings = ["不要报名", "先别交钱", "不要報名", "先別交錢", "Do not"];
        for id in not_approved() {
            for path in [format!("/i/{id}/badge.svg"), format!("/embed/i/{id}")] {
                let path = format!("{}{path}", language.prefix());
                let shown = get(&site, &path).await;
                assert_eq!(shown.status, StatusCode::OK, "{path}: it was published once");
                assert!(!approved.iter().any(|said| shown.body.contains(said)), "{path}");
                assert!(warnings.iter().any(|said| shown.body.contains(said)), "{path}");
                assert!(!shown.body.contains("#12572f"), "{path}: the colour of approval");
                assert!(!shown.body.contains("class=\"card ok\""), "{path}");
            }
        }
    }
    let badge = async |id| get(&site, &format!("/i/{id}/badge.svg")).await.body;
    let [banned, expired, gone, unfinished] = not_approved();
    for (id, said) in [
        (banned, ">不要报名<"),
        (expired, ">许可证过期了<"),
        (gone, ">已不在名单上<"),
        (unfinished, ">现在不要报名<"),
    ] {
        assert!(badge(id).await.contains(said), "{said}");
    }
}

#[tokio::test]
async fn a_badge_of_nobody_and_of_a_forgotten_ban_are_told_alike() {
    let site = plain();
    let unknown = named("示例东区从来没有这家");
    for path in ["/i/{}/badge.svg", "/embed/i/{}"] {
        let of = async |id: String| get(&site, &path.replace("{}", &id)).await;
        let nobody = of(unknown.to_string()).await;
        assert_eq!(nobody.status, StatusCode::NOT_FOUND, "{path}");
        assert!(nobody.body.contains("没有查到这家"), "{path}");
        assert!(nobody.body.contains("不等于合法"), "{path}");
        for other in [forgotten().to_string(), "no-id".into()] {
            let other = of(other).await;
            assert_eq!((other.status, &other.body), (nobody.status, &nobody.body), "{path}");
        }
    }
}

#[tokio::test]
async fn badge_and_frames_are_light_and_run_nothing() {
    let site = plain();
    let size = async |path: &str| {
        let request = Request::get(path).header("accept-encoding", "br").body(Body::empty());
        let response = site.clone().oneshot(request.unwrap()).await.unwrap();
        to_bytes(response.into_body(), 1 << 20).await.unwrap().len()
    };
    let style = size(&format!("/static/{}", crate::web::assets::Style::Embed.name())).await;
    for path in [
        format!("/i/{APPROVED}/badge.svg"),
        format!("/en/i/{}/badge.svg", not_approved()[0]),
        format!("/embed/i/{APPROVED}"),
        "/embed/search".into(),
    ] {
        let shown = get(&site, &path).await;
        assert!(!shown.body.contains("<script") && !shown.body.contains("style="), "{path}");
        assert!(!shown.body.contains("<style") && !shown.body.contains(" onload"), "{path}");
        assert!(shown.headers.get("set-cookie").is_none(), "{path}");
        if path.ends_with(".svg") {
            assert!(shown.body.len() < 5_000, "{path}: {}", shown.body.len());
        } else {
            let sent = style + size(&path).await;
            assert!(sent < 5_000, "{path}: {sent}");
        }
    }
}

#[tokio::test]
async fn only_badge_codes_and_frames_are_shown_by_other_sites() {
    let site = plain();
    let framed = [format!("/embed/i/{APPROVED}"), "/en/embed/search".into()];
    let pictures = [format!("/i/{APPROVED}/badge.svg"), format!("/i/{}/badge.svg", alias())];
    let others = ["/", "/embed", "/embed/i/", "/embed/searching", "/i/91990101MA0000015C"];
    let is_framed = |answer: &Answer| {
        let policy = answer.header("content-security-policy");
        assert!(policy.contains("default-src 'none'"), "{policy}");
        policy.contains("frame-ancestors *")
    };
    for path in framed.iter().chain(&pictures) {
        let shown = get(&site, path).await;
        assert_eq!(is_framed(&shown), framed.contains(path), "{path}");
        assert_eq!(shown.header("cross-origin-resource-policy"), "cross-origin", "{path}");
        assert!(!shown.header("vary").contains("cookie"), "{path}: the same for all");
        let tag = shown.header("etag");
        if !tag.is_empty() {
            let again = Request::get(path).header("if-none-match", tag).body(Body::empty());
            let again = send(&site, again.unwrap()).await;
            assert_eq!(again.status, StatusCode::NOT_MODIFIED, "{path}");
            assert_eq!(is_framed(&again), framed.contains(path), "{path}: caches take it over");
        }
    }
    for path in others {
        let page = get(&site, path).await;
        assert!(!is_framed(&page), "{path}");
        assert!(page.header("content-security-policy").contains("frame-ancestors 'none'"));
        assert_eq!(page.header("cross-origin-resource-policy"), "", "{path}");
    }
    // An error inside a frame is a page of the site: nobody else shows it.
    let post = Request::post("/embed/search").body(Body::empty()).unwrap();
    let post = send(&site, post).await;
    assert_eq!(post.status, StatusCode::METHOD_NOT_ALLOWED);
    assert!(!is_framed(&post));
}

#[tokio::test]
async fn what_opens_from_a_frame_opens_in_a_window_of_its_own() {
    let site = plain();
    for path in [format!("/embed/i/{APPROVED}"), "/embed/i/nobody".into(), "/embed/search".into()] {
        let shown = get(&site, &path).await;
        let doors: Vec<&str> = shown
            .body
            .split('<')
            .filter(|tag| tag.starts_with("a ") || tag.starts_with("form "))
            .collect();
        assert_eq!(doors.len(), 1, "{path}");
        for door in doors {
            assert!(door.contains("target=\"_blank\" rel=\"noopener\""), "{path}: {door}");
        }
    }
}

#[tokio::test]
async fn webmasters_get_code_that_works_elsewhere() {
    let site = site(demo);
    let page = get(&site, &format!("/mingce/embed?id={APPROVED}")).await;
    assert_eq!(page.status, StatusCode::OK);
    for code in [
        format!("&lt;a href=\"{HOME}/i/{APPROVED}\" target=\"_blank\" rel=\"noopener\"&gt;"),
        format!("&lt;img src=\"{HOME}/i/{APPROVED}/badge.svg\" width=\"320\" height=\"184\""),
        format!("&lt;iframe src=\"{HOME}/embed/i/{APPROVED}\""),
        format!("&lt;iframe src=\"{HOME}/embed/search\""),
    ] {
        let code = code.replace('"', "&quot;");
        assert!(page.body.contains(&code), "{code}");
    }
    assert!(page.header("content-security-policy").contains("frame-src 'self'"));
    let old = get(&site, &format!("/mingce/embed?id={}", alias())).await;
    assert_eq!(old.header("location"), format!("/mingce/embed?id={APPROVED}"));
    let unknown = get(&site, "/mingce/embed?id=nobody").await;
    assert!(unknown.body.contains("没有这家的记录"));
    for page in ["/mingce/", "/mingce/about"] {
        assert!(get(&site, page).await.body.contains("href=\"/mingce/embed\""), "{page}");
    }
}

/// What stands between the tags of a page's data.
fn data(page: &Answer) -> serde_json::Value {
    let (_, rest) = page.body.split_once("<script type=\"application/ld+json\">").expect("data");
    serde_json::from_str(rest.split_once("</script>").unwrap().0).unwrap()
}

#[tokio::test]
async fn search_engines_are_told_who_it_is_and_never_that_it_is_good() {
    let site = site(|settings| *settings = settings.clone().at(HOME));
    let approved = data(&get(&site, &format!("/mingce/i/{APPROVED}")).await);
    assert_eq!(approved["@type"], "EducationalOrganization");
    assert_eq!(approved["name"], APPROVED_NAME);
    assert_eq!(approved["identifier"]["value"], APPROVED);
    assert_eq!(approved["address"]["streetAddress"], "示例路1号二楼");
    assert_eq!(approved["url"], format!("{HOME}/i/{APPROVED}"));
    for id in not_approved() {
        let data = data(&get(&site, &format!("/mingce/i/{id}")).await);
        assert_eq!(data["@type"], "Organization", "{id}");
        let description = data["description"].as_str().unwrap();
        assert!(
            ["不要报名", "先别交钱"].iter().any(|said| description.contains(said))
                || description.contains("没有证"),
            "{description}"
        );
        let text = data.to_string().to_lowercase();
        for rating in ["rating", "review", "award", "recommend", "accredit", "certif"] {
            assert!(!text.contains(rating), "{id}: {rating}");
        }
    }
    let hostile = data(
        &get(&site, &format!("/mingce/i/{}", named("<script>alert(1)</script>培训中心"))).await,
    );
    assert_eq!(hostile["name"], "<script>alert(1)</script>培训中心");
    let past = get(&site, &format!("/mingce/i/{APPROVED}?on=2026-10-20")).await;
    assert!(!past.body.contains("ld+json") && past.body.contains("content=\"noindex\""));
}

#[tokio::test]
async fn a_page_has_one_address_for_search_engines() {
    let site = site(|settings| *settings = settings.clone().at(HOME));
    let canonical = async |path: &str| {
        let page = get(&site, path).await;
        let (_, rest) = page.body.split_once("<link rel=\"canonical\" href=\"").expect("canonical");
        rest.split('"').next().unwrap().to_owned()
    };
    for (asked, wanted) in [
        ("/mingce/?from=singlemessage", "/"),
        ("/mingce/i/91990101MA0000015C?scene=1&isappinstalled=0", "/i/91990101MA0000015C"),
        ("/mingce/en/regions/999902?page=2&utm_source=x", "/en/regions/999902?page=2"),
    ] {
        assert_eq!(canonical(asked).await, format!("{HOME}{wanted}"));
    }
}
