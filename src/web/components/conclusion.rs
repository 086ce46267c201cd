//! What stands in the verdict's panel below the sentence: reason, scope, conflict, age, source.

use jiff::Zoned;
use jiff::civil::Date;
use maud::{Markup, html};

use super::source::{made_at, source};
use crate::domain::category::Category;
use crate::domain::directory::Directory;
use crate::domain::institution::Version;
use crate::domain::listing::{FreeText, HELD_BACK, Validity};
use crate::domain::regulator::Regulator;
use crate::domain::status::Status;
use crate::domain::verdict::{Conclusion, Reading, Verdict};
use crate::web::links::Links;
use crate::web::words::{self, Day};

/// What a conclusion is told with.
#[derive(Clone, Copy, Debug)]
pub struct Telling<'a> {
    pub directory: &'a Directory,
    pub links: Links<'a>,
    /// The day that the question is about.
    pub day: Date,
    pub at: &'a Zoned,
}

/// Days before a permit's end from which it is pointed out.
const ENDS_SOON_DAYS: i32 = 60;

/// The rest of the panel.
pub fn details(telling: Telling<'_>, conclusion: &Conclusion<'_>) -> Markup {
    let governing = conclusion.governing();
    html! {
        @if let Some(reading) = governing {
            @if reading.verdict != Verdict::Approved { (reason(reading.version)) }
            @if reading.may_mean_another {
                p.note { "有一条同名的记录没有写信用代码，分不清是不是它。先按更严的办。" }
            }
        }
        @if conclusion.verdict == Verdict::Approved { (scope(conclusion, telling.day)) }
        @if conclusion.is_disputed { (conflict(telling.directory, conclusion)) }
        @if let Some(as_of) = conclusion.stale_since {
            p.note { "名单是" (Day(as_of)) "的，过了很久没有更新，可能有变化。请打电话再问。" }
        }
        p.source {
            @if let Some(reading) = governing {
                (source(reading.version, telling.directory, telling.links, telling.day)) " · "
            }
            (made_at(telling.at))
        }
    }
}

/// The regulators whose listings count, the gravest first.
pub fn concerned<'a>(directory: &'a Directory, conclusion: &Conclusion<'_>) -> Vec<&'a Regulator> {
    let mut found: Vec<&Regulator> = Vec::new();
    for reading in &conclusion.readings {
        let code = reading.version.listing.roster.regulator;
        if let Some(regulator) = directory.regulator(code)
            && !found.iter().any(|one| one.code == code)
        {
            found.push(regulator);
        }
    }
    found
}

/// The publisher's own words for why.
fn reason(version: &Version) -> Markup {
    let listing = &version.listing;
    let shown = |text: &Option<FreeText>| match text {
        Some(FreeText::Public(text)) => Some(text.clone()),
        Some(FreeText::HeldBack) => Some(HELD_BACK.to_owned()),
        None => None,
    };
    html! {
        @if let Some(text) = shown(&listing.reason) { p.reason { b { "原因：" } (text) } }
        @if let Some(text) = shown(&listing.measures) { p.reason { b { "处理：" } (text) } }
        @if !listing.status_text.is_empty() { p.reason { b { "名单上写的是：" } (listing.status_text) } }
    }
}

/// Approval covers these addresses and these subjects, and nothing else.
fn scope(conclusion: &Conclusion<'_>, day: Date) -> Markup {
    let approvals: Vec<&Reading<'_>> = conclusion.approvals().collect();
    let mut categories: Vec<Category> =
        approvals.iter().map(|r| r.version.listing.category).collect();
    categories.sort_unstable();
    categories.dedup();
    let mut sites: Vec<&Version> = Vec::new();
    for reading in &approvals {
        let address = &reading.version.listing.site.address;
        if !sites.iter().any(|seen| seen.listing.site.address == *address) {
            sites.push(reading.version);
        }
    }
    let has_status = |status| approvals.iter().any(|r| r.version.listing.status == status);
    html! {
        div.scope {
            p {
                @for category in &categories {
                    @if *category == Category::Unstated {
                        b { "名单没有写批准教什么" } "，看墙上的证。"
                    } @else { b { "只批准" (category.label()) } "。" }
                }
            }
            p { b { "只在" @if sites.len() > 1 { "这些地址" } @else { "这个地址" } } "：" }
            ul {
                @for version in sites { li {
                    @if version.listing.site.address.is_empty() { "名单没有写地址，看墙上的证" }
                    @else { (version.listing.site.address) }
                    @if let Some(content) = &version.listing.content { "（" (content) "）" }
                    (ends_soon(version, day))
                } }
            }
            @if has_status(Status::BarelyPassed) {
                p.note { "名单上写的是“年检基本合格”：问问它差在哪里。" }
            }
        }
    }
}

fn ends_soon(version: &Version, day: Date) -> Markup {
    let Validity::Until(end) = version.listing.valid_until else { return html! {} };
    let is_soon = day.until(end).is_ok_and(|span| span.get_days() <= ENDS_SOON_DAYS);
    html! { @if is_soon { " " b { "许可证" (Day(end)) "到期" } } }
}

/// Two departments disagree: each is quoted, the stricter counts.
fn conflict(directory: &Directory, conclusion: &Conclusion<'_>) -> Markup {
    let approving = conclusion.readings.iter().find(|r| r.verdict == Verdict::Approved);
    let (Some(strict), Some(approving)) = (conclusion.governing(), approving) else {
        return html! {};
    };
    let name =
        |reading: &Reading<'_>| directory.regulator_name(reading.version.listing.roster.regulator);
    html! {
        p.note {
            b { "两个部门说法不一样。" }
            (name(approving)) "的白名单上有它；" (name(strict)) "："
            (words::badge(strict.verdict, &strict.cause)) "。先按更严的办。"
        }
    }
}
