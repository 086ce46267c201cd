//! `/console/password`: one's own password; before anything else where one was handed out.

use axum::response::Response;
use maud::{Markup, html};
use serde::Deserialize;

use super::parts::{self, Input, Press, Tone, Wrongs, field};
use super::{Desk, Filled, Notice, Place, Trouble, login};
use crate::domain::account::{PasswordKind, Stage};
use crate::domain::audit::Action;
use crate::domain::password::{Weakness, check, own_words};
use crate::store::accounts::{Change, Sessions};
use crate::store::sessions::NewSession;

const TITLE: &str = "改密码";

/// `GET /console/password`
pub async fn show(desk: Desk) -> Markup {
    desk.page(TITLE, Place::Elsewhere, form(&desk, &Wrongs::default()))
}

fn form(desk: &Desk, wrongs: &Wrongs) -> Markup {
    let shortest = desk.app.site.console.passwords.shortest;
    let hint = format!(
        "至少 {shortest} 个字。几个不相干的词连起来最好记，如一句只有您知道的话；不要用姓名、单位、生日和键盘顺序。"
    );
    let is_handed_out = desk.account.password == PasswordKind::OneTime;
    html! {
        h1 { @if is_handed_out { "先设一个自己的密码" } @else { (TITLE) } }
        @if is_handed_out {
            (parts::notice(Tone::Plain, html! {
                p { "您现在用的是别人发给您的一次性密码。设好自己的密码，才能继续。" }
            }))
        }
        (wrongs.summary())
        form method="post" action=(desk.path("/password")) {
            input type="hidden" name="username" autocomplete="username" value=(desk.actor.login);
            (field("current", if is_handed_out { "一次性密码" } else { "现在的密码" })
                .input(Input::Password("current-password")).wrong(wrongs))
            (field("new", "新密码").input(Input::Password("new-password")).hint(&hint).wrong(wrongs))
            (field("again", "再输一遍新密码").input(Input::Password("new-password")).wrong(wrongs))
            (parts::buttons(parts::button(Press::Main, "保存新密码")))
        }
    }
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Typed {
    current: String,
    new: String,
    again: String,
}

/// `POST /console/password`: every session ends, and this browser gets a new one.
pub async fn change(desk: Desk, Filled(typed): Filled<Typed>) -> Result<Response, Trouble> {
    let wrongs = wrongs_of(&desk, &typed).await?;
    if !wrongs.is_empty() {
        return Ok(desk.refused(TITLE, Place::Elsewhere, form(&desk, &wrongs)));
    }
    let hash = desk.app.office.hash(typed.new).await?;
    let change = Change::Password { hash, kind: PasswordKind::Own };
    let entry = desk.entry(Action::PasswordChanged).on(desk.actor.login.as_str());
    desk.store.change_account(desk.actor.account, &change, Sessions::None, &entry).await?;
    let new = NewSession {
        account: desk.actor.account,
        stage: Stage::Open,
        network: desk.from.network.clone(),
        agent: desk.from.agent.clone(),
        at: desk.now,
    };
    let token = desk.store.open_session(&new, None).await?;
    if let Some(signed) = desk.store.session(&token).await? {
        let notice = Notice::good("新密码已经保存。别处的登录都退出了。");
        let desk = Desk { session_key: signed.session.key, ..desk.clone() };
        desk.go("", notice).await?;
    }
    Ok(login::moved(&desk.app, &token, &desk.path("")))
}

async fn wrongs_of(desk: &Desk, typed: &Typed) -> Result<Wrongs, Trouble> {
    let mut wrongs = Wrongs::default();
    if !is_current(desk, &typed.current).await? {
        wrongs.add("current", "这个密码不对。连续输错 5 次，账号会锁 15 分钟。");
    }
    let site = &desk.app.site;
    let bureau = desk.regulator_name.as_deref().unwrap_or_default();
    let words = own_words(&[desk.actor.login.as_str(), &desk.actor.display, bureau, &site.name]);
    match check(&typed.new, &words, site.console.passwords) {
        Ok(()) if typed.new == typed.current => {
            wrongs.add("new", weakness(Weakness::Unchanged));
        }
        Ok(()) => {}
        Err(why) => wrongs.add("new", weakness(why)),
    }
    if typed.new != typed.again {
        wrongs.add("again", "两遍输的不一样。");
    }
    Ok(wrongs)
}

pub(crate) fn weakness(why: Weakness) -> String {
    match why {
        Weakness::TooShort { shortest } => format!("太短了，至少 {shortest} 个字。"),
        Weakness::TooLong => "太长了。".into(),
        Weakness::Guessable => {
            "太容易猜到。请用几个不相干的词，不要用姓名、单位、生日和键盘顺序。".into()
        }
        Weakness::Unchanged => "和原来的一样，请换一个。".into(),
    }
}

/// Whether this is one's present password. Tries count as they do where one signs in.
pub(super) async fn is_current(desk: &Desk, typed: &str) -> Result<bool, Trouble> {
    let Some((account, secrets)) = desk.store.account_by_login(&desk.actor.login).await? else {
        return Err(Trouble::Internal);
    };
    let rule = desk.app.site.console.lock_out;
    let standing = desk.store.count_try(account.no, rule, desk.now).await?;
    let hash = standing.map(|_| secrets.password_hash);
    let is_right = desk.app.office.fits(typed.to_owned(), hash).await?;
    if is_right {
        desk.store.forget_tries(account.no).await?;
    } else if standing.is_some_and(|standing| standing.is_locked(desk.now)) {
        desk.store.note(&desk.entry(Action::Locked)).await?;
    }
    Ok(is_right)
}
