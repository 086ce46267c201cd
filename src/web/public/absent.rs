//! 没有查到: a verdict of its own, with what to do next.

use maud::{Markup, html};

use crate::domain::answer::NotListed;
use crate::domain::listing::RosterKind;
use crate::domain::region::RegionCode;
use crate::domain::regulator::Regulator;
use crate::domain::verdict::Verdict;
use crate::search::Filters;
use crate::web::components::contacts::contacts;
use crate::web::components::panel::{Level, Said, panel};
use crate::web::components::source::{freshness, made_at};
use crate::web::links::Encoded;
use crate::web::served::Served;
use crate::web::words::{self, Day, WHY_NOT_FOUND};

/// What was asked and why nothing is said of it.
#[derive(Clone, Copy, Debug)]
pub struct Absent<'a> {
    pub served: &'a Served,
    pub reason: &'a NotListed,
    /// The words as typed, for asking again.
    pub typed: &'a str,
    /// The region that was chosen, if one was.
    pub chosen: Option<RegionCode>,
    /// The region chosen, or named in the words.
    pub region: Option<RegionCode>,
}

/// Bureaus shown below the verdict before the rest is left to the directory.
const MOST_REGULATORS: usize = 6;

impl Absent<'_> {
    /// The panel with its next steps.
    pub fn view(self) -> Markup {
        let said = words::of_not_listed(self.reason, self.served.directory());
        let why = html! { (self.why()) (self.steps()) p.source { (self.state_of_region()) (made_at(&self.served.at)) } };
        let verdict = Verdict::NotListed;
        panel(Said { verdict, words: &said, level: Level::First, before: None }, why)
    }

    fn why(self) -> Markup {
        match self.reason {
            NotListed::NotHere => html! { p { "可能是：" (WHY_NOT_FOUND.join("；")) "。" } },
            NotListed::NothingInForce { id, .. } => html! {
                p { a href=(self.served.links().institution(*id)) { "看它以前的记录" } }
            },
            NotListed::Elsewhere { .. }
            | NotListed::OtherPremises { .. }
            | NotListed::KindNotCovered { .. }
            | NotListed::NoListPublished { .. } => html! {},
        }
    }

    fn steps(self) -> Markup {
        let links = self.served.links();
        html! {
            p { b { "您可以：" } }
            ol.steps {
                li { "看墙上的证，照证上的全名再查一次。" }
                li { "用证上的号码查：信用代码或许可证号。" }
                @if self.chosen.is_some() && !self.typed.is_empty() {
                    li { a href={ (links.to("/search")) "?q=" (Encoded(self.typed)) } { "换个区查" } "：不分地区再查一次。" }
                } @else {
                    li { "换个区查，或者" a href=(links.to("/regions")) { "按地区看" } "。" }
                }
                li { a href="#call" { "打电话问主管部门" } "。" }
                li { b { "没弄清以前，先别交钱。" } }
            }
        }
    }

    /// 〔本区名单截至…，共n家〕
    fn state_of_region(self) -> Markup {
        let Some(region) = self.region else { return html! {} };
        let directory = self.served.directory();
        let name = directory.regions().full_name(region);
        match freshness(directory, region, self.served.today()) {
            Some(as_of) => {
                let filters = Filters {
                    region: Some(region),
                    roster: Some(RosterKind::Approved),
                    ..Filters::default()
                };
                let count = self.served.reader.count(&filters, self.served.today());
                html! { (name) "名单截至" (Day(as_of)) "，白名单共" (count) "家 · " }
            }
            None => html! { (name) "：名单还没有放上来 · " },
        }
    }

    /// What each bureau's list says by not naming somebody, and whom to call.
    pub fn call(self) -> Markup {
        let directory = self.served.directory();
        let regulators: Vec<&Regulator> = self.region.map_or_else(Vec::new, |region| {
            directory
                .regulators()
                .filter(|one| one.code.region.overlaps(region))
                .take(MOST_REGULATORS)
                .collect()
        });
        html! {
            section #call {
                h2 { "打电话问" }
                (contacts(regulators.iter().copied(), &self.served.site.report_phone))
                @if !regulators.is_empty() {
                    details {
                        summary { "不在名单上，各部门怎么说" }
                        ul { @for one in &regulators { li { b { (one.name) } "：" (words::absence(one.absence)) } } }
                    }
                }
                p { a href=(self.served.links().to("/report")) { "查别的地区的电话" } }
            }
        }
    }
}
