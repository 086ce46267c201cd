//! Days as bureaus write them. What cannot be read for certain is kept as written, never guessed.

use jiff::ToSpan as _;
use jiff::civil::{Date, date};

use crate::domain::checks::Problem;
use crate::domain::listing::Validity;

/// Years in which a permit can begin or end. Years beyond (9999) are some system's "for ever", and
/// what they mean is for the bureau to say.
const YEARS: std::ops::RangeInclusive<i16> = 1978..=2100;

/// One day as written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Day {
    On(Date),
    /// Only the month is written: its first and its last day.
    Within(Date, Date),
    /// 长期, 永久, 无固定期限.
    LongTerm,
    /// It has the form of a day and is none: 30 February.
    Impossible,
    /// Anything else.
    Unclear,
}

/// A permit's term, read from one cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Term {
    pub(super) from: Option<Date>,
    pub(super) until: Validity,
    pub(super) problem: Option<Problem>,
}

/// Reads a cell that holds one day. The cell is not empty.
pub(super) fn read_day(text: &str) -> Day {
    let folded = fold(text);
    let bare = strip_words(&folded);
    if is_long_term(bare) {
        return Day::LongTerm;
    }
    match take_day(bare) {
        Some((day, "")) => day,
        Some(_) | None => serial(bare),
    }
}

/// Reads a 有效期 cell: the last day, or from when to when. The cell is not empty.
pub(super) fn read_term(text: &str) -> Term {
    let folded = fold(text);
    let bare = strip_words(&folded);
    let Some((first, rest)) = take_day(bare) else {
        return term(text, None, read_day(text));
    };
    let rest_bare = rest.trim_start_matches(['起', '始', '开']);
    let after = rest_bare.trim_start_matches(is_dash).trim_start_matches(['至', '到']);
    let after = after.trim_start_matches(is_dash);
    if rest.is_empty() {
        return term(text, None, first);
    }
    // Without a word or a dash between, the rest is no second day; with nothing after, only the
    // beginning is known.
    let until = if after.len() == rest_bare.len() || after.is_empty() {
        Day::Unclear
    } else {
        read_day(after)
    };
    match first {
        Day::On(from) => term(text, Some(from), until),
        Day::Within(from, _) => {
            let mut term = term(text, Some(from), until);
            term.problem = term.problem.or(Some(Problem::IncompleteDate));
            term
        }
        Day::Impossible => term(text, None, Day::Impossible),
        Day::LongTerm | Day::Unclear => term(text, None, Day::Unclear),
    }
}

fn term(text: &str, from: Option<Date>, until: Day) -> Term {
    let unclear = || Validity::Unclear(crate::domain::text::clean(text));
    let (until, problem) = match until {
        Day::On(day) => (Validity::Until(day), None),
        Day::Within(_, last) => (Validity::Until(last), Some(Problem::IncompleteDate)),
        Day::LongTerm => (Validity::LongTerm, None),
        Day::Impossible => (unclear(), Some(Problem::InvalidDate)),
        Day::Unclear => (unclear(), Some(Problem::UnusualDate)),
    };
    let problem = problem.or_else(|| match (from, &until) {
        (Some(from), Validity::Until(until)) if *until < from => Some(Problem::EndBeforeStart),
        _ => None,
    });
    Term { from, until, problem }
}

/// The first whole day that a text names, for titles: 截至2024年9月30日.
pub(super) fn find_day(text: &str) -> Option<Date> {
    let folded = fold(text);
    let mut before = ' ';
    for (at, c) in folded.char_indices() {
        if c.is_ascii_digit()
            && !before.is_ascii_digit()
            && let Some((Day::On(day), _)) = take_day(&folded[at..])
        {
            return Some(day);
        }
        before = c;
    }
    None
}

/// Half-width digits and marks, no white space; a time of day is cut off.
fn fold(text: &str) -> String {
    let text = text.trim();
    let date = match text.split_once([' ', 'T']) {
        Some((date, time)) if time.contains(':') && !date.is_empty() => date,
        Some(_) | None => text,
    };
    date.chars()
        .filter(|c| !c.is_whitespace() && !matches!(c, '\u{200B}'..='\u{200F}' | '\u{FEFF}'))
        .map(|c| match c {
            '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
            '。' => '.',
            _ => c,
        })
        .collect()
}

