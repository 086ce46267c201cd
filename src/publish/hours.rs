//! What happens by itself: approved drafts are published when their hour has come.

use std::time::Duration;

use jiff::Timestamp;
use jiff::civil::Date;

use super::draft::{Draft, Signed};
use super::live::Live;
use super::review::{Shown, agreed};
use super::workshop::{WorkError, Workshop, terms};
use crate::domain::account::Login;
use crate::domain::audit::{Action, NewEntry};
use crate::domain::review::Step;
use crate::store::drafts::DraftNo;

/// How often the drafts are asked for. A release at eight o'clock is there a moment after.
const ASK_EVERY: Duration = Duration::from_secs(1);
const AFTER_TROUBLE: Duration = Duration::from_secs(15);

/// Keeps the hours for ever. Any number of replicas may; each draft is published once.
pub async fn keep(
    workshop: Workshop,
    live: Live,
    stale_after_days: u16,
    now: fn() -> (Timestamp, Date),
) {
    loop {
        tokio::time::sleep(ASK_EVERY).await;
        let reader = live.snapshot();
        let shown = Shown { reader: &reader, stale_after_days };
        match workshop.publish_due(shown, now()).await {
            Ok(published) => {
                for no in published {
                    tracing::info!(draft = no, "published at its hour");
                }
            }
            Err(error) => {
                tracing::warn!(error = %anyhow::Error::from(error), "cannot publish what is due");
                tokio::time::sleep(AFTER_TROUBLE).await;
            }
        }
    }
}

impl Workshop {
    /// Publishes every approved draft whose hour has come; one whose rosters have changed since goes
    /// back to be looked at again. Safe to be called by several replicas at once.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn publish_due(
        &self,
        shown: Shown<'_>,
        (now, today): (Timestamp, Date),
    ) -> Result<Vec<DraftNo>, WorkError> {
        let mut done = Vec::new();
        let mut trouble = None;
        for no in self.store.due_drafts(now).await? {
            let Some(stored) = self.store.draft(no).await? else { continue };
            let draft = Draft::of(&stored)?;
            match self.publish_scheduled(draft, shown, (now, today)).await {
                Ok(Hour::Kept) => done.push(no),
                Ok(Hour::LookAgain) => {}
                // Another replica was quicker, or somebody took it back.
                Err(WorkError::Stale | WorkError::WrongState(_)) => {}
                // One that cannot be published keeps no other from its hour.
                Err(error) => trouble = Some(error),
            }
        }
        trouble.map_or(Ok(done), Err)
    }

    async fn publish_scheduled(
        &self,
        mut draft: Draft,
        shown: Shown<'_>,
        (now, today): (Timestamp, Date),
    ) -> Result<Hour, WorkError> {
        let Some(decided) = draft.content.decided.clone() else {
            return Err(WorkError::WrongState(draft.state));
        };
        let regulator = Some(draft.regulator);
        let entry = |action| {
            let mut entry = NewEntry::by_command("timer", now, action);
            entry.display = Signed::by_timer(now).display;
            entry.of_regulator(regulator).on(format!("draft {}", draft.no))
        };
        let (published, look_again) = (entry(Action::Published), entry(Action::Returned));
        let mut terms = terms(&draft, (now, today), shown.directory());
        terms.approved_by = Some(decided.named());
        let mut again = draft.clone();
        draft.publish_at = None;
        if !self.is_still_approved(&draft, &decided).await? {
            return self.put_up_again(again, look_again.changing("", APPROVER_GONE), now).await;
        }
        let look_again = look_again.changing("", LOOK_AGAIN);
        again.content.fingerprint = None;
        let Some(agreed) = agreed(&draft) else {
            return self.put_up_again(again, look_again, now).await;
        };
        let did = self.publish_draft(draft, Step::Publish, (agreed, &terms), published).await;
        match did {
            Ok(_) => Ok(Hour::Kept),
            Err(WorkError::RostersChanged | WorkError::Refused(_) | WorkError::NothingChanges) => {
                self.put_up_again(again, look_again, now).await
            }
            Err(error) => Err(error),
        }
    }

    /// Whether whoever set the hour may still approve this draft: not when the account has been closed
    /// or has another role or bureau since.
    async fn is_still_approved(&self, draft: &Draft, decided: &Signed) -> Result<bool, WorkError> {
        let Some(login) = Login::parse(&decided.login) else { return Ok(false) };
        match self.store.account_by_login(&login).await? {
            Some((account, _)) if account.disabled_at.is_none() => {
                self.may_approve(&account.actor(), draft).await
            }
            Some(_) | None => Ok(false),
        }
    }

    async fn put_up_again(
        &self,
        mut draft: Draft,
        entry: NewEntry,
        now: Timestamp,
    ) -> Result<Hour, WorkError> {
        draft.publish_at = None;
        draft.changed_at = now;
        draft.content.reason = Some(entry.after.clone());
        draft.content.decided = None;
        draft.content.changed = Signed::by_timer(now);
        draft.state =
            draft.state.after(Step::LookAgain).ok_or(WorkError::WrongState(draft.state))?;
        if self.store.save_draft(&draft.stored()?, &entry).await? {
            Ok(Hour::LookAgain)
        } else {
            Err(WorkError::Stale)
        }
    }
}

/// What became of a draft when its hour came.
enum Hour {
    /// It is published.
    Kept,
    /// It is not what was approved any more.
    LookAgain,
}

/// What stands on a draft that was due, and is not what was approved any more.
const LOOK_AGAIN: &str = "审核以后名单又变了，没有按时发布。请退回或重新核对后再送审。";

/// What stands on a draft that was due after its approver had left.
const APPROVER_GONE: &str =
    "定时发布以前，审核的人已经停用或换了角色、单位，没有按时发布。请由现在的审核人重新审核。";
