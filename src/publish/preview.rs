//! What a submission would change, told before anybody signs: nothing is written, nobody waits.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};

use jiff::civil::Date;

use super::PublishError;
use super::plan::{Announcement, Plan};
use super::release::{Refusal, Terms};
use super::submission::Submission;
use crate::domain::alarms::{self, Alarm, Who, are_one_apart};
use crate::domain::answer::Typed;
use crate::domain::changes::Change;
use crate::domain::digest::Digest;
use crate::domain::directory::Directory;
use crate::domain::doubts::{self, Doubt};
use crate::domain::effects::Effect;
use crate::domain::elsewhere;
use crate::domain::institution::{Ending, Institution, InstitutionId, Until, Version};
use crate::domain::listing::Listing;
use crate::domain::matching::InstitutionNo;
use crate::domain::region::Regions;
use crate::domain::regulator::Regulator;
use crate::domain::release::Mode;
use crate::domain::urgent;
use crate::domain::verdict::{Verdict, conclude, is_at_least_as_grave, read};
use crate::search::{Ask, Filters, Page, Reader};
use crate::store::Store;

/// Names that are new are compared with those that are there, up to this many of them.
const NAMES_COMPARED: usize = 300;

/// What would happen.
#[derive(Clone, Debug)]
pub struct Preview {
    pub mode: Mode,
    pub announced: Announcement,
    /// Stands for all of it: see [`Plan::fingerprint`].
    pub fingerprint: Digest,
    /// How many changes are of a kind; one may be of several.
    pub effects: BTreeMap<Effect, u64>,
    pub added: u64,
    pub changed: u64,
    pub removed: u64,
    pub unchanged: u64,
    pub rows: Vec<Affected>,
    pub alarms: Vec<Alarm>,
}

impl Preview {
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Whether an approver may publish it alone ([`urgent::is_stricter`]).
    pub fn is_stricter(&self) -> bool {
        self.rows.iter().all(|row| row.is_stricter)
    }

    /// What looks wrong about a list as a whole: its days, its number, its places.
    pub(super) fn about_the_list(
        &self,
        regulator: &Regulator,
        regions: &Regions,
        today: Date,
    ) -> Vec<Alarm> {
        let said = &self.announced;
        let day = said.effective_on.max(today);
        let said = doubts::Said {
            notice_no: said.notice_no.as_deref(),
            as_of_on: said.as_of_on,
            published_on: said.published_on,
            effective_on: said.effective_on,
        };
        let after = || self.rows.iter().filter_map(|row| listing_after(&row.change));
        let mut alarms: Vec<Alarm> = Vec::new();
        alarms.extend(elsewhere::of_listings(after(), regulator.code.region, regions));
        alarms.extend(doubts::of(said, today).into_iter().map(Alarm::Said));
        let ahead = || after().filter_map(|one| Some((one, one.listed_on.filter(|on| *on > day)?)));
        if let Some((first, on)) = ahead().next() {
            let (rows, name) = (ahead().count() as u64, first.name.clone());
            alarms.push(Alarm::Said(Doubt::ListedAhead { rows, name, on }));
        }
        alarms
    }

    /// How many listings have to be typed in before this may be submitted. `None`: not so many leave.
    pub fn number_to_type(&self) -> Option<u64> {
        let leaving = self.alarms.iter().filter_map(Alarm::number_to_type);
        leaving.reduce(|a, b| a + b)
    }
}

/// One change, and what the public sees of its institution before and after.
#[derive(Clone, Debug)]
pub struct Affected {
    pub id: InstitutionId,
    pub change: Change,
    pub effects: Vec<Effect>,
    /// `None`: the public does not know it yet.
    pub was: Option<Verdict>,
    pub will_be: Verdict,
    /// It warns more than what stands, the institution as a whole and the listing by itself.
    pub is_stricter: bool,
}

/// What a preview is made from.
#[derive(Clone, Copy, Debug)]
pub struct Looking<'a> {
    pub store: &'a Store,
    pub reader: &'a Reader,
    pub terms: &'a Terms,
    pub regulator: &'a Regulator,
    pub stale_after_days: u16,
}

