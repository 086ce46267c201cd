//! Where drafts are worked on: every step from an upload to a release, each kept before it is
//! acknowledged, so that a server killed between any two of them loses nothing.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};

use jiff::Timestamp;
use jiff::civil::Date;
use thiserror::Error;

use super::PublishError;
use super::draft::{Content, Draft, DraftKind, Signed, UndoForm};
use super::reading::Kept;
use super::release::{Refusal, Terms};
use crate::domain::account::Actor;
use crate::domain::audit::{Action, NewEntry};
use crate::domain::directory::Directory;
use crate::domain::listing::{Listing, RosterId, RosterKind};
use crate::domain::region::Regions;
use crate::domain::regulator::{Regulator, RegulatorCode};
use crate::domain::release::{Mode, Release, ReleaseId};
use crate::domain::review::{DraftState, Step};
use crate::import::{Limits, Mapping};
use crate::store::drafts::{DraftNo, WantedDrafts};
use crate::store::{Store, StoreError, Stored};

/// The workshop; cheap to clone.
#[derive(Clone, Debug)]
pub struct Workshop {
    pub(super) store: Store,
    pub(super) regions: Arc<Regions>,
    pub(super) limits: Limits,
    pub(super) readings: Arc<Mutex<VecDeque<Kept>>>,
}

/// Who does something, from where and when.
#[derive(Clone, Copy, Debug)]
pub struct By<'a> {
    pub actor: &'a Actor,
    /// The address they come from.
    pub address: &'a str,
    pub at: Timestamp,
    /// The day in Asia/Shanghai.
    pub today: Date,
}

impl By<'_> {
    pub fn signed(&self) -> Signed {
        Signed::by(self.actor, self.at)
    }

    pub(super) fn entry(&self, draft: &Draft, action: Action) -> NewEntry {
        NewEntry::by(self.actor, self.address, self.at, action)
            .of_regulator(Some(draft.regulator))
            .on(format!("draft {}", draft.no))
    }
}

/// Why a step was not taken.
#[derive(Debug, Error)]
pub enum WorkError {
    #[error(transparent)]
    Publish(#[from] PublishError),
    #[error("no such draft, or not theirs to see")]
    NotThere,
    #[error("not theirs to do")]
    NotAllowed,
    /// Somebody else changed it since it was read.
    #[error("changed meanwhile")]
    Stale,
    #[error("a draft that is {} cannot be treated so", .0.code())]
    WrongState(DraftState),
    /// What would be published is no longer what was agreed to.
    #[error("the rosters have changed since")]
    RostersChanged,
    #[error("refused as it is")]
    Refused(Refusal),
    #[error("nothing would change")]
    NothingChanges,
    /// An urgent publication may only make verdicts stricter.
    #[error("not stricter in every row")]
    NotStricter,
    #[error("there is no such listing, or it stands no longer")]
    NoSuchListing,
}

impl From<StoreError> for WorkError {
    fn from(error: StoreError) -> Self {
        Self::Publish(error.into())
    }
}

impl Workshop {
    pub fn new(store: Store, regions: Arc<Regions>, limits: Limits) -> Self {
        Self { store, regions, limits, readings: Arc::default() }
    }

    pub fn store(&self) -> &Store {
        &self.store
    }

    /// The drafts of a regulator in these states, the last changed first.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn drafts(
        &self,
        regulator: Option<RegulatorCode>,
        states: &[DraftState],
    ) -> Result<Vec<Draft>, WorkError> {
        let stored = self.store.drafts(WantedDrafts { regulator, states, upload: None }).await?;
        Ok(stored.iter().map(Draft::of).collect::<Result<_, _>>()?)
    }

    /// A draft that this person may see.
    ///
    /// # Errors
    /// [`WorkError::NotThere`] when there is none, or it is another regulator's.
    pub async fn draft(&self, no: DraftNo, actor: &Actor) -> Result<Draft, WorkError> {
        let stored = self.store.draft(no).await?.ok_or(WorkError::NotThere)?;
        if !actor.may_see(stored.regulator) {
            return Err(WorkError::NotThere);
        }
        Ok(Draft::of(&stored)?)
    }

