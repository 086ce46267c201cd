//! How an institution, a regulator and a release stand in the index: compact, and read in place.
//!
//! Fieldless enums are stored as their place in `ALL`; a test pins the order, so that whoever
//! changes it is told to raise [`super::schema::FORMAT`].

mod outline;

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::domain::category::Category;
use crate::domain::institution::{Ending, Institution, InstitutionId, Until, Version};
use crate::domain::listing::{FreeText, Listing, Nature, RosterId, RosterKind, Site, Validity};
use crate::domain::permit::PermitNo;
use crate::domain::region::RegionCode;
use crate::domain::regulator::{RegulatorCode, RegulatorKind};
use crate::domain::release::ReleaseId;
use crate::domain::status::Status;
use crate::domain::uscc::Uscc;
use jiff::civil::Date;

/// Bytes that are no record of this format.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct BadRecord;

impl fmt::Display for BadRecord {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a record does not read back")
    }
}

impl From<postcard::Error> for BadRecord {
    fn from(_: postcard::Error) -> Self {
        Self
    }
}

/// What ranking looks at: it stands first, so that the rest need not be read for it.
#[derive(Serialize, Deserialize)]
pub(super) struct Head<'a> {
    /// The names of all versions, each once, in the order in which they came.
    #[serde(borrow)]
    pub(super) names: Vec<Name<'a>>,
    /// Normal forms of the signs over the door.
    pub(super) signs: Vec<&'a str>,
}

impl Head<'_> {
    /// Whether a name or a sign has the text in it; what terms of their pairs say in many words.
    pub(super) fn has(&self, text: &str) -> bool {
        self.names
            .iter()
            .map(Name::normal)
            .chain(self.signs.iter().copied())
            .any(|own| own.contains(text))
    }
}

#[derive(Serialize, Deserialize)]
pub(super) struct Name<'a> {
    shown: &'a str,
    /// `None`: it is its own normal form.
    normal: Option<&'a str>,
}

impl<'a> Name<'a> {
    pub(super) fn shown(&self) -> &'a str {
        self.shown
    }

    pub(super) fn normal(&self) -> &'a str {
        self.normal.unwrap_or(self.shown)
    }
}

#[derive(Serialize, Deserialize)]
struct Body<'a> {
    #[serde(borrow)]
    id: Id<'a>,
    aliases: Vec<Id<'a>>,
    versions: Vec<VersionRecord<'a>>,
    may_be_meant: Vec<VersionRecord<'a>>,
}

#[derive(Serialize, Deserialize)]
enum Id<'a> {
    Uscc(&'a str),
    Named(&'a str),
}

#[derive(Serialize, Deserialize)]
enum UsccRecord<'a> {
    None,
    /// The one in the institution's id.
    Own,
    Other(&'a str),
}

#[derive(Serialize, Deserialize)]
struct VersionRecord<'a> {
    line: i64,
    from_release: u64,
    from_on: i32,
    /// Release, day, and whether it departed.
    until: Option<(u64, i32, bool)>,
    regulator: (u32, u8),
    roster: u8,
    /// Place in the head's names.
    name: u32,
    brand: Option<&'a str>,
    #[serde(borrow)]
    uscc: UsccRecord<'a>,
    /// As printed, and its key.
    permit: Option<(&'a str, &'a str)>,
    status: u8,
    status_text: &'a str,
    category: u8,
    content: Option<&'a str>,
    nature: Option<bool>,
    region: Option<u32>,
    address: &'a str,
    town: &'a str,
    valid_from: Option<i32>,
    valid_until: ValidityRecord<'a>,
    listed_on: Option<i32>,
    delisted_on: Option<i32>,
    texts: [FreeTextRecord<'a>; 3],
    notice_no: Option<&'a str>,
    phone: Option<&'a str>,
    account: Option<&'a str>,
}

#[derive(Serialize, Deserialize)]
enum ValidityRecord<'a> {
    Unstated,
    Until(i32),
    LongTerm,
    Unclear(&'a str),
}

#[derive(Serialize, Deserialize)]
enum FreeTextRecord<'a> {
    None,
    Public(&'a str),
    HeldBack,
}

/// The bytes of an institution. `normal_of` gives the normal form of its names and signs.
pub(super) fn encode(
    institution: &Institution,
    normal_of: impl Fn(&str) -> String,
) -> Result<Vec<u8>, BadRecord> {
    let mut shown: Vec<&str> = Vec::new();
    for version in institution.versions.iter().chain(&institution.may_be_meant) {
        if !shown.contains(&version.listing.name.as_str()) {
            shown.push(&version.listing.name);
        }
    }
    let normals: Vec<String> = shown.iter().map(|name| normal_of(name)).collect();
    let brands = institution.versions.iter().filter_map(|v| v.listing.brand.as_deref());
    let mut signs: Vec<String> = brands.map(normal_of).collect();
    signs.dedup();
    let names = shown.iter().zip(&normals).map(|(shown, normal)| Name {
        shown,
        normal: (shown != normal).then_some(normal.as_str()),
    });
    let head = Head { names: names.collect(), signs: signs.iter().map(String::as_str).collect() };
    let own = institution.uscc();
    let body = Body {
        id: Id::of(&institution.id),
        aliases: institution.aliases.iter().map(Id::of).collect(),
        versions: institution.versions.iter().map(|v| VersionRecord::of(v, own, &shown)).collect(),
        may_be_meant: institution
            .may_be_meant
            .iter()
            .map(|v| VersionRecord::of(v, own, &shown))
            .collect(),
    };
    Ok(postcard::to_extend(&body, postcard::to_extend(&head, Vec::with_capacity(512))?)?)
}

/// Only the part that ranking looks at.
pub(super) fn head(record: &[u8]) -> Result<Head<'_>, BadRecord> {
    Ok(postcard::from_bytes(record)?)
}

