//! From a plan to releases with numbers, salts, digests and their place in the chain.

use std::collections::HashMap;

use super::Plan;
use crate::domain::changes::{Change, Changes};
use crate::domain::digest::{self, Digest, Salt};
use crate::domain::institution::{Ending, Until, Version};
use crate::domain::regulator::Regulator;
use crate::domain::release::{Mode, Release, ReleaseId};
use crate::publish::PublishError;
use crate::publish::release::{Outcome, Terms};
use crate::store::publishing::{Batch, GainedCode, UnitedTwin};
use crate::store::{Publishing, Stored};

impl Plan {
    /// Gives every change its number, salt and digest, and every regulator its release.
    pub(in crate::publish) fn write_up(
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
            let default = default_title(frame.named.get(&regulator));
            let said = frame.title.as_deref().filter(|said| !changes.names_a_ban_in(said));
            let mut source = frame.source.clone();
            if changes.names_a_ban_in(&source.name) {
                source.name = nameless(&source.name);
            }
            let mut release = Release {
                id,
                regulator,
                rosters,
                title: said.map_or(default, str::to_owned),
                notice_no: frame.notice_no.clone(),
                mode: frame.mode,
                as_of_on: frame.as_of_on,
                published_on: frame.published_on,
                effective_on: frame.announcement().effective_on,
                recorded_at: terms.now,
                source,
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
        // Nothing ends before it began: a day that is further back counts from the beginning on.
        let day_of = |line: i64| {
            self.standing_since
                .get(&line)
                .map_or(release.effective_on, |began| release.effective_on.max(*began))
        };
        let until = |how, line| Until { release: release.id, on: day_of(line), how };
        let from_on = match &change {
            Change::Added { .. } => release.effective_on,
            Change::Amended { before, .. } | Change::Removed { before } => day_of(before.line),
        };
        let (line, institution, listing) = match change {
            Change::Added { institution, listing } => (None, institution, *listing),
            Change::Amended { before, after } => {
                if let Some(no) = self.numbers.get(&before.line) {
                    batch.endings.push((*no, until(Ending::Amended, before.line)));
                }
                (Some(before.line), before.institution, *after)
            }
            Change::Removed { before } => {
                if let Some(no) = self.numbers.get(&before.line) {
                    batch.endings.push((*no, until(Ending::Departed, before.line)));
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
            version: Version { line, listing, from_release: release.id, from_on, until: None },
            salt,
            digest,
        });
        Ok(())
    }
}

fn default_title(regulator: Option<&Regulator>) -> String {
    let name = regulator.map(|regulator| regulator.name.as_str()).unwrap_or_default();
    format!("{name}校外培训机构名单")
}

/// What a file is called in public when its own name would tell whom it bans.
fn nameless(file: &str) -> String {
    let ending = file.rsplit_once('.').map(|(_, ending)| ending);
    let ending = ending.filter(|ending| ending.bytes().all(|byte| byte.is_ascii_alphanumeric()));
    ending.map_or_else(|| "名单".to_owned(), |ending| format!("名单.{ending}"))
}
