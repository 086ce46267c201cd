//! `/console/trail`: who did what, for those who watch over it.

use axum::body::Body;
use axum::extract::Query;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use futures_util::{StreamExt, stream};
use jiff::Timestamp;
use jiff::civil::Date;
use maud::{Markup, html};
use serde::Deserialize;

use super::desk::clock;
use super::parts::{self, Input, Press, Tone, field};
use super::{Desk, Place, Trouble};
use crate::domain::account::Reach;
use crate::domain::audit::{Action, Entry};
use crate::domain::regulator::RegulatorCode;
use crate::store::Store;
use crate::store::audit::Wanted;
use crate::web::links::Encoded;

const TITLE: &str = "操作记录";
const PAGE: i64 = 50;

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    login: String,
    action: String,
    from: String,
    until: String,
    regulator: String,
    /// Entries before this number.
    before: Option<i64>,
}

/// Dates and codes that do not read as such ask for everything: nothing is hidden by a slip.
fn wanted(desk: &Desk, asked: &Asked) -> Wanted {
    let zone = desk.local(desk.now).time_zone().clone();
    let start = |day: Date| Some(day.to_zoned(zone.clone()).ok()?.timestamp());
    let day = |text: &str| text.trim().parse::<Date>().ok();
    let reach = match (desk.actor.reads_trail(), RegulatorCode::parse(&asked.regulator)) {
        (Reach::Everything, Some(code)) => Reach::Only(code),
        (reach, _) => reach,
    };
    Wanted {
        reach,
        login: asked.login.trim().to_ascii_lowercase(),
        action: Action::from_code(&asked.action).map_or("", Action::code).to_owned(),
        from: day(&asked.from).and_then(start),
        until: day(&asked.until).and_then(|day| start(day.tomorrow().ok()?)),
    }
}

/// `GET /console/trail`
pub async fn show(desk: Desk, Query(asked): Query<Asked>) -> Result<Markup, Trouble> {
    let wanted = wanted(&desk, &asked);
    let before = asked.before.unwrap_or(i64::MAX);
    let mut entries = desk.store.trail(&wanted, before, PAGE + 1).await?;
    let has_more = entries.len() > usize::try_from(PAGE).unwrap_or(usize::MAX);
    entries.truncate(usize::try_from(PAGE).unwrap_or(usize::MAX));
    let rows: Vec<Vec<Markup>> = entries.iter().map(row).collect();
    let query = query(&asked);
    let older = entries.last().filter(|_| has_more).map(|last| last.no);
    Ok(desk.page(
        TITLE,
        Place::Trail,
        html! {
            h1 { (TITLE) }
            p.narrowly { "只增加，不能改、不能删：每条都盖住前一条的指纹，用 mingce verify 可以核对。" }
            (filter(&desk, &asked))
            @if rows.is_empty() {
                (parts::notice(Tone::Plain, html! { p { "没有符合的记录。" } }))
            } @else {
                (parts::table("从新到旧", &["时间", "谁", "从哪里", "做了什么", "对象", "前后"], &rows))
            }
            nav.pager aria-label="翻页" {
                @if asked.before.is_some() { a href=(desk.path(&format!("/trail?{query}"))) { "最新的" } }
                @if let Some(no) = older {
                    a rel="next" href=(desk.path(&format!("/trail?{query}&before={no}"))) { "更早的" }
                }
            }
            p { "导出选中的记录，带指纹："
                a href=(desk.path(&format!("/trail.csv?{query}"))) { "表格（CSV）" } "　"
                a href=(desk.path(&format!("/trail.jsonl?{query}"))) { "JSON Lines" } }
        },
    ))
}

fn query(asked: &Asked) -> String {
    let pairs = [
        ("login", &asked.login),
        ("action", &asked.action),
        ("from", &asked.from),
        ("until", &asked.until),
        ("regulator", &asked.regulator),
    ];
    let given = pairs.iter().filter(|(_, value)| !value.is_empty());
    given.map(|(name, value)| format!("{name}={}", Encoded(value))).collect::<Vec<_>>().join("&")
}

