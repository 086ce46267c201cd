//! Who sends: the bureau's own system, known by its token.

use axum::extract::FromRequestParts;
use axum::http::header;
use axum::http::request::Parts;
use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};

use super::fault::Fault;
use crate::domain::account::Actor;
use crate::domain::token::{ApiToken, TokenState};
use crate::publish::workshop::{By, Workshop};
use crate::web::App;
use crate::web::console::From;

/// When it was last used is noted no more often.
const TOUCH_EVERY: SignedDuration = SignedDuration::from_mins(1);

/// No token of ours is longer.
const LONGEST_TOKEN: usize = 200;

/// A program whose token is good, and where it works. No cookie counts here.
#[derive(Clone, Debug)]
pub struct Sender {
    pub token: ApiToken,
    pub workshop: Workshop,
    actor: Actor,
    address: String,
    at: Timestamp,
    today: Date,
}

impl Sender {
    pub fn by(&self) -> By<'_> {
        By { actor: &self.actor, address: &self.address, at: self.at, today: self.today }
    }

    pub fn actor(&self) -> &Actor {
        &self.actor
    }
}

impl FromRequestParts<App> for Sender {
    type Rejection = Fault;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Fault> {
        let given = parts.headers.get(header::AUTHORIZATION).ok_or(Fault::MissingToken)?;
        let given = given.to_str().map_err(|_| Fault::UnknownToken)?;
        let (scheme, given) = given.split_once(' ').ok_or(Fault::MissingToken)?;
        if !scheme.eq_ignore_ascii_case("Bearer") {
            return Err(Fault::MissingToken);
        }
        let given = given.trim();
        if given.is_empty() || given.len() > LONGEST_TOKEN {
            return Err(Fault::UnknownToken);
        }
        let workshop = app.office.workshop()?.clone();
        let store = workshop.store();
        let token = store.api_token(given).await?.ok_or(Fault::UnknownToken)?;
        let now = (app.now)();
        let at = now.timestamp();
        match token.state(at) {
            TokenState::Good => {}
            TokenState::Expired => return Err(Fault::ExpiredToken),
            TokenState::Revoked => return Err(Fault::RevokedToken),
        }
        let is_fresh = token.last_used_at.is_some_and(|used| at.duration_since(used) < TOUCH_EVERY);
        if !is_fresh {
            store.touch_api_token(token.no, at).await?;
        }
        let from = parts.extensions.get::<From>().copied().unwrap_or_default();
        let address = from.0.map(|address| address.to_string()).unwrap_or_default();
        Ok(Self { actor: token.actor(), token, workshop, address, at, today: now.date() })
    }
}
