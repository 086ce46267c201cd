//! Documents by few short lists of terms, the rest looked up in what is in memory or in the records
//! themselves: to open a list of postings costs more than to read a dozen names.

use tantivy::index::InvertedIndexReader;
use tantivy::postings::{SegmentPostings, TermInfo};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocSet, SegmentReader, TERMINATED, Term};

use super::analyzer;
use super::reader::{At, Reader};
use super::record;
use super::retrieve::MOST_LOOKED_AT;
use super::words::Reading;
use crate::domain::region::RegionCode;

/// Up to so many documents have their names read; of more the terms alone tell sooner.
const READ_MOST: usize = 200;

/// So many documents of a term are not worth a second term.
const FEW: u32 = 24;

/// So many of the rarest terms leave hardly anything that the others would not leave too.
const RAREST: usize = 3;

impl Reader {
    /// The documents of a trade name that have what the reading asks for around its cores, at most
    /// [`MOST_LOOKED_AT`], in their order. `None`: they are too many to be looked at one by one.
    pub(super) fn bearing(&self, trade: &str, around: &Reading, day: u64) -> Option<Vec<At>> {
        let term = Term::from_field_text(self.fields.trade, trade);
        let mut found = Vec::new();
        for (segment, reader) in self.searcher().segment_readers().iter().enumerate() {
            if !self.may_have(segment, self.fields.trade, trade) {
                continue;
            }
            let Ok(inverted) = reader.inverted_index(self.fields.trade) else { continue };
            let Ok(Some(info)) = inverted.get_term_info(&term) else { continue };
            if !around.kinds.is_empty() && info.doc_freq as usize > READ_MOST {
                return None;
            }
            let Some(mut postings) = documents(&inverted, &info) else { continue };
            let mut doc = postings.doc();
            while doc != TERMINATED && found.len() < MOST_LOOKED_AT {
                let at = At { segment, doc };
                if self.is_within(at, &around.places, (reader, day))
                    && self.has_each(at, &around.kinds)
                {
                    found.push(at);
                }
                doc = postings.advance();
            }
        }
        Some(found)
    }

    /// The documents that have cores and kinds of a reading in their names, and lie in its places, in
    /// their order. `None`: they are too many to be looked at one by one.
    pub(super) fn naming(&self, reading: &Reading, day: u64) -> Option<Vec<At>> {
        let texts = || reading.cores.iter().chain(&reading.kinds);
        let pairs: Vec<String> =
            texts().flat_map(|text| analyzer::terms(analyzer::PAIRS, text)).collect();
        if pairs.is_empty() {
            return None;
        }
        // Whoever has a text that is one pair has it as it stands: no name need be read for it.
        let are_pairs = texts().all(|text| text.chars().count() == 2);
        let (most, count) =
            if are_pairs { (MOST_LOOKED_AT, usize::MAX) } else { (READ_MOST + 1, RAREST) };
        let mut found = Vec::new();
        for (segment, reader) in self.searcher().segment_readers().iter().enumerate() {
            if !pairs.iter().all(|pair| self.may_have(segment, self.fields.pairs, pair)) {
                continue;
            }
            let before = found.len();
            self.sharing(reader, (&pairs, count), |doc| {
                let at = At { segment, doc };
                if self.is_within(at, &reading.places, (reader, day)) {
                    found.push(at);
                }
                found.len() < most
            })?;
            if are_pairs {
                if found.len() >= most {
                    break;
                }
                continue;
            }
            if found.len() >= most {
                return None;
            }
            let mut at = before;
            while let Some(own) = found.get(at) {
                if self.has_each(*own, &reading.cores) && self.has_each(*own, &reading.kinds) {
                    at += 1;
                } else {
                    found.remove(at);
                }
            }
        }
        Some(found)
    }

    /// Hands over the documents that have so many of the pairs, the rarest ones, until `each` would have
    /// no more; none where one of all is in no document. `None`: they cannot be read.
    fn sharing(
        &self,
        reader: &SegmentReader,
        (pairs, count): (&[String], usize),
        mut each: impl FnMut(u32) -> bool,
    ) -> Option<()> {
        let Ok(inverted) = reader.inverted_index(self.fields.pairs) else { return Some(()) };
        let Some(mut infos) = infos(&inverted, self.fields.pairs, pairs) else { return Some(()) };
        infos.sort_unstable_by_key(|info| info.doc_freq);
        infos.dedup_by_key(|info| info.postings_range.start);
        let rarest = infos.first()?;
        // Where names are read, a few need no second term.
        let count = if rarest.doc_freq <= FEW && count == RAREST { 1 } else { count };
        let mut lists: Vec<SegmentPostings> = Vec::with_capacity(count.min(infos.len()));
        for info in infos.iter().take(count) {
            lists.push(documents(&inverted, info)?);
        }
        let (first, others) = lists.split_first_mut()?;
        let mut doc = first.doc();
        while doc != TERMINATED {
            let further = others
                .iter_mut()
                .map(|list| if list.doc() < doc { list.seek(doc) } else { list.doc() });
            let further = further.max().unwrap_or(doc);
            if further == doc {
                if !each(doc) {
                    break;
                }
                doc = first.advance();
            } else {
                doc = first.seek(further);
            }
        }
        Some(())
    }

