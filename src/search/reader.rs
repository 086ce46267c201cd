//! One consistent, immutable view of the index.

use std::collections::HashMap;
use std::ops::ControlFlow;
use std::sync::Arc;

use jiff::civil::Date;
use tantivy::index::SegmentId;
use tantivy::query::{BooleanQuery, EnableScoring, Query, Scorer, TermQuery, Weight};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocId, DocSet, Searcher, SegmentReader, TERMINATED, Term};

use super::error::SearchError;
use super::marks::Mark;
use super::places::Places;
use super::record::{self, BadRecord, Head};
use super::register;
use super::row::{day_number, region_term};
use super::schema::{Fields, INSTITUTION, REGULATOR, RELEASE};
use super::segment::Kept;
use super::{Browsed, Filters, Page};
use crate::domain::directory::Directory;
use crate::domain::institution::{Institution, InstitutionId};
use crate::domain::listing::RosterKind;
use crate::domain::region::{RegionCode, Regions};
use crate::domain::release::ReleaseId;

/// One consistent view: of one release, whatever is written meanwhile.
pub struct Reader {
    release: ReleaseId,
    directory: Arc<Directory>,
    places: Arc<Places>,
    searcher: Searcher,
    kept: Vec<Arc<Kept>>,
    pub(super) fields: Fields,
    len: usize,
}

/// Where a document lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) struct At {
    pub(super) segment: usize,
    pub(super) doc: DocId,
}

/// The order of what fits the words alike: a ban is never buried, then by the sound of the name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Rank {
    severity: u8,
    order: u64,
    no: u64,
}

impl std::fmt::Debug for Reader {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Reader({})", self.release())
    }
}

impl Reader {
    pub(super) fn new(
        release: ReleaseId,
        searcher: Searcher,
        kept: &HashMap<SegmentId, Arc<Kept>>,
        (fields, regions, places): (Fields, Arc<Regions>, Arc<Places>),
    ) -> Result<Self, SearchError> {
        let of_segment = |segment: &SegmentReader| kept.get(&segment.segment_id()).cloned();
        let kept = searcher.segment_readers().iter().filter_map(of_segment).collect();
        let mut reader = Self {
            release,
            directory: Arc::new(Directory::new(regions)),
            places,
            searcher,
            kept,
            fields,
            len: 0,
        };
        reader.directory = Arc::new(reader.read_directory()?);
        let institutions = reader.term(fields.kind, INSTITUTION);
        reader.len = reader.count_of(&institutions, 0);
        Ok(reader)
    }

    fn read_directory(&self) -> Result<Directory, SearchError> {
        let damaged = |bad: BadRecord| SearchError::Damaged(bad.to_string());
        let mut directory = Directory::clone(&self.directory);
        for at in self.all_of(&self.term(self.fields.kind, REGULATOR)) {
            directory.add_regulator(register::decode_regulator(self.record(at)).map_err(damaged)?);
        }
        for at in self.all_of(&self.term(self.fields.kind, RELEASE)) {
            directory.add_release(register::decode_release(self.record(at)).map_err(damaged)?);
        }
        Ok(directory)
    }

    /// The release whose state this is.
    pub fn release(&self) -> ReleaseId {
        self.release
    }

    /// Regulators and releases of the same state.
    pub fn directory(&self) -> &Arc<Directory> {
        &self.directory
    }

    /// How many institutions there are, those of which nothing is public among them.
    pub fn len(&self) -> usize {
        self.len
    }

    /// Segments of `least` living documents or more.
    pub(super) fn large_segments(&self, least: u32) -> usize {
        let segments = self.searcher.segment_readers().iter();
        segments.filter(|segment| segment.num_docs() >= least).count()
    }

    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// The institution of this id, or the one that had it before, as the public sees it on `today`:
    /// perhaps without any version, since a link never dies. `None`: there never was one.
    pub fn institution(&self, id: InstitutionId, today: Date) -> Option<Institution> {
        let found = self.all_of(&self.term(self.fields.id, &id.to_string()));
        let mut institutions = found.into_iter().filter_map(|at| self.read(at));
        let first = institutions.next()?;
        // Who carries the id goes before who once had it.
        let chosen = if first.id == id {
            first
        } else {
            institutions.find(|other| other.id == id).unwrap_or(first)
        };
        Some(chosen.in_public(today))
    }

    /// Everyone whose listings carry this [permit key](crate::domain::permit::PermitNo::key).
    pub fn by_permit(&self, key: &str, today: Date) -> Vec<Institution> {
        self.public(self.all_of(&self.term(self.fields.permit, key)), today)
    }

