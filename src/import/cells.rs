//! Readings of single cells that need no more than their text.

use std::collections::HashMap;
use std::hash::BuildHasher as _;

use crate::domain::checks::{Level, Problem};
use crate::domain::listing::Field;
use crate::domain::status::Status;
use crate::domain::text;
use crate::domain::uscc::{Uscc, UsccError};

use super::private::is_mobile;
use super::sheet::{Cell, CellKind};

/// What is wrong with a cell of any field.
pub(super) fn problem_of_any(
    field: Field,
    cell: &Cell<'_>,
    most_chars: usize,
) -> Option<(Level, Problem)> {
    match cell.kind {
        CellKind::Formula | CellKind::Broken => return Some((Level::Error, Problem::Formula)),
        CellKind::Text | CellKind::Number | CellKind::Date => {}
    }
    let text = cell.text;
    if is_error_value(text) {
        return Some((Level::Error, Problem::Formula));
    }
    if text.len() > most_chars && text.chars().count() > most_chars {
        return Some((Level::Error, Problem::TooLong));
    }
    if let Some(found) = injection(field, cell) {
        return Some(found);
    }
    let is_html = text.contains('<') && text.contains('>') && looks_like_a_tag(text);
    is_html.then_some((Level::Warning, Problem::Html))
}

/// What Excel shows for a formula that fails, as it is left when only values are saved.
fn is_error_value(text: &str) -> bool {
    matches!(
        text.trim(),
        "#N/A" | "#REF!" | "#VALUE!" | "#DIV/0!" | "#NAME?" | "#NULL!" | "#NUM!" | "#SPILL!"
    )
}

/// What Excel would take for a formula when the text is opened there again.
fn injection(field: Field, cell: &Cell<'_>) -> Option<(Level, Problem)> {
    let text = cell.text.trim_start();
    let first = text.chars().next()?;
    if !matches!(first, '=' | '@' | '-' | '+' | '＝' | '＠' | '－' | '＋') {
        return None;
    }
    if is_none(text) || (cell.kind == CellKind::Number && first == '-') {
        return None;
    }
    let is_phone_number = field == Field::Phone
        && text[first.len_utf8()..]
            .chars()
            .all(|c| c.is_ascii_digit() || matches!(c, '-' | ' ' | '*'));
    match first {
        '+' | '＋' if is_phone_number => None,
        // +86校外培训中心 may be a name.
        '+' | '＋' if !text.contains(['|', '!', '(', '=']) => {
            Some((Level::Warning, Problem::LeadingPlus))
        }
        _ => Some((Level::Error, Problem::FormulaInjection)),
    }
}

fn looks_like_a_tag(text: &str) -> bool {
    text.match_indices('<').any(|(at, _)| {
        text[at + 1..].starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '!'))
    })
}

/// A text that stands for "none".
pub(super) fn is_none(text: &str) -> bool {
    let text = text.trim();
    text.is_empty()
        || matches!(text, "无" | "暂无" | "没有" | "空" | "N/A" | "n/a" | "NULL" | "null" | "None")
        || text.chars().all(|c| {
            matches!(c, '-' | '－' | '–' | '—' | '―' | '/' | '／' | '\\' | '.' | '*' | '_' | '、')
                || c.is_whitespace()
                || matches!(c, '\u{200B}'..='\u{200F}' | '\u{FEFF}')
        })
}

/// `="0123"`, as some systems write codes so that Excel leaves them alone, is its content.
pub(super) fn unwrapped(text: &str) -> &str {
    text.strip_prefix("=\"")
        .and_then(|rest| rest.strip_suffix('"'))
        .filter(|inner| inner.bytes().all(|b| b.is_ascii_alphanumeric()))
        .unwrap_or(text)
}

/// A credit code, or what is wrong with it.
pub(super) fn read_uscc(cell: &Cell<'_>) -> Result<Uscc, (Level, Problem)> {
    let text = cell.text.trim().trim_start_matches(['\'', '‘', '’']);
    if cell.kind == CellKind::Number || is_scientific(text) {
        return Err((Level::Error, Problem::ScientificNotation));
    }
    match Uscc::parse(text) {
        Ok(uscc) => {
            let digits = uscc.as_str();
            let is_rounded = digits.ends_with("000") && digits.bytes().all(|b| b.is_ascii_digit());
            if is_rounded && !uscc.check_holds() {
                return Err((Level::Warning, Problem::ScientificNotation));
            }
            Ok(uscc)
        }
        Err(UsccError::Length { .. }) => Err((Level::Error, Problem::Length)),
        Err(UsccError::Character { .. }) => Err((Level::Error, Problem::IllegalCharacter)),
    }
}

