//! Many regulators at once, from a table: read, shown, and only then taken over.

use axum::extract::Multipart;
use axum::extract::multipart::MultipartError;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use maud::{Markup, html};
use serde::Deserialize;

use crate::domain::audit::{Action, NewEntry};
use crate::domain::regulator::Regulator;
use crate::domain::regulator_details::told;
use crate::publish::regulators::{LARGEST_TABLE, Line, Outcome, plan, written};
use crate::web::console::parts::{self, Input, Press, Tone, Wrongs, badge, field};
use crate::web::console::{Desk, Filled, Notice, Place, Trouble};

const TITLE: &str = "从表格导入主管部门";

/// Rows of the preview that are shown; all of them are counted.
const MOST_SHOWN: usize = 300;

/// `GET /console/regulators/import`
pub async fn show_import(desk: Desk) -> Markup {
    desk.page(TITLE, Place::Regulators, form(&desk, &Wrongs::default()))
}

fn form(desk: &Desk, wrongs: &Wrongs) -> Markup {
    html! {
        h1 { (TITLE) }
        p.narrowly { "表格（xlsx、xls、csv）一行一个部门，第一行是表头：名称、代码（或行政区划代码）、别名、举报电话、举报信箱、名单上没有的。空着的格不改动已有的内容。先给您看会改什么，确认了才保存。" }
        (wrongs.summary())
        form method="post" enctype="multipart/form-data" action=(desk.path("/regulators/import")) {
            (field("file", "表格文件").input(Input::File { accept: ".xlsx,.xls,.ods,.csv" }).wrong(wrongs))
            (parts::buttons(parts::button(Press::Main, "看看会改什么")))
        }
    }
}

/// A file that was sent.
struct Sent {
    name: String,
    bytes: Vec<u8>,
}

async fn sent(mut form: Multipart) -> Result<Option<Sent>, Trouble> {
    while let Some(part) = form.next_field().await.map_err(unreadable)? {
        if part.name() != Some("file") {
            continue;
        }
        let name = part.file_name().unwrap_or_default().chars().take(200).collect();
        let bytes = part.bytes().await.map_err(unreadable)?.to_vec();
        return Ok((!bytes.is_empty()).then_some(Sent { name, bytes }));
    }
    Ok(None)
}

#[expect(clippy::needless_pass_by_value, reason = "errors are mapped by value")]
fn unreadable(error: MultipartError) -> Trouble {
    if error.status() == StatusCode::PAYLOAD_TOO_LARGE {
        Trouble::TooLarge { most_bytes: LARGEST_TABLE }
    } else {
        Trouble::Unreadable
    }
}

async fn planned(desk: &Desk, sent: &Sent) -> Result<Result<Vec<Line>, String>, Trouble> {
    let known: Vec<Regulator> = desk.store.regulators(None).await?;
    let (name, bytes) = (sent.name.clone(), sent.bytes.clone());
    // A workbook may take long to unpack.
    tokio::task::spawn_blocking(move || plan(&name, &bytes, &known))
        .await
        .map_err(|_| Trouble::Internal)
}

/// `POST /console/regulators/import`
pub async fn preview(
    desk: Desk,
    form_sent: Result<Multipart, axum::extract::multipart::MultipartRejection>,
) -> Result<Response, Trouble> {
    let mut wrongs = Wrongs::default();
    let Some(sent) = sent(form_sent.map_err(|_| Trouble::Unreadable)?).await? else {
        wrongs.add("file", "请选一个文件，空文件不行。");
        return Ok(desk.refused(TITLE, Place::Regulators, form(&desk, &wrongs)));
    };
    match planned(&desk, &sent).await? {
        Err(why) => {
            wrongs.add("file", format!("{why}。"));
            Ok(desk.refused(TITLE, Place::Regulators, form(&desk, &wrongs)))
        }
        Ok(lines) => {
            let main = preview_of(&desk, &sent, &lines);
            Ok(desk.page(TITLE, Place::Regulators, main).into_response())
        }
    }
}

