//! The one transaction in which releases come into being.

use sqlx::{Any, AssertSqlSafe, Transaction};

use super::drafts::{self, StoredDraft};
use super::institutions::{self, Gained, Keys, United};
use super::listings::{self, Stored, ending_code, number};
use super::releases::{self, Upload};
use super::{Store, StoreError, audit, bulk};
use crate::domain::audit::NewEntry;
use crate::domain::institution::{InstitutionId, Until};
use crate::domain::matching::{Acquaintances, InstitutionNo};
use crate::domain::regulator::{Regulator, RegulatorCode};
use crate::domain::release::Release;

pub use super::institutions::{
    Gained as GainedCode, Keys as RecognitionKeys, United as UnitedTwin,
};
pub use super::releases::Upload as KeptUpload;

/// A transaction that publishes: others who want to publish wait, readers do not. Dropped without
/// [`Publishing::commit`], nothing has happened.
#[derive(Debug)]
pub struct Publishing {
    transaction: Transaction<'static, Any>,
    last: Option<Release>,
    next_institution: InstitutionNo,
    next_version: i64,
}

/// Everything that a set of releases writes.
#[derive(Clone, Debug, Default)]
pub struct Batch {
    pub uploads: Vec<Upload>,
    /// New ones, and those of which something changed.
    pub regulators: Vec<Regulator>,
    pub releases: Vec<Release>,
    pub institutions: Vec<(InstitutionNo, InstitutionId)>,
    pub gained: Vec<Gained>,
    pub united: Vec<United>,
    /// Versions that end, by their number.
    pub endings: Vec<(i64, Until)>,
    pub versions: Vec<Stored>,
}

impl Store {
    /// Takes the turn to publish, waiting for whoever has it.
    ///
    /// # Errors
    /// When the database does not answer, or the turn does not come within its patience.
    pub async fn begin_publishing(&self) -> Result<Publishing, StoreError> {
        let mut transaction = self.pool.begin().await?;
        // The first statement writes, so that SQLite takes its write lock before anything is read,
        // and PostgreSQL makes others wait for this row.
        sqlx::query("UPDATE turn SET taken = taken + 1 WHERE name = 'publish'")
            .execute(&mut *transaction)
            .await?;
        Publishing::over(transaction).await
    }

    /// Sees everything as it would be published upon, without keeping others from publishing. It
    /// can look and is never committed.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn look(&self) -> Result<Publishing, StoreError> {
        Publishing::over(self.pool.begin().await?).await
    }

    /// Makes regulators known, or known better, each with its entry in the trail.
    ///
    /// # Errors
    /// When the database refuses; then nothing has happened.
    pub async fn put_regulators(
        &self,
        regulators: Vec<Regulator>,
        entries: &[NewEntry],
    ) -> Result<(), StoreError> {
        let mut publishing = self.begin_publishing().await?;
        publishing.write(&Batch { regulators, ..Batch::default() }).await?;
        for entry in entries {
            publishing.note(entry).await?;
        }
        publishing.commit().await
    }
}

impl Publishing {
    async fn over(mut transaction: Transaction<'static, Any>) -> Result<Self, StoreError> {
        let last = releases::last_release(&mut transaction).await?;
        let next_institution =
            next(&mut transaction, "SELECT COALESCE(MAX(no), 0) + 1 FROM institution").await?;
        let next_version =
            next(&mut transaction, "SELECT COALESCE(MAX(no), 0) + 1 FROM listing").await?;
        Ok(Self { transaction, last, next_institution, next_version })
    }

    /// The release before those to come.
    pub fn last(&self) -> Option<&Release> {
        self.last.as_ref()
    }

    /// A number that no institution has had.
    pub fn new_institution_no(&mut self) -> InstitutionNo {
        self.next_institution += 1;
        self.next_institution - 1
    }

    /// A number that no version has had.
    pub fn new_version_no(&mut self) -> i64 {
        self.next_version += 1;
        self.next_version - 1
    }

