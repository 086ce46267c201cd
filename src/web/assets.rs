//! The style sheets and the one script, under names that change with their content, so that they can be
//! kept for ever.

use std::sync::LazyLock;

use axum::extract::Path;
use axum::http::header;
use axum::response::{IntoResponse, Response};

use super::error::Error;
use crate::domain::digest::Digest;

const CSS: &str = include_str!("../../static/site.css");
const STATS_CSS: &str = include_str!("../../static/stats.css");
const SCRIPT: &str = include_str!("../../static/suggest.js");

static CSS_NAME: LazyLock<String> = LazyLock::new(|| named("site", CSS, "css"));
static STATS_CSS_NAME: LazyLock<String> = LazyLock::new(|| named("stats", STATS_CSS, "css"));
static SCRIPT_NAME: LazyLock<String> = LazyLock::new(|| named("suggest", SCRIPT, "js"));

fn named(stem: &str, content: &str, ending: &str) -> String {
    let hash = Digest::of(content.as_bytes()).to_string();
    format!("{stem}.{}.{ending}", &hash[..12])
}

/// The style sheet's file name: `site.{hash}.css`.
pub fn css_name() -> &'static str {
    &CSS_NAME
}

/// The file name of what only the page of figures needs: `stats.{hash}.css`.
pub fn stats_css_name() -> &'static str {
    &STATS_CSS_NAME
}

/// The file name of the script of the search box: `suggest.{hash}.js`.
pub fn script_name() -> &'static str {
    &SCRIPT_NAME
}

/// `GET /static/{name}`
pub async fn show(Path(name): Path<String>) -> Result<Response, Error> {
    let (kind, content) = if name == css_name() {
        ("text/css; charset=utf-8", CSS)
    } else if name == stats_css_name() {
        ("text/css; charset=utf-8", STATS_CSS)
    } else if name == script_name() {
        ("text/javascript; charset=utf-8", SCRIPT)
    } else {
        return Err(Error::NotFound);
    };
    let headers = [
        (header::CONTENT_TYPE, kind),
        (header::CACHE_CONTROL, "public, max-age=31536000, immutable"),
    ];
    Ok((headers, content).into_response())
}
