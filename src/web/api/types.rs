//! What answers are made of.

use std::borrow::Cow;
use std::fmt;

use jiff::civil::Date;
use serde::{Serialize, Serializer};

use crate::domain::directory::Directory;
use crate::domain::institution::{Ending, Institution, InstitutionId, Version};
use crate::domain::listing::{FreeText, Validity};
use crate::domain::permit::PermitNo;
use crate::domain::region::RegionCode;
use crate::domain::regulator::RegulatorCode;
use crate::domain::release::Release;
use crate::domain::uscc::Uscc;
use crate::domain::verdict::{Conclusion, conclude};
use crate::web::served::Served;

/// In every answer: when it was made, and the newest release that it knows.
#[derive(Debug, Serialize)]
pub struct Stamp {
    /// RFC 3339, China's time.
    pub as_of: String,
    pub release: u64,
}

impl Stamp {
    pub fn of(served: &Served) -> Self {
        Self {
            as_of: served.at.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string(),
            release: served.reader.release().number(),
        }
    }
}

#[derive(Debug, Serialize)]
pub struct Named {
    pub code: String,
    pub name: String,
}

pub fn region(directory: &Directory, code: RegionCode) -> Named {
    Named { code: code.to_string(), name: directory.regions().full_name(code) }
}

pub fn regulator(directory: &Directory, code: RegulatorCode) -> Named {
    Named { code: code.to_string(), name: directory.regulator_name(code) }
}

/// Written as the text that it shows itself as, without a string of its own on the way.
#[derive(Clone, Copy, Debug)]
pub struct Shown<T>(pub T);

impl<T: fmt::Display> Serialize for Shown<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&self.0)
    }
}

/// [`Named`], of which nothing is copied.
#[derive(Clone, Debug, Serialize)]
pub struct NamedRef<'a> {
    pub code: Shown<RegionCode>,
    pub name: Cow<'a, str>,
}

/// A bureau as [`Named`] has it.
#[derive(Clone, Debug, Serialize)]
pub struct BureauRef<'a> {
    pub code: Shown<RegulatorCode>,
    pub name: Cow<'a, str>,
}

/// One institution as its governing listing tells it.
#[derive(Debug, Serialize)]
pub struct Summary<'a> {
    pub id: Shown<InstitutionId>,
    pub uscc: Option<Shown<Uscc>>,
    pub name: &'a str,
    pub list: &'static str,
    pub status: &'a str,
    pub verdict: &'static str,
    pub category: &'static str,
    pub region: Option<NamedRef<'a>>,
    pub regulator: BureauRef<'a>,
    pub address: &'a str,
    pub permit_no: Option<&'a str>,
    pub valid_to: Option<Cow<'a, str>>,
}

impl<'a> Summary<'a> {
    /// `None`: no list that the public may know of has ever named it.
    pub fn of(served: &'a Served, institution: &'a Institution, day: Date) -> Option<Self> {
        let directory = served.directory();
        let conclusion = conclude(institution, directory, day, served.site.stale_after_days);
        Self::concluded(directory, institution, &conclusion, day)
    }

    pub fn concluded(
        directory: &'a Directory,
        institution: &'a Institution,
        conclusion: &Conclusion<'a>,
        day: Date,
    ) -> Option<Self> {
        let shown = institution.representative(day)?;
        let listing = &conclusion.governing().map_or(shown, |reading| reading.version).listing;
        let code = institution.uscc().or(listing.uscc);
        let region =
            |code| NamedRef { code: Shown(code), name: directory.regions().known_full_name(code) };
        let regulator = listing.roster.regulator;
        let bureau = directory.regulator(regulator).map(|one| Cow::Borrowed(one.name.as_str()));
        Some(Self {
            id: Shown(institution.id),
            uscc: code.map(Shown),
            name: &shown.listing.name,
            list: listing.roster.kind.code(),
            status: listing.status_shown(),
            verdict: conclusion.verdict.code(),
            category: listing.category.label(),
            region: listing.region.map(region),
            regulator: BureauRef {
                code: Shown(regulator),
                name: bureau.unwrap_or_else(|| regulator.to_string().into()),
            },
            address: &listing.site.address,
            permit_no: listing.permit.as_ref().map(PermitNo::as_str),
            valid_to: Some(listing.valid_until.to_text())
                .filter(|text| !text.is_empty())
                .map(Cow::Owned),
        })
    }
}

