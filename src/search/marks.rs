//! What the filters ask of an institution, in one number a region, so that the values of a thousand
//! rows are counted without a look at postings or records.

use tantivy::columnar::Column;
use tantivy::{DocId, SegmentReader};

use super::error::SearchError;
use crate::domain::category::Category;
use crate::domain::institution::Version;
use crate::domain::listing::RosterKind;
use crate::domain::region::{RegionCode, Regions};
use crate::domain::release::ReleaseId;
use crate::domain::status::Status;

/// One region of an institution: the kinds of roster that list it there, and, wherever they are, the
/// categories and statuses that stand. What the terms of the same fields say, and nothing else.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Mark(u64);

const REGION_BITS: u32 = 20;
const ROSTERS_FROM: u32 = REGION_BITS;
const CATEGORIES_FROM: u32 = ROSTERS_FROM + 3;
const STATUSES_FROM: u32 = CATEGORIES_FROM + 8;

impl Mark {
    pub(super) fn packed(self) -> u64 {
        self.0
    }

    /// `None`: no listing says where it is.
    pub(super) fn region(self) -> Option<RegionCode> {
        let number = self.0 & ((1 << REGION_BITS) - 1);
        u32::try_from(number).ok().and_then(RegionCode::from_number)
    }

    /// A bit for each of [`RosterKind::ALL`].
    pub(super) fn rosters(self) -> u64 {
        (self.0 >> ROSTERS_FROM) & ((1 << RosterKind::ALL.len()) - 1)
    }

    /// A bit for each of [`Category::ALL`].
    pub(super) fn categories(self) -> u64 {
        (self.0 >> CATEGORIES_FROM) & ((1 << Category::ALL.len()) - 1)
    }

    /// A bit for each of [`Status::ALL`].
    pub(super) fn statuses(self) -> u64 {
        (self.0 >> STATUSES_FROM) & ((1 << Status::ALL.len()) - 1)
    }

    pub(super) fn is_within(self, region: Option<RegionCode>) -> bool {
        region.is_none_or(|region| self.region().is_some_and(|own| region.contains(own)))
    }
}

/// The bit of one of `all`.
pub(super) fn bit<T: PartialEq>(all: &[T], one: &T) -> u64 {
    all.iter().position(|own| own == one).map_or(0, |at| 1 << at)
}

/// Still in its roster. Whether its day has come is asked when it is read.
pub(super) fn stands(version: &Version) -> bool {
    version.until.is_none() && version.listing.status != Status::Lifted
}

/// How bad the worst is that a list says, so that among rows that match alike a ban comes first.
pub(super) fn severity(versions: &[Version]) -> u64 {
    let worst = versions.iter().filter(|version| stands(version)).map(|version| {
        let listing = &version.listing;
        match (listing.roster.kind, listing.status) {
            (RosterKind::Banned, _) => 0,
            (RosterKind::Approved, Status::Normal) => 2,
            (RosterKind::Approved | RosterKind::Watch, _) => 1,
        }
    });
    worst.min().unwrap_or(2)
}

/// The newest release that began or ended a version.
pub(super) fn newest(versions: &[Version]) -> u64 {
    let begun = versions.iter().map(|version| version.from_release);
    let ended = versions.iter().filter_map(|version| version.until.map(|until| until.release));
    begun.chain(ended).max().map_or(0, ReleaseId::number)
}

/// The marks of an institution, one for each region that its terms name, abolished codes and those of
/// today alike.
pub(super) fn marks(versions: &[Version], regions: &Regions) -> Vec<Mark> {
    let has_standing = versions.iter().any(stands);
    let standing = || versions.iter().filter(|version| stands(version));
    let everywhere = standing()
        .map(|v| {
            bit(&Category::ALL, &v.listing.category) << CATEGORIES_FROM
                | bit(&Status::ALL, &v.listing.status) << STATUSES_FROM
        })
        .fold(0, |all, bits| all | bits);
    let mut marks: Vec<(u64, u64)> = Vec::new();
    for version in versions.iter().filter(|version| !has_standing || stands(version)) {
        let code = version.listing.region;
        let codes = [code, code.map(|code| regions.current(code))];
        let kind = bit(&RosterKind::ALL, &version.listing.roster.kind) << ROSTERS_FROM;
        let roster = if has_standing { kind } else { 0 };
        for number in codes.map(|code| code.map_or(0, |code| u64::from(code.number()))) {
            match marks.iter_mut().find(|(known, _)| *known == number) {
                Some((_, rosters)) => *rosters |= roster,
                None => marks.push((number, roster)),
            }
        }
    }
    marks.sort_unstable();
    marks.into_iter().map(|(region, rosters)| Mark(region | rosters | everywhere)).collect()
}