    /// These regulators as far as they are known.
    ///
    /// # Errors
    /// When the database does not answer, or a row no longer parses.
    pub async fn regulators(
        &mut self,
        only: &[RegulatorCode],
    ) -> Result<Vec<Regulator>, StoreError> {
        releases::regulators(&mut self.transaction, Some(only)).await
    }

    /// What stands in these regulators' rosters.
    ///
    /// # Errors
    /// When the database does not answer, or a row no longer parses.
    pub async fn standing(
        &mut self,
        regulators: &[RegulatorCode],
    ) -> Result<Vec<Stored>, StoreError> {
        listings::standing(&mut self.transaction, regulators).await
    }

    /// Everyone whom rows with these keys may be about.
    ///
    /// # Errors
    /// When the database does not answer, or a row no longer parses.
    pub async fn acquaintances(&mut self, keys: &Keys) -> Result<Acquaintances, StoreError> {
        institutions::acquaintances(&mut self.transaction, keys).await
    }

    /// The present id of an institution. `None`: there is none of this number.
    ///
    /// # Errors
    /// When the database does not answer, or the id no longer parses.
    pub async fn id(&mut self, no: InstitutionNo) -> Result<Option<InstitutionId>, StoreError> {
        institutions::id(&mut self.transaction, no).await
    }

    /// Writes all of it. Nothing is seen before [`Publishing::commit`].
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn write(&mut self, batch: &Batch) -> Result<(), StoreError> {
        let connection = &mut *self.transaction;
        for upload in &batch.uploads {
            releases::put_upload(connection, upload).await?;
        }
        releases::put_regulators(connection, &batch.regulators).await?;
        releases::put_releases(connection, &batch.releases).await?;
        institutions::insert(connection, &batch.institutions).await?;
        for gained in &batch.gained {
            institutions::gain_code(connection, gained).await?;
        }
        for united in &batch.united {
            institutions::unite(connection, united).await?;
        }
        self.end(&batch.endings).await?;
        listings::insert(&mut self.transaction, &batch.versions).await
    }

    /// Enters it into the trail, together with what is written: both happen, or neither.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn note(&mut self, entry: &NewEntry) -> Result<(), StoreError> {
        audit::append(&mut self.transaction, entry).await
    }

    /// Keeps what became of a draft, and enters it into the trail, together with the release.
    /// `false`: somebody has changed the draft since, so that nothing of this may be committed.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn finish_draft(
        &mut self,
        draft: &StoredDraft,
        entries: &[NewEntry],
    ) -> Result<bool, StoreError> {
        if !drafts::save(&mut self.transaction, draft).await? {
            return Ok(false);
        }
        for entry in entries {
            self.note(entry).await?;
        }
        Ok(true)
    }

    /// Makes it public, whole.
    ///
    /// # Errors
    /// When the database refuses; then nothing has happened.
    pub async fn commit(self) -> Result<(), StoreError> {
        Ok(self.transaction.commit().await?)
    }

    async fn end(&mut self, endings: &[(i64, Until)]) -> Result<(), StoreError> {
        let mut at = 0;
        while at < endings.len() {
            let (_, until) = endings[at];
            let same = endings[at..]
                .iter()
                .take(bulk::CHUNK)
                .take_while(|(_, other)| *other == until)
                .count();
            let text = format!(
                "UPDATE listing SET until_release = {}, until_on = '{}', until_how = '{}' WHERE no IN ({})",
                number(until.release),
                until.on,
                ending_code(until.how),
                bulk::placeholders(same)
            );
            // A number, a day and a constant word: nothing here comes from outside.
            let mut query = sqlx::query(AssertSqlSafe(text));
            for (no, _) in &endings[at..at + same] {
                query = query.bind(*no);
            }
            query.execute(&mut *self.transaction).await?;
            at += same;
        }
        Ok(())
    }
}

async fn next(
    transaction: &mut Transaction<'static, Any>,
    sql: &'static str,
) -> Result<i64, StoreError> {
    Ok(sqlx::query_scalar(sql).fetch_one(&mut **transaction).await?)
}
