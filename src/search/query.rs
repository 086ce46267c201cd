//! A search, stage by stage: what carries the words first, what only resembles them last. A stage
//! runs when those before it have not brought enough rows, whatever the page asked for, so that
//! pages of one search do not contradict each other.

use std::collections::HashSet;

use jiff::civil::Date;
use tantivy::query::TermQuery;

use super::fit::{Fit, Heard, Looked, Stand};
use super::heard::heard;
use super::reader::{At, Reader};
use super::record;
use super::retrieve::Boxed;
use super::row::day_number;
use super::words::{Reading, readings};
use super::{Ask, Hit, MatchKind, Results};
use crate::domain::answer::{Identity, Typed};
use crate::domain::institution::{Institution, InstitutionId};
use crate::domain::text;

/// With so many rows the later stages, which only resemble, are left out.
const ENOUGH: usize = 10;

/// The most that [`Results::total`] counts to.
pub const COUNTED_MOST: usize = 1_000;

/// How a name is compared with the words.
pub(super) enum Way {
    /// By the index alone.
    Given,
    Texts(Vec<String>),
    Sound(Vec<Heard>),
    Initials(String),
    Similar(String),
}

struct Row {
    at: At,
    kind: MatchKind,
    /// Place in the ways of the search.
    way: usize,
}

struct Search<'r, 'a> {
    reader: &'r Reader,
    ask: Ask<'a>,
    filters: Vec<TermQuery>,
    day: u64,
    ways: Vec<Way>,
    rows: Vec<Row>,
    seen: HashSet<At>,
}

impl Reader {
    /// What the words bring in. The whole of `exact` is there whatever the filters and the page;
    /// hits and total are narrowed, and counted up to [`COUNTED_MOST`].
    pub fn search(&self, ask: &Ask<'_>) -> Results {
        let carriers = self.carriers(ask.typed, ask.today);
        let mut search = Search {
            reader: self,
            ask: *ask,
            filters: self.terms_of(&ask.filters),
            day: day_number(ask.today),
            ways: vec![Way::Given, Way::Texts(vec![ask.typed.normal().to_owned()])],
            rows: Vec::new(),
            seen: HashSet::new(),
        };
        let has_loose_equal = search.run(&carriers);
        Results {
            name_and_rest: self.name_and_rest(ask.typed, ask.today),
            has_loose_equal,
            hits: search.hits(),
            total: search.rows.len(),
            exact: carriers.into_iter().map(|(_, institution, _)| institution).collect(),
        }
    }

    /// All who carry the words as full name, USCC or permit number today. When one of them cannot
    /// be read, none is named: one left over alone might be taken for the only one.
    fn carriers(&self, typed: &Typed, today: Date) -> Vec<(At, Institution, Identity)> {
        let mut places = self.all_of(&self.term(self.fields.name, typed.normal()));
        if let Some(uscc) = typed.uscc() {
            places.extend(self.all_of(&self.term(self.fields.uscc, uscc.as_str())));
        }
        if let Some(key) = typed.permit_key() {
            places.extend(self.all_of(&self.term(self.fields.permit, key)));
        }
        places.sort_unstable();
        places.dedup();
        let mut carriers = Vec::new();
        for at in places {
            let Some(institution) = self.read(at) else { return Vec::new() };
            let institution = institution.in_public(today);
            if let Some(identity) = typed.identifies(&institution, today) {
                carriers.push((at, institution, identity));
            }
        }
        carriers.sort_by_key(|(at, _, _)| self.place(*at));
        carriers
    }

    fn name_and_rest(&self, typed: &Typed, today: Date) -> Option<(Institution, String)> {
        typed.splits().into_iter().find_map(|(name, rest)| {
            let mut carriers = self.carriers(&name, today);
            let only = carriers.pop().filter(|_| carriers.is_empty())?;
            Some((only.1, rest))
        })
    }
}

