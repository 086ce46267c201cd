//! Every page in every state, looked at as different people do: on a small phone, in the dark, enlarged,
//! in 长辈版, by keyboard, by ear, without scripts. Pictures of all of it are left in `target/screenshots/`.

use fantoccini::Locator;
use fantoccini::key::Key;
use serde_json::json;

use crate::support::browser::{Driver, assert_nothing_sticks_out, run, until};
use crate::support::process::{Site, encode};

/// Name of the picture, and path; of a search, the words after `?`.
const STATES: [(&str, &str); 36] = [
    ("home", "/"),
    ("box", "/search"),
    ("approved", "?示例东区启明泉英语培训中心有限公司"),
    ("approved-note", "?示例东区腾龙阁英语培训有限公司"),
    ("restricted", "?示例北县琴屿舞蹈文化艺术有限公司"),
    ("banned", "?示例市示例西区转风车语文培训中心有限公司"),
    ("candidates", "?启明"),
    ("many", "?培训"),
    ("narrowed", "/search?q=%E5%9F%B9%E8%AE%AD&region=999901&list=banned"),
    ("not-listed", "?示例东区从来没有这家培训有限公司"),
    ("too-short", "?！！"),
    ("institution-approved", "/i/91999901MA45YJ85UT"),
    ("institution-banned", "/i/91999902MAYWWTK40R"),
    ("institution-past", "/i/91999901MA45YJ85UT?on=2026-10-10"),
    ("unknown-code", "/uscc/91999901MA0000000X"),
    ("regions", "/regions"),
    ("region", "/regions/999901"),
    ("releases", "/releases"),
    ("release", "/releases/1"),
    ("stats", "/stats"),
    ("data", "/data?region=999901"),
    ("guide", "/guide"),
    ("about", "/about"),
    ("accessibility", "/accessibility"),
    ("report", "/report?region=999901"),
    ("notice", "/notice"),
    ("notice-region", "/notice?region=999901"),
    ("notice-paper", "/notice?region=999901&view=paper"),
    ("notice-poster", "/notice?region=999901&what=link&paper=poster&view=paper"),
    ("notice-chosen", "/notice?id=91999901MA45YJ85UT&id=91999902MAYWWTK40R&add=%E5%90%AF%E6%98%8E"),
    ("check", "/check"),
    ("embed", "/embed"),
    ("api", "/api"),
    ("no-such-page", "/nothing/here"),
    ("en-home", "/en/"),
    ("hant-approved", "/hant/i/91999901MA45YJ85UT"),
];

fn url(site: &Site, path: &str) -> String {
    match path.strip_prefix('?') {
        Some(words) => format!("{}/search?q={}", site.base, encode(words)),
        None => format!("{}{path}", site.base),
    }
}

/// Opens every state, and holds what must be true of all.
async fn every_state(driver: &Driver, site: &Site, prefix: &str) {
    let mut wrong = Vec::new();
    for (name, path) in STATES {
        driver.client().goto(&url(site, path)).await.unwrap();
        driver.picture(&format!("{prefix}-{name}")).await;
        wrong.extend(driver.axe().await.into_iter().map(|found| format!("{name}: {found}")));
        let shape = "var levels = [].map.call(document.querySelectorAll('h1,h2,h3'), function (h) {
                return +h.tagName[1]; });
            return [document.querySelectorAll('h1').length, levels[0],
                levels.some(function (level, at) { return at && level > levels[at - 1] + 1; }),
                document.documentElement.scrollWidth - document.documentElement.clientWidth]";
        let shape = run(driver, shape).await;
        if shape != json!([1, 1, false, 0]) {
            wrong.push(format!(
                "{name}: one h1 that comes first, no level left out, nothing sticking out: {shape}"
            ));
        }
    }
    assert!(wrong.is_empty(), "{prefix}:\n{}", wrong.join("\n"));
}

