//! Why a request of the console has no answer, in words: what happened, and what to do.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use maud::{Markup, html};

use super::frame::{self, Place, Sheet};
use super::parts::{self, Tone};
use super::{Desk, PATH};
use crate::store::StoreError;
use crate::web::App;

/// Carried out in the response's extensions, and worded by [`super::guard::word_troubles`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// The store is not there, or does not answer.
    Away,
    /// Nobody is signed in, or no longer.
    SignedOut,
    /// Not this person's to see or do.
    Forbidden,
    NotFound,
    /// A form that no page of ours has sent.
    Forged,
    /// A form that does not read as what its page sends, or is too large.
    Unreadable,
    TooLarge {
        most_bytes: usize,
    },
    /// Something else has happened in the meantime. What, and what to do.
    Conflict {
        what: String,
        todo: String,
    },
    /// It cannot be done as asked. What is wrong, and what to do.
    Refused {
        what: String,
        todo: String,
    },
    Internal,
}

impl Trouble {
    /// Cannot be done as asked.
    pub fn refused(what: impl Into<String>, todo: impl Into<String>) -> Self {
        Self::Refused { what: what.into(), todo: todo.into() }
    }

    pub fn status(&self) -> StatusCode {
        match self {
            Self::Away => StatusCode::SERVICE_UNAVAILABLE,
            Self::SignedOut => StatusCode::UNAUTHORIZED,
            Self::Forbidden | Self::Forged => StatusCode::FORBIDDEN,
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::Unreadable => StatusCode::BAD_REQUEST,
            Self::TooLarge { .. } => StatusCode::PAYLOAD_TOO_LARGE,
            Self::Conflict { .. } => StatusCode::CONFLICT,
            Self::Refused { .. } => StatusCode::UNPROCESSABLE_ENTITY,
            Self::Internal => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// What happened.
    fn what(&self) -> String {
        match self {
            Self::Away => "后台暂时用不了：数据库没有应答。".into(),
            Self::SignedOut => "您没有登录，或者登录已经结束。".into(),
            Self::Forbidden => "这一页不归您这个账号管。".into(),
            Self::NotFound => "没有这一页，或者它不是您单位的。".into(),
            Self::Forged => "这个表单不是从本站的页面发出的，没有执行。".into(),
            Self::Unreadable => "收到的表单不完整，没有执行。".into(),
            Self::TooLarge { most_bytes } => {
                format!("发来的内容太大了，最多 {}，没有收下。", bytes(*most_bytes))
            }
            Self::Conflict { what, .. } | Self::Refused { what, .. } => what.clone(),
            Self::Internal => "程序出了错，这一步没有完成。".into(),
        }
    }

    /// What to do.
    fn todo(&self) -> String {
        match self {
            Self::Away => "公众查询照常。请过几分钟再试；一直这样，请告诉管理网站的人。".into(),
            Self::SignedOut => {
                "请重新登录。刚才填的内容没有保存：登录后可以用浏览器的“后退”找回再提交。".into()
            }
            Self::Forbidden => "需要办这件事，请找单位里有权限的同事，或者平台管理员。".into(),
            Self::NotFound => "请检查网址，或者从“开始”重新找。".into(),
            Self::Forged => {
                "请回到本站页面再提交一次。还不行，请换用较新的浏览器，不要用代理插件。".into()
            }
            Self::Unreadable => "请回到上一页，刷新后再提交一次。".into(),
            Self::TooLarge { .. } => {
                "请去掉多余的工作表和图片，或者分成几个文件，再试一次。".into()
            }
            Self::Conflict { todo, .. } | Self::Refused { todo, .. } => todo.clone(),
            Self::Internal => "请再试一次；还不行，请把时间和页面地址告诉管理网站的人。".into(),
        }
    }
}

fn bytes(count: usize) -> String {
    if count >= 1 << 20 { format!("{} MB", count >> 20) } else { format!("{} KB", count >> 10) }
}

impl From<StoreError> for Trouble {
    fn from(error: StoreError) -> Self {
        match &error {
            StoreError::Database(_) => {
                tracing::error!(error = %anyhow::Error::from(error), "the store does not answer the console");
                Self::Away
            }
            StoreError::Migration(_)
            | StoreError::Corrupt { .. }
            | StoreError::NoRandomness
            | StoreError::Folder(_) => {
                tracing::error!(error = %anyhow::Error::from(error), "the console failed");
                Self::Internal
            }
        }
    }
}

impl IntoResponse for Trouble {
    fn into_response(self) -> Response {
        let mut response = self.status().into_response();
        response.extensions_mut().insert(self);
        response
    }
}

/// What no route is for.
pub async fn nothing_here() -> Trouble {
    Trouble::NotFound
}

/// The number of the draft that an address is about.
fn draft_in(path: &str) -> Option<i64> {
    let (_, below) = path.split_once("/drafts/")?;
    below.split('/').next()?.parse().ok().filter(|no| *no > 0)
}

/// The page; with the person's own menu where somebody is signed in.
pub fn page(app: &App, desk: Option<&Desk>, trouble: &Trouble, path: &str) -> Markup {
    let base = &app.site.base_path;
    let (back, words) = match trouble {
        Trouble::SignedOut => (format!("{base}{PATH}/login"), "去登录"),
        Trouble::Away
        | Trouble::Forbidden
        | Trouble::NotFound
        | Trouble::Forged
        | Trouble::Unreadable
        | Trouble::TooLarge { .. }
        | Trouble::Conflict { .. }
        | Trouble::Refused { .. }
        | Trouble::Internal => (format!("{base}{PATH}"), "回到开始"),
    };
    // What was asked of a draft is asked again where the draft is.
    let draft = match trouble {
        Trouble::Unreadable | Trouble::Conflict { .. } | Trouble::Refused { .. } => draft_in(path),
        Trouble::Away
        | Trouble::SignedOut
        | Trouble::Forbidden
        | Trouble::NotFound
        | Trouble::Forged
        | Trouble::TooLarge { .. }
        | Trouble::Internal => None,
    };
    let main = html! {
        h1 { "没有办成" }
        (parts::notice(Tone::Bad, html! { p { strong { (trouble.what()) } } p { (trouble.todo()) } }))
        @match draft {
            Some(no) => p { a href={ (base) (PATH) "/drafts/" (no) } { "回到第 " (no) " 号草稿" } }
            None => p { a href=(back) { (words) } }
        }
    };
    frame::page(app, desk, Sheet { title: "没有办成", place: Place::Elsewhere, notice: None }, main)
}
