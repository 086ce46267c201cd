//! What a handler of the console works with.

use std::convert::Infallible;
use std::net::IpAddr;

use axum::extract::{FromRequest, FromRequestParts, Request};
use axum::http::request::Parts;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use axum::{Form, RequestExt as _};
use jiff::tz::{self, TimeZone};
use jiff::{Timestamp, Zoned};
use maud::Markup;
use serde::de::DeserializeOwned;

use super::frame::{self, Place, Sheet};
use super::parts::Tone;
use super::{LARGEST_FORM, PATH, Trouble};
use crate::domain::account::{Account, Actor, Stage};
use crate::domain::audit::{Action, NewEntry};
use crate::publish::workshop::{By, Workshop};
use crate::store::Store;
use crate::store::sessions::Signed;
use crate::web::App;

/// The address that a request came from, as far as it is known; put there by the outermost layer.
#[derive(Clone, Copy, Debug, Default)]
pub struct From(pub Option<IpAddr>);

/// From where, as the trail and the list of sessions say it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin {
    /// The whole address, for the trail; empty where there is none.
    pub address: String,
    /// Without its last part.
    pub network: String,
    /// The browser, in a word or two.
    pub agent: String,
}

pub(super) fn from_of(request: &Request) -> Origin {
    let address = request.extensions().get::<From>().and_then(|from| from.0);
    let agent = request.headers().get(header::USER_AGENT).and_then(|agent| agent.to_str().ok());
    Origin {
        address: address.map(|address| address.to_canonical().to_string()).unwrap_or_default(),
        network: address.map(network).unwrap_or_default(),
        agent: agent.map(short_agent).unwrap_or_default(),
    }
}

fn network(address: IpAddr) -> String {
    match address.to_canonical() {
        IpAddr::V4(address) => {
            let [a, b, c, _] = address.octets();
            format!("{a}.{b}.{c}.*")
        }
        IpAddr::V6(address) => {
            let [a, b, c, ..] = address.segments();
            format!("{a:x}:{b:x}:{c:x}:*")
        }
    }
}

/// Which browser on which system, of what people here use.
fn short_agent(agent: &str) -> String {
    let first = |known: &[(&str, &'static str)]| {
        known.iter().find(|(mark, _)| agent.contains(mark)).map(|(_, name)| *name)
    };
    let browser = first(&[
        ("MicroMessenger", "微信"),
        ("QQBrowser", "QQ 浏览器"),
        ("360", "360 浏览器"),
        ("Edg", "Edge"),
        ("Firefox", "Firefox"),
        ("Chrome", "Chrome"),
        ("Safari", "Safari"),
    ]);
    let system = first(&[
        ("HarmonyOS", "鸿蒙"),
        ("Android", "安卓"),
        ("iPhone", "iPhone"),
        ("Windows", "Windows"),
        ("Mac OS", "Mac"),
        ("Linux", "Linux"),
    ]);
    [browser, system].into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

/// Somebody asks, signed in or not. For the pages around signing in; others take [`Desk`].
#[derive(Clone, Debug)]
pub struct Visit {
    pub app: App,
    pub store: Store,
    pub now: Timestamp,
    pub from: Origin,
    /// A session that is not over, of an account in use; perhaps one that waits for its code.
    pub signed: Option<Signed>,
    /// They came with a session that is over without anybody having ended it.
    pub lapsed: Option<Lapse>,
}

/// Why a session is over that nobody has ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lapse {
    /// Nothing was done for too long.
    Idle,
    /// It lasted as long as a session may.
    Longest,
}

impl Visit {
    /// Whether somebody is signed in for good.
    pub fn is_open(&self) -> bool {
        self.signed.as_ref().is_some_and(|signed| signed.session.stage == Stage::Open)
    }

    /// An address of the console.
    pub fn path(&self, below: &str) -> String {
        format!("{}{PATH}{below}", self.app.site.base_path)
    }
}

/// What a page of the console works with: who asks, the store, the moment. Whoever has one was let in.
#[derive(Clone, Debug)]
pub struct Desk {
    pub app: App,
    pub store: Store,
    pub actor: Actor,
    pub account: Account,
    /// `None`: the actor belongs to the whole platform.
    pub regulator_name: Option<String>,
    pub now: Timestamp,
    pub from: Origin,
    /// What the store knows this session by.
    pub session_key: String,
    pub(super) notice: Option<Notice>,
}

/// What the next page says first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    pub tone: Tone,
    pub words: String,
}

impl Notice {
    /// It is done.
    pub fn good(words: impl Into<String>) -> Self {
        Self { tone: Tone::Good, words: words.into() }
    }

    /// It is done, but.
    pub fn warning(words: impl Into<String>) -> Self {
        Self { tone: Tone::Warning, words: words.into() }
    }

    fn stored(&self) -> String {
        format!("{}:{}", self.tone.code(), self.words)
    }

    fn parse(stored: &str) -> Option<Self> {
        let (tone, words) = stored.split_once(':')?;
        Some(Self { tone: Tone::from_code(tone)?, words: words.to_owned() })
    }
}

