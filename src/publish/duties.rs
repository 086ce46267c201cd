//! 待办 of a regulator, put together from what stands in its rosters and what everybody is shown.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

use jiff::civil::Date;

use super::PublishError;
use crate::domain::answer::Typed;
use crate::domain::duties::{self, Load, OldList, Side, Term};
use crate::domain::institution::{Institution, InstitutionId};
use crate::domain::listing::{Listing, RosterId};
use crate::domain::matching::InstitutionNo;
use crate::domain::regulator::RegulatorCode;
use crate::domain::verdict::{Reading, Verdict, conclude};
use crate::search::{Ask, Filters, Page, Reader};
use crate::store::{Store, Stored};

/// Warnings without a code are held against those of the same name, up to this many: each is a search.
const NAMES_ASKED: usize = 200;

/// What one list says of an institution.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    pub roster: RosterId,
    /// The publisher's own word for the status; empty where there is none.
    pub status: String,
    pub verdict: Verdict,
    /// It carries no code, and might mean a namesake.
    pub may_mean_another: bool,
}

impl Said {
    fn of(reading: &Reading<'_>) -> Self {
        let listing = &reading.version.listing;
        Self {
            roster: listing.roster,
            status: listing.status_text.clone(),
            verdict: reading.verdict,
            may_mean_another: reading.may_mean_another,
        }
    }
}

/// One of a regulator's listings of which another regulator says otherwise.
#[derive(Clone, Debug)]
pub struct Disputed {
    pub line: i64,
    pub id: InstitutionId,
    pub name: String,
    pub side: Side,
    pub own: Said,
    pub others: Vec<Said>,
}

/// One of a regulator's listings whose permit ends.
#[derive(Clone, Debug)]
pub struct Ending {
    pub line: i64,
    pub name: String,
    /// Empty where the list has none.
    pub permit: String,
    pub address: String,
    pub term: Term,
}

/// What a regulator's lists ask of its people.
#[derive(Clone, Debug, Default)]
pub struct Duties {
    /// Those that others ban first.
    pub disputed: Vec<Disputed>,
    /// Ended ones first, then by day.
    pub endings: Vec<Ending>,
    pub old_lists: Vec<OldList>,
}

/// For which day, and from which age a list is old.
#[derive(Clone, Copy, Debug)]
pub struct AsOf {
    pub today: Date,
    pub stale_after_days: u16,
}

/// The duties of a regulator.
///
/// # Errors
/// When the store does not answer.
pub async fn of_regulator(
    store: &Store,
    reader: &Arc<Reader>,
    regulator: RegulatorCode,
    as_of: AsOf,
) -> Result<Duties, PublishError> {
    let standing = store.look().await?.standing(&[regulator]).await?;
    let mut institutions: Vec<InstitutionNo> =
        standing.iter().map(|stored| stored.institution).collect();
    institutions.sort_unstable();
    institutions.dedup();
    let ids = store.ids(Some(&institutions)).await?;
    let ids: HashMap<InstitutionNo, InstitutionId> =
        ids.into_iter().map(|(no, (id, _))| (no, id)).collect();
    let reader = Arc::clone(reader);
    let work = move || {
        let directory = reader.directory();
        Duties {
            disputed: disputed(&standing, &ids, &reader, (regulator, as_of)),
            endings: endings(&standing, as_of.today),
            old_lists: duties::old_lists(directory, regulator, as_of.today, as_of.stale_after_days),
        }
    };
    let duties = tokio::task::spawn_blocking(work).await;
    duties.map_err(|error| PublishError::Write(std::io::Error::other(error)))
}

fn endings(standing: &[Stored], today: Date) -> Vec<Ending> {
    let mut endings: Vec<Ending> = standing
        .iter()
        .filter_map(|stored| {
            let listing = &stored.version.listing;
            Some(Ending {
                line: stored.version.line,
                name: listing.name.clone(),
                permit: listing.permit.as_ref().map(ToString::to_string).unwrap_or_default(),
                address: listing.site.address.clone(),
                term: duties::term(listing, today)?,
            })
        })
        .collect();
    endings.sort_by_key(|ending| (ending.term, ending.line));
    endings
}

