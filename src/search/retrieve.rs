//! Which documents may answer: queries over terms, each bounded. What they bring is looked at again
//! by [`super::fit`]; nothing here decides.

use std::ops::ControlFlow;

use rustc_hash::FxHashMap;
use tantivy::collector::TopDocs;
use tantivy::index::InvertedIndexReader;
use tantivy::postings::TermInfo;
use tantivy::query::{BooleanQuery, Occur, PhraseQuery, Query, Scorer, TermQuery};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocSet, TERMINATED, Term};

use super::analyzer;
use super::pinyin;
use super::query::COUNTED_MOST;
use super::reader::{At, Reader};
use super::row::region_term;
use super::trade::LEADS_TO;
use super::words::Reading;
use crate::domain::region::RegionCode;

/// The most documents that one query looks at: what bounds the time of a search.
pub(super) const MOST_LOOKED_AT: usize = COUNTED_MOST;

/// The most terms that a prefix stands for.
const MOST_TERMS: usize = 64;

/// The most trade names that one key leads to.
const MOST_LED_TO: usize = 256;

/// Of a long core only the rarest pairs are asked for: the others cost most and tell least.
const RAREST: usize = 6;

pub(super) type Boxed = Box<dyn Query>;

impl Reader {
    /// The documents that match all of the queries, at most [`MOST_LOOKED_AT`].
    pub(super) fn gather(&self, all: Vec<Boxed>, filters: &[TermQuery], day: u64) -> Vec<At> {
        self.gather_at_most(MOST_LOOKED_AT, all, filters, day)
    }

    /// The first documents, so many at most, that match all of the queries.
    pub(super) fn gather_at_most(
        &self,
        most: usize,
        all: Vec<Boxed>,
        filters: &[TermQuery],
        day: u64,
    ) -> Vec<At> {
        let Some(query) = all_of(all, filters) else { return Vec::new() };
        let mut found = Vec::new();
        self.each_of(query.as_ref(), |at| {
            if !self.is_gone(at, day) {
                found.push(at);
            }
            if found.len() < most { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
        });
        found
    }

    /// Those of the documents, which are in order, that match all of the queries.
    pub(super) fn those_with(
        &self,
        found: Vec<At>,
        all: Vec<Boxed>,
        filters: &[TermQuery],
        day: u64,
    ) -> Vec<At> {
        let public = found.into_iter().filter(|at| !self.is_gone(*at, day));
        let Some(query) = all_of(all, filters) else { return public.collect() };
        let Some(weight) = self.weight(query.as_ref()) else { return Vec::new() };
        let mut scorers: FxHashMap<usize, Option<Box<dyn Scorer>>> = FxHashMap::default();
        public
            .filter(|at| {
                let scorer =
                    scorers.entry(at.segment).or_insert_with(|| self.scorer(at.segment, &*weight));
                scorer.as_mut().is_some_and(|scorer| {
                    let doc = scorer.doc();
                    doc == at.doc || (doc < at.doc && scorer.seek(at.doc) == at.doc)
                })
            })
            .collect()
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

    /// Documents that share the rarest pairs of `text`, best first. A flat disjunction: only that
    /// lets tantivy pass over blocks that cannot score.
    pub(super) fn sharing_pairs(&self, text: &str, limit: usize) -> Vec<At> {
        let segments = self.searcher().segment_readers().len();
        let mut pairs: Vec<(u64, Term)> = analyzer::terms(analyzer::PAIRS, text)
            .into_iter()
            .filter(|pair| (0..segments).any(|at| self.may_have(at, self.fields.pairs, pair)))
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

    /// Whether some document has this term.
    pub(super) fn has_term(&self, field: Field, text: &str) -> bool {
        let term = Term::from_field_text(field, text);
        self.searcher().segment_readers().iter().enumerate().any(|(at, segment)| {
            self.may_have(at, field, text)
                && segment
                    .inverted_index(field)
                    .is_ok_and(|inverted| matches!(inverted.get_term_info(&term), Ok(Some(_))))
        })
    }

    /// The trade names that `key` leads to in a field of [`super::trade::Trades`].
    pub(super) fn led_to(&self, field: Field, key: &str, found: &mut Vec<String>) {
        let prefix = format!("{key}{LEADS_TO}");
        for (at, segment) in self.searcher().segment_readers().iter().enumerate() {
            if self.may_have(at, field, key)
                && let Ok(inverted) = segment.inverted_index(field)
            {
                each_term(&inverted, &prefix, MOST_LED_TO, |term, _| {
                    found.push(term[prefix.len()..].to_owned());
                });
            }
        }
    }

    /// The documents with a term that begins so, at most [`MOST_LOOKED_AT`], in their order.
    pub(super) fn with_beginning(&self, field: Field, prefix: &str) -> Vec<At> {
        let mut found = Vec::new();
        for (segment, reader) in self.searcher().segment_readers().iter().enumerate() {
            let Ok(inverted) = reader.inverted_index(field) else { continue };
            let alive = reader.alive_bitset();
            let mut read = |info: &TermInfo| {
                let Ok(mut postings) =
                    inverted.read_postings_from_terminfo(info, IndexRecordOption::Basic)
                else {
                    return;
                };
                let mut doc = postings.doc();
                while doc != TERMINATED && found.len() < MOST_LOOKED_AT {
                    if alive.is_none_or(|alive| alive.is_alive(doc)) {
                        found.push(At { segment, doc });
                    }
                    doc = postings.advance();
                }
            };
            each_term(&inverted, prefix, MOST_LOOKED_AT, |_, info| read(info));
        }
        found.sort_unstable();
        found.dedup();
        found
    }

    /// Documents with a term that begins so.
    pub(super) fn with_prefix(&self, field: Field, prefix: &str) -> Option<Boxed> {
        any(self.beginning(field, prefix).iter().map(|term| self.term(field, term)))
    }

    /// The terms of a field that begin so, at most [`MOST_TERMS`] of each segment.
    fn beginning(&self, field: Field, prefix: &str) -> Vec<String> {
        let mut terms: Vec<String> = Vec::new();
        self.each_beginning(field, prefix, MOST_TERMS, |term, _| terms.push(term.to_owned()));
        terms.sort_unstable();
        terms.dedup();
        terms
    }

    /// The terms of each segment that begin so, and in how many of its documents they stand.
    pub(super) fn each_beginning(
        &self,
        field: Field,
        prefix: &str,
        most: usize,
        mut each: impl FnMut(&str, u32),
    ) {
        for segment in self.searcher().segment_readers() {
            let Ok(inverted) = segment.inverted_index(field) else { continue };
            each_term(&inverted, prefix, most, |term, info| each(term, info.doc_freq));
        }
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

pub(super) fn each_term(
    inverted: &InvertedIndexReader,
    prefix: &str,
    most: usize,
    mut each: impl FnMut(&str, &TermInfo),
) {
    let Ok(mut stream) = inverted.terms().range().ge(prefix).into_stream() else { return };
    let mut count = 0;
    while count < most && stream.advance() {
        let Ok(term) = std::str::from_utf8(stream.key()) else { continue };
        if !term.starts_with(prefix) {
            break;
        }
        each(term, stream.value());
        count += 1;
    }
}

pub(super) fn all_of(mut all: Vec<Boxed>, filters: &[TermQuery]) -> Option<Boxed> {
    all.extend(filters.iter().map(|filter| Box::new(filter.clone()) as Boxed));
    match all.len() {
        0 => None,
        1 => Some(all.remove(0)),
        _ => Some(Box::new(BooleanQuery::intersection(all))),
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
