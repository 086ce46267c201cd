//! 送审, 审核, 定时, 紧急: how a draft becomes a release by more than one person's hand.

use jiff::Timestamp;
use jiff::civil::Date;

use super::PublishError;
use super::draft::{Afterwards, Draft, DraftKind, Signed};
use super::one::OneAction;
use super::plan::Plan;
use super::preview::{Looking, Preview, preview};
use super::release::{Outcome, Refusal, Terms};
use super::submission::Submission;
use super::workshop::{By, Checked, WorkError, Workshop, terms};
use crate::domain::account::{Actor, Login, OwnApproval};
use crate::domain::alarms::Alarm;
use crate::domain::audit::{Action, NewEntry};
use crate::domain::checks::{Finding, Level, Problem};
use crate::domain::digest::Digest;
use crate::domain::directory::Directory;
use crate::domain::release::Release;
use crate::domain::review::{DraftState, Step};
use crate::import::{Certainty, FileReading};
use crate::search::Reader;
use crate::store::drafts::DraftNo;
use crate::store::publishing::KeptUpload;

/// What is in the way of handing a draft in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Obstacle {
    /// Nothing at all can be read.
    Unreadable(Problem),
    /// Columns that nobody has looked at.
    Columns,
    /// Rows with errors, neither mended nor left out on purpose.
    Errors(usize),
    /// Warnings that nobody has acknowledged.
    Warnings(usize),
    ModeMissing,
    AsOfMissing,
    Refused(Refusal),
    /// What looks wrong, and nobody has said that it is right.
    Alarms(usize),
    /// So many leave that the number has to be typed in.
    NumberNotTyped(u64),
    /// Listings that later releases changed, undecided.
    Conflicts(usize),
    NothingChanges,
}

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
    fn directory(&self) -> &Directory {
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
        let mut obstacles = of_reading(draft, &checked);
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
        let again = draft.clone();
        draft.publish_at = None;
        if !self.is_still_approved(&draft, &decided).await? {
            return self.put_up_again(again, look_again.changing("", APPROVER_GONE), now).await;
        }
        let look_again = look_again.changing("", LOOK_AGAIN);
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
        let Ok(login) = Login::parse(&decided.login) else { return Ok(false) };
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
        draft.content.fingerprint = None;
        draft.content.changed = Signed::by_timer(now);
        draft.state =
            draft.state.after(Step::LookAgain).ok_or(WorkError::WrongState(draft.state))?;
        if self.store.save_draft(&draft.stored()?, &entry).await? {
            Ok(Hour::LookAgain)
        } else {
            Err(WorkError::Stale)
        }
    }

    /// Publishes a draft, keeps what became of it and enters it into the trail, in one transaction.
    async fn publish_draft(
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

fn agreed(draft: &Draft) -> Option<Digest> {
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

fn of_reading(draft: &Draft, checked: &Checked) -> Vec<Obstacle> {
    let mut obstacles = Vec::new();
    if let Some(undo) = &checked.undo
        && undo.undecided() > 0
    {
        obstacles.push(Obstacle::Conflicts(undo.undecided()));
    }
    let Some(reading) = &checked.reading else { return obstacles };
    if let Some(problem) = reading.file_error {
        return vec![Obstacle::Unreadable(problem)];
    }
    if !draft.content.columns_confirmed && has_doubtful_columns(reading) {
        obstacles.push(Obstacle::Columns);
    }
    let errors = reading.findings.iter().filter(|finding| finding.level == Level::Error).count();
    if errors > 0 {
        obstacles.push(Obstacle::Errors(errors));
    }
    let warnings = reading.findings.iter().filter(|finding| is_unanswered(draft, finding)).count();
    if warnings > 0 {
        obstacles.push(Obstacle::Warnings(warnings));
    }
    if matches!(draft.kind, DraftKind::File | DraftKind::Api) {
        let announced = &draft.content.announced;
        if announced.mode().is_none() {
            obstacles.push(Obstacle::ModeMissing);
        }
        if announced.as_of_on.or(reading.as_of).is_none() {
            obstacles.push(Obstacle::AsOfMissing);
        }
    }
    obstacles
}

fn has_doubtful_columns(reading: &FileReading) -> bool {
    let columns = reading.sheets.iter().flat_map(|sheet| &sheet.tables);
    columns.flat_map(|table| &table.columns).any(|column| {
        // What nobody knows and what looks like nothing that we keep is passed over without asking.
        column.certainty == Certainty::Doubtful
            || (column.certainty == Certainty::Unknown && column.guess.is_some())
    })
}

/// Whether a finding is to be acknowledged and has not been.
pub fn is_unanswered(draft: &Draft, finding: &Finding) -> bool {
    finding.needs_acknowledgement() && !finding.is_settled_by(&draft.content.acknowledged)
}

fn of_preview(draft: &Draft, preview: &Preview) -> Vec<Obstacle> {
    let acknowledged = &draft.content.acknowledged;
    let mut obstacles = Vec::new();
    match draft.kind {
        // A list without changes tells at least that it is newer.
        DraftKind::File | DraftKind::Api => {}
        DraftKind::One | DraftKind::Undo if preview.is_empty() => {
            obstacles.push(Obstacle::NothingChanges);
        }
        DraftKind::One | DraftKind::Undo => {}
    }
    let number = preview.number_to_type();
    if let Some(number) = number
        && draft.content.number_typed != Some(number)
    {
        obstacles.push(Obstacle::NumberNotTyped(number));
    }
    let unanswered = preview.alarms.iter().filter(|alarm| {
        alarm.number_to_type().is_none()
            && !acknowledged.contains(alarm.code())
            && !acknowledged.contains(&alarm.key())
    });
    let unanswered = unanswered.count();
    if unanswered > 0 {
        obstacles.push(Obstacle::Alarms(unanswered));
    }
    obstacles
}

/// The states in which somebody has to look at a draft.
pub const WAITING: [DraftState; 1] = [DraftState::Submitted];
