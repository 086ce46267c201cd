//! `GET /data/{edition}/manifest.json`: what the files of a scope are, for programs.

use std::time::Duration;

use axum::Json;
use axum::response::{IntoResponse, Response};
use serde::Serialize;

use super::files::{address, media_type, newest};
use super::making::Facts;
use super::schema::type_of;
use crate::publish::export::columns::{COLUMNS, SCHEMA_VERSION};
use crate::publish::export::{Edition, Form, Scope, Wanted};
use crate::web::error::Error;
use crate::web::served::Served;

/// For all three files together; a request has ten seconds.
const PATIENCE: Duration = Duration::from_secs(5);

#[derive(Debug, Serialize)]
struct Manifest {
    edition: String,
    /// The day that it tells of.
    on: String,
    /// The newest release that went into it.
    release: u64,
    /// `all`, a region's code, or a regulator's.
    scope: String,
    schema_version: u32,
    schema: String,
    rows: u64,
    columns: Vec<ColumnOut>,
    files: Vec<FileOut>,
}

#[derive(Debug, Serialize)]
struct ColumnOut {
    key: &'static str,
    heading: &'static str,
    #[serde(rename = "type")]
    kind: &'static str,
}

#[derive(Debug, Serialize)]
struct FileOut {
    form: &'static str,
    media_type: &'static str,
    url: String,
    bytes: u64,
    sha256: String,
    rows: u64,
}

/// The files of a scope, each made when it is not yet.
///
/// # Errors
/// [`Error::Preparing`] when that takes longer than a request may; then they are being made.
pub async fn facts(
    served: &Served,
    edition: Edition,
    scope: Scope,
    patience: Duration,
) -> Result<Vec<(Form, Facts)>, Error> {
    let preparing = Error::Preparing { retry_after_s: 20 };
    let all = async {
        let mut files = Vec::new();
        for form in Form::ALL {
            let wanted = Wanted { edition, scope, form, today: newest(served).day };
            files.push((form, served.downloads.file(&served.reader, wanted).await?));
        }
        let mut known = Vec::new();
        for (form, file) in files {
            known.push((form, file.facts().await.ok_or(Error::Internal)?));
        }
        Ok(known)
    };
    tokio::time::timeout(patience, all).await.unwrap_or(Err(preparing))
}

pub(super) async fn answer(
    served: &Served,
    edition: Edition,
    scope: Scope,
) -> Result<Response, Error> {
    let facts = facts(served, edition, scope, PATIENCE).await?;
    let file = |(form, facts): &(Form, Facts)| FileOut {
        form: form.ending(),
        media_type: media_type(*form),
        url: served.site.public(&address(served, edition, &format!("{scope}.{}", form.ending()))),
        bytes: facts.bytes,
        sha256: facts.sha256.to_string(),
        rows: facts.rows,
    };
    let manifest = Manifest {
        edition: edition.to_string(),
        on: edition.day.to_string(),
        release: edition.release.number(),
        scope: scope.to_string(),
        schema_version: SCHEMA_VERSION,
        schema: served.site.public(&format!("{}/data/schema.json", served.site.base_path)),
        rows: facts.first().map_or(0, |(_, facts)| facts.rows),
        columns: COLUMNS
            .iter()
            .map(|column| ColumnOut {
                key: column.key,
                heading: column.heading,
                kind: type_of(column.kind),
            })
            .collect(),
        files: facts.iter().map(file).collect(),
    };
    Ok(Json(manifest).into_response())
}
