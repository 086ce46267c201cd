//! How often one address may ask. The address is a key in memory only: it is never written down.

use std::net::{IpAddr, Ipv6Addr, SocketAddr};
use std::num::NonZeroU32;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use axum::extract::{ConnectInfo, Request};
use axum::http::{HeaderMap, Method};
use governor::clock::{Clock, DefaultClock};
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};

use super::console;
use super::error::Error;
use super::settings::{Access, Network, RateLimit};
use super::{public, suggest};

/// Requests after which addresses at rest are forgotten.
const SWEEP_EVERY: u32 = 1 << 16;

/// Counts requests by address.
#[derive(Clone, Debug)]
pub struct Limiter {
    counts: Option<Arc<Counts>>,
    asked: Arc<AtomicU32>,
    trusted: Arc<[Network]>,
}

/// Suggestions are counted by themselves: whoever types fast may miss some, but is never kept from
/// the search that the typing was for.
#[derive(Debug)]
struct Counts {
    pages: DefaultKeyedRateLimiter<IpAddr>,
    suggestions: DefaultKeyedRateLimiter<IpAddr>,
    logins: DefaultKeyedRateLimiter<IpAddr>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Wanted {
    Page,
    Suggestion,
    /// A password or a code is tried.
    Login,
    /// Many at once.
    Batch,
}

/// Requests that a batch counts as: a school may still look up a dozen lists in a row.
const BATCH_COSTS: u32 = 20;

impl Wanted {
    fn by(method: &Method, path: &str) -> Self {
        if path.ends_with(suggest::PATH) {
            Self::Suggestion
        } else if *method == Method::POST && console::is_login(path) {
            Self::Login
        } else if *method == Method::POST && path.ends_with(public::check::PATH) {
            Self::Batch
        } else {
            Self::Page
        }
    }

    fn costs(self) -> NonZeroU32 {
        match self {
            Self::Page | Self::Suggestion | Self::Login => NonZeroU32::MIN,
            Self::Batch => NonZeroU32::MIN.saturating_add(BATCH_COSTS - 1),
        }
    }
}

impl Limiter {
    pub fn new(access: &Access) -> Self {
        let keyed = |quota| Counts {
            pages: RateLimiter::keyed(quota),
            suggestions: RateLimiter::keyed(quota),
            logins: RateLimiter::keyed(logins()),
        };
        let counts = access.rate_limit.and_then(quota).map(keyed).map(Arc::new);
        Self { counts, asked: Arc::default(), trusted: access.trusted_proxies.clone().into() }
    }

    /// # Errors
    /// When whoever asks has asked too often.
    pub fn admit(&self, request: &Request) -> Result<(), Error> {
        // Without a connection there is nobody to count: the router is called in memory.
        let Some(address) = self.asker(request) else { return Ok(()) };
        self.check(address, Wanted::by(request.method(), request.uri().path()))
    }

    /// Who asks. `None`: the router is called in memory.
    pub fn asker(&self, request: &Request) -> Option<IpAddr> {
        let peer = request.extensions().get::<ConnectInfo<SocketAddr>>()?;
        Some(self.address(peer.0.ip(), request.headers()))
    }

    /// # Errors
    /// When this address has asked too often.
    fn check(&self, address: IpAddr, wanted: Wanted) -> Result<(), Error> {
        let Some(counts) = &self.counts else { return Ok(()) };
        let nth = self.asked.fetch_add(1, Ordering::Relaxed);
        if nth.is_multiple_of(SWEEP_EVERY) {
            counts.pages.retain_recent();
            counts.suggestions.retain_recent();
            counts.logins.retain_recent();
        }
        let counts = match wanted {
            Wanted::Page | Wanted::Batch => &counts.pages,
            Wanted::Suggestion => &counts.suggestions,
            Wanted::Login => &counts.logins,
        };
        // A limit below what a batch costs would never let one pass: it then counts as one.
        let subscriber = subscriber(address);
        let checked = counts.check_key_n(&subscriber, wanted.costs());
        checked.unwrap_or_else(|_| counts.check_key(&subscriber)).map_err(|until| {
            let wait = until.wait_time_from(DefaultClock::default().now());
            Error::TooMany { retry_after_s: wait.as_secs() + 1 }
        })
    }

