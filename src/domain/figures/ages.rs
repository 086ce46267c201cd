//! How old the lists are.

use jiff::civil::Date;

use super::counts::{Breakdown, Part};
use crate::domain::directory::Directory;
use crate::domain::listing::RosterId;

/// A roster that has an edition in effect, and how old that is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RosterAge {
    pub roster: RosterId,
    /// 截至日期 of the newest edition in effect.
    pub as_of: Date,
    /// Days since then; 0 for a day to come.
    pub days: u32,
}

/// Every roster with an edition in effect on `today`, the oldest first.
pub(super) fn of_all(directory: &Directory, today: Date) -> Vec<RosterAge> {
    let mut ages: Vec<RosterAge> = directory
        .rosters()
        .filter_map(|roster| {
            let as_of = directory.edition(roster, today)?.as_of_on;
            let days = as_of.until(today).map_or(0, |span| span.get_days());
            Some(RosterAge { roster, as_of, days: u32::try_from(days).unwrap_or_default() })
        })
        .collect();
    ages.sort_unstable_by_key(|age| (age.as_of, age.roster));
    ages
}

/// 新不新: a class of ages, from one day to another, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AgeClass {
    pub from_days: u32,
    /// `None`: perhaps out of date, however old.
    pub to_days: Option<u32>,
}

/// How many rosters there are of each class: a month, three months, up to the age from which a list is
/// said to be perhaps out of date, and beyond. A class that holds no day is left out.
pub fn by_age(ages: &[RosterAge], stale_after_days: u16) -> Breakdown<AgeClass> {
    let stale = u32::from(stale_after_days);
    let mut from_days = 0;
    let mut classes = Vec::with_capacity(4);
    for to_days in [30.min(stale), 90.min(stale), stale].map(Some).into_iter().chain([None]) {
        let class = AgeClass { from_days, to_days };
        match to_days {
            Some(to) if to < from_days => {}
            Some(to) => {
                classes.push(class);
                from_days = to + 1;
            }
            None => classes.push(class),
        }
    }
    let count = |class: &AgeClass| {
        ages.iter()
            .filter(|age| {
                class.from_days <= age.days && class.to_days.is_none_or(|to| age.days <= to)
            })
            .count()
    };
    let number = |count| u32::try_from(count).unwrap_or(u32::MAX);
    let parts = classes.iter().map(|class| Part { kind: *class, count: number(count(class)) });
    Breakdown { parts: parts.collect(), total: number(ages.len()), again: 0 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::listing::RosterKind;
    use crate::domain::regulator::RegulatorCode;
    use proptest::prelude::*;

    fn aged(days: u32) -> RosterAge {
        let regulator = RegulatorCode::parse("990101-edu").unwrap();
        let roster = RosterId { regulator, kind: RosterKind::Approved };
        RosterAge { roster, as_of: Date::ZERO, days }
    }

    #[test]
    fn the_last_day_of_a_class_belongs_to_it() {
        let ages = [0, 30, 31, 90, 91, 180, 181, 4000].map(aged);
        let counts = |stale| {
            let by_age = by_age(&ages, stale);
            by_age.parts.iter().map(|part| (part.kind.from_days, part.count)).collect::<Vec<_>>()
        };
        assert_eq!(counts(180), [(0, 2), (31, 2), (91, 2), (181, 2)]);
        assert_eq!(counts(60), [(0, 2), (31, 1), (61, 5)]);
    }

    proptest! {
        #[test]
        fn every_list_is_of_one_class(
            days in prop::collection::vec(0_u32..500, 0..40), stale in 1_u16..400
        ) {
            let ages: Vec<RosterAge> = days.into_iter().map(aged).collect();
            prop_assert!(by_age(&ages, stale).adds_up());
        }
    }
}
