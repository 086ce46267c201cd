//! What a submission would change, and the releases that come of it. Nothing is written here.

use std::collections::{BTreeMap, HashMap, HashSet};

use jiff::civil::Date;

use super::PublishError;
use super::release::{Outcome, Refusal, Terms};
use super::submission::{Directed, Said, Submission};
use crate::domain::changes::{Change, Changes, Standing, diff};
use crate::domain::digest::{self, Digest, Salt};
use crate::domain::institution::{Ending, InstitutionId, Until, Version};
use crate::domain::listing::{Listing, RosterId, RosterKind};
use crate::domain::matching::{Acquaintance, Acquaintances, InstitutionNo, Match};
use crate::domain::regulator::{Regulator, RegulatorCode};
use crate::domain::release::{Mode, Release, ReleaseId, SourceFile};
use crate::domain::text;
use crate::domain::uscc::Uscc;
use crate::store::publishing::{Batch, GainedCode, RecognitionKeys, UnitedTwin};
use crate::store::{Publishing, Stored};

/// What all releases of one submission share.
pub(super) struct Frame {
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

impl Frame {
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

/// A row, and the standing listing that a person says it continues.
struct Row {
    name_key: String,
    listing: Listing,
    line: Option<i64>,
}

/// A row whose institution is known.
struct Recognised {
    institution: InstitutionNo,
    listing: Listing,
    line: Option<i64>,
}

/// How much an entry and the row that follows it must have in common.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Premises {
    Same,
    Any,
}

/// What would change, in full, before anything of it has a number.
pub(super) struct Plan {
    acquaintances: Acquaintances,
    standing: HashMap<RegulatorCode, Vec<Standing>>,
    /// How many listings stand, by roster, before.
    pub(super) stood: HashMap<RosterId, u64>,
    /// The number of the version that stands now, by line.
    numbers: HashMap<i64, i64>,
    /// The digests that stand now, by regulator and line.
    proofs: HashMap<RegulatorCode, HashMap<i64, Digest>>,
    institutions: Vec<(InstitutionNo, InstitutionId)>,
    gained: Vec<(InstitutionNo, InstitutionId, InstitutionId)>,
    /// Whoever was known twice: the one that stays, the other, and the other's id.
    united: Vec<(InstitutionNo, InstitutionNo, InstitutionId)>,
    pub(super) changes: BTreeMap<RegulatorCode, (Vec<RosterKind>, Changes)>,
    rows: u64,
    frame: Frame,
}

impl Plan {
    /// Compares a submission with what stands. The inner error is why it may not be published.
    pub(super) async fn of(
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
        let mut proofs: HashMap<RegulatorCode, HashMap<i64, Digest>> = HashMap::new();
        for Stored { no, institution, version, digest, salt: _ } in stored {
            let roster = version.listing.roster;
            *stood.entry(roster).or_default() += 1;
            numbers.insert(version.line, no);
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
            proofs,
            institutions: Vec::new(),
            gained: Vec::new(),
            united: Vec::new(),
            changes: BTreeMap::new(),
            rows: 0,
            frame,
        }
    }

    pub(super) fn mode(&self) -> Mode {
        self.frame.mode
    }

    /// The ids of institutions that this submission makes known.
    pub(super) fn new_ids(&self) -> &[(InstitutionNo, InstitutionId)] {
        &self.institutions
    }

    /// Rows that stand in the rosters just as they were sent.
    pub(super) fn unchanged(&self) -> u64 {
        let counts = self.changes.values().map(|(_, changes)| changes.counts());
        let touched: u64 = counts.map(|counts| counts.added + counts.changed).sum();
        self.rows.saturating_sub(touched)
    }

