//! What every answer carries, and how errors look.

use axum::extract::Request;
use axum::http::{self, HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header};
use axum::response::{IntoResponse, Response};

use super::address::Address;
use super::console::systems;
use super::elder;
use super::error::Error;
use super::public::{embed, frames};
use super::settings::SiteSettings;
use super::{api, public, suggest};

const SAFE: [(HeaderName, &str); 5] = [
    (
        header::CONTENT_SECURITY_POLICY,
        "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; \
         img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    ),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    // What was searched for stands in the address; no other site is to learn it.
    (header::REFERRER_POLICY, "same-origin"),
    (
        HeaderName::from_static("permissions-policy"),
        "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    ),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
];

/// What other sites may show inside their pages, and our own page that shows how.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shown {
    /// In an `img`.
    Picture,
    /// In an `iframe`.
    Frame,
    /// Our own page, which holds frames of ours.
    Previews,
}

static PICTURE: [(HeaderName, &str); 2] = [
    (
        header::CONTENT_SECURITY_POLICY,
        "default-src 'none'; base-uri 'none'; frame-ancestors 'none'",
    ),
    (HeaderName::from_static("cross-origin-resource-policy"), "cross-origin"),
];

static FRAME: [(HeaderName, &str); 3] = [
    (
        header::CONTENT_SECURITY_POLICY,
        "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors *",
    ),
    (HeaderName::from_static("cross-origin-resource-policy"), "cross-origin"),
    // Pages that take part in isolation of their own show only frames that do.
    (HeaderName::from_static("cross-origin-embedder-policy"), "require-corp"),
];

static PREVIEWS: [(HeaderName, &str); 1] = [(
    header::CONTENT_SECURITY_POLICY,
    "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; \
     img-src 'self' data:; frame-src 'self'; form-action 'self'; base-uri 'none'; \
     frame-ancestors 'none'",
)];

impl Shown {
    /// By path alone, so that the answer to who holds it already says the same.
    fn at(address: &Address) -> Option<Self> {
        let path = address.page.split('?').next().unwrap_or_default();
        if ["/badge.svg", "/qr.svg", "/qr.png"].iter().any(|end| path.ends_with(end)) {
            Some(Self::Picture)
        } else if path.starts_with(frames::CARD) || path == frames::BOX {
            Some(Self::Frame)
        } else {
            (path == embed::PATH).then_some(Self::Previews)
        }
    }

    /// What it is sent with in place of what keeps other pages from being shown elsewhere.
    fn headers(self) -> &'static [(HeaderName, &'static str)] {
        match self {
            Self::Picture => &PICTURE,
            Self::Frame => &FRAME,
            Self::Previews => &PREVIEWS,
        }
    }

    /// Whether it looks alike to who has chosen 长辈版 and who has not.
    fn is_the_same_for_all(self) -> bool {
        match self {
            Self::Picture | Self::Frame => true,
            Self::Previews => false,
        }
    }
}

/// Headers that keep readers safe; and the tag of an answer tells its compression too.
pub fn finish<B>(mut response: http::Response<B>) -> http::Response<B> {
    let shown = response.extensions().get::<Shown>().copied();
    let headers = response.headers_mut();
    for (name, value) in SAFE.iter().chain(shown.map_or(&[][..], Shown::headers)) {
        headers.insert(name, HeaderValue::from_static(value));
    }
    mark_compression(headers);
    response
}

/// A strong tag stands for bytes, and compressed bytes are others.
fn mark_compression(headers: &mut HeaderMap) {
    let Some(encoding) = headers.get(header::CONTENT_ENCODING).and_then(|v| v.to_str().ok()) else {
        return;
    };
    let encoding = encoding.to_owned();
    // It is of the bytes as they were before.
    headers.remove("repr-digest");
    let Some(tag) = headers.get(header::ETAG).and_then(|v| v.to_str().ok()) else { return };
    if let Ok(marked) = HeaderValue::from_str(&format!("\"{}-{encoding}\"", tag.trim_matches('"')))
    {
        headers.insert(header::ETAG, marked);
    }
}

/// What programs send to an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sent {
    /// It is only read from.
    Nothing,
    Json,
}

