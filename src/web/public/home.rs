//! `GET /`: the box first.

use maud::{Markup, html};

use super::region_pick::cards;
use super::releases::entry;
use crate::web::components::search_box::search_box;
use crate::web::layout::{Frame, Place, page};
use crate::web::served::Served;

const NEWEST: usize = 5;

pub async fn show(served: Served) -> Markup {
    view(&served)
}

fn view(served: &Served) -> Markup {
    let links = served.links();
    let overview = served.overview();
    let directory = served.directory();
    page(
        Frame { site: &served.site, title: "校外培训机构名单查询", place: Place::Search },
        html! {
            section.hero {
                h1 { "报名以前，先查一查。" }
                p.lead { "这家培训机构，在白名单上，还是在黑名单上？" }
                (search_box(links, "", None))
            }
            section {
                h2 { "怎么查" }
                ol.steps {
                    li { b { "看墙上的证。" } "把证上的全名，或者号码，写进上面的框里。" }
                    li { b { "看结果。" } "名字要一样，地址也要一样，差一个字就可能不是同一家。" }
                    li { b { "没弄清，先别交钱。" } "打主管部门的电话问。" a href=(links.to("/report")) { "查电话" } }
                }
            }
            section {
                h2 { "名单里有什么" }
                ul.counts {
                    li { b { (overview.approved) } "家在白名单上" }
                    li { b { (overview.watched) } "家在灰名单上" }
                    li { b { (overview.banned) } "家在黑名单上" }
                    li { b { (directory.releases().len()) } "次名单发布" }
                }
                p { "没查到，不等于合法。在白名单上，也要先看再交钱：" a href=(links.to("/guide")) { "报名前看" } }
            }
            @if !overview.regions.is_empty() {
                section {
                    h2 { "按地区看" }
                    (cards(links, &overview.regions))
                    p { a href=(links.to("/regions")) { "全部地区" } }
                }
            }
            @if directory.releases().len() > 0 {
                section {
                    h2 { "最近发布" }
                    ul.entries {
                        @for release in directory.releases().rev().take(NEWEST) { (entry(served, release)) }
                    }
                    p { a href=(links.to("/releases")) { "全部发布" } }
                }
            }
        },
    )
}
