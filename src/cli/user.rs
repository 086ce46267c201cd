//! `mingce user`: accounts, for the one who has the machine. The first admin is made here.

use std::io::{BufRead as _, Write as _};

use anyhow::{Context as _, bail};
use clap::{Args, Subcommand};

use super::{Ended, now, open_store};
use crate::config::Settings;
use crate::domain::account::{Account, Login, PasswordKind, Role, SecondStep, display_name};
use crate::domain::audit::{Action, NewEntry};
use crate::domain::password::{self, Weakness};
use crate::domain::regulator::RegulatorCode;
use crate::store::accounts::{Added, Change, NewAccount, Sessions};
use crate::store::{Store, random};

pub(super) const HELP: &str = "管理发布后台的账号。第一个平台管理员从这里建：\n\n  \
    mingce user add admin --role admin --display 张三\n\n\
    屏幕上会打印一次性密码，只打印这一次；登录后要先换成自己的。其余的人可以由他在后台里建。\n\n\
    角色：submitter 经办，approver 审核，admin 平台管理，auditor 审计。经办和审核要写 --regulator。\n\
    每次改动都写进操作记录，记下这台机器上的用户名。";

#[derive(Args, Clone, Debug)]
pub(super) struct Arguments {
    #[command(subcommand)]
    what: What,
}

#[derive(Clone, Debug, Subcommand)]
enum What {
    /// 新建账号，打印一次性密码
    Add(Add),
    /// 列出账号
    List,
    /// 停用账号，马上退出它的所有登录
    Disable(One),
    /// 恢复停用的账号
    Enable(One),
    /// 重置密码，打印一次性密码；同时解锁，加 --code 连动态码一起清除
    Reset(Reset),
    /// 解锁连续输错密码的账号
    Unlock(One),
    /// 改角色和单位
    Role(Place),
}

#[derive(Args, Clone, Debug)]
struct One {
    /// 登录名
    #[arg(value_name = "登录名", value_parser = login)]
    login: Login,
}

#[derive(Args, Clone, Debug)]
struct Place {
    /// 登录名
    #[arg(value_name = "登录名", value_parser = login)]
    login: Login,
    /// 角色：submitter approver admin auditor
    #[arg(long, value_name = "角色", value_parser = role)]
    role: Role,
    /// 所属主管部门，如 110108-edu；不写表示整个平台
    #[arg(long, value_name = "代码", value_parser = super::import::regulator)]
    regulator: Option<RegulatorCode>,
}

#[derive(Args, Clone, Debug)]
struct Add {
    #[command(flatten)]
    place: Place,
    /// 姓名 [默认: 登录名]
    #[arg(long, value_name = "姓名")]
    display: Option<String>,
    /// 从标准输入读密码（一行），不打印；登录后不用再换
    #[arg(long)]
    password_stdin: bool,
}

#[derive(Args, Clone, Debug)]
struct Reset {
    #[command(flatten)]
    one: One,
    /// 从标准输入读密码（一行），不打印；登录后不用再换
    #[arg(long)]
    password_stdin: bool,
    /// 连动态码一起清除（手机丢了）
    #[arg(long)]
    code: bool,
}

fn login(text: &str) -> Result<Login, String> {
    Login::parse(text).ok_or_else(|| "要 2 到 32 个字母、数字、点或横线，字母或数字开头".to_owned())
}

fn role(text: &str) -> Result<Role, String> {
    Role::from_code(text).ok_or_else(|| "要是 submitter approver admin auditor 之一".to_owned())
}

pub(super) async fn run(settings: &Settings, arguments: &Arguments) -> anyhow::Result<Ended> {
    let store = open_store(settings).await?;
    match &arguments.what {
        What::Add(arguments) => add(settings, &store, arguments).await,
        What::List => list(&store).await,
        What::Disable(one) => {
            let change = (Change::Disabled, Action::AccountDisabled, Sessions::None);
            apply(&store, &one.login, change, "已停用").await
        }
        What::Enable(one) => {
            let change = (Change::Enabled, Action::AccountEnabled, Sessions::All);
            apply(&store, &one.login, change, "已恢复").await
        }
        What::Unlock(one) => {
            let change = (Change::Unlocked, Action::AccountUnlocked, Sessions::All);
            apply(&store, &one.login, change, "已解锁").await
        }
        What::Reset(arguments) => reset(settings, &store, arguments).await,
        What::Role(place) => move_to(&store, place).await,
    }
}

/// In the trail: whoever the system says it is.
pub(crate) fn entry(action: Action) -> NewEntry {
    let user = ["SUDO_USER", "USER", "LOGNAME"].iter().find_map(|name| std::env::var(name).ok());
    NewEntry::by_command(&user.unwrap_or_default(), now(), action)
}

fn say(line: &str) -> anyhow::Result<()> {
    Ok(writeln!(std::io::stdout().lock(), "{line}")?)
}

async fn found(store: &Store, login: &Login) -> anyhow::Result<Account> {
    let found = store.account_by_login(login).await?;
    Ok(found.with_context(|| format!("没有登录名 {login}，用 mingce user list 看有哪些"))?.0)
}

/// Only where the regulator is known can somebody belong to it.
async fn check_place(store: &Store, place: &Place) -> anyhow::Result<()> {
    match place.regulator {
        None if place.role.needs_regulator() => {
            bail!("{}要属于一个主管部门：请加 --regulator", place.role.label())
        }
        Some(code) if store.regulators(Some(&[code])).await?.is_empty() => {
            bail!("没有主管部门 {code}：先用 mingce regulator add {code} 新增")
        }
        Some(_) | None => Ok(()),
    }
}

