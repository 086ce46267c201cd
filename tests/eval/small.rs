//! The set that every test run evaluates: 4,000 invented rows, 20 queries of each category.

use jiff::civil::{Date, date};
use mingce::search::Index;
use tempfile::TempDir;

use crate::asked::{Outcome, Query};
use crate::indexed::indexed;
use crate::invented::{self, Wanted};
use crate::made::{List, make, short_of};
use crate::measured::{Measured, measure};

/// Permits of the lists are in date on it.
pub(crate) const TODAY: Date = date(2026, 11, 23);
const ROWS: u64 = 4_000;
const PER_CATEGORY: usize = 20;

/// The list's index, and the queries.
pub(crate) struct Small {
    pub(crate) index: Index,
    pub(crate) set: Vec<Query>,
    /// Holds the index for as long as it is asked.
    _folder: TempDir,
}

impl Small {
    pub(crate) fn make() -> anyhow::Result<Self> {
        let mut list = Vec::new();
        invented::write(&Wanted { rows: ROWS, seed: 1, district: None, parts: true }, &mut list)?;
        let set = make(&List::read(list.as_slice())?, 1, PER_CATEGORY);
        anyhow::ensure!(short_of(&set, PER_CATEGORY).is_empty(), "too few queries");
        let folder = tempfile::tempdir()?;
        let index = indexed(list.as_slice(), folder.path())?;
        Ok(Self { index, set, _folder: folder })
    }
}

/// Makes, indexes and asks it all.
pub(crate) fn evaluate(each: impl FnMut(&Query, &Outcome)) -> anyhow::Result<Measured> {
    let small = Small::make()?;
    Ok(measure(&small.index.reader(), &small.set, TODAY, each))
}
