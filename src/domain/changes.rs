//! What a release changes: the rows of a file against the rosters as they stand.

use std::collections::HashMap;

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
}

/// What becomes of `standing` (one regulator's rosters before) when `rows` are published.
///
/// Only rosters that the rows carry are touched. Rows find the listing they continue within the
/// same institution and roster: the same content, else the same permit, else the same address, else
/// the only one left that no permit tells apart. A `Full` list removes what it does not name, a
/// `Batch` leaves it.
pub fn diff(standing: Vec<Standing>, rows: Vec<(InstitutionNo, Listing)>, mode: Mode) -> Changes {
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
    for same in [same_content, same_permit, same_address, not_told_apart] {
        for row in &mut rows {
            let Some((institution, listing)) = row else { continue };
            let Some(group) = groups.get_mut(&(*institution, listing.roster.kind)) else {
                continue;
            };
            let Some(at) = group.iter().position(|old| same(&old.listing, listing)) else {
                continue;
            };
            let before = group.swap_remove(at);
            if let Some((_, after)) = row.take()
                && before.listing != after
            {
                changes.push(Change::Amended { before, after: Box::new(after) });
            }
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

fn same_content(before: &Listing, after: &Listing) -> bool {
    before == after
}

fn same_permit(before: &Listing, after: &Listing) -> bool {
    matches!((&before.permit, &after.permit), (Some(before), Some(after)) if before.key() == after.key())
}

fn same_address(before: &Listing, after: &Listing) -> bool {
    text::normal(&before.site.address) == text::normal(&after.site.address)
        && !permits_differ(before, after)
}

/// Without two permits to tell them apart, a new address is a move, not a second site: the
/// narrower reading, since a move approves fewer places.
fn not_told_apart(before: &Listing, after: &Listing) -> bool {
    !permits_differ(before, after)
}

fn permits_differ(before: &Listing, after: &Listing) -> bool {
    matches!((&before.permit, &after.permit), (Some(before), Some(after)) if before.key() != after.key())
}
