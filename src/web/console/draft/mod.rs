//! `/console/drafts/…`: a draft, step by step.

pub mod check;
pub mod columns;
pub mod conflicts;
pub mod files;
mod glance;
pub mod hand_in;
pub mod listed;
pub mod mends;
pub mod preview;
pub mod terms;
pub mod words;

use maud::{Markup, html};

use super::desk::clock;
use super::parts::{self, Tone};
use super::{Desk, Trouble};
use crate::domain::review::DraftState;
use crate::publish::draft::{Draft, DraftKind};
use crate::publish::review::{Look, Shown};
use crate::publish::workshop::WorkError;

/// The steps of a draft, with their pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    Columns,
    Check,
    Terms,
    Conflicts,
    Preview,
    HandIn,
}

impl Stage {
    fn label(self) -> &'static str {
        match self {
            Self::Columns => "核对列",
            Self::Check => "检查",
            Self::Terms => "发布信息",
            Self::Conflicts => "冲突",
            Self::Preview => "预览",
            Self::HandIn => "送审和发布",
        }
    }

    fn path(self) -> &'static str {
        match self {
            Self::Columns => "/columns",
            Self::Check => "/check",
            Self::Terms => "/terms",
            Self::Conflicts => "/conflicts",
            Self::Preview => "/preview",
            Self::HandIn => "",
        }
    }

    /// Which steps a draft of this kind has.
    fn of(kind: DraftKind) -> &'static [Self] {
        match kind {
            DraftKind::File | DraftKind::Api => {
                &[Self::Columns, Self::Check, Self::Terms, Self::Preview, Self::HandIn]
            }
            DraftKind::One => &[Self::Check, Self::Preview, Self::HandIn],
            DraftKind::Undo => &[Self::Conflicts, Self::Preview, Self::HandIn],
        }
    }
}

/// A page of a draft.
#[expect(clippy::needless_pass_by_value, reason = "what is shown is used up by its page")]
pub(super) fn sheet(desk: &Desk, draft: &Draft, at: Stage, main: Markup) -> Markup {
    let title = format!("{}：{}", at.label(), words::title(draft));
    let place = match draft.state {
        DraftState::Submitted | DraftState::Scheduled => super::Place::Reviews,
        DraftState::Open | DraftState::Returned | DraftState::Published | DraftState::Dropped => {
            match draft.kind {
                DraftKind::File | DraftKind::Api => super::Place::Upload,
                DraftKind::One => super::Place::Change,
                DraftKind::Undo => super::Place::Releases,
            }
        }
    };
    desk.page(
        &title,
        place,
        html! {
            (head(desk, draft, at))
            (main)
        },
    )
}

fn head(desk: &Desk, draft: &Draft, at: Stage) -> Markup {
    let changed = &draft.content.changed;
    html! {
        h1 { (words::title(draft)) }
        p.soft {
            "第 " (draft.no) " 号草稿 · " (draft.kind.label()) " · "
            (state_badge(draft.state)) " · "
            (clock(draft.changed_at)) " " (changed.display) "改过"
        }
        ol.stages aria-label="步骤" {
            @for stage in Stage::of(draft.kind) {
                li aria-current=[(*stage == at).then_some("step")] {
                    a href=(desk.path(&format!("/drafts/{}{}", draft.no, stage.path()))) { (stage.label()) }
                }
            }
        }
    }
}

/// Where a draft stands, in a word.
pub(super) fn state_badge(state: DraftState) -> Markup {
    let tone = match state {
        DraftState::Open | DraftState::Dropped => Tone::Plain,
        DraftState::Returned => Tone::Bad,
        DraftState::Submitted | DraftState::Scheduled => Tone::Warning,
        DraftState::Published => Tone::Good,
    };
    parts::badge(tone, state.label())
}