/// `9.1110108E+17`.
fn is_scientific(text: &str) -> bool {
    let text = text::clean(text).to_ascii_uppercase();
    let Some((digits, exponent)) = text.split_once("E+") else { return false };
    !exponent.is_empty()
        && exponent.bytes().all(|b| b.is_ascii_digit())
        && digits.starts_with(|c: char| c.is_ascii_digit())
        && digits.bytes().all(|b| b.is_ascii_digit() || b == b'.')
}

/// The numbers of a phone cell that may be public, and whether a person's own was among the rest.
pub(super) fn read_phone(text: &str) -> (Option<String>, bool) {
    let folded = text::clean(text);
    let mut public = Vec::new();
    let mut has_private = false;
    let is_part = |c: char| c.is_ascii_digit() || matches!(c, '-' | '*' | '(' | ')' | '+' | ' ');
    for run in folded.split(|c: char| !is_part(c)).flat_map(|run| run.split(' ')) {
        let bare: String = run.chars().filter(|c| c.is_ascii_digit() || *c == '*').collect();
        if is_mobile(&bare) {
            has_private |= !bare.contains('*');
        } else if is_public_number(&bare) {
            public.push(run.trim_matches(['-', '+']).to_owned());
        }
    }
    ((!public.is_empty()).then(|| public.join("、")), has_private)
}

/// A landline with or without its area code, 400, or a service number.
fn is_public_number(digits: &str) -> bool {
    if !digits.bytes().all(|b| b.is_ascii_digit()) {
        return false;
    }
    match digits.len() {
        5 | 6 => digits.starts_with(['1', '9']),
        7 | 8 => !digits.starts_with('0'),
        10 => digits.starts_with("400") || digits.starts_with("800") || digits.starts_with('0'),
        11 | 12 => digits.starts_with('0'),
        // With an extension.
        13..=16 => digits.starts_with('0') || digits.starts_with("400"),
        _ => false,
    }
}

/// Worse first: of several cells that say how it stands, the worst counts.
pub(super) fn gravity(status: Status) -> u8 {
    match status {
        Status::Unlicensed => 0,
        Status::Revoked => 1,
        Status::OrderedClosed => 2,
        Status::Deregistered => 3,
        Status::Deregistering => 4,
        Status::UnderInvestigation => 5,
        Status::FailedInspection => 6,
        Status::Expired => 7,
        Status::Rectifying => 8,
        Status::Dormant => 9,
        Status::Watched => 10,
        Status::Incomplete => 11,
        Status::Unknown => 12,
        Status::Lifted => 13,
        Status::BarelyPassed => 14,
        Status::Normal => 15,
        Status::Unstated => 16,
    }
}

/// A status that stands in 备注: a word of good, or of an entry's end, counts only when it is all
/// that is written.
pub(super) fn status_in_remark(remark: &str) -> Status {
    let status = Status::parse(remark);
    let is_short = remark.chars().count() <= 8;
    let makes_better = matches!(status, Status::Normal | Status::BarelyPassed | Status::Lifted);
    if status == Status::Unknown || (makes_better && !is_short) {
        return Status::Unstated;
    }
    status
}

pub(super) fn lacks_a_number(address: &str) -> bool {
    !address
        .chars()
        .any(|c| c.is_numeric() || matches!(c, '号' | '室' | '层' | '楼' | '栋' | '幢' | '座'))
}

pub(super) fn is_residential(address: &str) -> bool {
    ["居民楼", "小区", "单元", "家属院", "住宅", "花园小区"]
        .iter()
        .any(|word| address.contains(word))
}

/// Remembers what the words of a column with few different words mean.
pub(super) struct Memo<T> {
    kept: HashMap<String, T>,
}

impl<T: Copy> Memo<T> {
    pub(super) fn new() -> Self {
        Self { kept: HashMap::new() }
    }

    pub(super) fn get(&mut self, text: &str, read: impl FnOnce(&str) -> T) -> T {
        const MOST_KEPT: usize = 20_000;
        const LONGEST: usize = 200;
        if let Some(value) = self.kept.get(text) {
            return *value;
        }
        let value = read(text);
        if text.len() <= LONGEST {
            if self.kept.len() >= MOST_KEPT {
                self.kept.clear();
            }
            self.kept.insert(text.to_owned(), value);
        }
        value
    }
}

