//! `POST /api/v1/releases`, `GET /api/v1/releases/drafts/{no}`: bureaus' own systems send lists, through
//! the same checks and the same review as the console.
//!
//! A list is kept as a draft before anything is said of it. What is in the way is told, and the draft stays
//! for a person to go on with in the console. Repeating a request with its key does nothing twice.

pub mod fault;
pub mod sender;
pub mod sent;
pub mod told;

use axum::extract::multipart::MultipartRejection;
use axum::extract::{FromRequest as _, Multipart, Path, Request, State};
use axum::http::{HeaderMap, Method, StatusCode, header};
use axum::response::{IntoResponse, Response};

use self::fault::{Fault, Problem};
use self::sender::Sender;
use self::sent::{Sent, Wanted};
use self::told::DraftOut;
use super::upload;
use crate::domain::review::DraftState;
use crate::domain::token::Scope;
use crate::publish::draft::{Draft, DraftKind};
use crate::publish::review::Shown;
use crate::publish::workshop::WorkError;
use crate::web::App;

/// Below the base path; read by everybody, written to by systems with a token.
pub const RELEASES: &str = "/api/v1/releases";
pub const DRAFT: &str = "/api/v1/releases/drafts/{no}";
const DRAFTS: &str = "/api/v1/releases/drafts/";

/// A list, and the parts beside it with all that may be acknowledged.
pub const LARGEST: usize = upload::LARGEST_FILE + (4 << 20);

pub const KEY: &str = "idempotency-key";
pub const LONGEST_KEY: usize = 200;

/// Whether this is for systems with a token: no cache keeps the answer, and no page elsewhere reads it.
pub fn is_for_systems(method: &Method, path: &str) -> bool {
    (*method == Method::POST && path.ends_with(RELEASES)) || path.contains(DRAFTS)
}

/// `POST /api/v1/releases`
pub async fn send(
    State(app): State<App>,
    sender: Result<Sender, Fault>,
    request: Request,
) -> Result<Response, Fault> {
    let sender = sender?;
    let key = key(request.headers())?;
    if is_announced_too_large(request.headers()) {
        return Err(Fault::TooLarge);
    }
    let form =
        Multipart::from_request(request, &app).await.map_err(|rejection| match rejection {
            MultipartRejection::InvalidBoundary(_) => Fault::NotMultipart,
            _ => Fault::BadForm,
        })?;
    let sent = Sent::receive(form).await?;
    if sent.regulator.as_ref().is_some_and(|code| *code != sender.token.regulator.to_string()) {
        return Err(Fault::OtherRegulator);
    }
    if sent.wanted == Wanted::HandIn && sender.token.scope == Scope::Check {
        return Err(Fault::WrongScope);
    }
    take(&app, &sender, &key, sent).await
}

/// `GET /api/v1/releases/drafts/{no}`
pub async fn show(
    State(app): State<App>,
    sender: Result<Sender, Fault>,
    Path(no): Path<String>,
) -> Result<Response, Fault> {
    let sender = sender?;
    let is_number = no.bytes().all(|byte| byte.is_ascii_digit());
    let no = no.parse().ok().filter(|_| is_number).ok_or(Fault::NoDraft)?;
    let draft = sender.workshop.draft(no, sender.actor()).await?;
    // What people work on in the console is theirs.
    if draft.kind != DraftKind::Api {
        return Err(Fault::NoDraft);
    }
    answer(&app, &sender, &draft, StatusCode::OK).await
}

fn key(headers: &HeaderMap) -> Result<String, Fault> {
    let key = headers.get(KEY).ok_or(Fault::MissingKey)?.to_str().map_err(|_| Fault::BadKey)?;
    let is_good =
        (1..=LONGEST_KEY).contains(&key.len()) && key.bytes().all(|byte| byte.is_ascii_graphic());
    if is_good { Ok(key.to_owned()) } else { Err(Fault::BadKey) }
}

fn is_announced_too_large(headers: &HeaderMap) -> bool {
    let length = headers.get(header::CONTENT_LENGTH).and_then(|length| length.to_str().ok());
    length.and_then(|length| length.parse().ok()).is_some_and(|length: u64| length > LARGEST as u64)
}

