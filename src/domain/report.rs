//! 工作总结: what a regulator's registers held on a day, and what became of them in a period. Counted from
//! the versions of listings, bans that are over included: the report is the bureau's own.
//!
//! Tables count institutions (家); changes and permits count listings (条).

mod period;
mod table;

use std::collections::BTreeMap;

use jiff::civil::Date;

pub use self::period::{Period, Preset};
pub use self::table::{Counted, Row, Table};
use super::category::Category;
use super::changes::{Change, Standing};
use super::directory::Directory;
use super::duties::{self, Term};
use super::effects::Effect;
use super::institution::{Ending, Institution, Version};
use super::listing::{Listing, Nature, RosterKind, Validity};
use super::region::RegionCode;
use super::regulator::{RegulatorCode, RegulatorKind};
use super::status::Status;
use super::verdict::conclude;

/// 学科, 非学科, as the State Council divides them (双减意见).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Subject {
    Academic,
    /// 文化艺术, 体育, 科技.
    NonAcademic,
    /// 职业技能, 托管, 其他: the list does not say that it is the one or the other.
    Neither,
}

impl Subject {
    pub const ALL: [Self; 3] = [Self::Academic, Self::NonAcademic, Self::Neither];

    fn of(category: Category) -> Option<Self> {
        match category {
            Category::Academic => Some(Self::Academic),
            Category::Arts | Category::Sports | Category::Science => Some(Self::NonAcademic),
            Category::Vocational | Category::Childcare | Category::Other => Some(Self::Neither),
            Category::Unstated => None,
        }
    }
}

/// 乡镇街道, by name within a region.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Town {
    pub region: Option<RegionCode>,
    pub name: String,
}

/// How the permits of the approved lists stand; each listing is of one kind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Permits {
    pub ended: u32,
    /// Within [`duties::SOON_DAYS`].
    pub ends_soon: u32,
    pub later: u32,
    pub long_term: u32,
    /// No end is written, or none that can be read.
    pub unstated: u32,
}

impl Permits {
    fn add(&mut self, listing: &Listing, day: Date) {
        let place = match (duties::term(listing, day), &listing.valid_until) {
            (Some(Term::Ended(_)), _) => &mut self.ended,
            (Some(Term::Ends(_)), _) => &mut self.ends_soon,
            // Of one that is closed anyway nobody renews the permit; over is over all the same.
            (None, Validity::Until(end)) if *end < day => &mut self.ended,
            (None, Validity::Until(_)) => &mut self.later,
            (None, Validity::LongTerm) => &mut self.long_term,
            (None, Validity::Unstated | Validity::Unclear(_)) => &mut self.unstated,
        };
        *place += 1;
    }

    pub fn total(self) -> u32 {
        self.ended + self.ends_soon + self.later + self.long_term + self.unstated
    }
}

/// What became of listings in the period, by the day on which it counts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Movement {
    /// In force on the day before the period.
    pub opening: u32,
    /// In force on the report's day.
    pub closing: u32,
    /// One change can be of several kinds.
    pub effects: BTreeMap<Effect, u32>,
}

impl Movement {
    pub fn of(&self, effect: Effect) -> u32 {
        self.effects.get(&effect).copied().unwrap_or_default()
    }

    /// 新增, 列入黑名单, 白转黑.
    pub fn came(&self) -> u32 {
        [Effect::Added, Effect::Banned, Effect::ToBanned].into_iter().map(|one| self.of(one)).sum()
    }

    /// 移出, 移出黑名单.
    pub fn left(&self) -> u32 {
        [Effect::Removed, Effect::Unbanned].into_iter().map(|one| self.of(one)).sum()
    }

    /// What opening, came and left do not explain of the closing.
    pub fn gap(&self) -> i64 {
        let expected = i64::from(self.opening) + i64::from(self.came()) - i64::from(self.left());
        i64::from(self.closing) - expected
    }
}

/// The counted report.
#[derive(Clone, Debug)]
pub struct Report {
    pub period: Period,
    /// The day whose state is told: the period's last, or today when that is still to come.
    pub as_of_on: Date,
    pub rosters: Table<RosterKind>,
    pub subjects: Table<Subject>,
    pub natures: Table<Nature>,
    pub categories: Table<Category>,
    pub statuses: Table<Status>,
    pub departments: Table<RegulatorKind>,
    pub regulators: Table<RegulatorCode>,
    pub towns: Table<Town>,
    pub movement: Movement,
    pub permits: Permits,
}

/// Counts a report, institution by institution.
#[derive(Debug)]
pub struct Counting<'d> {
    directory: &'d Directory,
    /// `None`: all regulators.
    regulator: Option<RegulatorCode>,
    report: Report,
}

impl<'d> Counting<'d> {
    pub fn new(
        directory: &'d Directory,
        regulator: Option<RegulatorCode>,
        period: Period,
        today: Date,
    ) -> Self {
        let report = Report {
            period,
            as_of_on: period.to().min(today),
            rosters: Table::default(),
            subjects: Table::default(),
            natures: Table::default(),
            categories: Table::default(),
            statuses: Table::default(),
            departments: Table::default(),
            regulators: Table::default(),
            towns: Table::default(),
            movement: Movement::default(),
            permits: Permits::default(),
        };
        Self { directory, regulator, report }
    }

