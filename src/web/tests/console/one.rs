//! One institution, now: what parents read after each form.

use axum::http::StatusCode;

use super::super::get;
use super::at_work::People;
use super::at_work::{banned_row, list, main, name, row, uscc};
use super::{Bureau, EAST};
use crate::domain::account::Role;
use crate::domain::review::DraftState;

/// Three approved and one banned.
async fn opened<'a>(bureau: &'a Bureau) -> People<'a> {
    let mut people = bureau.people().await;
    people.publish(&list([row(1), row(2), row(3), banned_row(4)]), "full").await;
    people
}

/// From the form to the public.
async fn change(people: &mut People<'_>, whom: &str, action: &str, form: &[(&str, &str)]) -> i64 {
    let line = people.clerk.line_of(whom).await;
    let no = people.clerk.change_one(&line, action, form).await;
    people.clerk.acknowledge_all(no, "check").await;
    people.clerk.acknowledge_all(no, "preview").await;
    let answer = people.clerk.step(no, "/submit", &[]).await;
    assert!(answer.status.is_redirection());
    people.approve(no).await;
    no
}

#[tokio::test]
async fn suspended_resumed_moved_renamed_and_taken_off() {
    let bureau = Bureau::at_work().await;
    let mut people = opened(&bureau).await;
    change(&mut people, &name(1), "suspend", &[("status", "停业整改"), ("remark", "消防整改")])
        .await;
    assert_eq!(bureau.told(&uscc(1)).await, "restricted");
    let page = get(&bureau.site, &format!("/i/{}", uscc(1))).await;
    assert!(page.body.contains("现在不要报名"), "{}", page.body);
    assert!(!page.is_green());
    change(&mut people, &name(1), "resume", &[("status", "正常")]).await;
    assert_eq!(bureau.told(&uscc(1)).await, "approved");

    change(&mut people, &name(1), "move", &[("address", "示例大街99号三楼")]).await;
    let page = get(&bureau.site, &format!("/i/{}", uscc(1))).await;
    assert!(page.body.contains("示例大街99号三楼"), "{}", page.body);
    assert_eq!(bureau.told(&uscc(1)).await, "approved");

    let new_name = "示例东区蓝鲸之家语文培训中心";
    change(&mut people, &name(1), "rename", &[("name", new_name)]).await;
    assert_eq!(bureau.told(new_name).await, "approved");
    let page = get(&bureau.site, &format!("/i/{}", uscc(1))).await;
    assert!(page.body.contains(new_name) && page.body.contains(&name(1)), "its former name stays");

    change(&mut people, &name(2), "close", &[("status", "吊销")]).await;
    assert_eq!(bureau.told(&uscc(2)).await, "banned");
    change(&mut people, &name(3), "remove", &[]).await;
    assert_eq!(bureau.told(&uscc(3)).await, "restricted");
    let page = get(&bureau.site, &format!("/i/{}", uscc(3))).await;
    assert!(page.body.contains("已不在名单上") || page.body.contains("不在名单"), "{}", page.body);
}

#[tokio::test]
async fn a_new_one_comes_by_a_form_alone() {
    let bureau = Bureau::at_work().await;
    let mut people = opened(&bureau).await;
    let (name, code) = (name(50), uscc(50));
    let form = [
        ("name", name.as_str()),
        ("uscc", &code),
        ("category", "学科类"),
        ("address", "示例路50号"),
        ("valid_until", "2028-06-30"),
    ];
    let no = people.clerk.change_one("new", "add", &form).await;
    people.clerk.make_ready(no, "batch").await;
    people.clerk.step(no, "/submit", &[]).await;
    people.approve(no).await;
    assert_eq!(bureau.told(&code).await, "approved");
    assert_eq!(bureau.told(&uscc(1)).await, "approved", "the others stay");
}

