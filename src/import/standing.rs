//! How a row says that its institution stands: kind of list, status, category. What a row leaves
//! open, its section says, then the sheet and its title, then the file's name.

use crate::domain::category::Category;
use crate::domain::checks::Problem;
use crate::domain::listing::{Field, RosterKind};
use crate::domain::status::Status;
use crate::domain::text;

use super::cells::{gravity, status_in_remark};
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
        let kind = section.roster.or(of_sheet).or(context.file.roster).or(self.options.roster);
        let hints = section.hints_at_a_ban
            || layout.titled.hints_at_a_ban
            || context.named.hints_at_a_ban
            || context.file.hints_at_a_ban;
        let columns = &reading.table.columns;
        let may_be_assumed = !hints
            && !columns.has(Field::Roster)
            && !layout.sections_name_rosters
            && !columns.point_to_a_ban();
        let kind = kind.or(may_be_assumed.then_some(RosterKind::Approved));
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
