//! What is done to an account with one button.

use axum::extract::{Path, Query};
use axum::response::{IntoResponse, Response};
use maud::{Markup, Render as _};
use serde::Deserialize;

use super::{No, described, shown_once, target};
use crate::domain::account::{Account, PasswordKind};
use crate::domain::audit::Action;
use crate::domain::password;
use crate::store::accounts::{Change, Sessions};
use crate::store::random;
use crate::web::console::parts::{Confirm, Press};
use crate::web::console::{Desk, Filled, Notice, Place, Trouble};

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Deed {
    Reset,
    Unlock,
    Disable,
    Enable,
    NeedCode,
    NeedNoCode,
    ClearCode,
}

#[derive(Debug, Deserialize)]
pub struct Wanted {
    what: Deed,
}

impl Deed {
    fn code(self) -> &'static str {
        match self {
            Self::Reset => "reset",
            Self::Unlock => "unlock",
            Self::Disable => "disable",
            Self::Enable => "enable",
            Self::NeedCode => "need_code",
            Self::NeedNoCode => "need_no_code",
            Self::ClearCode => "clear_code",
        }
    }

    /// The question, what it means, and the yes.
    fn asked(self, name: &str) -> (String, &'static str, &'static str) {
        match self {
            Self::Reset => (
                format!("重置{name}的密码？"),
                "原来的密码马上失效，正在用的登录都会退出。会生成一个一次性密码，由您告诉对方。",
                "重置密码",
            ),
            Self::Disable => (
                format!("停用{name}的账号？"),
                "马上不能登录，正在用的登录都会退出。做过的事仍留在操作记录里；以后可以恢复。",
                "停用账号",
            ),
            Self::ClearCode => (
                format!("清除{name}的动态码？"),
                "手机丢了或换了才需要。清除后只凭密码就能登录，请先核实是本人。",
                "清除动态码",
            ),
            Self::Unlock => (format!("解锁{name}的账号？"), "", "解锁"),
            Self::Enable => (format!("恢复{name}的账号？"), "", "恢复账号"),
            Self::NeedCode => (format!("要求{name}用动态码？"), "", "要求用动态码"),
            Self::NeedNoCode => (format!("不再要求{name}用动态码？"), "", "不再要求"),
        }
    }

    fn press(self) -> Press {
        match self {
            Self::Reset | Self::Disable | Self::ClearCode => Press::Danger,
            Self::Unlock | Self::Enable | Self::NeedCode | Self::NeedNoCode => Press::Main,
        }
    }
}

/// `GET /console/people/{no}/ask?what=`
pub async fn ask(
    desk: Desk,
    Path(no): No,
    wanted: Result<Query<Wanted>, axum::extract::rejection::QueryRejection>,
) -> Result<Markup, Trouble> {
    let Query(Wanted { what }) = wanted.map_err(|_| Trouble::NotFound)?;
    let account = target(&desk, no).await?;
    let (question, means, yes) = what.asked(&account.display);
    let own = desk.path(&format!("/people/{no}"));
    let confirm = Confirm {
        question: &question,
        means,
        action: &format!("{own}/do"),
        hidden: &[("what", what.code())],
        yes,
        press: what.press(),
        back: &own,
    };
    Ok(desk.page(&question, Place::People, confirm.render()))
}

/// `POST /console/people/{no}/do`
pub async fn deed(
    desk: Desk,
    Path(no): No,
    Filled(Wanted { what }): Filled<Wanted>,
) -> Result<Response, Trouble> {
    let account = target(&desk, no).await?;
    if account.no == desk.actor.account {
        return Err(Trouble::refused(
            "不能对自己的账号这样做。",
            "请让另一个平台管理员来做；自己的密码和动态码在“我的账号”里改。",
        ));
    }
    if what == Deed::Reset {
        return reset(&desk, &account).await;
    }
    let (change, action, living, done) = match what {
        Deed::Unlock => (Change::Unlocked, Action::AccountUnlocked, Sessions::All, "已经解锁"),
        Deed::Disable => (Change::Disabled, Action::AccountDisabled, Sessions::None, "已经停用"),
        Deed::Enable => (Change::Enabled, Action::AccountEnabled, Sessions::All, "已经恢复"),
        Deed::NeedCode => (
            Change::NeedsSecondStep(true),
            Action::AccountChanged,
            Sessions::All,
            "下一次打开页面时要先设动态码",
        ),
        Deed::NeedNoCode => (
            Change::NeedsSecondStep(false),
            Action::AccountChanged,
            Sessions::All,
            "不再要求动态码",
        ),
        Deed::ClearCode => {
            (Change::SecondStepOff, Action::SecondStepReset, Sessions::None, "动态码已经清除")
        }
        Deed::Reset => return Err(Trouble::Internal),
    };
    let entry = desk
        .entry(action)
        .on(account.login.as_str())
        .of_regulator(account.regulator)
        .changing(described(&account), done);
    desk.store.change_account(account.no, &change, living, &entry).await?;
    desk.go(&format!("/people/{no}"), Notice::good(format!("{}的账号：{done}。", account.display)))
        .await
}

async fn reset(desk: &Desk, account: &Account) -> Result<Response, Trouble> {
    let password = password::one_time(&random()?);
    let hash = desk.app.office.hash(password.clone()).await?;
    let change = Change::Password { hash, kind: PasswordKind::OneTime };
    let entry = desk
        .entry(Action::PasswordReset)
        .on(account.login.as_str())
        .of_regulator(account.regulator);
    desk.store.change_account(account.no, &change, Sessions::None, &entry).await?;
    let main = shown_once(desk, account.login.as_str(), &account.display, &password);
    Ok(desk.page("一次性密码", Place::People, main).into_response())
}
