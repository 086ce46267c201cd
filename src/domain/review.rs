//! 审核: how a draft comes to be published, and by whose hand.
//!
//! ```text
//! Open ── submit ──> Submitted ── approve ──> Published
//!   ^                 │   │  └─ approve for later ──> Scheduled ──> Published
//!   └── take back ────┘   └── return ──> Returned (changed like Open)
//! ```
//! Whoever changes a draft takes its approval away; what has been published or dropped stays so.

/// Where a draft stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum DraftState {
    /// 编辑中
    Open,
    /// 已退回: whoever approves wants something changed.
    Returned,
    /// 待审核
    Submitted,
    /// 已审核, waits for its hour.
    Scheduled,
    /// 已发布
    Published,
    /// 作废; kept.
    Dropped,
}

impl DraftState {
    pub const ALL: [Self; 6] = [
        Self::Open,
        Self::Returned,
        Self::Submitted,
        Self::Scheduled,
        Self::Published,
        Self::Dropped,
    ];

    pub fn code(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Returned => "returned",
            Self::Submitted => "submitted",
            Self::Scheduled => "scheduled",
            Self::Published => "published",
            Self::Dropped => "dropped",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.code() == code)
    }

    pub fn label(self) -> &'static str {
        match self {
            Self::Open => "编辑中",
            Self::Returned => "已退回",
            Self::Submitted => "待审核",
            Self::Scheduled => "已审核，等时间发布",
            Self::Published => "已发布",
            Self::Dropped => "已作废",
        }
    }

    /// Whether what it would publish may still be changed.
    pub fn is_editable(self) -> bool {
        match self {
            Self::Open | Self::Returned => true,
            Self::Submitted | Self::Scheduled | Self::Published | Self::Dropped => false,
        }
    }

    /// Whether somebody still has to do something about it.
    pub fn is_pending(self) -> bool {
        match self {
            Self::Open | Self::Returned | Self::Submitted | Self::Scheduled => true,
            Self::Published | Self::Dropped => false,
        }
    }

    /// Where a step leads from here. `None`: the step cannot be taken from here.
    pub fn after(self, step: Step) -> Option<Self> {
        match (self, step) {
            (Self::Open | Self::Returned, Step::Change) => Some(self),
            (Self::Open | Self::Returned, Step::Submit) => Some(Self::Submitted),
            (Self::Submitted | Self::Scheduled, Step::TakeBack) => Some(Self::Open),
            (Self::Submitted | Self::Scheduled, Step::Return) => Some(Self::Returned),
            (Self::Submitted, Step::Schedule) => Some(Self::Scheduled),
            (Self::Submitted | Self::Scheduled, Step::Publish)
            | (Self::Open | Self::Returned, Step::PublishUrgently | Step::PublishSent) => {
                Some(Self::Published)
            }
            (Self::Open | Self::Returned | Self::Submitted | Self::Scheduled, Step::Drop) => {
                Some(Self::Dropped)
            }
            // The rosters have changed since it was approved: it is to be looked at again.
            (Self::Scheduled, Step::LookAgain) => Some(Self::Submitted),
            _ => None,
        }
    }
}

/// What can be done with a draft.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Step {
    /// Mends, terms, acknowledgements.
    Change,
    Submit,
    /// Whoever submitted takes it back.
    TakeBack,
    /// 退回, with a reason.
    Return,
    /// Approved, to be published at a set time.
    Schedule,
    Publish,
    /// By an approver alone; somebody else looks at it afterwards. Only what makes verdicts stricter.
    PublishUrgently,
    /// Sent by the bureau's own system, where an admin lets that pass without a person.
    PublishSent,
    Drop,
    LookAgain,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_published_without_having_been_submitted_unless_urgently() {
        for state in DraftState::ALL {
            let leads_there = state.after(Step::Publish) == Some(DraftState::Published);
            let has_been_submitted = matches!(state, DraftState::Submitted | DraftState::Scheduled);
            assert_eq!(leads_there, has_been_submitted, "{state:?}");
        }
    }

    #[test]
    fn what_is_over_stays_over() {
        let steps = [
            Step::Change,
            Step::Submit,
            Step::TakeBack,
            Step::Return,
            Step::Schedule,
            Step::Publish,
            Step::PublishUrgently,
            Step::PublishSent,
            Step::Drop,
            Step::LookAgain,
        ];
        for state in [DraftState::Published, DraftState::Dropped] {
            for step in steps {
                assert_eq!(state.after(step), None, "{state:?} {step:?}");
            }
        }
    }

    #[test]
    fn what_waits_for_an_approver_cannot_be_changed_under_their_eyes() {
        for state in DraftState::ALL {
            assert_eq!(state.after(Step::Change).is_some(), state.is_editable(), "{state:?}");
        }
    }
}
