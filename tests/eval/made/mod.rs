//! New query sets out of any list, after `RULES.md`: what is relevant and what is to be said comes
//! from going through the whole list, by nothing that the search itself uses.

mod alike;
mod fragments;
mod full;
mod list;
mod numbers;
mod places;
mod sounds;

use std::collections::HashSet;

use mingce::domain::verdict::Verdict;

use crate::asked::Query;
use crate::invented::random::Random;
use alike::Alike;
pub(crate) use list::List;
use list::{Entry, normal};

/// Relevant rows of which a query may have no more: whoever types so little is not looking for one institution.
const RELEVANT_MOST: usize = 200;
/// Draws for each query that is wanted, before the list is taken to hold no more of them.
const DRAWS: usize = 500;

/// One query before it is numbered.
struct Drawn {
    words: String,
    /// Places of rows.
    relevant: Vec<usize>,
    expected: Verdict,
}

/// What queries are drawn from.
struct Maker<'a> {
    list: &'a List,
    alike: &'a Alike,
    random: Random,
}

/// `None`: this draw came to nothing.
type Draw = fn(&mut Maker<'_>) -> Option<Drawn>;

const CATEGORIES: [(&str, Draw); 20] = [
    ("exact_full_name", full::exact),
    ("full_name_with_noise", full::with_noise),
    ("brand_only", fragments::brand),
    ("brand_plus_district", fragments::brand_and_district),
    ("brand_plus_type", fragments::brand_and_type),
    ("homophone_typo", fragments::homophone),
    ("fuzzy_pinyin_typo", fragments::fuzzy),
    ("shape_typo", fragments::shape),
    ("missing_char", fragments::missing),
    ("extra_char", fragments::extra),
    ("transposed", fragments::transposed),
    ("pinyin_full", sounds::full),
    ("pinyin_initials", sounds::initials),
    ("traditional", full::traditional),
    ("mixed", fragments::mixed),
    ("uscc_full", numbers::uscc),
    ("uscc_prefix", numbers::uscc_prefix),
    ("permit_no", numbers::permit),
    ("address_fragment", numbers::address),
    ("negative_not_listed", full::negative),
];

/// As many of each category as are wanted, or as the list gives. The same list and seed give the same set.
pub(crate) fn make(list: &List, seed: u64, per_category: usize) -> Vec<Query> {
    let alike = Alike::read();
    let mut made = Vec::new();
    let mut taken = HashSet::new();
    for (number, (category, draw)) in (1..).zip(CATEGORIES) {
        // Of its own, so that a change to one category leaves the others as they are.
        let random = Random::new(seed.wrapping_mul(1_000_003) ^ number);
        let mut maker = Maker { list, alike: &alike, random };
        let draws = (0..per_category * DRAWS).filter_map(|_| draw(&mut maker));
        let fresh = draws.filter(|drawn| {
            drawn.relevant.len() <= RELEVANT_MOST
                && drawn.relevant.is_empty() == (drawn.expected == Verdict::NotListed)
                && taken.insert(drawn.words.clone())
        });
        for drawn in fresh.take(per_category) {
            let codes = drawn.relevant.iter().map(|row| list.entries[*row].uscc.clone());
            made.push(Query {
                id: format!("q{:04}", made.len() + 1),
                category: category.to_owned(),
                words: drawn.words,
                relevant: codes.collect(),
                expected: drawn.expected,
            });
        }
    }
    made
}

/// Categories of which the list did not give enough.
pub(crate) fn short_of(set: &[Query], per_category: usize) -> Vec<&'static str> {
    let count = |name| set.iter().filter(|query| query.category == name).count();
    let names = CATEGORIES.iter().map(|(name, _)| *name);
    names.filter(|name| count(*name) < per_category).collect()
}

impl<'a> Maker<'a> {
    fn entry(&mut self) -> &'a Entry {
        &self.list.entries[self.random.below(self.list.entries.len() as u64) as usize]
    }

    fn chance(&mut self, percent: u64) -> bool {
        self.random.below(100) < percent
    }

    /// Less than a name: nothing is ever said of it but that there are candidates.
    fn fragment(&self, words: String, relevant: Vec<usize>) -> Option<Drawn> {
        let is_a_name = self.list.by_name.contains_key(&normal(&words));
        (!is_a_name).then_some(Drawn { words, relevant, expected: Verdict::Candidates })
    }
}
