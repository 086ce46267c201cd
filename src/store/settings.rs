//! Rows of `setting`: what an admin decided for a regulator.

use std::collections::{BTreeMap, HashMap};

use sqlx::Row as _;

use super::{Store, StoreError, audit};
use crate::domain::audit::NewEntry;
use crate::domain::regulator::RegulatorCode;
use crate::domain::setting::{BureauSetting, BureauSettings};

impl Store {
    /// What holds for one regulator; `None`: for those who belong to the whole platform.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn bureau_settings(
        &self,
        regulator: Option<RegulatorCode>,
    ) -> Result<BureauSettings, StoreError> {
        let rows = sqlx::query("SELECT name, value FROM setting WHERE regulator = $1")
            .bind(column(regulator))
            .fetch_all(&self.pool)
            .await?;
        let mut stored: HashMap<String, bool> = HashMap::new();
        for row in &rows {
            let value: String = row.try_get(1)?;
            stored.insert(row.try_get(0)?, value == "1");
        }
        Ok(BureauSettings::of(|setting| stored.get(setting.code()).copied()))
    }

    /// What was decided, by regulator; those of whom nothing was are left out.
    ///
    /// # Errors
    /// When the database does not answer, or a code no longer parses.
    pub async fn decided_settings(
        &self,
    ) -> Result<Vec<(Option<RegulatorCode>, BureauSettings)>, StoreError> {
        let rows =
            sqlx::query("SELECT regulator, name, value FROM setting").fetch_all(&self.pool).await?;
        let mut stored: BTreeMap<String, HashMap<String, bool>> = BTreeMap::new();
        for row in &rows {
            let value: String = row.try_get(2)?;
            stored.entry(row.try_get(0)?).or_default().insert(row.try_get(1)?, value == "1");
        }
        let settings = |decided: &HashMap<String, bool>| {
            BureauSettings::of(|setting| decided.get(setting.code()).copied())
        };
        stored
            .iter()
            .map(|(code, decided)| match code.as_str() {
                "" => Ok((None, settings(decided))),
                text => RegulatorCode::parse(text)
                    .map(|code| (Some(code), settings(decided)))
                    .ok_or_else(|| StoreError::corrupt("setting", text, "regulator")),
            })
            .collect()
    }

    /// Decides one of them.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn put_bureau_setting(
        &self,
        regulator: Option<RegulatorCode>,
        setting: BureauSetting,
        is_on: bool,
        entry: &NewEntry,
    ) -> Result<(), StoreError> {
        let mut transaction = self.pool.begin().await?;
        audit::append(&mut transaction, entry).await?;
        sqlx::query(
            "INSERT INTO setting (regulator, name, value) VALUES ($1, $2, $3) \
             ON CONFLICT (regulator, name) DO UPDATE SET value = $3",
        )
        .bind(column(regulator))
        .bind(setting.code())
        .bind(if is_on { "1" } else { "0" })
        .execute(&mut *transaction)
        .await?;
        Ok(transaction.commit().await?)
    }
}

fn column(regulator: Option<RegulatorCode>) -> String {
    regulator.map(|code| code.to_string()).unwrap_or_default()
}
