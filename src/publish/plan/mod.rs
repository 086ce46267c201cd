//! What a submission would change, and the releases that come of it. Nothing is written here.

use std::collections::{BTreeMap, HashMap, HashSet};

use jiff::civil::Date;

mod recognise;
mod write_up;

use self::recognise::{Recognised, keyed, keys};
use super::PublishError;
use super::release::{Refusal, Terms};
use super::submission::{Directed, Said, Submission};
use crate::domain::changes::{Change, Changes, Standing, diff};
use crate::domain::digest::{self, Digest};
use crate::domain::institution::InstitutionId;
use crate::domain::listing::{Listing, RosterId, RosterKind};
use crate::domain::matching::{Acquaintances, InstitutionNo};
use crate::domain::regulator::{Regulator, RegulatorCode};
use crate::domain::release::{Mode, SourceFile};
use crate::store::{Publishing, Stored};

/// What all releases of one submission share.
struct Frame {
    mode: Mode,
    title: Option<String>,
    notice_no: Option<String>,
    as_of_on: Date,
    published_on: Date,
    effective_on: Option<Date>,
    /// The file or whoever sends it gives a 截至日期, so that even an unchanged list is news.
    is_newer: bool,
    source: SourceFile,
    named: BTreeMap<RegulatorCode, Regulator>,
}

/// What is said of a list as a whole: by whoever publishes, failing that by the file, failing that
/// by the calendar.
#[derive(Clone, Debug)]
pub struct Announcement {
    /// `None`: neither says; the release is called after its regulator.
    pub title: Option<String>,
    pub notice_no: Option<String>,
    /// 截至日期. `None`: nobody says.
    pub as_of_on: Option<Date>,
    pub published_on: Date,
    /// From when on the changes count.
    pub effective_on: Date,
}

impl Frame {
    fn announcement(&self) -> Announcement {
        Announcement {
            title: self.title.clone(),
            notice_no: self.notice_no.clone(),
            as_of_on: self.is_newer.then_some(self.as_of_on),
            published_on: self.published_on,
            effective_on: self.effective_on.unwrap_or(self.published_on),
        }
    }

    fn new(mode: Mode, terms: &Terms, said: Said, submission: Rest) -> Self {
        Self {
            mode,
            title: terms.title.clone().or(said.title),
            notice_no: terms.notice_no.clone().or(said.notice_no),
            as_of_on: terms.as_of_on.or(said.as_of_on).unwrap_or(terms.today),
            published_on: terms.published_on.or(said.published_on).unwrap_or(terms.today),
            effective_on: terms.effective_on,
            is_newer: terms.as_of_on.or(said.as_of_on).is_some(),
            source: submission.source,
            named: submission.regulators,
        }
    }
}

/// What a submission is beside its rows.
struct Rest {
    source: SourceFile,
    regulators: BTreeMap<RegulatorCode, Regulator>,
}

/// What would change, in full, before anything of it has a number.
pub(in crate::publish) struct Plan {
    acquaintances: Acquaintances,
    standing: HashMap<RegulatorCode, Vec<Standing>>,
    /// How many listings stand, by roster, before.
    pub(in crate::publish) stood: HashMap<RosterId, u64>,
    /// The number of the version that stands now, by line.
    numbers: HashMap<i64, i64>,
    /// The first day on which what stands counts, by line.
    standing_since: HashMap<i64, Date>,
    /// The digests that stand now, by regulator and line.
    proofs: HashMap<RegulatorCode, HashMap<i64, Digest>>,
    institutions: Vec<(InstitutionNo, InstitutionId)>,
    gained: Vec<(InstitutionNo, InstitutionId, InstitutionId)>,
    /// Whoever was known twice: the one that stays, the other, and the other's id.
    united: Vec<(InstitutionNo, InstitutionNo, InstitutionId)>,
    pub(in crate::publish) changes: BTreeMap<RegulatorCode, (Vec<RosterKind>, Changes)>,
    rows: u64,
    frame: Frame,
}

