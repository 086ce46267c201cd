//! Rows of `draft`, `mapping` and `idempotency`.

use jiff::Timestamp;
use sqlx::any::AnyRow;
use sqlx::{AnyConnection, AssertSqlSafe, Row as _};

use super::audit;
use super::releases::{self, Upload};
use super::{Store, StoreError};
use crate::domain::audit::NewEntry;
use crate::domain::digest::Digest;
use crate::domain::regulator::RegulatorCode;
use crate::domain::review::DraftState;

/// The number of a draft.
pub type DraftNo = i64;

/// A draft as it is stored; `content` is [`crate::publish`]'s to read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredDraft {
    pub no: DraftNo,
    pub regulator: RegulatorCode,
    pub kind: String,
    pub state: DraftState,
    /// Raised by every change.
    pub version: i64,
    pub upload: Option<Digest>,
    pub changed_at: Timestamp,
    /// When it is to be published by itself.
    pub publish_at: Option<Timestamp>,
    pub content: String,
}

/// Which drafts are wanted; `None` does not narrow.
#[derive(Clone, Copy, Debug, Default)]
pub struct WantedDrafts<'a> {
    pub regulator: Option<RegulatorCode>,
    pub states: &'a [DraftState],
    pub upload: Option<Digest>,
}

const COLUMNS: &str =
    "no, regulator, kind, state, version, upload, changed_at, publish_at, content";
/// Lists on pages show no more.
const MOST: i64 = 500;

impl Store {
    /// Keeps a new draft, with the file that it is made from; gives its number. `draft.no` is not read.
    ///
    /// # Errors
    /// When the database refuses; then nothing is kept.
    pub async fn add_draft(
        &self,
        draft: &StoredDraft,
        upload: Option<&Upload>,
        entry: &NewEntry,
    ) -> Result<DraftNo, StoreError> {
        let mut transaction = self.pool.begin().await?;
        sqlx::query("UPDATE turn SET taken = taken + 1 WHERE name = 'draft'")
            .execute(&mut *transaction)
            .await?;
        let no: DraftNo = sqlx::query_scalar("SELECT COALESCE(MAX(no), 0) + 1 FROM draft")
            .fetch_one(&mut *transaction)
            .await?;
        if let Some(upload) = upload {
            releases::put_upload(&mut transaction, upload).await?;
        }
        let text =
            format!("INSERT INTO draft ({COLUMNS}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)");
        sqlx::query(AssertSqlSafe(text))
            .bind(no)
            .bind(draft.regulator.to_string())
            .bind(draft.kind.clone())
            .bind(draft.state.code())
            .bind(draft.version)
            .bind(draft.upload.map(|digest| digest.to_string()))
            .bind(draft.changed_at.to_string())
            .bind(draft.publish_at.map(|at| at.to_string()))
            .bind(draft.content.clone())
            .execute(&mut *transaction)
            .await?;
        let entry = NewEntry { object: format!("draft {no}"), ..entry.clone() };
        audit::append(&mut transaction, &entry).await?;
        transaction.commit().await?;
        Ok(no)
    }

    /// Keeps a changed draft, when nobody has changed it since it was read as `draft.version`; its
    /// version is raised. `false`: somebody has, and nothing was kept.
    ///
    /// # Errors
    /// When the database refuses; then nothing is kept.
    pub async fn save_draft(
        &self,
        draft: &StoredDraft,
        entry: &NewEntry,
    ) -> Result<bool, StoreError> {
        let mut transaction = self.pool.begin().await?;
        if !save(&mut transaction, draft).await? {
            return Ok(false);
        }
        audit::append(&mut transaction, entry).await?;
        transaction.commit().await?;
        Ok(true)
    }

    /// `None`: there is none of this number.
    ///
    /// # Errors
    /// When the database does not answer, or the row no longer parses.
    pub async fn draft(&self, no: DraftNo) -> Result<Option<StoredDraft>, StoreError> {
        let text = format!("SELECT {COLUMNS} FROM draft WHERE no = $1");
        let row = sqlx::query(AssertSqlSafe(text)).bind(no).fetch_optional(&self.pool).await?;
        row.as_ref().map(draft_of).transpose()
    }

    /// The drafts wanted, the last changed first; 500 at most.
    ///
    /// # Errors
    /// When the database does not answer, or a row no longer parses.
    pub async fn drafts(&self, wanted: WantedDrafts<'_>) -> Result<Vec<StoredDraft>, StoreError> {
        let states: Vec<String> =
            wanted.states.iter().map(|state| format!("'{}'", state.code())).collect();
        let mut conditions = vec![format!("state IN ({})", states.join(", "))];
        let mut values = Vec::new();
        let narrowing = [
            ("regulator", wanted.regulator.map(|code| code.to_string())),
            ("upload", wanted.upload.map(|digest| digest.to_string())),
        ];
        for (column, value) in narrowing {
            if let Some(value) = value {
                values.push(value);
                conditions.push(format!("{column} = ${}", values.len()));
            }
        }
        // Constant words and placeholders: nothing here comes from outside.
        let text = format!(
            "SELECT {COLUMNS} FROM draft WHERE {} ORDER BY changed_at DESC, no DESC LIMIT {MOST}",
            conditions.join(" AND ")
        );
        let mut query = sqlx::query(AssertSqlSafe(text));
        for value in values {
            query = query.bind(value);
        }
        let rows = query.fetch_all(&self.pool).await?;
        rows.iter().map(draft_of).collect()
    }

