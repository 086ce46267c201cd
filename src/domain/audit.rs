//! 操作记录: who did what, when and from where; each entry's digest covers the one before, so that a
//! changed or missing one shows.

use jiff::Timestamp;
use sha2::{Digest as _, Sha256};

use super::account::{Actor, Role};
use super::digest::Digest;
use super::regulator::RegulatorCode;

macro_rules! actions {
    ($($(#[$doc:meta])* $name:ident = $code:literal, $label:literal;)*) => {
        /// What was done. Codes are stored for ever; labels may be reworded.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Action { $($(#[$doc])* $name,)* }

        impl Action {
            pub const ALL: &'static [Self] = &[$(Self::$name,)*];

            pub fn code(self) -> &'static str {
                match self { $(Self::$name => $code,)* }
            }

            /// In the console's words.
            pub fn label(self) -> &'static str {
                match self { $(Self::$name => $label,)* }
            }
        }
    };
}

actions! {
    SignedIn = "signed_in", "登录";
    SignInFailed = "sign_in_failed", "登录失败";
    Locked = "locked", "连续输错，账号锁定";
    SignedOut = "signed_out", "退出";
    SignedOutEverywhere = "signed_out_everywhere", "退出所有登录";
    PasswordChanged = "password_changed", "改密码";
    SecondStepOn = "second_step_on", "开启动态码";
    SecondStepOff = "second_step_off", "关闭动态码";
    AccountAdded = "account_added", "新建账号";
    AccountChanged = "account_changed", "修改账号";
    AccountDisabled = "account_disabled", "停用账号";
    AccountEnabled = "account_enabled", "恢复账号";
    AccountUnlocked = "account_unlocked", "解锁账号";
    PasswordReset = "password_reset", "重置密码";
    SecondStepReset = "second_step_reset", "清除动态码";
    RegulatorAdded = "regulator_added", "新增主管部门";
    RegulatorChanged = "regulator_changed", "修改主管部门";
    SettingChanged = "setting_changed", "修改设置";
    TokenCreated = "token_created", "新建接口令牌";
    TokenRevoked = "token_revoked", "作废接口令牌";
    TrailExported = "trail_exported", "导出操作记录";
    Uploaded = "uploaded", "上传名单";
    DraftChanged = "draft_changed", "修改草稿";
    DraftDiscarded = "draft_discarded", "丢弃草稿";
    Submitted = "submitted", "送审";
    Returned = "returned", "退回";
    Approved = "approved", "审核通过";
    Scheduled = "scheduled", "定时发布";
    Published = "published", "发布";
    Undone = "undone", "撤销发布";
    Repaired = "repaired", "信用修复";
}

impl Action {
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|action| action.code() == code)
    }
}

/// Characters that a field of an entry holds at most; longer ones are cut.
const LONGEST_FIELD: usize = 2000;

/// What is to be entered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewEntry {
    pub at: Timestamp,
    pub login: String,
    pub display: String,
    /// `None`: nobody with a role, such as the command line.
    pub role: Option<Role>,
    /// Whose matter it is; `None`: the whole platform's.
    pub regulator: Option<RegulatorCode>,
    pub address: String,
    pub action: Action,
    /// What it was done to: an account, a draft, a release.
    pub object: String,
    pub before: String,
    pub after: String,
}

impl NewEntry {
    /// By somebody who is signed in, from this address; a matter of their own regulator unless
    /// [`Self::of_regulator`] says otherwise.
    pub fn by(actor: &Actor, address: &str, at: Timestamp, action: Action) -> Self {
        Self {
            at,
            login: actor.login.to_string(),
            display: actor.display.clone(),
            role: Some(actor.role),
            regulator: actor.regulator,
            address: address.to_owned(),
            action,
            object: String::new(),
            before: String::new(),
            after: String::new(),
        }
    }

    /// By whoever has the machine's command line, named as the system names them.
    pub fn by_command(user: &str, at: Timestamp, action: Action) -> Self {
        Self {
            at,
            login: user.to_owned(),
            display: "命令行".into(),
            role: None,
            regulator: None,
            address: "本机".into(),
            action,
            object: String::new(),
            before: String::new(),
            after: String::new(),
        }
    }

    #[must_use]
    pub fn on(self, object: impl Into<String>) -> Self {
        Self { object: object.into(), ..self }
    }

    #[must_use]
    pub fn of_regulator(self, regulator: Option<RegulatorCode>) -> Self {
        Self { regulator, ..self }
    }

    #[must_use]
    pub fn changing(self, before: impl Into<String>, after: impl Into<String>) -> Self {
        Self { before: before.into(), after: after.into(), ..self }
    }

