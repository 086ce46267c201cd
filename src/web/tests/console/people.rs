//! What admins do to accounts, regulators, settings and tokens; and to whose.

use axum::http::{Method, StatusCode};
use jiff::Timestamp;

use super::{Browser, Bureau, EAST, PASSWORD, WEST, moment};
use crate::domain::account::{PasswordKind, Reach, Role, SecondStep};
use crate::domain::audit::Entry;
use crate::domain::password::CodeSecret;
use crate::domain::token::TokenState;
use crate::store::audit::Wanted;

async fn entries(bureau: &Bureau) -> Vec<Entry> {
    let wanted = Wanted {
        reach: Reach::Everything,
        login: String::new(),
        action: String::new(),
        from: None,
        until: None,
    };
    bureau.store.trail(&wanted, i64::MAX, 1000).await.unwrap()
}

/// What stands in the box that is shown once.
fn shown_once(page: &str) -> &str {
    page.split("class=\"once\">").nth(1).expect("a box").split('<').next().unwrap()
}

async fn add(browser: &mut Browser<'_>, login: &str, role: &str, regulator: &str) -> super::Answer {
    let form =
        [("login", login), ("display", "示例王丽"), ("role", role), ("regulator", regulator)];
    browser.post("/console/people", &form).await
}

#[tokio::test]
async fn a_new_person_gets_a_password_once_and_the_trail_tells_who_gave_it() {
    let bureau = Bureau::open().await;
    let mut admin = bureau.person("admin", Role::Admin, None).await;
    let page = add(&mut admin, "wang.li", "submitter", EAST).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.body);
    let password = shown_once(&page.body).to_owned();
    let mut clerk = bureau.stranger();
    assert!(clerk.sign_in("wang.li", &password).await.leads_to("/console"));
    assert!(clerk.get("/console").await.leads_to("/console/password"));
    let entry = entries(&bureau)
        .await
        .into_iter()
        .find(|one| one.action == "account_added" && one.login == "admin");
    let entry = entry.expect("an entry");
    assert_eq!((entry.object.as_str(), entry.regulator.as_str()), ("wang.li", EAST));
    assert!(entry.after.contains("经办") && !entry.after.contains(&password));
    let again = add(&mut admin, "wang.li", "submitter", EAST).await;
    assert!(again.body.contains("已经有人用了"), "{}", again.body);
}

#[tokio::test]
async fn what_a_person_is_called_is_text_and_nothing_else() {
    let bureau = Bureau::open().await;
    let mut admin = bureau.person("admin", Role::Admin, None).await;
    let evil = "<script>alert(1)</script>";
    let form = [("login", "evil"), ("display", evil), ("role", "submitter"), ("regulator", EAST)];
    admin.post("/console/people", &form).await;
    let no = bureau.store.accounts().await.unwrap().last().unwrap().no;
    for path in [
        "/console/people".to_owned(),
        "/console/trail".into(),
        format!("/console/people/{no}"),
        format!("/console/people/{no}/ask?what=disable"),
    ] {
        let page = admin.get(&path).await;
        assert!(page.body.contains("&lt;script&gt;"), "{path}");
        assert!(!page.body.contains("<script>"), "{path}");
    }
    let sent = [("login", "x\"><script>"), ("display", evil), ("role", "?")];
    assert!(!admin.post("/console/people", &sent).await.body.contains("<script>"));
}

#[tokio::test]
async fn a_bureaus_admin_reaches_nobody_and_nothing_of_another_bureau() {
    let bureau = Bureau::open().await;
    let stranger = bureau.account("stranger", Role::Submitter, Some(WEST), None).await;
    let above = bureau.account("above", Role::Admin, None, None).await;
    let mut platform = bureau.person("platform", Role::Admin, None).await;
    let token = [
        ("regulator", WEST),
        ("name", "西区的系统"),
        ("scope", "publish"),
        ("until", "2027-01-01"),
    ];
    assert_eq!(platform.post("/console/tokens", &token).await.status, StatusCode::OK);

    let mut admin = bureau.person("east-admin", Role::Admin, Some(EAST)).await;
    let people = admin.get("/console/people").await;
    assert!(!people.body.contains("stranger") && !people.body.contains("above"));
    let before = entries(&bureau).await.len();
    for no in [stranger, above] {
        for path in
            [format!("/console/people/{no}"), format!("/console/people/{no}/ask?what=reset")]
        {
            assert_eq!(admin.get(&path).await.status, StatusCode::NOT_FOUND, "{path}");
        }
        let form = [("display", "x"), ("role", "submitter"), ("regulator", EAST)];
        let answer = admin.post(&format!("/console/people/{no}"), &form).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND);
        for what in
            ["reset", "unlock", "disable", "enable", "need_code", "need_no_code", "clear_code"]
        {
            let answer = admin.post(&format!("/console/people/{no}/do"), &[("what", what)]).await;
            assert_eq!(answer.status, StatusCode::NOT_FOUND, "{what}");
        }
    }
    for (role, regulator) in [("submitter", WEST), ("admin", ""), ("auditor", ""), ("admin", WEST)]
    {
        let answer = add(&mut admin, "planted", role, regulator).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "{role} {regulator}");
    }
    for path in [
        format!("/console/settings/{WEST}"),
        "/console/settings/platform".into(),
        format!("/console/regulators/{WEST}"),
        "/console/tokens/1/revoke".into(),
    ] {
        assert_eq!(admin.get(&path).await.status, StatusCode::NOT_FOUND, "{path}");
        let answer = admin.post(&path, &[("own_approval", "1"), ("name", "x")]).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}");
    }
    assert_eq!(admin.post("/console/tokens", &token).await.status, StatusCode::FORBIDDEN);
    for path in [
        "/console/tokens",
        "/console/regulators",
        "/console/trail",
        "/console/trail.csv",
        "/console/trail.jsonl",
    ] {
        let page = admin.get(path).await;
        assert!(!page.body.contains("西区的系统") && !page.body.contains("stranger"), "{path}");
    }
    // Only that the trail was exported, twice, was entered.
    assert_eq!(entries(&bureau).await.len(), before + 2);
}

