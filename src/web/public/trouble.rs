//! The page that says that something is wrong, and what to do.

use maud::{Markup, html};

use crate::web::components::search_box::search_box;
use crate::web::error::Error;
use crate::web::layout::{self, Frame, Place};
use crate::web::links::Links;
use crate::web::settings::SiteSettings;

/// Needs nothing but the settings, so that it comes whatever has failed.
pub fn page(site: &SiteSettings, error: Error) -> Markup {
    let said = error.said();
    let links = Links::new(&site.base_path);
    layout::page(
        Frame { site, title: said.title, place: Place::Elsewhere },
        html! {
            section.trouble {
                h1 { (said.title) "。" }
                p.lead { (said.detail) }
                (search_box(links, "", None))
                p {
                    "也可以 " a href=(links.to("/regions")) { "按地区看名单" } "，或者 "
                    a href=(links.to("/report")) { "打主管部门的电话" } "。没弄清以前，先别交钱。"
                }
            }
        },
    )
}
