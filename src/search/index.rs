//! An index directory: opening, making, reading anew.

use std::collections::HashMap;
use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use arc_swap::ArcSwap;
use tantivy::directory::{Directory, INDEX_WRITER_LOCK, MmapDirectory};
use tantivy::index::SegmentId;
use tantivy::{IndexMeta, IndexReader, ReloadPolicy};

use super::analyzer;
use super::component::RecordsPlugin;
use super::error::SearchError;
use super::places::Places;
use super::reader::Reader;
use super::schema::Fields;
use super::segment::Kept;
use super::writer::{Volume, Writer, read_payload};
use crate::domain::region::Regions;
use crate::domain::release::ReleaseId;

/// An opened index directory.
pub struct Index {
    inner: tantivy::Index,
    fields: Fields,
    regions: Arc<Regions>,
    places: Arc<Places>,
    current: ArcSwap<Reader>,
    loading: Mutex<Loading>,
}

/// What reading anew needs; one thread at a time.
struct Loading {
    reader: IndexReader,
    places: Arc<Places>,
    kept: HashMap<SegmentId, Arc<Kept>>,
}

/// A directory changes under the feet of who opens it when another process merges; then it is tried again.
const ATTEMPTS: usize = 8;

impl Index {
    /// Opens the index in `dir` after checking every file of it.
    ///
    /// # Errors
    /// [`SearchError::Missing`], [`SearchError::Damaged`], [`SearchError::OtherVersion`]: the caller
    /// may [create](Index::create) a new one. [`SearchError::Io`]: something else is in the way.
    pub fn open(dir: &Path, regions: Arc<Regions>) -> Result<Self, SearchError> {
        if !dir.join("meta.json").is_file() {
            return Err(SearchError::Missing(dir.to_owned()));
        }
        undamaged(|| Self::open_existing(dir, regions))
    }

    /// Makes an empty index in `dir`. The files of an index that was there are removed, others stay.
    ///
    /// # Errors
    /// [`SearchError::Locked`] while somebody writes the index that is there.
    pub fn create(dir: &Path, regions: Arc<Regions>) -> Result<Self, SearchError> {
        fs::create_dir_all(dir)?;
        {
            let directory = MmapDirectory::open(dir).map_err(tantivy::TantivyError::from)?;
            let _lock =
                directory.acquire_lock(&INDEX_WRITER_LOCK).map_err(|_| SearchError::Locked)?;
            remove_index_files(dir)?;
        }
        let (schema, fields) = Fields::build();
        let inner = tantivy::Index::builder()
            .schema(schema)
            .tokenizers(analyzer::tokenizers())
            .register_plugin(Arc::new(RecordsPlugin))
            .create_in_dir(dir)?;
        let places = Arc::new(Places::of(&regions));
        let known = (regions.clone(), places.clone());
        Writer::open(&inner, fields, known, Volume::Release)?.commit(ReleaseId::NONE)?;
        Self::of(inner, fields, (regions, places))
    }

    fn open_existing(dir: &Path, regions: Arc<Regions>) -> Result<Self, SearchError> {
        let (schema, fields) = Fields::build();
        let mut inner = tantivy::Index::open_in_dir(dir)?;
        let metas = inner.load_metas()?;
        read_payload(metas.payload.as_deref())?;
        if inner.schema() != schema {
            return Err(SearchError::OtherVersion { found: 0 });
        }
        inner.set_tokenizers(analyzer::tokenizers());
        inner.register_plugin(Arc::new(RecordsPlugin));
        let places = Arc::new(Places::of(&regions));
        Self::of(inner, fields, (regions, places))
    }

    fn of(
        inner: tantivy::Index,
        fields: Fields,
        (regions, places): (Arc<Regions>, Arc<Places>),
    ) -> Result<Self, SearchError> {
        let reader = inner.reader_builder().reload_policy(ReloadPolicy::Manual).try_into()?;
        let mut loading = Loading { reader, places: places.clone(), kept: HashMap::new() };
        let first = loading.load(&inner, fields, &regions)?;
        Ok(Self {
            inner,
            fields,
            regions,
            places,
            current: ArcSwap::from_pointee(first),
            loading: Mutex::new(loading),
        })
    }

    /// The release whose state the current reader shows.
    pub fn release(&self) -> ReleaseId {
        self.current.load().release()
    }

    /// The current view; cheap, and good for as long as it is held.
    pub fn reader(&self) -> Arc<Reader> {
        self.current.load_full()
    }

    /// Whether several segments hold `least` documents or more, which [`Writer::begin_merge`] makes one.
    pub fn has_large_segments(&self, least: u32) -> bool {
        self.current.load().large_segments(least) > 1
    }

