//! Who stands on a notice: in groups by what is to be said of them today.

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::settings::{Content, Settings};
use crate::domain::institution::{Institution, InstitutionId};
use crate::domain::listing::{RosterId, RosterKind};
use crate::domain::region::RegionCode;
use crate::domain::regulator::RegulatorCode;
use crate::domain::verdict::{Verdict, conclude};
use crate::search::{Filters, Page};
use crate::web::served::Served;

/// The most institutions of one kind of list on paper; the others are a scan away.
pub const MOST_ROWS: usize = 500;

/// Chosen institutions as they stand.
pub struct Chosen {
    pub known: Vec<Institution>,
    /// Nothing that the public may know of has ever borne this id.
    pub unknown: Vec<InstitutionId>,
}

/// Each once, whatever id it was chosen by.
pub fn chosen(served: &Served, ids: &[InstitutionId]) -> Chosen {
    let today = served.today();
    let mut chosen = Chosen { known: Vec::new(), unknown: Vec::new() };
    for id in ids {
        let found = served.reader.institution(*id, today);
        match found.filter(|one| one.representative(today).is_some()) {
            None => chosen.unknown.push(*id),
            Some(one) if chosen.known.iter().any(|known| known.id == one.id) => {}
            Some(one) => chosen.known.push(one),
        }
    }
    chosen
}

/// The institutions of a notice.
#[derive(Default)]
pub struct Listed {
    /// By verdict, in the order in which they are printed.
    pub groups: Vec<(Verdict, Vec<Institution>)>,
    pub unknown: Vec<InstitutionId>,
    /// On the lists asked for, printed or not.
    pub total: usize,
    pub printed: usize,
}

/// Those that a notice prints. Each once, under its strictest reading: who is on a white list and
/// banned elsewhere is not among the approved.
pub fn listed(served: &Served, settings: &Settings) -> Listed {
    let (institutions, unknown, total) = match (settings.content(), settings.region) {
        (Content::Chosen, _) => {
            let Chosen { known, unknown } = chosen(served, &settings.ids);
            let total = known.len();
            (known, unknown, total)
        }
        (Content::Approved, Some(region)) => {
            of_lists(served, settings, region, &[RosterKind::Approved])
        }
        (Content::Both, Some(region)) => {
            of_lists(served, settings, region, &[RosterKind::Approved, RosterKind::Banned])
        }
        (Content::Link, _) | (Content::Approved | Content::Both, None) => return Listed::default(),
    };
    let printed = institutions.len();
    Listed { groups: grouped(served, institutions), unknown, total, printed }
}

fn of_lists(
    served: &Served,
    settings: &Settings,
    region: RegionCode,
    kinds: &[RosterKind],
) -> (Vec<Institution>, Vec<InstitutionId>, usize) {
    let mut found: Vec<Institution> = Vec::new();
    let mut seen = BTreeSet::new();
    let mut total = 0;
    for kind in kinds {
        let filters = Filters {
            region: Some(region),
            roster: Some(*kind),
            category: settings.category,
            status: None,
        };
        let page = Page { number: 1, size: MOST_ROWS };
        let browsed = served.reader.browse(&filters, page, served.today());
        total += browsed.total;
        for one in browsed.institutions {
            if seen.insert(one.id) {
                found.push(one);
            } else {
                // It stands on both lists, and was counted with each.
                total -= 1;
            }
        }
    }
    (found, Vec::new(), total)
}

const ORDER: [Verdict; 4] =
    [Verdict::Approved, Verdict::Restricted, Verdict::Banned, Verdict::NotListed];

fn grouped(served: &Served, institutions: Vec<Institution>) -> Vec<(Verdict, Vec<Institution>)> {
    let mut groups: Vec<(Verdict, Vec<Institution>)> =
        ORDER.into_iter().map(|verdict| (verdict, Vec::new())).collect();
    for one in institutions {
        let verdict = verdict_of(served, &one, served.today());
        if let Some((_, group)) = groups.iter_mut().find(|(of, _)| *of == verdict) {
            group.push(one);
        }
    }
    groups.retain(|(_, group)| !group.is_empty());
    groups
}

fn verdict_of(served: &Served, institution: &Institution, day: Date) -> Verdict {
    conclude(institution, served.directory(), day, served.site.stale_after_days).verdict
}

/// The lists that a notice rests on, in the order of their codes.
pub fn rosters(served: &Served, settings: &Settings, listed: &Listed) -> Vec<RosterId> {
    let directory = served.directory();
    let today = served.today();
    let rosters: BTreeSet<RosterId> = match (settings.content(), settings.region) {
        (Content::Chosen, _) | (_, None) => listed
            .groups
            .iter()
            .flat_map(|(_, group)| group)
            .flat_map(|one| one.in_force(today).chain(one.representative(today)))
            .map(|version| version.listing.roster)
            .collect(),
        (content, Some(region)) => directory
            .rosters()
            .filter(|roster| region.contains(roster.regulator.region))
            .filter(|roster| content != Content::Approved || roster.kind == RosterKind::Approved)
            .collect(),
    };
    rosters.into_iter().collect()
}

/// Whom to call about a notice: those of the region itself, else those above and below it; of chosen
/// institutions, those whose lists name them.
pub fn regulators(
    served: &Served,
    settings: &Settings,
    rosters: &[RosterId],
) -> Vec<RegulatorCode> {
    let all = || served.directory().regulators().map(|one| one.code);
    let region = settings.region.filter(|_| settings.content() != Content::Chosen);
    let mut codes: Vec<RegulatorCode> = match region {
        None => rosters.iter().map(|roster| roster.regulator).collect(),
        Some(region) => {
            let own: Vec<_> = all().filter(|code| code.region == region).collect();
            if own.is_empty() {
                all().filter(|code| code.region.overlaps(region)).collect()
            } else {
                own
            }
        }
    };
    codes.dedup();
    codes
}
