//! What looks wrong about a set of changes: told before anybody signs, never decided by us.

use jiff::civil::Date;

use super::changes::Change;
use super::doubts::Doubt;
use super::institution::{Institution, InstitutionId};
use super::listing::{Field, FreeText, Listing, RosterKind, Validity};
use super::regulator::{Regulator, RegulatorCode};
use super::status::Status;

/// A roster that loses more than this part of its listings gets a question.
const LARGE_PART: u64 = 5;
/// Fewer than this are not "a fifth of the roster".
const FEW: u64 = 3;

/// One thing that looks wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Alarm {
    /// A fifth of a roster or more would leave it: the number has to be typed in.
    ManyLeave { roster: RosterKind, leaving: u64, of: u64 },
    /// On the regulator's own approved and banned list at once.
    BothLists { who: Who },
    /// Approved here, banned by another.
    BannedElsewhere { who: Who, by: RegulatorCode },
    /// Its name is one character from another institution's.
    NearName { who: Who, other: Who },
    /// Approved under a permit that is over already.
    Expired { who: Who, on: Date },
    /// Approved in a category that is not this regulator's to approve.
    OutsideRemit { who: Who, category: &'static str },
    /// Rows name another department as theirs.
    OtherRegulator { named: String, rows: u32 },
    /// A text seems to name a private person; it is kept from the public.
    HeldBack { who: Who, field: Field },
    /// So many of the new or changed listings are at another place than the regulator's (`home`),
    /// such as this one.
    Elsewhere { away: u64, of: u64, home: String, name: String, place: String },
    /// The list's days or its number.
    Said(Doubt),
}

/// Whom an alarm is about.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Who {
    pub id: InstitutionId,
    pub name: String,
}

impl Alarm {
    /// The stable code of its kind.
    pub fn code(&self) -> &'static str {
        match self {
            Self::ManyLeave { .. } => "many_leave",
            Self::BothLists { .. } => "both_lists",
            Self::BannedElsewhere { .. } => "banned_elsewhere",
            Self::NearName { .. } => "near_name",
            Self::Expired { .. } => "expired",
            Self::OutsideRemit { .. } => "outside_remit",
            Self::OtherRegulator { .. } => "other_regulator",
            Self::HeldBack { .. } => "held_back",
            Self::Elsewhere { .. } => "elsewhere",
            Self::Said(doubt) => doubt.code(),
        }
    }

    /// The number that has to be typed in, where saying yes is not enough.
    pub fn number_to_type(&self) -> Option<u64> {
        match self {
            Self::ManyLeave { roster: _, leaving, of: _ } => Some(*leaving),
            Self::BothLists { .. }
            | Self::BannedElsewhere { .. }
            | Self::NearName { .. }
            | Self::Expired { .. }
            | Self::OutsideRemit { .. }
            | Self::OtherRegulator { .. }
            | Self::HeldBack { .. }
            | Self::Elsewhere { .. }
            | Self::Said(_) => None,
        }
    }

    /// What an acknowledgement is kept under: another set of changes with the same trouble is asked about
    /// again only where it concerns somebody else.
    pub fn key(&self) -> String {
        match self {
            Self::ManyLeave { roster, leaving, of } => {
                format!("{}:{}:{leaving}:{of}", self.code(), roster.code())
            }
            Self::OtherRegulator { named, rows } => format!("{}:{rows}:{named}", self.code()),
            Self::Elsewhere { away, of, .. } => format!("{}:{away}:{of}", self.code()),
            Self::Said(doubt) => doubt.key(),
            Self::BothLists { who }
            | Self::BannedElsewhere { who, by: _ }
            | Self::NearName { who, other: _ }
            | Self::Expired { who, on: _ }
            | Self::OutsideRemit { who, category: _ }
            | Self::HeldBack { who, field: _ } => format!("{}:{}", self.code(), who.id),
        }
    }
}

/// Whether so many leaving a roster of so many is asked about.
pub fn many_leave(roster: RosterKind, leaving: u64, of: u64) -> Option<Alarm> {
    (leaving >= FEW && leaving * LARGE_PART >= of).then_some(Alarm::ManyLeave {
        roster,
        leaving,
        of,
    })
}