/// Without the words around a day that say nothing more: 自…, 至…, …止.
fn strip_words(folded: &str) -> &str {
    let mut bare = folded;
    for word in ["有效期", "截至", "截止", "自", "至", "到", ":"] {
        bare = bare.strip_prefix(word).unwrap_or(bare);
    }
    for word in ["为止", "止"] {
        bare = bare.strip_suffix(word).unwrap_or(bare);
    }
    bare
}

fn is_long_term(text: &str) -> bool {
    matches!(
        text,
        "长期"
            | "长期有效"
            | "永久"
            | "永久有效"
            | "无固定期限"
            | "无期限"
            | "长期(无固定期限)"
            | "無固定期限"
            | "長期"
    )
}

fn is_dash(c: char) -> bool {
    matches!(c, '-' | '–' | '—' | '―' | '─' | '~' | '〜' | '−' | '‐')
}

/// The day at the beginning of a text, and what follows it. `None`: it begins with no day.
fn take_day(text: &str) -> Option<(Day, &str)> {
    let (digits, rest) = take_digits(text);
    if digits.len() == 8 {
        let day = on(&digits[..4], &digits[4..6], &digits[6..])?;
        return Some((day, rest));
    }
    if digits.len() == 6 && rest.is_empty() {
        return Some((within(&digits[..4], &digits[4..])?, rest));
    }
    if digits.len() != 4 {
        return None;
    }
    let year = digits;
    let (separator, rest) = take_separator(rest)?;
    let (month, rest) = take_digits(rest);
    if !(1..=2).contains(&month.len()) {
        return None;
    }
    let next = match separator {
        '年' => rest.strip_prefix('月'),
        _ => rest.strip_prefix(separator),
    };
    if let Some(next) = next {
        let (day, after) = take_digits(next);
        if (1..=2).contains(&day.len()) {
            let after = after.strip_prefix(['日', '号']).unwrap_or(after);
            return Some((on(year, month, day)?, after));
        }
        if separator == '年' {
            return Some((within(year, month)?, next));
        }
    }
    Some((within(year, month)?, rest))
}

fn take_digits(text: &str) -> (&str, &str) {
    text.split_at(text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len()))
}

fn take_separator(text: &str) -> Option<(char, &str)> {
    let c = text.chars().next().filter(|c| matches!(c, '年' | '-' | '.' | '/'))?;
    Some((c, &text[c.len_utf8()..]))
}

fn on(year: &str, month: &str, day: &str) -> Option<Day> {
    let (year, month, day): (i16, i8, i8) =
        (year.parse().ok()?, month.parse().ok()?, day.parse().ok()?);
    let Ok(found) = Date::new(year, month, day) else { return Some(Day::Impossible) };
    Some(match year {
        0 => Day::Impossible,
        year if YEARS.contains(&year) => Day::On(found),
        _ => Day::Unclear,
    })
}

fn within(year: &str, month: &str) -> Option<Day> {
    let (year, month): (i16, i8) = (year.parse().ok()?, month.parse().ok()?);
    let Ok(first) = Date::new(year, month, 1) else { return Some(Day::Impossible) };
    Some(if YEARS.contains(&year) {
        Day::Within(first, first.last_of_month())
    } else {
        Day::Unclear
    })
}

