//! What a program is told of its draft.

use serde::Serialize;

use super::sender::Sender;
use crate::domain::directory::Directory;
use crate::domain::review::DraftState;
use crate::publish::draft::Draft;
use crate::publish::obstacles::{Obstacle, is_unanswered};
use crate::publish::preview::Preview;
use crate::publish::review::Shown;
use crate::publish::workshop::WorkError;
use crate::web::App;
use crate::web::console::PATH;
use crate::web::console::draft::words;

/// Findings told at most; the rest is counted.
pub const MOST_FINDINGS: usize = 1_000;

/// A draft as it stands.
#[derive(Debug, Serialize)]
pub struct DraftOut {
    pub draft: i64,
    pub regulator: String,
    pub state: &'static str,
    /// Of the file as it came.
    pub sha256: Option<String>,
    /// Where people go on with it.
    pub url: String,
    /// The release that it became.
    pub published_release: Option<u64>,
    /// Why whoever approves returned it.
    pub returned_because: Option<String>,
    pub findings: Vec<FindingOut>,
    pub findings_left_out: u64,
    /// What is in the way of handing it in; empty when nothing is, or when it has been.
    pub obstacles: Vec<ObstacleOut>,
    /// What looks wrong with what would change.
    pub alarms: Vec<AlarmOut>,
    /// What would change; `null` where that cannot be told, or it has happened.
    pub preview: Option<PreviewOut>,
}

#[derive(Debug, Serialize)]
pub struct FindingOut {
    pub level: &'static str,
    pub code: &'static str,
    /// To be given as `acknowledge`; so may be `code`, for all of its kind.
    pub key: String,
    pub place: String,
    pub sheet: String,
    pub row: Option<u32>,
    pub column: Option<String>,
    pub value: String,
    pub message: String,
    pub mend: &'static str,
    /// Whether somebody still has to say that it was seen.
    pub to_acknowledge: bool,
}

#[derive(Debug, Serialize)]
pub struct ObstacleOut {
    pub code: &'static str,
    pub message: String,
}

#[derive(Debug, Serialize)]
pub struct AlarmOut {
    pub code: &'static str,
    pub key: String,
    pub message: String,
}

#[derive(Debug, Serialize)]
pub struct PreviewOut {
    pub mode: &'static str,
    pub added: u64,
    pub changed: u64,
    pub removed: u64,
    pub unchanged: u64,
    /// So many leave that this has to be given as `number`.
    pub number_to_type: Option<u64>,
}

impl DraftOut {
    /// # Errors
    /// When the store does not answer.
    pub async fn of(app: &App, sender: &Sender, draft: &Draft) -> Result<Self, WorkError> {
        let reader = app.live.snapshot();
        let shown = Shown { reader: &reader, stale_after_days: app.site.stale_after_days };
        let (checked, preview, obstacles) = match draft.state {
            DraftState::Open
            | DraftState::Returned
            | DraftState::Submitted
            | DraftState::Scheduled => {
                let look = sender.workshop.look(draft, shown, sender.by()).await?;
                (look.checked, look.preview, look.obstacles)
            }
            DraftState::Published | DraftState::Dropped => {
                (sender.workshop.check(draft).await?, None, Vec::new())
            }
        };
        let reading = checked.reading.as_ref();
        let all = reading.map_or(&[][..], |reading| reading.findings.as_slice());
        let left_out = all.len().saturating_sub(MOST_FINDINGS) as u64;
        let findings = all.iter().take(MOST_FINDINGS).map(|finding| FindingOut {
            level: finding.level.code(),
            code: finding.problem.code(),
            key: finding.key(),
            place: finding.place(),
            sheet: finding.sheet.clone(),
            row: finding.row,
            column: finding.column.clone(),
            value: finding.value.clone(),
            message: finding.message(),
            mend: finding.mend(),
            to_acknowledge: is_unanswered(draft, finding),
        });
        let is_open = draft.state.is_editable();
        Ok(Self {
            draft: draft.no,
            regulator: draft.regulator.to_string(),
            state: draft.state.code(),
            sha256: draft.upload.map(|digest| digest.to_string()),
            url: format!("{}{PATH}/drafts/{}", app.site.base_path, draft.no),
            published_release: draft.content.release,
            returned_because: draft.content.reason.clone(),
            findings: findings.collect(),
            findings_left_out: left_out + reading.map_or(0, |reading| reading.findings_left_out),
            obstacles: obstacles.iter().filter(|_| is_open).map(ObstacleOut::of).collect(),
            alarms: alarms(reader.directory(), preview.as_ref()),
            preview: preview.as_ref().map(PreviewOut::of),
        })
    }
}

fn alarms(directory: &Directory, preview: Option<&Preview>) -> Vec<AlarmOut> {
    let alarms = preview.map_or(&[][..], |preview| preview.alarms.as_slice());
    let one = |alarm: &crate::domain::alarms::Alarm| AlarmOut {
        code: alarm.code(),
        key: alarm.key(),
        message: words::alarm(directory, alarm),
    };
    alarms.iter().take(MOST_FINDINGS).map(one).collect()
}

impl PreviewOut {
    fn of(preview: &Preview) -> Self {
        Self {
            mode: preview.mode.code(),
            added: preview.added,
            changed: preview.changed,
            removed: preview.removed,
            unchanged: preview.unchanged,
            number_to_type: preview.number_to_type(),
        }
    }
}

/// Codes of what may be in the way.
pub const OBSTACLES: [&str; 12] = [
    "unreadable",
    "columns",
    "errors",
    "warnings",
    "mode_missing",
    "as_of_missing",
    "as_of_ahead",
    "refused",
    "alarms",
    "number_not_typed",
    "conflicts",
    "nothing_changes",
];

impl ObstacleOut {
    fn of(obstacle: &Obstacle) -> Self {
        let code = match obstacle {
            Obstacle::Unreadable(_) => "unreadable",
            Obstacle::Columns => "columns",
            Obstacle::Errors(_) => "errors",
            Obstacle::Warnings(_) => "warnings",
            Obstacle::ModeMissing => "mode_missing",
            Obstacle::AsOfMissing => "as_of_missing",
            Obstacle::AsOfAhead => "as_of_ahead",
            Obstacle::Refused(_) => "refused",
            Obstacle::Alarms(_) => "alarms",
            Obstacle::NumberNotTyped(_) => "number_not_typed",
            Obstacle::Conflicts(_) => "conflicts",
            Obstacle::NothingChanges => "nothing_changes",
        };
        Self { code, message: words::obstacle(obstacle).0 }
    }
}
