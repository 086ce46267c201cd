//! The register in figures: worked out once a release and day, then read by every page.

use std::sync::{Arc, Mutex, PoisonError};

use jiff::civil::Date;

use super::components::source::freshness_of;
use crate::domain::listing::RosterKind;
use crate::domain::region::RegionCode;
use crate::domain::release::ReleaseId;
use crate::search::{Filters, Reader};

/// A region with what its lists hold.
#[derive(Clone, Debug)]
pub struct RegionState {
    pub code: RegionCode,
    /// The official name alone.
    pub name: String,
    pub approved: usize,
    pub banned: usize,
    /// The newest 截至日期; `None`: no list.
    pub as_of: Option<Date>,
}

/// The register at one release on one day.
#[derive(Clone, Debug)]
pub struct Overview {
    release: ReleaseId,
    day: Date,
    pub institutions: usize,
    pub approved: usize,
    pub watched: usize,
    pub banned: usize,
    /// The regions to start from: provinces, or what lies below where only one has lists.
    pub regions: Vec<RegionState>,
    /// Regions to choose from in a form, with full names.
    pub choices: Vec<(RegionCode, String)>,
}

/// The newest overview; empty until somebody asks.
#[derive(Clone, Debug, Default)]
pub struct Cache(Arc<Mutex<Option<Arc<Overview>>>>);

/// With more regions than this a form offers provinces only.
const MOST_CHOICES: usize = 60;

impl Cache {
    pub fn of(&self, reader: &Reader, day: Date) -> Arc<Overview> {
        let held = self.0.lock().unwrap_or_else(PoisonError::into_inner).clone();
        if let Some(held) = held.filter(|held| held.release == reader.release() && held.day == day)
        {
            return held;
        }
        let made = Arc::new(Overview::of(reader, day));
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(Arc::clone(&made));
        made
    }
}

impl Overview {
    fn of(reader: &Reader, day: Date) -> Self {
        let directory = reader.directory();
        let with_lists = with_lists(reader);
        let regions = directory.regions();
        let listed_below = |parent: Option<RegionCode>| -> Vec<RegionCode> {
            let mut below = regions.children(parent);
            below.retain(|code| with_lists.iter().any(|own| code.contains(*own)));
            below
        };
        let mut start = listed_below(None);
        while let [only] = start.as_slice() {
            let below = listed_below(Some(*only));
            if below.is_empty() {
                break;
            }
            start = below;
        }
        let choices =
            if with_lists.len() <= MOST_CHOICES { with_lists } else { listed_below(None) };
        let choices = choices.into_iter().map(|code| (code, regions.full_name(code))).collect();
        let count = |kind| reader.count(&Filters { roster: Some(kind), ..Filters::default() }, day);
        Self {
            release: reader.release(),
            day,
            institutions: reader.len(),
            approved: count(RosterKind::Approved),
            watched: count(RosterKind::Watch),
            banned: count(RosterKind::Banned),
            regions: states(reader, &start, day),
            choices,
        }
    }
}

/// Regions whose own bureaus have published a list, in the order of their codes.
fn with_lists(reader: &Reader) -> Vec<RegionCode> {
    let mut with_lists: Vec<RegionCode> =
        reader.directory().rosters().map(|roster| roster.regulator.region).collect();
    with_lists.sort_unstable();
    with_lists.dedup();
    with_lists
}

/// What the lists of each region hold, in the order given.
pub fn states(reader: &Reader, codes: &[RegionCode], day: Date) -> Vec<RegionState> {
    let approved = reader.counts_by_region(codes, Some(RosterKind::Approved), day);
    let banned = reader.counts_by_region(codes, Some(RosterKind::Banned), day);
    let fresh = freshness_of(reader.directory(), codes, day);
    let regions = reader.directory().regions();
    codes
        .iter()
        .zip(approved)
        .zip(banned)
        .zip(fresh)
        .map(|(((code, approved), banned), as_of)| RegionState {
            code: *code,
            name: regions.name(*code),
            approved,
            banned,
            as_of,
        })
        .collect()
}
