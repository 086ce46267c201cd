//! `GET /releases`, `GET /releases/{n}`: what was published, and what it changed.

use axum::extract::Path;
use jiff::tz::TimeZone;
use maud::{Markup, html};

use super::release_diff;
use crate::domain::release::{Release, ReleaseId};
use crate::web::components::pager::{At, pager};
use crate::web::error::Error;
use crate::web::layout::{Frame, Place, page};
use crate::web::params::Params;
use crate::web::served::Served;
use crate::web::words::{self, Day, Minute};

const ROWS: usize = 20;

pub async fn index(served: Served, params: Params) -> Result<Markup, Error> {
    let asked = params.page(ROWS)?;
    let releases = served.directory().releases();
    let at = At { number: asked.number, size: ROWS, total: releases.len() };
    let shown = releases.rev().skip((asked.number - 1) * ROWS).take(ROWS);
    let link = served.links().with("/releases?page=", "");
    Ok(page(
        Frame { site: &served.site, title: "名单发布", place: Place::Releases },
        html! {
            h1 { "名单发布。" }
            p.lead { "每一次发布都有编号，发了就不改；要更正，就再发一次。" }
            @if at.total == 0 { p { "还没有发布过名单。" } }
            ul.entries { @for release in shown { (entry(&served, release)) } }
            (pager(at, &link))
        },
    ))
}

/// One release in a list.
pub fn entry(served: &Served, release: &Release) -> Markup {
    let counts = release.counts;
    html! {
        li {
            a href=(served.links().release(release.id)) { (release.title) }
            span {
                (served.directory().regulator_name(release.regulator)) " · "
                (Day(release.published_on)) "公布 · 截至" (Day(release.as_of_on))
            }
            span { "新增" (counts.added) "，改动" (counts.changed) "，移出" (counts.removed) }
        }
    }
}

pub async fn show(
    served: Served,
    Path(number): Path<String>,
    params: Params,
) -> Result<Markup, Error> {
    let id = ReleaseId::parse(&number).ok_or(Error::NotFound)?;
    let release = served.directory().release(id).ok_or(Error::NotFound)?;
    let at = params.page(ROWS)?;
    let changes = release_diff::view(&served, id, at);
    Ok(page(
        Frame { site: &served.site, title: &release.title, place: Place::Releases },
        html! {
            nav.crumbs aria-label="位置" {
                a href=(served.links().to("/releases")) { "名单发布" } " › 第" (id) "次"
            }
            h1 { (release.title) }
            @if release.effective_on > served.today() {
                p.note { b { "这次发布从" (Day(release.effective_on)) "起才算数。" } }
            }
            (facts(&served, release))
            (changes)
            (proof(release))
        },
    ))
}

fn facts(served: &Served, release: &Release) -> Markup {
    let recorded = release.recorded_at.to_zoned(TimeZone::fixed(jiff::tz::offset(8)));
    html! {
        dl.facts {
            div { dt { "主管部门" } dd { (served.directory().regulator_name(release.regulator)) } }
            @if let Some(no) = &release.notice_no { div { dt { "公告文号" } dd { (no) } } }
            div { dt { "名单" } dd { (words::rosters(&release.rosters)) "，" (release.mode.label()) } }
            div { dt { "名单截至" } dd { (Day(release.as_of_on)) } }
            div { dt { "公布" } dd { (Day(release.published_on)) } }
            div { dt { "从这天起算" } dd { (Day(release.effective_on)) } }
            div { dt { "录入本站" } dd { (Minute(&recorded)) } }
            div { dt { "审核" } dd { @if release.approved_by.is_some() { "经第二人审核后发布" } @else { "由管理员录入发布" } } }
            div { dt { "改了多少" } dd {
                "新增" (release.counts.added) "条，改动" (release.counts.changed) "条，移出"
                (release.counts.removed) "条；之后共" (release.listings_after) "条"
            } }
        }
    }
}

fn proof(release: &Release) -> Markup {
    let source = &release.source;
    html! {
        details {
            summary { "原文件与校验" }
            dl.facts {
                div { dt { "原文件" } dd { (source.name) "，" (source.size_bytes) "字节" } }
                div { dt { "原文件 SHA-256" } dd.hash { (source.sha256) } }
                div { dt { "发布后名单摘要" } dd.hash { (release.roster_digest) } }
                div { dt { "连到上一次发布的摘要" } dd.hash { (release.chain_digest) } }
            }
            p { "原文件不提供下载：里面可能有个人信息。手里有原文件的，可以用上面的 SHA-256 核对是不是同一份。" }
        }
    }
}
