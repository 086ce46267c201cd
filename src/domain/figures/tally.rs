//! What is counted of one region, and how.

use super::counts::{Breakdown, Counts, Kinds, OpenCounts};
use super::reason::Reason;
use super::timeline::Timeline;
use crate::domain::category::Category;
use crate::domain::institution::Version;
use crate::domain::listing::{Nature, RosterKind};
use crate::domain::region::RegionCode;
use crate::domain::regulator::{RegulatorCode, RegulatorKind};
use crate::domain::status::Status;
use crate::domain::verdict::{Cause, Conclusion, Verdict};

/// How an institution stands today. Each is of one kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Standing {
    /// The verdict is approved.
    Approved,
    /// The verdict is restricted, and a list in force says why.
    Restricted,
    /// The verdict is banned.
    Banned,
    /// No list in force names it; the newest full one left it out.
    Departed,
    /// No list in force names it, or only one whose day has not come.
    NotInForce,
}

impl Standing {
    pub const ALL: [Self; 5] =
        [Self::Approved, Self::Restricted, Self::Banned, Self::Departed, Self::NotInForce];

    pub(super) fn of(conclusion: &Conclusion<'_>) -> Self {
        match (conclusion.verdict, &conclusion.cause) {
            (_, Cause::Departed { .. }) => Self::Departed,
            (Verdict::Approved, _) => Self::Approved,
            (Verdict::Restricted, _) => Self::Restricted,
            (Verdict::Banned, _) => Self::Banned,
            (Verdict::NotListed | Verdict::Candidates, _) => Self::NotInForce,
        }
    }

    /// Whether a list in force names it.
    pub fn is_listed(self) -> bool {
        match self {
            Self::Approved | Self::Restricted | Self::Banned => true,
            Self::Departed | Self::NotInForce => false,
        }
    }

    /// The stable code in the API.
    pub fn code(self) -> &'static str {
        match self {
            Self::Approved => "approved",
            Self::Restricted => "restricted",
            Self::Banned => "banned",
            Self::Departed => "departed",
            Self::NotInForce => "not_in_force",
        }
    }
}

/// Where inside a region an institution is listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Place {
    In(RegionCode),
    /// For the region as a whole, or under a code that no table knows.
    Unstated,
}

pub(super) const NATURES: [Option<Nature>; 3] =
    [Some(Nature::ForProfit), Some(Nature::NonProfit), None];

/// The institutions of a region, counted.
///
/// *Institutions* are those that the public may know of, by their verdict today: [`Tally::standings`]
/// counts each of them once. *Listed* ones are those that a list in force names; everything else
/// counts only these, by what their listings in force say. Who is listed in several kinds, by several
/// regulators or in several regions counts once in each; 'unstated' counts only who is stated nowhere.
///
/// An institution belongs to every region that one of its listings in force names, and to all that
/// these lie in; an abolished code stands for its successor. In a region it counts with all it is,
/// listings of elsewhere included.
#[derive(Clone, Debug, Default)]
pub struct Tally {
    standings: Counts<5>,
    rosters: Counts<3>,
    categories: Counts<8>,
    statuses: Counts<17>,
    natures: Counts<3>,
    reasons: Counts<17>,
    departments: Counts<8>,
    regulators: OpenCounts<RegulatorCode>,
    /// Listed ones that lie in none of the regions directly below.
    pub(super) nowhere: u32,
    /// How often a listed one was counted again because it lies in several of them.
    pub(super) placed_again: u32,
    /// By the regulators of the region and of those inside it; bans by where they list.
    pub timeline: Timeline,
}

impl Tally {
    pub(super) fn add(&mut self, traits: &Traits, regions_below: u32) {
        self.standings.add(traits.standing);
        let Some(listed) = &traits.listed else { return };
        self.rosters.add(listed.rosters);
        self.categories.add(listed.categories);
        self.statuses.add(listed.statuses);
        self.natures.add(listed.natures);
        if let Some(reasons) = listed.reasons {
            self.reasons.add(reasons);
        }
        self.departments.add(listed.departments);
        self.regulators.add(&listed.regulators);
        match regions_below {
            0 => self.nowhere += 1,
            more => self.placed_again += more - 1,
        }
    }

