//! Rows of `account` to domain values, and back. Whatever changes one is entered into the trail in the same
//! transaction.

use jiff::Timestamp;
use sqlx::any::AnyRow;
use sqlx::{AnyConnection, Row as _};

use super::{Store, StoreError, audit, sessions};
use crate::domain::account::{
    Account, AccountNo, LockOut, Login, PasswordKind, Role, SecondStep, Standing,
};
use crate::domain::audit::NewEntry;
use crate::domain::password::CodeSecret;
use crate::domain::regulator::RegulatorCode;

const SELECT: &str = "SELECT no, login, display, regulator, role, must_change, totp_since, totp_required, \
    failures, locked_until, disabled_at, created_at, password, totp_secret, totp_last_step FROM account";

/// An account to be made.
#[derive(Clone, Debug)]
pub struct NewAccount {
    pub login: Login,
    pub display: String,
    pub role: Role,
    pub regulator: Option<RegulatorCode>,
    pub password_hash: String,
    pub password: PasswordKind,
    pub at: Timestamp,
    pub by: String,
}

/// What an account proves itself by. Read where somebody signs in, and nowhere else.
#[derive(Clone, Debug)]
pub struct Secrets {
    pub password_hash: String,
    /// Also one that is not confirmed yet.
    pub code: Option<CodeSecret>,
    pub last_step: u64,
}

/// One change of an account.
#[derive(Clone, Debug)]
pub enum Change {
    Place {
        display: String,
        role: Role,
        regulator: Option<RegulatorCode>,
    },
    Password {
        hash: String,
        kind: PasswordKind,
    },
    Disabled,
    Enabled,
    Unlocked,
    NeedsSecondStep(bool),
    /// Begun: a code has still to prove it.
    SecondStepBegun(CodeSecret),
    /// Proved by the code of this step, which is used up by it.
    SecondStepOn {
        step: u64,
    },
    SecondStepOff,
}

/// Which sessions of the account live on after a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sessions<'a> {
    All,
    Only(&'a str),
    None,
}

/// What became of an attempt to make an account.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Added {
    Yes(AccountNo),
    LoginTaken,
}

impl Store {
    /// All accounts, by login.
    ///
    /// # Errors
    /// When the database does not answer, or a row no longer parses.
    pub async fn accounts(&self) -> Result<Vec<Account>, StoreError> {
        let text = [SELECT, " ORDER BY login"].concat();
        let rows = sqlx::query(sqlx::AssertSqlSafe(text)).fetch_all(&self.pool).await?;
        rows.iter().map(|row| account_of(row, 0)).collect()
    }

    /// `None`: no account has this number.
    ///
    /// # Errors
    /// When the database does not answer, or the row no longer parses.
    pub async fn account(&self, no: AccountNo) -> Result<Option<Account>, StoreError> {
        let text = [SELECT, " WHERE no = $1"].concat();
        let row =
            sqlx::query(sqlx::AssertSqlSafe(text)).bind(no.0).fetch_optional(&self.pool).await?;
        row.map(|row| account_of(&row, 0)).transpose()
    }

    /// The account with what it proves itself by. `None`: there is no such login.
    ///
    /// # Errors
    /// When the database does not answer, or the row no longer parses.
    pub async fn account_by_login(
        &self,
        login: &Login,
    ) -> Result<Option<(Account, Secrets)>, StoreError> {
        let text = [SELECT, " WHERE login = $1"].concat();
        let row = sqlx::query(sqlx::AssertSqlSafe(text))
            .bind(login.as_str().to_owned())
            .fetch_optional(&self.pool)
            .await?;
        row.map(|row| Ok((account_of(&row, 0)?, secrets_of(&row)?))).transpose()
    }

