//! What waits, and for whom.

use axum::http::StatusCode;

use super::super::fixtures;
use super::{Bureau, EAST, WEST, moment};
use crate::domain::account::{Actor, Role};
use crate::domain::category::Category;
use crate::domain::institution::{Institution, InstitutionId, Version};
use crate::domain::listing::RosterKind;
use crate::domain::review::DraftState;
use crate::domain::uscc::Uscc;
use crate::import::testing::rows_of;
use crate::publish::draft::{Afterwards, Content, Signed};
use crate::store::drafts::StoredDraft;

const CULTURE: &str = "999901-culture";
/// Approved by culture, banned by education.
const DISPUTED: &str = "示例东区墨痕书法培训有限公司";
/// Its permit ended on 31 August.
const ENDED: &str = "示例东区小磨坊数学培训学校";
/// Its permit ends on 31 December.
const ENDS_SOON: &str = "小白鹿美术工作室";

async fn actor(bureau: &Bureau, login: &str) -> Actor {
    let accounts = bureau.store.accounts().await.unwrap();
    accounts.iter().find(|one| one.login.as_str() == login).unwrap().actor()
}

/// A draft of this name, handed in by somebody where its state says so.
async fn draft(bureau: &Bureau, name: &str, by: &Actor, state: DraftState) {
    let signed = Signed::by(by, moment());
    let mut content = Content::new(name.into(), signed.clone());
    content.submitted = (state != DraftState::Open).then(|| signed.clone());
    if state == DraftState::Published {
        content.decided = Some(signed);
        content.afterwards = Some(Afterwards::Pending);
    }
    let stored = StoredDraft {
        no: 0,
        regulator: by.regulator.unwrap(),
        kind: "file".into(),
        state,
        version: 1,
        upload: None,
        changed_at: moment(),
        publish_at: (state == DraftState::Scheduled).then(moment),
        content: serde_json::to_string(&content).unwrap(),
    };
    let entry = crate::domain::audit::NewEntry::by_command(
        "test",
        moment(),
        crate::domain::audit::Action::Uploaded,
    );
    bureau.store.add_draft(&stored, None, &entry).await.unwrap();
}

#[tokio::test]
async fn who_has_nothing_to_do_is_told_so() {
    let bureau = Bureau::open().await;
    for (login, role, regulator) in [
        ("clerk", Role::Submitter, Some("999902-edu")),
        ("auditor", Role::Auditor, Some("999902-edu")),
    ] {
        let page = bureau.person(login, role, regulator).await.get("/console").await;
        assert!(page.body.contains("没有要办的"), "{login}: {}", page.body);
    }
}

#[tokio::test]
async fn both_regulators_see_their_side_of_a_conflict_and_the_way_to_mend_it() {
    let bureau = Bureau::with_lists().await;
    for (login, regulator, side, other) in [
        (
            "edu",
            EAST,
            "您不批准，别的部门批准",
            "示例市示例东区文化广电和旅游局：白名单，正常，批准",
        ),
        ("culture", CULTURE, "您批准，别的部门不批准", "示例市示例东区教育局：黑名单，不要报名"),
    ] {
        let mut browser = bureau.person(login, Role::Submitter, Some(regulator)).await;
        let start = browser.get("/console").await.body;
        assert!(start.contains(DISPUTED) && start.contains("/console/duties/conflicts"), "{start}");
        let page = browser.get("/console/duties/conflicts").await.body;
        assert!(page.contains(side) && page.contains(other), "{page}");
        let line = if regulator == EAST { 4 } else { 3 };
        assert!(page.contains(&format!("href=\"/console/change/{line}\"")), "{page}");
        let form = browser.get(&format!("/console/change/{line}")).await;
        assert!(form.body.contains(DISPUTED), "{}", form.body);
        let book = browser.get("/console/duties/conflicts.xlsx").await;
        let rows = rows_of(&book.bytes);
        let row = rows.iter().find(|row| row[0] == DISPUTED).unwrap();
        assert_eq!((row[2].as_str(), row[4].as_str()), (side, other));
    }
    let west = bureau.person("west", Role::Submitter, Some(WEST)).await.get("/console").await;
    assert!(!west.body.contains(DISPUTED));
}

