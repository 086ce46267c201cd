//! Passwords and one-time codes. Randomness and time come in as arguments.

use argon2::Argon2;
use argon2::password_hash::phc::PasswordHash;
use argon2::{PasswordHasher as _, PasswordVerifier as _};
use jiff::Timestamp;
use pinyin::ToPinyin as _;
use thiserror::Error;
use totp_rs::{Algorithm, Builder, Totp};

/// What a password must be. The numbers are settings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Policy {
    /// In characters.
    pub shortest: usize,
    /// Of zxcvbn's scale from 0 to 4.
    pub least_score: u8,
}

impl Default for Policy {
    fn default() -> Self {
        Self { shortest: 10, least_score: 3 }
    }
}

/// In bytes: more is not typed by a person, and would only cost time.
const LONGEST: usize = 256;

/// Why a password is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum Weakness {
    #[error("shorter than {shortest} characters")]
    TooShort { shortest: usize },
    #[error("too long")]
    TooLong,
    #[error("easily guessed")]
    Guessable,
    #[error("the same as before")]
    Unchanged,
}

/// What people in such an office take for a password, beside what zxcvbn knows.
const COMMON: [&str; 24] = [
    "mingce",
    "admin",
    "admin123",
    "password",
    "jiaoyuju",
    "jiaoyu",
    "jiaoti",
    "wenlv",
    "tiyu",
    "baimingdan",
    "heimingdan",
    "peixun",
    "xiaowai",
    "xiaowaipeixun",
    "jianguan",
    "zhengfu",
    "woaini",
    "woaizhongguo",
    "zhongguo",
    "iloveyou",
    "qwer1234",
    "1qaz2wsx",
    "a123456",
    "abc123",
];

/// Words that make a password easy to guess for this person: themselves, their bureau, the site,
/// also in pinyin and its initials.
pub fn own_words(of: &[&str]) -> Vec<String> {
    let mut words: Vec<String> = COMMON.map(str::to_owned).to_vec();
    for text in of.iter().filter(|text| !text.is_empty()) {
        words.push((*text).to_owned());
        let syllables: Vec<&str> = text.to_pinyin().flatten().map(|one| one.plain()).collect();
        if syllables.is_empty() {
            continue;
        }
        let initials: Vec<&str> = syllables.iter().filter_map(|one| one.get(..1)).collect();
        // People take as much of it as they like: haidian, haidianqu, haidianqujiaowei.
        words.extend((2..=syllables.len()).map(|n| syllables[..n].concat()));
        words.extend((4..=initials.len()).map(|n| initials[..n].concat()));
    }
    words
}

/// # Errors
/// When it is too short, or somebody would soon guess it.
pub fn check(password: &str, own_words: &[String], policy: Policy) -> Result<(), Weakness> {
    if password.chars().count() < policy.shortest {
        return Err(Weakness::TooShort { shortest: policy.shortest });
    }
    if password.len() > LONGEST {
        return Err(Weakness::TooLong);
    }
    let words: Vec<&str> = own_words.iter().map(String::as_str).collect();
    if rest_without(password, own_words) < LEAST_REST {
        return Err(Weakness::Guessable);
    }
    if u8::from(zxcvbn::zxcvbn(password, &words).score()) < policy.least_score {
        return Err(Weakness::Guessable);
    }
    Ok(())
}

/// What a password must have beside the words that anybody would try, in characters: a year and a mark are
/// not enough.
const LEAST_REST: usize = 6;

/// Characters that are left when own words of four letters or more, or of two characters or more in
/// Chinese, are taken out.
fn rest_without(password: &str, own_words: &[String]) -> usize {
    let mut words: Vec<String> =
        own_words.iter().filter(|word| word.len() >= 4).map(|word| word.to_lowercase()).collect();
    words.sort_by_key(|word| std::cmp::Reverse(word.len()));
    let rest = words.iter().fold(password.to_lowercase(), |rest, word| rest.replace(word, ""));
    rest.chars().count()
}

/// Argon2id with the salt, as a PHC string. Takes tens of milliseconds of a processor.
/// `None`: it is too long to be a password.
pub fn hash(password: &str, salt: &[u8; 16]) -> Option<String> {
    if password.len() > LONGEST {
        return None;
    }
    let hash = Argon2::default().hash_password_with_salt(password.as_bytes(), salt).ok()?;
    Some(hash.to_string())
}

/// Whether the password gives this hash. A hash that does not parse fits nothing.
pub fn fits(password: &str, hash: &str) -> bool {
    let Ok(hash) = PasswordHash::new(hash) else { return false };
    password.len() <= LONGEST
        && Argon2::default().verify_password(password.as_bytes(), &hash).is_ok()
}

