//! `mingce import`

use std::io::Write as _;
use std::path::PathBuf;

use anyhow::Context as _;
use clap::{Args, ValueEnum};
use jiff::civil::Date;

use super::report::{FileReport, Report};
use super::{Ended, now, open_store, progress::Progress, regions, today};
use crate::config::Settings;
use crate::domain::listing::RosterKind;
use crate::domain::region::Regions;
use crate::domain::regulator::RegulatorCode;
use crate::domain::release::Mode;
use crate::import;
use crate::publish::live::{IndexedBy, index_now};
use crate::publish::release::{Effect, Stage, Terms, publish};
use crate::publish::submission::Submission;

/// What `mingce import --help` teaches.
pub(super) const HELP: &str = "检查并发布名单文件：.xlsx .xls .ods .csv，也可以是 .gz 压缩的。\n\n\
    不写 --regulator 时，每一行按自己的“主管部门”和“行政区划代码”归到各部门，没见过的部门自动建立。\n\
    --mode full 表示这是全量名单，文件里没有的就算移出；--mode batch 表示只增加和修改。\n\
    有移出的可能而没有写 --mode 时，不会发布，会列出将被移出的机构请您决定。\n\n\
    例：\n  \
    mingce import 海淀白名单.xlsx --regulator 110108-edu --mode full --as-of 2026-06-30 --notice 海教发〔2026〕3号\n  \
    mingce import 第二批.csv --regulator 110108-edu --mode batch\n  \
    mingce import 全市.csv.gz --dry-run\n\n\
    退出码：0 已发布（或没有变化），1 没有发布并说明原因，2 用法不对。";

#[derive(Args, Clone, Debug)]
pub(super) struct Arguments {
    /// 名单文件
    #[arg(required = true, value_name = "文件")]
    files: Vec<PathBuf>,
    /// 主管部门：行政区划代码-类别，如 110108-edu（edu culture sport science hrss market civil other）
    #[arg(long, value_name = "代码", value_parser = regulator)]
    regulator: Option<RegulatorCode>,
    /// 公告文号，如 海教发〔2026〕3号
    #[arg(long, value_name = "文号")]
    notice: Option<String>,
    /// 截至日期，如 2026-06-30 [默认: 文件标题里写的，否则今天]
    #[arg(long, value_name = "日期")]
    as_of: Option<Date>,
    /// 全量名单还是批次
    #[arg(long, value_enum, value_name = "方式")]
    mode: Option<ModeArgument>,
    /// 生效日期 [默认: 发布日期]
    #[arg(long, value_name = "日期")]
    effective: Option<Date>,
    /// 文件自己没有写明时，它是哪一种名单
    #[arg(long, value_enum, value_name = "名单")]
    roster: Option<RosterArgument>,
    /// 只检查和比较，不发布
    #[arg(long)]
    dry_run: bool,
    /// 报告的格式
    #[arg(long, value_enum, default_value_t = Format::Text, value_name = "格式")]
    format: Format,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum ModeArgument {
    /// 全量：文件里没有的算移出
    Full,
    /// 批次：只增加和修改
    Batch,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum RosterArgument {
    /// 白名单
    Approved,
    /// 灰名单
    Watch,
    /// 黑名单
    Banned,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// 给人看
    Text,
    /// 给程序读
    Json,
}

pub(super) fn regulator(text: &str) -> Result<RegulatorCode, String> {
    RegulatorCode::parse(text)
        .ok_or_else(|| "应当像 110108-edu：六位行政区划代码、横线、类别".into())
}

pub(super) async fn run(settings: &Settings, arguments: &Arguments) -> anyhow::Result<Ended> {
    let regions = regions(settings)?;
    let mut report = Report::new(arguments.dry_run);
    let mut submissions = Vec::new();
    for path in &arguments.files {
        let (file, submission) = read(path, arguments, &regions)?;
        report.files.push(file);
        submissions.push(submission);
    }
    if !report.may_go_on() {
        return end(&report, arguments.format);
    }
    let store = open_store(settings).await?;
    let terms = terms(arguments);
    let effect = if arguments.dry_run { Effect::None } else { Effect::Publish };
    let progress = Progress::counting("正在和现在的名单比较");
    let mut is_published = false;
    for (file, submission) in report.files.iter_mut().zip(submissions) {
        let say = |stage: Stage| match stage {
            Stage::Comparing => progress.say("正在和现在的名单比较"),
            Stage::Writing { rows } => progress.say(format!("正在写入 {rows} 条")),
            Stage::Committing => progress.say("正在提交"),
        };
        let outcome = Box::pin(publish(&store, submission, &terms, effect, &say)).await?;
        is_published |= effect == Effect::Publish && !outcome.releases.is_empty();
        let is_refused = outcome.refusal.is_some();
        file.outcome = Some(outcome);
        if is_refused {
            break;
        }
    }
    if is_published {
        progress.say("正在更新索引");
        let done = index_now(&store, &settings.index, &regions, today(), &|indexed| {
            progress.at(indexed.institutions);
        })
        .await?;
        report.is_left_to_server = done == IndexedBy::AServer;
    }
    drop(progress);
    store.close().await;
    end(&report, arguments.format)
}

fn read(
    path: &std::path::Path,
    arguments: &Arguments,
    regions: &Regions,
) -> anyhow::Result<(FileReport, Submission)> {
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let options = import::Options {
        regulator: arguments.regulator,
        regions,
        roster: arguments.roster.map(|roster| match roster {
            RosterArgument::Approved => RosterKind::Approved,
            RosterArgument::Watch => RosterKind::Watch,
            RosterArgument::Banned => RosterKind::Banned,
        }),
        limits: import::Limits::default(),
        mapping: import::Mapping::EMPTY,
        mends: &[],
    };
    let content = std::fs::read(path).with_context(|| format!("读不了文件 {}", path.display()))?;
    let progress = Progress::counting(format!("正在检查 {name}"));
    let reading = import::read(&name, &content, &options, &mut |rows| progress.at(rows));
    drop(progress);
    Ok((FileReport::of(&reading), Submission::new(reading, content, regions)))
}

fn terms(arguments: &Arguments) -> Terms {
    Terms {
        mode: arguments.mode.map(|mode| match mode {
            ModeArgument::Full => Mode::Full,
            ModeArgument::Batch => Mode::Batch,
        }),
        notice_no: arguments.notice.clone(),
        title: None,
        as_of_on: arguments.as_of,
        published_on: None,
        effective_on: arguments.effective,
        submitted_by: match std::env::var("USER") {
            Ok(user) if !user.is_empty() => format!("命令行（{user}）"),
            Ok(_) | Err(_) => "命令行".into(),
        },
        approved_by: None,
        now: now(),
        today: today(),
    }
}

fn end(report: &Report, format: Format) -> anyhow::Result<Ended> {
    let mut out = std::io::stdout().lock();
    match format {
        Format::Text => report.write_text(&mut out)?,
        Format::Json => {
            serde_json::to_writer_pretty(&mut out, &report.to_json())?;
            writeln!(out)?;
        }
    }
    Ok(if report.is_refused() { Ended::Refused } else { Ended::Well })
}
