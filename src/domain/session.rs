//! When an account is locked, and how long somebody stays signed in.

use jiff::{SignedDuration, Timestamp};

/// When an account is locked: 5 failures, 15 minutes (GB/T 22239). The numbers are settings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LockOut {
    pub after_failures: u32,
    pub lasts: SignedDuration,
}

impl Default for LockOut {
    fn default() -> Self {
        Self { after_failures: 5, lasts: SignedDuration::from_mins(15) }
    }
}

/// Failed tries since the last good one, and until when no try counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Standing {
    pub failures: u32,
    pub locked_until: Option<Timestamp>,
}

impl Standing {
    pub fn is_locked(self, now: Timestamp) -> bool {
        self.locked_until.is_some_and(|until| now < until)
    }

    /// After one more try that is taken for a failure until it proves good, so that tries at the
    /// same moment do not slip past the count. `None`: the account is locked, and the try is none.
    pub fn after_try(self, rule: LockOut, now: Timestamp) -> Option<Self> {
        if self.is_locked(now) {
            return None;
        }
        // A lock that is over begins a new count.
        let before = if self.locked_until.is_some() { 0 } else { self.failures };
        let failures = before + 1;
        let is_last = failures >= rule.after_failures;
        let locked_until = if is_last { now.checked_add(rule.lasts).ok() } else { None };
        Some(Self { failures, locked_until })
    }
}

/// How long a session lasts: half an hour at rest, twelve hours at most. The numbers are settings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SessionLimits {
    pub idle: SignedDuration,
    pub longest: SignedDuration,
}

impl Default for SessionLimits {
    fn default() -> Self {
        Self { idle: SignedDuration::from_mins(30), longest: SignedDuration::from_hours(12) }
    }
}

/// What a session still waits for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// The password was right; the one-time code is missing. Such a session opens no page.
    Code,
    Open,
}

impl Stage {
    pub fn code(self) -> &'static str {
        match self {
            Self::Code => "code",
            Self::Open => "open",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        [Self::Code, Self::Open].into_iter().find(|stage| stage.code() == code)
    }
}

/// How long the one-time code may be waited for.
const LONGEST_WAIT_FOR_CODE: SignedDuration = SignedDuration::from_mins(5);

/// When a session began, was last used and was ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SessionTimes {
    pub created_at: Timestamp,
    pub seen_at: Timestamp,
    pub ended_at: Option<Timestamp>,
}

impl SessionTimes {
    pub fn is_over(self, stage: Stage, limits: SessionLimits, now: Timestamp) -> bool {
        let since = |then: Timestamp| now.duration_since(then);
        let longest = match stage {
            Stage::Code => LONGEST_WAIT_FOR_CODE,
            Stage::Open => limits.longest,
        };
        self.ended_at.is_some()
            || since(self.seen_at) >= limits.idle
            || since(self.created_at) >= longest
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(minutes: i64) -> Timestamp {
        Timestamp::from_second(1_800_000_000 + minutes * 60).unwrap()
    }

    #[test]
    fn five_failures_lock_for_a_quarter_of_an_hour() {
        let rule = LockOut::default();
        let mut standing = Standing::default();
        for nth in 1..=5 {
            assert!(!standing.is_locked(at(0)), "{nth}");
            standing = standing.after_try(rule, at(0)).unwrap();
        }
        assert!(standing.is_locked(at(14)));
        assert_eq!(standing.after_try(rule, at(14)), None);
        assert!(!standing.is_locked(at(15)));
        assert_eq!(standing.after_try(rule, at(15)).unwrap().failures, 1);
    }

    #[test]
    fn a_session_ends_at_rest_at_its_limit_and_when_it_is_ended() {
        let limits = SessionLimits::default();
        let times = SessionTimes { created_at: at(0), seen_at: at(0), ended_at: None };
        let over = |times: SessionTimes, now| times.is_over(Stage::Open, limits, at(now));
        assert!(!over(times, 29) && over(times, 30));
        let used = SessionTimes { seen_at: at(719), ..times };
        assert!(!over(used, 719) && over(used, 720));
        assert!(over(SessionTimes { ended_at: Some(at(1)), ..times }, 2));
        assert!(times.is_over(Stage::Code, limits, at(5)));
        assert!(!times.is_over(Stage::Code, limits, at(4)));
    }
}
