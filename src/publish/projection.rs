//! From the store to the index: institutions with their versions, as of one release.

use std::collections::{HashMap, HashSet};

use jiff::civil::Date;

use crate::domain::institution::{Institution, InstitutionId, Version};
use crate::domain::matching::InstitutionNo;
use crate::domain::regulator::RegulatorCode;
use crate::domain::release::ReleaseId;
use crate::domain::text;
use crate::search::{Index, Volume, Writer};
use crate::store::{Store, Stored};

use super::PublishError;

/// How much work an index is behind, told while it catches up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Indexed {
    pub institutions: u64,
}

/// Brings the index to the newest release in one commit. Only what changed since the index's own
/// release is read, all of it for an empty index. Gives the writer, whose merges may still be at
/// work; `None` when there was nothing to do and none was at hand.
pub(super) async fn bring_up_to_date(
    store: &Store,
    index: &Index,
    at_hand: Option<Writer>,
    today: Date,
    progress: &(dyn Fn(Indexed) + Sync),
) -> Result<Option<Writer>, PublishError> {
    let have = index.release();
    let newest = store.newest().await?;
    if newest == have {
        return Ok(at_hand);
    }
    let volume = if have == ReleaseId::NONE { Volume::Everything } else { Volume::Release };
    let mut writer = match at_hand {
        Some(writer) => writer,
        None => index.writer(volume)?,
    };
    let mut releases = store.releases_after(have).await?;
    releases.retain(|release| release.id <= newest);
    let mut speaking: Vec<RegulatorCode> =
        releases.iter().map(|release| release.regulator).collect();
    speaking.sort_unstable();
    speaking.dedup();
    let only = (have != ReleaseId::NONE).then_some(speaking.as_slice());
    for regulator in store.regulators(only).await? {
        writer.put_regulator(regulator)?;
    }
    for release in releases {
        writer.put_release(release)?;
    }
    if have == ReleaseId::NONE {
        put_all(store, &writer, Horizon { newest, today }, progress).await?;
    } else {
        put_touched(store, &writer, have, Horizon { newest, today }).await?;
    }
    writer.commit(newest)?;
    Ok(Some(writer))
}

async fn put_all(
    store: &Store,
    writer: &Writer,
    horizon: Horizon,
    progress: &(dyn Fn(Indexed) + Sync),
) -> Result<(), PublishError> {
    let ids = store.ids(None).await?;
    let assembly = Assembly { without_code: store.versions_without_code(None).await?, horizon };
    let mut pending: Vec<Stored> = Vec::new();
    let mut done = 0_u64;
    let mut failed = None;
    let mut put = |pending: &mut Vec<Stored>| {
        let Some(no) = pending.first().map(|stored| stored.institution) else { return };
        if let Some(ids) = ids.get(&no)
            && let Err(error) = writer.put_institution(no, assembly.institution(ids, pending))
        {
            failed.get_or_insert(error);
        }
        pending.clear();
        done += 1;
        if done.is_multiple_of(1_000) {
            progress(Indexed { institutions: done });
        }
    };
    store
        .each_version(|stored| {
            if pending.first().is_some_and(|first| first.institution != stored.institution) {
                put(&mut pending);
            }
            pending.push(stored);
        })
        .await?;
    put(&mut pending);
    failed.map_or(Ok(()), |error| Err(error.into()))
}

async fn put_touched(
    store: &Store,
    writer: &Writer,
    have: ReleaseId,
    horizon: Horizon,
) -> Result<(), PublishError> {
    // Whoever turned out to be somebody else leaves before that one is put, with all that was theirs.
    for id in store.former_since(have).await? {
        writer.remove_id(id);
    }
    let touched = store.touched_after(have).await?;
    let ids = store.ids(Some(&touched)).await?;
    let mut by_institution: HashMap<InstitutionNo, Vec<Stored>> = HashMap::new();
    let mut names: HashSet<String> = HashSet::new();
    for stored in store.versions_of(&touched).await? {
        names.insert(text::normal(&stored.version.listing.name));
        by_institution.entry(stored.institution).or_default().push(stored);
    }
    let names: Vec<String> = names.into_iter().collect();
    let without_code = store.versions_without_code(Some(&names)).await?;
    let assembly = Assembly { without_code, horizon };
    for (no, versions) in by_institution {
        if let Some(ids) = ids.get(&no) {
            writer.put_institution(no, assembly.institution(ids, &versions))?;
        }
    }
    Ok(())
}

/// What an index is brought to.
#[derive(Clone, Copy)]
struct Horizon {
    newest: ReleaseId,
    /// Bans that are over on this day do not enter the index.
    today: Date,
}

/// Puts institutions together as they were when the horizon's release was the newest release, whatever has been
/// published since the reading began.
struct Assembly {
    /// Versions of institutions that have no code, by the key of their name.
    without_code: HashMap<String, Vec<Stored>>,
    horizon: Horizon,
}

impl Assembly {
    fn institution(
        &self,
        (id, aliases): &(InstitutionId, Vec<InstitutionId>),
        stored: &[Stored],
    ) -> Institution {
        let versions = stored.iter().filter_map(|stored| self.as_of_newest(stored)).collect();
        Institution {
            id: *id,
            aliases: aliases.clone(),
            versions,
            may_be_meant: match id {
                InstitutionId::Uscc(_) => self.may_mean(stored),
                InstitutionId::Named(_) => Vec::new(),
            },
        }
        .in_public(self.horizon.today)
    }

    /// Listings without a code that carry one of these names, in a region that overlaps.
    fn may_mean(&self, own: &[Stored]) -> Vec<Version> {
        if self.without_code.is_empty() {
            return Vec::new();
        }
        let mut meant: Vec<&Stored> = Vec::new();
        for version in own {
            let listing = &version.version.listing;
            for other in self.without_code.get(&text::normal(&listing.name)).into_iter().flatten() {
                let is_near = match (listing.region, other.version.listing.region) {
                    (Some(own), Some(other)) => own.overlaps(other),
                    (None, _) | (_, None) => true,
                };
                if is_near && !meant.iter().any(|known| known.no == other.no) {
                    meant.push(other);
                }
            }
        }
        meant.into_iter().filter_map(|stored| self.as_of_newest(stored)).collect()
    }

    fn as_of_newest(&self, stored: &Stored) -> Option<Version> {
        let mut version = stored.version.clone();
        if version.from_release > self.horizon.newest {
            return None;
        }
        version.until = version.until.filter(|until| until.release <= self.horizon.newest);
        Some(version)
    }
}
