//! What was published, month by month.

use jiff::civil::Date;

use crate::domain::release::Release;

/// Months that are told one by one, the present one among them.
pub const MONTHS: usize = 24;

/// What was published in a month. Releases count by 发布日期, changes in listings (条), not in institutions.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Month {
    pub releases: u32,
    pub added: u32,
    pub changed: u32,
    pub removed: u32,
    /// New listings on banned rosters that the public may still know of: a repaired ban leaves the
    /// months of the past as well. They are among `added`.
    pub banned: u32,
}

impl Month {
    /// Adds another month's numbers to these.
    pub fn take(&mut self, other: Self) {
        self.releases += other.releases;
        self.added += other.added;
        self.changed += other.changed;
        self.removed += other.removed;
        self.banned += other.banned;
    }
}

/// The first day of a month, and what was published in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Dated {
    pub first: Date,
    pub month: Month,
}

/// The last [`MONTHS`] months, empty ones included, and all before them as one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Timeline {
    /// The newest first.
    months: [Month; MONTHS],
    pub before: Month,
}

impl Default for Timeline {
    fn default() -> Self {
        Self { months: [Month::default(); MONTHS], before: Month::default() }
    }
}

impl Timeline {
    /// What is published after `today` is left out.
    pub(super) fn add(&mut self, published_on: Date, month: Month, today: Date) {
        if published_on <= today {
            let at = usize::try_from(number(today) - number(published_on)).unwrap_or(MONTHS);
            self.months.get_mut(at).unwrap_or(&mut self.before).take(month);
        }
    }

    /// Oldest first, ending with the month of `today`, the day for which it was counted.
    pub fn months(&self, today: Date) -> Vec<Dated> {
        let mut dated = Vec::with_capacity(MONTHS);
        let mut first = today.first_of_month();
        for month in self.months {
            dated.push(Dated { first, month });
            first = first.yesterday().unwrap_or(first).first_of_month();
        }
        dated.reverse();
        dated
    }

    /// Everything that was ever published.
    pub fn total(&self) -> Month {
        let mut total = self.before;
        self.months.iter().for_each(|month| total.take(*month));
        total
    }
}

impl Month {
    pub(super) fn of(release: &Release) -> Self {
        let count = |number| u32::try_from(number).unwrap_or(u32::MAX);
        Self {
            releases: 1,
            added: count(release.counts.added),
            changed: count(release.counts.changed),
            removed: count(release.counts.removed),
            banned: 0,
        }
    }
}

/// Months since the year 0.
fn number(day: Date) -> i32 {
    i32::from(day.year()) * 12 + i32::from(day.month())
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    const ONE: Month = Month { releases: 1, added: 3, changed: 1, removed: 1, banned: 0 };

    #[test]
    fn months_in_which_nothing_was_published_are_told_too_and_older_ones_stay_in_the_total() {
        let today = date(2026, 11, 23);
        let mut timeline = Timeline::default();
        for day in [date(2026, 11, 23), date(2026, 10, 31), date(2024, 12, 1), date(2024, 11, 30)] {
            timeline.add(day, ONE, today);
        }
        timeline.add(date(2026, 11, 24), ONE, today);
        let months = timeline.months(today);
        assert_eq!(months.len(), MONTHS);
        assert_eq!((months[0].first, months[23].first), (date(2024, 12, 1), date(2026, 11, 1)));
        let releases: Vec<u32> = months.iter().map(|dated| dated.month.releases).collect();
        assert_eq!((releases[0], releases[22], releases[23]), (1, 1, 1));
        assert_eq!(releases.iter().sum::<u32>(), 3);
        assert_eq!(timeline.before, ONE);
        assert_eq!(timeline.total().releases, 4);
    }
}
