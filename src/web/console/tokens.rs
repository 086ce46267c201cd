//! `/console/tokens`: keys for a bureau's own system.

use axum::extract::Path;
use axum::response::{IntoResponse, Response};
use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};
use maud::{Markup, Render as _, html};
use serde::Deserialize;

use super::desk::clock;
use super::parts::{self, Confirm, Input, Press, Tone, Wrongs, badge, field};
use super::regulators::to_choose;
use super::{Desk, Filled, Notice, Place, Trouble};
use crate::domain::account::{Reach, display_name};
use crate::domain::audit::Action;
use crate::domain::regulator::RegulatorCode;
use crate::domain::token::{ApiToken, Scope, TokenState};
use crate::store::tokens::NewToken;

const TITLE: &str = "接口令牌";

/// A token lives for this long at most.
const LONGEST_DAYS: i64 = 730;

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Typed {
    regulator: String,
    name: String,
    scope: String,
    /// The last day on which it is good.
    until: String,
}

/// `GET /console/tokens`
pub async fn index(desk: Desk) -> Result<Markup, Trouble> {
    let regulator = match desk.actor.administers() {
        Reach::Only(code) => code.to_string(),
        Reach::Everything | Reach::Nothing => String::new(),
    };
    let in_a_year = desk.now.checked_add(SignedDuration::from_hours(24 * 365)).unwrap_or(desk.now);
    let typed = Typed {
        regulator,
        scope: Scope::Publish.code().into(),
        until: desk.local(in_a_year).date().to_string(),
        ..Typed::default()
    };
    let main = main(&desk, &typed, &Wrongs::default()).await?;
    Ok(desk.page(TITLE, Place::Tokens, main))
}

async fn main(desk: &Desk, typed: &Typed, wrongs: &Wrongs) -> Result<Markup, Trouble> {
    let reach = desk.actor.administers();
    let mut tokens = desk.store.api_tokens().await?;
    tokens.retain(|token| reach.covers(Some(token.regulator)));
    let rows: Vec<Vec<Markup>> = tokens.iter().map(|token| row(desk, token)).collect();
    let scopes: Vec<(String, String)> =
        Scope::ALL.map(|scope| (scope.code().to_owned(), scope.label().to_owned())).to_vec();
    let choices = to_choose(desk).await?;
    Ok(html! {
        h1 { (TITLE) }
        p.narrowly { "单位自己的系统用令牌送名单，和在这里上传走一样的检查和审核。令牌等于钥匙：一个系统一个，不用了就作废。" }
        @if !rows.is_empty() {
            (parts::table("已有的令牌", &["用途", "主管部门", "能做什么", "有效到", "最近使用", "状态"], &rows))
        }
        h2 { "新建令牌" }
        (wrongs.summary())
        form method="post" action=(desk.path("/tokens")) {
            @match &choices {
                Some(choices) => (field("regulator", "主管部门").value(&typed.regulator).wrong(wrongs)
                    .input(Input::Choice(choices))),
                None => (field("regulator", "主管部门的代码").value(&typed.regulator).wrong(wrongs)
                    .hint("如 110108-edu")),
            }
            (field("name", "用途").value(&typed.name).wrong(wrongs).hint("哪个系统在用，如“审批系统”。"))
            (field("scope", "能做什么").value(&typed.scope).input(Input::Choice(&scopes)).wrong(wrongs))
            (field("until", "有效到").value(&typed.until).input(Input::Day).wrong(wrongs).hint("最长两年。"))
            (parts::buttons(parts::button(Press::Main, "新建令牌")))
        }
    })
}

fn row(desk: &Desk, token: &ApiToken) -> Vec<Markup> {
    let until = token.expires_at.checked_sub(SignedDuration::from_secs(1));
    let until = until.map_or_else(|_| String::new(), |at| desk.local(at).date().to_string());
    vec![
        html! { (token.name) },
        html! { (token.regulator) },
        html! { (token.scope.label()) },
        html! { (until) },
        html! { @match token.last_used_at { Some(at) => (clock(at)), None => "没有用过" } },
        html! {
            @match token.state(desk.now) {
                TokenState::Good => {
                    (badge(Tone::Good, "可用")) " "
                    a href=(desk.path(&format!("/tokens/{}/revoke", token.no))) { "作废" }
                }
                TokenState::Expired => (badge(Tone::Plain, "已过期")),
                TokenState::Revoked => (badge(Tone::Plain, "已作废")),
            }
        },
    ]
}

