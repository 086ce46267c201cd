//! A parent with a phone: searches, reads the verdict, opens the institution, is helped while typing.
//! In Debian's Chromium, at phone width. Screenshots are left in `target/screenshots/` to be looked at.

use std::time::Duration;

use fantoccini::Locator;
use fantoccini::key::Key;
use serde_json::json;

use crate::support::browser::{Driver, assert_nothing_sticks_out, run, until};
use crate::support::process::Site;

async fn look_up(driver: &Driver, site: &Site, words: &str) {
    let client = driver.client();
    client.goto(&site.base).await.unwrap();
    let input = client.find(Locator::Css("input[name=q]")).await.unwrap();
    input.send_keys(words).await.unwrap();
    input.send_keys(&char::from(Key::Enter).to_string()).await.unwrap();
    client
        .wait()
        .at_most(Duration::from_secs(10))
        .for_element(Locator::Css("main h1"))
        .await
        .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_parent_searches_reads_the_verdict_and_opens_the_institution() {
    let site = tokio::task::spawn_blocking(Site::demo).await.unwrap();
    let driver = Driver::start(390, 844).await;
    let client = driver.client();

    client.goto(&site.base).await.unwrap();
    driver.screenshot("1-home").await;

    // A full name: one verdict.
    look_up(&driver, &site, "示例东区启明泉英语培训中心有限公司").await;
    driver.screenshot("2-approved").await;
    let page = driver.text("main").await;
    assert!(page.contains("在白名单上") && page.contains("在黑名单上，不是同一家"), "{page}");

    // A fragment: never green, and a list to choose from.
    look_up(&driver, &site, "启明").await;
    driver.screenshot("3-candidates").await;
    let page = driver.text("main").await;
    assert!(!driver.text("main h1").await.contains("在白名单上"), "{page}");

    // The banned look-alike, opened from the list.
    look_up(&driver, &site, "示例东区启明全英语培训中心").await;
    driver.screenshot("4-banned").await;
    assert!(driver.text("main").await.contains("不要报名"));
    let link = client.find(Locator::Css("main a[href*='/i/']")).await.unwrap();
    link.click().await.unwrap();
    client
        .wait()
        .at_most(Duration::from_secs(10))
        .for_element(Locator::Css("main h1"))
        .await
        .unwrap();
    driver.screenshot("5-institution").await;
    assert!(client.current_url().await.unwrap().path().starts_with("/i/"));
    assert!(driver.text("main").await.contains("不要报名"));

    // Not found never reads as safe.
    look_up(&driver, &site, "示例东区从来没有这家培训有限公司").await;
    driver.screenshot("6-not-listed").await;
    let page = driver.text("main").await;
    assert!(page.contains("没有查到") && page.contains("不等于合法"), "{page}");

    assert_nothing_sticks_out(&driver).await;
    driver.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn rows_are_narrowed_by_links_that_a_thumb_hits() {
    let site = tokio::task::spawn_blocking(Site::demo).await.unwrap();
    let driver = Driver::start(390, 844).await;
    let client = driver.client();
    look_up(&driver, &site, "培训").await;
    let lowest =
        "return Math.min(...[...document.querySelectorAll('#rows .chips a, .narrow summary')]
        .map(one => one.getBoundingClientRect().height).filter(height => height))";
    // The place is chosen above the rows; the rest lies behind one word.
    let summary = async || client.find(Locator::Css("details.over > summary")).await.unwrap();
    summary().await.click().await.unwrap();
    driver.screenshot("7-narrow").await;
    let lowest = client.execute(lowest, vec![]).await.unwrap();
    assert!(lowest.as_f64().unwrap() >= 44.0, "{lowest}");
    assert_nothing_sticks_out(&driver).await;
    summary().await.click().await.unwrap();
    for label in ["示例东区", "黑名单"] {
        if label == "黑名单" {
            summary().await.click().await.unwrap();
        }
        let link = format!("//nav[@class='chips']//a[contains(., '{label}')]");
        client.find(Locator::XPath(&link)).await.unwrap().click().await.unwrap();
        let chip = format!("//nav[contains(@class, 'chosen')]//a[contains(., '{label}')]");
        let wait = client.wait().at_most(Duration::from_secs(10));
        wait.for_element(Locator::XPath(&chip)).await.unwrap();
    }
    driver.screenshot("8-narrowed").await;
    assert!(!driver.text("ul.rows").await.contains("在白名单上"));
    driver.end().await;
}

/// Types into the box and waits for the list to be there, or gone.
async fn type_in(driver: &Driver, words: &str) {
    let input = driver.client().find(Locator::Css("input[name=q]")).await.unwrap();
    input.send_keys(words).await.unwrap();
}

const OPEN: &str = "document.querySelector('[role=listbox]:not([hidden]) [role=option]')";
const CLOSED: &str = "document.querySelector('[role=listbox]').hidden";

#[tokio::test(flavor = "multi_thread")]
async fn names_are_suggested_while_a_parent_types() {
    let site = tokio::task::spawn_blocking(Site::demo).await.unwrap();
    let driver = Driver::start(390, 844).await;
    let client = driver.client();
    client.goto(&site.base).await.unwrap();

    // The list comes, and says so to those who do not see it.
    type_in(&driver, "启").await;
    until(&driver, OPEN).await;
    driver.screenshot("7-suggestions").await;
    let said = run(
        &driver,
        "var q = document.querySelector('#q'); return [q.getAttribute('role'),
         q.getAttribute('aria-expanded'), document.getElementById(q.getAttribute('aria-controls')).id,
         document.querySelector('[role=status]').textContent.replace(/[0-9]+/, 'n')]",
    )
    .await;
    assert_eq!(said, json!(["combobox", "true", "suggestions", "有n条建议"]));
    let lowest = run(
        &driver,
        "return Math.min.apply(null, [].map.call(document.querySelectorAll('[role=option]'),
         function (o) { return o.getBoundingClientRect().height }))",
    )
    .await;
    assert!(lowest.as_f64().unwrap() >= 44.0, "a finger does not hit {lowest}");

    // Escape closes, and leaves what was typed; the arrow opens again.
    type_in(&driver, &char::from(Key::Escape).to_string()).await;
    until(&driver, CLOSED).await;
    assert_eq!(run(&driver, "return document.querySelector('#q').value").await, json!("启"));
    type_in(&driver, &char::from(Key::Down).to_string()).await;
    until(&driver, OPEN).await;

    // The arrow chooses, Enter goes there.
    type_in(&driver, &char::from(Key::Down).to_string()).await;
    until(
        &driver,
        "document.querySelector('#q').getAttribute('aria-activedescendant') === 'suggestion0'",
    )
    .await;
    let chosen = driver.text("[aria-selected=true] span").await;
    driver.screenshot("8-suggestion-chosen").await;
    type_in(&driver, &char::from(Key::Enter).to_string()).await;
    until(&driver, "location.pathname === '/search'").await;
    let asked = client.current_url().await.unwrap();
    assert_eq!(asked.query_pairs().next().unwrap().1, chosen);

    // A tap does the same.
    client.goto(&site.base).await.unwrap();
    type_in(&driver, "qim").await;
    until(&driver, OPEN).await;
    client.find(Locator::Css("[role=option]")).await.unwrap().click().await.unwrap();
    until(&driver, "location.pathname === '/search'").await;
    assert!(driver.text("main").await.contains("启明"));

    // Leaving the box closes the list.
    client.goto(&site.base).await.unwrap();
    type_in(&driver, "启明").await;
    until(&driver, OPEN).await;
    run(&driver, "document.activeElement.blur()").await;
    until(&driver, CLOSED).await;
    driver.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_input_method_at_work_is_followed_and_not_disturbed() {
    let site = tokio::task::spawn_blocking(Site::demo).await.unwrap();
    let driver = Driver::start(320, 640).await;
    let client = driver.client();
    client.goto(&site.base).await.unwrap();
    type_in(&driver, "启").await;
    until(&driver, OPEN).await;

    // Chromium's own composition: what an input method shows before its user has chosen.
    driver
        .devtools(
            "Input.imeSetComposition",
            &json!({ "text": "ming", "selectionStart": 4, "selectionEnd": 4 }),
        )
        .await;
    assert_eq!(run(&driver, "return document.querySelector('#q').value").await, json!("启ming"));
    until(
        &driver,
        "document.querySelector('[role=option] span').textContent.indexOf('启明') === 0",
    )
    .await;
    driver.screenshot("9-composition").await;
    let wider = run(
        &driver,
        "return document.documentElement.scrollWidth - document.documentElement.clientWidth",
    )
    .await;
    assert_eq!(wider, json!(0));

    // Enter belongs to the input method, even with a suggestion marked.
    for enter in ["{ key: 'Enter', isComposing: true", "{ key: 'Enter', keyCode: 229"] {
        let is_kept = run(
            &driver,
            &format!(
                "var q = document.querySelector('#q');
                 q.dispatchEvent(new KeyboardEvent('keydown', {{ key: 'ArrowDown' }}));
                 return !q.dispatchEvent(new KeyboardEvent('keydown', {enter}, bubbles: true, cancelable: true }}))"
            ),
        )
        .await;
        assert_eq!(is_kept, json!(true), "{enter}");
    }
    assert_eq!(client.current_url().await.unwrap().path(), "/");
    assert_eq!(run(&driver, "return document.querySelector('#q').value").await, json!("启ming"));

    // When the choice is made, Enter searches for it.
    driver.devtools("Input.insertText", &json!({ "text": "明" })).await;
    assert_eq!(run(&driver, "return document.querySelector('#q').value").await, json!("启明"));
    until(&driver, OPEN).await;
    type_in(&driver, &char::from(Key::Escape).to_string()).await;
    type_in(&driver, &char::from(Key::Enter).to_string()).await;
    until(&driver, "location.pathname === '/search'").await;
    assert_eq!(client.current_url().await.unwrap().query_pairs().next().unwrap().1, "启明");
    driver.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn without_scripts_the_box_works_as_ever() {
    let site = tokio::task::spawn_blocking(Site::demo).await.unwrap();
    let driver = Driver::start(1280, 800).await;
    let client = driver.client();
    client.goto(&site.base).await.unwrap();
    type_in(&driver, "qi").await;
    until(&driver, OPEN).await;
    driver.screenshot("10-suggestions-wide").await;
    driver.devtools("Emulation.setScriptExecutionDisabled", &json!({ "value": true })).await;
    look_up(&driver, &site, "启明").await;
    assert!(client.find(Locator::Css("[role=listbox]")).await.is_err());
    assert_eq!(client.current_url().await.unwrap().path(), "/search");
    assert!(driver.text("main").await.contains("启明"));
    driver.end().await;
}
