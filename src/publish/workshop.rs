//! Where drafts are worked on: every step from an upload to a release, each kept before it is
//! acknowledged, so that a server killed between any two of them loses nothing.

use std::collections::{BTreeMap, VecDeque};
use std::sync::{Arc, Mutex, PoisonError};

use jiff::Timestamp;
use jiff::civil::Date;
use thiserror::Error;

use super::PublishError;
use super::draft::{Content, Draft, DraftKind, Signed, UndoForm};
use super::one::{OnListing, OneForm};
use super::release::{Refusal, Terms};
use super::submission::{Directed, Said, Submission};
use super::undo::{Undo, undo};
use crate::domain::account::Actor;
use crate::domain::audit::{Action, NewEntry};
use crate::domain::digest::Digest;
use crate::domain::directory::Directory;
use crate::domain::listing::{Listing, RosterId, RosterKind};
use crate::domain::region::Regions;
use crate::domain::regulator::{Regulator, RegulatorCode};
use crate::domain::release::{Mode, ReleaseId, SourceFile};
use crate::domain::review::{DraftState, Step};
use crate::import::{self, FileReading, Limits, Mapping};
use crate::store::drafts::{DraftNo, WantedDrafts};
use crate::store::publishing::KeptUpload;
use crate::store::{Store, StoreError, Stored};

/// Readings kept, so that going to and fro between the pages of a draft does not read its file anew.
const READINGS_KEPT: usize = 12;

/// The workshop; cheap to clone.
#[derive(Clone, Debug)]
pub struct Workshop {
    pub(super) store: Store,
    pub(super) regions: Arc<Regions>,
    limits: Limits,
    readings: Arc<Mutex<VecDeque<Kept>>>,
}

#[derive(Debug)]
struct Kept {
    draft: DraftNo,
    version: i64,
    checked: Arc<Checked>,
}

/// A draft's file as read with its mapping and mends, and what it directs beyond its rows.
#[derive(Debug)]
pub struct Checked {
    /// `None`: the draft has no file of its own but takes back a release.
    pub reading: Option<FileReading>,
    pub bytes: Arc<Vec<u8>>,
    /// When it takes back a release.
    pub undo: Option<Undo>,
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

    /// Takes in a file. It is kept before anything is said of it.
    ///
    /// # Errors
    /// When this person may not submit for the regulator, or the store refuses.
    pub async fn take_in(
        &self,
        by: By<'_>,
        regulator: RegulatorCode,
        (name, bytes): (String, Vec<u8>),
        kind: DraftKind,
    ) -> Result<DraftNo, WorkError> {
        let mut content = Content::new(name, by.signed());
        content.mapping = self.remembered(regulator).await?.as_remembered().to_lines();
        self.keep_new(by, (regulator, kind, content), Some(bytes)).await
    }

    /// Takes in a form about one institution: `list` is [`super::one::as_list`]'s.
    ///
    /// # Errors
    /// When this person may not submit for the regulator, or the store refuses.
    pub async fn take_in_one(
        &self,
        by: By<'_>,
        regulator: RegulatorCode,
        (form, list): (OneForm, Vec<u8>),
    ) -> Result<DraftNo, WorkError> {
        let mut content = Content::new(ONE_FILE_NAME.into(), by.signed());
        content.one = Some(form);
        content.columns_confirmed = true;
        self.keep_new(by, (regulator, DraftKind::One, content), Some(list)).await
    }

    /// Begins to take back a release.
    ///
    /// # Errors
    /// When this person may not submit for its regulator, or the store refuses.
    pub async fn take_back(&self, by: By<'_>, release: ReleaseId) -> Result<DraftNo, WorkError> {
        let undone = self.store.release(release).await?.ok_or(WorkError::NotThere)?;
        let mut content = Content::new(format!("撤销第{release}号发布.txt"), by.signed());
        content.undo = Some(UndoForm { release: release.number(), choices: BTreeMap::new() });
        content.columns_confirmed = true;
        self.keep_new(by, (undone.regulator, DraftKind::Undo, content), None).await
    }

