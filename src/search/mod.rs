//! Finding: the local index from which every public page and API answer is read.
//!
//! The index is derived from the store and can be rebuilt at any time. It holds all that reading
//! needs (institutions with their versions, regulators, releases), so that reading goes on while
//! the database is away, and each commit is one release, whole.
//!
//! | what | where |
//! |---|---|
//! | how a name comes apart: place, trade name, line, form | `anatomy`, by `places` and `vocabulary` |
//! | what typed words may mean | `words`; by sound `heard`, `pinyin` |
//! | which documents are brought in, in what order | `stages`, `carried`, `sounding`; queries in `retrieve` |
//! | what goes first | where the words stand in a name: `fit`; how a trade name differs: `near`; what fits alike: `Rank` in `reader` |
//! | what lies on disk | `schema`, `row`, `trade`, `record`; written by `writer`, opened by `index` |
//! | what a reader keeps in memory of a segment | `segment`: `marks`, `commonest`, `keys` |

mod alike;
mod analyzer;
mod anatomy;
mod begun;
mod carried;
mod commonest;
mod component;
mod error;
mod facets;
mod fit;
mod heard;
mod index;
mod keys;
mod lookalike;
mod marks;
mod naming;
mod near;
mod ordered;
mod pinyin;
mod places;
mod query;
mod reader;
mod record;
mod register;
mod retrieve;
mod row;
mod schema;
mod segment;
mod sounding;
mod stages;
mod suggest;
mod trade;
mod vocabulary;
mod words;
mod writer;

pub use error::SearchError;
pub use facets::{Counted, Facets, Sort, Wanted};
pub use index::Index;
pub use query::COUNTED_MOST;
pub use reader::Reader;
pub use suggest::{Suggestion, SuggestionKind};
pub use writer::{Merging, Volume, Writer};

use jiff::civil::Date;

use crate::domain::answer::{Found, Typed};
use crate::domain::category::Category;
use crate::domain::institution::Institution;
use crate::domain::listing::RosterKind;
use crate::domain::region::RegionCode;
use crate::domain::status::Status;

/// What narrows a search or a browse; `None` does not narrow.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Filters {
    /// This division and everything inside it.
    pub region: Option<RegionCode>,
    pub roster: Option<RosterKind>,
    pub category: Option<Category>,
    pub status: Option<Status>,
}

/// Which part of a result is wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Page {
    /// From 1.
    pub number: usize,
    /// Rows a page.
    pub size: usize,
}

impl Page {
    /// The first row of it, counting from 0.
    fn from(self) -> usize {
        self.number.saturating_sub(1).saturating_mul(self.size)
    }

    /// The row after its last.
    fn to(self) -> usize {
        self.from().saturating_add(self.size)
    }
}

/// One search.
#[derive(Clone, Copy, Debug)]
pub struct Ask<'a> {
    pub typed: &'a Typed,
    pub filters: Filters,
    pub page: Page,
    /// The day whose names and listings count.
    pub today: Date,
}

/// How a result came to be found, best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum MatchKind {
    Name,
    Uscc,
    Permit,
    FormerName,
    Brand,
    Substring,
    Homophone,
    Pinyin,
    Initials,
    Similar,
    Address,
}

impl MatchKind {
    /// The stable code in the API.
    pub fn code(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Uscc => "uscc",
            Self::Permit => "permit",
            Self::FormerName => "former_name",
            Self::Brand => "brand",
            Self::Substring => "substring",
            Self::Homophone => "homophone",
            Self::Pinyin => "pinyin",
            Self::Initials => "initials",
            Self::Similar => "similar",
            Self::Address => "address",
        }
    }
}

/// One result, with how it was found.
#[derive(Clone, Debug)]
pub struct Hit {
    pub institution: Institution,
    pub kind: MatchKind,
    /// Parts of the shown name that match, in characters: from (inclusive) to (exclusive).
    pub spans: Vec<(usize, usize)>,
}

/// What a search brought in. Nothing is said yet: [`crate::domain::answer::answer`] does that.
#[derive(Clone, Debug, Default)]
pub struct Results {
    /// All institutions that carry the typed words as full name, USCC or permit number, whatever the filters.
    pub exact: Vec<Institution>,
    /// One institution identified by the first words, and what was typed after them.
    pub name_and_rest: Option<(Institution, String)>,
    /// Whether a complete name was typed that only lacks what people leave out.
    pub is_nearly_named: bool,
    /// The page asked for, best first; exact ones included, filters applied.
    pub hits: Vec<Hit>,
    /// How many there are on all pages.
    pub total: usize,
    /// How many of them the words may mean; the others only resemble.
    pub meant: usize,
    /// A place was typed, and nothing of the name is there: the hits are of other places.
    pub are_elsewhere: bool,
    /// When they were [wanted](Wanted).
    pub facets: Option<Facets>,
}

impl Results {
    /// In the terms in which the domain answers.
    pub fn found(&self) -> Found<'_> {
        Found {
            exact: self.exact.iter().collect(),
            name_and_rest: self
                .name_and_rest
                .as_ref()
                .map(|(institution, rest)| (institution, rest.clone())),
            is_nearly_named: self.is_nearly_named,
            candidates: self.meant,
        }
    }
}

/// A page of a browse.
#[derive(Clone, Debug, Default)]
pub struct Browsed {
    pub institutions: Vec<Institution>,
    /// How many there are on all pages.
    pub total: usize,
}

#[cfg(test)]
mod alike_tests;
#[cfg(test)]
mod anatomy_tests;
#[cfg(test)]
mod facets_tests;
#[cfg(test)]
mod query_tests;
#[cfg(test)]
mod suggest_tests;
#[cfg(test)]
mod testing;
#[cfg(test)]
mod tests;
