//! From which day to which.

use jiff::civil::{Date, date};

/// Days, both included; the first is not after the last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Period {
    from: Date,
    to: Date,
}

impl Period {
    /// `None`: it would end before it begins.
    pub fn new(from: Date, to: Date) -> Option<Self> {
        (from <= to).then_some(Self { from, to })
    }

    pub fn from(self) -> Date {
        self.from
    }

    pub fn to(self) -> Date {
        self.to
    }

    pub fn contains(self, day: Date) -> bool {
        self.from <= day && day <= self.to
    }
}

/// Periods that reports are asked for most.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Preset {
    ThisMonth,
    LastMonth,
    ThisQuarter,
    ThisYear,
}

impl Preset {
    pub const ALL: [Self; 4] =
        [Self::ThisMonth, Self::LastMonth, Self::ThisQuarter, Self::ThisYear];

    pub fn code(self) -> &'static str {
        match self {
            Self::ThisMonth => "month",
            Self::LastMonth => "last-month",
            Self::ThisQuarter => "quarter",
            Self::ThisYear => "year",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|preset| preset.code() == code)
    }

    /// Through `today`, where it is not over.
    pub fn period(self, today: Date) -> Period {
        let month = today.first_of_month();
        let (from, to) = match self {
            Self::ThisMonth => (month, today),
            Self::LastMonth => {
                let last = month.yesterday().unwrap_or(month);
                (last.first_of_month(), last)
            }
            Self::ThisQuarter => {
                let first = (today.month() - 1) / 3 * 3 + 1;
                (date(today.year(), first, 1), today)
            }
            Self::ThisYear => (today.first_of_year(), today),
        };
        Period { from, to }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn presets_end_today_or_with_the_month_that_is_over() {
        let told = |preset: Preset, today: Date| {
            let period = preset.period(today);
            format!("{} {}", period.from(), period.to())
        };
        let today = date(2026, 11, 23);
        assert_eq!(told(Preset::ThisMonth, today), "2026-11-01 2026-11-23");
        assert_eq!(told(Preset::LastMonth, today), "2026-10-01 2026-10-31");
        assert_eq!(told(Preset::ThisQuarter, today), "2026-10-01 2026-11-23");
        assert_eq!(told(Preset::ThisYear, today), "2026-01-01 2026-11-23");
        assert_eq!(told(Preset::LastMonth, date(2026, 1, 1)), "2025-12-01 2025-12-31");
        assert_eq!(told(Preset::ThisQuarter, date(2026, 3, 31)), "2026-01-01 2026-03-31");
    }

    #[test]
    fn both_borders_belong_to_it() {
        let period = Period::new(date(2026, 1, 1), date(2026, 3, 31)).unwrap();
        assert!(period.contains(date(2026, 1, 1)) && period.contains(date(2026, 3, 31)));
        assert!(!period.contains(date(2025, 12, 31)) && !period.contains(date(2026, 4, 1)));
        assert_eq!(Period::new(date(2026, 2, 1), date(2026, 1, 31)), None);
    }
}
