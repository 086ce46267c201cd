//! The same pages in three languages.

use super::fixtures::{APPROVED, BANNED_NAME};
use super::*;
use crate::domain::institution::InstitutionId;
use crate::domain::region::RegionCode;
use crate::web::links::Encoded;
use crate::web::words::Language;

/// Every page for parents, below the language.
fn every_page() -> Vec<String> {
    let absent = Encoded("示例海星编程培训有限公司");
    let alike = Encoded("启明");
    let banned = InstitutionId::of_name(RegionCode::parse("999901"), BANNED_NAME);
    vec![
        "/".into(),
        "/search".into(),
        format!("/search?q={alike}"),
        format!("/search?q={alike}&list=banned&sort=newest"),
        format!("/search?q={absent}"),
        format!("/search?q={absent}&region=999902"),
        format!("/i/{APPROVED}"),
        format!("/i/{APPROVED}?on=2025-05-01"),
        format!("/i/{banned}"),
        "/i/52990101MJ00000262".into(),
        "/regions".into(),
        "/regions/999901".into(),
        "/regions/999902?list=approved&page=2".into(),
        "/releases".into(),
        "/releases/5".into(),
        "/stats".into(),
        "/stats?region=999901".into(),
        "/stats?region=999904".into(),
        "/data".into(),
        "/data?region=999901".into(),
        "/guide".into(),
        "/accessibility".into(),
        "/about".into(),
        "/report".into(),
        "/report?region=999901".into(),
        "/embed".into(),
        format!("/embed?id={APPROVED}"),
    ]
}

/// The links that a page leads on by; those to the other languages and to files are left out.
fn links(page: &Answer) -> Vec<&str> {
    let (before, switch) = page.body.split_once("<nav class=\"languages\"").expect("a switch");
    let (_, after) = switch.split_once("</nav>").unwrap();
    [before, after]
        .into_iter()
        .flat_map(|part| {
            let tags =
                part.split('<').filter(|tag| !tag.contains(" hreflang=") && !tag.contains("post"));
            tags.filter(|tag| tag.starts_with("a ") || tag.starts_with("form "))
        })
        .flat_map(|tag| tag.split(" href=\"").skip(1).chain(tag.split(" action=\"").skip(1)))
        .map(|rest| rest.split('"').next().unwrap())
        .filter(|link| link.starts_with('/'))
        .collect()
}

#[tokio::test]
async fn every_page_comes_in_three_languages_and_stays_in_its_own() {
    for (site, base) in [(plain(), ""), (site(demo), "/mingce")] {
        for language in Language::ALL {
            for path in every_page() {
                let page = get(&site, &format!("{base}{}{path}", language.prefix())).await;
                assert_eq!(page.status, StatusCode::OK, "{path}");
                let html = format!("<html lang=\"{}\">", language.code());
                assert!(page.body.contains(&html), "{path}");
                let home = format!("{base}{}/", language.prefix());
                for link in links(&page) {
                    assert!(link.starts_with(&home), "{path}: {link}");
                    let is_plain = !link.contains("/en/") && !link.contains("/hant/");
                    assert_eq!(is_plain, language == Language::Hans, "{path}: {link}");
                }
            }
        }
    }
}

#[tokio::test]
async fn the_switch_leads_to_the_same_page_with_its_question() {
    let page = get(&site(demo), "/mingce/en/search?q=%E5%90%AF&sort=name").await;
    for (code, link) in [
        ("zh-CN", "/mingce/search?q=%E5%90%AF&amp;sort=name"),
        ("zh-Hant", "/mingce/hant/search?q=%E5%90%AF&amp;sort=name"),
    ] {
        let wanted = format!("lang=\"{code}\" hreflang=\"{code}\" href=\"{link}\"");
        assert!(page.body.contains(&wanted), "{wanted}");
    }
    assert!(page.body.contains("<b lang=\"en\" aria-current=\"true\">English</b>"));
    let lost = get(&plain(), "/en//example.org/").await;
    assert_eq!(lost.status, StatusCode::NOT_FOUND);
    assert!(lost.body.contains("There is no such page.") && !lost.body.contains("\"//example"));
}

