//! Rows of `session`. The browser holds a token, the store its digest: who reads the one table cannot sign
//! in with what it finds.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jiff::{SignedDuration, Timestamp};
use sqlx::{AnyConnection, Row as _};

use super::accounts::{account_of, instant};
use super::{Store, StoreError, audit, random};
use crate::domain::account::{Account, AccountNo, SessionTimes, Stage};
use crate::domain::audit::NewEntry;
use crate::domain::digest::Digest;

/// Sessions that began longer ago are deleted when the next one begins; the trail keeps what they did.
const KEPT: SignedDuration = SignedDuration::from_hours(24 * 30);

/// Somebody signs in.
#[derive(Clone, Debug)]
pub struct NewSession {
    pub account: AccountNo,
    pub stage: Stage,
    /// The address without its last part.
    pub network: String,
    pub agent: String,
    pub at: Timestamp,
}

/// A session as it stands.
#[derive(Clone, Debug)]
pub struct Session {
    /// What the store knows it by.
    pub key: String,
    pub stage: Stage,
    pub times: SessionTimes,
    pub network: String,
    pub agent: String,
    /// What the next page says first.
    pub notice: Option<String>,
}

/// A session and whose it is.
#[derive(Clone, Debug)]
pub struct Signed {
    pub session: Session,
    pub account: Account,
    /// Whether the regulator's setting wants the second step.
    pub regulator_needs_second_step: bool,
    /// `None`: the account belongs to the whole platform.
    pub regulator_name: Option<String>,
}

fn key_of(token: &str) -> String {
    Digest::of(token.as_bytes()).to_string()
}