impl Looking<'_> {
    /// From when on the changes count.
    fn day(&self) -> Date {
        self.terms.effective_on.map_or(self.terms.today, |on| on.max(self.terms.today))
    }

    /// As the release will make it known: readers learn of a regulator, and of what is new of it, with
    /// its next release.
    fn directory(&self) -> Cow<'_, Directory> {
        let mut directory = Cow::Borrowed(self.reader.directory().as_ref());
        if directory.regulator(self.regulator.code) != Some(self.regulator) {
            directory.to_mut().add_regulator(self.regulator.clone());
        }
        directory
    }
}

/// Looks ahead.
///
/// # Errors
/// When the store does not answer; the inner one is why it may not be published as it is.
pub async fn preview(
    looking: Looking<'_>,
    submission: Submission,
) -> Result<Result<Preview, Refusal>, PublishError> {
    let mut publishing = looking.store.look().await?;
    let plan = match Plan::of(&mut publishing, submission, looking.terms).await? {
        Ok(plan) => plan,
        Err(refusal) => return Ok(Err(refusal)),
    };
    let mut ids: HashMap<InstitutionNo, InstitutionId> = plan.new_ids().iter().copied().collect();
    let touched: Vec<InstitutionNo> =
        changes_of(&plan).map(institution_of).filter(|no| !ids.contains_key(no)).collect();
    drop(publishing);
    let known = looking.store.ids(Some(&touched)).await?;
    ids.extend(known.into_iter().map(|(no, (id, _))| (no, id)));
    Ok(Ok(told(&looking, &plan, &ids)))
}

fn changes_of(plan: &Plan) -> impl Iterator<Item = &Change> {
    plan.changes.values().flat_map(|(_, changes)| &changes.0)
}

fn listing_after(change: &Change) -> Option<&Listing> {
    match change {
        Change::Added { institution: _, listing } => Some(listing),
        Change::Amended { before: _, after } => Some(after),
        Change::Removed { .. } => None,
    }
}

fn institution_of(change: &Change) -> InstitutionNo {
    match change {
        Change::Added { institution, .. } => *institution,
        Change::Amended { before, .. } | Change::Removed { before } => before.institution,
    }
}

fn told(
    looking: &Looking<'_>,
    plan: &Plan,
    ids: &HashMap<InstitutionNo, InstitutionId>,
) -> Preview {
    let mut by_institution: BTreeMap<InstitutionNo, Vec<&Change>> = BTreeMap::new();
    for change in changes_of(plan) {
        by_institution.entry(institution_of(change)).or_default().push(change);
    }
    let counts = plan.changes.values().map(|(_, changes)| changes.counts());
    let (added, changed, removed) = counts.fold((0, 0, 0), |sum, counts| {
        (sum.0 + counts.added, sum.1 + counts.changed, sum.2 + counts.removed)
    });
    let mut preview = Preview {
        mode: plan.mode(),
        announced: plan.announcement(),
        fingerprint: plan.fingerprint(),
        effects: BTreeMap::new(),
        added,
        changed,
        removed,
        unchanged: plan.unchanged(),
        rows: Vec::new(),
        alarms: many_leave(plan),
    };
    let directory = looking.directory();
    for (no, changes) in by_institution {
        let Some(id) = ids.get(&no).copied() else { continue };
        tell_of((looking, &directory), id, &changes, &mut preview);
    }
    preview.alarms.extend(near_names(looking, &preview.rows));
    preview.rows.sort_by_key(|row| row.effects.iter().min().copied());
    preview
}

/// Listings that leave, by roster. One that comes again under another line has not left.
fn many_leave(plan: &Plan) -> Vec<Alarm> {
    let mut leaving = BTreeMap::new();
    for change in changes_of(plan) {
        if let Change::Removed { before } = change {
            *leaving.entry(before.listing.roster).or_insert(0) += 1;
        }
    }
    let of = |roster| plan.stood.get(&roster).copied().unwrap_or_default();
    leaving
        .into_iter()
        .filter_map(|(roster, leaving)| alarms::many_leave(roster.kind, leaving, of(roster)))
        .collect()
}

