//! Bureaus' own systems send lists: never past the checks, never past the review, never twice.

use jiff::SignedDuration;
use serde_json::Value;

use super::*;
use crate::domain::review::DraftState;
use crate::domain::setting::BureauSetting;
use crate::domain::token::Scope;
use crate::store::tokens::NewToken;

const BOUNDARY: &str = "----system";
const PATH: &str = "/api/v1/releases";
const GOOD: &str = "示例东区校外培训机构白名单\n机构名称,统一社会信用代码,类别,办学许可证号,办学地址\n\
    示例东区晨星艺术培训中心,91990101MA0000015C,文化艺术类,,示例路1号\n";

impl Bureau {
    async fn token(&self, regulator: &str, scope: Scope) -> String {
        let new = NewToken {
            regulator: code(regulator),
            name: "审批系统".into(),
            scope,
            by: "admin".into(),
            at: moment(),
            expires_at: moment() + SignedDuration::from_hours(24),
        };
        let entry = NewEntry::by_command("test", moment(), Action::TokenCreated);
        self.store.add_api_token(&new, &entry).await.unwrap()
    }

    async fn sends(&self, token: &str, key: &str, file: &[u8], parts: &[(&str, &str)]) -> Answer {
        let headers = [("authorization", format!("Bearer {token}")), (KEY, key.to_owned())];
        send(&self.site, request(&headers, file, parts)).await
    }

    async fn reads(&self, token: &str, draft: &Value) -> Answer {
        let request = Request::get(format!("{PATH}/drafts/{draft}"))
            .header("authorization", format!("Bearer {token}"));
        send(&self.site, request.body(Body::empty()).unwrap()).await
    }

    async fn drafts(&self) -> usize {
        let wanted = crate::store::drafts::WantedDrafts {
            regulator: None,
            states: &DraftState::ALL,
            upload: None,
        };
        self.store.drafts(wanted).await.unwrap().len()
    }
}

const KEY: &str = "idempotency-key";
const BATCH: [(&str, &str); 2] = [("mode", "batch"), ("as_of", "2026-11-20")];

fn request(headers: &[(&str, String)], file: &[u8], parts: &[(&str, &str)]) -> Request<Body> {
    let mut body = Vec::new();
    for (name, value) in parts {
        let part = format!(
            "--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n"
        );
        body.extend_from_slice(part.as_bytes());
    }
    let head = format!(
        "--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"file\"; filename=\"名单.csv\"\r\n\r\n"
    );
    body.extend_from_slice(head.as_bytes());
    body.extend_from_slice(file);
    body.extend_from_slice(format!("\r\n--{BOUNDARY}--\r\n").as_bytes());
    let mut request = Request::post(PATH)
        .header("content-type", format!("multipart/form-data; boundary={BOUNDARY}"))
        .header("content-length", body.len());
    for (name, value) in headers {
        request = request.header(*name, value);
    }
    request.body(Body::from(body)).unwrap()
}

/// The answer looks as the document says.
async fn is_as_described(bureau: &Bureau, answer: &Answer) {
    let document =
        send(&bureau.site, Request::get("/api/v1/openapi.json").body(Body::empty()).unwrap());
    let document = document.await.json();
    let schema = match (answer.status.as_u16(), answer.json()["code"].as_str()) {
        (200 | 202, _) => "Draft",
        (422, _) => "NotSubmitted",
        _ => "Problem",
    };
    crate::web::tests::openapi::assert_fits(&document, schema, &answer.json());
}

fn told(answer: &Answer) -> (u16, String) {
    let code = answer.json()["code"].as_str().unwrap_or_default().to_owned();
    (answer.status.as_u16(), code)
}

