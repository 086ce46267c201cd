//! Records of regulators and releases, from which the directory is rebuilt.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::record::{BadRecord, at_place, pack, place, unpack};
use crate::domain::digest::Digest;
use crate::domain::listing::RosterKind;
use crate::domain::region::RegionCode;
use crate::domain::regulator::{AbsenceRule, Regulator, RegulatorCode, RegulatorKind};
use crate::domain::release::{ChangeCounts, Mode, Release, ReleaseId, SourceFile};

#[derive(Serialize, Deserialize)]
struct RegulatorRecord<'a> {
    region: u32,
    kind: u8,
    name: &'a str,
    #[serde(borrow)]
    aliases: Vec<&'a str>,
    phone: Option<&'a str>,
    mailbox: Option<&'a str>,
    /// Whether what its lists do not name is said to be unapproved.
    is_absence_unapproved: bool,
}

#[derive(Serialize, Deserialize)]
struct ReleaseRecord<'a> {
    id: u64,
    region: u32,
    kind: u8,
    rosters: Vec<u8>,
    title: &'a str,
    notice_no: Option<&'a str>,
    mode: u8,
    as_of_on: i32,
    published_on: i32,
    effective_on: i32,
    /// Seconds, and nanoseconds into the second.
    recorded_at: (i64, i32),
    source_name: &'a str,
    source_sha256: [u8; 32],
    source_size_bytes: u64,
    submitted_by: &'a str,
    approved_by: Option<&'a str>,
    added: u64,
    changed: u64,
    removed: u64,
    listings_after: u64,
    roster_digest: [u8; 32],
    chain_digest: [u8; 32],
}

pub(super) fn encode_regulator(regulator: &Regulator) -> Result<Vec<u8>, BadRecord> {
    Ok(postcard::to_stdvec(&RegulatorRecord {
        region: regulator.code.region.number(),
        kind: place(&RegulatorKind::ALL, &regulator.code.kind),
        name: &regulator.name,
        aliases: regulator.aliases.iter().map(String::as_str).collect(),
        phone: regulator.phone.as_deref(),
        mailbox: regulator.mailbox.as_deref(),
        is_absence_unapproved: regulator.absence == AbsenceRule::Unapproved,
    })?)
}

pub(super) fn decode_regulator(bytes: &[u8]) -> Result<Regulator, BadRecord> {
    let record: RegulatorRecord<'_> = postcard::from_bytes(bytes)?;
    Ok(Regulator {
        code: code(record.region, record.kind)?,
        name: record.name.to_owned(),
        aliases: record.aliases.into_iter().map(str::to_owned).collect(),
        phone: record.phone.map(str::to_owned),
        mailbox: record.mailbox.map(str::to_owned),
        absence: if record.is_absence_unapproved {
            AbsenceRule::Unapproved
        } else {
            AbsenceRule::Unknown
        },
    })
}

pub(super) fn encode_release(release: &Release) -> Result<Vec<u8>, BadRecord> {
    Ok(postcard::to_stdvec(&ReleaseRecord {
        id: release.id.number(),
        region: release.regulator.region.number(),
        kind: place(&RegulatorKind::ALL, &release.regulator.kind),
        rosters: release.rosters.iter().map(|kind| place(&RosterKind::ALL, kind)).collect(),
        title: &release.title,
        notice_no: release.notice_no.as_deref(),
        mode: place(&Mode::ALL, &release.mode),
        as_of_on: pack(release.as_of_on),
        published_on: pack(release.published_on),
        effective_on: pack(release.effective_on),
        recorded_at: (release.recorded_at.as_second(), release.recorded_at.subsec_nanosecond()),
        source_name: &release.source.name,
        source_sha256: release.source.sha256.0,
        source_size_bytes: release.source.size_bytes,
        submitted_by: &release.submitted_by,
        approved_by: release.approved_by.as_deref(),
        added: release.counts.added,
        changed: release.counts.changed,
        removed: release.counts.removed,
        listings_after: release.listings_after,
        roster_digest: release.roster_digest.0,
        chain_digest: release.chain_digest.0,
    })?)
}

pub(super) fn decode_release(bytes: &[u8]) -> Result<Release, BadRecord> {
    let record: ReleaseRecord<'_> = postcard::from_bytes(bytes)?;
    let (second, nanosecond) = record.recorded_at;
    let rosters = record.rosters.into_iter().map(|kind| at_place(&RosterKind::ALL, kind));
    Ok(Release {
        id: ReleaseId::new(record.id),
        regulator: code(record.region, record.kind)?,
        rosters: rosters.collect::<Result<_, _>>()?,
        title: record.title.to_owned(),
        notice_no: record.notice_no.map(str::to_owned),
        mode: at_place(&Mode::ALL, record.mode)?,
        as_of_on: unpack(record.as_of_on)?,
        published_on: unpack(record.published_on)?,
        effective_on: unpack(record.effective_on)?,
        recorded_at: Timestamp::new(second, nanosecond).map_err(|_| BadRecord)?,
        source: SourceFile {
            name: record.source_name.to_owned(),
            sha256: Digest(record.source_sha256),
            size_bytes: record.source_size_bytes,
        },
        submitted_by: record.submitted_by.to_owned(),
        approved_by: record.approved_by.map(str::to_owned),
        counts: ChangeCounts {
            added: record.added,
            changed: record.changed,
            removed: record.removed,
        },
        listings_after: record.listings_after,
        roster_digest: Digest(record.roster_digest),
        chain_digest: Digest(record.chain_digest),
    })
}

fn code(region: u32, kind: u8) -> Result<RegulatorCode, BadRecord> {
    Ok(RegulatorCode {
        region: RegionCode::from_number(region).ok_or(BadRecord)?,
        kind: at_place(&RegulatorKind::ALL, kind)?,
    })
}