/// The institution that [`encode`] was given, and the head of its record.
pub(super) fn decode(record: &[u8]) -> Result<(Head<'_>, Institution), BadRecord> {
    let (head, rest): (Head<'_>, _) = postcard::take_from_bytes(record)?;
    let body: Body<'_> = postcard::from_bytes(rest)?;
    let id = body.id.to_domain()?;
    // Versions are large: each is written where it stays.
    let versions = |records: &[VersionRecord<'_>]| -> Result<Vec<Version>, BadRecord> {
        let mut versions = Vec::with_capacity(records.len());
        for record in records {
            versions.push(record.to_domain(&id, &head)?);
        }
        Ok(versions)
    };
    let institution = Institution {
        id,
        aliases: body.aliases.iter().map(Id::to_domain).collect::<Result<_, _>>()?,
        versions: versions(&body.versions)?,
        may_be_meant: versions(&body.may_be_meant)?,
    };
    Ok((head, institution))
}

impl<'a> Id<'a> {
    fn of(id: &'a InstitutionId) -> Self {
        match id {
            InstitutionId::Uscc(uscc) => Self::Uscc(uscc.as_str()),
            InstitutionId::Named(digits) => {
                Self::Named(std::str::from_utf8(digits).unwrap_or_default())
            }
        }
    }

    fn to_domain(&self) -> Result<InstitutionId, BadRecord> {
        match self {
            Self::Uscc(text) => Ok(InstitutionId::Uscc(Uscc::parse(text).map_err(|_| BadRecord)?)),
            Self::Named(digits) => {
                Ok(InstitutionId::Named(digits.as_bytes().try_into().map_err(|_| BadRecord)?))
            }
        }
    }
}

impl<'a> VersionRecord<'a> {
    fn of(version: &'a Version, own: Option<Uscc>, names: &[&str]) -> Self {
        let listing = &version.listing;
        Self {
            line: version.line,
            from_release: version.from_release.number(),
            from_on: pack(version.from_on),
            until: version.until.map(|until| {
                (until.release.number(), pack(until.on), until.how == Ending::Departed)
            }),
            regulator: (
                listing.roster.regulator.region.number(),
                place(&RegulatorKind::ALL, &listing.roster.regulator.kind),
            ),
            roster: place(&RosterKind::ALL, &listing.roster.kind),
            name: names
                .iter()
                .position(|name| *name == listing.name)
                .and_then(|at| u32::try_from(at).ok())
                .unwrap_or_default(),
            brand: listing.brand.as_deref(),
            uscc: match &listing.uscc {
                None => UsccRecord::None,
                Some(uscc) if own == Some(*uscc) => UsccRecord::Own,
                Some(uscc) => UsccRecord::Other(uscc.as_str()),
            },
            permit: listing.permit.as_ref().map(|no| (no.as_str(), no.key())),
            status: place(&Status::ALL, &listing.status),
            status_text: &listing.status_text,
            category: place(&Category::ALL, &listing.category),
            content: listing.content.as_deref(),
            nature: listing.nature.map(|nature| nature == Nature::ForProfit),
            region: listing.region.map(RegionCode::number),
            address: &listing.site.address,
            town: &listing.site.town,
            valid_from: listing.valid_from.map(pack),
            valid_until: match &listing.valid_until {
                Validity::Unstated => ValidityRecord::Unstated,
                Validity::Until(day) => ValidityRecord::Until(pack(*day)),
                Validity::LongTerm => ValidityRecord::LongTerm,
                Validity::Unclear(words) => ValidityRecord::Unclear(words),
            },
            listed_on: listing.listed_on.map(pack),
            delisted_on: listing.delisted_on.map(pack),
            texts: [&listing.reason, &listing.measures, &listing.remark].map(FreeTextRecord::of),
            notice_no: listing.notice_no.as_deref(),
            phone: listing.phone.as_deref(),
            account: listing.account.as_deref(),
        }
    }

    fn to_domain(&self, id: &InstitutionId, head: &Head<'_>) -> Result<Version, BadRecord> {
        self.version(self.listing(id, head)?)
    }

    fn version(&self, listing: Listing) -> Result<Version, BadRecord> {
        let until = match self.until {
            None => None,
            Some((release, on, has_departed)) => Some(Until {
                release: ReleaseId::new(release),
                on: unpack(on)?,
                how: if has_departed { Ending::Departed } else { Ending::Amended },
            }),
        };
        Ok(Version {
            line: self.line,
            listing,
            from_release: ReleaseId::new(self.from_release),
            from_on: unpack(self.from_on)?,
            until,
        })
    }

    fn roster(&self) -> Result<RosterId, BadRecord> {
        let regulator = RegulatorCode {
            region: RegionCode::from_number(self.regulator.0).ok_or(BadRecord)?,
            kind: at_place(&RegulatorKind::ALL, self.regulator.1)?,
        };
        Ok(RosterId { regulator, kind: at_place(&RosterKind::ALL, self.roster)? })
    }

    fn listing(&self, id: &InstitutionId, head: &Head<'_>) -> Result<Listing, BadRecord> {
        let name = usize::try_from(self.name).ok().and_then(|at| head.names.get(at));
        let [reason, measures, remark] = &self.texts;
        Ok(Listing {
            roster: self.roster()?,
            name: name.ok_or(BadRecord)?.shown.to_owned(),
            brand: self.brand.map(str::to_owned),
            uscc: match (&self.uscc, id) {
                (UsccRecord::None, _) => None,
                (UsccRecord::Own, InstitutionId::Uscc(uscc)) => Some(*uscc),
                (UsccRecord::Own, InstitutionId::Named(_)) => return Err(BadRecord),
                (UsccRecord::Other(text), _) => Some(Uscc::parse(text).map_err(|_| BadRecord)?),
            },
            permit: match self.permit {
                None => None,
                Some((shown, key)) => Some(PermitNo::restore(shown, key).ok_or(BadRecord)?),
            },
            status: at_place(&Status::ALL, self.status)?,
            status_text: self.status_text.to_owned(),
            category: at_place(&Category::ALL, self.category)?,
            content: self.content.map(str::to_owned),
            nature: self.nature(),
            region: self.region()?,
            site: Site { address: self.address.to_owned(), town: self.town.to_owned() },
            valid_from: self.valid_from.map(unpack).transpose()?,
            valid_until: self.validity()?,
            listed_on: self.listed_on.map(unpack).transpose()?,
            delisted_on: self.delisted_on.map(unpack).transpose()?,
            reason: reason.to_domain(),
            measures: measures.to_domain(),
            notice_no: self.notice_no.map(str::to_owned),
            remark: remark.to_domain(),
            phone: self.phone.map(str::to_owned),
            account: self.account.map(str::to_owned),
        })
    }
}

impl VersionRecord<'_> {
    fn nature(&self) -> Option<Nature> {
        let of = |is_for_profit| if is_for_profit { Nature::ForProfit } else { Nature::NonProfit };
        self.nature.map(of)
    }

    fn region(&self) -> Result<Option<RegionCode>, BadRecord> {
        self.region.map(|number| RegionCode::from_number(number).ok_or(BadRecord)).transpose()
    }

    fn validity(&self) -> Result<Validity, BadRecord> {
        Ok(match self.valid_until {
            ValidityRecord::Unstated => Validity::Unstated,
            ValidityRecord::Until(day) => Validity::Until(unpack(day)?),
            ValidityRecord::LongTerm => Validity::LongTerm,
            ValidityRecord::Unclear(words) => Validity::Unclear(words.to_owned()),
        })
    }
}

