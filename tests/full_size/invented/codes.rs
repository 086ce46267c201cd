//! Credit codes that hold, and the days of permits.

use super::random::Random;

/// GB 32100-2015, annex A: eighteen characters without I, O, S, V and Z, the last from the others.
pub(crate) fn uscc(first: &str, region: &str, number: u64) -> String {
    const ALPHABET: &[u8; 31] = b"0123456789ABCDEFGHJKLMNPQRTUWXY";
    let mut code = format!("{first}{region}MA");
    let mut left = number;
    for _ in 0..7 {
        code.push(char::from(ALPHABET[(left % 31) as usize]));
        left /= 31;
    }
    let mut weight = 1;
    let mut sum = 0;
    for character in code.bytes() {
        let value = ALPHABET.iter().position(|known| *known == character).unwrap_or(0);
        sum += value * weight;
        weight = weight * 3 % 31;
    }
    code.push(char::from(ALPHABET[(31 - sum % 31) % 31]));
    code
}

/// Steps through all 31^7 numbers before one comes again, so that no list of what was handed out is needed.
pub(crate) fn scattered(count: u64, seed: u64) -> u64 {
    const ALL: u128 = 31_u128.pow(7);
    const STEP: u128 = 17_000_000_011; // no multiple of 31
    ((u128::from(count) * STEP + u128::from(seed) * 7_919) % ALL) as u64
}

/// First and last day of a permit, as seen from 2026-06-30. Rows in order run to the end of 2027 at least.
pub(crate) fn validity(approved: bool, status: &str, random: &mut Random) -> (String, String) {
    let (end, years) = match (approved, status) {
        (true, "正常") => (2028 + random.below(100) / 65 + random.below(100) / 96, 5),
        (true, "许可证过期") => (2023 + random.below(3), 3),
        (true, _) => (2025 + random.below(5), 4),
        (false, _) => (2021 + random.below(6), 3),
    };
    let (start, month, day) = (end - years, 1 + random.below(12), 1 + random.below(28));
    let from = format!("{start}-{month:02}-{day:02}");
    let to = match (status, month, day) {
        ("正常", ..) if random.per_mille(18) => "长期".to_owned(),
        (_, 1, 1) => format!("{}-12-31", end - 1),
        (_, _, 1) => format!("{end}-{:02}-28", month - 1),
        _ => format!("{end}-{month:02}-{:02}", day - 1),
    };
    (from, to)
}
