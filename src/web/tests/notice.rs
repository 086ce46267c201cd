//! What a school prints, and where its code leads.

use super::fixtures::{APPROVED, APPROVED_NAME, BANNED_NAME, alias};
use super::*;
use crate::domain::institution::InstitutionId;
use crate::domain::region::RegionCode;
use crate::web::components::qr::tests::read_back;
use crate::web::links::Encoded;

fn published() -> Router {
    site(|settings| *settings = settings.clone().at("https://www.example.gov.cn/mingce"))
}

fn named(region: &str, name: &str) -> InstitutionId {
    InstitutionId::of_name(RegionCode::parse(region), name)
}

/// Follows the redirect to the short address, once.
async fn open(site: &Router, path: &str) -> Answer {
    let first = get(site, path).await;
    if first.status != StatusCode::SEE_OTHER {
        return first;
    }
    let second = get(site, first.header("location")).await;
    assert_eq!(second.status, StatusCode::OK, "{path}: one redirect is enough");
    second
}

#[tokio::test]
async fn a_form_with_the_usual_wording_becomes_a_short_address() {
    let site = plain();
    let form = get(&site, "/notice?region=999901").await;
    assert!(form.body.contains("示例省示例市示例东区"));
    // What the form sends when nothing is changed.
    let usual = |key: &str| {
        let text = crate::web::words::notice::USUAL_OPENING.hans;
        format!("{key}={}", Encoded(text))
    };
    let sent = format!(
        "/notice?region=999901&what=approved&category=&add=&paper=letter&title={}&school=&to={}&{}&close={}&sign=&date={}&view=paper",
        Encoded("告家长书"),
        Encoded("各位家长："),
        usual("open"),
        Encoded(crate::web::words::notice::USUAL_CLOSING.hans),
        Encoded("2026年11月23日"),
    );
    let short = get(&site, &sent).await;
    assert_eq!(short.status, StatusCode::SEE_OTHER);
    assert_eq!(short.header("location"), "/notice?region=999901&view=paper");
}

