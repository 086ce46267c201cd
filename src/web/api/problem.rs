//! RFC 9457: what went wrong, for programs.

use axum::Json;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;

use crate::web::error::Error;
use crate::web::words::Language;
use crate::web::words::errors::of_error;

#[derive(Debug, Serialize)]
struct Problem {
    #[serde(rename = "type")]
    kind: &'static str,
    title: &'static str,
    status: u16,
    detail: &'static str,
    /// Stable; the words around it may change.
    code: &'static str,
}

pub fn document(error: Error) -> Response {
    let (title, detail) = of_error(error);
    let problem = Problem {
        kind: "about:blank",
        title: title.of(Language::default()),
        status: error.status().as_u16(),
        detail: detail.of(Language::default()),
        code: error.code(),
    };
    let mut response = (error.status(), Json(problem)).into_response();
    let kind = HeaderValue::from_static("application/problem+json");
    response.headers_mut().insert(header::CONTENT_TYPE, kind);
    response
}
