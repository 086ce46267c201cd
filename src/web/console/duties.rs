//! `/console/duties/…`: what a regulator's lists ask of its people, in full.

use axum::extract::Query;
use axum::response::Response;
use maud::{Markup, html};
use serde::Deserialize;

use super::desk::clock;
use super::{Desk, Place, Trouble, parts, workbook};
use crate::domain::account::Reach;
use crate::domain::directory::Directory;
use crate::domain::duties::{OldList, SOON_DAYS, Side, Term};
use crate::domain::regulator::RegulatorCode;
use crate::domain::verdict::Verdict;
use crate::publish::duties::{AsOf, Disputed, Duties, Ending, Said, of_regulator};
use crate::publish::sheets::{Cell, Sheet};
use crate::web::components::pager::{At, pager};
use crate::web::links::{Encoded, Links};
use crate::web::words::Language;

pub(super) const CONFLICTS: &str = "和别的部门说法不一样";
pub(super) const ENDINGS: &str = "许可证到期";
const ROWS: usize = 50;

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    page: Option<usize>,
    /// Whose, asked by who has no regulator of their own.
    regulator: String,
}

/// Whose duties are asked for. Who belongs to a regulator sees that one's, whatever they ask for.
fn whose(desk: &Desk, asked: &Asked) -> Result<RegulatorCode, Trouble> {
    if let Some(own) = desk.actor.works_on() {
        return Ok(own);
    }
    match desk.actor.administers() {
        Reach::Nothing => Err(Trouble::Forbidden),
        Reach::Only(own) => Ok(own),
        Reach::Everything => RegulatorCode::parse(&asked.regulator).ok_or_else(|| {
            Trouble::refused("没有说是哪个主管部门。", "请从“开始”页的表格里点一个部门。")
        }),
    }
}

/// From which day and age on things are to be done.
pub(super) fn as_of(desk: &Desk) -> AsOf {
    let stale_after_days = desk.app.site.stale_after_days;
    AsOf { today: desk.by().today, stale_after_days }
}

pub(super) async fn of(desk: &Desk, regulator: RegulatorCode) -> Result<Duties, Trouble> {
    let reader = desk.app.live.snapshot();
    Ok(of_regulator(&desk.store, &reader, regulator, as_of(desk)).await?)
}

/// Name and way of a listing: to the form that changes it, for who may.
fn listing(desk: &Desk, regulator: RegulatorCode, line: i64, name: &str) -> Markup {
    html! {
        @if desk.actor.may_submit(regulator) {
            a href=(desk.path(&format!("/change/{line}"))) { (name) }
        } @else { (name) }
    }
}

/// What a list says, in a few words.
pub(super) fn said(said: &Said, directory: &Directory) -> String {
    let kind = said.roster.kind.label();
    let means = match said.verdict {
        Verdict::Approved => "批准",
        Verdict::Restricted => "现在不要报名",
        Verdict::Banned => "不要报名",
        Verdict::Candidates | Verdict::NotListed => "",
    };
    let mut words = format!("{}：{kind}", directory.regulator_name(said.roster.regulator));
    for more in [said.status.as_str(), means] {
        if !more.is_empty() {
            words.push('，');
            words.push_str(more);
        }
    }
    if said.may_mean_another {
        words.push_str("（没有信用代码，也可能是同名的另一家）");
    }
    words
}

/// What the public sees, and what to do.
pub(super) fn side(side: Side) -> &'static str {
    match side {
        Side::Approving => "您批准，别的部门不批准",
        Side::Warning => "您不批准，别的部门批准",
    }
}

/// When a permit ends, in words.
pub(super) fn term(term: Term) -> String {
    match term {
        Term::Ended(None) => "已到期".into(),
        Term::Ended(Some(on)) => format!("已到期：{on}"),
        Term::Ends(on) => format!("快到期：{on}"),
    }
}

pub(super) fn conflict_in_short(
    desk: &Desk,
    regulator: RegulatorCode,
    one: &Disputed,
    directory: &Directory,
) -> Markup {
    html! {
        (listing(desk, regulator, one.line, &one.name))
        @for other in &one.others { " " span.soft { (said(other, directory)) } }
    }
}

pub(super) fn ending_in_short(desk: &Desk, regulator: RegulatorCode, one: &Ending) -> Markup {
    html! {
        (listing(desk, regulator, one.line, &one.name)) " " span.soft { (term(one.term)) }
    }
}

pub(super) fn old_list(one: OldList) -> Markup {
    html! {
        b { (one.kind.label()) } " " span.soft { "截至 " (one.as_of_on) "，已经 " (one.days) " 天" }
    }
}

/// Heading, what it means, the rows of this page, the way to the others and to the spreadsheet.
struct Listed<'a> {
    title: &'a str,
    lead: Markup,
    path: &'a str,
    heads: &'a [&'a str],
    total: usize,
}

fn page(
    desk: &Desk,
    listed: &Listed<'_>,
    (regulator, at): (RegulatorCode, usize),
    rows: &[Vec<Markup>],
) -> Markup {
    let query = match desk.actor.works_on() {
        Some(_) => String::new(),
        None => format!("regulator={}&", Encoded(&regulator.to_string())),
    };
    let link = format!("{}?{query}page=", desk.path(listed.path));
    let table = format!("{}?{query}", desk.path(&format!("{}.xlsx", listed.path)));
    let caption = format!("{}，共 {} 条", listed.title, listed.total);
    let at = At { number: at, size: ROWS, total: listed.total };
    desk.page(
        listed.title,
        Place::Start,
        html! {
            h1 { (listed.title) }
            @if listed.total == 0 {
                p { "没有。" }
            } @else {
                (listed.lead)
                p { a href=(table.trim_end_matches(['&', '?'])) { "下载表格（Excel）" } }
                (parts::table(&caption, listed.heads, rows))
                (pager(Language::Hans, at, &link))
            }
            p { a href=(desk.path("")) { "回到开始" } }
        },
    )
}

