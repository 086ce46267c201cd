//! The trail: who reads what of it, and that it cannot be changed unseen.

use std::io::Read;

use axum::http::{Method, StatusCode};

use super::{Bureau, EAST, PASSWORD, WEST, moment};
use crate::domain::account::{PasswordKind, Role};
use crate::domain::audit::{Action, Broken, NewEntry};

async fn with_history() -> Bureau {
    let bureau = Bureau::open().await;
    for (regulator, object) in [(EAST, "东区的事"), (WEST, "西区的事")] {
        let entry = NewEntry::by_command("someone", moment(), Action::Published)
            .on(object)
            .of_regulator(Some(super::code(regulator)));
        bureau.store.note(&entry).await.unwrap();
    }
    bureau
}

#[tokio::test]
async fn auditors_see_all_and_an_approver_sees_their_own_bureau() {
    let bureau = with_history().await;
    let mut auditor = bureau.person("auditor", Role::Auditor, None).await;
    let mut chief = bureau.person("chief", Role::Approver, Some(EAST)).await;
    for path in ["/console/trail", "/console/trail.csv", "/console/trail.jsonl"] {
        let all = auditor.get(path).await.body;
        assert!(all.contains("东区的事") && all.contains("西区的事"), "{path}: {all}");
        let own = chief.get(path).await.body;
        assert!(own.contains("东区的事") && !own.contains("西区的事"), "{path}: {own}");
        // Asking for another's does not help.
        let asked = chief.get(&format!("{path}?regulator={WEST}")).await.body;
        assert!(!asked.contains("西区的事"), "{path}: {asked}");
    }
    assert_eq!(auditor.get("/console/people").await.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn entries_are_found_by_person_deed_day_and_regulator() {
    let bureau = with_history().await;
    let mut auditor = bureau.person("auditor", Role::Auditor, None).await;
    for (query, finds) in [
        ("login=someone", true),
        ("login=nobody", false),
        ("action=published", true),
        ("action=undone", false),
        ("from=2026-11-23&until=2026-11-23", true),
        ("until=2026-11-22", false),
        ("from=2026-11-24", false),
        ("regulator=999901-edu", true),
        ("regulator=999902-edu", false),
        ("before=1", false),
        ("from=nonsense", true),
    ] {
        let page = auditor.get(&format!("/console/trail?{query}")).await;
        assert_eq!(page.body.contains("东区的事"), finds, "{query}");
    }
}

#[tokio::test]
async fn whoever_signs_in_or_fails_to_leaves_an_entry() {
    let bureau = Bureau::open().await;
    let own = Some((PASSWORD, PasswordKind::Own));
    bureau.account("wang.li", Role::Submitter, Some(EAST), own).await;
    let mut browser = bureau.stranger();
    for _ in 0..5 {
        browser.sign_in("wang.li", "a secret that was mistyped").await;
    }
    browser.sign_in("a secret typed into the wrong box", "x").await;
    super::wait(15);
    browser.sign_in("wang.li", PASSWORD).await;
    let mut auditor = bureau.person("auditor", Role::Auditor, None).await;
    let trail = auditor.get("/console/trail.jsonl").await.body;
    for (action, count) in [("sign_in_failed", 5), ("locked", 1), ("signed_in", 1)] {
        assert_eq!(trail.matches(&format!("\"action\":\"{action}\"")).count(), count, "{trail}");
    }
    assert!(!trail.contains("secret"), "{trail}");
}

#[tokio::test]
async fn a_changed_a_removed_and_a_cut_off_entry_all_show() {
    for (harm, found) in [
        ("UPDATE audit SET after = 'x' WHERE no = 2", Broken::Changed { no: 2 }),
        ("UPDATE audit SET at = 'x' WHERE no = 2", Broken::Changed { no: 2 }),
        ("DELETE FROM audit WHERE no = 1", Broken::Missing { no: 1 }),
        ("DELETE FROM audit WHERE no = 2", Broken::Missing { no: 2 }),
    ] {
        let bureau = with_history().await;
        assert_eq!(bureau.store.check_trail().await.unwrap().broken, None);
        bureau.store.harm(harm).await;
        assert_eq!(bureau.store.check_trail().await.unwrap().broken, Some(found), "{harm}");
    }
}

#[tokio::test]
async fn entries_made_at_the_same_moment_are_chained_one_after_the_other() {
    let bureau = Bureau::open().await;
    let tasks: Vec<_> = (0..20)
        .map(|_| {
            let store = bureau.store.clone();
            let entry = NewEntry::by_command("someone", moment(), Action::Published);
            tokio::spawn(async move { store.note(&entry).await })
        })
        .collect();
    for task in tasks {
        task.await.unwrap().unwrap();
    }
    let check = bureau.store.check_trail().await.unwrap();
    assert_eq!((check.sound, check.broken), (20, None));
}

/// Whoever compresses asks a stream once more after its end.
#[tokio::test]
async fn an_export_comes_whole_when_it_is_compressed() {
    let bureau = with_history().await;
    let mut auditor = bureau.person("auditor", Role::Auditor, None).await;
    for path in ["/console/trail.csv", "/console/trail.jsonl"] {
        let packed = auditor.ask(Method::GET, path, "", &[("accept-encoding", "gzip")]).await;
        assert_eq!(packed.header("content-encoding"), "gzip");
        let mut text = String::new();
        flate2::read::GzDecoder::new(packed.bytes.as_slice()).read_to_string(&mut text).unwrap();
        let plain = auditor.get(path).await.body;
        assert!(text.lines().all(|line| plain.contains(line)));
        // That it was exported is one entry more.
        assert_eq!(text.lines().count() + 1, plain.lines().count());
    }
}
