//! JSON API, version 1. Its types are its own: a field renamed inside changes nothing that others read.

pub mod check;
pub mod facets;
pub mod institutions;
mod lookalikes;
pub mod openapi;
pub mod problem;
pub mod regions;
pub mod releases;
pub mod search;
pub mod stats;
pub mod types;

use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse as _, Response};
use serde::Serialize;

use super::error::Error;

/// An answer of about so many bytes, written before what it borrows from is gone.
///
/// # Errors
/// When it cannot be written as JSON, which no type here brings about.
fn json<T: Serialize>(value: &T, bytes: usize) -> Result<Response, Error> {
    let mut body = Vec::with_capacity(bytes);
    serde_json::to_writer(&mut body, value).map_err(|_| Error::Internal)?;
    let mut response = body.into_response();
    let kind = HeaderValue::from_static("application/json");
    response.headers_mut().insert(header::CONTENT_TYPE, kind);
    Ok(response)
}
