//! Whether store, index and history agree with each other and with their digests.

use std::collections::{BTreeMap, HashMap};

use super::PublishError;
use crate::domain::digest::{self, Digest};
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
    /// Each a sentence that names the place.
    pub wrong: Vec<String>,
}

/// A version as far as history is concerned.
struct Trace {
    regulator: RegulatorCode,
    from: ReleaseId,
    until: Option<ReleaseId>,
    digest: Digest,
}

/// Checks the database's own pages, every listing against its digest, every release's rosters
/// against theirs, the chain of releases, and the index against the store.
///
/// # Errors
/// When the store does not answer; what is wrong in it is part of the report.
pub async fn verify(store: &Store, reader: Option<&Reader>) -> Result<Report, PublishError> {
    let mut report = Report::default();
    if let Err(error) = store.check().await {
        report.wrong.push(format!("database: {error}"));
    }
    let releases = store.releases_after(ReleaseId::NONE).await?;
    report.releases = releases.len() as u64;
    check_chain(&releases, &mut report);

    let mut traces: Vec<Trace> = Vec::new();
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
    if reader.release() != newest {
        report.wrong.push(format!(
            "index: it is at release {}, the store at {newest}; run `mingce reindex` if no server is running",
            reader.release()
        ));
        return;
    }
    if reader.len() as u64 != report.institutions {
        report.wrong.push(format!(
            "index: it holds {} institutions, the store {}; run `mingce reindex`",
            reader.len(),
            report.institutions
        ));
    }
    for release in releases {
        if reader.directory().release(release.id) != Some(release) {
            report.wrong.push(format!("index: release {} differs from the store's", release.id));
        }
    }
}
