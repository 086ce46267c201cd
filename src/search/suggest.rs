//! What may be meant by words that are still being typed, an unfinished composition of an input method
//! among them: 启, 启m, qi'ming. Trade names come from the dictionary alone; documents are looked at
//! only to be sure that the public may know of somebody who bears the name.

use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};
use std::ops::ControlFlow;

use jiff::civil::Date;
use tantivy::index::InvertedIndexReader;
use tantivy::postings::TermInfo;
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocSet, TERMINATED};

use super::begun::{Begun, begun};
use super::commonest::MANY;
use super::query::COUNTED_MOST;
use super::reader::{At, Reader};
use super::retrieve::{Boxed, all_of, each_term};
use super::row::day_number;
use super::trade::LEADS_TO;
use super::vocabulary;
use crate::domain::answer::Typed;
use crate::domain::institution::Institution;
use crate::domain::region::RegionCode;
use crate::domain::text;

/// One thing to put into the box.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suggestion {
    /// With the place before it that was typed.
    pub text: String,
    /// How many institutions are called so, counted to [`COUNTED_MOST`].
    pub count: usize,
    pub kind: SuggestionKind,
    /// Where the institution is, when there is only one.
    pub region: Option<RegionCode>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SuggestionKind {
    TradeName,
    FullName,
}

impl SuggestionKind {
    /// The stable code in the API.
    pub fn code(self) -> &'static str {
        match self {
            Self::TradeName => "trade_name",
            Self::FullName => "full_name",
        }
    }
}

/// Where the commonest terms are known, so many of the first ones are looked at too: an exact one is among them.
const FIRST: usize = 64;

/// So many terms are looked at where only those of one place count.
const MOST_IN_PLACE: usize = 2_048;

/// Of the trade names found so many are looked up, the likeliest first.
const TRIED: usize = 24;

/// Up to so many institutions of one name are read, to be sure that they bear it today.
const READ: usize = 8;

/// With fewer trade names than this, full names are suggested too.
const FEW: usize = 4;

/// Fewer characters begin too many full names.
const SHORTEST_OF_NAME: usize = 4;

/// Where more full names begin alike than this, a few of them are of no help.
const MOST_NAMES: usize = 64;

impl Reader {
    /// At most `limit` names that the words may become, in `region` where one is given; the likeliest
    /// first. Empty where the words could not be looked up either.
    pub fn suggest(
        &self,
        typed: &str,
        region: Option<RegionCode>,
        limit: usize,
        today: Date,
    ) -> Vec<Suggestion> {
        // What an input method puts between the syllables of a composition.
        let typed: String =
            typed.chars().filter(|c| !matches!(c, '\'' | '’' | '‘' | '`' | '＇')).collect();
        let Ok(typed) = Typed::parse(&typed) else { return Vec::new() };
        let region = region.map(|code| self.directory().regions().current(code));
        let mut found = Vec::new();
        for begun in begun(&typed, self.places()) {
            let within = self.within(&begun, region, today);
            self.trades(&begun, within.as_ref(), limit, (today, &mut found));
        }
        if found.len() < FEW {
            let nowhere = Begun::default();
            let within = self.within(&nowhere, region, today);
            self.names(typed.normal(), within.as_ref(), limit, (today, &mut found));
        }
        found
    }

    fn trades(
        &self,
        begun: &Begun,
        within: Option<&Within>,
        limit: usize,
        (today, found): (Date, &mut Vec<Suggestion>),
    ) {
        if found.len() >= limit {
            return;
        }
        let known = self.trades_beginning(begun, within);
        let mut trades: Vec<(&str, u64)> =
            known.iter().map(|(trade, count)| (trade.as_str(), *count)).collect();
        let is_exact = |trade: &str| begun.letters.is_empty() && trade == begun.chars;
        trades.sort_by_cached_key(|(trade, count)| {
            (!is_exact(trade), Reverse(*count), trade.chars().count(), *trade)
        });
        let is_as_common = |short: &str, count: u64| known.get(short) == Some(&count);
        let halves: HashSet<&str> = known
            .iter()
            .filter_map(|(trade, count)| Some((shorter(trade, Word::Char).next()?, *count)))
            .filter_map(|(short, count)| is_as_common(short, count).then_some(short))
            .collect();
        trades.retain(|(trade, count)| {
            let is_more = !shorter(trade, Word::Longer).any(|short| {
                is_as_common(short, *count) || (known.contains_key(short) && !is_exact(short))
            });
            is_more && (is_exact(trade) || !halves.contains(trade))
        });
        let before = found.len();
        for (trade, _) in trades.into_iter().take(TRIED) {
            if found.len() >= limit {
                break;
            }
            let Some((count, region)) = self.borne(trade, within, today) else { continue };
            let text = match begun.place.as_str() {
                "" => trade.to_owned(),
                place => format!("{place} {trade}"),
            };
            found.push(Suggestion { text, count, kind: SuggestionKind::TradeName, region });
        }
        // The dictionary still counts what has left the index; where that matters is known now.
        let exact_first =
            before + usize::from(found.get(before).is_some_and(|s| is_exact(&s.text)));
        found[exact_first..].sort_by_key(|suggestion| Reverse(suggestion.count));
    }