async fn take(app: &App, sender: &Sender, key: &str, mut sent: Sent) -> Result<Response, Fault> {
    let store = sender.workshop.store();
    let digest = sent.digest().to_string();
    if let Some((no, before)) = store.sent_before(sender.token.no, key).await? {
        return again(app, sender, (no, before == digest), &sent).await;
    }
    let file = (std::mem::take(&mut sent.name), std::mem::take(&mut sent.bytes));
    let regulator = sender.token.regulator;
    let no = sender.workshop.take_in(sender.by(), regulator, file, DraftKind::Api).await?;
    if !store.remember_sent(sender.token.no, key, (no, &digest)).await? {
        // The same request came twice at the same moment: this one was the later.
        let draft = sender.workshop.draft(no, sender.actor()).await?;
        sender.workshop.drop_draft(sender.by(), draft).await?;
        let first = store.sent_before(sender.token.no, key).await?.ok_or(Fault::Internal)?;
        return again(app, sender, (first.0, first.1 == digest), &sent).await;
    }
    let draft = sender.workshop.draft(no, sender.actor()).await?;
    let is_through = go_on(app, sender, draft, &sent).await?;
    let draft = sender.workshop.draft(no, sender.actor()).await?;
    let status = match (is_through, sent.wanted) {
        (true, _) => StatusCode::ACCEPTED,
        (false, Wanted::Check) => StatusCode::OK,
        (false, Wanted::HandIn) => StatusCode::UNPROCESSABLE_ENTITY,
    };
    answer(app, sender, &draft, status).await
}

/// A key that is known: the same request again, or another that must not pass for it.
async fn again(
    app: &App,
    sender: &Sender,
    (no, is_same): (i64, bool),
    sent: &Sent,
) -> Result<Response, Fault> {
    if !is_same {
        return Err(Fault::KeyReused);
    }
    let mut draft = sender.workshop.draft(no, sender.actor()).await?;
    // What was cut short before it was handed in goes on, unless a person has taken it up.
    let is_untouched = draft.content.changed.is(&sender.actor().login);
    if draft.state == DraftState::Open && is_untouched && draft.content.submitted.is_none() {
        go_on(app, sender, draft, sent).await?;
        draft = sender.workshop.draft(no, sender.actor()).await?;
    }
    answer(app, sender, &draft, StatusCode::OK).await
}

/// Says of a new draft what was said with it, and hands it in. `false`: it stays a draft.
async fn go_on(app: &App, sender: &Sender, draft: Draft, sent: &Sent) -> Result<bool, Fault> {
    let workshop = &sender.workshop;
    let no = draft.no;
    let is_said = draft.content.announced == sent.announced
        && draft.content.acknowledged == sent.acknowledged
        && draft.content.number_typed == sent.number;
    let draft = if is_said {
        draft
    } else {
        workshop
            .change(sender.by(), draft, "sent", |content| {
                content.announced = sent.announced.clone();
                let by = |key: &String| (key.clone(), sender.actor().display.clone());
                content.acknowledged_by = sent.acknowledged.iter().map(by).collect();
                content.acknowledged = sent.acknowledged.clone();
                content.number_typed = sent.number;
            })
            .await?;
        workshop.draft(no, sender.actor()).await?
    };
    if sent.wanted == Wanted::Check {
        return Ok(false);
    }
    let reader = app.live.snapshot();
    let shown = Shown { reader: &reader, stale_after_days: app.site.stale_after_days };
    match workshop.publish_sent(sender.by(), draft.clone(), shown).await {
        Ok(published) => Ok(published.is_ok()),
        // Where people review, it waits for them.
        Err(WorkError::NotAllowed) => Ok(workshop.submit(sender.by(), draft, shown).await?.is_ok()),
        // It is not newer than what stands: the draft stays, and its obstacles tell.
        Err(WorkError::NothingChanges | WorkError::Refused(_)) => Ok(false),
        Err(error) => Err(error.into()),
    }
}

async fn answer(
    app: &App,
    sender: &Sender,
    draft: &Draft,
    status: StatusCode,
) -> Result<Response, Fault> {
    let told = DraftOut::of(app, sender, draft).await?;
    if status != StatusCode::UNPROCESSABLE_ENTITY {
        return Ok((status, axum::Json(told)).into_response());
    }
    Ok(Problem {
        kind: "about:blank",
        title: "没有送审：还有没办完的",
        status: status.as_u16(),
        detail: "文件已经存成草稿。obstacles 列出了要办的事：改好文件换一个新的 Idempotency-Key 再送，或者请经办到后台接着办。",
        code: NOT_SUBMITTED,
        more: told,
    }
    .response())
}

/// The code of a list that something is in the way of.
pub const NOT_SUBMITTED: &str = "not_submitted";
