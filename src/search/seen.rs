//! Which documents a search has met: one bit each, since a search may meet a thousand.

use super::reader::At;

const BITS: usize = 64;

/// Documents, by segment.
#[derive(Default)]
pub(super) struct Seen {
    segments: Vec<Vec<u64>>,
}

impl Seen {
    pub(super) fn contains(&self, at: At) -> bool {
        let (word, bit) = place(at);
        let words = self.segments.get(at.segment);
        words.and_then(|words| words.get(word)).is_some_and(|bits| bits & bit != 0)
    }

    /// Whether it was not there before.
    pub(super) fn insert(&mut self, at: At) -> bool {
        let (word, bit) = place(at);
        if self.segments.len() <= at.segment {
            self.segments.resize_with(at.segment + 1, Vec::new);
        }
        let words = &mut self.segments[at.segment];
        if words.len() <= word {
            words.resize(word + 1, 0);
        }
        let is_new = words[word] & bit == 0;
        words[word] |= bit;
        is_new
    }
}

fn place(at: At) -> (usize, u64) {
    let doc = at.doc as usize;
    (doc / BITS, 1 << (doc % BITS))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_document_is_new_once() {
        let mut seen = Seen::default();
        let at = |segment, doc| At { segment, doc };
        assert!(!seen.contains(at(3, 700)));
        assert!(seen.insert(at(3, 700)) && !seen.insert(at(3, 700)));
        assert!(
            seen.contains(at(3, 700)) && !seen.contains(at(3, 701)) && !seen.contains(at(2, 700))
        );
        assert!(seen.insert(at(3, 64)) && seen.insert(at(3, 63)) && seen.insert(at(0, 0)));
    }
}
