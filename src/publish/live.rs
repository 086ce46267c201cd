//! What everyone reads: one immutable snapshot a release, swapped whole.
//!
//! Readers take the snapshot that is there and never wait. A task follows the store: when a release
//! appears, whoever made it, the index takes it in and the next snapshot is put in place.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use arc_swap::ArcSwap;

use super::PublishError;
use super::projection::{self, Indexed};
use crate::domain::region::Regions;
use crate::domain::release::ReleaseId;
use crate::search::{Index, Reader, SearchError};
use crate::store::Store;

/// How often the store is asked for its newest release.
const ASK_EVERY: Duration = Duration::from_millis(150);

/// How things stand, for operators.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Health {
    /// The release that is served.
    pub serving: ReleaseId,
    /// The newest release in the store, as last heard.
    pub newest: ReleaseId,
    /// What went wrong last, if following the store fails just now.
    pub trouble: Option<String>,
}

/// A handle on what everyone reads; cheap to clone.
#[derive(Clone)]
pub struct Live {
    index: Arc<Index>,
    health: Arc<ArcSwap<Health>>,
}

impl Live {
    /// Opens the index in `folder` and brings it up to the store's newest release: from where it
    /// stands when it belongs to this store, from nothing when it is missing, damaged, of another
    /// version or of another store.
    ///
    /// When another process is writing the index, what that one has committed is served.
    ///
    /// # Errors
    /// When the store does not answer, or the folder cannot be written.
    pub async fn open(
        store: &Store,
        folder: &Path,
        regions: &Arc<Regions>,
        progress: &(dyn Fn(Indexed) + Sync),
    ) -> Result<Self, PublishError> {
        let index = open_index(store, folder, regions).await?;
        let live = Self::over(index);
        match live.index.writer() {
            Ok(mut writer) => {
                projection::bring_up_to_date(store, &live.index, &mut writer, progress).await?;
                drop(writer);
                live.index.reload()?;
            }
            Err(SearchError::Locked) => tracing::info!("another process writes the index; following it"),
            Err(error) => return Err(error.into()),
        }
        live.note(store.newest().await?, None);
        Ok(live)
    }

    /// Opens the index as it is, without a store: reading goes on while the database is away.
    ///
    /// # Errors
    /// When there is no sound index.
    pub fn open_alone(folder: &Path, regions: &Arc<Regions>) -> Result<Self, PublishError> {
        let live = Self::over(Index::open(folder, Arc::clone(regions))?);
        live.note(live.index.release(), Some("the database did not answer at start".into()));
        Ok(live)
    }

    fn over(index: Index) -> Self {
        let serving = index.release();
        let health = Health { serving, newest: serving, trouble: None };
        Self { index: Arc::new(index), health: Arc::new(ArcSwap::from_pointee(health)) }
    }

    /// What everyone reads now.
    pub fn snapshot(&self) -> Arc<Reader> {
        self.index.reader()
    }

    pub fn health(&self) -> Arc<Health> {
        self.health.load_full()
    }

    /// Follows the store for ever. Trouble is noted and tried again: readers go on with what is there.
    pub async fn follow(self, store: Store) {
        loop {
            tokio::time::sleep(ASK_EVERY).await;
            match self.catch_up(&store).await {
                Ok(newest) => self.note(newest, None),
                Err(error) => {
                    let trouble = format!("{:#}", anyhow::Error::from(error));
                    if self.health().trouble.as_ref() != Some(&trouble) {
                        tracing::warn!(%trouble, "cannot follow the store; serving what is there");
                    }
                    self.note(self.health().newest, Some(trouble));
                    tokio::time::sleep(ASK_EVERY * 10).await;
                }
            }
        }
    }

    async fn catch_up(&self, store: &Store) -> Result<ReleaseId, PublishError> {
        let newest = store.newest().await?;
        if newest <= self.index.release() {
            return Ok(newest);
        }
        match self.index.writer() {
            Ok(mut writer) => {
                // Another process may have brought the index further since this one looked.
                self.index.reload()?;
                projection::bring_up_to_date(store, &self.index, &mut writer, &|_| {}).await?;
            }
            Err(SearchError::Locked) => {}
            Err(error) => return Err(error.into()),
        }
        self.index.reload()?;
        tracing::info!(release = %self.index.release(), "serving a new release");
        Ok(newest)
    }

    fn note(&self, newest: ReleaseId, trouble: Option<String>) {
        self.health.store(Arc::new(Health { serving: self.index.release(), newest, trouble }));
    }
}

/// Makes the index anew from the store, whatever is there.
///
/// # Errors
/// When the store does not answer, the folder cannot be written, or another process has the index.
pub async fn rebuild(
    store: &Store,
    folder: &Path,
    regions: &Arc<Regions>,
    progress: &(dyn Fn(Indexed) + Sync),
) -> Result<ReleaseId, PublishError> {
    if let Ok(index) = Index::open(folder, Arc::clone(regions)) {
        // Held only to see that nobody else writes.
        drop(index.writer()?);
    }
    let index = Index::create(folder, Arc::clone(regions))?;
    let mut writer = index.writer()?;
    projection::bring_up_to_date(store, &index, &mut writer, progress).await
}

async fn open_index(store: &Store, folder: &Path, regions: &Arc<Regions>) -> Result<Index, PublishError> {
    let folder: PathBuf = folder.to_owned();
    match Index::open(&folder, Arc::clone(regions)) {
        Ok(index) if is_of_this_store(store, &index).await? => return Ok(index),
        Ok(_) => tracing::warn!("the index is of another store; building it anew"),
        Err(error @ (SearchError::Missing | SearchError::OtherVersion { .. } | SearchError::Damaged(_))) => {
            tracing::info!(reason = %error, "building the index anew");
        }
        Err(error) => return Err(error.into()),
    }
    Ok(Index::create(&folder, Arc::clone(regions))?)
}

/// Whether the index's newest release is one of this store's, digest and all.
async fn is_of_this_store(store: &Store, index: &Index) -> Result<bool, PublishError> {
    let reader = index.reader();
    let Some(own) = reader.directory().release(index.release()) else {
        return Ok(index.release() == ReleaseId::NONE);
    };
    let before = ReleaseId::new(own.id.number().saturating_sub(1));
    let stored = store.releases_after(before).await?;
    Ok(stored.first().is_some_and(|stored| stored.chain_digest == own.chain_digest))
}
