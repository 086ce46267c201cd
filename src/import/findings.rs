//! Gathers what is wrong, all of it, in bounded memory.

use std::collections::{HashMap, HashSet};

use crate::domain::checks::{Finding, Level, Problem};
use crate::domain::digest::Digest;
use crate::domain::listing::Field;

use super::sheet::column_letters;

/// A file of half a million rows may have something to every one.
const MOST: usize = 10_000;
/// Of warnings and notes of one kind, so that a frequent one leaves room for the rest.
const MOST_OF_A_KIND: usize = 2_000;
const MOST_VALUE_CHARS: usize = 80;

/// A place in a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) struct Place {
    /// Which of the file's sheets, counting from 0.
    pub(super) sheet: u16,
    pub(super) row: u32,
}

/// What there is to say of a row, or of one of its cells.
#[derive(Clone, Debug)]
pub(super) struct Remark<'a> {
    pub(super) level: Level,
    pub(super) problem: Problem,
    pub(super) place: Place,
    pub(super) column: Option<u16>,
    pub(super) field: Option<Field>,
    pub(super) value: &'a str,
    pub(super) same_as: Option<u32>,
    pub(super) differs: Vec<Field>,
}

#[derive(Default)]
pub(super) struct Findings {
    sheet_names: Vec<String>,
    /// By level, gravest first.
    kept: [Vec<(Option<Place>, Finding)>; 4],
    counts: HashMap<(Level, Problem), usize>,
    left_out: u64,
    refused: HashSet<Place>,
}

impl Findings {
    pub(super) fn of(sheet_names: Vec<String>) -> Self {
        Self { sheet_names, ..Self::default() }
    }

    /// Keeps what is said of the whole file.
    pub(super) fn file(&mut self, level: Level, problem: Problem) {
        let finding = Finding {
            level,
            problem,
            sheet: String::new(),
            sheet_at: None,
            row: None,
            column: None,
            field: None,
            value: String::new(),
            value_digest: Digest::of(b""),
            same_as: None,
            differs: Vec::new(),
        };
        self.kept[level as usize].push((None, finding));
    }

    /// Keeps what is said of a row. An error or a skip refuses it.
    pub(super) fn row(&mut self, remark: Remark<'_>) {
        let most = match remark.level {
            Level::Error | Level::Skip => {
                self.refused.insert(remark.place);
                MOST
            }
            Level::Warning | Level::Note => MOST_OF_A_KIND,
        };
        let count = self.counts.entry((remark.level, remark.problem)).or_default();
        *count += 1;
        if *count > most {
            self.left_out += 1;
            return;
        }
        let finding = Finding {
            level: remark.level,
            problem: remark.problem,
            sheet: self
                .sheet_names
                .get(usize::from(remark.place.sheet))
                .cloned()
                .unwrap_or_default(),
            sheet_at: Some(remark.place.sheet),
            row: Some(remark.place.row),
            column: remark.column.map(column_letters),
            field: remark.field,
            value: remark.value.chars().take(MOST_VALUE_CHARS).collect(),
            value_digest: Digest::of(remark.value.as_bytes()),
            same_as: remark.same_as,
            differs: remark.differs,
        };
        self.kept[remark.level as usize].push((Some(remark.place), finding));
    }

    pub(super) fn is_refused(&self, place: Place) -> bool {
        self.refused.contains(&place)
    }

    /// All that fits, the gravest before the rest where not all does, in the order of the file; and
    /// how many were left out.
    pub(super) fn finish(self) -> (Vec<Finding>, u64) {
        let mut all: Vec<_> = self.kept.into_iter().flatten().collect();
        let over = all.len().saturating_sub(MOST);
        all.truncate(MOST);
        all.sort_by_key(|(place, _)| *place);
        let over = u64::try_from(over).unwrap_or(u64::MAX);
        (all.into_iter().map(|(_, finding)| finding).collect(), self.left_out + over)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn remark(row: u32, level: Level) -> Remark<'static> {
        Remark {
            level,
            problem: Problem::Missing,
            place: Place { sheet: 0, row },
            column: Some(1),
            field: Some(Field::Name),
            value: "",
            same_as: None,
            differs: Vec::new(),
        }
    }

    #[test]
    fn many_notes_never_crowd_out_an_error() {
        let mut findings = Findings::of(vec![String::new()]);
        for row in 0..30_000 {
            findings.row(remark(row, Level::Note));
        }
        findings.row(remark(40_000, Level::Error));
        assert!(findings.is_refused(Place { sheet: 0, row: 40_000 }));
        let (kept, left_out) = findings.finish();
        assert_eq!((kept.len(), left_out), (2_001, 28_000));
        assert_eq!(kept.iter().filter(|f| f.level == Level::Error).count(), 1);
    }
}
