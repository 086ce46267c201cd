//! The commonest terms behind beginnings that many terms share, found once for each segment: with 启 or
//! `qi` begin thousands of trade names, too many to be looked through at every keystroke.

use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashMap};

use tantivy::SegmentReader;
use tantivy::schema::Field;
use tantivy::termdict::TermDictionary;

use super::error::SearchError;

/// Up to so many terms are looked through when somebody types.
pub(super) const MANY: usize = 512;

/// So many terms are kept for each beginning of more.
const KEPT: usize = 48;

/// Beginnings of more characters are never so many.
const LONGEST: usize = 8;

/// The commonest terms by what they begin with, for each beginning of more than [`MANY`] terms.
#[derive(Debug, Default)]
pub(super) struct Commonest(HashMap<Box<str>, Vec<Box<str>>>);

impl Commonest {
    pub(super) fn load(segment: &SegmentReader, field: Field) -> Result<Self, SearchError> {
        let inverted = segment.inverted_index(field)?;
        let terms = inverted.terms();
        let mut found = Self::default();
        if terms.num_terms() <= MANY {
            return Ok(found);
        }
        let mut open: Vec<Level> = (0..LONGEST).map(|_| Level::default()).collect();
        let mut last: Vec<char> = Vec::new();
        let mut stream = terms.stream()?;
        while stream.advance() {
            let Ok(term) = std::str::from_utf8(stream.key()) else { continue };
            let shared = last.iter().zip(term.chars()).take_while(|(a, b)| **a == *b).count();
            found.close(&mut open, &last, shared, terms)?;
            last.clear();
            last.extend(term.chars().take(LONGEST));
            for level in &mut open[..last.len()] {
                level.take(stream.value().doc_freq, stream.term_ord());
            }
        }
        found.close(&mut open, &last, 0, terms)?;
        Ok(found)
    }

    /// `None`: no more than [`MANY`] terms begin so.
    pub(super) fn beginning(&self, prefix: &str) -> Option<&[Box<str>]> {
        self.0.get(prefix).map(Vec::as_slice)
    }

    /// Terms are in order: when one comes that no longer begins as the last one did, all that begin
    /// so have been seen.
    fn close(
        &mut self,
        open: &mut [Level],
        last: &[char],
        shared: usize,
        terms: &TermDictionary,
    ) -> Result<(), SearchError> {
        for at in shared..last.len() {
            let level = &mut open[at];
            if level.count > MANY {
                let prefix: String = last[..=at].iter().collect();
                self.0.insert(prefix.into(), level.texts(terms)?);
            }
            level.count = 0;
            level.best.clear();
        }
        Ok(())
    }
}

/// The terms seen so far that begin alike.
#[derive(Default)]
struct Level {
    count: usize,
    /// In how many documents a term stands, and its place in the dictionary; the rarest on top.
    best: BinaryHeap<Reverse<(u32, Reverse<u64>)>>,
}

impl Level {
    fn take(&mut self, documents: u32, place: u64) {
        self.count += 1;
        let one = Reverse((documents, Reverse(place)));
        if self.best.len() < KEPT {
            self.best.push(one);
        } else if let Some(mut rarest) = self.best.peek_mut()
            && one < *rarest
        {
            *rarest = one;
        }
    }

    fn texts(&self, terms: &TermDictionary) -> Result<Vec<Box<str>>, SearchError> {
        let mut texts = Vec::with_capacity(self.best.len());
        let mut bytes = Vec::new();
        for Reverse((_, Reverse(place))) in &self.best {
            bytes.clear();
            terms.ord_to_term(*place, &mut bytes)?;
            texts.extend(std::str::from_utf8(&bytes).map(Box::from));
        }
        Ok(texts)
    }
}