fn filter(desk: &Desk, asked: &Asked) -> Markup {
    let mut actions = vec![(String::new(), "全部".to_owned())];
    actions.extend(Action::ALL.iter().map(|one| (one.code().to_owned(), one.label().to_owned())));
    html! {
        details open[!query(asked).is_empty()] {
            summary { "筛选" }
            form.filter method="get" action=(desk.path("/trail")) {
            (field("login", "谁（登录名）").value(&asked.login).optional())
            (field("action", "做了什么").value(&asked.action).input(Input::Choice(&actions)).optional())
            (field("from", "从").value(&asked.from).input(Input::Day).optional())
            (field("until", "到").value(&asked.until).input(Input::Day).optional())
            @if desk.actor.reads_trail() == Reach::Everything {
                (field("regulator", "主管部门的代码").value(&asked.regulator).optional())
            }
            (parts::buttons(parts::button(Press::Second, "筛选")))
            }
        }
    }
}

fn row(entry: &Entry) -> Vec<Markup> {
    vec![
        html! { (clock(entry.at)) },
        html! {
            @if entry.display.is_empty() { "不详" } @else { (entry.display) p.soft { (entry.login) " " (entry.role_label()) } }
        },
        html! { (entry.address) },
        html! { (entry.action_label()) },
        html! { (object(&entry.object)) @if !entry.regulator.is_empty() { p.soft { (entry.regulator) } } },
        html! {
            @if !entry.before.is_empty() { del { (change(&entry.before)) } " " }
            @if !entry.after.is_empty() { ins { (change(&entry.after)) } }
        },
    ]
}

/// What an entry is about, in words; the exports give it as it is stored.
fn object(stored: &str) -> String {
    match stored.strip_prefix("draft ") {
        Some(no) => format!("草稿 {no}"),
        None => stored.to_owned(),
    }
}

/// What stood there before or after, in words; what only a program reads waits until it is asked for.
fn change(stored: &str) -> Markup {
    let (words, json) = match stored.find('{') {
        Some(at) if stored.ends_with('}') => stored.split_at(at),
        _ => (stored, ""),
    };
    let words = words.trim();
    if json == "{}" && words.is_empty() {
        return html! {};
    }
    html! {
        @if json.is_empty() { (in_words(words)) }
        @else {
            details {
                summary { (if words.is_empty() { "原来的内容".to_owned() } else { in_words(words) }) }
                (json)
            }
        }
    }
}

fn in_words(stored: &str) -> String {
    let known = match stored {
        "submitted" => "已送审",
        "taken back" => "撤回",
        "urgent" => "紧急发布",
        "looked at afterwards" => "事后复核过",
        "terms" => "发布信息",
        "columns" => "核对列",
        "mend" => "改了一格或一行",
        "unmend" => "取消一处改动",
        "number" => "输入移出的家数",
        "choices" => "冲突的选择",
        "acknowledged" => "确认看过",
        "sent" => "接口送来",
        _ => return released(stored).unwrap_or_else(|| stored.to_owned()),
    };
    known.to_owned()
}

/// `release 6: +0 ~0 -1`, perhaps after how it was published.
fn released(stored: &str) -> Option<String> {
    let (how, rest) = match stored.rsplit_once('；') {
        Some((how, rest)) => (format!("{how}；"), rest),
        None => (String::new(), stored),
    };
    let (no, counts) = rest.strip_prefix("release ")?.split_once(": ")?;
    let mut counts = counts.split(' ');
    let mut next = |mark| counts.next()?.strip_prefix(mark)?.parse::<u64>().ok();
    let (added, changed, removed) = (next('+')?, next('~')?, next('-')?);
    Some(format!("{how}第 {no} 次发布：新增 {added}，更改 {changed}，移出 {removed}"))
}

/// `GET /console/trail.csv`
pub async fn csv(desk: Desk, Query(asked): Query<Asked>) -> Result<Response, Trouble> {
    let head = "\u{feff}编号,时间,登录名,姓名,角色,主管部门,来源地址,操作代码,操作,对象,之前,之后,上一条指纹,指纹\r\n";
    export(
        &desk,
        &asked,
        Format { head, line: csv_line, kind: "text/csv; charset=utf-8", ending: "csv" },
    )
    .await
}

/// `GET /console/trail.jsonl`
pub async fn jsonl(desk: Desk, Query(asked): Query<Asked>) -> Result<Response, Trouble> {
    let kind = "application/x-ndjson; charset=utf-8";
    export(&desk, &asked, Format { head: "", line: json_line, kind, ending: "jsonl" }).await
}

/// How entries are written.
struct Format {
    head: &'static str,
    line: fn(&Entry) -> String,
    kind: &'static str,
    ending: &'static str,
}