    /// Adds an institution with everything that any list has ever said of it.
    pub fn add(&mut self, institution: &Institution) {
        let regulator = self.regulator;
        let own = || {
            let versions = institution.versions.iter();
            versions.filter(move |version| {
                regulator.is_none_or(|code| version.listing.roster.regulator == code)
            })
        };
        let day = self.report.as_of_on;
        let listings: Vec<&Listing> =
            own().filter(|version| version.is_in_force(day)).map(|one| &one.listing).collect();
        if !listings.is_empty() {
            self.add_state(&listings);
        }
        self.report.movement.closing += count(listings.len());
        if let Ok(before) = self.report.period.from().yesterday() {
            let open = own().filter(|version| version.is_in_force(before)).count();
            self.report.movement.opening += count(open);
        }
        let mut lines: BTreeMap<i64, Vec<&Version>> = BTreeMap::new();
        for version in own() {
            lines.entry(version.line).or_default().push(version);
        }
        for mut versions in lines.into_values() {
            versions.sort_by_key(|version| version.from_release);
            self.add_line(institution, &versions);
        }
    }

    fn add_state(&mut self, listings: &[&Listing]) {
        let report = &mut self.report;
        report.rosters.add(listings, |listing| Some(listing.roster.kind));
        report.subjects.add(listings, |listing| Subject::of(listing.category));
        report.natures.add(listings, |listing| listing.nature);
        report.categories.add(listings, |listing| {
            Some(listing.category).filter(|category| *category != Category::Unstated)
        });
        report.statuses.add(listings, |listing| {
            Some(listing.status).filter(|status| *status != Status::Unstated)
        });
        report.departments.add(listings, |listing| Some(listing.roster.regulator.kind));
        report.regulators.add(listings, |listing| Some(listing.roster.regulator));
        report.towns.add(listings, town);
        for listing in listings.iter().filter(|one| one.roster.kind == RosterKind::Approved) {
            report.permits.add(listing, report.as_of_on);
        }
    }

    /// All versions of one listing, oldest first.
    fn add_line(&mut self, institution: &Institution, versions: &[&Version]) {
        let mut before: Option<&Version> = None;
        for version in versions {
            let day = version.from_on;
            let continued = before.filter(|one| {
                one.until.is_some_and(|until| until.how == Ending::Amended) && lasts(one, day)
            });
            match (continued, lasts(version, day)) {
                (Some(old), true) => {
                    let change = Change::Amended {
                        before: standing(old),
                        after: Box::new(version.listing.clone()),
                    };
                    self.note(institution, &change, day);
                }
                (Some(old), false) => self.note_end(institution, old, day),
                (None, true) => {
                    let listing = Box::new(version.listing.clone());
                    self.note(institution, &Change::Added { institution: 0, listing }, day);
                }
                (None, false) => {}
            }
            if let Some(end) = own_end(version) {
                self.note_end(institution, version, end);
            }
            before = Some(version);
        }
    }

    fn note_end(&mut self, institution: &Institution, version: &Version, day: Date) {
        self.note(institution, &Change::Removed { before: standing(version) }, day);
    }

    fn note(&mut self, institution: &Institution, change: &Change, day: Date) {
        if day < self.report.period.from() || day > self.report.as_of_on {
            return;
        }
        let is_ban = matches!(change, Change::Added { listing, .. } if listing.roster.kind == RosterKind::Banned);
        let was = day.yesterday().ok().filter(|_| is_ban);
        let was = was.map(|day| conclude(institution, self.directory, day, u16::MAX).verdict);
        for effect in Effect::of(change, was) {
            *self.report.movement.effects.entry(effect).or_default() += 1;
        }
    }

    pub fn finish(self) -> Report {
        self.report
    }
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

fn standing(version: &Version) -> Standing {
    Standing { line: version.line, institution: 0, listing: version.listing.clone() }
}

fn town(listing: &Listing) -> Option<Town> {
    let name = listing.site.town.trim();
    (!name.is_empty()).then(|| Town { region: listing.region, name: name.to_owned() })
}

/// Whether what it says would count on `day`, whatever replaces it: not repaired, not past its own term.
fn lasts(version: &Version, day: Date) -> bool {
    version.listing.status != Status::Lifted
        && version.listing.delisted_on.is_none_or(|delisted| day < delisted)
}

/// The day on which it ends by itself or leaves the list; `None`: it does not, another version takes its
/// place first, or it never counted.
fn own_end(version: &Version) -> Option<Date> {
    if !lasts(version, version.from_on) {
        return None;
    }
    let departed =
        version.until.filter(|until| until.how == Ending::Departed).map(|until| until.on);
    let replaced = version.until.filter(|until| until.how == Ending::Amended).map(|until| until.on);
    let by_term =
        version.listing.delisted_on.filter(|day| replaced.is_none_or(|replaced| *day <= replaced));
    departed.into_iter().chain(by_term).min()
}

#[cfg(test)]
mod tests;
