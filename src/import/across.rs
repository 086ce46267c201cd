//! Checks of rows against each other: twice the same, one code for two names, on two lists at once.

use std::collections::HashMap;
use std::hash::RandomState;

use crate::domain::changes::fields_changed;
use crate::domain::checks::{Level, Problem};
use crate::domain::listing::{Field, Listing, RosterKind};
use crate::domain::status::Status;
use crate::domain::text;
use crate::domain::uscc::Uscc;

use super::ImportedRow;
use super::cells::fingerprint;
use super::findings::{Findings, Place, Remark};

/// Rows of one code or name beyond this many are compared with the first ones only.
const MOST_COMPARED: usize = 32;
const NONE: u32 = u32::MAX;

/// Rows that share a key, as chains through one table: there may be half a million keys.
struct Chains<K> {
    first: HashMap<K, u32>,
    next: Vec<u32>,
}

impl<K: std::hash::Hash + Eq> Chains<K> {
    fn with_room(rows: usize) -> Self {
        Self { first: HashMap::with_capacity(rows), next: vec![NONE; rows] }
    }

    /// Adds a row, and gives the earlier ones of its key, newest first.
    fn add(&mut self, key: K, row: usize) -> Vec<usize> {
        let number = u32::try_from(row).unwrap_or(NONE);
        let before = self.first.insert(key, number);
        self.next[row] = before.unwrap_or(NONE);
        let mut earlier = Vec::new();
        let mut at = before;
        while let Some(row) = at.filter(|at| *at != NONE).and_then(|at| usize::try_from(at).ok())
            && earlier.len() < MOST_COMPARED
        {
            earlier.push(row);
            at = self.next.get(row).copied();
        }
        earlier
    }
}

/// Compares all rows that were taken so far.
pub(super) fn check(
    rows: &[ImportedRow],
    column_of: &dyn Fn(u16, Field) -> Option<u16>,
    findings: &mut Findings,
) {
    let mut check =
        Check { rows, column_of, findings, normals: Normals { state: RandomState::new() } };
    let mut by_code: Chains<Uscc> = Chains::with_room(rows.len());
    let mut by_name: Chains<u64> = Chains::with_room(rows.len());
    for (at, row) in rows.iter().enumerate() {
        let name = text::normal(&row.listing.name);
        let mut is_told = false;
        if let Some(code) = row.listing.uscc {
            let earlier = by_code.add(code, at);
            is_told = check.same_code(at, &earlier, &name);
        }
        let earlier = by_name.add(fingerprint(&check.normals.state, &name), at);
        if !is_told && !earlier.is_empty() {
            check.same_name(at, &earlier, &name);
        }
    }
}

/// What there is to say of two rows.
#[derive(Clone, Copy)]
struct Said {
    level: Level,
    problem: Problem,
    field: Option<Field>,
}

fn error(problem: Problem, field: Field) -> Said {
    Said { level: Level::Error, problem, field: Some(field) }
}

fn warning(problem: Problem, field: Field) -> Said {
    Said { level: Level::Warning, problem, field: Some(field) }
}

const TWICE: Said = Said { level: Level::Skip, problem: Problem::DuplicateRow, field: None };

struct Normals {
    state: RandomState,
}

struct Check<'a> {
    rows: &'a [ImportedRow],
    column_of: &'a dyn Fn(u16, Field) -> Option<u16>,
    findings: &'a mut Findings,
    normals: Normals,
}