    /// Makes the account.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn add_account(
        &self,
        new: &NewAccount,
        entry: &NewEntry,
    ) -> Result<Added, StoreError> {
        let mut transaction = self.pool.begin().await?;
        // The entry's turn comes first: it lets others wait, so that numbers are given out once.
        audit::append(&mut transaction, entry).await?;
        let is_taken: i64 = sqlx::query_scalar("SELECT COUNT(*) FROM account WHERE login = $1")
            .bind(new.login.as_str().to_owned())
            .fetch_one(&mut *transaction)
            .await?;
        if is_taken > 0 {
            return Ok(Added::LoginTaken);
        }
        let no: i64 = sqlx::query_scalar("SELECT COALESCE(MAX(no), 0) + 1 FROM account")
            .fetch_one(&mut *transaction)
            .await?;
        insert(&mut transaction, no, new).await?;
        transaction.commit().await?;
        Ok(Added::Yes(AccountNo(no)))
    }

    /// Changes the account, and ends those of its sessions that do not live on.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn change_account(
        &self,
        no: AccountNo,
        change: &Change,
        living: Sessions<'_>,
        entry: &NewEntry,
    ) -> Result<(), StoreError> {
        let mut transaction = self.pool.begin().await?;
        audit::append(&mut transaction, entry).await?;
        apply(&mut transaction, no, change, entry.at).await?;
        match living {
            Sessions::All => {}
            Sessions::Only(key) => {
                sessions::end_all(&mut transaction, no, Some(key), entry.at).await?;
            }
            Sessions::None => sessions::end_all(&mut transaction, no, None, entry.at).await?,
        }
        Ok(transaction.commit().await?)
    }

    /// Keeps a secret whose first code is still to come; nothing holds yet, so nothing is entered.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn begin_second_step(
        &self,
        no: AccountNo,
        secret: &CodeSecret,
        at: Timestamp,
    ) -> Result<(), StoreError> {
        let mut connection = self.pool.acquire().await?;
        apply(&mut connection, no, &Change::SecondStepBegun(secret.clone()), at).await
    }

    /// Counts a try to sign in before it is known whether it is good. `None`: the account is locked.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn count_try(
        &self,
        no: AccountNo,
        rule: LockOut,
        now: Timestamp,
    ) -> Result<Option<Standing>, StoreError> {
        let mut transaction = self.pool.begin().await?;
        // Writes first, so that tries at the same moment are counted one after the other.
        sqlx::query("UPDATE account SET failures = failures WHERE no = $1")
            .bind(no.0)
            .execute(&mut *transaction)
            .await?;
        let row = sqlx::query("SELECT failures, locked_until FROM account WHERE no = $1")
            .bind(no.0)
            .fetch_one(&mut *transaction)
            .await?;
        let before = standing_of(no.0, row.try_get(0)?, row.try_get(1)?)?;
        let after = before.after_try(rule, now);
        put_standing(&mut transaction, no, after.unwrap_or(before)).await?;
        transaction.commit().await?;
        Ok(after)
    }

    /// As [`Self::count_try`], for a login that nobody has: it takes as long, so that it does not show.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn count_stranger(&self) -> Result<(), StoreError> {
        sqlx::query("UPDATE turn SET taken = taken + 1 WHERE name = 'strangers'")
            .execute(&self.pool)
            .await?;
        Ok(())
    }

    /// The try was good: those before it no longer count.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn forget_tries(&self, no: AccountNo) -> Result<(), StoreError> {
        let mut connection = self.pool.acquire().await?;
        put_standing(&mut connection, no, Standing::default()).await
    }

    /// Uses up the one-time code of this step. `false`: it, or a later one, is used up already.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn use_code(&self, no: AccountNo, step: u64) -> Result<bool, StoreError> {
        let step = i64::try_from(step).unwrap_or(i64::MAX);
        let used = sqlx::query(
            "UPDATE account SET totp_last_step = $2 WHERE no = $1 AND totp_last_step < $2",
        )
        .bind(no.0)
        .bind(step)
        .execute(&self.pool)
        .await?;
        Ok(used.rows_affected() == 1)
    }
}

async fn insert(
    connection: &mut AnyConnection,
    no: i64,
    new: &NewAccount,
) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO account (no, login, display, regulator, role, password, password_at, must_change, \
         totp_last_step, totp_required, failures, created_at, created_by) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 0, 0, 0, $7, $9)",
    )
    .bind(no)
    .bind(new.login.as_str().to_owned())
    .bind(new.display.clone())
    .bind(new.regulator.map(|code| code.to_string()))
    .bind(new.role.code())
    .bind(new.password_hash.clone())
    .bind(new.at.to_string())
    .bind(must_change(new.password))
    .bind(new.by.clone())
    .execute(connection)
    .await?;
    Ok(())
}

fn must_change(kind: PasswordKind) -> i64 {
    match kind {
        PasswordKind::Own => 0,
        PasswordKind::OneTime => 1,
    }
}