#[tokio::test]
async fn a_good_list_waits_for_a_person_and_is_not_handed_in_twice() {
    let bureau = Bureau::open().await;
    let token = bureau.token(EAST, Scope::Publish).await;
    let first = bureau.sends(&token, "list-1", GOOD.as_bytes(), &BATCH).await;
    assert_eq!(first.status.as_u16(), 202, "{}", first.body);
    is_as_described(&bureau, &first).await;
    assert_eq!(first.header("cache-control"), "no-store");
    assert_eq!(first.header("access-control-allow-origin"), "");
    let json = first.json();
    assert_eq!((&json["state"], &json["preview"]["added"]), (&"submitted".into(), &1.into()));
    assert_eq!(json["obstacles"], serde_json::json!([]));
    assert_eq!(json["published_release"], Value::Null, "nothing is published without a person");

    let again = bureau.sends(&token, "list-1", GOOD.as_bytes(), &BATCH).await;
    assert_eq!((again.status.as_u16(), &again.json()["draft"]), (200, &json["draft"]));
    assert_eq!(bureau.drafts().await, 1);
    let other = GOOD.replace("示例路1号", "示例路2号");
    let other = bureau.sends(&token, "list-1", other.as_bytes(), &BATCH).await;
    assert_eq!(told(&other), (409, "idempotency_key_reused".into()));
    let other = bureau.sends(&token, "list-1", GOOD.as_bytes(), &[("mode", "full")]).await;
    assert_eq!(told(&other), (409, "idempotency_key_reused".into()));

    let state = bureau.reads(&token, &json["draft"]).await;
    assert_eq!((state.status.as_u16(), &state.json()["state"]), (200, &"submitted".into()));
    // Somebody else of the bureau approves it.
    let mut chief = bureau.person("chief", Role::Approver, Some(EAST)).await;
    let page = chief.get(&format!("/console/drafts/{}", json["draft"])).await;
    assert!(
        page.body.contains("接口送来") && page.body.contains("接口：审批系统"),
        "{}",
        page.body
    );
}

#[tokio::test]
async fn what_is_in_the_way_is_told_and_the_draft_kept_for_people() {
    let bureau = Bureau::open().await;
    let token = bureau.token(EAST, Scope::Publish).await;
    let bad = include_bytes!("../../../../tests/data/bureau_files/e11_bad_dates.csv");
    let answer = bureau.sends(&token, "bad", bad, &[]).await;
    assert_eq!(told(&answer), (422, "not_submitted".into()), "{}", answer.body);
    is_as_described(&bureau, &answer).await;
    assert_eq!(answer.header("content-type"), "application/problem+json");
    let json = answer.json();
    assert_eq!(json["state"], "open");
    let obstacles: Vec<&str> =
        json["obstacles"].as_array().unwrap().iter().filter_map(|o| o["code"].as_str()).collect();
    assert!(obstacles.contains(&"mode_missing"), "{obstacles:?}");
    let finding = &json["findings"][0];
    for member in ["level", "code", "key", "place", "message", "mend"] {
        assert!(finding[member].is_string(), "{member}: {finding}");
    }
    let mut clerk = bureau.person("clerk", Role::Submitter, Some(EAST)).await;
    let page = clerk.get(&format!("/console/drafts/{}/check", json["draft"])).await;
    assert_eq!(page.status.as_u16(), 200);
    let again = bureau.sends(&token, "bad", bad, &[]).await;
    assert_eq!((again.status.as_u16(), &again.json()["state"]), (200, &"open".into()));
    assert_eq!(bureau.drafts().await, 1);
    let zip = bureau.sends(&token, "zip", b"PK\x03\x04broken", &BATCH).await;
    assert_eq!(told(&zip), (422, "not_submitted".into()));
    assert_eq!(zip.json()["obstacles"][0]["code"], "unreadable");
}