impl Store {
    /// Begins a session, enters it into the trail where an entry is given, and gives the token that the
    /// browser is to hold. A second step that was begun and never proved is forgotten.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn open_session(
        &self,
        new: &NewSession,
        entry: Option<&NewEntry>,
    ) -> Result<String, StoreError> {
        let token = URL_SAFE_NO_PAD.encode(random::<32>()?);
        let oldest = new.at.checked_sub(KEPT).unwrap_or(Timestamp::MIN);
        let mut transaction = self.pool.begin().await?;
        sqlx::query("DELETE FROM session WHERE created_at < $1")
            .bind(oldest.to_string())
            .execute(&mut *transaction)
            .await?;
        sqlx::query(
            "INSERT INTO session (key, account, stage, created_at, seen_at, network, agent) \
             VALUES ($1, $2, $3, $4, $4, $5, $6)",
        )
        .bind(key_of(&token))
        .bind(new.account.0)
        .bind(new.stage.code())
        .bind(new.at.to_string())
        .bind(new.network.clone())
        .bind(new.agent.clone())
        .execute(&mut *transaction)
        .await?;
        // A secret that another session was shown and never proved may be in other hands.
        sqlx::query("UPDATE account SET totp_secret = NULL WHERE no = $1 AND totp_since IS NULL")
            .bind(new.account.0)
            .execute(&mut *transaction)
            .await?;
        if let Some(entry) = entry {
            audit::append(&mut transaction, entry).await?;
        }
        transaction.commit().await?;
        Ok(token)
    }

    /// Whose session this token is of, over or not. `None`: of none.
    ///
    /// # Errors
    /// When the database does not answer, or a row no longer parses.
    pub async fn session(&self, token: &str) -> Result<Option<Signed>, StoreError> {
        let row = sqlx::query(
            "SELECT s.key, s.stage, s.created_at, s.seen_at, s.ended_at, s.network, s.agent, s.notice, \
             a.no, a.login, a.display, a.regulator, a.role, a.must_change, a.totp_since, a.totp_required, \
             a.failures, a.locked_until, a.disabled_at, a.created_at, t.value, r.name \
             FROM session s JOIN account a ON a.no = s.account \
             LEFT JOIN setting t ON t.regulator = COALESCE(a.regulator, '') AND t.name = 'totp_required' \
             LEFT JOIN regulator r ON r.code = a.regulator WHERE s.key = $1",
        )
        .bind(key_of(token))
        .fetch_optional(&self.pool)
        .await?;
        let Some(row) = row else { return Ok(None) };
        let needed: Option<String> = row.try_get(20)?;
        Ok(Some(Signed {
            session: session_of(&row)?,
            account: account_of(&row, 8)?,
            regulator_needs_second_step: needed.as_deref() == Some("1"),
            regulator_name: row.try_get(21)?,
        }))
    }

    /// The sessions of an account that nobody has ended, newest first; some may be over all the same.
    ///
    /// # Errors
    /// When the database does not answer, or a row no longer parses.
    pub async fn sessions_of(&self, account: AccountNo) -> Result<Vec<Session>, StoreError> {
        let rows = sqlx::query(
            "SELECT key, stage, created_at, seen_at, ended_at, network, agent, notice FROM session \
             WHERE account = $1 AND ended_at IS NULL AND stage = 'open' ORDER BY seen_at DESC LIMIT 100",
        )
        .bind(account.0)
        .fetch_all(&self.pool)
        .await?;
        rows.iter().map(session_of).collect()
    }

    /// It is in use.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn touch_session(&self, key: &str, at: Timestamp) -> Result<(), StoreError> {
        sqlx::query("UPDATE session SET seen_at = $2 WHERE key = $1")
            .bind(key.to_owned())
            .bind(at.to_string())
            .execute(&self.pool)
            .await?;
        Ok(())
    }

    /// What the next page of this session says first; `None` once it was said.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn put_notice(&self, key: &str, notice: Option<&str>) -> Result<(), StoreError> {
        sqlx::query("UPDATE session SET notice = $2 WHERE key = $1")
            .bind(key.to_owned())
            .bind(notice.map(str::to_owned))
            .execute(&self.pool)
            .await?;
        Ok(())
    }

    /// Ends one session.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn end_session(
        &self,
        key: &str,
        at: Timestamp,
        entry: Option<&NewEntry>,
    ) -> Result<(), StoreError> {
        let mut transaction = self.pool.begin().await?;
        sqlx::query(
            "UPDATE session SET ended_at = $2, notice = NULL WHERE key = $1 AND ended_at IS NULL",
        )
        .bind(key.to_owned())
        .bind(at.to_string())
        .execute(&mut *transaction)
        .await?;
        if let Some(entry) = entry {
            audit::append(&mut transaction, entry).await?;
        }
        Ok(transaction.commit().await?)
    }

    /// Ends all sessions of an account, the asking one included.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn end_sessions(
        &self,
        account: AccountNo,
        entry: &NewEntry,
    ) -> Result<(), StoreError> {
        let mut transaction = self.pool.begin().await?;
        audit::append(&mut transaction, entry).await?;
        end_all(&mut transaction, account, None, entry.at).await?;
        Ok(transaction.commit().await?)
    }
}

/// Ends the sessions of an account, but for the one with the key `living`.
pub(super) async fn end_all(
    connection: &mut AnyConnection,
    account: AccountNo,
    living: Option<&str>,
    at: Timestamp,
) -> Result<(), StoreError> {
    sqlx::query(
        "UPDATE session SET ended_at = $2, notice = NULL WHERE account = $1 AND ended_at IS NULL AND key <> $3",
    )
    .bind(account.0)
    .bind(at.to_string())
    .bind(living.unwrap_or_default().to_owned())
    .execute(connection)
    .await?;
    Ok(())
}

fn session_of(row: &sqlx::any::AnyRow) -> Result<Session, StoreError> {
    let key: String = row.try_get(0)?;
    let needed = |column: usize| -> Result<Timestamp, StoreError> {
        let text: String = row.try_get(column)?;
        text.parse().map_err(|_| StoreError::corrupt("session", &key, text))
    };
    let stage: String = row.try_get(1)?;
    Ok(Session {
        stage: Stage::from_code(&stage)
            .ok_or_else(|| StoreError::corrupt("session", &key, &stage))?,
        times: SessionTimes {
            created_at: needed(2)?,
            seen_at: needed(3)?,
            ended_at: instant("session", &key, row.try_get(4)?)?,
        },
        network: row.try_get(5)?,
        agent: row.try_get(6)?,
        notice: row.try_get(7)?,
        key,
    })
}
