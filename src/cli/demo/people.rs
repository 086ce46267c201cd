//! People of the demo's console: names that are told, and a password of this run.

use std::io::Write as _;

use anyhow::Context as _;

use crate::cli::user::entry;
use crate::domain::account::{Login, PasswordKind, Role};
use crate::domain::audit::Action;
use crate::domain::password;
use crate::domain::regulator::RegulatorCode;
use crate::store::accounts::NewAccount;
use crate::store::{Store, random};

const PEOPLE: [(&str, &str, Role, Option<&str>); 4] = [
    ("admin", "示例管理员", Role::Admin, None),
    ("clerk", "示例经办", Role::Submitter, Some("999901-edu")),
    ("chief", "示例审核", Role::Approver, Some("999901-edu")),
    ("auditor", "示例审计", Role::Auditor, None),
];

/// Makes them, and prints how to sign in.
pub(super) async fn invite(store: &Store) -> anyhow::Result<()> {
    let password = password::one_time(&random()?);
    let hash = password::hash(&password, &random()?).context("密码没有处理成")?;
    for (login, display, role, regulator) in PEOPLE {
        let entry = entry(Action::AccountAdded).on(login);
        let new = NewAccount {
            login: Login::parse(login).context("登录名")?,
            display: display.into(),
            role,
            regulator: regulator.and_then(RegulatorCode::parse),
            password_hash: hash.clone(),
            password: PasswordKind::Own,
            at: entry.at,
            by: entry.login.clone(),
        };
        store.add_account(&new, &entry).await?;
    }
    let logins = PEOPLE.map(|(login, ..)| login).join("、");
    writeln!(
        std::io::stdout().lock(),
        "演示后台在 /console，登录名 {logins}，密码都是 {password}（关掉就没有了）。"
    )?;
    Ok(())
}
