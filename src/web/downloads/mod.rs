//! `GET /data/{edition}/{file}`: the lists as files, for whoever wants all of them.
//!
//! | address | what |
//! |---|---|
//! | `/data/2026-11-23-r128/all.csv` | the edition of that day and release: never changes, see [`crate::publish::export`] |
//! | `/data/2026-11-23/all.csv` | leads to that day as it is known now |
//! | `/data/latest/all.csv` | leads to today as it is known now |
//! | `…/110108.xlsx`, `…/110108-edu.jsonl` | of a region and all inside it, of a regulator |
//! | `…/manifest.json`, `…/110108.manifest.json` | sizes and digests of the files of a scope |
//! | `/data/schema.json` | what a line of JSON Lines looks like |
//!
//! A file is made once, into a file without a name, which the system takes back however this process
//! ends; all who want it read along while it grows ([`making`]). So making takes the memory of a row, a
//! slow reader holds a chunk, and the first bytes come at once. Files of the newest edition are kept
//! until the next one, as far as there is room; those of older editions as long as somebody reads them.
//! The whole register is made ahead ([`Downloads::keep_ready`]).
//!
//! An edition never changes, but what must be forgotten has to leave caches as fast as it leaves pages:
//! so a file is cached as briefly as a page, and asked after by its digest.

pub mod files;
mod making;
pub mod manifest;
pub mod schema;

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};
use std::time::Duration;

use jiff::Zoned;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

pub use self::making::{Facts, Making};
use super::error::Error;
use crate::domain::release::ReleaseId;
use crate::publish::export::{Edition, Form, Scope, Wanted};
use crate::publish::live::Live;
use crate::search::Reader;

/// Files of the newest edition that are made at once: each takes a processor. As many as there are forms,
/// so that right after a release nobody waits for a form that nobody else wants.
const MAKERS: usize = Form::ALL.len();
/// Files of older editions: whoever asks for many of them does not keep the others waiting.
const MAKERS_OF_THE_PAST: usize = 1;
/// Files that are read at once.
const READERS: usize = 64;
const PATIENCE: Duration = Duration::from_secs(4);
const KEPT_BYTES: u64 = 1 << 30;

/// The files there are; cheap to clone.
#[derive(Clone, Debug)]
pub struct Downloads(Arc<Shop>);

#[derive(Debug)]
struct Shop {
    folder: PathBuf,
    files: Mutex<Files>,
    makers: Arc<Semaphore>,
    makers_of_the_past: Arc<Semaphore>,
    readers: Arc<Semaphore>,
}

/// A file, and the newest edition when it was made, by which it was known what must be forgotten.
type Key = (Wanted, ReleaseId);

#[derive(Debug, Default)]
struct Files {
    newest: Option<Edition>,
    kept: HashMap<Key, Arc<Making>>,
    passing: HashMap<Key, Weak<Making>>,
}

impl Default for Downloads {
    fn default() -> Self {
        Self::in_folder(std::env::temp_dir())
    }
}

impl Downloads {
    /// Files lie in `folder`, without names.
    pub fn in_folder(folder: PathBuf) -> Self {
        Self(Arc::new(Shop {
            folder,
            files: Mutex::default(),
            makers: Arc::new(Semaphore::new(MAKERS)),
            makers_of_the_past: Arc::new(Semaphore::new(MAKERS_OF_THE_PAST)),
            readers: Arc::new(Semaphore::new(READERS)),
        }))
    }

    /// The file, made or being made.
    ///
    /// # Errors
    /// [`Error::Busy`] while too many others are being made; [`Error::Internal`] when there is no room.
    pub async fn file(&self, reader: &Arc<Reader>, wanted: Wanted) -> Result<Arc<Making>, Error> {
        let newest = Edition { day: wanted.today, release: reader.release() };
        let key = (wanted, newest.release);
        if let Some(file) = self.files(newest).find(&key) {
            return Ok(file);
        }
        let is_newest = wanted.edition == newest;
        let makers = if is_newest { &self.0.makers } else { &self.0.makers_of_the_past };
        let turn = tokio::time::timeout(PATIENCE, Arc::clone(makers).acquire_owned()).await;
        let Ok(Ok(turn)) = turn else { return Err(Error::Busy { retry_after_s: 10 }) };
        let mut files = self.files(newest);
        // Somebody else may have waited for the same file, and begun.
        if let Some(file) = files.find(&key) {
            return Ok(file);
        }
        let file = Making::begin(Arc::clone(reader), wanted, &self.0.folder, turn)
            .inspect_err(|error| tracing::error!(%error, "a download cannot be made"))
            .map_err(|_| Error::Internal)?;
        if is_newest && files.newest == Some(newest) && files.kept_bytes() < KEPT_BYTES {
            files.kept.insert(key, Arc::clone(&file));
        } else {
            files.passing.insert(key, Arc::downgrade(&file));
        }
        Ok(file)
    }

