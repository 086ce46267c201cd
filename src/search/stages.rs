//! The stages of a search: what carries the words first, what only resembles them last. A stage runs
//! when those before it have not brought enough rows, whatever the page asked for, so that pages of
//! one search do not contradict each other.

use std::collections::HashSet;

use super::MatchKind;
use super::fit::{Heard, Stand};
use super::heard::heard;
use super::near::{Difference, FAR, Near};
use super::query::{COUNTED_MOST, Carrier, GIVEN, Row, Search, WHOLE, Way};
use super::reader::At;
use super::retrieve::Boxed;
use super::words::{Reading, readings};
use crate::domain::answer::Identity;
use crate::domain::institution::InstitutionId;
use crate::domain::text;

/// With so many rows the later stages, which only resemble, are left out.
pub(super) const ENOUGH: usize = 10;

/// Up to so many documents are looked at one by one to rank them by where the words stand.
const RANKED_MOST: usize = 200;

/// How many that share pairs are looked at.
const RESEMBLING: usize = 20;

impl Search<'_, '_> {
    /// Whether some name equals the words but for what people leave out, or has them in it as they are.
    pub(super) fn run(&mut self, carriers: &[Carrier]) -> bool {
        self.exact(carriers);
        let mut is_nearly_named = self.loose();
        self.codes();
        if !carriers.is_empty() {
            // Who is named in full is found; what sounds like it would only distract.
            return is_nearly_named;
        }
        let readings = readings(self.ask.typed, self.reader.places());
        let normal = self.ask.typed.normal();
        for reading in &readings {
            self.by_trade(reading);
        }
        is_nearly_named |= self.is_in_a_name();
        for reading in &readings {
            self.by_text(reading, false);
        }
        if normal.bytes().any(|b| b.is_ascii_digit()) {
            self.by_address(&readings);
        }
        self.by_letters(&readings);
        let near = self.near(&readings);
        self.by_nearness(&readings, &near, |cost| cost < FAR);
        for reading in &readings {
            self.by_text(reading, true);
        }
        for reading in &readings {
            self.by_sound(reading);
        }
        self.by_initials();
        self.by_address(&readings);
        self.elsewhere(&readings);
        if self.rows.is_empty() {
            self.by_nearness(&readings, &near, |cost| cost >= FAR);
            self.by_resemblance();
        }
        self.rows.truncate(COUNTED_MOST);
        is_nearly_named
    }

