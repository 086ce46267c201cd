//! A release is taken back, with what came after it.

use super::super::get;
use super::Bureau;
use super::at_work::People;
use super::at_work::{list, main, name, number_in, row, uscc};

async fn begin(people: &mut People<'_>, release: u64) -> i64 {
    number_in(&people.clerk.post(&format!("/console/releases/{release}/undo"), &[]).await)
}

async fn finish(people: &mut People<'_>, no: i64) {
    people.clerk.answer_preview(no).await;
    let answer = people.clerk.step(no, "/submit", &[]).await;
    assert!(answer.status.is_redirection());
    people.approve(no).await;
}

#[tokio::test]
async fn what_came_goes_what_went_comes_and_the_undoing_can_be_undone() {
    let bureau = Bureau::at_work().await;
    let mut people = bureau.people().await;
    people.publish(&list((1..=8).map(row)), "full").await;
    let second = list((2..=9).map(|serial| row(serial).replace("示例路3号", "示例大街3号")));
    people.publish(&second, "full").await;
    assert_eq!(bureau.told(&uscc(1)).await, "restricted");
    assert_eq!(bureau.told(&uscc(9)).await, "approved");

    let no = begin(&mut people, 2).await;
    let page = people.clerk.get(&format!("/console/drafts/{no}/conflicts")).await;
    assert!(page.body.contains("可以整个改回去"), "{}", main(&page));
    let page = people.clerk.get(&format!("/console/drafts/{no}/preview")).await;
    assert!(
        page.body.contains("示例大街3号") && page.body.contains("示例路3号"),
        "{}",
        main(&page)
    );
    finish(&mut people, no).await;
    assert_eq!(bureau.told(&uscc(1)).await, "approved");
    assert_ne!(bureau.told(&uscc(9)).await, "approved");
    assert_eq!(bureau.told(&name(9)).await, "restricted", "it was on the list for a while");

    let no = begin(&mut people, 3).await;
    finish(&mut people, no).await;
    assert_eq!(bureau.told(&uscc(1)).await, "restricted");
    assert_eq!(bureau.told(&uscc(9)).await, "approved");
    let snapshot = bureau.live.snapshot();
    let verified =
        crate::publish::verify::verify(&bureau.store, Some(&snapshot), super::now().date());
    assert_eq!(verified.await.unwrap().wrong, Vec::<String>::new());
}

#[tokio::test]
async fn what_is_undone_leaves_the_page_with_the_day_and_the_number_that_it_had() {
    let bureau = Bureau::at_work().await;
    let mut people = bureau.people().await;
    for (as_of_on, notice_no) in
        [("2026-10-31", "示教〔2026〕7号"), ("2026-11-20", "示教〔2026〕8号")]
    {
        let file = list([row(1), row(2).replace("示例路2号", as_of_on)]);
        let no = people.clerk.upload("名单.csv", file.as_bytes()).await;
        people.clerk.make_ready(no, "full").await;
        let terms = [("mode", "full"), ("as_of_on", as_of_on), ("notice_no", notice_no)];
        people.clerk.step(no, "/terms", &terms).await;
        people.clerk.answer_preview(no).await;
        people.clerk.step(no, "/submit", &[]).await;
        people.approve(no).await;
    }
    let path = format!("/i/{}", uscc(2));
    assert!(get(&bureau.site, &path).await.body.contains("示教〔2026〕8号"));
    let no = begin(&mut people, 2).await;
    finish(&mut people, no).await;
    let back = get(&bureau.site, &path).await;
    assert!(back.body.contains("示教〔2026〕7号"), "{}", main(&back));
    assert!(back.body.contains("2026年10月31日"), "{}", main(&back));
    let newest = bureau.live.snapshot().directory().releases().next_back().cloned().unwrap();
    assert_eq!(newest.as_of_on.to_string(), "2026-10-31");
}

