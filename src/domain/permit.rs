//! 办学许可证号, the number of a permit to run a school.

use std::fmt;

use super::text;

/// 办学许可证号, as printed and as compared.
///
/// Ministry papers since 2004 carry 13 or 15 digits, with or without 教民…号 around them; papers of
/// culture, sport and science bureaus follow no common form, so any text is taken as a number and
/// [`PermitNo::is_standard`] says whether it has the common one.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct PermitNo {
    shown: String,
    key: String,
}

impl PermitNo {
    /// `None` when nothing is left after cleaning, or only dashes and the like, as cells have for "none".
    pub fn parse(printed: &str) -> Option<Self> {
        let shown = text::clean(printed).replace(' ', "");
        let normal = text::normal(&shown);
        if !normal.chars().any(char::is_alphanumeric)
            || matches!(normal.as_str(), "无" | "无证" | "暂无")
        {
            return None;
        }
        let key = standard_digits(&normal).unwrap_or(normal);
        Some(Self { shown, key })
    }

    /// What [`PermitNo::as_str`] and [`PermitNo::key`] gave when it was stored; folding it again for
    /// each row of a page would cost more than finding the row. `None` when either is empty.
    pub fn restore(shown: &str, key: &str) -> Option<Self> {
        (!shown.is_empty() && !key.is_empty())
            .then(|| Self { shown: shown.to_owned(), key: key.to_owned() })
    }

    /// The printed form, cleaned of stray spaces and full-width letters.
    pub fn as_str(&self) -> &str {
        &self.shown
    }

    /// What two printed forms of one number have in common: the digits of a standard number, else
    /// the normal form of all of it.
    pub fn key(&self) -> &str {
        &self.key
    }

    /// Whether it has 13 or 15 digits, as the ministry's numbers do.
    pub fn is_standard(&self) -> bool {
        matches!(self.key.len(), 13 | 15) && self.key.bytes().all(|b| b.is_ascii_digit())
    }
}

/// The digits of a standard number, whatever of 教民, 人社民, 第 and 号 stands around them.
fn standard_digits(normal: &str) -> Option<String> {
    let core = normal
        .trim_start_matches(['教', '民', '人', '社', '第', '字'])
        .trim_end_matches('号')
        .replace('-', "");
    (matches!(core.len(), 13 | 15) && core.bytes().all(|b| b.is_ascii_digit())).then_some(core)
}

impl fmt::Display for PermitNo {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.shown)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_number_has_one_key_however_it_is_printed() {
        for printed in [
            "教民144030570000005号",
            "144030570000005",
            "教民 第144030570000005号",
            "教民１４４０３０５７００００００５号",
        ] {
            let permit = PermitNo::parse(printed).unwrap();
            assert_eq!(permit.key(), "144030570000005", "{printed}");
            assert!(permit.is_standard());
        }
        assert_eq!(PermitNo::parse("人社民5132330020001号").unwrap().key(), "5132330020001");
    }

    #[test]
    fn a_stored_number_comes_back() {
        let permit = PermitNo::parse("教民 第144030570000005号").unwrap();
        assert_eq!(PermitNo::restore(permit.as_str(), permit.key()), Some(permit));
        assert_eq!(PermitNo::restore("", ""), None);
    }

    #[test]
    fn other_papers_keep_their_own_form() {
        let permit = PermitNo::parse("深南文艺核〔2023〕7号").unwrap();
        assert!(!permit.is_standard());
        assert_eq!(permit.key(), "深南文艺核(2023)7号");
    }

    #[test]
    fn a_dash_is_no_number() {
        for none in ["", "  ", "—", "/", "无"] {
            assert_eq!(PermitNo::parse(none), None, "{none:?}");
        }
    }
}