/// Newest first, as many at a time as a page of memory holds; that it was exported is an entry too.
async fn export(desk: &Desk, asked: &Asked, format: Format) -> Result<Response, Trouble> {
    let wanted = wanted(desk, asked);
    desk.store.note(&desk.entry(Action::TrailExported).on(query(asked))).await?;
    let Format { head, line, kind, ending } = format;
    let lines =
        stream::unfold(Some((desk.store.clone(), wanted, i64::MAX)), move |at| async move {
            let (store, wanted, before) = at?;
            Some(match some_lines(&store, &wanted, before, line).await {
                Ok((text, next)) => (Ok(text), next.map(|no| (store, wanted, no))),
                Err(error) => (Err(error), None),
            })
        });
    let head = stream::iter([Ok(head.to_owned())]);
    // Whoever compresses asks once more after the end.
    let body = Body::from_stream(head.chain(lines).fuse());
    let day = desk.local(desk.now).date();
    let name = format!("attachment; filename=\"trail-{day}.{ending}\"");
    let headers = [(header::CONTENT_TYPE, kind.to_owned()), (header::CONTENT_DISPOSITION, name)];
    Ok((headers, body).into_response())
}

async fn some_lines(
    store: &Store,
    wanted: &Wanted,
    before: i64,
    line: fn(&Entry) -> String,
) -> Result<(String, Option<i64>), crate::store::StoreError> {
    const AT_ONCE: i64 = 1000;
    let entries = store.trail(wanted, before, AT_ONCE).await?;
    let is_full = i64::try_from(entries.len()).is_ok_and(|count| count == AT_ONCE);
    let next = entries.last().filter(|_| is_full).map(|entry| entry.no);
    Ok((entries.iter().map(line).collect(), next))
}

fn csv_line(entry: &Entry) -> String {
    let label = entry.action_label().to_owned();
    let (previous, digest) = (entry.previous.to_string(), entry.digest.to_string());
    let (no, at) = (entry.no.to_string(), local(entry.at));
    let cells = [
        &no,
        &at,
        &entry.login,
        &entry.display,
        &entry.role,
        &entry.regulator,
        &entry.address,
        &entry.action,
        &label,
        &entry.object,
        &entry.before,
        &entry.after,
        &previous,
        &digest,
    ];
    let mut line = cells.map(|cell| quoted(cell)).join(",");
    line.push_str("\r\n");
    line
}

/// What a spreadsheet would take for a formula gets an apostrophe before it.
fn quoted(cell: &str) -> String {
    let is_formula = cell.starts_with(['=', '+', '-', '@', '\t', '\r']);
    let mark = if is_formula { "'" } else { "" };
    format!("\"{mark}{}\"", cell.replace('"', "\"\""))
}

fn local(at: Timestamp) -> String {
    super::desk::local(at).strftime("%Y-%m-%d %H:%M:%S").to_string()
}

/// Everything that the digest is made of, as it is stored.
fn json_line(entry: &Entry) -> String {
    let mut line = serde_json::json!({
        "no": entry.no,
        "at": entry.at.to_string(),
        "login": entry.login,
        "display": entry.display,
        "role": entry.role,
        "regulator": entry.regulator,
        "address": entry.address,
        "action": entry.action,
        "object": entry.object,
        "before": entry.before,
        "after": entry.after,
        "previous": entry.previous.to_string(),
        "digest": entry.digest.to_string(),
    })
    .to_string();
    line.push('\n');
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_programs_write_down_is_read_in_words() {
        assert_eq!(object("draft 31"), "草稿 31");
        assert_eq!(in_words("release 6: +0 ~2 -1"), "第 6 次发布：新增 0，更改 2，移出 1");
        let urgent = in_words("紧急发布，没有第二人审核；release 7: +1 ~0 -0");
        assert_eq!(urgent, "紧急发布，没有第二人审核；第 7 次发布：新增 1，更改 0，移出 0");
        assert_eq!(in_words("release of a kind"), "release of a kind");
        let shown = change("terms {\"announced\":{}}").0;
        assert!(shown.starts_with("<details><summary>发布信息</summary>"), "{shown}");
        assert_eq!(change("甲机构").0, "甲机构");
    }

    #[test]
    fn no_cell_of_an_export_is_a_formula() {
        assert_eq!(quoted("=1+1"), "\"'=1+1\"");
        assert_eq!(quoted("a\"b"), "\"a\"\"b\"");
    }
}
