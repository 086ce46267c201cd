//! What looks wrong about what is said of a list as a whole: its days and its number.

use jiff::civil::Date;
use jiff::{Span, ToSpan};

/// One thing that looks wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Doubt {
    /// 公布日期 before 截至日期: it comes from an older table, most likely.
    PublishedBeforeAsOf {
        published_on: Date,
        as_of_on: Date,
    },
    PublishedLongAgo(Date),
    PublishedFarAhead(Date),
    /// 从哪一天起算数, said by itself.
    CountsFromLongAgo(Date),
    /// 公告文号 that is not built as 南教〔2026〕3号 is.
    NoticeNo(String),
    /// 列入日期 of rows after today and after the day from which the list counts.
    ListedAhead {
        rows: u64,
        name: String,
        on: Date,
    },
}

/// The days and the number that a list would be published under.
#[derive(Clone, Copy, Debug)]
pub struct Said<'a> {
    pub notice_no: Option<&'a str>,
    pub as_of_on: Option<Date>,
    pub published_on: Date,
    pub effective_on: Date,
}

impl Doubt {
    /// The stable code of its kind.
    pub fn code(&self) -> &'static str {
        match self {
            Self::PublishedBeforeAsOf { .. } => "published_before_as_of",
            Self::PublishedLongAgo(_) => "published_long_ago",
            Self::PublishedFarAhead(_) => "published_far_ahead",
            Self::CountsFromLongAgo(_) => "effective_long_ago",
            Self::NoticeNo(_) => "notice_no_form",
            Self::ListedAhead { .. } => "listed_ahead",
        }
    }

    /// What an acknowledgement is kept under.
    pub(super) fn key(&self) -> String {
        let what = match self {
            Self::PublishedBeforeAsOf { published_on, as_of_on } => {
                format!("{published_on}:{as_of_on}")
            }
            Self::PublishedLongAgo(on)
            | Self::PublishedFarAhead(on)
            | Self::CountsFromLongAgo(on) => on.to_string(),
            Self::NoticeNo(number) => number.clone(),
            Self::ListedAhead { rows, name: _, on } => format!("{rows}:{on}"),
        };
        format!("{}:{what}", self.code())
    }
}

/// What looks wrong about them on the day `today`.
pub fn of(said: Said<'_>, today: Date) -> Vec<Doubt> {
    let Said { notice_no, as_of_on, published_on, effective_on } = said;
    let mut doubts = Vec::new();
    if let Some(as_of_on) = as_of_on.filter(|as_of_on| published_on < *as_of_on) {
        doubts.push(Doubt::PublishedBeforeAsOf { published_on, as_of_on });
    }
    let away = |by: Span| today.saturating_add(by);
    if published_on < away(-1.year()) {
        doubts.push(Doubt::PublishedLongAgo(published_on));
    }
    if published_on > away(1.month()) {
        doubts.push(Doubt::PublishedFarAhead(published_on));
    }
    if effective_on != published_on && effective_on < away(-1.year()) {
        doubts.push(Doubt::CountsFromLongAgo(effective_on));
    }
    doubts.extend(
        notice_no.filter(|number| !is_notice_no(number)).map(|no| Doubt::NoticeNo(no.to_owned())),
    );
    doubts
}

/// 字〔年〕号: who issues it, the year in brackets of whatever kind, a number.
fn is_notice_no(text: &str) -> bool {
    let text: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let Some((issuer, rest)) = text.split_once(['〔', '[', '［', '(', '（', '【']) else {
        return false;
    };
    let Some((year, number)) = rest.split_once(['〕', ']', '］', ')', '）', '】']) else {
        return false;
    };
    let Some(number) = number.strip_suffix('号') else { return false };
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    issuer.chars().any(char::is_alphabetic)
        && year.len() == 4
        && is_number(year)
        && is_number(number.strip_prefix('第').unwrap_or(number))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    const TODAY: Date = date(2026, 11, 24);

    fn codes(as_of_on: Date, published_on: Date, effective_on: Date) -> Vec<&'static str> {
        let said = Said { notice_no: None, as_of_on: Some(as_of_on), published_on, effective_on };
        of(said, TODAY).iter().map(Doubt::code).collect()
    }

    #[test]
    fn an_old_footers_day_is_asked_about() {
        let old = date(2024, 9, 30);
        assert_eq!(codes(TODAY, old, old), ["published_before_as_of", "published_long_ago"]);
        assert_eq!(codes(old, TODAY, old), ["effective_long_ago"]);
        assert_eq!(codes(TODAY, date(2028, 11, 24), TODAY), ["published_far_ahead"]);
        assert_eq!(codes(date(2026, 11, 20), date(2026, 11, 22), date(2026, 12, 1)), [""; 0]);
    }

    #[test]
    fn a_red_head_number_has_an_issuer_a_year_and_a_number() {
        for number in ["南教〔2026〕3号", "南教(2026)第12号", "南教 [2026] 3 号"] {
            assert!(is_notice_no(number), "{number}");
        }
        for number in ["3号", "〔2026〕3号", "南教〔26〕3号", "南教〔2026〕3", "南教2026-3", "无"]
        {
            assert!(!is_notice_no(number), "{number}");
        }
    }
}