#[tokio::test]
async fn without_a_person_it_is_published_only_where_an_admin_said_so() {
    let bureau = Bureau::open().await;
    let token = bureau.token(EAST, Scope::Publish).await;
    let entry = NewEntry::by_command("test", moment(), Action::SettingChanged);
    bureau
        .store
        .put_bureau_setting(Some(code(EAST)), BureauSetting::ApiReview, false, &entry)
        .await
        .unwrap();
    let answer = bureau.sends(&token, "now", GOOD.as_bytes(), &BATCH).await;
    assert_eq!(answer.status.as_u16(), 202, "{}", answer.body);
    let json = answer.json();
    assert_eq!((&json["state"], &json["published_release"]), (&"published".into(), &1.into()));
    let release = crate::domain::release::ReleaseId::new(1);
    let release = bureau.store.release(release).await.unwrap().unwrap();
    assert_eq!(release.approved_by, None, "nobody approved it, and it says so");
    assert_eq!(release.submitted_by, "接口：审批系统（token:1）");
    let mut chief = bureau.person("chief", Role::Approver, Some(EAST)).await;
    let releases = chief.get("/console/releases").await;
    let trail = chief.get("/console/trail").await;
    for said in ["接口：审批系统（token:1）", "没有第二人审核"] {
        assert!(releases.body.contains(said), "{said}: {}", releases.body);
    }
    for said in ["接口：审批系统", "token:1", "接口直接发布，没有第二人审核"] {
        assert!(trail.body.contains(said), "{said}: {}", trail.body);
    }
    // What is in the way of a person is in the way of a program.
    let doubtful = bureau.sends(&token, "no-mode", GOOD.as_bytes(), &[]).await;
    assert_eq!(told(&doubtful), (422, "not_submitted".into()));
    // Another bureau's lists still wait.
    let west = bureau.token(WEST, Scope::Publish).await;
    let west = bureau.sends(&west, "west", GOOD.as_bytes(), &BATCH).await;
    assert_eq!(west.json()["state"], "submitted");
}

#[tokio::test]
async fn rows_that_name_another_bureau_never_reach_its_lists() {
    let bureau = Bureau::open().await;
    let token = bureau.token(EAST, Scope::Publish).await;
    let theirs = "机构名称,主管部门,行政区划代码,类别,办学地址\n\
        示例西区晨星艺术培训中心,示例西区教育局,999902,文化艺术类,示例路1号\n";
    let answer = bureau.sends(&token, "theirs", theirs.as_bytes(), &BATCH).await;
    assert_eq!(answer.json()["regulator"], EAST, "{}", answer.body);
    let parts = [BATCH[0], BATCH[1], ("regulator", WEST)];
    let answer = bureau.sends(&token, "for-west", GOOD.as_bytes(), &parts).await;
    assert_eq!(told(&answer), (403, "other_regulator".into()));
    let draft = bureau.sends(&token, "own", GOOD.as_bytes(), &BATCH).await.json()["draft"].clone();
    let west = bureau.token(WEST, Scope::Publish).await;
    assert_eq!(told(&bureau.reads(&west, &draft).await), (404, "not_found".into()));
}

#[tokio::test]
async fn tokens_that_do_not_hold_open_nothing() {
    let bureau = Bureau::open().await;
    let token = bureau.token(EAST, Scope::Publish).await;
    let bare = send(&bureau.site, request(&[(KEY, "a".into())], GOOD.as_bytes(), &BATCH)).await;
    assert_eq!(told(&bare), (401, "missing_token".into()));
    is_as_described(&bureau, &bare).await;
    assert!(bare.header("www-authenticate").starts_with("Bearer"));
    let unknown = bureau.sends("nobodys", "a", GOOD.as_bytes(), &BATCH).await;
    assert_eq!(told(&unknown), (401, "unknown_token".into()));
    let check = bureau.token(EAST, Scope::Check).await;
    let answer = bureau.sends(&check, "a", GOOD.as_bytes(), &BATCH).await;
    assert_eq!(told(&answer), (403, "wrong_scope".into()));
    let parts = [BATCH[0], BATCH[1], ("submit", "false")];
    let answer = bureau.sends(&check, "a", GOOD.as_bytes(), &parts).await;
    assert_eq!((answer.status.as_u16(), &answer.json()["state"]), (200, &"open".into()));
    let tokens = bureau.store.api_tokens().await.unwrap();
    let entry = NewEntry::by_command("test", moment(), Action::TokenRevoked);
    bureau.store.revoke_api_token(tokens.last().unwrap().no, &entry).await.unwrap();
    let revoked = bureau.sends(&token, "b", GOOD.as_bytes(), &BATCH).await;
    assert_eq!(told(&revoked), (401, "revoked_token".into()));
    wait(25 * 60);
    let expired = bureau.sends(&check, "b", GOOD.as_bytes(), &parts).await;
    assert_eq!(told(&expired), (401, "expired_token".into()));
    assert_eq!(bureau.drafts().await, 1, "nothing else was kept");
}

