//! What an operator says of the site. Values are handed down by the caller; nothing is read here.

use std::net::IpAddr;

use crate::domain::account::{LockOut, SessionLimits};
use crate::domain::password::Policy;

/// Whose data is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum DataKind {
    /// Lists that regulators published.
    #[default]
    Real,
    /// Invented institutions: every page says so.
    Demo,
}

/// The site as its operator describes it. A footer entry that is empty is not shown.
#[derive(Clone, Debug)]
pub struct SiteSettings {
    pub name: String,
    /// "" or "/mingce": stands before every link. Without a slash at its end.
    pub base_path: String,
    /// The public address with the path, without a slash at its end; for links that people copy.
    pub base_url: String,
    pub data: DataKind,
    /// 主办单位.
    pub host_unit: String,
    /// 网站标识码.
    pub site_id: String,
    /// ICP 备案号.
    pub icp: String,
    /// 公安备案号.
    pub police_record: String,
    /// The number to call where no regulator is known.
    pub report_phone: String,
    /// From this age on a list is said to be perhaps out of date.
    pub stale_after_days: u16,
    pub access: Access,
    pub console: ConsoleSettings,
}

/// How strict the console is with those who sign in. What is built in is what GB/T 22239 is read to want.
#[derive(Clone, Copy, Debug, Default)]
pub struct ConsoleSettings {
    pub sessions: SessionLimits,
    pub lock_out: LockOut,
    pub passwords: Policy,
}

/// Who may ask how often.
#[derive(Clone, Debug)]
pub struct Access {
    /// Proxies whose `X-Forwarded-For` is believed.
    pub trusted_proxies: Vec<Network>,
    /// `None`: no limit, for measurements.
    pub rate_limit: Option<RateLimit>,
}

/// Requests that one address may make. Whole schools stand behind one address, so it is generous.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RateLimit {
    pub per_second: u32,
    pub burst: u32,
}

impl Default for RateLimit {
    fn default() -> Self {
        Self { per_second: 50, burst: 300 }
    }
}

impl Default for Access {
    fn default() -> Self {
        Self { trusted_proxies: Vec::new(), rate_limit: Some(RateLimit::default()) }
    }
}

impl Default for SiteSettings {
    fn default() -> Self {
        Self {
            name: "明册".into(),
            base_path: String::new(),
            base_url: String::new(),
            data: DataKind::Real,
            host_unit: String::new(),
            site_id: String::new(),
            icp: String::new(),
            police_record: String::new(),
            report_phone: "12345".into(),
            stale_after_days: 180,
            access: Access::default(),
            console: ConsoleSettings::default(),
        }
    }
}

impl SiteSettings {
    /// Whether the public reaches the site by https, so that cookies need not travel otherwise.
    pub fn is_https(&self) -> bool {
        self.base_url.starts_with("https://")
    }

    /// Takes the public address, and from it the path below which the site lives.
    #[must_use]
    pub fn at(mut self, base_url: &str) -> Self {
        self.base_url = base_url.trim().trim_end_matches('/').to_owned();
        let after_scheme = self.base_url.split_once("://").map_or("", |(_, rest)| rest);
        self.base_path =
            after_scheme.find('/').map(|at| after_scheme[at..].to_owned()).unwrap_or_default();
        self
    }

    /// The whole address of a link of ours, which begins with the base path; the link itself where the site
    /// does not know its public address.
    pub fn public(&self, link: &str) -> String {
        let host = self.base_url.strip_suffix(self.base_path.as_str()).unwrap_or(&self.base_url);
        format!("{host}{link}")
    }
}

/// A range of addresses: `10.0.0.0/8`, `::1`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Network {
    address: IpAddr,
    prefix_bits: u8,
}

impl Network {
    /// `None` unless it reads as an address, with or without `/bits`.
    pub fn parse(text: &str) -> Option<Self> {
        let (address, bits) = match text.trim().split_once('/') {
            Some((address, bits)) => (address, Some(bits)),
            None => (text.trim(), None),
        };
        let address: IpAddr = address.parse().ok()?;
        let most = if address.is_ipv4() { 32 } else { 128 };
        let prefix_bits = bits.map_or(Some(most), |bits| bits.parse().ok())?;
        (prefix_bits <= most).then_some(Self { address, prefix_bits })
    }

    pub fn contains(&self, address: IpAddr) -> bool {
        let (own, other, width) = match (self.address, address.to_canonical()) {
            (IpAddr::V4(own), IpAddr::V4(other)) => {
                (u128::from(own.to_bits()), u128::from(other.to_bits()), 32)
            }
            (IpAddr::V6(own), IpAddr::V6(other)) => (own.to_bits(), other.to_bits(), 128),
            (IpAddr::V4(_), IpAddr::V6(_)) | (IpAddr::V6(_), IpAddr::V4(_)) => return false,
        };
        let dropped = width - u32::from(self.prefix_bits);
        own.checked_shr(dropped).unwrap_or(0) == other.checked_shr(dropped).unwrap_or(0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_path_of_the_public_address_stands_before_every_link() {
        let path = |url| SiteSettings::default().at(url).base_path;
        assert_eq!(path("https://www.example.gov.cn/mingce/"), "/mingce");
        assert_eq!(path("https://www.example.gov.cn/a/b"), "/a/b");
        assert_eq!(path("https://www.example.gov.cn"), "");
        assert_eq!(path(""), "");
    }

    #[test]
    fn a_network_holds_its_addresses_and_no_others() {
        let holds =
            |net: &str, ip: &str| Network::parse(net).unwrap().contains(ip.parse().unwrap());
        assert!(holds("10.0.0.0/8", "10.1.2.3"));
        assert!(!holds("10.0.0.0/8", "11.1.2.3"));
        assert!(holds("10.0.0.0/8", "::ffff:10.1.2.3"));
        assert!(holds("::1", "::1") && !holds("::1", "::2"));
        assert!(holds("0.0.0.0/0", "8.8.8.8"));
        assert_eq!(Network::parse("10.0.0.0/33"), None);
    }
}