#[tokio::test]
async fn a_ban_without_a_code_is_held_against_whoever_of_its_name_is_approved() {
    let name = "示例东区纸飞机美术培训有限公司";
    let uscc = Uscc::parse(fixtures::APPROVED).unwrap();
    let approved = fixtures::listed(1, RosterKind::Approved, CULTURE, name).with(|listing| {
        listing.uscc = Some(uscc);
        listing.category = Category::Arts;
    });
    let ban = fixtures::listed(2, RosterKind::Banned, EAST, name).status("");
    let region = ban.0.listing.region;
    let institution = |id, version: &Version, may_be_meant| Institution {
        id,
        aliases: Vec::new(),
        versions: vec![version.clone()],
        may_be_meant,
    };
    let bureau = Bureau::holding(vec![
        institution(InstitutionId::Uscc(uscc), &approved.0, vec![ban.0.clone()]),
        institution(InstitutionId::of_name(region, name), &ban.0, Vec::new()),
    ])
    .await;
    for (login, regulator) in [("edu", EAST), ("culture", CULTURE)] {
        let mut browser = bureau.person(login, Role::Submitter, Some(regulator)).await;
        let page = browser.get("/console/duties/conflicts").await.body;
        assert!(page.contains(name) && page.contains("也可能是同名的另一家"), "{login} {page}");
    }
    let mut admin = bureau.person("admin", Role::Admin, None).await;
    let start = admin.get("/console").await.body;
    for regulator in [EAST, CULTURE] {
        assert!(start.contains(&format!("conflicts?regulator={regulator}")), "{start}");
    }
}

#[tokio::test]
async fn permits_that_have_ended_come_before_those_that_end_soon() {
    let bureau = Bureau::with_lists().await;
    let mut edu = bureau.person("edu", Role::Submitter, Some(EAST)).await;
    let page = edu.get("/console/duties/expiring").await.body;
    assert!(page.contains(ENDED) && page.contains("已到期：2026-08-31"), "{page}");
    assert!(page.contains("href=\"/console/change/5\"") && !page.contains(ENDS_SOON), "{page}");
    let mut culture = bureau.person("culture", Role::Submitter, Some(CULTURE)).await;
    let book = culture.get("/console/duties/expiring.xlsx").await;
    assert_eq!(book.header("cache-control"), "no-store");
    let rows = rows_of(&book.bytes);
    let row = rows.iter().find(|row| row[0] == ENDS_SOON).unwrap();
    assert_eq!((row[1].as_str(), row[2].as_str()), ("快到期", "2026-12-31"));
    assert!(!rows.iter().any(|row| row[0] == ENDED), "another regulator's");
}

#[tokio::test]
async fn a_list_older_than_the_limit_is_told_with_its_day() {
    let bureau = Bureau::with_lists().await;
    let south =
        bureau.person("south", Role::Submitter, Some("999903-culture")).await.get("/console").await;
    assert!(south.body.contains("名单该更新了") && south.body.contains("截至 2025-09-30"));
    let east = bureau.person("east", Role::Submitter, Some(EAST)).await.get("/console").await;
    assert!(!east.body.contains("名单该更新了"));
}

