//! What is refused, each time with words that say what to do.

use axum::http::{Method, StatusCode};

use super::Bureau;
use super::at_work::{list, main, name, row};
use crate::web::console::routes;

#[tokio::test]
async fn another_bureaus_drafts_lines_and_releases_are_nobodys_business() {
    let bureau = Bureau::at_work().await;
    let mut people = bureau.people().await;
    let done = people.publish(&list([row(1), row(2)]), "full").await;
    let line = people.clerk.line_of(&name(1)).await;
    let open = people.clerk.upload("名单.csv", list([row(3)]).as_bytes()).await;
    people.clerk.make_ready(open, "batch").await;
    people.clerk.step(open, "/submit", &[]).await;
    let trail = bureau.store.check_trail().await.unwrap().sound;
    for route in routes() {
        let is_ours = ["/drafts/{no}", "/change/{line}", "/releases/{number}"]
            .iter()
            .any(|path| route.path.starts_with(path));
        if !is_ours {
            continue;
        }
        for no in [done, open] {
            let version = bureau.draft(no).await.version.to_string();
            let path = route
                .path
                .replace("{no}", &no.to_string())
                .replace("{line}", &line)
                .replace("{number}", "1");
            let path = format!("/console{path}");
            let answer = if route.method == Method::GET {
                people.west.get(&path).await
            } else {
                let form = [
                    ("version", version.as_str()),
                    ("reason", "理由"),
                    ("mode", "full"),
                    ("as_of_on", "2026-11-20"),
                    ("key", "check_digit"),
                    ("row", "2"),
                    ("number", "1"),
                    ("day", "2026-12-01"),
                    ("hour", "08:00"),
                    ("action", "suspend"),
                    ("status", "停业整改"),
                ];
                people.west.post(&path, &form).await
            };
            assert_eq!(answer.status, StatusCode::NOT_FOUND, "{} {path}", route.method);
            assert!(answer.body.contains("或者它不是您单位的"), "{path}: {}", main(&answer));
            assert!(!answer.body.contains(&name(1)), "{path}");
        }
    }
    for path in
        ["/console/drafts?all=1", "/console/reviews", "/console/releases", "/console/change"]
    {
        let page = people.west.get(path).await;
        assert_eq!(page.status, StatusCode::OK, "{path}");
        assert!(!page.body.contains("名单.csv") && !page.body.contains("示例东区"), "{path}");
    }
    assert_eq!(bureau.store.check_trail().await.unwrap().sound, trail, "nothing was done");
}

#[tokio::test]
async fn a_number_that_no_draft_has_and_no_number_at_all_are_not_found() {
    let bureau = Bureau::at_work().await;
    let mut people = bureau.people().await;
    for no in
        ["7", "0", "-1", "x", "1.5", "99999999999999999999", "1%2F..%2F2", "%00", "..%2f..%2fetc"]
    {
        for path in [
            "",
            "/check",
            "/columns",
            "/terms",
            "/preview",
            "/conflicts",
            "/source",
            "/returned.xlsx",
        ] {
            let answer = people.clerk.get(&format!("/console/drafts/{no}{path}")).await;
            assert_eq!(answer.status, StatusCode::NOT_FOUND, "{no}{path}");
            assert!(answer.body.contains("没有这一页"), "{no}{path}");
        }
        let answer =
            people.clerk.post(&format!("/console/drafts/{no}/submit"), &[("version", "1")]).await;
        assert!(answer.status.is_client_error(), "{no}");
        assert!(answer.body.contains("没有办成"), "{no}: {}", main(&answer));
        for path in [format!("/console/change/{no}"), format!("/console/releases/{no}/undo")] {
            let answer = people.clerk.post(&path, &[("action", "suspend")]).await;
            assert!(answer.status.is_client_error(), "{path}");
            assert!(answer.body.contains("没有办成"), "{path}: {}", main(&answer));
        }
    }
}

