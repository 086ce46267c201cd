//! From checked rows to releases: one transaction, one release for each regulator whose rosters change.

use std::collections::{BTreeMap, HashMap};

use jiff::Timestamp;
use jiff::civil::Date;

use super::PublishError;
use super::submission::{Said, Submission};
use crate::domain::changes::{Change, Changes, Standing, diff};
use crate::domain::digest::{self, Digest, Salt};
use crate::domain::institution::{Ending, InstitutionId, Until, Version};
use crate::domain::listing::{Listing, RosterKind};
use crate::domain::matching::{Acquaintance, Acquaintances, InstitutionNo, Match};
use crate::domain::regulator::{Regulator, RegulatorCode};
use crate::domain::release::{ChangeCounts, Mode, Release, ReleaseId};
use crate::domain::text;
use crate::domain::uscc::Uscc;
use crate::store::publishing::{Batch, GainedCode, KeptUpload, RecognitionKeys, UnitedTwin};
use crate::store::{Publishing, Store, Stored};

/// What whoever publishes says about the file; what is `None` is taken from the file's own title
/// rows, and failing that as the field's comment says.
#[derive(Clone, Debug)]
pub struct Terms {
    /// Refused when unsaid and it would matter: see [`Refusal::ModeUnclear`].
    pub mode: Option<Mode>,
    pub notice_no: Option<String>,
    pub title: Option<String>,
    /// 截至日期; failing that, today.
    pub as_of_on: Option<Date>,
    /// 发布日期; failing that, today.
    pub published_on: Option<Date>,
    /// Failing that, the day of publication.
    pub effective_on: Option<Date>,
    pub submitted_by: String,
    pub now: Timestamp,
    /// The day in Asia/Shanghai.
    pub today: Date,
}

/// What was published, or would be.
#[derive(Clone, Debug, Default)]
pub struct Outcome {
    /// In order; empty when nothing changed.
    pub releases: Vec<Release>,
    pub counts: ChangeCounts,
    /// Rows that stand in the rosters just as they were sent.
    pub unchanged: u64,
    /// Why nothing may be published.
    pub refusal: Option<Refusal>,
}

/// Why a file may not be published as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// Nobody said whether the list is full, and as a full list it would remove some.
    ModeUnclear { would_remove: Vec<(RegulatorCode, String)>, in_all: u64 },
    /// Rows of a full list were refused, and the list would remove some: perhaps those very ones.
    RefusedRowsInFullList {
        refused_rows: u64,
        would_remove: Vec<(RegulatorCode, String)>,
        in_all: u64,
    },
    /// Not one row passed its checks.
    NoRows,
}

/// Publishes a submission, or with [`Effect::None`] only tells what would happen. Whoever else
/// publishes waits meanwhile; readers do not.
///
/// # Errors
/// When the store refuses; then nothing has happened.
pub async fn publish(
    store: &Store,
    mut submission: Submission,
    terms: &Terms,
    effect: Effect,
    progress: &(dyn Fn(Stage) + Sync),
) -> Result<Outcome, PublishError> {
    progress(Stage::Comparing);
    let mut publishing = store.begin_publishing().await?;
    let regulators: Vec<RegulatorCode> = submission.regulators.keys().copied().collect();
    let standing = publishing.standing(&regulators).await?;
    let keyed = keyed(std::mem::take(&mut submission.listings));
    let acquaintances = publishing.acquaintances(&keys(&keyed)).await?;
    let known = publishing.regulators(&regulators).await?;

    let Submission { source, content, listings: _, regulators, said } = submission;
    if keyed.is_empty() {
        return Ok(Outcome { refusal: Some(Refusal::NoRows), ..Outcome::default() });
    }
    let mut plan = Plan::new(&mut publishing, acquaintances, standing);
    let rows = plan.recognise(keyed);
    let mode = match plan.changes(rows, terms.mode.or(said.mode), &said) {
        Ok(mode) => mode,
        Err(refusal) => return Ok(Outcome { refusal: Some(refusal), ..Outcome::default() }),
    };
    let frame = Frame {
        mode,
        title: terms.title.clone().or(said.title),
        notice_no: terms.notice_no.clone().or(said.notice_no),
        as_of_on: terms.as_of_on.or(said.as_of_on).unwrap_or(terms.today),
        published_on: terms.published_on.or(said.published_on).unwrap_or(terms.today),
        effective_on: terms.effective_on,
        is_newer: terms.as_of_on.or(said.as_of_on).is_some(),
        source: source.clone(),
    };
    let (mut batch, outcome) = plan.write_up(&frame, terms, &regulators)?;
    if effect == Effect::None || batch.releases.is_empty() {
        return Ok(outcome);
    }
    batch.uploads.push(KeptUpload { source, received_at: terms.now, content });
    batch.regulators = new_or_changed(&known, regulators);
    progress(Stage::Writing { rows: batch.versions.len() as u64 });
    publishing.write(&batch).await?;
    progress(Stage::Committing);
    publishing.commit().await?;
    Ok(outcome)
}

