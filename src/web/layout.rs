//! The frame around every page.

use maud::{DOCTYPE, Markup, html};

use super::assets;
use super::links::Links;
use super::settings::{DataKind, SiteSettings};

/// Which entry of the menu a page belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    Search,
    Regions,
    Releases,
    Guide,
    Report,
    Elsewhere,
}

const MENU: [(Place, &str, &str); 5] = [
    (Place::Search, "/", "查机构"),
    (Place::Regions, "/regions", "按地区"),
    (Place::Releases, "/releases", "发布"),
    (Place::Guide, "/guide", "报名前看"),
    (Place::Report, "/report", "举报"),
];

/// What the frame says of a page.
#[derive(Clone, Copy, Debug)]
pub struct Frame<'a> {
    pub site: &'a SiteSettings,
    /// Without the site's name.
    pub title: &'a str,
    pub place: Place,
}

/// A seal with the first character of 明册.
const ICON: &str = "data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 32 32'>\
    <rect width='32' height='32' rx='7' fill='%23a3281e'/>\
    <text x='16' y='24' font-size='22' text-anchor='middle' fill='white'>明</text></svg>";

/// A whole page around `main`.
pub fn page(frame: Frame<'_>, main: Markup) -> Markup {
    whole(frame, frame.site.data == DataKind::Real, main)
}

/// A page that search engines are to leave alone: one of many views of the same.
pub fn unindexed(frame: Frame<'_>, main: Markup) -> Markup {
    whole(frame, false, main)
}

#[expect(clippy::needless_pass_by_value, reason = "a page is used up by its frame")]
fn whole(frame: Frame<'_>, is_for_engines: bool, main: Markup) -> Markup {
    let Frame { site, title, place } = frame;
    let links = Links::new(&site.base_path);
    html! {
        (DOCTYPE)
        html lang="zh-CN" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width,initial-scale=1";
                meta name="format-detection" content="telephone=no";
                meta name="color-scheme" content="light dark";
                @if !is_for_engines { meta name="robots" content="noindex"; }
                title { (title) "｜" (site.name) }
                link rel="stylesheet" href=(links.with("/static/", assets::css_name()));
                link rel="icon" href=(ICON);
            }
            body {
                a.skip href="#main" { "跳到正文" }
                @if site.data == DataKind::Demo {
                    p.demo { strong { "演示数据" } "：机构都是编的" }
                }
                header.top {
                    div.wrap {
                        a.brand href=(links.to("/")) {
                            span.seal aria-hidden="true" { "明" }
                            span { b { (site.name) } small { "校外培训机构名单查询" } }
                        }
                        nav aria-label="主菜单" {
                            @for (own, path, label) in MENU {
                                a href=(links.to(path)) aria-current=[(own == place).then_some("page")] { (label) }
                            }
                        }
                    }
                }
                main #main .wrap tabindex="-1" { (main) }
                (footer(site, links))
            }
        }
    }
}

fn footer(site: &SiteSettings, links: Links<'_>) -> Markup {
    html! {
        footer {
            div.wrap {
                p { "本站只照登主管部门公布的名单，不收费、不打分、不登广告，也不会给您打电话。" }
                p {
                    a href=(links.to("/about")) { "名单从哪里来" }
                    a href=(links.to("/guide")) { "报名前看" }
                    a href=(links.to("/report")) { "举报电话" }
                }
                @if !site.host_unit.is_empty() { p { "主办单位：" (site.host_unit) } }
                @if !site.site_id.is_empty() { p { "网站标识码：" (site.site_id) } }
                @if !site.icp.is_empty() {
                    p { a href="https://beian.miit.gov.cn/" rel="noreferrer" { (site.icp) } }
                }
                @if !site.police_record.is_empty() { p { (site.police_record) } }
            }
        }
    }
}
