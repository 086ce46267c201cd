//! `mingce regulator`: the departments.

use std::io::Write as _;
use std::path::PathBuf;

use anyhow::{Context as _, bail};
use clap::{Args, Subcommand, ValueEnum};

use super::user::entry;
use super::{Ended, open_store, regions};
use crate::config::Settings;
use crate::domain::audit::{Action, NewEntry};
use crate::domain::regulator::{AbsenceRule, Regulator, RegulatorCode};
use crate::domain::regulator_details::{Typed, checked, told};
use crate::publish::regulators::{LARGEST_TABLE, Line, Outcome, plan, written};
use crate::store::Store;

pub(super) const HELP: &str = "管理主管部门：名称、别名、举报电话和信箱。\n\n  \
    mingce regulator add 110108-edu 海淀区教育委员会 --phone 010-00000000\n  \
    mingce regulator import 主管部门.xlsx --dry-run\n\n\
    表格一行一个部门，表头：名称、代码（或行政区划代码）、别名、举报电话、举报信箱、名单上没有的。\n\
    公众页面在这个部门下一次发布名单时换成新的。";

#[derive(Args, Clone, Debug)]
pub(super) struct Arguments {
    #[command(subcommand)]
    what: What,
}

#[derive(Clone, Debug, Subcommand)]
enum What {
    /// 新增一个主管部门
    Add(Add),
    /// 列出主管部门
    List,
    /// 修改一个主管部门，没写的不变
    Set(Set),
    /// 从表格导入
    Import(Import),
}

