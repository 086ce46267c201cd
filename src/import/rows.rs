//! A row of a table to a [`Listing`], with everything that is wrong with it.

use crate::domain::category::Category;
use crate::domain::checks::{Level, Problem};
use crate::domain::listing::{
    Field, FreeText, Listing, Nature, RosterId, RosterKind, Site, Validity,
};
use crate::domain::permit::PermitNo;
use crate::domain::region::RegionCode;
use crate::domain::regulator::{RegulatorCode, RegulatorKind};
use crate::domain::status::Status;
use crate::domain::text;
use crate::domain::uscc::Uscc;

use super::Options;
use super::cells::{
    Memo, is_none, is_residential, lacks_a_number, problem_of_any, read_phone, read_uscc, unwrapped,
};
use super::dates::{Day, read_day, read_term};
use super::findings::{Findings, Place as RowPlace, Remark};
use super::header::Table;
use super::layout::Layout;
use super::place::{Place, Places, Words};
use super::private::names_a_person;
use super::sheet::{Cell, CellKind, Row};
use super::titles::Named;

/// What is known of a sheet before its rows are read.
pub(super) struct SheetContext<'a> {
    pub(super) number: u16,
    pub(super) layout: &'a Layout,
    /// What the sheet's own name says.
    pub(super) named: Named,
    /// What the file's name says.
    pub(super) file: Named,
}

/// Reads rows, one after the other.
pub(super) struct RowReader<'a> {
    pub(super) places: Places<'a>,
    pub(super) findings: Findings,
    /// Rows that do not tell their regulator.
    pub(super) rows_without_regulator: Vec<RowPlace>,
    pub(super) options: &'a Options<'a>,
    pub(super) rosters: Memo<Option<RosterKind>>,
    pub(super) statuses: Memo<Status>,
    pub(super) categories: Memo<Option<Category>>,
    natures: Memo<Option<Nature>>,
    private: Memo<bool>,
}

/// One row in the course of being read.
pub(super) struct Reading<'r> {
    pub(super) row: Row<'r>,
    pub(super) table: &'r Table,
    place: RowPlace,
}

impl<'r> Reading<'r> {
    /// The cell that a reader sees in the column of a field, when it says something.
    fn cell(&self, field: Field) -> Option<Cell<'r>> {
        let mut cell = self.row.get(self.table.columns.of_field(field)?)?;
        cell.text = unwrapped(cell.text.trim());
        (!is_none(cell.text)).then_some(cell)
    }

    pub(super) fn text(&self, field: Field) -> &'r str {
        self.cell(field).map_or("", |cell| cell.text)
    }

    fn has(&self, field: Field) -> bool {
        self.table.columns.has(field)
    }

    /// Whether there is such a column and nothing in it. A formula is told as one, not as nothing.
    fn is_left_empty(&self, field: Field) -> bool {
        self.table.columns.of_field(field).is_some_and(|at| {
            let cell = self.row.get(at);
            !cell.is_some_and(|cell| matches!(cell.kind, CellKind::Formula | CellKind::Broken))
        })
    }

    /// The text cleaned for showing; `None` when there is none.
    fn clean(&self, field: Field) -> Option<String> {
        let text = text::clean(self.text(field));
        (!text.is_empty()).then_some(text)
    }
}

impl<'a> RowReader<'a> {
    pub(super) fn new(options: &'a Options<'a>, places: Places<'a>, findings: Findings) -> Self {
        Self {
            places,
            findings,
            rows_without_regulator: Vec::new(),
            options,
            rosters: Memo::new(),
            statuses: Memo::new(),
            categories: Memo::new(),
            natures: Memo::new(),
            private: Memo::new(),
        }
    }

