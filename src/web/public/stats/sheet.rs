//! The figures of one region as rows: what page, API and download all give.

use super::telling;
use crate::domain::category::Category;
use crate::domain::directory::Directory;
use crate::domain::figures::{
    Breakdown, Dated, Figures, Month, Place, Reason, RosterAge, Tally, by_age,
};
use crate::domain::listing::Nature;
use crate::domain::region::RegionCode;
use crate::domain::regulator::RegulatorKind;
use crate::domain::status::Status;
use crate::web::served::Served;
use crate::web::words::stats::{self as said, SERIES};
use crate::web::words::{Language, labels};

/// What institutions, or lists, are told apart by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject {
    Standing,
    Place,
    Category,
    /// Regulators by their first duty.
    Department,
    Regulator,
    Roster,
    Status,
    Nature,
    Reason,
    /// Counts lists, not institutions.
    Age,
}

impl Subject {
    /// The stable code in the API.
    pub fn code(self) -> &'static str {
        match self {
            Self::Standing => "verdict",
            Self::Place => "region",
            Self::Category => "category",
            Self::Department => "department",
            Self::Regulator => "regulator",
            Self::Roster => "list",
            Self::Status => "status",
            Self::Nature => "nature",
            Self::Reason => "ban_reason",
            Self::Age => "list_age",
        }
    }
}

/// One part, named in the language of the page; regions and regulators bear their own names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    pub code: String,
    pub label: String,
    pub count: u32,
    /// Where its own figures are.
    pub place: Option<RegionCode>,
}

/// A whole by parts: the largest first, those that say nothing last.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    pub subject: Subject,
    pub rows: Vec<Row>,
    /// Parts that are too many to be told one by one: how many, and what they come to.
    pub rest: Option<(usize, u32)>,
    pub total: u32,
    /// What the parts are known to come to beyond the total.
    pub again: u32,
}

/// More parts than this are told as one: all of them are told of the regions inside.
const MOST_REGULATORS: usize = 15;
/// No province has more divisions directly below it; a register of odd codes might.
const MOST_PLACES: usize = 60;
const OLDEST: usize = 12;

impl Table {
    fn of<T>(
        subject: Subject,
        breakdown: &Breakdown<T>,
        row: impl Fn(&T) -> (String, String, Option<RegionCode>),
    ) -> Self {
        let most = if subject == Subject::Regulator { MOST_REGULATORS } else { MOST_PLACES };
        // One that is left over is sooner told than counted.
        let shown = if breakdown.parts.len() > most + 1 { most } else { breakdown.parts.len() };
        let (told, rest) = breakdown.parts.split_at(shown);
        let rows = told.iter().map(|part| {
            let (code, label, place) = row(&part.kind);
            Row { code, label, count: part.count, place }
        });
        Self {
            subject,
            rows: rows.collect(),
            rest: (!rest.is_empty())
                .then(|| (rest.len(), rest.iter().map(|part| part.count).sum())),
            total: breakdown.total,
            again: breakdown.again,
        }
    }

    pub fn sum(&self) -> u32 {
        self.rows.iter().map(|row| row.count).sum::<u32>() + self.rest.map_or(0, |(_, count)| count)
    }

    /// Whether the gap between the parts and the total is the one that is known.
    pub fn adds_up(&self) -> bool {
        self.sum() == self.total + self.again
    }

    /// How many are of the part with this code.
    pub fn count_of(&self, code: &str) -> u32 {
        self.rows.iter().find(|row| row.code == code).map_or(0, |row| row.count)
    }
}

/// All figures of a region, or of the whole register.
#[derive(Clone, Debug)]
pub struct Sheet {
    pub region: Option<RegionCode>,
    pub tables: Vec<Table>,
    /// Oldest first.
    pub months: Vec<Dated>,
    pub before: Month,
    /// The lists that have waited longest for a new edition.
    pub oldest: Vec<RosterAge>,
}

impl Sheet {
    /// `None`: no list is of this region.
    pub fn of(served: &Served, figures: &Figures, region: Option<RegionCode>) -> Option<Self> {
        let (directory, language) = (served.directory(), served.language());
        let tally = figures.of(region)?;
        let ages = figures.ages(region);
        let by_age = by_age(&ages, served.site.stale_after_days);
        if ages.is_empty() && tally.standings().total == 0 {
            return None;
        }
        let mut tables = vec![Table::of(Subject::Standing, &tally.standings(), |one| {
            (one.code().to_owned(), telling::standing(*one).of(language).to_owned(), None)
        })];
        tables.extend(by_place(language, figures, region, directory));
        tables.extend(by_kind(language, tally, directory));
        tables.push(Table::of(Subject::Age, &by_age, |class| {
            (class.from_days.to_string(), telling::age(language, *class), None)
        }));
        Some(Self {
            region,
            tables,
            months: tally.timeline.months(figures.day),
            before: tally.timeline.before,
            oldest: ages.into_iter().take(OLDEST).collect(),
        })
    }