    /// As it is entered after `previous`.
    pub fn chained(&self, no: i64, previous: Digest) -> Entry {
        let cut = |text: &str| text.chars().take(LONGEST_FIELD).collect::<String>();
        let mut entry = Entry {
            no,
            at: self.at,
            login: cut(&self.login),
            display: cut(&self.display),
            role: self.role.map_or("", Role::code).to_owned(),
            regulator: self.regulator.map(|code| code.to_string()).unwrap_or_default(),
            address: cut(&self.address),
            action: self.action.code().to_owned(),
            object: cut(&self.object),
            before: cut(&self.before),
            after: cut(&self.after),
            previous,
            digest: Digest::ZERO,
        };
        entry.digest = entry.own_digest();
        entry
    }
}

/// One entry as it stands in the trail; words as stored, so that nothing is lost on the way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// From 1, without a gap.
    pub no: i64,
    pub at: Timestamp,
    pub login: String,
    pub display: String,
    pub role: String,
    pub regulator: String,
    pub address: String,
    pub action: String,
    pub object: String,
    pub before: String,
    pub after: String,
    pub previous: Digest,
    pub digest: Digest,
}

impl Entry {
    /// SHA-256 over number, the fields with their lengths before them, and the digest before.
    pub fn own_digest(&self) -> Digest {
        let mut hasher = Sha256::new();
        let at = self.at.to_string();
        hasher.update(self.no.to_be_bytes());
        for field in [
            &at,
            &self.login,
            &self.display,
            &self.role,
            &self.regulator,
            &self.address,
            &self.action,
            &self.object,
            &self.before,
            &self.after,
        ] {
            hasher.update((field.len() as u64).to_be_bytes());
            hasher.update(field.as_bytes());
        }
        hasher.update(self.previous.0);
        Digest(hasher.finalize().into())
    }

    /// What was done, in words; the stored code where it is of no version known here.
    pub fn action_label(&self) -> &str {
        match Action::from_code(&self.action) {
            Some(action) => action.label(),
            None => &self.action,
        }
    }

    pub fn role_label(&self) -> &str {
        Role::from_code(&self.role).map_or("", Role::label)
    }
}

/// Goes along the trail from its beginning.
#[derive(Clone, Copy, Debug)]
pub struct ChainCheck {
    last: Digest,
    count: i64,
}

impl Default for ChainCheck {
    fn default() -> Self {
        Self { last: Digest::ZERO, count: 0 }
    }
}

impl ChainCheck {
    /// What is wrong with the next entry. After the first wrong one nothing more can be said.
    ///
    /// # Errors
    /// When an entry is missing before it, or it was changed.
    pub fn next(&mut self, entry: &Entry) -> Result<(), Broken> {
        let expected = self.count + 1;
        if entry.no != expected {
            return Err(Broken::Missing { no: expected });
        }
        if entry.previous != self.last || entry.own_digest() != entry.digest {
            return Err(Broken::Changed { no: entry.no });
        }
        *self = Self { last: entry.digest, count: expected };
        Ok(())
    }

    /// Entries found sound.
    pub fn count(self) -> i64 {
        self.count
    }
}

/// What is wrong with the trail, at its first place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Broken {
    #[error("entry {no} is missing")]
    Missing { no: i64 },
    #[error("entry {no} was changed, or the one before it")]
    Changed { no: i64 },
}

#[cfg(test)]
mod tests {
    use super::*;

    fn trail() -> Vec<Entry> {
        let mut last = Digest::ZERO;
        (1..=4)
            .map(|no| {
                let at = Timestamp::from_second(1_800_000_000 + no).unwrap();
                let entry = NewEntry::by_command("root", at, Action::SettingChanged)
                    .on("totp_required")
                    .changing("否", "是")
                    .chained(no, last);
                last = entry.digest;
                entry
            })
            .collect()
    }

    fn broken(trail: &[Entry]) -> Option<Broken> {
        let mut check = ChainCheck::default();
        trail.iter().find_map(|entry| check.next(entry).err())
    }

    #[test]
    fn a_sound_trail_is_found_sound() {
        assert_eq!(broken(&trail()), None);
    }

    #[test]
    fn whatever_is_changed_in_the_trail_shows() {
        let changes: [fn(&mut Entry); 5] = [
            |entry| entry.after = "否".into(),
            |entry| entry.login = "other".into(),
            |entry| entry.address = "203.0.113.1".into(),
            |entry| entry.previous = Digest::of(b"x"),
            // What moves from one field to the next is a change too.
            |entry| (entry.before, entry.after) = (String::new(), "否是".into()),
        ];
        for change in changes {
            let mut trail = trail();
            change(&mut trail[1]);
            assert_eq!(broken(&trail), Some(Broken::Changed { no: 2 }));
            // Also when whoever changed it made its digest anew.
            trail[1].digest = trail[1].own_digest();
            assert!(broken(&trail).is_some());
        }
    }

    #[test]
    fn an_entry_taken_out_shows() {
        let mut trail = trail();
        trail.remove(2);
        assert_eq!(broken(&trail), Some(Broken::Missing { no: 3 }));
    }

    #[test]
    fn every_action_reads_back() {
        for action in Action::ALL {
            assert_eq!(Action::from_code(action.code()), Some(*action));
        }
    }
}
