//! `/console/login`: name and password, then the code where the account has a second step. Whoever fails
//! learns one sentence, whatever the reason was.

use axum::extract::{Query, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use maud::{Markup, html};
use serde::Deserialize;

use super::desk::{Lapse, Visit};
use super::frame::{self, Place, Sheet};
use super::guard::{self, own_page};
use super::parts::{self, Input, Press, Tone, field};
use super::{Filled, Trouble};
use crate::domain::account::{Account, AccountNo, LockOut, Login, SecondStep, Stage, Standing};
use crate::domain::audit::{Action, NewEntry};
use crate::domain::password::CodeSecret;
use crate::store::accounts::Secrets;
use crate::store::sessions::NewSession;
use crate::web::App;

const TITLE: &str = "登录";

/// The one sentence, with the limits that are set here.
fn failed(rule: LockOut) -> String {
    format!(
        "登录名或密码不对，或者这个账号现在不能用。连续输错 {} 次，要等 {} 分钟再试。",
        rule.after_failures,
        rule.lasts.as_mins()
    )
}

const CODE_FAILED: &str = "动态码不对，或者已经用过。请等手机上换了新的六位数字再输。";

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    next: String,
    /// Set after signing out.
    out: String,
}

/// `GET /console/login`
pub async fn show(visit: Visit, Query(asked): Query<Asked>) -> Response {
    if visit.is_open() {
        return Redirect::to(&after(&visit, &asked.next)).into_response();
    }
    let limits = visit.app.site.console.sessions;
    let lapsed = visit.lapsed.map(|lapse| match lapse {
        Lapse::Idle => {
            format!("{} 分钟没有操作，已经退出。登录后接着办。", limits.idle.as_mins())
        }
        Lapse::Longest => {
            format!("登录满 {} 小时，已经退出。登录后接着办。", limits.longest.as_hours())
        }
    });
    let said = match &lapsed {
        _ if !asked.out.is_empty() => Some((Tone::Good, "您已经退出。")),
        Some(words) => Some((Tone::Plain, words.as_str())),
        None => None,
    };
    page(&visit.app, &form(&visit, "", &asked.next, said)).into_response()
}

fn page(app: &App, main: &Markup) -> Markup {
    let sheet = Sheet { title: TITLE, place: Place::Elsewhere, notice: None };
    frame::page(app, None, sheet, main.clone())
}

