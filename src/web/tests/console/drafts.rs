//! From a file to what parents read, by plain forms; and two people at it.

use axum::http::StatusCode;

use super::at_work::{between, list, main, name, number_in, row, uscc};
use super::{Bureau, EAST, wait};
use crate::domain::account::Role;
use crate::domain::review::DraftState;

#[tokio::test]
async fn what_one_hands_in_and_another_approves_is_what_parents_read() {
    let bureau = Bureau::at_work().await;
    let mut people = bureau.people().await;
    assert_ne!(bureau.told(&uscc(1)).await, "approved");
    let no = people.publish(&list([row(1), row(2)]), "full").await;
    assert_eq!(bureau.told(&uscc(1)).await, "approved");
    assert_eq!(bureau.told(&name(2)).await, "approved");
    let draft = bureau.draft(no).await;
    assert_eq!((draft.state, draft.content.release), (DraftState::Published, Some(1)));
    let page = people.clerk.get(&format!("/console/drafts/{no}")).await;
    for said in ["是第 1 号发布", "送审", "审核通过", "撤销这次发布"] {
        assert!(page.body.contains(said), "{said}: {}", main(&page));
    }
    let again = people.clerk.step(no, "/submit", &[]).await;
    assert_eq!(again.status, StatusCode::CONFLICT, "what is published stays so");
    let page = people.clerk.get("/console/releases").await;
    assert!(page.body.contains("示例东区名单"), "{}", main(&page));
}

#[tokio::test]
async fn nobody_approves_their_own_nor_what_they_gave_up_to_a_colleague() {
    let bureau = Bureau::at_work().await;
    let mut people = bureau.people().await;
    let no = people.approver.upload("名单.csv", list([row(1)]).as_bytes()).await;
    people.approver.make_ready(no, "full").await;
    people.approver.step(no, "/submit", &[]).await;
    let page = people.approver.get(&format!("/console/drafts/{no}")).await;
    assert!(page.body.contains("您自己经手的") && !page.body.contains("/approve"));
    for step in ["/approve", "/schedule"] {
        let form = [("day", "2026-12-01"), ("hour", "08:00")];
        let answer = people.approver.step(no, step, &form).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "{step}");
    }
    // Handed in by somebody else, it still is what they made.
    people.clerk.step(no, "/take-back", &[]).await;
    people.clerk.step(no, "/submit", &[]).await;
    assert_eq!(bureau.draft(no).await.state, DraftState::Submitted);
    let answer = people.approver.step(no, "/approve", &[]).await;
    assert_eq!(answer.status, StatusCode::FORBIDDEN);
    let clerks = people.clerk.step(no, "/approve", &[]).await;
    assert_eq!(clerks.status, StatusCode::FORBIDDEN, "a clerk approves nothing");
    let mut second = bureau.person("second", Role::Approver, Some(EAST)).await;
    assert!(second.step(no, "/approve", &[]).await.status.is_redirection());
}

#[tokio::test]
async fn returned_with_a_reason_mended_and_handed_in_anew() {
    let bureau = Bureau::at_work().await;
    let mut people = bureau.people().await;
    let file = list([row(1), row(2).replace("2028-06-30", "2026-13-45")]);
    let no = people.clerk.upload("名单.csv", file.as_bytes()).await;
    let check = people.clerk.get(&format!("/console/drafts/{no}/check")).await;
    for said in ["没有这个日期", "2026-13-45", "处错误", "请改成真实的日期"] {
        assert!(check.body.contains(said), "{said}: {}", main(&check));
    }
    people.clerk.make_ready(no, "full").await;
    let refused = people.clerk.step(no, "/submit", &[]).await;
    assert!(refused.status.is_redirection());
    assert_eq!(bureau.draft(no).await.state, DraftState::Open, "an error blocks");
    let page = people.clerk.get(&format!("/console/drafts/{no}")).await;
    assert!(page.body.contains("1 处错误还没有改好"), "{}", main(&page));
    let place = [("sheet", "0"), ("row", "3"), ("column", "G"), ("text", "2028-12-31")];
    people.clerk.step(no, "/mend", &place).await;
    people.clerk.step(no, "/submit", &[]).await;
    let answer = people.approver.step(no, "/return", &[("reason", "  ")]).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    people.approver.step(no, "/return", &[("reason", "第二家的日期请再核对")]).await;
    let page = people.clerk.get(&format!("/console/drafts/{no}")).await;
    assert!(page.body.contains("第二家的日期请再核对"), "{}", main(&page));
    assert!(page.body.contains("示例审核"), "by whom: {}", main(&page));
    let place = [("sheet", "0"), ("row", "3"), ("column", "G"), ("text", "2029-12-31")];
    people.clerk.step(no, "/mend", &place).await;
    people.clerk.step(no, "/submit", &[]).await;
    people.approve(no).await;
    assert_eq!(bureau.told(&uscc(2)).await, "approved");
}

