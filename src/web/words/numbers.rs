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
            Language::En => write!(f, "{} {} {}", date.day(), month_name(*date), date.year()),
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
        grouped(f, &digits)
    }
}

/// How many, for columns of numbers: 397,412 in every language, 1,234 too.
#[derive(Clone, Copy, Debug)]
pub struct Grouped(pub u32);

impl fmt::Display for Grouped {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        grouped(f, &self.0.to_string())
    }
}

fn grouped(f: &mut fmt::Formatter<'_>, digits: &str) -> fmt::Result {
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            f.write_str(",")?;
        }
        write!(f, "{digit}")?;
    }
    Ok(())
}

/// As much as fits into a tile: 1234, 3.1万, 12万; 1234, 31k, 1.2M.
#[derive(Clone, Copy, Debug)]
pub struct Short(pub Language, pub u32);

impl fmt::Display for Short {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self(language, count) = *self;
        let (unit, tenths_below, sign) = match (language, count) {
            (_, ..10_000) => return write!(f, "{count}"),
            (Language::Hans, _) => (10_000, 100, "万"),
            (Language::Hant, _) => (10_000, 100, "萬"),
            (Language::En, ..999_500) => (1_000, 0, "k"),
            (Language::En, _) => (1_000_000, 100, "M"),
        };
        let count = u64::from(count);
        let tenths = (count * 10 + unit / 2) / unit;
        if tenths < tenths_below && !tenths.is_multiple_of(10) {
            write!(f, "{}.{}{sign}", tenths / 10, tenths % 10)
        } else {
            write!(f, "{}{sign}", (count + unit / 2) / unit)
        }
    }
}

/// A part of a total in per cent; never 0% of something nor 100% of less than all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Share(pub Language, pub u32, pub u32);

impl fmt::Display for Share {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self(language, part, total) = *self;
        let (part, total) = (u64::from(part), u64::from(total));
        if total == 0 || part == 0 {
            return f.write_str("0%");
        }
        let rounded = (part * 200 + total) / (total * 2);
        match (rounded, language) {
            (0, Language::Hans | Language::Hant) => f.write_str("不到1%"),
            (0, Language::En) => f.write_str("less than 1%"),
            (100.., Language::Hans | Language::Hant) if part < total => f.write_str("99%以上"),
            (100.., Language::En) if part < total => f.write_str("more than 99%"),
            _ => write!(f, "{rounded}%"),
        }
    }
}

/// A month as people write it: 2026年9月; September 2026.
#[derive(Clone, Copy, Debug)]
pub struct Month(pub Language, pub Date);

impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self(language, date) = self;
        match language {
            Language::Hans | Language::Hant => write!(f, "{}年{}月", date.year(), date.month()),
            Language::En => write!(f, "{} {}", month_name(*date), date.year()),
        }
    }
}

fn month_name(date: Date) -> &'static str {
    MONTHS[usize::try_from(date.month() - 1).unwrap_or_default()]
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

    #[test]
    fn shares_never_round_something_to_nothing_nor_less_than_all_to_all() {
        for (part, total, said, english) in [
            (0, 0, "0%", "0%"),
            (0, 9, "0%", "0%"),
            (1, 1000, "不到1%", "less than 1%"),
            (5, 1000, "1%", "1%"),
            (41, 100, "41%", "41%"),
            (999, 1000, "99%以上", "more than 99%"),
            (9, 9, "100%", "100%"),
            (u32::MAX, u32::MAX, "100%", "100%"),
        ] {
            assert_eq!(Share(Language::Hans, part, total).to_string(), said, "{part} of {total}");
            assert_eq!(Share(Language::En, part, total).to_string(), english, "{part} of {total}");
        }
    }

    #[test]
    fn numbers_are_grouped_and_shortened_for_tiles() {
        assert_eq!([7, 1234, 397_412].map(|n| Grouped(n).to_string()), ["7", "1,234", "397,412"]);
        let counts = [0, 9_999, 10_000, 12_345, 99_960, 123_456, 1_250_000];
        let short = |language| counts.map(|count| Short(language, count).to_string());
        assert_eq!(short(Language::Hans), ["0", "9999", "1万", "1.2万", "10万", "12万", "125万"]);
        assert_eq!(short(Language::Hant), ["0", "9999", "1萬", "1.2萬", "10萬", "12萬", "125萬"]);
        assert_eq!(short(Language::En), ["0", "9999", "10k", "12k", "100k", "123k", "1.3M"]);
    }

    #[test]
    fn months_are_written_as_readers_expect() {
        let first = jiff::civil::date(2026, 9, 1);
        assert_eq!(Month(Language::Hant, first).to_string(), "2026年9月");
        assert_eq!(Month(Language::En, first).to_string(), "September 2026");
    }
}