    /// A page of what the filters leave, in the order of the sound of names.
    pub fn browse(&self, filters: &Filters, page: Page, today: Date) -> Browsed {
        self.page(self.query_of(filters).as_ref(), page, today)
    }

    /// The institutions that a release changed, in the order of the sound of names.
    pub fn touched(&self, release: ReleaseId, page: Page, today: Date) -> Browsed {
        self.page(&self.term(self.fields.touched, &release.to_string()), page, today)
    }

    /// How many the filters leave.
    pub fn count(&self, filters: &Filters, today: Date) -> usize {
        self.count_of(self.query_of(filters).as_ref(), day_number(today))
    }

    /// How many there are in each of the regions, in rosters of one kind where one is given.
    pub fn counts_by_region(
        &self,
        regions: &[RegionCode],
        roster: Option<RosterKind>,
        today: Date,
    ) -> Vec<usize> {
        let count = |region: &RegionCode| {
            let term = self.term(self.fields.region, &region_term(*region, roster));
            self.count_of(&term, day_number(today))
        };
        regions.iter().map(count).collect()
    }

    /// Hands every institution to `each`, those of which nothing is public left out, in no order
    /// that means anything, until `each` breaks.
    ///
    /// # Errors
    /// When a record does not read back.
    pub fn for_each_institution(
        &self,
        today: Date,
        mut each: impl FnMut(Institution) -> ControlFlow<()>,
    ) -> Result<(), SearchError> {
        for at in self.all_of(&self.term(self.fields.kind, INSTITUTION)) {
            let (_, institution) = record::decode(self.record(at))
                .map_err(|bad| SearchError::Damaged(bad.to_string()))?;
            let institution = institution.in_public(today);
            if !institution.versions.is_empty() && each(institution).is_break() {
                break;
            }
        }
        Ok(())
    }

    pub(super) fn page(&self, query: &dyn Query, page: Page, today: Date) -> Browsed {
        let day = day_number(today);
        let mut found: Vec<((u64, u64), At)> = Vec::new();
        self.each_of(query, |at| {
            let kept = &self.kept[at.segment];
            if !kept.is_gone(at.doc, day) {
                found.push((kept.place(at.doc), at));
            }
            ControlFlow::Continue(())
        });
        let total = found.len();
        let from = page.from().min(total);
        let to = page.to().min(total);
        // Only the page asked for need be in order, which for a province is a few of many.
        if from > 0 && from < total {
            found.select_nth_unstable(from);
        }
        let rest = &mut found[from..];
        let size = to - from;
        if size > 0 && size < rest.len() {
            rest.select_nth_unstable(size);
        }
        let rows = &mut rest[..size];
        rows.sort_unstable();
        let institutions = self.public(rows.iter().map(|(_, at)| *at).collect(), today);
        Browsed { institutions, total }
    }

    /// The institutions at these places that the public may see something of.
    pub(super) fn public(&self, places: Vec<At>, today: Date) -> Vec<Institution> {
        places
            .into_iter()
            .filter_map(|at| self.read(at))
            .map(|institution| institution.in_public(today))
            .filter(|institution| !institution.versions.is_empty())
            .collect()
    }

    pub(super) fn record(&self, at: At) -> &[u8] {
        self.kept.get(at.segment).and_then(|kept| kept.records.get(at.doc)).unwrap_or_default()
    }

    /// `None` only where a record of an index whose checksums hold does not read back.
    pub(super) fn read(&self, at: At) -> Option<Institution> {
        self.read_with_head(at).map(|(_, institution)| institution)
    }

    /// [`Reader::read`], with the names as they are compared.
    pub(super) fn read_with_head(&self, at: At) -> Option<(Head<'_>, Institution)> {
        record::decode(self.record(at))
            .inspect_err(|bad| tracing::error!(?at, "the index is damaged: {bad}"))
            .ok()
    }

    pub(super) fn rank(&self, at: At) -> Rank {
        let (order, no) = self.place(at);
        Rank { severity: self.kept[at.segment].severity(at.doc), order, no }
    }

    pub(super) fn place(&self, at: At) -> (u64, u64) {
        self.kept[at.segment].place(at.doc)
    }

    /// How bad the worst is that a list says of it: 0 is a ban.
    pub(super) fn severity(&self, at: At) -> u8 {
        self.kept[at.segment].severity(at.doc)
    }

    pub(super) fn marks(&self, at: At) -> impl Iterator<Item = Mark> {
        self.kept[at.segment].marks.of(at.doc)
    }

    /// The number of the newest release that touched it.
    pub(super) fn newest(&self, at: At) -> u32 {
        self.kept[at.segment].marks.newest(at.doc)
    }

    pub(super) fn is_gone(&self, at: At, day: u64) -> bool {
        self.kept[at.segment].is_gone(at.doc, day)
    }

