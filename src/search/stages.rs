//! The stages of a search: what carries the words first, what only resembles them last. A stage runs
//! when those before it have not brought enough rows, whatever the page asked for, so that pages of
//! one search do not contradict each other.

use std::collections::HashSet;

use super::MatchKind;
use super::fit::{Fit, Stand};
use super::heard::heard;
use super::query::{COUNTED_MOST, Carrier, GIVEN, Row, Search, WHOLE, Way};
use super::reader::At;
use super::retrieve::Boxed;
use super::words::{Reading, readings};
use crate::domain::answer::Identity;
use crate::domain::institution::InstitutionId;
use crate::domain::text;

/// With so many rows the later stages, which only resemble, are left out.
const ENOUGH: usize = 10;

/// Up to so many characters a wrong one is found by the others, from there on by pairs.
const LONGEST_BY_CHARS: usize = 5;

/// How many that share pairs are looked at.
const RESEMBLING: usize = 100;

impl Search<'_, '_> {
    /// Whether some row equals the words but for what people leave out.
    pub(super) fn run(&mut self, carriers: &[Carrier]) -> bool {
        self.exact(carriers);
        let has_loose_equal = self.loose();
        self.codes();
        if !carriers.is_empty() {
            // Who is named in full is found; what sounds like it would only distract.
            return has_loose_equal;
        }
        let readings = readings(self.ask.typed, self.reader.places());
        for reading in &readings {
            self.by_text(reading);
        }
        let normal = self.ask.typed.normal();
        if normal.bytes().any(|b| b.is_ascii_digit()) {
            self.by_address(&readings);
        }
        for reading in &readings {
            self.by_sound(reading);
        }
        self.by_initials();
        self.by_address(&readings);
        for reading in readings.iter().rev() {
            self.by_resemblance(reading);
        }
        self.rows.truncate(COUNTED_MOST);
        has_loose_equal
    }

    fn is_enough(&self) -> bool {
        self.rows.len() >= ENOUGH
    }

    fn exact(&mut self, carriers: &[Carrier]) {
        let mut kept: HashSet<At> = carriers.iter().map(|(at, _, _)| *at).collect();
        if !self.filters.is_empty() && !kept.is_empty() {
            let typed = self.ask.typed;
            let reader = self.reader;
            let fields = reader.fields;
            let mut terms = vec![(fields.name, typed.normal().to_owned())];
            terms.extend(typed.uscc().map(|uscc| (fields.uscc, uscc.to_string())));
            terms.extend(typed.permit_key().map(|key| (fields.permit, key.to_owned())));
            let within: HashSet<At> = terms
                .into_iter()
                .flat_map(|(field, text)| self.gather(vec![Box::new(reader.term(field, &text))]))
                .collect();
            kept.retain(|at| within.contains(at));
        }
        for (at, _, identity) in carriers {
            let (kind, way) = match identity {
                Identity::Name | Identity::Link => (MatchKind::Name, WHOLE),
                Identity::Uscc => (MatchKind::Uscc, GIVEN),
                Identity::Permit => (MatchKind::Permit, GIVEN),
            };
            // Who is exact elsewhere is no candidate here.
            if self.seen.insert(*at) && kept.contains(at) {
                self.rows.push(Row { at: *at, kind, way });
            }
        }
    }

    /// Former names, and names that differ in what people leave out.
    fn loose(&mut self) -> bool {
        let before = self.rows.len();
        let normal = self.ask.typed.normal();
        let reader = self.reader;
        let former = self.gather(vec![Box::new(reader.term(reader.fields.name, normal))]);
        self.take(former, WHOLE, |_| MatchKind::FormerName);
        let loose = text::loose(normal);
        let found = self.gather(vec![Box::new(reader.term(reader.fields.loose, &loose))]);
        self.take(found, GIVEN, |_| MatchKind::Substring);
        self.rows.len() > before
    }

    /// Beginnings of codes and permit numbers, and ids of those who have no code.
    fn codes(&mut self) {
        let normal = self.ask.typed.normal();
        let reader = self.reader;
        let fields = reader.fields;
        if let Some(id @ InstitutionId::Named(_)) = InstitutionId::parse(normal) {
            let found = self.gather(vec![Box::new(reader.term(fields.id, &id.to_string()))]);
            self.take(found, GIVEN, |_| MatchKind::Uscc);
        }
        let code: String = normal.chars().filter(|c| *c != '-').collect();
        let has_digit = code.bytes().any(|b| b.is_ascii_digit());
        if code.len() < 4 || !has_digit {
            return;
        }
        if code.bytes().all(|b| b.is_ascii_alphanumeric())
            && let Some(query) = reader.with_prefix(fields.uscc, &code)
        {
            let found = self.gather(vec![query]);
            self.take(found, GIVEN, |_| MatchKind::Uscc);
        }
        let digits = code.trim_start_matches(['教', '民', '人', '社', '第', '字']);
        for prefix in [normal, digits] {
            if prefix.len() >= 4
                && let Some(query) = reader.with_prefix(fields.permit, prefix)
            {
                let found = self.gather(vec![query]);
                self.take(found, GIVEN, |_| MatchKind::Permit);
            }
        }
    }