/// `POST /console/tokens`
pub async fn add(desk: Desk, Filled(typed): Filled<Typed>) -> Result<Response, Trouble> {
    let mut wrongs = Wrongs::default();
    let Some(new) = meant(&desk, &typed, &mut wrongs).await? else {
        let main = main(&desk, &typed, &wrongs).await?;
        return Ok(desk.refused(TITLE, Place::Tokens, main));
    };
    let entry = desk
        .entry(Action::TokenCreated)
        .on(new.name.clone())
        .of_regulator(Some(new.regulator))
        .changing("", format!("{}，有效到 {}", new.scope.label(), typed.until));
    let token = desk.store.add_api_token(&new, &entry).await?;
    let main = html! {
        h1 { "新令牌" }
        p { "把它放进“" (new.name) "”的设置里，不要发在群里，不要写进网页。" }
        p.once { (token) }
        (parts::notice(Tone::Warning, html! {
            p { "令牌只显示这一次，离开这一页就看不到了；丢了就作废，再建一个。" }
        }))
        (parts::buttons(parts::link_button(Press::Second, &desk.path("/tokens"), "记好了，回到接口令牌")))
    };
    Ok(desk.page("新令牌", Place::Tokens, main).into_response())
}

async fn meant(
    desk: &Desk,
    typed: &Typed,
    wrongs: &mut Wrongs,
) -> Result<Option<NewToken>, Trouble> {
    let regulator = RegulatorCode::parse(&typed.regulator);
    match regulator {
        Some(code) if !desk.actor.administers().covers(Some(code)) => {
            return Err(Trouble::Forbidden);
        }
        Some(code) if !desk.store.regulators(Some(&[code])).await?.is_empty() => {}
        Some(_) | None => wrongs.add("regulator", "没有这个主管部门。"),
    }
    let name = display_name(&typed.name);
    if name.is_none() {
        wrongs.add("name", "请写用途，最多 40 个字。");
    }
    let scope = Scope::from_code(&typed.scope);
    if scope.is_none() {
        wrongs.add("scope", "请选能做什么。");
    }
    let expires_at = end_of(desk, &typed.until);
    if expires_at.is_none() {
        wrongs.add("until", "请填今天以后、两年以内的日期。");
    }
    Ok(match (regulator, name, scope, expires_at) {
        (Some(regulator), Some(name), Some(scope), Some(expires_at)) if wrongs.is_empty() => {
            let by = desk.actor.login.to_string();
            Some(NewToken { regulator, name, scope, by, at: desk.now, expires_at })
        }
        _ => None,
    })
}

/// The end of that day in China, if it is to come and not too far away.
fn end_of(desk: &Desk, day: &str) -> Option<Timestamp> {
    let local = desk.local(desk.now);
    let day: Date = day.trim().parse().ok()?;
    let end = day.tomorrow().ok()?.to_zoned(local.time_zone().clone()).ok()?.timestamp();
    let longest = desk.now.checked_add(SignedDuration::from_hours(24 * LONGEST_DAYS)).ok()?;
    (desk.now < end && end <= longest).then_some(end)
}

async fn target(desk: &Desk, no: i64) -> Result<ApiToken, Trouble> {
    let reach = desk.actor.administers();
    let tokens = desk.store.api_tokens().await?;
    let found = tokens.into_iter().find(|token| token.no == no);
    found.filter(|token| reach.covers(Some(token.regulator))).ok_or(Trouble::NotFound)
}

/// `GET /console/tokens/{no}/revoke`
pub async fn ask(desk: Desk, Path(no): Path<i64>) -> Result<Markup, Trouble> {
    let token = target(&desk, no).await?;
    let question = format!("作废“{}”的令牌？", token.name);
    let confirm = Confirm {
        question: &question,
        means: "那个系统马上就不能再送名单。作废了不能恢复，只能新建一个。",
        action: &desk.path(&format!("/tokens/{no}/revoke")),
        hidden: &[],
        yes: "作废",
        press: Press::Danger,
        back: &desk.path("/tokens"),
    };
    Ok(desk.page(&question, Place::Tokens, confirm.render()))
}

/// `POST /console/tokens/{no}/revoke`
pub async fn revoke(desk: Desk, Path(no): Path<i64>) -> Result<Response, Trouble> {
    let token = target(&desk, no).await?;
    let entry =
        desk.entry(Action::TokenRevoked).on(token.name.clone()).of_regulator(Some(token.regulator));
    desk.store.revoke_api_token(no, &entry).await?;
    desk.go("/tokens", Notice::good(format!("“{}”的令牌已经作废。", token.name))).await
}
