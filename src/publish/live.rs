//! What everyone reads: one immutable snapshot a release, swapped whole.
//!
//! Readers take the snapshot that is there and never wait. A task follows the store: when a release
//! appears, whoever made it, the index takes it in and the next snapshot is put in place.

use std::fmt;
use std::fs::File;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use arc_swap::ArcSwap;
use jiff::civil::Date;

use super::PublishError;
use super::projection;
pub use super::projection::Indexed;
use crate::domain::region::Regions;
use crate::domain::release::ReleaseId;
use crate::search::{Index, Reader, SearchError, Volume, Writer};
use crate::store::Store;

/// How often the store is asked for its newest release.
const ASK_EVERY: Duration = Duration::from_millis(100);

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
    keeper: Arc<Keeper>,
    /// The day in Asia/Shanghai.
    today: fn() -> Date,
    health: Arc<ArcSwap<Health>>,
}

impl fmt::Debug for Live {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Live({})", self.index.release())
    }
}

impl Live {
    /// Opens the index in `folder` and brings it up to the store's newest release: from where it
    /// stands when it belongs to this store, from nothing when it is missing, damaged, of another
    /// version or of another store.
    ///
    /// When another process keeps the index, what that one has committed is served.
    ///
    /// # Errors
    /// When the store does not answer, or the folder cannot be written.
    pub async fn open(
        store: &Store,
        folder: &Path,
        regions: &Arc<Regions>,
        today: fn() -> Date,
        progress: &(dyn Fn(Indexed) + Sync),
    ) -> Result<Self, PublishError> {
        let keeper = Keeper::new(folder)?;
        let live = if keeper.is_ours() {
            let index = open_index(store, folder, regions).await?;
            if let Some(writer) =
                projection::bring_up_to_date(store, &index, None, today(), progress).await?
            {
                settle(writer).await?;
                index.reload()?;
            }
            Self::over(index, keeper, today)
        } else {
            tracing::info!("another process keeps the index; following it");
            Self::over(Index::open(folder, Arc::clone(regions))?, keeper, today)
        };
        live.note(store.newest().await?, None);
        Ok(live)
    }

    /// Opens the index as it is, without a store: reading goes on while the database is away.
    ///
    /// # Errors
    /// When there is no sound index.
    pub fn open_alone(
        folder: &Path,
        regions: &Arc<Regions>,
        today: fn() -> Date,
    ) -> Result<Self, PublishError> {
        let keeper = Keeper::new(folder)?;
        let live = Self::over(Index::open(folder, Arc::clone(regions))?, keeper, today);
        live.note(live.index.release(), Some("the database did not answer at start".into()));
        Ok(live)
    }

