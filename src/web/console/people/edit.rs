//! A new account, and what one is.

use axum::response::{IntoResponse, Response};
use maud::{Markup, html};
use serde::Deserialize;

use super::{No, described, place_of, shown_once, since, states, target};
use crate::domain::account::{Account, Login, PasswordKind, Role, SecondStep, display_name};
use crate::domain::audit::Action;
use crate::domain::password;
use crate::domain::regulator::{Regulator, RegulatorCode};
use crate::store::accounts::{Added, Change, NewAccount, Sessions};
use crate::store::random;
use crate::web::console::parts::{self, Input, Press, Wrongs, field};
use crate::web::console::{Desk, Filled, Notice, Place, Trouble};

const NEW: &str = "新建账号";

/// More regulators than that are not chosen from a list, but typed.
const MOST_CHOICES: usize = 300;

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Typed {
    login: String,
    display: String,
    role: String,
    /// Empty: the whole platform.
    regulator: String,
}

/// What was typed, when it is sound.
struct Meant {
    display: String,
    role: Role,
    regulator: Option<RegulatorCode>,
}

/// `GET /console/people/new`
pub async fn new(desk: Desk) -> Result<Markup, Trouble> {
    let regulators = desk.store.regulators(None).await?;
    let typed = Typed { role: Role::Submitter.code().into(), ..Typed::default() };
    let main = new_form(&desk, &typed, &regulators, &Wrongs::default());
    Ok(desk.page(NEW, Place::People, main))
}

fn new_form(desk: &Desk, typed: &Typed, regulators: &[Regulator], wrongs: &Wrongs) -> Markup {
    html! {
        h1 { (NEW) }
        (wrongs.summary())
        form method="post" action=(desk.path("/people")) {
            (field("login", "登录名").value(&typed.login).wrong(wrongs)
                .hint("2 到 32 个小写字母、数字、点、横线，如姓名拼音；以后不能改。"))
            (place_fields(desk, typed, regulators, wrongs))
            (parts::buttons(parts::button(Press::Main, "新建，生成一次性密码")))
        }
    }
}

fn place_fields(desk: &Desk, typed: &Typed, regulators: &[Regulator], wrongs: &Wrongs) -> Markup {
    let roles: Vec<(String, String)> = Role::ALL
        .into_iter()
        .map(|role| (role.code().to_owned(), format!("{}：{}", role.label(), does(role))))
        .collect();
    let reach = desk.actor.administers();
    let mut places: Vec<(String, String)> = Vec::new();
    if reach.covers(None) {
        places.push((String::new(), "整个平台（只给平台管理和审计）".into()));
    }
    let reached = regulators.iter().filter(|one| reach.covers(Some(one.code)));
    places.extend(reached.map(|one| (one.code.to_string(), format!("{} {}", one.name, one.code))));
    let is_short = places.len() <= MOST_CHOICES;
    let place = field("regulator", "单位").value(&typed.regulator).optional().wrong(wrongs);
    html! {
        (field("display", "姓名").value(&typed.display).wrong(wrongs))
        (field("role", "角色").value(&typed.role).input(Input::Choice(&roles)).wrong(wrongs))
        @if is_short {
            (place.input(Input::Choice(&places)))
        } @else {
            (place.hint("主管部门的代码，如 110108-edu；整个平台的人留空。"))
        }
    }
}

/// What a role is there for, in few words.
fn does(role: Role) -> &'static str {
    match role {
        Role::Submitter => "上传和修改名单，送审",
        Role::Approver => "审核、发布，也能上传",
        Role::Admin => "管账号和设置，不碰名单",
        Role::Auditor => "只看操作记录",
    }
}

/// Checks what was typed, and that it stays within what the admin reaches.
async fn meant(desk: &Desk, typed: &Typed, wrongs: &mut Wrongs) -> Result<Option<Meant>, Trouble> {
    let display = display_name(&typed.display);
    if display.is_none() {
        wrongs.add("display", "请填姓名，最多 40 个字。");
    }
    let role = Role::from_code(&typed.role);
    if role.is_none() {
        wrongs.add("role", "请选角色。");
    }
    let regulator = match typed.regulator.trim() {
        "" => None,
        text => match RegulatorCode::parse(text) {
            Some(code) if !desk.store.regulators(Some(&[code])).await?.is_empty() => Some(code),
            Some(_) | None => {
                wrongs.add("regulator", "没有这个主管部门，请先在“主管部门”里新增。");
                return Ok(None);
            }
        },
    };
    if role.is_some_and(Role::needs_regulator) && regulator.is_none() {
        wrongs.add("regulator", "经办和审核要属于一个单位。");
    } else if !desk.actor.administers().covers(regulator) {
        // No page of ours offers it.
        return Err(Trouble::Forbidden);
    }
    Ok(match (display, role) {
        (Some(display), Some(role)) if wrongs.is_empty() => {
            Some(Meant { display, role, regulator })
        }
        _ => None,
    })
}

