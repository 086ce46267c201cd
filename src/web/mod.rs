//! Public pages and the JSON API, read from one immutable snapshot a request.
//!
//! | what | where |
//! |---|---|
//! | every URL | here |
//! | what is said to parents | [`words`] |
//! | frame of a page, shared pieces | `layout`, `components` |
//! | pages, API, suggestions while typing | `public`, `api`, `suggest` |
//! | what stands around them | `served` (one release a request, ETag), `limit`, `headers`, `error`, [`serve`] |

pub mod api;
pub mod asking;
pub mod assets;
pub mod components;
pub mod error;
pub mod figures;
pub mod headers;
pub mod layout;
pub mod limit;
pub mod links;
pub mod operators;
pub mod overview;
pub mod params;
pub mod public;
mod serve;
pub mod served;
pub mod settings;
pub mod suggest;
pub mod words;

#[cfg(test)]
mod tests;

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::http::StatusCode;
use axum::middleware;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use jiff::tz::TimeZone;
use jiff::{Timestamp, Zoned};
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::{CompressionLayer, CompressionLevel};
use tower_http::limit::RequestBodyLimitLayer;
use tower_http::timeout::TimeoutLayer;

pub use self::serve::serve;
use self::settings::SiteSettings;
use crate::publish::live::Live;

/// What handlers read from.
#[derive(Clone, Debug)]
pub struct App {
    pub live: Live,
    pub site: Arc<SiteSettings>,
    /// The time in China; [`shanghai_now`] outside tests. 'Today' is its day.
    pub now: fn() -> Zoned,
    overviews: overview::Cache,
    figures: figures::Cache,
}

impl App {
    pub fn new(live: Live, site: SiteSettings, now: fn() -> Zoned) -> Self {
        Self {
            live,
            site: Arc::new(site),
            now,
            overviews: overview::Cache::default(),
            figures: figures::Cache::default(),
        }
    }
}

const LONGEST_REQUEST: Duration = Duration::from_secs(10);
const LARGEST_BODY_BYTES: usize = 64 * 1024;

/// The time in China: eight hours east all year round since 1991.
pub fn shanghai_now() -> Zoned {
    #[expect(clippy::disallowed_methods, reason = "the one place where pages read the clock")]
    let now = Timestamp::now();
    now.to_zoned(TimeZone::fixed(jiff::tz::offset(8)))
}

/// The whole public site.
pub fn router(app: App) -> Router {
    let mut pages = urls("");
    if !app.site.base_path.is_empty() {
        // A proxy may strip the path or leave it: both find the site, and links always carry it.
        pages = pages.merge(urls(&app.site.base_path));
    }
    around(pages, app)
}

/// What stands around every page, innermost first.
fn around(pages: Router<App>, app: App) -> Router {
    let site = Arc::clone(&app.site);
    let limiter = limit::Limiter::new(&site.access);
    let compression = CompressionLayer::new().quality(CompressionLevel::Precise(4));
    pages
        .fallback(|| async { error::Error::NotFound })
        .with_state(app.clone())
        .layer(RequestBodyLimitLayer::new(LARGEST_BODY_BYTES))
        .layer(TimeoutLayer::with_status_code(StatusCode::GATEWAY_TIMEOUT, LONGEST_REQUEST))
        .layer(CatchPanicLayer::custom(panicked))
        .layer(middleware::from_fn_with_state(app, served::conditional))
        .layer(middleware::from_fn_with_state(limiter, limit::limit))
        .layer(middleware::from_fn_with_state(site, headers::reword))
        .layer(compression)
        .layer(middleware::from_fn(headers::finish))
}

/// Every URL, below `base`.
fn urls(base: &str) -> Router<App> {
    let at = |path: &str| format!("{base}{path}");
    let router = Router::new()
        .route(&at("/"), get(public::home::show))
        .route(&at("/search"), get(public::search::show))
        .route(&at(suggest::PATH), get(suggest::show))
        .route(&at("/i/{id}"), get(public::institution::show))
        .route(&at("/uscc/{code}"), get(public::lookup::by_uscc))
        .route(&at("/permit/{no}"), get(public::lookup::by_permit))
        .route(&at("/regions"), get(public::regions::index))
        .route(&at("/regions/{code}"), get(public::regions::show))
        .route(&at("/releases"), get(public::releases::index))
        .route(&at("/releases/{number}"), get(public::releases::show))
        .route(&at("/stats"), get(public::stats::show))
        .route(&at("/stats.csv"), get(public::stats::csv))
        .route(&at("/guide"), get(public::guide::show))
        .route(&at("/about"), get(public::about::show))
        .route(&at("/report"), get(public::report::show))
        .route(&at("/api/v1/search"), get(api::search::show))
        .route(&at("/api/v1/institutions/{id}"), get(api::institutions::show))
        .route(&at("/api/v1/releases"), get(api::releases::index))
        .route(&at("/api/v1/releases/{number}"), get(api::releases::show))
        .route(&at("/api/v1/releases/{number}/diff"), get(api::releases::diff))
        .route(&at("/api/v1/regions"), get(api::regions::index))
        .route(&at("/api/v1/regions/{code}"), get(api::regions::show))
        .route(&at("/api/v1/stats"), get(api::stats::show))
        .route(&at("/static/{name}"), get(assets::show))
        .route(&at("/robots.txt"), get(operators::robots))
        .route(&at("/healthz"), get(operators::alive))
        .route(&at("/readyz"), get(operators::ready));
    if base.is_empty() { router } else { router.route(base, get(public::home::show)) }
}

#[expect(clippy::needless_pass_by_value, reason = "the layer gives what the panic threw")]
fn panicked(thrown: Box<dyn std::any::Any + Send + 'static>) -> Response {
    let said = thrown
        .downcast_ref::<&str>()
        .copied()
        .or_else(|| thrown.downcast_ref::<String>().map(String::as_str));
    tracing::error!(panic = said.unwrap_or("unknown"), "a page failed");
    error::Error::Internal.into_response()
}
