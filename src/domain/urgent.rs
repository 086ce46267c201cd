//! What one person alone may publish: only what can never, today or on a later day, let an institution
//! stand better than a second person has agreed to.

use super::changes::{Change, fields_changed};
use super::listing::{Field, Listing, RosterKind};
use super::verdict::{Verdict, is_at_least_as_grave};

/// Whether a change warns more than what stands, looked at by itself.
///
/// The verdict on the institution is not enough: a ban hides what becomes of a suspension beside it,
/// and it would come to light when the ban ends. `read` is what a listing alone says today.
pub fn is_stricter(change: &Change, read: impl Fn(&Listing) -> Verdict) -> bool {
    match change {
        Change::Added { institution: _, listing } => listing.roster.kind != RosterKind::Approved,
        // Whatever warns stays until two people have taken it away.
        Change::Removed { before } => read(&before.listing) == Verdict::Approved,
        Change::Amended { before, after } => {
            let before = &before.listing;
            let now = read(after);
            now != Verdict::Approved
                && is_at_least_as_grave(now, read(before))
                && fields_changed(before, after)
                    .into_iter()
                    .all(|field| may_change(field, before, after))
        }
    }
}

/// Words about what is held against it, and a ban's end if it comes later. Whom, where and for how long
/// it speaks stays.
fn may_change(field: Field, before: &Listing, after: &Listing) -> bool {
    const SAID_AGAINST_IT: [Field; 6] = [
        Field::Status,
        Field::Remark,
        Field::Reason,
        Field::Measures,
        Field::NoticeNo,
        Field::ListedOn,
    ];
    let ends_no_earlier = match (before.delisted_on, after.delisted_on) {
        (Some(ended), Some(ends)) => ends >= ended,
        (Some(_), None) => true,
        (None, _) => false,
    };
    SAID_AGAINST_IT.contains(&field) || (field == Field::DelistedOn && ends_no_earlier)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::changes::Standing;
    use crate::domain::listing::RosterId;
    use crate::domain::regulator::RegulatorCode;
    use crate::domain::status::Status;

    fn listing(kind: RosterKind, status: Status) -> Listing {
        let regulator = RegulatorCode::parse("990101-edu").unwrap();
        Listing { status, ..Listing::named(RosterId { regulator, kind }, "示例晨星中心") }
    }

    /// As the rules read these few.
    fn read(listing: &Listing) -> Verdict {
        match (listing.roster.kind, listing.status) {
            (RosterKind::Banned, _) | (_, Status::Revoked) => Verdict::Banned,
            (RosterKind::Approved, Status::Normal) => Verdict::Approved,
            _ => Verdict::Restricted,
        }
    }

    fn amended(before: Listing, after: Listing) -> bool {
        let before = Standing { line: 1, institution: 1, listing: before };
        is_stricter(&Change::Amended { before, after: Box::new(after) }, read)
    }

    fn removed(listing: Listing) -> bool {
        is_stricter(
            &Change::Removed { before: Standing { line: 1, institution: 1, listing } },
            read,
        )
    }

    #[test]
    fn a_warning_is_never_taken_away_by_one_person_whatever_stands_beside_it() {
        assert!(removed(listing(RosterKind::Approved, Status::Normal)));
        assert!(!removed(listing(RosterKind::Approved, Status::Rectifying)));
        assert!(!removed(listing(RosterKind::Watch, Status::Normal)));
        assert!(!removed(listing(RosterKind::Banned, Status::Unstated)));
    }

    #[test]
    fn a_status_only_gets_graver_and_nothing_else_of_the_entry_changes() {
        let white = |status| listing(RosterKind::Approved, status);
        assert!(amended(white(Status::Normal), white(Status::Rectifying)));
        assert!(amended(white(Status::Rectifying), white(Status::Revoked)));
        assert!(!amended(white(Status::Rectifying), white(Status::Normal)));
        assert!(!amended(white(Status::Revoked), white(Status::Rectifying)));
        let mut elsewhere = white(Status::Rectifying);
        elsewhere.site.address = "西路2号".into();
        assert!(!amended(white(Status::Normal), elsewhere));
    }

    #[test]
    fn a_ban_may_last_longer_and_never_shorter() {
        let until = |day: Option<&str>| {
            let delisted_on = day.map(|day| day.parse().unwrap());
            Listing { delisted_on, ..listing(RosterKind::Banned, Status::Unstated) }
        };
        assert!(amended(until(Some("2026-12-01")), until(Some("2027-12-01"))));
        assert!(amended(until(Some("2026-12-01")), until(None)));
        assert!(!amended(until(Some("2026-12-01")), until(Some("2026-11-30"))));
        assert!(!amended(until(None), until(Some("2030-01-01"))));
    }
}
