//! `GET /api/v1/institutions/{id}`

use axum::Json;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use jiff::civil::Date;
use serde::Serialize;

use super::lookalikes::{Lookalike, of_today};
use super::types::{ListingOut, Stamp, Summary};
use crate::domain::answer::answer_link;
use crate::domain::institution::{Institution, InstitutionId};
use crate::domain::verdict::Conclusion;
use crate::web::error::Error;
use crate::web::params::Params;
use crate::web::served::Served;
use crate::web::words;

#[derive(Debug, Serialize)]
struct Shown<'a> {
    #[serde(flatten)]
    summary: Summary<'a>,
    headline: String,
    sentence: String,
    /// Two regulators disagree; the stricter counts.
    is_disputed: bool,
    /// 截至日期 of the approving list, when it is older than the site's limit.
    stale_since: Option<Date>,
    former_names: Vec<String>,
    aliases: Vec<String>,
    /// The day asked about, when it is not today.
    on: Option<Date>,
    /// In force, gravest first.
    listings: Vec<Read>,
    /// Everything that lists have said, newest release first.
    history: Vec<ListingOut>,
    /// Easily taken for it, and standing otherwise: banned ones, or approved ones where it is banned
    /// itself. Of today alone: empty where another day is asked about.
    lookalikes: Vec<Lookalike>,
    url: String,
    #[serde(flatten)]
    stamp: Stamp,
}

#[derive(Debug, Serialize)]
struct Read {
    verdict: &'static str,
    /// It carries no code and might mean a namesake.
    may_mean_another: bool,
    #[serde(flatten)]
    listing: ListingOut,
}

pub async fn show(
    served: Served,
    Path(id): Path<String>,
    params: Params,
) -> Result<Response, Error> {
    let today = served.today();
    let id = InstitutionId::parse(&id).ok_or(Error::NotFound)?;
    let on = params.past_day(today)?;
    let institution = served.reader.institution(id, today).ok_or(Error::NotFound)?;
    if institution.id != id {
        let query = on.map(|day| format!("?on={day}")).unwrap_or_default();
        let link = served.links().with("/api/v1/institutions/", institution.id);
        return Ok(Redirect::permanent(&format!("{link}{query}")).into_response());
    }
    let day = on.unwrap_or(today);
    let answer = answer_link(&institution, served.context(day, None));
    let (_, _, conclusion) = answer.identified.as_ref().ok_or(Error::NotFound)?;
    let shown = shown(&served, &institution, conclusion, (day, on)).ok_or(Error::NotFound)?;
    Ok(Json(shown).into_response())
}

fn shown<'a>(
    served: &'a Served,
    institution: &'a Institution,
    conclusion: &Conclusion<'a>,
    (day, on): (Date, Option<Date>),
) -> Option<Shown<'a>> {
    let directory = served.directory();
    let summary = Summary::concluded(directory, institution, conclusion, day)?;
    let said = words::of_cause(served.language(), &conclusion.cause);
    let mut versions: Vec<_> = institution.versions.iter().collect();
    versions.sort_by_key(|version| std::cmp::Reverse(version.from_release));
    let listings = conclusion.readings.iter().map(|reading| Read {
        verdict: reading.verdict.code(),
        may_mean_another: reading.may_mean_another,
        listing: ListingOut::of(directory, reading.version, day),
    });
    Some(Shown {
        summary,
        headline: said.headline.into_owned(),
        sentence: said.sentence.into_owned(),
        is_disputed: conclusion.is_disputed,
        stale_since: conclusion.stale_since,
        former_names: institution.former_names(day).into_iter().map(str::to_owned).collect(),
        aliases: institution.aliases.iter().map(ToString::to_string).collect(),
        on,
        listings: listings.collect(),
        history: versions.into_iter().map(|v| ListingOut::of(directory, v, day)).collect(),
        lookalikes: if on.is_none() { of_today(served, institution) } else { Vec::new() },
        url: served.links().institution(institution.id).to_string(),
        stamp: Stamp::of(served),
    })
}
