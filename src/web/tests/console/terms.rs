//! What is said of a list as a whole, what looks wrong about it, and what an approver is shown of it.

use super::Bureau;
use super::at_work::{list, main, name, row, uscc};
use crate::domain::institution::InstitutionId;
use crate::domain::review::DraftState;

/// A list below a footer of two years ago, as such tables are passed on.
fn with_an_old_footer(rows: impl IntoIterator<Item = String>) -> String {
    format!("{}发布日期：2024-09-30,,,,,,,,\n", list(rows))
}

#[tokio::test]
async fn what_the_file_filled_in_is_marked_until_somebody_saves_it() {
    const MARK: &str = "从文件里读到的，请核对";
    let bureau = Bureau::at_work().await;
    let mut people = bureau.people().await;
    let file = with_an_old_footer([row(1)]);
    let no = people.clerk.upload("名单.csv", file.as_bytes()).await;
    let path = format!("/console/drafts/{no}/terms");
    let page = people.clerk.get(&path).await;
    assert!(page.body.contains("2024-09-30"), "{}", main(&page));
    assert_eq!(page.body.matches(MARK).count(), 1, "one box: {}", main(&page));
    // The box is emptied: it stays so, and the day of the footer counts for nothing.
    people.clerk.say_terms(no, "full").await;
    let page = people.clerk.get(&path).await;
    assert!(!page.body.contains("2024-09-30") && !page.body.contains(MARK), "{}", main(&page));
    let preview = people.clerk.get(&format!("/console/drafts/{no}/preview")).await;
    assert!(!preview.body.contains("2024-09-30"), "{}", main(&preview));
}

#[tokio::test]
async fn a_list_cannot_tell_of_a_day_that_has_not_come() {
    let bureau = Bureau::at_work().await;
    let mut people = bureau.people().await;
    let no = people.clerk.upload("名单.csv", list([row(1)]).as_bytes()).await;
    let form = [("mode", "full"), ("as_of_on", "2027-11-20")];
    let page = people.clerk.step(no, "/terms", &form).await;
    assert_eq!(page.status.as_u16(), 422);
    assert!(page.body.contains("截至日期不能在今天以后。"), "{}", main(&page));
    // Where the file says so and nobody has saved the form, it is in the way all the same.
    let file = format!("截至日期：2027-11-20,,,,,,,,\n{}", list([row(1)]));
    let no = people.clerk.upload("名单.csv", file.as_bytes()).await;
    let page = people.clerk.get(&format!("/console/drafts/{no}")).await;
    assert!(page.body.contains("截至日期不能在今天以后。"), "{}", main(&page));
}

#[tokio::test]
async fn odd_days_and_numbers_are_to_be_looked_at_before_a_list_is_handed_in() {
    let bureau = Bureau::at_work().await;
    let mut people = bureau.people().await;
    let ahead = row(1).replace("2028-06-30,,", "2028-06-30,,2027-03-01");
    let no = people.clerk.upload("名单.csv", list([ahead]).as_bytes()).await;
    people.clerk.acknowledge_all(no, "check").await;
    let form = [
        ("mode", "full"),
        ("as_of_on", "2026-11-20"),
        ("published_on", "2024-09-30"),
        ("notice_no", "第3号"),
    ];
    people.clerk.step(no, "/terms", &form).await;
    let page = people.clerk.get(&format!("/console/drafts/{no}/preview")).await;
    for said in [
        "公布日期 2024-09-30 早于截至日期 2026-11-20，是不是旧表里带来的？",
        "公布日期 2024-09-30 是一年多以前",
        "文号一般像 南教〔2026〕3号",
        "有 1 行的列入日期还没有到",
    ] {
        assert!(page.body.contains(said), "{said}: {}", main(&page));
    }
    people.clerk.step(no, "/submit", &[]).await;
    assert_eq!(bureau.draft(no).await.state, DraftState::Open, "each waits for a yes");
    people.clerk.acknowledge_all(no, "preview").await;
    people.clerk.step(no, "/submit", &[]).await;
    assert_eq!(bureau.draft(no).await.state, DraftState::Submitted);
}

