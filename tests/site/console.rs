//! The console from an empty store, in a real browser on a phone: the first admin comes from the command
//! line, makes a regulator and a clerk, and the clerk signs in. Every page on the way is clean.

use std::time::Duration;

use fantoccini::Locator;

use crate::support::browser::{Driver, assert_nothing_sticks_out, run};
use crate::support::process::{Place, Site};

const EAST: &str = "999901-edu";

/// Types into the fields with these names, over what is there.
pub(crate) async fn fill(driver: &Driver, fields: &[(&str, &str)]) {
    for (name, text) in fields {
        let css = format!("main [name='{name}']");
        let field = driver.client().find(Locator::Css(&css)).await.unwrap();
        if field.tag_name().await.unwrap() == "select" {
            field.select_by_value(text).await.unwrap();
        } else {
            field.clear().await.unwrap();
            field.send_keys(text).await.unwrap();
        }
    }
}

/// Presses the page's button, and waits for the page whose headline says this.
pub(crate) async fn press(driver: &Driver, headline: &str) {
    let button = driver.client().find(Locator::Css("main form button")).await.unwrap();
    button.click().await.unwrap();
    arrive(driver, headline).await;
}

pub(crate) async fn arrive(driver: &Driver, headline: &str) {
    let script = format!(
        "return document.readyState === 'complete' && (document.querySelector('h1') || {{}}).textContent === '{headline}'"
    );
    for _ in 0..200 {
        // While one page leaves for the next there may be none to ask.
        let asked = driver.client().execute(&script, vec![]).await;
        if asked.is_ok_and(|is_there| is_there == true) {
            return;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    panic!("never at “{headline}”: {}", driver.text("main").await);
}

/// The page as it is has nothing wrong with it, and its picture is kept.
pub(crate) async fn look(driver: &Driver, name: &str) {
    driver.picture(&format!("console-{name}")).await;
    assert_nothing_sticks_out(driver).await;
    let found = driver.axe().await;
    assert!(found.is_empty(), "{name}:\n{}", found.join("\n"));
}

pub(crate) async fn sign_in(
    driver: &Driver,
    site: &Site,
    login: &str,
    password: &str,
    headline: &str,
) {
    driver.client().goto(&format!("{}/console/login", site.base)).await.unwrap();
    fill(driver, &[("login", login), ("password", password)]).await;
    press(driver, headline).await;
}

pub(crate) async fn change_password(driver: &Driver, old: &str, new: &str, headline: &str) {
    fill(driver, &[("current", old), ("new", new), ("again", new)]).await;
    press(driver, headline).await;
}

pub(crate) async fn open(driver: &Driver, site: &Site, path: &str, headline: &str) {
    driver.client().goto(&format!("{}/console{path}", site.base)).await.unwrap();
    arrive(driver, headline).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn from_an_empty_store_to_a_clerk_at_work() {
    let place = Place::new();
    place.write("regions.csv", "code,name,abolished_in,successor\n999901,示例东区,,\n");
    place.write("mingce.toml", "regions = \"regions.csv\"\n");
    let made = place.run(&["user", "add", "zhang.san", "--role", "admin", "--display", "示例张三"]);
    assert_eq!(made.code, 0, "{made:?}");
    let handed_out = made.out.split_whitespace().skip_while(|word| *word != "一次性密码").nth(1);
    let handed_out = handed_out.unwrap().to_owned();
    let site = place.serve();
    let driver = Driver::start(390, 844).await;
    driver.look(390, 844).await;

    driver.client().goto(&format!("{}/console", site.base)).await.unwrap();
    arrive(&driver, "登录发布后台").await;
    look(&driver, "login").await;
    sign_in(&driver, &site, "zhang.san", &handed_out, "先设一个自己的密码").await;
    look(&driver, "password").await;
    change_password(&driver, &handed_out, "紫色的茶壶会唱歌teapot", "您好，示例张三").await;
    look(&driver, "start").await;

    open(&driver, &site, "/regulators/new", "新增主管部门").await;
    let bureau = [("code", EAST), ("name", "示例东区教育局"), ("phone", "0990-5558101")];
    fill(&driver, &bureau).await;
    press(&driver, "主管部门").await;
    assert!(driver.text("main").await.contains("已经新增：示例东区教育局"));
    look(&driver, "regulators").await;

    open(&driver, &site, "/people/new", "新建账号").await;
    look(&driver, "new-person").await;
    let clerk = [("login", "wang.li"), ("display", "示例王丽"), ("regulator", EAST)];
    fill(&driver, &clerk).await;
    press(&driver, "一次性密码").await;
    let clerks = driver.text(".once").await;
    look(&driver, "once").await;
    for (path, headline) in [
        ("/people", "人员"),
        ("/trail", "操作记录"),
        ("/me", "我的账号"),
        ("/me/code", "设动态码"),
        ("/tokens", "接口令牌"),
        ("/settings", "设置"),
    ] {
        open(&driver, &site, path, headline).await;
        look(&driver, &path.replace('/', "-")).await;
    }
    run(&driver, "document.querySelector('.who form').submit()").await;
    arrive(&driver, "登录发布后台").await;

    sign_in(&driver, &site, "wang.li", &clerks, "先设一个自己的密码").await;
    change_password(&driver, &clerks, "三只刺猬在看星星hedgehog", "您好，示例王丽").await;
    let page = driver.text("body").await;
    assert!(page.contains("示例东区教育局") && !page.contains("人员"), "{page}");
    look(&driver, "clerk").await;
    for (path, headline) in [
        ("/report", "报表（工作总结）"),
        ("/duties/conflicts", "和别的部门说法不一样"),
        ("/duties/expiring", "许可证到期"),
        ("/help", "发布手册"),
    ] {
        open(&driver, &site, path, headline).await;
        look(&driver, &path.replace('/', "-")).await;
    }
    drop_a_file(&driver, &site).await;
    driver.end().await;

    let verified = place.run(&["verify"]);
    assert_eq!(verified.code, 0, "{verified:?}");
    assert!(verified.out.contains("条操作记录"), "{}", verified.out);
}

/// A file that is dropped onto the form is chosen, one that is too large is not sent, and the way of one
/// that is sent is shown until its draft is there.
async fn drop_a_file(driver: &Driver, site: &Site) {
    open(driver, site, "/upload", "上传名单").await;
    let chosen = run(
        driver,
        "const dropped = new DataTransfer();
         dropped.items.add(new File(['机构名称\\n示例中心\\n'], '拖来的名单.csv'));
         const form = document.querySelector('form[data-drop]');
         form.dispatchEvent(new DragEvent('drop', {dataTransfer: dropped, cancelable: true}));
         return form.file.files[0].name",
    );
    assert_eq!(chosen.await, "拖来的名单.csv");
    let said = run(
        driver,
        "const form = document.querySelector('form[data-drop]'), most = form.dataset.largest;
         form.dataset.largest = 1;
         form.querySelector('button').click();
         form.dataset.largest = most;
         return form.querySelector('.said').textContent",
    );
    assert!(said.await.as_str().unwrap().contains("超过 256 MB，没有上传"));
    let is_shown = run(
        driver,
        "const form = document.querySelector('form[data-drop]');
         form.querySelector('button').click();
         return !form.querySelector('progress').hidden && !form.querySelector('.said').textContent",
    );
    assert_eq!(is_shown.await, true);
    arrive(driver, "拖来的名单.csv").await;
    assert_eq!(run(driver, "return location.pathname").await, "/console/drafts/1/check");
}
