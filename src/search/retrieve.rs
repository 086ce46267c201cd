//! Which documents may answer: queries over terms, each bounded. What they bring is looked at again
//! by [`super::fit`]; nothing here decides.

use std::ops::ControlFlow;

use tantivy::Term;
use tantivy::collector::TopDocs;
use tantivy::query::{BooleanQuery, Occur, PhraseQuery, Query, TermQuery};
use tantivy::schema::{Field, IndexRecordOption};

use super::analyzer;
use super::pinyin;
use super::reader::{At, Reader};
use super::row::region_term;
use super::words::Reading;
use crate::domain::region::RegionCode;

/// The most documents that one query looks at: what bounds the time of a search.
pub(super) const MOST_LOOKED_AT: usize = 3_000;

/// The most terms that a prefix stands for.
const MOST_TERMS: usize = 64;

/// Of a long core only the rarest pairs are asked for: the others cost most and tell least.
const RAREST: usize = 6;

pub(super) type Boxed = Box<dyn Query>;

impl Reader {
    /// The documents that match all of the queries, at most [`MOST_LOOKED_AT`].
    pub(super) fn gather(&self, mut all: Vec<Boxed>, filters: &[TermQuery], day: u64) -> Vec<At> {
        all.extend(filters.iter().map(|filter| Box::new(filter.clone()) as Boxed));
        let query: Boxed = match all.len() {
            0 => return Vec::new(),
            1 => all.remove(0),
            _ => Box::new(BooleanQuery::intersection(all)),
        };
        let mut found = Vec::new();
        self.each_of(query.as_ref(), |at| {
            if !self.is_gone(at, day) {
                found.push(at);
            }
            if found.len() < MOST_LOOKED_AT {
                ControlFlow::Continue(())
            } else {
                ControlFlow::Break(())
            }
        });
        found
    }

    /// `text` somewhere in a name or sign.
    pub(super) fn in_name(&self, text: &str) -> Option<Boxed> {
        if text.chars().count() == 1 {
            return Some(Box::new(self.term(self.fields.chars, text)));
        }
        self.run(self.fields.pairs, &analyzer::terms(analyzer::PAIRS, text))
    }

    pub(super) fn in_address(&self, text: &str) -> Option<Boxed> {
        self.run(self.fields.address, &analyzer::terms(analyzer::ADDRESS, text))
    }

    /// Something that sounds like these syllables in a name or sign.
    pub(super) fn sounding<'a>(&self, syllables: impl Iterator<Item = &'a str>) -> Option<Boxed> {
        let joined = pinyin::joined(syllables);
        if joined.is_empty() {
            return None;
        }
        if !joined.contains(' ') {
            return Some(Box::new(self.term(self.fields.sounds, &joined)));
        }
        self.run(self.fields.sound_pairs, &analyzer::terms(analyzer::SOUND_PAIRS, &joined))
    }

    /// Syllables with these first letters in a name or sign.
    pub(super) fn with_initials(&self, letters: &str) -> Option<Boxed> {
        if letters.len() < analyzer::INITIALS_RUN {
            let terms = self.beginning(self.fields.initials, letters);
            return any(terms.iter().map(|term| self.term(self.fields.initials, term)));
        }
        // The runs that are cut off at the end of the letters are longer in the index.
        let mut runs = analyzer::terms(analyzer::INITIALS, letters);
        runs.retain(|run| run.len() == analyzer::INITIALS_RUN);
        self.run(self.fields.initials, &runs)
    }

    /// One of the divisions that a place may mean.
    pub(super) fn in_place(&self, codes: &[RegionCode]) -> Option<Boxed> {
        any(codes.iter().map(|code| self.term(self.fields.region, &region_term(*code, None))))
    }

    /// What a reading asks for beside its cores. `None`: nothing can have it.
    pub(super) fn around(&self, reading: &Reading) -> Option<Vec<Boxed>> {
        let kinds = reading.kinds.iter().map(|kind| self.in_name(kind));
        let places = reading.places.iter().map(|codes| self.in_place(codes));
        kinds.chain(places).collect()
    }

    /// Each of the characters somewhere in a name or sign.
    pub(super) fn with_chars(&self, chars: &[char]) -> Boxed {
        let mut texts: Vec<String> = chars.iter().map(ToString::to_string).collect();
        texts.sort_unstable();
        texts.dedup();
        let terms = texts.iter().map(|text| Box::new(self.term(self.fields.chars, text)) as Boxed);
        Box::new(BooleanQuery::intersection(terms.collect()))
    }

    /// Documents that share the rarest pairs of `text`, best first. A flat disjunction: only that
    /// lets tantivy pass over blocks that cannot score.
    pub(super) fn sharing_pairs(&self, text: &str, limit: usize) -> Vec<At> {
        let mut pairs: Vec<(u64, Term)> = analyzer::terms(analyzer::PAIRS, text)
            .into_iter()
            .map(|pair| Term::from_field_text(self.fields.pairs, &pair))
            .map(|term| (self.searcher().doc_freq(&term).unwrap_or(0), term))
            .filter(|(count, _)| *count > 0)
            .collect();
        pairs.sort_by_key(|(count, _)| *count);
        pairs.dedup();
        pairs.truncate(RAREST);
        if pairs.is_empty() {
            return Vec::new();
        }
        let terms = pairs.into_iter().map(|(_, term)| {
            let term = TermQuery::new(term, IndexRecordOption::WithFreqs);
            (Occur::Should, Box::new(term) as Boxed)
        });
        let query = BooleanQuery::new(terms.collect());
        self.searcher()
            .search(&query, &TopDocs::with_limit(limit).order_by_score())
            .inspect_err(|error| tracing::error!("a query cannot be run: {error}"))
            .unwrap_or_default()
            .into_iter()
            .map(|(_, address)| At { segment: address.segment_ord as usize, doc: address.doc_id })
            .collect()
    }

    /// Documents with a term that begins so.
    pub(super) fn with_prefix(&self, field: Field, prefix: &str) -> Option<Boxed> {
        any(self.beginning(field, prefix).iter().map(|term| self.term(field, term)))
    }

    /// The terms of a field that begin so, at most [`MOST_TERMS`] of each segment.
    fn beginning(&self, field: Field, prefix: &str) -> Vec<String> {
        let mut terms: Vec<String> = Vec::new();
        for segment in self.searcher().segment_readers() {
            let Ok(inverted) = segment.inverted_index(field) else { continue };
            let Ok(mut stream) = inverted.terms().range().ge(prefix).into_stream() else {
                continue;
            };
            let mut count = 0;
            while count < MOST_TERMS && stream.advance() {
                let Ok(term) = std::str::from_utf8(stream.key()) else { continue };
                if !term.starts_with(prefix) {
                    break;
                }
                terms.push(term.to_owned());
                count += 1;
            }
        }
        terms.sort_unstable();
        terms.dedup();
        terms
    }

    fn run(&self, field: Field, terms: &[String]) -> Option<Boxed> {
        match terms {
            [] => None,
            [one] => Some(Box::new(self.term(field, one))),
            _ => Some(Box::new(PhraseQuery::new(
                terms.iter().map(|term| Term::from_field_text(field, term)).collect(),
            ))),
        }
    }
}

fn any(terms: impl Iterator<Item = TermQuery>) -> Option<Boxed> {
    let mut terms: Vec<Boxed> = terms.map(|term| Box::new(term) as Boxed).collect();
    match terms.len() {
        0 => None,
        1 => Some(terms.remove(0)),
        _ => Some(Box::new(BooleanQuery::union(terms))),
    }
}
