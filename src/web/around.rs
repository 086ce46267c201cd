//! What stands around every page: one layer, since each costs every request a copy of all inside it.

use std::any::Any;
use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::{Request, State};
use axum::http::header;
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use futures_util::FutureExt as _;
use tower::util::MapResponseLayer;
use tower_http::compression::predicate::{DefaultPredicate, NotForContentType, Predicate as _};
use tower_http::compression::{CompressionLayer, CompressionLevel};

use super::App;
use super::error::Error;
use super::headers::{self, Asker};
use super::limit::Limiter;
use super::served::Fixed;

const LONGEST_REQUEST: Duration = Duration::from_secs(10);
const LARGEST_BODY_BYTES: u64 = 64 * 1024;

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
    let response = match around.limiter.admit(&request) {
        Ok(()) => fixed(&around.app, request, next).await,
        Err(error) => error.into_response(),
    };
    asker.reword(site, response)
}

async fn fixed(app: &App, mut request: Request, next: Next) -> Response {
    let fixed = match Fixed::of(app, &mut request) {
        Ok(fixed) => fixed,
        Err(known) => return known.not_modified(),
    };
    let mut response = if is_too_large(&request) {
        Error::TooLarge.into_response()
    } else {
        run(request, next).await
    };
    fixed.mark(&mut response);
    response
}

/// Who announces a large body is told at once; the one form that is read has a limit of its own.
fn is_too_large(request: &Request) -> bool {
    let length = request.headers().get(header::CONTENT_LENGTH);
    let length = length.and_then(|length| length.to_str().ok()?.parse().ok());
    length.is_some_and(|length: u64| length > LARGEST_BODY_BYTES)
}

/// Runs the handler; what takes too long or panics is an error like any other.
async fn run(request: Request, next: Next) -> Response {
    let run = AssertUnwindSafe(next.run(request)).catch_unwind();
    match tokio::time::timeout(LONGEST_REQUEST, run).await {
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