#[tokio::test]
async fn search_engines_find_the_languages_of_a_page_but_not_of_its_many_views() {
    let site = site(|settings| {
        *settings = settings.clone().at("https://www.example.gov.cn/mingce");
    });
    let page = get(&site, "/mingce/hant/guide").await;
    for (code, prefix) in [("zh-CN", ""), ("zh-Hant", "/hant"), ("en", "/en")] {
        let link = format!(
            "<link rel=\"alternate\" hreflang=\"{code}\" \
             href=\"https://www.example.gov.cn/mingce{prefix}/guide\">"
        );
        assert!(page.body.contains(&link), "{link}");
    }
    let narrowed = get(&site, "/mingce/regions/999901?list=banned").await;
    assert!(!narrowed.body.contains("rel=\"alternate\""));
}

#[tokio::test]
async fn only_three_languages_and_only_pages_for_parents_have_them() {
    let site = plain();
    for path in [
        "/fr/guide",
        "/zh/guide",
        "/EN/guide",
        "/en/en/guide",
        "/hant/en/",
        "/en/api/v1/search?q=a",
        "/en/healthz",
        "/en/robots.txt",
        "/hant/static/site.css",
    ] {
        assert_eq!(get(&site, path).await.status, StatusCode::NOT_FOUND, "{path}");
    }
    for path in ["/en", "/en/", "/hant", "/hant/"] {
        assert_eq!(get(&site, path).await.status, StatusCode::OK, "{path}");
    }
}

#[tokio::test]
async fn redirects_stay_in_the_language() {
    let site = site(demo);
    for language in Language::ALL {
        let home = format!("/mingce{}", language.prefix());
        let found = get(&site, &format!("{home}/uscc/{APPROVED}")).await;
        assert_eq!(found.status, StatusCode::PERMANENT_REDIRECT);
        assert_eq!(found.header("location"), format!("{home}/i/{APPROVED}"));
        let moved = get(&site, &format!("{home}/regions/999911")).await;
        assert_eq!(moved.header("location"), format!("{home}/regions/999901"));
    }
}

#[tokio::test]
async fn no_language_stands_in_for_another_in_a_cache() {
    let site = plain();
    let mut tags = Vec::new();
    for path in ["/guide", "/hant/guide", "/en/guide"] {
        let tag = get(&site, path).await.header("etag").to_owned();
        assert!(!tag.is_empty() && !tags.contains(&tag), "{path}");
        tags.push(tag);
    }
}

#[tokio::test]
async fn the_verdict_is_told_in_the_language_and_the_publishers_words_stay_theirs() {
    let site = plain();
    let green = get(&site, &format!("/en/i/{APPROVED}")).await;
    assert!(green.is_green());
    for said in [
        "On the approved list.",
        "Approved for school subjects only",
        ">12 October 2026</a></dd>",
        "<dt>Latest list as of</dt><dd>30 September 2026</dd>",
        "<bdi lang=\"zh-CN\">示例路1号二楼</bdi>",
        "23 November 2026, 10:00 (China time)",
    ] {
        assert!(green.panel().contains(said), "{said}");
    }
    let disputed = get(&site, "/en/i/52990101MJ00000262").await;
    assert!(!disputed.is_green());
    for said in [
        "On the banned list. Do not enrol.",
        "Two regulators say different things.",
        "<bdi lang=\"zh-CN\">以书法为名开展语文培训</bdi>",
    ] {
        assert!(disputed.panel().contains(said), "{said}");
    }
    let traditional = get(&site, "/hant/i/52990101MJ00000262").await;
    for said in ["在黑名單上，不要報名。", "兩個部門說法不一樣。", "以书法为名开展语文培训"]
    {
        assert!(traditional.panel().contains(said), "{said}");
    }
    let absent = format!("/en/search?q={}", Encoded("示例海星编程培训有限公司"));
    let absent = get(&site, &absent).await;
    assert!(
        absent.panel().contains("Not found.") && absent.panel().contains("does not mean legal")
    );
    assert!(!absent.is_green());
}

/// Text of a page with the `lang` that it stands under; titles and attributes are left out.
fn told(body: &str) -> Vec<(String, &str)> {
    let mut open: Vec<(&str, Option<&str>)> = Vec::new();
    let mut told = Vec::new();
    for part in body.split('<').skip(1) {
        let Some((tag, text)) = part.split_once('>') else { continue };
        let name = tag.split([' ', '/']).find(|name| !name.is_empty()).unwrap_or_default();
        if tag.starts_with('/') {
            while open.pop().is_some_and(|(own, _)| own != name) {}
        } else if !["meta", "link", "input", "path", "!DOCTYPE"].contains(&name) {
            let lang = tag.split(" lang=\"").nth(1).and_then(|rest| rest.split('"').next());
            open.push((name, lang));
        }
        let lang = open.iter().rev().find_map(|(_, lang)| *lang).unwrap_or_default();
        if open.last().is_some_and(|(name, _)| !["title", "script"].contains(name)) {
            told.push((lang.to_owned(), text));
        }
    }
    told
}