/// A password of one's own, or one to hand out; with the words to print.
fn password(
    settings: &Settings,
    is_from_stdin: bool,
    of: &[&str],
) -> anyhow::Result<(String, PasswordKind)> {
    if !is_from_stdin {
        return Ok((password::one_time(&random()?), PasswordKind::OneTime));
    }
    let mut line = String::new();
    std::io::stdin().lock().read_line(&mut line).context("读不到标准输入")?;
    let typed = line.trim_end_matches(['\r', '\n']).to_owned();
    let policy = settings.site.console.passwords;
    match password::check(&typed, &password::own_words(of), policy) {
        Ok(()) => Ok((typed, PasswordKind::Own)),
        Err(Weakness::TooShort { shortest }) => bail!("密码太短，至少 {shortest} 个字"),
        Err(Weakness::TooLong) => bail!("密码太长"),
        Err(Weakness::Guessable | Weakness::Unchanged) => {
            bail!("密码太容易猜到，请用几个不相干的词")
        }
    }
}

fn hashed(password: &str) -> anyhow::Result<String> {
    password::hash(password, &random()?).context("密码没有处理成")
}

fn say_password(login: &Login, password: &str, kind: PasswordKind) -> anyhow::Result<()> {
    match kind {
        PasswordKind::Own => Ok(()),
        PasswordKind::OneTime => {
            say(&format!("登录名      {login}"))?;
            say(&format!("一次性密码  {password}"))?;
            say("只显示这一次。登录 /console 之后要先换成自己的密码。")
        }
    }
}

async fn add(settings: &Settings, store: &Store, arguments: &Add) -> anyhow::Result<Ended> {
    let place = &arguments.place;
    check_place(store, place).await?;
    let login = &place.login;
    let display = arguments.display.as_deref().unwrap_or(login.as_str());
    let display = display_name(display).context("姓名最多 40 个字")?;
    let words = [login.as_str(), display.as_str(), settings.site.name.as_str()];
    let (password, kind) = password(settings, arguments.password_stdin, &words)?;
    let new = NewAccount {
        login: login.clone(),
        display,
        role: place.role,
        regulator: place.regulator,
        password_hash: hashed(&password)?,
        password: kind,
        at: now(),
        by: entry(Action::AccountAdded).login,
    };
    let entry = entry(Action::AccountAdded)
        .on(login.as_str())
        .of_regulator(place.regulator)
        .changing("", told(&new.display, place.role, place.regulator));
    match store.add_account(&new, &entry).await? {
        Added::LoginTaken => bail!("登录名 {login} 已经有人用了"),
        Added::Yes(_) => {
            say(&format!("已新建{}账号 {login}。", place.role.label()))?;
            say_password(login, &password, kind)?;
            Ok(Ended::Well)
        }
    }
}

fn told(display: &str, role: Role, regulator: Option<RegulatorCode>) -> String {
    let regulator = regulator.map_or_else(|| "整个平台".into(), |code| code.to_string());
    format!("{display}，{}，{regulator}", role.label())
}

async fn list(store: &Store) -> anyhow::Result<Ended> {
    let accounts = store.accounts().await?;
    if accounts.is_empty() {
        say("还没有账号。新建第一个：mingce user add admin --role admin")?;
    }
    for account in accounts {
        let mut states = Vec::new();
        if account.disabled_at.is_some() {
            states.push("已停用");
        }
        if account.standing.is_locked(now()) {
            states.push("锁定中");
        }
        match account.password {
            PasswordKind::OneTime => states.push("还没改一次性密码"),
            PasswordKind::Own => {}
        }
        match account.second_step {
            SecondStep::On => states.push("有动态码"),
            SecondStep::Off => {}
        }
        let told = told(&account.display, account.role, account.regulator);
        say(&format!("{}\t{told}\t{}", account.login, states.join("，")))?;
    }
    Ok(Ended::Well)
}

async fn apply(
    store: &Store,
    login: &Login,
    (change, action, living): (Change, Action, Sessions<'_>),
    done: &str,
) -> anyhow::Result<Ended> {
    let account = found(store, login).await?;
    let entry = entry(action).on(login.as_str()).of_regulator(account.regulator);
    store.change_account(account.no, &change, living, &entry).await?;
    say(&format!("{login}：{done}。"))?;
    Ok(Ended::Well)
}

async fn reset(settings: &Settings, store: &Store, arguments: &Reset) -> anyhow::Result<Ended> {
    let login = &arguments.one.login;
    let account = found(store, login).await?;
    let words = [login.as_str(), account.display.as_str(), settings.site.name.as_str()];
    let (password, kind) = password(settings, arguments.password_stdin, &words)?;
    let change = Change::Password { hash: hashed(&password)?, kind };
    apply(store, login, (change, Action::PasswordReset, Sessions::None), "密码已重置").await?;
    if arguments.code {
        let off = (Change::SecondStepOff, Action::SecondStepReset, Sessions::None);
        apply(store, login, off, "动态码已清除").await?;
    }
    say_password(login, &password, kind)?;
    Ok(Ended::Well)
}

async fn move_to(store: &Store, place: &Place) -> anyhow::Result<Ended> {
    check_place(store, place).await?;
    let account = found(store, &place.login).await?;
    let before = told(&account.display, account.role, account.regulator);
    let after = told(&account.display, place.role, place.regulator);
    let entry = entry(Action::AccountChanged)
        .on(place.login.as_str())
        .of_regulator(account.regulator)
        .changing(before, after.clone());
    let change =
        Change::Place { display: account.display, role: place.role, regulator: place.regulator };
    store.change_account(account.no, &change, Sessions::None, &entry).await?;
    say(&format!("{}：{after}。", place.login))?;
    Ok(Ended::Well)
}
