//! `GET /api/v1/stats`

use axum::Json;
use jiff::civil::Date;
use serde::Serialize;

use super::types::{Named, Stamp, region, regulator};
use crate::domain::figures::{Dated, Month, RosterAge};
use crate::web::error::Error;
use crate::web::params::Params;
use crate::web::public::stats::sheet::{Sheet, Table};
use crate::web::served::Served;

#[derive(Debug, Serialize)]
pub struct Stats {
    /// `null`: the whole register.
    region: Option<Named>,
    /// Empty where no list is of the region.
    tables: Vec<TableOut>,
    /// The last two years, oldest first, months without a release included.
    months: Vec<MonthOut>,
    /// All that was published earlier.
    before: Option<Counts>,
    /// The lists that have waited longest for a new edition.
    oldest_lists: Vec<ListOut>,
    #[serde(flatten)]
    stamp: Stamp,
}

#[derive(Debug, Serialize)]
struct TableOut {
    by: &'static str,
    parts: Vec<PartOut>,
    /// What is not told part by part.
    rest: Option<RestOut>,
    /// What the parts and the rest add up to.
    sum: u32,
    /// Counted by itself. `sum` is as much greater as `counted_again` says.
    total: u32,
    counted_again: u32,
}

#[derive(Debug, Serialize)]
struct PartOut {
    code: String,
    name: String,
    count: u32,
}

#[derive(Debug, Serialize)]
struct RestOut {
    parts: usize,
    count: u32,
}

#[derive(Debug, Serialize)]
struct MonthOut {
    /// `2026-09`
    month: String,
    #[serde(flatten)]
    counts: Counts,
}

/// Releases, and changes in listings.
#[derive(Debug, Serialize)]
struct Counts {
    releases: u32,
    added: u32,
    changed: u32,
    removed: u32,
    banned: u32,
}

#[derive(Debug, Serialize)]
struct ListOut {
    regulator: Named,
    list: &'static str,
    list_as_of: Date,
    age_days: u32,
}

pub async fn show(served: Served, params: Params) -> Result<Json<Stats>, Error> {
    let directory = served.directory();
    let asked = params.region(directory)?;
    let figures = served.figures().await?;
    let sheet = Sheet::of(&served, &figures, asked);
    let of = |age: RosterAge| ListOut {
        regulator: regulator(directory, age.roster.regulator),
        list: age.roster.kind.code(),
        list_as_of: age.as_of,
        age_days: age.days,
    };
    let (mut tables, mut months, mut before, mut oldest) = Default::default();
    if let Some(sheet) = sheet {
        tables = sheet.tables.into_iter().map(TableOut::of).collect();
        months = sheet.months.into_iter().map(MonthOut::of).collect();
        before = Some(Counts::of(sheet.before));
        oldest = sheet.oldest.into_iter().map(of).collect();
    }
    Ok(Json(Stats {
        region: asked.map(|code| region(directory, code)),
        tables,
        months,
        before,
        oldest_lists: oldest,
        stamp: Stamp::of(&served),
    }))
}

impl TableOut {
    fn of(table: Table) -> Self {
        Self {
            by: table.subject.code(),
            sum: table.sum(),
            total: table.total,
            counted_again: table.again,
            rest: table.rest.map(|(parts, count)| RestOut { parts, count }),
            parts: table
                .rows
                .into_iter()
                .map(|row| PartOut { code: row.code, name: row.label, count: row.count })
                .collect(),
        }
    }
}

impl MonthOut {
    fn of(dated: Dated) -> Self {
        Self { month: dated.first.strftime("%Y-%m").to_string(), counts: Counts::of(dated.month) }
    }
}

impl Counts {
    fn of(month: Month) -> Self {
        let Month { releases, added, changed, removed, banned } = month;
        Self { releases, added, changed, removed, banned }
    }
}