#[tokio::test]
async fn a_ban_that_is_repaired_is_gone_from_every_public_view_and_stays_in_the_trail() {
    let bureau = Bureau::at_work().await;
    let mut people = opened(&bureau).await;
    let reason = "示例缘由甲乙丙";
    let form = [("reason", reason), ("measures", "责令停止办学"), ("listed_on", "2026-11-20")];
    let ban = change(&mut people, &name(1), "ban", &form).await;
    assert_eq!(bureau.told(&uscc(1)).await, "banned");
    let release = bureau.draft(ban).await.content.release.unwrap();
    let page = get(&bureau.site, &format!("/i/{}", uscc(1))).await;
    assert!(page.body.contains(reason), "{}", page.body);
    let line = bans_line(&mut people, &name(1)).await;
    let no = people.clerk.change_one(&line, "unban", &[]).await;
    people.clerk.acknowledge_all(no, "check").await;
    people.clerk.acknowledge_all(no, "preview").await;
    people.clerk.step(no, "/submit", &[]).await;
    people.approve(no).await;

    assert_eq!(bureau.told(&uscc(1)).await, "approved");
    let id = uscc(1);
    let edition = format!("/data/2026-11-23-r{release}");
    for path in [
        format!("/i/{id}"),
        format!("/i/{id}?on=2026-11-23"),
        format!("/i/{id}?on=2026-11-22"),
        format!("/i/{id}/feed.xml"),
        format!("/api/v1/institutions/{id}"),
        format!("/api/v1/institutions/{id}?on=2026-11-23"),
        format!("/search?q={id}"),
        format!("/search?q={id}&on=2026-11-23"),
        format!("/releases/{release}"),
        format!("/api/v1/releases/{release}"),
        format!("/api/v1/releases/{release}/diff"),
        "/feed.xml".into(),
        "/regions/999901/feed.xml".into(),
        "/regions/999901".into(),
        format!("{edition}/all.jsonl"),
        format!("{edition}/all.csv"),
        format!("/data/2026-11-23-r{}/all.jsonl", release + 1),
        format!("/embed/i/{id}"),
    ] {
        let page = get(&bureau.site, &path).await;
        for gone in [reason, "责令停止办学，"] {
            assert!(!page.body.contains(gone), "{path} still says {gone}: {}", page.body);
        }
        // A release of which nobody is told names a kind of list and no more.
        if path.contains(&id) && !path.starts_with("/search?q=") || path.ends_with("/diff") {
            let says_banned = page.body.contains("\"banned\"") || page.body.contains("在黑名单上");
            assert!(!says_banned, "{path} still tells of a ban: {}", page.body);
        }
    }
    let trail = trail_of(&bureau).await;
    assert!(trail.contains("credit_repaired") || trail.contains("repaired"), "{trail}");
    assert!(trail.contains(&name(1)), "{trail}");
}

/// The line of the entry on the banned list.
async fn bans_line(people: &mut People<'_>, whom: &str) -> String {
    let page =
        people.clerk.get(&format!("/console/change?q={}", crate::web::links::Encoded(whom))).await;
    let row = page
        .body
        .split("<tr>")
        .skip(1)
        .find(|row| row.contains("黑名单"))
        .unwrap_or_else(|| panic!("{}", main(&page)));
    row.split("/console/change/").nth(1).unwrap().split('"').next().unwrap().to_owned()
}

async fn trail_of(bureau: &Bureau) -> String {
    let mut auditor = bureau.person("auditor", Role::Auditor, None).await;
    auditor.get("/console/trail.jsonl").await.body
}

