//! `GET /stats`, `GET /stats.csv`: the register in numbers, each picture with its table.

mod charts;
pub mod sheet;
mod tables;
mod telling;
mod tiles;

use axum::http::header;
use axum::response::{IntoResponse, Response};
use maud::{Markup, html};

use self::sheet::{Sheet, Subject, Table};
use self::tables::Beside;
use crate::domain::figures::{Month, Standing};
use crate::domain::listing::RosterKind;
use crate::domain::region::RegionCode;
use crate::web::assets;
use crate::web::components::quoted::{mixed, quoted};
use crate::web::error::Error;
use crate::web::layout::{Place, page, unindexed};
use crate::web::params::Params;
use crate::web::served::Served;
use crate::web::words::regions::{LIST_MISSING, LIST_MISSING_MORE};
use crate::web::words::stats as said;
use crate::web::words::{Day, Grouped, Language, Phrase, comfort};

/// What is told of a month, in the order of [`said::SERIES`].
const SERIES: [fn(Month) -> u32; 5] = [
    |month| month.releases,
    |month| month.added,
    |month| month.changed,
    |month| month.removed,
    |month| month.banned,
];

pub async fn show(served: Served, params: Params) -> Result<Markup, Error> {
    let language = served.language();
    let region = params.region(served.directory())?;
    let figures = served.figures().await?;
    let sheet = Sheet::of(&served, &figures, region);
    let name = region.map(|code| served.directory().regions().full_name(code));
    let title = match &name {
        Some(name) => format!("{name}{}{}", language.colon(), said::TITLE.of(language)),
        None => said::TITLE.of(language).to_owned(),
    };
    let body = html! {
        @if let Some(region) = region { (crumbs(&served, region)) }
        h1 {
            @if let Some(name) = &name { (quoted(language, name)) (language.colon()) }
            (said::TITLE.of(language)) (language.stop())
        }
        @match &sheet {
            Some(sheet) => (view(&served, sheet)),
            None if served.directory().releases().len() == 0 => p.lead { (said::EMPTY.of(language)) },
            None => p.note { b { (LIST_MISSING.of(language)) } (LIST_MISSING_MORE.of(language)) },
        }
    };
    let description = if sheet.is_some() { said::DESCRIPTION.of(language) } else { "" };
    let frame = served
        .frame(&title, Place::Stats)
        .described(description)
        .styled(assets::Style::Stats.name());
    Ok(if region.is_some() { unindexed(frame, body) } else { page(frame, body) })
}

/// The numbers of the page for spreadsheets: what is counted, part, code, count.
pub async fn csv(served: Served, params: Params) -> Result<Response, Error> {
    let region = params.region(served.directory())?;
    let figures = served.figures().await?;
    let sheet = Sheet::of(&served, &figures, region).ok_or(Error::NotFound)?;
    let file = sheet.to_csv(served.language()).map_err(|_| Error::Internal)?;
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
    let (links, language) = (served.links(), served.language());
    html! {
        nav.crumbs aria-label=(said::CRUMBS.of(language)) {
            a href=(links.to("/stats")) { (said::WHOLE.of(language)) }
            @for code in path {
                " › "
                @if code == region { b { (quoted(language, regions.name(code))) } }
                @else { a href={ (links.to("/stats?region=")) (code) } { (quoted(language, regions.name(code))) } }
            }
        }
    }
}

fn view(served: &Served, sheet: &Sheet) -> Markup {
    let language = served.language();
    let (day, release) = (Day(language, served.today()), served.reader.release());
    html! {
        p.lead { (said::AS_OF.with(language, &[&day, &release])) }
        @for subject in [Subject::Standing, Subject::Place, Subject::Category, Subject::Department, Subject::Regulator] {
            (section(served, sheet, subject))
        }
        (months(language, sheet))
        @for subject in [Subject::Reason, Subject::Age, Subject::Roster, Subject::Status, Subject::Nature] {
            (section(served, sheet, subject))
        }
        section {
            h2 { (said::HOW.of(language)) }
            ul { @for line in said::METHOD { li { (line.of(language)) } } }
            p {
                a href={ (served.links().to("/stats.csv")) @if let Some(region) = sheet.region { "?region=" (region) } } rel="nofollow" {
                    (said::DOWNLOAD.of(language))
                }
            }
            p.in-wechat { (comfort::IN_WECHAT.of(language)) }
        }
    }
}