fn disputed(
    standing: &[Stored],
    ids: &HashMap<InstitutionNo, InstitutionId>,
    reader: &Reader,
    about: (RegulatorCode, AsOf),
) -> Vec<Disputed> {
    let mut asked = HashSet::new();
    let mut names_left = NAMES_ASKED;
    let mut found: Vec<Disputed> = Vec::new();
    for Stored { institution, version, .. } in standing {
        let Some(id) = ids.get(institution).copied() else { continue };
        if asked.insert(id)
            && let Some(institution) = reader.institution(id, about.1.today)
        {
            found.extend(dispute(&institution, reader, about));
        }
        let listing = &version.listing;
        if matches!(id, InstitutionId::Named(_)) && names_left > 0 && warns(listing) {
            names_left -= 1;
            for other in who_may_be_meant(listing, version.line, reader, about.1.today) {
                if asked.insert(other.id) {
                    found.extend(dispute(&other, reader, about));
                }
            }
        }
    }
    let is_banned = |one: &Disputed| {
        let all = one.others.iter().chain([&one.own]);
        all.into_iter().any(|said| said.verdict == Verdict::Banned)
    };
    found.sort_by_key(|one| (!is_banned(one), one.line));
    found
}

/// Whether a listing may speak against somebody of the same name.
fn warns(listing: &Listing) -> bool {
    use crate::domain::listing::RosterKind;
    use crate::domain::status::Status;
    listing.roster.kind != RosterKind::Approved
        || !matches!(listing.status, Status::Normal | Status::BarelyPassed | Status::Unstated)
}

/// Institutions with a code that a listing without one may mean.
fn who_may_be_meant(
    listing: &Listing,
    line: i64,
    reader: &Reader,
    today: Date,
) -> Vec<Institution> {
    let Ok(typed) = Typed::parse(&listing.name) else { return Vec::new() };
    let (filters, page) = (Filters::default(), Page { number: 1, size: 10 });
    let found = reader.search(&Ask { typed: &typed, filters, page, today });
    let institutions = found.hits.into_iter().map(|hit| hit.institution);
    institutions.filter(|one| one.may_be_meant.iter().any(|own| own.line == line)).collect()
}

fn dispute(
    institution: &Institution,
    reader: &Reader,
    (regulator, as_of): (RegulatorCode, AsOf),
) -> Option<Disputed> {
    let conclusion = conclude(institution, reader.directory(), as_of.today, as_of.stale_after_days);
    let conflict = duties::conflict(&conclusion, regulator)?;
    let own = conflict.own.first()?;
    Some(Disputed {
        line: own.version.line,
        id: institution.id,
        name: own.version.listing.name.clone(),
        side: conflict.side,
        own: Said::of(own),
        others: conflict.others.into_iter().map(Said::of).collect(),
    })
}

/// How much each regulator has, those with nothing left out. Reads the whole register: not for a thread
/// that serves others.
///
/// # Errors
/// When the index is damaged.
pub fn loads(reader: &Reader, as_of: AsOf) -> Result<BTreeMap<RegulatorCode, Load>, PublishError> {
    let AsOf { today, stale_after_days } = as_of;
    let directory = reader.directory();
    let mut loads: BTreeMap<RegulatorCode, Load> = BTreeMap::new();
    reader.for_each_outline(today, |institution| {
        let conclusion = conclude(institution, directory, today, stale_after_days);
        duties::add_loads(institution, &conclusion, today, |regulator, add| {
            add(loads.entry(regulator).or_default());
        });
    })?;
    for regulator in directory.regulators() {
        let old = duties::old_lists(directory, regulator.code, today, stale_after_days);
        loads.entry(regulator.code).or_default().old_lists =
            u32::try_from(old.len()).unwrap_or(u32::MAX);
    }
    loads.retain(|_, load| !load.is_none());
    Ok(loads)
}
