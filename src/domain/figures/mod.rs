//! 统计: the register in numbers on one day.
//!
//! | what | where |
//! |---|---|
//! | what is counted, and how | [`Tally`] |
//! | parts, totals, and what lies between them | `counts` |
//! | groups of reasons for a ban | `reason` |
//! | what was published month by month | `timeline` |
//! | how old the lists are | `ages` |

mod ages;
mod counts;
mod reason;
mod tally;
mod timeline;

pub use ages::{AgeClass, RosterAge, by_age};
pub use counts::{Breakdown, Counts, OpenCounts, Part};
pub use reason::Reason;
pub use tally::{Place, Standing, Tally};
pub use timeline::{Dated, MONTHS, Month, Timeline};

use jiff::civil::Date;
use rustc_hash::FxHashMap;

use self::tally::Traits;
use super::directory::Directory;
use super::institution::{Institution, Version};
use super::listing::RosterKind;
use super::region::RegionCode;
use super::release::ReleaseId;
use super::verdict::conclude;

/// The register at one release on one day: a [`Tally`] of the whole and one of every region that a
/// listing or a regulator names, each counted for itself.
#[derive(Clone, Debug)]
pub struct Figures {
    pub release: ReleaseId,
    pub day: Date,
    whole: Tally,
    by_region: FxHashMap<RegionCode, Tally>,
    below: FxHashMap<Option<RegionCode>, Vec<RegionCode>>,
    ages: Vec<RosterAge>,
}

impl Figures {
    /// The figures of a region and all inside it; of the whole register for `None`. `None`: no listing
    /// and no release is of it.
    pub fn of(&self, region: Option<RegionCode>) -> Option<&Tally> {
        match region {
            None => Some(&self.whole),
            Some(region) => self.by_region.get(&region),
        }
    }

    /// How many institutions lie in each region directly below, in the order of their codes, and how
    /// many are listed for the region without saying where inside it.
    pub fn by_place(&self, region: Option<RegionCode>) -> Breakdown<Place> {
        let Some(own) = self.of(region) else {
            return Breakdown { parts: Vec::new(), total: 0, again: 0 };
        };
        let listed = |code: &RegionCode| self.by_region.get(code).map_or(0, Tally::listed);
        let below = self.below.get(&region).into_iter().flatten();
        let mut parts: Vec<Part<Place>> =
            below.map(|code| Part { kind: Place::In(*code), count: listed(code) }).collect();
        if own.nowhere > 0 {
            parts.push(Part { kind: Place::Unstated, count: own.nowhere });
        }
        Breakdown { parts, total: own.listed(), again: own.placed_again }
    }

    /// The rosters of a region's regulators and of all inside it, the oldest first.
    pub fn ages(&self, region: Option<RegionCode>) -> Vec<RosterAge> {
        let is_inside = |age: &&RosterAge| {
            region.is_none_or(|region| region.contains(age.roster.regulator.region))
        };
        self.ages.iter().filter(is_inside).copied().collect()
    }
}

/// A region and the one that it lies directly in; looked up once, not for every institution.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Located {
    code: RegionCode,
    parent: Option<RegionCode>,
}

/// Institutions are handed over one by one; [`Counting::finish`] gives what they come to.
#[derive(Debug)]
pub struct Counting<'d> {
    directory: &'d Directory,
    today: Date,
    whole: Tally,
    by_region: FxHashMap<RegionCode, Tally>,
    /// Each region that was met, with those it lies in, itself first.
    chains: FxHashMap<RegionCode, Vec<Located>>,
}

impl<'d> Counting<'d> {
    pub fn new(directory: &'d Directory, today: Date) -> Self {
        Self {
            directory,
            today,
            whole: Tally::default(),
            by_region: FxHashMap::default(),
            chains: FxHashMap::default(),
        }
    }

    /// Counts one institution, which must be [in public](Institution::in_public).
    pub fn add(&mut self, institution: &Institution) {
        let today = self.today;
        // How old a list is does not change the verdict, so no limit is needed.
        let conclusion = conclude(institution, self.directory, today, u16::MAX);
        let mut telling: Vec<&Version> = institution.in_force(today).collect();
        if telling.is_empty() {
            telling.extend(institution.representative(today));
        }
        let traits = Traits::of(Standing::of(&conclusion), &telling);
        let places = self.places(&telling);
        self.whole.add(&traits, inside(None, &places));
        for place in &places {
            let inside = inside(Some(place.code), &places);
            self.by_region.entry(place.code).or_default().add(&traits, inside);
        }
        for version in &institution.versions {
            if version.listing.roster.kind == RosterKind::Banned {
                self.add_ban(institution, version);
            }
        }
    }

    /// A ban counts in the month in which its first version was published.
    fn add_ban(&mut self, institution: &Institution, version: &Version) {
        let is_later = |other: &Version| {
            other.line == version.line && other.from_release < version.from_release
        };
        let Some(release) = self.directory.release(version.from_release) else { return };
        if institution.versions.iter().any(is_later) {
            return;
        }
        let published_on = release.published_on;
        let month = Month { banned: 1, ..Month::default() };
        self.whole.timeline.add(published_on, month, self.today);
        for place in self.places(&[version]) {
            let tally = self.by_region.entry(place.code).or_default();
            tally.timeline.add(published_on, month, self.today);
        }
    }

    /// All regions that these listings lie in, each once. A code that no table knows is left out, and
    /// what it lies in stays.
    fn places(&mut self, versions: &[&Version]) -> Vec<Located> {
        let mut places = Vec::new();
        for version in versions {
            let Some(code) = version.listing.region else { continue };
            for place in self.chain(code) {
                if !places.contains(place) {
                    places.push(*place);
                }
            }
        }
        places
    }

    fn chain(&mut self, code: RegionCode) -> &[Located] {
        let regions = self.directory.regions();
        self.chains.entry(code).or_insert_with(|| {
            let current = regions.current(code);
            std::iter::successors(Some(current), |code| regions.parent(*code))
                .filter(|code| regions.get(*code).is_some())
                .map(|code| Located { code, parent: regions.parent(code) })
                .collect()
        })
    }

    /// Takes in the releases and the rosters, and gives the figures.
    pub fn finish(mut self, release: ReleaseId) -> Figures {
        for published in self.directory.releases() {
            let month = Month::of(published);
            self.whole.timeline.add(published.published_on, month, self.today);
            for place in self.chain(published.regulator.region).to_vec() {
                let tally = self.by_region.entry(place.code).or_default();
                tally.timeline.add(published.published_on, month, self.today);
            }
        }
        let mut below: FxHashMap<Option<RegionCode>, Vec<RegionCode>> = FxHashMap::default();
        for code in self.by_region.keys() {
            below.entry(self.directory.regions().parent(*code)).or_default().push(*code);
        }
        below.values_mut().for_each(|codes| codes.sort_unstable());
        Figures {
            release,
            day: self.today,
            whole: self.whole,
            by_region: self.by_region,
            below,
            ages: ages::of_all(self.directory, self.today),
        }
    }
}

/// In how many of the regions directly below `region` these places lie.
fn inside(region: Option<RegionCode>, places: &[Located]) -> u32 {
    let count = places.iter().filter(|place| place.parent == region).count();
    u32::try_from(count).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests;
