//! `mingce reindex`

use std::io::Write as _;

use super::{Ended, open_store, progress::Progress, regions, today};
use crate::config::Settings;
use crate::publish::live::{IndexedBy, rebuild};

pub(super) async fn run(settings: &Settings) -> anyhow::Result<Ended> {
    let store = open_store(settings).await?;
    let regions = regions(settings)?;
    let progress = Progress::counting("正在重建索引");
    let done = rebuild(&store, &settings.index, &regions, today(), &|indexed| {
        progress.at(indexed.institutions);
    })
    .await?;
    drop(progress);
    let mut out = std::io::stdout().lock();
    match done {
        IndexedBy::Us(release) => {
            writeln!(out, "索引已重建，到第 {release} 号发布。")?;
            Ok(Ended::Well)
        }
        IndexedBy::AServer => {
            writeln!(out, "网站正在运行，索引由它保管。请先停下网站，再重建。")?;
            Ok(Ended::Refused)
        }
    }
}
