//! 账号: who works in the console, and what each may do.

use std::fmt;

use jiff::Timestamp;

use super::regulator::RegulatorCode;

pub use super::session::{LockOut, SessionLimits, SessionTimes, Stage, Standing};

/// What somebody is there for. Entering, approving, running the platform and watching over it are
/// different people's work (GB/T 22239, 三审三校).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Role {
    /// 经办
    Submitter,
    /// 审核; may also enter, but never approves their own.
    Approver,
    /// 平台管理
    Admin,
    /// 审计: reads the trail, and nothing else.
    Auditor,
}

impl Role {
    pub const ALL: [Self; 4] = [Self::Submitter, Self::Approver, Self::Admin, Self::Auditor];

    pub fn code(self) -> &'static str {
        match self {
            Self::Submitter => "submitter",
            Self::Approver => "approver",
            Self::Admin => "admin",
            Self::Auditor => "auditor",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.code() == code)
    }

    pub fn label(self) -> &'static str {
        match self {
            Self::Submitter => "经办",
            Self::Approver => "审核",
            Self::Admin => "平台管理",
            Self::Auditor => "审计",
        }
    }

    /// Whether such an account cannot be without a regulator.
    pub fn needs_regulator(self) -> bool {
        match self {
            Self::Submitter | Self::Approver => true,
            Self::Admin | Self::Auditor => false,
        }
    }
}

/// 登录名: 2 to 32 of `a-z 0-9 . _ -`, the first a letter or digit. Capitals are the same as small letters.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Login(String);

impl Login {
    /// `None` unless it reads as one.
    pub fn parse(typed: &str) -> Option<Self> {
        let login = typed.trim().to_ascii_lowercase();
        let is_plain =
            |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '.' | '_' | '-');
        let begins_well = login.starts_with(|c: char| c.is_ascii_alphanumeric());
        let is_sized = (2..=32).contains(&login.len());
        (begins_well && is_sized && login.chars().all(is_plain)).then_some(Self(login))
    }

    /// Of the bureau's own system that holds this token; nobody types a login with a colon.
    pub fn of_token(no: i64) -> Self {
        Self(format!("token:{no}"))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Login {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A person's name as others see it: up to 40 characters, none of them a control character.
pub fn display_name(typed: &str) -> Option<String> {
    let name = typed.trim();
    let is_good = (1..=40).contains(&name.chars().count()) && !name.chars().any(char::is_control);
    is_good.then(|| name.to_owned())
}

/// An account's number in the store.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct AccountNo(pub i64);

impl fmt::Display for AccountNo {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// Who handed the password out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PasswordKind {
    /// Chosen by its owner.
    Own,
    /// Handed out: the owner chooses one before anything else.
    OneTime,
}

/// Whether signing in takes a second step with a one-time code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SecondStep {
    Off,
    On,
}

/// One account as the store holds it, without its secrets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Account {
    pub no: AccountNo,
    pub login: Login,
    pub display: String,
    pub role: Role,
    /// `None`: the whole platform.
    pub regulator: Option<RegulatorCode>,
    pub password: PasswordKind,
    pub second_step: SecondStep,
    /// Whether an admin wants the second step of this account.
    pub needs_second_step: bool,
    pub standing: Standing,
    pub disabled_at: Option<Timestamp>,
    pub created_at: Timestamp,
}

impl Account {
    pub fn actor(&self) -> Actor {
        Actor {
            account: self.no,
            login: self.login.clone(),
            display: self.display.clone(),
            role: self.role,
            regulator: self.regulator,
        }
    }
}

/// Somebody who is signed in, and what they may do: every page and call asks here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Actor {
    pub account: AccountNo,
    pub login: Login,
    pub display: String,
    pub role: Role,
    /// `None`: the whole platform.
    pub regulator: Option<RegulatorCode>,
}

/// Whose people, settings or entries somebody reaches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    Nothing,
    Only(RegulatorCode),
    Everything,
}

impl Reach {
    fn of(regulator: Option<RegulatorCode>) -> Self {
        regulator.map_or(Self::Everything, Self::Only)
    }

    /// Whether this regulator is within it; `None` stands for the whole platform.
    pub fn covers(self, regulator: Option<RegulatorCode>) -> bool {
        match self {
            Self::Nothing => false,
            Self::Only(own) => regulator == Some(own),
            Self::Everything => true,
        }
    }
}

impl Actor {
    /// Whether they may prepare changes of this regulator's rosters.
    pub fn may_submit(&self, regulator: RegulatorCode) -> bool {
        self.works_on() == Some(regulator)
    }

    /// Whether they may approve changes of this regulator's rosters: others' changes, see
    /// [`Self::may_approve_of`].
    pub fn may_approve(&self, regulator: RegulatorCode) -> bool {
        self.role == Role::Approver && self.regulator == Some(regulator)
    }

    /// Whether they may approve what `submitter` handed in: never their own, unless an admin allows
    /// it to a bureau of one person.
    pub fn may_approve_of(
        &self,
        regulator: RegulatorCode,
        submitter: &Login,
        own: OwnApproval,
    ) -> bool {
        let is_allowed = *submitter != self.login || own == OwnApproval::Allowed;
        self.may_approve(regulator) && is_allowed
    }

