//! `/console/logout`

use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Redirect, Response};

use super::desk::Visit;
use super::{Trouble, guard};
use crate::domain::audit::{Action, NewEntry};
use crate::web::App;

/// `POST /console/logout`: the session ends here too, not only in the browser.
pub async fn sign_out(State(app): State<App>, visit: Visit) -> Result<Response, Trouble> {
    if let Some(signed) = &visit.signed {
        let actor = signed.account.actor();
        let entry = NewEntry::by(&actor, &visit.from.address, visit.now, Action::SignedOut);
        visit.store.end_session(&signed.session.key, visit.now, Some(&entry)).await?;
    }
    let to = visit.path("/login?out=1");
    Ok(([(header::SET_COOKIE, guard::cookie(&app.site, None))], Redirect::to(&to)).into_response())
}