/// One listing as one release gave it.
#[derive(Debug, Serialize)]
pub struct ListingOut {
    pub name: String,
    pub brand: Option<String>,
    pub list: &'static str,
    pub status: String,
    pub category: &'static str,
    pub content: Option<String>,
    pub region: Option<Named>,
    pub regulator: Named,
    pub address: String,
    pub permit_no: Option<String>,
    pub uscc: Option<String>,
    pub valid_from: Option<Date>,
    pub valid_to: Option<String>,
    pub listed_on: Option<Date>,
    pub delisted_on: Option<Date>,
    /// `null` where there is none, or where it is held back because it names private people.
    pub reason: Option<String>,
    pub measures: Option<String>,
    pub remark: Option<String>,
    pub notice_no: Option<String>,
    pub phone: Option<String>,
    /// 截至日期 of the newest edition of its list.
    pub list_as_of: Option<Date>,
    pub published_on: Option<Date>,
    pub recorded_at: Option<String>,
    pub effective_on: Date,
    pub from_release: u64,
    pub until: Option<UntilOut>,
}

#[derive(Debug, Serialize)]
pub struct UntilOut {
    pub release: u64,
    /// The first day on which it no longer counts.
    pub on: Date,
    pub how: &'static str,
}

impl ListingOut {
    pub fn of(directory: &Directory, version: &Version, day: Date) -> Self {
        let listing = &version.listing;
        let release = directory.release(version.from_release);
        let public =
            |text: &Option<FreeText>| text.as_ref().and_then(FreeText::public).map(str::to_owned);
        let notice = || release.and_then(|release| release.notice_no.clone());
        Self {
            name: listing.name.clone(),
            brand: listing.brand.clone(),
            list: listing.roster.kind.code(),
            status: listing.status_shown().to_owned(),
            category: listing.category.label(),
            content: listing.content.clone(),
            region: listing.region.map(|code| region(directory, code)),
            regulator: regulator(directory, listing.roster.regulator),
            address: listing.site.address.clone(),
            permit_no: listing.permit.as_ref().map(|no| no.as_str().to_owned()),
            uscc: listing.uscc.map(|code| code.to_string()),
            valid_from: listing.valid_from,
            valid_to: match &listing.valid_until {
                Validity::Unstated => None,
                Validity::Until(_) | Validity::LongTerm | Validity::Unclear(_) => {
                    Some(listing.valid_until.to_text())
                }
            },
            listed_on: listing.listed_on,
            delisted_on: listing.delisted_on,
            reason: public(&listing.reason),
            measures: public(&listing.measures),
            remark: public(&listing.remark),
            notice_no: listing.notice_no.clone().or_else(notice),
            phone: listing.phone.clone(),
            list_as_of: directory.as_of(version, day),
            published_on: release.map(|release| release.published_on),
            recorded_at: release.map(|release| release.recorded_at.to_string()),
            effective_on: version.from_on,
            from_release: version.from_release.number(),
            until: version.until.map(|until| UntilOut {
                release: until.release.number(),
                on: until.on,
                how: match until.how {
                    Ending::Amended => "amended",
                    Ending::Departed => "departed",
                },
            }),
        }
    }
}

#[derive(Debug, Serialize)]
pub struct ReleaseOut {
    pub number: u64,
    pub regulator: Named,
    pub lists: Vec<&'static str>,
    pub title: String,
    pub notice_no: Option<String>,
    pub mode: &'static str,
    /// 截至日期.
    pub list_as_of: Date,
    pub published_on: Date,
    pub effective_on: Date,
    pub recorded_at: String,
    pub source: SourceOut,
    pub counts: CountsOut,
    pub listings_after: u64,
    pub roster_digest: String,
    pub chain_digest: String,
    pub url: String,
}

/// The file itself is not offered: it may name private people.
#[derive(Debug, Serialize)]
pub struct SourceOut {
    pub name: String,
    pub size_bytes: u64,
    pub sha256: String,
}

#[derive(Debug, Serialize)]
pub struct CountsOut {
    pub added: u64,
    pub changed: u64,
    pub removed: u64,
}

impl ReleaseOut {
    pub fn of(served: &Served, release: &Release) -> Self {
        Self {
            number: release.id.number(),
            regulator: regulator(served.directory(), release.regulator),
            lists: release.rosters.iter().map(|kind| kind.code()).collect(),
            title: release.title.clone(),
            notice_no: release.notice_no.clone(),
            mode: release.mode.code(),
            list_as_of: release.as_of_on,
            published_on: release.published_on,
            effective_on: release.effective_on,
            recorded_at: release.recorded_at.to_string(),
            source: SourceOut {
                name: release.source.name.clone(),
                size_bytes: release.source.size_bytes,
                sha256: release.source.sha256.to_string(),
            },
            counts: CountsOut {
                added: release.counts.added,
                changed: release.counts.changed,
                removed: release.counts.removed,
            },
            listings_after: release.listings_after,
            roster_digest: release.roster_digest.to_string(),
            chain_digest: release.chain_digest.to_string(),
            url: served.links().release(release.id).to_string(),
        }
    }
}
