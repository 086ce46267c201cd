//! Published at an hour, by itself.

use axum::http::StatusCode;

use super::at_work::{list, main, row, uscc};
use super::{Bureau, EAST, wait};
use crate::domain::account::Role;
use crate::domain::review::DraftState;

/// The fixtures' clock stands at ten in the morning of 23 November.
const NOON: [(&str, &str); 2] = [("day", "2026-11-23"), ("hour", "12：00")];

#[tokio::test]
async fn what_is_approved_for_noon_is_there_at_noon_and_no_sooner() {
    let bureau = Bureau::at_work().await;
    let mut people = bureau.people().await;
    let no = people.clerk.upload("名单.csv", list([row(1)]).as_bytes()).await;
    people.clerk.make_ready(no, "full").await;
    people.clerk.step(no, "/submit", &[]).await;
    for past in [("2026-11-23", "09:00"), ("2026-11-22", "12:00"), ("", ""), ("x", "y")] {
        let form = [("day", past.0), ("hour", past.1)];
        let answer = people.approver.step(no, "/schedule", &form).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{past:?}");
    }
    let answer = people.approver.step(no, "/schedule", &NOON).await;
    assert!(answer.status.is_redirection(), "{}", main(&answer));
    let page = people.clerk.get(&format!("/console/drafts/{no}")).await;
    assert!(page.body.contains("2026-11-23 12:00"), "{}", main(&page));
    assert!(bureau.publish_due().await.is_empty());
    assert_ne!(bureau.told(&uscc(1)).await, "approved");
    wait(117);
    assert!(bureau.publish_due().await.is_empty(), "half a minute is missing");
    wait(1);
    assert_eq!(bureau.publish_due().await, [no]);
    assert_eq!(bureau.told(&uscc(1)).await, "approved");
    assert!(bureau.publish_due().await.is_empty(), "once");
    assert_eq!(bureau.draft(no).await.state, DraftState::Published);
}

#[tokio::test]
async fn two_replicas_keep_the_hours_and_it_is_published_once() {
    let bureau = Bureau::at_work().await;
    let mut people = bureau.people().await;
    let no = people.clerk.upload("名单.csv", list([row(1)]).as_bytes()).await;
    people.clerk.make_ready(no, "full").await;
    people.clerk.step(no, "/submit", &[]).await;
    people.approver.step(no, "/schedule", &NOON).await;
    wait(120);
    let (one, other) = tokio::join!(bureau.publish_due(), bureau.publish_due());
    assert_eq!(one.len() + other.len(), 1);
    assert_eq!(bureau.store.newest().await.unwrap().number(), 1);
}

#[tokio::test]
async fn when_the_lists_have_changed_since_it_waits_to_be_looked_at_again() {
    let bureau = Bureau::at_work().await;
    let mut people = bureau.people().await;
    people.publish(&list([row(1), row(2)]), "full").await;
    let no = people.clerk.upload("名单.csv", list([row(1), row(3)]).as_bytes()).await;
    people.clerk.make_ready(no, "full").await;
    people.clerk.step(no, "/submit", &[]).await;
    people.approver.step(no, "/schedule", &NOON).await;
    // Another list comes in between: at noon, the draft would take off more than was agreed to.
    people.publish(&list([row(7)]), "batch").await;
    wait(120);
    assert!(bureau.publish_due().await.is_empty());
    let draft = bureau.draft(no).await;
    assert_eq!((draft.state, draft.publish_at), (DraftState::Submitted, None));
    assert_eq!(bureau.told(&uscc(7)).await, "approved");
    assert_eq!(bureau.told(&uscc(2)).await, "approved");
    // Two hours are longer than a session that nobody uses.
    let mut people = bureau.people_again().await;
    let page = people.approver.get(&format!("/console/drafts/{no}")).await;
    assert!(page.body.contains("审核以后名单又变了"), "{}", main(&page));
    let answer = people.approver.step(no, "/approve", &[]).await;
    assert_eq!(answer.status, StatusCode::CONFLICT);
    people.approver.step(no, "/return", &[("reason", "请重新核对")]).await;
    people.clerk.make_ready(no, "full").await;
    people.clerk.step(no, "/submit", &[]).await;
    people.approve(no).await;
    assert_eq!(bureau.told(&uscc(3)).await, "approved");
}

#[tokio::test]
async fn an_hour_that_is_taken_back_passes_without_anything() {
    let bureau = Bureau::at_work().await;
    let mut people = bureau.people().await;
    let no = people.clerk.upload("名单.csv", list([row(1)]).as_bytes()).await;
    people.clerk.make_ready(no, "full").await;
    people.clerk.step(no, "/submit", &[]).await;
    people.approver.step(no, "/schedule", &NOON).await;
    people.clerk.step(no, "/take-back", &[]).await;
    let page = people.clerk.get(&format!("/console/drafts/{no}")).await;
    assert!(page.body.contains("编辑中") && !page.body.contains("退回</li>"), "{}", main(&page));
    wait(120);
    assert!(bureau.publish_due().await.is_empty());
}

#[tokio::test]
async fn the_hour_of_an_approver_who_has_left_passes_and_another_approves() {
    let bureau = Bureau::at_work().await;
    let mut people = bureau.people().await;
    let no = people.clerk.upload("名单.csv", list([row(1)]).as_bytes()).await;
    people.clerk.make_ready(no, "full").await;
    people.clerk.step(no, "/submit", &[]).await;
    let leaving = bureau.account("leaving", Role::Approver, Some(EAST), None).await;
    let mut leaver = bureau.browser_of(leaving).await;
    assert!(leaver.step(no, "/schedule", &NOON).await.status.is_redirection());
    let mut admin = bureau.person("admin", Role::Admin, None).await;
    admin.post(&format!("/console/people/{leaving}/do"), &[("what", "disable")]).await;
    wait(120);
    assert!(bureau.publish_due().await.is_empty());
    assert_ne!(bureau.told(&uscc(1)).await, "approved");
    let draft = bureau.draft(no).await;
    assert_eq!((draft.state, draft.publish_at), (DraftState::Submitted, None));
    let mut people = bureau.people_again().await;
    let page = people.approver.get(&format!("/console/drafts/{no}")).await;
    assert!(page.body.contains("审核的人已经停用"), "{}", main(&page));
    people.approve(no).await;
    assert_eq!(bureau.told(&uscc(1)).await, "approved");
}
