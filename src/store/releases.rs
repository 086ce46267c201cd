//! Rows of `release`, `regulator` and `upload` to domain values, and back.

use jiff::Timestamp;
use sqlx::any::AnyRow;
use sqlx::{AnyConnection, Row as _};

use super::listings::number;
use super::{Store, StoreError, bulk};
use crate::domain::digest::Digest;
use crate::domain::listing::RosterKind;
use crate::domain::regulator::{AbsenceRule, Regulator, RegulatorCode};
use crate::domain::release::{ChangeCounts, Mode, Release, ReleaseId, SourceFile};

const COLUMNS: &str = "number, regulator, rosters, title, notice_no, mode, as_of_on, published_on, \
    effective_on, recorded_at, source_name, source_sha256, source_bytes, submitted_by, approved_by, \
    added, changed, removed, listings_after, roster_digest, chain_digest";
const WIDTH: usize = 21;

/// A file as it came, kept for ever.
#[derive(Clone, Debug)]
pub struct Upload {
    pub source: SourceFile,
    pub received_at: Timestamp,
    pub content: Vec<u8>,
}

impl Store {
    /// The newest release; [`ReleaseId::NONE`] for an empty register. Cheap: asked several times a second.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn newest(&self) -> Result<ReleaseId, StoreError> {
        let newest: i64 = sqlx::query_scalar("SELECT COALESCE(MAX(number), 0) FROM release")
            .fetch_one(&self.pool)
            .await?;
        Ok(ReleaseId::new(newest.unsigned_abs()))
    }

    /// The releases after this one, oldest first.
    ///
    /// # Errors
    /// When the database does not answer, or a row no longer parses.
    pub async fn releases_after(&self, release: ReleaseId) -> Result<Vec<Release>, StoreError> {
        let text = joined(&["SELECT ", COLUMNS, " FROM release WHERE number > $1 ORDER BY number"]);
        let rows = sqlx::query(sqlx::AssertSqlSafe(text))
            .bind(number(release))
            .fetch_all(&self.pool)
            .await?;
        rows.iter().map(release_of).collect()
    }

    /// One release. `None`: there is none of this number.
    ///
    /// # Errors
    /// When the database does not answer, or the row no longer parses.
    pub async fn release(&self, id: ReleaseId) -> Result<Option<Release>, StoreError> {
        let text = joined(&["SELECT ", COLUMNS, " FROM release WHERE number = $1"]);
        let row = sqlx::query(sqlx::AssertSqlSafe(text))
            .bind(number(id))
            .fetch_optional(&self.pool)
            .await?;
        row.as_ref().map(release_of).transpose()
    }

    /// These regulators as far as they are known; all, when `only` is `None`.
    ///
    /// # Errors
    /// When the database does not answer, or a row no longer parses.
    pub async fn regulators(
        &self,
        only: Option<&[RegulatorCode]>,
    ) -> Result<Vec<Regulator>, StoreError> {
        let mut connection = self.pool.acquire().await?;
        regulators(&mut connection, only).await
    }

    /// A file as it came. `None`: no such file was taken in.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn upload(&self, sha256: Digest) -> Result<Option<Vec<u8>>, StoreError> {
        let content = sqlx::query_scalar("SELECT content FROM upload WHERE sha256 = $1")
            .bind(sha256.to_string())
            .fetch_optional(&self.pool)
            .await?;
        Ok(content)
    }
}

pub(super) async fn regulators(
    connection: &mut AnyConnection,
    only: Option<&[RegulatorCode]>,
) -> Result<Vec<Regulator>, StoreError> {
    const SELECT: &str = "SELECT code, name, aliases, phone, mailbox, absence FROM regulator";
    let Some(only) = only else {
        let rows = sqlx::query(SELECT).fetch_all(&mut *connection).await?;
        return rows.iter().map(regulator_of).collect();
    };
    let mut found = Vec::new();
    for chunk in only.chunks(bulk::CHUNK) {
        let text = format!("{SELECT} WHERE code IN ({})", bulk::placeholders(chunk.len()));
        let mut query = sqlx::query(sqlx::AssertSqlSafe(text));
        for code in chunk {
            query = query.bind(code.to_string());
        }
        for row in query.fetch_all(&mut *connection).await? {
            found.push(regulator_of(&row)?);
        }
    }
    Ok(found)
}

pub(super) async fn put_regulators(
    connection: &mut AnyConnection,
    regulators: &[Regulator],
) -> Result<(), StoreError> {
    for regulator in regulators {
        sqlx::query(
            "INSERT INTO regulator (code, name, aliases, phone, mailbox, absence) \
             VALUES ($1, $2, $3, $4, $5, $6) \
             ON CONFLICT (code) DO UPDATE SET name = $2, aliases = $3, phone = $4, mailbox = $5, absence = $6",
        )
        .bind(regulator.code.to_string())
        .bind(regulator.name.clone())
        .bind(regulator.aliases.join("\n"))
        .bind(regulator.phone.clone())
        .bind(regulator.mailbox.clone())
        .bind(regulator.absence.code())
        .execute(&mut *connection)
        .await?;
    }
    Ok(())
}

