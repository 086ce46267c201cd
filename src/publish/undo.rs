//! 撤销: what a release changed, changed back by a new one. What later releases have touched is
//! asked about, never guessed.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::draft::UndoChoice;
use super::submission::Directed;
use crate::domain::institution::{Ending, Version};
use crate::domain::listing::Listing;
use crate::domain::matching::InstitutionNo;
use crate::domain::release::ReleaseId;
use crate::store::Stored;

/// What taking back a release comes to.
#[derive(Clone, Debug, Default)]
pub struct Undo {
    pub directed: Directed,
    /// In the order of their lines.
    pub conflicts: Vec<Conflict>,
}

impl Undo {
    /// Conflicts that nobody has decided.
    pub fn undecided(&self) -> usize {
        self.conflicts.iter().filter(|conflict| conflict.choice.is_none()).count()
    }
}

/// A listing that the release touched, and a later one too.
#[derive(Clone, Debug)]
pub struct Conflict {
    pub line: i64,
    /// Before the release that is taken back. `None`: it was not listed.
    pub before: Option<Listing>,
    /// As that release left it.
    pub left: Option<Listing>,
    /// As it stands now, by a later release.
    pub now: Option<Listing>,
    pub choice: Option<UndoChoice>,
}

/// One line's versions around a release.
struct Around<'a> {
    institution: InstitutionNo,
    /// Ended by the release.
    before: Option<&'a Version>,
    /// Begun by the release.
    left: Option<&'a Version>,
    now: Option<&'a Version>,
}

/// Works it out from every version of every institution that the release touched.
pub fn undo(release: ReleaseId, versions: &[Stored], choices: &BTreeMap<i64, UndoChoice>) -> Undo {
    let mut undo = Undo::default();
    for (line, around) in lines(release, versions) {
        let returned = || returned(release, &around, versions);
        let before = around.before.map(|version| &version.listing);
        let is_as_left = match (around.left, around.now) {
            (Some(left), Some(now)) => left.from_release == now.from_release,
            (None, None) => !returned(),
            (None, Some(_)) | (Some(_), None) => false,
        };
        if !is_as_left {
            // It has left since, and before the release it was not there either.
            if before.is_none() && around.now.is_none() {
                continue;
            }
            let choice = choices.get(&line).copied();
            undo.conflicts.push(Conflict {
                line,
                before: before.cloned(),
                left: around.left.map(|version| version.listing.clone()),
                now: around.now.map(|version| version.listing.clone()),
                choice,
            });
            if choice != Some(UndoChoice::Restore) {
                continue;
            }
        }
        match (before, around.now) {
            (Some(before), Some(_)) => undo.directed.reverts.push((line, before.clone())),
            (Some(before), None) => {
                undo.directed.restores.push((around.institution, before.clone()));
            }
            (None, Some(_)) => undo.directed.ends.push(line),
            (None, None) => {}
        }
    }
    undo
}

fn lines(release: ReleaseId, versions: &[Stored]) -> BTreeMap<i64, Around<'_>> {
    let is_touched = |version: &Version| {
        version.from_release == release
            || version.until.is_some_and(|until| until.release == release)
    };
    let touched: BTreeSet<i64> = versions
        .iter()
        .filter(|stored| is_touched(&stored.version))
        .map(|stored| stored.version.line)
        .collect();
    let mut by_line: HashMap<i64, Vec<&Stored>> = HashMap::new();
    for stored in versions.iter().filter(|stored| touched.contains(&stored.version.line)) {
        by_line.entry(stored.version.line).or_default().push(stored);
    }
    by_line
        .into_iter()
        .filter_map(|(line, stored)| Some((line, around_of(release, &stored)?)))
        .collect()
}

fn around_of<'a>(release: ReleaseId, stored: &[&'a Stored]) -> Option<Around<'a>> {
    let find = |is: &dyn Fn(&Version) -> bool| {
        stored.iter().map(|stored| &stored.version).find(|version| is(version))
    };
    Some(Around {
        institution: stored.first()?.institution,
        before: find(&|version| version.until.is_some_and(|until| until.release == release)),
        left: find(&|version| version.from_release == release),
        now: find(&|version| version.until.is_none()),
    })
}

/// Whether an institution that the release took out has come back into the same roster since.
fn returned(release: ReleaseId, around: &Around<'_>, versions: &[Stored]) -> bool {
    let Some(before) = around.before else { return false };
    let departed = before.until.is_some_and(|until| until.how == Ending::Departed);
    departed
        && versions.iter().any(|stored| {
            stored.institution == around.institution
                && stored.version.until.is_none()
                && stored.version.from_release > release
                && stored.version.listing.roster == before.listing.roster
        })
}