#[tokio::test]
async fn an_english_page_has_chinese_only_where_it_says_so() {
    let site = site(|settings| {
        demo(settings);
        settings.host_unit = "示例市教育局".into();
        settings.icp = "示ICP备00000000号".into();
    });
    let is_chinese =
        |c: char| ('\u{3000}'..='\u{9FFF}').contains(&c) || ('\u{FF00}'..='\u{FFEF}').contains(&c);
    for path in every_page() {
        let page = get(&site, &format!("/mingce/en{path}")).await;
        let told = told(&page.body);
        assert!(told.iter().filter(|(lang, _)| lang == "en").count() > 20, "{path}");
        for (lang, text) in told {
            assert!(lang != "en" || !text.contains(is_chinese), "{path}: {text}");
        }
        for attribute in [" aria-label=\"", " placeholder=\"", " data-l=\"", " data-told=\""] {
            for rest in page.body.split(attribute).skip(1) {
                let value = rest.split('"').next().unwrap();
                assert!(!value.contains(is_chinese), "{path}: {value}");
            }
        }
    }
}

#[tokio::test]
async fn traditional_pages_have_no_simplified_words_of_ours() {
    let site = site(demo);
    for path in every_page() {
        let page = get(&site, &format!("/mingce/hant{path}")).await;
        for (lang, text) in told(&page.body) {
            // What simplified script writes with one character for several cannot be told from it.
            let written = crate::domain::text::simplified(text);
            let is_simplified = |word: &&str| text.contains(*word) && written == text;
            if lang == "zh-Hant" {
                let words = ["名单", "机构", "报名", "没有", "许可证", "电话", "这"];
                assert!(words.iter().find(|word| is_simplified(word)).is_none(), "{path}: {text}");
            }
        }
    }
}

/// What search engines and shared links say of a page.
fn description(page: &Answer) -> &str {
    let (_, rest) = page.body.split_once("<meta name=\"description\" content=\"").unwrap();
    rest.split('"').next().unwrap()
}

#[tokio::test]
async fn descriptions_say_what_the_page_says_in_a_line() {
    let site = plain();
    for (path, said) in [
        (format!("/i/{APPROVED}"), "在白名单上。"),
        (format!("/i/{APPROVED}"), "，名单截至2026年9月30日。"),
        (format!("/en/i/{APPROVED}"), ", list as of 30 September 2026."),
        (format!("/i/{APPROVED}?on=2025-05-01"), "2025年5月1日那天："),
        ("/i/52990101MJ00000262".into(), "在黑名单上，不要报名。"),
        (format!("/search?q={}", Encoded("示例海星编程培训有限公司")), "没查到，不等于合法。"),
        (format!("/hant/search?q={}", Encoded("启明")), "名字差不多。"),
        ("/regions/999904".into(), "这里的名单还没有放上来。"),
        ("/regions/999901".into(), "名单最近截至"),
        ("/en/stats".into(), "in figures"),
    ] {
        let page = get(&site, &path).await;
        assert!(description(&page).contains(said), "{path}: {}", description(&page));
    }
    let mut own = std::collections::BTreeSet::new();
    for path in every_page() {
        let page = get(&site, &path).await;
        let length = description(&page).chars().count();
        assert!((10..=120).contains(&length), "{path}: {length} {}", description(&page));
        own.insert(description(&page).to_owned());
    }
    assert!(own.len() > 12, "{own:#?}");
}

#[tokio::test]
async fn suggestions_speak_the_language_of_the_box() {
    let site = site(demo);
    let page = get(&site, "/mingce/en/").await;
    assert!(page.body.contains("data-suggest=\"/mingce/en/suggest\""));
    let note = async |path: &str| {
        let answer = get(&site, path).await.json();
        answer["suggestions"][0]["note"].as_str().unwrap().to_owned()
    };
    let chinese = note("/mingce/suggest?q=%E5%90%AF").await;
    let english = note("/mingce/en/suggest?q=%E5%90%AF").await;
    assert!(chinese.contains('家') && !english.contains('家'), "{chinese} {english}");
}
