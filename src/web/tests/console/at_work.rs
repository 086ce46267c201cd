//! What a clerk and an approver do all day, in a step each.

use axum::body::Body;
use axum::http::{Request, header};

use super::super::{Answer, get, send};
use super::{Browser, Bureau, EAST, WEST};
use crate::domain::account::Role;
use crate::domain::uscc::Uscc;
use crate::publish::draft::Draft;
use crate::publish::review::Shown;
use crate::web::links::Encoded;

pub(super) const HEAD: &str =
    "机构名称,统一社会信用代码,名单类型,状态,机构类别,地址,许可证有效期止,列入原因,列入日期";

/// A row of a list: whatever number, an institution of its own.
pub(super) fn row(serial: u32) -> String {
    format!(
        "{},{},白名单,正常,学科类,示例路{serial}号二楼,2028-06-30,,",
        name(serial),
        uscc(serial)
    )
}

pub(super) fn banned_row(serial: u32) -> String {
    let (name, code) = (name(serial), uscc(serial));
    format!("{name},{code},黑名单,责令停止办学,学科类,示例路{serial}号二楼,,无证办学,2026-10-01")
}

pub(super) fn list(rows: impl IntoIterator<Item = String>) -> String {
    let rows: Vec<String> = rows.into_iter().collect();
    format!("{HEAD}\n{}\n", rows.join("\n"))
}

/// Names that are far from each other, so that none is taken for a slip of another.
pub(super) fn name(serial: u32) -> String {
    const FIRST: [&str; 8] = ["晨星", "鹿鸣", "青禾", "墨池", "远帆", "松果", "白塔", "云雀"];
    const SECOND: [&str; 5] = ["书院", "课堂", "学社", "讲堂", "学园"];
    let at = |list: &[&'static str], by: u32| list[(serial / by) as usize % list.len()];
    let far: String = format!("{serial}")
        .chars()
        .map(|digit| {
            ["甲", "乙", "丙", "丁", "戊", "己", "庚", "辛", "壬", "癸"]
                [digit as usize - '0' as usize]
        })
        .collect();
    format!("示例东区{}{far}{far}{}培训中心", at(&FIRST, 1), at(&SECOND, 8))
}

pub(super) fn uscc(serial: u32) -> String {
    let first = format!("91999901MA{serial:07}");
    let check = Uscc::check_character(first.as_bytes()).unwrap();
    format!("{first}{}", char::from(check))
}

/// The people of both bureaus.
pub(super) struct People<'a> {
    pub(super) clerk: Browser<'a>,
    pub(super) approver: Browser<'a>,
    /// Of the other bureau.
    pub(super) west: Browser<'a>,
}

impl Bureau {
    pub(super) async fn people(&self) -> People<'_> {
        People {
            clerk: self.person("clerk", Role::Submitter, Some(EAST)).await,
            approver: self.person("approver", Role::Approver, Some(EAST)).await,
            west: self.person("west", Role::Approver, Some(WEST)).await,
        }
    }

    /// The same people, signed in anew.
    pub(super) async fn people_again(&self) -> People<'_> {
        let accounts = self.store.accounts().await.unwrap();
        let no = |login: &str| {
            accounts.iter().find(|one| one.login.as_str() == login).map(|one| one.no).unwrap()
        };
        People {
            clerk: self.browser_of(no("clerk")).await,
            approver: self.browser_of(no("approver")).await,
            west: self.browser_of(no("west")).await,
        }
    }

    /// Until readers see what the store holds.
    pub(super) async fn settle(&self) {
        let newest = self.store.newest().await.unwrap();
        for _ in 0..400 {
            if self.live.snapshot().release() >= newest {
                return;
            }
            tokio::time::sleep(std::time::Duration::from_millis(25)).await;
        }
        panic!("{newest} never comes to be read");
    }

    /// What a parent is told who types this.
    pub(super) async fn told(&self, words: &str) -> String {
        self.settle().await;
        let found = get(&self.site, &format!("/api/v1/search?q={}", Encoded(words))).await;
        found.json()["verdict"].as_str().unwrap_or("none").to_owned()
    }

    /// The hour comes: what is due is published.
    pub(super) async fn publish_due(&self) -> Vec<i64> {
        let reader = self.live.snapshot();
        let shown = Shown { reader: &reader, stale_after_days: 180 };
        let now = super::now();
        let due = self.office.workshop().unwrap().publish_due(shown, (now.timestamp(), now.date()));
        let done = due.await.unwrap();
        self.settle().await;
        done
    }

    pub(super) async fn draft(&self, no: i64) -> Draft {
        Draft::of(&self.store.draft(no).await.unwrap().unwrap()).unwrap()
    }
}

impl People<'_> {
    /// From a file to a release, with everything in between that is asked for.
    pub(super) async fn publish(&mut self, file: &str, mode: &str) -> i64 {
        let no = self.clerk.upload("名单.csv", file.as_bytes()).await;
        self.clerk.make_ready(no, mode).await;
        self.clerk.step(no, "/submit", &[]).await;
        self.approve(no).await;
        no
    }

    pub(super) async fn approve(&mut self, no: i64) {
        let page = self.clerk.get(&format!("/console/drafts/{no}")).await;
        assert!(page.body.contains(">待审核</span>"), "{}", main(&page));
        let answer = self.approver.step(no, "/approve", &[]).await;
        assert!(answer.status.is_redirection(), "{}", main(&answer));
        self.approver.bureau.settle().await;
    }
}