    /// Over everything that would change, before and after: who agreed to this agreed to nothing else.
    pub(super) fn fingerprint(&self) -> Digest {
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

    /// Finds out whom each row is about. Rows with a code go first, so that one without finds them.
    async fn recognise(
        &mut self,
        publishing: &mut Publishing,
        rows: Vec<Row>,
    ) -> Result<BTreeMap<RegulatorCode, Vec<Recognised>>, PublishError> {
        let mut recognised: BTreeMap<RegulatorCode, Vec<Recognised>> = BTreeMap::new();
        let (coded, uncoded): (Vec<_>, Vec<_>) =
            rows.into_iter().partition(|row| row.listing.uscc.is_some());
        for Row { name_key, listing, line } in coded.into_iter().chain(uncoded) {
            self.rows += 1;
            let regulator = listing.roster.regulator;
            let known = line.and_then(|line| self.continued(regulator, line, &listing));
            let row = match known {
                Some(institution) => {
                    self.may_gain(publishing, institution, &listing).await?;
                    Recognised { institution, listing, line }
                }
                None => {
                    let institution = self.meet(publishing, (&listing, name_key), &mut recognised);
                    Recognised { institution, listing, line: None }
                }
            };
            recognised.entry(regulator).or_default().push(row);
        }
        Ok(recognised)
    }

    /// The institution of the standing listing that a row continues. `None`: the row's code is
    /// another than the listing's, so it is about another institution.
    fn continued(
        &self,
        regulator: RegulatorCode,
        line: i64,
        listing: &Listing,
    ) -> Option<InstitutionNo> {
        let before = self.standing.get(&regulator)?.iter().find(|old| old.line == line)?;
        match (before.listing.uscc, listing.uscc) {
            (Some(before), Some(after)) if before != after => None,
            (None, Some(after)) => {
                let owner = self.acquaintances.of_id(InstitutionId::Uscc(after));
                owner.is_none_or(|owner| owner == before.institution).then_some(before.institution)
            }
            _ => Some(before.institution),
        }
    }

    /// An institution known by its name alone, in whose listing a person writes its code.
    async fn may_gain(
        &mut self,
        publishing: &mut Publishing,
        institution: InstitutionNo,
        listing: &Listing,
    ) -> Result<(), PublishError> {
        let Some(uscc) = listing.uscc else { return Ok(()) };
        let after = InstitutionId::Uscc(uscc);
        match publishing.id(institution).await? {
            Some(before @ InstitutionId::Named(_)) => {
                self.gained.push((institution, before, after));
                Ok(())
            }
            Some(InstitutionId::Uscc(_)) | None => Ok(()),
        }
    }

    /// Whom a row is about that continues nothing.
    fn meet(
        &mut self,
        publishing: &mut Publishing,
        (listing, name_key): (&Listing, String),
        recognised: &mut BTreeMap<RegulatorCode, Vec<Recognised>>,
    ) -> InstitutionNo {
        let (no, id) = match self.acquaintances.recognise(listing, &name_key) {
            Match::Existing(no) => (no, self.acquaintances.id(no)),
            Match::GainsCode(no, uscc) => self.gains_code(no, uscc),
            Match::PerhapsGainsCode(no, uscc) => {
                if self.goes_on(no, listing, Premises::Same) {
                    self.gains_code(no, uscc)
                } else {
                    self.is_new(publishing, InstitutionId::Uscc(uscc))
                }
            }
            Match::PerhapsTwins { no, twin } => {
                if self.goes_on(twin, listing, Premises::Any) {
                    self.unite(no, twin, recognised);
                }
                (no, self.acquaintances.id(no))
            }
            Match::New(id) => self.is_new(publishing, id),
        };
        if let Some(id) = id {
            self.acquaintances.remember(&Acquaintance {
                no,
                id,
                name_key,
                permit_key: listing.permit.as_ref().map(|permit| permit.key().to_owned()),
                region: listing.region,
            });
        }
        no
    }

    fn is_new(
        &mut self,
        publishing: &mut Publishing,
        id: InstitutionId,
    ) -> (InstitutionNo, Option<InstitutionId>) {
        let no = publishing.new_institution_no();
        self.institutions.push((no, id));
        (no, Some(id))
    }

    fn gains_code(
        &mut self,
        no: InstitutionNo,
        uscc: Uscc,
    ) -> (InstitutionNo, Option<InstitutionId>) {
        let after = InstitutionId::Uscc(uscc);
        if let Some(before) = self.acquaintances.id(no) {
            self.gained.push((no, before, after));
        }
        (no, Some(after))
    }

    /// Whether the list that a row is for names this institution now, so that the row can be what
    /// became of that entry.
    fn goes_on(&self, no: InstitutionNo, row: &Listing, premises: Premises) -> bool {
        let address = text::normal(&row.site.address);
        self.standing.get(&row.roster.regulator).into_iter().flatten().any(|old| {
            let is_there = || text::normal(&old.listing.site.address) == address;
            old.institution == no
                && old.listing.roster == row.roster
                && (premises == Premises::Any || is_there())
        })
    }

    /// Makes one of two: everything that lists have said of `twin` was said of `no`.
    fn unite(
        &mut self,
        no: InstitutionNo,
        twin: InstitutionNo,
        recognised: &mut BTreeMap<RegulatorCode, Vec<Recognised>>,
    ) {
        let Some(before) = self.acquaintances.id(twin) else { return };
        self.acquaintances.unite(no, twin);
        self.united.push((no, twin, before));
        let standing = self.standing.values_mut().flatten().map(|old| &mut old.institution);
        let rows = recognised.values_mut().flatten().map(|row| &mut row.institution);
        standing.chain(rows).filter(|of| **of == twin).for_each(|of| *of = no);
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

    /// Gives every change its number, salt and digest, and every regulator its release.
    pub(super) fn write_up(
        mut self,
        publishing: &mut Publishing,
        terms: &Terms,
    ) -> Result<(Batch, Outcome), PublishError> {
        if self.frame.mode == Mode::ForComment {
            self.forgo_changes();
        }
        let mut batch =
            Batch { institutions: std::mem::take(&mut self.institutions), ..Batch::default() };
        let mut outcome = Outcome { unchanged: self.unchanged(), ..Outcome::default() };
        let mut chain = publishing.last().map_or(Digest::ZERO, |last| last.chain_digest);
        let mut id = publishing.last().map_or(ReleaseId::NONE, |last| last.id);
        let mut proofs = std::mem::take(&mut self.proofs);
        for (regulator, (rosters, changes)) in std::mem::take(&mut self.changes) {
            let counts = changes.counts();
            let is_for_comment = self.frame.mode == Mode::ForComment;
            if changes.is_empty() && !self.frame.is_newer && !is_for_comment {
                continue;
            }
            let frame = &self.frame;
            id = id.next();
            let mut release = Release {
                id,
                regulator,
                rosters,
                title: title(frame, frame.named.get(&regulator)),
                notice_no: frame.notice_no.clone(),
                mode: frame.mode,
                as_of_on: frame.as_of_on,
                published_on: frame.published_on,
                effective_on: frame.effective_on.unwrap_or(frame.published_on),
                recorded_at: terms.now,
                source: frame.source.clone(),
                submitted_by: terms.submitted_by.clone(),
                approved_by: terms.approved_by.clone(),
                counts,
                listings_after: 0,
                roster_digest: Digest::ZERO,
                chain_digest: Digest::ZERO,
            };
            let proofs = proofs.entry(regulator).or_default();
            for change in changes.0 {
                self.put(publishing, change, &release, (proofs, &mut batch))?;
            }
            release.listings_after = proofs.len() as u64;
            release.roster_digest =
                digest::roster(&mut proofs.values().copied().collect::<Vec<_>>());
            release.chain_digest = digest::chain(chain, &release);
            chain = release.chain_digest;
            outcome.counts.added += counts.added;
            outcome.counts.changed += counts.changed;
            outcome.counts.removed += counts.removed;
            batch.releases.push(release);
        }
        outcome.releases = batch.releases.clone();
        let in_release = batch.releases.first().map_or(ReleaseId::NONE, |release| release.id);
        batch.gained = self
            .gained
            .iter()
            .map(|(no, before, after)| GainedCode {
                no: *no,
                before: *before,
                after: *after,
                in_release,
            })
            .collect();
        batch.united = self
            .united
            .iter()
            .map(|(no, twin, before)| UnitedTwin {
                no: *no,
                twin: *twin,
                before: *before,
                in_release,
            })
            .collect();
        Ok((batch, outcome))
    }

    /// What is for comment changes nothing and makes nobody known.
    fn forgo_changes(&mut self) {
        self.institutions.clear();
        self.gained.clear();
        self.united.clear();
        for change in self.changes.values_mut() {
            *change = (Vec::new(), Changes::default());
        }
    }

    fn put(
        &self,
        publishing: &mut Publishing,
        change: Change,
        release: &Release,
        (proofs, batch): (&mut HashMap<i64, Digest>, &mut Batch),
    ) -> Result<(), PublishError> {
        let until = |how| Until { release: release.id, on: release.effective_on, how };
        let (line, institution, listing) = match change {
            Change::Added { institution, listing } => (None, institution, *listing),
            Change::Amended { before, after } => {
                if let Some(no) = self.numbers.get(&before.line) {
                    batch.endings.push((*no, until(Ending::Amended)));
                }
                (Some(before.line), before.institution, *after)
            }
            Change::Removed { before } => {
                if let Some(no) = self.numbers.get(&before.line) {
                    batch.endings.push((*no, until(Ending::Departed)));
                }
                proofs.remove(&before.line);
                return Ok(());
            }
        };
        let no = publishing.new_version_no();
        let line = line.unwrap_or(no);
        let mut salt: Salt = [0; 16];
        getrandom::fill(&mut salt).map_err(|_| PublishError::NoRandomness)?;
        let digest = digest::listing(&listing, &salt);
        proofs.insert(line, digest);
        batch.versions.push(Stored {
            no,
            institution,
            version: Version {
                line,
                listing,
                from_release: release.id,
                from_on: release.effective_on,
                until: None,
            },
            salt,
            digest,
        });
        Ok(())
    }
}

fn title(frame: &Frame, regulator: Option<&Regulator>) -> String {
    frame.title.clone().unwrap_or_else(|| {
        format!(
            "{}校外培训机构名单",
            regulator.map(|regulator| regulator.name.as_str()).unwrap_or_default()
        )
    })
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

/// Each row with the key of its name, which is costly to make.
fn keyed(listings: Vec<Listing>, directed: &Directed) -> Vec<Row> {
    let rows = listings.into_iter().enumerate();
    rows.map(|(at, listing)| Row {
        name_key: text::normal(&listing.name),
        listing,
        line: directed.continues.get(&at).copied(),
    })
    .collect()
}

fn keys(rows: &[Row]) -> RecognitionKeys {
    let mut keys = RecognitionKeys::default();
    for Row { name_key, listing, line: _ } in rows {
        keys.ids.insert(match listing.uscc {
            Some(uscc) => InstitutionId::Uscc(uscc),
            None => InstitutionId::of_name(listing.region, &listing.name),
        });
        keys.names.insert(name_key.clone());
        if let Some(permit) = &listing.permit {
            keys.permits.insert(permit.key().to_owned());
        }
    }
    keys
}
