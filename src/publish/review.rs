//! 送审, 审核, 定时, 紧急: how a draft becomes a release by more than one person's hand.

use jiff::Timestamp;

use super::draft::{Afterwards, Draft, DraftKind, Signed};
use super::obstacles::{Obstacle, of_preview, of_reading};
use super::one::OneAction;
use super::preview::{Looking, Preview, preview};
use super::reading::Checked;
use super::release::Refusal;
use super::workshop::{By, WorkError, Workshop, terms};
use crate::domain::account::{Actor, OwnApproval};
use crate::domain::alarms::Alarm;
use crate::domain::audit::Action;
use crate::domain::digest::Digest;
use crate::domain::directory::Directory;
use crate::domain::release::Release;
use crate::domain::review::Step;
use crate::search::Reader;

/// A draft as it stands: what was read, what would happen, what is in the way.
#[derive(Debug)]
pub struct Look {
    pub checked: std::sync::Arc<Checked>,
    /// `None`: what is in the way comes before any comparing.
    pub preview: Option<Preview>,
    pub obstacles: Vec<Obstacle>,
}

/// What readers are shown just now, for previews.
#[derive(Clone, Copy, Debug)]
pub struct Shown<'a> {
    pub reader: &'a Reader,
    pub stale_after_days: u16,
}

impl Shown<'_> {
    pub(super) fn directory(&self) -> &Directory {
        self.reader.directory()
    }
}

