//! What search engines are told of.

use super::fixtures::{APPROVED, BANNED_NAME};
use super::*;
use crate::domain::institution::InstitutionId;
use crate::domain::region::RegionCode;

const BASE: &str = "https://www.example.gov.cn/mingce";

fn public() -> Router {
    site(|settings| *settings = settings.clone().at(BASE))
}

fn addresses(answer: &Answer) -> Vec<String> {
    let parts = answer.body.split("<loc>").skip(1);
    parts.map(|part| part.split("</loc>").next().unwrap().to_owned()).collect()
}

async fn all() -> Vec<String> {
    let site = public();
    let mut all = Vec::new();
    for file in addresses(&get(&site, "/mingce/sitemap.xml").await) {
        let file = get(&site, file.strip_prefix("https://www.example.gov.cn").unwrap()).await;
        assert_eq!(file.status, StatusCode::OK);
        assert_eq!(file.header("content-type"), "application/xml; charset=utf-8");
        all.extend(addresses(&file));
    }
    all
}

#[tokio::test]
async fn every_address_is_a_page_that_names_itself_so_and_may_be_indexed() {
    let site = public();
    let all = all().await;
    for address in &all {
        let path = address.strip_prefix("https://www.example.gov.cn").unwrap();
        let page = get(&site, path).await;
        assert_eq!(page.status, StatusCode::OK, "{path}");
        let canonical = format!("<link rel=\"canonical\" href=\"{address}\">");
        assert!(page.body.contains(&canonical), "{path}");
        assert!(!page.body.contains("noindex"), "{path}");
    }
    let unique: std::collections::BTreeSet<&String> = all.iter().collect();
    assert_eq!(unique.len(), all.len());
}

#[tokio::test]
async fn institutions_regions_and_releases_are_in_it_and_nothing_thin_is() {
    let all = all().await;
    let banned = InstitutionId::of_name(RegionCode::parse("999901"), BANNED_NAME);
    for path in [
        "/".to_owned(),
        "/en/guide".to_owned(),
        format!("/i/{APPROVED}"),
        format!("/i/{banned}"),
        "/regions/999901".to_owned(),
        "/regions/990000".to_owned(),
        "/releases/6".to_owned(),
    ] {
        assert!(all.contains(&format!("{BASE}{path}")), "{path}");
    }
    let of = |name| InstitutionId::of_name(RegionCode::parse("999901"), name).to_string();
    let over = of("示例东区月光石数学培训中心");
    assert!(!all.iter().any(|one| one.contains(&over)), "a ban that is over is forgotten");
    let mut thin = all.iter().filter(|one| one.contains("/search") || one.contains('?'));
    assert_eq!(thin.next(), None);
    let to_come = InstitutionId::of_name(RegionCode::parse("999902"), "示例西区金麦穗文化培训学校");
    assert!(!all.iter().any(|one| one.contains(&to_come.to_string())), "no list counts for it yet");
}

#[tokio::test]
async fn lastmod_is_the_day_of_the_release_that_changed_it() {
    let site = public();
    let institutions = get(&site, "/mingce/sitemaps/2.xml").await.body;
    let wanted = format!("<loc>{BASE}/i/{APPROVED}</loc><lastmod>2026-10-12</lastmod>");
    assert!(institutions.contains(&wanted), "{institutions}");
    for none in ["0", "01", "3", "x", "+1"] {
        let answer = get(&site, &format!("/mingce/sitemaps/{none}.xml")).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{none}");
    }
}

#[tokio::test]
async fn robots_are_sent_there_and_invented_data_is_kept_from_them() {
    let robots = get(&public(), "/robots.txt").await;
    assert!(robots.body.contains(&format!("Sitemap: {BASE}/sitemap.xml\n")));
    let invented = site(demo);
    assert_eq!(get(&invented, "/mingce/sitemap.xml").await.status, StatusCode::NOT_FOUND);
    assert!(get(&invented, "/robots.txt").await.body.contains("Disallow: /\n"));
    let nameless = get(&plain(), "/sitemap.xml").await;
    assert_eq!(nameless.status, StatusCode::NOT_FOUND);
    assert!(nameless.body.contains("MINGCE_BASE_URL"), "it says why");
    assert!(!get(&plain(), "/robots.txt").await.body.contains("Sitemap"));
}

#[tokio::test]
async fn results_of_a_search_are_not_for_engines() {
    let found = get(&public(), "/mingce/search?q=%E5%90%AF%E6%98%8E").await;
    assert!(found.body.contains("<meta name=\"robots\" content=\"noindex\">"));
}
