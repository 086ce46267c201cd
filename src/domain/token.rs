//! 接口令牌: a key with which a bureau's own system publishes.

use jiff::Timestamp;

use super::account::{AccountNo, Actor, Login, Role};
use super::digest::Digest;
use super::regulator::RegulatorCode;

/// What a token opens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// Checks and reads its drafts, and publishes nothing.
    Check,
    /// Hands in releases; whether they wait for a person is the regulator's setting.
    Publish,
}

impl Scope {
    pub const ALL: [Self; 2] = [Self::Publish, Self::Check];

    pub fn code(self) -> &'static str {
        match self {
            Self::Check => "check",
            Self::Publish => "publish",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|scope| scope.code() == code)
    }

    pub fn label(self) -> &'static str {
        match self {
            Self::Check => "只检查，不发布",
            Self::Publish => "送名单",
        }
    }
}

/// A token as the store holds it: the token itself is shown once and kept by nobody here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ApiToken {
    pub no: i64,
    pub regulator: RegulatorCode,
    pub name: String,
    pub scope: Scope,
    pub created_by: String,
    pub created_at: Timestamp,
    pub expires_at: Timestamp,
    pub revoked_at: Option<Timestamp>,
    pub last_used_at: Option<Timestamp>,
}

/// How a token stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenState {
    Good,
    Expired,
    Revoked,
}

impl ApiToken {
    /// The bureau's own system, which may do what a 经办 of the regulator may.
    pub fn actor(&self) -> Actor {
        Actor {
            account: AccountNo(0),
            login: Login::of_token(self.no),
            display: format!("接口：{}", self.name),
            role: Role::Submitter,
            regulator: Some(self.regulator),
        }
    }

    pub fn state(&self, now: Timestamp) -> TokenState {
        if self.revoked_at.is_some() {
            TokenState::Revoked
        } else if now >= self.expires_at {
            TokenState::Expired
        } else {
            TokenState::Good
        }
    }
}

/// What the store keeps of a token, and looks it up by.
pub fn digest(token: &str) -> Digest {
    Digest::of(token.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_ends_on_its_day_and_when_it_is_revoked() {
        let at = |second| Timestamp::from_second(second).unwrap();
        let token = ApiToken {
            no: 1,
            regulator: RegulatorCode::parse("999901-edu").unwrap(),
            name: "示例".into(),
            scope: Scope::Publish,
            created_by: "admin".into(),
            created_at: at(0),
            expires_at: at(100),
            revoked_at: None,
            last_used_at: None,
        };
        assert_eq!(token.state(at(99)), TokenState::Good);
        assert_eq!(token.state(at(100)), TokenState::Expired);
        let revoked = ApiToken { revoked_at: Some(at(5)), ..token };
        assert_eq!(revoked.state(at(6)), TokenState::Revoked);
        let actor = revoked.actor();
        let other = RegulatorCode::parse("999902-edu").unwrap();
        assert!(actor.may_submit(revoked.regulator) && !actor.may_approve(revoked.regulator));
        assert!(!actor.may_submit(other) && !actor.may_see(other) && !actor.may_administer());
        assert_eq!(Login::parse(actor.login.as_str()), None, "no person bears such a login");
    }
}
