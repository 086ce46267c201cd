//! Rows of `institution` and its aliases, and what institutions are recognised by.

use std::collections::{HashMap, HashSet};

use futures_util::TryStreamExt as _;
use sqlx::any::AnyRow;
use sqlx::{AnyConnection, AssertSqlSafe, Row as _};

use super::listings::number;
use super::{Store, StoreError, bulk};
use crate::domain::institution::InstitutionId;
use crate::domain::matching::{Acquaintance, Acquaintances, InstitutionNo};
use crate::domain::region::RegionCode;
use crate::domain::regulator::RegulatorCode;
use crate::domain::release::ReleaseId;

/// What rows of a file may be recognised by.
#[derive(Clone, Debug, Default)]
pub struct Keys {
    pub ids: HashSet<InstitutionId>,
    pub names: HashSet<String>,
    pub permits: HashSet<String>,
}

/// An institution that was known without a code and now has one.
#[derive(Clone, Copy, Debug)]
pub struct Gained {
    pub no: InstitutionNo,
    pub before: InstitutionId,
    pub after: InstitutionId,
    pub in_release: ReleaseId,
}

/// Two that turned out to be one.
#[derive(Clone, Copy, Debug)]
pub struct United {
    pub no: InstitutionNo,
    pub twin: InstitutionNo,
    /// The twin's id, which leads to the other from now on.
    pub before: InstitutionId,
    pub in_release: ReleaseId,
}

/// Present id and former ids.
pub type Ids = (InstitutionId, Vec<InstitutionId>);

/// From this many keys on it is quicker to read all than to ask for each.
const ASK_FOR_EACH: usize = 20_000;

impl Store {
    /// The ids of these institutions; of all, when `only` is `None`.
    ///
    /// # Errors
    /// When the database does not answer, or an id no longer parses.
    pub async fn ids(
        &self,
        only: Option<&[InstitutionNo]>,
    ) -> Result<HashMap<InstitutionNo, Ids>, StoreError> {
        let mut connection = self.pool.acquire().await?;
        let mut ids: HashMap<InstitutionNo, Ids> = HashMap::new();
        for row in
            select_by_no(&mut connection, "SELECT no, id FROM institution", "no", only).await?
        {
            ids.insert(row.try_get(0)?, (id_of(&row, 1)?, Vec::new()));
        }
        let aliases = "SELECT institution, id FROM institution_alias";
        for row in select_by_no(&mut connection, aliases, "institution", only).await? {
            if let Some((_, former)) = ids.get_mut(&row.try_get::<i64, _>(0)?) {
                former.push(id_of(&row, 1)?);
            }
        }
        Ok(ids)
    }
}

impl Store {
    /// Whoever has ever stood in a roster of this regulator; of any, for `None`.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn ever_listed(
        &self,
        regulator: Option<RegulatorCode>,
    ) -> Result<Vec<InstitutionNo>, StoreError> {
        let query = match regulator {
            Some(code) => sqlx::query_scalar(
                "SELECT DISTINCT institution FROM listing WHERE regulator = $1 ORDER BY institution",
            )
            .bind(code.to_string()),
            None => sqlx::query_scalar("SELECT no FROM institution ORDER BY no"),
        };
        Ok(query.fetch_all(&self.pool).await?)
    }

    /// Ids that came to lead to another one after `release`: whoever had them is looked for there.
    ///
    /// # Errors
    /// When the database does not answer, or an id no longer parses.
    pub async fn former_since(&self, release: ReleaseId) -> Result<Vec<InstitutionId>, StoreError> {
        let mut connection = self.pool.acquire().await?;
        let query = sqlx::query("SELECT id FROM institution_alias WHERE since_release > $1");
        let rows = query.bind(number(release)).fetch_all(&mut *connection).await?;
        rows.iter().map(|row| id_of(row, 0)).collect()
    }
}

async fn select_by_no(
    connection: &mut AnyConnection,
    select: &'static str,
    column: &'static str,
    only: Option<&[InstitutionNo]>,
) -> Result<Vec<AnyRow>, StoreError> {
    let Some(only) = only else {
        return Ok(sqlx::query(select).fetch_all(connection).await?);
    };
    let mut rows = Vec::new();
    for chunk in only.chunks(bulk::CHUNK) {
        let text = format!("{select} WHERE {column} IN ({})", bulk::placeholders(chunk.len()));
        let mut query = sqlx::query(AssertSqlSafe(text));
        for no in chunk {
            query = query.bind(*no);
        }
        rows.extend(query.fetch_all(&mut *connection).await?);
    }
    Ok(rows)
}

