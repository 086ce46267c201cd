//! Rows of `listing` to domain values, and back.

use std::collections::{BTreeSet, HashMap};

use futures_util::TryStreamExt as _;
use jiff::civil::Date;
use sqlx::any::{AnyArguments, AnyRow};
use sqlx::query::Query;
use sqlx::{Any, AnyConnection, AssertSqlSafe, Row as _};

use super::{Store, StoreError, bulk};
use crate::domain::category::Category;
use crate::domain::digest::{Digest, Salt};
use crate::domain::institution::{Ending, Until, Version};
use crate::domain::listing::{FreeText, Listing, Nature, RosterId, RosterKind, Site, Validity};
use crate::domain::matching::InstitutionNo;
use crate::domain::permit::PermitNo;
use crate::domain::region::RegionCode;
use crate::domain::regulator::RegulatorCode;
use crate::domain::release::ReleaseId;
use crate::domain::status::Status;
use crate::domain::text;
use crate::domain::uscc::Uscc;

/// A version as it is stored: whose it is, and what proves it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stored {
    pub no: i64,
    pub institution: InstitutionNo,
    pub version: Version,
    pub salt: Salt,
    pub digest: Digest,
}

const COLUMNS: &str = "no, line, institution, regulator, roster, from_release, from_on, \
    until_release, until_on, until_how, salt, digest, name, brand, uscc, permit, status, \
    status_text, category, content, nature, region, address, town, valid_from, valid_until, \
    listed_on, delisted_on, reason, measures, notice_no, remark, phone, account";

const INSERT: &str = "INSERT INTO listing (no, line, institution, regulator, roster, from_release, \
    from_on, salt, digest, name, name_key, brand, uscc, permit, permit_key, status, status_text, \
    category, content, nature, region, address, town, valid_from, valid_until, listed_on, \
    delisted_on, reason, measures, notice_no, remark, phone, account)";
const INSERTED: usize = 33;

impl Store {
    /// Every version of these institutions, in the order of their release.
    ///
    /// # Errors
    /// When the database does not answer, or a row no longer parses.
    pub async fn versions_of(
        &self,
        institutions: &[InstitutionNo],
    ) -> Result<Vec<Stored>, StoreError> {
        let mut connection = self.pool.acquire().await?;
        let mut found = Vec::new();
        for chunk in institutions.chunks(bulk::CHUNK) {
            let text = format!(
                "SELECT {COLUMNS} FROM listing WHERE institution IN ({}) ORDER BY institution, no",
                bulk::placeholders(chunk.len())
            );
            let mut query = sqlx::query(AssertSqlSafe(text));
            for no in chunk {
                query = query.bind(*no);
            }
            for row in query.fetch_all(&mut *connection).await? {
                found.push(stored(&row)?);
            }
        }
        Ok(found)
    }

    /// Every version of every institution that a release touched.
    ///
    /// # Errors
    /// When the database does not answer, or a row no longer parses.
    pub async fn around_release(&self, release: ReleaseId) -> Result<Vec<Stored>, StoreError> {
        let institutions: Vec<InstitutionNo> = sqlx::query_scalar(
            "SELECT institution FROM listing WHERE from_release = $1 \
             UNION SELECT institution FROM listing WHERE until_release = $1",
        )
        .bind(number(release))
        .fetch_all(&self.pool)
        .await?;
        self.versions_of(&institutions).await
    }

    /// Hands every version of every institution to `take`, institution by institution, oldest first.
    ///
    /// # Errors
    /// When the database does not answer, or a row no longer parses.
    pub async fn each_version(&self, mut take: impl FnMut(Stored)) -> Result<(), StoreError> {
        let mut connection = self.pool.acquire().await?;
        let text = format!("SELECT {COLUMNS} FROM listing ORDER BY institution, no");
        let mut rows = sqlx::query(AssertSqlSafe(text)).fetch(&mut *connection);
        while let Some(row) = rows.try_next().await? {
            take(stored(&row)?);
        }
        Ok(())
    }

