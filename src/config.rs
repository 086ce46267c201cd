//! Settings: flags, then `MINGCE_*`, then `mingce.toml`, then what is built in.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};
use clap::Args;
use jiff::SignedDuration;
use serde::Deserialize;

use crate::web::settings::{ConsoleSettings, Network, RateLimit, SiteSettings};

/// Where things are; understood by every command.
#[derive(Args, Clone, Debug, Default)]
pub struct Places {
    /// 设置文件 [默认: 当前目录的 mingce.toml，没有也可以]
    #[arg(long, global = true, env = "MINGCE_CONFIG", value_name = "文件")]
    pub config: Option<PathBuf>,
    /// 数据库：sqlite:路径 或 postgres://… [默认: sqlite:data/mingce.db，没有就新建]
    #[arg(
        long,
        global = true,
        env = "MINGCE_DATABASE_URL",
        value_name = "地址",
        hide_env_values = true
    )]
    pub database_url: Option<String>,
    /// 本机索引的文件夹 [默认: index]
    #[arg(long, global = true, env = "MINGCE_INDEX", value_name = "文件夹")]
    pub index: Option<PathBuf>,
    /// 补充的行政区划表（CSV，格式同 data/regions.csv）
    #[arg(long, global = true, env = "MINGCE_REGIONS", value_name = "文件")]
    pub regions: Option<PathBuf>,
}

/// How the site is served; understood by `serve` and `demo`.
#[derive(Args, Clone, Debug, Default)]
pub struct Serving {
    /// 监听的地址和端口 [默认: 127.0.0.1:8080]
    #[arg(long, env = "MINGCE_LISTEN", value_name = "地址:端口")]
    pub listen: Option<SocketAddr>,
    /// 公众看到的网址，可以带路径，如 https://www.example.gov.cn/mingce
    #[arg(long, env = "MINGCE_BASE_URL", value_name = "网址")]
    pub base_url: Option<String>,
    /// 每个地址每秒最多几次请求；off 表示不限（只用于测量）[默认: 50]
    #[arg(long, env = "MINGCE_RATE_LIMIT", value_name = "次数|off")]
    pub rate_limit: Option<String>,
    /// 名单多少天没有更新就提醒“可能过时” [默认: 180]
    #[arg(long, env = "MINGCE_STALE_DAYS", value_name = "天数")]
    pub stale_days: Option<u16>,
    /// 信任其 X-Forwarded-For 的代理，如 10.0.0.0/8，可用逗号分开写几个
    #[arg(long, env = "MINGCE_TRUSTED_PROXIES", value_name = "网段")]
    pub trusted_proxies: Option<String>,
}

/// What `mingce.toml` may say. A word that it does not know is an error, not silence.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct FileSettings {
    database_url: Option<String>,
    index: Option<PathBuf>,
    regions: Option<PathBuf>,
    listen: Option<SocketAddr>,
    base_url: Option<String>,
    rate_limit: Option<RateSetting>,
    stale_days: Option<u16>,
    trusted_proxies: Vec<String>,
    site_name: Option<String>,
    host_unit: Option<String>,
    site_id: Option<String>,
    icp: Option<String>,
    police_record: Option<String>,
    report_phone: Option<String>,
    session_idle_minutes: Option<u16>,
    session_hours: Option<u16>,
    login_failures: Option<u16>,
    lock_minutes: Option<u16>,
    password_length: Option<u16>,
}

/// `rate_limit = 50` or `rate_limit = "off"`.
#[derive(Clone, Debug, Deserialize)]
#[serde(untagged)]
enum RateSetting {
    Number(u32),
    Word(String),
}

/// Everything settled.
#[derive(Clone, Debug)]
pub struct Settings {
    pub database_url: String,
    pub index: PathBuf,
    pub regions: Option<PathBuf>,
    pub listen: SocketAddr,
    pub site: SiteSettings,
}

