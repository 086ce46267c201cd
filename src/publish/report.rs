//! The bureau's report, counted from the store's versions: the public's view has forgotten bans that are over.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};

use jiff::civil::Date;
use tokio::runtime::Handle;
use tokio::task::spawn_blocking;

use super::PublishError;
use crate::domain::directory::Directory;
use crate::domain::institution::{Institution, InstitutionId};
use crate::domain::matching::InstitutionNo;
use crate::domain::regulator::RegulatorCode;
use crate::domain::release::{Mode, ReleaseId};
use crate::domain::report::{Counting, Period, Report};
use crate::store::{Store, Stored};

/// So many institutions are read at a time.
const AT_A_TIME: usize = 2_000;

/// So many reports are kept: those of a morning in which several people look at several periods.
const KEPT: usize = 16;

/// Whose report, of when.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wanted {
    /// `None`: all regulators.
    pub regulator: Option<RegulatorCode>,
    pub period: Period,
    pub today: Date,
}

/// A report with the releases of its period, by [`Mode::ALL`].
#[derive(Clone, Debug)]
pub struct Counted {
    pub report: Report,
    pub releases: [u32; 3],
    /// The newest release that was taken in.
    pub release: ReleaseId,
}

/// Reports that were counted lately. A whole platform's takes seconds: it is counted once for a release
/// and a day, beside the readers, and one at a time.
#[derive(Clone, Debug, Default)]
pub struct Reports {
    kept: Arc<Mutex<VecDeque<Kept>>>,
    counting: Arc<tokio::sync::Mutex<()>>,
}

#[derive(Debug)]
struct Kept {
    asked: Asked,
    counted: Arc<Counted>,
}

/// What a report depends on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Asked {
    wanted: Wanted,
    /// The newest release of the store, and of what readers are shown, which may be behind it.
    releases: [ReleaseId; 2],
}

impl Reports {
    /// Counts a report, or gives the one that was counted before.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn count(
        &self,
        store: &Store,
        directory: &Arc<Directory>,
        wanted: Wanted,
    ) -> Result<Arc<Counted>, PublishError> {
        let asked = Asked { wanted, releases: [store.newest().await?, directory.newest()] };
        if let Some(counted) = self.known(asked) {
            return Ok(counted);
        }
        // Kept until it is counted, though whoever asked may be gone by then.
        let turn = Arc::clone(&self.counting).lock_owned().await;
        if let Some(counted) = self.known(asked) {
            return Ok(counted);
        }
        let (own, store, directory) = (self.clone(), store.clone(), Arc::clone(directory));
        let runtime = Handle::current();
        let work = spawn_blocking(move || {
            let counted = Arc::new(runtime.block_on(count(&store, &directory, wanted))?);
            own.keep(Kept { asked, counted: Arc::clone(&counted) });
            drop(turn);
            Ok(counted)
        });
        work.await.map_err(|error| PublishError::Write(std::io::Error::other(error)))?
    }

    fn known(&self, asked: Asked) -> Option<Arc<Counted>> {
        let kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.iter().find(|kept| kept.asked == asked).map(|kept| Arc::clone(&kept.counted))
    }

    fn keep(&self, one: Kept) {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        // What was counted of lists that have changed since is asked for no more.
        kept.retain(|old| old.asked.releases == one.asked.releases);
        kept.push_front(one);
        kept.truncate(KEPT);
    }
}

async fn count(
    store: &Store,
    directory: &Arc<Directory>,
    wanted: Wanted,
) -> Result<Counted, PublishError> {
    let Wanted { regulator, period, today } = wanted;
    let all = store.releases_after(ReleaseId::NONE).await?;
    let release = all.last().map_or(ReleaseId::NONE, |release| release.id);
    let mut releases = [0; 3];
    for one in all.iter().filter(|one| regulator.is_none_or(|code| one.regulator == code)) {
        let at = Mode::ALL.iter().position(|mode| *mode == one.mode);
        if let Some(at) = at.filter(|_| period.contains(one.published_on)) {
            releases[at] += 1;
        }
    }
    let institutions = store.ever_listed(regulator).await?;
    let mut counting = Counting::new(directory, regulator, period, today);
    for some in institutions.chunks(AT_A_TIME) {
        add(&mut counting, store.versions_of(some).await?);
    }
    Ok(Counted { report: counting.finish(), releases, release })
}

/// Adds what was read, institution by institution.
fn add(counting: &mut Counting<'_>, stored: Vec<Stored>) {
    let mut of: Option<InstitutionNo> = None;
    let mut institution = nobody();
    for Stored { institution: no, version, .. } in stored {
        if of.replace(no).is_some_and(|before| before != no) {
            counting.add(&institution);
            institution = nobody();
        }
        institution.versions.push(version);
    }
    if of.is_some() {
        counting.add(&institution);
    }
}

/// Counting asks for no id.
fn nobody() -> Institution {
    Institution {
        id: InstitutionId::Named([b'0'; 10]),
        aliases: Vec::new(),
        versions: Vec::new(),
        may_be_meant: Vec::new(),
    }
}
