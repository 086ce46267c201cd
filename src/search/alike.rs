//! Who is easily taken for an institution and stands otherwise: a ban that must not be overlooked for
//! its good namesake, and a good name that must not suffer from the ban of another.

use jiff::civil::Date;

use super::anatomy::Anatomy;
use super::near::{Difference, Nearness, difference};
use super::pinyin;
use super::reader::{At, Rank, Reader};
use super::retrieve::Boxed;
use super::row::{day_number, region_term};
use crate::domain::institution::Institution;
use crate::domain::listing::RosterKind;
use crate::domain::region::RegionCode;
use crate::domain::text;
use crate::domain::verdict::{Verdict, conclude};

/// The most trade names of its own that an institution is looked up by.
const OWN_MOST: usize = 3;

/// The most near trade names that are looked up.
const NEAR_MOST: usize = 8;

/// The most documents that one trade name brings.
const BEARERS_MOST: usize = 100;

/// A trade name shorter than this says too little: one character names a province.
const SHORTEST: usize = 2;

/// Shorter names with a character more, less or other are too many to warn of: 启明 and 启明星, 东方
/// and 乐方 are common, and nobody heeds what is said everywhere.
const SHORTEST_BUT_ONE: usize = 3;

/// So far down its list a character still looks alike at a glance.
const ALIKE_RANK: u8 = 6;

/// One who may be shown, the likeliest to be mistaken first.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Double {
    cost: u8,
    is_of_another_county: bool,
    rank: Rank,
    at: At,
}

impl Reader {
    /// Institutions with the same trade name in the same city, or one that is easily read for it in
    /// the same province, which stand otherwise: banned ones for one that is not banned, approved
    /// ones for a banned one. At most `limit` records are read.
    pub fn lookalikes(
        &self,
        institution: &Institution,
        today: Date,
        limit: usize,
    ) -> Vec<Institution> {
        let verdict = |one: &Institution| conclude(one, self.directory(), today, u16::MAX).verdict;
        let (kind, opposite) = match verdict(institution) {
            Verdict::Banned => (RosterKind::Approved, Verdict::Approved),
            Verdict::Approved | Verdict::Restricted | Verdict::Candidates | Verdict::NotListed => {
                (RosterKind::Banned, Verdict::Banned)
            }
        };
        let day = day_number(today);
        let mut doubles: Vec<Double> = Vec::new();
        for (trade, region) in self.called(institution, today) {
            let mut add = |trade: &str, within: RegionCode, cost: u8| {
                let found = self.bearers(trade, within, kind, day);
                doubles.extend(found.into_iter().map(|at| Double {
                    cost,
                    is_of_another_county: !self.marks(at).any(|m| m.region() == Some(region)),
                    rank: self.rank(at),
                    at,
                }));
            };
            add(&trade, region.city(), 0);
            for (cost, other) in (1..).zip(self.read_for(&trade)) {
                add(&other, region.province(), cost);
            }
        }
        let ids = std::iter::once(&institution.id).chain(&institution.aliases);
        let own: Vec<At> =
            ids.flat_map(|id| self.all_of(&self.term(self.fields.id, &id.to_string()))).collect();
        doubles.sort_unstable();
        let mut places: Vec<At> = Vec::new();
        for Double { at, .. } in doubles {
            if places.len() < limit && !own.contains(&at) && !places.contains(&at) {
                places.push(at);
            }
        }
        // What the columns say is of no day; the verdict is of today.
        let mut others = self.public(places, today);
        others.retain(|other| verdict(other) == opposite);
        others
    }

    /// Its trade names, and where it bears them.
    fn called(&self, institution: &Institution, today: Date) -> Vec<(String, RegionCode)> {
        let regions = self.directory().regions();
        let mut called: Vec<(String, RegionCode)> = Vec::new();
        let standing: Vec<_> = institution.in_force(today).collect();
        let versions = if standing.is_empty() {
            institution.representative(today).into_iter().collect()
        } else {
            standing
        };
        for listing in versions.into_iter().map(|version| &version.listing) {
            let Some(code) = listing.region else { continue };
            let current = regions.current(code);
            for name in std::iter::once(&listing.name).chain(&listing.brand) {
                let parts = Anatomy::of(&text::normal(name), &[code, current], self.places());
                let signs = parts.signs.into_iter().map(|sign| sign.trade);
                for trade in std::iter::once(parts.trade).chain(parts.other).chain(signs) {
                    if trade.chars().count() >= SHORTEST
                        && !called.contains(&(trade.clone(), current))
                    {
                        called.push((trade, current));
                    }
                }
            }
        }
        called.truncate(OWN_MOST);
        called
    }

    /// Who bears a trade name inside a region and stands in such a roster there.
    fn bearers(&self, trade: &str, within: RegionCode, kind: RosterKind, day: u64) -> Vec<At> {
        let fields = self.fields;
        let queries: Vec<Boxed> = vec![
            Box::new(self.term(fields.trade, trade)),
            Box::new(self.term(fields.region, &region_term(within, Some(kind)))),
        ];
        let mut found = self.gather_at_most(BEARERS_MOST, queries, &[], day);
        found.retain(|at| match kind {
            RosterKind::Banned => self.severity(*at) == 0,
            // Who is restricted is no good name to be told apart from a bad one.
            RosterKind::Approved | RosterKind::Watch => self.severity(*at) == 2,
        });
        found
    }

    /// Listed trade names that are read, or heard, for this one without a second look, the nearest
    /// first.
    fn read_for(&self, trade: &str) -> Vec<String> {
        let chars: Vec<char> = trade.chars().collect();
        if chars.len() >= SHORTEST_BUT_ONE {
            let near = self.trades_near(trade, Nearness::Any).into_iter();
            let alike = near.filter(|near| is_alike(near.difference, &chars, &near.trade));
            return alike.map(|near| near.trade).take(NEAR_MOST).collect();
        }
        // One character of two leads to hundreds of names, none of which would be kept.
        let sounds = pinyin::sounds(trade);
        let key = pinyin::joined(sounds.iter().map(|sound| sound.text));
        let mut heard = Vec::new();
        self.led_to(self.fields.heard, &key, &mut heard);
        heard.sort_unstable();
        heard.dedup();
        heard.retain(|other| {
            let difference = difference(&chars, &other.chars().collect::<Vec<_>>());
            difference.is_some_and(|difference| is_alike(difference, &chars, other))
        });
        let exchanged: String = chars.iter().rev().collect();
        if exchanged != trade && self.has_term(self.fields.trade, &exchanged) {
            heard.push(exchanged);
        }
        heard.truncate(NEAR_MOST);
        heard
    }
}

fn is_alike(difference: Difference, own: &[char], other: &str) -> bool {
    let is_long = own.len().min(other.chars().count()) >= SHORTEST_BUT_ONE;
    match difference {
        Difference::Sound { blurred, .. } => blurred == 0,
        Difference::Exchanged | Difference::Doubled => true,
        Difference::Lookalike { rank } => rank < ALIKE_RANK && is_long,
        Difference::Missing | Difference::Extra => is_long,
        Difference::Component | Difference::Other => false,
    }
}
