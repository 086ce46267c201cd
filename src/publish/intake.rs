//! How drafts begin: with a file, a form about one institution, or a release to be taken back.

use std::collections::BTreeMap;

use super::draft::{Content, Draft, DraftKind, UndoForm};
use super::one::OneForm;
use super::reading::source;
use super::workshop::{By, WorkError, Workshop};
use crate::domain::audit::Action;
use crate::domain::regulator::RegulatorCode;
use crate::domain::release::ReleaseId;
use crate::domain::review::DraftState;
use crate::store::drafts::DraftNo;
use crate::store::publishing::KeptUpload;

impl Workshop {
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

    /// Takes in the mended file of a draft: what was said of the first one is said of this one. The former
    /// draft is given up by [`Workshop::drop_draft`] once the file has been read.
    ///
    /// # Errors
    /// When this person may not submit for the regulator, or the store refuses.
    pub async fn take_in_instead(
        &self,
        by: By<'_>,
        former: &Draft,
        (name, bytes): (String, Vec<u8>),
    ) -> Result<DraftNo, WorkError> {
        let mut content = Content::new(name, by.signed());
        content.mapping.clone_from(&former.content.mapping);
        content.announced = former.content.announced.clone();
        self.keep_new(by, (former.regulator, DraftKind::File, content), Some(bytes)).await
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
}

/// What the file of a form is called. No name of an institution: a ban's is to be forgotten one day.
const ONE_FILE_NAME: &str = "单家更新.csv";
