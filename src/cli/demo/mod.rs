//! `mingce demo`: the real thing on invented lists, gone when it ends.

use std::collections::BTreeMap;
use std::sync::Arc;

use anyhow::Context as _;
use jiff::civil::Date;
use serde::Deserialize;

use super::{BUILT_IN_REGIONS, Ended, progress::Progress, serve, today};
use crate::config::Settings;
use crate::domain::listing::RosterKind;
use crate::domain::region::Regions;
use crate::domain::regulator::{AbsenceRule, Regulator, RegulatorCode};
use crate::domain::release::Mode;
use crate::import;
use crate::publish::live::Live;
use crate::publish::release::{Effect, Terms, publish, register};
use crate::publish::submission::Submission;
use crate::store::Store;
use crate::web::console::Office;
use crate::web::settings::DataKind;

mod files;
mod people;

/// `data/demo/manifest.toml`: releases in publishing order.
#[derive(Debug, Deserialize)]
struct Manifest {
    release: Vec<Entry>,
}

#[derive(Debug, Deserialize)]
struct Entry {
    file: String,
    regulator: String,
    notice: Option<String>,
    title: String,
    /// `approved`, `banned`, `watch`, or `mixed`: each row says which.
    roster: String,
    as_of: String,
    published_on: String,
    effective_on: String,
    mode: String,
}

pub(super) async fn run(mut settings: Settings) -> anyhow::Result<Ended> {
    let folder = tempfile::tempdir().context("不能建临时文件夹")?;
    let url = format!("sqlite:{}", folder.path().join("demo.db").display());
    let regions = Arc::new(Regions::from_csv(&[BUILT_IN_REGIONS, files::REGIONS]));
    let store = Store::open(&url).await?;
    fill(&store, &regions).await?;
    people::invite(&store).await?;
    settings.index = folder.path().join("index");
    let live = Live::open(&store, &settings.index, &regions, today, &|_| {}).await?;
    tokio::spawn(live.clone().follow(store.clone()));
    settings.site.data = DataKind::Demo;
    settings.site.stale_after_days = settings.site.stale_after_days.max(1);
    let office = Office::default();
    office.open(store.clone(), &regions);
    let ended = serve::answer(settings, live, office).await;
    store.close().await;
    ended
}

/// Publishes the demo's lists, each as a bureau would have sent it.
pub(crate) async fn fill(store: &Store, regions: &Regions) -> anyhow::Result<()> {
    let manifest: Manifest = toml::from_str(files::MANIFEST).context("演示清单有误")?;
    register(store, regulators()).await?;
    let progress = Progress::counting("正在准备演示名单");
    for (entry, done) in manifest.release.into_iter().zip(1..) {
        publish_entry(store, regions, &entry).await.with_context(|| entry.file.clone())?;
        progress.at(done);
    }
    Ok(())
}

async fn publish_entry(store: &Store, regions: &Regions, entry: &Entry) -> anyhow::Result<()> {
    let content = files::content(&entry.file).context("没有这个文件")?;
    let options = import::Options {
        regulator: RegulatorCode::parse(&entry.regulator),
        regions,
        roster: RosterKind::from_code(&entry.roster),
        limits: import::Limits::default(),
        mapping: import::Mapping::EMPTY,
        mends: &[],
    };
    let reading = import::read(&entry.file, content, &options, &mut |_| {});
    let day = |text: &str| text.parse::<Date>().with_context(|| format!("日期 {text}"));
    let published_on = day(&entry.published_on)?;
    let terms = Terms {
        mode: Mode::from_code(&entry.mode),
        notice_no: entry.notice.clone(),
        title: Some(entry.title.clone()),
        as_of_on: Some(day(&entry.as_of)?),
        published_on: Some(published_on),
        effective_on: Some(day(&entry.effective_on)?),
        submitted_by: "演示".into(),
        approved_by: None,
        now: published_on.at(1, 30, 0, 0).to_zoned(jiff::tz::TimeZone::UTC)?.timestamp(),
        today: published_on,
    };
    let submission = Submission::new(reading, content.to_vec(), regions);
    let outcome = publish(store, submission, &terms, Effect::Publish, &|_| {}).await?;
    match outcome.refusal {
        None => Ok(()),
        Some(refusal) => anyhow::bail!("{refusal:?}"),
    }
}

/// `data/demo/regulators.csv`, with phones and mailboxes that lists do not carry.
fn regulators() -> Vec<Regulator> {
    let mut regulators: BTreeMap<RegulatorCode, Regulator> = BTreeMap::new();
    for line in files::REGULATORS.lines().skip(1) {
        let fields: Vec<&str> = line.split(',').collect();
        let [code, name, aliases, _, _, phone, mailbox, absence] = fields.as_slice() else {
            continue;
        };
        let Some(code) = RegulatorCode::parse(code) else { continue };
        let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        regulators.insert(
            code,
            Regulator {
                code,
                name: (*name).to_owned(),
                aliases: aliases.split('|').filter_map(some).collect(),
                phone: some(phone),
                mailbox: some(mailbox),
                absence: AbsenceRule::from_code(absence).unwrap_or(AbsenceRule::Unknown),
            },
        );
    }
    regulators.into_values().collect()
}
