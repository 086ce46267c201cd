//! The bureau's report, counted from the store's versions: the public's view has forgotten bans that are over.

use std::sync::Arc;

use jiff::civil::Date;

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

/// Whose report, of when.
#[derive(Clone, Copy, Debug)]
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

/// Counts it.
///
/// # Errors
/// When the store does not answer.
pub async fn count(
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
        // Thousands of rows are a moment of work; others are answered in between.
        tokio::task::yield_now().await;
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
