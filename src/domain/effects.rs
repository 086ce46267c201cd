//! What a change means, in words a director understands.

use jiff::civil::Date;

use super::changes::Change;
use super::listing::{Listing, RosterKind, Validity};
use super::text;
use super::verdict::Verdict;

/// A kind of change; one change can be of several.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Effect {
    /// 白转黑: it was approved and is now banned.
    ToBanned,
    /// Newly on a banned list.
    Banned,
    /// 移出黑名单
    Unbanned,
    Added,
    Removed,
    Renamed,
    Moved,
    /// The permit ends later than it did.
    Renewed,
    /// The permit ends earlier than it did.
    Shortened,
    StatusChanged,
    CodeChanged,
    Corrected,
}

impl Effect {
    pub const ALL: [Self; 12] = [
        Self::ToBanned,
        Self::Banned,
        Self::Unbanned,
        Self::Added,
        Self::Removed,
        Self::Renamed,
        Self::Moved,
        Self::Renewed,
        Self::Shortened,
        Self::StatusChanged,
        Self::CodeChanged,
        Self::Corrected,
    ];

    pub fn label(self) -> &'static str {
        match self {
            Self::ToBanned => "白转黑",
            Self::Banned => "列入黑名单",
            Self::Unbanned => "移出黑名单",
            Self::Added => "新增",
            Self::Removed => "移出",
            Self::Renamed => "更名",
            Self::Moved => "换地址",
            Self::Renewed => "许可证续期",
            Self::Shortened => "许可证提前到期",
            Self::StatusChanged => "状态改变",
            Self::CodeChanged => "改代码或证号",
            Self::Corrected => "其他更正",
        }
    }

    /// The kinds that a change is of; `was` is the institution's verdict before it.
    pub fn of(change: &Change, was: Option<Verdict>) -> Vec<Self> {
        match change {
            Change::Added { institution: _, listing } => match listing.roster.kind {
                RosterKind::Banned if was == Some(Verdict::Approved) => vec![Self::ToBanned],
                RosterKind::Banned => vec![Self::Banned],
                RosterKind::Approved | RosterKind::Watch => vec![Self::Added],
            },
            Change::Removed { before } => match before.listing.roster.kind {
                RosterKind::Banned => vec![Self::Unbanned],
                RosterKind::Approved | RosterKind::Watch => vec![Self::Removed],
            },
            Change::Amended { before, after } => of_amendment(&before.listing, after),
        }
    }
}

fn of_amendment(before: &Listing, after: &Listing) -> Vec<Effect> {
    let mut effects = Vec::new();
    if text::normal(&before.name) != text::normal(&after.name) {
        effects.push(Effect::Renamed);
    }
    if text::normal(&before.site.address) != text::normal(&after.site.address) {
        effects.push(Effect::Moved);
    }
    effects.extend(of_validity(&before.valid_until, &after.valid_until));
    if before.status != after.status {
        effects.push(Effect::StatusChanged);
    }
    if before.uscc != after.uscc || before.permit != after.permit {
        effects.push(Effect::CodeChanged);
    }
    if effects.is_empty() {
        effects.push(Effect::Corrected);
    }
    effects
}

fn of_validity(before: &Validity, after: &Validity) -> Option<Effect> {
    let end = |validity: &Validity| match validity {
        Validity::Until(day) => Some(*day),
        Validity::LongTerm => Some(Date::MAX),
        Validity::Unstated | Validity::Unclear(_) => None,
    };
    let (before, after) = (end(before)?, end(after)?);
    match before.cmp(&after) {
        std::cmp::Ordering::Less => Some(Effect::Renewed),
        std::cmp::Ordering::Equal => None,
        std::cmp::Ordering::Greater => Some(Effect::Shortened),
    }
}
