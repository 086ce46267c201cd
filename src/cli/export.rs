//! `mingce export`

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::PathBuf;

use anyhow::Context as _;
use clap::{Args, ValueEnum};

use super::{Ended, open_store, regions, today};
use crate::config::Settings;
use crate::publish::export::{Form, export};
use crate::publish::live::Live;

#[derive(Args, Clone, Debug)]
pub(super) struct Arguments {
    /// 写到哪个文件 [默认: 标准输出]
    #[arg(long, short, value_name = "文件")]
    out: Option<PathBuf>,
    /// 格式
    #[arg(long, value_enum, default_value_t = Format::Csv, value_name = "格式")]
    format: Format,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Format {
    /// 带 BOM 的 CSV，中文 Excel 直接打开
    Csv,
    /// 每行一个 JSON
    Jsonl,
}

pub(super) async fn run(settings: &Settings, arguments: &Arguments) -> anyhow::Result<Ended> {
    let store = open_store(settings).await?;
    let live = Live::open(&store, &settings.index, &regions(settings)?, today, &|_| {}).await?;
    let form = match arguments.format {
        Format::Csv => Form::Csv,
        Format::Jsonl => Form::JsonLines,
    };
    let reader = live.snapshot();
    let stale = settings.site.stale_after_days;
    let write = |out: &mut dyn Write| export(&reader, today(), stale, form, out);
    let rows = match &arguments.out {
        Some(path) => {
            let file = File::create(path).with_context(|| format!("写不了 {}", path.display()))?;
            let mut out = BufWriter::new(file);
            let rows = write(&mut out)?;
            out.flush()?;
            rows
        }
        None => {
            let mut out = BufWriter::new(std::io::stdout().lock());
            let rows = write(&mut out)?;
            out.flush()?;
            rows
        }
    };
    tracing::info!(rows, release = %reader.release(), "exported");
    Ok(Ended::Well)
}
