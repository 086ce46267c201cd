//! What is sent in to be published: the rows of one file that passed its checks.

use std::collections::{BTreeMap, HashMap, HashSet};

use jiff::civil::Date;

use crate::domain::digest::Digest;
use crate::domain::listing::{Field, Listing};
use crate::domain::matching::InstitutionNo;
use crate::domain::region::Regions;
use crate::domain::regulator::{AbsenceRule, Regulator, RegulatorCode};
use crate::domain::release::{Mode, SourceFile};
use crate::import::FileReading;

/// The rows of one file that passed its checks, and what the file says of itself.
#[derive(Clone, Debug)]
pub struct Submission {
    pub source: SourceFile,
    /// The file as it came.
    pub content: Vec<u8>,
    pub listings: Vec<Listing>,
    /// The regulators of the rows, as the file names them.
    pub regulators: BTreeMap<RegulatorCode, Regulator>,
    pub said: Said,
    pub directed: Directed,
}

/// What a person directs of single listings, beside the rows that are compared.
#[derive(Clone, Debug, Default)]
pub struct Directed {
    /// The standing listing that a row continues, by the row's place among the listings: what it
    /// says is about that one, whatever its name and address have become.
    pub continues: HashMap<usize, i64>,
    /// Listings that leave their roster, by line.
    pub ends: Vec<i64>,
    /// Standing listings that get back earlier words, by line.
    pub reverts: Vec<(i64, Listing)>,
    /// Listings that had left and come back.
    pub restores: Vec<(InstitutionNo, Listing)>,
}

impl Directed {
    pub fn is_empty(&self) -> bool {
        let Self { continues, ends, reverts, restores } = self;
        continues.is_empty() && ends.is_empty() && reverts.is_empty() && restores.is_empty()
    }
}

/// What the file's title rows say; `None` where they say nothing.
#[derive(Clone, Debug, Default)]
pub struct Said {
    pub title: Option<String>,
    pub notice_no: Option<String>,
    pub as_of_on: Option<Date>,
    pub published_on: Option<Date>,
    pub mode: Option<Mode>,
    /// The fields that the file has columns for.
    pub stated: HashSet<Field>,
    /// Rows that did not pass their checks and are not among the listings.
    pub refused_rows: u64,
}

impl Submission {
    /// Takes over what a file gave.
    pub fn new(reading: FileReading, content: Vec<u8>, regions: &Regions) -> Self {
        let refused_rows = reading.refused_rows();
        let stated = reading
            .sheets
            .iter()
            .flat_map(|sheet| sheet.header_map.iter().map(|(_, field)| *field))
            .collect();
        let source = SourceFile {
            name: reading.name,
            sha256: Digest::of(&content),
            size_bytes: content.len() as u64,
        };
        let listings: Vec<Listing> = reading.rows.into_iter().map(|row| row.listing).collect();
        let mut regulators: BTreeMap<RegulatorCode, Regulator> = BTreeMap::new();
        for listing in &listings {
            let code = listing.roster.regulator;
            regulators
                .entry(code)
                .or_insert_with(|| regulator(code, reading.regulators.get(&code), regions));
        }
        let said = Said {
            title: reading.title,
            notice_no: reading.notice_no,
            as_of_on: reading.as_of,
            published_on: reading.published_on,
            mode: reading.mode_hint,
            stated,
            refused_rows,
        };
        Self { source, content, listings, regulators, said, directed: Directed::default() }
    }
}

/// A regulator as a file names it: by its most frequent name, the others as aliases.
fn regulator(
    code: RegulatorCode,
    names: Option<&BTreeMap<String, u32>>,
    regions: &Regions,
) -> Regulator {
    let mut names: Vec<(&String, &u32)> = names.into_iter().flatten().collect();
    names.sort_by(|a, b| b.1.cmp(a.1).then(a.0.cmp(b.0)));
    let mut names = names.into_iter().map(|(name, _)| name.clone());
    Regulator {
        code,
        name: names.next().unwrap_or_else(|| code.provisional_name(regions)),
        aliases: names.collect(),
        phone: None,
        mailbox: None,
        absence: AbsenceRule::Unknown,
    }
}
