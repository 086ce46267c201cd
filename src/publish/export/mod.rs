//! The register as files that others can read: the same rows and columns in three forms.
//!
//! | what | where |
//! |---|---|
//! | which rows: edition and scope | here |
//! | which columns, and what stands in them | [`columns`] |
//! | how a row is written | `csv`, `lines`, `workbook` |
//!
//! An **edition** is a day and a release: what counted on that day, as the register knew it right after
//! that release. Since releases are only ever added, an edition's files never change, and can be made
//! again at any time from the newest state; with one exception, that a ban which is over is left out of
//! all of them from that day on (`design.md` §1.8). Names of bureaus and regions, and ids that institutions
//! have gained, are those of today. Rows come in the order in which the register came to
//! know institutions, so that the bytes are the same on every machine.

pub mod columns;
mod csv;
mod lines;
mod workbook;

use std::fmt;
use std::io::Write;
use std::ops::ControlFlow;
use std::path::Path;

use jiff::civil::Date;

use self::columns::{Cell, Row, cells};
use super::PublishError;
use crate::domain::listing::Listing;
use crate::domain::region::{RegionCode, Regions};
use crate::domain::regulator::RegulatorCode;
use crate::domain::release::ReleaseId;
use crate::domain::verdict::conclude;
use crate::search::Reader;

/// The form of an export.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Form {
    /// UTF-8 with a byte order mark, as Excel in China opens it; cells that a spreadsheet would take for a
    /// formula, a day or a number that they are not are defused.
    Csv,
    /// A workbook: days are days, codes are text.
    Xlsx,
    /// One JSON object a line.
    JsonLines,
}

impl Form {
    pub const ALL: [Self; 3] = [Self::Xlsx, Self::Csv, Self::JsonLines];

    /// How names of such files end.
    pub fn ending(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Xlsx => "xlsx",
            Self::JsonLines => "jsonl",
        }
    }

    pub fn from_ending(ending: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|form| form.ending() == ending)
    }
}

/// A day, and the release after which it is looked at: `2026-11-23-r128`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Edition {
    pub day: Date,
    pub release: ReleaseId,
}

impl Edition {
    /// `None` unless it is a day written with ten characters, `-r`, and a release number from 1 on.
    pub fn parse(text: &str) -> Option<Self> {
        let (day, release) = text.split_at_checked(10)?;
        let release = release.strip_prefix("-r").filter(|digits| !digits.starts_with('0'))?;
        Some(Self { day: day.parse().ok()?, release: ReleaseId::parse(release)? })
    }
}

impl fmt::Display for Edition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-r{}", self.day, self.release)
    }
}

/// Whose listings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Scope {
    Whole,
    /// This division and everything inside it.
    Region(RegionCode),
    Regulator(RegulatorCode),
}

impl Scope {
    /// Reads `all`, six digits, or a regulator's code.
    pub fn parse(text: &str) -> Option<Self> {
        match text {
            "all" => Some(Self::Whole),
            _ => RegionCode::parse(text)
                .map(Self::Region)
                .or_else(|| RegulatorCode::parse(text).map(Self::Regulator)),
        }
    }

    fn takes_in(self, listing: &Listing, regions: &Regions) -> bool {
        match self {
            Self::Whole => true,
            Self::Region(scope) => listing
                .region
                .is_some_and(|code| scope.contains(code) || scope.contains(regions.current(code))),
            Self::Regulator(code) => listing.roster.regulator == code,
        }
    }
}

impl fmt::Display for Scope {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Whole => f.write_str("all"),
            Self::Region(code) => code.fmt(f),
            Self::Regulator(code) => code.fmt(f),
        }
    }
}

/// What is to be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Wanted {
    pub edition: Edition,
    pub scope: Scope,
    pub form: Form,
    /// The present day, by which it is known what must be forgotten.
    pub today: Date,
}

