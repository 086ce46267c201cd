//! Parts of a whole, and what lies between them and their total.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::listing::{Listing, RosterKind};

/// A number for all lists together, then one for each kind of list, in the order of [`RosterKind::ALL`].
pub type Counted = [u32; 4];

/// A part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row<K> {
    pub kind: K,
    pub counted: Counted,
}

/// Institutions by a kind that their listings give. Each is counted once in the total, and once in every
/// part that some listing of its names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table<K> {
    parts: BTreeMap<K, Counted>,
    pub total: Counted,
    /// How often an institution was counted a second, third … time, since it is of several kinds.
    pub again: Counted,
}

impl<K> Default for Table<K> {
    fn default() -> Self {
        Self { parts: BTreeMap::new(), total: [0; 4], again: [0; 4] }
    }
}

impl<K: Ord + Clone> Table<K> {
    /// Adds one institution with its listings, at least one; `kind` is `None` where a listing gives none.
    pub(super) fn add(&mut self, listings: &[&Listing], kind: impl Fn(&Listing) -> Option<K>) {
        let of_roster = |roster: Option<RosterKind>| -> Option<BTreeSet<K>> {
            let mut meant = listings
                .iter()
                .filter(|listing| roster.is_none_or(|own| listing.roster.kind == own))
                .peekable();
            meant.peek()?;
            Some(meant.filter_map(|listing| kind(listing)).collect())
        };
        let columns = std::iter::once(None).chain(RosterKind::ALL.map(Some));
        for (at, roster) in columns.enumerate() {
            let Some(kinds) = of_roster(roster) else { continue };
            self.total[at] += 1;
            self.again[at] += u32::try_from(kinds.len()).unwrap_or(u32::MAX).saturating_sub(1);
            for kind in kinds {
                self.parts.entry(kind).or_default()[at] += 1;
            }
        }
    }

    /// The parts, largest first; those of a size in the order of their kinds.
    pub fn rows(&self) -> Vec<Row<K>> {
        let parts = self.parts.iter();
        let mut rows: Vec<Row<K>> =
            parts.map(|(kind, counted)| Row { kind: kind.clone(), counted: *counted }).collect();
        rows.sort_by_key(|row| std::cmp::Reverse(row.counted[0]));
        rows
    }

    /// Every one of these kinds in their order, those of nothing too.
    pub fn rows_of(&self, kinds: &[K]) -> Vec<Row<K>> {
        let counted = |kind: &K| self.parts.get(kind).copied().unwrap_or_default();
        kinds.iter().map(|kind| Row { kind: kind.clone(), counted: counted(kind) }).collect()
    }

    /// What the parts lack of the total: institutions of which no listing says it (没写明).
    pub fn gap(&self) -> [i64; 4] {
        std::array::from_fn(|at| {
            let parts: Vec<u32> = self.parts.values().map(|counted| counted[at]).collect();
            gap(&parts, self.again[at], self.total[at])
        })
    }
}

/// What parts lack of a total, when `again` of them are counted more than once. Negative: they are too many.
fn gap(parts: &[u32], again: u32, total: u32) -> i64 {
    let sum: i64 = parts.iter().map(|part| i64::from(*part)).sum();
    i64::from(total) + i64::from(again) - sum
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    use crate::domain::listing::RosterId;
    use crate::domain::regulator::RegulatorCode;

    /// Totals that bureaus have published, with their parts (`domain.md` §9).
    #[test]
    fn published_sums_show_their_gap() {
        assert_eq!(gap(&[53, 23, 11, 15, 7, 2, 2], 0, 23 + 90), 0);
        assert_eq!(gap(&[53, 23, 11, 15, 7, 2, 2], 0, 124), 11);
        assert_eq!(gap(&[7, 45, 45, 18], 0, 115), 0);
        assert_eq!(gap(&[22, 10, 0], 0, 32), 0);
        assert_eq!(gap(&[6, 4], 0, 10), 0);
        assert_eq!(gap(&[16, 1], 0, 17), 0);
        assert_eq!(gap(&[10, 4], 2, 11), -1);
    }

    fn listing(kind: RosterKind, town: &str) -> Listing {
        let regulator = RegulatorCode::parse("999901-edu").unwrap();
        let mut listing = Listing::named(RosterId { regulator, kind }, "示例");
        listing.site.town = town.into();
        listing
    }

    fn table(institutions: &[Vec<Listing>]) -> Table<String> {
        let mut table = Table::default();
        for listings in institutions {
            let listings: Vec<&Listing> = listings.iter().collect();
            table.add(&listings, |listing| {
                Some(listing.site.town.clone()).filter(|town| !town.is_empty())
            });
        }
        table
    }

    #[test]
    fn who_is_of_two_kinds_counts_in_both_and_once_in_the_total() {
        let (white, black) = (RosterKind::Approved, RosterKind::Banned);
        let table = table(&[
            vec![listing(white, "东街"), listing(black, "西街")],
            vec![listing(white, "东街"), listing(white, "东街")],
            vec![listing(white, "")],
        ]);
        assert_eq!(table.total, [3, 3, 0, 1]);
        assert_eq!(table.again, [1, 0, 0, 0]);
        assert_eq!(table.gap(), [1, 1, 0, 0], "one says no street");
        let rows: Vec<(String, Counted)> =
            table.rows().into_iter().map(|row| (row.kind, row.counted)).collect();
        assert_eq!(rows, [("东街".into(), [2, 2, 0, 0]), ("西街".into(), [1, 0, 0, 1])]);
    }

    proptest! {
        #[test]
        fn the_gap_is_exactly_those_that_say_nothing(
            all in prop::collection::vec(prop::collection::vec((0_usize..3, 0_u8..4), 1..4), 0..40)
        ) {
            let institutions: Vec<Vec<Listing>> = all
                .iter()
                .map(|listings| {
                    let one = |(kind, town): &(usize, u8)| {
                        let town = if *town == 0 { String::new() } else { town.to_string() };
                        listing(RosterKind::ALL[*kind], &town)
                    };
                    listings.iter().map(one).collect()
                })
                .collect();
            let table = table(&institutions);
            for (at, roster) in [None].into_iter().chain(RosterKind::ALL.map(Some)).enumerate() {
                let silent = institutions.iter().filter(|listings| {
                    let mut meant = listings
                        .iter()
                        .filter(|one| roster.is_none_or(|kind| one.roster.kind == kind))
                        .peekable();
                    meant.peek().is_some() && meant.all(|one| one.site.town.is_empty())
                });
                prop_assert_eq!(table.gap()[at], i64::try_from(silent.count()).unwrap());
            }
        }
    }
}
