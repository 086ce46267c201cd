//! The stages of a search: what carries the words first, what only resembles them last. A stage runs
//! when those before it have not brought enough rows, whatever the page asked for, so that pages of
//! one search do not contradict each other.

use std::collections::HashSet;

use super::MatchKind;
use super::fit::{self, Stand, is_one_off};
use super::near::{Difference, FAR, Near, Nearness};
use super::query::{COUNTED_MOST, Carrier, GIVEN, Row, Search, WHOLE, Way};
use super::reader::At;
use super::retrieve::Boxed;
use super::words::{Reading, readings};

/// With so many rows the later stages, which only resemble, are left out.
pub(super) const ENOUGH: usize = 10;

/// Up to so many documents are looked at one by one to rank them by where the words stand.
const RANKED_MOST: usize = 100;

/// How many that share pairs are looked at.
const RESEMBLING: usize = 20;

/// Documents that have the words somewhere, of which not all are taken in yet.
struct Leftover {
    found: Vec<At>,
    way: usize,
}

impl Search<'_, '_> {
    /// Whether some name equals the words but for what people leave out, or has them in it as they are.
    pub(super) fn run(&mut self, carriers: &[Carrier]) -> bool {
        self.exact(carriers);
        let is_nearly_named = self.loose();
        self.codes();
        if !carriers.is_empty() {
            // Who is named in full is found; what sounds like it would only distract.
            return is_nearly_named;
        }
        let readings = readings(self.ask.typed, self.reader.places());
        if self.ask.typed.looks_complete() {
            return is_nearly_named | self.complete(&readings);
        }
        for reading in &readings {
            self.by_trade(reading);
        }
        let mut leftovers = Vec::new();
        for reading in &readings {
            leftovers.extend(self.by_text(reading));
        }
        if self.ask.typed.normal().bytes().any(|b| b.is_ascii_digit()) {
            self.by_address(&readings);
        }
        self.by_letters(&readings);
        let near = self.near(&readings);
        self.by_nearness(&readings, &near, |cost| cost < FAR);
        for leftover in leftovers {
            self.anywhere(&leftover);
        }
        for reading in &readings {
            self.by_sound(reading);
        }
        self.by_initials();
        if self.rows.is_empty() || names_a_place_of_its_own(self.ask.typed.normal()) {
            self.by_address(&readings);
        }
        self.elsewhere(&readings);
        self.by_nearness(&readings, &near, |cost| cost >= FAR);
        if self.rows.is_empty() {
            self.by_resemblance();
        }
        if self.rows.len() > COUNTED_MOST {
            self.put_in_order(COUNTED_MOST);
            self.rows.truncate(COUNTED_MOST);
        }
        is_nearly_named
    }

    /// A complete name that nobody bears as it is: those that have it in theirs, then others of that or
    /// a near trade name, the likest first. Whether some name has it in it as it is.
    fn complete(&mut self, readings: &[Reading]) -> bool {
        let leftover = self.by_text(&readings[0]);
        // So many have the words in their names that all of them are taken in already.
        let are_many = leftover.is_none() && !self.rows.is_empty();
        let is_in_a_name = are_many || leftover.as_ref().is_some_and(|it| self.is_in_a_name(it));
        if let Some(leftover) = leftover {
            self.anywhere(&leftover);
        }
        let mut found = Vec::new();
        let mut tried: Vec<&str> = Vec::new();
        for reading in readings.iter().rev() {
            let core = reading.cores[0].as_str();
            if found.len() >= ENOUGH || tried.contains(&core) {
                continue;
            }
            tried.push(core);
            let near = self.reader.trades_near(core, Nearness::Any);
            let near = near.into_iter().filter(|near| near.cost < FAR).map(|near| near.trade);
            let trades: Vec<String> = std::iter::once(core.to_owned()).chain(near).collect();
            for places in [reading.places.clone(), Vec::new()] {
                let anywhere = Reading { cores: Vec::new(), kinds: Vec::new(), places };
                if found.len() < ENOUGH {
                    for trade in &trades {
                        found.extend(self.bearing(trade, &anywhere).unwrap_or_default());
                    }
                }
            }
        }
        let reader = self.reader;
        let (normal, filters) = (self.ask.typed.normal(), self.filters.clone());
        let day = self.day();
        let others = || {
            let mut others = reader.sharing_pairs(normal, RESEMBLING);
            others.sort_unstable();
            reader.those_with(others, Vec::new(), &filters, day)
        };
        // What shares no more than its place and its kind with the words is like everything.
        let cores = readings.iter().map(|reading| reading.cores[0].as_str());
        let core = cores.min_by_key(|core| core.len()).unwrap_or_default();
        let (core, typed) = (fit::pairs(core), normal.chars().collect::<Vec<_>>());
        self.take_likest(found, others, |name| {
            fit::likeness(&core, name) > 0 || is_one_off(&typed, &name.chars().collect::<Vec<_>>())
        });
        is_in_a_name
    }

    /// Whether the words are a listed name but for what stands before them or for words after them. A
    /// branch is another institution than the one whose name it begins with.
    fn is_in_a_name(&self, leftover: &Leftover) -> bool {
        leftover.found.iter().take(RANKED_MOST).any(|at| {
            let fit = self.best_fit(*at, WHOLE);
            fit.is_some_and(|fit| matches!(fit.stand, Stand::Whole | Stand::Ends))
        })
    }

    pub(super) fn is_enough(&self) -> bool {
        self.rows.len() >= ENOUGH
    }

