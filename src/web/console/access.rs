//! Which route is whose.

use axum::extract::DefaultBodyLimit;
use axum::handler::Handler;
use axum::http::Method;
use axum::routing::{MethodRouter, get, post};

use crate::domain::account::{Actor, Reach, Role};
use crate::web::App;

/// Who may use a route. Whether a matter is of the actor's own regulator, the handler asks besides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// Nobody need be signed in.
    Anyone,
    SignedIn,
    /// As [`Self::SignedIn`], also before a password that was handed out is changed.
    Password,
    /// As [`Self::SignedIn`], also before a second step that is wanted is set up.
    SecondStep,
    /// Those who work on rosters: 经办, 审核.
    Submit,
    /// 审核.
    Approve,
    /// Those who work on rosters, and those who run the platform.
    See,
    /// 平台管理.
    Administer,
    /// 平台管理 of the whole platform.
    Platform,
    /// Whoever reads the trail.
    Trail,
}

impl Access {
    pub fn admits(self, actor: &Actor) -> bool {
        match self {
            Self::Anyone | Self::SignedIn | Self::Password | Self::SecondStep => true,
            Self::Submit => actor.works_on().is_some(),
            Self::Approve => actor.role == Role::Approver && actor.works_on().is_some(),
            Self::See => actor.works_on().is_some() || actor.may_administer(),
            Self::Administer => actor.may_administer(),
            Self::Platform => actor.administers() == Reach::Everything,
            Self::Trail => actor.may_read_trail(),
        }
    }
}

/// One route: method, path below the console's, and who may use it.
#[derive(Clone, Debug)]
pub struct Route {
    pub method: Method,
    pub path: &'static str,
    pub access: Access,
    pub(super) handler: MethodRouter<App>,
}

/// A page.
pub fn reading<H, T>(path: &'static str, access: Access, handler: H) -> Route
where
    H: Handler<T, App>,
    T: 'static,
{
    Route { method: Method::GET, path, access, handler: get(handler) }
}

/// A form that is sent.
pub fn writing<H, T>(path: &'static str, access: Access, handler: H) -> Route
where
    H: Handler<T, App>,
    T: 'static,
{
    Route { method: Method::POST, path, access, handler: post(handler) }
}

impl Route {
    /// Takes so many bytes, where a form of usual size would not do.
    #[must_use]
    pub fn taking(self, bytes: usize) -> Self {
        Self { handler: self.handler.layer(DefaultBodyLimit::max(bytes)), ..self }
    }
}
