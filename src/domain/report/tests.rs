//! What a period's report counts.

use std::sync::Arc;

use jiff::civil::{Date, date};
use proptest::prelude::*;

use super::*;
use crate::domain::institution::{InstitutionId, Until};
use crate::domain::listing::RosterId;
use crate::domain::region::Regions;
use crate::domain::regulator::{AbsenceRule, Regulator};
use crate::domain::release::ReleaseId;

const TODAY: Date = date(2026, 11, 23);

fn code(text: &str) -> RegulatorCode {
    RegulatorCode::parse(text).unwrap()
}

fn directory() -> Directory {
    let mut directory = Directory::new(Arc::new(Regions::default()));
    for regulator in ["999901-edu", "999902-edu"] {
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

fn version(line: i64, kind: RosterKind, from: (u64, Date)) -> Version {
    let roster = RosterId { regulator: code("999901-edu"), kind };
    let mut listing = Listing::named(roster, "示例语文培训学校");
    listing.status = Status::Normal;
    listing.category = Category::Academic;
    listing.site.town = "东街".into();
    listing.valid_until = Validity::Until(date(2027, 6, 30));
    let from_release = ReleaseId::new(from.0);
    Version { line, listing, from_release, from_on: from.1, until: None }
}

fn until(mut version: Version, (release, on): (u64, Date), how: Ending) -> Version {
    version.until = Some(Until { release: ReleaseId::new(release), on, how });
    version
}

fn with(mut version: Version, change: impl FnOnce(&mut Listing)) -> Version {
    change(&mut version.listing);
    version
}

fn institution(versions: Vec<Version>) -> Institution {
    let id = InstitutionId::of_name(None, "示例");
    Institution { id, aliases: Vec::new(), versions, may_be_meant: Vec::new() }
}

fn report(versions: Vec<Version>, from: Date, to: Date) -> Report {
    let directory = directory();
    let period = Period::new(from, to).unwrap();
    let mut counting = Counting::new(&directory, None, period, TODAY);
    counting.add(&institution(versions));
    counting.finish()
}

fn told(report: &Report) -> Vec<(Effect, u32)> {
    report.movement.effects.iter().map(|(effect, count)| (*effect, *count)).collect()
}

#[test]
fn what_counts_on_the_first_and_on_the_last_day_belongs_to_the_period() {
    let added = || vec![version(1, RosterKind::Approved, (1, date(2026, 3, 1)))];
    for (from, to, count) in [
        (date(2026, 3, 1), date(2026, 3, 31), 1),
        (date(2026, 2, 1), date(2026, 3, 1), 1),
        (date(2026, 2, 1), date(2026, 2, 28), 0),
        (date(2026, 3, 2), date(2026, 3, 31), 0),
    ] {
        let report = report(added(), from, to);
        assert_eq!(report.movement.of(Effect::Added), count, "{from} {to}");
        assert_eq!(report.movement.gap(), 0, "{from} {to}");
    }
}

#[test]
fn the_state_is_that_of_the_last_day_or_of_today_when_that_is_to_come() {
    let versions = vec![until(
        version(1, RosterKind::Approved, (1, date(2026, 1, 1))),
        (2, date(2026, 6, 1)),
        Ending::Departed,
    )];
    let spring = report(versions.clone(), date(2026, 1, 1), date(2026, 5, 31));
    assert_eq!((spring.rosters.total[0], spring.movement.closing), (1, 1));
    let year = report(versions, date(2026, 1, 1), date(2026, 12, 31));
    assert_eq!(year.as_of_on, TODAY);
    assert_eq!(year.rosters.total[0], 0);
    assert_eq!(told(&year), [(Effect::Added, 1), (Effect::Removed, 1)]);
    assert_eq!(year.movement.gap(), 0);
}

#[test]
fn renaming_moving_and_renewal_are_told_and_neither_come_nor_go() {
    let old = version(1, RosterKind::Approved, (1, date(2025, 1, 1)));
    let new = with(version(1, RosterKind::Approved, (2, date(2026, 5, 5))), |listing| {
        listing.name = "示例新名培训学校".into();
        listing.site.address = "新路1号".into();
        listing.valid_until = Validity::Until(date(2029, 1, 1));
    });
    let versions = vec![until(old, (2, date(2026, 5, 5)), Ending::Amended), new];
    let report = report(versions, date(2026, 1, 1), date(2026, 12, 31));
    assert_eq!(told(&report), [(Effect::Renamed, 1), (Effect::Moved, 1), (Effect::Renewed, 1)]);
    assert_eq!((report.movement.opening, report.movement.closing), (1, 1));
    assert_eq!(report.movement.gap(), 0);
}

#[test]
fn from_white_to_black_is_told_and_an_ended_ban_is_counted_though_the_public_has_forgotten_it() {
    let white = version(1, RosterKind::Approved, (1, date(2025, 1, 1)));
    let ban = with(version(2, RosterKind::Banned, (2, date(2026, 3, 3))), |listing| {
        listing.delisted_on = Some(date(2026, 9, 9));
    });
    let all = || vec![white.clone(), ban.clone()];
    let spring = report(all(), date(2026, 1, 1), date(2026, 6, 30));
    assert_eq!(told(&spring), [(Effect::ToBanned, 1)]);
    assert_eq!(spring.rosters.total, [1, 1, 0, 1]);
    assert_eq!(spring.rosters.again[0], 1, "it is on two lists and one institution");
    let autumn = report(all(), date(2026, 7, 1), date(2026, 11, 1));
    assert_eq!(told(&autumn), [(Effect::Unbanned, 1)]);
    assert_eq!(autumn.rosters.total, [1, 1, 0, 0]);
    assert_eq!((spring.movement.gap(), autumn.movement.gap()), (0, 0));
}

#[test]
fn a_repaired_ban_has_left_and_a_release_about_it_afterwards_changes_nothing() {
    let ban = version(2, RosterKind::Banned, (1, date(2026, 1, 5)));
    let lifted = |release, on| {
        with(version(2, RosterKind::Banned, (release, on)), |one| one.status = Status::Lifted)
    };
    let versions = vec![
        until(ban, (2, date(2026, 2, 5)), Ending::Amended),
        until(lifted(2, date(2026, 2, 5)), (3, date(2026, 3, 5)), Ending::Amended),
        lifted(3, date(2026, 3, 5)),
    ];
    let report = report(versions, date(2026, 1, 1), date(2026, 6, 30));
    assert_eq!(told(&report), [(Effect::Banned, 1), (Effect::Unbanned, 1)]);
    assert_eq!((report.movement.closing, report.movement.gap()), (0, 0));
}

#[test]
fn a_ban_that_is_put_up_again_on_the_day_its_term_ends_has_left_and_come() {
    let day = date(2026, 4, 18);
    let ban = with(version(2, RosterKind::Banned, (1, date(2026, 1, 5))), |one| {
        one.delisted_on = Some(day);
    });
    let versions =
        vec![until(ban, (2, day), Ending::Amended), version(2, RosterKind::Banned, (2, day))];
    let report = report(versions, date(2026, 1, 1), date(2026, 6, 30));
    assert_eq!(told(&report), [(Effect::Banned, 2), (Effect::Unbanned, 1)]);
    assert_eq!((report.movement.closing, report.movement.gap()), (1, 0));
}

#[test]
fn a_bureau_counts_only_its_own() {
    let directory = directory();
    let mut other = version(2, RosterKind::Banned, (2, date(2026, 3, 3)));
    other.listing.roster.regulator = code("999902-edu");
    let both = institution(vec![version(1, RosterKind::Approved, (1, date(2026, 1, 1))), other]);
    let period = Period::new(date(2026, 1, 1), date(2026, 12, 31)).unwrap();
    let of = |regulator: Option<&str>| {
        let mut counting = Counting::new(&directory, regulator.map(code), period, TODAY);
        counting.add(&both);
        counting.finish()
    };
    assert_eq!(of(Some("999901-edu")).rosters.total, [1, 1, 0, 0]);
    let west = of(Some("999902-edu"));
    assert_eq!(west.rosters.total, [1, 0, 0, 1]);
    assert_eq!(told(&west), [(Effect::ToBanned, 1)], "by whomever it was approved");
    assert_eq!(of(None).regulators.again[0], 1);
}

#[test]
fn permits_of_the_approved_lists_are_each_of_one_kind() {
    let until = |line, validity| {
        with(version(line, RosterKind::Approved, (1, date(2026, 1, 1))), |listing| {
            listing.valid_until = validity;
        })
    };
    let versions = vec![
        until(1, Validity::Until(date(2026, 11, 22))),
        until(2, Validity::Until(date(2026, 11, 23))),
        until(3, Validity::Until(date(2028, 1, 1))),
        until(4, Validity::LongTerm),
        until(5, Validity::Unstated),
        with(until(6, Validity::Until(date(2020, 1, 1))), |one| one.status = Status::Deregistered),
    ];
    let report = report(versions, date(2026, 1, 1), TODAY);
    let permits = Permits { ended: 2, ends_soon: 1, later: 1, long_term: 1, unstated: 1 };
    assert_eq!(report.permits, permits);
    assert_eq!(report.permits.total(), 6);
}

/// What happens to a listing from one release to the next.
#[derive(Clone, Copy, Debug)]
enum Step {
    Stays,
    Amended,
    Lifted,
    TermEnds(i16),
    Departs,
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        Just(Step::Stays),
        Just(Step::Amended),
        Just(Step::Lifted),
        (-20_i16..200).prop_map(Step::TermEnds),
        Just(Step::Departs),
    ]
}

proptest! {
    /// Whatever releases do one after the other: what was there, and what came, less what left, is there.
    #[test]
    fn opening_and_changes_come_to_the_closing(
        steps in prop::collection::vec((step(), 0_i32..90), 0..6),
        first in 0_i32..300,
        length in 0_i32..300,
    ) {
        let start = date(2025, 6, 1);
        let after = |days: i32| start.saturating_add(jiff::Span::new().days(days));
        let mut versions = vec![version(1, RosterKind::Banned, (1, start))];
        let (mut day, mut release) = (0, 1);
        for (step, days) in steps {
            day += days;
            release += 1;
            let last = versions.pop().unwrap();
            let next = |change: &dyn Fn(&mut Listing)| {
                with(version(1, RosterKind::Banned, (release, after(day))), change)
            };
            let amended = |last, next| [until(last, (release, after(day)), Ending::Amended), next];
            match step {
                Step::Stays => versions.push(last),
                Step::Amended => versions.extend(amended(last, next(&|one| one.name.push('新')))),
                Step::Lifted => versions.extend(amended(last, next(&|one| one.status = Status::Lifted))),
                Step::TermEnds(more) => {
                    let end = after(day + i32::from(more));
                    versions.extend(amended(last, next(&|one| one.delisted_on = Some(end))));
                }
                Step::Departs => {
                    versions.push(until(last, (release, after(day)), Ending::Departed));
                    break;
                }
            }
        }
        let report = report(versions, after(first), after(first + length));
        prop_assert_eq!(report.movement.gap(), 0, "{:?}", report.movement);
        prop_assert_eq!(report.statuses.gap(), [0; 4]);
    }
}