    /// Other drafts and releases that were made from the same file.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn made_from_same(&self, draft: &Draft) -> Result<Vec<Draft>, WorkError> {
        let Some(upload) = draft.upload else { return Ok(Vec::new()) };
        let wanted = WantedDrafts {
            regulator: Some(draft.regulator),
            states: &DraftState::ALL,
            upload: Some(upload),
        };
        let stored = self.store.drafts(wanted).await?;
        let drafts: Result<Vec<Draft>, _> = stored.iter().map(Draft::of).collect();
        Ok(drafts?.into_iter().filter(|other| other.no != draft.no).collect())
    }

    /// Changes a draft that still may be, and keeps it.
    ///
    /// # Errors
    /// [`WorkError::Stale`] when somebody changed it since; nothing is kept then.
    pub async fn change(
        &self,
        by: By<'_>,
        mut draft: Draft,
        what: &str,
        change: impl FnOnce(&mut Content),
    ) -> Result<(), WorkError> {
        if !by.actor.may_submit(draft.regulator) {
            return Err(WorkError::NotAllowed);
        }
        let before = serde_json::to_value(&draft.content).unwrap_or_default();
        change(&mut draft.content);
        draft.content.hands.insert(by.actor.login.to_string());
        let after = serde_json::to_value(&draft.content).unwrap_or_default();
        let (before, after) = told_apart(&before, &after);
        let entry = by.entry(&draft, Action::DraftChanged);
        let entry = entry.changing(before, format!("{what} {after}"));
        self.step(by, draft, Step::Change, &entry).await
    }

    /// Keeps what somebody said of the columns. The regulator's next file is read so only when this
    /// draft has been handed in: see [`Self::submit`].
    ///
    /// # Errors
    /// As [`Self::change`].
    pub async fn map_columns(
        &self,
        by: By<'_>,
        draft: Draft,
        mapping: &Mapping,
    ) -> Result<(), WorkError> {
        let kept = mapping.to_lines();
        self.change(by, draft, "columns", move |content| {
            content.mapping = kept;
            content.columns_confirmed = true;
        })
        .await
    }

    /// Remembers for the regulator's next file what was said of this one's columns.
    pub(super) async fn remember_columns(
        &self,
        by: By<'_>,
        (regulator, said): (RegulatorCode, Mapping),
    ) -> Result<(), WorkError> {
        let said = said.to_remember();
        if said.is_empty() {
            return Ok(());
        }
        let lines = said.or(&self.remembered(regulator).await?).to_lines();
        Ok(self.store.put_mapping(regulator, &lines, by.at).await?)
    }

    /// What is remembered of the headings in the regulator's files.
    pub(super) async fn remembered(&self, regulator: RegulatorCode) -> Result<Mapping, WorkError> {
        let lines = self.store.mapping(regulator).await?;
        // Written by ourselves; lines that no longer read are asked about again.
        Ok(Mapping::from_lines(&lines).unwrap_or_default())
    }

    /// Takes a step that publishes nothing.
    ///
    /// # Errors
    /// [`WorkError::WrongState`] when it cannot be taken, [`WorkError::Stale`] when somebody was
    /// quicker.
    pub(super) async fn step(
        &self,
        by: By<'_>,
        mut draft: Draft,
        step: Step,
        entry: &NewEntry,
    ) -> Result<(), WorkError> {
        draft.state = draft.state.after(step).ok_or(WorkError::WrongState(draft.state))?;
        draft.changed_at = by.at;
        draft.content.changed = by.signed();
        if self.store.save_draft(&draft.stored()?, entry).await? {
            Ok(())
        } else {
            Err(WorkError::Stale)
        }
    }

    /// Gives a draft up; it is kept, and so is its file.
    ///
    /// # Errors
    /// As [`Self::change`].
    pub async fn drop_draft(&self, by: By<'_>, mut draft: Draft) -> Result<(), WorkError> {
        if !by.actor.may_submit(draft.regulator) {
            return Err(WorkError::NotAllowed);
        }
        draft.publish_at = None;
        let entry = by.entry(&draft, Action::DraftDiscarded);
        self.step(by, draft, Step::Drop, &entry).await
    }

    /// A regulator as the store knows it.
    ///
    /// # Errors
    /// [`WorkError::NotThere`] when it does not.
    pub async fn regulator(&self, code: RegulatorCode) -> Result<Regulator, WorkError> {
        self.store.regulators(Some(&[code])).await?.pop().ok_or(WorkError::NotThere)
    }

    /// What stands in a regulator's rosters.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn standing(&self, regulator: RegulatorCode) -> Result<Vec<Stored>, WorkError> {
        Ok(self.store.look().await?.standing(&[regulator]).await?)
    }
}