impl Settings {
    /// Puts flags, environment and file together.
    ///
    /// # Errors
    /// When the file cannot be read, or a value is none.
    pub fn settle(places: &Places, serving: &Serving) -> anyhow::Result<Self> {
        let file = read(places.config.as_deref())?;
        let rate_limit =
            serving.rate_limit.clone().or(file.rate_limit.as_ref().map(|rate| match rate {
                RateSetting::Word(word) => word.clone(),
                RateSetting::Number(number) => number.to_string(),
            }));
        let console = console(&file)?;
        let defaults = SiteSettings::default();
        let mut site = SiteSettings {
            name: env("MINGCE_SITE_NAME").or(file.site_name).unwrap_or(defaults.name),
            host_unit: env("MINGCE_HOST_UNIT").or(file.host_unit).unwrap_or(defaults.host_unit),
            site_id: env("MINGCE_SITE_ID").or(file.site_id).unwrap_or(defaults.site_id),
            icp: env("MINGCE_ICP").or(file.icp).unwrap_or(defaults.icp),
            police_record: env("MINGCE_POLICE_RECORD")
                .or(file.police_record)
                .unwrap_or(defaults.police_record),
            report_phone: env("MINGCE_REPORT_PHONE")
                .or(file.report_phone)
                .unwrap_or(defaults.report_phone),
            stale_after_days: serving
                .stale_days
                .or(file.stale_days)
                .unwrap_or(defaults.stale_after_days),
            console,
            ..defaults
        };
        if let Some(text) = rate_limit {
            site.access.rate_limit = rate(&text)?;
        }
        let proxies = match &serving.trusted_proxies {
            Some(text) => text.split(',').map(str::to_owned).collect(),
            None => file.trusted_proxies,
        };
        for text in proxies.iter().filter(|text| !text.trim().is_empty()) {
            let network = Network::parse(text)
                .with_context(|| format!("trusted_proxies：{text} 不是网段"))?;
            site.access.trusted_proxies.push(network);
        }
        Ok(Self {
            database_url: places
                .database_url
                .clone()
                .or(file.database_url)
                .unwrap_or_else(|| "sqlite:data/mingce.db".into()),
            index: places.index.clone().or(file.index).unwrap_or_else(|| "index".into()),
            regions: places.regions.clone().or(file.regions),
            listen: serving
                .listen
                .or(file.listen)
                .unwrap_or_else(|| SocketAddr::from(([127, 0, 0, 1], 8080))),
            site: site.at(serving
                .base_url
                .as_deref()
                .or(file.base_url.as_deref())
                .unwrap_or_default()),
        })
    }
}

fn read(config: Option<&Path>) -> anyhow::Result<FileSettings> {
    let path = config.unwrap_or(Path::new("mingce.toml"));
    match std::fs::read_to_string(path) {
        Ok(text) => {
            toml::from_str(&text).with_context(|| format!("设置文件 {} 有误", path.display()))
        }
        Err(error) if error.kind() == std::io::ErrorKind::NotFound && config.is_none() => {
            Ok(FileSettings::default())
        }
        Err(error) => Err(error).with_context(|| format!("读不了设置文件 {}", path.display())),
    }
}

/// How strict the console is: `MINGCE_SESSION_IDLE_MINUTES` and the like, then the file.
fn console(file: &FileSettings) -> anyhow::Result<ConsoleSettings> {
    let number = |name: &str, in_file: Option<u16>| -> anyhow::Result<Option<u16>> {
        let from_env = env(&format!("MINGCE_{}", name.to_uppercase()));
        let number = match from_env {
            Some(text) => Some(text.parse().with_context(|| format!("{name}：{text} 不是数"))?),
            None => in_file,
        };
        match number {
            Some(0) => bail!("{name} 不能是 0"),
            number => Ok(number),
        }
    };
    let mut console = ConsoleSettings::default();
    if let Some(minutes) = number("session_idle_minutes", file.session_idle_minutes)? {
        console.sessions.idle = SignedDuration::from_mins(minutes.into());
    }
    if let Some(hours) = number("session_hours", file.session_hours)? {
        console.sessions.longest = SignedDuration::from_hours(hours.into());
    }
    if let Some(failures) = number("login_failures", file.login_failures)? {
        console.lock_out.after_failures = failures.into();
    }
    if let Some(minutes) = number("lock_minutes", file.lock_minutes)? {
        console.lock_out.lasts = SignedDuration::from_mins(minutes.into());
    }
    if let Some(length) = number("password_length", file.password_length)? {
        console.passwords.shortest = length.max(8).into();
    }
    Ok(console)
}

fn env(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.is_empty())
}

fn rate(text: &str) -> anyhow::Result<Option<RateLimit>> {
    if text.trim().eq_ignore_ascii_case("off") {
        return Ok(None);
    }
    match text.trim().parse::<u32>() {
        Ok(per_second) if per_second > 0 => {
            Ok(Some(RateLimit { per_second, burst: per_second.saturating_mul(6) }))
        }
        Ok(_) | Err(_) => bail!("rate_limit：{text} 应当是每秒次数，或 off"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_flag_beats_the_file_and_the_file_beats_what_is_built_in() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("mingce.toml");
        std::fs::write(
            &path,
            "index = \"from-file\"\nlisten = \"127.0.0.1:9\"\nrate_limit = \"off\"\n",
        )
        .unwrap();
        let places =
            Places { config: Some(path), index: Some("from-flag".into()), ..Places::default() };
        let settings = Settings::settle(&places, &Serving::default()).unwrap();
        assert_eq!(settings.index, PathBuf::from("from-flag"));
        assert_eq!(settings.listen.port(), 9);
        assert_eq!(settings.site.access.rate_limit, None);
        assert_eq!(settings.site.stale_after_days, 180);
        assert_eq!(settings.site.console.lock_out.after_failures, 5);
    }

    #[test]
    fn a_misspelt_setting_is_not_passed_over() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("mingce.toml");
        std::fs::write(&path, "lisen = \"127.0.0.1:9\"\n").unwrap();
        let places = Places { config: Some(path), ..Places::default() };
        let error = Settings::settle(&places, &Serving::default()).unwrap_err();
        assert!(format!("{error:#}").contains("lisen"), "{error:#}");
    }
}