    /// Whether the words are a listed name but for what stands before them or for words after them. A
    /// branch is another institution than the one whose name it begins with.
    fn is_in_a_name(&mut self) -> bool {
        if !self.ask.typed.looks_complete() {
            return false;
        }
        let words = self.reader.in_name(self.ask.typed.normal());
        let found = words.map(|words| self.gather(vec![words])).unwrap_or_default();
        found.into_iter().take(RANKED_MOST).any(|at| {
            let fit = self.best_fit(at, WHOLE);
            fit.is_some_and(|fit| matches!(fit.stand, Stand::Whole | Stand::Ends))
        })
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
                self.rows.push(Row { at: *at, kind, way, is_meant: true });
            }
        }
    }

    /// Former names, and names that differ in what people leave out.
    fn loose(&mut self) -> bool {
        let before = self.rows.len();
        let normal = self.ask.typed.normal();
        let reader = self.reader;
        let former = self.gather(vec![Box::new(reader.term(reader.fields.name, normal))]);
        self.take_if(&former, WHOLE, |_| Some(MatchKind::FormerName));
        let loose = text::loose(normal);
        let found = self.gather(vec![Box::new(reader.term(reader.fields.loose, &loose))]);
        self.take(found, GIVEN, MatchKind::Substring);
        self.rows.len() > before
    }

    /// Beginnings of codes and permit numbers, and ids of those who have no code.
    fn codes(&mut self) {
        let normal = self.ask.typed.normal();
        let reader = self.reader;
        let fields = reader.fields;
        if let Some(id @ InstitutionId::Named(_)) = InstitutionId::parse(normal) {
            let found = self.gather(vec![Box::new(reader.term(fields.id, &id.to_string()))]);
            self.take(found, GIVEN, MatchKind::Uscc);
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
            self.take(found, GIVEN, MatchKind::Uscc);
        }
        let digits = code.trim_start_matches(['教', '民', '人', '社', '第', '字']);
        for prefix in [normal, digits] {
            if prefix.len() >= 4
                && let Some(query) = reader.with_prefix(fields.permit, prefix)
            {
                let found = self.gather(vec![query]);
                self.take(found, GIVEN, MatchKind::Permit);
            }
        }
    }

    /// The first core is a trade name.
    fn by_trade(&mut self, reading: &Reading) {
        let Some((core, others)) = reading.cores.split_first() else { return };
        let term = self.reader.term(self.reader.fields.trade, core);
        let others = others.iter().map(|core| self.reader.in_name(core));
        let queries = std::iter::once(Some(Box::new(term) as Boxed)).chain(others).collect();
        let texts = || reading.cores.iter().chain(&reading.kinds).cloned().collect();
        self.by(queries, reading, || Way::Texts(texts()), MatchKind::Brand);
    }

    /// The cores stand in a name: where a trade name begins, or anywhere.
    fn by_text(&mut self, reading: &Reading, anywhere: bool) {
        if self.is_enough() && reading.is_narrow() {
            return;
        }
        let cores: Option<Vec<Boxed>> =
            reading.cores.iter().map(|core| self.reader.in_name(core)).collect();
        let Some(found) = self.found(cores, reading) else { return };
        if found.is_empty() {
            return;
        }
        let texts = reading.cores.iter().chain(&reading.kinds).cloned().collect();
        let way = self.way(Way::Texts(texts));
        if found.len() > RANKED_MOST {
            self.take(found, way, MatchKind::Substring);
            return;
        }
        self.take_if(&found, way, |fit| match fit.stand {
            Stand::Whole => Some(MatchKind::Brand),
            Stand::Begins => Some(MatchKind::Substring),
            Stand::Ends | Stand::Within => anywhere.then_some(MatchKind::Substring),
        });
    }

    /// Letters that spell a trade name, or begin its syllables, alone or with the words after it.
    fn by_letters(&mut self, readings: &[Reading]) {
        for reading in readings {
            let Some(core) = reading.cores.first().filter(|_| reading.cores.len() == 1) else {
                continue;
            };
            if core.len() < 2 || !core.bytes().all(|b| b.is_ascii_alphabetic()) {
                continue;
            }
            let letters = core.to_ascii_lowercase();
            let is_whole = |way: &Vec<Heard>| way.iter().all(|heard| !heard.is_begun);
            let ways = heard(core);
            let syllables = ways.iter().find(|way| is_whole(way)).or(ways.first()).cloned();
            let (kind, way) = match syllables {
                Some(syllables) => (MatchKind::Pinyin, Way::Sound(syllables)),
                None => (MatchKind::Initials, Way::Initials(letters.clone())),
            };
            let way = self.way(way);
            let mut trades = Vec::new();
            self.reader.led_to(self.reader.fields.spelt, &letters, &mut trades);
            trades.sort_unstable();
            trades.dedup();
            for trade in trades {
                let term: Boxed = Box::new(self.reader.term(self.reader.fields.trade, &trade));
                if let Some(found) = self.found(Some(vec![term]), reading) {
                    self.take(found, way, kind);
                }
            }
            if self.is_enough() {
                return;
            }
            let found = self.reader.with_beginning(self.reader.fields.lead, &letters);
            if let Some(found) = self.among(found, reading) {
                self.take(found, way, kind);
            }
        }
    }

    /// Listed trade names near the typed one, for each reading, the cheapest difference first.
    fn near(&self, readings: &[Reading]) -> Vec<(usize, Near)> {
        if self.is_enough() {
            return Vec::new();
        }
        let mut all: Vec<(usize, Near)> = Vec::new();
        for (at, reading) in readings.iter().enumerate() {
            if let [core] = reading.cores.as_slice() {
                all.extend(self.reader.trades_near(core).into_iter().map(|near| (at, near)));
            }
        }
        all.sort_by_key(|(at, near)| (near.cost, *at));
        all
    }

    fn by_nearness(
        &mut self,
        readings: &[Reading],
        near: &[(usize, Near)],
        is_wanted: impl Fn(u8) -> bool,
    ) {
        let before = self.rows.len();
        for (at, Near { trade, difference, cost }) in near {
            if !is_wanted(*cost) || self.rows.len() >= COUNTED_MOST {
                continue;
            }
            let kind = if matches!(difference, Difference::Sound { .. }) {
                MatchKind::Homophone
            } else {
                MatchKind::Similar
            };
            let term: Boxed = Box::new(self.reader.term(self.reader.fields.trade, trade));
            let texts =
                || std::iter::once(trade).chain(&readings[*at].kinds).cloned().collect::<Vec<_>>();
            self.by(Some(vec![term]), &readings[*at], || Way::Texts(texts()), kind);
        }
        if is_wanted(FAR) {
            for row in &mut self.rows[before..] {
                row.is_meant = false;
            }
        }
    }

    /// Sounds like the words somewhere in the name.
    fn by_sound(&mut self, reading: &Reading) {
        let Some((first, others)) = reading.cores.split_first() else { return };
        let is_typed = first.bytes().any(|b| b.is_ascii_alphabetic());
        for typed in heard(first) {
            if self.is_enough() || !(is_typed || self.rows.is_empty()) {
                return;
            }
            let whole = typed.iter().filter(|heard| !heard.is_begun);
            let mut cores = vec![self.reader.sounding(whole.map(|heard| heard.syllable.as_str()))];
            for other in others {
                let alternatives = heard(other);
                let Some(one) = alternatives.first() else { return };
                cores.push(self.reader.sounding(one.iter().map(|heard| heard.syllable.as_str())));
            }
            let kind = if is_typed { MatchKind::Pinyin } else { MatchKind::Homophone };
            // Two syllables are shared by many; only a whole trade name is meant by them.
            let is_short = !is_typed && typed.len() <= 2;
            let Some(found) = self.found(cores.into_iter().collect(), reading) else { continue };
            let way = self.way(Way::Sound(typed));
            self.take_if(&found, way, |fit| {
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
        self.take_if(&found, way, |_| Some(MatchKind::Initials));
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
                if let Some(found) = self.found(all, reading) {
                    self.take(found, GIVEN, MatchKind::Address);
                }
            }
        }
    }

    /// The trade name without the kind of teaching that was typed, then without the place.
    fn elsewhere(&mut self, readings: &[Reading]) {
        let Some(widest) = readings.iter().rfind(|reading| reading.is_narrow()) else {
            return;
        };
        for kept in [widest.places.clone(), Vec::new()] {
            if !self.rows.is_empty() {
                return;
            }
            self.is_elsewhere = kept.is_empty() && !widest.places.is_empty();
            let wider = Reading { cores: widest.cores.clone(), kinds: Vec::new(), places: kept };
            self.by_trade(&wider);
            if self.rows.is_empty() {
                let wider = [wider];
                let near = self.near(&wider);
                self.by_nearness(&wider, &near, |cost| cost < FAR);
            }
        }
    }

    /// Shares the rarest pairs of characters: shown when nothing else is, and meant by nobody.
    fn by_resemblance(&mut self) {
        let found = self.reader.sharing_pairs(self.ask.typed.normal(), RESEMBLING);
        let mut kept = found.clone();
        kept.sort_unstable();
        let kept: HashSet<At> = self.those_with(kept, Vec::new()).into_iter().collect();
        for at in found {
            if kept.contains(&at) && self.seen.insert(at) {
                let (kind, way) = (MatchKind::Similar, GIVEN);
                self.rows.push(Row { at, kind, way, is_meant: false });
            }
        }
    }

    fn by(
        &mut self,
        cores: Option<Vec<Boxed>>,
        reading: &Reading,
        way: impl FnOnce() -> Way,
        kind: MatchKind,
    ) {
        let Some(found) = self.found(cores, reading) else { return };
        if !found.is_empty() {
            let way = self.way(way());
            self.take(found, way, kind);
        }
    }

    /// The documents that have the cores and what the reading asks for around them.
    fn found(&self, cores: Option<Vec<Boxed>>, reading: &Reading) -> Option<Vec<At>> {
        let (Some(mut queries), Some(around)) = (cores, self.reader.around(reading)) else {
            return None;
        };
        queries.extend(around);
        Some(self.gather(queries))
    }

    /// Those of the documents that have what the reading asks for around its cores, and the filters.
    fn among(&self, found: Vec<At>, reading: &Reading) -> Option<Vec<At>> {
        Some(self.those_with(found, self.reader.around(reading)?))
    }
}
