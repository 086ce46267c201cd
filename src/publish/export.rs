//! The register as files that others can read.

use std::io::Write;
use std::ops::ControlFlow;

use jiff::civil::Date;

use super::PublishError;
use crate::domain::directory::Directory;
use crate::domain::institution::Institution;
use crate::domain::listing::{Field, Listing};
use crate::domain::region::RegionCode;
use crate::domain::verdict::conclude;
use crate::search::Reader;

/// The form of an export.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// UTF-8 with a byte order mark, as Excel in China opens it; cells that look like formulas are defused.
    Csv,
    /// One JSON object a line.
    JsonLines,
}

/// What every exported row carries, in this order. New columns are only ever added at the end.
const FIELDS: [Field; 22] = [
    Field::Name,
    Field::Uscc,
    Field::Permit,
    Field::Roster,
    Field::Status,
    Field::Category,
    Field::Nature,
    Field::Regulator,
    Field::Province,
    Field::City,
    Field::County,
    Field::Region,
    Field::Town,
    Field::Address,
    Field::ValidFrom,
    Field::ValidUntil,
    Field::ListedOn,
    Field::Reason,
    Field::Measures,
    Field::NoticeNo,
    Field::Content,
    Field::Brand,
];

/// Writes every listing in force on `today`, one a row, and gives how many.
///
/// # Errors
/// When `out` cannot be written.
pub fn export(
    reader: &Reader,
    today: Date,
    stale_after_days: u16,
    form: Form,
    out: &mut dyn Write,
) -> Result<u64, PublishError> {
    let mut rows = 0;
    let mut failed = None;
    if form == Form::Csv {
        out.write_all("\u{feff}".as_bytes())?;
        let mut headings: Vec<&str> = FIELDS.iter().map(|field| field.label()).collect();
        headings.extend(["结论", "编号", "发布号"]);
        write_csv(out, &headings.iter().map(ToString::to_string).collect::<Vec<_>>())?;
    }
    reader.for_each_institution(today, |institution| {
        match write_institution(
            reader.directory(),
            &institution,
            (today, stale_after_days),
            form,
            out,
        ) {
            Ok(written) => {
                rows += written;
                ControlFlow::Continue(())
            }
            Err(error) => {
                failed = Some(error);
                ControlFlow::Break(())
            }
        }
    })?;
    match failed {
        Some(error) => Err(error.into()),
        None => Ok(rows),
    }
}

fn write_institution(
    directory: &Directory,
    institution: &Institution,
    (today, stale_after_days): (Date, u16),
    form: Form,
    out: &mut dyn Write,
) -> std::io::Result<u64> {
    let conclusion = conclude(institution, directory, today, stale_after_days);
    let mut rows = 0;
    for version in institution.in_force(today) {
        let listing = &version.listing;
        let mut cells: Vec<String> =
            FIELDS.iter().map(|field| cell(directory, listing, *field)).collect();
        cells.push(conclusion.verdict.code().to_owned());
        cells.push(institution.id.to_string());
        cells.push(version.from_release.to_string());
        match form {
            Form::Csv => write_csv(out, &cells)?,
            Form::JsonLines => write_json(out, &cells)?,
        }
        rows += 1;
    }
    Ok(rows)
}

fn cell(directory: &Directory, listing: &Listing, field: Field) -> String {
    let regions = directory.regions();
    let name = |code: Option<RegionCode>| code.map(|code| regions.name(code)).unwrap_or_default();
    let region = listing.region;
    match field {
        Field::Regulator => directory.regulator_name(listing.roster.regulator),
        Field::Province => name(region.map(RegionCode::province)),
        Field::City => name(region.filter(|code| !code.is_province()).map(RegionCode::city)),
        Field::County => name(region.filter(|code| !code.is_province() && !code.is_city())),
        Field::Roster
        | Field::Name
        | Field::Brand
        | Field::Uscc
        | Field::Permit
        | Field::Status
        | Field::Category
        | Field::Content
        | Field::Nature
        | Field::Region
        | Field::Town
        | Field::Address
        | Field::ValidFrom
        | Field::ValidUntil
        | Field::ListedOn
        | Field::DelistedOn
        | Field::Reason
        | Field::Measures
        | Field::NoticeNo
        | Field::Remark
        | Field::Phone
        | Field::Account
        | Field::LegalRepresentative => listing.text_of(field),
    }
}

fn write_csv(out: &mut dyn Write, cells: &[String]) -> std::io::Result<()> {
    let defused = cells.iter().map(|cell| defuse(cell));
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(out);
    writer.write_record(defused.collect::<Vec<_>>())?;
    writer.flush()
}

fn write_json(out: &mut dyn Write, cells: &[String]) -> std::io::Result<()> {
    const KEYS: [&str; 25] = [
        "name",
        "uscc",
        "permit_no",
        "list",
        "status",
        "category",
        "nature",
        "regulator",
        "province",
        "city",
        "county",
        "region",
        "town",
        "address",
        "valid_from",
        "valid_to",
        "listed_on",
        "reason",
        "measures",
        "notice_no",
        "content",
        "brand",
        "verdict",
        "id",
        "release",
    ];
    let object: serde_json::Map<String, serde_json::Value> = KEYS
        .iter()
        .zip(cells)
        .map(|(key, cell)| ((*key).to_owned(), cell.clone().into()))
        .collect();
    serde_json::to_writer(&mut *out, &object)?;
    out.write_all(b"\n")
}

/// A cell that a spreadsheet would take for a formula gets an apostrophe before it.
fn defuse(cell: &str) -> String {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        format!("'{cell}")
    } else {
        cell.to_owned()
    }
}