    /// Trade names that begin so, each with the number of those who bear it.
    fn trades_beginning(&self, begun: &Begun, within: Option<&Within>) -> HashMap<String, u64> {
        let fields = self.fields;
        let chars = begun.chars.as_str();
        if begun.letters.is_empty() {
            return self.beginnings(fields.trade, &[chars.to_owned()], within, |_| true);
        }
        let found =
            self.beginnings(fields.spelt, &begun.keys(), within, |trade| trade.starts_with(chars));
        if !found.is_empty() || chars.is_empty() {
            return found;
        }
        // A character alone may read otherwise than in the name: 长 of 长乐.
        self.beginnings(fields.trade, &[chars.to_owned()], within, |trade| {
            trade.strip_prefix(chars).is_some_and(|rest| begun.is_spelt(rest))
        })
    }

    /// Trade names that are terms, or that terms lead to, which begin with one of `prefixes`.
    fn beginnings(
        &self,
        field: Field,
        prefixes: &[String],
        within: Option<&Within>,
        is_meant: impl Fn(&str) -> bool,
    ) -> HashMap<String, u64> {
        let mut all: HashMap<String, u64> = HashMap::new();
        for (segment, reader) in self.searcher().segment_readers().iter().enumerate() {
            let Ok(inverted) = reader.inverted_index(field) else { continue };
            // Letters and initials may lead to one name: it counts once.
            let mut here: HashMap<String, u32> = HashMap::new();
            let mut take = |term: &str, info: &TermInfo| {
                let trade = term.split_once(LEADS_TO).map_or(term, |(_, trade)| trade);
                if !is_meant(trade) {
                    return;
                }
                let count = match within {
                    None => info.doc_freq,
                    Some(within) => within.count(segment, &inverted, info),
                };
                if count > 0 {
                    let known = here.entry(trade.to_owned()).or_default();
                    *known = count.max(*known);
                }
            };
            for prefix in prefixes {
                let common = self.commonest(segment, field, prefix);
                let most = match (common, within) {
                    (None, _) => MANY,
                    (Some(_), None) => FIRST,
                    (Some(_), Some(_)) => MOST_IN_PLACE,
                };
                each_term(&inverted, prefix, most, &mut take);
                for term in common.unwrap_or_default() {
                    if let Ok(Some(info)) = inverted.terms().get(term.as_bytes()) {
                        take(term, &info);
                    }
                }
            }
            for (trade, count) in here {
                *all.entry(trade).or_default() += u64::from(count);
            }
        }
        all
    }

    /// How many bear the trade name, and where, when it is one alone. `None`: nobody of whom the
    /// public may know. The index holds names of bans that are over, too.
    fn borne(
        &self,
        trade: &str,
        within: Option<&Within>,
        today: Date,
    ) -> Option<(usize, Option<RegionCode>)> {
        let bearers = self.places_of(self.fields.trade, trade, within, today);
        let read = || bearers.iter().take(READ).filter_map(|at| self.bearer(*at, trade, today));
        if bearers.len() > READ {
            return read().next().map(|_| (bearers.len(), None));
        }
        let mut seen = read();
        let first = seen.next()?;
        let count = 1 + seen.count();
        let region = first.representative(today).filter(|_| count == 1);
        Some((count, region.and_then(|version| version.listing.region)))
    }

    /// The institution, if the public may know that it bears the trade name.
    fn bearer(&self, at: At, trade: &str, today: Date) -> Option<Institution> {
        let whole = self.read(at)?;
        let versions = whole.versions.len();
        let seen = whole.in_public(today);
        // Where nothing is withheld, all that the index knows is public.
        let is_whole = seen.versions.len() == versions;
        let says = |text: &str| text::normal(text).contains(trade);
        let bears = is_whole
            || seen.versions.iter().any(|version| {
                says(&version.listing.name) || version.listing.brand.as_deref().is_some_and(says)
            });
        (bears && !seen.versions.is_empty()).then_some(seen)
    }