impl Plan {
    /// Compares a submission with what stands. The inner error is why it may not be published.
    pub(in crate::publish) async fn of(
        publishing: &mut Publishing,
        mut submission: Submission,
        terms: &Terms,
    ) -> Result<Result<Self, Refusal>, PublishError> {
        let regulators: Vec<RegulatorCode> = submission.regulators.keys().copied().collect();
        let stored = publishing.standing(&regulators).await?;
        let directed = std::mem::take(&mut submission.directed);
        let rows = keyed(std::mem::take(&mut submission.listings), &directed);
        if rows.is_empty() && directed.is_empty() {
            return Ok(Err(Refusal::NoRows));
        }
        let acquaintances = publishing.acquaintances(&keys(&rows)).await?;
        let Submission { source, content: _, listings: _, regulators, said, directed: _ } =
            submission;
        let mode = terms.mode.or(said.mode);
        let frame = Frame::new(
            mode.unwrap_or(Mode::Full),
            terms,
            said.clone(),
            Rest { source, regulators },
        );
        let mut plan = Self::over(acquaintances, stored, frame);
        let rows = plan.recognise(publishing, rows).await?;
        Ok(plan.compare(rows, &directed, mode, &said).map(|()| plan))
    }

    fn over(acquaintances: Acquaintances, stored: Vec<Stored>, frame: Frame) -> Self {
        let mut standing: HashMap<RegulatorCode, Vec<Standing>> = HashMap::new();
        let mut stood: HashMap<RosterId, u64> = HashMap::new();
        let mut numbers = HashMap::with_capacity(stored.len());
        let mut standing_since = HashMap::with_capacity(stored.len());
        let mut proofs: HashMap<RegulatorCode, HashMap<i64, Digest>> = HashMap::new();
        for Stored { no, institution, version, digest, salt: _ } in stored {
            let roster = version.listing.roster;
            *stood.entry(roster).or_default() += 1;
            numbers.insert(version.line, no);
            standing_since.insert(version.line, version.from_on);
            proofs.entry(roster.regulator).or_default().insert(version.line, digest);
            standing.entry(roster.regulator).or_default().push(Standing {
                line: version.line,
                institution,
                listing: version.listing,
            });
        }
        Self {
            acquaintances,
            standing,
            stood,
            numbers,
            standing_since,
            proofs,
            institutions: Vec::new(),
            gained: Vec::new(),
            united: Vec::new(),
            changes: BTreeMap::new(),
            rows: 0,
            frame,
        }
    }

    pub(in crate::publish) fn mode(&self) -> Mode {
        self.frame.mode
    }

    pub(in crate::publish) fn announcement(&self) -> Announcement {
        self.frame.announcement()
    }

    /// The ids of institutions that this submission makes known.
    pub(in crate::publish) fn new_ids(&self) -> &[(InstitutionNo, InstitutionId)] {
        &self.institutions
    }

    /// Rows that stand in the rosters just as they were sent.
    pub(in crate::publish) fn unchanged(&self) -> u64 {
        let counts = self.changes.values().map(|(_, changes)| changes.counts());
        let touched: u64 = counts.map(|counts| counts.added + counts.changed).sum();
        self.rows.saturating_sub(touched)
    }

    /// Over everything that would change, before and after: who agreed to this agreed to nothing else.
    pub(in crate::publish) fn fingerprint(&self) -> Digest {
        let mut lines: Vec<Vec<u8>> = Vec::new();
        let part = |listing: &Listing| Digest::of(&digest::content(listing)).0;
        for (_, changes) in self.changes.values() {
            lines.extend(changes.0.iter().map(|change| match change {
                Change::Added { institution: _, listing } => {
                    [b"+".as_slice(), &part(listing)].concat()
                }
                Change::Amended { before, after } => {
                    [b"~".as_slice(), &part(&before.listing), &part(after)].concat()
                }
                Change::Removed { before } => [b"-".as_slice(), &part(&before.listing)].concat(),
            }));
        }
        lines.sort_unstable();
        let mut text = self.frame.mode.code().as_bytes().to_vec();
        for line in lines {
            text.extend(line);
        }
        Digest::of(&text)
    }

