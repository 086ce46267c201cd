//! What the public sees of a release: its changes, read from what institutions carry of it.

use super::changes::fields_changed;
use super::institution::{Ending, Institution, Version};
use super::listing::Field;
use super::release::ReleaseId;

/// One change of a release as the public may see it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PublicChange<'a> {
    Added(&'a Version),
    Amended { before: &'a Version, after: &'a Version, fields: Vec<Field> },
    Removed(&'a Version),
}

/// What `release` changed of `institution`, in the order of its listings. Repaired bans are not
/// part of an institution that is [in public](Institution::in_public), and so not of this.
pub fn of_release(institution: &Institution, release: ReleaseId) -> Vec<PublicChange<'_>> {
    let versions = &institution.versions;
    let ended_here = |line: i64| {
        versions.iter().find(|version| {
            version.line == line && version.until.is_some_and(|until| until.release == release)
        })
    };
    let begun = versions.iter().filter(|version| version.from_release == release).map(|after| {
        match ended_here(after.line) {
            Some(before) => PublicChange::Amended {
                before,
                after,
                fields: fields_changed(&before.listing, &after.listing),
            },
            None => PublicChange::Added(after),
        }
    });
    let removed = versions.iter().filter(|version| {
        version.until.is_some_and(|until| until.release == release && until.how == Ending::Departed)
    });
    begun.chain(removed.map(PublicChange::Removed)).collect()
}
