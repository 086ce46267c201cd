//! 待办: what the lists themselves ask of a regulator's people on a day: permits that end, other
//! regulators who say otherwise, lists that have grown old.

use jiff::ToSpan as _;
use jiff::civil::Date;

use super::directory::Directory;
use super::institution::Institution;
use super::listing::{Listing, RosterId, RosterKind, Validity};
use super::regulator::RegulatorCode;
use super::status::Status;
use super::verdict::{Conclusion, Reading, Verdict};

/// A permit that ends in so many days or fewer is told beforehand.
pub const SOON_DAYS: i32 = 60;

/// A permit whose end somebody has to see to. The order is that of urgency: ended ones first, without a
/// day before all.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Term {
    /// Its last day is over; `None`: the list says 过期 and gives no day.
    Ended(Option<Date>),
    /// This is its last day, today or within [`SOON_DAYS`].
    Ends(Date),
}

impl Term {
    /// The permit's last day, where the list gives one.
    pub fn on(self) -> Option<Date> {
        match self {
            Self::Ended(on) => on,
            Self::Ends(on) => Some(on),
        }
    }

    pub fn has_ended(self) -> bool {
        match self {
            Self::Ended(_) => true,
            Self::Ends(_) => false,
        }
    }
}

/// The permit of a listing on an approved roster, where its end calls for somebody on `today`.
/// `None` for an institution that is over anyway: nobody renews a permit that was revoked.
pub fn term(listing: &Listing, today: Date) -> Option<Term> {
    let is_over = match listing.status {
        Status::Deregistered
        | Status::OrderedClosed
        | Status::Revoked
        | Status::Unlicensed
        | Status::Lifted => true,
        Status::Normal
        | Status::BarelyPassed
        | Status::Watched
        | Status::Incomplete
        | Status::Rectifying
        | Status::FailedInspection
        | Status::Dormant
        | Status::UnderInvestigation
        | Status::Expired
        | Status::Deregistering
        | Status::Unknown
        | Status::Unstated => false,
    };
    let has_left = listing.delisted_on.is_some_and(|on| on <= today);
    if listing.roster.kind != RosterKind::Approved || is_over || has_left {
        return None;
    }
    let soon = today.saturating_add(SOON_DAYS.days());
    match (&listing.valid_until, listing.status) {
        (Validity::Until(day), _) if *day < today => Some(Term::Ended(Some(*day))),
        (Validity::Until(day), Status::Expired) => Some(Term::Ended(Some(*day))),
        (_, Status::Expired) => Some(Term::Ended(None)),
        (Validity::Until(day), _) if *day <= soon => Some(Term::Ends(*day)),
        (
            Validity::Until(_) | Validity::Unstated | Validity::LongTerm | Validity::Unclear(_),
            _,
        ) => None,
    }
}

/// Which side of a conflict a regulator's own list is on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// It approves, and another restricts or bans.
    Approving,
    /// It restricts or bans, and another approves.
    Warning,
}

/// What one regulator says of an institution, and what others say against it.
#[derive(Clone, Debug)]
pub struct Conflict<'c, 'a> {
    pub side: Side,
    /// The regulator's own readings on that side; never empty.
    pub own: Vec<&'c Reading<'a>>,
    /// The other regulators' readings on the other side; never empty.
    pub others: Vec<&'c Reading<'a>>,
}

/// Whether another regulator's list says the opposite of this one's. `None`: nobody does, or this
/// regulator does not list it.
pub fn conflict<'c, 'a>(
    conclusion: &'c Conclusion<'a>,
    regulator: RegulatorCode,
) -> Option<Conflict<'c, 'a>> {
    let of = |is_own: bool, is_approving: bool| -> Vec<&'c Reading<'a>> {
        let said = |reading: &&Reading<'_>| {
            (reading.version.listing.roster.regulator == regulator) == is_own
                && (reading.verdict == Verdict::Approved) == is_approving
        };
        conclusion.readings.iter().filter(said).collect()
    };
    [(Side::Approving, true), (Side::Warning, false)].into_iter().find_map(|(side, approves)| {
        let (own, others) = (of(true, approves), of(false, !approves));
        (!own.is_empty() && !others.is_empty()).then_some(Conflict { side, own, others })
    })
}

