//! `GET /search`: words typed, the headline to them, and the rows.

use maud::{Markup, html};

use super::absent::Absent;
use super::region_pick;
use crate::domain::answer::{Answer, NotListed, Typed, TypedError};
use crate::domain::category::Category;
use crate::domain::listing::RosterKind;
use crate::domain::region::RegionCode;
use crate::domain::verdict::Verdict;
use crate::search::{Filters, MatchKind};
use crate::web::asking::{Findings, Question, ask, how};
use crate::web::components::checklist::checklist;
use crate::web::components::conclusion::{Telling, concerned, details};
use crate::web::components::contacts::contacts;
use crate::web::components::pager::{At, pager};
use crate::web::components::panel::{Level, Said, panel};
use crate::web::components::row::{How, Rows};
use crate::web::components::search_box::search_box;
use crate::web::components::source::made_at;
use crate::web::error::Error;
use crate::web::layout::{Frame, Place, page};
use crate::web::links::Encoded;
use crate::web::params::Params;
use crate::web::served::Served;
use crate::web::words;

const ROWS: usize = 10;

pub async fn show(served: Served, params: Params) -> Result<Markup, Error> {
    let filters = params.filters(served.directory())?;
    let typed = match Typed::parse(params.typed()) {
        Ok(typed) => typed,
        Err(TypedError::Empty) => return Ok(nothing_typed(&served, filters)),
        Err(error) => return Err(error.into()),
    };
    let page = params.page(ROWS)?;
    let question = Question { typed: &typed, filters, page, day: served.today() };
    let findings = ask(&served, question);
    let answer = findings.answer(&served, question);
    Ok(view(&served, question, &findings, &answer))
}

fn nothing_typed(served: &Served, filters: Filters) -> Markup {
    page(
        Frame { site: &served.site, title: "查机构", place: Place::Search },
        html! {
            h1 { "查一家机构。" }
            p.lead { "写上机构的名字，或者证上的号码，再点“查一查”。" }
            (search_box(served.links(), "", filters.region))
            p { "不知道名字的，可以" a href=(served.links().to("/regions")) { "按地区看" } "。" }
        },
    )
}

fn view(
    served: &Served,
    question: Question<'_>,
    findings: &Findings,
    answer: &Answer<'_>,
) -> Markup {
    let typed = question.typed.text();
    let links = served.links();
    let absent = answer.not_listed.as_ref().map(|reason| absent(served, question, reason));
    let headline = headline(served, question, findings, (answer, absent));
    let title = format!("{}：{typed}", headline.title);
    page(
        Frame { site: &served.site, title: &title, place: Place::Search },
        html! {
            (search_box(links, typed, question.filters.region))
            (headline.markup)
            @if let Some((institution, _, conclusion)) = &answer.identified && answer.not_listed.is_none() {
                p { a.more href=(links.institution(institution.id)) { "看这家的全部记录" } }
                (contacts(
                    concerned(served.directory(), conclusion).into_iter(),
                    &served.site.report_phone,
                ))
            }
            (rows(served, question, findings, answer))
            (narrow(served, question))
            @if let Some(absent) = absent { (absent.call()) }
            @if answer.verdict != Verdict::NotListed { (checklist()) }
        },
    )
}

struct Headline {
    /// For the tab and for what a shared link shows.
    title: String,
    markup: Markup,
}

fn headline(
    served: &Served,
    question: Question<'_>,
    findings: &Findings,
    (answer, absent): (&Answer<'_>, Option<Absent<'_>>),
) -> Headline {
    if let Some(absent) = absent {
        let said = words::of_not_listed(absent.reason, served.directory());
        return Headline { title: said.headline.into_owned(), markup: absent.view() };
    }
    let verdict = answer.verdict;
    if let Some((institution, _, conclusion)) = &answer.identified {
        let said = words::of_cause(&conclusion.cause);
        let telling = Telling {
            directory: served.directory(),
            links: served.links(),
            day: question.day,
            at: &served.at,
        };
        let name = institution.names(question.day).join("、");
        let markup = html! {
            h1.name { (name) }
            (panel(
                Said { verdict, words: &said, level: Level::Second, before: None },
                details(telling, conclusion),
            ))
        };
        return Headline { title: said.headline.into_owned(), markup };
    }
    let count = findings.candidates().max(findings.results.exact.len()).max(1);
    let said = words::candidates(count);
    let more = html! { p.source { (made_at(&served.at)) } };
    let markup = panel(Said { verdict, words: &said, level: Level::First, before: None }, more);
    Headline { title: said.headline.into_owned(), markup }
}

fn absent<'a>(served: &'a Served, question: Question<'a>, reason: &'a NotListed) -> Absent<'a> {
    let typed = question.typed.text();
    let named = || served.directory().regions().named_in(typed);
    let chosen: Option<RegionCode> = question.filters.region;
    Absent { served, reason, typed, chosen, region: chosen.or_else(named) }
}

