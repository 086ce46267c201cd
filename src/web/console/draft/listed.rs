//! `/console/drafts` and `/console/reviews`: what is under way, and what waits for an approver.

use axum::extract::Query;
use maud::{Markup, html};
use serde::Deserialize;

use super::{state_badge, words};
use crate::domain::regulator::RegulatorCode;
use crate::domain::review::DraftState;
use crate::publish::draft::{Afterwards, Draft};
use crate::web::console::desk::clock;
use crate::web::console::parts;
use crate::web::console::{Desk, Place, Trouble};

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    /// Those that are over, too.
    all: Option<String>,
}

/// Whose drafts this person sees; `None`: everybody's.
pub(in crate::web::console) fn reach(desk: &Desk) -> Option<RegulatorCode> {
    desk.actor.regulator
}

/// `GET /console/drafts`
pub async fn drafts(desk: Desk, Query(asked): Query<Asked>) -> Result<Markup, Trouble> {
    let is_all = asked.all.is_some();
    let states: Vec<DraftState> =
        DraftState::ALL.into_iter().filter(|state| is_all || state.is_pending()).collect();
    let found = desk.workshop()?.drafts(reach(&desk), &states).await?;
    let title = if is_all { "全部草稿" } else { "没办完的草稿" };
    Ok(desk.page(
        title,
        Place::Drafts,
        html! {
            h1 { (title) }
            @if found.is_empty() { p { "现在没有。" } } @else { (rows(&desk, "最近改动的在前", &found)) }
            @if !is_all { p { a href=(desk.path("/drafts?all=1")) { "连办完的和作废的一起看" } } }
        },
    ))
}

/// `GET /console/reviews`
pub async fn reviews(desk: Desk) -> Result<Markup, Trouble> {
    let workshop = desk.workshop()?;
    let waiting = workshop.drafts(reach(&desk), &[DraftState::Submitted]).await?;
    let scheduled = workshop.drafts(reach(&desk), &[DraftState::Scheduled]).await?;
    let urgent = urgent(workshop.drafts(reach(&desk), &[DraftState::Published]).await?);
    Ok(desk.page(
        "待审核",
        Place::Reviews,
        html! {
            h1 { "待审核" }
            p.lead { "自己经手的，要由另一个人审核。审核前请看预览：公众会看到什么，都在里面。" }
            @if waiting.is_empty() { p { "没有等着审核的。" } } @else { (rows(&desk, "等着审核", &waiting)) }
            @if !urgent.is_empty() { h2 { "紧急发布，等着事后复核" } (rows(&desk, "等着事后复核", &urgent)) }
            @if !scheduled.is_empty() { h2 { "已审核，等时间发布" } (rows(&desk, "定时发布", &scheduled)) }
        },
    ))
}

/// Those that were published by one person and nobody else has looked at.
pub(in crate::web::console) fn urgent(mut published: Vec<Draft>) -> Vec<Draft> {
    published.retain(|draft| draft.content.afterwards == Some(Afterwards::Pending));
    published
}

/// A table of drafts.
pub(in crate::web::console) fn rows(desk: &Desk, caption: &str, drafts: &[Draft]) -> Markup {
    let rows: Vec<Vec<Markup>> = drafts
        .iter()
        .map(|draft| {
            let content = &draft.content;
            let path = desk.path(&format!("/drafts/{}", draft.no));
            vec![
                html! { a href=(path) { "第 " (draft.no) " 号 " (words::title(draft)) } },
                html! { (draft.kind.label()) },
                html! {
                    (state_badge(draft.state))
                    @if let Some(at) = draft.publish_at { " " (clock(at)) }
                },
                html! { (content.created.display) },
                html! { (clock(draft.changed_at)) " " (content.changed.display) },
            ]
        })
        .collect();
    parts::table(caption, &["草稿", "怎么来的", "到哪一步", "经办", "最后改动"], &rows)
}