pub(super) async fn put_upload(
    connection: &mut AnyConnection,
    upload: &Upload,
) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO upload (sha256, name, size_bytes, received_at, content) VALUES ($1, $2, $3, $4, $5) \
         ON CONFLICT (sha256) DO NOTHING",
    )
    .bind(upload.source.sha256.to_string())
    .bind(upload.source.name.clone())
    .bind(i64::try_from(upload.source.size_bytes).unwrap_or(i64::MAX))
    .bind(upload.received_at.to_string())
    .bind(upload.content.clone())
    .execute(&mut *connection)
    .await?;
    Ok(())
}

pub(super) async fn put_releases(
    connection: &mut AnyConnection,
    releases: &[Release],
) -> Result<(), StoreError> {
    let head = "INSERT INTO release (number, regulator, rosters, title, notice_no, mode, as_of_on, \
        published_on, effective_on, recorded_at, source_name, source_sha256, source_bytes, \
        submitted_by, approved_by, added, changed, removed, listings_after, roster_digest, chain_digest)";
    let count = |n: u64| i64::try_from(n).unwrap_or(i64::MAX);
    bulk::insert(connection, head, WIDTH, releases, |query, release| {
        query
            .bind(number(release.id))
            .bind(release.regulator.to_string())
            .bind(release.rosters.iter().map(|kind| kind.code()).collect::<Vec<_>>().join(","))
            .bind(release.title.clone())
            .bind(release.notice_no.clone())
            .bind(release.mode.code())
            .bind(release.as_of_on.to_string())
            .bind(release.published_on.to_string())
            .bind(release.effective_on.to_string())
            .bind(release.recorded_at.to_string())
            .bind(release.source.name.clone())
            .bind(release.source.sha256.to_string())
            .bind(count(release.source.size_bytes))
            .bind(release.submitted_by.clone())
            .bind(release.approved_by.clone())
            .bind(count(release.counts.added))
            .bind(count(release.counts.changed))
            .bind(count(release.counts.removed))
            .bind(count(release.listings_after))
            .bind(release.roster_digest.to_string())
            .bind(release.chain_digest.to_string())
    })
    .await
}

pub(super) async fn last_release(
    connection: &mut AnyConnection,
) -> Result<Option<Release>, StoreError> {
    let text = joined(&["SELECT ", COLUMNS, " FROM release ORDER BY number DESC LIMIT 1"]);
    let row = sqlx::query(sqlx::AssertSqlSafe(text)).fetch_optional(&mut *connection).await?;
    row.as_ref().map(release_of).transpose()
}

/// Joins constant parts of a statement.
fn joined(parts: &[&'static str]) -> String {
    parts.concat()
}

fn release_of(row: &AnyRow) -> Result<Release, StoreError> {
    let id: i64 = row.try_get(0)?;
    let text = |column: usize| -> Result<String, StoreError> { Ok(row.try_get(column)?) };
    let corrupt = |what: String| StoreError::corrupt("release", id, what);
    let day = |column: usize| {
        let day = text(column)?;
        day.parse().map_err(|_| corrupt(day))
    };
    let digest = |column: usize| {
        let hex = text(column)?;
        Digest::from_hex(&hex).ok_or_else(|| corrupt(hex))
    };
    let count = |column: usize| -> Result<u64, StoreError> {
        Ok(row.try_get::<i64, _>(column)?.unsigned_abs())
    };
    let parsed = text(1)?;
    let regulator = RegulatorCode::parse(&parsed).ok_or_else(|| corrupt(parsed))?;
    let kinds = text(2)?;
    let rosters: Option<Vec<RosterKind>> =
        kinds.split(',').filter(|kind| !kind.is_empty()).map(RosterKind::from_code).collect();
    let mode = text(5)?;
    let recorded = text(9)?;
    Ok(Release {
        id: ReleaseId::new(id.unsigned_abs()),
        regulator,
        rosters: rosters.ok_or_else(|| corrupt(kinds))?,
        title: text(3)?,
        notice_no: row.try_get(4)?,
        mode: Mode::from_code(&mode).ok_or_else(|| corrupt(mode))?,
        as_of_on: day(6)?,
        published_on: day(7)?,
        effective_on: day(8)?,
        recorded_at: recorded.parse().map_err(|_| corrupt(recorded))?,
        source: SourceFile { name: text(10)?, sha256: digest(11)?, size_bytes: count(12)? },
        submitted_by: text(13)?,
        approved_by: row.try_get(14)?,
        counts: ChangeCounts { added: count(15)?, changed: count(16)?, removed: count(17)? },
        listings_after: count(18)?,
        roster_digest: digest(19)?,
        chain_digest: digest(20)?,
    })
}

fn regulator_of(row: &AnyRow) -> Result<Regulator, StoreError> {
    let code: String = row.try_get(0)?;
    let corrupt = |what: &str| StoreError::corrupt("regulator", &code, what);
    let absence: String = row.try_get(5)?;
    let aliases: String = row.try_get(2)?;
    Ok(Regulator {
        code: RegulatorCode::parse(&code).ok_or_else(|| corrupt("code"))?,
        name: row.try_get(1)?,
        aliases: aliases.lines().map(str::to_owned).collect(),
        phone: row.try_get(3)?,
        mailbox: row.try_get(4)?,
        absence: AbsenceRule::from_code(&absence).ok_or_else(|| corrupt(&absence))?,
    })
}
