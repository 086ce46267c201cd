//! Which keys lead to trade names at all. Most of what is tried for a mistyped name leads nowhere, and
//! to learn that from the dictionary takes a walk through memory that nothing else has warmed.

use std::hash::Hasher as _;

use rustc_hash::FxHasher;
use tantivy::SegmentReader;
use tantivy::schema::Field;

use super::error::SearchError;
use super::trade::LEADS_TO;

/// One line of the processor's cache: whatever is asked of a key lies in one of them.
type Block = [u64; 8];

/// Of a hundred keys that are not there, about one is taken to be.
const BITS_A_KEY: usize = 10;
const BITS_SET: u32 = 4;
const BLOCK_BITS: usize = 512;

/// The keys of a field of a segment: a blocked Bloom filter.
#[derive(Debug, Default)]
pub(super) struct Keys(Vec<Block>);

impl Keys {
    pub(super) fn load(segment: &SegmentReader, field: Field) -> Result<Self, SearchError> {
        let inverted = segment.inverted_index(field)?;
        let terms = inverted.terms();
        let mut keys = Self::for_as_many_as(terms.num_terms());
        let mut stream = terms.stream()?;
        while stream.advance() {
            let term = stream.key();
            let end = term.iter().position(|byte| u32::from(*byte) == u32::from(LEADS_TO));
            keys.add(&term[..end.unwrap_or(term.len())]);
        }
        Ok(keys)
    }

    fn for_as_many_as(count: usize) -> Self {
        Self(vec![[0; 8]; (count * BITS_A_KEY).div_ceil(BLOCK_BITS)])
    }

    fn add(&mut self, key: &[u8]) {
        let hash = hash(key);
        if let Some(at) = self.block(hash) {
            for bit in bits(hash) {
                self.0[at][bit / 64] |= 1 << (bit % 64);
            }
        }
    }

    /// `false`: the field has no such key. `true`: it may have.
    pub(super) fn may_have(&self, key: &str) -> bool {
        let hash = hash(key.as_bytes());
        self.block(hash)
            .is_some_and(|at| bits(hash).all(|bit| self.0[at][bit / 64] & (1 << (bit % 64)) != 0))
    }

    /// `None`: there are no keys.
    fn block(&self, hash: u64) -> Option<usize> {
        let at = ((hash >> 32) as usize * self.0.len()) >> 32;
        (at < self.0.len()).then_some(at)
    }
}

fn bits(hash: u64) -> impl Iterator<Item = usize> {
    (0..BITS_SET).map(move |nth| (hash >> (9 * nth)) as usize % BLOCK_BITS)
}

/// All bits of it depend on all bits of the key, which of the hasher's own is not true.
fn hash(key: &[u8]) -> u64 {
    let mut hasher = FxHasher::default();
    hasher.write(key);
    let mut hash = hasher.finish();
    hash = (hash ^ (hash >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    hash = (hash ^ (hash >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    hash ^ (hash >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_that_is_there_is_never_missed_and_few_others_are_taken_for_one() {
        let mut keys = Keys::for_as_many_as(5_000);
        let key = |nth: u32| format!("启{}", char::from_u32(0x4E00 + nth).unwrap());
        (0..5_000).for_each(|nth| keys.add(key(nth).as_bytes()));
        assert!((0..5_000).all(|nth| keys.may_have(&key(nth))));
        let wrong = (5_000..15_000).filter(|nth| keys.may_have(&key(*nth))).count();
        assert!(wrong < 300, "{wrong}");
        assert!(!Keys::default().may_have("启明"));
    }
}
