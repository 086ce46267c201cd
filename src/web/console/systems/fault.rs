//! Why a bureau's own system gets no draft: a stable code for the program, words for who mends it.

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;

use crate::publish::workshop::WorkError;
use crate::store::StoreError;
use crate::web::console::Trouble;

/// The table of faults: variant, status, stable code, what happened, what to do.
macro_rules! faults {
    ($($(#[$doc:meta])* $variant:ident: $status:ident, $code:literal, $title:literal, $detail:literal;)*) => {
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Fault {
            $($(#[$doc])* $variant,)*
        }

        impl Fault {
            pub const ALL: &[Self] = &[$(Self::$variant,)*];

            pub fn status(self) -> StatusCode {
                match self { $(Self::$variant => StatusCode::$status,)* }
            }

            /// Stable, for programs.
            pub fn code(self) -> &'static str {
                match self { $(Self::$variant => $code,)* }
            }

            /// What happened.
            pub fn title(self) -> &'static str {
                match self { $(Self::$variant => $title,)* }
            }

            /// What to do.
            pub fn detail(self) -> &'static str {
                match self { $(Self::$variant => $detail,)* }
            }
        }
    };
}

faults! {
    MissingToken: UNAUTHORIZED, "missing_token", "没有带接口令牌",
        "请在请求头里写 Authorization: Bearer 加令牌。令牌由管理员在后台新建。";
    UnknownToken: UNAUTHORIZED, "unknown_token", "没有这个接口令牌",
        "请核对有没有抄错、抄漏；丢了的，请管理员新建一个。";
    ExpiredToken: UNAUTHORIZED, "expired_token", "接口令牌已经到期",
        "请管理员在后台新建一个。";
    RevokedToken: UNAUTHORIZED, "revoked_token", "接口令牌已经作废",
        "请管理员在后台新建一个。";
    WrongScope: FORBIDDEN, "wrong_scope", "这个接口令牌只能检查，不能送名单",
        "只检查的，请带上 submit=false；要送审的，请管理员新建能送名单的令牌。";
    OtherRegulator: FORBIDDEN, "other_regulator", "这个接口令牌不是这个主管部门的",
        "一个令牌只能送自己部门的名单。请核对 regulator，或者不写。";
    MissingKey: BAD_REQUEST, "idempotency_key_missing", "没有带 Idempotency-Key",
        "请在请求头里写一个每份名单各不相同的 Idempotency-Key，比如一个 UUID；重试时用同一个。";
    BadKey: BAD_REQUEST, "bad_idempotency_key", "Idempotency-Key 写得不对",
        "请用 1 到 200 个字母、数字或英文标点，中间没有空格。";
    KeyReused: CONFLICT, "idempotency_key_reused", "这个 Idempotency-Key 已经用来送过别的内容",
        "重试要送一模一样的内容；送新的名单，请换一个新的。";
    NotMultipart: UNSUPPORTED_MEDIA_TYPE, "not_multipart", "不是 multipart/form-data",
        "请用 multipart/form-data 送：file 是名单文件，其余各项见 /api。";
    BadForm: BAD_REQUEST, "bad_form", "表单读不出来",
        "请按 multipart/form-data 的格式送完整。";
    UnknownField: BAD_REQUEST, "unknown_field", "有不认识的项，或者同一项写了两遍",
        "只有 acknowledge 可以写多遍。各项的名字见 /api。";
    MissingFile: BAD_REQUEST, "file_missing", "没有文件，或者文件是空的",
        "请把名单文件放在 file 一项里。";
    BadMode: BAD_REQUEST, "bad_mode", "mode 写得不对",
        "请写 full（全量名单）、batch（批次）或 comment（公示）。";
    BadList: BAD_REQUEST, "bad_list", "list 写得不对",
        "请写 approved（白名单）、banned（黑名单）或 watch（灰名单）。";
    BadDay: BAD_REQUEST, "bad_date", "日期写得不对",
        "请写成 2026-06-30 这样，2000 年到 2100 年之间。";
    BadText: BAD_REQUEST, "bad_text", "文字太长，或者有控制字符",
        "title 和 notice_no 最多 120 个字，acknowledge 每项最多 200 个字符、一共最多 5000 项。";
    BadNumber: BAD_REQUEST, "bad_number", "number 不是数",
        "请写会移出多少家，只写数字。";
    BadSwitch: BAD_REQUEST, "bad_submit", "submit 写得不对",
        "请写 true（送审）或 false（只检查）。";
    TooLarge: PAYLOAD_TOO_LARGE, "too_large", "文件太大",
        "最大 256 MB。请删去图片和无关的工作表。";
    NoDraft: NOT_FOUND, "not_found", "没有这份草稿",
        "请核对草稿号；只能看自己部门的接口送来的。";
    Changed: CONFLICT, "draft_changed", "这份草稿刚刚有人改过，或者名单已经变了",
        "请再读一次草稿，看它到了哪一步；要重新送的，换一个新的 Idempotency-Key。";
    Away: SERVICE_UNAVAILABLE, "unavailable", "现在收不了：数据库没有应答",
        "请过一会儿用同一个 Idempotency-Key 再试。";
    Internal: INTERNAL_SERVER_ERROR, "internal", "出了差错",
        "请过一会儿用同一个 Idempotency-Key 再试；一直这样，请告诉平台管理员。";
}

/// RFC 9457, with the members of `more` beside its own.
#[derive(Debug, Serialize)]
pub struct Problem<T: Serialize> {
    #[serde(rename = "type")]
    pub kind: &'static str,
    pub title: &'static str,
    pub status: u16,
    pub detail: &'static str,
    pub code: &'static str,
    #[serde(flatten)]
    pub more: T,
}

impl<T: Serialize> Problem<T> {
    pub fn response(&self) -> Response {
        let status = StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let mut response = (status, axum::Json(self)).into_response();
        let kind = HeaderValue::from_static("application/problem+json");
        response.headers_mut().insert(header::CONTENT_TYPE, kind);
        response
    }
}

#[derive(Debug, Serialize)]
struct Nothing {}

impl IntoResponse for Fault {
    fn into_response(self) -> Response {
        let problem = Problem {
            kind: "about:blank",
            title: self.title(),
            status: self.status().as_u16(),
            detail: self.detail(),
            code: self.code(),
            more: Nothing {},
        };
        let mut response = problem.response();
        let challenge = if self == Self::MissingToken {
            Some("Bearer realm=\"releases\"")
        } else if self == Self::WrongScope {
            Some("Bearer realm=\"releases\", error=\"insufficient_scope\"")
        } else {
            (self.status() == StatusCode::UNAUTHORIZED)
                .then_some("Bearer realm=\"releases\", error=\"invalid_token\"")
        };
        if let Some(challenge) = challenge {
            let challenge = HeaderValue::from_static(challenge);
            response.headers_mut().insert(header::WWW_AUTHENTICATE, challenge);
        }
        if self == Self::Away {
            response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from_static("10"));
        }
        response
    }
}

impl From<StoreError> for Fault {
    fn from(error: StoreError) -> Self {
        Self::from(Trouble::from(error))
    }
}

impl From<Trouble> for Fault {
    fn from(trouble: Trouble) -> Self {
        match trouble {
            Trouble::Away => Self::Away,
            Trouble::NotFound => Self::NoDraft,
            Trouble::Forbidden | Trouble::SignedOut | Trouble::Forged => Self::WrongScope,
            Trouble::Conflict { .. } | Trouble::Refused { .. } => Self::Changed,
            Trouble::TooLarge { .. } => Self::TooLarge,
            Trouble::Unreadable => Self::BadForm,
            Trouble::Internal => Self::Internal,
        }
    }
}

impl From<WorkError> for Fault {
    fn from(error: WorkError) -> Self {
        Self::from(Trouble::from(error))
    }
}
