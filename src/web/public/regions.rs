//! `GET /regions`, `GET /regions/{code}`: everything can be reached without a search.

use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use maud::{Markup, html};

use super::region_pick::cards;
use crate::domain::category::Category;
use crate::domain::listing::RosterKind;
use crate::domain::region::RegionCode;
use crate::search::Filters;
use crate::web::components::pager::{At, pager};
use crate::web::components::row::{How, Rows};
use crate::web::components::search_box::search_box;
use crate::web::components::source::freshness;
use crate::web::error::Error;
use crate::web::layout::{Frame, Place, page, unindexed};
use crate::web::overview::states;
use crate::web::params::Params;
use crate::web::served::Served;
use crate::web::words::Day;

const ROWS: usize = 20;

pub async fn index(served: Served) -> Markup {
    let provinces = served.directory().regions().children(None);
    let states = states(&served.reader, &provinces, served.today());
    let (listed, bare): (Vec<_>, Vec<_>) = states.into_iter().partition(|s| s.as_of.is_some());
    page(
        Frame { site: &served.site, title: "按地区看", place: Place::Regions },
        html! {
            h1 { "按地区看。" }
            @if listed.is_empty() { p.lead { "还没有地区放上名单。" } }
            (cards(served.links(), &listed))
            @if !bare.is_empty() {
                details { summary { "还没有放上名单的地区" } (cards(served.links(), &bare)) }
            }
        },
    )
}

pub async fn show(
    served: Served,
    Path(code): Path<String>,
    params: Params,
) -> Result<Response, Error> {
    let code = RegionCode::parse(&code).ok_or(Error::NotFound)?;
    let regions = served.directory().regions();
    let current = regions.current(code);
    if current != code {
        return Ok(Redirect::permanent(&served.links().region(current).to_string()).into_response());
    }
    if regions.get(code).is_none() {
        return Err(Error::NotFound);
    }
    let filters = Filters { region: Some(code), ..params.filters(served.directory())? };
    let at = params.page(ROWS)?;
    let found = served.reader.browse(&filters, at, served.today());
    let at = At { number: at.number, size: at.size, total: found.total };
    let rows = Rows {
        directory: served.directory(),
        links: served.links(),
        day: served.today(),
        is_past: None,
        stale_after_days: served.site.stale_after_days,
    };
    let name = regions.full_name(code);
    let body = html! {
        nav.crumbs aria-label="所在地区" { (crumbs(&served, code)) }
        h1 { (name) "的名单。" }
        (state(&served, code))
        p { a href={ (served.links().to("/report")) "?region=" (code) } { "查这里主管部门的电话" } }
        (search_box(served.links(), "", Some(code)))
        (below(&served, code))
        section {
            h2 { "机构（" (found.total) "家）" }
            @if found.total > 0 || is_narrowed(filters) { (chips(&served, code, filters)) }
            @if found.institutions.is_empty() { p { "这里没有。" } }
            ul.rows { @for one in &found.institutions { (rows.row(one, How::default())) } }
            (pager(at, &FilterLink { served: &served, code, filters, page: "page=" }))
        }
    };
    let frame = Frame { site: &served.site, title: &name, place: Place::Regions };
    let body = if is_narrowed(filters) { unindexed(frame, body) } else { page(frame, body) };
    Ok(body.into_response())
}

/// 全国 > 省 > 市 > 区: links down to `code`.
pub fn crumbs(served: &Served, code: RegionCode) -> Markup {
    let regions = served.directory().regions();
    let mut chain = vec![code];
    while let Some(parent) = chain.last().and_then(|last| regions.parent(*last)) {
        chain.push(parent);
    }
    html! {
        a href=(served.links().to("/regions")) { "全国" }
        @for code in chain.into_iter().rev().filter(|code| regions.get(*code).is_some()) {
            " › " a href=(served.links().region(code)) { (regions.name(code)) }
        }
    }
}

fn state(served: &Served, code: RegionCode) -> Markup {
    html! {
        @match freshness(served.directory(), code, served.today()) {
            Some(as_of) => p.lead { "名单最近截至" (Day(as_of)) "。" },
            None => p.note {
                b { "本区名单还没有放上来。" } "没查到，不等于合法。打电话问当地教育局，没弄清以前，先别交钱。"
            },
        }
    }
}

fn below(served: &Served, code: RegionCode) -> Markup {
    let children = served.directory().regions().children(Some(code));
    if children.is_empty() {
        return html! {};
    }
    let states = states(&served.reader, &children, served.today());
    let (listed, bare): (Vec<_>, Vec<_>) = states.into_iter().partition(|s| s.as_of.is_some());
    html! {
        section {
            h2 { "下面的地区" }
            (cards(served.links(), &listed))
            @if !bare.is_empty() {
                details { summary { "还没有放上名单的地区" } (cards(served.links(), &bare)) }
            }
        }
    }
}

fn is_narrowed(filters: Filters) -> bool {
    filters.roster.is_some() || filters.category.is_some() || filters.status.is_some()
}

fn chips(served: &Served, code: RegionCode, filters: Filters) -> Markup {
    let link = |filters| FilterLink { served, code, filters, page: "" };
    let by_list = |roster| link(Filters { roster, ..filters });
    let by_category = |category| link(Filters { category, ..filters });
    html! {
        details open[is_narrowed(filters)] {
        summary { "按名单、类别挑着看" }
        nav.chips aria-label="按名单" {
            a rel="nofollow" href=(by_list(None)) aria-current=[filters.roster.is_none().then_some("true")] { "全部名单" }
            @for kind in RosterKind::ALL {
                a rel="nofollow" href=(by_list(Some(kind))) aria-current=[(filters.roster == Some(kind)).then_some("true")] { (kind.label()) }
            }
        }
        nav.chips aria-label="按类别" {
            a rel="nofollow" href=(by_category(None)) aria-current=[filters.category.is_none().then_some("true")] { "全部类别" }
            @for one in Category::ALL {
                a rel="nofollow" href=(by_category(Some(one))) aria-current=[(filters.category == Some(one)).then_some("true")] { (one.label()) }
            }
        }
        }
    }
}

/// This page narrowed.
#[derive(Clone, Copy)]
struct FilterLink<'a> {
    served: &'a Served,
    code: RegionCode,
    filters: Filters,
    /// What stands last: `page=` for turning pages.
    page: &'static str,
}

impl std::fmt::Display for FilterLink<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}?", self.served.links().region(self.code))?;
        if let Some(roster) = self.filters.roster {
            write!(f, "list={}&", roster.code())?;
        }
        if let Some(category) = self.filters.category {
            write!(f, "category={}&", category.code())?;
        }
        if let Some(status) = self.filters.status {
            write!(f, "status={}&", status.code())?;
        }
        f.write_str(self.page)
    }
}
