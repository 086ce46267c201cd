//! 结论: what the public is told of one institution. `domain.md` §3 is the table, `design.md` §1 the law.

use jiff::civil::Date;

use super::category::Category;
use super::directory::Directory;
use super::institution::{Institution, Version};
use super::listing::{Listing, RosterKind, Validity};
use super::status::Status;

/// 结论, the class that headline, API and pages speak of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Verdict {
    /// A 在白名单
    Approved,
    /// B 现在不要报
    Restricted,
    /// C 不要报名
    Banned,
    /// E 有几家名字差不多
    Candidates,
    /// D 没有查到
    NotListed,
}

impl Verdict {
    pub const ALL: [Self; 5] =
        [Self::Approved, Self::Restricted, Self::Banned, Self::Candidates, Self::NotListed];

    /// The stable code in the API.
    pub fn code(self) -> &'static str {
        match self {
            Self::Approved => "approved",
            Self::Restricted => "restricted",
            Self::Banned => "banned",
            Self::Candidates => "candidates",
            Self::NotListed => "not_listed",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|verdict| verdict.code() == code)
    }
}

/// Why, in the terms that choose the words of `domain.md` §4.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cause {
    // Approved
    /// In force on an approved roster, in date, with the regulator in charge.
    Listed,
    // Restricted
    /// The permit ended on this day.
    PermitExpired {
        on: Option<Date>,
    },
    /// Something is written for the permit's end that is no date.
    ValidityUnclear,
    Rectifying,
    FailedInspection,
    Dormant,
    UnderInvestigation,
    Deregistering,
    Deregistered,
    /// Papers not complete, or not yet on the national platform.
    Incomplete,
    /// On a watch list (灰名单, 预警).
    Watched,
    /// The list's status is a word that no rule knows.
    StatusUnknown,
    /// The list is one of after-school care: looking after is allowed, teaching is not.
    Childcare,
    /// School subjects, approved by a department that may not approve them.
    RegulatorNotInCharge,
    /// The newest full list no longer names it.
    Departed {
        since: Date,
    },
    // Banned
    /// On a banned roster.
    Blacklisted,
    OrderedClosed,
    Revoked,
    Unlicensed,
    // NotListed
    /// Every list that named it is over, or none counts yet.
    NothingInForce {
        from: Option<Date>,
    },
}

/// What one listing says on a day, read alone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading<'a> {
    pub version: &'a Version,
    pub verdict: Verdict,
    pub cause: Cause,
    /// It carries no code and might mean a namesake.
    pub may_mean_another: bool,
}

/// What the public is told of one institution on one day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conclusion<'a> {
    /// Never [`Verdict::Candidates`]: that is said of words typed, not of an institution.
    pub verdict: Verdict,
    pub cause: Cause,
    /// The listings in force, gravest first. Empty when none is.
    pub readings: Vec<Reading<'a>>,
    /// Two regulators disagree: one approves, another restricts or bans.
    pub is_disputed: bool,
    /// The approving list has not been brought up to date for longer than the limit; its 截至日期.
    pub stale_since: Option<Date>,
}

impl<'a> Conclusion<'a> {
    /// The listing that decided.
    pub fn governing(&self) -> Option<&Reading<'a>> {
        self.readings.first()
    }

    /// The listings by which it is approved: the only sites and subjects of which approval is said.
    /// Empty unless the verdict is approved.
    pub fn approvals(&self) -> impl Iterator<Item = &Reading<'a>> {
        let is_approved = self.verdict == Verdict::Approved;
        self.readings
            .iter()
            .filter(move |reading| is_approved && reading.verdict == Verdict::Approved)
    }
}

/// The verdict on an institution on `today`: the gravest reading of everything in force that names it.
///
/// `today` is the day in Asia/Shanghai that the question is about; `stale_after_days` is the age of
/// a list's 截至日期 from which it is said to be perhaps out of date.
pub fn conclude<'a>(
    institution: &'a Institution,
    directory: &Directory,
    today: Date,
    stale_after_days: u16,
) -> Conclusion<'a> {
    let own = institution.versions.iter().map(|version| (version, false));
    let meant = institution.may_be_meant.iter().map(|version| (version, true));
    let mut readings: Vec<Reading<'a>> = own
        .chain(meant)
        .filter(|(version, _)| version.is_in_force(today))
        .map(|(version, may_mean_another)| {
            let (verdict, cause) = read(&version.listing, directory, today);
            Reading { version, verdict, cause, may_mean_another }
        })
        // A namesake's approval proves nothing; only what warns is taken from it.
        .filter(|reading| !reading.may_mean_another || reading.verdict != Verdict::Approved)
        .collect();
    readings.sort_by_key(|reading| (gravity(reading.verdict), reading.may_mean_another));
    let Some(first) = readings.first() else {
        let (verdict, cause) = nothing_in_force(institution, today);
        return Conclusion { verdict, cause, readings, is_disputed: false, stale_since: None };
    };
    let (verdict, cause) = (first.verdict, first.cause.clone());
    let regulator = first.version.listing.roster.regulator;
    let is_disputed = verdict != Verdict::Approved
        && readings.iter().any(|reading| {
            reading.verdict == Verdict::Approved
                && reading.version.listing.roster.regulator != regulator
        });
    let stale_since = (verdict == Verdict::Approved)
        .then(|| {
            readings.iter().filter_map(|reading| directory.as_of(reading.version, today)).min()
        })
        .flatten()
        .filter(|as_of| days_between(*as_of, today) > i64::from(stale_after_days));
    Conclusion { verdict, cause, readings, is_disputed, stale_since }
}

