//! `/console/releases`: what this regulator has published, and taking it back.

use axum::extract::{Path, Query};
use axum::response::Response;
use maud::{Markup, html};
use serde::Deserialize;

use super::desk::clock;
use super::pager::Pages;
use super::parts::{self, Press};
use super::{Desk, Notice, Place, Trouble};
use crate::domain::release::{Release, ReleaseId, Review};
use crate::web::links::Links;
use crate::web::words::Language;

const TITLE: &str = "发布记录";
const ROWS: usize = 50;

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    page: Option<usize>,
}

/// `GET /console/releases`
pub async fn show(desk: Desk, Query(asked): Query<Asked>) -> Result<Markup, Trouble> {
    let mut releases = desk.store.releases_after(ReleaseId::NONE).await?;
    releases.retain(|release| desk.actor.may_see(release.regulator));
    releases.reverse();
    let pages = Pages::new(releases.len(), ROWS, asked.page);
    let rows: Vec<Vec<Markup>> = pages.cut(&releases).iter().map(|one| row(&desk, one)).collect();
    Ok(desk.page(
        TITLE,
        Place::Releases,
        html! {
            h1 { (TITLE) }
            @if rows.is_empty() {
                p { "还没有发布过。" a href=(desk.path("/upload")) { "上传名单" } }
            } @else {
                p.lead { "发错了可以撤销：撤销也是一次发布，先看预览，再由另一个人审核。发布记录本身不会被改掉。" }
                (parts::table("已经发布的，新的在前", &["发布", "公告", "变化", "谁办的", ""], &rows))
                (pages.links(&|page| format!("{}?page={page}", desk.path("/releases"))))
            }
        },
    ))
}

fn row(desk: &Desk, release: &Release) -> Vec<Markup> {
    let links = Links::new(&desk.app.site.base_path, Language::Hans);
    let counts = release.counts;
    let undo = desk.path(&format!("/releases/{}/undo", release.id));
    vec![
        html! { a href=(links.release(release.id)) { "第 " (release.id) " 号" } br; span.soft { (clock(release.recorded_at)) } },
        html! { (release.title) br; span.soft { (release.mode.label()) "，截至 " (release.as_of_on) } },
        html! { "新增 " (counts.added) "，修改 " (counts.changed) "，移出 " (counts.removed) },
        html! {
            (release.submitted_by)
            br;
            @match (release.review(), &release.approved_by) {
                (Review::Second, Some(approved)) => { "审核：" (approved) }
                (Review::Own, _) => { "自己审核，没有第二人" }
                (Review::None | Review::Second, _) => { "发布时没有第二人审核" }
            }
        },
        html! {
            @if desk.actor.may_submit(release.regulator) && counts.total() > 0 {
                (parts::one_button(Press::Second, &undo, &[], "撤销"))
            }
        },
    ]
}

/// `POST /console/releases/{n}/undo`
pub async fn undo(desk: Desk, Path(number): Path<String>) -> Result<Response, Trouble> {
    let release = ReleaseId::parse(&number).ok_or(Trouble::NotFound)?;
    let known = desk.store.release(release).await?.ok_or(Trouble::NotFound)?;
    if !desk.actor.may_see(known.regulator) {
        return Err(Trouble::NotFound);
    }
    let no = desk.workshop()?.take_back(desk.by(), release).await?;
    let notice = Notice::good(format!("下面是撤销第 {release} 号发布会改回什么。还没有发布。"));
    desk.go(&format!("/drafts/{no}/conflicts"), notice).await
}