#[tokio::test]
async fn every_setting_survives_in_the_address() {
    let site = plain();
    for path in [
        "/notice",
        "/notice?region=999901",
        "/notice?region=999901&what=both&category=arts&paper=poster",
        "/notice?region=999911&what=both",
        "/notice?what=chosen",
        "/notice?what=approved",
        "/notice?what=link&paper=poster&view=paper",
        "/notice?id=91990101MA0000015C&id=91990101ma0000015c&id=nonsense&view=today",
        "/notice?title=&close=&open=a%0D%0Ab&school=%20%E7%94%B2%20&date=x&region=999901",
        "/notice?find=%E4%B8%9C%E5%8C%BA",
        "/notice?region=999901&add=%E5%90%AF%E6%98%8E+x",
        "/notice?view=nothing&paper=nothing&what=nothing&unknown=1",
        "/notice?category=arts",
        "/en/notice?region=999901&sign=A%26B",
    ] {
        assert_eq!(open(&site, path).await.status, StatusCode::OK, "{path}");
    }
    let kept = open(&site, "/notice?region=999901&close=&open=a%0D%0Ab&sign=A%26B").await;
    assert!(kept.body.contains("region=999901&amp;open=a%0Ab&amp;close=&amp;sign=A%26B"));
    assert!(kept.body.contains(">a\nb</textarea>"));
    let bad = get(&site, "/notice?region=123456").await;
    assert_eq!(bad.status, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn a_letter_with_the_list_says_of_each_how_it_stands() {
    let site = published();
    let page = get(&site, "/mingce/notice?region=999901&what=both&view=paper").await;
    assert!(page.body.contains("告家长书") && page.body.contains(APPROVED_NAME));
    let groups: Vec<&str> = page.body.split("<section class=\"group\">").skip(1).collect();
    let of = |heading: &str| groups.iter().find(|group| group.contains(heading)).unwrap();
    assert!(of("在白名单上的").contains(APPROVED_NAME));
    // Expired, or banned elsewhere: not among the approved, whatever list they were found on.
    assert!(of("现在不要报名的").contains("小磨坊") && of("现在不要报名的").contains("先别交钱"));
    assert!(
        of("</svg> 不要报名的，2家").contains("墨痕")
            && of("</svg> 不要报名的，2家").contains(BANNED_NAME)
    );
    assert!(!of("在白名单上的").contains("墨痕") && !of("在白名单上的").contains("小磨坊"));
    assert!(of("</svg> 不要报名的，2家").contains("未取得办学许可证"), "the publisher's reason");
    // What every notice carries.
    for part in ["交钱前，看这九条", "tel:09905558990", "截至2026年9月30日", "2026年11月23日"]
    {
        assert!(page.body.contains(part) || part.starts_with("tel:"), "{part}");
    }
    assert!(page.body.contains("示例市示例东区教育局") && page.body.contains("href=\"tel:"));
    assert!(!page.body.contains("<footer") && !page.body.contains("<header"), "no frame on paper");
    assert!(page.body.contains("noindex"));
    let approved = get(&site, "/mingce/notice?region=999901&view=paper").await;
    assert!(!approved.body.contains(BANNED_NAME) && !approved.body.contains("黑名单，截至"));
    // Nothing on paper is told by colour.
    assert!(!page.body.contains("verdict ok") && !page.body.contains("badge ok"));
}

#[tokio::test]
async fn the_code_leads_to_what_the_paper_is_about() {
    let site = published();
    let base = "https://www.example.gov.cn/mingce";
    for (query, leads_to) in [
        ("region=999901", "/regions/999901?list=approved".to_owned()),
        ("region=999901&category=arts", "/regions/999901?list=approved&category=arts".into()),
        ("region=999901&what=both", "/regions/999901".into()),
        ("region=999901&what=link&paper=poster", "/regions/999901".into()),
        ("what=link", "/".into()),
        ("id=91990101MA0000015C", "/i/91990101MA0000015C".into()),
        (
            "id=91990101MA0000015C&id=52990101MJ00000262",
            "/notice?view=today&id=91990101MA0000015C&id=52990101MJ00000262".into(),
        ),
    ] {
        let page = get(&site, &format!("/mingce/notice?{query}&view=paper")).await;
        assert_eq!(page.status, StatusCode::OK, "{query}");
        let read = read_back(&page.body).unwrap();
        assert_eq!(read, format!("{base}{leads_to}"));
        let reached = get(&site, read.strip_prefix("https://www.example.gov.cn").unwrap()).await;
        assert_eq!(reached.status, StatusCode::OK, "{read}");
    }
    let english = get(&site, "/mingce/en/notice?region=999901&view=paper").await;
    let read = read_back(&english.body).unwrap();
    assert_eq!(read, format!("{base}/en/regions/999901?list=approved"));
}

#[tokio::test]
async fn without_a_public_address_the_code_leads_where_it_was_made() {
    let site = plain();
    let made = async |host: &'static str| {
        let request = Request::get("/notice?region=999901&view=paper").header("host", host);
        send(&site, request.body(Body::empty()).unwrap()).await
    };
    let page = made("127.0.0.1:8120").await;
    let read = read_back(&page.body).unwrap();
    assert_eq!(read, "http://127.0.0.1:8120/regions/999901?list=approved");
    assert_ne!(made("other.example").await.header("etag"), page.header("etag"));
    // A host that is none is not repeated.
    assert!(!made("a\"><script>.example").await.body.contains("<script>.example"));
}

#[tokio::test]
async fn chosen_ones_are_told_as_they_stand_and_none_is_made_greener() {
    let site = plain();
    let departed = named("999901", "示例东区风铃草英语培训中心有限公司");
    let over = named("999901", "示例东区月光石数学培训中心");
    let banned = named("999901", BANNED_NAME);
    let query = format!("id={}&id={departed}&id={over}&id={banned}&id=X0000000000", alias());
    let paper = get(&site, &format!("/notice?{query}&view=paper")).await;
    assert_eq!(paper.status, StatusCode::OK);
    assert!(paper.body.contains("已不在名单上") && paper.body.contains("2026年10月12日"));
    assert!(paper.body.contains(BANNED_NAME) && paper.body.contains("不要报名"));
    // By an id that it had before, and on one row.
    assert_eq!(paper.body.matches(APPROVED_NAME).count(), 1);
    // A ban that is over is not told, not even that there was one.
    assert!(!paper.body.contains("月光石"));
    assert!(paper.body.contains("X0000000000：没有查到这家"));
    assert_eq!(paper.body.matches("在白名单上</span>").count(), 1);
    let today = open(&site, &format!("/notice?view=today&{query}")).await;
    assert!(today.body.contains("已不在名单上") && !today.body.contains("月光石"));
    assert!(today.body.contains("X0000000000：没有查到这家"));
    assert!(!today.is_green());
}

#[tokio::test]
async fn words_of_a_school_are_printed_as_text_and_within_limits() {
    let site = plain();
    let hostile = Encoded("</p><script>alert(1)</script>").to_string();
    let path =
        format!("/notice?region=999901&title={hostile}&open={hostile}&school={hostile}&view=paper");
    let page = open(&site, &path).await;
    assert!(page.body.contains("&lt;/p&gt;&lt;script&gt;") && !page.has_foreign_script());
    let form = open(&site, &path.replace("view=paper", "add=%3Cscript%3E")).await;
    assert!(!form.has_foreign_script());
    // Characters that turn the direction of writing are not let through.
    let turned = open(&site, "/notice?region=999901&title=a%E2%80%AEb&view=paper").await;
    assert!(turned.body.contains("<h1>ab</h1>"));
    let long = format!("/notice?region=999901&school={}&view=paper", "a".repeat(31));
    let long = get(&site, &long).await;
    assert!(
        long.body.contains("只留了前30个字：学校名字")
            && long.body.contains("<form class=\"make\"")
    );
    let many: String = (0..40).map(|n| format!("&id=X00000000{n:02}")).collect();
    let many = open(&site, &format!("/notice?what=chosen{many}")).await;
    assert!(many.body.contains("最多挑20家"));
}

#[tokio::test]
async fn a_school_finds_its_region_and_its_institutions_without_a_script() {
    let site = plain();
    let start = get(&site, "/notice").await;
    assert!(start.body.contains("/notice?region=9999"));
    let found = open(&site, "/notice?find=%E4%B8%9C%E5%8C%BA").await;
    assert!(found.body.contains("/notice?region=999901\""));
    let none = open(&site, "/notice?find=%E4%B9%8C%E6%9C%89").await;
    assert!(none.body.contains("没有找到叫“乌有”的地区"));
    let sought = format!("/notice?region=999901&title=x&add={}", Encoded("启明泉"));
    let sought = open(&site, &sought).await;
    let add = "/notice?region=999901&amp;what=chosen&amp;id=91990101MA0000015C&amp;title=x\"";
    assert!(sought.body.contains(add), "what is written stays when one is added");
    let nothing = format!("/notice?what=chosen&add={}", Encoded("从来没有这家"));
    assert!(open(&site, &nothing).await.body.contains("没查到，不等于合法"));
    let region = get(&site, "/regions/999901").await;
    assert!(region.body.contains("href=\"/notice?region=999901\""));
    let added = get(&site, &format!("/notice?id={APPROVED}")).await;
    assert!(added.body.contains(APPROVED_NAME) && added.body.contains("去掉"));
}

#[tokio::test]
async fn a_region_without_lists_gets_a_letter_that_says_so() {
    let page = get(&plain(), "/notice?region=999904&view=paper").await;
    assert!(page.body.contains("名单还没有放上来") && page.body.contains("没查到，不等于合法"));
}
