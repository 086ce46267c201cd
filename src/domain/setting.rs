//! What an admin decides for a regulator.

use super::account::OwnApproval;

/// A yes or no that an admin decides for one regulator.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum BureauSetting {
    /// Everybody of the regulator signs in with a one-time code too.
    TotpRequired,
    /// A bureau of one person approves its own changes; each such release says so.
    OwnApproval,
    /// What the bureau's own system sends waits for a person's approval.
    ApiReview,
}

impl BureauSetting {
    pub const ALL: [Self; 3] = [Self::TotpRequired, Self::OwnApproval, Self::ApiReview];

    pub fn code(self) -> &'static str {
        match self {
            Self::TotpRequired => "totp_required",
            Self::OwnApproval => "own_approval",
            Self::ApiReview => "api_review",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|setting| setting.code() == code)
    }

    pub fn label(self) -> &'static str {
        match self {
            Self::TotpRequired => "登录要动态码",
            Self::OwnApproval => "可以自己审核自己",
            Self::ApiReview => "接口送来的名单要人审核",
        }
    }

    /// What holds where nobody decided: the safer one.
    fn is_on_at_first(self) -> bool {
        match self {
            Self::TotpRequired | Self::OwnApproval => false,
            Self::ApiReview => true,
        }
    }
}

/// Everything that is decided for one regulator.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BureauSettings {
    pub totp_required: bool,
    pub own_approval: OwnApproval,
    pub api_review: bool,
}

impl Default for BureauSettings {
    fn default() -> Self {
        Self::of(|_| None)
    }
}

impl BureauSettings {
    /// From stored values; `None` where nobody decided.
    pub fn of(stored: impl Fn(BureauSetting) -> Option<bool>) -> Self {
        let is_on =
            |setting: BureauSetting| stored(setting).unwrap_or_else(|| setting.is_on_at_first());
        Self {
            totp_required: is_on(BureauSetting::TotpRequired),
            own_approval: if is_on(BureauSetting::OwnApproval) {
                OwnApproval::Allowed
            } else {
                OwnApproval::Forbidden
            },
            api_review: is_on(BureauSetting::ApiReview),
        }
    }

    pub fn is_on(self, setting: BureauSetting) -> bool {
        match setting {
            BureauSetting::TotpRequired => self.totp_required,
            BureauSetting::OwnApproval => self.own_approval == OwnApproval::Allowed,
            BureauSetting::ApiReview => self.api_review,
        }
    }
}
