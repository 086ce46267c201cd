//! How many rows of a search each value of a filter would leave, and the orders that rows may have.

use std::cmp::Reverse;
use std::collections::HashMap;

use super::marks::{Mark, bit};
use super::query::{COUNTED_MOST, Carrier, Search};
use super::reader::{At, Reader};
use super::row::region_term;
use super::stages::ENOUGH;
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
    /// 0 only where it is the least.
    pub count: usize,
    /// There may be more: not all rows were counted, or a search for this value alone looks further.
    pub is_least: bool,
}

/// Each filter's values among the rows that all other filters leave.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Facets {
    /// What lies inside the chosen region; provinces where none is chosen, or what lies below the
    /// only one that has rows.
    pub regions: Vec<Counted<RegionCode>>,
    pub rosters: Vec<Counted<RosterKind>>,
    pub categories: Vec<Counted<Category>>,
    pub statuses: Vec<Counted<Status>>,
}

/// The rows of a search, and those that they were narrowed from.
pub(super) struct Narrowed<'r, 'a> {
    pub(super) search: Search<'r, 'a>,
    pub(super) is_nearly_named: bool,
    /// All rows of the region. Where they are few enough to know all, the other filters only choose
    /// among them.
    wide: Vec<At>,
}

/// What an institution is inside the region asked for, as far as the filters ask.
struct Stands {
    rosters: u64,
    categories: u64,
    statuses: u64,
}

/// Which values the filters let pass: all, where one is not set.
struct Passing {
    region: Option<RegionCode>,
    rosters: u64,
    categories: u64,
    statuses: u64,
}

impl Passing {
    fn of(filters: &Filters, reader: &Reader) -> Self {
        Self {
            region: filters.region.map(|code| reader.directory().regions().current(code)),
            rosters: filters.roster.map_or(u64::MAX, |kind| bit(&RosterKind::ALL, &kind)),
            categories: filters.category.map_or(u64::MAX, |one| bit(&Category::ALL, &one)),
            statuses: filters.status.map_or(u64::MAX, |one| bit(&Status::ALL, &one)),
        }
    }

    /// Who left all lists stands nowhere, which no filter minds that is not set.
    fn each(&self, stands: &Stands) -> [bool; 3] {
        let pass = |own: u64, passing: u64| passing == u64::MAX || own & passing != 0;
        [
            pass(stands.rosters, self.rosters),
            pass(stands.categories, self.categories),
            pass(stands.statuses, self.statuses),
        ]
    }
}

impl Reader {
    /// A search in the region asked for, of whose rows the other filters leave some: what is chosen
    /// among rows must be among them, so these filters are not left to the stages, which look further
    /// where they find little. Of more rows than are counted the stages must choose all the same.
    pub(super) fn narrowed<'r, 'a>(
        &'r self,
        ask: &Ask<'a>,
        carriers: &[Carrier],
    ) -> Narrowed<'r, 'a> {
        let filters = Filters { region: ask.filters.region, ..Filters::default() };
        let (mut search, is_nearly_named) = self.found(&Ask { filters, ..*ask }, carriers);
        let is_cut = search.rows.len() >= COUNTED_MOST;
        let wide = search.places();
        if filters != ask.filters {
            if is_cut {
                (search, _) = self.found(ask, carriers);
            } else {
                let passing = Passing::of(&ask.filters, self);
                search.put_in_order(usize::MAX);
                search.rows.retain(|row| {
                    passing.each(&self.stands(row.at, passing.region)).iter().all(|pass| *pass)
                });
            }
            search.ask = *ask;
        }
        Narrowed { search, is_nearly_named, wide }
    }

    fn stands(&self, at: At, region: Option<RegionCode>) -> Stands {
        let mut stands = Stands { rosters: 0, categories: 0, statuses: 0 };
        for mark in self.marks(at).filter(|mark| mark.is_within(region)) {
            stands.rosters |= mark.rosters();
            stands.categories |= mark.categories();
            stands.statuses |= mark.statuses();
        }
        stands
    }

    /// Each filter's values; where the rows are more than are counted, by one more search for each
    /// filter that is set, without it.
    pub(super) fn facets(&self, found: &Narrowed<'_, '_>, carriers: &[Carrier]) -> Facets {
        let search = &found.search;
        let filters = search.ask.filters;
        let passing = Passing::of(&filters, self);
        let in_region = Filters { region: filters.region, ..Filters::default() };
        let rows = |without: Filters| -> Vec<At> {
            if found.wide.len() < COUNTED_MOST || without == in_region {
                found.wide.clone()
            } else if without == filters {
                search.places()
            } else {
                self.found(&Ask { filters: without, ..search.ask }, carriers).0.places()
            }
        };
        let fields = self.fields;
        let has_term = |field, code: &str| self.has_term(field, code);
        Facets {
            regions: self.regions_of(found),
            rosters: self.tally(
                (&rows(Filters { roster: None, ..filters }), &passing, 0),
                &RosterKind::ALL,
                |kind| match passing.region {
                    Some(region) => self.has_region(region, Some(kind)),
                    None => has_term(fields.roster, kind.code()),
                },
            ),
            categories: self.tally(
                (&rows(Filters { category: None, ..filters }), &passing, 1),
                &Category::ALL,
                |category| has_term(fields.category, category.code()),
            ),
            statuses: self.tally(
                (&rows(Filters { status: None, ..filters }), &passing, 2),
                &Status::ALL,
                |status| has_term(fields.status, status.code()),
            ),
        }
    }

