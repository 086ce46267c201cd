//! What one needs to know around the listings: regulators, their rosters and the releases.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use jiff::civil::Date;

use super::institution::Version;
use super::listing::RosterId;
use super::region::{RegionCode, Regions};
use super::regulator::{Regulator, RegulatorCode};
use super::release::{Release, ReleaseId};

/// Regulators, releases and regions as of one release; immutable once built.
#[derive(Clone, Debug, Default)]
pub struct Directory {
    regions: Arc<Regions>,
    regulators: BTreeMap<RegulatorCode, Regulator>,
    releases: BTreeMap<ReleaseId, Release>,
    by_roster: HashMap<RosterId, Vec<ReleaseId>>,
}

impl Directory {
    pub fn new(regions: Arc<Regions>) -> Self {
        Self { regions, ..Self::default() }
    }

    pub fn add_regulator(&mut self, regulator: Regulator) {
        self.regulators.insert(regulator.code, regulator);
    }

    /// Releases may come in any order; each counts once.
    pub fn add_release(&mut self, release: Release) {
        for kind in &release.rosters {
            let of_roster = self
                .by_roster
                .entry(RosterId { regulator: release.regulator, kind: *kind })
                .or_default();
            if let Err(at) = of_roster.binary_search(&release.id) {
                of_roster.insert(at, release.id);
            }
        }
        self.releases.insert(release.id, release);
    }

    pub fn regions(&self) -> &Regions {
        &self.regions
    }

    pub fn regulator(&self, code: RegulatorCode) -> Option<&Regulator> {
        self.regulators.get(&code)
    }

    pub fn regulators(&self) -> impl DoubleEndedIterator<Item = &Regulator> {
        self.regulators.values()
    }

    /// The regulators of a region and of what lies inside it, in the order of their codes.
    pub fn regulators_in(&self, region: RegionCode) -> impl Iterator<Item = &Regulator> {
        self.regulators.values().filter(move |regulator| region.contains(regulator.code.region))
    }

    /// A regulator's name; its code where it is not known.
    pub fn regulator_name(&self, code: RegulatorCode) -> String {
        self.regulator(code).map_or_else(|| code.to_string(), |regulator| regulator.name.clone())
    }

    pub fn release(&self, id: ReleaseId) -> Option<&Release> {
        self.releases.get(&id)
    }

    /// Oldest first.
    pub fn releases(&self) -> impl DoubleEndedIterator<Item = &Release> + ExactSizeIterator {
        self.releases.values()
    }

    /// The newest release; [`ReleaseId::NONE`] for an empty register.
    pub fn newest(&self) -> ReleaseId {
        self.releases.last_key_value().map_or(ReleaseId::NONE, |(id, _)| *id)
    }

    /// The newest release of a roster that is in effect on `day`. `None`: none is.
    pub fn edition(&self, roster: RosterId, day: Date) -> Option<&Release> {
        self.edition_known_at(self.newest(), roster, day)
    }

    /// [`Directory::edition`], as it was right after the release `known`.
    pub fn edition_known_at(
        &self,
        known: ReleaseId,
        roster: RosterId,
        day: Date,
    ) -> Option<&Release> {
        self.by_roster
            .get(&roster)?
            .iter()
            .rev()
            .filter(|id| **id <= known)
            .filter_map(|id| self.releases.get(id))
            .find(|release| release.effective_on <= day)
    }

    /// 截至日期 of the newest edition of the roster in which a listing stands.
    pub fn as_of(&self, version: &Version, day: Date) -> Option<Date> {
        self.edition(version.listing.roster, day).map(|release| release.as_of_on)
    }

    /// Every roster that has an edition.
    pub fn rosters(&self) -> impl Iterator<Item = RosterId> {
        self.by_roster.keys().copied()
    }

    /// Whether any roster of a regulator in this region, or of one above it, has an edition on `day`.
    pub fn has_list_for(&self, region: RegionCode, day: Date) -> bool {
        self.by_roster.keys().any(|roster| {
            roster.regulator.region.overlaps(region) && self.edition(*roster, day).is_some()
        })
    }
}
