//! Many at once: each is told what it would be told alone.

use super::fixtures::{APPROVED, APPROVED_NAME, BANNED_NAME};
use super::*;
use crate::web::checking::MOST;

const BOUNDARY: &str = "----many";

/// One part of a form: name, file name, content.
type Part<'a> = (&'a str, Option<&'a str>, &'a [u8]);

fn form(path: &str, parts: &[Part<'_>]) -> Request<Body> {
    let mut body = Vec::new();
    for (name, file, content) in parts {
        let file = file.map(|file| format!("; filename=\"{file}\"")).unwrap_or_default();
        body.extend_from_slice(
            format!(
                "--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{name}\"{file}\r\n\r\n"
            )
            .as_bytes(),
        );
        body.extend_from_slice(content);
        body.extend_from_slice(b"\r\n");
    }
    body.extend_from_slice(format!("--{BOUNDARY}--\r\n").as_bytes());
    Request::post(path)
        .header("content-type", format!("multipart/form-data; boundary={BOUNDARY}"))
        .header("content-length", body.len())
        .body(Body::from(body))
        .unwrap()
}

async fn paste(site: &Router, names: &str) -> Answer {
    // A browser sends an empty file where none was chosen.
    let parts = [("names", None, names.as_bytes()), ("file", Some(""), b"".as_slice())];
    send(site, form("/check", &parts)).await
}

async fn upload(site: &Router, name: &str, content: &[u8]) -> Answer {
    send(site, form("/check", &[("names", None, b""), ("file", Some(name), content)])).await
}

/// A workbook that was answered, as rows of text.
async fn workbook(site: &Router, parts: &[Part<'_>]) -> (HeaderMap, Vec<Vec<String>>) {
    let response = site.clone().oneshot(form("/check", parts)).await.unwrap();
    let headers = response.headers().clone();
    let bytes = to_bytes(response.into_body(), 4 << 20).await.unwrap();
    (headers, crate::import::testing::rows_of(&bytes))
}

/// Row by row, what the column of verdicts shows.
fn verdicts(page: &Answer) -> Vec<&str> {
    let rows = page.body.split("<tbody>").nth(1).unwrap().split("<tr>").skip(1);
    rows.map(|row| {
        row.split("<span class=\"badge ").nth(1).map_or("", |b| b.split('"').next().unwrap())
    })
    .collect()
}

#[tokio::test]
async fn each_is_told_what_it_would_be_told_alone_and_only_the_exact_is_green() {
    let site = plain();
    let names = format!(
        "{APPROVED_NAME}\n启明\n{BANNED_NAME}\n{APPROVED}\n示例海星编程培训有限公司\n示例东区小磨坊数学培训学校\n！！\n小白鹿美术工作室\n{APPROVED_NAME}\n"
    );
    let page = paste(&site, &names).await;
    assert_eq!(page.status, StatusCode::OK);
    let expected = ["ok", "many", "no", "ok", "none", "wait", "", "many", "ok"];
    assert_eq!(verdicts(&page), expected);
    for (name, class) in names.lines().zip(expected) {
        if class.is_empty() {
            continue;
        }
        let alone = search(&site, name).await;
        assert!(alone.panel().contains(&format!("verdict {class}")), "{name}");
    }
    assert!(page.body.contains("href=\"/i/91990101MA0000015C\""));
    assert!(page.body.contains("和第1行一样"));
    assert!(page.body.contains("查不了") && page.body.contains("没查到，不等于合法"));
    assert!(page.body.contains("示例市示例东区教育局") && page.body.contains("截至2026年9月30日"));
    assert!(!page.is_green(), "no headline of many is green");
    // Nothing of it is kept, by us or by anybody between.
    assert_eq!(page.header("cache-control"), "no-store");
    assert!(page.headers.get("set-cookie").is_none());
}

#[tokio::test]
async fn nothing_and_too_many_are_told_beside_what_was_written() {
    let site = plain();
    let nothing = paste(&site, " \r\n").await;
    assert_eq!(nothing.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(nothing.body.contains("还没有贴名字") && nothing.body.contains("id=\"wrong\""));
    let many: String = (0..=MOST).map(|n| format!("示例{n}\n")).collect();
    let many = paste(&site, &many).await;
    assert_eq!(many.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(many.body.contains("一共1001行，一次最多查1000行"));
    assert!(many.body.contains("示例7\n"), "nobody has to paste it again");
    let hostile = paste(&site, "<script>alert(1)</script>\n\"><img src=x>").await;
    assert!(!hostile.has_foreign_script() && !hostile.body.contains("<img"));
}

#[tokio::test]
async fn a_spreadsheet_is_looked_up_whatever_its_format() {
    let site = plain();
    let csv = format!("示例小学摸底表\n序号,机构名称,地址\n1,{APPROVED_NAME},示例路\n2,启明,\n");
    let page = upload(&site, "C:\\表\\摸底.csv", csv.as_bytes()).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.body);
    assert_eq!(verdicts(&page), ["ok", "many"]);
    assert!(page.body.contains("“摸底.csv”"));
    for (name, content, told) in [
        ("a.png", b"\x89PNG\r\n\x1a\n".as_slice(), "打不开"),
        ("a.xlsx", b"PK\x03\x04broken", "打不开"),
        ("a.csv", b"\n\n", "没有找到名字"),
    ] {
        let refused = upload(&site, name, content).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{name}");
        assert!(refused.body.contains(told), "{name}");
    }
    let large = vec![b'a'; (5 << 20) + 1];
    let large = upload(&site, "a.csv", &large).await;
    assert_eq!(large.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(large.body.contains("文件太大，最大5MB"));
}

#[tokio::test]
async fn a_banned_one_that_is_easily_taken_for_an_approved_one_is_named_beside_it() {
    let site = plain();
    let page = paste(&site, APPROVED_NAME).await;
    assert_eq!(verdicts(&page), ["ok"]);
    let row = page.body.split("<tbody>").nth(1).unwrap();
    assert!(row.contains("注意：名字很像的") && row.contains("在黑名单上，不是同一家"), "{row}");
    let parts = [("names", None, APPROVED_NAME.as_bytes()), ("as", None, b"xlsx".as_slice())];
    let (_, rows) = workbook(&site, &parts).await;
    let note = rows[1].last().unwrap();
    assert!(
        note.contains(&format!(
            "注意：黑名单上有同名或名字很像的，请对照地址和许可证号：{BANNED_NAME}"
        )),
        "{note}"
    );
    let json =
        ask(&site, format!(r#"{{"names":["{APPROVED_NAME}","{BANNED_NAME}"]}}"#)).await.json();
    assert_eq!(json["results"][0]["lookalikes"][0]["name"], BANNED_NAME);
    assert_eq!(json["results"][1]["lookalikes"].as_array().unwrap().len(), 0);
}

#[tokio::test]
async fn it_comes_back_as_a_spreadsheet_with_columns_added() {
    let site = site(|settings| *settings = settings.clone().at("https://www.example.gov.cn"));
    let csv = format!("机构名称,电话\n{APPROVED_NAME},0990-1\n=1+1,0990-2\n{BANNED_NAME},\n");
    let parts = [("file", Some("a.csv"), csv.as_bytes()), ("as", None, b"xlsx".as_slice())];
    let (headers, rows) = workbook(&site, &parts).await;
    assert!(headers["content-disposition"].to_str().unwrap().starts_with("attachment"));
    assert_eq!(headers["cache-control"], "no-store");
    let added =
        ["查询结果", "机构名称", "统一社会信用代码", "主管部门", "名单截至日期", "网址", "说明"];
    assert_eq!(rows[0][2..], added);
    assert_eq!(rows[1][..5], [APPROVED_NAME, "0990-1", "在白名单上", APPROVED_NAME, APPROVED]);
    assert_eq!(rows[1][6], "2026-09-30");
    assert_eq!(rows[1][7], "https://www.example.gov.cn/i/91990101MA0000015C");
    assert_eq!(rows[2][0], "=1+1", "what looks like a formula stays a text");
    assert_eq!(rows[3][2], "不要报名");

    let parts = [("names", None, "启明".as_bytes()), ("as", None, b"xlsx".as_slice())];
    let (_, rows) = workbook(&site, &parts).await;
    assert_eq!(rows[0][0], "查的");
    assert_eq!(rows[0][1..], added);
    assert!(rows[1][1].contains("名字差不多") && rows[1][7].contains("可能是"));
    assert_eq!(rows[1][2], "", "no name stands where none was identified");
}

#[tokio::test]
async fn a_code_approves_only_the_name_that_stands_beside_it() {
    let site = plain();
    let table = format!(
        "机构名称,统一社会信用代码\n{APPROVED_NAME},{APPROVED}\n{BANNED_NAME},{APPROVED}\n\
         示例新名字培训中心,{APPROVED}\n{APPROVED_NAME},91990101MA9999999R\n,{APPROVED}\n"
    );
    let page = upload(&site, "a.csv", table.as_bytes()).await;
    assert_eq!(verdicts(&page), ["ok", "many", "many", "many", "ok"], "{}", page.body);
    assert!(page.body.contains("代码和名字对不上"));
    // Both are named, with a link to each.
    let second = page.body.split("<tr>").nth(3).unwrap();
    assert!(second.contains(&format!("这个代码或证号是“{APPROVED_NAME}”的")), "{second}");
    assert_eq!(second.matches("href=\"/i/").count(), 2, "{second}");
    let parts = [("file", Some("a.csv"), table.as_bytes()), ("as", None, b"xlsx".as_slice())];
    let (_, rows) = workbook(&site, &parts).await;
    assert_eq!(rows[1][2], "在白名单上");
    for row in &rows[2..5] {
        assert_eq!((row[2].as_str(), row[3].as_str()), ("代码和名字对不上", ""), "{row:?}");
        assert!(row[8].contains("问清楚"), "{row:?}");
    }
}

#[tokio::test]
async fn a_warning_by_code_stands_whatever_the_name_beside_it() {
    let site = plain();
    let table = "机构名称,统一社会信用代码\n示例新招牌培训中心,52990101MJ00000262\n";
    let page = upload(&site, "a.csv", table.as_bytes()).await;
    assert_eq!(verdicts(&page), ["no"], "{}", page.body);
    assert!(page.body.contains("表格里写的名字“示例新招牌培训中心”，和名单上的不一样"));
}

#[tokio::test]
async fn a_spreadsheet_without_headings_and_one_that_we_gave_back_are_looked_up() {
    let site = plain();
    let bare = format!("1,{APPROVED_NAME},示例路\n2,{BANNED_NAME},示例街\n");
    assert_eq!(verdicts(&upload(&site, "a.csv", bare.as_bytes()).await), ["ok", "no"]);
    let table = format!("机构名称,地址\n{APPROVED_NAME},示例路\n{BANNED_NAME},示例街\n");
    let parts = [("file", Some("a.csv"), table.as_bytes()), ("as", None, b"xlsx".as_slice())];
    let response = site.clone().oneshot(form("/check", &parts)).await.unwrap();
    let book = to_bytes(response.into_body(), 4 << 20).await.unwrap();
    assert_eq!(verdicts(&upload(&site, "b.xlsx", &book).await), ["ok", "no"]);
}

#[tokio::test]
async fn what_is_no_form_of_ours_is_an_error_with_words() {
    let site = plain();
    let plain = Request::post("/check").body(Body::from("names=a")).unwrap();
    let plain = send(&site, plain).await;
    assert_eq!(plain.status, StatusCode::BAD_REQUEST);
    assert!(plain.body.contains("读不出来"));
    let cut = Request::post("/check")
        .header("content-type", "multipart/form-data; boundary=x")
        .body(Body::from("--x\r\nContent-Disposition: form-data; name=\"names\"\r\n\r\nabc"))
        .unwrap();
    assert_eq!(send(&site, cut).await.status, StatusCode::BAD_REQUEST);
    let huge = Request::post("/check").header("content-length", 25 << 20).body(Body::empty());
    assert_eq!(send(&site, huge.unwrap()).await.status, StatusCode::PAYLOAD_TOO_LARGE);
    assert_eq!(get(&site, "/check").await.status, StatusCode::OK);
}

async fn ask(site: &Router, body: impl Into<Body>) -> Answer {
    let request = Request::post("/api/v1/check").header("content-type", "application/json");
    send(site, request.body(body.into()).unwrap()).await
}

#[tokio::test]
async fn programs_get_one_verdict_each_in_order() {
    let site = plain();
    let body =
        serde_json::json!({ "names": [APPROVED_NAME, "启明", BANNED_NAME, "", APPROVED_NAME] });
    let answer = ask(&site, body.to_string()).await;
    assert_eq!(answer.status, StatusCode::OK);
    assert_eq!(answer.header("access-control-allow-origin"), "*");
    assert_eq!(answer.header("cache-control"), "no-store");
    let json = answer.json();
    assert_eq!(
        (&json["release"], &json["as_of"]),
        (&6.into(), &"2026-11-23T10:00:00+08:00".into())
    );
    let results = json["results"].as_array().unwrap();
    let verdicts: Vec<_> = results.iter().map(|one| one["verdict"].as_str().unwrap()).collect();
    assert_eq!(verdicts, ["approved", "candidates", "banned", "not_listed", "approved"]);
    assert_eq!(results[3]["problem"], "empty_query");
    assert!(results.iter().all(|one| one["results"].as_array().unwrap().len() <= 3));
    // The rows are those of a search.
    let path = format!("/api/v1/search?q={}&limit=3", crate::web::links::Encoded("启明"));
    let alone = get(&site, &path).await.json();
    for member in ["query", "verdict", "not_listed", "headline", "total", "results"] {
        assert_eq!(results[1][member], alone[member], "{member}");
    }
}

#[tokio::test]
async fn programs_are_told_what_is_wrong_by_a_stable_code() {
    let site = plain();
    let many = serde_json::json!({ "names": vec!["a"; MOST + 1] }).to_string();
    let long = serde_json::json!({ "names": ["长".repeat(201)] }).to_string();
    for (body, status, code) in [
        ("".to_owned(), 400, "bad_json"),
        ("{".to_owned(), 400, "bad_json"),
        ("{\"names\":[\"\u{0}\"]}".to_owned(), 400, "bad_json"),
        ("[]".to_owned(), 400, "bad_names"),
        ("{\"names\":\"a\"}".to_owned(), 400, "bad_names"),
        ("{\"names\":[1]}".to_owned(), 400, "bad_names"),
        ("{\"names\":[]}".to_owned(), 400, "bad_names"),
        (many, 413, "too_many_names"),
        (long, 400, "query_too_long"),
        (format!("{{\"names\":[\"{}\"]}}", "a".repeat(3 << 20)), 413, "too_large"),
    ] {
        let answer = ask(&site, body).await;
        assert_eq!((answer.status.as_u16(), answer.json()["code"].as_str()), (status, Some(code)));
        assert_eq!(answer.header("content-type"), "application/problem+json");
    }
    let text = Request::post("/api/v1/check").header("content-type", "text/plain");
    let text = send(&site, text.body(Body::from("{}")).unwrap()).await;
    assert_eq!((text.status.as_u16(), text.json()["code"].as_str()), (415, Some("not_json")));
    let read = get(&site, "/api/v1/check").await;
    assert_eq!((read.status.as_u16(), read.header("allow")), (405, "POST"));
}

#[tokio::test]
async fn pages_elsewhere_may_ask_about_many() {
    let site = plain();
    let asked = async |path: &str| {
        let request = Request::builder().method("OPTIONS").uri(path);
        send(&site, request.body(Body::empty()).unwrap()).await
    };
    let many = asked("/api/v1/check").await;
    assert_eq!(many.header("access-control-allow-methods"), "POST");
    assert_eq!(many.header("access-control-allow-headers"), "Content-Type");
    assert_eq!(asked("/api/v1/search").await.header("access-control-allow-methods"), "GET, HEAD");
}