#[tokio::test(flavor = "multi_thread")]
async fn every_page_is_for_everybody_on_a_phone_by_day() {
    let site = tokio::task::spawn_blocking(Site::demo).await.unwrap();
    let driver = Driver::start(390, 844).await;
    driver.look(390, 844).await;
    every_state(&driver, &site, "phone").await;
    driver.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn every_page_is_for_everybody_on_a_desk_by_night() {
    let site = tokio::task::spawn_blocking(Site::demo).await.unwrap();
    let driver = Driver::start(1280, 800).await;
    driver.look(1280, 800).await;
    driver.wishes(&[("prefers-color-scheme", "dark"), ("prefers-reduced-motion", "reduce")]).await;
    every_state(&driver, &site, "desk-dark").await;
    driver.end().await;
}

/// 320 px is also a desktop window of 1,280 px at 400 % (WCAG 2.2, 1.4.10).
#[tokio::test(flavor = "multi_thread")]
async fn every_page_is_for_everybody_in_the_version_for_elders_on_the_smallest_phone() {
    let site = tokio::task::spawn_blocking(Site::demo).await.unwrap();
    let driver = Driver::start(320, 640).await;
    driver.look(320, 640).await;
    let client = driver.client();
    client.goto(&url(&site, "?启明")).await.unwrap();
    client.find(Locator::Css("form.mode button")).await.unwrap().click().await.unwrap();
    until(&driver, "document.documentElement.classList.contains('elder')").await;
    // It is the same page, and the choice is remembered on the next.
    assert_eq!(client.current_url().await.unwrap().path(), "/search");
    every_state(&driver, &site, "elder").await;
    client.goto(&url(&site, "?示例东区启明泉英语培训中心有限公司")).await.unwrap();
    let size = run(&driver, "return getComputedStyle(document.body).fontSize").await;
    assert_eq!(size, json!("24px"), "18 pt are 24 px");
    let small = "return [].filter.call(document.querySelectorAll('main a, main button, header a, header button, main input'),
        function (one) { var box = one.getBoundingClientRect();
            return box.height && box.height < 60 && getComputedStyle(one).display !== 'inline'; })
        .map(function (one) { return one.outerHTML; })";
    assert_eq!(run(&driver, small).await, json!([]), "targets of 60 px");
    client.find(Locator::Css("form.mode button")).await.unwrap().click().await.unwrap();
    until(&driver, "!document.documentElement.classList.contains('elder')").await;
    driver.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn forced_colours_and_more_contrast_leave_the_verdict_readable() {
    let site = tokio::task::spawn_blocking(Site::demo).await.unwrap();
    let driver = Driver::start(390, 844).await;
    driver.look(390, 844).await;
    for (name, value) in [("forced-colors", "active"), ("prefers-contrast", "more")] {
        driver.wishes(&[(name, value)]).await;
        for (state, path) in STATES.iter().filter(|(state, _)| {
            ["approved", "restricted", "banned", "candidates", "not-listed"].contains(state)
        }) {
            driver.client().goto(&url(&site, path)).await.unwrap();
            driver.picture(&format!("{name}-{state}")).await;
            assert_eq!(driver.axe().await, Vec::<String>::new(), "{name} {state}");
        }
    }
    driver.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_parent_who_cannot_see_hears_the_verdict_first() {
    let site = tokio::task::spawn_blocking(Site::demo).await.unwrap();
    let driver = Driver::start(390, 844).await;
    let client = driver.client();
    client.goto(&site.base).await.unwrap();
    let press = async |key: Key| {
        let active = client.active_element().await.unwrap();
        active.send_keys(&char::from(key).to_string()).await.unwrap();
    };
    let input = client.find(Locator::Css("#q")).await.unwrap();
    input.send_keys("示例市示例西区转风车语文培训中心有限公司").await.unwrap();
    press(Key::Enter).await;
    until(&driver, "location.pathname === '/search'").await;
    // The title says it, and the focus stands on it.
    until(&driver, "document.title.indexOf('不要报名') === 0").await;
    until(&driver, "document.activeElement.id === 'v'").await;
    assert!(client.active_element().await.unwrap().text().await.unwrap().contains("不要报名"));
    // The next thing to reach is the one big button.
    press(Key::Tab).await;
    let next = client.active_element().await.unwrap();
    assert!(next.attr("class").await.unwrap().unwrap().contains("big"), "{:?}", next.text().await);
    driver.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_searched_for_lately_stays_on_the_device_and_can_be_cleared() {
    let site = tokio::task::spawn_blocking(Site::demo).await.unwrap();
    let driver = Driver::start(390, 844).await;
    let client = driver.client();
    for words in ["启明", "晨星"] {
        client.goto(&site.base).await.unwrap();
        let input = client.find(Locator::Css("#q")).await.unwrap();
        input.send_keys(words).await.unwrap();
        client.find(Locator::Css(".box button")).await.unwrap().click().await.unwrap();
        until(&driver, "location.pathname === '/search'").await;
    }
    client.goto(&site.base).await.unwrap();
    assert_eq!(run(&driver, "return document.cookie").await, json!(""));
    client.find(Locator::Css("#q")).await.unwrap().click().await.unwrap();
    let shown = "return [].map.call(document.querySelectorAll('[role=option] span'), function (o) { return o.textContent })";
    assert_eq!(run(&driver, shown).await, json!(["晨星", "启明", "清空这些记录"]));
    driver.picture("phone-searched-lately").await;
    client.find(Locator::Css("[role=option].clear")).await.unwrap().click().await.unwrap();
    assert_eq!(run(&driver, "return localStorage.length").await, json!(0));
    client.find(Locator::Css("#q")).await.unwrap().click().await.unwrap();
    assert_eq!(run(&driver, shown).await, json!([]));
    driver.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn choices_lie_over_the_page_of_a_phone_with_the_way_back_under_the_thumb() {
    let site = tokio::task::spawn_blocking(Site::demo).await.unwrap();
    let driver = Driver::start(390, 844).await;
    driver.look(390, 844).await;
    let client = driver.client();
    client.goto(&url(&site, "?培训")).await.unwrap();
    let summary = client.find(Locator::Css("details.over > summary")).await.unwrap();
    summary.click().await.unwrap();
    driver.screenshot("phone-choices").await;
    let text = summary.text().await.unwrap();
    assert!(text.contains('看') && text.contains('家'), "{text}");
    let bottom = run(&driver, "var box = document.querySelector('details.over > summary').getBoundingClientRect(); return innerHeight - box.bottom").await;
    assert!(bottom.as_f64().unwrap() < 40.0, "{bottom}");
    assert_eq!(driver.axe().await, Vec::<String>::new());
    summary.click().await.unwrap();
    assert!(
        !client
            .find(Locator::Css("details.over .chips"))
            .await
            .unwrap()
            .is_displayed()
            .await
            .unwrap()
    );
    assert_nothing_sticks_out(&driver).await;
    driver.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn without_scripts_nothing_is_missing_but_comfort() {
    let site = tokio::task::spawn_blocking(Site::demo).await.unwrap();
    let driver = Driver::start(390, 844).await;
    driver.look(390, 844).await;
    driver.scripts(false).await;
    let client = driver.client();
    client.goto(&site.base).await.unwrap();
    // Without scripts the driver cannot click, but it can press keys.
    let enter = char::from(Key::Enter).to_string();
    let press = async |css: &str| {
        client.find(Locator::Css(css)).await.unwrap().send_keys(&enter).await.unwrap();
    };
    let input = client.find(Locator::Css("#q")).await.unwrap();
    input.send_keys("示例东区启明泉英语培训中心有限公司").await.unwrap();
    press("#q").await;
    assert!(driver.text(".band").await.contains("在白名单上"));
    driver.picture("no-script-approved").await;
    press("form.mode button").await;
    assert!(driver.text("html.elder .band").await.contains("在白名单上"));
    press(".languages a[hreflang=en]").await;
    assert!(driver.text("html[lang=en].elder .band").await.contains("approved list"));
    driver.picture("no-script-elder-en").await;
    driver.end().await;
}
