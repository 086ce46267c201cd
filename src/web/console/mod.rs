//! The bureaus' console: `/console`. It works on the store, and says what it says in Chinese only.
//!
//! | what | where |
//! |---|---|
//! | every route, with who may use it | [`routes`] here; [`access`] |
//! | store, hashing of passwords | [`office`] |
//! | who asks, and what a page is made with | [`desk`]; [`guard`] lets them in |
//! | forged requests, errors as pages | [`guard`], [`trouble`] |
//! | frame of a page, its pieces | [`frame`], [`parts`] |
//!
//! A page is one file: a handler that takes [`Desk`], a view, and a line in [`routes`]. The access that
//! the line names is checked before the handler runs; whether it is *this* regulator's matter, the handler
//! asks the actor.

pub mod access;
pub mod change;
pub mod desk;
pub mod draft;
pub mod duties;
pub mod frame;
pub mod guard;
pub mod help;
pub mod login;
pub mod logout;
pub mod me;
pub mod office;
pub mod pager;
pub mod parts;
pub mod password;
pub mod people;
pub mod regulators;
pub mod releases;
pub mod report;
pub mod settings;
pub mod start;
pub mod systems;
pub mod tokens;
pub mod trail;
pub mod trouble;
pub mod upload;
pub mod workbook;

use std::time::Duration;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::middleware::{from_fn, from_fn_with_state};

use self::access::{Access, Route, reading, writing};
pub use self::desk::{Desk, Filled, From, Notice};
pub use self::frame::{Place, Sheet};
pub use self::office::Office;
pub use self::trouble::Trouble;
use super::App;
use super::settings::SiteSettings;
use crate::publish::regulators::LARGEST_TABLE;

/// Below the base path, in no language.
pub const PATH: &str = "/console";

/// A whole list is sent from a slow office.
pub const LONGEST_REQUEST: Duration = Duration::from_secs(120);

/// What a form holds at most, in bytes, unless its route says otherwise.
const LARGEST_FORM: usize = 64 * 1024;

/// Every route of the console, below [`PATH`]. The router is made of it, and so is the test that tries each
/// as everybody.
pub fn routes() -> Vec<Route> {
    let mut routes = drafts();
    routes.extend(people());
    routes.extend(vec![
        reading("", Access::SignedIn, start::show),
        reading("/duties/conflicts", Access::See, duties::conflicts),
        reading("/duties/conflicts.xlsx", Access::See, duties::conflicts_sheet),
        reading("/duties/expiring", Access::See, duties::expiring),
        reading("/duties/expiring.xlsx", Access::See, duties::expiring_sheet),
        reading("/login", Access::Anyone, login::show),
        writing("/login", Access::Anyone, login::sign_in),
        reading("/login/code", Access::Anyone, login::show_code),
        writing("/login/code", Access::Anyone, login::take_code),
        writing("/logout", Access::Anyone, logout::sign_out),
        reading("/password", Access::Password, password::show),
        writing("/password", Access::Password, password::change),
        reading("/upload", Access::Submit, upload::show),
        writing("/upload", Access::Submit, upload::take).taking(upload::LARGEST),
        reading("/change", Access::Submit, change::find),
        reading("/change/{line}", Access::Submit, change::show),
        writing("/change/{line}", Access::Submit, change::save),
        reading("/releases", Access::See, releases::show),
        writing("/releases/{number}/undo", Access::Submit, releases::undo),
        reading("/report", Access::See, report::show),
        reading("/report.xlsx", Access::See, report::sheet),
        reading("/me", Access::SignedIn, me::show),
        writing("/me/end", Access::Password, me::end_everywhere),
        reading("/me/code", Access::SecondStep, me::show_code),
        writing("/me/code", Access::SecondStep, me::prove_code),
        writing("/me/code/off", Access::SignedIn, me::switch_off),
        reading("/regulators", Access::Administer, regulators::index),
        writing("/regulators", Access::Platform, regulators::add),
        reading("/regulators/new", Access::Platform, regulators::new),
        reading("/regulators/import", Access::Platform, regulators::show_import),
        writing("/regulators/import", Access::Platform, regulators::preview)
            .taking(LARGEST_TABLE + LARGEST_FORM),
        // In base 64, with its signs percent-encoded.
        writing("/regulators/import/do", Access::Platform, regulators::take_over)
            .taking(LARGEST_TABLE * 2),
        reading("/regulators/{code}", Access::Administer, regulators::show),
        writing("/regulators/{code}", Access::Administer, regulators::change),
        reading("/settings", Access::Administer, settings::index),
        reading("/settings/{code}", Access::Administer, settings::show),
        writing("/settings/{code}", Access::Administer, settings::change),
        reading("/tokens", Access::Administer, tokens::index),
        writing("/tokens", Access::Administer, tokens::add),
        reading("/tokens/{no}/revoke", Access::Administer, tokens::ask),
        writing("/tokens/{no}/revoke", Access::Administer, tokens::revoke),
        reading("/help", Access::SignedIn, help::show),
        reading("/help/{name}", Access::SignedIn, help::picture),
        reading("/trail", Access::Trail, trail::show),
        reading("/trail.csv", Access::Trail, trail::csv),
        reading("/trail.jsonl", Access::Trail, trail::jsonl),
    ]);
    routes
}