impl Check<'_> {
    /// Earlier rows with the same code. Whether something was said.
    fn same_code(&mut self, at: usize, earlier: &[usize], name: &str) -> bool {
        let rows = self.rows;
        let listing = &rows[at].listing;
        let same_regulator: Vec<usize> = earlier
            .iter()
            .copied()
            .filter(|other| rows[*other].listing.roster.regulator == listing.roster.regulator)
            .collect();
        let opposed: Vec<usize> = same_regulator
            .iter()
            .copied()
            .filter(|o| are_opposed(listing, &rows[*o].listing))
            .collect();
        if !opposed.is_empty() {
            self.on_both_lists(at, &opposed);
            return true;
        }
        let same_roster: Vec<usize> = same_regulator
            .into_iter()
            .filter(|other| rows[*other].listing.roster == listing.roster)
            .collect();
        if let Some(twin) = same_roster.iter().find(|o| rows[**o].listing == *listing) {
            self.say(at, TWICE, *twin);
            return true;
        }
        // The oldest is the one that a clerk finds first.
        let Some(first) = same_roster.last().copied() else { return false };
        if let Some(other) =
            same_roster.iter().rev().find(|o| text::normal(&rows[**o].listing.name) != *name)
        {
            self.say(at, error(Problem::DuplicateCodeConflict, Field::Uscc), *other);
            return true;
        }
        let address = text::normal(&listing.site.address);
        let same_site = same_roster
            .iter()
            .rev()
            .find(|o| text::normal(&rows[**o].listing.site.address) == address);
        match same_site {
            Some(other) => {
                self.say(at, warning(Problem::DetailsDiffer, Field::Uscc), *other);
            }
            None => self.say(at, warning(Problem::SecondSite, Field::Uscc), first),
        }
        true
    }

    /// Earlier rows with the same name.
    fn same_name(&mut self, at: usize, earlier: &[usize], name: &str) {
        let rows = self.rows;
        let listing = &rows[at].listing;
        let same: Vec<usize> = earlier
            .iter()
            .copied()
            .filter(|other| {
                let other = &rows[*other].listing;
                other.roster.regulator == listing.roster.regulator
                    && may_be_one_place(listing, other)
                    && text::normal(&other.name) == *name
            })
            .collect();
        let codes_differ =
            |other: &Listing| matches!((listing.uscc, other.uscc), (Some(a), Some(b)) if a != b);
        let opposed: Vec<usize> = same
            .iter()
            .copied()
            .filter(|o| are_opposed(listing, &rows[*o].listing) && !codes_differ(&rows[*o].listing))
            .collect();
        if !opposed.is_empty() {
            self.on_both_lists(at, &opposed);
            return;
        }
        if let Some(twin) = same.iter().find(|o| rows[**o].listing == *listing) {
            self.say(at, TWICE, *twin);
            return;
        }
        if let Some(other) = same.iter().rev().find(|o| codes_differ(&rows[**o].listing)) {
            self.say(at, warning(Problem::SameNameOtherCode, Field::Name), *other);
        } else if let Some(other) = same.iter().rev().find(|o| {
            rows[**o].listing.roster == listing.roster
                && listing.uscc.is_none()
                && rows[**o].listing.uscc.is_none()
        }) {
            let same_address = text::normal(&listing.site.address)
                == text::normal(&rows[*other].listing.site.address);
            let problem = if same_address { Problem::DetailsDiffer } else { Problem::SecondSite };
            self.say(at, warning(problem, Field::Name), *other);
        }
    }

    /// Nothing of the institution is published before a person has decided.
    fn on_both_lists(&mut self, at: usize, opposed: &[usize]) {
        let oldest = opposed.last().copied().unwrap_or(at);
        self.say(at, error(Problem::OnBothLists, Field::Roster), oldest);
        for other in opposed {
            let row = &self.rows[*other];
            if !self.findings.is_refused(Place { sheet: row.sheet, row: row.row }) {
                self.say(*other, error(Problem::OnBothLists, Field::Roster), at);
            }
        }
    }

    fn say(&mut self, at: usize, said: Said, other: usize) {
        let Said { level, problem, field } = said;
        let rows = self.rows;
        let (row, other) = (&rows[at], &rows[other]);
        let shown = field.map(|field| row.listing.text_of(field)).unwrap_or_default();
        let tells_differences = matches!(
            problem,
            Problem::SecondSite | Problem::DuplicateCodeConflict | Problem::DetailsDiffer
        );
        let differs = if tells_differences {
            fields_changed(&other.listing, &row.listing)
        } else {
            Vec::new()
        };
        self.findings.row(Remark {
            level,
            problem,
            place: Place { sheet: row.sheet, row: row.row },
            column: field.and_then(|field| (self.column_of)(row.sheet, field)),
            field,
            value: &shown,
            same_as: Some(other.row),
            differs,
        });
    }
}

/// One approves, the other bans, and neither is over.
fn are_opposed(one: &Listing, other: &Listing) -> bool {
    let kinds = (one.roster.kind, other.roster.kind);
    let is_over = |listing: &Listing| listing.status == Status::Lifted;
    matches!(
        kinds,
        (RosterKind::Approved, RosterKind::Banned) | (RosterKind::Banned, RosterKind::Approved)
    ) && !is_over(one)
        && !is_over(other)
}

fn may_be_one_place(one: &Listing, other: &Listing) -> bool {
    match (one.region, other.region) {
        (Some(one), Some(other)) => one.overlaps(other),
        (None, _) | (_, None) => true,
    }
}