    /// The listing that a row states; `None` when it is refused. Says all that is wrong with it.
    pub(super) fn read(
        &mut self,
        row: Row<'_>,
        at: (u16, u32),
        context: &SheetContext<'_>,
    ) -> Option<Listing> {
        let (table, section) = at;
        let table = context.layout.tables.get(usize::from(table))?;
        let section = usize::try_from(section).ok().and_then(|at| context.layout.sections.get(at));
        let section = section.copied().unwrap_or_default();
        let place = RowPlace { sheet: context.number, row: row.number() };
        let reading = Reading { row, table, place };
        if !self.fields_fit(&reading) {
            return None;
        }
        self.check_cells(&reading);
        let (name, brand) = apart(self.name(&reading));
        let found = self.find_place(&reading);
        let kind = self.roster(&reading, section, context);
        let (status, status_text) = self.status(&reading, section, context);
        let category = self.category(&reading, section, context, found);
        let uscc = self.uscc(&reading, found.region);
        let permit = self.permit(&reading, category, found);
        let site = self.site(&reading, kind);
        let has_term = kind != Some(RosterKind::Banned) && category != Category::Childcare;
        let (valid_from, valid_until) = self.validity(&reading, has_term);
        let listed_on = self.day(&reading, Field::ListedOn);
        let delisted_on = self.day(&reading, Field::DelistedOn);
        let reason = self.reason(&reading, kind);
        let measures = self.free_text(&reading, Field::Measures);
        let remark = self.free_text(&reading, Field::Remark);
        let phone = self.phone(&reading);
        let nature = self.natures.get(reading.text(Field::Nature), Nature::parse);
        // Rows of an unknown regulator are checked to the end all the same, and dropped with the file.
        let regulator = match found.regulator {
            Some(regulator) => {
                self.places.count_name(regulator, reading.text(Field::Regulator));
                regulator
            }
            None => {
                self.rows_without_regulator.push(place);
                RegulatorCode {
                    region: found.region.or(RegionCode::from_number(100_000))?,
                    kind: RegulatorKind::Other,
                }
            }
        };
        if self.findings.is_refused(place) {
            return None;
        }
        Some(Listing {
            roster: RosterId { regulator, kind: kind? },
            name,
            brand: reading.clean(Field::Brand).or(brand),
            uscc,
            permit,
            status,
            status_text,
            category,
            content: reading.clean(Field::Content),
            nature,
            region: found.region,
            site,
            valid_from,
            valid_until,
            listed_on,
            delisted_on,
            reason,
            measures,
            notice_no: notice_no(&reading),
            remark,
            phone,
            account: reading.clean(Field::Account),
        })
    }

    fn say(&mut self, reading: &Reading<'_>, level: Level, problem: Problem, field: Option<Field>) {
        let column = field.and_then(|field| reading.table.columns.of_field(field));
        let value = column.and_then(|at| reading.row.get(at)).map_or("", |cell| cell.text);
        self.findings.row(Remark {
            level,
            problem,
            place: reading.place,
            column,
            field,
            value,
            same_as: None,
            differs: Vec::new(),
        });
    }

    pub(super) fn error(&mut self, reading: &Reading<'_>, problem: Problem, field: Field) {
        self.say(reading, Level::Error, problem, Some(field));
    }

    pub(super) fn warn(&mut self, reading: &Reading<'_>, problem: Problem, field: Field) {
        self.say(reading, Level::Warning, problem, Some(field));
    }

    /// A line with more or fewer fields than the headings may have its columns shifted.
    fn fields_fit(&mut self, reading: &Reading<'_>) -> bool {
        let (bare, counted) = reading.table.fields;
        let fields = reading.row.fields();
        if counted == 0 || fields == 0 {
            return true;
        }
        let reaches = reading.row.cells().last().map_or(0, |cell| u32::from(cell.column) + 1);
        let fits = fields >= bare && reaches <= counted;
        if !fits {
            self.say(reading, Level::Error, Problem::FieldCount, None);
        }
        fits
    }