/// Whether a submission is published or only looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect {
    Publish,
    None,
}

/// Where the work has got to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    Comparing,
    Writing { rows: u64 },
    Committing,
}

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
    source: crate::domain::release::SourceFile,
}

/// How much an entry and the row that follows it must have in common.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Premises {
    Same,
    Any,
}

struct Plan<'p> {
    publishing: &'p mut Publishing,
    acquaintances: Acquaintances,
    standing: HashMap<RegulatorCode, Vec<Standing>>,
    /// The number of the version that stands now, by line.
    numbers: HashMap<i64, i64>,
    /// The digests that stand now, by regulator and line.
    proofs: HashMap<RegulatorCode, HashMap<i64, Digest>>,
    institutions: Vec<(InstitutionNo, InstitutionId)>,
    gained: Vec<(InstitutionNo, InstitutionId, InstitutionId)>,
    /// Whoever was known twice: the one that stays, the other, and the other's id.
    united: Vec<(InstitutionNo, InstitutionNo, InstitutionId)>,
    changes: BTreeMap<RegulatorCode, (Vec<RosterKind>, Changes)>,
    rows: u64,
}

impl<'p> Plan<'p> {
    fn new(
        publishing: &'p mut Publishing,
        acquaintances: Acquaintances,
        stored: Vec<Stored>,
    ) -> Self {
        let mut standing: HashMap<RegulatorCode, Vec<Standing>> = HashMap::new();
        let mut numbers = HashMap::with_capacity(stored.len());
        let mut proofs: HashMap<RegulatorCode, HashMap<i64, Digest>> = HashMap::new();
        for Stored { no, institution, version, digest, salt: _ } in stored {
            let regulator = version.listing.roster.regulator;
            numbers.insert(version.line, no);
            proofs.entry(regulator).or_default().insert(version.line, digest);
            standing.entry(regulator).or_default().push(Standing {
                line: version.line,
                institution,
                listing: version.listing,
            });
        }
        Self {
            publishing,
            acquaintances,
            standing,
            numbers,
            proofs,
            institutions: Vec::new(),
            gained: Vec::new(),
            united: Vec::new(),
            changes: BTreeMap::new(),
            rows: 0,
        }
    }

