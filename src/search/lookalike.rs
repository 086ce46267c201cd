//! Characters that look alike.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

/// `character,lookalikes`, most alike first, with a heading; `data/README.md` says how it was made.
const TABLE: &str = include_str!("../../data/lookalikes.csv");

/// What looks like a character, the most alike first, and how far down its list it stands.
pub(super) fn alike(char: char) -> &'static [(char, u8)] {
    static BY_CHAR: LazyLock<FxHashMap<char, Vec<(char, u8)>>> = LazyLock::new(|| {
        let mut by_char: FxHashMap<char, Vec<(char, u8)>> = FxHashMap::default();
        for (char, others) in TABLE.lines().skip(1).filter_map(|line| line.split_once(',')) {
            let Some(char) = char.chars().next() else { continue };
            for (other, rank) in others.chars().zip(0..) {
                // A likeness is one in both directions, however far down the other's list.
                by_char.entry(char).or_default().push((other, rank));
                by_char.entry(other).or_default().push((char, rank));
            }
        }
        for others in by_char.values_mut() {
            others.sort_unstable_by_key(|(other, rank)| (*other, *rank));
            others.dedup_by_key(|(other, _)| *other);
            others.sort_by_key(|(_, rank)| *rank);
        }
        by_char
    });
    BY_CHAR.get(&char).map(Vec::as_slice).unwrap_or_default()
}

/// How far down the list of one the other stands, from 0; `None`: they do not look alike.
pub(super) fn rank(one: char, other: char) -> Option<u8> {
    alike(one).iter().find(|(char, _)| *char == other).map(|(_, rank)| *rank)
}

/// `component,characters` that are made with it, with a heading; made like the other.
const COMPONENTS: &str = include_str!("../../data/components.csv");

/// Whether two characters have a part in common, such as 湾 and 淳.
pub(super) fn share_a_component(one: char, other: char) -> bool {
    static BY_CHAR: LazyLock<FxHashMap<char, Vec<char>>> = LazyLock::new(|| {
        let mut by_char: FxHashMap<char, Vec<char>> = FxHashMap::default();
        for (part, chars) in COMPONENTS.lines().skip(1).filter_map(|line| line.split_once(',')) {
            for char in chars.chars() {
                by_char.entry(char).or_default().extend(part.chars());
            }
        }
        by_char
    });
    let parts = |char| BY_CHAR.get(&char).map(Vec::as_slice).unwrap_or_default();
    parts(one).iter().any(|part| parts(other).contains(part))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_with_a_part_in_common_are_known() {
        assert!(share_a_component('湾', '淳') && share_a_component('兰', '三'));
        assert!(!share_a_component('启', '海') && !share_a_component('A', '海'));
    }

    #[test]
    fn what_looks_alike_is_known_both_ways() {
        for (one, other) in [('土', '士'), ('末', '未'), ('阳', '阴'), ('龙', '尤'), ('金', '全')]
        {
            assert!(rank(one, other).is_some(), "{one}{other}");
            assert!(rank(other, one).is_some(), "{other}{one}");
        }
        assert_eq!(rank('晨', '一'), None);
        assert_eq!(rank('A', 'B'), None);
    }
}