/// A password to hand out once: four groups of four that are read out without mistakes.
pub fn one_time(random: &[u8; 16]) -> String {
    // Without 0 o 1 l i: 31 left; 16 of them are 79 bits.
    const LETTERS: &[u8; 31] = b"abcdefghjkmnpqrstuvwxyz23456789";
    let mut text = String::with_capacity(19);
    for (at, byte) in random.iter().enumerate() {
        if at > 0 && at % 4 == 0 {
            text.push('-');
        }
        text.push(char::from(LETTERS[usize::from(*byte) % LETTERS.len()]));
    }
    text
}

/// The secret of one-time codes (RFC 6238: SHA-1, six digits, thirty seconds, as every app does).
#[derive(Clone, PartialEq, Eq)]
pub struct CodeSecret(pub [u8; 20]);

impl std::fmt::Debug for CodeSecret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("CodeSecret")
    }
}

impl CodeSecret {
    fn totp(&self, issuer: &str, account: &str) -> Totp {
        let plain = |text: &str| text.replace(':', " ");
        Builder::new()
            .with_algorithm(Algorithm::SHA1)
            .with_secret(self.0.to_vec())
            .with_account_name(plain(account))
            .with_issuer(Some(plain(issuer)))
            .build_noncompliant()
    }

    /// What apps read from the picture.
    pub fn url(&self, issuer: &str, account: &str) -> String {
        self.totp(issuer, account).to_url().unwrap_or_default()
    }

    /// For typing in, in groups of four.
    pub fn text(&self) -> String {
        let base32 = self.totp("", "x").secret().to_base32();
        let groups: Vec<&str> =
            base32.as_bytes().chunks(4).filter_map(|four| std::str::from_utf8(four).ok()).collect();
        groups.join(" ")
    }

    /// The step of thirty seconds that this code is of, when it is of now or of a neighbour, and later
    /// than `last_step`: a code is good once.
    pub fn step_of(&self, code: &str, last_step: u64, now: Timestamp) -> Option<u64> {
        let digits: String = code.chars().filter(|c| !c.is_whitespace()).collect();
        if digits.len() != 6 || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        let seconds = u64::try_from(now.as_second()).ok()?;
        self.totp("", "x").check(&digits, seconds).filter(|step| *step > last_step)
    }

    /// The code of this moment; for tests and for nobody else.
    #[cfg(test)]
    pub fn code_at(&self, now: Timestamp) -> String {
        self.totp("", "x").generate(now.as_second().unsigned_abs()).to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn weak(password: &str) -> Option<Weakness> {
        let words = own_words(&["示例东区教育局", "wangli", "王丽", "明册"]);
        check(password, &words, Policy::default()).err()
    }

    #[test]
    fn what_is_soon_guessed_is_no_password() {
        assert_eq!(weak("Ab3$x9"), Some(Weakness::TooShort { shortest: 10 }));
        for easy in [
            "1234567890",
            "password123",
            "shilidongqu",
            "mingce2026",
            "wangli1990",
            "sldqjyj2026!",
            "jiaoyuju2026",
            "aaaaaaaaaa",
        ] {
            assert_eq!(weak(easy), Some(Weakness::Guessable), "{easy}");
        }
        assert_eq!(weak(&"ü".repeat(200)), Some(Weakness::TooLong));
        assert_eq!(weak("七只蓝色河马在喝茶tea"), None);
        assert_eq!(weak("vK7#mQ2x!pL9"), None);
    }

    #[test]
    fn a_password_fits_its_own_hash_only() {
        let kept = hash("七只蓝色河马在喝茶", &[7; 16]).unwrap();
        assert!(kept.starts_with("$argon2id$"));
        assert!(fits("七只蓝色河马在喝茶", &kept));
        assert!(!fits("七只蓝色河马在喝水", &kept));
        assert!(!fits("", "not a hash"));
        assert_eq!(hash(&"a".repeat(300), &[7; 16]), None);
    }

    #[test]
    fn a_password_that_is_handed_out_is_read_out_without_mistakes() {
        let text = one_time(&[0, 1, 2, 3, 250, 251, 252, 253, 9, 9, 9, 9, 30, 31, 32, 33]);
        assert_eq!(text.len(), 19);
        assert!(!text.contains(['0', 'o', '1', 'l', 'i']));
        assert_eq!(weak(&text), None);
    }

    #[test]
    fn a_code_is_good_once_and_for_a_minute() {
        let secret = CodeSecret([3; 20]);
        let now = Timestamp::from_second(1_800_000_010).unwrap();
        let later = |seconds: i64| Timestamp::from_second(1_800_000_010 + seconds).unwrap();
        let code = secret.code_at(now);
        let step = secret.step_of(&code, 0, now).unwrap();
        assert_eq!(secret.step_of(&code, step, now), None, "a second time");
        assert_eq!(secret.step_of(&code, 0, later(25)), Some(step), "a slow clock");
        assert_eq!(secret.step_of(&code, 0, later(90)), None, "too old");
        assert_eq!(secret.step_of("12345", 0, now), None);
        assert!(secret.url("明册", "wangli").starts_with("otpauth://totp/"));
    }
}
