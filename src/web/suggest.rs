//! `GET /suggest`: names to put into the box, while somebody types. For the script of the search box
//! alone, hence no part of the API.

use axum::Json;
use serde::Serialize;

use super::error::Error;
use super::params::Params;
use super::served::Served;
use super::words;
use crate::search::Suggestion;

/// Below the base path and the language.
pub const PATH: &str = "/suggest";

/// What fits above a phone's keyboard, nearly.
const MOST: usize = 8;

#[derive(Debug, Serialize)]
pub struct Suggested {
    query: String,
    suggestions: Vec<Row>,
}

#[derive(Debug, Serialize)]
struct Row {
    text: String,
    count: usize,
    kind: &'static str,
    note: String,
}

/// Words that cannot be looked up are no error here: nobody has finished them.
pub async fn show(served: Served, params: Params) -> Result<Json<Suggested>, Error> {
    let region = params.region(served.directory())?;
    let found = served.reader.suggest(params.typed(), region, MOST, served.today());
    let row = |one: Suggestion| {
        let place = one.region.map(|code| served.directory().regions().full_name(code));
        Row {
            text: one.text,
            count: one.count,
            kind: one.kind.code(),
            note: words::suggested(served.language(), one.count, place.as_deref()),
        }
    };
    Ok(Json(Suggested {
        query: params.typed().to_owned(),
        suggestions: found.into_iter().map(row).collect(),
    }))
}
