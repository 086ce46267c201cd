//! `GET /uscc/{code}` and `GET /permit/{no}`: links that notices print, leading to the institution.

use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use maud::{Markup, html};

use super::absent::Absent;
use crate::domain::answer::NotListed;
use crate::domain::institution::{Institution, InstitutionId};
use crate::domain::permit::PermitNo;
use crate::domain::uscc::Uscc;
use crate::domain::verdict::Verdict;
use crate::web::components::panel::{Level, Said, panel};
use crate::web::components::row::How;
use crate::web::components::search_box::search_box;
use crate::web::components::source::basis;
use crate::web::error::Error;
use crate::web::layout::{Place, page};
use crate::web::served::Served;
use crate::web::words;
use crate::web::words::search::SAME_PERMIT;

pub async fn by_uscc(served: Served, Path(code): Path<String>) -> Result<Response, Error> {
    let uscc = Uscc::parse(&code).map_err(|_| Error::NotFound)?;
    let id = InstitutionId::Uscc(uscc);
    Ok(match served.reader.institution(id, served.today()) {
        Some(found) => {
            Redirect::permanent(&served.links().institution(found.id).to_string()).into_response()
        }
        None => unknown(&served, &NotListed::NotHere, uscc.as_str()),
    })
}

pub async fn by_permit(served: Served, Path(no): Path<String>) -> Result<Response, Error> {
    let permit = PermitNo::parse(&no).ok_or(Error::NotFound)?;
    let found = served.reader.by_permit(permit.key(), served.today());
    Ok(match found.as_slice() {
        [] => unknown(&served, &NotListed::NotHere, permit.as_str()),
        // Not for ever: a number may come to name another one.
        [only] => {
            Redirect::temporary(&served.links().institution(only.id).to_string()).into_response()
        }
        several => choose(&served, permit.as_str(), several).into_response(),
    })
}

/// The not-listed page, as 404.
pub fn unknown(served: &Served, reason: &NotListed, typed: &str) -> Response {
    let absent = Absent { served, reason, typed, chosen: None, region: None };
    let title = words::of_not_listed(served.language(), reason, served.directory()).headline;
    let body = page(
        served.frame(&title, Place::Search),
        html! { (search_box(served.links(), typed, None)) (absent.view()) (absent.call()) },
    );
    (StatusCode::NOT_FOUND, body).into_response()
}

fn choose(served: &Served, typed: &str, found: &[Institution]) -> Markup {
    let language = served.language();
    let said = words::candidates(language, found.len());
    let rows = served.rows(served.today());
    let verdict = Verdict::Candidates;
    let more = html! {
        p { (SAME_PERMIT.with(language, &[&typed])) }
        (basis(language, None, None, &served.at))
    };
    page(
        served.frame(&said.headline, Place::Search),
        html! {
            (panel(Said { verdict, words: &said, level: Level::First, before: None }, more))
            ul.rows { @for one in found { (rows.row(one, How::default())) } }
        },
    )
}