fn form(visit: &Visit, login: &str, next: &str, said: Option<(Tone, &str)>) -> Markup {
    html! {
        h1 { "登录发布后台" }
        @if let Some((tone, words)) = said {
            div role="alert" { (parts::notice(tone, html! { p { (words) } })) }
        }
        p { "给主管部门发布名单用。家长查询不用登录。" }
        form method="post" action=(visit.path("/login")) {
            input type="hidden" name="next" value=(next);
            (field("login", "登录名").value(login))
            (field("password", "密码").input(Input::Password("current-password")))
            (parts::buttons(parts::button(Press::Main, "登录")))
        }
        p.soft { "没有账号，或者忘了密码：请找单位的平台管理员新建或重置。" }
    }
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Typed {
    login: String,
    password: String,
    next: String,
}

/// `POST /console/login`
pub async fn sign_in(
    State(app): State<App>,
    visit: Visit,
    headers: HeaderMap,
    Filled(typed): Filled<Typed>,
) -> Result<Response, Trouble> {
    let found = match Login::parse(&typed.login) {
        Some(login) => visit.store.account_by_login(&login).await?,
        None => None,
    };
    let Some(account) = prove(&app, &visit, found, typed.password).await? else {
        let words = failed(app.site.console.lock_out);
        let again = form(&visit, &typed.login, &typed.next, Some((Tone::Bad, &words)));
        return Ok((StatusCode::UNAUTHORIZED, page(&app, &again)).into_response());
    };
    end_old(&app, &visit, &headers).await?;
    match account.second_step {
        SecondStep::On => {
            let token = open(&visit, account.no, Stage::Code, None).await?;
            let to = visit.path(&with_next("/login/code", &typed.next));
            Ok(moved(&app, &token, &to))
        }
        SecondStep::Off => {
            let to = after(&visit, &typed.next);
            welcome(&app, &visit, &account, &to).await
        }
    }
}

/// The account, when the password is right and it may be used. Every way takes as long as the others.
async fn prove(
    app: &App,
    visit: &Visit,
    found: Option<(Account, Secrets)>,
    password: String,
) -> Result<Option<Account>, Trouble> {
    let Some((account, secrets)) = found else {
        visit.store.count_stranger().await?;
        app.office.fits(password, None).await?;
        let entry = failure(visit, None);
        visit.store.note(&entry).await?;
        return Ok(None);
    };
    let rule = app.site.console.lock_out;
    let standing = visit.store.count_try(account.no, rule, visit.now).await?;
    let hash = standing.map(|_| secrets.password_hash);
    let is_right = app.office.fits(password, hash).await?;
    if is_right && account.disabled_at.is_none() {
        return Ok(Some(account));
    }
    note_failure(visit, &account, standing).await?;
    Ok(None)
}

async fn note_failure(
    visit: &Visit,
    account: &Account,
    standing: Option<Standing>,
) -> Result<(), Trouble> {
    let mut entry = failure(visit, Some(account));
    // The try that locks is told apart from those that find it locked.
    if standing.is_some_and(|standing| standing.is_locked(visit.now)) {
        entry.action = Action::Locked;
    }
    Ok(visit.store.note(&entry).await?)
}

/// What was typed in place of a known name is not kept: it may be a password.
fn failure(visit: &Visit, account: Option<&Account>) -> NewEntry {
    match account {
        Some(account) => {
            NewEntry::by(&account.actor(), &visit.from.address, visit.now, Action::SignInFailed)
        }
        None => NewEntry {
            at: visit.now,
            login: String::new(),
            display: String::new(),
            role: None,
            regulator: None,
            address: visit.from.address.clone(),
            action: Action::SignInFailed,
            object: "没有这个登录名".into(),
            before: String::new(),
            after: String::new(),
        },
    }
}

/// A session that the browser came with ends: nobody goes on with a token that somebody else may know.
async fn end_old(app: &App, visit: &Visit, headers: &HeaderMap) -> Result<(), Trouble> {
    let Some(token) = guard::token_of(&app.site, headers) else { return Ok(()) };
    if let Some(old) = visit.store.session(&token).await? {
        visit.store.end_session(&old.session.key, visit.now, None).await?;
    }
    Ok(())
}

async fn open(
    visit: &Visit,
    account: AccountNo,
    stage: Stage,
    entry: Option<&NewEntry>,
) -> Result<String, Trouble> {
    let new = NewSession {
        account,
        stage,
        network: visit.from.network.clone(),
        agent: visit.from.agent.clone(),
        at: visit.now,
    };
    Ok(visit.store.open_session(&new, entry).await?)
}

/// Signed in: the tries before are forgotten, a new token is given.
async fn welcome(
    app: &App,
    visit: &Visit,
    account: &Account,
    to: &str,
) -> Result<Response, Trouble> {
    visit.store.forget_tries(account.no).await?;
    let entry = NewEntry::by(&account.actor(), &visit.from.address, visit.now, Action::SignedIn);
    let token = open(visit, account.no, Stage::Open, Some(&entry)).await?;
    Ok(moved(app, &token, to))
}

pub(super) fn moved(app: &App, token: &str, to: &str) -> Response {
    let cookie = guard::cookie(&app.site, Some(token));
    ([(header::SET_COOKIE, cookie)], Redirect::to(to)).into_response()
}

/// Where one wanted to go, or the start.
fn after(visit: &Visit, next: &str) -> String {
    match own_page(next) {
        Some(page) => format!("{}{page}", visit.app.site.base_path),
        None => visit.path(""),
    }
}

fn with_next(path: &str, next: &str) -> String {
    match own_page(next) {
        Some(page) => format!("{path}?next={}", crate::web::links::Encoded(page)),
        None => path.to_owned(),
    }
}

/// `GET /console/login/code`
pub async fn show_code(visit: Visit, Query(asked): Query<Asked>) -> Response {
    let waits = visit.signed.as_ref().is_some_and(|one| one.session.stage == Stage::Code);
    if !waits {
        return Redirect::to(&visit.path("/login")).into_response();
    }
    page(&visit.app, &code_form(&visit, &asked.next, None)).into_response()
}

fn code_form(visit: &Visit, next: &str, wrong: Option<&str>) -> Markup {
    html! {
        h1 { "还差一步：动态码" }
        @if let Some(words) = wrong {
            div role="alert" { (parts::notice(Tone::Bad, html! { p { (words) } })) }
        }
        form method="post" action=(visit.path("/login/code")) {
            input type="hidden" name="next" value=(next);
            (field("code", "手机上的六位数字").input(Input::Code)
                .hint("打开绑定时用的手机应用，30 秒换一次。"))
            (parts::buttons(parts::button(Press::Main, "登录")))
        }
        p.soft { "手机丢了或换了：请找单位的平台管理员清除动态码。 "
            a href=(visit.path("/login")) { "换一个账号登录" } }
    }
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct TypedCode {
    code: String,
    next: String,
}

/// `POST /console/login/code`
pub async fn take_code(
    State(app): State<App>,
    visit: Visit,
    Filled(typed): Filled<TypedCode>,
) -> Result<Response, Trouble> {
    let waiting = visit.signed.clone().filter(|one| one.session.stage == Stage::Code);
    let Some(waiting) = waiting else {
        return Ok(Redirect::to(&visit.path("/login")).into_response());
    };
    let Some((account, secrets)) = visit.store.account_by_login(&waiting.account.login).await?
    else {
        return Err(Trouble::Internal);
    };
    let rule = app.site.console.lock_out;
    let Some(standing) = visit.store.count_try(account.no, rule, visit.now).await? else {
        note_failure(&visit, &account, None).await?;
        visit.store.end_session(&waiting.session.key, visit.now, None).await?;
        let again = form(&visit, "", &typed.next, Some((Tone::Bad, &failed(rule))));
        return Ok((StatusCode::UNAUTHORIZED, page(&app, &again)).into_response());
    };
    if !is_good_code(&visit, &account, &secrets, &typed.code).await? {
        note_failure(&visit, &account, Some(standing)).await?;
        let again = code_form(&visit, &typed.next, Some(CODE_FAILED));
        return Ok((StatusCode::UNAUTHORIZED, page(&app, &again)).into_response());
    }
    visit.store.end_session(&waiting.session.key, visit.now, None).await?;
    let to = after(&visit, &typed.next);
    welcome(&app, &visit, &account, &to).await
}

async fn is_good_code(
    visit: &Visit,
    account: &Account,
    secrets: &Secrets,
    code: &str,
) -> Result<bool, Trouble> {
    let step = |secret: &CodeSecret| secret.step_of(code, secrets.last_step, visit.now);
    match secrets.code.as_ref().and_then(step) {
        // Of two requests with one code, one is let in.
        Some(step) => Ok(visit.store.use_code(account.no, step).await?),
        None => Ok(false),
    }
}
