//! Whether store, index and history agree with each other and with their digests.

use std::collections::{BTreeMap, HashMap};
use std::ops::ControlFlow;

use jiff::civil::Date;

use super::PublishError;
use crate::domain::digest::{self, Digest};
use crate::domain::institution::Version;
use crate::domain::listing::RosterKind;
use crate::domain::regulator::RegulatorCode;
use crate::domain::release::{Release, ReleaseId};
use crate::search::Reader;
use crate::store::Store;

/// What was looked at, and what was found wrong.
#[derive(Clone, Debug, Default)]
pub struct Report {
    pub releases: u64,
    pub versions: u64,
    pub institutions: u64,
    /// Entries of the trail, from its beginning to where it is broken, if it is.
    pub entries: u64,
    /// Each a sentence that names the place.
    pub wrong: Vec<String>,
    /// The release that the index stands at when it is behind the store. Nothing is wrong then:
    /// whoever keeps the index brings it along.
    pub index_behind: Option<ReleaseId>,
}

/// What a version says, in brief, for comparing store and index.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Print {
    content: u64,
    is_ban: bool,
}

impl Print {
    fn of(version: &Version) -> Self {
        let mut bytes = digest::content(&version.listing);
        bytes.extend_from_slice(format!("{} {:?}", version.from_on, version.until).as_bytes());
        let Digest([a, b, c, d, e, f, g, h, ..]) = Digest::of(&bytes);
        Self {
            content: u64::from_be_bytes([a, b, c, d, e, f, g, h]),
            is_ban: version.listing.roster.kind == RosterKind::Banned,
        }
    }
}

/// A version as far as history is concerned.
struct Trace {
    regulator: RegulatorCode,
    from: ReleaseId,
    until: Option<ReleaseId>,
    digest: Digest,
}

/// Checks the database's own pages, every listing against its digest, every release's rosters
/// against theirs, the chain of releases, the trail, and the index against the store.
///
/// # Errors
/// When the store does not answer; what is wrong in it is part of the report.
pub async fn verify(
    store: &Store,
    reader: Option<&Reader>,
    today: Date,
) -> Result<Report, PublishError> {
    let mut report = Report::default();
    if let Err(error) = store.check().await {
        report.wrong.push(format!("database: {error}"));
    }
    let trail = store.check_trail().await?;
    report.entries = trail.sound.unsigned_abs();
    if let Some(broken) = trail.broken {
        report.wrong.push(format!("audit: {broken}"));
    }
    let releases = store.releases_after(ReleaseId::NONE).await?;
    report.releases = releases.len() as u64;
    check_chain(&releases, &mut report);

    let mut traces: Vec<Trace> = Vec::new();
    let mut prints: HashMap<(i64, ReleaseId), Print> = HashMap::new();
    let mut per_institution: HashMap<i64, u32> = HashMap::new();
    store
        .each_version(|stored| {
            report.versions += 1;
            let version = &stored.version;
            if digest::listing(&version.listing, &stored.salt) != stored.digest {
                report
                    .wrong
                    .push(format!("listing {}: its content does not fit its digest", stored.no));
            }
            prints.insert((version.line, version.from_release), Print::of(version));
            *per_institution.entry(stored.institution).or_default() += 1;
            traces.push(Trace {
                regulator: version.listing.roster.regulator,
                from: version.from_release,
                until: version.until.map(|until| until.release),
                digest: stored.digest,
            });
        })
        .await?;
    report.institutions = per_institution.len() as u64;
    check_rosters(&releases, &traces, &mut report);
    if let Some(reader) = reader {
        check_index(&releases, reader, &mut report);
        if report.index_behind.is_none() {
            check_versions(&prints, reader, today, &mut report)?;
        }
    }
    Ok(report)
}

fn check_chain(releases: &[Release], report: &mut Report) {
    let mut before = Digest::ZERO;
    for (i, release) in releases.iter().enumerate() {
        if release.id.number() != i as u64 + 1 {
            report.wrong.push(format!("release {}: a number is missing before it", release.id));
        }
        if digest::chain(before, release) != release.chain_digest {
            report.wrong.push(format!("release {}: it does not fit the chain", release.id));
        }
        before = release.chain_digest;
    }
}

/// Replays every regulator's rosters, release by release.
fn check_rosters(releases: &[Release], traces: &[Trace], report: &mut Report) {
    let mut begins: HashMap<ReleaseId, Vec<usize>> = HashMap::new();
    let mut ends: HashMap<ReleaseId, Vec<usize>> = HashMap::new();
    for (i, trace) in traces.iter().enumerate() {
        begins.entry(trace.from).or_default().push(i);
        if let Some(until) = trace.until {
            ends.entry(until).or_default().push(i);
        }
    }
    let mut standing: HashMap<RegulatorCode, BTreeMap<usize, Digest>> = HashMap::new();
    for release in releases {
        let roster = standing.entry(release.regulator).or_default();
        for i in ends.get(&release.id).into_iter().flatten() {
            roster.remove(i);
        }
        for i in begins.get(&release.id).into_iter().flatten() {
            if traces[*i].regulator != release.regulator {
                report.wrong.push(format!(
                    "release {}: it begins a listing of another regulator",
                    release.id
                ));
            }
            roster.insert(*i, traces[*i].digest);
        }
        let mut digests: Vec<Digest> = roster.values().copied().collect();
        if digests.len() as u64 != release.listings_after
            || digest::roster(&mut digests) != release.roster_digest
        {
            report.wrong.push(format!(
                "release {}: the rosters after it do not fit their digest",
                release.id
            ));
        }
    }
}

fn check_index(releases: &[Release], reader: &Reader, report: &mut Report) {
    let newest = releases.last().map_or(ReleaseId::NONE, |release| release.id);
    let known = |release: &&Release| release.id <= reader.release();
    for release in releases.iter().filter(known) {
        if reader.directory().release(release.id) != Some(release) {
            report.wrong.push(format!("index: release {} differs from the store's", release.id));
        }
    }
    if reader.release() > newest {
        report.wrong.push(format!(
            "index: it is at release {}, the store only at {newest}",
            reader.release()
        ));
    }
    if reader.release() != newest {
        report.index_behind = Some(reader.release()).filter(|own| *own < newest);
        return;
    }
    if reader.len() as u64 != report.institutions {
        report.wrong.push(format!(
            "index: it holds {} institutions, the store {}; run `mingce reindex`",
            reader.len(),
            report.institutions
        ));
    }
}

/// Every version of the index is one of the store's, and none is missing but bans that are over.
fn check_versions(
    prints: &HashMap<(i64, ReleaseId), Print>,
    reader: &Reader,
    today: Date,
    report: &mut Report,
) -> Result<(), PublishError> {
    let mut lasting = 0_usize;
    reader.for_each_institution(today, |institution| {
        for version in &institution.versions {
            let own = Print::of(version);
            lasting += usize::from(!own.is_ban);
            if prints.get(&(version.line, version.from_release)) != Some(&own) {
                let id = institution.id;
                report.wrong.push(format!("index: a listing of {id} differs from the store's"));
            }
        }
        ControlFlow::Continue(())
    })?;
    let stored = prints.values().filter(|print| !print.is_ban).count();
    if lasting != stored {
        report.wrong.push(format!(
            "index: it holds {lasting} listings that last, the store {stored}; run `mingce reindex`"
        ));
    }
    Ok(())
}
