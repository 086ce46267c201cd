//! What can go wrong on the way to an answer, and what is said of it. Only here are status codes known.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use thiserror::Error;

use crate::domain::answer::{MOST_CHARS, TypedError};

/// Why a request has no answer. The outermost layer turns it into a page or a problem document,
/// whichever the path is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum Error {
    #[error(transparent)]
    Typed(#[from] TypedError),
    #[error("no such region")]
    BadRegion,
    #[error("no such kind of list")]
    BadList,
    #[error("no such category")]
    BadCategory,
    #[error("no such status")]
    BadStatus,
    #[error("no such order")]
    BadSort,
    #[error("facets neither wanted nor not")]
    BadFacets,
    #[error("no such page number")]
    BadPage,
    #[error("limit out of range")]
    BadLimit,
    #[error("not a day from the past")]
    BadDate,
    #[error("not a release number")]
    BadRelease,
    #[error("nothing here")]
    NotFound,
    #[error("method not allowed")]
    MethodNotAllowed,
    #[error("request too large")]
    TooLarge,
    #[error("took too long")]
    Timeout,
    #[error("too many requests")]
    TooMany { retry_after_s: u64 },
    #[error("internal error")]
    Internal,
}

/// What the public reads of an error.
#[derive(Clone, Copy, Debug)]
pub struct Said {
    pub status: StatusCode,
    /// Stable, for programs.
    pub code: &'static str,
    pub title: &'static str,
    pub detail: &'static str,
}

impl Error {
    pub fn said(self) -> Said {
        let bad = |code, title, detail| said(StatusCode::BAD_REQUEST, (code, title, detail));
        match self {
            Self::Typed(TypedError::Empty) => {
                bad("empty_query", "还没有写要查的机构", "写上机构名称、信用代码或许可证号。")
            }
            Self::Typed(TypedError::TooLong { .. }) => {
                const { assert!(MOST_CHARS == 200, "the words below name the limit") };
                bad("query_too_long", "写得太长了", "最多200个字。只写机构名称就可以。")
            }
            Self::Typed(TypedError::NoWords) => {
                bad("no_words", "里面没有字", "只有标点或符号，查不了。写上机构名称里的字。")
            }
            Self::BadRegion => bad("bad_region", "没有这个地区", "地区要写六位行政区划代码。"),
            Self::BadList => bad("bad_list", "没有这种名单", "可以写 approved、watch 或 banned。"),
            Self::BadCategory => {
                bad("bad_category", "没有这个类别", "可以写 academic、arts、sports、science 等。")
            }
            Self::BadStatus => bad(
                "bad_status",
                "没有这种状态",
                "可以写 normal、rectifying、expired、revoked 等。",
            ),
            Self::BadSort => {
                bad("bad_sort", "没有这种排法", "可以写 best、name、region 或 newest。")
            }
            Self::BadFacets => bad("bad_facets", "facets 写得不对", "要分类计数就写1，不要就写0。"),
            Self::BadPage => bad("bad_page", "没有这一页", "页码要写1到1000的数字。"),
            Self::BadLimit => bad("bad_limit", "每页条数不对", "每页可以有1到100条。"),
            Self::BadDate => {
                bad("bad_date", "日期不对", "要写成2026-06-30这样，不能是以后的日子。")
            }
            Self::BadRelease => bad("bad_release", "没有这个发布号", "发布号要写数字。"),
            Self::NotFound => said(
                StatusCode::NOT_FOUND,
                ("not_found", "没有这一页", "网址可能写错了，或者少了几个字。"),
            ),
            Self::MethodNotAllowed => said(
                StatusCode::METHOD_NOT_ALLOWED,
                ("method_not_allowed", "这样打不开", "这个网址只能看，不能提交。"),
            ),
            Self::TooLarge => {
                said(StatusCode::PAYLOAD_TOO_LARGE, ("too_large", "内容太大了", "请少写一些再试。"))
            }
            Self::Timeout => {
                said(StatusCode::GATEWAY_TIMEOUT, ("timeout", "等得太久了", "请过一会儿再试一次。"))
            }
            Self::TooMany { .. } => said(
                StatusCode::TOO_MANY_REQUESTS,
                ("too_many_requests", "查得太快了", "请等几秒钟，再点一次。"),
            ),
            Self::Internal => said(
                StatusCode::INTERNAL_SERVER_ERROR,
                ("internal", "网站出错了", "不是您的问题。请过一会儿再试一次。"),
            ),
        }
    }

    /// What a status that a layer gave by itself means. `None`: it is no error of ours to reword.
    pub fn of_status(status: StatusCode) -> Option<Self> {
        match status {
            StatusCode::NOT_FOUND => Some(Self::NotFound),
            StatusCode::METHOD_NOT_ALLOWED => Some(Self::MethodNotAllowed),
            StatusCode::PAYLOAD_TOO_LARGE => Some(Self::TooLarge),
            StatusCode::GATEWAY_TIMEOUT => Some(Self::Timeout),
            StatusCode::INTERNAL_SERVER_ERROR => Some(Self::Internal),
            _ => None,
        }
    }
}

fn said(status: StatusCode, words: (&'static str, &'static str, &'static str)) -> Said {
    Said { status, code: words.0, title: words.1, detail: words.2 }
}

/// Carries the error out in the extensions: only the outermost layer knows path and settings.
impl IntoResponse for Error {
    fn into_response(self) -> Response {
        let mut response = self.said().status.into_response();
        response.extensions_mut().insert(self);
        response
    }
}