fn tell_of(
    (looking, directory): (&Looking<'_>, &Directory),
    id: InstitutionId,
    changes: &[&Change],
    preview: &mut Preview,
) {
    let day = looking.day();
    let verdict = |institution: &Institution| {
        conclude(institution, directory, day, looking.stale_after_days).verdict
    };
    let before = looking.reader.institution(id, looking.terms.today);
    let was = before.as_ref().map(&verdict);
    let before = before.unwrap_or_else(|| unknown(id));
    let after = changed_by(before, changes, day);
    let will_be = verdict(&after.clone().in_public(day));
    for change in changes {
        let effects = Effect::of(change, was);
        for effect in &effects {
            *preview.effects.entry(*effect).or_default() += 1;
        }
        preview.alarms.extend(alarms::of_change(change, &after, looking.regulator, day));
        let is_stricter = will_be != Verdict::Approved
            && was.is_none_or(|was| is_at_least_as_grave(will_be, was))
            && urgent::is_stricter(change, |listing| read(listing, directory, day).0);
        let change = (*change).clone();
        preview.rows.push(Affected { id, change, effects, was, will_be, is_stricter });
    }
}

fn unknown(id: InstitutionId) -> Institution {
    Institution { id, aliases: Vec::new(), versions: Vec::new(), may_be_meant: Vec::new() }
}

/// The institution as it would be.
fn changed_by(mut institution: Institution, changes: &[&Change], day: Date) -> Institution {
    let release = institution.versions.iter().map(|version| version.from_release).max();
    let release = release.unwrap_or_default().next();
    let mut end = |line: i64, how| {
        for version in &mut institution.versions {
            if version.line == line && version.until.is_none() {
                version.until = Some(Until { release, on: day, how });
            }
        }
    };
    let mut begun = Vec::new();
    let begin = |line, listing: &Listing| Version {
        line,
        listing: listing.clone(),
        from_release: release,
        from_on: day,
        until: None,
    };
    for (change, unused) in changes.iter().zip(1_i64..) {
        match change {
            // No line that stands has a negative number.
            Change::Added { institution: _, listing } => begun.push(begin(-unused, listing)),
            Change::Amended { before, after } => {
                end(before.line, Ending::Amended);
                begun.push(begin(before.line, after));
            }
            Change::Removed { before } => end(before.line, Ending::Departed),
        }
    }
    institution.versions.extend(begun);
    institution
}

/// New names that are one character from one that another institution bears.
fn near_names(looking: &Looking<'_>, rows: &[Affected]) -> Vec<Alarm> {
    let mut alarms = Vec::new();
    let mut compared = 0;
    for row in rows {
        let Some(name) = new_name(&row.change) else { continue };
        compared += 1;
        if compared > NAMES_COMPARED {
            break;
        }
        let Ok(typed) = Typed::parse(name) else { continue };
        let ask = Ask {
            typed: &typed,
            filters: Filters::default(),
            page: Page { number: 1, size: 10 },
            today: looking.terms.today,
        };
        let found = looking.reader.search(&ask);
        let other = found.hits.iter().find_map(|hit| {
            let names = hit.institution.names(looking.terms.today);
            let near = names.into_iter().find(|other| are_one_apart(name, other))?;
            (hit.institution.id != row.id)
                .then(|| Who { id: hit.institution.id, name: near.to_owned() })
        });
        if let Some(other) = other {
            alarms.push(Alarm::NearName { who: Who { id: row.id, name: name.to_owned() }, other });
        }
    }
    alarms
}

fn new_name(change: &Change) -> Option<&str> {
    match change {
        Change::Added { institution: _, listing } => Some(&listing.name),
        Change::Amended { before, after } => {
            (before.listing.name != after.name).then_some(after.name.as_str())
        }
        Change::Removed { .. } => None,
    }
}
