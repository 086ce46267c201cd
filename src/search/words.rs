//! What typed words may mean: where, which trade name, which kind of teaching.

use super::places::Places;
use super::vocabulary;
use crate::domain::answer::Typed;
use crate::domain::region::RegionCode;
use crate::domain::text;

/// One way to read the words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Reading {
    /// What must be found in the name, each somewhere; normal forms.
    pub(super) cores: Vec<String>,
    /// Words for kinds of teaching and forms of organisation, to be found in the name too.
    pub(super) kinds: Vec<String>,
    /// Divisions of which each must fit; a name may stand for several.
    pub(super) places: Vec<Vec<RegionCode>>,
}

/// How the words may be read, the plainest way first.
pub(super) fn readings(typed: &Typed, places: &Places) -> Vec<Reading> {
    let words: Vec<String> =
        typed.text().split(' ').map(text::normal).filter(|word| !word.is_empty()).collect();
    let whole = Reading { cores: vec![typed.normal().to_owned()], ..Reading::default() };
    let apart = Reading { cores: words.clone(), ..Reading::default() };
    let mut placed = Reading::default();
    for word in &words {
        placed.without_places(word, words.len() > 1, places);
    }
    let without_kinds = |reading: &Reading| {
        let mut reading = reading.clone();
        reading.take_kinds();
        reading
    };
    let mut readings = vec![whole];
    for reading in [apart.clone(), placed.clone(), without_kinds(&placed), without_kinds(&apart)] {
        if !reading.cores.is_empty() && !readings.contains(&reading) {
            readings.push(reading);
        }
    }
    readings
}

impl Reading {
    /// Takes the places off both ends of a word; what is left is a core.
    fn without_places(&mut self, word: &str, is_one_of_many: bool, places: &Places) {
        if is_one_of_many
            && word.bytes().all(|b| b.is_ascii_alphabetic())
            && let Some(codes) = places.spelt(word)
        {
            self.places.push(codes.to_vec());
            return;
        }
        let mut rest = word;
        while let Some((codes, after)) = places.at_start(rest) {
            // One character is no trade name: 北京路 is a street and 南山人 somebody.
            if after.chars().count() == 1 || begins_a_street(after) {
                break;
            }
            self.places.push(codes.to_vec());
            rest = after;
        }
        if let Some((codes, before)) = places.at_end(rest)
            && before.chars().count() > 1
        {
            self.places.push(codes.to_vec());
            rest = before;
        }
        if !rest.is_empty() {
            self.cores.push(rest.to_owned());
        }
    }

    /// Takes words of kinds off the ends of the cores, while something else is left.
    fn take_kinds(&mut self) {
        let mut kinds = Vec::new();
        for core in &mut self.cores {
            let mut chars: Vec<char> = core.chars().collect();
            let spelt = chars.iter().rev().take_while(|c| c.is_ascii_alphabetic()).count();
            if spelt > 0
                && spelt < chars.len()
                && let Some(word) = vocabulary::spelt(&chars[chars.len() - spelt..])
            {
                chars.truncate(chars.len() - spelt);
                kinds.push(word.to_owned());
            }
            while let Some(length) = vocabulary::at_end(&chars)
                && chars.len() > length + 1
            {
                kinds.push(chars.split_off(chars.len() - length).into_iter().collect());
            }
            *core = chars.into_iter().collect();
        }
        if self.cores.len() > 1 {
            for core in &mut self.cores {
                if let Some(word) = vocabulary::spelt(&core.chars().collect::<Vec<_>>()) {
                    word.clone_into(core);
                }
            }
        }
        let (only_kinds, cores): (Vec<String>, Vec<String>) = std::mem::take(&mut self.cores)
            .into_iter()
            .partition(|core| vocabulary::is_word(&core.chars().collect::<Vec<_>>()));
        kinds.extend(only_kinds);
        if cores.is_empty() {
            self.cores = kinds;
        } else {
            (self.cores, self.kinds) = (cores, kinds);
        }
    }

    /// Whether it asks for more than its cores.
    pub(super) fn is_narrow(&self) -> bool {
        !self.kinds.is_empty() || !self.places.is_empty()
    }
}

/// Whether what follows a place makes it a street: 龙泉路252号 is in 满城.
fn begins_a_street(after: &str) -> bool {
    let street = after.trim_start_matches(['东', '西', '南', '北', '中', '大', '新']);
    street.starts_with(['路', '街', '巷', '弄', '道']) && after.bytes().any(|b| b.is_ascii_digit())
}

/// Whether a trade name may end here: at the end of the name, at a bracket, before a word of a kind.
pub(super) fn may_follow_a_trade_name(rest: &[char]) -> bool {
    match rest.first() {
        None | Some('(' | ')') => true,
        Some(_) => vocabulary::at_start(rest)
            .any(|(length, _)| length > 1 || matches!(rest.get(1), None | Some('(' | ')'))),
    }
}

/// Whether a trade name may begin after this: at the start, at a bracket, after a place.
pub(super) fn may_precede_a_trade_name(before: &[char], places: &Places) -> bool {
    match before.last() {
        None | Some('(' | ')' | '省' | '市' | '区' | '县' | '旗' | '州' | '盟' | '镇' | '乡') => {
            true
        }
        Some(_) => {
            let text: String = before[before.len().saturating_sub(8)..].iter().collect();
            places.at_end(&text).is_some()
        }
    }
}
