//! Builders for the tests of this module.

use std::sync::Arc;

use jiff::civil::Date;
use tempfile::TempDir;

use super::{Ask, Filters, Index, Page, Results, Volume};
use crate::domain::answer::Typed;
use crate::domain::category::Category;
use crate::domain::digest::Digest;
use crate::domain::institution::{Ending, Institution, InstitutionId, Until, Version};
use crate::domain::listing::{Listing, RosterId, RosterKind, Validity};
use crate::domain::permit::PermitNo;
use crate::domain::region::{RegionCode, Regions};
use crate::domain::regulator::{AbsenceRule, Regulator, RegulatorCode};
use crate::domain::release::{ChangeCounts, Mode, Release, ReleaseId, SourceFile};
use crate::domain::status::Status;
use crate::domain::uscc::Uscc;

pub(super) fn day(text: &str) -> Date {
    text.parse().unwrap()
}

pub(super) fn today() -> Date {
    day("2026-11-23")
}

pub(super) fn code(text: &str) -> RegionCode {
    RegionCode::parse(text).unwrap()
}

pub(super) fn regions() -> Arc<Regions> {
    Arc::new(Regions::from_csv(&["code,name,abolished_in,successor
990000,示例省,,
990100,示例市,,
990101,城东区,,
990102,城西区,,
990103,老城区,2010,990101
990200,临海市,,
990201,南湾县,,
"]))
}

/// An approved listing that nothing speaks against.
pub(super) fn listing(name: &str) -> Listing {
    Listing {
        status: Status::Normal,
        status_text: "正常".into(),
        category: Category::Arts,
        region: Some(code("990101")),
        valid_until: Validity::Unstated,
        ..Listing::named(
            RosterId {
                regulator: RegulatorCode::parse("990101-edu").unwrap(),
                kind: RosterKind::Approved,
            },
            name,
        )
    }
}

/// A version that release 1 gave at the beginning of 2026 and that still stands.
pub(super) fn version(listing: Listing) -> Version {
    Version {
        line: 1,
        listing,
        from_release: ReleaseId::new(1),
        from_on: day("2026-01-01"),
        until: None,
    }
}

pub(super) fn until(release: u64, on: &str, how: Ending) -> Option<Until> {
    Some(Until { release: ReleaseId::new(release), on: day(on), how })
}

pub(super) fn institution(versions: Vec<Version>) -> Institution {
    let listing = &versions[0].listing;
    let id = match listing.uscc {
        Some(uscc) => InstitutionId::Uscc(uscc),
        None => InstitutionId::of_name(listing.region, &listing.name),
    };
    Institution { id, aliases: Vec::new(), versions, may_be_meant: Vec::new() }
}

/// An institution of this name, approved.
pub(super) fn named(name: &str) -> Institution {
    institution(vec![version(listing(name))])
}

/// One with a credit code, a permit and an address.
pub(super) fn coded(name: &str, uscc: &str, permit: &str, address: &str) -> Institution {
    let mut listing = listing(name);
    listing.uscc = Uscc::parse(uscc).ok();
    listing.permit = PermitNo::parse(permit);
    listing.site.address = address.into();
    institution(vec![version(listing)])
}

pub(super) fn in_region(mut institution: Institution, region: &str) -> Institution {
    for version in &mut institution.versions {
        version.listing.region = RegionCode::parse(region);
    }
    let listing = &institution.versions[0].listing;
    if institution.uscc().is_none() {
        institution.id = InstitutionId::of_name(listing.region, &listing.name);
    }
    institution
}

pub(super) fn regulator() -> Regulator {
    Regulator {
        code: RegulatorCode::parse("990101-edu").unwrap(),
        name: "城东区教育局".into(),
        aliases: vec!["城东区教委".into()],
        phone: Some("0990-1234567".into()),
        mailbox: None,
        absence: AbsenceRule::Unapproved,
    }
}

pub(super) fn release(number: u64) -> Release {
    Release {
        id: ReleaseId::new(number),
        regulator: RegulatorCode::parse("990101-edu").unwrap(),
        rosters: vec![RosterKind::Approved, RosterKind::Banned],
        title: "城东区校外培训机构名单".into(),
        notice_no: Some("东教〔2026〕1号".into()),
        mode: Mode::Full,
        as_of_on: day("2026-01-01"),
        published_on: day("2026-01-02"),
        effective_on: day("2026-01-03"),
        recorded_at: "2026-01-02T03:04:05.678Z".parse().unwrap(),
        source: SourceFile {
            name: "名单.xlsx".into(), sha256: Digest::of(b"file"), size_bytes: 4
        },
        submitted_by: "经办".into(),
        approved_by: None,
        counts: ChangeCounts { added: 1, changed: 2, removed: 3 },
        listings_after: 9,
        roster_digest: Digest::of(b"roster"),
        chain_digest: Digest::of(b"chain"),
    }
}

/// An index in a directory that goes away with it.
pub(super) struct Shelf {
    pub(super) index: Index,
    pub(super) dir: TempDir,
}

/// The institutions, numbered from 1, as of release 1.
pub(super) fn shelf(institutions: Vec<Institution>) -> Shelf {
    let dir = tempfile::tempdir().unwrap();
    let index = Index::create(dir.path(), regions()).unwrap();
    let mut writer = index.writer(Volume::Release).unwrap();
    for (no, institution) in (1..).zip(institutions) {
        writer.put_institution(no, institution).unwrap();
    }
    writer.put_regulator(regulator()).unwrap();
    writer.put_release(release(1)).unwrap();
    writer.commit(ReleaseId::new(1)).unwrap();
    drop(writer);
    index.reload().unwrap();
    Shelf { index, dir }
}

pub(super) const FIRST_PAGE: Page = Page { number: 1, size: 10 };

impl Shelf {
    pub(super) fn search(&self, typed: &str) -> Results {
        self.search_in(typed, Filters::default())
    }

    pub(super) fn search_in(&self, typed: &str, filters: Filters) -> Results {
        let typed = Typed::parse(typed).unwrap();
        let reader = self.index.reader();
        reader.search(&Ask { typed: &typed, filters, page: FIRST_PAGE, today: today() })
    }

    /// How it was found, by name.
    pub(super) fn kinds(&self, typed: &str) -> Vec<(&'static str, String)> {
        let results = self.search(typed);
        results
            .hits
            .into_iter()
            .map(|hit| (hit.kind.code(), hit.institution.versions[0].listing.name.clone()))
            .collect()
    }
}
