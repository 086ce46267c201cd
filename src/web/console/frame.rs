//! The frame around every page of the console.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use axum::http::Method;
use maud::{DOCTYPE, Markup, html};

use super::access::Access;
use super::desk::{Desk, Notice};
use super::{PATH, parts, routes};
use crate::web::App;
use crate::web::assets;
use crate::web::links::Links;
use crate::web::settings::DataKind;
use crate::web::words::Language;

/// Which entry of the menu a page belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    Start,
    Upload,
    Change,
    Drafts,
    Reviews,
    Releases,
    Report,
    People,
    Regulators,
    Settings,
    Tokens,
    Trail,
    Help,
    Elsewhere,
}

/// The menu: an entry shows to whom its page's route admits, as soon as there is such a route.
const MENU: [(Place, &str, &str); 13] = [
    (Place::Start, "", "开始"),
    (Place::Upload, "/upload", "上传名单"),
    (Place::Change, "/change", "改一家"),
    (Place::Drafts, "/drafts", "草稿"),
    (Place::Reviews, "/reviews", "待审核"),
    (Place::Releases, "/releases", "发布记录"),
    (Place::Report, "/report", "报表"),
    (Place::People, "/people", "人员"),
    (Place::Regulators, "/regulators", "主管部门"),
    (Place::Settings, "/settings", "设置"),
    (Place::Tokens, "/tokens", "接口令牌"),
    (Place::Trail, "/trail", "操作记录"),
    (Place::Help, "/help", "帮助"),
];

/// Who may read which page.
static PAGES: LazyLock<BTreeMap<&'static str, Access>> = LazyLock::new(|| {
    let pages = routes().into_iter().filter(|route| route.method == Method::GET);
    pages.map(|route| (route.path, route.access)).collect()
});

/// What the frame says of a page.
#[derive(Clone, Copy, Debug)]
pub struct Sheet<'a> {
    /// Without the site's name.
    pub title: &'a str,
    pub place: Place,
    /// What became of the step before.
    pub notice: Option<&'a Notice>,
}

/// The seal as a picture.
const ICON: &str = "data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 32 32'>\
    <rect width='32' height='32' rx='7' fill='%23124a80'/>\
    <text x='16' y='24' font-size='22' text-anchor='middle' fill='white'>册</text></svg>";

/// A whole page around `main`; without a menu where nobody is signed in.
#[expect(clippy::needless_pass_by_value, reason = "a page is used up by its frame")]
pub fn page(app: &App, desk: Option<&Desk>, sheet: Sheet<'_>, main: Markup) -> Markup {
    let site = &app.site;
    let links = Links::new(&site.base_path, Language::Hans);
    html! {
        (DOCTYPE)
        html lang="zh-CN" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width,initial-scale=1";
                meta name="format-detection" content="telephone=no";
                meta name="color-scheme" content="light dark";
                meta name="robots" content="noindex";
                title { (sheet.title) "｜" (site.name) "发布后台" }
                link rel="stylesheet" href=(links.file(assets::css_name()));
                link rel="stylesheet" href=(links.file(assets::Style::Console.name()));
                link rel="icon" href=(ICON);
                script src=(links.file(assets::console_script_name())) defer {}
            }
            body.console {
                a.skip href="#main" { "跳到正文" }
                (header(app, desk, sheet.place))
                main #main .wrap tabindex="-1" {
                    @if let Some(notice) = sheet.notice {
                        div role="status" { (parts::notice(notice.tone, html! { p { (notice.words) } })) }
                    }
                    (main)
                }
                footer {
                    div.wrap {
                        p { (site.name) "发布后台 · 每一步操作都有记录 · 离开座位请退出" }
                        p { a href=(links.to("/")) { "公众查询网站" } }
                    }
                }
            }
        }
    }
}

fn header(app: &App, desk: Option<&Desk>, place: Place) -> Markup {
    let site = &app.site;
    let path = |below: &str| format!("{}{PATH}{below}", site.base_path);
    html! {
        header.top {
            @if site.data == DataKind::Demo {
                p.demo { strong { "演示" } "：名单和账号都是编造的，关掉就没有了" }
            }
            div.wrap {
                a.brand href=(path("")) {
                    span.seal aria-hidden="true" { "册" }
                    span {
                        b { (site.name) }
                        small {
                            @match desk.and_then(|desk| desk.regulator_name.as_deref()) {
                                Some(name) => (name),
                                None => "发布后台",
                            }
                        }
                    }
                }
                @if let Some(desk) = desk {
                    div.who {
                        a href=(path("/me")) { (desk.actor.display) }
                        span { (desk.actor.role.label()) }
                        form method="post" action=(path("/logout")) { button.quiet { "退出" } }
                    }
                    nav aria-label="后台菜单" {
                        @for (one, below, label) in &MENU {
                            @if PAGES.get(below).is_some_and(|access| access.admits(&desk.actor)) {
                                a href=(path(below)) aria-current=[(*one == place).then_some("page")] { (label) }
                            }
                        }
                    }
                }
            }
        }
    }
}
