//! From checked rows to releases: one transaction, one release for each regulator whose rosters change.

use std::collections::{BTreeMap, HashMap};

use jiff::Timestamp;
use jiff::civil::Date;

use super::PublishError;
use super::plan::Plan;
use super::submission::Submission;
use crate::domain::regulator::{Regulator, RegulatorCode};
use crate::domain::release::{ChangeCounts, Mode, Release};
use crate::store::Store;
use crate::store::publishing::{Batch, KeptUpload};

/// What whoever publishes says about the file; what is `None` is taken from the file's own title
/// rows, and failing that as the field's comment says.
#[derive(Clone, Debug)]
pub struct Terms {
    /// Refused when unsaid and it would matter: see [`Refusal::ModeUnclear`].
    pub mode: Option<Mode>,
    pub notice_no: Option<String>,
    pub title: Option<String>,
    /// 截至日期; failing that, today.
    pub as_of_on: Option<Date>,
    /// 发布日期; failing that, today.
    pub published_on: Option<Date>,
    /// Failing that, the day of publication.
    pub effective_on: Option<Date>,
    pub submitted_by: String,
    /// `None`: an operator publishes, without a second person.
    pub approved_by: Option<String>,
    pub now: Timestamp,
    /// The day in Asia/Shanghai.
    pub today: Date,
}

/// What was published, or would be.
#[derive(Clone, Debug, Default)]
pub struct Outcome {
    /// In order; empty when nothing changed.
    pub releases: Vec<Release>,
    pub counts: ChangeCounts,
    /// Rows that stand in the rosters just as they were sent.
    pub unchanged: u64,
    /// Why nothing may be published.
    pub refusal: Option<Refusal>,
}

/// Why a file may not be published as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// Nobody said whether the list is full, and as a full list it would remove some.
    ModeUnclear { would_remove: Vec<(RegulatorCode, String)>, in_all: u64 },
    /// Rows of a full list were refused, and the list would remove some: perhaps those very ones.
    RefusedRowsInFullList {
        refused_rows: u64,
        would_remove: Vec<(RegulatorCode, String)>,
        in_all: u64,
    },
    /// Not one row passed its checks.
    NoRows,
    /// Listings that were to leave are no longer there.
    Gone { listings: u64 },
}

/// Publishes a submission, or with [`Effect::None`] only tells what would happen. Whoever else
/// publishes waits meanwhile; readers do not.
///
/// # Errors
/// When the store refuses; then nothing has happened.
pub async fn publish(
    store: &Store,
    mut submission: Submission,
    terms: &Terms,
    effect: Effect,
    progress: &(dyn Fn(Stage) + Sync),
) -> Result<Outcome, PublishError> {
    progress(Stage::Comparing);
    let mut publishing = store.begin_publishing().await?;
    let regulators = std::mem::take(&mut submission.regulators);
    let known = publishing.regulators(&regulators.keys().copied().collect::<Vec<_>>()).await?;
    submission.regulators.clone_from(&regulators);
    let content = std::mem::take(&mut submission.content);
    let source = submission.source.clone();
    let plan = match Plan::of(&mut publishing, submission, terms).await? {
        Ok(plan) => plan,
        Err(refusal) => return Ok(Outcome { refusal: Some(refusal), ..Outcome::default() }),
    };
    let (mut batch, outcome) = plan.write_up(&mut publishing, terms)?;
    if effect == Effect::None || batch.releases.is_empty() {
        return Ok(outcome);
    }
    batch.uploads.push(KeptUpload { source, received_at: terms.now, content });
    batch.regulators = new_or_changed(&known, regulators);
    progress(Stage::Writing { rows: batch.versions.len() as u64 });
    publishing.write(&batch).await?;
    progress(Stage::Committing);
    publishing.commit().await?;
    Ok(outcome)
}

/// Whether a submission is published or only looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect {
    Publish,
    None,
}

/// Where the work has got to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    Comparing,
    Writing { rows: u64 },
    Committing,
}

/// Regulators that the store does not know yet, and known ones under a name that they had not had.
fn new_or_changed(known: &[Regulator], met: BTreeMap<RegulatorCode, Regulator>) -> Vec<Regulator> {
    let known: HashMap<RegulatorCode, &Regulator> =
        known.iter().map(|regulator| (regulator.code, regulator)).collect();
    met.into_values()
        .filter_map(|met| match known.get(&met.code) {
            None => Some(met),
            Some(known) => {
                let mut merged = (*known).clone();
                let is_provisional = merged.name.ends_with(merged.code.kind.department());
                if is_provisional && !met.name.ends_with(met.code.kind.department()) {
                    merged.name.clone_from(&met.name);
                }
                for name in std::iter::once(met.name).chain(met.aliases) {
                    let is_new = name != merged.name && !merged.aliases.contains(&name);
                    if is_new && !name.ends_with(met.code.kind.department()) {
                        merged.aliases.push(name);
                    }
                }
                (merged != **known).then_some(merged)
            }
        })
        .collect()
}

/// Makes regulators known, or known better, without a release.
///
/// # Errors
/// When the store refuses.
pub async fn register(store: &Store, regulators: Vec<Regulator>) -> Result<(), PublishError> {
    let mut publishing = store.begin_publishing().await?;
    publishing.write(&Batch { regulators, ..Batch::default() }).await?;
    Ok(publishing.commit().await?)
}
