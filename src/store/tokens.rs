//! Rows of `api_token`: the token itself is shown once, and only its digest kept.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jiff::Timestamp;
use sqlx::Row as _;
use sqlx::any::AnyRow;

use super::accounts::instant;
use super::{Store, StoreError, audit, random};
use crate::domain::audit::NewEntry;
use crate::domain::regulator::RegulatorCode;
use crate::domain::token::{ApiToken, Scope, digest};

const SELECT: &str = "SELECT no, regulator, name, scope, created_by, created_at, expires_at, revoked_at, \
    last_used_at FROM api_token";

/// A token to be made.
#[derive(Clone, Debug)]
pub struct NewToken {
    pub regulator: RegulatorCode,
    pub name: String,
    pub scope: Scope,
    pub by: String,
    pub at: Timestamp,
    pub expires_at: Timestamp,
}

impl Store {
    /// Every token, newest first.
    ///
    /// # Errors
    /// When the database does not answer, or a row no longer parses.
    pub async fn api_tokens(&self) -> Result<Vec<ApiToken>, StoreError> {
        let text = [SELECT, " ORDER BY no DESC"].concat();
        let rows = sqlx::query(sqlx::AssertSqlSafe(text)).fetch_all(&self.pool).await?;
        rows.iter().map(token_of).collect()
    }

    /// Whose token this is, in force or not. `None`: nobody's.
    ///
    /// # Errors
    /// When the database does not answer, or the row no longer parses.
    pub async fn api_token(&self, token: &str) -> Result<Option<ApiToken>, StoreError> {
        let text = [SELECT, " WHERE digest = $1"].concat();
        let row = sqlx::query(sqlx::AssertSqlSafe(text))
            .bind(digest(token).to_string())
            .fetch_optional(&self.pool)
            .await?;
        row.as_ref().map(token_of).transpose()
    }

    /// It was used.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn touch_api_token(&self, no: i64, at: Timestamp) -> Result<(), StoreError> {
        sqlx::query("UPDATE api_token SET last_used_at = $2 WHERE no = $1")
            .bind(no)
            .bind(at.to_string())
            .execute(&self.pool)
            .await?;
        Ok(())
    }

    /// Makes a token and gives it, for the one time that it is seen.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn add_api_token(
        &self,
        new: &NewToken,
        entry: &NewEntry,
    ) -> Result<String, StoreError> {
        let token = format!("mingce_{}", URL_SAFE_NO_PAD.encode(random::<32>()?));
        let mut transaction = self.pool.begin().await?;
        audit::append(&mut transaction, entry).await?;
        let no: i64 = sqlx::query_scalar("SELECT COALESCE(MAX(no), 0) + 1 FROM api_token")
            .fetch_one(&mut *transaction)
            .await?;
        sqlx::query(
            "INSERT INTO api_token (no, regulator, name, digest, scope, created_by, created_at, expires_at) \
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        )
        .bind(no)
        .bind(new.regulator.to_string())
        .bind(new.name.clone())
        .bind(digest(&token).to_string())
        .bind(new.scope.code())
        .bind(new.by.clone())
        .bind(new.at.to_string())
        .bind(new.expires_at.to_string())
        .execute(&mut *transaction)
        .await?;
        transaction.commit().await?;
        Ok(token)
    }

    /// Ends a token for good.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn revoke_api_token(&self, no: i64, entry: &NewEntry) -> Result<(), StoreError> {
        let mut transaction = self.pool.begin().await?;
        audit::append(&mut transaction, entry).await?;
        sqlx::query("UPDATE api_token SET revoked_at = $2 WHERE no = $1 AND revoked_at IS NULL")
            .bind(no)
            .bind(entry.at.to_string())
            .execute(&mut *transaction)
            .await?;
        Ok(transaction.commit().await?)
    }
}

fn token_of(row: &AnyRow) -> Result<ApiToken, StoreError> {
    let no: i64 = row.try_get(0)?;
    let corrupt = |what: &str| StoreError::corrupt("api_token", no, what);
    let text = |column: usize| -> Result<String, StoreError> { Ok(row.try_get(column)?) };
    let needed = |column: usize| -> Result<Timestamp, StoreError> {
        let at = text(column)?;
        at.parse().map_err(|_| corrupt(&at))
    };
    let (regulator, scope) = (text(1)?, text(3)?);
    Ok(ApiToken {
        no,
        regulator: RegulatorCode::parse(&regulator).ok_or_else(|| corrupt(&regulator))?,
        name: text(2)?,
        scope: Scope::from_code(&scope).ok_or_else(|| corrupt(&scope))?,
        created_by: text(4)?,
        created_at: needed(5)?,
        expires_at: needed(6)?,
        revoked_at: instant("api_token", no, row.try_get(7)?)?,
        last_used_at: instant("api_token", no, row.try_get(8)?)?,
    })
}