    /// Finds out whom each row is about. Rows with a code go first, so that one without finds them.
    fn recognise(
        &mut self,
        rows: Vec<(String, Listing)>,
    ) -> BTreeMap<RegulatorCode, Vec<(InstitutionNo, Listing)>> {
        let mut recognised: BTreeMap<RegulatorCode, Vec<(InstitutionNo, Listing)>> =
            BTreeMap::new();
        let (coded, uncoded): (Vec<_>, Vec<_>) =
            rows.into_iter().partition(|(_, listing)| listing.uscc.is_some());
        for (name_key, listing) in coded.into_iter().chain(uncoded) {
            self.rows += 1;
            let (no, id) = match self.acquaintances.recognise(&listing, &name_key) {
                Match::Existing(no) => (no, self.acquaintances.id(no)),
                Match::GainsCode(no, uscc) => self.gains_code(no, uscc),
                Match::PerhapsGainsCode(no, uscc) => {
                    if self.goes_on(no, &listing, Premises::Same) {
                        self.gains_code(no, uscc)
                    } else {
                        self.is_new(InstitutionId::Uscc(uscc))
                    }
                }
                Match::PerhapsTwins { no, twin } => {
                    if self.goes_on(twin, &listing, Premises::Any) {
                        self.unite(no, twin, &mut recognised);
                    }
                    (no, self.acquaintances.id(no))
                }
                Match::New(id) => self.is_new(id),
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
            recognised.entry(listing.roster.regulator).or_default().push((no, listing));
        }
        recognised
    }

    fn is_new(&mut self, id: InstitutionId) -> (InstitutionNo, Option<InstitutionId>) {
        let no = self.publishing.new_institution_no();
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
        recognised: &mut BTreeMap<RegulatorCode, Vec<(InstitutionNo, Listing)>>,
    ) {
        let Some(before) = self.acquaintances.id(twin) else { return };
        self.acquaintances.unite(no, twin);
        self.united.push((no, twin, before));
        let standing = self.standing.values_mut().flatten().map(|old| &mut old.institution);
        let rows = recognised.values_mut().flatten().map(|(of, _)| of);
        standing.chain(rows).filter(|of| **of == twin).for_each(|of| *of = no);
    }

    /// Compares with what stands. Without a word on the mode, a list that removes nothing is taken
    /// as full; one that would remove some is refused, and so is a full one with refused rows.
    fn changes(
        &mut self,
        rows: BTreeMap<RegulatorCode, Vec<(InstitutionNo, Listing)>>,
        mode: Option<Mode>,
        said: &Said,
    ) -> Result<Mode, Refusal> {
        let mut would_remove = Vec::new();
        let mut in_all = 0;
        for (regulator, rows) in rows {
            let carried: Vec<RosterKind> = RosterKind::ALL
                .into_iter()
                .filter(|kind| rows.iter().any(|(_, listing)| listing.roster.kind == *kind))
                .collect();
            let standing = self.standing.remove(&regulator).unwrap_or_default();
            let changes = diff(standing, rows, mode.unwrap_or(Mode::Full), &said.stated);
            for change in &changes.0 {
                if let Change::Removed { before } = change {
                    in_all += 1;
                    if would_remove.len() < 20 {
                        would_remove.push((regulator, before.listing.name.clone()));
                    }
                }
            }
            self.changes.insert(regulator, (carried, changes));
        }
        match mode {
            None if in_all > 0 => Err(Refusal::ModeUnclear { would_remove, in_all }),
            Some(Mode::Full) if in_all > 0 && said.refused_rows > 0 => {
                Err(Refusal::RefusedRowsInFullList {
                    refused_rows: said.refused_rows,
                    would_remove,
                    in_all,
                })
            }
            None | Some(Mode::Full) => Ok(Mode::Full),
            Some(Mode::Batch) => Ok(Mode::Batch),
        }
    }

    /// Gives every change its number, salt and digest, and every regulator its release.
    fn write_up(
        mut self,
        frame: &Frame,
        terms: &Terms,
        named: &BTreeMap<RegulatorCode, Regulator>,
    ) -> Result<(Batch, Outcome), PublishError> {
        let mut batch =
            Batch { institutions: std::mem::take(&mut self.institutions), ..Batch::default() };
        let mut outcome = Outcome::default();
        let mut chain = self.publishing.last().map_or(Digest::ZERO, |last| last.chain_digest);
        let mut id = self.publishing.last().map_or(ReleaseId::NONE, |last| last.id);
        let mut proofs = std::mem::take(&mut self.proofs);
        for (regulator, (rosters, changes)) in std::mem::take(&mut self.changes) {
            let counts = changes.counts();
            if changes.is_empty() && !frame.is_newer {
                continue;
            }
            id = id.next();
            let mut release = Release {
                id,
                regulator,
                rosters,
                title: title(frame, named.get(&regulator)),
                notice_no: frame.notice_no.clone(),
                mode: frame.mode,
                as_of_on: frame.as_of_on,
                published_on: frame.published_on,
                effective_on: frame.effective_on.unwrap_or(frame.published_on),
                recorded_at: terms.now,
                source: frame.source.clone(),
                submitted_by: terms.submitted_by.clone(),
                approved_by: None,
                counts,
                listings_after: 0,
                roster_digest: Digest::ZERO,
                chain_digest: Digest::ZERO,
            };
            let proofs = proofs.entry(regulator).or_default();
            for change in changes.0 {
                self.put(change, &release, proofs, &mut batch)?;
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
        outcome.unchanged = self.rows.saturating_sub(outcome.counts.added + outcome.counts.changed);
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

    fn put(
        &mut self,
        change: Change,
        release: &Release,
        proofs: &mut HashMap<i64, Digest>,
        batch: &mut Batch,
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
        let no = self.publishing.new_version_no();
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

/// Each row with the key of its name, which is costly to make.
fn keyed(listings: Vec<Listing>) -> Vec<(String, Listing)> {
    listings.into_iter().map(|listing| (text::normal(&listing.name), listing)).collect()
}

fn keys(rows: &[(String, Listing)]) -> RecognitionKeys {
    let mut keys = RecognitionKeys::default();
    for (name_key, listing) in rows {
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

/// Regulators that the store does not know yet, and known ones under a name that they had not had.
fn new_or_changed(known: &[Regulator], met: BTreeMap<RegulatorCode, Regulator>) -> Vec<Regulator> {
    let known: HashMap<RegulatorCode, &Regulator> =
        known.iter().map(|regulator| (regulator.code, regulator)).collect();
    met.into_values()
        .filter_map(|met| match known.get(&met.code) {
            None => Some(met),
            Some(known) => {
                let mut merged = (*known).clone();
                let is_provisional = merged.name.ends_with(merged.code.kind.department());
                if is_provisional && !met.name.ends_with(met.code.kind.department()) {
                    merged.name.clone_from(&met.name);
                }
                for name in std::iter::once(met.name).chain(met.aliases) {
                    let is_new = name != merged.name && !merged.aliases.contains(&name);
                    if is_new && !name.ends_with(met.code.kind.department()) {
                        merged.aliases.push(name);
                    }
                }
                (merged != **known).then_some(merged)
            }
        })
        .collect()
}

/// Makes regulators known, or known better, without a release.
///
/// # Errors
/// When the store refuses.
pub async fn register(store: &Store, regulators: Vec<Regulator>) -> Result<(), PublishError> {
    let mut publishing = store.begin_publishing().await?;
    publishing.write(&Batch { regulators, ..Batch::default() }).await?;
    Ok(publishing.commit().await?)
}
