//! What stands around every page: one layer, since each costs every request a copy of all inside it.

use std::any::Any;
use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::{Request, State};
use axum::http::{HeaderValue, header};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use futures_util::FutureExt as _;
use tower::util::MapResponseLayer;
use tower_http::compression::predicate::{DefaultPredicate, NotForContentType, Predicate as _};
use tower_http::compression::{CompressionLayer, CompressionLevel};

use super::App;
use super::console;
use super::error::Error;
use super::headers::{self, Asker};
use super::limit::Limiter;
use super::served::Fixed;
use super::{api, public};

const NO_STORE: HeaderValue = HeaderValue::from_static("no-store");

/// What a request may take.
#[derive(Clone, Copy, Debug)]
struct Allowance {
    body_bytes: usize,
    time: Duration,
}

const USUAL: Allowance = Allowance { body_bytes: 64 * 1024, time: Duration::from_secs(10) };

/// Where more is sent, and a slow line needs its time: the longer path first where one ends in another.
const LARGER: [(&str, Allowance); 2] = [
    (
        api::check::PATH,
        Allowance { body_bytes: api::check::LARGEST_BODY, time: Duration::from_secs(30) },
    ),
    (
        public::check::PATH,
        Allowance { body_bytes: public::check::LARGEST_FORM, time: Duration::from_secs(60) },
    ),
];

impl Allowance {
    /// Base path and language stand before the path that is known.
    fn of(request: &Request) -> Self {
        let path = request.uri().path();
        let larger = LARGER.iter().find(|(own, _)| path.ends_with(own));
        larger.map_or(USUAL, |(_, allowance)| *allowance)
    }
}

const WORKBOOKS_ARE_COMPRESSED: NotForContentType =
    NotForContentType::const_new("application/vnd.openxmlformats");

#[derive(Debug)]
struct Around {
    app: App,
    limiter: Limiter,
}

/// The pages with all that stands around them.
pub(super) fn around(pages: Router<App>, app: App) -> Router {
    let limiter = Limiter::new(&app.site.access);
    let around = Arc::new(Around { app: app.clone(), limiter });
    pages.fallback(|| async { Error::NotFound }).with_state(app).layer((
        MapResponseLayer::new(headers::finish),
        CompressionLayer::new()
            .quality(CompressionLevel::Precise(4))
            .compress_when(DefaultPredicate::new().and(WORKBOOKS_ARE_COMPRESSED)),
        middleware::from_fn_with_state(around, answer),
    ))
}

async fn answer(State(around): State<Arc<Around>>, request: Request, next: Next) -> Response {
    let site = &around.app.site;
    let asker = Asker::of(site, &request);
    if let Some(response) = asker.preflight(&request) {
        return response;
    }
    let mut request = request;
    let from = console::From(around.limiter.asker(&request));
    request.extensions_mut().insert(from);
    let response = match around.limiter.admit(&request) {
        Ok(()) => fixed(&around.app, request, next).await,
        Err(error) => error.into_response(),
    };
    asker.reword(site, response)
}

async fn fixed(app: &App, mut request: Request, next: Next) -> Response {
    let path = request.uri().path();
    let is_for_systems = console::systems::is_for_systems(request.method(), path);
    if is_for_systems || console::is_within(&app.site, path) {
        // Nothing there is for caches, and each of its forms has a limit of its own.
        let mut response = run(request, next, console::LONGEST_REQUEST).await;
        response.headers_mut().insert(header::CACHE_CONTROL, NO_STORE);
        return response;
    }
    let fixed = match Fixed::of(app, &mut request) {
        Ok(fixed) => fixed,
        Err(known) => return known.not_modified(),
    };
    let allowance = Allowance::of(&request);
    let mut response = if is_larger(&request, allowance.body_bytes) {
        Error::TooLarge.into_response()
    } else {
        run(request, next, allowance.time).await
    };
    fixed.mark(&mut response);
    response
}

/// Who announces a large body is told at once; the forms that are read have limits of their own.
fn is_larger(request: &Request, bytes: usize) -> bool {
    let length = request.headers().get(header::CONTENT_LENGTH);
    let length = length.and_then(|length| length.to_str().ok()?.parse().ok());
    length.is_some_and(|length: u64| usize::try_from(length).map_or(true, |length| length > bytes))
}

/// Runs the handler; what takes too long or panics is an error like any other.
async fn run(request: Request, next: Next, longest: Duration) -> Response {
    let run = AssertUnwindSafe(next.run(request)).catch_unwind();
    match tokio::time::timeout(longest, run).await {
        Ok(Ok(response)) => response,
        Ok(Err(thrown)) => panicked(&*thrown).into_response(),
        Err(_) => Error::Timeout.into_response(),
    }
}

fn panicked(thrown: &(dyn Any + Send)) -> Error {
    let said = thrown
        .downcast_ref::<&str>()
        .copied()
        .or_else(|| thrown.downcast_ref::<String>().map(String::as_str));
    tracing::error!(panic = said.unwrap_or("unknown"), "a page failed");
    Error::Internal
}