#[tokio::test]
async fn an_approver_alone_publishes_what_is_urgent_and_another_looks_at_it_afterwards() {
    let bureau = Bureau::at_work().await;
    let mut people = opened(&bureau).await;
    let line = people.approver.line_of(&name(1)).await;
    let form = [("reason", "无证办学"), ("listed_on", "2026-11-20")];
    let no = people.approver.change_one(&line, "ban", &form).await;
    people.approver.acknowledge_all(no, "check").await;
    let page = people.approver.get(&format!("/console/drafts/{no}")).await;
    assert!(page.body.contains("马上发布"), "{}", main(&page));
    let clerks = people.clerk.step(no, "/urgent", &[]).await;
    assert_eq!(clerks.status, StatusCode::FORBIDDEN);
    let answer = people.approver.step(no, "/urgent", &[]).await;
    assert!(answer.status.is_redirection(), "{}", main(&answer));
    assert_eq!(bureau.told(&uscc(1)).await, "banned");
    let own = people.approver.step(no, "/afterwards", &[]).await;
    assert_eq!(own.status, StatusCode::FORBIDDEN, "not by oneself");
    let mut second = bureau.person("second", Role::Approver, Some(EAST)).await;
    let reviews = second.get("/console/reviews").await;
    assert!(reviews.body.contains("等着事后复核"), "{}", main(&reviews));
    assert!(second.step(no, "/afterwards", &[]).await.status.is_redirection());
    let reviews = second.get("/console/reviews").await;
    assert!(!reviews.body.contains("等着事后复核"), "{}", main(&reviews));
    let again = second.step(no, "/afterwards", &[]).await;
    assert_eq!(again.status, StatusCode::CONFLICT);
    let trail = trail_of(&bureau).await;
    assert!(trail.contains("紧急发布，没有第二人审核；release"), "{trail}");
}

#[tokio::test]
async fn nothing_becomes_greener_by_one_hand() {
    let bureau = Bureau::at_work().await;
    let mut people = opened(&bureau).await;
    change(&mut people, &name(1), "suspend", &[("status", "停业整改")]).await;
    let line = people.approver.line_of(&name(1)).await;
    // What only makes it better has no such button, and a form made by hand is refused.
    for (action, form) in [
        ("resume", vec![("status", "正常")]),
        (
            "correct",
            vec![("name", name(1)), ("status", "正常".into())]
                .into_iter()
                .map(|(a, b): (&str, String)| (a, Box::leak(b.into_boxed_str()) as &str))
                .collect(),
        ),
    ] {
        let no = people.approver.change_one(&line, action, &form).await;
        people.approver.acknowledge_all(no, "check").await;
        people.approver.acknowledge_all(no, "preview").await;
        let page = people.approver.get(&format!("/console/drafts/{no}")).await;
        assert!(!page.body.contains("马上发布，"), "{action}: {}", main(&page));
        assert!(!page.body.contains("/urgent"), "{action}: {}", main(&page));
        let answer = people.approver.step(no, "/urgent", &[]).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{action}");
        assert!(answer.body.contains("紧急发布只能"), "{}", main(&answer));
    }
    // A form of suspension whose status says otherwise.
    let answer = people
        .approver
        .post(&format!("/console/change/{line}"), &[("action", "suspend"), ("status", "正常")])
        .await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.body.contains("请从列出的几种里选"), "{}", main(&answer));
    // A suspension that is mended into its opposite before it is published.
    let no = people.approver.change_one(&line, "close", &[("status", "已注销")]).await;
    let list = bureau.draft(no).await;
    let file = bureau.store.upload(list.upload.unwrap()).await.unwrap().unwrap();
    let head = String::from_utf8(file).unwrap();
    let at =
        head.lines().next().unwrap().split(',').position(|cell| cell.contains("状态")).unwrap();
    let column = char::from(b'A' + u8::try_from(at).unwrap()).to_string();
    let place = [("sheet", "0"), ("row", "2"), ("column", &column), ("text", "正常")];
    people.approver.step(no, "/mend", &place).await;
    people.approver.acknowledge_all(no, "preview").await;
    let answer = people.approver.step(no, "/urgent", &[]).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", main(&answer));
    assert_eq!(bureau.draft(no).await.state, DraftState::Open);
    assert_eq!(bureau.told(&uscc(1)).await, "restricted");
    // Removing a ban is not urgent, and not among what an entry on the banned list offers.
    let line = people.approver.line_of(&name(4)).await;
    for action in ["remove", "resume", "suspend"] {
        let answer = people
            .approver
            .post(&format!("/console/change/{line}"), &[("action", action), ("status", "正常")])
            .await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{action}");
    }
    assert_eq!(bureau.told(&uscc(4)).await, "banned");
}