    /// How many drafts of each regulator are in a state that somebody still has to do something about.
    ///
    /// # Errors
    /// When the database does not answer, or a row no longer parses.
    pub async fn pending_drafts(
        &self,
    ) -> Result<Vec<(RegulatorCode, DraftState, u64)>, StoreError> {
        let rows = sqlx::query(
            "SELECT regulator, state, COUNT(*) FROM draft GROUP BY regulator, state ORDER BY regulator",
        )
        .fetch_all(&self.pool)
        .await?;
        let mut counted = Vec::new();
        for row in &rows {
            let (regulator, state): (String, String) = (row.try_get(0)?, row.try_get(1)?);
            let corrupt = |what: &str| StoreError::corrupt("draft", &regulator, what);
            let code = RegulatorCode::parse(&regulator).ok_or_else(|| corrupt(&regulator))?;
            let state = DraftState::from_code(&state).ok_or_else(|| corrupt(&state))?;
            if state.is_pending() {
                counted.push((code, state, row.try_get::<i64, _>(2)?.unsigned_abs()));
            }
        }
        Ok(counted)
    }

    /// Drafts whose hour has come, oldest first.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn due_drafts(&self, now: Timestamp) -> Result<Vec<DraftNo>, StoreError> {
        let due = sqlx::query_scalar(
            "SELECT no FROM draft WHERE publish_at IS NOT NULL AND publish_at <= $1 \
             AND state = 'scheduled' ORDER BY publish_at, no",
        )
        .bind(now.to_string())
        .fetch_all(&self.pool)
        .await?;
        Ok(due)
    }

    /// What a regulator's people have said of its headings; empty when nothing.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn mapping(&self, regulator: RegulatorCode) -> Result<String, StoreError> {
        let lines: Option<String> =
            sqlx::query_scalar("SELECT lines FROM mapping WHERE regulator = $1")
                .bind(regulator.to_string())
                .fetch_optional(&self.pool)
                .await?;
        Ok(lines.unwrap_or_default())
    }

    /// Remembers it for the regulator's next file.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn put_mapping(
        &self,
        regulator: RegulatorCode,
        lines: &str,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        sqlx::query(
            "INSERT INTO mapping (regulator, lines, changed_at) VALUES ($1, $2, $3) \
             ON CONFLICT (regulator) DO UPDATE SET lines = $2, changed_at = $3",
        )
        .bind(regulator.to_string())
        .bind(lines.to_owned())
        .bind(now.to_string())
        .execute(&self.pool)
        .await?;
        Ok(())
    }

    /// The draft that a program's key stands for, and the digest of what was sent with it. `None`:
    /// the key is new.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn sent_before(
        &self,
        token: i64,
        key: &str,
    ) -> Result<Option<(DraftNo, String)>, StoreError> {
        let row =
            sqlx::query("SELECT draft, sha256 FROM idempotency WHERE token = $1 AND key = $2")
                .bind(token)
                .bind(key.to_owned())
                .fetch_optional(&self.pool)
                .await?;
        row.map(|row| Ok((row.try_get(0)?, row.try_get(1)?))).transpose()
    }

    /// Remembers what a program's key stands for. `false`: the key was taken meanwhile.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn remember_sent(
        &self,
        token: i64,
        key: &str,
        (draft, sha256): (DraftNo, &str),
    ) -> Result<bool, StoreError> {
        let done = sqlx::query(
            "INSERT INTO idempotency (token, key, sha256, draft) VALUES ($1, $2, $3, $4) \
             ON CONFLICT (token, key) DO NOTHING",
        )
        .bind(token)
        .bind(key.to_owned())
        .bind(sha256.to_owned())
        .bind(draft)
        .execute(&self.pool)
        .await?;
        Ok(done.rows_affected() == 1)
    }
}

/// Writes a draft over the version that it was read as.
pub(super) async fn save(
    connection: &mut AnyConnection,
    draft: &StoredDraft,
) -> Result<bool, StoreError> {
    let done = sqlx::query(
        "UPDATE draft SET state = $1, version = version + 1, upload = $2, changed_at = $3, \
         publish_at = $4, content = $5 WHERE no = $6 AND version = $7",
    )
    .bind(draft.state.code())
    .bind(draft.upload.map(|digest| digest.to_string()))
    .bind(draft.changed_at.to_string())
    .bind(draft.publish_at.map(|at| at.to_string()))
    .bind(draft.content.clone())
    .bind(draft.no)
    .bind(draft.version)
    .execute(connection)
    .await?;
    Ok(done.rows_affected() == 1)
}

fn draft_of(row: &AnyRow) -> Result<StoredDraft, StoreError> {
    let no: i64 = row.try_get(0)?;
    let corrupt = |what: &str| StoreError::corrupt("draft", no, what);
    let instant = |text: String| text.parse().map_err(|_| corrupt(&text));
    let regulator: String = row.try_get(1)?;
    let state: String = row.try_get(3)?;
    let upload: Option<String> = row.try_get(5)?;
    let publish_at: Option<String> = row.try_get(7)?;
    Ok(StoredDraft {
        no,
        regulator: RegulatorCode::parse(&regulator).ok_or_else(|| corrupt(&regulator))?,
        kind: row.try_get(2)?,
        state: DraftState::from_code(&state).ok_or_else(|| corrupt(&state))?,
        version: row.try_get(4)?,
        upload: upload
            .map(|hex| Digest::from_hex(&hex).ok_or_else(|| corrupt(&hex)))
            .transpose()?,
        changed_at: instant(row.try_get(6)?)?,
        publish_at: publish_at.map(instant).transpose()?,
        content: row.try_get(8)?,
    })
}
