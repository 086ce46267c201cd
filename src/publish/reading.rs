//! What a draft's file says, read with its mapping and mends, and what the draft would publish.

use std::collections::BTreeMap;
use std::sync::{Arc, PoisonError};

use super::PublishError;
use super::draft::{Draft, UndoForm};
use super::one::{OnListing, OneForm};
use super::submission::{Directed, Said, Submission};
use super::undo::{Undo, undo};
use super::workshop::{WorkError, Workshop};
use crate::domain::digest::Digest;
use crate::domain::release::{ReleaseId, SourceFile};
use crate::import::{self, FileReading};
use crate::store::StoreError;
use crate::store::drafts::DraftNo;

/// Readings kept, so that going to and fro between the pages of a draft does not read its file anew.
const READINGS_KEPT: usize = 12;

#[derive(Debug)]
pub(super) struct Kept {
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

impl Workshop {
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
        if draft.has_own_terms() {
            submission.said.title = None;
            submission.said.notice_no = None;
            submission.said.published_on = None;
        }
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
}

pub(super) fn source(name: &str, bytes: &[u8]) -> SourceFile {
    SourceFile { name: name.to_owned(), sha256: Digest::of(bytes), size_bytes: bytes.len() as u64 }
}
