//! Who is let in. No handler runs before.

use std::sync::{Arc, OnceLock};

use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, Method, Response as HttpResponse, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};
use axum_extra::extract::cookie::CookieJar;
use jiff::{SignedDuration, Timestamp};
use tower_http::csrf::{CsrfLayer, ProtectionError};

use super::access::Access;
use super::desk::{Desk, Lapse, Origin, Visit, from_of};
use super::{LARGEST_FORM, PATH, Trouble, trouble};
use crate::domain::account::{PasswordKind, SecondStep, Stage};
use crate::store::Store;
use crate::store::sessions::Signed;
use crate::web::App;
use crate::web::links::Encoded;
use crate::web::settings::SiteSettings;

/// A session in use is marked as such this often; it need not be written down at every click.
const TOUCH_EVERY: SignedDuration = SignedDuration::from_secs(60);

/// Who turned out to ask: where an error is worded, their menu stands around it.
#[derive(Clone, Debug, Default)]
struct Known(Arc<OnceLock<Desk>>);

/// Sets the session's cookie, or with `None` takes it away.
pub(super) fn cookie(site: &SiteSettings, token: Option<&str>) -> String {
    let (name, secure) = (cookie_name(site), if site.is_https() { "; Secure" } else { "" });
    let path = format!("{}{PATH}", site.base_path);
    match token {
        Some(token) => format!("{name}={token}; Path={path}; HttpOnly; SameSite=Lax{secure}"),
        None => format!("{name}=; Path={path}; Max-Age=0; HttpOnly; SameSite=Lax{secure}"),
    }
}

/// Browsers take a name that begins so from https only.
fn cookie_name(site: &SiteSettings) -> &'static str {
    if site.is_https() { "__Secure-console" } else { "console" }
}

pub(super) fn token_of(site: &SiteSettings, headers: &HeaderMap) -> Option<String> {
    Some(CookieJar::from_headers(headers).get(cookie_name(site))?.value().to_owned())
}

/// Around each route: lets in whom its access admits, and gives the handler [`Desk`] and [`Visit`].
pub(super) async fn let_in(
    State((app, access)): State<(App, Access)>,
    mut request: Request,
    next: Next,
) -> Response {
    let token = token_of(&app.site, request.headers());
    let visit = match visit(&app, token, from_of(&request)).await {
        Ok(visit) => visit,
        Err(trouble) => return trouble.into_response(),
    };
    if access != Access::Anyone {
        match admit(&app, access, &visit, &mut request).await {
            Ok(None) => {}
            Ok(Some(elsewhere)) => return elsewhere,
            Err(trouble) => return trouble.into_response(),
        }
    }
    request.extensions_mut().insert(visit);
    next.run(request).await
}

async fn visit(app: &App, token: Option<String>, from: Origin) -> Result<Visit, Trouble> {
    let store = app.office.store()?.clone();
    let now = (app.now)().timestamp();
    let signed = match &token {
        Some(token) => store.session(token).await?,
        None => None,
    };
    let is_good = |signed: &Signed| {
        let session = &signed.session;
        let is_over = session.times.is_over(session.stage, app.site.console.sessions, now);
        !is_over && signed.account.disabled_at.is_none()
    };
    let lapsed = signed.as_ref().filter(|signed| !is_good(signed)).and_then(|signed| {
        let times = &signed.session.times;
        let is_plain = times.ended_at.is_none()
            && signed.session.stage == Stage::Open
            && signed.account.disabled_at.is_none();
        let is_idle = now.duration_since(times.seen_at) >= app.site.console.sessions.idle;
        is_plain.then_some(if is_idle { Lapse::Idle } else { Lapse::Longest })
    });
    Ok(Visit { app: app.clone(), store, now, from, signed: signed.filter(is_good), lapsed })
}

/// `Some`: they are sent elsewhere first.
async fn admit(
    app: &App,
    access: Access,
    visit: &Visit,
    request: &mut Request,
) -> Result<Option<Response>, Trouble> {
    let to =
        |path: &str| Redirect::to(&format!("{}{PATH}{path}", app.site.base_path)).into_response();
    let is_reading = matches!(*request.method(), Method::GET | Method::HEAD);
    let Some(signed) = &visit.signed else {
        return if is_reading { Ok(Some(sign_in_first(app, request))) } else { Err(signed_out()) };
    };
    match signed.session.stage {
        Stage::Code if is_reading => return Ok(Some(to("/login/code"))),
        Stage::Code => return Err(signed_out()),
        Stage::Open => {}
    }
    let account = &signed.account;
    if account.password == PasswordKind::OneTime && access != Access::Password {
        return Ok(Some(to("/password")));
    }
    let wants_code = account.needs_second_step || signed.regulator_needs_second_step;
    let is_missing = wants_code && account.second_step == SecondStep::Off;
    if is_missing && !matches!(access, Access::Password | Access::SecondStep) {
        return Ok(Some(to("/me/code")));
    }
    let mut desk = Desk::new(visit, signed);
    if let Some(known) = request.extensions().get::<Known>() {
        // Set by nobody else.
        let _ = known.0.set(desk.clone());
    }
    if !access.admits(&desk.actor) {
        return Err(Trouble::Forbidden);
    }
    mark(&visit.store, signed, visit.now, is_reading).await?;
    if !is_reading {
        desk.notice = None;
    }
    request.extensions_mut().insert(desk);
    Ok(None)
}