#[tokio::test]
async fn a_row_left_out_is_told_and_can_be_taken_in_again() {
    let bureau = Bureau::at_work().await;
    let mut people = bureau.people().await;
    let file = list([row(1), row(2).replace("2028-06-30", "2026-13-45")]);
    let no = people.clerk.upload("名单.csv", file.as_bytes()).await;
    people.clerk.step(no, "/mend", &[("sheet", "0"), ("row", "3")]).await;
    let check = people.clerk.get(&format!("/console/drafts/{no}/check")).await;
    for said in ["这一行不要", "您选了不收这一行", "/unmend"] {
        assert!(check.body.contains(said), "{said}: {}", main(&check));
    }
    assert!(!check.body.contains("处错误"), "{}", main(&check));
    people.clerk.step(no, "/unmend", &[("sheet", "0"), ("row", "3")]).await;
    let check = people.clerk.get(&format!("/console/drafts/{no}/check")).await;
    assert!(check.body.contains("处错误"), "{}", main(&check));
    let nothing = people.clerk.step(no, "/unmend", &[("sheet", "0"), ("row", "3")]).await;
    assert_eq!(nothing.status, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn the_returned_workbook_is_mended_and_comes_back() {
    let bureau = Bureau::at_work().await;
    let mut people = bureau.people().await;
    let file = list([row(1), row(2).replace("2028-06-30", "2026-13-45"), row(3)]);
    let no = people.clerk.upload("名单.csv", file.as_bytes()).await;
    let book = people.clerk.get(&format!("/console/drafts/{no}/returned.xlsx")).await;
    assert!(book.header("content-disposition").contains("checked-"));
    let rows = crate::import::testing::rows_of(&book.bytes);
    assert_eq!(rows[0][9..], ["校验结果", "问题与改法"]);
    assert_eq!(rows[1][9], "通过");
    assert_eq!(rows[2][9], "没收");
    assert!(rows[2][10].contains("没有这个日期"), "{:?}", rows[2]);
    // As it is, it says the same; the two columns are not asked about.
    let again = people.clerk.upload("checked.xlsx", &book.bytes).await;
    let check = people.clerk.get(&format!("/console/drafts/{again}/check")).await;
    assert!(check.body.contains("没有这个日期"), "{}", main(&check));
    let place = [("sheet", "0"), ("row", "3"), ("column", "G"), ("text", "2028-12-31")];
    people.clerk.step(again, "/mend", &place).await;
    people.clerk.make_ready(again, "full").await;
    people.clerk.step(again, "/submit", &[]).await;
    people.approve(again).await;
    assert_eq!(bureau.told(&uscc(2)).await, "approved");
}

#[tokio::test]
async fn the_mended_file_takes_its_drafts_place_with_all_that_was_said() {
    let bureau = Bureau::at_work().await;
    let mut people = bureau.people().await;
    let file = list([row(1), row(2).replace("2028-06-30", "2026-13-45")]);
    let no = people.clerk.upload("名单.csv", file.as_bytes()).await;
    people.clerk.say_terms(no, "batch").await;
    let check = people.clerk.get(&format!("/console/drafts/{no}/check")).await;
    let version = bureau.draft(no).await.version;
    assert!(
        check.body.contains(&format!("name=\"instead_of\" value=\"{no}\"")),
        "{}",
        main(&check)
    );
    let said = |version| [("instead_of", no), ("version", version)];

    // What a colleague changed meanwhile is not given up unseen, nor what another bureau has.
    let mended = list([row(1), row(2)]);
    let late = people.clerk.send_file_with(&said(version - 1), ("a.csv", mended.as_bytes())).await;
    let beside = number_in(&late);
    let check = people.clerk.get(&format!("/console/drafts/{beside}/check")).await;
    assert!(
        check.body.contains(&format!("第 {no} 号草稿刚才有人动过，没有换掉")),
        "{}",
        main(&check)
    );
    assert_eq!(bureau.draft(no).await.state, DraftState::Open);
    let foreign = people.west.send_file_with(&said(version), ("a.csv", mended.as_bytes())).await;
    assert!(foreign.status.is_client_error(), "{}", foreign.status);
    // What cannot be read takes nobody's place.
    let unread = people.clerk.send_file_with(&said(version), ("a.xlsx", b"no workbook")).await;
    assert!(unread.status.is_redirection());
    assert_eq!(bureau.draft(no).await.state, DraftState::Open);

    let answer = people.clerk.send_file_with(&said(version), ("a.csv", mended.as_bytes())).await;
    let again = number_in(&answer);
    assert_ne!(again, no);
    assert_eq!(bureau.draft(no).await.state, DraftState::Dropped);
    let (former, new) = (bureau.draft(no).await, bureau.draft(again).await);
    assert_eq!(new.content.announced, former.content.announced);
    assert!(new.content.announced.as_of_on.is_some());
    let check = people.clerk.get(&format!("/console/drafts/{again}/check")).await;
    assert!(check.body.contains(&format!("第 {no} 号草稿作废了")), "{}", main(&check));
    assert!(!check.body.contains("处错误"), "{}", main(&check));
    // Both files are kept.
    let kept = people.clerk.get(&format!("/console/drafts/{no}/source")).await;
    assert_eq!(kept.bytes, file.as_bytes());
}

#[tokio::test]
async fn a_file_seen_before_is_recognised() {
    let bureau = Bureau::at_work().await;
    let mut people = bureau.people().await;
    let no = people.publish(&list([row(1)]), "full").await;
    wait(1);
    let again = people.clerk.upload("另一个名字.csv", list([row(1)]).as_bytes()).await;
    let page = people.clerk.get(&format!("/console/drafts/{again}/check")).await;
    assert!(page.body.contains(&format!("第 {no} 号草稿一模一样（已发布）")), "{}", main(&page));
    let other = people.west.upload("名单.csv", list([row(1)]).as_bytes()).await;
    let page = people.west.get(&format!("/console/drafts/{other}/check")).await;
    assert!(!page.body.contains("一模一样"), "another bureau's files are not told of");
}

#[tokio::test]
async fn what_was_said_of_a_column_is_remembered_for_the_next_file() {
    let bureau = Bureau::at_work().await;
    let mut people = bureau.people().await;
    let file = "抬头,统一社会信用代码,机构类别,地址,许可证有效期止\n".to_owned()
        + &format!("{},{},学科类,示例路1号,2028-06-30\n", name(1), uscc(1));
    let no = people.clerk.upload("名单.csv", file.as_bytes()).await;
    let check = people.clerk.get(&format!("/console/drafts/{no}/check")).await;
    assert!(check.body.contains("没有找到“机构名称”这一列"), "{}", main(&check));
    let columns = people.clerk.get(&format!("/console/drafts/{no}/columns")).await;
    assert!(columns.body.contains(&name(1)), "with what the file holds: {}", main(&columns));
    let key = between(&columns.body, "name=\"column-0-A-key\" value=\"", "\"").unwrap();
    let form = [("column-0-A-key", key), ("column-0-A", "name")];
    let answer = people.clerk.step(no, "/columns", &form).await;
    assert!(answer.status.is_redirection(), "{}", main(&answer));
    let check = people.clerk.get(&format!("/console/drafts/{no}/check")).await;
    assert!(check.body.contains("可以收下 1 行"), "{}", main(&check));
    // A draft that was only begun, or given up, teaches nothing.
    let next = file.replace(&uscc(1), &uscc(2)).replace(&name(1), &name(2));
    let early = people.clerk.upload("早了.csv", next.as_bytes()).await;
    let check = people.clerk.get(&format!("/console/drafts/{early}/check")).await;
    assert!(check.body.contains("没有找到“机构名称”这一列"), "{}", main(&check));
    people.clerk.make_ready(no, "full").await;
    people.clerk.step(no, "/submit", &[]).await;
    people.approve(no).await;
    let next = people.clerk.upload("下一份.csv", next.as_bytes()).await;
    people.clerk.make_ready(next, "full").await;
    people.clerk.step(next, "/submit", &[]).await;
    people.approve(next).await;
    assert_eq!(bureau.told(&uscc(2)).await, "approved");
}

#[tokio::test]
async fn what_was_remembered_is_asked_again_where_a_heading_says_something_else() {
    let bureau = Bureau::at_work().await;
    let mut people = bureau.people().await;
    // Whoever passes over the column of states, once, does not do so for ever.
    let no = people.clerk.upload("名单.csv", list([row(1)]).as_bytes()).await;
    let columns = people.clerk.get(&format!("/console/drafts/{no}/columns")).await;
    let key = between(&columns.body, "name=\"column-0-D-key\" value=\"", "\"").unwrap();
    assert_eq!(key, "状态");
    people.clerk.step(no, "/columns", &[("column-0-D-key", key), ("column-0-D", "-")]).await;
    people.clerk.make_ready(no, "full").await;
    people.clerk.step(no, "/submit", &[]).await;
    people.approve(no).await;
    let file = list([row(1).replace("正常", "停业整改")]);
    let next = people.clerk.upload("下一份.csv", file.as_bytes()).await;
    let columns = people.clerk.get(&format!("/console/drafts/{next}/columns")).await;
    assert!(columns.body.contains("拿不准"), "{}", main(&columns));
    people.clerk.make_ready(next, "full").await;
    let asked = people.clerk.step(next, "/submit", &[]).await;
    assert_eq!(bureau.draft(next).await.state, DraftState::Open, "{}", main(&asked));
    people.clerk.step(next, "/columns", &[("column-0-D-key", key), ("column-0-D", "status")]).await;
    people.clerk.make_ready(next, "full").await;
    people.clerk.step(next, "/submit", &[]).await;
    people.approve(next).await;
    assert_eq!(bureau.told(&uscc(1)).await, "restricted");
}

#[tokio::test]
async fn where_many_leave_the_number_is_typed_in() {
    let bureau = Bureau::at_work().await;
    let mut people = bureau.people().await;
    people.publish(&list((1..=10).map(row)), "full").await;
    let no = people.clerk.upload("名单.csv", list((1..=5).map(row)).as_bytes()).await;
    people.clerk.acknowledge_all(no, "check").await;
    people.clerk.say_terms(no, "full").await;
    people.clerk.acknowledge_all(no, "preview").await;
    let preview = people.clerk.get(&format!("/console/drafts/{no}/preview")).await;
    for said in ["这次会移出 <b>5</b> 家", "现在不要报名", "在白名单上"] {
        assert!(preview.body.contains(said), "{said}: {}", main(&preview));
    }
    assert_eq!(preview.body.matches("会改变的每一条").count(), 1, "{}", main(&preview));
    for wrong in ["4", "", "五", "99999999999999999999999"] {
        let answer = people.clerk.step(no, "/number", &[("number", wrong)]).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{wrong}");
    }
    // Saying yes to all kinds of alarm is no way around it.
    people.clerk.step(no, "/acknowledge", &[("key", "many_leave"), ("back", "preview")]).await;
    people.clerk.step(no, "/submit", &[]).await;
    assert_eq!(bureau.draft(no).await.state, DraftState::Open);
    people.clerk.step(no, "/number", &[("number", "５")]).await;
    people.clerk.step(no, "/submit", &[]).await;
    people.approve(no).await;
    assert_eq!(bureau.told(&uscc(9)).await, "restricted");
    assert_eq!(bureau.told(&uscc(2)).await, "approved");
}

#[tokio::test]
async fn of_two_at_one_draft_the_slower_is_told_who_was_quicker_and_overwrites_nothing() {
    let bureau = Bureau::at_work().await;
    let mut people = bureau.people().await;
    let mut colleague = bureau.person("colleague", Role::Submitter, Some(EAST)).await;
    let file = list([row(1), row(2).replace("2028-06-30", "2026-13-45")]);
    let no = people.clerk.upload("名单.csv", file.as_bytes()).await;
    let seen = bureau.draft(no).await.version;
    wait(1);
    let place = [("sheet", "0"), ("row", "3"), ("column", "G"), ("text", "2028-12-31")];
    colleague.step_as_of(no, ("/mend", seen), &place).await;
    let before = bureau.draft(no).await;
    for (path, form) in [
        ("/mend", &[("sheet", "0"), ("row", "3"), ("column", "G"), ("text", "长期")][..]),
        ("/unmend", &[("sheet", "0"), ("row", "3"), ("column", "G")]),
        ("/acknowledge", &[("key", "check_digit"), ("back", "check")]),
        ("/columns", &[]),
        ("/terms", &[("mode", "batch"), ("as_of_on", "2026-11-20")]),
        ("/number", &[("number", "1")]),
        ("/submit", &[]),
        ("/drop", &[]),
    ] {
        let answer = people.clerk.step_as_of(no, (path, seen), form).await;
        assert_eq!(answer.status, StatusCode::CONFLICT, "{path}");
        for said in ["示例经办", "10:03", "没有执行", "请重新打开"] {
            assert!(answer.body.contains(said), "{path} {said}: {}", main(&answer));
        }
    }
    let after = bureau.draft(no).await;
    assert_eq!((after.version, &after.content.mends), (before.version, &before.content.mends));
    // So for those who decide.
    people.clerk.make_ready(no, "full").await;
    people.clerk.step(no, "/submit", &[]).await;
    let seen = bureau.draft(no).await.version;
    colleague.step(no, "/take-back", &[]).await;
    for path in ["/approve", "/return", "/schedule"] {
        let form = [("reason", "理由"), ("day", "2026-12-01"), ("hour", "08:00")];
        let answer = people.approver.step_as_of(no, (path, seen), &form).await;
        assert_eq!(answer.status, StatusCode::CONFLICT, "{path}: {}", main(&answer));
    }
    assert_eq!(bureau.draft(no).await.state, DraftState::Open);
}

#[tokio::test]
async fn both_press_at_the_same_moment_and_it_happens_once() {
    let bureau = Bureau::at_work().await;
    let mut people = bureau.people().await;
    let mut second = bureau.person("second", Role::Approver, Some(EAST)).await;
    let no = people.clerk.upload("名单.csv", list([row(1)]).as_bytes()).await;
    people.clerk.make_ready(no, "full").await;
    people.clerk.step(no, "/submit", &[]).await;
    let version = bureau.draft(no).await.version;
    let (one, other) = tokio::join!(
        people.approver.step_as_of(no, ("/approve", version), &[]),
        second.step_as_of(no, ("/approve", version), &[]),
    );
    let refused = [&one, &other].iter().filter(|a| a.status == StatusCode::CONFLICT).count();
    assert_eq!(refused, 1, "{} {}", one.status, other.status);
    let late = people.clerk.step_as_of(no, ("/take-back", version), &[]).await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    assert!(late.body.contains("示例审核在"), "who published it: {}", main(&late));
    assert_eq!(bureau.store.newest().await.unwrap().number(), 1);
}

#[tokio::test]
async fn findings_of_many_pages_are_all_there_and_beyond_the_last_page_is_the_last() {
    let bureau = Bureau::at_work().await;
    let mut people = bureau.people().await;
    let rows = (1..=130).map(|serial| row(serial).replace("2028-06-30", "2026-13-45"));
    let no = people.clerk.upload("名单.csv", list(rows).as_bytes()).await;
    let page = |query: &str| format!("/console/drafts/{no}/check{query}");
    for (query, findings) in [
        ("", 5),
        ("?kind=&page=2", 5),
        ("?kind=invalid_date", 100),
        ("?kind=invalid_date&page=2", 30),
        ("?kind=invalid_date&page=18446744073709551615", 30),
        ("?kind=nonsense", 0),
    ] {
        let shown = people.clerk.get(&page(query)).await;
        assert_eq!(shown.status, StatusCode::OK, "{query}");
        assert_eq!(shown.body.matches("<div class=\"finding\">").count(), findings, "{query}");
    }
    for path in ["/preview?page=18446744073709551615", "/preview?effect=18446744073709551615"] {
        let shown = people.clerk.get(&format!("/console/drafts/{no}{path}")).await;
        assert_eq!(shown.status, StatusCode::OK, "{path}");
    }
    let shown = people.clerk.get("/console/releases?page=18446744073709551615").await;
    assert_eq!(shown.status, StatusCode::OK);
}

#[tokio::test]
async fn a_new_bureau_s_first_list_is_previewed_as_parents_will_see_it() {
    let bureau = Bureau::at_work().await;
    let mut people = bureau.people().await;
    let no = people.clerk.upload("名单.csv", list([row(1)]).as_bytes()).await;
    people.clerk.make_ready(no, "full").await;
    let preview = people.clerk.get(&format!("/console/drafts/{no}/preview")).await;
    assert!(main(&preview).contains("在白名单上"), "{}", main(&preview));
    assert!(!main(&preview).contains("现在不要报名"), "{}", main(&preview));
}
