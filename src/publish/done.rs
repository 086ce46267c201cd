//! A draft becomes a release: in one transaction, with what became of it and its entries in the trail.

use jiff::Timestamp;

use super::PublishError;
use super::draft::{Draft, Signed};
use super::one::OneAction;
use super::plan::Plan;
use super::release::{Outcome, Refusal, Terms};
use super::submission::Submission;
use super::workshop::{WorkError, Workshop};
use crate::domain::audit::{Action, NewEntry};
use crate::domain::digest::Digest;
use crate::domain::release::Release;
use crate::domain::review::Step;
use crate::store::publishing::KeptUpload;

impl Workshop {
    /// Publishes a draft, keeps what became of it and enters it into the trail, in one transaction.
    pub(super) async fn publish_draft(
        &self,
        mut draft: Draft,
        step: Step,
        (agreed, terms): (Digest, &Terms),
        entry: NewEntry,
    ) -> Result<Vec<Release>, WorkError> {
        draft.state = draft.state.after(step).ok_or(WorkError::WrongState(draft.state))?;
        let checked = self.check(&draft).await?;
        let mut submission = self.submission(&draft, &checked).await?;
        let upload = upload_of(&mut submission, terms.now);
        let mut publishing = self.store.begin_publishing().await?;
        let plan = match Plan::of(&mut publishing, submission, terms).await? {
            Ok(plan) => plan,
            // What was agreed to is no longer there to be done.
            Err(Refusal::NoRows | Refusal::Gone { .. }) => return Err(WorkError::RostersChanged),
            Err(refusal) => return Err(WorkError::Refused(refusal)),
        };
        if plan.fingerprint() != agreed {
            return Err(WorkError::RostersChanged);
        }
        let (mut batch, outcome) = plan.write_up(&mut publishing, terms)?;
        let Outcome { releases, .. } = outcome;
        let Some(release) = releases.first() else { return Err(WorkError::NothingChanges) };
        batch.uploads.push(upload);
        draft.content.release = Some(release.id.number());
        draft.changed_at = terms.now;
        if let Some(decided) = &draft.content.decided {
            draft.content.changed = Signed { at: terms.now, ..decided.clone() };
        }
        let entries = entries(&draft, entry, release);
        publishing.write(&batch).await.map_err(PublishError::from)?;
        if !publishing.finish_draft(&draft.stored()?, &entries).await.map_err(PublishError::from)? {
            return Err(WorkError::Stale);
        }
        publishing.commit().await.map_err(PublishError::from)?;
        Ok(releases)
    }
}

fn upload_of(submission: &mut Submission, now: Timestamp) -> KeptUpload {
    KeptUpload {
        source: submission.source.clone(),
        received_at: now,
        content: std::mem::take(&mut submission.content),
    }
}

/// What enters the trail: who agreed, and what came of it.
fn entries(draft: &Draft, entry: NewEntry, release: &Release) -> Vec<NewEntry> {
    let counts = release.counts;
    // How it was published goes before what came of it.
    let how = if entry.after.is_empty() { String::new() } else { format!("{}；", entry.after) };
    let told = format!(
        "{how}release {}: +{} ~{} -{}",
        release.id, counts.added, counts.changed, counts.removed
    );
    let more = match (&draft.content.one, &draft.content.undo) {
        (Some(one), _) if one.action == OneAction::Unban => Some(Action::Repaired),
        (_, Some(_)) => Some(Action::Undone),
        _ => None,
    };
    let name = draft.content.one.as_ref().map(|one| one.name.clone()).unwrap_or_default();
    let mut entries = Vec::new();
    if let Some(action) = more {
        entries.push(NewEntry { action, ..entry.clone() }.changing(name, told.clone()));
    }
    entries.push(entry.changing("", told));
    entries
}
