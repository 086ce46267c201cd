//! The store: every release, listing and file, in SQLite or PostgreSQL with the same SQL.
//!
//! | table | file |
//! |---|---|
//! | `listing` | [`listings`](self) rows to domain values, and back |
//! | `release`, `regulator`, `upload` | `releases` |
//! | `institution`, `institution_alias` | `institutions` |
//! | `draft`, `mapping`, `idempotency` | [`drafts`] |
//! | one transaction that publishes | [`publishing`] |
//! | `account`, `session`, `setting`, `api_token` | [`accounts`], [`sessions`], [`settings`], [`tokens`] |
//! | `audit`: appended to within whatever it tells of | [`audit`] |
//!
//! Columns are TEXT, BIGINT and BYTEA only, days and instants ISO text: the driver that serves both
//! databases reads no other types from SQLite.

use std::path::Path;
use std::time::Duration;

use sqlx::any::{AnyPoolOptions, install_default_drivers};
use sqlx::{AnyPool, Row as _};
use thiserror::Error;

pub mod accounts;
pub mod audit;
mod bulk;
pub mod drafts;
mod institutions;
mod listings;
pub mod publishing;
mod releases;
pub mod sessions;
pub mod settings;
pub mod tokens;

pub use institutions::Ids;
pub use listings::Stored;
pub use publishing::Publishing;

/// What can go wrong between us and the database.
#[derive(Debug, Error)]
pub enum StoreError {
    #[error("the database does not answer")]
    Database(#[from] sqlx::Error),
    #[error("the database's tables could not be brought up to date")]
    Migration(#[from] sqlx::migrate::MigrateError),
    /// A stored value that no longer parses; it is reported, never skipped.
    #[error("the store is damaged: {table} {key}: {what}")]
    Corrupt { table: &'static str, key: String, what: String },
    #[error("the system gives no random bytes")]
    NoRandomness,
    #[error("the folder of the database cannot be made")]
    Folder(#[from] std::io::Error),
}

impl StoreError {
    fn corrupt(table: &'static str, key: impl std::fmt::Display, what: impl Into<String>) -> Self {
        Self::Corrupt { table, key: key.to_string(), what: what.into() }
    }
}

/// The opened database.
#[derive(Clone, Debug)]
pub struct Store {
    pool: AnyPool,
    kind: Kind,
}

/// Which of the two; only opening and checking differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Sqlite,
    Postgres,
}

impl Store {
    /// Opens the database at `url` (`sqlite:PATH` or `postgres://…`), makes a SQLite file and its
    /// folder when missing, and brings the tables up to date.
    ///
    /// # Errors
    /// When it cannot be reached, or its tables cannot be brought up to date.
    pub async fn open(url: &str) -> Result<Self, StoreError> {
        install_default_drivers();
        let kind = if url.starts_with("sqlite:") { Kind::Sqlite } else { Kind::Postgres };
        let mut url = url.to_owned();
        if kind == Kind::Sqlite {
            make_folder_of(&url)?;
            if !url.contains("mode=") && !url.contains(":memory:") {
                url.push_str(if url.contains('?') { "&mode=rwc" } else { "?mode=rwc" });
            }
        }
        let pool = AnyPoolOptions::new()
            .max_connections(8)
            .acquire_timeout(Duration::from_secs(20))
            .after_connect(move |connection, _| {
                Box::pin(async move {
                    if kind == Kind::Sqlite {
                        // WAL lets readers go on while a release is written; FULL keeps what was
                        // acknowledged through a power loss.
                        for pragma in [
                            "PRAGMA busy_timeout = 20000",
                            "PRAGMA journal_mode = WAL",
                            "PRAGMA synchronous = FULL",
                            "PRAGMA foreign_keys = ON",
                            "PRAGMA cache_size = -65536",
                        ] {
                            sqlx::query(pragma).execute(&mut *connection).await?;
                        }
                    }
                    Ok(())
                })
            })
            .connect(&url)
            .await?;
        sqlx::migrate!("src/store/migrations").run(&pool).await?;
        Ok(Self { pool, kind })
    }

    /// Whether the database's own check finds its pages whole and its references kept. SQLite: reads
    /// the whole file, so it is run beside the serving, not before it. PostgreSQL checks its own
    /// pages; only that it answers is asked.
    ///
    /// # Errors
    /// When the database does not answer or finds itself damaged.
    pub async fn check(&self) -> Result<(), StoreError> {
        match self.kind {
            Kind::Sqlite => {
                let found: Vec<String> =
                    sqlx::query_scalar("PRAGMA quick_check(5)").fetch_all(&self.pool).await?;
                if found != ["ok"] {
                    return Err(StoreError::corrupt("database", "quick_check", found.join("; ")));
                }
                let broken =
                    sqlx::query("PRAGMA foreign_key_check").fetch_optional(&self.pool).await?;
                if let Some(row) = broken {
                    let table: String = row.try_get(0)?;
                    return Err(StoreError::corrupt("database", "foreign_key_check", table));
                }
            }
            Kind::Postgres => {
                sqlx::query("SELECT 1").execute(&self.pool).await?;
            }
        }
        Ok(())
    }

    /// Does what only somebody with the database in their hands could.
    #[cfg(test)]
    pub async fn harm(&self, sql: &'static str) {
        sqlx::query(sql).execute(&self.pool).await.unwrap();
    }

    /// Lets go of the database, its files included.
    pub async fn close(&self) {
        self.pool.close().await;
    }
}

/// Bytes that nobody can guess: for tokens, salts and passwords that are handed out.
///
/// # Errors
/// When the system has none to give.
pub fn random<const N: usize>() -> Result<[u8; N], StoreError> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).map_err(|_| StoreError::NoRandomness)?;
    Ok(bytes)
}

fn make_folder_of(url: &str) -> Result<(), StoreError> {
    let path = url.trim_start_matches("sqlite:").trim_start_matches("//");
    let path = path.split('?').next().unwrap_or_default();
    if let Some(folder) = Path::new(path).parent()
        && !folder.as_os_str().is_empty()
    {
        std::fs::create_dir_all(folder)?;
    }
    Ok(())
}
