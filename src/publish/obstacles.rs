//! What is in the way of handing a draft in.

use jiff::civil::Date;

use super::draft::{Draft, DraftKind};
use super::preview::Preview;
use super::reading::Checked;
use super::release::Refusal;
use crate::domain::checks::{Finding, Level, Problem};
use crate::import::{Certainty, FileReading};

/// What is in the way of handing a draft in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Obstacle {
    /// Nothing at all can be read.
    Unreadable(Problem),
    /// Columns that nobody has looked at.
    Columns,
    /// Rows with errors, neither mended nor left out on purpose.
    Errors(usize),
    /// Warnings that nobody has acknowledged.
    Warnings(usize),
    ModeMissing,
    AsOfMissing,
    /// A list cannot tell of a day that has not come.
    AsOfAhead,
    Refused(Refusal),
    /// What looks wrong, and nobody has said that it is right.
    Alarms(usize),
    /// So many leave that the number has to be typed in.
    NumberNotTyped(u64),
    /// Listings that later releases changed, undecided.
    Conflicts(usize),
    NothingChanges,
}

/// What is in the way before anything is compared.
pub(super) fn of_reading(draft: &Draft, checked: &Checked, today: Date) -> Vec<Obstacle> {
    let mut obstacles = Vec::new();
    if let Some(undo) = &checked.undo
        && undo.undecided() > 0
    {
        obstacles.push(Obstacle::Conflicts(undo.undecided()));
    }
    let Some(reading) = &checked.reading else { return obstacles };
    if let Some(problem) = reading.file_error {
        return vec![Obstacle::Unreadable(problem)];
    }
    if !draft.content.columns_confirmed && has_doubtful_columns(reading) {
        obstacles.push(Obstacle::Columns);
    }
    let errors = reading.findings.iter().filter(|finding| finding.level == Level::Error).count();
    if errors > 0 {
        obstacles.push(Obstacle::Errors(errors));
    }
    let warnings = reading.findings.iter().filter(|finding| is_unanswered(draft, finding)).count();
    if warnings > 0 {
        obstacles.push(Obstacle::Warnings(warnings));
    }
    if matches!(draft.kind, DraftKind::File | DraftKind::Api) {
        let announced = &draft.content.announced;
        if announced.mode().is_none() {
            obstacles.push(Obstacle::ModeMissing);
        }
        match announced.as_of_on.or(reading.as_of) {
            None => obstacles.push(Obstacle::AsOfMissing),
            Some(as_of_on) if as_of_on > today => obstacles.push(Obstacle::AsOfAhead),
            Some(_) => {}
        }
    }
    obstacles
}

/// What is in the way of what would change.
pub(super) fn of_preview(draft: &Draft, preview: &Preview) -> Vec<Obstacle> {
    let acknowledged = &draft.content.acknowledged;
    let mut obstacles = Vec::new();
    match draft.kind {
        // A list without changes tells at least that it is newer.
        DraftKind::File | DraftKind::Api => {}
        DraftKind::One | DraftKind::Undo if preview.is_empty() => {
            obstacles.push(Obstacle::NothingChanges);
        }
        DraftKind::One | DraftKind::Undo => {}
    }
    let number = preview.number_to_type();
    if let Some(number) = number
        && draft.content.number_typed != Some(number)
    {
        obstacles.push(Obstacle::NumberNotTyped(number));
    }
    let unanswered = preview.alarms.iter().filter(|alarm| {
        alarm.number_to_type().is_none()
            && !acknowledged.contains(alarm.code())
            && !acknowledged.contains(&alarm.key())
    });
    let unanswered = unanswered.count();
    if unanswered > 0 {
        obstacles.push(Obstacle::Alarms(unanswered));
    }
    obstacles
}

/// Whether a finding is to be acknowledged and has not been.
pub fn is_unanswered(draft: &Draft, finding: &Finding) -> bool {
    finding.needs_acknowledgement() && !finding.is_settled_by(&draft.content.acknowledged)
}

fn has_doubtful_columns(reading: &FileReading) -> bool {
    let columns = reading.sheets.iter().flat_map(|sheet| &sheet.tables);
    columns.flat_map(|table| &table.columns).any(|column| {
        // What nobody knows and what looks like nothing that we keep is passed over without asking.
        column.certainty == Certainty::Doubtful
            || (column.certainty == Certainty::Unknown && column.guess.is_some())
    })
}