    fn check_cells(&mut self, reading: &Reading<'_>) {
        let most_chars = self.options.limits.max_cell_chars;
        for (field, at) in reading.table.columns.used() {
            // Never stored.
            if field == Field::LegalRepresentative {
                continue;
            }
            let Some(mut cell) = reading.row.get(at) else { continue };
            cell.text = unwrapped(cell.text);
            if let Some((level, problem)) = problem_of_any(field, &cell, most_chars) {
                self.findings.row(Remark {
                    level,
                    problem,
                    place: reading.place,
                    column: Some(at),
                    field: Some(field),
                    value: cell.text,
                    same_as: None,
                    differs: Vec::new(),
                });
            }
        }
    }

    fn name(&mut self, reading: &Reading<'_>) -> String {
        let name = text::clean(reading.text(Field::Name));
        let is_name = name.chars().any(char::is_alphanumeric);
        if !is_name && reading.is_left_empty(Field::Name) {
            self.error(reading, Problem::Missing, Field::Name);
        }
        name
    }

    fn find_place(&mut self, reading: &Reading<'_>) -> Place {
        let place = self.places.find(Words {
            code: reading.text(Field::Region),
            province: reading.text(Field::Province),
            city: reading.text(Field::City),
            county: reading.text(Field::County),
            regulator: reading.text(Field::Regulator),
        });
        if let Some(problem) = place.problem {
            self.warn(reading, problem, Field::Region);
        }
        place
    }

    fn uscc(&mut self, reading: &Reading<'_>, region: Option<RegionCode>) -> Option<Uscc> {
        let Some(cell) = reading.cell(Field::Uscc) else {
            if reading.is_left_empty(Field::Uscc) {
                self.warn(reading, Problem::Missing, Field::Uscc);
            }
            return None;
        };
        if matches!(cell.kind, CellKind::Formula | CellKind::Broken) {
            return None;
        }
        let uscc = match read_uscc(&cell) {
            Ok(uscc) => uscc,
            Err((level, problem)) => {
                self.say(reading, level, problem, Some(Field::Uscc));
                return None;
            }
        };
        if !uscc.check_holds() {
            self.warn(reading, Problem::CheckDigit, Field::Uscc);
        }
        let registered = uscc.region_digits().and_then(RegionCode::parse);
        if let (Some(region), Some(registered)) = (region, registered) {
            let today = self.options.regions.current(registered);
            if !region.overlaps(registered) && !region.overlaps(today) {
                self.say(reading, Level::Note, Problem::RegionMismatch, Some(Field::Uscc));
            }
        }
        Some(uscc)
    }

    fn permit(
        &mut self,
        reading: &Reading<'_>,
        category: Category,
        place: Place,
    ) -> Option<PermitNo> {
        let permit = PermitNo::parse(reading.text(Field::Permit))?;
        // Papers of culture, sport and science departments have no common form.
        let is_of_the_ministry = category == Category::Academic || permit.key().starts_with("教民");
        if !permit.is_standard() && is_of_the_ministry && place.is_of_education {
            self.warn(reading, Problem::PermitForm, Field::Permit);
        }
        Some(permit)
    }

    fn site(&mut self, reading: &Reading<'_>, kind: Option<RosterKind>) -> Site {
        let address = text::clean(reading.text(Field::Address));
        if address.is_empty() {
            if reading.is_left_empty(Field::Address) && kind != Some(RosterKind::Banned) {
                self.warn(reading, Problem::Missing, Field::Address);
            }
        } else if lacks_a_number(&address) {
            self.warn(reading, Problem::AddressIncomplete, Field::Address);
        } else if is_residential(&address) {
            self.warn(reading, Problem::ResidentialAddress, Field::Address);
        }
        Site { address, town: text::clean(reading.text(Field::Town)) }
    }