/// What looks wrong about one change. `after` is the institution as it would be; `day` the day from
/// which the change counts.
pub fn of_change(
    change: &Change,
    after: &Institution,
    regulator: &Regulator,
    day: Date,
) -> Vec<Alarm> {
    let listing = match change {
        Change::Added { institution: _, listing } => listing,
        Change::Amended { before: _, after } => after,
        Change::Removed { .. } => return Vec::new(),
    };
    let who = || Who { id: after.id, name: listing.name.clone() };
    let mut alarms = Vec::new();
    if listing.roster.kind == RosterKind::Approved {
        alarms.extend(of_approval(listing, after, regulator, day));
    }
    let of_own = |kind| {
        after.in_force(day).any(|version| {
            let roster = version.listing.roster;
            roster.regulator == regulator.code && roster.kind == kind
        })
    };
    if of_own(RosterKind::Approved) && of_own(RosterKind::Banned) {
        alarms.push(Alarm::BothLists { who: who() });
    }
    let texts = [
        (Field::Reason, &listing.reason),
        (Field::Measures, &listing.measures),
        (Field::Remark, &listing.remark),
    ];
    let held = texts.into_iter().filter(|(_, text)| **text == Some(FreeText::HeldBack));
    alarms.extend(held.map(|(field, _)| Alarm::HeldBack { who: who(), field }));
    alarms
}

fn of_approval(
    listing: &Listing,
    after: &Institution,
    regulator: &Regulator,
    day: Date,
) -> Vec<Alarm> {
    let who = || Who { id: after.id, name: listing.name.clone() };
    let mut alarms = Vec::new();
    let banned_by = after.in_force(day).find_map(|version| {
        let roster = version.listing.roster;
        let is_theirs = roster.regulator != regulator.code && roster.kind == RosterKind::Banned;
        is_theirs.then_some(roster.regulator)
    });
    if let Some(by) = banned_by {
        alarms.push(Alarm::BannedElsewhere { who: who(), by });
    }
    if let (Status::Normal, Validity::Until(on)) = (listing.status, &listing.valid_until)
        && *on < day
    {
        alarms.push(Alarm::Expired { who: who(), on: *on });
    }
    if !regulator.is_in_charge_of(listing.category) {
        let category = listing.category.label();
        alarms.push(Alarm::OutsideRemit { who: who(), category });
    }
    alarms
}

/// Whether two complete names differ by one character: changed, missing or added.
pub fn are_one_apart(one: &str, other: &str) -> bool {
    let (one, other): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    let (short, long) = if one.len() <= other.len() { (one, other) } else { (other, one) };
    if short == long || long.len() - short.len() > 1 {
        return false;
    }
    let same_before = short.iter().zip(&long).take_while(|(a, b)| a == b).count();
    let rest_of_short =
        &short[(same_before + usize::from(short.len() == long.len())).min(short.len())..];
    rest_of_short == &long[same_before + 1..]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fifth_of_a_roster_is_many_and_two_rows_are_not() {
        assert!(many_leave(RosterKind::Approved, 20, 100).is_some());
        assert!(many_leave(RosterKind::Approved, 19, 100).is_none());
        assert!(many_leave(RosterKind::Approved, 2, 2).is_none());
        assert!(many_leave(RosterKind::Approved, 3, 3).is_some());
    }

    #[test]
    fn one_character_apart_is_one_changed_missing_or_added() {
        for (one, other) in [
            ("启明教育", "启鸣教育"),
            ("启明教育", "启明星教育"),
            ("启明", "启明星"),
            ("明", "启明"),
        ] {
            assert!(are_one_apart(one, other), "{one} {other}");
            assert!(are_one_apart(other, one), "{other} {one}");
        }
        for (one, other) in
            [("启明教育", "启明教育"), ("启明教育", "明启教育"), ("启明", "启明教育")]
        {
            assert!(!are_one_apart(one, other), "{one} {other}");
        }
    }
}