/// Who asks, as far as errors are worded by it.
#[derive(Clone, Debug)]
pub struct Asker {
    is_api: bool,
    /// Systems with a token ask: nothing of it is for pages elsewhere.
    is_for_systems: bool,
    sent: Sent,
    /// How a page is shown to them; `None`: a program asks.
    page: Option<(Address, bool)>,
    shown: Option<Shown>,
}

impl Asker {
    pub fn of(site: &SiteSettings, request: &Request) -> Self {
        let path = request.uri().path();
        let below_base = path.strip_prefix(site.base_path.as_str()).unwrap_or(path);
        let is_api = below_base.starts_with("/api/") || path.starts_with("/api/");
        let is_for_programs = is_api || path.ends_with(suggest::PATH);
        let page = (!is_for_programs).then(|| {
            let is_elder = elder::is_chosen(request.headers());
            (Address::of(request.uri(), &site.base_path), is_elder)
        });
        let shown = page.as_ref().and_then(|(address, _)| Shown::at(address));
        let sent = if path.ends_with(api::check::PATH) { Sent::Json } else { Sent::Nothing };
        let is_for_systems = systems::is_for_systems(request.method(), path);
        Self { is_api, is_for_systems, sent, page, shown }
    }

    /// The answer to a browser that asks whether a page elsewhere may use the API; `None`: it does not ask.
    pub fn preflight(&self, request: &Request) -> Option<Response> {
        let may_ask = self.is_api && !self.is_for_systems;
        (may_ask && request.method() == Method::OPTIONS).then(|| preflight(self.sent))
    }

    /// Gives errors their words: a page to people, a problem document to programs.
    pub fn reword(self, site: &SiteSettings, mut response: Response) -> Response {
        let error = error_of(&response);
        // An error is a page of the site like any other: no other site shows it.
        let shown = self.shown.filter(|_| error.is_none());
        if let Some(shown) = shown {
            response.extensions_mut().insert(shown);
        }
        if let Some(error) = error {
            let retry_after = response.headers_mut().remove(header::RETRY_AFTER);
            let allow = response.headers_mut().remove(header::ALLOW);
            response = match &self.page {
                None => api::problem::document(error),
                Some((address, is_elder)) => {
                    (error.status(), public::trouble::page(site, address, *is_elder, error))
                        .into_response()
                }
            };
            let headers = response.headers_mut();
            headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
            headers.extend(retry_after.map(|value| (header::RETRY_AFTER, value)));
            headers.extend(allow.map(|value| (header::ALLOW, value)));
        }
        if self.page.is_some() && !shown.is_some_and(Shown::is_the_same_for_all) {
            // 长辈版 is chosen by a cookie; who has none shares what caches hold.
            response.headers_mut().append(header::VARY, HeaderValue::from_static("cookie"));
        }
        if self.is_api && !self.is_for_systems {
            let headers = response.headers_mut();
            headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
            headers.insert(header::ACCESS_CONTROL_EXPOSE_HEADERS, HeaderValue::from_static("ETag"));
        }
        response
    }
}

/// The error that a response stands for. A body that a handler wrote itself is left alone.
fn error_of(response: &Response) -> Option<Error> {
    if let Some(error) = response.extensions().get::<Error>() {
        return Some(*error);
    }
    let is_page = response
        .headers()
        .get(header::CONTENT_TYPE)
        .is_some_and(|kind| !kind.as_bytes().starts_with(b"text/plain"));
    if is_page { None } else { Error::of_status(response.status()) }
}

fn preflight(sent: Sent) -> Response {
    let (methods, names) = match sent {
        Sent::Nothing => ("GET, HEAD", "If-None-Match"),
        Sent::Json => ("POST", "Content-Type"),
    };
    let headers = [
        (header::ACCESS_CONTROL_ALLOW_ORIGIN, "*"),
        (header::ACCESS_CONTROL_ALLOW_METHODS, methods),
        (header::ACCESS_CONTROL_ALLOW_HEADERS, names),
        (header::ACCESS_CONTROL_MAX_AGE, "86400"),
    ];
    (StatusCode::NO_CONTENT, headers).into_response()
}