async fn apply(
    connection: &mut AnyConnection,
    no: AccountNo,
    change: &Change,
    at: Timestamp,
) -> Result<(), StoreError> {
    let query = match change {
        Change::Place { display, role, regulator } => {
            sqlx::query("UPDATE account SET display = $2, role = $3, regulator = $4 WHERE no = $1")
                .bind(no.0)
                .bind(display.clone())
                .bind(role.code())
                .bind(regulator.map(|code| code.to_string()))
        }
        Change::Password { hash, kind } => sqlx::query(
            "UPDATE account SET password = $2, password_at = $3, must_change = $4, failures = 0, \
             locked_until = NULL WHERE no = $1",
        )
        .bind(no.0)
        .bind(hash.clone())
        .bind(at.to_string())
        .bind(must_change(*kind)),
        Change::Disabled => sqlx::query("UPDATE account SET disabled_at = $2 WHERE no = $1")
            .bind(no.0)
            .bind(at.to_string()),
        Change::Enabled => {
            sqlx::query("UPDATE account SET disabled_at = NULL WHERE no = $1").bind(no.0)
        }
        Change::Unlocked => {
            sqlx::query("UPDATE account SET failures = 0, locked_until = NULL WHERE no = $1")
                .bind(no.0)
        }
        Change::NeedsSecondStep(needs) => {
            sqlx::query("UPDATE account SET totp_required = $2 WHERE no = $1")
                .bind(no.0)
                .bind(i64::from(*needs))
        }
        Change::SecondStepBegun(secret) => {
            sqlx::query("UPDATE account SET totp_secret = $2 WHERE no = $1 AND totp_since IS NULL")
                .bind(no.0)
                .bind(secret.0.to_vec())
        }
        Change::SecondStepOn { step } => {
            sqlx::query("UPDATE account SET totp_since = $2, totp_last_step = $3 WHERE no = $1")
                .bind(no.0)
                .bind(at.to_string())
                .bind(i64::try_from(*step).unwrap_or(i64::MAX))
        }
        Change::SecondStepOff => {
            sqlx::query("UPDATE account SET totp_secret = NULL, totp_since = NULL WHERE no = $1")
                .bind(no.0)
        }
    };
    query.execute(connection).await?;
    Ok(())
}

async fn put_standing(
    connection: &mut AnyConnection,
    no: AccountNo,
    standing: Standing,
) -> Result<(), StoreError> {
    sqlx::query("UPDATE account SET failures = $2, locked_until = $3 WHERE no = $1")
        .bind(no.0)
        .bind(i64::from(standing.failures))
        .bind(standing.locked_until.map(|until| until.to_string()))
        .execute(connection)
        .await?;
    Ok(())
}

/// The first twelve columns, from `first` on.
pub(super) fn account_of(row: &AnyRow, first: usize) -> Result<Account, StoreError> {
    let no: i64 = row.try_get(first)?;
    let corrupt = |what: &str| StoreError::corrupt("account", no, what);
    let text = |column: usize| -> Result<String, StoreError> { Ok(row.try_get(first + column)?) };
    let optional =
        |column: usize| -> Result<Option<String>, StoreError> { Ok(row.try_get(first + column)?) };
    let flag = |column: usize| -> Result<bool, StoreError> {
        Ok(row.try_get::<i64, _>(first + column)? != 0)
    };
    let regulator = match optional(3)? {
        None => None,
        Some(code) => Some(RegulatorCode::parse(&code).ok_or_else(|| corrupt(&code))?),
    };
    let role = text(4)?;
    let created_at = text(11)?;
    let is_on = optional(6)?.is_some();
    Ok(Account {
        no: AccountNo(no),
        login: Login::parse(&text(1)?).ok_or_else(|| corrupt("login"))?,
        display: text(2)?,
        role: Role::from_code(&role).ok_or_else(|| corrupt(&role))?,
        regulator,
        password: if flag(5)? { PasswordKind::OneTime } else { PasswordKind::Own },
        second_step: if is_on { SecondStep::On } else { SecondStep::Off },
        needs_second_step: flag(7)?,
        standing: standing_of(no, row.try_get(first + 8)?, optional(9)?)?,
        disabled_at: instant("account", no, optional(10)?)?,
        created_at: created_at.parse().map_err(|_| corrupt(&created_at))?,
    })
}

fn standing_of(
    no: i64,
    failures: i64,
    locked_until: Option<String>,
) -> Result<Standing, StoreError> {
    Ok(Standing {
        failures: u32::try_from(failures).unwrap_or(u32::MAX),
        locked_until: instant("account", no, locked_until)?,
    })
}

pub(super) fn instant(
    table: &'static str,
    key: impl std::fmt::Display,
    text: Option<String>,
) -> Result<Option<Timestamp>, StoreError> {
    text.map(|text| text.parse().map_err(|_| StoreError::corrupt(table, key, text))).transpose()
}

fn secrets_of(row: &AnyRow) -> Result<Secrets, StoreError> {
    let no: i64 = row.try_get(0)?;
    let code: Option<Vec<u8>> = row.try_get(13)?;
    let code = code
        .map(|bytes| {
            <[u8; 20]>::try_from(bytes)
                .map(CodeSecret)
                .map_err(|_| StoreError::corrupt("account", no, "totp_secret"))
        })
        .transpose()?;
    Ok(Secrets {
        password_hash: row.try_get(12)?,
        code,
        last_step: row.try_get::<i64, _>(14)?.unsigned_abs(),
    })
}