#[tokio::test]
async fn whom_a_ban_is_about_stands_neither_in_a_release_s_title_nor_in_its_file_s_name() {
    let bureau = Bureau::at_work().await;
    let mut people = opened(&bureau).await;
    let whom = name(9);
    let file = format!("关于{whom}列入黑名单.csv");
    let no = people.clerk.upload(&file, list([banned_row(9)]).as_bytes()).await;
    people.clerk.make_ready(no, "batch").await;
    let title = format!("关于将{whom}列入黑名单的公告");
    let terms = [("mode", "batch"), ("as_of_on", "2026-11-20"), ("title", title.as_str())];
    assert!(people.clerk.step(no, "/terms", &terms).await.status.is_redirection());
    people.clerk.answer_preview(no).await;
    people.clerk.step(no, "/submit", &[]).await;
    people.approve(no).await;
    let release = bureau.draft(no).await.content.release.unwrap();
    for path in ["/releases".to_owned(), format!("/api/v1/releases/{release}")] {
        let page = get(&bureau.site, &path).await;
        assert!(!page.body.contains(&whom), "{path}: {}", page.body);
    }
    let page = get(&bureau.site, &format!("/releases/{release}")).await;
    assert!(page.body.contains("名单.csv") && !page.body.contains("公告</h1>"), "{}", page.body);
}

#[tokio::test]
async fn behind_a_ban_one_hand_takes_no_other_warning_away() {
    let bureau = Bureau::at_work().await;
    let mut people = opened(&bureau).await;
    change(&mut people, &name(1), "suspend", &[("status", "停业整改")]).await;
    let suspended = people.approver.line_of(&name(1)).await;
    people.publish(&list([banned_row(1)]), "batch").await;
    assert_eq!(bureau.told(&uscc(1)).await, "banned");
    let no = people.approver.change_one(&suspended, "remove", &[]).await;
    people.approver.make_ready(no, "batch").await;
    let page = people.approver.get(&format!("/console/drafts/{no}")).await;
    assert!(!page.body.contains("/urgent"), "{}", main(&page));
    let answer = people.approver.step(no, "/urgent", &[]).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", main(&answer));
    assert_eq!(bureau.draft(no).await.state, DraftState::Open);
}

#[tokio::test]
async fn what_was_typed_is_still_there_when_the_form_is_refused() {
    let bureau = Bureau::at_work().await;
    let mut people = opened(&bureau).await;
    let line = people.clerk.line_of(&name(1)).await;
    let form = [("action", "suspend"), ("remark", "消防整改"), ("notice", "示教〔2026〕9号")];
    let answer = people.clerk.post(&format!("/console/change/{line}"), &form).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    for kept in ["消防整改", "示教〔2026〕9号", "请填“状态”"] {
        assert!(answer.body.contains(kept), "{kept}: {}", main(&answer));
    }
    let form = people.clerk.get(&format!("/console/change/{line}?action=ban")).await;
    assert_eq!(form.body.matches("文号").count(), 1, "asked once: {}", main(&form));
}

#[tokio::test]
async fn a_private_name_in_a_reason_is_kept_from_the_public_and_said_so() {
    let bureau = Bureau::at_work().await;
    let mut people = opened(&bureau).await;
    let line = people.clerk.line_of(&name(1)).await;
    let reason = "法定代表人张三（身份证号 11010119900307123X，手机 13800138000）收费后失联";
    let form = [("reason", reason), ("listed_on", "2026-11-20")];
    let no = people.clerk.change_one(&line, "ban", &form).await;
    let preview = people.clerk.get(&format!("/console/drafts/{no}/preview")).await;
    assert!(preview.body.contains("像是有个人的姓名"), "{}", main(&preview));
    people.clerk.make_ready(no, "batch").await;
    people.clerk.step(no, "/submit", &[]).await;
    people.approve(no).await;
    let page = get(&bureau.site, &format!("/i/{}", uscc(1))).await;
    assert!(!page.body.contains("13800138000") && !page.body.contains("张三"), "{}", page.body);
    assert_eq!(bureau.told(&uscc(1)).await, "banned");
}