impl Desk {
    pub(super) fn new(visit: &Visit, signed: &Signed) -> Self {
        Self {
            app: visit.app.clone(),
            store: visit.store.clone(),
            actor: signed.account.actor(),
            account: signed.account.clone(),
            regulator_name: signed.regulator_name.clone(),
            now: visit.now,
            from: visit.from.clone(),
            session_key: signed.session.key.clone(),
            notice: signed.session.notice.as_deref().and_then(Notice::parse),
        }
    }

    /// An address of the console: `path("/people")`.
    pub fn path(&self, below: &str) -> String {
        format!("{}{PATH}{below}", self.app.site.base_path)
    }

    /// Where drafts are worked on.
    ///
    /// # Errors
    /// While the store is away.
    pub fn workshop(&self) -> Result<&Workshop, Trouble> {
        self.app.office.workshop()
    }

    /// This person, here and now.
    pub fn by(&self) -> By<'_> {
        By {
            actor: &self.actor,
            address: &self.from.address,
            at: self.now,
            today: local(self.now).date(),
        }
    }

    /// A moment as a clock in China shows it.
    pub fn local(&self, at: Timestamp) -> Zoned {
        local(at)
    }

    /// What this person does, for the trail: a matter of their own regulator unless it says otherwise.
    pub fn entry(&self, action: Action) -> NewEntry {
        NewEntry::by(&self.actor, &self.from.address, self.now, action)
    }

    /// A whole page.
    pub fn page(&self, title: &str, place: Place, main: Markup) -> Markup {
        let sheet = Sheet { title, place, notice: self.notice.as_ref() };
        frame::page(&self.app, Some(self), sheet, main)
    }

    /// A page that says what is wrong with what was sent; status 422.
    pub fn refused(&self, title: &str, place: Place, main: Markup) -> Response {
        (StatusCode::UNPROCESSABLE_ENTITY, self.page(title, place, main)).into_response()
    }

    /// To another page of the console, which says first what became of it.
    ///
    /// # Errors
    /// When the store refuses.
    pub async fn go(&self, below: &str, notice: Notice) -> Result<Response, Trouble> {
        self.store.put_notice(&self.session_key, Some(&notice.stored())).await?;
        Ok(self.redirect(below))
    }

    /// To another page of the console.
    pub fn redirect(&self, below: &str) -> Response {
        Redirect::to(&self.path(below)).into_response()
    }
}

/// A moment as a clock in China shows it.
pub(super) fn local(at: Timestamp) -> Zoned {
    at.to_zoned(TimeZone::fixed(tz::offset(8)))
}

/// `2026-11-23 10:02`
pub fn clock(at: Timestamp) -> String {
    local(at).strftime("%Y-%m-%d %H:%M").to_string()
}

impl FromRequestParts<App> for Desk {
    type Rejection = Trouble;

    async fn from_request_parts(parts: &mut Parts, _: &App) -> Result<Self, Trouble> {
        // Missing only on a route that lets anyone in.
        parts.extensions.get().cloned().ok_or(Trouble::Internal)
    }
}

impl FromRequestParts<App> for Visit {
    type Rejection = Trouble;

    async fn from_request_parts(parts: &mut Parts, _: &App) -> Result<Self, Trouble> {
        parts.extensions.get().cloned().ok_or(Trouble::Internal)
    }
}

impl FromRequestParts<App> for From {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &App) -> Result<Self, Infallible> {
        Ok(parts.extensions.get().copied().unwrap_or_default())
    }
}

/// A form, read; what does not read is an error in words.
#[derive(Clone, Copy, Debug)]
pub struct Filled<T>(pub T);

impl<T: DeserializeOwned + 'static> FromRequest<App> for Filled<T> {
    type Rejection = Trouble;

    async fn from_request(request: Request, _: &App) -> Result<Self, Trouble> {
        match request.extract::<Form<T>, _>().await {
            Ok(Form(form)) => Ok(Self(form)),
            Err(rejection) if rejection.status() == StatusCode::PAYLOAD_TOO_LARGE => {
                Err(Trouble::TooLarge { most_bytes: LARGEST_FORM })
            }
            Err(_) => Err(Trouble::Unreadable),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_part_of_an_address_is_left_out() {
        assert_eq!(network("203.0.113.9".parse().unwrap()), "203.0.113.*");
        assert_eq!(network("2001:db8:1:2::9".parse().unwrap()), "2001:db8:1:*");
    }

    #[test]
    fn a_browser_is_told_in_a_word_or_two() {
        let agent = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/130 Safari/537.36 Edg/130";
        assert_eq!(short_agent(agent), "Edge · Windows");
        assert_eq!(short_agent("curl/8"), "");
    }

    #[test]
    fn a_notice_reads_back() {
        let notice = Notice::good("已保存：<b>示例</b>");
        assert_eq!(Notice::parse(&notice.stored()), Some(notice));
    }
}