    /// Every version of institutions that have no code, by the key of its name; only those of
    /// these names, when given.
    ///
    /// # Errors
    /// When the database does not answer, or a row no longer parses.
    pub async fn versions_without_code(
        &self,
        names: Option<&[String]>,
    ) -> Result<HashMap<String, Vec<Stored>>, StoreError> {
        // Without an order of its own: with one, SQLite reads the whole table in that order.
        const WITHOUT_CODE: &str =
            "institution IN (SELECT no FROM institution WHERE id >= 'X' AND id < 'Y')";
        let mut connection = self.pool.acquire().await?;
        let mut found = Vec::new();
        match names {
            None => {
                let text = format!("SELECT {COLUMNS} FROM listing WHERE {WITHOUT_CODE}");
                let rows = sqlx::query(AssertSqlSafe(text)).fetch_all(&mut *connection).await?;
                found.extend(rows.iter().map(stored));
            }
            Some(names) => {
                for chunk in names.chunks(bulk::CHUNK) {
                    let text = format!(
                        "SELECT {COLUMNS} FROM listing WHERE name_key IN ({}) AND {WITHOUT_CODE}",
                        bulk::placeholders(chunk.len())
                    );
                    let mut query = sqlx::query(AssertSqlSafe(text));
                    for name in chunk {
                        query = query.bind(name.clone());
                    }
                    let rows = query.fetch_all(&mut *connection).await?;
                    found.extend(rows.iter().map(stored));
                }
            }
        }
        let mut found = found.into_iter().collect::<Result<Vec<Stored>, StoreError>>()?;
        found.sort_by_key(|stored| stored.no);
        let mut by_name: HashMap<String, Vec<Stored>> = HashMap::new();
        for stored in found {
            by_name.entry(text::normal(&stored.version.listing.name)).or_default().push(stored);
        }
        Ok(by_name)
    }

    /// Institutions of which some version begins or ends after `release`, and all that share a
    /// name with one of them: what an index of `release` has to take in.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn touched_after(
        &self,
        release: ReleaseId,
    ) -> Result<Vec<InstitutionNo>, StoreError> {
        // One index each: joined into one statement, SQLite scans the table.
        const TOUCHED: [&str; 3] = [
            "SELECT l.institution, l.name_key FROM institution_alias a \
             JOIN listing l ON l.institution = a.institution WHERE a.since_release > $1",
            "SELECT institution, name_key FROM listing WHERE from_release > $1",
            "SELECT institution, name_key FROM listing WHERE until_release > $1",
        ];
        let mut connection = self.pool.acquire().await?;
        let mut institutions: BTreeSet<InstitutionNo> = BTreeSet::new();
        let mut names: BTreeSet<String> = BTreeSet::new();
        for text in TOUCHED {
            let query = sqlx::query(text).bind(number(release));
            for row in query.fetch_all(&mut *connection).await? {
                institutions.insert(row.try_get(0)?);
                names.insert(row.try_get(1)?);
            }
        }
        let names: Vec<String> = names.into_iter().collect();
        for chunk in names.chunks(bulk::CHUNK) {
            let text = format!(
                "SELECT institution FROM listing WHERE name_key IN ({})",
                bulk::placeholders(chunk.len())
            );
            let mut query = sqlx::query_scalar::<_, InstitutionNo>(AssertSqlSafe(text));
            for name in chunk {
                query = query.bind(name.clone());
            }
            institutions.extend(query.fetch_all(&mut *connection).await?);
        }
        Ok(institutions.into_iter().collect())
    }
}

/// The current versions of these regulators' rosters.
pub(super) async fn standing(
    connection: &mut AnyConnection,
    regulators: &[RegulatorCode],
) -> Result<Vec<Stored>, StoreError> {
    let mut found = Vec::new();
    for chunk in regulators.chunks(bulk::CHUNK) {
        let text = format!(
            "SELECT {COLUMNS} FROM listing WHERE until_release IS NULL AND regulator IN ({}) ORDER BY no",
            bulk::placeholders(chunk.len())
        );
        let mut query = sqlx::query(AssertSqlSafe(text));
        for code in chunk {
            query = query.bind(code.to_string());
        }
        let mut rows = query.fetch(&mut *connection);
        while let Some(row) = rows.try_next().await? {
            found.push(stored(&row)?);
        }
    }
    Ok(found)
}