/// The terms on which a draft would be published now. A change of single institutions does not make
/// the list any newer: its 截至日期 stays that of the last list.
pub fn terms(draft: &Draft, (now, today): (Timestamp, Date), directory: &Directory) -> Terms {
    let content = &draft.content;
    let announced = &content.announced;
    let submitted = content.submitted.as_ref().unwrap_or(&content.changed);
    let back_to = content.undo.as_ref().and_then(|undo| goes_back_to(undo, directory, today));
    let edition = || {
        let editions = RosterKind::ALL.into_iter().filter_map(|kind| {
            let roster = RosterId { regulator: draft.regulator, kind };
            directory.edition(roster, today)
        });
        editions.map(|release| release.as_of_on).max()
    };
    let (mode, as_of_on, title) = match draft.kind {
        DraftKind::File | DraftKind::Api => {
            (announced.mode(), announced.as_of_on, announced.title.clone())
        }
        DraftKind::One | DraftKind::Undo => {
            let as_of_on = back_to.map(|release| release.as_of_on).or_else(edition);
            (Some(Mode::Batch), as_of_on.or(Some(today)), Some(own_title(content)))
        }
    };
    let own_notice = announced.notice_no.clone();
    Terms {
        mode,
        notice_no: own_notice.or_else(|| back_to.and_then(|release| release.notice_no.clone())),
        title,
        as_of_on,
        published_on: announced.published_on,
        effective_on: announced.effective_on,
        submitted_by: submitted.named(),
        approved_by: None,
        now,
        today,
    }
}

/// The edition that stands again once a release is undone: its 截至日期 and 公告文号 are what the lists
/// rest on again. `None` where later editions stand, or none stood before.
fn goes_back_to<'a>(undo: &UndoForm, directory: &'a Directory, today: Date) -> Option<&'a Release> {
    let undone = directory.release(ReleaseId::new(undo.release))?;
    let before = ReleaseId::new(undo.release.checked_sub(1)?);
    let rosters =
        || undone.rosters.iter().map(|kind| RosterId { regulator: undone.regulator, kind: *kind });
    let is_last =
        |roster| directory.edition(roster, Date::MAX).is_none_or(|release| release.id == undone.id);
    let editions = rosters().filter_map(|roster| directory.edition_known_at(before, roster, today));
    editions.max_by_key(|release| release.id).filter(|_| rosters().all(is_last))
}

/// What a release without a file of the bureau's is called in public. It names nobody.
fn own_title(content: &Content) -> String {
    match (&content.announced.title, &content.one, &content.undo) {
        (Some(title), _, _) => title.clone(),
        (None, Some(one), _) => format!("单家更新：{}", one.action.label()),
        (None, None, Some(undo)) => format!("撤销第{}号发布", undo.release),
        (None, None, None) => content.file_name.clone(),
    }
}

/// The parts of two JSON objects that differ, for the trail.
fn told_apart(before: &serde_json::Value, after: &serde_json::Value) -> (String, String) {
    let (Some(before), Some(after)) = (before.as_object(), after.as_object()) else {
        return (before.to_string(), after.to_string());
    };
    let differing = |own: &serde_json::Map<_, _>, other: &serde_json::Map<String, _>| {
        let parts: serde_json::Map<String, serde_json::Value> = own
            .iter()
            .filter(|(key, value)| other.get(*key) != Some(*value))
            .map(|(key, value): (&String, &serde_json::Value)| (key.clone(), value.clone()))
            .collect();
        serde_json::Value::Object(parts).to_string()
    };
    (differing(before, after), differing(after, before))
}

/// A listing that stands in a regulator's rosters, by its line.
pub fn standing_listing(standing: &[Stored], line: i64) -> Option<&Listing> {
    let found = standing.iter().find(|stored| stored.version.line == line);
    found.map(|stored| &stored.version.listing)
}