/// `POST /console/people`
pub async fn add(desk: Desk, Filled(typed): Filled<Typed>) -> Result<Response, Trouble> {
    let mut wrongs = Wrongs::default();
    let login = Login::parse(&typed.login);
    if login.is_none() {
        wrongs.add("login", "登录名要 2 到 32 个字母、数字、点或横线，字母或数字开头。");
    }
    let meant = meant(&desk, &typed, &mut wrongs).await?;
    if let (Some(login), Some(Meant { display, role, regulator })) = (login, meant) {
        let password = password::one_time(&random()?);
        let new = NewAccount {
            login: login.clone(),
            display: display.clone(),
            role,
            regulator,
            password_hash: desk.app.office.hash(password.clone()).await?,
            password: PasswordKind::OneTime,
            at: desk.now,
            by: desk.actor.login.to_string(),
        };
        let place = regulator.map_or_else(|| "整个平台".into(), |code| code.to_string());
        let entry = desk
            .entry(Action::AccountAdded)
            .on(login.as_str())
            .of_regulator(regulator)
            .changing("", format!("{display}，{}，{place}", role.label()));
        match desk.store.add_account(&new, &entry).await? {
            Added::Yes(_) => {
                let main = shown_once(&desk, login.as_str(), &display, &password);
                return Ok(desk.page("一次性密码", Place::People, main).into_response());
            }
            Added::LoginTaken => wrongs.add("login", "这个登录名已经有人用了，请换一个。"),
        }
    }
    let regulators = desk.store.regulators(None).await?;
    Ok(desk.refused(NEW, Place::People, new_form(&desk, &typed, &regulators, &wrongs)))
}

/// `GET /console/people/{no}`
pub async fn show(desk: Desk, axum::extract::Path(no): No) -> Result<Markup, Trouble> {
    let account = target(&desk, no).await?;
    let typed = Typed {
        login: account.login.to_string(),
        display: account.display.clone(),
        role: account.role.code().into(),
        regulator: account.regulator.map(|code| code.to_string()).unwrap_or_default(),
    };
    let main = page_of(&desk, &account, &typed, &Wrongs::default()).await?;
    Ok(desk.page(&account.display, Place::People, main))
}

async fn page_of(
    desk: &Desk,
    account: &Account,
    typed: &Typed,
    wrongs: &Wrongs,
) -> Result<Markup, Trouble> {
    let regulators = desk.store.regulators(None).await?;
    let own = desk.path(&format!("/people/{}", account.no));
    let is_self = account.no == desk.actor.account;
    Ok(html! {
        h1 { (account.display) }
        dl.narrowly {
            div { dt { "登录名" } dd { (account.login) } }
            div { dt { "单位" } dd { (place_of(account.regulator, &regulators)) } }
            div { dt { "新建于" } dd { (since(account)) } }
            div { dt { "状态" } dd { (states(desk, account)) } }
        }
        @if is_self {
            p { "这是您自己的账号。改密码和动态码在“" a href=(desk.path("/me")) { "我的账号" } "”；角色和停用要由别的管理员来做。" }
        } @else {
            h2 { "能做的事" }
            (deeds(&own, account, desk))
            h2 { "修改" }
            (wrongs.summary())
            form method="post" action=(own) {
                (place_fields(desk, typed, &regulators, wrongs))
                (parts::buttons(parts::button(Press::Main, "保存")))
            }
        }
    })
}

fn deeds(own: &str, account: &Account, desk: &Desk) -> Markup {
    let ask = |what: &str, words: &str, press: Press| {
        parts::link_button(press, &format!("{own}/ask?what={what}"), words)
    };
    let go = |what: &str, words: &str| {
        parts::one_button(Press::Second, &format!("{own}/do"), &[("what", what)], words)
    };
    parts::buttons(html! {
        (ask("reset", "重置密码", Press::Second))
        @if account.standing.is_locked(desk.now) { (go("unlock", "解锁")) }
        @if account.second_step == SecondStep::On {
            (ask("clear_code", "清除动态码", Press::Second))
        }
        @if account.needs_second_step { (go("need_no_code", "不再要求动态码")) }
        @else { (go("need_code", "要求用动态码")) }
        @if account.disabled_at.is_some() { (go("enable", "恢复账号")) }
        @else { (ask("disable", "停用账号", Press::Danger)) }
    })
}

/// `POST /console/people/{no}`
pub async fn change(
    desk: Desk,
    axum::extract::Path(no): No,
    Filled(typed): Filled<Typed>,
) -> Result<Response, Trouble> {
    let account = target(&desk, no).await?;
    if account.no == desk.actor.account {
        return Err(Trouble::refused(
            "不能改自己的角色。",
            "请让另一个平台管理员来改，免得没有人能管账号。",
        ));
    }
    let mut wrongs = Wrongs::default();
    let Some(Meant { display, role, regulator }) = meant(&desk, &typed, &mut wrongs).await? else {
        let main = page_of(&desk, &account, &typed, &wrongs).await?;
        return Ok(desk.refused(&account.display, Place::People, main));
    };
    let after = Account { display, role, regulator, ..account.clone() };
    let is_moved = (after.role, after.regulator) != (account.role, account.regulator);
    let entry = desk
        .entry(Action::AccountChanged)
        .on(account.login.as_str())
        .of_regulator(account.regulator)
        .changing(described(&account), described(&after));
    let change = Change::Place { display: after.display, role, regulator };
    // Who may do something else from now on signs in anew.
    let living = if is_moved { Sessions::None } else { Sessions::All };
    desk.store.change_account(account.no, &change, living, &entry).await?;
    desk.go("/people", Notice::good(format!("{}的账号已经改好。", account.display))).await
}
