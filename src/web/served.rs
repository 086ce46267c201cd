//! One request sees one release at one moment: both are fixed here, before any handler runs, and
//! the answer's ETag is made of them.

use std::fmt;
use std::sync::Arc;

use axum::extract::{FromRequestParts, Request};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use jiff::civil::Date;
use jiff::{Timestamp, Zoned};

use super::App;
use super::address::Address;
use super::assets;
use super::components::row::Rows;
use super::downloads::Downloads;
use super::elder;
use super::error::Error;
use super::figures;
use super::layout::{Frame, Place};
use super::links::Links;
use super::origin::origin;
use super::overview::{Cache, Overview};
use super::settings::SiteSettings;
use super::words::Language;
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
    /// What was asked for, and in which language.
    pub address: Address,
    /// Whether the reader has chosen 长辈版.
    pub is_elder: bool,
    /// Where the site is found from outside, as far as it is [known](origin).
    origin: Option<String>,
    pub downloads: Downloads,
    overviews: Cache,
    figures: figures::Cache,
}

impl Served {
    fn now(app: &App, uri: &Uri, headers: &HeaderMap) -> Self {
        let reader = app.live.snapshot();
        let now = (app.now)();
        // Steps are cut from the hour on the asker's clock, which need not begin with UTC's.
        let into_step = i64::from(now.minute() % STEP_MINUTES) * 60 + i64::from(now.second());
        let step = Timestamp::from_second(now.timestamp().as_second() - into_step)
            .map_or_else(|_| now.clone(), |step| step.to_zoned(now.time_zone().clone()));
        let newest = reader.directory().release(reader.release());
        let at = match newest {
            Some(release) if release.recorded_at > step.timestamp() => {
                release.recorded_at.to_zoned(step.time_zone().clone())
            }
            Some(_) | None => step,
        };
        let address = Address::of(uri, &app.site.base_path);
        Self {
            reader,
            site: Arc::clone(&app.site),
            at,
            address,
            is_elder: elder::is_chosen(headers),
            origin: origin(&app.site, headers),
            downloads: app.downloads.clone(),
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
        Links::new(&self.site.base_path, self.language())
    }

    /// A link as it works anywhere: on paper, on another site. Below the base path alone where nobody has
    /// said where the site is.
    pub fn whole(&self, link: impl fmt::Display) -> String {
        format!("{}{link}", self.origin.as_deref().unwrap_or_default())
    }

    /// Whether [`Served::whole`] gives whole addresses.
    pub fn knows_its_address(&self) -> bool {
        self.origin.is_some()
    }

    pub fn language(&self) -> Language {
        self.address.language
    }

    /// The frame of the page that is answered with.
    pub fn frame<'a>(&'a self, title: &'a str, place: Place) -> Frame<'a> {
        Frame {
            site: &self.site,
            address: &self.address,
            title,
            place,
            description: "",
            more_style: None,
            feed: None,
            is_elder: self.is_elder,
        }
    }

    /// What rows of this answer are read by; `day` is the day that the question is about.
    pub fn rows(&self, day: Date) -> Rows<'_> {
        Rows {
            directory: self.directory(),
            links: self.links(),
            day,
            is_past: None,
            stale_after_days: self.site.stale_after_days,
        }
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
        Ok(parts
            .extensions
            .get()
            .cloned()
            .unwrap_or_else(|| Self::now(app, &parts.uri, &parts.headers)))
    }
}

/// What a request is answered with besides its body: fixed before any handler runs.
#[derive(Debug)]
pub struct Fixed(Option<HeaderValue>);

impl Fixed {
    /// Fixes release and moment.
    ///
    /// # Errors
    /// Where the asker has the answer already.
    pub fn of(app: &App, request: &mut Request) -> Result<Self, Self> {
        let served = Served::now(app, request.uri(), request.headers());
        let is_reading = matches!(*request.method(), Method::GET | Method::HEAD);
        let tag = is_reading.then(|| tag(&served, request.uri()));
        let fixed = tag.as_deref().map_or(Self(None), Self::marked);
        if tag.is_some_and(|tag| holds(request.headers(), &tag)) {
            return Err(fixed);
        }
        request.extensions_mut().insert(served);
        Ok(fixed)
    }

    /// The answer to who has it already.
    pub fn not_modified(self) -> Response {
        let mut response = StatusCode::NOT_MODIFIED.into_response();
        self.cache(response.headers_mut());
        response
    }

    fn marked(tag: &str) -> Self {
        Self(HeaderValue::from_str(&format!("\"{tag}\"")).ok())
    }

    /// Marks good answers as fit for shared caches for a minute.
    pub fn mark(self, response: &mut Response) {
        let status = response.status();
        let headers = response.headers_mut();
        if headers.contains_key(header::CACHE_CONTROL) {
            return;
        }
        if self.0.is_some() && status == StatusCode::OK {
            self.cache(headers);
        } else {
            let policy = if status.is_redirection() { SHORT } else { "no-store" };
            headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(policy));
        }
    }

    fn cache(self, headers: &mut HeaderMap) {
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(SHORT));
        headers.extend(self.0.map(|tag| (header::ETAG, tag)));
    }
}

/// A reader's own browser asks each time and is told by `ETag` that nothing has changed: what is repaired
/// leaves it at once (`design.md` §1.8). A cache before many replicas may spare them a storm.
pub(super) const SHORT: &str = "public, max-age=0, s-maxage=10";

/// Without quotes. Everything that an answer is made of goes in: release, moment, question, and
/// the names of style sheets and script in place of the program's own version.
fn tag(served: &Served, uri: &Uri) -> String {
    let question = uri.path_and_query().map_or("", |both| both.as_str());
    let made_of = format!(
        "{} {} {} {} {} {:?} {question}",
        served.reader.release(),
        served.at.timestamp().as_second(),
        served.is_elder,
        env!("CARGO_PKG_VERSION"),
        assets::generation(),
        served.origin,
    );
    Digest::of(made_of.as_bytes()).to_string()[..20].to_owned()
}

/// Whether the asker names this answer, in whatever compression it holds it.
pub(super) fn holds(headers: &HeaderMap, tag: &str) -> bool {
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