    /// Whether they may see this regulator's drafts, findings and reports.
    pub fn may_see(&self, regulator: RegulatorCode) -> bool {
        match self.role {
            Role::Submitter | Role::Approver => self.regulator == Some(regulator),
            Role::Admin => self.administers().covers(Some(regulator)),
            Role::Auditor => false,
        }
    }

    /// The regulator whose rosters they work on. `None`: they work on none.
    pub fn works_on(&self) -> Option<RegulatorCode> {
        match self.role {
            Role::Submitter | Role::Approver => self.regulator,
            Role::Admin | Role::Auditor => None,
        }
    }

    /// Whether there is anybody or anything that they may administer.
    pub fn may_administer(&self) -> bool {
        self.administers() != Reach::Nothing
    }

    /// Whose people, tokens and settings they may change.
    pub fn administers(&self) -> Reach {
        match self.role {
            Role::Admin => Reach::of(self.regulator),
            Role::Submitter | Role::Approver | Role::Auditor => Reach::Nothing,
        }
    }

    /// Whether there are entries of the trail that they may read.
    pub fn may_read_trail(&self) -> bool {
        self.reads_trail() != Reach::Nothing
    }

    /// Whose entries of the trail they may read.
    pub fn reads_trail(&self) -> Reach {
        match self.role {
            Role::Admin | Role::Auditor => Reach::of(self.regulator),
            Role::Approver => self.regulator.map_or(Reach::Nothing, Reach::Only),
            Role::Submitter => Reach::Nothing,
        }
    }
}

/// Whether a bureau of one person may approve its own changes; an admin says so.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum OwnApproval {
    #[default]
    Forbidden,
    Allowed,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(text: &str) -> RegulatorCode {
        RegulatorCode::parse(text).unwrap()
    }

    fn actor(role: Role, regulator: Option<&str>) -> Actor {
        Actor {
            account: AccountNo(1),
            login: Login::parse("somebody").unwrap(),
            display: "示例".into(),
            role,
            regulator: regulator.map(code),
        }
    }

    #[test]
    fn nobody_reaches_another_regulators_rosters() {
        let (own, other) = (code("999901-edu"), code("999902-edu"));
        for role in [Role::Submitter, Role::Approver] {
            let one = actor(role, Some("999901-edu"));
            assert!(one.may_submit(own) && one.may_see(own));
            assert!(!one.may_submit(other) && !one.may_see(other) && !one.may_approve(other));
            assert_eq!(one.may_approve(own), role == Role::Approver);
            assert!(!one.may_administer());
        }
        for role in [Role::Admin, Role::Auditor] {
            for regulator in [None, Some("999901-edu")] {
                let one = actor(role, regulator);
                assert!(!one.may_submit(own) && !one.may_approve(own), "{role:?}");
            }
        }
        assert!(!actor(Role::Auditor, None).may_see(own));
        let bureaus_admin = actor(Role::Admin, Some("999901-edu"));
        assert!(bureaus_admin.may_see(own) && !bureaus_admin.may_see(other));
        assert!(!bureaus_admin.administers().covers(None));
        assert!(actor(Role::Admin, None).administers().covers(None));
    }

    #[test]
    fn nobody_approves_their_own_unless_an_admin_allows_it() {
        let own = code("999901-edu");
        let approver = actor(Role::Approver, Some("999901-edu"));
        let (self_, clerk) = (approver.login.clone(), Login::parse("clerk").unwrap());
        assert!(approver.may_approve_of(own, &clerk, OwnApproval::Forbidden));
        assert!(!approver.may_approve_of(own, &self_, OwnApproval::Forbidden));
        assert!(approver.may_approve_of(own, &self_, OwnApproval::Allowed));
        let clerk_in_person = actor(Role::Submitter, Some("999901-edu"));
        assert!(!clerk_in_person.may_approve_of(own, &self_, OwnApproval::Allowed));
    }

    #[test]
    fn the_trail_is_read_by_auditors_admins_and_approvers_of_their_own() {
        let own = code("999901-edu");
        let reach = |role, regulator| actor(role, regulator).reads_trail();
        assert_eq!(reach(Role::Auditor, None), Reach::Everything);
        assert_eq!(reach(Role::Admin, None), Reach::Everything);
        assert_eq!(reach(Role::Auditor, Some("999901-edu")), Reach::Only(own));
        assert_eq!(reach(Role::Approver, Some("999901-edu")), Reach::Only(own));
        assert_eq!(reach(Role::Submitter, Some("999901-edu")), Reach::Nothing);
    }

    #[test]
    fn a_login_is_plain_and_the_same_in_capitals() {
        assert_eq!(Login::parse(" Wang.Li ").unwrap().as_str(), "wang.li");
        for bad in ["", "a", ".ab", "a b", "王丽", "a'--", "<b>ab", &"a".repeat(33)] {
            assert_eq!(Login::parse(bad), None, "{bad}");
        }
    }
}