#[tokio::test]
async fn the_very_first_list_is_undone_after_the_number_is_typed() {
    let bureau = Bureau::at_work().await;
    let mut people = bureau.people().await;
    people.publish(&list((1..=5).map(row)), "full").await;
    let no = begin(&mut people, 1).await;
    let preview = people.clerk.get(&format!("/console/drafts/{no}/preview")).await;
    assert!(preview.body.contains("这次会移出 <b>5</b> 家"), "{}", main(&preview));
    finish(&mut people, no).await;
    assert_ne!(bureau.told(&uscc(1)).await, "approved");
}

/// The first is moved by the second release and moved again by the third.
async fn twice_moved<'a>(bureau: &'a Bureau) -> People<'a> {
    let mut people = bureau.people().await;
    people.publish(&list([row(1), row(2)]), "full").await;
    people.publish(&list([row(1).replace("示例路1号", "示例二路1号"), row(2)]), "full").await;
    people.publish(&list([row(1).replace("示例路1号", "示例三路1号"), row(2)]), "full").await;
    people
}

async fn address(bureau: &Bureau) -> String {
    let page = get(&bureau.site, &format!("/api/v1/institutions/{}", uscc(1))).await;
    let json = page.json().to_string();
    let at = |path: &str| json.contains(path).then(|| path.to_owned());
    let listings = page.json()["listings"].to_string();
    assert!(listings.len() > 4, "{json}");
    ["示例三路1号", "示例二路1号", "示例路1号"]
        .into_iter()
        .find(|road| listings.contains(*road))
        .and_then(at)
        .unwrap_or_default()
}

#[tokio::test]
async fn what_changed_again_since_is_asked_about_and_either_answer_is_done() {
    for (choice, wanted) in [("restore", "示例路1号"), ("keep", "示例三路1号")] {
        let bureau = Bureau::at_work().await;
        let mut people = twice_moved(&bureau).await;
        let no = begin(&mut people, 2).await;
        let page = people.clerk.get(&format!("/console/drafts/{no}/conflicts")).await;
        for said in ["示例路1号", "示例二路1号", "示例三路1号", "保留现在的样子", "请逐条选"]
        {
            assert!(page.body.contains(said), "{said}: {}", main(&page));
        }
        people.clerk.step(no, "/submit", &[]).await;
        let page = people.clerk.get(&format!("/console/drafts/{no}")).await;
        assert!(page.body.contains("1 条后来又改过"), "never guessed: {}", main(&page));
        let line = super::at_work::between(
            &people.clerk.get(&format!("/console/drafts/{no}/conflicts")).await.body,
            "name=\"line-",
            "\"",
        )
        .unwrap()
        .to_owned();
        let answer =
            people.clerk.step(no, "/conflicts", &[(&format!("line-{line}"), choice)]).await;
        assert!(answer.status.is_redirection(), "{}", main(&answer));
        let page = people.clerk.get(&format!("/console/drafts/{no}")).await;
        if choice == "keep" {
            assert!(page.body.contains("不会改变什么"), "{}", main(&page));
        } else {
            finish(&mut people, no).await;
        }
        assert_eq!(address(&bureau).await, wanted, "{choice}");
    }
}

#[tokio::test]
async fn a_release_in_between_is_not_overrun_by_an_undoing_that_was_agreed_to_before() {
    let bureau = Bureau::at_work().await;
    let mut people = bureau.people().await;
    people.publish(&list([row(1), row(2)]), "full").await;
    people.publish(&list([row(1).replace("示例路1号", "示例二路1号"), row(2)]), "full").await;
    let no = begin(&mut people, 2).await;
    people.clerk.answer_preview(no).await;
    people.clerk.step(no, "/submit", &[]).await;
    people.publish(&list([row(1).replace("示例路1号", "示例三路1号"), row(2)]), "full").await;
    let answer = people.approver.step(no, "/approve", &[]).await;
    assert_eq!(answer.status, axum::http::StatusCode::CONFLICT, "{}", main(&answer));
    assert!(answer.body.contains("现行名单又变了"), "{}", main(&answer));
    assert_eq!(address(&bureau).await, "示例三路1号");
}
