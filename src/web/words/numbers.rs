//! Days, minutes and counts as readers of each language expect them.

use std::fmt;

use jiff::Zoned;
use jiff::civil::Date;

use super::Language;

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// A day as people write it: 2026年6月30日; 30 June 2026.
#[derive(Clone, Copy, Debug)]
pub struct Day(pub Language, pub Date);

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self(language, date) = self;
        match language {
            Language::Hans | Language::Hant => {
                write!(f, "{}年{}月{}日", date.year(), date.month(), date.day())
            }
            Language::En => {
                let month = usize::try_from(date.month() - 1).unwrap_or_default();
                write!(f, "{} {} {}", date.day(), MONTHS[month], date.year())
            }
        }
    }
}

/// A minute as people write it: 2026年6月30日 9:05; 30 June 2026, 9:05.
#[derive(Clone, Copy, Debug)]
pub struct Minute<'a>(pub Language, pub &'a Zoned);

impl fmt::Display for Minute<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self(language, at) = self;
        let between = match language {
            Language::Hans | Language::Hant => " ",
            Language::En => ", ",
        };
        write!(f, "{}{between}{}:{:02}", Day(*language, at.date()), at.hour(), at.minute())
    }
}

/// How many: plain digits in Chinese; in English 12,345, and four digits without a comma.
#[derive(Clone, Copy, Debug)]
pub struct Count(pub Language, pub u64);

impl Count {
    pub fn of(language: Language, count: usize) -> Self {
        Self(language, u64::try_from(count).unwrap_or(u64::MAX))
    }
}

impl fmt::Display for Count {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self(language, count) = *self;
        let digits = count.to_string();
        if count < 10_000 || language != Language::En {
            return f.write_str(&digits);
        }
        for (at, digit) in digits.chars().enumerate() {
            if at > 0 && (digits.len() - at) % 3 == 0 {
                f.write_str(",")?;
            }
            write!(f, "{digit}")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_and_counts_are_written_as_readers_expect() {
        let day = jiff::civil::date(2026, 6, 30);
        assert_eq!(Day(Language::Hant, day).to_string(), "2026年6月30日");
        assert_eq!(Day(Language::En, day).to_string(), "30 June 2026");
        let english = |count| Count(Language::En, count).to_string();
        assert_eq!(english(9999), "9999");
        assert_eq!(english(10_000), "10,000");
        assert_eq!(english(1_234_567), "1,234,567");
        assert_eq!(Count(Language::Hans, 1_234_567).to_string(), "1234567");
    }
}