    /// The first core is a trade name.
    fn by_trade(&mut self, reading: &Reading) {
        let Some((core, others)) = reading.cores.split_first() else { return };
        let found = if others.is_empty() {
            self.bearing(core, reading)
        } else {
            let term = self.reader.term(self.reader.fields.trade, core);
            let others = others.iter().map(|core| self.reader.in_name(core));
            let queries = std::iter::once(Some(Box::new(term) as Boxed)).chain(others).collect();
            self.found(queries, reading)
        };
        let texts = || reading.cores.iter().chain(&reading.kinds).cloned().collect();
        self.by(found, || Way::Texts(texts()), MatchKind::Brand);
    }

    /// The cores stand in a name, where a trade name begins. Gives back all that have them anywhere.
    fn by_text(&mut self, reading: &Reading) -> Option<Leftover> {
        if self.is_enough() && reading.is_narrow() {
            return None;
        }
        let found = self.naming(reading).filter(|found| !found.is_empty())?;
        let texts = reading.cores.iter().chain(&reading.kinds).cloned().collect();
        let way = self.way(Way::Texts(texts));
        if found.len() > RANKED_MOST {
            self.take(found, way, MatchKind::Substring);
            return None;
        }
        self.take_if(&found, way, |fit| match fit.stand {
            Stand::Whole => Some(MatchKind::Brand),
            Stand::Begins => Some(MatchKind::Substring),
            Stand::Ends | Stand::Within => None,
        });
        Some(Leftover { found, way })
    }

    /// Takes in the rest of what [`Self::by_text`] found.
    fn anywhere(&mut self, leftover: &Leftover) {
        self.take_if(&leftover.found, leftover.way, |_| Some(MatchKind::Substring));
    }

    /// Listed trade names near the typed one, for each reading, the cheapest difference first.
    fn near(&self, readings: &[Reading]) -> Vec<(usize, Near)> {
        if self.is_enough() {
            return Vec::new();
        }
        // Who bears the typed name itself is found; beside it only what sounds the same may be meant.
        let is_borne = self.rows.iter().any(|row| row.kind == MatchKind::Brand);
        let how = if is_borne { Nearness::Sound } else { Nearness::Any };
        let mut all: Vec<(usize, Near)> = Vec::new();
        for (at, reading) in readings.iter().enumerate() {
            // What another reading takes for words of a kind is not looked for as part of a trade name.
            let is_longer = |other: &Reading| {
                !other.kinds.is_empty()
                    && matches!((other.cores.as_slice(), reading.cores.as_slice()),
                        ([short], [long]) if long != short && long.starts_with(short.as_str()))
            };
            if readings.iter().any(is_longer) {
                continue;
            }
            if let [core] = reading.cores.as_slice() {
                all.extend(self.reader.trades_near(core, how).into_iter().map(|near| (at, near)));
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
            let is_far = *cost >= FAR;
            if !is_wanted(*cost) || self.rows.len() >= if is_far { ENOUGH } else { COUNTED_MOST } {
                continue;
            }
            let kind = if matches!(difference, Difference::Sound { .. }) {
                MatchKind::Homophone
            } else {
                MatchKind::Similar
            };
            let texts =
                || std::iter::once(trade).chain(&readings[*at].kinds).cloned().collect::<Vec<_>>();
            self.by(self.bearing(trade, &readings[*at]), || Way::Texts(texts()), kind);
        }
        if is_wanted(FAR) {
            for row in &mut self.rows[before..] {
                row.is_meant = false;
            }
        }
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

    fn by(&mut self, found: Option<Vec<At>>, way: impl FnOnce() -> Way, kind: MatchKind) {
        if let Some(found) = found.filter(|found| !found.is_empty()) {
            let way = self.way(way());
            self.take(found, way, kind);
        }
    }

    /// The documents of a trade name that have what the reading asks for around its cores.
    pub(super) fn bearing(&self, trade: &str, around: &Reading) -> Option<Vec<At>> {
        let found = self.filters.is_empty().then(|| self.reader.bearing(trade, around, self.day()));
        found.flatten().or_else(|| {
            let term: Boxed = Box::new(self.reader.term(self.reader.fields.trade, trade));
            self.found(Some(vec![term]), around)
        })
    }

    /// The documents that have the cores in their names, and what the reading asks for around them.
    fn naming(&self, reading: &Reading) -> Option<Vec<At>> {
        let found = self.filters.is_empty().then(|| self.reader.naming(reading, self.day()));
        found.flatten().or_else(|| {
            let cores = reading.cores.iter().map(|core| self.reader.in_name(core)).collect();
            self.found(cores, reading)
        })
    }

    /// The documents that have the cores and what the reading asks for around them.
    pub(super) fn found(&self, cores: Option<Vec<Boxed>>, reading: &Reading) -> Option<Vec<At>> {
        let (Some(mut queries), Some(around)) = (cores, self.reader.around(reading)) else {
            return None;
        };
        queries.extend(around);
        Some(self.gather(queries))
    }

    /// Those of the documents that have what the reading asks for around its cores, and the filters.
    pub(super) fn among(&self, found: Vec<At>, reading: &Reading) -> Option<Vec<At>> {
        Some(self.those_with(found, self.reader.around(reading)?))
    }
}

/// Whether the words end as an address does.
fn names_a_place_of_its_own(normal: &str) -> bool {
    normal.ends_with(['路', '街', '巷', '道', '号', '楼', '村', '厦', '场', '区', '栋', '室'])
}
