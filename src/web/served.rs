//! One request sees one release at one moment: both are fixed here, before any handler runs, and
//! the answer's ETag is made of them.

use std::sync::Arc;

use axum::extract::{FromRequestParts, Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use jiff::Zoned;
use jiff::civil::Date;

use super::App;
use super::assets;
use super::error::Error;
use super::figures;
use super::links::Links;
use super::overview::{Cache, Overview};
use super::settings::SiteSettings;
use crate::domain::answer::Context;
use crate::domain::digest::Digest;
use crate::domain::directory::Directory;
use crate::domain::figures::Figures;
use crate::domain::region::RegionCode;
use crate::search::Reader;

/// What a handler answers from.
#[derive(Clone, Debug)]
pub struct Served {
    pub reader: Arc<Reader>,
    pub site: Arc<SiteSettings>,
    /// When this answer is made, in steps of five minutes, so that the same question has the same
    /// bytes and an ETag means what it says; never before the newest release was recorded.
    pub at: Zoned,
    overviews: Cache,
    figures: figures::Cache,
}

impl Served {
    fn now(app: &App) -> Self {
        let reader = app.live.snapshot();
        let now = (app.now)();
        let into_step = now.minute() % STEP_MINUTES;
        let step = now
            .with()
            .minute(now.minute() - into_step)
            .second(0)
            .subsec_nanosecond(0)
            .build()
            .unwrap_or(now);
        let newest = reader.directory().release(reader.release());
        let at = match newest {
            Some(release) if release.recorded_at > step.timestamp() => {
                release.recorded_at.to_zoned(step.time_zone().clone())
            }
            Some(_) | None => step,
        };
        Self {
            reader,
            site: Arc::clone(&app.site),
            at,
            overviews: app.overviews.clone(),
            figures: app.figures.clone(),
        }
    }

    pub fn today(&self) -> Date {
        self.at.date()
    }

    pub fn directory(&self) -> &Directory {
        self.reader.directory()
    }

    /// The register in figures.
    pub fn overview(&self) -> Arc<Overview> {
        self.overviews.of(&self.reader, self.today())
    }

    /// The register in numbers, as [`figures::Cache`] holds them.
    ///
    /// # Errors
    /// [`Error::Internal`] when the index is damaged.
    pub async fn figures(&self) -> Result<Arc<Figures>, Error> {
        self.figures.of(&self.reader, self.today()).await
    }

    pub fn links(&self) -> Links<'_> {
        Links::new(&self.site.base_path)
    }

    /// What verdicts of this answer depend on; `day` is the day that the question is about.
    pub fn context(&self, day: Date, region: Option<RegionCode>) -> Context<'_> {
        Context {
            directory: self.directory(),
            today: day,
            stale_after_days: self.site.stale_after_days,
            region,
        }
    }
}

const STEP_MINUTES: i8 = 5;

impl FromRequestParts<App> for Served {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Self::Rejection> {
        Ok(parts.extensions.get().cloned().unwrap_or_else(|| Self::now(app)))
    }
}

/// Fixes release and moment, answers 304 where the asker has the answer already, and marks good
/// answers as fit for shared caches for a minute.
pub async fn conditional(State(app): State<App>, mut request: Request, next: Next) -> Response {
    let served = Served::now(&app);
    let is_reading = matches!(*request.method(), Method::GET | Method::HEAD);
    let tag = is_reading.then(|| tag(&served, request.uri()));
    if let Some(tag) = &tag
        && holds(request.headers(), tag)
    {
        return (StatusCode::NOT_MODIFIED, caching(tag)).into_response();
    }
    request.extensions_mut().insert(served);
    let mut response = next.run(request).await;
    let may_cache = !response.headers().contains_key(header::CACHE_CONTROL);
    match tag {
        Some(tag) if may_cache && response.status() == StatusCode::OK => {
            response.headers_mut().extend(caching(&tag));
        }
        _ if may_cache => {
            let policy = if response.status().is_redirection() {
                HeaderValue::from_static(SHORT)
            } else {
                HeaderValue::from_static("no-store")
            };
            response.headers_mut().insert(header::CACHE_CONTROL, policy);
        }
        _ => {}
    }
    response
}

const SHORT: &str = "public, max-age=60";

/// Without quotes. Everything that an answer is made of goes in: release, moment, question, and
/// the names of style sheet and script in place of the program's own version.
fn tag(served: &Served, uri: &axum::http::Uri) -> String {
    let question = uri.path_and_query().map_or("", |both| both.as_str());
    let made_of = format!(
        "{} {} {} {} {} {} {question}",
        served.reader.release(),
        served.at,
        env!("CARGO_PKG_VERSION"),
        assets::css_name(),
        assets::stats_css_name(),
        assets::script_name()
    );
    Digest::of(made_of.as_bytes()).to_string()[..20].to_owned()
}

fn caching(tag: &str) -> HeaderMap {
    let mut headers = HeaderMap::with_capacity(2);
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(SHORT));
    if let Ok(tag) = HeaderValue::from_str(&format!("\"{tag}\"")) {
        headers.insert(header::ETAG, tag);
    }
    headers
}

/// Whether the asker names this answer, in whatever compression it holds it.
fn holds(headers: &HeaderMap, tag: &str) -> bool {
    headers
        .get_all(header::IF_NONE_MATCH)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .any(|one| {
            let one = one.trim().trim_start_matches("W/").trim_matches('"');
            one.split_once('-').map_or(one, |(tag, _)| tag) == tag
        })
}