impl Search<'_, '_> {
    /// Whether some row equals the words but for what people leave out.
    fn run(&mut self, carriers: &[(At, Institution, Identity)]) -> bool {
        self.exact(carriers);
        let has_loose_equal = self.loose();
        self.codes();
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

    fn exact(&mut self, carriers: &[(At, Institution, Identity)]) {
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
                Identity::Name | Identity::Link => (MatchKind::Name, 1),
                Identity::Uscc => (MatchKind::Uscc, 0),
                Identity::Permit => (MatchKind::Permit, 0),
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
        self.take(former, 1, |_| MatchKind::FormerName);
        let loose = text::loose(normal);
        let found = self.gather(vec![Box::new(reader.term(reader.fields.loose, &loose))]);
        self.take(found, 0, |_| MatchKind::Substring);
        self.rows.len() > before
    }

    /// Beginnings of codes and permit numbers, and ids of those who have no code.
    fn codes(&mut self) {
        let normal = self.ask.typed.normal();
        let reader = self.reader;
        let fields = reader.fields;
        if let Some(id @ InstitutionId::Named(_)) = InstitutionId::parse(normal) {
            let found = self.gather(vec![Box::new(reader.term(fields.id, &id.to_string()))]);
            self.take(found, 0, |_| MatchKind::Uscc);
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
            self.take(found, 0, |_| MatchKind::Uscc);
        }
        let digits = code.trim_start_matches(['教', '民', '人', '社', '第', '字']);
        for prefix in [normal, digits] {
            if prefix.len() >= 4
                && let Some(query) = reader.with_prefix(fields.permit, prefix)
            {
                let found = self.gather(vec![query]);
                self.take(found, 0, |_| MatchKind::Permit);
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
                self.take(found, 0, |_| MatchKind::Address);
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

    fn gather(&self, all: Vec<Boxed>) -> Vec<At> {
        self.reader.gather(all, &self.filters, self.day)
    }

    fn way(&mut self, way: Way) -> usize {
        self.ways.push(way);
        self.ways.len() - 1
    }

    fn take(&mut self, found: Vec<At>, way: usize, kind: impl Fn(&Fit) -> MatchKind) {
        self.take_if(found, way, |fit| Some(kind(fit)));
    }

    /// Takes in the documents whose names fit, best first.
    fn take_if(&mut self, found: Vec<At>, way: usize, kind: impl Fn(&Fit) -> Option<MatchKind>) {
        let mut fitting: Vec<(Fit, (u64, u64), At, MatchKind)> = Vec::new();
        for at in found {
            if self.seen.contains(&at) {
                continue;
            }
            let Ok(head) = record::head(self.reader.record(at)) else { continue };
            let texts = head.names.iter().map(record::Name::normal).chain(head.signs);
            let best = texts.filter_map(|text| self.fit(text, way)).min();
            if let Some(fit) = best
                && let Some(kind) = kind(&fit)
                && self.seen.insert(at)
            {
                fitting.push((fit, self.reader.place(at), at, kind));
            }
        }
        fitting.sort_unstable_by(|a, b| (&a.0, a.1).cmp(&(&b.0, b.1)));
        self.rows.extend(fitting.into_iter().map(|(_, _, at, kind)| Row { at, kind, way }));
    }

    fn fit(&self, normal: &str, way: usize) -> Option<Fit> {
        let looked = || Looked::at(normal, self.reader.places());
        match self.ways.get(way)? {
            Way::Given => Some(Fit {
                off: 0,
                stand: Stand::Whole,
                length: normal.chars().count(),
                spans: Vec::new(),
            }),
            Way::Texts(texts) => looked().texts(texts),
            Way::Sound(heard) => looked().sound(heard),
            Way::Initials(letters) => looked().initials(letters),
            Way::Similar(text) => looked().similar(text),
        }
    }

    /// The rows of the page, read in full.
    fn hits(&self) -> Vec<Hit> {
        let page = self.ask.page;
        let to = page.to().min(self.rows.len());
        let rows = self.rows.get(page.from().min(to)..to).unwrap_or_default();
        rows.iter().filter_map(|row| self.hit(row)).collect()
    }

    /// `None`: what fits is no longer public.
    fn hit(&self, row: &Row) -> Option<Hit> {
        let today = self.ask.today;
        let institution = self.reader.read(row.at)?.in_public(today);
        let shown = institution.representative(today)?.listing.name.as_str();
        let mut kind = row.kind;
        let spans = match self.fit(&text::normal(shown), row.way) {
            Some(fit) => on_shown(shown, fit.spans),
            None => {
                let fits = |text: &str| self.fit(&text::normal(text), row.way).is_some();
                let former = institution.former_names(today).into_iter().any(fits);
                let signs = institution.versions.iter().filter_map(|v| v.listing.brand.as_deref());
                let present = institution.names(today).into_iter().chain(signs).any(fits);
                if !present && !former {
                    return None;
                }
                if !present {
                    kind = MatchKind::FormerName;
                }
                Vec::new()
            }
        };
        Some(Hit { institution, kind, spans })
    }
}

/// Up to so many characters a wrong one is found by the others, from there on by pairs.
const LONGEST_BY_CHARS: usize = 5;

/// How many that share pairs are looked at.
const RESEMBLING: usize = 100;

/// Spans of the normal name on the name as shown, which may have characters more.
fn on_shown(shown: &str, spans: Vec<(usize, usize)>) -> Vec<(usize, usize)> {
    if spans.is_empty() {
        return spans;
    }
    let mut shown_at = Vec::new();
    for (at, c) in shown.chars().enumerate() {
        let count = text::normal(c.encode_utf8(&mut [0; 4])).chars().count();
        shown_at.extend(std::iter::repeat_n(at, count));
    }
    let on = |(from, to): (usize, usize)| {
        Some((*shown_at.get(from)?, *shown_at.get(to.checked_sub(1)?)? + 1))
    };
    spans.into_iter().filter_map(on).collect()
}