    /// A reader's place.
    ///
    /// # Errors
    /// [`Error::Busy`] when all are taken.
    fn place(&self) -> Result<OwnedSemaphorePermit, Error> {
        let busy = Error::Busy { retry_after_s: 30 };
        Arc::clone(&self.0.readers).try_acquire_owned().map_err(|_| busy)
    }

    fn files(&self, newest: Edition) -> MutexGuard<'_, Files> {
        let mut files = self.0.files.lock().unwrap_or_else(PoisonError::into_inner);
        files.tidy(newest);
        files
    }

    /// Makes the files of the whole register ahead, for ever: after a start, a release, at midnight.
    pub async fn keep_ready(self, live: Live, now: fn() -> Zoned) {
        const LOOK_EVERY: Duration = Duration::from_secs(2);
        const TRY_AGAIN_AFTER: Duration = Duration::from_secs(60);
        let newest = || Edition { day: now().date(), release: live.snapshot().release() };
        let (mut seen, mut ready) = (None, None);
        loop {
            tokio::time::sleep(LOOK_EVERY).await;
            let edition = newest();
            // While release follows release, each would be made in vain.
            let is_settled = seen == Some(edition);
            seen = Some(edition);
            if ready == Some(edition) || !is_settled || edition.release == ReleaseId::NONE {
                continue;
            }
            let mut made = 0;
            for form in Form::ALL {
                let reader = live.snapshot();
                let wanted = Wanted { edition, scope: Scope::Whole, form, today: edition.day };
                if reader.release() == edition.release
                    && let Ok(file) = self.file(&reader, wanted).await
                {
                    made += usize::from(file.facts().await.is_some());
                }
            }
            let is_overtaken = newest() != edition;
            if made == Form::ALL.len() {
                ready = Some(edition);
            } else if !is_overtaken {
                // On a full disk it would fail each time, and cost as much.
                tokio::time::sleep(TRY_AGAIN_AFTER).await;
            }
        }
    }
}

impl Files {
    fn find(&self, key: &Key) -> Option<Arc<Making>> {
        let passing = || self.passing.get(key).and_then(Weak::upgrade);
        self.kept.get(key).cloned().or_else(passing).filter(|file| !file.has_failed())
    }

    fn kept_bytes(&self) -> u64 {
        self.kept.values().map(|file| file.bytes()).sum()
    }

    /// Lets go of what a newer release or day has overtaken.
    fn tidy(&mut self, newest: Edition) {
        let is_newer = |held: Edition| (newest.release, newest.day) > (held.release, held.day);
        if self.newest.is_none_or(is_newer) {
            self.newest = Some(newest);
            self.kept.clear();
        }
        self.passing.retain(|_, file| file.strong_count() > 0);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn so_many_read_at_once_and_the_next_is_asked_to_wait() {
        let downloads = Downloads::default();
        let places: Vec<_> = (0..READERS).map(|_| downloads.place().unwrap()).collect();
        assert!(matches!(downloads.place(), Err(Error::Busy { retry_after_s: 30 })));
        drop(places);
        assert!(downloads.place().is_ok());
    }

    #[test]
    fn a_newer_edition_lets_the_files_of_the_older_one_go() {
        let edition = |release| Edition {
            day: jiff::civil::date(2026, 11, 23),
            release: ReleaseId::new(release),
        };
        let mut files = Files::default();
        files.tidy(edition(2));
        assert_eq!(files.newest, Some(edition(2)));
        // Who began to answer before the release does not turn the clock back.
        files.tidy(edition(1));
        assert_eq!(files.newest, Some(edition(2)));
        files.tidy(edition(3));
        assert_eq!(files.newest, Some(edition(3)));
    }
}
