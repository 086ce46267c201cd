//! `POST /api/v1/check`: many at once.

use std::borrow::Cow;
use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, header};
use axum::response::Response;
use serde::Serialize;

use super::json;
use super::lookalikes::{Lookalike, beside};
use super::search::{ROW_BYTES, Row, headline, reason_code, row};
use super::types::Stamp;
use crate::domain::answer::{MOST_CHARS, TypedError};
use crate::domain::verdict::Verdict;
use crate::web::App;
use crate::web::checking::{Asked, Batch, MOST, Said};
use crate::web::error::Error;
use crate::web::served::Served;

/// Below base path.
pub const PATH: &str = "/api/v1/check";

/// A thousand names of the longest, each character escaped.
pub const LARGEST_BODY: usize = 3 << 20;

#[derive(Debug, Serialize)]
struct Answered<'a> {
    /// One for each name, in the order in which they were sent.
    results: Vec<Checked<'a>>,
    #[serde(flatten)]
    stamp: Stamp,
}

#[derive(Debug, Serialize)]
struct Checked<'a> {
    query: &'a str,
    /// Approved only where exactly one institution is identified by these words.
    verdict: &'static str,
    /// Why it is not listed; `null` for other verdicts, and where nothing could be looked up.
    not_listed: Option<&'static str>,
    /// Why nothing could be looked up, by the code of the error that a search gives.
    #[serde(skip_serializing_if = "Option::is_none")]
    problem: Option<&'static str>,
    /// What a parent is told, in short; `null` where nothing could be looked up.
    headline: Option<Cow<'a, str>>,
    /// How many may be meant; counted up to 1000.
    total: usize,
    /// The one that is identified first; at most three.
    results: Vec<Row<'a>>,
    /// The banned ones that are easily taken for the one that is called approved here.
    lookalikes: Vec<Lookalike>,
}

pub async fn check(
    State(app): State<App>,
    served: Served,
    headers: HeaderMap,
    body: Result<Bytes, axum::extract::rejection::BytesRejection>,
) -> Result<Response, Error> {
    let body =
        body.map_err(|rejection| Error::of_status(rejection.status()).unwrap_or(Error::BadForm))?;
    let names = names(&headers, &body)?;
    let turn = Arc::clone(&app.batches).acquire_owned().await.map_err(|_| Error::Internal)?;
    let answered = tokio::task::spawn_blocking(move || {
        let answered = answer(&served, names);
        drop(turn);
        answered
    });
    answered.await.map_err(|error| {
        tracing::error!(%error, "a batch failed");
        Error::Internal
    })?
}

/// `{"names": ["…", …]}`; other members are let pass.
fn names(headers: &HeaderMap, body: &[u8]) -> Result<Vec<String>, Error> {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
    let kind = kind.and_then(|kind| kind.split(';').next()).unwrap_or_default().trim();
    if !kind.eq_ignore_ascii_case("application/json") {
        return Err(Error::NotJson);
    }
    let sent: serde_json::Value = serde_json::from_slice(body).map_err(|_| Error::BadJson)?;
    let names = sent.get("names").and_then(|names| names.as_array()).ok_or(Error::BadNames)?;
    if names.is_empty() {
        return Err(Error::BadNames);
    }
    if names.len() > MOST {
        return Err(Error::TooManyNames);
    }
    let name = |name: &serde_json::Value| match name.as_str() {
        None => Err(Error::BadNames),
        Some(name) => {
            let chars = name.chars().count();
            if chars > MOST_CHARS {
                return Err(TypedError::TooLong { chars }.into());
            }
            Ok(name.to_owned())
        }
    };
    names.iter().map(name).collect()
}

fn answer(served: &Served, names: Vec<String>) -> Result<Response, Error> {
    let batch = Batch::look_up(served, names.into_iter().map(Asked::typed).collect());
    let results: Vec<Checked<'_>> =
        batch.rows.iter().map(|row| checked(served, &batch, row)).collect();
    let bytes = results.iter().map(|one| 256 + ROW_BYTES * one.results.len()).sum();
    json(&Answered { results, stamp: Stamp::of(served) }, bytes)
}

fn checked<'a>(
    served: &'a Served,
    batch: &'a Batch,
    asked: &'a crate::web::checking::Row,
) -> Checked<'a> {
    let query = asked.words.as_str();
    let unsaid = |verdict: Verdict, problem| Checked {
        query,
        verdict: verdict.code(),
        not_listed: None,
        problem,
        headline: None,
        total: 0,
        results: Vec::new(),
        lookalikes: Vec::new(),
    };
    match batch.said(served, asked) {
        Said::Unreadable(error) => unsaid(Verdict::NotListed, Some(Error::from(error).code())),
        // Names alone are asked here, which cannot disagree with a code.
        Said::Disagreeing { .. } => unsaid(Verdict::Candidates, None),
        Said::Answered { findings, answer, .. } => Checked {
            query,
            verdict: answer.verdict.code(),
            not_listed: answer.not_listed.as_ref().map(reason_code),
            problem: None,
            headline: Some(headline(served, &answer, findings)),
            total: findings.results.total,
            results: findings
                .results
                .hits
                .iter()
                .filter_map(|hit| row(served, hit, served.today()))
                .collect(),
            lookalikes: beside(served, &answer),
        },
    }
}
