//! The one style sheet, under a name that changes with its content, so that it can be kept for ever.

use std::sync::LazyLock;

use axum::extract::Path;
use axum::http::header;
use axum::response::{IntoResponse, Response};

use super::error::Error;
use crate::domain::digest::Digest;

const CSS: &str = include_str!("../../static/site.css");

static CSS_NAME: LazyLock<String> = LazyLock::new(|| {
    let hash = Digest::of(CSS.as_bytes()).to_string();
    format!("site.{}.css", &hash[..12])
});

/// The style sheet's file name: `site.{hash}.css`.
pub fn css_name() -> &'static str {
    &CSS_NAME
}

/// `GET /static/{name}`
pub async fn show(Path(name): Path<String>) -> Result<Response, Error> {
    if name != css_name() {
        return Err(Error::NotFound);
    }
    let headers = [
        (header::CONTENT_TYPE, "text/css; charset=utf-8"),
        (header::CACHE_CONTROL, "public, max-age=31536000, immutable"),
    ];
    Ok((headers, CSS).into_response())
}