/// A list that has not been brought up to date for longer than the limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OldList {
    pub kind: RosterKind,
    /// 截至日期 of its newest edition in effect.
    pub as_of_on: Date,
    pub days: i32,
}

/// A regulator's lists whose 截至日期 is more than `limit_days` ago.
pub fn old_lists(
    directory: &Directory,
    regulator: RegulatorCode,
    today: Date,
    limit_days: u16,
) -> Vec<OldList> {
    let old = |kind| {
        let as_of_on = directory.edition(RosterId { regulator, kind }, today)?.as_of_on;
        let days = as_of_on.until(today).ok()?.get_days();
        (days > i32::from(limit_days)).then_some(OldList { kind, as_of_on, days })
    };
    RosterKind::ALL.into_iter().filter_map(old).collect()
}

/// How much of it one regulator has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Load {
    /// Institutions about which another regulator says otherwise.
    pub conflicts: u32,
    /// Listings whose permit has ended.
    pub ended: u32,
    /// Listings whose permit ends within [`SOON_DAYS`].
    pub ends_soon: u32,
    pub old_lists: u32,
}

impl Load {
    pub fn is_none(self) -> bool {
        self == Self::default()
    }
}

/// Adds what one institution, with the conclusion on it, asks of each regulator.
pub fn add_loads(
    institution: &Institution,
    conclusion: &Conclusion<'_>,
    today: Date,
    mut add: impl FnMut(RegulatorCode, fn(&mut Load)),
) {
    let readings = conclusion.readings.iter();
    let mut regulators: Vec<RegulatorCode> =
        readings.map(|reading| reading.version.listing.roster.regulator).collect();
    regulators.sort_unstable();
    regulators.dedup();
    for regulator in regulators {
        if conflict(conclusion, regulator).is_some() {
            add(regulator, |load| load.conflicts += 1);
        }
    }
    for version in institution.versions.iter().filter(|version| version.until.is_none()) {
        let regulator = version.listing.roster.regulator;
        match term(&version.listing, today) {
            Some(Term::Ended(_)) => add(regulator, |load| load.ended += 1),
            Some(Term::Ends(_)) => add(regulator, |load| load.ends_soon += 1),
            None => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use jiff::civil::date;

    use super::*;
    use crate::domain::category::Category;
    use crate::domain::institution::{InstitutionId, Version};
    use crate::domain::region::Regions;
    use crate::domain::regulator::{AbsenceRule, Regulator};
    use crate::domain::release::ReleaseId;
    use crate::domain::verdict::conclude;

    const TODAY: Date = date(2026, 11, 23);

    fn code(text: &str) -> RegulatorCode {
        RegulatorCode::parse(text).unwrap()
    }

    fn listing(regulator: &str, kind: RosterKind) -> Listing {
        Listing {
            status: Status::Normal,
            category: Category::Arts,
            ..Listing::named(RosterId { regulator: code(regulator), kind }, "示例舞蹈中心")
        }
    }

    fn ending(valid_until: Validity) -> Option<Term> {
        let listing = Listing { valid_until, ..listing("999901-culture", RosterKind::Approved) };
        term(&listing, TODAY)
    }

    #[test]
    fn a_permit_is_told_from_sixty_days_before_its_last_day_and_as_ended_from_the_day_after() {
        let until = |day| ending(Validity::Until(day));
        assert_eq!(until(date(2027, 1, 23)), None, "61 days");
        assert_eq!(until(date(2027, 1, 22)), Some(Term::Ends(date(2027, 1, 22))), "60 days");
        assert_eq!(until(TODAY), Some(Term::Ends(TODAY)), "today is its last day");
        let yesterday = TODAY.yesterday().unwrap();
        assert_eq!(until(yesterday), Some(Term::Ended(Some(yesterday))));
        for silent in [Validity::Unstated, Validity::LongTerm, Validity::Unclear("见证".into())] {
            assert_eq!(ending(silent), None);
        }
    }

    #[test]
    fn nobody_renews_the_permit_of_who_is_closed_or_was_never_approved() {
        let ended = Validity::Until(date(2026, 1, 1));
        let of = |change: fn(&mut Listing)| {
            let mut listing = listing("999901-culture", RosterKind::Approved);
            listing.valid_until = ended.clone();
            change(&mut listing);
            term(&listing, TODAY)
        };
        assert!(of(|_| {}).is_some());
        assert!(of(|listing| listing.status = Status::Rectifying).is_some());
        assert_eq!(of(|listing| listing.status = Status::Deregistered), None);
        assert_eq!(of(|listing| listing.delisted_on = Some(TODAY)), None);
        assert_eq!(of(|listing| listing.roster.kind = RosterKind::Banned), None);
    }

    fn directory() -> Directory {
        let mut directory = Directory::new(Arc::new(Regions::default()));
        for regulator in ["999901-culture", "999901-edu", "999901-market"] {
            directory.add_regulator(Regulator {
                code: code(regulator),
                name: regulator.into(),
                aliases: Vec::new(),
                phone: None,
                mailbox: None,
                absence: AbsenceRule::Unknown,
            });
        }
        directory
    }

    fn institution(listings: Vec<Listing>) -> Institution {
        let version = |(line, listing)| Version {
            line,
            listing,
            from_release: ReleaseId::new(1),
            from_on: date(2026, 1, 1),
            until: None,
        };
        Institution {
            id: InstitutionId::of_name(None, "示例舞蹈中心"),
            aliases: Vec::new(),
            versions: (1..).zip(listings).map(version).collect(),
            may_be_meant: Vec::new(),
        }
    }

    #[test]
    fn both_sides_see_a_conflict_and_who_says_nothing_does_not() {
        let institution = institution(vec![
            listing("999901-culture", RosterKind::Approved),
            listing("999901-edu", RosterKind::Banned),
        ]);
        let directory = directory();
        let conclusion = conclude(&institution, &directory, TODAY, 183);
        let side = |regulator| conflict(&conclusion, code(regulator)).map(|found| found.side);
        assert_eq!(side("999901-culture"), Some(Side::Approving));
        assert_eq!(side("999901-edu"), Some(Side::Warning));
        assert_eq!(side("999901-market"), None);
    }

    #[test]
    fn who_agrees_with_everybody_else_is_in_no_conflict() {
        let directory = directory();
        for kinds in [
            [("999901-culture", RosterKind::Approved), ("999901-edu", RosterKind::Approved)],
            [("999901-culture", RosterKind::Banned), ("999901-edu", RosterKind::Banned)],
            // Its own two lists are nobody else's matter.
            [("999901-edu", RosterKind::Approved), ("999901-edu", RosterKind::Banned)],
        ] {
            let institution =
                institution(kinds.map(|(regulator, kind)| listing(regulator, kind)).to_vec());
            let conclusion = conclude(&institution, &directory, TODAY, 183);
            assert!(conflict(&conclusion, code("999901-edu")).is_none(), "{kinds:?}");
        }
    }

    #[test]
    fn loads_are_counted_for_each_regulator() {
        let mut soon = listing("999901-culture", RosterKind::Approved);
        soon.valid_until = Validity::Until(TODAY);
        let institution = institution(vec![soon, listing("999901-edu", RosterKind::Banned)]);
        let directory = directory();
        let conclusion = conclude(&institution, &directory, TODAY, 183);
        let mut told = Vec::new();
        add_loads(&institution, &conclusion, TODAY, |regulator, add| {
            let mut load = Load::default();
            add(&mut load);
            told.push((regulator, load));
        });
        assert_eq!(
            told,
            [
                (code("999901-edu"), Load { conflicts: 1, ..Load::default() }),
                (code("999901-culture"), Load { conflicts: 1, ..Load::default() }),
                (code("999901-culture"), Load { ends_soon: 1, ..Load::default() }),
            ]
        );
    }
}