    /// Institutions by their verdict today; each is of one kind.
    pub fn standings(&self) -> Breakdown<Standing> {
        self.standings.by(&Standing::ALL)
    }

    /// How many stand so today.
    pub fn standing(&self, standing: Standing) -> u32 {
        let standings = self.standings();
        standings.parts.iter().find(|part| part.kind == standing).map_or(0, |part| part.count)
    }

    /// How many a list in force names.
    pub fn listed(&self) -> u32 {
        Standing::ALL.into_iter().filter(|one| one.is_listed()).map(|one| self.standing(one)).sum()
    }

    /// Listed ones by the kinds of lists that name them, whatever their status.
    pub fn rosters(&self) -> Breakdown<RosterKind> {
        self.rosters.by(&RosterKind::ALL)
    }

    pub fn categories(&self) -> Breakdown<Category> {
        self.categories.by(&Category::ALL)
    }

    /// By what the lists write, which the verdict may outrun: a permit that has ended stays 正常 there.
    pub fn statuses(&self) -> Breakdown<Status> {
        self.statuses.by(&Status::ALL)
    }

    /// By 办学性质; `None` where no list says it.
    pub fn natures(&self) -> Breakdown<Option<Nature>> {
        self.natures.by(&NATURES)
    }

    /// Those on a banned roster by the groups that their reasons belong to.
    pub fn reasons(&self) -> Breakdown<Reason> {
        self.reasons.by(&Reason::ALL)
    }

    /// By the first duty of the regulators whose lists name them.
    pub fn departments(&self) -> Breakdown<RegulatorKind> {
        self.departments.by(&RegulatorKind::ALL)
    }

    /// By the regulators whose lists name them, largest first.
    pub fn regulators(&self) -> Breakdown<RegulatorCode> {
        self.regulators.by_size()
    }
}

/// One institution in the terms that are counted.
pub(super) struct Traits {
    standing: Kinds,
    /// `None`: no list in force names it.
    listed: Option<Listed>,
}

struct Listed {
    rosters: Kinds,
    categories: Kinds,
    statuses: Kinds,
    natures: Kinds,
    /// `None`: it is on no banned roster.
    reasons: Option<Kinds>,
    departments: Kinds,
    regulators: Vec<RegulatorCode>,
}

impl Traits {
    /// `telling` are its listings in force; where only a namesake's listing is, its last one.
    pub(super) fn of(standing: Standing, telling: &[&Version]) -> Self {
        Self {
            standing: Kinds::of(&Standing::ALL, std::iter::once(standing), None),
            listed: standing.is_listed().then(|| Listed::of(telling)),
        }
    }
}

impl Listed {
    fn of(telling: &[&Version]) -> Self {
        let listings = || telling.iter().map(|version| &version.listing);
        let bans = || listings().filter(|listing| listing.roster.kind == RosterKind::Banned);
        let mut regulators: Vec<RegulatorCode> =
            listings().map(|listing| listing.roster.regulator).collect();
        regulators.sort_unstable();
        regulators.dedup();
        let reasons = || bans().flat_map(|listing| Reason::of(listing.reason.as_ref()));
        Self {
            rosters: Kinds::of(&RosterKind::ALL, listings().map(|own| own.roster.kind), None),
            categories: Kinds::of(
                &Category::ALL,
                listings().map(|own| own.category),
                Some(&Category::Unstated),
            ),
            statuses: Kinds::of(
                &Status::ALL,
                listings().map(|own| own.status),
                Some(&Status::Unstated),
            ),
            natures: Kinds::of(&NATURES, listings().map(|own| own.nature), Some(&None)),
            reasons: bans()
                .next()
                .map(|_| Kinds::of(&Reason::ALL, reasons(), Some(&Reason::Unstated))),
            departments: Kinds::of(
                &RegulatorKind::ALL,
                regulators.iter().map(|regulator| regulator.kind),
                None,
            ),
            regulators,
        }
    }
}