pub(super) async fn insert(
    connection: &mut AnyConnection,
    versions: &[Stored],
) -> Result<(), StoreError> {
    bulk::insert(connection, INSERT, INSERTED, versions, bind).await
}

fn bind<'q>(query: Query<'q, Any, AnyArguments>, stored: &Stored) -> Query<'q, Any, AnyArguments> {
    let Version { line, listing, from_release, from_on, until: _ } = &stored.version;
    query
        .bind(stored.no)
        .bind(*line)
        .bind(stored.institution)
        .bind(listing.roster.regulator.to_string())
        .bind(listing.roster.kind.code())
        .bind(number(*from_release))
        .bind(from_on.to_string())
        .bind(hex(&stored.salt))
        .bind(stored.digest.to_string())
        .bind(listing.name.clone())
        .bind(text::normal(&listing.name))
        .bind(listing.brand.clone())
        .bind(listing.uscc.map(|uscc| uscc.to_string()))
        .bind(listing.permit.as_ref().map(ToString::to_string))
        .bind(listing.permit.as_ref().map(|no| no.key().to_owned()))
        .bind(listing.status.code())
        .bind(listing.status_text.clone())
        .bind(listing.category.code())
        .bind(listing.content.clone())
        .bind(listing.nature.map(nature_code))
        .bind(listing.region.map(|code| code.to_string()))
        .bind(listing.site.address.clone())
        .bind(listing.site.town.clone())
        .bind(listing.valid_from.map(|day| day.to_string()))
        .bind(validity_text(&listing.valid_until))
        .bind(listing.listed_on.map(|day| day.to_string()))
        .bind(listing.delisted_on.map(|day| day.to_string()))
        .bind(listing.reason.as_ref().map(free_text))
        .bind(listing.measures.as_ref().map(free_text))
        .bind(listing.notice_no.clone())
        .bind(listing.remark.as_ref().map(free_text))
        .bind(listing.phone.clone())
        .bind(listing.account.clone())
}

/// Reads a row in the order of [`COLUMNS`].
fn stored(row: &AnyRow) -> Result<Stored, StoreError> {
    let no: i64 = row.try_get(0)?;
    let read = Reader { row, no };
    let until = match (row.try_get::<Option<i64>, _>(7)?, read.day(8)?, read.optional(9)?) {
        (Some(release), Some(on), Some(how)) => Some(Until {
            release: ReleaseId::new(release.unsigned_abs()),
            on,
            how: ending(&how).ok_or_else(|| read.corrupt(&how))?,
        }),
        (None, None, None) => None,
        _ => return Err(read.corrupt("half an ending")),
    };
    let listing = Listing {
        roster: RosterId {
            regulator: read.parse(3, RegulatorCode::parse)?,
            kind: read.parse(4, RosterKind::from_code)?,
        },
        name: row.try_get(12)?,
        brand: read.optional(13)?,
        uscc: read.parse_optional(14, |text| Uscc::parse(text).ok())?,
        permit: read.parse_optional(15, PermitNo::parse)?,
        status: read.parse(16, Status::from_code)?,
        status_text: row.try_get(17)?,
        category: read.parse(18, Category::from_code)?,
        content: read.optional(19)?,
        nature: read.parse_optional(20, nature)?,
        region: read.parse_optional(21, RegionCode::parse)?,
        site: Site { address: row.try_get(22)?, town: row.try_get(23)? },
        valid_from: read.day(24)?,
        valid_until: validity(read.optional(25)?),
        listed_on: read.day(26)?,
        delisted_on: read.day(27)?,
        reason: read.parse_optional(28, read_free_text)?,
        measures: read.parse_optional(29, read_free_text)?,
        notice_no: read.optional(30)?,
        remark: read.parse_optional(31, read_free_text)?,
        phone: read.optional(32)?,
        account: read.optional(33)?,
    };
    Ok(Stored {
        no,
        institution: row.try_get(2)?,
        version: Version {
            line: row.try_get(1)?,
            listing,
            from_release: ReleaseId::new(row.try_get::<i64, _>(5)?.unsigned_abs()),
            from_on: read.parse(6, |text| text.parse().ok())?,
            until,
        },
        salt: read.parse(10, unhex)?,
        digest: read.parse(11, Digest::from_hex)?,
    })
}

