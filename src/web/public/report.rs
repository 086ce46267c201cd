//! `GET /report`: whom to call, by region.

use maud::{Markup, html};

use super::region_pick::select;
use crate::domain::region::RegionCode;
use crate::domain::regulator::Regulator;
use crate::web::components::contacts::{contacts, phone};
use crate::web::error::Error;
use crate::web::layout::{Frame, Place, page};
use crate::web::params::Params;
use crate::web::served::Served;

/// A province's own bureaus and those of its cities; counties are reached by choosing one.
const MOST: usize = 60;

pub async fn show(served: Served, params: Params) -> Result<Markup, Error> {
    let region = params.region(served.directory())?;
    let links = served.links();
    Ok(page(
        Frame { site: &served.site, title: "举报电话", place: Place::Report },
        html! {
            h1 { "举报和询问。" }
            p.lead {
                "不知道打哪个：" (phone("12345")) " 政务服务热线。被骗了钱，报警：" (phone("110")) "。"
            }
            form.pick action=(links.to("/report")) {
                label { "选地区，看主管部门的电话" (select(&served, region)) }
                button { "看电话" }
            }
            (of_region(&served, region))
            (what_to_say())
        },
    ))
}

fn of_region(served: &Served, region: Option<RegionCode>) -> Markup {
    let directory = served.directory();
    let Some(region) = region else { return html! {} };
    let found: Vec<&Regulator> =
        directory.regulators().filter(|one| one.code.region.overlaps(region)).take(MOST).collect();
    html! {
        section {
            h2 { (directory.regions().full_name(region)) }
            @if found.is_empty() { p { "这里还没有登记主管部门的电话，请打12345。" } }
            (contacts(found.into_iter(), &served.site.report_phone))
            p { a href=(served.links().region(region)) { "看这里的名单" } }
        }
    }
}

fn what_to_say() -> Markup {
    html! {
        section {
            h2 { "打电话时说清楚" }
            ul {
                li { "机构的名字和招牌，在哪条路、几号、几楼。" }
                li { "什么时间上课，教什么，多少孩子。" }
                li { "交了多少钱，怎么交的，有没有合同、收据、转账记录。" }
            }
            p { "退钱不用先交钱。要您先转钱的“退费”，是骗子。" }
        }
    }
}