#[tokio::test]
async fn a_form_from_elsewhere_or_from_nowhere_does_nothing() {
    let bureau = Bureau::at_work().await;
    let mut people = bureau.people().await;
    let no = people.clerk.upload("名单.csv", list([row(1)]).as_bytes()).await;
    let body = format!("version={}", bureau.draft(no).await.version);
    for headers in [
        &[("sec-fetch-site", "cross-site")][..],
        &[("sec-fetch-site", "same-site")],
        &[("origin", "https://example.org")],
        &[("origin", "null")],
        &[],
    ] {
        for route in routes().into_iter().filter(|route| route.method == Method::POST) {
            let path = format!("/console{}", route.path.replace("{no}", &no.to_string()));
            let path =
                path.replace("{line}", "1").replace("{number}", "1").replace("{code}", super::EAST);
            let answer = people.clerk.clone().ask(Method::POST, &path, &body, headers).await;
            assert_eq!(answer.status, StatusCode::FORBIDDEN, "{path} {headers:?}");
            assert!(answer.body.contains("不是从本站的页面发出的"), "{path}");
        }
    }
    assert_eq!(bureau.draft(no).await.version, 1);
}

#[tokio::test]
async fn a_file_that_is_not_what_it_says_is_told_so() {
    let bureau = Bureau::at_work().await;
    let mut people = bureau.people().await;
    for (name, bytes, said) in [
        ("名单.xlsx", b"PK\x03\x04not a workbook at all".as_slice(), "请"),
        ("名单.xlsx", b"MZ\x90\x00\x03\x00\x00\x00\x04", "另存"),
        ("名单.exe", b"MZ\x90\x00\x03\x00\x00\x00\x04", "不认识这种文件"),
        ("名单.xlsx", b"%PDF-1.7", "不认识这种文件"),
        ("空.csv", b"\n\n", "文件里没有数据"),
    ] {
        let no = people.clerk.upload(name, bytes).await;
        for page in ["/check", "/columns", "", "/preview", "/terms"] {
            let shown = people.clerk.get(&format!("/console/drafts/{no}{page}")).await;
            assert_eq!(shown.status, StatusCode::OK, "{name}{page}");
        }
        let check = people.clerk.get(&format!("/console/drafts/{no}/check")).await;
        assert!(check.body.contains(said), "{name}: {}", main(&check));
        people.clerk.say_terms(no, "full").await;
        people.clerk.step(no, "/submit", &[]).await;
        let page = people.clerk.get(&format!("/console/drafts/{no}")).await;
        assert!(page.body.contains("编辑中"), "{}", main(&page));
        let returned = people.clerk.get(&format!("/console/drafts/{no}/returned.xlsx")).await;
        assert!(
            returned.status == StatusCode::UNPROCESSABLE_ENTITY || returned.status.is_success()
        );
    }
    let empty = people.clerk.send_file("e09.csv", b"").await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(empty.body.contains("是空的（0 字节）"), "{}", main(&empty));
    let nothing = people.clerk.send_file("", b"").await;
    assert_eq!(nothing.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(nothing.body.contains("还没有选文件"), "{}", main(&nothing));
}

#[tokio::test]
async fn scripts_in_cells_and_in_names_of_files_are_text() {
    let bureau = Bureau::at_work().await;
    let mut people = bureau.people().await;
    const EVIL: &str = "<script>alert(1)</script>";
    let file = list([
        row(1).replace(&name(1), &format!("{EVIL}培训中心")),
        row(2).replace("示例路2号二楼", "\"\"\"><img src=x onerror=alert(1)>\""),
        row(3).replace("学科类", EVIL),
    ])
    .replace("许可证有效期止", "<b onclick=alert(1)>许可证有效期止");
    let no = people.clerk.upload("<script>alert(2)<_script>.csv", file.as_bytes()).await;
    people.clerk.make_ready(no, "full").await;
    people.clerk.step(no, "/return", &[("reason", EVIL)]).await;
    people.clerk.step(no, "/submit", &[]).await;
    people.approver.step(no, "/return", &[("reason", EVIL)]).await;
    for page in ["", "/columns", "/check", "/terms", "/preview"] {
        let shown = people.clerk.get(&format!("/console/drafts/{no}{page}")).await;
        for evil in ["<script>alert", "<img src=x", "<b onclick"] {
            assert!(!shown.body.contains(evil), "{page}: {}", main(&shown));
        }
        assert!(shown.body.contains("&lt;script&gt;"), "{page}: {}", main(&shown));
    }
    for page in ["/drafts", "/reviews"] {
        let shown = people.clerk.get(&format!("/console{page}")).await;
        assert!(!shown.body.contains("<script>alert"), "{page}");
    }
}

#[tokio::test]
async fn a_form_with_parts_missing_or_huge_is_refused_in_words() {
    let bureau = Bureau::at_work().await;
    let mut people = bureau.people().await;
    let no = people.clerk.upload("名单.csv", list([row(1)]).as_bytes()).await;
    let long = "长".repeat(3_000);
    let huge = "长".repeat(30_000);
    for (path, form, status) in [
        ("/mend", vec![], 400),
        ("/mend", vec![("sheet", "0"), ("row", "x")], 400),
        ("/mend", vec![("sheet", "-1"), ("row", "2")], 400),
        ("/mend", vec![("sheet", "0"), ("row", "0")], 400),
        ("/mend", vec![("sheet", "0"), ("row", "2"), ("column", "")], 400),
        ("/mend", vec![("sheet", "0"), ("row", "2"), ("column", "../A")], 400),
        ("/mend", vec![("sheet", "0"), ("row", "2"), ("column", "A"), ("text", &long)], 422),
        ("/mend", vec![("sheet", "0"), ("row", "2"), ("column", "A"), ("text", &huge)], 413),
        ("/acknowledge", vec![], 400),
        ("/acknowledge", vec![("key", &long)], 400),
        ("/number", vec![], 422),
        ("/terms", vec![], 422),
        ("/terms", vec![("mode", "sideways"), ("as_of_on", "2026-11-20")], 422),
        ("/terms", vec![("mode", "full"), ("as_of_on", "0000-00-00")], 422),
        ("/terms", vec![("mode", "full"), ("as_of_on", "2026-11-20"), ("title", &long)], 422),
        ("/return", vec![], 403),
    ] {
        let answer = people.clerk.step(no, path, &form).await;
        let what: Vec<_> = form.iter().map(|(n, v)| format!("{n}={v:.20}")).collect();
        assert_eq!(answer.status.as_u16(), status, "{path} {what:?}: {}", main(&answer));
        assert!(
            answer.body.contains("没有") || answer.body.contains("不归您"),
            "{}",
            main(&answer)
        );
    }
    // A form without its version is none of ours.
    for path in ["/submit", "/terms", "/columns", "/conflicts", "/drop", "/take-back"] {
        let answer = people.clerk.post(&format!("/console/drafts/{no}{path}"), &[]).await;
        assert!(matches!(answer.status.as_u16(), 400 | 409), "{path} {}", answer.status);
        assert!(answer.body.contains("没有执行"), "{path}: {}", main(&answer));
    }
    let answer = people.clerk.post("/console/upload", &[("file", "x")]).await;
    assert_eq!(answer.status, StatusCode::BAD_REQUEST, "a form that brings no file");
    assert!(answer.body.contains("收到的表单不完整"), "{}", main(&answer));
    assert_eq!(bureau.draft(no).await.version, 1, "nothing of it was kept");
}

#[tokio::test]
async fn a_file_beyond_the_limit_is_refused_by_a_page_that_names_the_limit() {
    let bureau = Bureau::at_work().await;
    let mut people = bureau.people().await;
    // Where it says how large it is, nothing of it is read.
    let headers = [
        ("sec-fetch-site", "same-origin"),
        ("x-kind", "multipart/form-data; boundary=x"),
        ("content-length", "314572800"),
    ];
    let answer = people.clerk.ask(Method::POST, "/console/upload", "", &headers).await;
    assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE);
    for said in ["最多 256 MB", "没有收下", "分成几个文件"] {
        assert!(answer.body.contains(said), "{said}: {}", main(&answer));
    }
    let drafts = people.clerk.get("/console/drafts?all=1").await;
    assert!(drafts.body.contains("现在没有"), "nothing is kept: {}", main(&drafts));
}

#[tokio::test]
async fn a_mend_beyond_the_file_is_said_to_have_had_no_effect() {
    let bureau = Bureau::at_work().await;
    let mut people = bureau.people().await;
    let no = people.clerk.upload("名单.csv", list([row(1)]).as_bytes()).await;
    let place = [("sheet", "9"), ("row", "4000000000"), ("column", "ZZ"), ("text", "x")];
    people.clerk.step(no, "/mend", &place).await;
    let check = people.clerk.get(&format!("/console/drafts/{no}/check")).await;
    assert!(check.body.contains("没有起作用"), "{}", main(&check));
}