fn preview_of(desk: &Desk, sent: &Sent, lines: &[Line]) -> Markup {
    let count = |is: fn(&Outcome) -> bool| lines.iter().filter(|line| is(&line.outcome)).count();
    let new = count(|outcome| matches!(outcome, Outcome::New(_)));
    let changed = count(|outcome| matches!(outcome, Outcome::Changed { .. }));
    let wrong = count(|outcome| matches!(outcome, Outcome::Wrong { .. }));
    let shown: Vec<Vec<Markup>> = lines
        .iter()
        .filter(|line| !matches!(line.outcome, Outcome::Same(_)))
        .take(MOST_SHOWN)
        .map(row)
        .collect();
    html! {
        h1 { (TITLE) }
        p.lead { "新增 " (new) "，修改 " (changed) "，不变 " (lines.len() - new - changed - wrong) "，有问题 " (wrong) "。" }
        @if wrong > 0 {
            (parts::notice(Tone::Bad, html! { p { "有问题的行要先在表格里改好，再上传一次；现在什么也没有保存。" } }))
        } @else if new + changed == 0 {
            (parts::notice(Tone::Plain, html! { p { "和已有的完全一样，不用保存。" } }))
        } @else {
            form method="post" action=(desk.path("/regulators/import/do")) {
                input type="hidden" name="name" value=(sent.name);
                input type="hidden" name="content" value=(STANDARD.encode(&sent.bytes));
                (parts::buttons(html! {
                    (parts::button(Press::Main, &format!("保存这 {} 个", new + changed)))
                    (parts::link_button(Press::Second, &desk.path("/regulators/import"), "不，换一个文件"))
                }))
            }
        }
        @if !shown.is_empty() { (parts::table("会改什么", &["行", "结果", "内容"], &shown)) }
        @if wrong > 0 { p { a href=(desk.path("/regulators/import")) { "换一个文件" } } }
    }
}

fn row(line: &Line) -> Vec<Markup> {
    let (result, content) = match &line.outcome {
        Outcome::New(one) => (badge(Tone::Good, "新增"), html! { (one.code) " " (told(one)) }),
        Outcome::Changed { before, after } => (
            badge(Tone::Warning, "修改"),
            html! { (after.code) " " del { (told(before)) } " " ins { (told(after)) } },
        ),
        Outcome::Same(code) => (badge(Tone::Plain, "不变"), html! { (code) }),
        Outcome::Wrong { name, why } => {
            (badge(Tone::Bad, "有问题"), html! { (name) " " strong { (why) } })
        }
    };
    vec![html! { "第 " (line.row) " 行" }, result, content]
}

#[derive(Debug, Deserialize)]
pub struct Confirmed {
    name: String,
    /// The file as it came: it is read and checked again.
    content: String,
}

/// `POST /console/regulators/import/do`
pub async fn take_over(
    desk: Desk,
    Filled(confirmed): Filled<Confirmed>,
) -> Result<Response, Trouble> {
    let bytes = STANDARD.decode(&confirmed.content).map_err(|_| Trouble::Unreadable)?;
    let sent = Sent { name: confirmed.name, bytes };
    let lines =
        planned(&desk, &sent).await?.map_err(|why| Trouble::refused(why, "请重新上传。"))?;
    if lines.iter().any(|line| matches!(line.outcome, Outcome::Wrong { .. })) {
        return Err(Trouble::refused("表格里有问题的行没有改好。", "请改好再上传一次。"));
    }
    let entries: Vec<NewEntry> = written(&lines)
        .map(|(after, before)| {
            let action =
                if before.is_some() { Action::RegulatorChanged } else { Action::RegulatorAdded };
            desk.entry(action)
                .on(after.code.to_string())
                .of_regulator(Some(after.code))
                .changing(before.map(told).unwrap_or_default(), told(after))
        })
        .collect();
    let regulators: Vec<Regulator> = written(&lines).map(|(after, _)| after.clone()).collect();
    let count = regulators.len();
    desk.store.put_regulators(regulators, &entries).await?;
    desk.go("/regulators", Notice::good(format!("已经保存 {count} 个主管部门。"))).await
}