/// Writes every listing in force, one a row, and gives how many. What does not fit in memory while a
/// workbook is made lies in `scratch` for so long.
///
/// # Errors
/// When `out` or `scratch` cannot be written, or the index is damaged.
pub fn export(
    reader: &Reader,
    wanted: &Wanted,
    out: &mut (dyn Write + Send),
    scratch: &Path,
) -> Result<u64, PublishError> {
    match wanted.form {
        Form::Csv => {
            let mut file = csv::Csv::begin(out)?;
            for_each_row(reader, wanted, &mut |row| file.add(row))
        }
        Form::JsonLines => for_each_row(reader, wanted, &mut |row| lines::write(out, row)),
        Form::Xlsx => {
            let mut book = workbook::Book::begin(scratch, wanted.edition.day)?;
            let mut until_asked = ROWS_BETWEEN_ASKING;
            let rows = for_each_row(reader, wanted, &mut |row| {
                until_asked -= 1;
                if until_asked == 0 {
                    // Nothing is written before the end: only so is it noticed that nobody waits any more.
                    out.flush()?;
                    until_asked = ROWS_BETWEEN_ASKING;
                }
                book.add(row)
            })?;
            book.finish(out)?;
            Ok(rows)
        }
    }
}

const ROWS_BETWEEN_ASKING: u32 = 5_000;

/// What becomes of a row.
type Each<'a> = dyn FnMut(&[Cell<'_>]) -> Result<(), PublishError> + 'a;

fn for_each_row(
    reader: &Reader,
    wanted: &Wanted,
    each: &mut Each<'_>,
) -> Result<u64, PublishError> {
    // Only of lists said to be out of date does the age of a list tell, and no column says that.
    const STALE_AFTER_DAYS: u16 = u16::MAX;
    let Wanted { edition, scope, today, .. } = *wanted;
    let Edition { day, release } = edition;
    let directory = reader.directory();
    let mut rows = 0;
    let mut failed = None;
    reader.for_each_in_order(narrowed(reader, wanted), today, |institution| {
        let institution = institution.as_known_at(release);
        let mut conclusion = None;
        for version in institution.in_force(day) {
            if !scope.takes_in(&version.listing, directory.regions()) {
                continue;
            }
            let conclusion = conclusion
                .get_or_insert_with(|| conclude(&institution, directory, day, STALE_AFTER_DAYS));
            let institution = &institution;
            let row = Row { directory, institution, version, conclusion, edition };
            if let Err(error) = each(&cells(&row)) {
                failed = Some(error);
                return ControlFlow::Break(());
            }
            rows += 1;
        }
        ControlFlow::Continue(())
    })?;
    failed.map_or(Ok(rows), Err)
}

/// The region to which looking can be narrowed. The index knows where institutions stand now: that is
/// all there is on a day on which every release has come into effect.
fn narrowed(reader: &Reader, wanted: &Wanted) -> Option<RegionCode> {
    let Wanted { edition: Edition { day, release }, scope, .. } = *wanted;
    let is_now = release == reader.release()
        && reader.directory().releases().all(|release| release.effective_on <= day);
    match scope {
        Scope::Region(code) if is_now => Some(code),
        Scope::Region(_) | Scope::Whole | Scope::Regulator(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn editions_and_scopes_read_back_and_nothing_else_does() {
        let edition = Edition::parse("2026-11-23-r128").unwrap();
        assert_eq!(
            (edition.day.to_string().as_str(), edition.release.number()),
            ("2026-11-23", 128)
        );
        assert_eq!(edition.to_string(), "2026-11-23-r128");
        for none in [
            "2026-11-23",
            "2026-11-23-r0",
            "2026-11-23-r01",
            "2026-02-30-r1",
            "r1",
            "二〇二六年十一月-r1",
        ] {
            assert_eq!(Edition::parse(none), None, "{none}");
        }
        for scope in ["all", "110108", "110108-edu"] {
            assert_eq!(Scope::parse(scope).unwrap().to_string(), scope);
        }
        assert_eq!(Scope::parse("../all"), None);
    }
}
