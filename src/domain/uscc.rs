//! 统一社会信用代码, the unified social credit code.

use std::fmt;

use thiserror::Error;

const ALPHABET: &[u8; 31] = b"0123456789ABCDEFGHJKLMNPQRTUWXY";

/// 统一社会信用代码: eighteen characters of the GB 32100-2015 alphabet (no I, O, S, V, Z).
///
/// Whether the last one fits is asked of [`Uscc::check_holds`]: early codes that do not fit are in
/// real use, so such a code is kept and warned about.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Uscc([u8; 18]);

/// Why a text is no code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum UsccError {
    #[error("a credit code has 18 characters, found {found}")]
    Length { found: usize },
    /// `position` counts from 1.
    #[error("character {found:?} at position {position} is not in the alphabet of credit codes")]
    Character { position: usize, found: char },
}

impl Uscc {
    /// Reads a code as people type it: any case, full width, spaces and dashes in between.
    ///
    /// # Errors
    /// When eighteen characters of the alphabet are not what is left.
    pub fn parse(typed: &str) -> Result<Self, UsccError> {
        // As it is stored and as most lists have it: nothing to fold.
        if let Ok(code) = <[u8; 18]>::try_from(typed.as_bytes())
            && code.iter().all(|byte| ALPHABET.contains(byte))
        {
            return Ok(Self(code));
        }
        let typed: Vec<char> = super::text::normal(typed).chars().filter(|c| *c != '-').collect();
        if typed.len() != 18 {
            return Err(UsccError::Length { found: typed.len() });
        }
        let mut code = [0; 18];
        for (i, c) in typed.into_iter().enumerate() {
            match u8::try_from(c) {
                Ok(byte) if ALPHABET.contains(&byte) => code[i] = byte,
                _ => return Err(UsccError::Character { position: i + 1, found: c }),
            }
        }
        Ok(Self(code))
    }

    /// Whether the last character is the one that GB 32100-2015 computes from the first seventeen.
    pub fn check_holds(&self) -> bool {
        Self::check_character(&self.0[..17]) == Some(self.0[17])
    }

    /// The check character for the first seventeen: (31 − Σ cᵢ·3ⁱ mod 31) mod 31 (GB 32100-2015).
    /// `None` when there are not seventeen characters of the alphabet.
    pub fn check_character(first_17: &[u8]) -> Option<u8> {
        if first_17.len() != 17 {
            return None;
        }
        let mut sum = 0;
        let mut weight = 1;
        for byte in first_17 {
            sum += ALPHABET.iter().position(|c| c == byte)? * weight;
            weight = weight * 3 % 31;
        }
        Some(ALPHABET[(31 - sum % 31) % 31])
    }

    pub fn as_str(&self) -> &str {
        // Every byte is in ALPHABET, which is ASCII.
        std::str::from_utf8(&self.0).unwrap_or_default()
    }

    /// The six digits of the registering region, characters 3 to 8, where they are digits.
    pub fn region_digits(&self) -> Option<&str> {
        let digits = &self.as_str()[2..8];
        digits.bytes().all(|b| b.is_ascii_digit()).then_some(digits)
    }
}

impl fmt::Display for Uscc {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Debug for Uscc {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Uscc({})", self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn check_characters_are_those_of_the_standard() {
        for holds in [
            "91350100M000100Y43",
            "123502001549897397",
            "9135021359498494XQ",
            "91310110666007217T",
            "91990101MA0000015C",
            "52990101MJ00000262",
            "92990101MA0000031Y",
        ] {
            assert!(Uscc::parse(holds).unwrap().check_holds(), "{holds}");
        }
        for fails in ["91310115591693856B", "91350211M00013FA1N", "91350203M0001QAY9B"] {
            assert!(!Uscc::parse(fails).unwrap().check_holds(), "{fails}");
        }
    }

    #[test]
    fn codes_are_read_as_people_type_them() {
        let code = Uscc::parse("91990101MA0000015C").unwrap();
        assert_eq!(Uscc::parse(" 91990101 ma00 0001 5c "), Ok(code));
        assert_eq!(Uscc::parse("９１９９０１０１ＭＡ０００００１５Ｃ"), Ok(code));
        assert_eq!(code.region_digits(), Some("990101"));
    }

    #[test]
    fn what_is_no_code_says_why() {
        assert_eq!(Uscc::parse("9199"), Err(UsccError::Length { found: 4 }));
        assert_eq!(
            Uscc::parse("9199010IMA0000015C"),
            Err(UsccError::Character { position: 8, found: 'I' })
        );
    }

    proptest! {
        #[test]
        fn one_wrong_character_never_passes_the_check(at in 0_usize..17, to in 0_usize..31) {
            let good = b"91990101MA0000015C";
            let mut code = *good;
            code[at] = ALPHABET[to];
            let code = Uscc::parse(std::str::from_utf8(&code).unwrap()).unwrap();
            prop_assert_eq!(code.check_holds(), code.as_str().as_bytes() == good);
        }

        #[test]
        fn nothing_typed_panics(typed in ".*") {
            let _ = Uscc::parse(&typed);
        }
    }
}