/// Everyone whom these keys may mean.
pub(super) async fn acquaintances(
    connection: &mut AnyConnection,
    keys: &Keys,
) -> Result<Acquaintances, StoreError> {
    const SELECT: &str = "SELECT i.no, i.id, l.name_key, l.permit_key, l.region \
        FROM institution i JOIN listing l ON l.institution = i.no";
    let mut known = Acquaintances::default();
    if keys.ids.len() + keys.names.len() + keys.permits.len() > ASK_FOR_EACH {
        let mut rows = sqlx::query(SELECT).fetch(&mut *connection);
        while let Some(row) = rows.try_next().await? {
            known.remember(&acquaintance(&row)?);
        }
        drop(rows);
        for row in sqlx::query("SELECT id FROM institution_alias").fetch_all(connection).await? {
            known.remember_former(id_of(&row, 0)?);
        }
        return Ok(known);
    }
    let ids: Vec<String> = keys.ids.iter().map(ToString::to_string).collect();
    let names: Vec<String> = keys.names.iter().cloned().collect();
    let permits: Vec<String> = keys.permits.iter().cloned().collect();
    former(connection, &ids, &mut known).await?;
    for (column, values) in [("i.id", ids), ("l.name_key", names), ("l.permit_key", permits)] {
        for chunk in values.chunks(bulk::CHUNK) {
            let text = format!("{SELECT} WHERE {column} IN ({})", bulk::placeholders(chunk.len()));
            let mut query = sqlx::query(AssertSqlSafe(text));
            for value in chunk {
                query = query.bind(value.clone());
            }
            for row in query.fetch_all(&mut *connection).await? {
                known.remember(&acquaintance(&row)?);
            }
        }
    }
    Ok(known)
}

/// Those of these ids that were somebody's and lead to another one now.
async fn former(
    connection: &mut AnyConnection,
    ids: &[String],
    known: &mut Acquaintances,
) -> Result<(), StoreError> {
    for chunk in ids.chunks(bulk::CHUNK) {
        let text = format!(
            "SELECT id FROM institution_alias WHERE id IN ({})",
            bulk::placeholders(chunk.len())
        );
        let mut query = sqlx::query(AssertSqlSafe(text));
        for id in chunk {
            query = query.bind(id.clone());
        }
        for row in query.fetch_all(&mut *connection).await? {
            known.remember_former(id_of(&row, 0)?);
        }
    }
    Ok(())
}

pub(super) async fn insert(
    connection: &mut AnyConnection,
    institutions: &[(InstitutionNo, InstitutionId)],
) -> Result<(), StoreError> {
    bulk::insert(
        connection,
        "INSERT INTO institution (no, id)",
        2,
        institutions,
        |query, (no, id)| query.bind(*no).bind(id.to_string()),
    )
    .await
}

pub(super) async fn gain_code(
    connection: &mut AnyConnection,
    gained: &Gained,
) -> Result<(), StoreError> {
    sqlx::query("UPDATE institution SET id = $1 WHERE no = $2")
        .bind(gained.after.to_string())
        .bind(gained.no)
        .execute(&mut *connection)
        .await?;
    add_alias(connection, (gained.before, gained.no), gained.in_release).await
}

/// Listings and former ids of the twin become the other's, and its own id a former one.
pub(super) async fn unite(
    connection: &mut AnyConnection,
    united: &United,
) -> Result<(), StoreError> {
    for text in [
        "UPDATE listing SET institution = $1 WHERE institution = $2",
        "UPDATE institution_alias SET institution = $1 WHERE institution = $2",
    ] {
        let query = sqlx::query(text).bind(united.no).bind(united.twin);
        query.execute(&mut *connection).await?;
    }
    sqlx::query("DELETE FROM institution WHERE no = $1")
        .bind(united.twin)
        .execute(&mut *connection)
        .await?;
    add_alias(connection, (united.before, united.no), united.in_release).await
}

async fn add_alias(
    connection: &mut AnyConnection,
    (id, institution): (InstitutionId, InstitutionNo),
    since: ReleaseId,
) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO institution_alias (id, institution, since_release) VALUES ($1, $2, $3)",
    )
    .bind(id.to_string())
    .bind(institution)
    .bind(number(since))
    .execute(&mut *connection)
    .await?;
    Ok(())
}

pub(super) async fn id(
    connection: &mut AnyConnection,
    no: InstitutionNo,
) -> Result<Option<InstitutionId>, StoreError> {
    let row = sqlx::query("SELECT id FROM institution WHERE no = $1")
        .bind(no)
        .fetch_optional(connection)
        .await?;
    row.as_ref().map(|row| id_of(row, 0)).transpose()
}

fn acquaintance(row: &AnyRow) -> Result<Acquaintance, StoreError> {
    let region: Option<String> = row.try_get(4)?;
    Ok(Acquaintance {
        no: row.try_get(0)?,
        id: id_of(row, 1)?,
        name_key: row.try_get(2)?,
        permit_key: row.try_get(3)?,
        region: region.as_deref().and_then(RegionCode::parse),
    })
}

fn id_of(row: &AnyRow, column: usize) -> Result<InstitutionId, StoreError> {
    let id: String = row.try_get(column)?;
    InstitutionId::parse(&id).ok_or_else(|| StoreError::corrupt("institution", &id, "id"))
}
