//! A search: what the [stages](super::stages) bring is compared with the words, ranked, and read in full
//! for the page asked for.

use std::collections::HashSet;

use jiff::civil::Date;
use tantivy::query::TermQuery;

use super::fit::{Fit, Heard, Looked, Stand};
use super::reader::{At, Reader};
use super::record;
use super::retrieve::Boxed;
use super::row::day_number;
use super::{Ask, Hit, MatchKind, Results};
use crate::domain::answer::{Identity, Typed};
use crate::domain::institution::Institution;
use crate::domain::text;

/// The most names that one search compares with the words: what bounds its time.
const COMPARED_MOST: usize = 6_000;

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

pub(super) struct Row {
    pub(super) at: At,
    pub(super) kind: MatchKind,
    /// Place in the ways of the search.
    pub(super) way: usize,
}

/// A search under way.
pub(super) struct Search<'r, 'a> {
    pub(super) reader: &'r Reader,
    pub(super) ask: Ask<'a>,
    pub(super) filters: Vec<TermQuery>,
    day: u64,
    ways: Vec<Way>,
    pub(super) rows: Vec<Row>,
    pub(super) seen: HashSet<At>,
    compared: usize,
}

/// One who carries the words, and by what.
pub(super) type Carrier = (At, Institution, Identity);

/// The way in which the whole of the words is compared.
pub(super) const WHOLE: usize = 1;
/// The way in which nothing is compared.
pub(super) const GIVEN: usize = 0;

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
            compared: 0,
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
    fn carriers(&self, typed: &Typed, today: Date) -> Vec<Carrier> {
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
    pub(super) fn gather(&self, all: Vec<Boxed>) -> Vec<At> {
        self.reader.gather(all, &self.filters, self.day)
    }

    pub(super) fn way(&mut self, way: Way) -> usize {
        self.ways.push(way);
        self.ways.len() - 1
    }

    pub(super) fn take(&mut self, found: Vec<At>, way: usize, kind: impl Fn(&Fit) -> MatchKind) {
        self.take_if(found, way, |fit| Some(kind(fit)));
    }

    /// Takes in the documents whose names fit, best first.
    pub(super) fn take_if(
        &mut self,
        found: Vec<At>,
        way: usize,
        kind: impl Fn(&Fit) -> Option<MatchKind>,
    ) {
        let mut fitting: Vec<(Fit, (u64, u64), At, MatchKind)> = Vec::new();
        for at in found {
            if self.seen.contains(&at) {
                continue;
            }
            if self.compared >= COMPARED_MOST {
                break;
            }
            self.compared += usize::from(way != GIVEN);
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
