//! For those who run the site.

use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};

use super::App;
use super::settings::DataKind;

const NO_STORE: [(header::HeaderName, &str); 1] = [(header::CACHE_CONTROL, "no-store")];

/// `GET /healthz`: the process answers.
pub async fn alive() -> Response {
    (NO_STORE, "ok\n").into_response()
}

/// `GET /readyz`: lookups can be answered; the address is only bound once the index is loaded.
/// Says which release is served, and what is wrong with the store, which reading does without.
pub async fn ready(State(app): State<App>) -> Response {
    let health = app.live.health();
    let mut state = format!("ready {}\n", health.serving);
    if let Some(trouble) = &health.trouble {
        state.push_str(&format!("store: {trouble}\n"));
    }
    (NO_STORE, state).into_response()
}

/// `GET /robots.txt`. Invented institutions are kept out of search engines.
pub async fn robots(State(app): State<App>) -> String {
    match app.site.data {
        DataKind::Demo => "User-agent: *\nDisallow: /\n".into(),
        DataKind::Real if app.site.base_url.is_empty() => "User-agent: *\nAllow: /\n".into(),
        DataKind::Real => {
            format!("User-agent: *\nAllow: /\nSitemap: {}/sitemap.xml\n", app.site.base_url)
        }
    }
}