fn section(served: &Served, sheet: &Sheet, subject: Subject) -> Markup {
    let Some(table) = sheet.table(subject) else { return html! {} };
    let language = served.language();
    let on_approved = table.count_of(RosterKind::Approved.code());
    let says = match sheet.table(Subject::Standing) {
        Some(standings) if subject == Subject::Roster && on_approved > 0 => {
            let today = standings.count_of(Standing::Approved.code());
            telling::still_approved(language, on_approved, today)
        }
        Some(_) | None => telling::reading(language, table),
    };
    html! {
        section.figures {
            h2 { (telling::heading(subject).of(language)) }
            @if subject == Subject::Standing { (large(language, table)) }
            p { (mixed(language, &says)) }
            @if !table.rows.is_empty() { (picture(served, table, &says)) }
            @if subject == Subject::Age && !sheet.oldest.is_empty() {
                details { summary { (said::OLDEST.of(language)) } (tables::oldest(language, sheet, served.directory())) }
            }
        }
    }
}

/// Each subject in the form that shows it best, with its table.
fn picture(served: &Served, table: &Table, says: &str) -> Markup {
    let (links, language) = (served.links(), served.language());
    match table.subject {
        Subject::Standing | Subject::Age | Subject::Nature => html! {
            (charts::stacked(language, table, says))
            (tables::table(table, Beside::Keys, links))
        },
        Subject::Place if tiles::fits(table) => html! {
            (tiles::map(table, links))
            details { summary { (said::AS_TABLE.of(language)) } (tables::table(table, Beside::Bars, links)) }
        },
        // Fifteen of thousands say little.
        Subject::Regulator if table.rest.is_some() => html! {
            details { summary { (said::AS_TABLE.of(language)) } (tables::table(table, Beside::Bars, links)) }
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
fn large(language: Language, table: &Table) -> Markup {
    let of = |standing: Standing| table.count_of(standing.code());
    let told: [(Standing, Phrase); 3] = [
        (Standing::Approved, said::LARGE_APPROVED),
        (Standing::Restricted, said::LARGE_RESTRICTED),
        (Standing::Banned, said::LARGE_BANNED),
    ];
    let listed: u32 = told.into_iter().map(|(standing, _)| of(standing)).sum();
    html! {
        ul.counts {
            li { b { (Grouped(listed)) } (said::LARGE_LISTED.of(language)) }
            @for (standing, what) in told {
                li { b { (Grouped(of(standing))) } (what.of(language)) }
            }
        }
    }
}

fn months(language: Language, sheet: &Sheet) -> Markup {
    let mut total = Month::default();
    sheet.months.iter().for_each(|dated| total.take(dated.month));
    let [releases, added, removed] = [total.releases, total.added, total.removed].map(Grouped);
    let two_years = said::TWO_YEARS.with(language, &[&releases, &added, &removed]);
    html! {
        section.figures {
            h2 { (said::MONTHS.of(language)) }
            @if total.releases == 0 { p { (said::NOTHING_RELEASED.of(language)) } } @else {
                p { (two_years) (language.space()) (said::THIS_MONTH.of(language)) }
                div.small { @for (series, of) in said::SERIES.into_iter().zip(SERIES) {
                    (charts::columns(language, &sheet.months, series, of))
                } }
            }
            details { summary { (said::AS_TABLE.of(language)) } (tables::months(language, sheet)) }
        }
    }
}