impl Browser<'_> {
    /// Sends a file as the form does; gives what comes back.
    pub(super) async fn send_file(&mut self, name: &str, bytes: &[u8]) -> Answer {
        self.send_file_with(&[], (name, bytes)).await
    }

    /// The same with what stands in the form before it.
    pub(super) async fn send_file_with(
        &mut self,
        said: &[(&str, i64)],
        (name, bytes): (&str, &[u8]),
    ) -> Answer {
        const BOUNDARY: &str = "----boundary7MA4YWxk";
        let said: String = said
            .iter()
            .map(|(name, value)| {
                format!(
                    "--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n"
                )
            })
            .collect();
        let mut body = format!(
            "{said}--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\
             Content-Type: application/octet-stream\r\n\r\n"
        )
        .into_bytes();
        body.extend_from_slice(bytes);
        body.extend_from_slice(format!("\r\n--{BOUNDARY}--\r\n").as_bytes());
        let request = Request::post("/console/upload")
            .header(header::HOST, "example.cn")
            .header(header::CONTENT_TYPE, format!("multipart/form-data; boundary={BOUNDARY}"))
            .header(header::COOKIE, &self.cookie)
            .header("sec-fetch-site", "same-origin")
            .body(Body::from(body))
            .unwrap();
        send(&self.bureau.site, request).await
    }

    /// The number of the draft that comes of a file.
    pub(super) async fn upload(&mut self, name: &str, bytes: &[u8]) -> i64 {
        number_in(&self.send_file(name, bytes).await)
    }

    /// Takes a step of a draft as its page shows it now.
    pub(super) async fn step(&mut self, no: i64, path: &str, form: &[(&str, &str)]) -> Answer {
        let draft = self.bureau.draft(no).await;
        self.step_as_of(no, (path, draft.version), form).await
    }

    /// Takes a step by a page that was opened at `version`.
    pub(super) async fn step_as_of(
        &mut self,
        no: i64,
        (path, version): (&str, i64),
        form: &[(&str, &str)],
    ) -> Answer {
        let version = version.to_string();
        let mut form = form.to_vec();
        form.push(("version", &version));
        self.post(&format!("/console/drafts/{no}{path}"), &form).await
    }

    /// Says yes to whatever the page asks about.
    pub(super) async fn acknowledge_all(&mut self, no: i64, page: &str) {
        for _ in 0..40 {
            let shown = self.get(&format!("/console/drafts/{no}/{page}")).await;
            assert!(shown.status.is_success(), "{}", main(&shown));
            let Some(key) = between(&shown.body, "name=\"key\" value=\"", "\"") else { return };
            let key = key.to_owned();
            let answer = self.step(no, "/acknowledge", &[("key", &key), ("back", page)]).await;
            assert!(answer.status.is_redirection(), "{}", main(&answer));
        }
        panic!("asked for ever");
    }

    pub(super) async fn say_terms(&mut self, no: i64, mode: &str) {
        let terms = [("mode", mode), ("as_of_on", "2026-11-20"), ("title", "示例东区名单")];
        let answer = self.step(no, "/terms", &terms).await;
        assert!(answer.status.is_redirection(), "{}", main(&answer));
    }

    /// All that stands between an upload and handing it in.
    pub(super) async fn make_ready(&mut self, no: i64, mode: &str) {
        self.acknowledge_all(no, "check").await;
        self.say_terms(no, mode).await;
        self.answer_preview(no).await;
    }

    /// What the preview asks about.
    pub(super) async fn answer_preview(&mut self, no: i64) {
        self.acknowledge_all(no, "preview").await;
        let preview = self.get(&format!("/console/drafts/{no}/preview")).await;
        if preview.body.contains("name=\"number\"") {
            let number = between(&preview.body, "这次会移出 <b>", "</b>").unwrap().to_owned();
            let answer = self.step(no, "/number", &[("number", &number)]).await;
            assert!(answer.status.is_redirection(), "{}", main(&answer));
        }
    }

    /// The line of this institution on the page where one is chosen.
    pub(super) async fn line_of(&mut self, words: &str) -> String {
        let page = self.get(&format!("/console/change?q={}", Encoded(words))).await;
        let line = between(&page.body, "/console/change/", "\">").map(str::to_owned);
        let lines: Vec<&str> = page.body.split("/console/change/").skip(1).collect();
        let found = lines.iter().find_map(|rest| {
            let (line, _) = rest.split_once('"')?;
            (line.parse::<i64>().is_ok()).then(|| line.to_owned())
        });
        found.or(line).unwrap_or_else(|| panic!("no {words}: {}", main(&page)))
    }

    /// Fills in the form about one institution; gives the draft.
    pub(super) async fn change_one(
        &mut self,
        line: &str,
        action: &str,
        form: &[(&str, &str)],
    ) -> i64 {
        let mut form = form.to_vec();
        form.push(("action", action));
        number_in(&self.post(&format!("/console/change/{line}"), &form).await)
    }
}

/// The draft that one is led to.
pub(super) fn number_in(answer: &Answer) -> i64 {
    let to = answer.header("location");
    let number = to.strip_prefix("/console/drafts/").and_then(|rest| rest.split('/').next());
    let number = number.and_then(|number| number.parse().ok());
    number.unwrap_or_else(|| panic!("{} {to} {}", answer.status, main(answer)))
}

pub(super) fn between<'a>(text: &'a str, before: &str, after: &str) -> Option<&'a str> {
    let rest = &text[text.find(before)? + before.len()..];
    Some(&rest[..rest.find(after)?])
}

/// What the page itself says.
pub(super) fn main(answer: &Answer) -> &str {
    answer.body.split_once("<main").map_or(answer.body.as_str(), |(_, rest)| rest)
}