/// It is in use; and what the page says first is said once.
async fn mark(
    store: &Store,
    signed: &Signed,
    now: Timestamp,
    is_reading: bool,
) -> Result<(), Trouble> {
    let session = &signed.session;
    if now.duration_since(session.times.seen_at) >= TOUCH_EVERY {
        store.touch_session(&session.key, now).await?;
    }
    if is_reading && session.notice.is_some() {
        store.put_notice(&session.key, None).await?;
    }
    Ok(())
}

fn signed_out() -> Trouble {
    Trouble::SignedOut
}

/// To the login page, which leads back here.
fn sign_in_first(app: &App, request: &Request) -> Response {
    let asked = request.uri().path_and_query().map_or("", |both| both.as_str());
    let below = asked.strip_prefix(app.site.base_path.as_str()).unwrap_or(asked);
    let login = format!("{}{PATH}/login", app.site.base_path);
    let to = match own_page(below) {
        Some(page) if page != PATH => format!("{login}?next={}", Encoded(page)),
        Some(_) | None => login,
    };
    Redirect::to(&to).into_response()
}

/// A page of the console and no other, below the base path. `None`: anything else, so that nobody is sent to
/// another site.
pub(super) fn own_page(text: &str) -> Option<&str> {
    let rest = text.strip_prefix(PATH)?;
    let begins_well = rest.is_empty() || rest.starts_with(['/', '?']);
    let is_plain = text.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'\\');
    (begins_well && is_plain && !text.contains("//") && text.len() < 1000).then_some(text)
}

type Worded = fn(ProtectionError) -> HttpResponse<Body>;

/// Refuses forms that pages elsewhere send: by `Sec-Fetch-Site`, and by `Origin` where a browser is too old.
pub(super) fn forgery_guard(site: &SiteSettings) -> CsrfLayer<Worded> {
    let worded: Worded = |_| Trouble::Forged.into_response();
    let layer = CsrfLayer::new().with_rejection_response(worded);
    let own = site.base_url.strip_suffix(site.base_path.as_str()).unwrap_or(&site.base_url);
    // Behind a proxy that changes `Host`, the public address is still ours.
    match layer.clone().add_trusted_origin(own) {
        Ok(layer) => layer,
        Err(_) => layer,
    }
}

/// Refuses what writes with a cookie and does not say where it comes from: no browser does that.
pub(super) async fn refuse_unmarked(request: Request, next: Next) -> Response {
    let is_safe = matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS);
    let headers = request.headers();
    let is_marked = headers.contains_key("sec-fetch-site") || headers.contains_key(header::ORIGIN);
    if !is_safe && !is_marked && headers.contains_key(header::COOKIE) {
        return Trouble::Forged.into_response();
    }
    next.run(request).await
}

/// Around all of it: gives errors their page.
pub(super) async fn word_troubles(
    State(app): State<App>,
    mut request: Request,
    next: Next,
) -> Response {
    let known = Known::default();
    request.extensions_mut().insert(known.clone());
    let method = request.method().clone();
    let path = request.uri().path().to_owned();
    let mut response = next.run(request).await;
    let known_trouble = response.extensions_mut().remove::<Trouble>();
    let Some(trouble) = known_trouble.or_else(|| unworded(&method, &response)) else {
        return response;
    };
    let page = trouble::page(&app, known.0.get(), &trouble, &path);
    (trouble.status(), page).into_response()
}

/// What an address or a form that does not read is refused with before any handler runs.
fn unworded(method: &Method, response: &Response) -> Option<Trouble> {
    let kind = response.headers().get(header::CONTENT_TYPE);
    if !kind.is_none_or(|kind| kind.as_bytes().starts_with(b"text/plain")) {
        return None;
    }
    match response.status() {
        StatusCode::BAD_REQUEST if *method == Method::POST => Some(Trouble::Unreadable),
        StatusCode::NOT_FOUND | StatusCode::BAD_REQUEST => Some(Trouble::NotFound),
        StatusCode::PAYLOAD_TOO_LARGE => Some(Trouble::TooLarge { most_bytes: LARGEST_FORM }),
        StatusCode::UNPROCESSABLE_ENTITY | StatusCode::UNSUPPORTED_MEDIA_TYPE => {
            Some(Trouble::Unreadable)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn after_signing_in_one_is_led_to_a_page_of_the_console_only() {
        for good in ["/console", "/console/people?page=2", "/console?x=1"] {
            assert_eq!(own_page(good), Some(good));
        }
        for bad in [
            "",
            "/",
            "/consolex",
            "//example.org/console",
            "/console//example.org",
            "/console/\\example.org",
            "https://example.org/console",
            "/console/a b",
            "/console/\r\nSet-Cookie:x",
        ] {
            assert_eq!(own_page(bad), None, "{bad:?}");
        }
    }

    #[test]
    fn the_cookie_is_for_the_console_alone_and_travels_by_https_where_the_site_does() {
        let site = SiteSettings::default().at("https://www.example.gov.cn/mingce");
        let set = cookie(&site, Some("x"));
        assert_eq!(set, "__Secure-console=x; Path=/mingce/console; HttpOnly; SameSite=Lax; Secure");
        let plain = cookie(&SiteSettings::default(), Some("x"));
        assert_eq!(plain, "console=x; Path=/console; HttpOnly; SameSite=Lax");
    }
}
