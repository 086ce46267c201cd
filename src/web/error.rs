//! What can go wrong on the way to an answer. Only here are status codes known; what people read of it
//! stands in [`super::words::errors`].

use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use thiserror::Error;

use crate::domain::answer::TypedError;

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
    #[error("no such size")]
    BadSize,
    #[error("no usable host")]
    BadHost,
    #[error("not a form of ours")]
    BadForm,
    #[error("not sent as JSON")]
    NotJson,
    #[error("not JSON")]
    BadJson,
    #[error("names are no list of texts")]
    BadNames,
    #[error("too many names")]
    TooManyNames,
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
    #[error("too many files are being fetched")]
    Busy { retry_after_s: u64 },
    #[error("the file is being made")]
    Preparing { retry_after_s: u64 },
    #[error("the site does not know its own address")]
    NoPublicAddress,
    #[error("internal error")]
    Internal,
}

impl Error {
    pub fn status(self) -> StatusCode {
        match self {
            Self::Typed(_)
            | Self::BadRegion
            | Self::BadList
            | Self::BadCategory
            | Self::BadStatus
            | Self::BadSort
            | Self::BadFacets
            | Self::BadPage
            | Self::BadLimit
            | Self::BadDate
            | Self::BadRelease
            | Self::BadSize
            | Self::BadHost
            | Self::BadForm
            | Self::BadJson
            | Self::BadNames => StatusCode::BAD_REQUEST,
            Self::NotJson => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            Self::NotFound | Self::NoPublicAddress => StatusCode::NOT_FOUND,
            Self::MethodNotAllowed => StatusCode::METHOD_NOT_ALLOWED,
            Self::TooLarge | Self::TooManyNames => StatusCode::PAYLOAD_TOO_LARGE,
            Self::Timeout => StatusCode::GATEWAY_TIMEOUT,
            Self::TooMany { .. } => StatusCode::TOO_MANY_REQUESTS,
            Self::Busy { .. } | Self::Preparing { .. } => StatusCode::SERVICE_UNAVAILABLE,
            Self::Internal => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// Stable, for programs.
    pub fn code(self) -> &'static str {
        match self {
            Self::Typed(TypedError::Empty) => "empty_query",
            Self::Typed(TypedError::TooLong { .. }) => "query_too_long",
            Self::Typed(TypedError::NoWords) => "no_words",
            Self::BadRegion => "bad_region",
            Self::BadList => "bad_list",
            Self::BadCategory => "bad_category",
            Self::BadStatus => "bad_status",
            Self::BadSort => "bad_sort",
            Self::BadFacets => "bad_facets",
            Self::BadPage => "bad_page",
            Self::BadLimit => "bad_limit",
            Self::BadDate => "bad_date",
            Self::BadRelease => "bad_release",
            Self::BadSize => "bad_size",
            Self::BadHost => "bad_host",
            Self::BadForm => "bad_form",
            Self::NotJson => "not_json",
            Self::BadJson => "bad_json",
            Self::BadNames => "bad_names",
            Self::TooManyNames => "too_many_names",
            Self::NotFound => "not_found",
            Self::MethodNotAllowed => "method_not_allowed",
            Self::TooLarge => "too_large",
            Self::Timeout => "timeout",
            Self::TooMany { .. } => "too_many_requests",
            Self::Busy { .. } => "busy",
            Self::Preparing { .. } => "preparing",
            Self::NoPublicAddress => "no_public_address",
            Self::Internal => "internal",
        }
    }

    /// When it is worth while to ask again.
    fn retry_after_s(self) -> Option<u64> {
        match self {
            Self::TooMany { retry_after_s }
            | Self::Busy { retry_after_s }
            | Self::Preparing { retry_after_s } => Some(retry_after_s),
            Self::Typed(_)
            | Self::BadRegion
            | Self::BadList
            | Self::BadCategory
            | Self::BadStatus
            | Self::BadSort
            | Self::BadFacets
            | Self::BadPage
            | Self::BadLimit
            | Self::BadDate
            | Self::BadRelease
            | Self::BadSize
            | Self::BadHost
            | Self::BadForm
            | Self::NotJson
            | Self::BadJson
            | Self::BadNames
            | Self::TooManyNames
            | Self::NotFound
            | Self::MethodNotAllowed
            | Self::TooLarge
            | Self::Timeout
            | Self::NoPublicAddress
            | Self::Internal => None,
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

/// Carries the error out in the extensions: only the outermost layer knows path and settings.
impl IntoResponse for Error {
    fn into_response(self) -> Response {
        let mut response = self.status().into_response();
        if let Some(seconds) = self.retry_after_s() {
            response.headers_mut().insert(header::RETRY_AFTER, seconds.into());
        }
        response.extensions_mut().insert(self);
        response
    }
}
