//! Who comes in, and who goes on being in.

use axum::http::{Method, StatusCode};

use super::{Answer, Browser, Bureau, EAST, PASSWORD, moment, wait};
use crate::domain::account::{PasswordKind, Role};
use crate::domain::audit::{Action, NewEntry};
use crate::domain::password::CodeSecret;
use crate::store::accounts::{Change, Sessions};

const CLERK: &str = "wang.li";

async fn with_clerk(kind: PasswordKind) -> Bureau {
    let bureau = Bureau::open().await;
    bureau.account(CLERK, Role::Submitter, Some(EAST), Some((PASSWORD, kind))).await;
    bureau
}

fn is_in(answer: &Answer) -> bool {
    answer.status == StatusCode::OK && answer.body.contains("示例东区教育局")
}

#[tokio::test]
async fn whoever_has_name_and_password_comes_in() {
    let bureau = with_clerk(PasswordKind::Own).await;
    let mut browser = bureau.stranger();
    assert!(browser.get("/console").await.leads_to("/console/login"));
    let answer = browser.sign_in("Wang.Li", PASSWORD).await;
    assert!(answer.leads_to("/console"), "{}", answer.body);
    let cookie = answer.header("set-cookie");
    assert!(cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax"), "{cookie}");
    let start = browser.get("/console").await;
    assert!(is_in(&start), "{}", start.body);
    assert_eq!(start.header("cache-control"), "no-store");
    assert_eq!(start.header("etag"), "");
}

#[tokio::test]
async fn one_comes_back_to_the_page_one_wanted_and_to_no_other_site() {
    let bureau = with_clerk(PasswordKind::Own).await;
    let mut browser = bureau.stranger();
    let sent = browser.get("/console/password?x=1").await;
    assert!(sent.leads_to("/console/login?next=%2Fconsole%2Fpassword%3Fx%3D1"));
    for (next, to) in [
        ("/console/password?x=1", "/console/password?x=1"),
        ("//example.org/", "/console"),
        ("https://example.org/", "/console"),
        ("/console/\\example.org", "/console"),
    ] {
        let form = [("login", CLERK), ("password", PASSWORD), ("next", next)];
        let answer = bureau.stranger().post("/console/login", &form).await;
        assert!(answer.leads_to(to), "{next}: {}", answer.header("location"));
    }
}

#[tokio::test]
async fn whoever_fails_learns_nothing_of_the_reason() {
    let bureau = with_clerk(PasswordKind::Own).await;
    let no = bureau
        .account("gone", Role::Submitter, Some(EAST), Some((PASSWORD, PasswordKind::Own)))
        .await;
    let entry = NewEntry::by_command("test", moment(), Action::AccountDisabled);
    bureau.store.change_account(no, &Change::Disabled, Sessions::None, &entry).await.unwrap();
    let mut said = Vec::new();
    for (login, password) in
        [(CLERK, "wrong"), ("nobody", "wrong"), ("gone", PASSWORD), ("<script>", "wrong")]
    {
        let mut browser = bureau.stranger();
        let answer = browser.sign_in(login, password).await;
        assert_eq!(answer.status, StatusCode::UNAUTHORIZED, "{login}");
        assert!(browser.cookie.is_empty(), "{login}");
        assert!(!answer.body.contains("<script>"));
        let from = answer.body.find("role=\"alert\"").unwrap();
        said.push(answer.body[from..].split("</div>").next().unwrap().to_owned());
    }
    assert!(said.iter().all(|one| *one == said[0]), "{said:?}");
}

#[tokio::test]
async fn five_wrong_passwords_lock_the_right_one_out_for_a_quarter_of_an_hour() {
    let bureau = with_clerk(PasswordKind::Own).await;
    let mut browser = bureau.stranger();
    for _ in 0..5 {
        browser.sign_in(CLERK, "wrong").await;
    }
    assert_eq!(browser.sign_in(CLERK, PASSWORD).await.status, StatusCode::UNAUTHORIZED);
    wait(14);
    assert_eq!(browser.sign_in(CLERK, PASSWORD).await.status, StatusCode::UNAUTHORIZED);
    wait(1);
    assert!(browser.sign_in(CLERK, PASSWORD).await.leads_to("/console"));
}

#[tokio::test]
async fn who_fails_is_told_the_limits_that_are_set_here() {
    let bureau = Bureau::with(|site| {
        site.console.lock_out.after_failures = 3;
        site.console.lock_out.lasts = jiff::SignedDuration::from_mins(40);
    })
    .await;
    let answer = bureau.stranger().sign_in(CLERK, "wrong").await;
    assert!(answer.body.contains("连续输错 3 次，要等 40 分钟再试"), "{}", answer.body);
}

#[tokio::test]
async fn a_token_known_before_signing_in_is_worth_nothing_after() {
    let bureau = with_clerk(PasswordKind::Own).await;
    let mut planted = bureau.stranger();
    planted.cookie = "console=planted".into();
    let mut browser = planted.clone();
    browser.sign_in(CLERK, PASSWORD).await;
    assert_ne!(browser.cookie, planted.cookie);
    assert!(planted.get("/console").await.status.is_redirection());
    // Signing in again ends the session that was there.
    let mut old = browser.clone();
    browser.sign_in(CLERK, PASSWORD).await;
    assert!(old.get("/console").await.status.is_redirection());
    assert!(is_in(&browser.get("/console").await));
}

#[tokio::test]
async fn a_cookie_that_was_copied_is_worth_nothing_after_signing_out() {
    let bureau = with_clerk(PasswordKind::Own).await;
    let mut browser = bureau.stranger();
    browser.sign_in(CLERK, PASSWORD).await;
    let mut copied = browser.clone();
    assert!(browser.post("/console/logout", &[]).await.leads_to("/console/login?out=1"));
    assert!(browser.cookie.is_empty());
    assert!(copied.get("/console").await.leads_to("/console/login"));
    assert_eq!(copied.post("/console/password", &[]).await.status, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn a_session_ends_after_half_an_hour_at_rest_and_after_twelve_hours() {
    let bureau = with_clerk(PasswordKind::Own).await;
    let mut browser = bureau.stranger();
    browser.sign_in(CLERK, PASSWORD).await;
    wait(29);
    assert!(is_in(&browser.get("/console").await));
    wait(29);
    assert!(is_in(&browser.get("/console").await));
    wait(30);
    assert!(browser.get("/console").await.leads_to("/console/login"));

    browser.sign_in(CLERK, PASSWORD).await;
    for _ in 0..28 {
        wait(25);
        assert!(is_in(&browser.get("/console").await));
    }
    wait(20);
    assert!(browser.get("/console").await.leads_to("/console/login"));
}

#[tokio::test]
async fn a_password_that_was_handed_out_opens_nothing_but_its_change() {
    let bureau = with_clerk(PasswordKind::OneTime).await;
    let mut browser = bureau.stranger();
    browser.sign_in(CLERK, PASSWORD).await;
    assert!(browser.get("/console").await.leads_to("/console/password"));
    let change = async |browser: &mut Browser<'_>, current: &str, new: &str| {
        let form = [("current", current), ("new", new), ("again", new)];
        browser.post("/console/password", &form).await
    };
    for (current, new, said) in [
        ("wrong", "九把红色雨伞在散步umbrella", "这个密码不对"),
        (PASSWORD, "short", "太短了"),
        (PASSWORD, "shilidongqu2026", "太容易猜到"),
        (PASSWORD, PASSWORD, "和原来的一样"),
    ] {
        let answer = change(&mut browser, current, new).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{new}");
        assert!(answer.body.contains(said), "{new}: {}", answer.body);
    }
    let mut elsewhere = bureau.stranger();
    elsewhere.sign_in(CLERK, PASSWORD).await;
    let before = browser.cookie.clone();
    assert!(
        change(&mut browser, PASSWORD, "九把红色雨伞在散步umbrella").await.leads_to("/console")
    );
    assert_ne!(browser.cookie, before);
    let start = browser.get("/console").await;
    assert!(is_in(&start) && start.body.contains("新密码已经保存"));
    assert!(!browser.get("/console").await.body.contains("新密码已经保存"), "said once");
    assert!(elsewhere.get("/console").await.leads_to("/console/login"));
}

#[tokio::test]
async fn with_a_second_step_the_password_alone_opens_nothing_and_a_code_is_good_once() {
    let bureau = Bureau::open().await;
    let no = bureau
        .account(CLERK, Role::Submitter, Some(EAST), Some((PASSWORD, PasswordKind::Own)))
        .await;
    let secret = CodeSecret([5; 20]);
    bureau.store.begin_second_step(no, &secret, moment()).await.unwrap();
    let entry = NewEntry::by_command("test", moment(), Action::SecondStepOn);
    let on = Change::SecondStepOn { step: 0 };
    bureau.store.change_account(no, &on, Sessions::All, &entry).await.unwrap();

    let mut browser = bureau.stranger();
    assert!(browser.sign_in(CLERK, PASSWORD).await.leads_to("/console/login/code"));
    let waiting = browser.cookie.clone();
    assert!(browser.get("/console").await.leads_to("/console/login/code"));
    assert_eq!(browser.post("/console/password", &[]).await.status, StatusCode::UNAUTHORIZED);
    let wrong = browser.post("/console/login/code", &[("code", "000000")]).await;
    assert_eq!(wrong.status, StatusCode::UNAUTHORIZED);
    let code = secret.code_at(moment());
    assert!(browser.post("/console/login/code", &[("code", &code)]).await.leads_to("/console"));
    assert_ne!(browser.cookie, waiting);
    assert!(is_in(&browser.get("/console").await));

    // Whoever looked over the shoulder comes too late.
    let mut other = bureau.stranger();
    other.sign_in(CLERK, PASSWORD).await;
    let again = other.post("/console/login/code", &[("code", &code)]).await;
    assert_eq!(again.status, StatusCode::UNAUTHORIZED);
    assert!(again.body.contains("已经用过"), "{}", again.body);
}

#[tokio::test]
async fn a_secret_that_was_shown_and_never_proved_is_not_shown_to_the_next_session() {
    let bureau = with_clerk(PasswordKind::Own).await;
    let mut first = bureau.stranger();
    first.sign_in(CLERK, PASSWORD).await;
    let secret = |page: &Answer| {
        let text = page.body.split("<p class=\"once\">").nth(1).unwrap();
        text.split('<').next().unwrap().to_owned()
    };
    let shown = secret(&first.get("/console/me/code").await);
    assert_eq!(secret(&first.get("/console/me/code").await), shown, "the same while it is scanned");
    let mut later = bureau.stranger();
    later.sign_in(CLERK, PASSWORD).await;
    assert_ne!(secret(&later.get("/console/me/code").await), shown);
}

#[tokio::test]
async fn guessing_codes_with_the_password_locks_too() {
    let bureau = Bureau::open().await;
    let no = bureau
        .account(CLERK, Role::Submitter, Some(EAST), Some((PASSWORD, PasswordKind::Own)))
        .await;
    let secret = CodeSecret([5; 20]);
    bureau.store.begin_second_step(no, &secret, moment()).await.unwrap();
    let entry = NewEntry::by_command("test", moment(), Action::SecondStepOn);
    let on = Change::SecondStepOn { step: 0 };
    bureau.store.change_account(no, &on, Sessions::All, &entry).await.unwrap();
    for _ in 0..3 {
        let mut browser = bureau.stranger();
        browser.sign_in(CLERK, PASSWORD).await;
        browser.post("/console/login/code", &[("code", "000000")]).await;
    }
    let mut browser = bureau.stranger();
    let answer = browser.sign_in(CLERK, PASSWORD).await;
    assert_eq!(answer.status, StatusCode::UNAUTHORIZED, "locked");
}

#[tokio::test]
async fn forms_of_other_sites_are_refused() {
    let bureau = with_clerk(PasswordKind::Own).await;
    let mut browser = bureau.stranger();
    browser.sign_in(CLERK, PASSWORD).await;
    let form = format!("current={PASSWORD}");
    for headers in [
        &[("origin", "https://example.org")][..],
        &[("origin", "null")],
        &[("sec-fetch-site", "cross-site"), ("origin", "http://example.cn")],
        &[("sec-fetch-site", "same-site")],
        &[],
    ] {
        for path in ["/console/password", "/console/logout"] {
            let answer = browser.clone().ask(Method::POST, path, &form, headers).await;
            assert_eq!(answer.status, StatusCode::FORBIDDEN, "{path} {headers:?}");
            assert!(answer.body.contains("不是从本站的页面发出的"));
        }
    }
    assert!(is_in(&browser.get("/console").await));
    let own = [("origin", "http://example.cn")];
    let answer = browser.ask(Method::POST, "/console/logout", "", &own).await;
    assert!(answer.leads_to("/console/login?out=1"));
}