    fn validity(
        &mut self,
        reading: &Reading<'_>,
        has_term: bool,
    ) -> (Option<jiff::civil::Date>, Validity) {
        let from = self.day(reading, Field::ValidFrom);
        let Some(cell) = reading.cell(Field::ValidUntil) else {
            if has_term && reading.is_left_empty(Field::ValidUntil) {
                self.warn(reading, Problem::Missing, Field::ValidUntil);
            }
            return (from, Validity::Unstated);
        };
        if matches!(cell.kind, CellKind::Formula | CellKind::Broken) {
            return (from, Validity::Unstated);
        }
        let term = read_term(cell.text);
        match term.problem {
            Some(Problem::InvalidDate) => {
                self.error(reading, Problem::InvalidDate, Field::ValidUntil);
            }
            Some(problem) => self.warn(reading, problem, Field::ValidUntil),
            None => {}
        }
        let from = from.or(term.from);
        if term.problem.is_none()
            && let (Some(from), Validity::Until(until)) = (from, &term.until)
            && *until < from
        {
            self.warn(reading, Problem::EndBeforeStart, Field::ValidUntil);
        }
        (from, term.until)
    }

    /// A day that may be left blank where it cannot be read.
    fn day(&mut self, reading: &Reading<'_>, field: Field) -> Option<jiff::civil::Date> {
        let cell = reading.cell(field)?;
        if matches!(cell.kind, CellKind::Formula | CellKind::Broken) {
            return None;
        }
        let problem = match read_day(cell.text) {
            Day::On(day) => return Some(day),
            Day::LongTerm => return None,
            Day::Within(..) => Problem::IncompleteDate,
            Day::Impossible => Problem::InvalidDate,
            Day::Unclear => Problem::UnusualDate,
        };
        self.warn(reading, problem, field);
        None
    }

    fn reason(&mut self, reading: &Reading<'_>, kind: Option<RosterKind>) -> Option<FreeText> {
        let reason = self.free_text(reading, Field::Reason);
        if reason.is_none() && kind == Some(RosterKind::Banned) {
            // Only a warning: a refused row would be a ban that nobody reads of.
            if !reading.has(Field::Reason) || reading.is_left_empty(Field::Reason) {
                self.warn(reading, Problem::Missing, Field::Reason);
            }
        }
        reason
    }

    fn free_text(&mut self, reading: &Reading<'_>, field: Field) -> Option<FreeText> {
        let words = reading.clean(field)?;
        if self.is_private(&words) {
            self.warn(reading, Problem::PrivatePerson, field);
            return Some(FreeText::HeldBack);
        }
        Some(FreeText::Public(words))
    }

    pub(super) fn is_private(&mut self, words: &str) -> bool {
        self.private.get(words, names_a_person)
    }

    fn phone(&mut self, reading: &Reading<'_>) -> Option<String> {
        let mut found = None;
        for at in reading.table.columns.all_of(Field::Phone) {
            let Some(cell) = reading.row.get(at) else { continue };
            let (public, has_private) = read_phone(cell.text);
            if has_private {
                self.say(reading, Level::Note, Problem::PrivatePhone, Some(Field::Phone));
            }
            found = found.or(public);
        }
        found
    }
}

/// The name and the sign over the door, where one cell holds both: 示例培训学校（招牌：示例美育）.
pub(super) fn apart(name: String) -> (String, Option<String>) {
    let signs = ["(招牌:", "(招牌名:", "(品牌:", "(简称:", "(门头:", "(店招:"];
    let split = name.strip_suffix(')').and_then(|open| {
        signs.iter().find_map(|sign| {
            let (name, brand) = open.split_once(sign)?;
            (!name.is_empty() && !brand.is_empty()).then(|| (name.to_owned(), brand.to_owned()))
        })
    });
    match split {
        Some((name, brand)) => (name, Some(brand)),
        None => (name, None),
    }
}

fn notice_no(reading: &Reading<'_>) -> Option<String> {
    let cell = reading.text(Field::NoticeNo);
    if cell.is_empty() {
        return None;
    }
    Some(super::titles::notice_no_in(cell).unwrap_or_else(|| text::clean(cell)))
}
