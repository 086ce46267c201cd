//! Characters that look alike.

use std::collections::HashMap;
use std::sync::LazyLock;

/// `character,lookalikes`, most alike first, with a heading; `data/README.md` says how it was made.
const TABLE: &str = include_str!("../../data/lookalikes.csv");

/// How far down the list of one the other stands, from 0; `None`: they do not look alike.
pub(super) fn rank(one: char, other: char) -> Option<usize> {
    let ranks = [below(one, other), below(other, one)];
    ranks.into_iter().flatten().min()
}

fn below(one: char, other: char) -> Option<usize> {
    static BY_CHAR: LazyLock<HashMap<char, &'static str>> = LazyLock::new(|| {
        let lines = TABLE.lines().skip(1).filter_map(|line| line.split_once(','));
        lines.filter_map(|(char, others)| Some((char.chars().next()?, others))).collect()
    });
    BY_CHAR.get(&one)?.chars().position(|c| c == other)
}

#[cfg(test)]
mod tests {
    use super::*;

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