    /// `None` for what is not told of this region: nothing lies below a county.
    pub fn table(&self, subject: Subject) -> Option<&Table> {
        self.tables.iter().find(|table| table.subject == subject)
    }

    /// UTF-8 with a byte order mark, as Excel in China opens it. No cell can be taken for a formula:
    /// labels are ours or names of bureaus and regions, and those get an apostrophe where they begin
    /// like one.
    pub fn to_csv(&self, language: Language) -> Result<Vec<u8>, csv::Error> {
        let heads = [said::CSV_WHAT, said::CSV_PART, said::CSV_CODE, said::CSV_COUNT];
        let mut out = csv::WriterBuilder::new()
            .terminator(csv::Terminator::CRLF)
            .from_writer("\u{feff}".as_bytes().to_vec());
        out.write_record(heads.map(|head| head.of(language)))?;
        for table in &self.tables {
            let heading = telling::heading(table.subject).of(language);
            let mut write = |label: &str, code: &str, count: u32| {
                out.write_record([heading, &defused(label), code, &count.to_string()])
            };
            for row in &table.rows {
                write(&row.label, &row.code, row.count)?;
            }
            if let Some((kinds, count)) = table.rest {
                write(&telling::rest(language, kinds), "", count)?;
            }
            write(said::SUM.of(language), "", table.sum())?;
            write(said::TOTAL.of(language), "", table.total)?;
        }
        for dated in &self.months {
            let month = dated.first.strftime("%Y-%m").to_string();
            for ([_, _, head], of) in SERIES.into_iter().zip(super::SERIES) {
                let count = of(dated.month).to_string();
                out.write_record([said::MONTHS.of(language), head.of(language), &month, &count])?;
            }
        }
        out.into_inner().map_err(|error| csv::Error::from(error.into_error()))
    }
}

fn defused(label: &str) -> String {
    let is_formula = label.starts_with(['=', '+', '-', '@', '\t', '\r']);
    format!("{}{label}", if is_formula { "'" } else { "" })
}

/// By the regions below; where all lies in a single one, by those below that.
///
/// `None`: nothing lies below.
fn by_place(
    language: Language,
    figures: &Figures,
    region: Option<RegionCode>,
    directory: &Directory,
) -> Option<Table> {
    let regions = directory.regions();
    let mut breakdown = figures.by_place(region);
    if !breakdown.parts.iter().any(|part| matches!(part.kind, Place::In(_))) {
        return None;
    }
    while let [only] = breakdown.parts.as_slice()
        && let Place::In(code) = only.kind
    {
        let below = figures.by_place(Some(code));
        if !below.parts.iter().any(|part| matches!(part.kind, Place::In(_))) {
            break;
        }
        breakdown = below;
    }
    let breakdown = breakdown.sorted(|place| *place == Place::Unstated);
    Some(Table::of(Subject::Place, &breakdown, |place| match place {
        Place::In(code) => (code.to_string(), regions.name(*code), Some(*code)),
        Place::Unstated => {
            ("unstated".to_owned(), said::PLACE_UNSTATED.of(language).to_owned(), None)
        }
    }))
}

fn by_kind(language: Language, tally: &Tally, directory: &Directory) -> [Table; 7] {
    let categories =
        tally.categories().sorted(|one| matches!(one, Category::Other | Category::Unstated));
    let statuses = tally.statuses().sorted(|one| matches!(one, Status::Unknown | Status::Unstated));
    let natures = tally.natures().sorted(Option::is_none);
    let reasons = tally
        .reasons()
        .sorted(|one| matches!(one, Reason::Other | Reason::HeldBack | Reason::Unstated));
    let departments = tally.departments().sorted(|one| *one == RegulatorKind::Other);
    let named = |code: &str, label: &str| (code.to_owned(), label.to_owned(), None);
    let nature = |one: &Option<Nature>| match one {
        Some(Nature::ForProfit) => "for_profit",
        Some(Nature::NonProfit) => "non_profit",
        None => "unstated",
    };
    [
        Table::of(Subject::Category, &categories, |one| {
            named(one.code(), labels::category(language, *one))
        }),
        Table::of(Subject::Department, &departments, |one| {
            named(one.code(), labels::department(language, *one))
        }),
        Table::of(Subject::Regulator, &tally.regulators(), |one| {
            (one.to_string(), directory.regulator_name(*one), None)
        }),
        Table::of(Subject::Roster, &tally.rosters(), |one| {
            named(one.code(), labels::roster(language, *one))
        }),
        Table::of(Subject::Status, &statuses, |one| {
            named(one.code(), labels::status(language, *one))
        }),
        Table::of(Subject::Nature, &natures, |one| {
            named(nature(one), telling::nature(language, *one))
        }),
        Table::of(Subject::Reason, &reasons, |one| {
            named(one.code(), labels::ban_reason(language, *one))
        }),
    ]
}