#[tokio::test]
async fn what_is_mistyped_is_refused_by_a_stable_code() {
    let bureau = Bureau::open().await;
    let token = bureau.token(EAST, Scope::Publish).await;
    for (part, code) in [
        (("mode", "all"), "bad_mode"),
        (("list", "white"), "bad_list"),
        (("as_of", "20261120"), "bad_date"),
        (("as_of", "1999-01-01"), "bad_date"),
        (("number", "-1"), "bad_number"),
        (("submit", "yes"), "bad_submit"),
        (("titel", "x"), "unknown_field"),
        (("title", &"长".repeat(121)), "bad_text"),
        (("title", &"长".repeat(2_000)), "bad_text"),
    ] {
        let answer = bureau.sends(&token, "k", GOOD.as_bytes(), &[part]).await;
        assert_eq!(told(&answer), (400, code.into()), "{part:?}");
    }
    let twice = [("mode", "full"), ("mode", "batch")];
    let twice = bureau.sends(&token, "k", GOOD.as_bytes(), &twice).await;
    assert_eq!(told(&twice), (400, "unknown_field".into()));
    let empty = bureau.sends(&token, "k", b"", &BATCH).await;
    assert_eq!(told(&empty), (400, "file_missing".into()));
    let bearer = ("authorization", format!("Bearer {token}"));
    let keyless =
        send(&bureau.site, request(std::slice::from_ref(&bearer), GOOD.as_bytes(), &BATCH)).await;
    assert_eq!(told(&keyless), (400, "idempotency_key_missing".into()));
    let long = bureau.sends(&token, &"k".repeat(201), GOOD.as_bytes(), &BATCH).await;
    assert_eq!(told(&long), (400, "bad_idempotency_key".into()));
    let json = Request::post(PATH)
        .header("authorization", &bearer.1)
        .header(KEY, "k")
        .header("content-type", "application/json")
        .body(Body::from("{}"))
        .unwrap();
    assert_eq!(told(&send(&bureau.site, json).await), (415, "not_multipart".into()));
    let large = Request::post(PATH)
        .header("authorization", &bearer.1)
        .header(KEY, "k")
        .header("content-type", "multipart/form-data; boundary=x")
        .header("content-length", 300 << 20)
        .body(Body::empty())
        .unwrap();
    assert_eq!(told(&send(&bureau.site, large).await), (413, "too_large".into()));
    assert_eq!(bureau.drafts().await, 0);
}

#[tokio::test]
async fn pages_elsewhere_may_not_ask_with_a_token() {
    let bureau = Bureau::open().await;
    for path in [PATH, "/api/v1/releases/drafts/1"] {
        let request = Request::builder()
            .method("OPTIONS")
            .uri(path)
            .header("origin", "https://example.org")
            .header("access-control-request-method", "POST")
            .header("access-control-request-headers", "authorization");
        let answer = send(&bureau.site, request.body(Body::empty()).unwrap()).await;
        let allowed = answer.header("access-control-allow-headers").to_ascii_lowercase();
        assert!(!allowed.contains("authorization"), "{path}");
        assert!(!answer.header("access-control-allow-methods").contains("POST"), "{path}");
    }
}