    fn by_text(&mut self, reading: &Reading) {
        if self.is_enough() {
            return;
        }
        let cores: Option<Vec<Boxed>> =
            reading.cores.iter().map(|core| self.reader.in_name(core)).collect();
        let texts = reading.cores.iter().chain(&reading.kinds).cloned().collect();
        self.by(cores, reading, Way::Texts(texts), |fit| {
            if fit.stand == Stand::Whole { MatchKind::Brand } else { MatchKind::Substring }
        });
    }

    fn by_sound(&mut self, reading: &Reading) {
        let Some((first, others)) = reading.cores.split_first() else { return };
        for typed in heard(first) {
            if self.is_enough() {
                return;
            }
            let whole = typed.iter().filter(|heard| !heard.is_begun);
            let mut cores = vec![self.reader.sounding(whole.map(|heard| heard.syllable.as_str()))];
            for other in others {
                let alternatives = heard(other);
                let Some(one) = alternatives.first() else { return };
                cores.push(self.reader.sounding(one.iter().map(|heard| heard.syllable.as_str())));
            }
            let kind = if first.bytes().any(|b| b.is_ascii_alphabetic()) {
                MatchKind::Pinyin
            } else {
                MatchKind::Homophone
            };
            // Two syllables are shared by many; only a whole trade name is meant by them.
            let is_short = kind == MatchKind::Homophone && typed.len() <= 2;
            self.by_if(cores.into_iter().collect(), reading, Way::Sound(typed), |fit| {
                (!is_short || fit.stand == Stand::Whole).then_some(kind)
            });
        }
    }

    fn by_initials(&mut self) {
        let letters = self.ask.typed.normal().to_ascii_lowercase();
        if self.is_enough() || letters.len() < 2 || !letters.bytes().all(|b| b.is_ascii_lowercase())
        {
            return;
        }
        let Some(query) = self.reader.with_initials(&letters) else { return };
        let found = self.gather(vec![query]);
        let way = self.way(Way::Initials(letters));
        self.take(found, way, |_| MatchKind::Initials);
    }

    /// Each core in the name or the address, one of them at least in the address.
    fn by_address(&mut self, readings: &[Reading]) {
        for reading in readings.iter().filter(|reading| reading.kinds.is_empty()) {
            if self.is_enough() {
                return;
            }
            for (at, core) in reading.cores.iter().enumerate() {
                let others = reading.cores.iter().enumerate().filter(|(other, _)| *other != at);
                let mut all: Option<Vec<Boxed>> =
                    others.map(|(_, core)| self.reader.in_name(core)).collect();
                match (&mut all, self.reader.in_address(core)) {
                    (Some(all), Some(address)) => all.push(address),
                    (_, _) => continue,
                }
                let Some(around) = self.reader.around(reading) else { continue };
                let queries = all.into_iter().flatten().chain(around).collect();
                let found = self.gather(queries);
                self.take(found, GIVEN, |_| MatchKind::Address);
            }
        }
    }

    /// One character of the first core is wrong.
    fn by_resemblance(&mut self, reading: &Reading) {
        let Some((core, others)) = reading.cores.split_first() else { return };
        let chars: Vec<char> = core.chars().collect();
        if self.is_enough() || chars.len() < 2 {
            return;
        }
        let others: Option<Vec<Boxed>> =
            others.iter().map(|core| self.reader.in_name(core)).collect();
        let Some(others) = others else { return };
        let mut found = Vec::new();
        if chars.len() > LONGEST_BY_CHARS {
            found = self.reader.sharing_pairs(core, RESEMBLING);
        } else {
            // Whatever character is wrong, the others are there.
            let without = |at: usize| {
                let mut rest = chars.clone();
                rest.remove(at);
                rest
            };
            let is_narrow = !reading.places.is_empty();
            let sets: Vec<Vec<char>> = match chars.len() {
                2 if !is_narrow => vec![chars.clone()],
                length => (0..length).map(without).collect(),
            };
            for set in sets {
                let Some(mut queries) = self.reader.around(reading) else { return };
                queries.push(self.reader.with_chars(&set));
                found.extend(self.gather(queries));
            }
        }
        if !others.is_empty() {
            let within: HashSet<At> = self.gather(others).into_iter().collect();
            found.retain(|at| within.contains(at));
        }
        let way = self.way(Way::Similar(core.clone()));
        let is_short = chars.len() <= 3;
        self.take_if(found, way, |fit| {
            (!is_short || fit.stand == Stand::Whole).then_some(MatchKind::Similar)
        });
    }

    fn by(
        &mut self,
        cores: Option<Vec<Boxed>>,
        reading: &Reading,
        way: Way,
        kind: impl Fn(&Fit) -> MatchKind,
    ) {
        self.by_if(cores, reading, way, |fit| Some(kind(fit)));
    }

    fn by_if(
        &mut self,
        cores: Option<Vec<Boxed>>,
        reading: &Reading,
        way: Way,
        kind: impl Fn(&Fit) -> Option<MatchKind>,
    ) {
        let (Some(mut queries), Some(around)) = (cores, self.reader.around(reading)) else {
            return;
        };
        queries.extend(around);
        let found = self.gather(queries);
        let way = self.way(way);
        self.take_if(found, way, kind);
    }
}