    /// Whether a name or sign of it has each of the texts.
    fn has_each(&self, at: At, texts: &[String]) -> bool {
        texts.is_empty()
            || record::head(self.record(at))
                .is_ok_and(|head| texts.iter().all(|text| head.has(text)))
    }

    /// Whether it is alive, public on the day and in one of the divisions that each place may mean.
    fn is_within(
        &self,
        at: At,
        places: &[Vec<RegionCode>],
        (reader, day): (&SegmentReader, u64),
    ) -> bool {
        let is_in = |codes: &Vec<RegionCode>| {
            let mut own = self.marks(at).filter_map(|mark| mark.region());
            own.any(|own| codes.iter().any(|code| code.contains(own)))
        };
        reader.alive_bitset().is_none_or(|alive| alive.is_alive(at.doc))
            && places.iter().all(is_in)
            && !self.is_gone(at, day)
    }
}

/// Where the postings of each of the terms lie. `None`: one of them is in no document.
fn infos(inverted: &InvertedIndexReader, field: Field, terms: &[String]) -> Option<Vec<TermInfo>> {
    let info =
        |term: &String| inverted.get_term_info(&Term::from_field_text(field, term)).ok().flatten();
    terms.iter().map(info).collect()
}

fn documents(inverted: &InvertedIndexReader, info: &TermInfo) -> Option<SegmentPostings> {
    inverted.read_postings_from_terminfo(info, IndexRecordOption::Basic).ok()
}

#[cfg(test)]
mod tests {
    use tantivy::query::Query;

    use super::*;
    use crate::search::row::day_number;
    use crate::search::testing::*;

    #[test]
    fn what_is_read_is_what_the_terms_would_tell() {
        let mut sign = listing("城东区乐知文化传播有限公司");
        sign.brand = Some("小鲸鱼艺术".into());
        let shelf = shelf(vec![
            named("城东区晨星艺术培训中心"),
            in_region(named("城西区晨星艺术培训中心"), "990102"),
            in_region(named("老城区晨星美术培训中心"), "990103"),
            named("城东区晨星宇艺术培训中心"),
            institution(vec![version(sign)]),
        ]);
        let reader = shelf.index.reader();
        let day = day_number(today());
        let all = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect::<Vec<_>>();
        let places = [vec![], vec!["990101"], vec!["990100"], vec!["990102", "990103"]];
        let mut found = 0;
        for codes in places {
            let codes: Vec<RegionCode> = codes.into_iter().map(code).collect();
            let places = if codes.is_empty() { Vec::new() } else { vec![codes] };
            for (cores, kinds) in [
                (all(&["晨星"]), all(&[])),
                (all(&["晨星"]), all(&["艺术"])),
                (all(&["星艺术培"]), all(&[])),
                (all(&["鲸鱼", "乐知"]), all(&["艺"])),
                (all(&["星培训"]), all(&[])),
                (all(&["晨星", "海"]), all(&[])),
            ] {
                let reading = Reading { cores, kinds, places: places.clone() };
                let queries = reading.cores.iter().map(|core| reader.in_name(core).unwrap());
                let queries = queries.chain(reader.around(&reading).unwrap()).collect();
                let by_terms = reader.gather(queries, &[], day);
                assert_eq!(reader.naming(&reading, day), Some(by_terms.clone()), "{reading:?}");
                found += by_terms.len();
            }
            let reading = Reading { cores: Vec::new(), kinds: all(&["艺术"]), places };
            let trade = Box::new(reader.term(reader.fields.trade, "晨星")) as Box<dyn Query>;
            let queries = reader.around(&reading).unwrap().into_iter().chain([trade]).collect();
            let by_terms = reader.gather(queries, &[], day);
            assert_eq!(reader.bearing("晨星", &reading, day), Some(by_terms));
        }
        assert!(found > 10);
    }
}