/// The marks of a segment's documents.
#[derive(Debug, Default)]
pub(super) struct Marks {
    first: Vec<Mark>,
    /// Of the few that are listed in several regions, in the order of documents.
    more: Vec<(DocId, Mark)>,
    newest: Vec<u32>,
}

impl Marks {
    pub(super) fn load(segment: &SegmentReader) -> Result<Self, SearchError> {
        let column = |name: &str| segment.fast_fields().column_opt::<u64>(name);
        let (marks, newest) = (column("marks")?, column("newest")?);
        let of = |column: &Option<Column<u64>>, doc| {
            column.as_ref().and_then(|column| column.first(doc)).unwrap_or_default()
        };
        let docs = 0..segment.max_doc();
        let mut more = Vec::new();
        let first = docs
            .clone()
            .map(|doc| {
                let mut all = marks.iter().flat_map(|marks| marks.values_for_doc(doc)).map(Mark);
                let first = all.next().unwrap_or_default();
                more.extend(all.map(|mark| (doc, mark)));
                first
            })
            .collect();
        let newest = docs.map(|doc| u32::try_from(of(&newest, doc)).unwrap_or(u32::MAX)).collect();
        Ok(Self { first, more, newest })
    }

    /// At least one for an institution.
    pub(super) fn of(&self, doc: DocId) -> impl Iterator<Item = Mark> {
        let from = self.more.partition_point(|(own, _)| *own < doc);
        let more = self.more[from..].iter().take_while(move |(own, _)| *own == doc);
        self.first.get(doc as usize).copied().into_iter().chain(more.map(|(_, mark)| *mark))
    }

    /// The number of the newest release that touched it.
    pub(super) fn newest(&self, doc: DocId) -> u32 {
        self.newest.get(doc as usize).copied().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::testing::*;

    #[test]
    fn a_mark_says_what_the_terms_say() {
        let mut banned = listing("城西区甲");
        banned.roster.kind = RosterKind::Banned;
        banned.region = Some(code("990102"));
        banned.status = Status::Unlicensed;
        banned.category = Category::Unstated;
        let mut old = listing("老城区甲");
        old.region = Some(code("990103"));
        let versions = [version(banned), version(old)];
        let marks = marks(&versions, &regions());
        let regions: Vec<u32> =
            marks.iter().filter_map(|mark| mark.region()).map(RegionCode::number).collect();
        assert_eq!(regions, [990_101, 990_102, 990_103]);
        for mark in &marks {
            let is_west = mark.region() == Some(code("990102"));
            let kind = if is_west { RosterKind::Banned } else { RosterKind::Approved };
            assert_eq!(mark.rosters(), bit(&RosterKind::ALL, &kind));
            let category = |one| bit(&Category::ALL, &one);
            assert_eq!(mark.categories(), category(Category::Unstated) | category(Category::Arts));
            let status = |one| bit(&Status::ALL, &one);
            assert_eq!(mark.statuses(), status(Status::Unlicensed) | status(Status::Normal));
        }
    }

    #[test]
    fn who_left_is_marked_where_it_was_and_with_nothing_else() {
        use crate::domain::institution::Ending;
        let mut left = version(listing("城东区甲"));
        left.until = until(2, "2026-03-01", Ending::Departed);
        let marks = marks(&[left], &regions());
        assert_eq!(marks, [Mark(990_101)]);
        let mut nowhere = listing("甲");
        nowhere.region = None;
        let marks = super::marks(&[version(nowhere)], &regions());
        assert_eq!((marks.len(), marks[0].region()), (1, None));
        assert_eq!(marks[0].rosters(), bit(&RosterKind::ALL, &RosterKind::Approved));
    }
}