#[tokio::test]
async fn nothing_leaves_a_list_before_the_day_it_came_onto_it() {
    let bureau = Bureau::at_work().await;
    let mut people = bureau.people().await;
    people.publish(&list([row(1), row(2), row(3)]), "full").await;
    let renamed = row(1).replace("示例路1号", "示例路9号");
    let file = list([renamed, row(2)]);
    let no = people.clerk.upload("名单.csv", file.as_bytes()).await;
    people.clerk.acknowledge_all(no, "check").await;
    let form = [("mode", "full"), ("as_of_on", "2026-11-20"), ("published_on", "2024-09-30")];
    people.clerk.step(no, "/terms", &form).await;
    people.clerk.answer_preview(no).await;
    people.clerk.step(no, "/submit", &[]).await;
    people.approve(no).await;
    let reader = bureau.live.snapshot();
    let today = super::now().date();
    for serial in [1, 3] {
        let id = InstitutionId::parse(&uscc(serial)).unwrap();
        let institution = reader.institution(id, today).unwrap();
        for version in &institution.versions {
            assert!(version.from_on >= today, "{}: {version:?}", name(serial));
            assert!(version.until.is_none_or(|until| until.on >= version.from_on), "{version:?}");
        }
    }
    let left = reader.institution(InstitutionId::parse(&uscc(3)).unwrap(), today).unwrap();
    assert!(left.versions.iter().all(|version| version.has_departed(today)));
}

#[tokio::test]
async fn a_list_of_another_place_is_asked_about() {
    let bureau = Bureau::at_work().await;
    let mut people = bureau.people().await;
    let there = |serial| row(serial).replace("示例路", "示例省示例市示例西区示例路");
    let no = people.clerk.upload("名单.csv", list((1..=10).map(there)).as_bytes()).await;
    people.clerk.acknowledge_all(no, "check").await;
    people.clerk.say_terms(no, "full").await;
    let page = people.clerk.get(&format!("/console/drafts/{no}/preview")).await;
    let asked = "10 行里有 10 行的地址不在示例东区。是不是传错了文件？";
    assert!(page.body.contains(asked), "{}", main(&page));
    people.clerk.step(no, "/submit", &[]).await;
    assert_eq!(bureau.draft(no).await.state, DraftState::Open);
    let here = list((1..=10).map(row));
    let no = people.clerk.upload("名单.csv", here.as_bytes()).await;
    people.clerk.acknowledge_all(no, "check").await;
    people.clerk.say_terms(no, "full").await;
    let page = people.clerk.get(&format!("/console/drafts/{no}/preview")).await;
    assert!(!page.body.contains("是不是传错了文件"), "{}", main(&page));
}

#[tokio::test]
async fn an_approver_sees_at_a_glance_what_the_button_publishes() {
    let bureau = Bureau::at_work().await;
    let mut people = bureau.people().await;
    people.publish(&list((1..=6).map(row)), "full").await;
    let no = people.clerk.upload("名单.csv", list((1..=3).map(row)).as_bytes()).await;
    people.clerk.acknowledge_all(no, "check").await;
    let form = [
        ("mode", "full"),
        ("as_of_on", "2026-11-20"),
        ("title", "示例东区名单"),
        ("published_on", "2026-11-18"),
    ];
    people.clerk.step(no, "/terms", &form).await;
    people.clerk.answer_preview(no).await;
    people.clerk.step(no, "/submit", &[]).await;
    let page = people.approver.get(&format!("/console/drafts/{no}")).await;
    let before = page.body.split("/approve").next().unwrap();
    for said in [
        "会移出 3 家，占白名单的一半（6 家）。",
        "<dt>这次发布</dt><dd>全量名单</dd>",
        "<dt>截至日期</dt><dd>2026-11-20</dd>",
        "<dt>公告标题</dt><dd>示例东区名单</dd>",
        "<dt>公告文号</dt><dd>没有填</dd>",
        "<dt>公布日期</dt><dd>2026-11-18</dd>",
        "<dt>从哪天起算</dt><dd>2026-11-18</dd>",
        "<dt>看着不对</dt><dd>1 处，示例经办说没有错</dd>",
        "/preview\">看预览",
    ] {
        assert!(before.contains(said), "{said}: {}", main(&page));
    }
}