    /// The commonest terms of `field` that begin so. `None`: so few do that all can be looked at.
    pub(super) fn commonest(
        &self,
        segment: usize,
        field: Field,
        prefix: &str,
    ) -> Option<&[Box<str>]> {
        let kept = self.kept.get(segment)?;
        let all = if field == self.fields.spelt { &kept.spelt } else { &kept.trade };
        all.beginning(prefix)
    }

    /// Whether a segment may have this term, or this key of [`super::keys`]; `false` is certain.
    pub(super) fn may_have(&self, segment: usize, field: Field, key: &str) -> bool {
        let kept = self.kept.get(segment);
        kept.is_none_or(|kept| kept.may_have((field, self.fields), key))
    }

    pub(super) fn places(&self) -> &Places {
        &self.places
    }

    pub(super) fn searcher(&self) -> &Searcher {
        &self.searcher
    }

    pub(super) fn term(&self, field: Field, text: &str) -> TermQuery {
        TermQuery::new(Term::from_field_text(field, text), IndexRecordOption::Basic)
    }

    /// The terms that each document must have. Empty: no filter.
    pub(super) fn terms_of(&self, filters: &Filters) -> Vec<TermQuery> {
        let fields = self.fields;
        let mut terms = Vec::new();
        match (filters.region, filters.roster) {
            (Some(region), roster) => {
                let region = self.directory.regions().current(region);
                terms.push(self.term(fields.region, &region_term(region, roster)));
            }
            (None, Some(roster)) => terms.push(self.term(fields.roster, roster.code())),
            (None, None) => {}
        }
        if let Some(category) = filters.category {
            terms.push(self.term(fields.category, category.code()));
        }
        if let Some(status) = filters.status {
            terms.push(self.term(fields.status, status.code()));
        }
        terms
    }

    fn query_of(&self, filters: &Filters) -> Box<dyn Query> {
        let mut terms = self.terms_of(filters);
        match terms.len() {
            0 => Box::new(self.term(self.fields.kind, INSTITUTION)),
            1 => Box::new(terms.remove(0)),
            _ => Box::new(BooleanQuery::intersection(
                terms.into_iter().map(|term| Box::new(term) as Box<dyn Query>).collect(),
            )),
        }
    }

    fn count_of(&self, query: &dyn Query, day: u64) -> usize {
        let Some(weight) = self.weight(query) else { return 0 };
        let mut count = 0;
        for (segment, reader) in self.searcher.segment_readers().iter().enumerate() {
            if self.kept[segment].has_gone() && day > 0 {
                let _ = self.each_in(segment, &*weight, |doc| {
                    count += usize::from(!self.kept[segment].is_gone(doc, day));
                    ControlFlow::Continue(())
                });
            } else {
                count += weight.count(reader).unwrap_or_default() as usize;
            }
        }
        count
    }

    pub(super) fn all_of(&self, query: &dyn Query) -> Vec<At> {
        let mut found = Vec::new();
        self.each_of(query, |at| {
            found.push(at);
            ControlFlow::Continue(())
        });
        found
    }

    /// Hands over every living document that matches, segment after segment, until `each` breaks.
    pub(super) fn each_of(&self, query: &dyn Query, mut each: impl FnMut(At) -> ControlFlow<()>) {
        let Some(weight) = self.weight(query) else { return };
        for segment in 0..self.kept.len() {
            if self.each_in(segment, &*weight, |doc| each(At { segment, doc })).is_break() {
                break;
            }
        }
    }

    pub(super) fn weight(&self, query: &dyn Query) -> Option<Box<dyn Weight>> {
        query
            .weight(EnableScoring::disabled_from_searcher(&self.searcher))
            .inspect_err(|error| tracing::error!("a query cannot be run: {error}"))
            .ok()
    }

    pub(super) fn scorer(&self, segment: usize, weight: &dyn Weight) -> Option<Box<dyn Scorer>> {
        weight.scorer(self.searcher.segment_readers().get(segment)?, 1.0).ok()
    }

    fn each_in(
        &self,
        segment: usize,
        weight: &dyn Weight,
        mut each: impl FnMut(DocId) -> ControlFlow<()>,
    ) -> ControlFlow<()> {
        let Some(mut scorer) = self.scorer(segment, weight) else {
            return ControlFlow::Continue(());
        };
        let alive = self.searcher.segment_readers().get(segment).and_then(|s| s.alive_bitset());
        let mut doc = scorer.doc();
        while doc != TERMINATED {
            if alive.is_none_or(|alive| alive.is_alive(doc)) {
                each(doc)?;
            }
            doc = scorer.advance();
        }
        ControlFlow::Continue(())
    }
}
