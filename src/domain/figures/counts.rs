//! Parts and their total, kept apart so that each can be held against the other.

use std::hash::Hash;

use rustc_hash::FxHashMap;

/// How many of a whole belong to each of `N` kinds, where one may belong to several.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Counts<const N: usize> {
    parts: [u32; N],
    total: u32,
    again: u32,
}

impl<const N: usize> Default for Counts<N> {
    fn default() -> Self {
        Self { parts: [0; N], total: 0, again: 0 }
    }
}

impl<const N: usize> Counts<N> {
    /// Counts one that belongs to the kinds at these places of their `ALL`.
    pub(super) fn add(&mut self, kinds: Kinds) {
        self.total += 1;
        self.again += kinds.0.count_ones().saturating_sub(1);
        for (at, part) in self.parts.iter_mut().enumerate() {
            *part += (kinds.0 >> at) & 1;
        }
    }

    /// The parts in the order of `all`.
    pub fn by<T: Copy>(&self, all: &[T; N]) -> Breakdown<T> {
        let parts = all.iter().zip(self.parts).map(|(kind, count)| Part { kind: *kind, count });
        Breakdown { parts: parts.collect(), total: self.total, again: self.again }
    }
}

/// The same for kinds that are not known beforehand.
#[derive(Clone, Debug)]
pub struct OpenCounts<K> {
    parts: FxHashMap<K, u32>,
    total: u32,
    again: u32,
}

impl<K> Default for OpenCounts<K> {
    fn default() -> Self {
        Self { parts: FxHashMap::default(), total: 0, again: 0 }
    }
}

impl<K: Copy + Eq + Hash + Ord> OpenCounts<K> {
    /// Counts one that belongs to these kinds, each given once.
    pub(super) fn add(&mut self, kinds: &[K]) {
        self.total += 1;
        for kind in kinds {
            *self.parts.entry(*kind).or_default() += 1;
        }
        self.again += u32::try_from(kinds.len()).unwrap_or(u32::MAX).saturating_sub(1);
    }

    /// The parts, largest first, those of a size in the order of their keys.
    pub fn by_size(&self) -> Breakdown<K> {
        let mut parts: Vec<Part<K>> =
            self.parts.iter().map(|(kind, count)| Part { kind: *kind, count: *count }).collect();
        parts.sort_unstable_by_key(|part| (std::cmp::Reverse(part.count), part.kind));
        Breakdown { parts, total: self.total, again: self.again }
    }
}

/// A set of kinds, by their places in `ALL`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Kinds(u32);

impl Kinds {
    /// The kinds of all listings; `unstated` counts only where no listing says anything else.
    pub(super) fn of<T: PartialEq, const N: usize>(
        all: &[T; N],
        each: impl Iterator<Item = T>,
        unstated: Option<&T>,
    ) -> Self {
        const { assert!(N <= 32, "a kind is a bit") };
        let bit = |kind: &T| all.iter().position(|own| own == kind).map_or(0, |at| 1 << at);
        let found = each.fold(0, |found, kind| found | bit(&kind));
        let unstated = unstated.map_or(0, bit);
        Self(if found & !unstated == 0 { found | unstated } else { found & !unstated })
    }
}

/// One part of a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Part<T> {
    pub kind: T,
    pub count: u32,
}

/// A whole by parts. What belongs to several parts is counted in each, so parts may add up to more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Breakdown<T> {
    pub parts: Vec<Part<T>>,
    /// Counted by itself, not added up.
    pub total: u32,
    /// How often something was counted a second, third … time: what parts add up to beyond the total.
    pub again: u32,
}

impl<T> Breakdown<T> {
    pub fn sum(&self) -> u32 {
        self.parts.iter().map(|part| part.count).sum()
    }

    /// Whether the parts add up to the total, or to exactly as much more as is known to be counted again.
    pub fn adds_up(&self) -> bool {
        self.sum() == self.total + self.again
    }

    /// Parts of nothing are left out, the others stand largest first, `last` ones behind all.
    #[must_use]
    pub fn sorted(mut self, is_last: impl Fn(&T) -> bool) -> Self {
        self.parts.retain(|part| part.count > 0);
        self.parts.sort_by_key(|part| (is_last(&part.kind), std::cmp::Reverse(part.count)));
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const ALL: [u8; 4] = [0, 1, 2, 3];

    #[test]
    fn unstated_counts_only_where_nothing_else_is_said() {
        let of = |said: &[u8]| Kinds::of(&ALL, said.iter().copied(), Some(&3));
        assert_eq!(of(&[3, 1]), of(&[1]));
        assert_eq!(of(&[]), of(&[3]));
        assert_ne!(of(&[0, 1]), of(&[1]));
    }

    #[test]
    fn parts_that_add_up_to_something_else_are_noticed() {
        let parts = [23, 53, 11].map(|count| Part { kind: (), count }).to_vec();
        assert!(Breakdown { parts: parts.clone(), total: 87, again: 0 }.adds_up());
        assert!(Breakdown { parts: parts.clone(), total: 80, again: 7 }.adds_up());
        assert!(!Breakdown { parts, total: 98, again: 0 }.adds_up());
    }

    proptest! {
        #[test]
        fn parts_add_up_or_the_gap_is_what_was_counted_again(
            all in prop::collection::vec(prop::collection::btree_set(0_u8..4, 0..4), 0..60)
        ) {
            let mut known = Counts::<4>::default();
            let mut open = OpenCounts::default();
            for one in &all {
                let said: Vec<u8> = if one.is_empty() { vec![3] } else { one.iter().copied().collect() };
                known.add(Kinds::of(&ALL, said.iter().copied(), None));
                open.add(&said);
            }
            let (known, open) = (known.by(&ALL), open.by_size());
            prop_assert!(known.adds_up() && open.adds_up());
            prop_assert_eq!(known.total as usize, all.len());
            prop_assert_eq!((known.sum(), known.again), (open.sum(), open.again));
        }
    }
}