    fn over(index: Index, keeper: Keeper, today: fn() -> Date) -> Self {
        let serving = index.release();
        let health = Health { serving, newest: serving, trouble: None };
        Self {
            index: Arc::new(index),
            keeper: Arc::new(keeper),
            today,
            health: Arc::new(ArcSwap::from_pointee(health)),
        }
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
        let mut tidying = None;
        let mut attempts = TIDYING_ATTEMPTS;
        loop {
            tokio::time::sleep(ASK_EVERY).await;
            self.tidy(&mut tidying, &mut attempts).await;
            match self.catch_up(&store, &mut tidying).await {
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

    async fn catch_up(
        &self,
        store: &Store,
        tidying: &mut Option<Tidying>,
    ) -> Result<ReleaseId, PublishError> {
        let newest = store.newest().await?;
        if newest <= self.index.release() {
            return Ok(newest);
        }
        let began = std::time::Instant::now();
        let mut written = None;
        if self.keeper.is_ours() {
            // There is one writer at a time; the one that tidies writes this too.
            let at_hand = tidying.as_mut().and_then(|tidying| tidying.writer.take());
            let today = (self.today)();
            written =
                projection::bring_up_to_date(store, &self.index, at_hand, today, &|_| {}).await?;
        }
        self.index.reload()?;
        let took_ms = began.elapsed().as_millis();
        tracing::info!(release = %self.index.release(), took_ms, "serving a new release");
        match (written, tidying) {
            (Some(writer), Some(tidying)) => tidying.writer = Some(writer),
            (Some(writer), None) => {
                settle(writer).await?;
                self.index.reload()?;
            }
            (None, _) => {}
        }
        Ok(newest)
    }

    /// Makes one segment of several large ones, as a full build leaves them, behind everything else: a
    /// search asks each segment anew.
    async fn tidy(&self, tidying: &mut Option<Tidying>, attempts: &mut usize) {
        match tidying.take() {
            None if !self.keeper.is_ours() || !self.index.has_large_segments(LARGE_DOCUMENTS) => {
                *attempts = TIDYING_ATTEMPTS;
            }
            None if *attempts > 0 => {
                *attempts -= 1;
                *tidying = self.begin_tidying();
            }
            None => {}
            Some(running) if !running.is_done() => *tidying = Some(running),
            Some(done) => {
                let Some(writer) = done.writer else { return };
                if let Err(error) = settle(writer).await {
                    tracing::warn!(%error, "the index stays in several parts");
                }
                match self.index.reload() {
                    Ok(_) => tracing::info!("the index is in one part"),
                    Err(error) => tracing::warn!(%error, "cannot read the tidied index"),
                }
            }
        }
    }

    fn begin_tidying(&self) -> Option<Tidying> {
        let mut writer = self.index.writer(Volume::Release).ok()?;
        let merging = writer.begin_merge(LARGE_DOCUMENTS).ok()??;
        let merging = tokio::task::spawn_blocking(move || {
            if let Err(error) = merging.wait() {
                tracing::warn!(%error, "parts of the index could not be merged");
            }
        });
        Some(Tidying { writer: Some(writer), merging })
    }

    fn note(&self, newest: ReleaseId, trouble: Option<String>) {
        self.health.store(Arc::new(Health { serving: self.index.release(), newest, trouble }));
    }
}

/// Segments of so many documents are made one.
const LARGE_DOCUMENTS: u32 = 20_000;

/// How often that is tried: on a full disk it fails each time, and costs as much.
const TIDYING_ATTEMPTS: usize = 3;

/// A merge of large segments under way, and the writer that it needs.
struct Tidying {
    /// `None` only while a release is written with it, or when that failed.
    writer: Option<Writer>,
    merging: tokio::task::JoinHandle<()>,
}

impl Tidying {
    fn is_done(&self) -> bool {
        self.writer.is_none() || self.merging.is_finished()
    }
}

/// Lets the merges behind a commit come to their end; readers do not wait for them.
async fn settle(writer: Writer) -> Result<(), PublishError> {
    match tokio::task::spawn_blocking(move || writer.wait_for_merges()).await {
        Ok(done) => Ok(done?),
        Err(error) => Err(SearchError::Damaged(error.to_string()).into()),
    }
}

/// Who brings the index up to date after a release.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IndexedBy {
    /// This process has done it.
    Us(ReleaseId),
    /// A running server keeps the index and does it by itself.
    AServer,
}

/// After publishing from a command: brings the index up to date, unless a server does so.
///
/// # Errors
/// When the store does not answer, or the folder cannot be written.
pub async fn index_now(
    store: &Store,
    folder: &Path,
    regions: &Arc<Regions>,
    today: Date,
    progress: &(dyn Fn(Indexed) + Sync),
) -> Result<IndexedBy, PublishError> {
    if !Keeper::new(folder)?.is_ours() {
        return Ok(IndexedBy::AServer);
    }
    let index = open_index(store, folder, regions).await?;
    if let Some(writer) = projection::bring_up_to_date(store, &index, None, today, progress).await?
    {
        settle(writer).await?;
    }
    Ok(IndexedBy::Us(store.newest().await?))
}

/// Makes the index anew from the store, whatever is there; `AServer` when a running one keeps it.
///
/// # Errors
/// When the store does not answer, or the folder cannot be written.
pub async fn rebuild(
    store: &Store,
    folder: &Path,
    regions: &Arc<Regions>,
    today: Date,
    progress: &(dyn Fn(Indexed) + Sync),
) -> Result<IndexedBy, PublishError> {
    if !Keeper::new(folder)?.is_ours() {
        return Ok(IndexedBy::AServer);
    }
    let index = Index::create(folder, Arc::clone(regions))?;
    if let Some(writer) = projection::bring_up_to_date(store, &index, None, today, progress).await?
    {
        settle(writer).await?;
    }
    Ok(IndexedBy::Us(store.newest().await?))
}

/// The right to write an index: one process has it at a time, and the system takes it back when
/// that process ends, however it ends.
#[derive(Debug)]
struct Keeper {
    file: File,
    is_ours: AtomicBool,
}

impl Keeper {
    fn new(folder: &Path) -> Result<Self, PublishError> {
        std::fs::create_dir_all(folder)?;
        let file = File::options().create(true).append(true).open(folder.join("keeper.lock"))?;
        Ok(Self { file, is_ours: AtomicBool::new(false) })
    }

    /// Whether this process has the right; takes it when nobody has.
    fn is_ours(&self) -> bool {
        if !self.is_ours.load(Ordering::Relaxed) && self.file.try_lock().is_ok() {
            self.is_ours.store(true, Ordering::Relaxed);
        }
        self.is_ours.load(Ordering::Relaxed)
    }
}

async fn open_index(
    store: &Store,
    folder: &Path,
    regions: &Arc<Regions>,
) -> Result<Index, PublishError> {
    match Index::open(folder, Arc::clone(regions)) {
        // A mistyped address makes a new, empty database; that must not empty the site.
        Ok(index)
            if index.release() != ReleaseId::NONE && store.newest().await? == ReleaseId::NONE =>
        {
            return Err(PublishError::EmptyStore { index: index.release() });
        }
        Ok(index) if is_of_this_store(store, &index).await? => return Ok(index),
        Ok(_) => tracing::warn!("the index is of another store; building it anew"),
        Err(
            error @ (SearchError::Missing(_)
            | SearchError::OtherVersion { .. }
            | SearchError::Damaged(_)),
        ) => {
            tracing::info!(reason = %error, "building the index anew");
        }
        Err(error) => return Err(error.into()),
    }
    Ok(Index::create(folder, Arc::clone(regions))?)
}

/// Whether the index's newest release is one of this store's, digest and all.
async fn is_of_this_store(store: &Store, index: &Index) -> Result<bool, PublishError> {
    let reader = index.reader();
    let Some(own) = reader.directory().release(index.release()) else {
        return Ok(index.release() == ReleaseId::NONE);
    };
    let stored = store.release(own.id).await?;
    Ok(stored.is_some_and(|stored| stored.chain_digest == own.chain_digest))
}