    /// Compares with what stands. Without a word on the mode, a list that removes nothing is taken
    /// as full; one that would remove some is refused, and so is a full one with refused rows.
    fn compare(
        &mut self,
        mut rows: BTreeMap<RegulatorCode, Vec<Recognised>>,
        directed: &Directed,
        mode: Option<Mode>,
        said: &Said,
    ) -> Result<(), Refusal> {
        for regulator in self.frame.named.keys() {
            rows.entry(*regulator).or_default();
        }
        let mut removal = Removal::default();
        let mut ends: HashSet<i64> = directed.ends.iter().copied().collect();
        for (regulator, rows) in rows {
            let (carried, changes) =
                self.changes_of(regulator, rows, (directed, &mut ends), (mode, said));
            removal.note(regulator, &changes, &directed.ends);
            self.changes.insert(regulator, (carried, changes));
        }
        if !ends.is_empty() {
            return Err(Refusal::Gone { listings: ends.len() as u64 });
        }
        let Removal { would_remove, in_all } = removal;
        match mode {
            None if in_all > 0 => Err(Refusal::ModeUnclear { would_remove, in_all }),
            Some(Mode::Full) if in_all > 0 && said.refused_rows > 0 => {
                Err(Refusal::RefusedRowsInFullList {
                    refused_rows: said.refused_rows,
                    would_remove,
                    in_all,
                })
            }
            None | Some(Mode::Full | Mode::Batch | Mode::ForComment) => Ok(()),
        }
    }

    /// The changes of one regulator, and the kinds of roster that the submission speaks of. Takes
    /// from `ends` the lines that it found.
    fn changes_of(
        &mut self,
        regulator: RegulatorCode,
        rows: Vec<Recognised>,
        (directed, ends): (&Directed, &mut HashSet<i64>),
        (mode, said): (Option<Mode>, &Said),
    ) -> (Vec<RosterKind>, Changes) {
        let mut standing = self.standing.remove(&regulator).unwrap_or_default();
        let mut changes = Vec::new();
        let mut kinds: HashSet<RosterKind> =
            rows.iter().map(|row| row.listing.roster.kind).collect();
        let mut take = |line: i64| {
            let at = standing.iter().position(|old| old.line == line)?;
            Some(standing.swap_remove(at))
        };
        for line in &directed.ends {
            if let Some(before) = take(*line) {
                ends.remove(line);
                kinds.insert(before.listing.roster.kind);
                changes.push(Change::Removed { before });
            }
        }
        for (line, listing) in &directed.reverts {
            if let Some(before) = take(*line) {
                kinds.insert(listing.roster.kind);
                changes.push(Change::Amended { before, after: Box::new(listing.clone()) });
            }
        }
        let mut free = Vec::with_capacity(rows.len());
        for row in rows {
            match row.line.and_then(&mut take) {
                Some(before) => {
                    let after = row.listing.inheriting(&before.listing, &said.stated);
                    if after != before.listing {
                        changes.push(Change::Amended { before, after: Box::new(after) });
                    }
                }
                None => free.push((row.institution, row.listing)),
            }
        }
        if !free.is_empty() {
            changes.extend(diff(standing, free, mode.unwrap_or(Mode::Full), &said.stated).0);
        }
        for (institution, listing) in &directed.restores {
            if listing.roster.regulator == regulator {
                kinds.insert(listing.roster.kind);
                let listing = Box::new(listing.clone());
                changes.push(Change::Added { institution: *institution, listing });
            }
        }
        let carried = RosterKind::ALL.into_iter().filter(|kind| kinds.contains(kind)).collect();
        (carried, Changes(changes))
    }
}

/// What a full list would take out, or one of unclear mode.
#[derive(Default)]
struct Removal {
    would_remove: Vec<(RegulatorCode, String)>,
    in_all: u64,
}

impl Removal {
    /// Names the first few.
    const NAMED: usize = 20;

    fn note(&mut self, regulator: RegulatorCode, changes: &Changes, meant: &[i64]) {
        for change in &changes.0 {
            if let Change::Removed { before } = change
                && !meant.contains(&before.line)
            {
                self.in_all += 1;
                if self.would_remove.len() < Self::NAMED {
                    self.would_remove.push((regulator, before.listing.name.clone()));
                }
            }
        }
    }
}