/// One row being read; a value that does not parse names its row.
struct Reader<'r> {
    row: &'r AnyRow,
    no: i64,
}

impl Reader<'_> {
    fn corrupt(&self, what: &str) -> StoreError {
        StoreError::corrupt("listing", self.no, what)
    }

    fn optional(&self, column: usize) -> Result<Option<String>, StoreError> {
        Ok(self.row.try_get(column)?)
    }

    fn parse<T>(&self, column: usize, parse: impl Fn(&str) -> Option<T>) -> Result<T, StoreError> {
        let text: String = self.row.try_get(column)?;
        parse(&text).ok_or_else(|| self.corrupt(&text))
    }

    fn parse_optional<T>(
        &self,
        column: usize,
        parse: impl Fn(&str) -> Option<T>,
    ) -> Result<Option<T>, StoreError> {
        match self.optional(column)? {
            None => Ok(None),
            Some(text) => parse(&text).map(Some).ok_or_else(|| self.corrupt(&text)),
        }
    }

    fn day(&self, column: usize) -> Result<Option<Date>, StoreError> {
        self.parse_optional(column, |text| text.parse().ok())
    }
}

pub(super) fn ending_code(how: Ending) -> &'static str {
    match how {
        Ending::Amended => "amended",
        Ending::Departed => "departed",
    }
}

fn ending(code: &str) -> Option<Ending> {
    [Ending::Amended, Ending::Departed].into_iter().find(|how| ending_code(*how) == code)
}

fn nature_code(nature: Nature) -> &'static str {
    match nature {
        Nature::ForProfit => "for_profit",
        Nature::NonProfit => "non_profit",
    }
}

fn nature(code: &str) -> Option<Nature> {
    [Nature::ForProfit, Nature::NonProfit].into_iter().find(|nature| nature_code(*nature) == code)
}

/// NULL: nothing said. Words that are no date keep a `?` before them.
fn validity_text(validity: &Validity) -> Option<String> {
    match validity {
        Validity::Unstated => None,
        Validity::Until(day) => Some(day.to_string()),
        Validity::LongTerm => Some("long_term".into()),
        Validity::Unclear(words) => Some(format!("?{words}")),
    }
}

fn validity(text: Option<String>) -> Validity {
    let Some(text) = text else { return Validity::Unstated };
    if text == "long_term" {
        return Validity::LongTerm;
    }
    match text.parse() {
        Ok(day) => Validity::Until(day),
        Err(_) => Validity::Unclear(text.strip_prefix('?').unwrap_or(&text).to_owned()),
    }
}

fn free_text(text: &FreeText) -> String {
    match text {
        FreeText::Public(text) => format!("={text}"),
        FreeText::HeldBack => "-".into(),
    }
}

fn read_free_text(stored: &str) -> Option<FreeText> {
    match stored.strip_prefix('=') {
        Some(text) => Some(FreeText::Public(text.to_owned())),
        None => (stored == "-").then_some(FreeText::HeldBack),
    }
}

fn hex(salt: &Salt) -> String {
    salt.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn unhex(text: &str) -> Option<Salt> {
    if text.len() != 32 || !text.is_ascii() {
        return None;
    }
    let mut salt = [0; 16];
    for (i, byte) in salt.iter_mut().enumerate() {
        *byte = u8::from_str_radix(&text[2 * i..2 * i + 2], 16).ok()?;
    }
    Some(salt)
}

/// Release numbers count from 1 and stay far below 2⁶³.
pub(super) fn number(release: ReleaseId) -> i64 {
    i64::try_from(release.number()).unwrap_or(i64::MAX)
}
