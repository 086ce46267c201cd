//! A search: what the [stages](super::stages) bring is compared with the words, ranked, and read in full
//! for the page asked for.

use std::borrow::Cow;
use std::cmp::Reverse;
use std::ops::Range;

use jiff::civil::Date;
use rustc_hash::FxHashSet;
use tantivy::query::TermQuery;

use super::facets::Narrowed;
use super::fit::{self, Fit, Heard, Looked, Stand};
use super::reader::{At, Rank, Reader};
use super::record::{self, Head};
use super::retrieve::Boxed;
use super::row::day_number;
use super::{Ask, Hit, MatchKind, Results, Wanted};
use crate::domain::answer::{Identity, Typed};
use crate::domain::institution::Institution;
use crate::domain::text;

/// The most names that one search compares with the words: what bounds its time.
const COMPARED_MOST: usize = 600;

/// The most whose whole names are compared with a complete one, and how many of them are shown.
const LIKENED_MOST: usize = 60;
const LIKEST: usize = 20;

/// A [`fit::likeness`] that one wrong character leaves of a name of ten.
const NEARLY_THE_NAME: usize = 750;

/// The most that [`Results::total`] counts to.
pub const COUNTED_MOST: usize = 1_000;

/// How a name is compared with the words.
pub(super) enum Way {
    /// By the index alone.
    Given,
    Texts(Vec<String>),
    Sound(Vec<Heard>),
    Initials(String),
}

pub(super) struct Row {
    pub(super) at: At,
    pub(super) kind: MatchKind,
    /// Place in the ways of the search.
    pub(super) way: usize,
    /// Whether the words may mean it; else it only resembles them.
    pub(super) is_meant: bool,
}

/// A search under way.
pub(super) struct Search<'r, 'a> {
    pub(super) reader: &'r Reader,
    pub(super) ask: Ask<'a>,
    pub(super) filters: Vec<TermQuery>,
    day: u64,
    ways: Vec<Way>,
    pub(super) rows: Vec<Row>,
    /// Runs of the rows that are not in the order of their [`Rank`] yet.
    unordered: Vec<Range<usize>>,
    pub(super) seen: FxHashSet<At>,
    compared: usize,
    /// Whether the rows are of other places than the one that was typed.
    pub(super) is_elsewhere: bool,
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
        self.search_for(ask, Wanted::default())
    }

    /// [`Reader::search`] in another order, and with facets where they are wanted.
    pub fn search_for(&self, ask: &Ask<'_>, wanted: Wanted) -> Results {
        let carriers = self.carriers(ask.typed, ask.today);
        let mut found = self.narrowed(ask, &carriers);
        found.search.sort(wanted.sort);
        let facets = wanted.facets.then(|| self.facets(&found, &carriers));
        let Narrowed { search, is_nearly_named, .. } = found;
        Results {
            name_and_rest: self.name_and_rest(ask.typed, ask.today),
            is_nearly_named,
            hits: search.hits(),
            total: search.rows.len(),
            are_elsewhere: search.is_elsewhere && !search.rows.is_empty(),
            meant: search.rows.iter().filter(|row| row.is_meant).count(),
            facets,
            exact: carriers.into_iter().map(|(_, institution, _)| institution).collect(),
        }
    }

    /// The rows of a search, and whether [`Search::run`] found the words to be nearly a name.
    pub(super) fn found<'r, 'a>(
        &'r self,
        ask: &Ask<'a>,
        carriers: &[Carrier],
    ) -> (Search<'r, 'a>, bool) {
        let mut search = Search {
            reader: self,
            ask: *ask,
            filters: self.terms_of(&ask.filters),
            day: day_number(ask.today),
            ways: vec![Way::Given, Way::Texts(vec![ask.typed.normal().to_owned()])],
            rows: Vec::new(),
            unordered: Vec::new(),
            seen: FxHashSet::default(),
            compared: 0,
            is_elsewhere: false,
        };
        let is_nearly_named = search.run(carriers);
        (search, is_nearly_named)
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

    pub(super) fn those_with(&self, found: Vec<At>, all: Vec<Boxed>) -> Vec<At> {
        self.reader.those_with(found, all, &self.filters, self.day)
    }

    pub(super) fn day(&self) -> u64 {
        self.day
    }

    pub(super) fn way(&mut self, way: Way) -> usize {
        self.ways.push(way);
        self.ways.len() - 1
    }

    /// Takes in the documents as they are, the worst that a list says first, then by name; the order is
    /// left to [`Self::put_in_order`], since of a thousand a page shows ten.
    pub(super) fn take(&mut self, found: Vec<At>, way: usize, kind: MatchKind) {
        let before = self.rows.len();
        self.seen.reserve(found.len());
        self.rows.reserve(found.len());
        for at in found {
            if self.seen.insert(at) {
                self.rows.push(Row { at, kind, way, is_meant: true });
            }
        }
        if self.rows.len() > before + 1 {
            self.unordered.push(before..self.rows.len());
        }
    }

    /// Brings so many of the first rows to where they belong.
    pub(super) fn put_in_order(&mut self, count: usize) {
        for run in std::mem::take(&mut self.unordered) {
            let count = count.saturating_sub(run.start);
            if let Some(rows) = self.rows.get_mut(run) {
                first_in_order(self.reader, rows, count);
            }
        }
    }

    /// Takes in the documents whose names fit, best first.
    pub(super) fn take_if(
        &mut self,
        found: &[At],
        way: usize,
        kind: impl Fn(&Fit) -> Option<MatchKind>,
    ) {
        let mut fitting: Vec<(Fit, Rank, At, MatchKind)> = Vec::new();
        for &at in found {
            if self.seen.contains(&at) {
                continue;
            }
            if self.compared >= COMPARED_MOST {
                break;
            }
            self.compared += 1;
            if let Some(fit) = self.best_fit(at, way)
                && let Some(kind) = kind(&fit)
                && self.seen.insert(at)
            {
                fitting.push((fit, self.reader.rank(at), at, kind));
            }
        }
        fitting.sort_unstable_by(|a, b| (&a.0, a.1).cmp(&(&b.0, b.1)));
        let row = |(_, _, at, kind)| Row { at, kind, way, is_meant: true };
        self.rows.extend(fitting.into_iter().map(row));
    }

    /// Takes in those whose names share most pairs of characters with the words; none is meant by them.
    /// Where none of them is nearly the name, `others` are looked at too.
    pub(super) fn take_likest(
        &mut self,
        found: Vec<At>,
        others: impl FnOnce() -> Vec<At>,
        is_worth_telling: impl Fn(&str) -> bool,
    ) {
        let typed = fit::pairs(self.ask.typed.normal());
        let mut likest = self.likened(found, &typed, |_| true);
        if likest.iter().all(|(likeness, _, _)| likeness.0 < NEARLY_THE_NAME) {
            likest.extend(self.likened(others(), &typed, is_worth_telling));
        }
        likest.sort_unstable();
        for (_, _, at) in likest.into_iter().take(LIKEST) {
            if self.seen.insert(at) {
                let (kind, way) = (MatchKind::Similar, GIVEN);
                self.rows.push(Row { at, kind, way, is_meant: false });
            }
        }
    }

    fn likened(
        &self,
        mut found: Vec<At>,
        typed: &[u64],
        is_wanted: impl Fn(&str) -> bool,
    ) -> Vec<(Reverse<usize>, Rank, At)> {
        found.retain(|at| !self.seen.contains(at));
        found.sort_unstable();
        found.dedup();
        found.truncate(LIKENED_MOST);
        let likened = found.into_iter().filter_map(|at| {
            let head = record::head(self.reader.record(at)).ok()?;
            let names = head.names.iter().map(record::Name::normal).filter(|name| is_wanted(name));
            let likeness = names.map(|name| fit::likeness(typed, name)).max()?;
            Some((Reverse(likeness), self.reader.rank(at), at))
        });
        likened.collect()
    }

    /// How the name of it that fits best does.
    pub(super) fn best_fit(&self, at: At, way: usize) -> Option<Fit> {
        let head = record::head(self.reader.record(at)).ok()?;
        let texts = head.names.iter().map(record::Name::normal).chain(head.signs);
        texts.filter_map(|text| self.fit(text, way)).min()
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
        let (head, institution) = self.reader.read_with_head(row.at)?;
        let institution = institution.in_public(today);
        let shown = institution.representative(today)?.listing.name.as_str();
        let known = head.names.iter().find(|name| name.shown() == shown);
        let normal = known.map_or_else(|| text::normal(shown).into(), |name| name.normal().into());
        let normal: Cow<'_, str> = normal;
        let mut kind = row.kind;
        let spans = match self.fit(&normal, row.way) {
            Some(fit) => on_shown(shown, &normal, fit.spans),
            None => {
                let fits = |text: &str| self.fit(&text::normal(text), row.way).is_some();
                let former = institution.former_names(today).into_iter().any(fits);
                let signs = institution.versions.iter().filter_map(|v| v.listing.brand.as_deref());
                let present = institution.names(today).into_iter().chain(signs).any(fits);
                if former && !present {
                    kind = MatchKind::FormerName;
                }
                // What the index knows of it and the public does not must not be found by it.
                if !present && !former && is_partly_hidden(&head, &institution) {
                    return None;
                }
                Vec::new()
            }
        };
        Some(Hit { institution, kind, spans })
    }
}

