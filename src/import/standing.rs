//! How a row says that its institution stands: kind of list, status, category. What a row leaves
//! open, its section says, then the sheet and its title, then the file's name.

use crate::domain::category::Category;
use crate::domain::checks::Problem;
use crate::domain::listing::{Field, RosterKind};
use crate::domain::status::Status;
use crate::domain::text;

use super::cells::{gravity, is_none, status_in_remark};
use super::place::Place;
use super::rows::{Reading, RowReader, SheetContext};
use super::titles::Named;

impl RowReader<'_> {
    /// The kind of list: what is nearest to the row decides; nothing that points to a ban is ever
    /// read as an approval.
    pub(super) fn roster(
        &mut self,
        reading: &Reading<'_>,
        section: Named,
        context: &SheetContext<'_>,
    ) -> Option<RosterKind> {
        let cell = reading.text(Field::Roster);
        let kind = if cell.is_empty() {
            self.roster_around(reading, section, context)
        } else {
            self.rosters.get(cell, RosterKind::parse)
        };
        let kind = kind.filter(|kind| *kind != RosterKind::Approved || !speaks_against(reading));
        if kind.is_none() {
            self.error(reading, Problem::UnknownRoster, Field::Roster);
        }
        kind
    }

    fn roster_around(
        &self,
        reading: &Reading<'_>,
        section: Named,
        context: &SheetContext<'_>,
    ) -> Option<RosterKind> {
        let layout = context.layout;
        let of_sheet = context.named.roster.max(layout.titled.roster);
        // What is said nearer to the row and sounds like a ban outweighs an approval from further
        // away, unless it says how the rows stand.
        let warns = |named: &Named| named.hints_at_a_ban && named.status.is_none();
        let section_warns = warns(&section);
        let sheet_warns = section_warns || warns(&layout.titled) || warns(&context.named);
        let unless = |kind: Option<RosterKind>, is_warned: bool| {
            kind.filter(|kind| *kind != RosterKind::Approved || !is_warned)
        };
        let columns = &reading.table.columns;
        let may_be_assumed = !sheet_warns
            && !warns(&context.file)
            && !columns.has(Field::Roster)
            && columns.passed_over(Field::Roster).next().is_none()
            && !layout.sections_name_rosters
            && !columns.point_to_a_ban();
        let kind = section
            .roster
            .or(unless(of_sheet, section_warns))
            .or(unless(context.file.roster, sheet_warns))
            .or(self.options.roster)
            .or(may_be_assumed.then_some(RosterKind::Approved));
        // A reason given for one row weighs more than a title over all of them.
        let has_reason = !reading.text(Field::Reason).is_empty();
        kind.filter(|kind| *kind != RosterKind::Approved || !has_reason)
    }

    pub(super) fn status(
        &mut self,
        reading: &Reading<'_>,
        section: Named,
        context: &SheetContext<'_>,
    ) -> (Status, String) {
        let mut worst = (Status::Unstated, "");
        for at in reading.table.columns.all_of(Field::Status) {
            let cell = reading.row.get(at).map_or("", |cell| cell.text.trim());
            let status = self.statuses.get(cell, Status::parse);
            if status != Status::Unstated && gravity(status) < gravity(worst.0) {
                worst = (status, cell);
            }
        }
        if worst.0 == Status::Unstated {
            let remark = reading.text(Field::Remark);
            let is_short = remark.chars().count() <= 20;
            worst =
                (self.statuses.get(remark, status_in_remark), if is_short { remark } else { "" });
        }
        if worst.0 == Status::Unstated {
            let around = [section.status, context.named.status, context.layout.titled.status];
            let of_file = context.file.status;
            worst = (around.into_iter().flatten().next().or(of_file).unwrap_or(worst.0), "");
        }
        if worst.0 == Status::Unknown {
            self.warn(reading, Problem::UnknownStatus, Field::Status);
        }
        let text = text::clean(worst.1);
        if text.chars().count() > 8 && self.is_private(&text) {
            self.warn(reading, Problem::PrivatePerson, Field::Status);
            return (worst.0, String::new());
        }
        (worst.0, if worst.0 == Status::Unstated { String::new() } else { text })
    }

    pub(super) fn category(
        &mut self,
        reading: &Reading<'_>,
        section: Named,
        context: &SheetContext<'_>,
        place: Place,
    ) -> Category {
        let cell = reading.text(Field::Category);
        let category = match self.categories.get(cell, Category::parse) {
            Some(Category::Unstated) => {
                [section, context.named, context.layout.titled, context.file]
                    .iter()
                    .find_map(|named| named.category)
                    .unwrap_or(Category::Unstated)
            }
            Some(category) => category,
            None => {
                self.warn(reading, Problem::UnknownCategory, Field::Category);
                Category::Other
            }
        };
        if category == Category::Academic && place.regulator.is_some() && !place.is_of_education {
            self.warn(reading, Problem::NotInCharge, Field::Category);
        }
        category
    }
}

/// Whether a column that is passed over says that the institution is not approved: such a word may
/// be left unread, but nothing is called approved over it.
fn speaks_against(reading: &Reading<'_>) -> bool {
    let columns = &reading.table.columns;
    let texts = |field: Field| {
        let cells = columns.passed_over(field).filter_map(|at| reading.row.get(at));
        cells.map(|cell| cell.text).filter(|text| !is_none(text))
    };
    texts(Field::Reason).next().is_some()
        || texts(Field::Roster).any(|text| RosterKind::parse(text) != Some(RosterKind::Approved))
}