impl Workshop {
    /// Looks at a draft from all sides.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn look(
        &self,
        draft: &Draft,
        shown: Shown<'_>,
        by: By<'_>,
    ) -> Result<Look, WorkError> {
        let checked = self.check(draft).await?;
        let mut obstacles = of_reading(draft, &checked, by.today);
        let is_readable =
            !obstacles.iter().any(|obstacle| matches!(obstacle, Obstacle::Unreadable(_)));
        let mut told = None;
        if is_readable {
            match self.foresee(draft, &checked, shown, by).await? {
                Ok(preview) => {
                    obstacles.extend(of_preview(draft, &preview));
                    told = Some(preview);
                }
                Err(Refusal::NoRows) if draft.kind == DraftKind::Undo => {
                    obstacles.push(Obstacle::NothingChanges);
                }
                Err(refusal) => obstacles.push(Obstacle::Refused(refusal)),
            }
        }
        Ok(Look { checked, preview: told, obstacles })
    }

    async fn foresee(
        &self,
        draft: &Draft,
        checked: &Checked,
        shown: Shown<'_>,
        by: By<'_>,
    ) -> Result<Result<Preview, Refusal>, WorkError> {
        let submission = self.submission(draft, checked).await?;
        let terms = terms(draft, (by.at, by.today), shown.directory());
        let regulator = self.regulator(draft.regulator).await?;
        let looking = Looking {
            store: &self.store,
            reader: shown.reader,
            terms: &terms,
            regulator: &regulator,
            stale_after_days: shown.stale_after_days,
        };
        let names = checked.reading.as_ref().and_then(|read| read.regulators.get(&draft.regulator));
        let others = names.into_iter().flatten().filter(|(name, _)| !regulator.is_called(name));
        let others: Vec<Alarm> = others
            .map(|(named, rows)| Alarm::OtherRegulator { named: named.clone(), rows: *rows })
            .collect();
        let mut told = preview(looking, submission).await?;
        if let Ok(preview) = &mut told {
            let of_list = match draft.kind {
                DraftKind::File | DraftKind::Api => {
                    preview.about_the_list(&regulator, &self.regions, by.today)
                }
                DraftKind::One | DraftKind::Undo => Vec::new(),
            };
            // What may be wrong with all of it comes before what may be with single institutions.
            preview.alarms.splice(0..0, of_list);
            preview.alarms.extend(others);
        }
        if let (Ok(told), Some(one)) = (&mut told, &draft.content.one)
            && one.action == OneAction::Ban
        {
            // Whoever bans somebody on purpose need not be asked whether that may be so.
            told.alarms.retain(|alarm| !matches!(alarm, Alarm::BothLists { .. }));
        }
        Ok(told)
    }

    /// Hands a draft in to be approved. The inner error is what is in the way.
    ///
    /// # Errors
    /// When this person may not, somebody was quicker, or the store refuses.
    pub async fn submit(
        &self,
        by: By<'_>,
        mut draft: Draft,
        shown: Shown<'_>,
    ) -> Result<Result<(), Vec<Obstacle>>, WorkError> {
        if !by.actor.may_submit(draft.regulator) {
            return Err(WorkError::NotAllowed);
        }
        let look = self.look(&draft, shown, by).await?;
        let Some(preview) = look.preview.filter(|_| look.obstacles.is_empty()) else {
            return Ok(Err(look.obstacles));
        };
        draft.content.submitted = Some(by.signed());
        draft.content.fingerprint = Some(preview.fingerprint.to_string());
        draft.content.decided = None;
        draft.content.reason = None;
        let told = format!(
            "新增{} 修改{} 移出{} {}",
            preview.added, preview.changed, preview.removed, preview.fingerprint
        );
        let entry = by.entry(&draft, Action::Submitted).changing("", told);
        let columns = (draft.regulator, draft.content.mapping());
        self.step(by, draft, Step::Submit, &entry).await?;
        // It is handed in all the same; of the next file the columns are asked about once more.
        if let Err(error) = self.remember_columns(by, columns).await {
            tracing::warn!(error = %anyhow::Error::from(error), "cannot remember columns");
        }
        Ok(Ok(()))
    }

    /// Whoever handed it in, or a colleague, takes it back to change it.
    ///
    /// # Errors
    /// As [`Workshop::change`].
    pub async fn take_draft_back(&self, by: By<'_>, mut draft: Draft) -> Result<(), WorkError> {
        if !by.actor.may_submit(draft.regulator) {
            return Err(WorkError::NotAllowed);
        }
        draft.publish_at = None;
        draft.content.decided = None;
        let entry = by.entry(&draft, Action::DraftChanged).changing("submitted", "taken back");
        self.step(by, draft, Step::TakeBack, &entry).await
    }

    /// 退回, with a reason.
    ///
    /// # Errors
    /// As [`Workshop::change`].
    pub async fn return_draft(
        &self,
        by: By<'_>,
        mut draft: Draft,
        reason: String,
    ) -> Result<(), WorkError> {
        if !by.actor.may_approve(draft.regulator) {
            return Err(WorkError::NotAllowed);
        }
        draft.publish_at = None;
        draft.content.decided = Some(by.signed());
        let entry = by.entry(&draft, Action::Returned).changing("", reason.clone());
        draft.content.reason = Some(reason);
        self.step(by, draft, Step::Return, &entry).await
    }

    /// Whether this person may approve this draft.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn may_approve(&self, actor: &Actor, draft: &Draft) -> Result<bool, WorkError> {
        let own = self.store.bureau_settings(Some(draft.regulator)).await?.own_approval;
        let submitter = draft.content.submitted.as_ref();
        Ok(submitter.is_some_and(|signed| may_approve(actor, draft, signed, own)))
    }

    /// Approves, to be published at `at`.
    ///
    /// # Errors
    /// [`WorkError::RostersChanged`] when what would be published is no longer what was handed in.
    pub async fn schedule(
        &self,
        by: By<'_>,
        mut draft: Draft,
        shown: Shown<'_>,
        at: Timestamp,
    ) -> Result<(), WorkError> {
        if !self.may_approve(by.actor, &draft).await? {
            return Err(WorkError::NotAllowed);
        }
        let look = self.look(&draft, shown, by).await?;
        let is_same = look.preview.is_some_and(|preview| is_agreed(&draft, preview.fingerprint));
        if !is_same {
            return Err(WorkError::RostersChanged);
        }
        draft.publish_at = Some(at);
        draft.content.decided = Some(by.signed());
        draft.content.reason = None;
        let entry = by.entry(&draft, Action::Scheduled).changing("", at.to_string());
        self.step(by, draft, Step::Schedule, &entry).await
    }

    /// Approves and publishes at once.
    ///
    /// # Errors
    /// [`WorkError::RostersChanged`] when what would be published is no longer what was handed in.
    pub async fn approve(
        &self,
        by: By<'_>,
        mut draft: Draft,
        shown: Shown<'_>,
    ) -> Result<Vec<Release>, WorkError> {
        if !self.may_approve(by.actor, &draft).await? {
            return Err(WorkError::NotAllowed);
        }
        draft.content.decided = Some(by.signed());
        let agreed = agreed(&draft).ok_or(WorkError::RostersChanged)?;
        let mut terms = terms(&draft, (by.at, by.today), shown.directory());
        terms.approved_by = Some(by.signed().named());
        let entry = by.entry(&draft, Action::Approved);
        self.publish_draft(draft, Step::Publish, (agreed, &terms), entry).await
    }

    /// An approver publishes at once, without anybody else, what only makes verdicts stricter;
    /// somebody else looks at it afterwards.
    ///
    /// # Errors
    /// [`WorkError::NotStricter`] when it would do anything else.
    pub async fn publish_urgently(
        &self,
        by: By<'_>,
        mut draft: Draft,
        shown: Shown<'_>,
    ) -> Result<Result<Vec<Release>, Vec<Obstacle>>, WorkError> {
        if !by.actor.may_approve(draft.regulator) {
            return Err(WorkError::NotAllowed);
        }
        let is_meant = draft.content.one.as_ref().is_some_and(|one| one.action.is_stricter_only());
        if !is_meant {
            return Err(WorkError::NotStricter);
        }
        let look = self.look(&draft, shown, by).await?;
        let Some(preview) = look.preview.filter(|_| look.obstacles.is_empty()) else {
            return Ok(Err(look.obstacles));
        };
        if !preview.is_stricter() {
            return Err(WorkError::NotStricter);
        }
        draft.content.submitted = Some(by.signed());
        draft.content.decided = Some(by.signed());
        draft.content.fingerprint = Some(preview.fingerprint.to_string());
        draft.content.afterwards = Some(Afterwards::Pending);
        let terms = terms(&draft, (by.at, by.today), shown.directory());
        let entry = by.entry(&draft, Action::Published).changing("", "紧急发布，没有第二人审核");
        let agreed = (preview.fingerprint, &terms);
        self.publish_draft(draft, Step::PublishUrgently, agreed, entry).await.map(Ok)
    }

    /// Publishes at once what the bureau's own system sent, where an admin has decided that it waits
    /// for nobody. The inner error is what is in the way; everything that stops a person stops it.
    ///
    /// # Errors
    /// [`WorkError::NotAllowed`] where the regulator has such drafts reviewed, or it is none.
    pub async fn publish_sent(
        &self,
        by: By<'_>,
        mut draft: Draft,
        shown: Shown<'_>,
    ) -> Result<Result<Vec<Release>, Vec<Obstacle>>, WorkError> {
        let settings = self.store.bureau_settings(Some(draft.regulator)).await?;
        let is_sent = draft.kind == DraftKind::Api && draft.content.changed.is(&by.actor.login);
        if settings.api_review || !is_sent || !by.actor.may_submit(draft.regulator) {
            return Err(WorkError::NotAllowed);
        }
        let look = self.look(&draft, shown, by).await?;
        let Some(preview) = look.preview.filter(|_| look.obstacles.is_empty()) else {
            return Ok(Err(look.obstacles));
        };
        draft.content.submitted = Some(by.signed());
        draft.content.fingerprint = Some(preview.fingerprint.to_string());
        // Nobody approved it: the release says so by naming nobody beside the token.
        let terms = terms(&draft, (by.at, by.today), shown.directory());
        let entry =
            by.entry(&draft, Action::Published).changing("", "接口直接发布，没有第二人审核");
        let agreed = (preview.fingerprint, &terms);
        self.publish_draft(draft, Step::PublishSent, agreed, entry).await.map(Ok)
    }

    /// Somebody else has looked at what was published urgently.
    ///
    /// # Errors
    /// [`WorkError::NotAllowed`] for whoever published it.
    pub async fn look_afterwards(&self, by: By<'_>, mut draft: Draft) -> Result<(), WorkError> {
        let is_own = draft.content.decided.as_ref().is_some_and(|own| own.is(&by.actor.login));
        if !by.actor.may_approve(draft.regulator) || is_own {
            return Err(WorkError::NotAllowed);
        }
        if draft.content.afterwards != Some(Afterwards::Pending) {
            return Err(WorkError::WrongState(draft.state));
        }
        draft.content.afterwards = Some(Afterwards::Done(by.signed()));
        draft.content.changed = by.signed();
        draft.changed_at = by.at;
        let entry = by.entry(&draft, Action::Approved).changing("urgent", "looked at afterwards");
        if self.store.save_draft(&draft.stored()?, &entry).await? {
            Ok(())
        } else {
            Err(WorkError::Stale)
        }
    }
}

pub(super) fn agreed(draft: &Draft) -> Option<Digest> {
    draft.content.fingerprint.as_deref().and_then(Digest::from_hex)
}

fn is_agreed(draft: &Draft, now: Digest) -> bool {
    agreed(draft) == Some(now)
}

fn may_approve(actor: &Actor, draft: &Draft, submitted: &Signed, own: OwnApproval) -> bool {
    // Who made or changed it has a hand in it as much as who handed it in.
    let is_own = [submitted, &draft.content.created].iter().any(|signed| signed.is(&actor.login))
        || draft.content.hands.contains(actor.login.as_str());
    actor.may_approve(draft.regulator) && (!is_own || own == OwnApproval::Allowed)
}