/// Brings so many rows to the front, in the order of their [`Rank`]; the others stand anyhow.
fn first_in_order(reader: &Reader, mut rows: &mut [Row], mut count: usize) {
    // How bad each is lies close together in memory, and mostly tells which names need a look.
    while count > 0
        && let Some(worst) = rows.iter().map(|row| reader.severity(row.at)).min()
    {
        let mut end = 0;
        for at in 0..rows.len() {
            if reader.severity(rows[at].at) == worst {
                rows.swap(end, at);
                end += 1;
            }
        }
        let (bad, others) = rows.split_at_mut(end);
        let mut first = bad;
        if count < first.len() {
            first.select_nth_unstable_by_key(count, |row| reader.place(row.at));
            first = &mut first[..count];
        }
        first.sort_unstable_by_key(|row| reader.place(row.at));
        count = count.saturating_sub(end);
        rows = others;
    }
}

/// Whether the index knows a name or a sign of it that the public may not see.
fn is_partly_hidden(head: &Head<'_>, seen: &Institution) -> bool {
    let listings = || seen.versions.iter().map(|version| &version.listing);
    let shown: Vec<String> = listings()
        .map(|listing| &listing.name)
        .chain(listings().filter_map(|listing| listing.brand.as_ref()))
        .map(|text| text::normal(text))
        .collect();
    let mut known = head.names.iter().map(record::Name::normal).chain(head.signs.iter().copied());
    known.any(|text| !shown.iter().any(|shown| shown == text))
}

/// Spans of the normal name on the name as shown, which may have characters more.
fn on_shown(shown: &str, normal: &str, spans: Vec<(usize, usize)>) -> Vec<(usize, usize)> {
    if spans.is_empty() || shown == normal {
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
