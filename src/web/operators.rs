//! For those who run the site.

use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};

use super::App;
use super::error::Error;
use super::settings::DataKind;

const NO_STORE: [(header::HeaderName, &str); 1] = [(header::CACHE_CONTROL, "no-store")];

/// `GET /healthz`: the process answers.
pub async fn alive() -> Response {
    (NO_STORE, "ok\n").into_response()
}

/// `GET /readyz`: lookups can be answered. 503 until the index is loaded.
pub async fn ready(State(app): State<App>) -> Result<Response, Error> {
    if !app.live.health().is_loaded {
        return Err(Error::NotReady);
    }
    Ok((NO_STORE, format!("ready {}\n", app.live.snapshot().release())).into_response())
}

/// `GET /robots.txt`. Invented institutions are kept out of search engines.
pub async fn robots(State(app): State<App>) -> &'static str {
    match app.site.data {
        DataKind::Demo => "User-agent: *\nDisallow: /\n",
        DataKind::Real => "User-agent: *\nAllow: /\n",
    }
}
