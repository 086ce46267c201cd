//! `mingce export`

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::PathBuf;

use anyhow::Context as _;
use clap::{Args, ValueEnum};
use jiff::civil::Date;

use super::{Ended, open_store, regions, today};
use crate::config::Settings;
use crate::domain::region::RegionCode;
use crate::domain::regulator::RegulatorCode;
use crate::publish::export::{Edition, Form, Scope, Wanted, export};
use crate::publish::live::Live;

#[derive(Args, Clone, Debug)]
pub(super) struct Arguments {
    /// 写到哪个文件 [默认: 标准输出]
    #[arg(long, short, value_name = "文件")]
    out: Option<PathBuf>,
    /// 格式
    #[arg(long, value_enum, default_value_t = Format::Csv, value_name = "格式")]
    format: Format,
    /// 只要这个行政区划代码和它下面的
    #[arg(long, value_name = "代码", conflicts_with = "regulator")]
    region: Option<String>,
    /// 只要这个主管部门的，如 110108-edu
    #[arg(long, value_name = "代码")]
    regulator: Option<String>,
    /// 那一天的名单，如 2026-06-30 [默认: 今天]
    #[arg(long, value_name = "日期")]
    on: Option<Date>,
}

impl Arguments {
    fn scope(&self) -> anyhow::Result<Scope> {
        if let Some(text) = &self.region {
            let code = RegionCode::parse(text);
            return code.map(Scope::Region).with_context(|| format!("{text} 不是行政区划代码"));
        }
        let Some(text) = &self.regulator else { return Ok(Scope::Whole) };
        let code = RegulatorCode::parse(text);
        code.map(Scope::Regulator).with_context(|| format!("{text} 不是主管部门代码"))
    }
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Format {
    /// 带 BOM 的 CSV，中文 Excel 直接打开
    Csv,
    /// Excel 工作簿：日期是日期，代码是文本
    Xlsx,
    /// 每行一个 JSON
    Jsonl,
}

pub(super) async fn run(settings: &Settings, arguments: &Arguments) -> anyhow::Result<Ended> {
    let scope = arguments.scope()?;
    let day = arguments.on.unwrap_or_else(today);
    if day > today() {
        anyhow::bail!("{day} 还没有到：以后的名单还会变");
    }
    let store = open_store(settings).await?;
    let live = Live::open(&store, &settings.index, &regions(settings)?, today, &|_| {}).await?;
    let form = match arguments.format {
        Format::Csv => Form::Csv,
        Format::Xlsx => Form::Xlsx,
        Format::Jsonl => Form::JsonLines,
    };
    let reader = live.snapshot();
    let edition = Edition { day, release: reader.release() };
    let wanted = Wanted { edition, scope, form, today: today() };
    let write = |out: &mut (dyn Write + Send)| export(&reader, &wanted, out, &std::env::temp_dir());
    let rows = match &arguments.out {
        Some(path) => {
            let file = File::create(path).with_context(|| format!("写不了 {}", path.display()))?;
            let mut out = BufWriter::new(file);
            let rows = write(&mut out)?;
            out.flush()?;
            rows
        }
        None => {
            let mut out = BufWriter::new(std::io::stdout());
            let rows = write(&mut out)?;
            out.flush()?;
            rows
        }
    };
    tracing::info!(rows, release = %reader.release(), "exported");
    Ok(Ended::Well)
}