    fn names(
        &self,
        normal: &str,
        within: Option<&Within>,
        limit: usize,
        (today, found): (Date, &mut Vec<Suggestion>),
    ) {
        if normal.chars().count() < SHORTEST_OF_NAME {
            return;
        }
        let mut names: Vec<String> = Vec::new();
        self.each_beginning(self.fields.name, normal, MOST_NAMES + 1, |name, _| {
            names.push(name.to_owned());
        });
        names.sort_by_cached_key(|name| (name.chars().count(), name.clone()));
        names.dedup();
        if names.len() > MOST_NAMES {
            return;
        }
        for name in names {
            if found.len() >= limit {
                break;
            }
            let places = self.places_of(self.fields.name, &name, within, today);
            let bearers = self.public(places.into_iter().take(READ).collect(), today);
            let shown = |institution: &Institution| {
                let names = institution.names(today);
                let own = names.into_iter().find(|own| text::normal(own) == name)?;
                Some((own.to_owned(), institution.representative(today)?.listing.region))
            };
            let mut shown = bearers.iter().filter_map(shown);
            if let Some((text, region)) = shown.next() {
                let count = 1 + shown.count();
                let region = region.filter(|_| count == 1);
                found.push(Suggestion { text, count, kind: SuggestionKind::FullName, region });
            }
        }
    }

    /// The documents of a term of whom something may be public, counted to [`COUNTED_MOST`].
    fn places_of(&self, field: Field, term: &str, within: Option<&Within>, today: Date) -> Vec<At> {
        let day = day_number(today);
        let mut places = Vec::new();
        self.each_of(&self.term(field, term), |at| {
            if !self.is_gone(at, day) && within.is_none_or(|within| within.has(at)) {
                places.push(at);
            }
            if places.len() < COUNTED_MOST {
                ControlFlow::Continue(())
            } else {
                ControlFlow::Break(())
            }
        });
        places
    }

    fn within(&self, begun: &Begun, region: Option<RegionCode>, today: Date) -> Option<Within> {
        let chosen = region.map(|code| vec![code]);
        let places = begun.places.iter().chain(&chosen);
        let queries: Vec<Boxed> = places.filter_map(|codes| self.in_place(codes)).collect();
        let query = all_of(queries, &[])?;
        let day = day_number(today);
        let segments = self.searcher().segment_readers().iter();
        let mut within = Within(segments.map(|s| vec![false; s.max_doc() as usize]).collect());
        self.each_of(query.as_ref(), |at| {
            within.0[at.segment][at.doc as usize] = !self.is_gone(at, day);
            ControlFlow::Continue(())
        });
        Some(within)
    }
}

/// The word that is taken off a trade name.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Word {
    /// 坊 of 小磨坊: whoever is always called so is not called 小磨.
    Char,
    /// 教育 of 启明教育: such a name is worth a row only once 启明 stands in the box, and only where it
    /// does not mean just the same institutions.
    Longer,
}

/// What is left of a trade name without the word at its end.
fn shorter(trade: &str, word: Word) -> impl Iterator<Item = &str> {
    trade.char_indices().skip(1).filter_map(move |(at, _)| {
        let (short, rest) = trade.split_at(at);
        let rest: Vec<char> = rest.chars().collect();
        let is_char = rest.len() == 1;
        (is_char == (word == Word::Char) && vocabulary::is_word(&rest)).then_some(short)
    })
}

/// The documents of a place, by segment.
struct Within(Vec<Vec<bool>>);

impl Within {
    fn has(&self, at: At) -> bool {
        self.0.get(at.segment).and_then(|docs| docs.get(at.doc as usize)).copied().unwrap_or(false)
    }

    fn count(&self, segment: usize, inverted: &InvertedIndexReader, info: &TermInfo) -> u32 {
        let postings = inverted.read_postings_from_terminfo(info, IndexRecordOption::Basic);
        let Ok(mut postings) = postings else { return 0 };
        let mut count = 0;
        let mut doc = postings.doc();
        while doc != TERMINATED {
            count += u32::from(self.has(At { segment, doc }));
            doc = postings.advance();
        }
        count
    }
}