/// Who has an account.
fn people() -> Vec<Route> {
    vec![
        reading("/people", Access::Administer, people::index),
        writing("/people", Access::Administer, people::add),
        reading("/people/new", Access::Administer, people::new),
        reading("/people/{no}", Access::Administer, people::show),
        writing("/people/{no}", Access::Administer, people::change),
        reading("/people/{no}/ask", Access::Administer, people::ask),
        writing("/people/{no}/do", Access::Administer, people::deed),
    ]
}

/// A draft, step by step.
fn drafts() -> Vec<Route> {
    vec![
        reading("/drafts", Access::See, draft::listed::drafts),
        reading("/reviews", Access::See, draft::listed::reviews),
        reading("/drafts/{no}", Access::See, draft::hand_in::show),
        reading("/drafts/{no}/columns", Access::See, draft::columns::show),
        writing("/drafts/{no}/columns", Access::Submit, draft::columns::save),
        reading("/drafts/{no}/check", Access::See, draft::check::show),
        writing("/drafts/{no}/mend", Access::Submit, draft::mends::mend),
        writing("/drafts/{no}/unmend", Access::Submit, draft::mends::take_mend_back),
        writing("/drafts/{no}/acknowledge", Access::Submit, draft::check::acknowledge_one),
        reading("/drafts/{no}/returned.xlsx", Access::See, draft::files::returned),
        reading("/drafts/{no}/source", Access::See, draft::files::source),
        reading("/drafts/{no}/terms", Access::See, draft::terms::show),
        writing("/drafts/{no}/terms", Access::Submit, draft::terms::save),
        reading("/drafts/{no}/conflicts", Access::See, draft::conflicts::show),
        writing("/drafts/{no}/conflicts", Access::Submit, draft::conflicts::save),
        reading("/drafts/{no}/preview", Access::See, draft::preview::show),
        writing("/drafts/{no}/number", Access::Submit, draft::preview::take_number),
        writing("/drafts/{no}/submit", Access::Submit, draft::hand_in::submit),
        writing("/drafts/{no}/take-back", Access::Submit, draft::hand_in::take_back),
        writing("/drafts/{no}/drop", Access::Submit, draft::hand_in::drop_draft),
        writing("/drafts/{no}/return", Access::Approve, draft::hand_in::give_back),
        writing("/drafts/{no}/approve", Access::Approve, draft::hand_in::approve),
        writing("/drafts/{no}/schedule", Access::Approve, draft::hand_in::schedule_it),
        writing("/drafts/{no}/urgent", Access::Approve, draft::hand_in::urgent),
        writing("/drafts/{no}/afterwards", Access::Approve, draft::hand_in::afterwards),
    ]
}

/// The console below `base`.
pub(super) fn router(base: &str, app: &App) -> Router<App> {
    let mut router = Router::new();
    for route in routes() {
        let path = format!("{base}{PATH}{}", route.path);
        let let_in = from_fn_with_state((app.clone(), route.access), guard::let_in);
        router = router.route(&path, route.handler.route_layer(let_in));
    }
    router
        .route(&format!("{base}{PATH}/{{*rest}}"), axum::routing::any(trouble::nothing_here))
        .layer(DefaultBodyLimit::max(LARGEST_FORM))
        .layer(from_fn(guard::refuse_unmarked))
        .layer(guard::forgery_guard(&app.site))
        .layer(from_fn_with_state(app.clone(), guard::word_troubles))
}

/// Whether this is an address of the console; a proxy may have stripped the base path or left it.
pub fn is_within(site: &SiteSettings, path: &str) -> bool {
    let is_below = |path: &str| {
        path.strip_prefix(PATH).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    };
    is_below(path) || path.strip_prefix(site.base_path.as_str()).is_some_and(is_below)
}

/// Whether passwords or codes are sent there.
pub fn is_login(path: &str) -> bool {
    path.ends_with("/console/login") || path.ends_with("/console/login/code")
}