#[tokio::test]
async fn each_sees_the_drafts_that_wait_for_them() {
    let bureau = Bureau::open().await;
    let mut clerk = bureau.person("clerk", Role::Submitter, Some(EAST)).await;
    let mut chief = bureau.person("chief", Role::Approver, Some(EAST)).await;
    let (of_clerk, of_chief) = (actor(&bureau, "clerk").await, actor(&bureau, "chief").await);
    for (name, by, state) in [
        ("甲.xlsx", &of_clerk, DraftState::Open),
        ("乙.xlsx", &of_clerk, DraftState::Returned),
        ("丙.xlsx", &of_clerk, DraftState::Submitted),
        ("丁.xlsx", &of_chief, DraftState::Submitted),
        ("戊.xlsx", &of_clerk, DraftState::Scheduled),
        ("己.xlsx", &of_chief, DraftState::Published),
        ("庚.xlsx", &of_clerk, DraftState::Dropped),
    ] {
        draft(&bureau, name, by, state).await;
    }
    let heap = |page: &str, title: &str| {
        let section = page.split(&format!("aria-label=\"{title}\"")).nth(1).map(str::to_owned);
        section.map(|text| text.split("</section>").next().unwrap().to_owned()).unwrap_or_default()
    };
    let page = clerk.get("/console").await.body;
    assert!(heap(&page, "没办完的草稿").contains("甲.xlsx"), "{page}");
    assert!(heap(&page, "退回给您的").contains("乙.xlsx"), "{page}");
    assert!(heap(&page, "已审核，等时间发布").contains("戊.xlsx"), "{page}");
    assert!(heap(&page, "等审核").contains("丙.xlsx"), "what was handed in is not lost: {page}");
    assert!(!page.contains("等您审核的") && !page.contains("己.xlsx") && !page.contains("庚.xlsx"));
    let page = chief.get("/console").await.body;
    let waiting = heap(&page, "等您审核的");
    assert!(waiting.contains("丙.xlsx") && !waiting.contains("丁.xlsx"), "not one's own: {page}");
    let own = heap(&page, "您紧急发布的");
    assert!(own.contains("己.xlsx") && own.contains("请找平台管理员"), "{page}");
    assert!(!page.contains("去复核"), "not one's own: {page}");
    let mut second = bureau.person("second", Role::Approver, Some(EAST)).await;
    let page = second.get("/console").await.body;
    assert!(heap(&page, "紧急发布，等着事后复核").contains("己.xlsx"), "{page}");
    let page = chief.get("/console").await.body;
    assert!(heap(&page, "您紧急发布的").contains("等另一位审核人复核"), "{page}");
    assert!(!page.contains("没办完的草稿"), "a colleague's: {page}");
    let mut admin = bureau.person("admin", Role::Admin, None).await;
    let page = admin.get("/console").await.body;
    assert!(page.contains("各主管部门要办的") && page.contains("示例市示例东区教育局"), "{page}");
    let west = bureau.person("west", Role::Approver, Some(WEST)).await.get("/console").await;
    assert!(west.body.contains("没有要办的") && !west.body.contains(".xlsx"));
}

#[tokio::test]
async fn who_runs_the_platform_sees_who_has_something_to_do_and_can_look() {
    let bureau = Bureau::with_lists().await;
    let mut admin = bureau.person("admin", Role::Admin, None).await;
    let start = admin.get("/console").await.body;
    let link = "/console/duties/conflicts?regulator=999901-culture";
    assert!(start.contains(&format!("href=\"{link}\"")), "{start}");
    let page = admin.get(link).await.body;
    assert!(page.contains(DISPUTED) && !page.contains("/console/change/"), "{page}");
    assert_eq!(
        admin.get("/console/duties/conflicts").await.status,
        StatusCode::UNPROCESSABLE_ENTITY
    );
    let mut auditor = bureau.person("auditor", Role::Auditor, None).await;
    let start = auditor.get("/console").await.body;
    assert!(
        start.contains("示例市示例东区文化广电和旅游局") && !start.contains("/console/duties/")
    );
    assert_eq!(auditor.get(link).await.status, StatusCode::FORBIDDEN);
    let mut east = bureau.person("east", Role::Admin, Some(EAST)).await;
    let start = east.get("/console").await.body;
    assert!(
        start.contains("示例市示例东区教育局") && !start.contains("文化广电和旅游局"),
        "{start}"
    );
}

#[tokio::test]
async fn nobody_reads_another_regulators_duties() {
    let bureau = Bureau::with_lists().await;
    let mut west = bureau.person("west", Role::Approver, Some(WEST)).await;
    let mut west_admin = bureau.person("west-admin", Role::Admin, Some(WEST)).await;
    for path in ["conflicts", "expiring"] {
        for browser in [&mut west, &mut west_admin] {
            let page = browser.get(&format!("/console/duties/{path}?regulator={EAST}")).await;
            assert!(!page.body.contains(DISPUTED) && !page.body.contains(ENDED), "{path}");
            let book = browser.get(&format!("/console/duties/{path}.xlsx?regulator={EAST}")).await;
            let told = format!("{:?}", rows_of(&book.bytes));
            assert!(!told.contains(DISPUTED) && !told.contains(ENDED), "{path} {told}");
        }
    }
}
