//! Rows of `audit`: appended, read, never changed.

use futures_util::TryStreamExt as _;
use jiff::Timestamp;
use sqlx::any::AnyRow;
use sqlx::{AnyConnection, Row as _};

use super::{Store, StoreError};
use crate::domain::account::Reach;
use crate::domain::audit::{Broken, ChainCheck, Entry, NewEntry};
use crate::domain::digest::Digest;

const SELECT: &str = "SELECT no, at, login, display, role, regulator, address, action, object, before, \
    after, previous, digest FROM audit";

/// Which entries are asked for. Empty texts and `None` ask for all.
#[derive(Clone, Debug)]
pub struct Wanted {
    pub reach: Reach,
    pub login: String,
    pub action: String,
    /// From this moment on.
    pub from: Option<Timestamp>,
    /// Before this moment.
    pub until: Option<Timestamp>,
}

/// How the trail was found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TrailCheck {
    /// Entries found sound, from the first.
    pub sound: i64,
    pub broken: Option<Broken>,
}

/// Appends within a transaction of the caller's. Takes the trail's turn by writing first, so that entries
/// are chained one after the other on both databases; who takes the turn to publish too takes that one
/// before.
pub(super) async fn append(
    connection: &mut AnyConnection,
    entry: &NewEntry,
) -> Result<(), StoreError> {
    let no: i64 = sqlx::query_scalar(
        "UPDATE turn SET taken = taken + 1 WHERE name = 'audit' RETURNING taken",
    )
    .fetch_one(&mut *connection)
    .await?;
    let previous: Option<String> =
        sqlx::query_scalar("SELECT digest FROM audit ORDER BY no DESC LIMIT 1")
            .fetch_optional(&mut *connection)
            .await?;
    let previous = match previous {
        None => Digest::ZERO,
        Some(hex) => Digest::from_hex(&hex)
            .ok_or_else(|| StoreError::corrupt("audit", no - 1, "its digest is none"))?,
    };
    let entry = entry.chained(no, previous);
    sqlx::query(
        "INSERT INTO audit (no, at, login, display, role, regulator, address, action, object, before, \
         after, previous, digest) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
    )
    .bind(entry.no)
    .bind(entry.at.to_string())
    .bind(entry.login)
    .bind(entry.display)
    .bind(entry.role)
    .bind(entry.regulator)
    .bind(entry.address)
    .bind(entry.action)
    .bind(entry.object)
    .bind(entry.before)
    .bind(entry.after)
    .bind(entry.previous.to_string())
    .bind(entry.digest.to_string())
    .execute(&mut *connection)
    .await?;
    Ok(())
}

impl Store {
    /// Enters it into the trail by itself. What changes something else is entered in that transaction.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn note(&self, entry: &NewEntry) -> Result<(), StoreError> {
        let mut transaction = self.pool.begin().await?;
        append(&mut transaction, entry).await?;
        Ok(transaction.commit().await?)
    }

    /// Newest first, `most` of them before entry `before`. `i64::MAX` begins at the newest.
    ///
    /// # Errors
    /// When the database does not answer, or a row no longer parses.
    pub async fn trail(
        &self,
        wanted: &Wanted,
        before: i64,
        most: i64,
    ) -> Result<Vec<Entry>, StoreError> {
        // An instant is compared as text: all are written alike, to the second or finer, in UTC.
        let text = [
            SELECT,
            " WHERE no < $1 AND ($2 = '' OR regulator = $2) AND ($3 = '' OR login = $3) \
             AND ($4 = '' OR action = $4) AND ($5 = '' OR at >= $5) AND ($6 = '' OR at < $6) \
             ORDER BY no DESC LIMIT $7",
        ]
        .concat();
        let regulator = match wanted.reach {
            Reach::Nothing => return Ok(Vec::new()),
            Reach::Only(code) => code.to_string(),
            Reach::Everything => String::new(),
        };
        let rows = sqlx::query(sqlx::AssertSqlSafe(text))
            .bind(before)
            .bind(regulator)
            .bind(wanted.login.clone())
            .bind(wanted.action.clone())
            .bind(wanted.from.map(second).unwrap_or_default())
            .bind(wanted.until.map(second).unwrap_or_default())
            .bind(most)
            .fetch_all(&self.pool)
            .await?;
        rows.iter().map(entry_of).collect()
    }

    /// Goes along the whole trail, to its first broken place.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn check_trail(&self) -> Result<TrailCheck, StoreError> {
        let mut check = ChainCheck::default();
        let broken = |check: ChainCheck, broken| {
            Ok(TrailCheck { sound: check.count(), broken: Some(broken) })
        };
        let text = [SELECT, " ORDER BY no"].concat();
        let mut rows = sqlx::query(sqlx::AssertSqlSafe(text)).fetch(&self.pool);
        while let Some(row) = rows.try_next().await? {
            let Ok(entry) = entry_of(&row) else {
                return broken(check, Broken::Changed { no: check.count() + 1 });
            };
            if let Err(found) = check.next(&entry) {
                return broken(check, found);
            }
        }
        drop(rows);
        let taken: i64 = sqlx::query_scalar("SELECT taken FROM turn WHERE name = 'audit'")
            .fetch_one(&self.pool)
            .await?;
        // Entries may have come while we read; fewer than were counted cannot be.
        if check.count() < taken && self.newest_entry().await? < taken {
            return broken(check, Broken::Missing { no: check.count() + 1 });
        }
        Ok(TrailCheck { sound: check.count(), broken: None })
    }

    async fn newest_entry(&self) -> Result<i64, StoreError> {
        Ok(sqlx::query_scalar("SELECT COALESCE(MAX(no), 0) FROM audit")
            .fetch_one(&self.pool)
            .await?)
    }
}

/// Instants of the trail are whole seconds or finer, so that one with a fraction sorts behind its second.
fn second(at: Timestamp) -> String {
    // Without the closing Z: `…:05` sorts before both `…:05Z` and `…:05.5Z`.
    at.to_string().trim_end_matches('Z').to_owned()
}

fn entry_of(row: &AnyRow) -> Result<Entry, StoreError> {
    let no: i64 = row.try_get(0)?;
    let text = |column: usize| -> Result<String, StoreError> { Ok(row.try_get(column)?) };
    let digest = |column: usize| {
        let hex = text(column)?;
        Digest::from_hex(&hex).ok_or_else(|| StoreError::corrupt("audit", no, hex))
    };
    let at = text(1)?;
    Ok(Entry {
        no,
        at: at.parse().map_err(|_| StoreError::corrupt("audit", no, at))?,
        login: text(2)?,
        display: text(3)?,
        role: text(4)?,
        regulator: text(5)?,
        address: text(6)?,
        action: text(7)?,
        object: text(8)?,
        before: text(9)?,
        after: text(10)?,
        previous: digest(11)?,
        digest: digest(12)?,
    })
}