    /// # Errors
    /// [`SearchError::Locked`] while there is another writer, in this process or elsewhere.
    pub fn writer(&self, volume: Volume) -> Result<Writer, SearchError> {
        let known = (self.regions.clone(), self.places.clone());
        Writer::open(&self.inner, self.fields, known, volume)
    }

    /// Takes in what this or another process has committed. Readers handed out before go on with
    /// what they show.
    ///
    /// # Errors
    /// When the directory no longer holds a whole index; the view before stays.
    pub fn reload(&self) -> Result<Arc<Reader>, SearchError> {
        let mut loading = self.loading.lock().unwrap_or_else(PoisonError::into_inner);
        let reader = Arc::new(undamaged(|| loading.load(&self.inner, self.fields, &self.regions))?);
        self.current.store(reader.clone());
        Ok(reader)
    }
}

impl Loading {
    fn load(
        &mut self,
        index: &tantivy::Index,
        fields: Fields,
        regions: &Arc<Regions>,
    ) -> Result<Reader, SearchError> {
        let mut last = SearchError::Damaged("it changes all the time".into());
        for _ in 0..ATTEMPTS {
            match self.try_load(index, fields, regions) {
                Ok(Some(reader)) => return Ok(reader),
                Ok(None) => {}
                Err(error @ (SearchError::OtherVersion { .. } | SearchError::Locked)) => {
                    return Err(error);
                }
                Err(
                    error
                    @ (SearchError::Missing(_) | SearchError::Damaged(_) | SearchError::Io(_)),
                ) => last = error,
            }
        }
        Err(last)
    }

    /// `None`: a commit or a merge came between reading what there is and opening it.
    fn try_load(
        &mut self,
        index: &tantivy::Index,
        fields: Fields,
        regions: &Arc<Regions>,
    ) -> Result<Option<Reader>, SearchError> {
        let metas = index.load_metas()?;
        let release = read_payload(metas.payload.as_deref())?;
        self.check_new_files(index, &metas)?;
        self.reader.reload()?;
        let searcher = self.reader.searcher();
        let is_same = metas.segments.len() == searcher.generation().segments().len()
            && metas.segments.iter().all(|segment| {
                searcher.generation().segments().get(&segment.id())
                    == Some(&segment.delete_opstamp())
            });
        if !is_same {
            return Ok(None);
        }
        let mut kept = HashMap::with_capacity(metas.segments.len());
        for segment in searcher.segment_readers() {
            let id = segment.segment_id();
            let of_segment = match self.kept.get(&id) {
                Some(known) => known.clone(),
                None => Arc::new(Kept::load(segment, fields)?),
            };
            kept.insert(id, of_segment);
        }
        let reader =
            Reader::new(release, searcher, &kept, (fields, regions.clone(), self.places.clone()))?;
        self.kept = kept;
        Ok(Some(reader))
    }

    /// Compares the checksums of segments that were not open before.
    fn check_new_files(
        &self,
        index: &tantivy::Index,
        metas: &IndexMeta,
    ) -> Result<(), SearchError> {
        let known: Vec<String> = self.kept.keys().map(SegmentId::uuid_string).collect();
        let is_new = |path: &PathBuf| {
            let name = path.to_string_lossy();
            !known.iter().any(|id| name.starts_with(id.as_str()))
        };
        let directory = index.directory();
        for path in metas.list_segment_files().into_iter().filter(is_new) {
            if directory.exists(&path).map_err(tantivy::TantivyError::from)?
                && !directory.validate_checksum(&path).map_err(tantivy::TantivyError::from)?
            {
                return Err(SearchError::Damaged(format!("checksum of {}", path.display())));
            }
        }
        Ok(())
    }
}

/// tantivy panics on some broken files; that is damage like any other.
fn undamaged<T>(read: impl FnOnce() -> Result<T, SearchError>) -> Result<T, SearchError> {
    catch_unwind(AssertUnwindSafe(read))
        .unwrap_or_else(|_| Err(SearchError::Damaged("its files contradict each other".into())))
}

/// Removes what tantivy writes: `meta.json`, `.managed.json` and `<32 hex digits>.<what>`.
fn remove_index_files(dir: &Path) -> Result<(), SearchError> {
    for entry in fs::read_dir(dir)? {
        let entry = entry?;
        let name = entry.file_name();
        let name = name.to_string_lossy();
        let is_segment = name
            .split_once('.')
            .is_some_and(|(id, _)| id.len() == 32 && id.bytes().all(|b| b.is_ascii_hexdigit()));
        if entry.file_type()?.is_file()
            && (is_segment || matches!(name.as_ref(), "meta.json" | ".managed.json"))
        {
            fs::remove_file(entry.path())?;
        }
    }
    Ok(())
}
