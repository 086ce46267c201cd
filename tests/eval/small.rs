//! The set that every test run evaluates: 4,000 invented rows, 20 queries of each category.

use jiff::civil::{Date, date};

use crate::asked::{Outcome, Query};
use crate::indexed::indexed;
use crate::invented::{self, Wanted};
use crate::made::{List, make, short_of};
use crate::measured::{Measured, measure};

/// Permits of the lists are in date on it.
pub(crate) const TODAY: Date = date(2026, 11, 23);
const ROWS: u64 = 4_000;
const PER_CATEGORY: usize = 20;

/// Makes, indexes and asks it all.
pub(crate) fn evaluate(each: impl FnMut(&Query, &Outcome)) -> anyhow::Result<Measured> {
    let mut list = Vec::new();
    invented::write(&Wanted { rows: ROWS, seed: 1, district: None, parts: true }, &mut list)?;
    let set = make(&List::read(list.as_slice())?, 1, PER_CATEGORY);
    anyhow::ensure!(short_of(&set, PER_CATEGORY).is_empty(), "too few queries");
    let folder = tempfile::tempdir()?;
    let index = indexed(list.as_slice(), folder.path())?;
    Ok(measure(&index.reader(), &set, TODAY, each))
}
