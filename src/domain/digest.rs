//! Digests that let anyone see whether history was changed.
//!
//! A listing enters history as a salted digest, so that its content can be withheld later (credit
//! repair) without breaking the chain: `design.md` §1.8.

use std::fmt;
use std::fmt::Write as _;

use sha2::{Digest as _, Sha256};

use super::listing::{Field, FreeText, Listing};
use super::release::Release;

/// SHA-256, 32 bytes.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Digest(pub [u8; 32]);

/// Random bytes that keep a withheld listing from being guessed by its digest.
pub type Salt = [u8; 16];

impl Digest {
    /// What stands before the first release.
    pub const ZERO: Self = Self([0; 32]);

    pub fn of(bytes: &[u8]) -> Self {
        Self(Sha256::digest(bytes).into())
    }

    /// `None` unless 64 hexadecimal digits.
    pub fn from_hex(hex: &str) -> Option<Self> {
        if hex.len() != 64 || !hex.is_ascii() {
            return None;
        }
        let mut bytes = [0; 32];
        for (i, byte) in bytes.iter_mut().enumerate() {
            *byte = u8::from_str_radix(&hex[2 * i..2 * i + 2], 16).ok()?;
        }
        Some(Self(bytes))
    }
}

impl fmt::Display for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        const DIGITS: &[u8; 16] = b"0123456789abcdef";
        let mut hex = [0; 64];
        for (byte, pair) in self.0.iter().zip(hex.chunks_exact_mut(2)) {
            pair[0] = DIGITS[usize::from(byte >> 4)];
            pair[1] = DIGITS[usize::from(byte & 15)];
        }
        f.write_str(std::str::from_utf8(&hex).unwrap_or_default())
    }
}

impl fmt::Debug for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
}

/// The digest of one listing: SHA-256 over the salt and every field, each with its length before
/// it, so that no two listings give the same bytes.
pub fn listing(listing: &Listing, salt: &Salt) -> Digest {
    let mut hasher = Sha256::new();
    hasher.update(salt);
    hasher.update(content(listing));
    Digest(hasher.finalize().into())
}

/// The bytes of a listing's content without salt, for telling whether two are the same.
pub fn content(listing: &Listing) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(512);
    let mut put = |text: &str| {
        bytes.extend_from_slice(&(text.len() as u64).to_be_bytes());
        bytes.extend_from_slice(text.as_bytes());
    };
    for field in Field::ALL {
        match field {
            // Labels can be reworded; what is digested must not change with them.
            Field::Roster => put(listing.roster.kind.code()),
            Field::Status => {
                put(listing.status.code());
                put(&listing.status_text);
            }
            Field::Category => put(listing.category.code()),
            Field::Reason => put_free(&mut put, listing.reason.as_ref()),
            Field::Measures => put_free(&mut put, listing.measures.as_ref()),
            Field::Remark => put_free(&mut put, listing.remark.as_ref()),
            Field::Name
            | Field::Brand
            | Field::Uscc
            | Field::Permit
            | Field::Content
            | Field::Nature
            | Field::Regulator
            | Field::Province
            | Field::City
            | Field::County
            | Field::Region
            | Field::Town
            | Field::Address
            | Field::ValidFrom
            | Field::ValidUntil
            | Field::ListedOn
            | Field::DelistedOn
            | Field::NoticeNo
            | Field::Phone
            | Field::Account
            | Field::LegalRepresentative => put(&listing.text_of(field)),
        }
    }
    bytes
}

fn put_free(put: &mut impl FnMut(&str), text: Option<&FreeText>) {
    match text {
        None => put(""),
        Some(FreeText::Public(text)) => put(text),
        Some(FreeText::HeldBack) => put("\u{0}held back"),
    }
}

/// The digest of a regulator's rosters: SHA-256 over its listings' digests in ascending order.
pub fn roster(listings: &mut [Digest]) -> Digest {
    listings.sort_unstable();
    let mut hasher = Sha256::new();
    for digest in listings {
        hasher.update(digest.0);
    }
    Digest(hasher.finalize().into())
}

/// The digest that chains a release to the one before it. `release.chain_digest` itself is not read.
pub fn chain(before: Digest, release: &Release) -> Digest {
    let mut text = String::with_capacity(512);
    // Writing to a String cannot fail.
    let _ = write!(
        text,
        "{before}\n{}\n{}\n{}\n{}\n{}\n{}\n{}\n{}\n{}\n{}\n{}\n{}\n{:?}\n{}\n{}",
        release.id,
        release.regulator,
        release.rosters.iter().map(|kind| kind.code()).collect::<Vec<_>>().join(","),
        release.mode.code(),
        release.as_of_on,
        release.published_on,
        release.effective_on,
        release.recorded_at,
        release.source.sha256,
        release.source.size_bytes,
        release.listings_after,
        release.roster_digest,
        (&release.title, &release.notice_no, &release.source.name),
        release.submitted_by,
        release.approved_by.as_deref().unwrap_or("-"),
    );
    let _ = write!(
        text,
        "\n{:?}",
        (release.counts.added, release.counts.changed, release.counts.removed)
    );
    Digest::of(text.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hex_reads_back() {
        let digest = Digest::of(b"");
        assert_eq!(
            digest.to_string(),
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
        );
        assert_eq!(Digest::from_hex(&digest.to_string()), Some(digest));
        assert_eq!(Digest::from_hex("e3b0"), None);
    }

    #[test]
    fn the_order_of_listings_does_not_matter_and_each_of_them_does() {
        let (a, b, c) = (Digest::of(b"a"), Digest::of(b"b"), Digest::of(b"c"));
        assert_eq!(roster(&mut [a, b]), roster(&mut [b, a]));
        assert_ne!(roster(&mut [a, b]), roster(&mut [a, c]));
        assert_ne!(roster(&mut [a]), roster(&mut [a, a]));
    }
}