/// Where the next step leads.
pub(super) fn next(desk: &Desk, draft: &Draft, at: Stage) -> Markup {
    let stages = Stage::of(draft.kind);
    let next = stages.iter().skip_while(|stage| **stage != at).nth(1);
    html! {
        @if let Some(next) = next {
            (parts::buttons(parts::link_button(
                parts::Press::Main,
                &desk.path(&format!("/drafts/{}{}", draft.no, next.path())),
                &format!("下一步：{}", next.label()),
            )))
        }
    }
}

/// The draft, all that is to be seen of it, and whether the form was made of this version of it.
pub(super) struct Opened {
    pub(super) draft: Draft,
    pub(super) look: Look,
}

pub(super) async fn open(desk: &Desk, no: i64) -> Result<Opened, Trouble> {
    let workshop = desk.workshop()?;
    let draft = workshop.draft(no, &desk.actor).await?;
    let reader = desk.app.live.snapshot();
    let shown = Shown { reader: &reader, stale_after_days: desk.app.site.stale_after_days };
    let look = workshop.look(&draft, shown, desk.by()).await?;
    Ok(Opened { draft, look })
}

/// The draft that a form is about, as its sender saw it.
pub(super) async fn as_seen(desk: &Desk, no: i64, version: i64) -> Result<Draft, Trouble> {
    let draft = desk.workshop()?.draft(no, &desk.actor).await?;
    if draft.version == version { Ok(draft) } else { Err(overtaken(&draft)) }
}

/// Somebody was quicker.
pub(super) fn overtaken(draft: &Draft) -> Trouble {
    let changed = &draft.content.changed;
    Trouble::Conflict {
        what: format!(
            "您打开这一页以后，{}在 {} 改过这份草稿（现在是“{}”），您这一步没有执行。",
            changed.display,
            clock(draft.changed_at),
            draft.state.label()
        ),
        todo: format!("请重新打开第 {} 号草稿，看过对方改了什么，再做这一步。", draft.no),
    }
}

/// Hidden in every form about a draft.
pub(in crate::web::console) fn version(draft: &Draft) -> Markup {
    html! { input type="hidden" name="version" value=(draft.version); }
}

impl From<WorkError> for Trouble {
    fn from(error: WorkError) -> Self {
        match error {
            WorkError::Publish(error) => Self::from(error),
            WorkError::NotThere | WorkError::NoSuchListing => Self::NotFound,
            WorkError::NotAllowed => Self::Forbidden,
            WorkError::Stale => Self::Conflict {
                what: "刚才有人先改了这份草稿，您这一步没有执行。".into(),
                todo: "请重新打开这份草稿，看过对方改了什么，再做这一步。".into(),
            },
            WorkError::WrongState(state) => Self::Conflict {
                what: format!("这份草稿现在是“{}”，不能做这一步。", state.label()),
                todo: "请重新打开这份草稿，看它到了哪一步。".into(),
            },
            WorkError::RostersChanged => Self::Conflict {
                what: "送审以后，现行名单又变了，实际会改动的内容和送审时不一样，没有发布。".into(),
                todo: "请退回，让经办重新核对预览后再送审。".into(),
            },
            WorkError::Refused(refusal) => {
                Self::refused(words::refusal(&refusal), "请回到这份草稿改好后再试。")
            }
            WorkError::NothingChanges => {
                Self::refused("这份草稿发布了也不会改变什么，没有发布。", "不需要的话，可以作废。")
            }
            WorkError::NotStricter => Self::refused(
                "紧急发布只能用来停课、关停、移出或列入黑名单。这一次会让一些机构看起来更好，不能由一个人发布。",
                "请送审，由第二个人审核。",
            ),
        }
    }
}

impl From<crate::publish::PublishError> for Trouble {
    fn from(error: crate::publish::PublishError) -> Self {
        match error {
            crate::publish::PublishError::Store(error) => Self::from(error),
            error @ (crate::publish::PublishError::Index(_)
            | crate::publish::PublishError::EmptyStore { .. }
            | crate::publish::PublishError::NoRandomness
            | crate::publish::PublishError::Workbook(_)
            | crate::publish::PublishError::Write(_)) => {
                tracing::error!(error = %anyhow::Error::from(error), "the console failed");
                Self::Internal
            }
        }
    }
}