#[tokio::test]
async fn who_is_disabled_moved_or_given_a_new_password_is_out_at_once() {
    let bureau = Bureau::open().await;
    let mut admin = bureau.person("admin", Role::Admin, None).await;
    for (login, what) in [("one", "disable"), ("two", "reset"), ("three", "clear_code")] {
        let no = bureau.account(login, Role::Submitter, Some(EAST), None).await;
        let mut clerk = bureau.browser_of(no).await;
        assert_eq!(clerk.get("/console").await.status, StatusCode::OK);
        admin.post(&format!("/console/people/{no}/do"), &[("what", what)]).await;
        assert!(clerk.get("/console").await.leads_to("/console/login"), "{what}");
    }
    let no = bureau.account("four", Role::Submitter, Some(EAST), None).await;
    let mut clerk = bureau.browser_of(no).await;
    let form = [("display", "示例"), ("role", "submitter"), ("regulator", WEST)];
    assert!(admin.post(&format!("/console/people/{no}"), &form).await.leads_to("/console/people"));
    assert!(clerk.get("/console").await.leads_to("/console/login"));
}

#[tokio::test]
async fn admins_cannot_shut_themselves_out() {
    let bureau = Bureau::open().await;
    let mut admin = bureau.person("admin", Role::Admin, None).await;
    let no = bureau.store.accounts().await.unwrap()[0].no;
    let answer = admin.post(&format!("/console/people/{no}/do"), &[("what", "disable")]).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    let form = [("display", "x"), ("role", "auditor"), ("regulator", "")];
    let answer = admin.post(&format!("/console/people/{no}"), &form).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(admin.get("/console/people").await.status, StatusCode::OK);
}

