//! `/console/help`: 《发布手册》, for a clerk with no training and a director waiting. Its pictures show the
//! real pages; `static/handbook/make.mjs` makes them from the running demo.

mod asked;
mod changing;
mod first;
mod pictures;
mod problems;
mod public;
mod publishing;
mod systems;

use axum::extract::Path;
use axum::http::{Method, header};
use axum::response::{IntoResponse, Response};
use maud::{Markup, html};

pub use self::pictures::{PICTURES, Picture};
use super::routes;
use super::{Desk, Place, Trouble};
use crate::web::assets::Style;
use crate::web::links::Links;
use crate::web::words::Language;

const TITLE: &str = "发布手册";

/// A part of the handbook, with an anchor of its own.
#[derive(Clone, Copy, Debug)]
pub struct Section {
    /// The anchor: it stands in bookmarks, so it stays.
    pub id: &'static str,
    pub title: &'static str,
    body: fn(&Book<'_>) -> Markup,
}

/// In the order in which somebody new needs them.
pub const SECTIONS: [Section; 18] = [
    Section { id: "login", title: "第一次登录", body: first::login },
    Section { id: "roles", title: "谁做什么", body: first::roles },
    Section { id: "publish", title: "五步发布一份名单", body: publishing::steps },
    Section {
        id: "modes", title: "全量、批次、公示有什么不同", body: publishing::modes
    },
    Section { id: "days", title: "三个日期", body: publishing::days },
    Section { id: "problems", title: "常见错误怎么改", body: problems::problems },
    Section { id: "alarms", title: "预览里“看着不对”的", body: problems::alarms },
    Section { id: "change", title: "只改一家", body: changing::one },
    Section { id: "urgent", title: "紧急发布", body: changing::urgent },
    Section { id: "schedule", title: "定时发布", body: changing::schedule },
    Section { id: "undo", title: "发错了怎么办", body: changing::undo },
    Section {
        id: "repair", title: "信用修复以后，公众看到什么", body: changing::repair
    },
    Section { id: "public", title: "公众会看到什么", body: public::verdicts },
    Section { id: "report", title: "报表", body: systems::report },
    Section { id: "systems", title: "用自己的系统送名单", body: systems::systems },
    Section { id: "trail", title: "操作记录", body: systems::trail },
    Section { id: "security", title: "密码和安全，备份", body: first::security },
    Section { id: "questions", title: "常见问题", body: asked::questions },
];

/// What the sections are written with.
#[derive(Clone, Copy, Debug)]
pub(super) struct Book<'a> {
    desk: &'a Desk,
}

impl Book<'_> {
    /// The name of a page of the console; a link for whom its route admits.
    fn page(&self, path: &str, name: &str) -> Markup {
        let is_open = routes().iter().any(|route| {
            route.method == Method::GET
                && route.path == path
                && route.access.admits(&self.desk.actor)
        });
        html! {
            @if is_open { "“" a href=(self.desk.path(path)) { (name) } "”" } @else { "“" (name) "”" }
        }
    }

    /// A link to another section.
    fn see(&self, id: &'static str) -> Markup {
        let title = SECTIONS.iter().find(|one| one.id == id).map_or(id, |one| one.title);
        html! { a href={ "#" (id) } { "“" (title) "”" } }
    }

    /// A page that the public reads.
    fn public(&self, path: &'static str, name: &str) -> Markup {
        let links = Links::new(&self.desk.app.site.base_path, Language::Hans);
        html! { a href=(links.to(path)) { (name) } }
    }

    /// A picture of a page, with what it shows.
    fn picture(&self, name: &str) -> Markup {
        let Some(picture) = pictures::of(name) else { return html! {} };
        let (width, height) = picture.size();
        html! {
            figure .of-phone[width < 500] {
                img src=(self.desk.path(&format!("/help/{name}.png"))) width=(width) height=(height)
                    alt=(picture.alt) loading="lazy" decoding="async";
                figcaption { (picture.caption) }
            }
        }
    }
}

/// `GET /console/help`
pub async fn show(desk: Desk) -> Markup {
    let book = Book { desk: &desk };
    let links = Links::new(&desk.app.site.base_path, Language::Hans);
    let main = html! {
        link rel="stylesheet" href=(links.file(Style::Help.name()));
        div.handbook {
            h1 { (TITLE) }
            p.lead { "照着做，一份名单十分钟就能发布。图都是演示名单，里面的机构和人都是编的。" }
            nav aria-labelledby="contents" {
                h2 #contents { "目录" }
                ol.contents {
                    @for section in &SECTIONS { li { a href={ "#" (section.id) } { (section.title) } } }
                }
            }
            @for section in &SECTIONS {
                section aria-labelledby=(section.id) {
                    h2 id=(section.id) { (section.title) }
                    ((section.body)(&book))
                }
            }
            p.back { a href="#contents" { "回到目录" } }
        }
    };
    desk.page(TITLE, Place::Help, main)
}

/// `GET /console/help/{name}.png`
pub async fn picture(Path(name): Path<String>) -> Result<Response, Trouble> {
    let picture = name.strip_suffix(".png").and_then(pictures::of).ok_or(Trouble::NotFound)?;
    let kind = [(header::CONTENT_TYPE, "image/png")];
    Ok((kind, picture.png).into_response())
}
