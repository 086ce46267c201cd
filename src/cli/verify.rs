//! `mingce verify`

use std::io::Write as _;
use std::sync::Arc;

use super::{Ended, open_store, progress::Progress, regions, today};
use crate::config::Settings;
use crate::publish::verify::verify;
use crate::search::{Index, SearchError};

pub(super) async fn run(settings: &Settings) -> anyhow::Result<Ended> {
    let store = open_store(settings).await?;
    let regions = regions(settings)?;
    let progress = Progress::counting("正在核对");
    let index = Index::open(&settings.index, Arc::clone(&regions));
    let reader = index.as_ref().ok().map(Index::reader);
    let mut report = verify(&store, reader.as_deref(), today()).await?;
    let is_missing = matches!(index, Err(SearchError::Missing(_)));
    if let Err(error) = &index
        && !is_missing
    {
        report.wrong.push(format!("index: {error}; run `mingce reindex`"));
    }
    drop(progress);
    let mut out = std::io::stdout().lock();
    writeln!(
        out,
        "核对了 {} 次发布、{} 条列入记录、{} 家机构、{} 条操作记录。",
        report.releases, report.versions, report.institutions, report.entries
    )?;
    if is_missing {
        writeln!(out, "还没有索引：启动网站时会自动建立。")?;
    }
    if let Some(release) = report.index_behind {
        writeln!(out, "索引还停在第 {release} 号发布：启动网站时会自动跟上。")?;
    }
    if report.wrong.is_empty() {
        writeln!(out, "数据库、历史和索引一致，没有被改动。")?;
        return Ok(Ended::Well);
    }
    writeln!(out, "有 {} 处不对：", report.wrong.len())?;
    for wrong in report.wrong.iter().take(100) {
        writeln!(out, "  {wrong}")?;
    }
    Ok(Ended::Refused)
}
