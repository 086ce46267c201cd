//! `GET /api/v1/search`

use std::borrow::Cow;

use axum::response::Response;
use jiff::civil::Date;
use serde::Serialize;

use super::facets::FacetsOut;
use super::json;
use super::lookalikes::{Lookalike, beside};
use super::types::{Shown, Stamp, Summary};
use crate::domain::answer::{Answer, NotListed, Typed};
use crate::domain::institution::InstitutionId;
use crate::search::{COUNTED_MOST, Hit};
use crate::web::asking::{Findings, Question, ask};
use crate::web::error::Error;
use crate::web::links::Link;
use crate::web::params::Params;
use crate::web::served::Served;
use crate::web::words;

const USUAL_LIMIT: usize = 10;

/// What an answer and each of its rows take, about: room for it is made once.
const ANSWER_BYTES: usize = 1024;
pub(super) const ROW_BYTES: usize = 768;

#[derive(Debug, Serialize)]
struct Answered<'a> {
    query: &'a str,
    /// Approved only where exactly one institution is identified by these words.
    verdict: &'static str,
    /// Why it is not listed; `null` for other verdicts.
    not_listed: Option<&'static str>,
    /// What a parent is told, in short.
    headline: Cow<'a, str>,
    /// The day asked about, when it is not today.
    #[serde(skip_serializing_if = "Option::is_none")]
    on: Option<Date>,
    /// Counted up to 1000.
    total: usize,
    /// There may be more than `total`.
    is_total_least: bool,
    /// How many pages there are at this `limit`.
    pages: usize,
    /// With `facets=1`: what each value of a filter would leave, all other filters kept.
    #[serde(skip_serializing_if = "Option::is_none")]
    facets: Option<FacetsOut>,
    /// The banned ones that are easily taken for the one that is called approved here. Of today alone:
    /// empty for any other verdict, and where another day is asked about.
    lookalikes: Vec<Lookalike>,
    #[serde(flatten)]
    stamp: Stamp,
    results: Vec<Row<'a>>,
}

#[derive(Debug, Serialize)]
pub(super) struct Row<'a> {
    #[serde(flatten)]
    summary: Summary<'a>,
    #[serde(rename = "match")]
    matched: Matched<'a>,
    url: Shown<Link<'a, InstitutionId>>,
}

#[derive(Debug, Serialize)]
struct Matched<'a> {
    kind: &'static str,
    /// Parts of `name`, in characters: from (inclusive) to (exclusive).
    spans: &'a [(usize, usize)],
}

pub async fn show(served: Served, params: Params) -> Result<Response, Error> {
    // White space in the words is the reader's to judge: nothing is stripped before.
    let typed = Typed::parse(params.typed())?;
    let filters = params.filters(served.directory())?;
    let page = params.page(params.limit(USUAL_LIMIT)?)?;
    let today = served.today();
    let on = params.past_day(today)?;
    let wanted = params.wanted()?;
    let question = Question { typed: &typed, filters, page, day: on.unwrap_or(today), wanted };
    let findings = ask(&served, question);
    let answer = findings.answer(&served, question);
    let rows = findings.results.hits.iter().filter_map(|hit| row(&served, hit, question.day));
    let answered = Answered {
        query: params.typed(),
        verdict: answer.verdict.code(),
        not_listed: answer.not_listed.as_ref().map(reason_code),
        headline: headline(&served, &answer, &findings),
        on,
        total: findings.results.total,
        is_total_least: findings.results.total >= COUNTED_MOST,
        pages: findings.results.total.div_ceil(page.size),
        facets: findings.results.facets.as_ref().map(|facets| FacetsOut::of(&served, facets)),
        lookalikes: if on.is_none() { beside(&served, &answer) } else { Vec::new() },
        stamp: Stamp::of(&served),
        results: rows.collect(),
    };
    json(&answered, ANSWER_BYTES + ROW_BYTES * answered.results.len())
}

/// What a parent is told, in short.
pub(super) fn headline(
    served: &Served,
    answer: &Answer<'_>,
    findings: &Findings,
) -> Cow<'static, str> {
    let language = served.language();
    match (&answer.not_listed, &answer.identified) {
        (Some(reason), _) => words::of_not_listed(language, reason, served.directory()).headline,
        (None, Some((_, _, conclusion))) => words::of_cause(language, &conclusion.cause).headline,
        (None, None) => words::candidates(language, findings.candidates().max(1)).headline,
    }
}

pub(super) fn row<'a>(served: &'a Served, hit: &'a Hit, day: Date) -> Option<Row<'a>> {
    Some(Row {
        summary: Summary::of(served, &hit.institution, day)?,
        matched: Matched { kind: hit.kind.code(), spans: &hit.spans },
        url: Shown(served.links().institution(hit.institution.id)),
    })
}

pub(super) fn reason_code(reason: &NotListed) -> &'static str {
    match reason {
        NotListed::NotHere => "not_here",
        NotListed::Elsewhere { .. } => "elsewhere",
        NotListed::OtherPremises { .. } => "other_premises",
        NotListed::KindNotCovered { .. } => "kind_not_covered",
        NotListed::NoListPublished { .. } => "no_list_published",
        NotListed::NothingInForce { .. } => "nothing_in_force",
    }
}
