//! Commands: one file each. What they print is for operators and clerks, in Chinese.

use std::process::ExitCode;
use std::sync::Arc;

use anyhow::Context as _;
use clap::{Parser, Subcommand};
use jiff::Timestamp;
use jiff::civil::Date;

use crate::config::{Places, Serving, Settings};
use crate::domain::region::Regions;
use crate::store::Store;

mod demo;
mod export;
mod import;
mod progress;
mod regulator;
mod reindex;
mod report;
mod serve;
pub(crate) mod user;
mod verify;

/// 明册：校外培训机构黑白名单查询网站。
#[derive(Debug, Parser)]
#[command(
    name = "mingce",
    version,
    about = "明册：校外培训机构黑白名单查询网站",
    long_about = "明册：家长交钱之前，在这里查一家校外培训机构在不在名单上。\n\n\
        先看演示：  mingce demo\n\
        第一个账号：mingce user add admin --role admin\n\
        发布名单：  mingce import 名单.xlsx --regulator 110108-edu --mode full --as-of 2026-06-30\n\
        开网站：    mingce serve\n\n\
        设置的先后：命令行 > 环境变量 MINGCE_* > mingce.toml。",
    disable_help_subcommand = true,
    propagate_version = true
)]
pub struct Cli {
    #[command(subcommand)]
    command: Command,
    #[command(flatten)]
    places: Places,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// 用编造的名单跑一个演示网站，退出后什么也不留下
    Demo(Serving),
    /// 开网站
    ///
    /// 启动后自己跟着数据库里的新发布走；数据库连不上时，用本机索引继续回答。
    /// /healthz 表示进程活着，/readyz 表示在用第几号发布。
    Serve(Serving),
    /// 检查并发布名单文件
    #[command(long_about = import::HELP)]
    Import(import::Arguments),
    /// 把现在的名单写成文件
    ///
    /// 每条今天有效的列入记录一行，附上结论。CSV 带 BOM，中文 Excel 直接打开；像公式的格会加撇号。
    Export(export::Arguments),
    /// 管理发布后台的账号
    #[command(long_about = user::HELP)]
    User(user::Arguments),
    /// 管理主管部门
    #[command(long_about = regulator::HELP)]
    Regulator(regulator::Arguments),
    /// 核对数据库、索引和历史是否一致、有没有被改动
    ///
    /// 重算每条记录的指纹、每次发布之后名单的指纹和发布之间的链，再把索引和数据库逐条对一遍；
    /// 操作记录的链也从头核对，说出第一处不对的。
    /// 退出码：0 一致，1 有不对的地方并逐条列出。索引只是落后不算错：网站会自己跟上。
    Verify,
    /// 按数据库重建索引
    ///
    /// 平时用不着：索引缺失、损坏或版本不同时，网站启动会自己重建。网站运行时不能重建。
    Reindex,
}

/// How a command ended, as the shell sees it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ended {
    Well,
    /// Refused, or something is wrong: told in words already.
    Refused,
}

impl Cli {
    /// Runs the command. Exit code 0: done; 1: refused or failed, with the reasons; 2: usage.
    pub fn run(self) -> ExitCode {
        let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
            Ok(runtime) => runtime,
            Err(error) => {
                tracing::error!(%error, "cannot start");
                return ExitCode::FAILURE;
            }
        };
        match runtime.block_on(self.dispatch()) {
            Ok(Ended::Well) => ExitCode::SUCCESS,
            Ok(Ended::Refused) => ExitCode::FAILURE,
            Err(error) => {
                tracing::error!("{error:#}");
                ExitCode::FAILURE
            }
        }
    }

    async fn dispatch(self) -> anyhow::Result<Ended> {
        let settle = |serving: &Serving| Settings::settle(&self.places, serving);
        match &self.command {
            Command::Demo(serving) => Box::pin(demo::run(settle(serving)?)).await,
            Command::Serve(serving) => Box::pin(serve::run(settle(serving)?)).await,
            Command::Import(arguments) => {
                Box::pin(import::run(&settle(&Serving::default())?, arguments)).await
            }
            Command::Export(arguments) => {
                Box::pin(export::run(&settle(&Serving::default())?, arguments)).await
            }
            Command::User(arguments) => {
                Box::pin(user::run(&settle(&Serving::default())?, arguments)).await
            }
            Command::Regulator(arguments) => {
                Box::pin(regulator::run(&settle(&Serving::default())?, arguments)).await
            }
            Command::Verify => Box::pin(verify::run(&settle(&Serving::default())?)).await,
            Command::Reindex => Box::pin(reindex::run(&settle(&Serving::default())?)).await,
        }
    }
}

const BUILT_IN_REGIONS: &str = include_str!("../../data/regions.csv");

/// The table of divisions, with what the operator adds.
fn regions(settings: &Settings) -> anyhow::Result<Arc<Regions>> {
    let more = match &settings.regions {
        Some(path) => std::fs::read_to_string(path)
            .with_context(|| format!("读不了行政区划表 {}", path.display()))?,
        None => String::new(),
    };
    Ok(Arc::new(Regions::from_csv(&[BUILT_IN_REGIONS, &more])))
}

async fn open_store(settings: &Settings) -> anyhow::Result<Store> {
    Store::open(&settings.database_url).await.context("打不开数据库")
}

fn now() -> Timestamp {
    #[expect(clippy::disallowed_methods, reason = "commands are where the clock is read")]
    Timestamp::now()
}

/// The day in China.
fn today() -> Date {
    crate::web::shanghai_now().date()
}