impl<'a> FreeTextRecord<'a> {
    fn of(text: &'a Option<FreeText>) -> Self {
        match text {
            None => Self::None,
            Some(FreeText::Public(text)) => Self::Public(text),
            Some(FreeText::HeldBack) => Self::HeldBack,
        }
    }

    fn to_domain(&self) -> Option<FreeText> {
        match self {
            Self::None => None,
            Self::Public(text) => Some(FreeText::Public((*text).to_owned())),
            Self::HeldBack => Some(FreeText::HeldBack),
        }
    }
}

/// A day in few bits: small numbers for the years in which lists are published.
pub(super) fn pack(day: Date) -> i32 {
    ((i32::from(day.year()) - 2020) * 16 + i32::from(day.month())) * 32 + i32::from(day.day())
}

pub(super) fn unpack(packed: i32) -> Result<Date, BadRecord> {
    let (months, day) = (packed.div_euclid(32), packed.rem_euclid(32));
    let (years, month) = (months.div_euclid(16), months.rem_euclid(16));
    let year = i16::try_from(years + 2020).map_err(|_| BadRecord)?;
    let month = i8::try_from(month).map_err(|_| BadRecord)?;
    let day = i8::try_from(day).map_err(|_| BadRecord)?;
    Date::new(year, month, day).map_err(|_| BadRecord)
}

pub(super) fn place<T: PartialEq>(all: &[T], one: &T) -> u8 {
    all.iter().position(|each| each == one).and_then(|at| u8::try_from(at).ok()).unwrap_or(u8::MAX)
}

pub(super) fn at_place<T: Copy>(all: &[T], place: u8) -> Result<T, BadRecord> {
    all.get(usize::from(place)).copied().ok_or(BadRecord)
}
