//! What a release changes: the rows of a file against the rosters as they stand.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use super::listing::{Field, Listing, RosterKind};
use super::matching::InstitutionNo;
use super::release::{ChangeCounts, Mode};
use super::text;

/// A listing as it stands in a roster before the release.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// The same for all versions of one listing.
    pub line: i64,
    pub institution: InstitutionNo,
    pub listing: Listing,
}

/// One change of a roster.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    Added {
        institution: InstitutionNo,
        listing: Box<Listing>,
    },
    Amended {
        before: Standing,
        after: Box<Listing>,
    },
    /// It is absent from the new full list.
    Removed {
        before: Standing,
    },
}

/// All changes of one release.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changes(pub Vec<Change>);

impl Changes {
    pub fn counts(&self) -> ChangeCounts {
        let mut counts = ChangeCounts::default();
        for change in &self.0 {
            match change {
                Change::Added { .. } => counts.added += 1,
                Change::Amended { .. } => counts.changed += 1,
                Change::Removed { .. } => counts.removed += 1,
            }
        }
        counts
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether a text, such as the title of an announcement, names an institution that these changes put
    /// on a banned roster or take off it. A ban is to be forgotten in public one day (`design.md` §1.8),
    /// and a release's title and the name of its file stay.
    pub fn names_a_ban_in(&self, said: &str) -> bool {
        let said = text::normal(said);
        let is_in = |name: &str| {
            let name = text::normal(name);
            name.chars().count() >= SHORTEST_TELLING_NAME && said.contains(&name)
        };
        let mut bans = self.0.iter().flat_map(Change::listings);
        bans.any(|listing| {
            let names = std::iter::once(listing.name.as_str()).chain(listing.brand.as_deref());
            listing.roster.kind == RosterKind::Banned && names.into_iter().any(is_in)
        })
    }
}

/// Shorter ones are words of everyday language, too. In characters.
const SHORTEST_TELLING_NAME: usize = 3;

impl Change {
    /// What it ends and what it begins.
    fn listings(&self) -> impl Iterator<Item = &Listing> {
        let (before, after) = match self {
            Self::Added { institution: _, listing } => (None, Some(&**listing)),
            Self::Amended { before, after } => (Some(&before.listing), Some(&**after)),
            Self::Removed { before } => (Some(&before.listing), None),
        };
        before.into_iter().chain(after)
    }
}

/// What becomes of `standing` (one regulator's rosters before) when `rows` are published.
///
/// Only rosters that the rows carry are touched. Rows find the listing they continue within the
/// same institution and roster: the same content, else the same permit, else the same address, else
/// the only one left that no permit tells apart. A `Full` list removes what it does not name, a
/// `Batch` leaves it.
///
/// `stated` are the fields that the file has columns for. A batch says nothing about the others, so
/// they stay as they were: a list of corrected phones must not take a permit's end away.
pub fn diff(
    standing: Vec<Standing>,
    rows: Vec<(InstitutionNo, Listing)>,
    mode: Mode,
    stated: &HashSet<Field>,
) -> Changes {
    let carried: Vec<RosterKind> = RosterKind::ALL
        .into_iter()
        .filter(|kind| rows.iter().any(|(_, listing)| listing.roster.kind == *kind))
        .collect();
    let mut groups: HashMap<(InstitutionNo, RosterKind), Vec<Standing>> = HashMap::new();
    for old in standing {
        groups.entry((old.institution, old.listing.roster.kind)).or_default().push(old);
    }
    let mut rows: Vec<Option<(InstitutionNo, Listing)>> = rows.into_iter().map(Some).collect();
    let mut changes = Vec::new();
    let ways: [Same; 4] = [same_content, same_permit, same_address, not_told_apart];
    for same in ways {
        for row in &mut rows {
            let Some((institution, listing)) = row else { continue };
            let Some(group) = groups.get_mut(&(*institution, listing.roster.kind)) else {
                continue;
            };
            let as_sent = |old: &Standing| match mode {
                Mode::Full => Cow::Borrowed(&*listing),
                Mode::Batch | Mode::ForComment => {
                    Cow::Owned(listing.clone().inheriting(&old.listing, stated))
                }
            };
            let is_same = |old: &Standing| same(&old.listing, listing, &as_sent(old));
            let Some(at) = group.iter().position(is_same) else { continue };
            let after = as_sent(&group[at]);
            if group[at].listing != *after {
                let after = Box::new(after.into_owned());
                changes.push(Change::Amended { before: group.swap_remove(at), after });
            } else {
                group.swap_remove(at);
            }
            *row = None;
        }
    }
    changes.extend(
        rows.into_iter().flatten().map(|(institution, listing)| Change::Added {
            institution,
            listing: Box::new(listing),
        }),
    );
    if mode == Mode::Full {
        let mut left: Vec<Standing> = groups
            .into_iter()
            .filter(|((_, kind), _)| carried.contains(kind))
            .flat_map(|(_, group)| group)
            .collect();
        left.sort_by_key(|old| old.line);
        changes.extend(left.into_iter().map(|before| Change::Removed { before }));
    }
    Changes(changes)
}

/// The fields in which two versions of a listing differ, as readers see them.
pub fn fields_changed(before: &Listing, after: &Listing) -> Vec<Field> {
    Field::ALL.into_iter().filter(|field| before.text_of(*field) != after.text_of(*field)).collect()
}

/// Whether a row continues a listing: the listing, the row as it was sent, and the row with what the
/// file does not speak of taken from the listing.
type Same = fn(&Listing, &Listing, &Listing) -> bool;

fn same_content(before: &Listing, _: &Listing, filled: &Listing) -> bool {
    before == filled
}

fn same_permit(before: &Listing, after: &Listing, _: &Listing) -> bool {
    matches!((&before.permit, &after.permit), (Some(before), Some(after)) if before.key() == after.key())
}

fn same_address(before: &Listing, after: &Listing, _: &Listing) -> bool {
    text::normal(&before.site.address) == text::normal(&after.site.address)
        && !permits_differ(before, after)
}

/// Without two permits to tell them apart, a new address is a move, not a second site: the
/// narrower reading, since a move approves fewer places.
fn not_told_apart(before: &Listing, after: &Listing, _: &Listing) -> bool {
    !permits_differ(before, after)
}

fn permits_differ(before: &Listing, after: &Listing) -> bool {
    matches!((&before.permit, &after.permit), (Some(before), Some(after)) if before.key() != after.key())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::category::Category;
    use crate::domain::listing::{RosterId, Site, Validity};
    use crate::domain::permit::PermitNo;
    use crate::domain::regulator::RegulatorCode;
    use crate::domain::status::Status;

    fn listing(permit: &str, address: &str) -> Listing {
        let regulator = RegulatorCode::parse("990101-culture").unwrap();
        Listing {
            permit: PermitNo::parse(permit),
            status: Status::Normal,
            status_text: "正常".into(),
            category: Category::Arts,
            region: Some(regulator.region),
            site: Site { address: address.into(), town: String::new() },
            valid_until: Validity::LongTerm,
            ..Listing::named(
                RosterId { regulator, kind: RosterKind::Approved },
                "示例市晨星舞蹈培训有限公司",
            )
        }
    }

    fn standing(line: i64, listing: Listing) -> Standing {
        Standing { line, institution: 1, listing }
    }

    fn all() -> HashSet<Field> {
        Field::ALL.into_iter().collect()
    }

    #[test]
    fn a_row_continues_the_listing_of_its_permit_then_of_its_address() {
        let before =
            vec![standing(1, listing("甲1号", "东路1号")), standing(2, listing("", "西路2号"))];
        let moved = listing("甲1号", "南路3号");
        let mut renewed = listing("", "西路2号");
        renewed.phone = Some("0990-1234567".into());
        let changes = diff(before, vec![(1, moved), (1, renewed)], Mode::Full, &all());
        let mut lines: Vec<(i64, Vec<Field>)> = Vec::new();
        for change in &changes.0 {
            let Change::Amended { before, after } = change else { panic!("{change:?}") };
            lines.push((before.line, fields_changed(&before.listing, after)));
        }
        assert_eq!(lines, [(1, vec![Field::Address]), (2, vec![Field::Phone])]);
    }

    #[test]
    fn another_permit_is_another_site_and_without_one_a_new_address_is_a_move() {
        let before = || vec![standing(1, listing("甲1号", "东路1号"))];
        let second = diff(before(), vec![(1, listing("甲2号", "西路2号"))], Mode::Batch, &all());
        assert!(matches!(second.0.as_slice(), [Change::Added { .. }]), "{second:?}");
        let moved = diff(before(), vec![(1, listing("", "西路2号"))], Mode::Batch, &all());
        assert!(matches!(moved.0.as_slice(), [Change::Amended { .. }]), "{moved:?}");
    }

    #[test]
    fn a_batch_keeps_what_it_has_no_column_for_and_a_full_list_does_not() {
        let mut expired = listing("甲1号", "东路1号");
        expired.valid_until = Validity::Until("2020-01-01".parse().unwrap());
        let mut row = listing("甲1号", "东路1号");
        row.valid_until = Validity::Unstated;
        row.phone = Some("0990-1234567".into());
        let stated: HashSet<Field> = [Field::Name, Field::Permit, Field::Phone].into();
        let amended = |mode| {
            let changes =
                diff(vec![standing(1, expired.clone())], vec![(1, row.clone())], mode, &stated);
            match changes.0.into_iter().next() {
                Some(Change::Amended { after, .. }) => *after,
                other => panic!("{other:?}"),
            }
        };
        assert_eq!(amended(Mode::Batch).valid_until, expired.valid_until);
        assert_eq!(amended(Mode::Batch).phone, row.phone);
        assert_eq!(amended(Mode::Full).valid_until, Validity::Unstated);
    }

    #[test]
    fn a_text_that_names_whom_a_ban_is_about_is_told_from_one_that_does_not() {
        let mut ban = listing("", "东路1号");
        ban.roster.kind = RosterKind::Banned;
        ban.brand = Some("晨星舞蹈".into());
        let added =
            |listing| Changes(vec![Change::Added { institution: 1, listing: Box::new(listing) }]);
        let title = "关于将示例市晨星舞蹈培训有限公司列入黑名单的公告";
        assert!(added(ban.clone()).names_a_ban_in(title));
        assert!(added(ban.clone()).names_a_ban_in("晨星舞蹈的处理.xlsx"));
        assert!(!added(ban.clone()).names_a_ban_in("2026年第二批黑名单"));
        assert!(!added(listing("", "东路1号")).names_a_ban_in(title), "an approval may be named");
        let lifted = Changes(vec![Change::Removed { before: standing(1, ban) }]);
        assert!(lifted.names_a_ban_in(title));
    }

    #[test]
    fn a_full_list_removes_only_from_the_rosters_that_it_carries() {
        let mut ban = listing("", "东路1号");
        ban.roster.kind = RosterKind::Banned;
        let before = vec![
            standing(1, listing("甲1号", "东路1号")),
            Standing { institution: 2, ..standing(2, ban) },
        ];
        let row =
            Listing { name: "示例市别家中心".into(), ..listing("乙1号", "北路4号") };
        let full = diff(before.clone(), vec![(3, row.clone())], Mode::Full, &all());
        assert_eq!((full.counts().added, full.counts().removed), (1, 1), "the ban stays");
        let batch = diff(before, vec![(3, row)], Mode::Batch, &all());
        assert_eq!((batch.counts().added, batch.counts().removed), (1, 0));
    }
}