    /// The asker's address: of the connection, or, behind proxies that are trusted, the last one
    /// in `X-Forwarded-For` that is none of them.
    fn address(&self, peer: IpAddr, headers: &HeaderMap) -> IpAddr {
        let is_trusted = |address: IpAddr| self.trusted.iter().any(|net| net.contains(address));
        if !is_trusted(peer) {
            return peer;
        }
        let forwarded: Vec<Option<IpAddr>> = headers
            .get_all("x-forwarded-for")
            .iter()
            .filter_map(|value| value.to_str().ok())
            .flat_map(|value| value.split(','))
            .map(|address| address.trim().parse().ok())
            .collect();
        let first_unknown =
            forwarded.into_iter().rev().find(|address| !address.is_some_and(is_trusted));
        first_unknown.flatten().unwrap_or(peer)
    }
}

fn quota(limit: RateLimit) -> Option<Quota> {
    let (per_second, burst) = (NonZeroU32::new(limit.per_second)?, NonZeroU32::new(limit.burst)?);
    Some(Quota::per_second(per_second).allow_burst(burst))
}

/// Twenty tries at once, then one in three seconds: a whole bureau signs in behind one address in the
/// morning.
fn logins() -> Quota {
    const PER_MINUTE: NonZeroU32 = NonZeroU32::new(20).unwrap();
    Quota::per_minute(PER_MINUTE)
}

/// A household has a whole /64 of IPv6.
fn subscriber(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V4(address) => IpAddr::V4(address),
        IpAddr::V6(address) => IpAddr::V6(Ipv6Addr::from_bits(address.to_bits() >> 64 << 64)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn limiter(trusted: &str) -> Limiter {
        Limiter::new(&Access {
            trusted_proxies: Network::parse(trusted).into_iter().collect(),
            rate_limit: Some(RateLimit { per_second: 1, burst: 2 }),
        })
    }

    #[test]
    fn who_asks_too_often_has_to_wait_and_others_need_not() {
        let limiter = limiter("127.0.0.1");
        let one: IpAddr = "203.0.113.5".parse().unwrap();
        let check = |address| limiter.check(address, Wanted::Page);
        assert!(check(one).is_ok() && check(one).is_ok());
        assert!(matches!(check(one), Err(Error::TooMany { retry_after_s: 1.. })));
        assert!(check("203.0.113.6".parse().unwrap()).is_ok());
    }

    #[test]
    fn who_types_fast_is_not_kept_from_searching() {
        let limiter = limiter("127.0.0.1");
        let one: IpAddr = "203.0.113.5".parse().unwrap();
        let typed = (0..9).map(|_| limiter.check(one, Wanted::by(&Method::GET, "/mingce/suggest")));
        assert!(typed.filter(Result::is_err).count() > 5);
        assert!(limiter.check(one, Wanted::by(&Method::GET, "/search")).is_ok());
    }

    #[test]
    fn passwords_are_tried_twenty_times_a_minute_by_one_address() {
        let limiter = Limiter::new(&Access::default());
        let one: IpAddr = "203.0.113.5".parse().unwrap();
        let wanted = || Wanted::by(&Method::POST, "/mingce/console/login");
        let tried = (0..40).map(|_| limiter.check(one, wanted()));
        assert_eq!(tried.filter(Result::is_ok).count(), 20);
        assert!(limiter.check(one, Wanted::by(&Method::GET, "/console/login")).is_ok());
    }

    #[test]
    fn who_looks_up_many_at_once_has_asked_more_than_once() {
        let limiter = Limiter::new(&Access {
            trusted_proxies: Vec::new(),
            rate_limit: Some(RateLimit { per_second: 1, burst: 45 }),
        });
        let one: IpAddr = "203.0.113.5".parse().unwrap();
        let many = || limiter.check(one, Wanted::by(&Method::POST, "/mingce/en/check"));
        assert!(many().is_ok() && many().is_ok() && many().is_err());
        assert!(limiter.check(one, Wanted::by(&Method::GET, "/check")).is_ok());
    }

    #[test]
    fn where_little_is_let_pass_many_at_once_still_are() {
        let one: IpAddr = "203.0.113.5".parse().unwrap();
        assert!(limiter("127.0.0.1").check(one, Wanted::Batch).is_ok());
    }

    #[test]
    fn a_forwarded_address_is_believed_from_a_trusted_proxy_only() {
        let limiter = limiter("10.0.0.0/8");
        let mut headers = HeaderMap::new();
        headers.insert("x-forwarded-for", "1.1.1.1, 203.0.113.7, 10.0.0.2".parse().unwrap());
        let of = |peer: &str| limiter.address(peer.parse().unwrap(), &headers).to_string();
        assert_eq!(of("10.0.0.1"), "203.0.113.7");
        assert_eq!(of("198.51.100.1"), "198.51.100.1");
    }

    #[test]
    fn neighbours_in_one_ipv6_network_count_as_one() {
        let of = |text: &str| subscriber(text.parse().unwrap());
        assert_eq!(of("2001:db8:1:2::9"), of("2001:db8:1:2:ffff::1"));
        assert_ne!(of("2001:db8:1:2::9"), of("2001:db8:1:3::9"));
        assert_eq!(of("::ffff:1.2.3.4"), of("1.2.3.4"));
    }
}
