//! `GET` and `POST /check`: many at once, pasted or in a spreadsheet. What is sent is looked up and
//! forgotten: it is neither stored nor logged.

pub mod columns;
pub mod form;
pub mod received;
pub mod results;

use std::sync::Arc;

use axum::extract::multipart::MultipartRejection;
use axum::extract::{Multipart, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use maud::Markup;

use self::form::Trouble;
use self::received::{Received, Wanted};
use crate::domain::checks::Problem;
use crate::domain::pasted;
use crate::publish::batch::{self, AskedRow};
use crate::web::App;
use crate::web::checking::{self, Batch, MOST};
use crate::web::error::Error;
use crate::web::links::Encoded;
use crate::web::served::Served;
use crate::web::words::check as said;

/// Below base path and language.
pub const PATH: &str = "/check";

/// Of the form with all it carries. A file that is too large is read to its end up to here, so that
/// the browser hears what is wrong instead of a broken connection.
pub const LARGEST_FORM: usize = 24 << 20;

pub async fn show(served: Served) -> Markup {
    form::view(&served, None, "")
}

pub async fn check(
    State(app): State<App>,
    served: Served,
    form: Result<Multipart, MultipartRejection>,
) -> Result<Response, Error> {
    let form = form.map_err(|_| Error::BadForm)?;
    let received = match received::receive(form).await? {
        Ok(received) => received,
        Err(trouble) => return Ok(refused(&served, &trouble, "")),
    };
    let turn = Arc::clone(&app.batches).acquire_owned().await.map_err(|_| Error::Internal)?;
    let answered = tokio::task::spawn_blocking(move || {
        let response = answer(&served, received);
        drop(turn);
        response
    });
    answered.await.map_err(|error| {
        tracing::error!(%error, "a batch failed");
        Error::Internal
    })?
}

fn refused(served: &Served, trouble: &Trouble, names: &str) -> Response {
    (StatusCode::UNPROCESSABLE_ENTITY, form::view(served, Some(trouble), names)).into_response()
}

/// What is asked about, and whence.
struct Asked {
    all: Vec<checking::Asked>,
    file: Option<AskedFile>,
}

struct AskedFile {
    name: String,
    bytes: Vec<u8>,
    rows: Vec<AskedRow>,
}

fn asked(received: &mut Received) -> Result<Asked, Trouble> {
    let Some((name, bytes)) = received.file.take() else {
        let names = pasted::names(&received.names).into_iter();
        return Ok(Asked { all: names.map(checking::Asked::typed).collect(), file: None });
    };
    let rows = batch::asked_in(&name, &bytes).map_err(|problem| {
        if problem == Problem::Empty {
            Trouble::FileEmpty
        } else if problem == Problem::TooManyRows {
            Trouble::TooManyInFile
        } else {
            Trouble::FileUnreadable { name: name.clone() }
        }
    })?;
    let one = |row: &AskedRow| checking::Asked { words: row.words.clone(), name: row.name.clone() };
    Ok(Asked { all: rows.iter().map(one).collect(), file: Some(AskedFile { name, bytes, rows }) })
}

fn answer(served: &Served, mut received: Received) -> Result<Response, Error> {
    let Asked { all, file } = match asked(&mut received) {
        Ok(asked) => asked,
        Err(trouble) => return Ok(refused(served, &trouble, &received.names)),
    };
    let trouble = match all.len() {
        0 => Some(Trouble::Nothing),
        count if count > MOST => Some(Trouble::TooMany { count }),
        _ => None,
    };
    if let Some(trouble) = trouble {
        return Ok(refused(served, &trouble, &received.names));
    }
    let batch = Batch::look_up(served, all);
    match received.wanted {
        Wanted::Page => {
            let name = file.as_ref().map(|file| file.name.as_str());
            Ok(results::view(served, &batch, name).into_response())
        }
        Wanted::Sheet => workbook(served, &batch, file),
    }
}

fn workbook(served: &Served, batch: &Batch, file: Option<AskedFile>) -> Result<Response, Error> {
    let language = served.language();
    let headings = columns::headings(language);
    let answers = columns::answers(served, batch);
    let made = match file {
        Some(AskedFile { name, bytes, rows }) => {
            let answers: Vec<_> = rows.into_iter().zip(answers).collect();
            batch::answered((&name, &bytes), &headings, answers)
        }
        None => {
            let headings: Vec<&str> =
                std::iter::once(said::SHEET_TYPED.of(language)).chain(headings).collect();
            let rows = batch.rows.iter().zip(answers);
            let rows: Vec<Vec<String>> = rows
                .map(|(row, answer)| std::iter::once(row.words.clone()).chain(answer).collect())
                .collect();
            batch::workbook(said::SHEET_TAB.of(language), &headings, &rows)
        }
    };
    let made = made.map_err(|error| {
        tracing::error!(%error, "a workbook was not made");
        Error::Internal
    })?;
    let name = format!("{}-{}.xlsx", said::SHEET_FILE.of(language), served.today());
    let disposition =
        format!("attachment; filename=\"check.xlsx\"; filename*=UTF-8''{}", Encoded(&name));
    let kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    let mut response = ([(header::CONTENT_TYPE, kind)], made).into_response();
    let disposition = HeaderValue::from_str(&disposition).map_err(|_| Error::Internal)?;
    response.headers_mut().insert(header::CONTENT_DISPOSITION, disposition);
    Ok(response)
}