    /// Counts the values of one of [`Passing::each`] among the rows that the others let pass.
    fn tally<T: Copy>(
        &self,
        (rows, passing, own): (&[At], &Passing, usize),
        all: &[T],
        is_listed: impl Fn(T) -> bool,
    ) -> Vec<Counted<T>> {
        let mut counts = vec![0; all.len()];
        for at in rows {
            let stands = self.stands(*at, passing.region);
            let passes = passing.each(&stands);
            if passes.iter().enumerate().any(|(filter, pass)| filter != own && !pass) {
                continue;
            }
            let bits = [stands.rosters, stands.categories, stands.statuses][own];
            for (place, count) in counts.iter_mut().enumerate() {
                *count += usize::from(bits & (1 << place) != 0);
            }
        }
        let is_least = rows.len() >= COUNTED_MOST;
        let counted = all.iter().zip(counts);
        counted
            .map(|(value, count)| Counted { value: *value, count, is_least })
            .filter(|one| one.count > 0 || (is_least && is_listed(one.value)))
            .collect()
    }

    fn has_region(&self, region: RegionCode, roster: Option<RosterKind>) -> bool {
        self.has_term(self.fields.region, &region_term(region, roster))
    }

    /// Inside the chosen region the rows of the search itself are those that a narrower one leaves.
    fn regions_of(&self, found: &Narrowed<'_, '_>) -> Vec<Counted<RegionCode>> {
        let search = &found.search;
        let mut parent = search.ask.filters.region;
        loop {
            let facet = self.regions_below(found, parent);
            // A choice of one is none: what lies below it is offered.
            match facet.as_slice() {
                [only] if only.count == search.rows.len() && only.count < COUNTED_MOST => {
                    let below = self.regions_below(found, Some(only.value));
                    if below.is_empty() {
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
        found: &Narrowed<'_, '_>,
        parent: Option<RegionCode>,
    ) -> Vec<Counted<RegionCode>> {
        let roster = found.search.ask.filters.roster;
        let children = self.directory().regions().children(parent);
        let counts = self.count_in(&children, &found.search.places(), roster);
        let wide = self.count_in(&children, &found.wide, None);
        let is_cut = found.search.rows.len() >= COUNTED_MOST;
        let all = found.wide.len();
        let counted = children.into_iter().zip(counts).zip(wide).map(|((value, count), wide)| {
            // A search that finds little looks further, so one in a small part of the rows may.
            let is_least = is_cut || all >= COUNTED_MOST || (wide < ENOUGH && all >= ENOUGH);
            Counted { value, count, is_least }
        });
        counted
            .filter(|one| one.count > 0 || (is_cut && self.has_region(one.value, roster)))
            .collect()
    }

    /// How many of the rows are in each of the divisions, of which none lies in another.
    fn count_in(
        &self,
        divisions: &[RegionCode],
        rows: &[At],
        roster: Option<RosterKind>,
    ) -> Vec<usize> {
        let rosters = roster.map(|kind| bit(&RosterKind::ALL, &kind));
        let mut places: HashMap<RegionCode, Option<usize>> = HashMap::new();
        let mut counts = vec![0; divisions.len()];
        let mut of_row: Vec<usize> = Vec::new();
        for at in rows {
            of_row.clear();
            let marks = self.marks(*at);
            let marks = marks.filter(|mark| rosters.is_none_or(|bits| mark.rosters() & bits != 0));
            for code in marks.filter_map(Mark::region) {
                let place = *places
                    .entry(code)
                    .or_insert_with(|| divisions.iter().position(|own| own.contains(code)));
                of_row.extend(place.filter(|place| !of_row.contains(place)));
            }
            of_row.iter().for_each(|place| counts[*place] += 1);
        }
        counts
    }
}

impl Search<'_, '_> {
    fn places(&self) -> Vec<At> {
        self.rows.iter().map(|row| row.at).collect()
    }

    /// Brings the rows into the order wanted; what only resembles the words stays behind what may be
    /// meant. No two rows are alike, so a page is the same whenever it is asked for.
    pub(super) fn sort(&mut self, sort: Sort) {
        let reader = self.reader;
        match sort {
            Sort::Best => self.put_in_order(self.ask.page.to()),
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