/// What one listing in force says, read alone (`domain.md` §3).
pub fn read(listing: &Listing, directory: &Directory, today: Date) -> (Verdict, Cause) {
    let restricted = |cause| (Verdict::Restricted, cause);
    let by_status = match listing.status {
        Status::OrderedClosed => Some((Verdict::Banned, Cause::OrderedClosed)),
        Status::Revoked => Some((Verdict::Banned, Cause::Revoked)),
        Status::Unlicensed => Some((Verdict::Banned, Cause::Unlicensed)),
        Status::Watched => Some(restricted(Cause::Watched)),
        Status::Incomplete => Some(restricted(Cause::Incomplete)),
        Status::Rectifying => Some(restricted(Cause::Rectifying)),
        Status::FailedInspection => Some(restricted(Cause::FailedInspection)),
        Status::Dormant => Some(restricted(Cause::Dormant)),
        Status::UnderInvestigation => Some(restricted(Cause::UnderInvestigation)),
        Status::Expired => {
            Some(restricted(Cause::PermitExpired { on: ended_on(&listing.valid_until) }))
        }
        Status::Deregistering => Some(restricted(Cause::Deregistering)),
        Status::Deregistered => Some(restricted(Cause::Deregistered)),
        Status::Unknown => Some(restricted(Cause::StatusUnknown)),
        Status::Normal | Status::BarelyPassed | Status::Unstated | Status::Lifted => None,
    };
    match (listing.roster.kind, by_status) {
        (RosterKind::Banned, Some((Verdict::Banned, cause))) => (Verdict::Banned, cause),
        (RosterKind::Banned, _) => (Verdict::Banned, Cause::Blacklisted),
        (RosterKind::Watch | RosterKind::Approved, Some(said)) => said,
        (RosterKind::Watch, None) => restricted(Cause::Watched),
        (RosterKind::Approved, None) => read_approval(listing, directory, today),
    }
}

/// An approved roster's listing whose status says nothing against it.
fn read_approval(listing: &Listing, directory: &Directory, today: Date) -> (Verdict, Cause) {
    let restricted = |cause| (Verdict::Restricted, cause);
    match &listing.valid_until {
        Validity::Until(day) if *day < today => {
            return restricted(Cause::PermitExpired { on: Some(*day) });
        }
        Validity::Unclear(_) => return restricted(Cause::ValidityUnclear),
        Validity::Until(_) | Validity::LongTerm | Validity::Unstated => {}
    }
    if listing.category == Category::Childcare {
        return restricted(Cause::Childcare);
    }
    // A regulator that the directory does not know cannot be shown to be in charge.
    let in_charge = directory
        .regulator(listing.roster.regulator)
        .is_some_and(|regulator| regulator.is_in_charge_of(listing.category));
    if !in_charge {
        return restricted(Cause::RegulatorNotInCharge);
    }
    (Verdict::Approved, Cause::Listed)
}

/// Nothing names it today: it has left an approved or watch roster, or its time has not come, or
/// what named it was a ban that is over.
fn nothing_in_force(institution: &Institution, today: Date) -> (Verdict, Cause) {
    let departed = institution
        .versions
        .iter()
        .filter(|v| v.listing.roster.kind != RosterKind::Banned && v.has_departed(today))
        .filter_map(|v| v.until.map(|until| until.on))
        .max();
    if let Some(since) = departed {
        return (Verdict::Restricted, Cause::Departed { since });
    }
    let from = institution.versions.iter().map(|v| v.from_on).filter(|from| *from > today).min();
    (Verdict::NotListed, Cause::NothingInForce { from })
}

fn ended_on(validity: &Validity) -> Option<Date> {
    match validity {
        Validity::Until(day) => Some(*day),
        Validity::LongTerm | Validity::Unstated | Validity::Unclear(_) => None,
    }
}

/// Whether a verdict warns no less than another.
pub fn is_at_least_as_grave(verdict: Verdict, other: Verdict) -> bool {
    gravity(verdict) <= gravity(other)
}

/// Smaller is graver.
fn gravity(verdict: Verdict) -> u8 {
    match verdict {
        Verdict::Banned => 0,
        Verdict::Restricted => 1,
        Verdict::Candidates | Verdict::NotListed => 2,
        Verdict::Approved => 3,
    }
}

fn days_between(from: Date, to: Date) -> i64 {
    from.until(to).map_or(i64::MAX, |span| i64::from(span.get_days()))
}
