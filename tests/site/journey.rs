//! The bureau's whole way in a real browser, from an empty store: people, files good and bad, a second
//! person, the public page, and back again. Every page of the console on the way is clean.

use std::path::PathBuf;
use std::time::Duration;

use base64::Engine as _;
use fantoccini::Locator;
use serde_json::json;

use crate::console::{arrive, change_password, fill, look, open, press, sign_in};
use crate::support::browser::{Driver, run, until};
use crate::support::process::{Place, Site};

/// Invented lists, of this region.
const SOUTH: &str = "440305-edu";
const WEST: &str = "110102-edu";
/// On the good list.
const ONE: &str = "92440305MA5MWRL249";

fn file(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/data/bureau_files").join(name)
}

/// Does what leads to another page, and waits for it.
async fn leave(driver: &Driver, script: &str) {
    let before = driver.text("body").await;
    run(driver, &format!("window.before = true; {script}")).await;
    for _ in 0..300 {
        let asked = "return !window.before && document.readyState === 'complete'";
        // While one page leaves for the next there may be none to ask.
        if driver.client().execute(asked, vec![]).await.is_ok_and(|is_there| is_there == true) {
            return;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    panic!("{script} leads nowhere:\n{before}");
}

/// Presses the button, or follows the link, that says this.
async fn go(driver: &Driver, words: &str) {
    let script = format!(
        "var one = [].filter.call(document.querySelectorAll('main button, main a'), \
         function (one) {{ return one.textContent.trim() === '{words}' }})[0]; \
         if (!one) throw new Error('no {words} in ' + document.querySelector('main').innerText); one.click();"
    );
    leave(driver, &script).await;
}

/// Writes into the fields of these names, as typing would.
async fn set(driver: &Driver, fields: &[(&str, &str)]) {
    for (name, value) in fields {
        let script = format!(
            "var one = document.querySelector('main [name=\"{name}\"]'); \
             if (!one) throw new Error('no {name}'); one.value = '{value}';"
        );
        run(driver, &script).await;
    }
}

async fn says(driver: &Driver, words: &str) {
    let main = driver.text("main").await;
    assert!(main.contains(words), "{words} is not in:\n{main}");
}

async fn upload(driver: &Driver, site: &Site, path: &std::path::Path) {
    open(driver, site, "/upload", "上传名单").await;
    let input = driver.client().find(Locator::Css("input[type=file]")).await.unwrap();
    input.send_keys(path.to_str().unwrap()).await.unwrap();
    run(driver, "document.querySelector('form.drop button').click()").await;
    until(driver, "location.pathname !== '/console/upload' && document.readyState === 'complete'")
        .await;
}

/// Says of whatever the page asks about that it is right.
async fn acknowledge(driver: &Driver) {
    let asking = "return !!document.querySelector('form[action$=\"/acknowledge\"]')";
    while run(driver, asking).await == json!(true) {
        let press = "document.querySelector('form[action$=\"/acknowledge\"] button').click()";
        leave(driver, press).await;
    }
}

/// From the check to the page where it is handed in.
async fn make_ready(driver: &Driver, mode: &str) {
    acknowledge(driver).await;
    go(driver, "下一步：发布信息").await;
    set(driver, &[("mode", mode), ("as_of_on", "2026-11-20"), ("title", "示例区名单")]).await;
    go(driver, "保存，看预览").await;
    acknowledge(driver).await;
    let leaving = "return (document.querySelector('form[action$=\"/number\"]') || {previousElementSibling: null}) \
                   .previousElementSibling !== null";
    if run(driver, leaving).await == json!(true) {
        let number = run(driver, "return document.querySelector('form[action$=\"/number\"]').parentNode.querySelector('p b').textContent").await;
        set(driver, &[("number", number.as_str().unwrap())]).await;
        go(driver, "我看清了").await;
    }
    go(driver, "下一步：送审和发布").await;
}

struct People {
    admin: String,
    clerk: String,
    approver: String,
}

async fn sign_out(driver: &Driver) {
    leave(driver, "document.querySelector('.who form').submit()").await;
    arrive(driver, "登录发布后台").await;
}

async fn add_person(driver: &Driver, site: &Site, person: [&str; 4]) -> String {
    open(driver, site, "/people/new", "新建账号").await;
    let [login, display, role, regulator] = person;
    fill(
        driver,
        &[("login", login), ("display", display), ("role", role), ("regulator", regulator)],
    )
    .await;
    press(driver, "一次性密码").await;
    driver.text(".once").await
}

async fn begin(driver: &Driver, place: &Place, site: &Site) -> People {
    let made = place.run(&["user", "add", "zhang.san", "--role", "admin", "--display", "示例张三"]);
    let once = made.out.split_whitespace().skip_while(|word| *word != "一次性密码").nth(1).unwrap();
    let admin = "紫色的茶壶会唱歌teapot".to_owned();
    sign_in(driver, site, "zhang.san", once, "先设一个自己的密码").await;
    change_password(driver, once, &admin, "您好，示例张三").await;
    for (code, name) in [(SOUTH, "示例南山教育局"), (WEST, "示例西城教育局")] {
        open(driver, site, "/regulators/new", "新增主管部门").await;
        fill(driver, &[("code", code), ("name", name), ("phone", "0990-5558101")]).await;
        press(driver, "主管部门").await;
    }
    let people = [
        ["wang.li", "示例王丽", "submitter", SOUTH],
        ["chen.qi", "示例陈琪", "approver", SOUTH],
        ["zhao.yi", "示例赵一", "submitter", WEST],
    ];
    let mut handed_out = Vec::new();
    for person in people {
        handed_out.push(add_person(driver, site, person).await);
    }
    sign_out(driver).await;
    let passwords = ["三只刺猬在看星星hedgehog", "会飞的算盘不记账abacus"];
    for ([login, display, _, _], (once, own)) in
        people.into_iter().zip(handed_out.iter().zip(passwords))
    {
        sign_in(driver, site, login, once, "先设一个自己的密码").await;
        change_password(driver, once, own, &format!("您好，{display}")).await;
        sign_out(driver).await;
    }
    People { admin, clerk: passwords[0].into(), approver: passwords[1].into() }
}

impl People {
    async fn clerk(&self, driver: &Driver, site: &Site) {
        sign_in(driver, site, "wang.li", &self.clerk, "您好，示例王丽").await;
    }

    async fn approver(&self, driver: &Driver, site: &Site) {
        sign_in(driver, site, "chen.qi", &self.approver, "您好，示例陈琪").await;
    }

    /// Hands over to the approver, who publishes; and back to the clerk.
    async fn approve(&self, driver: &Driver, site: &Site) {
        let path = run(driver, "return location.pathname").await.as_str().unwrap().to_owned();
        sign_out(driver).await;
        self.approver(driver, site).await;
        driver.client().goto(&format!("{}{path}", site.base)).await.unwrap();
        go(driver, "审核通过，马上发布").await;
        says(driver, "已经发布").await;
        sign_out(driver).await;
        self.clerk(driver, site).await;
    }
}

/// What a parent's page says, at the latest a second after.
async fn parent_reads(site: &Site, id: &str, words: &str) {
    for _ in 0..20 {
        if site.get(&format!("/i/{id}")).1.contains(words) {
            return;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    panic!("{words} is not in {}", site.get(&format!("/i/{id}")).1);
}

#[tokio::test(flavor = "multi_thread")]
async fn from_an_empty_store_to_a_release_and_back_again() {
    let place = Place::new();
    let site = place.serve();
    let driver = Driver::start(1280, 900).await;
    driver.look(1280, 900).await;
    let people = begin(&driver, &place, &site).await;
    people.clerk(&driver, &site).await;
    good_list(&driver, &site, &people).await;
    bad_files(&driver, &site).await;
    mended_by_hand(&driver, &place, &site).await;
    shorter_list_and_back(&driver, &site, &people).await;
    sign_out(&driver).await;
    sign_in(&driver, &site, "zhang.san", &people.admin, "您好，示例张三").await;
    open(&driver, &site, "/trail", "操作记录").await;
    says(&driver, "撤销").await;
    driver.end().await;
    let driver = Driver::start(390, 844).await;
    driver.look(390, 844).await;
    people.clerk(&driver, &site).await;
    phone(&driver, &site).await;
    driver.end().await;
    let verified = place.run(&["verify"]);
    assert_eq!(verified.code, 0, "{verified:?}");
}

/// Handed in, returned, a row left out, handed in again, approved.
async fn good_list(driver: &Driver, site: &Site, people: &People) {
    open(driver, site, "/upload", "上传名单").await;
    look(driver, "upload").await;
    upload(driver, site, &file("a_district_whitelist.xlsx")).await;
    says(driver, "读到 24 行，可以收下 24 行").await;
    look(driver, "check-good").await;
    go(driver, "核对列").await;
    look(driver, "columns").await;
    go(driver, "就这样，继续检查").await;
    acknowledge(driver).await;
    go(driver, "下一步：发布信息").await;
    look(driver, "terms").await;
    go(driver, "检查").await;
    make_ready(driver, "full").await;
    look(driver, "hand-in").await;
    go(driver, "预览").await;
    look(driver, "preview").await;
    go(driver, "送审和发布").await;
    go(driver, "送审").await;
    let own = "return [].some.call(document.querySelectorAll('main button'), function (one) { return /审核通过/.test(one.textContent) })";
    assert_eq!(run(driver, own).await, json!(false), "nobody approves their own");
    let path = run(driver, "return location.pathname").await.as_str().unwrap().to_owned();
    sign_out(driver).await;
    people.approver(driver, site).await;
    open(driver, site, "/reviews", "待审核").await;
    look(driver, "reviews").await;
    driver.client().goto(&format!("{}{path}", site.base)).await.unwrap();
    run(
        driver,
        "[].forEach.call(document.querySelectorAll('details'), function (one) { one.open = true })",
    )
    .await;
    look(driver, "decide").await;
    set(driver, &[("reason", "第 5 行这一家已经注销，请核对")]).await;
    go(driver, "退回").await;
    sign_out(driver).await;
    people.clerk(driver, site).await;
    driver.client().goto(&format!("{}{path}", site.base)).await.unwrap();
    says(driver, "第 5 行这一家已经注销").await;
    look(driver, "returned").await;
    go(driver, "送审").await;
    people.approve(driver, site).await;
    parent_reads(site, ONE, "在白名单上").await;
}

/// Each says what is wrong, and nothing of it can be handed in.
async fn bad_files(driver: &Driver, site: &Site) {
    for (name, words) in [
        ("e08_empty.xlsx", "文件里没有数据"),
        ("e10_really_zip.csv", "内容却是压缩包"),
        ("e14_wrong_encoding.csv", "编码混乱"),
        ("e13_blank_names.csv", "这一格是空的"),
        ("e05_formulas.xlsx", "这一格是公式"),
        ("e11_bad_dates.csv", "没有这个日期"),
        ("e06_csv_injection.csv", "像一条公式"),
    ] {
        upload(driver, site, &file(name)).await;
        says(driver, words).await;
        look(driver, &format!("check-{}", &name[..3])).await;
    }
    open(driver, site, "/upload", "上传名单").await;
    let input = driver.client().find(Locator::Css("input[type=file]")).await.unwrap();
    input.send_keys(file("e09_zero_bytes.csv").to_str().unwrap()).await.unwrap();
    run(driver, "document.querySelector('form.drop button').click()").await;
    until(driver, "/0 字节/.test(document.querySelector('main').textContent)").await;
    look(driver, "upload-empty").await;
    upload(driver, site, &file("e03_missing_name_column.csv")).await;
    says(driver, "没有找到“机构名称”这一列").await;
    go(driver, "我来说明哪一列是机构名称").await;
    look(driver, "columns-missing").await;
    set(driver, &[("column-0-C", "name")]).await;
    go(driver, "就这样，继续检查").await;
    says(driver, "可以收下 5 行").await;
    go(driver, "送审和发布").await;
    go(driver, "作废这份草稿").await;
    says(driver, "已经作废").await;
    look(driver, "drafts").await;
}

/// One cell mended on the page, the rest in the workbook that is given back.
async fn mended_by_hand(driver: &Driver, place: &Place, site: &Site) {
    upload(driver, site, &file("e01_bad_check_digit.csv")).await;
    look(driver, "check-e01").await;
    let mend = "var form = document.querySelector('.finding form[action$=\"/mend\"] [name=text]').form; \
                form.querySelector('[name=text]').value = '92440305MA5MWRL249'; form.querySelector('button').click()";
    leave(driver, mend).await;
    says(driver, "在页面上改过的").await;
    let fetch = "var done = arguments[0], link = document.querySelector('a[href$=\"/returned.xlsx\"]'); \
                 fetch(link.href).then(function (answer) { return answer.arrayBuffer() }).then(function (bytes) { \
                 done(btoa(String.fromCharCode.apply(null, new Uint8Array(bytes)))) })";
    let book = driver.client().execute_async(fetch, vec![]).await.unwrap();
    let book = base64::engine::general_purpose::STANDARD.decode(book.as_str().unwrap()).unwrap();
    upload(driver, site, &place.write("带结果.xlsx", book)).await;
    says(driver, "行，可以收下").await;
    look(driver, "check-again").await;
    let leaving = "[].filter.call(document.querySelectorAll('.finding button'), \
                   function (one) { return one.textContent.trim() === '这一行不要' })[0]";
    while run(driver, &format!("return !!{leaving}")).await == json!(true) {
        leave(driver, &format!("{leaving}.click()")).await;
    }
    acknowledge(driver).await;
    says(driver, "没有要处理的问题").await;
    look(driver, "check-mended").await;
}

/// A full list in which most are missing, published by typing the number, and undone.
async fn shorter_list_and_back(driver: &Driver, site: &Site, people: &People) {
    upload(driver, site, &file("c_blacklist.xls")).await;
    make_ready(driver, "batch").await;
    go(driver, "送审").await;
    people.approve(driver, site).await;
    upload(driver, site, &file("d1_synonyms.csv")).await;
    acknowledge(driver).await;
    go(driver, "下一步：发布信息").await;
    set(driver, &[("mode", "full"), ("as_of_on", "2026-11-21")]).await;
    go(driver, "保存，看预览").await;
    says(driver, "这次会移出").await;
    look(driver, "preview-many-leave").await;
    go(driver, "检查").await;
    make_ready(driver, "full").await;
    go(driver, "送审").await;
    people.approve(driver, site).await;
    parent_reads(site, ONE, "不在名单").await;
    open(driver, site, "/releases", "发布记录").await;
    look(driver, "releases").await;
    go(driver, "撤销").await;
    look(driver, "conflicts").await;
    go(driver, "下一步：预览").await;
    look(driver, "preview-undo").await;
    acknowledge(driver).await;
    let number = run(driver, "var form = document.querySelector('form[action$=\"/number\"]'); return form ? form.parentNode.querySelector('p b').textContent : ''").await;
    if number != json!("") {
        set(driver, &[("number", number.as_str().unwrap())]).await;
        go(driver, "我看清了").await;
    }
    go(driver, "下一步：送审和发布").await;
    go(driver, "送审").await;
    people.approve(driver, site).await;
    parent_reads(site, ONE, "在白名单上").await;
}

/// One institution, on a phone and in the dark.
async fn phone(driver: &Driver, site: &Site) {
    for (path, headline, name) in [
        ("/upload", "上传名单", "phone-upload"),
        ("/drafts?all=1", "全部草稿", "phone-drafts"),
        ("/releases", "发布记录", "phone-releases"),
        ("/change", "改一家", "phone-change"),
    ] {
        open(driver, site, path, headline).await;
        look(driver, name).await;
    }
    for (no, name) in [(1, "one"), (8, "two"), (10, "three"), (11, "four")] {
        for page in ["columns", "check", "terms", "preview"] {
            driver
                .client()
                .goto(&format!("{}/console/drafts/{no}/{page}", site.base))
                .await
                .unwrap();
            look(driver, &format!("phone-{page}-{name}")).await;
        }
    }
    driver.wishes(&[("prefers-color-scheme", "dark")]).await;
    driver.client().goto(&format!("{}/console/change?q={ONE}", site.base)).await.unwrap();
    go(driver, "改").await;
    look(driver, "phone-choices").await;
    go(driver, "停课整改").await;
    look(driver, "phone-form").await;
    set(driver, &[("status", "停业整改"), ("remark", "消防整改")]).await;
    go(driver, "下一步：看公众会看到什么").await;
    look(driver, "phone-one-preview").await;
}
