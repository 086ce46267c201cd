//! `GET /stats`, `GET /stats.csv`: the register in numbers, each picture with its table.

mod charts;
pub mod sheet;
mod tables;
mod tiles;
pub mod words;

use axum::http::header;
use axum::response::{IntoResponse, Response};
use maud::{Markup, html};

use self::sheet::{Sheet, Subject, Table};
use self::tables::Beside;
use self::words::Number;
use crate::domain::figures::{Month, Standing};
use crate::domain::listing::RosterKind;
use crate::domain::region::RegionCode;
use crate::web::assets;
use crate::web::error::Error;
use crate::web::layout::{Place, page, unindexed};
use crate::web::params::Params;
use crate::web::served::Served;

/// What is told of a month, in the order of [`words::SERIES`].
const SERIES: [fn(Month) -> u32; 5] = [
    |month| month.releases,
    |month| month.added,
    |month| month.changed,
    |month| month.removed,
    |month| month.banned,
];

pub async fn show(served: Served, params: Params) -> Result<Markup, Error> {
    let region = params.region(served.directory())?;
    let figures = served.figures().await?;
    let sheet = Sheet::of(&served, &figures, region);
    let name = region.map(|code| served.directory().regions().full_name(code));
    let title = match &name {
        Some(name) => format!("{name}：{}", words::TITLE),
        None => words::TITLE.to_owned(),
    };
    let body = html! {
        link rel="stylesheet" href=(served.links().file(assets::stats_css_name()));
        @if let Some(region) = region { (crumbs(&served, region)) }
        h1 { (title) "。" }
        @match &sheet {
            Some(sheet) => (view(&served, sheet)),
            None if served.directory().releases().len() == 0 => p.lead { (words::EMPTY) },
            None => p.note { b { (words::NO_LIST) } (words::NO_LIST_NEXT) },
        }
    };
    let frame = served.frame(&title, Place::Stats);
    Ok(if region.is_some() { unindexed(frame, body) } else { page(frame, body) })
}

/// The numbers of the page for spreadsheets: what is counted, part, code, count.
pub async fn csv(served: Served, params: Params) -> Result<Response, Error> {
    let region = params.region(served.directory())?;
    let figures = served.figures().await?;
    let sheet = Sheet::of(&served, &figures, region).ok_or(Error::NotFound)?;
    let file = sheet.to_csv().map_err(|_| Error::Internal)?;
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8"),
        (header::CONTENT_DISPOSITION, "attachment; filename=\"stats.csv\""),
    ];
    Ok((headers, file).into_response())
}

/// 全国 > 省 > 市 > 区: links to the figures of each.
fn crumbs(served: &Served, region: RegionCode) -> Markup {
    let regions = served.directory().regions();
    let up = std::iter::successors(Some(region), |code| regions.parent(*code));
    let mut path: Vec<RegionCode> = up.filter(|code| regions.get(*code).is_some()).collect();
    path.reverse();
    let links = served.links();
    html! {
        nav.crumbs aria-label="所在地区" {
            a href=(links.to("/stats")) { (words::WHOLE) }
            @for code in path {
                " › "
                @if code == region { b { (regions.name(code)) } }
                @else { a href={ (links.to("/stats?region=")) (code) } { (regions.name(code)) } }
            }
        }
    }
}

fn view(served: &Served, sheet: &Sheet) -> Markup {
    html! {
        p.lead { (words::as_of(served.today(), served.reader.release())) }
        @for subject in [Subject::Standing, Subject::Place, Subject::Category, Subject::Department, Subject::Regulator] {
            (section(served, sheet, subject))
        }
        (months(sheet))
        @for subject in [Subject::Reason, Subject::Age, Subject::Roster, Subject::Status, Subject::Nature] {
            (section(served, sheet, subject))
        }
        section {
            h2 { (words::HOW) }
            ul { @for line in words::METHOD { li { (line) } } }
            p {
                a href={ (served.links().to("/stats.csv")) @if let Some(region) = sheet.region { "?region=" (region) } } rel="nofollow" {
                    (words::DOWNLOAD)
                }
            }
        }
    }
}

fn section(served: &Served, sheet: &Sheet, subject: Subject) -> Markup {
    let Some(table) = sheet.table(subject) else { return html! {} };
    let on_approved = table.count_of(RosterKind::Approved.code());
    let says = match sheet.table(Subject::Standing) {
        Some(standings) if subject == Subject::Roster && on_approved > 0 => {
            words::still_approved(on_approved, standings.count_of(Standing::Approved.code()))
        }
        Some(_) | None => words::reading(table),
    };
    html! {
        section.figures {
            h2 { (words::heading(subject)) }
            @if subject == Subject::Standing { (large(table)) }
            p { (says) }
            @if !table.rows.is_empty() { (picture(served, table, &says)) }
            @if subject == Subject::Age && !sheet.oldest.is_empty() {
                details { summary { (words::OLDEST) } (tables::oldest(sheet, served.directory())) }
            }
        }
    }
}

/// Each subject in the form that shows it best, with its table.
fn picture(served: &Served, table: &Table, says: &str) -> Markup {
    let links = served.links();
    match table.subject {
        Subject::Standing | Subject::Age | Subject::Nature => html! {
            (charts::stacked(table, says))
            (tables::table(table, Beside::Keys, links))
        },
        Subject::Place if tiles::fits(table) => html! {
            (tiles::map(table, says, links))
            details { summary { (words::AS_TABLE) } (tables::table(table, Beside::Bars, links)) }
        },
        // Fifteen of thousands say little.
        Subject::Regulator if table.rest.is_some() => html! {
            details { summary { (words::AS_TABLE) } (tables::table(table, Beside::Bars, links)) }
        },
        Subject::Place
        | Subject::Category
        | Subject::Department
        | Subject::Regulator
        | Subject::Roster
        | Subject::Status
        | Subject::Reason => tables::table(table, Beside::Bars, links),
    }
}

/// The numbers that most come for.
fn large(table: &Table) -> Markup {
    let of = |standing: Standing| table.count_of(standing.code());
    let told = [Standing::Approved, Standing::Restricted, Standing::Banned];
    let listed: u32 = told.into_iter().map(of).sum();
    html! {
        ul.counts {
            li { b { (Number(listed)) } (words::large(None)) }
            @for standing in told {
                li { b { (Number(of(standing))) } (words::large(Some(standing))) }
            }
        }
    }
}

fn months(sheet: &Sheet) -> Markup {
    let mut total = Month::default();
    sheet.months.iter().for_each(|dated| total.take(dated.month));
    html! {
        section.figures {
            h2 { (words::MONTHS_HEADING) }
            @if total.releases == 0 { p { (words::NOTHING_PUBLISHED) } } @else {
                p { (words::two_years(total.releases, total.added, total.removed)) (words::THIS_MONTH) }
                div.small { @for (series, of) in words::SERIES.into_iter().zip(SERIES) {
                    (charts::columns(&sheet.months, series, of))
                } }
            }
            details { summary { (words::AS_TABLE) } (tables::months(sheet)) }
        }
    }
}
