//! `/console/people`: accounts of the regulators that an admin reaches.

mod deeds;
mod edit;

use axum::extract::Path;
use maud::{Markup, html};

pub use self::deeds::{ask, deed};
pub use self::edit::{add, change, new, show};
use super::desk::clock;
use super::parts::{self, Press, Tone, badge};
use super::{Desk, Place, Trouble};
use crate::domain::account::{Account, AccountNo, PasswordKind, SecondStep};
use crate::domain::regulator::{Regulator, RegulatorCode};

const TITLE: &str = "人员";

/// `GET /console/people`
pub async fn index(desk: Desk) -> Result<Markup, Trouble> {
    let reach = desk.actor.administers();
    let mut accounts = desk.store.accounts().await?;
    accounts.retain(|account| reach.covers(account.regulator));
    let regulators = desk.store.regulators(None).await?;
    let rows: Vec<Vec<Markup>> =
        accounts.iter().map(|account| row(&desk, account, &regulators)).collect();
    let heads = ["姓名", "登录名", "角色", "单位", "状态"];
    Ok(desk.page(
        TITLE,
        Place::People,
        html! {
            h1 { (TITLE) }
            p.narrowly { "一人一个账号，不要合用：每一步是谁做的，都记在操作记录里。经办和审核要是两个人。" }
            (parts::buttons(parts::link_button(Press::Main, &desk.path("/people/new"), "新建账号")))
            (parts::table(&format!("共 {} 个账号", rows.len()), &heads, &rows))
        },
    ))
}

fn row(desk: &Desk, account: &Account, regulators: &[Regulator]) -> Vec<Markup> {
    vec![
        html! { a href=(desk.path(&format!("/people/{}", account.no))) { (account.display) } },
        html! { (account.login) },
        html! { (account.role.label()) },
        html! { (place_of(account.regulator, regulators)) },
        states(desk, account),
    ]
}

/// Whose people they are, by name.
fn place_of(code: Option<RegulatorCode>, regulators: &[Regulator]) -> String {
    let Some(code) = code else { return "整个平台".into() };
    let known = regulators.iter().find(|regulator| regulator.code == code);
    known.map_or_else(|| code.to_string(), |regulator| regulator.name.clone())
}

fn states(desk: &Desk, account: &Account) -> Markup {
    html! {
        @if account.disabled_at.is_some() { (badge(Tone::Bad, "已停用")) " " }
        @else if account.standing.is_locked(desk.now) { (badge(Tone::Warning, "锁定中")) " " }
        @else if account.password == PasswordKind::OneTime { (badge(Tone::Warning, "还没改一次性密码")) " " }
        @else { (badge(Tone::Good, "正常")) " " }
        @match account.second_step {
            SecondStep::On => (badge(Tone::Plain, "有动态码")),
            SecondStep::Off if account.needs_second_step => (badge(Tone::Warning, "等他设动态码")),
            SecondStep::Off => "",
        }
    }
}

/// The account, when it is of somebody whom the admin reaches; otherwise it is as if there were none.
async fn target(desk: &Desk, no: i64) -> Result<Account, Trouble> {
    let account = desk.store.account(AccountNo(no)).await?;
    account
        .filter(|account| desk.actor.administers().covers(account.regulator))
        .ok_or(Trouble::NotFound)
}

/// As the trail tells it.
pub(crate) fn described(account: &Account) -> String {
    let regulator = account.regulator.map_or_else(|| "整个平台".into(), |code| code.to_string());
    format!("{}，{}，{regulator}", account.display, account.role.label())
}

/// A password that is shown this once.
fn shown_once(desk: &Desk, account_login: &str, display: &str, password: &str) -> Markup {
    html! {
        h1 { "一次性密码" }
        p { "把登录名和这个密码当面或打电话告诉" (display) "。对方登录后要先换成自己的密码。" }
        dl.narrowly {
            div { dt { "登录名" } dd { (account_login) } }
        }
        p.once { (password) }
        (parts::notice(Tone::Warning, html! {
            p { "这个密码只显示这一次，离开这一页就看不到了；忘了可以再重置。" }
        }))
        (parts::buttons(parts::link_button(Press::Second, &desk.path("/people"), "记好了，回到人员")))
    }
}

fn since(account: &Account) -> String {
    clock(account.created_at)
}

/// The number in a path.
type No = Path<i64>;
