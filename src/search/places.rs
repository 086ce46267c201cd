//! Names of divisions as people type them, to tell a place from a trade name.

use rustc_hash::FxHashMap;

use super::pinyin;
use crate::domain::region::{RegionCode, Regions};

/// Official names, names without their last word (海淀, 红原), and short names that custom has given.
pub(super) struct Places {
    by_name: FxHashMap<String, Vec<RegionCode>>,
    by_letters: FxHashMap<String, Vec<RegionCode>>,
}

/// `code,alias`, with a heading.
const ALIASES: &str = include_str!("../../data/region_aliases.csv");

const LAST_WORDS: [&str; 14] = [
    "维吾尔自治区",
    "特别行政区",
    "壮族自治区",
    "回族自治区",
    "自治区",
    "自治州",
    "自治县",
    "自治旗",
    "地区",
    "省",
    "市",
    "区",
    "县",
    "旗",
];

/// No division's name as people type it is longer.
const LONGEST: usize = 12;

impl Places {
    pub(super) fn of(regions: &Regions) -> Self {
        let mut places = Self { by_name: FxHashMap::default(), by_letters: FxHashMap::default() };
        let mut open = regions.children(None);
        while let Some(code) = open.pop() {
            open.extend(regions.children(Some(code)));
            let name = regions.name(code);
            for word in LAST_WORDS {
                if let Some(short) = name.strip_suffix(word).filter(|s| s.chars().count() >= 2) {
                    places.add(short, code);
                    break;
                }
            }
            places.add(&name, code);
        }
        for line in ALIASES.lines().skip(1) {
            if let Some((code, alias)) = line.split_once(',')
                && let Some(code) = RegionCode::parse(code)
                && regions.get(code).is_some()
            {
                places.add(alias.trim(), code);
            }
        }
        places
    }

    fn add(&mut self, name: &str, code: RegionCode) {
        let codes = self.by_name.entry(name.to_owned()).or_default();
        if codes.contains(&code) {
            return;
        }
        codes.push(code);
        let letters: String = pinyin::sounds(name).iter().map(|sound| sound.text).collect();
        let codes = self.by_letters.entry(letters).or_default();
        if !codes.contains(&code) {
            codes.push(code);
        }
    }

    pub(super) fn get(&self, name: &str) -> Option<&[RegionCode]> {
        self.by_name.get(name).map(Vec::as_slice)
    }

    /// The places that are spelt so, in letters of either case: CHONGQING.
    pub(super) fn spelt(&self, letters: &str) -> Option<&[RegionCode]> {
        self.by_letters.get(&letters.to_ascii_lowercase()).map(Vec::as_slice)
    }

    /// The longest place that `text` begins with, and what follows it.
    pub(super) fn at_start<'a>(&self, text: &'a str) -> Option<(&[RegionCode], &'a str)> {
        let mut best = None;
        for (count, (at, c)) in text.char_indices().take(LONGEST).enumerate() {
            let (place, rest) = text.split_at(at + c.len_utf8());
            if count > 0
                && let Some(codes) = self.get(place)
            {
                best = Some((codes, rest));
            }
        }
        best
    }

    /// The longest place that `text` ends with, and what stands before it.
    pub(super) fn at_end<'a>(&self, text: &'a str) -> Option<(&[RegionCode], &'a str)> {
        let mut best = None;
        for (count, (at, _)) in text.char_indices().rev().take(LONGEST).enumerate() {
            let (rest, place) = text.split_at(at);
            if count > 0
                && let Some(codes) = self.get(place)
            {
                best = Some((codes, rest));
            }
        }
        best
    }
}