fn rows(
    served: &Served,
    question: Question<'_>,
    findings: &Findings,
    answer: &Answer<'_>,
) -> Markup {
    let rows = Rows {
        directory: served.directory(),
        links: served.links(),
        day: question.day,
        is_past: None,
        stale_after_days: served.site.stale_after_days,
    };
    let results = &findings.results;
    let identified = answer.identified.as_ref().map(|(institution, _, _)| institution.id);
    let hits = results.hits.iter().filter(|hit| Some(hit.institution.id) != identified);
    let is_other = answer.verdict != Verdict::Candidates;
    let meant = meant_elsewhere(findings, answer);
    let at = At { number: question.page.number, size: question.page.size, total: results.total };
    html! {
        @if let Some((heading, institution)) = meant {
            section { h2 { (heading) } ul.rows { (rows.row(institution, How::default())) } }
        }
        @if hits.clone().next().is_some() {
            section {
                h2 { @if is_other { "名字相近的其他机构" } @else { "选您要问的那家" } }
                @if !is_other && results.are_elsewhere {
                    p.note { "您写的地方没有查到，下面都是别的地方的，请看清地址。" }
                }
                ul.rows {
                    @for hit in hits {
                        (rows.row(&hit.institution, How {
                            words: how(hit.kind),
                            spans: &hit.spans,
                            warning: (is_other && is_another(hit.kind)).then_some("不是同一家"),
                        }))
                    }
                }
                (pager(at, &PageLink { served, question }))
            }
        } @else if at.number > at.last() {
            p { "没有这一页。" a href={ (PageLink { served, question }) "1" } { "回到第一页" } }
        } @else if results.total == 0 && answer.verdict == Verdict::Candidates {
            p.note {
                "选的条件下没有。"
                a href={ (served.links().to("/search")) "?q=" (Encoded(question.typed.text())) } { "去掉条件再看" }
            }
        }
    }
}

/// Whether a row found this way, where the words mean none of the rows, is another institution.
fn is_another(kind: MatchKind) -> bool {
    match kind {
        // The words are its own, if not its name of today.
        MatchKind::Name
        | MatchKind::Uscc
        | MatchKind::Permit
        | MatchKind::FormerName
        | MatchKind::Brand => false,
        MatchKind::Substring
        | MatchKind::Homophone
        | MatchKind::Pinyin
        | MatchKind::Initials
        | MatchKind::Similar
        | MatchKind::Address => true,
    }
}

/// The institution that a *not listed* speaks of: listed, but not as asked.
fn meant_elsewhere<'a>(
    findings: &'a Findings,
    answer: &Answer<'_>,
) -> Option<(&'static str, &'a crate::domain::institution::Institution)> {
    let results = &findings.results;
    match answer.not_listed.as_ref()? {
        NotListed::Elsewhere { .. } => Some(("别的区名单上的这一家", results.exact.first()?)),
        NotListed::OtherPremises { .. } => {
            Some(("名单上的是这个地址", &results.name_and_rest.as_ref()?.0))
        }
        NotListed::NotHere
        | NotListed::KindNotCovered { .. }
        | NotListed::NoListPublished { .. }
        | NotListed::NothingInForce { .. } => None,
    }
}

/// The address of this search up to `page=`.
struct PageLink<'a> {
    served: &'a Served,
    question: Question<'a>,
}

impl std::fmt::Display for PageLink<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Filters { region, roster, category, status } = self.question.filters;
        write!(
            f,
            "{}?q={}",
            self.served.links().to("/search"),
            Encoded(self.question.typed.text())
        )?;
        if let Some(region) = region {
            write!(f, "&region={region}")?;
        }
        if let Some(roster) = roster {
            write!(f, "&list={}", roster.code())?;
        }
        if let Some(category) = category {
            write!(f, "&category={}", category.code())?;
        }
        if let Some(status) = status {
            write!(f, "&status={}", status.code())?;
        }
        f.write_str("&page=")
    }
}

/// 缩小范围: region, kind of list, category; a plain form.
fn narrow(served: &Served, question: Question<'_>) -> Markup {
    let Filters { region, roster, category, status: _ } = question.filters;
    let is_narrowed = region.is_some() || roster.is_some() || category.is_some();
    html! {
        details.narrow open[is_narrowed] {
            summary { "按地区、类别缩小范围" }
            form action=(served.links().to("/search")) {
                input type="hidden" name="q" value=(question.typed.text());
                label { "地区" (region_pick::select(served, region)) }
                label { "名单"
                    select name="list" {
                        option value="" { "全部" }
                        @for kind in RosterKind::ALL {
                            option value=(kind.code()) selected[roster == Some(kind)] { (kind.label()) }
                        }
                    }
                }
                label { "类别"
                    select name="category" {
                        option value="" { "全部" }
                        @for one in Category::ALL {
                            option value=(one.code()) selected[category == Some(one)] { (one.label()) }
                        }
                    }
                }
                button { "再查" }
            }
        }
    }
}