/// A day as Excel counts: days since 30 December 1899, where nothing else can be meant.
fn serial(text: &str) -> Day {
    let whole = text.split('.').next().unwrap_or(text);
    let is_number = whole.len() == 5
        && text.bytes().all(|b| b.is_ascii_digit() || b == b'.')
        && text.matches('.').count() <= 1;
    let Some(days) = is_number.then(|| whole.parse::<i32>().ok()).flatten() else {
        return if text == "0" { Day::Impossible } else { Day::Unclear };
    };
    match date(1899, 12, 30).checked_add(days.days()) {
        Ok(day) if YEARS.contains(&day.year()) => Day::On(day),
        Ok(_) | Err(_) => Day::Unclear,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn until(text: &str) -> String {
        read_term(text).until.to_text()
    }

    #[test]
    fn one_day_has_many_forms() {
        for form in [
            "2024年3月5日",
            "2024.3.5",
            "2024-3-5",
            "2024/3/5",
            "20240305",
            "45356",
            "2024-03-05 00:00:00",
            "2024-03-05T00:00:00",
            "２０２４年０３月０５日",
            " 2024. 3. 5 ",
            "至2024年3月5日",
            "2024年3月5日止",
            "2024。3。5",
            "45356.0",
            "有效期至2024.03.05",
        ] {
            assert_eq!(read_day(form), Day::On(date(2024, 3, 5)), "{form}");
            assert_eq!(read_term(form).until, Validity::Until(date(2024, 3, 5)), "{form}");
        }
    }

    #[test]
    fn a_term_has_a_beginning_and_an_end() {
        for form in [
            "2022.9.1—2025.8.31",
            "2022-09-01至2025-08-31",
            "2022-9-1-2025-8-31",
            "20220901-20250831",
            "自2022年9月1日至2025年8月31日",
            "2022年9月1日起至2025年8月31日止",
            "2022/9/1～2025/8/31",
            "2022.9.1--2025.8.31",
        ] {
            let term = read_term(form);
            assert_eq!(term.from, Some(date(2022, 9, 1)), "{form}");
            assert_eq!(
                (term.until, term.problem),
                (Validity::Until(date(2025, 8, 31)), None),
                "{form}"
            );
        }
        let open = read_term("2024-07-02—长期");
        assert_eq!((open.from, open.until), (Some(date(2024, 7, 2)), Validity::LongTerm));
    }

    #[test]
    fn a_month_ends_on_its_last_day() {
        let term = read_term("2022.9—2025.8");
        assert_eq!(term.from, Some(date(2022, 9, 1)));
        assert_eq!(
            (until("2022.9—2025.8").as_str(), term.problem),
            ("2025-08-31", Some(Problem::IncompleteDate))
        );
        assert_eq!(until("2028-2"), "2028-02-29");
        assert_eq!(until("2028年2月"), "2028-02-29");
        assert_eq!(until("202802"), "2028-02-29");
    }

    #[test]
    fn a_day_that_is_none_is_said_to_be_none() {
        for form in ["2024-02-30", "2024/13/1", "0000-00-00", "20240231", "2022.9.1-2025.9.31", "0"]
        {
            assert_eq!(read_term(form).problem, Some(Problem::InvalidDate), "{form}");
        }
    }

    #[test]
    fn what_cannot_be_read_for_certain_is_kept() {
        for form in [
            "二〇二八年三月一日",
            "3/5/2028",
            "三年",
            "2028",
            "9999-12-31",
            "28.3.5",
            "2024年3月5日起",
            "2024-2027",
            "2024-03-05、2025-03-05",
            "见许可证",
            "长期？",
        ] {
            let term = read_term(form);
            assert!(matches!(term.until, Validity::Unclear(_)), "{form}");
            assert_eq!(term.problem, Some(Problem::UnusualDate), "{form}");
        }
        assert_eq!(until("长期"), "长期");
        assert_eq!(until("无固定期限"), "长期");
    }

    #[test]
    fn an_end_before_its_beginning_is_noticed() {
        assert_eq!(read_term("2025.9.1-2022.8.31").problem, Some(Problem::EndBeforeStart));
    }

    #[test]
    fn titles_name_days_among_words() {
        assert_eq!(find_day("以上名单截至2024年9月30日，实行动态管理"), Some(date(2024, 9, 30)));
        assert_eq!(find_day("（2024年第3批）"), None);
    }

    proptest::proptest! {
        #[test]
        fn nothing_written_panics(text in ".*") {
            let _ = (read_day(&text), read_term(&text), find_day(&text));
        }

        #[test]
        fn digits_and_marks_do_not_panic(text in "[0-9年月日./自至~-]{0,24}") {
            let _ = (read_day(&text), read_term(&text), find_day(&text));
        }
    }
}
