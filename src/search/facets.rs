//! How many rows of a search each value of a filter would leave, and the orders that rows may have.

use std::cmp::Reverse;
use std::collections::HashMap;

use super::query::{COUNTED_MOST, Carrier, Search};
use super::reader::{At, Reader};
use super::row::region_term;
use super::{Ask, Filters};
use crate::domain::category::Category;
use crate::domain::listing::RosterKind;
use crate::domain::region::RegionCode;
use crate::domain::status::Status;

/// In what order rows are wanted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Sort {
    /// What fits the words best.
    #[default]
    Best,
    /// By the sound of the name.
    Name,
    /// By the code of the region.
    Region,
    /// What a release has listed, changed or removed last.
    Newest,
}

impl Sort {
    pub const ALL: [Self; 4] = [Self::Best, Self::Name, Self::Region, Self::Newest];

    /// The stable code in URLs and the API.
    pub fn code(self) -> &'static str {
        match self {
            Self::Best => "best",
            Self::Name => "name",
            Self::Region => "region",
            Self::Newest => "newest",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|sort| sort.code() == code)
    }
}

/// What is wanted of a search beside its page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Wanted {
    pub sort: Sort,
    pub facets: bool,
}

/// A value of a filter, and how many rows it leaves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Counted<T> {
    pub value: T,
    pub count: usize,
}

/// The values of one filter, in their own order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Facet<T> {
    /// Those that leave something. Where counts are the least, also those that may: with 0.
    pub values: Vec<Counted<T>>,
    /// There are more rows than are counted: each count is the least that there are.
    pub is_least: bool,
}

/// Each filter's values among the rows that all other filters leave.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Facets {
    /// What lies inside the chosen region; provinces where none is chosen, or what lies below the
    /// only one that has rows.
    pub regions: Facet<RegionCode>,
    pub rosters: Facet<RosterKind>,
    pub categories: Facet<Category>,
    pub statuses: Facet<Status>,
}

impl Reader {
    /// Of a search that has been run; another one is run for each filter that is set, without it.
    pub(super) fn facets(&self, search: &Search<'_, '_>, carriers: &[Carrier]) -> Facets {
        let filters = search.ask.filters;
        let without = |filters: Filters| {
            let ask = Ask { filters, ..search.ask };
            self.found(&ask, carriers).0
        };
        let rosters = filters.roster.map(|_| without(Filters { roster: None, ..filters }));
        let categories = filters.category.map(|_| without(Filters { category: None, ..filters }));
        let statuses = filters.status.map(|_| without(Filters { status: None, ..filters }));
        let fields = self.fields;
        Facets {
            regions: self.regions_of(search),
            rosters: rosters.as_ref().unwrap_or(search).tally(
                &RosterKind::ALL,
                |kind| match filters.region {
                    Some(region) => self.has_region(region, Some(kind)),
                    None => self.has_term(fields.roster, kind.code()),
                },
                |search, at, kind| {
                    let here = Filters { roster: Some(kind), ..search.ask.filters };
                    self.marks(at).any(|mark| mark.is_within(&here))
                },
            ),
            categories: categories.as_ref().unwrap_or(search).tally(
                &Category::ALL,
                |category| self.has_term(fields.category, category.code()),
                |_, at, category| self.marks(at).any(|mark| mark.has_category(category)),
            ),
            statuses: statuses.as_ref().unwrap_or(search).tally(
                &Status::ALL,
                |status| self.has_term(fields.status, status.code()),
                |_, at, status| self.marks(at).any(|mark| mark.has_status(status)),
            ),
        }
    }

    fn has_region(&self, region: RegionCode, roster: Option<RosterKind>) -> bool {
        self.has_term(self.fields.region, &region_term(region, roster))
    }

    /// Inside the chosen region the rows of the search itself are those that a narrower one leaves.
    fn regions_of(&self, search: &Search<'_, '_>) -> Facet<RegionCode> {
        let mut parent = search.ask.filters.region;
        loop {
            let facet = self.regions_below(search, parent);
            // A choice of one is none: what lies below it is offered.
            match facet.values.as_slice() {
                [only] if !facet.is_least && only.count == search.rows.len() => {
                    let below = self.regions_below(search, Some(only.value));
                    if below.values.is_empty() {
                        return facet;
                    }
                    parent = Some(only.value);
                }
                _ => return facet,
            }
        }
    }

    fn regions_below(
        &self,
        search: &Search<'_, '_>,
        parent: Option<RegionCode>,
    ) -> Facet<RegionCode> {
        let regions = self.directory().regions();
        let filters = search.ask.filters;
        let here = Filters { region: parent, ..filters };
        let children = regions.children(parent);
        // Of each region below, the child of `parent` that it lies in.
        let mut places: HashMap<RegionCode, Option<usize>> = HashMap::new();
        let mut counts = vec![0; children.len()];
        let mut of_row: Vec<usize> = Vec::new();
        for row in &search.rows {
            of_row.clear();
            for region in self.marks(row.at).filter(|mark| mark.is_within(&here)) {
                let Some(code) = region.region() else { continue };
                let place = *places
                    .entry(code)
                    .or_insert_with(|| children.iter().position(|child| child.contains(code)));
                of_row.extend(place.filter(|place| !of_row.contains(place)));
            }
            of_row.iter().for_each(|place| counts[*place] += 1);
        }
        let is_least = search.is_cut();
        let values = children
            .into_iter()
            .zip(counts)
            .filter(|(code, count)| {
                *count > 0 || (is_least && self.has_region(*code, filters.roster))
            })
            .map(|(value, count)| Counted { value, count })
            .collect();
        Facet { values, is_least }
    }
}

impl Search<'_, '_> {
    /// Whether there are perhaps more than were counted.
    fn is_cut(&self) -> bool {
        self.rows.len() >= COUNTED_MOST
    }

    fn tally<T: Copy>(
        &self,
        all: &[T],
        is_listed: impl Fn(T) -> bool,
        has: impl Fn(&Self, At, T) -> bool,
    ) -> Facet<T> {
        let is_least = self.is_cut();
        let values = all
            .iter()
            .map(|&value| {
                let count = self.rows.iter().filter(|row| has(self, row.at, value)).count();
                Counted { value, count }
            })
            .filter(|counted| counted.count > 0 || (is_least && is_listed(counted.value)))
            .collect();
        Facet { values, is_least }
    }

    /// Brings the rows into the order wanted; what only resembles the words stays behind what may be
    /// meant. No two rows are alike, so a page is the same whenever it is asked for.
    pub(super) fn sort(&mut self, sort: Sort) {
        let reader = self.reader;
        match sort {
            Sort::Best => {}
            Sort::Name => self.rows.sort_by_key(|row| (!row.is_meant, reader.place(row.at))),
            Sort::Region => self.rows.sort_by_cached_key(|row| {
                let regions = reader.marks(row.at).filter_map(|mark| mark.region());
                let none_last = regions.min().map_or((true, None), |code| (false, Some(code)));
                (!row.is_meant, none_last, reader.place(row.at))
            }),
            Sort::Newest => self.rows.sort_by_cached_key(|row| {
                (!row.is_meant, Reverse(reader.newest(row.at)), reader.place(row.at))
            }),
        }
    }
}