#[tokio::test]
async fn a_second_step_that_a_bureau_wants_comes_before_anything_else() {
    let bureau = Bureau::open().await;
    let mut admin = bureau.person("admin", Role::Admin, None).await;
    let no = bureau
        .account("wang.li", Role::Submitter, Some(EAST), Some((PASSWORD, PasswordKind::Own)))
        .await;
    let mut clerk = bureau.browser_of(no).await;
    let path = format!("/console/settings/{EAST}");
    admin.post(&path, &[("totp_required", "1"), ("api_review", "1")]).await;
    assert!(clerk.get("/console").await.leads_to("/console/me/code"));
    let page = clerk.get("/console/me/code").await;
    assert!(page.body.contains("<svg"), "a picture to scan");
    let (_, secrets) = bureau
        .store
        .account_by_login(&crate::domain::account::Login::parse("wang.li").unwrap())
        .await
        .unwrap()
        .unwrap();
    let secret: CodeSecret = secrets.code.unwrap();
    assert!(page.body.contains(&secret.text()));
    let wrong = clerk.post("/console/me/code", &[("code", "123456")]).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    let code = secret.code_at(moment());
    assert!(clerk.post("/console/me/code", &[("code", &code)]).await.leads_to("/console/me"));
    assert_eq!(clerk.get("/console").await.status, StatusCode::OK);
    // It cannot be switched off while it is wanted, and its secret is not shown again.
    let off = clerk.post("/console/me/code/off", &[("current", PASSWORD)]).await;
    assert_eq!(off.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(clerk.get("/console/me/code").await.leads_to("/console/me"));
    admin.post(&path, &[("api_review", "1")]).await;
    let off = clerk.post("/console/me/code/off", &[("current", PASSWORD)]).await;
    assert!(off.leads_to("/console/me"), "{}", off.body);
    let account = bureau.store.account(no).await.unwrap().unwrap();
    assert_eq!(account.second_step, SecondStep::Off);
}

#[tokio::test]
async fn one_signs_out_everywhere_at_once() {
    let bureau = Bureau::open().await;
    let no = bureau.account("wang.li", Role::Submitter, Some(EAST), None).await;
    let (mut here, mut there) = (bureau.browser_of(no).await, bureau.browser_of(no).await);
    let page = here.get("/console/me").await;
    assert_eq!(page.body.matches("data-l=\"浏览器\"").count(), 2);
    assert!(here.post("/console/me/end", &[]).await.leads_to("/console/login?out=1"));
    assert!(there.get("/console").await.leads_to("/console/login"));
}

#[tokio::test]
async fn settings_are_kept_and_the_trail_tells_before_and_after() {
    let bureau = Bureau::open().await;
    let mut admin = bureau.person("admin", Role::Admin, None).await;
    let path = format!("/console/settings/{EAST}");
    assert!(admin.post(&path, &[("own_approval", "1")]).await.leads_to(&path));
    let page = admin.get(&path).await;
    assert!(page.body.contains("设置已经保存"));
    let settings = bureau.store.bureau_settings(Some(super::code(EAST))).await.unwrap();
    assert_eq!(settings.own_approval, crate::domain::account::OwnApproval::Allowed);
    assert!(!settings.api_review);
    let other = bureau.store.bureau_settings(Some(super::code(WEST))).await.unwrap();
    assert_eq!(other, crate::domain::setting::BureauSettings::default());
    let told: Vec<Entry> =
        entries(&bureau).await.into_iter().filter(|one| one.action == "setting_changed").collect();
    assert_eq!(told.len(), 2);
    assert!(told.iter().any(|one| (one.before.as_str(), one.after.as_str()) == ("否", "是")));
}

#[tokio::test]
async fn a_token_is_shown_once_and_worth_nothing_once_revoked() {
    let bureau = Bureau::open().await;
    let mut admin = bureau.person("admin", Role::Admin, None).await;
    let form =
        [("regulator", EAST), ("name", "审批系统"), ("scope", "publish"), ("until", "2027-01-01")];
    let page = admin.post("/console/tokens", &form).await;
    let token = shown_once(&page.body).to_owned();
    assert!(token.starts_with("mingce_") && token.len() > 40);
    assert!(!admin.get("/console/tokens").await.body.contains(&token));
    assert!(!admin.get("/console/trail").await.body.contains(&token));
    let known = bureau.store.api_token(&token).await.unwrap().unwrap();
    assert_eq!(known.regulator, super::code(EAST));
    let at = |text: &str| text.parse::<Timestamp>().unwrap();
    assert_eq!(known.state(at("2027-01-01T15:59:59Z")), TokenState::Good);
    assert_eq!(known.state(at("2027-01-01T16:00:00Z")), TokenState::Expired);
    admin.post("/console/tokens/1/revoke", &[]).await;
    let known = bureau.store.api_token(&token).await.unwrap().unwrap();
    assert_eq!(known.state(moment()), TokenState::Revoked);
    assert_eq!(bureau.store.api_token("mingce_x").await.unwrap(), None);
    for until in ["2026-11-22", "2029-01-01", "soon"] {
        let form = [("regulator", EAST), ("name", "x"), ("scope", "publish"), ("until", until)];
        assert_eq!(
            admin.post("/console/tokens", &form).await.status,
            StatusCode::UNPROCESSABLE_ENTITY
        );
    }
}

#[tokio::test]
async fn regulators_come_from_a_table_after_a_look_at_what_it_changes() {
    let bureau = Bureau::open().await;
    let mut admin = bureau.person("admin", Role::Admin, None).await;
    let send = async |admin: &mut Browser<'_>, csv: &str| {
        let body = format!(
            "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"部门.csv\"\r\n\r\n{csv}\r\n--x--\r\n"
        );
        let headers =
            [("sec-fetch-site", "same-origin"), ("x-kind", "multipart/form-data; boundary=x")];
        admin.ask(Method::POST, "/console/regulators/import", &body, &headers).await
    };
    let wrong = send(&mut admin, "代码,名称\nabc,示例南区教育局\n").await;
    assert!(wrong.body.contains("代码要像") && !wrong.body.contains("import/do"), "{}", wrong.body);
    let csv =
        "代码,名称,举报电话\n999901-edu,示例东区教育局,0990-5558101\n999903-edu,示例南区教育局,\n";
    let seen = send(&mut admin, csv).await;
    assert!(seen.body.contains("新增 1，修改 1"), "{}", seen.body);
    assert_eq!(bureau.store.regulators(None).await.unwrap().len(), 2, "only looked at");
    let content =
        seen.body.split("name=\"content\" value=\"").nth(1).unwrap().split('"').next().unwrap();
    let form = [("name", "部门.csv"), ("content", content)];
    assert!(
        admin.post("/console/regulators/import/do", &form).await.leads_to("/console/regulators")
    );
    let regulators = bureau.store.regulators(None).await.unwrap();
    assert_eq!(regulators.len(), 3);
    assert!(regulators.iter().any(|one| one.phone.as_deref() == Some("0990-5558101")));
    let told = entries(&bureau).await;
    assert!(
        told.iter()
            .any(|one| one.action == "regulator_changed" && one.after.contains("0990-5558101"))
    );
    let empty = send(&mut admin, "").await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    let large = send(&mut admin, &"x".repeat(5 << 20)).await;
    assert_eq!(large.status, StatusCode::PAYLOAD_TOO_LARGE);
    assert!(large.body.contains("最多 4 MB"), "{}", large.body);
}
