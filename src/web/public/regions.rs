//! `GET /regions`, `GET /regions/{code}`: everything can be reached without a search.

use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use jiff::civil::Date;
use maud::{Markup, html};

use super::qr::query_of;
use super::region_pick::cards;
use crate::domain::category::Category;
use crate::domain::listing::RosterKind;
use crate::domain::region::RegionCode;
use crate::search::Filters;
use crate::web::components::pager::{At, pager};
use crate::web::components::quoted::quoted;
use crate::web::components::row::How;
use crate::web::components::search_box::search_box;
use crate::web::components::share::{Shared, link_and_code};
use crate::web::components::source::freshness;
use crate::web::error::Error;
use crate::web::layout::{Place, page, unindexed};
use crate::web::overview::states;
use crate::web::params::Params;
use crate::web::served::Served;
use crate::web::words::{self, Count, Day, Language, labels, notice, regions as said};

const ROWS: usize = 20;

pub async fn index(served: Served) -> Markup {
    let provinces = served.directory().regions().children(None);
    let states = states(&served.reader, &provinces, served.today());
    let (listed, bare): (Vec<_>, Vec<_>) = states.into_iter().partition(|s| s.as_of.is_some());
    let language = served.language();
    page(
        served
            .frame(said::TITLE.of(language), Place::Regions)
            .described(said::DESCRIPTION_OF_ALL.of(language)),
        html! {
            h1 { (said::HEADING.of(language)) }
            @if listed.is_empty() { p.lead { (said::NONE_YET.of(language)) } }
            (cards(served.links(), &listed))
            @if !bare.is_empty() {
                details { summary { (said::WITHOUT_LISTS.of(language)) } (cards(served.links(), &bare)) }
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
    let rows = served.rows(served.today());
    let name = regions.full_name(code);
    let language = served.language();
    let as_of = freshness(served.directory(), code, served.today());
    let body = html! {
        nav.crumbs aria-label=(said::CRUMBS.of(language)) { (crumbs(&served, code)) }
        h1 { (said::LISTS_OF.around(language, &[quoted(language, &name)])) }
        (state(&served, as_of))
        p { a href={ (served.links().to("/report")) "?region=" (code) } { (said::PHONES.of(language)) } }
        p.for-schools { (notice::FOR_SCHOOLS.around(language, &[html! {
            a rel="nofollow" href=(super::notice::link_of(&served, code)) { (notice::TITLE.of(language)) }
        }])) }
        (search_box(served.links(), "", Some(code)))
        (below(&served, code))
        section {
            h2 { (said::INSTITUTIONS.with(language, &[&Count::of(language, found.total)])) }
            @if found.total > 0 || is_narrowed(filters) { (chips(&served, code, filters)) }
            @if found.institutions.is_empty() { p { (said::NONE_HERE.of(language)) } }
            ul.rows { @for one in &found.institutions { (rows.row(one, How::default())) } }
            (pager(language, at, &FilterLink { served: &served, code, filters, page: "page=" }))
        }
        (share(&served, code, filters))
    };
    let description = described(language, &name, as_of);
    let title = said::TITLE_OF.with(language, &[&name]);
    let frame = served.frame(&title, Place::Regions).described(&description);
    let feed = format!("{}/feed.xml", served.links().region(code));
    let body = if is_narrowed(filters) {
        unindexed(frame, body)
    } else {
        page(frame.with_feed(&feed), body)
    };
    Ok(body.into_response())
}

/// 全国 > 省 > 市 > 区: links down to `code`.
pub fn crumbs(served: &Served, code: RegionCode) -> Markup {
    let regions = served.directory().regions();
    let mut chain = vec![code];
    while let Some(parent) = chain.last().and_then(|last| regions.parent(*last)) {
        chain.push(parent);
    }
    let language = served.language();
    html! {
        a href=(served.links().to("/regions")) { (said::COUNTRY.of(language)) }
        @for code in chain.into_iter().rev().filter(|code| regions.get(*code).is_some()) {
            " › " a href=(served.links().region(code)) { (quoted(language, regions.name(code))) }
        }
    }
}

/// For search engines and shared links.
fn described(language: Language, name: &str, as_of: Option<Date>) -> String {
    match as_of {
        Some(day) => said::DESCRIPTION.with(language, &[&name, &Day(language, day)]),
        None => format!(
            "{name}{}{}{}",
            language.colon(),
            said::LIST_MISSING.of(language),
            said::LIST_MISSING_MORE.of(language)
        ),
    }
}

fn state(served: &Served, as_of: Option<Date>) -> Markup {
    let language = served.language();
    html! {
        @match as_of {
            Some(as_of) => p.lead { (said::NEWEST_AS_OF.with(language, &[&Day(language, as_of)])) },
            None => p.note {
                b { (said::LIST_MISSING.of(language)) } (said::LIST_MISSING_MORE.of(language))
            },
        }
    }
}

fn below(served: &Served, code: RegionCode) -> Markup {
    let children = served.directory().regions().children(Some(code));
    if children.is_empty() {
        return html! {};
    }
    let language = served.language();
    let states = states(&served.reader, &children, served.today());
    let (listed, bare): (Vec<_>, Vec<_>) = states.into_iter().partition(|s| s.as_of.is_some());
    html! {
        section {
            h2 { (said::BELOW.of(language)) }
            (cards(served.links(), &listed))
            @if !bare.is_empty() {
                details { summary { (said::WITHOUT_LISTS.of(language)) } (cards(served.links(), &bare)) }
            }
        }
    }
}

fn is_narrowed(filters: Filters) -> bool {
    filters.roster.is_some() || filters.category.is_some() || filters.status.is_some()
}

fn chips(served: &Served, code: RegionCode, filters: Filters) -> Markup {
    let language = served.language();
    let link = |filters| FilterLink { served, code, filters, page: "" };
    let by_list = |roster| link(Filters { roster, ..filters });
    let by_category = |category| link(Filters { category, ..filters });
    html! {
        details open[is_narrowed(filters)] {
        summary { (said::NARROW.of(language)) }
        nav.chips aria-label=(said::BY_LIST.of(language)) {
            a rel="nofollow" href=(by_list(None)) aria-current=[filters.roster.is_none().then_some("true")] { (said::ALL_LISTS.of(language)) }
            @for kind in RosterKind::ALL {
                a rel="nofollow" href=(by_list(Some(kind))) aria-current=[(filters.roster == Some(kind)).then_some("true")] { (labels::roster(language, kind)) }
            }
        }
        nav.chips aria-label=(said::BY_CATEGORY.of(language)) {
            a rel="nofollow" href=(by_category(None)) aria-current=[filters.category.is_none().then_some("true")] { (said::ALL_CATEGORIES.of(language)) }
            @for one in Category::ALL {
                a rel="nofollow" href=(by_category(Some(one))) aria-current=[(filters.category == Some(one)).then_some("true")] { (labels::category(language, one)) }
            }
        }
        }
    }
}

fn share(served: &Served, code: RegionCode, filters: Filters) -> Markup {
    let link = served.links().region(code);
    let query = query_of(filters);
    html! {
        section.share {
            h2 { (words::share::SHARE.of(served.language())) }
            p { (words::share::SHARE_HOW.of(served.language())) }
            (link_and_code(served, Shared { link: &link, codes: &link, query: &query }))
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