    async fn keep_new(
        &self,
        by: By<'_>,
        (regulator, kind, content): (RegulatorCode, DraftKind, Content),
        bytes: Option<Vec<u8>>,
    ) -> Result<DraftNo, WorkError> {
        if !by.actor.may_submit(regulator) {
            return Err(WorkError::NotAllowed);
        }
        let upload = bytes.map(|bytes| KeptUpload {
            source: source(&content.file_name, &bytes),
            received_at: by.at,
            content: bytes,
        });
        let draft = Draft {
            no: 0,
            regulator,
            kind,
            state: DraftState::Open,
            version: 1,
            upload: upload.as_ref().map(|upload| upload.source.sha256),
            changed_at: by.at,
            publish_at: None,
            content,
        };
        let digest = draft.upload.map(|digest| digest.to_string()).unwrap_or_default();
        let told = format!("{} {digest}", draft.content.file_name);
        let entry = by.entry(&draft, Action::Uploaded).changing("", told);
        Ok(self.store.add_draft(&draft.stored()?, upload.as_ref(), &entry).await?)
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
    async fn remembered(&self, regulator: RegulatorCode) -> Result<Mapping, WorkError> {
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

    /// Reads a draft's file with its mapping and mends.
    ///
    /// # Errors
    /// When the store does not answer, or no longer has the file.
    pub async fn check(&self, draft: &Draft) -> Result<Arc<Checked>, WorkError> {
        if let Some(checked) = self.kept(draft) {
            return Ok(checked);
        }
        let checked = Arc::new(match &draft.content.undo {
            Some(form) => self.check_undo(draft, form).await?,
            None => self.check_file(draft).await?,
        });
        // What is taken back depends on what stands, which changes without the draft.
        if checked.undo.is_none() {
            let mut readings = self.readings.lock().unwrap_or_else(PoisonError::into_inner);
            readings.retain(|kept| kept.draft != draft.no);
            readings.push_front(Kept {
                draft: draft.no,
                version: draft.version,
                checked: Arc::clone(&checked),
            });
            readings.truncate(READINGS_KEPT);
        }
        Ok(checked)
    }

    fn kept(&self, draft: &Draft) -> Option<Arc<Checked>> {
        let readings = self.readings.lock().unwrap_or_else(PoisonError::into_inner);
        let is_it = |kept: &&Kept| kept.draft == draft.no && kept.version == draft.version;
        readings.iter().find(is_it).map(|kept| Arc::clone(&kept.checked))
    }

    async fn check_file(&self, draft: &Draft) -> Result<Checked, WorkError> {
        let upload = draft.upload.ok_or(WorkError::NotThere)?;
        let bytes = self.store.upload(upload).await?.ok_or_else(|| StoreError::Corrupt {
            table: "upload",
            key: upload.to_string(),
            what: "the file of a draft is gone".into(),
        })?;
        let bytes = Arc::new(bytes);
        let (content, regulator) = (draft.content.clone(), draft.regulator);
        let (regions, limits) = (Arc::clone(&self.regions), self.limits.clone());
        let read = {
            let bytes = Arc::clone(&bytes);
            move || {
                let (mapping, mends) = (content.mapping(), content.mends());
                let options = import::Options {
                    regulator: Some(regulator),
                    regions: &regions,
                    roster: content.announced.roster(),
                    limits,
                    mapping: &mapping,
                    mends: &mends,
                };
                import::read(&content.file_name, &bytes, &options, &mut |_| {})
            }
        };
        let reading = tokio::task::spawn_blocking(read).await.map_err(|error| {
            WorkError::Publish(PublishError::Write(std::io::Error::other(error)))
        })?;
        Ok(Checked { reading: Some(reading), bytes, undo: None })
    }

    async fn check_undo(&self, draft: &Draft, form: &UndoForm) -> Result<Checked, WorkError> {
        let release = ReleaseId::new(form.release);
        let versions = self.store.around_release(release).await?;
        let undo = undo(release, &versions, &form.choices);
        let told = format!("{}\n第{release}号\n", draft.content.file_name);
        Ok(Checked { reading: None, bytes: Arc::new(told.into_bytes()), undo: Some(undo) })
    }

    /// What a draft would publish.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn submission(
        &self,
        draft: &Draft,
        checked: &Checked,
    ) -> Result<Submission, WorkError> {
        let bytes = checked.bytes.as_ref().clone();
        let mut submission = match &checked.reading {
            Some(reading) => Submission::new(reading.clone(), bytes, &self.regions),
            None => Submission {
                source: source(&draft.content.file_name, &bytes),
                content: bytes,
                listings: Vec::new(),
                regulators: BTreeMap::new(),
                said: Said::default(),
                directed: Directed::default(),
            },
        };
        submission.listings.retain(|listing| listing.roster.regulator == draft.regulator);
        if let Some(undo) = &checked.undo {
            submission.directed = undo.directed.clone();
        }
        if let Some(OneForm { action, line: Some(line), name: _ }) = &draft.content.one {
            match action.on_listing() {
                OnListing::Amends => {
                    submission.directed.continues.insert(0, *line);
                }
                OnListing::Adds => {}
                OnListing::Ends => {
                    submission.listings.clear();
                    submission.directed.ends.push(*line);
                }
            }
        }
        let regulator = self.regulator(draft.regulator).await?;
        submission.regulators = BTreeMap::from([(draft.regulator, regulator)]);
        Ok(submission)
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

/// What the file of a form is called. No name of an institution: a ban's is to be forgotten one day.
const ONE_FILE_NAME: &str = "单家更新.csv";

fn source(name: &str, bytes: &[u8]) -> SourceFile {
    SourceFile { name: name.to_owned(), sha256: Digest::of(bytes), size_bytes: bytes.len() as u64 }
}

/// The terms on which a draft would be published now. A change of single institutions does not make
/// the list any newer: its 截至日期 stays that of the last list.
pub fn terms(draft: &Draft, (now, today): (Timestamp, Date), directory: &Directory) -> Terms {
    let content = &draft.content;
    let announced = &content.announced;
    let submitted = content.submitted.as_ref().unwrap_or(&content.changed);
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
            (Some(Mode::Batch), edition().or(Some(today)), Some(own_title(content)))
        }
    };
    Terms {
        mode,
        notice_no: announced.notice_no.clone(),
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
