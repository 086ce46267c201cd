//! Writing the index. One commit is one release, whole.

use std::sync::Arc;

use tantivy::indexer::{LogMergePolicy, NoMergePolicy};
use tantivy::{FutureResult, IndexWriter, SegmentMeta, Term};

use super::error::SearchError;
use super::places::Places;
use super::row::{Row, Subject, institution_key};
use super::schema::{FORMAT, Fields};
use crate::domain::institution::{Institution, InstitutionId};
use crate::domain::region::Regions;
use crate::domain::regulator::Regulator;
use crate::domain::release::{Release, ReleaseId};

/// For postings that are not yet written, of each thread: a release is small; of everything each thread
/// should write one segment or two, since a search asks each segment anew.
const RELEASE_MEMORY_BYTES: usize = 100 << 20;
const EVERYTHING_MEMORY_BYTES: usize = 230 << 20;

/// How much is going to be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Volume {
    /// A release: one thread, so one segment and the fewest files to bring to disk.
    Release,
    /// Everything: as many threads as help.
    Everything,
}
/// The least that tantivy takes.
const LEAST_MEMORY_BYTES: usize = 16 << 20;

/// A merge under way.
pub struct Merging(FutureResult<Option<SegmentMeta>>);

impl Merging {
    /// Waits for its end.
    ///
    /// # Errors
    /// When the merged segment could not be written.
    pub fn wait(self) -> Result<(), SearchError> {
        self.0.wait()?;
        Ok(())
    }
}

/// The one writer of an index; holds its lock until it is dropped.
pub struct Writer {
    inner: IndexWriter<Row>,
    fields: Fields,
    regions: Arc<Regions>,
    places: Arc<Places>,
}

impl Writer {
    pub(super) fn open(
        index: &tantivy::Index,
        fields: Fields,
        (regions, places): (Arc<Regions>, Arc<Places>),
        volume: Volume,
    ) -> Result<Self, SearchError> {
        let (threads, memory) = match volume {
            Volume::Release => (1, RELEASE_MEMORY_BYTES),
            Volume::Everything => (2, EVERYTHING_MEMORY_BYTES),
        };
        let inner: IndexWriter<Row> = index.writer_with_num_threads(threads, threads * memory)?;
        inner.set_merge_policy(Box::new(merge_policy()));
        Ok(Self { inner, fields, regions, places })
    }

    /// Puts an institution in, or in the place of what stood under the same number of the store.
    /// It should be what the [public may see](Institution::in_public): what is over for good then
    /// leaves the index, and the reader takes care of what ends with a later day.
    ///
    /// # Errors
    /// When an indexing thread has failed, for want of disk, say.
    pub fn put_institution(&self, no: i64, institution: Institution) -> Result<(), SearchError> {
        self.put(Subject::Institution(no, Box::new(institution)))
    }

    pub fn remove_institution(&self, no: i64) {
        self.inner.delete_term(Term::from_field_text(self.fields.key, &institution_key(no)));
    }

    /// Takes out whoever has this id or once had it. Who has it now is to be put again.
    pub fn remove_id(&self, id: InstitutionId) {
        self.inner.delete_term(Term::from_field_text(self.fields.id, &id.to_string()));
    }

    /// # Errors
    /// As [`Writer::put_institution`].
    pub fn put_regulator(&self, regulator: Regulator) -> Result<(), SearchError> {
        self.put(Subject::Regulator(Box::new(regulator)))
    }

    /// # Errors
    /// As [`Writer::put_institution`].
    pub fn put_release(&self, release: Release) -> Result<(), SearchError> {
        self.put(Subject::Release(Box::new(release)))
    }

    fn put(&self, subject: Subject) -> Result<(), SearchError> {
        let row = Row::new(subject, self.fields, self.regions.clone(), self.places.clone());
        self.inner.delete_term(Term::from_field_text(self.fields.key, &row.key()));
        self.inner.add_document(row)?;
        Ok(())
    }

    /// Makes everything put since the last commit visible at once, as the state after `release`.
    /// When it returns, it is on disk. Merging goes on behind it.
    ///
    /// # Errors
    /// When it could not be written; nothing of it is visible then.
    pub fn commit(&mut self, release: ReleaseId) -> Result<(), SearchError> {
        let mut commit = self.inner.prepare_commit()?;
        commit.set_payload(&payload(release));
        commit.commit()?;
        Ok(())
    }

    /// Takes back everything put since the last commit.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn roll_back(&mut self) -> Result<(), SearchError> {
        self.inner.rollback()?;
        self.inner.set_merge_policy(Box::new(merge_policy()));
        Ok(())
    }

    /// Begins to merge the segments of `least` documents and more into one, behind what is written
    /// meanwhile. Hold the writer until it is done: dropping it ends the work. `None`: there is nothing to merge.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn begin_merge(&mut self, least: u32) -> Result<Option<Merging>, SearchError> {
        let metas = self.inner.index().searchable_segment_metas()?;
        let large: Vec<_> =
            metas.iter().filter(|meta| meta.num_docs() >= least).map(SegmentMeta::id).collect();
        Ok((large.len() > 1).then(|| Merging(self.inner.merge(&large))))
    }

    /// Merges all segments into one and waits for it.
    ///
    /// # Errors
    /// When it could not be written, or somebody else took the lock in between.
    pub fn merge_all(self) -> Result<(), SearchError> {
        let index = self.inner.index().clone();
        // Merges that the policy has begun would take segments away from this one.
        self.wait_for_merges()?;
        let mut alone: IndexWriter<Row> = index.writer_with_num_threads(1, LEAST_MEMORY_BYTES)?;
        alone.set_merge_policy(Box::new(NoMergePolicy));
        let segments = index.searchable_segment_ids()?;
        if segments.len() > 1 {
            alone.merge(&segments).wait()?;
        }
        alone.wait_merging_threads()?;
        Ok(())
    }

    /// Waits for merges that are under way and lets go of the lock.
    ///
    /// # Errors
    /// When a merge has failed.
    pub fn wait_for_merges(self) -> Result<(), SearchError> {
        self.inner.wait_merging_threads()?;
        Ok(())
    }
}

/// A release changes some hundred institutions in a segment of its own. Eight of those are made
/// into one, and a segment a third of which is deleted is written anew, so that a search looks into
/// some twenty segments at most.
fn merge_policy() -> LogMergePolicy {
    let mut policy = LogMergePolicy::default();
    policy.set_min_num_segments(8);
    policy.set_min_layer_size(20_000);
    policy.set_del_docs_ratio_before_merge(0.33);
    policy
}

/// What a commit says of itself: the format and the release.
pub(super) fn payload(release: ReleaseId) -> String {
    format!("mingce format {FORMAT} release {release}")
}

/// # Errors
/// When it is of another format or no payload at all.
pub(super) fn read_payload(payload: Option<&str>) -> Result<ReleaseId, SearchError> {
    let words: Vec<&str> = payload.unwrap_or_default().split(' ').collect();
    let ["mingce", "format", format, "release", release] = words.as_slice() else {
        return Err(SearchError::OtherVersion { found: 0 });
    };
    let found = format.parse().unwrap_or(0);
    if found != FORMAT {
        return Err(SearchError::OtherVersion { found });
    }
    release
        .parse()
        .map(ReleaseId::new)
        .map_err(|_| SearchError::Damaged("its release is no number".into()))
}