#[derive(Args, Clone, Debug)]
struct Details {
    /// 别名，多个用“|”分开
    #[arg(long, value_name = "别名")]
    aliases: Option<String>,
    /// 举报电话
    #[arg(long, value_name = "电话")]
    phone: Option<String>,
    /// 举报信箱
    #[arg(long, value_name = "邮箱")]
    mailbox: Option<String>,
    /// 名单上没有的机构：unknown 不好说，unapproved 就是没有批准
    #[arg(long, value_enum, value_name = "规则")]
    absence: Option<Absence>,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Absence {
    Unknown,
    Unapproved,
}

impl Absence {
    fn rule(self) -> AbsenceRule {
        match self {
            Self::Unknown => AbsenceRule::Unknown,
            Self::Unapproved => AbsenceRule::Unapproved,
        }
    }
}

#[derive(Args, Clone, Debug)]
struct Add {
    /// 行政区划代码-类别，如 110108-edu
    #[arg(value_name = "代码", value_parser = super::import::regulator)]
    code: RegulatorCode,
    /// 公告落款用的全称
    #[arg(value_name = "名称")]
    name: String,
    #[command(flatten)]
    details: Details,
}

#[derive(Args, Clone, Debug)]
struct Set {
    /// 行政区划代码-类别，如 110108-edu
    #[arg(value_name = "代码", value_parser = super::import::regulator)]
    code: RegulatorCode,
    /// 公告落款用的全称
    #[arg(long, value_name = "名称")]
    name: Option<String>,
    #[command(flatten)]
    details: Details,
}

#[derive(Args, Clone, Debug)]
struct Import {
    /// 表格文件：.xlsx .xls .ods .csv
    #[arg(value_name = "文件")]
    file: PathBuf,
    /// 只看会改什么，不保存
    #[arg(long)]
    dry_run: bool,
}

pub(super) async fn run(settings: &Settings, arguments: &Arguments) -> anyhow::Result<Ended> {
    let store = open_store(settings).await?;
    match &arguments.what {
        What::Add(arguments) => add(settings, &store, arguments).await,
        What::List => list(&store).await,
        What::Set(arguments) => set(&store, arguments).await,
        What::Import(arguments) => import(&store, arguments).await,
    }
}

fn say(line: &str) -> anyhow::Result<()> {
    Ok(writeln!(std::io::stdout().lock(), "{line}")?)
}

/// What is given, and else what is known.
fn merged(
    code: RegulatorCode,
    name: Option<&str>,
    details: &Details,
    before: Option<&Regulator>,
) -> anyhow::Result<Regulator> {
    let or = |given: Option<&str>, known: Option<String>| {
        given.map(str::to_owned).or(known).unwrap_or_default()
    };
    let typed = Typed {
        name: or(name, before.map(|one| one.name.clone())),
        aliases: or(details.aliases.as_deref(), before.map(|one| one.aliases.join("\n"))),
        phone: or(details.phone.as_deref(), before.and_then(|one| one.phone.clone())),
        mailbox: or(details.mailbox.as_deref(), before.and_then(|one| one.mailbox.clone())),
    };
    let known = before.map_or(AbsenceRule::Unknown, |one| one.absence);
    checked(code, &typed, details.absence.map_or(known, Absence::rule)).map_err(|flaws| {
        let words: Vec<&str> = flaws.into_iter().map(|flaw| flaw.message()).collect();
        anyhow::anyhow!("{}", words.join("；"))
    })
}

fn entry_of(after: &Regulator, before: Option<&Regulator>) -> NewEntry {
    let action = if before.is_some() { Action::RegulatorChanged } else { Action::RegulatorAdded };
    entry(action)
        .on(after.code.to_string())
        .of_regulator(Some(after.code))
        .changing(before.map(told).unwrap_or_default(), told(after))
}

async fn add(settings: &Settings, store: &Store, arguments: &Add) -> anyhow::Result<Ended> {
    let code = arguments.code;
    if regions(settings)?.get(code.region).is_none() {
        bail!("行政区划代码表里没有 {}", code.region);
    }
    if !store.regulators(Some(&[code])).await?.is_empty() {
        bail!("{code} 已经有了，要修改请用 mingce regulator set {code}");
    }
    let regulator = merged(code, Some(&arguments.name), &arguments.details, None)?;
    let entry = entry_of(&regulator, None);
    say(&format!("已新增 {code}：{}。", told(&regulator)))?;
    store.put_regulators(vec![regulator], &[entry]).await?;
    Ok(Ended::Well)
}

async fn set(store: &Store, arguments: &Set) -> anyhow::Result<Ended> {
    let code = arguments.code;
    let before = store.regulators(Some(&[code])).await?.pop();
    let before = before.with_context(|| format!("没有主管部门 {code}"))?;
    let after = merged(code, arguments.name.as_deref(), &arguments.details, Some(&before))?;
    if after == before {
        say(&format!("{code} 没有变化：{}。", told(&before)))?;
        return Ok(Ended::Well);
    }
    let entry = entry_of(&after, Some(&before));
    let line = format!("已修改 {code}：{}。", told(&after));
    store.put_regulators(vec![after], &[entry]).await?;
    say(&line)?;
    Ok(Ended::Well)
}

async fn list(store: &Store) -> anyhow::Result<Ended> {
    let mut regulators = store.regulators(None).await?;
    regulators.sort_by_key(|regulator| regulator.code);
    if regulators.is_empty() {
        say("还没有主管部门。新增：mingce regulator add 代码 名称")?;
    }
    for regulator in regulators {
        say(&format!("{}\t{}", regulator.code, told(&regulator)))?;
    }
    Ok(Ended::Well)
}

async fn import(store: &Store, arguments: &Import) -> anyhow::Result<Ended> {
    let path = &arguments.file;
    let size = std::fs::metadata(path).with_context(|| format!("读不了 {}", path.display()))?.len();
    if size > LARGEST_TABLE as u64 {
        bail!("{} 太大了，最多 {} MB", path.display(), LARGEST_TABLE >> 20);
    }
    let bytes = std::fs::read(path).with_context(|| format!("读不了 {}", path.display()))?;
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let known = store.regulators(None).await?;
    let lines = plan(&name, &bytes, &known).map_err(|why| anyhow::anyhow!("{why}"))?;
    let wrong: Vec<&Line> =
        lines.iter().filter(|line| matches!(line.outcome, Outcome::Wrong { .. })).collect();
    for line in &wrong {
        if let Outcome::Wrong { name, why } = &line.outcome {
            say(&format!("第 {} 行 {name}：{why}", line.row))?;
        }
    }
    if !wrong.is_empty() {
        say(&format!("有 {} 行有问题，什么也没有保存。", wrong.len()))?;
        return Ok(Ended::Refused);
    }
    let entries: Vec<NewEntry> =
        written(&lines).map(|(after, before)| entry_of(after, before)).collect();
    let regulators: Vec<Regulator> = written(&lines).map(|(after, _)| after.clone()).collect();
    for regulator in &regulators {
        say(&format!("{}\t{}", regulator.code, told(regulator)))?;
    }
    let count = regulators.len();
    if arguments.dry_run {
        say(&format!("会保存 {count} 个，现在没有保存（--dry-run）。"))?;
        return Ok(Ended::Well);
    }
    if count > 0 {
        store.put_regulators(regulators, &entries).await?;
    }
    say(&format!("已保存 {count} 个，{} 个没有变化。", lines.len() - count))?;
    Ok(Ended::Well)
}