/// A short stand-in for a text in large maps; hits are compared in full.
pub(super) fn fingerprint(state: &std::hash::RandomState, text: &str) -> u64 {
    state.hash_one(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cell(text: &str) -> Cell<'_> {
        Cell { column: 0, kind: CellKind::Text, text }
    }

    #[test]
    fn what_excel_would_compute_is_refused() {
        let found = |field, text| problem_of_any(field, &cell(text), 2_000);
        let injected = Some((Level::Error, Problem::FormulaInjection));
        for text in [
            "=cmd|'/C calc'!A0",
            "@SUM(1+1)",
            "-2+3+cmd|'/C calc'!A0",
            "＝1+1",
            " =1",
            "+1+cmd|' /C calc'!A0",
        ] {
            assert_eq!(found(Field::Name, text), injected, "{text}");
        }
        assert_eq!(
            found(Field::Name, "+86校外培训中心"),
            Some((Level::Warning, Problem::LeadingPlus))
        );
        for (field, text) in [
            (Field::Phone, "+86-0755-12345678"),
            (Field::Address, "-"),
            (Field::Address, "——"),
            (Field::Name, "\t示例中心"),
        ] {
            assert_eq!(found(field, text), None, "{text}");
        }
        assert_eq!(unwrapped("=\"91990101MA0000015C\""), "91990101MA0000015C");
        assert_eq!(unwrapped("=\"a\"&\"b\""), "=\"a\"&\"b\"");
    }

    #[test]
    fn a_failed_formula_is_no_name_in_a_text_table_either() {
        for text in ["#N/A", " #REF! ", "#DIV/0!"] {
            let found = problem_of_any(Field::Name, &cell(text), 2_000);
            assert_eq!(found, Some((Level::Error, Problem::Formula)), "{text}");
        }
        assert_eq!(problem_of_any(Field::Name, &cell("示例#1中心"), 2_000), None);
    }

    #[test]
    fn tags_are_told_and_comparisons_are_not() {
        assert_eq!(
            problem_of_any(Field::Name, &cell("<script>alert(1)</script>中心"), 99),
            Some((Level::Warning, Problem::Html))
        );
        assert_eq!(problem_of_any(Field::Name, &cell("3<5>2"), 99), None);
    }

    #[test]
    fn codes_that_excel_has_spoilt_are_told() {
        assert_eq!(
            read_uscc(&cell("9.1110108E+17")),
            Err((Level::Error, Problem::ScientificNotation))
        );
        assert_eq!(
            read_uscc(&cell("911101081234567000")),
            Err((Level::Warning, Problem::ScientificNotation))
        );
        assert_eq!(read_uscc(&cell("5246010875897388")), Err((Level::Error, Problem::Length)));
        assert_eq!(
            read_uscc(&cell("I246010811844749XM")),
            Err((Level::Error, Problem::IllegalCharacter))
        );
        assert!(read_uscc(&cell("'91990101MA0000015C")).is_ok());
        let number = Cell { column: 0, kind: CellKind::Number, text: "911101081234567936" };
        assert_eq!(read_uscc(&number), Err((Level::Error, Problem::ScientificNotation)));
    }

    #[test]
    fn only_public_numbers_are_public() {
        for (text, public, has_private) in [
            ("0755-26553321", Some("0755-26553321"), false),
            ("13812345678", None, true),
            ("138****5678", None, false),
            ("0366-6042****", None, false),
            ("12345", Some("12345"), false),
            ("400-820-8820", Some("400-820-8820"), false),
            ("王老师 13812345678、0755-26553321", Some("0755-26553321"), true),
            ("26553321", Some("26553321"), false),
            ("(0755)26553321", Some("(0755)26553321"), false),
            ("+8613812345678", None, true),
            ("", None, false),
        ] {
            assert_eq!(read_phone(text), (public.map(str::to_owned), has_private), "{text}");
        }
    }

    #[test]
    fn a_remark_makes_nothing_better_by_the_way() {
        assert_eq!(status_in_remark("歇业"), Status::Dormant);
        assert_eq!(status_in_remark("因消防隐患停业整改至年底"), Status::Rectifying);
        assert_eq!(status_in_remark("正常"), Status::Normal);
        assert_eq!(status_in_remark("连锁机构"), Status::Unstated);
        assert_eq!(status_in_remark("该机构已于去年完成信用修复并移出黑名单"), Status::Unstated);
    }
}