/// The rows of the page that was asked for; the last one where there are not so many.
fn shown<'a, T>(all: &'a [T], asked: &Asked) -> (usize, &'a [T]) {
    let last = all.len().div_ceil(ROWS).max(1);
    let at = asked.page.unwrap_or(1).clamp(1, last);
    let from = (at - 1) * ROWS;
    (at, &all[from..all.len().min(from + ROWS)])
}

/// `GET /console/duties/conflicts`
pub async fn conflicts(desk: Desk, Query(asked): Query<Asked>) -> Result<Markup, Trouble> {
    let regulator = whose(&desk, &asked)?;
    let duties = of(&desk, regulator).await?;
    let reader = desk.app.live.snapshot();
    let directory = reader.directory();
    let links = Links::new(&desk.app.site.base_path, Language::Hans);
    let (at, some) = shown(&duties.disputed, &asked);
    let rows: Vec<Vec<Markup>> = some
        .iter()
        .map(|one| {
            vec![
                html! {
                    (listing(&desk, regulator, one.line, &one.name)) " "
                    a.soft href=(links.institution(one.id)) { "公众看到的" }
                },
                html! { (said(&one.own, directory)) },
                html! { @for other in &one.others { p { (said(other, directory)) } } },
                html! { (side(one.side)) },
            ]
        })
        .collect();
    let listed = Listed {
        title: CONFLICTS,
        lead: html! { p.lead { "公众看到的是更严的那一种。请和对方部门核对；哪边写错了，由那一边改。" } },
        path: "/duties/conflicts",
        heads: &["机构", "本单位的名单", "别的部门的名单", "怎么不一样"],
        total: duties.disputed.len(),
    };
    Ok(page(&desk, &listed, (regulator, at), &rows))
}

/// `GET /console/duties/expiring`
pub async fn expiring(desk: Desk, Query(asked): Query<Asked>) -> Result<Markup, Trouble> {
    let regulator = whose(&desk, &asked)?;
    let duties = of(&desk, regulator).await?;
    let (at, some) = shown(&duties.endings, &asked);
    let rows: Vec<Vec<Markup>> = some
        .iter()
        .map(|one| {
            vec![
                listing(&desk, regulator, one.line, &one.name),
                html! { (term(one.term)) },
                html! { (one.permit) },
                html! { (one.address) },
            ]
        })
        .collect();
    let listed = Listed {
        title: ENDINGS,
        lead: html! {
            p.lead {
                "白名单上许可证已经到期，或者 " (SOON_DAYS) " 天内到期的。到期第二天起，公众看到的就是“现在不要报名”。"
                "续了证的，请改有效期；不办了的，请移出或注明。"
            }
        },
        path: "/duties/expiring",
        heads: &["机构", "许可证", "许可证号", "地址"],
        total: duties.endings.len(),
    };
    Ok(page(&desk, &listed, (regulator, at), &rows))
}

/// A sheet of one regulator's duties.
fn sheet(desk: &Desk, regulator: RegulatorCode, title: &str, heads: &[&str]) -> Sheet {
    let reader = desk.app.live.snapshot();
    Sheet {
        name: title.to_owned(),
        above: vec![
            format!("{} {title}", reader.directory().regulator_name(regulator)),
            format!("生成时间：{}", clock(desk.now)),
        ],
        heads: heads.iter().map(|head| (*head).to_owned()).collect(),
        ..Sheet::default()
    }
}

/// `GET /console/duties/conflicts.xlsx`
pub async fn conflicts_sheet(desk: Desk, Query(asked): Query<Asked>) -> Result<Response, Trouble> {
    let regulator = whose(&desk, &asked)?;
    let duties = of(&desk, regulator).await?;
    let reader = desk.app.live.snapshot();
    let directory = reader.directory();
    let heads = ["机构名称", "公开编号", "怎么不一样", "本单位的名单", "别的部门的名单"];
    let mut sheet = sheet(&desk, regulator, CONFLICTS, &heads);
    sheet.rows = duties
        .disputed
        .iter()
        .map(|one| {
            let others: Vec<String> =
                one.others.iter().map(|other| said(other, directory)).collect();
            vec![
                Cell::from(one.name.as_str()),
                Cell::Text(one.id.to_string()),
                side(one.side).into(),
                Cell::Text(said(&one.own, directory)),
                Cell::Text(others.join("；")),
            ]
        })
        .collect();
    workbook::download(&format!("conflicts-{regulator}"), vec![sheet]).await
}

/// `GET /console/duties/expiring.xlsx`
pub async fn expiring_sheet(desk: Desk, Query(asked): Query<Asked>) -> Result<Response, Trouble> {
    let regulator = whose(&desk, &asked)?;
    let duties = of(&desk, regulator).await?;
    let heads = ["机构名称", "到期", "许可证有效期止", "许可证号", "地址"];
    let mut sheet = sheet(&desk, regulator, ENDINGS, &heads);
    sheet.rows = duties
        .endings
        .iter()
        .map(|one| {
            vec![
                Cell::from(one.name.as_str()),
                if one.term.has_ended() { "已到期" } else { "快到期" }.into(),
                one.term.on().map_or(Cell::Empty, Cell::Day),
                Cell::from(one.permit.as_str()),
                Cell::from(one.address.as_str()),
            ]
        })
        .collect();
    workbook::download(&format!("expiring-{regulator}"), vec![sheet]).await
}
