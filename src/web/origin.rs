//! Where the site is found from outside, for links that leave it: on paper, in other sites' pages.

use axum::http::uri::Authority;
use axum::http::{HeaderMap, header};

use super::settings::SiteSettings;

/// The longest name that DNS knows, with a port.
const LONGEST_HOST: usize = 260;

/// Scheme and host, without a path: `https://www.example.gov.cn`.
///
/// The operator's public address where it is configured. Without it, the host that the request itself
/// names, which is right for whoever asks and for nobody else: an operator who wants codes printed
/// configures the address. The scheme then is what a proxy says in `X-Forwarded-Proto`, else `http`.
///
/// `None`: neither is there, or the request's host is not a plain name or number with a port.
pub fn origin(site: &SiteSettings, headers: &HeaderMap) -> Option<String> {
    if !site.base_url.is_empty() {
        // The base URL ends in the base path, which links begin with.
        let own = site.base_url.strip_suffix(site.base_path.as_str()).unwrap_or(&site.base_url);
        return Some(own.to_owned());
    }
    let text = |name| headers.get(name).and_then(|value| value.to_str().ok());
    let host = text(header::HOST).filter(|host| is_plain(host))?;
    let is_secure = headers.get("x-forwarded-proto").is_some_and(|scheme| scheme == "https");
    Some(format!("{}://{host}", if is_secure { "https" } else { "http" }))
}

/// Letters, digits and what stands between them in names, addresses and ports: nothing that could end a
/// host and begin something else.
fn is_plain(host: &str) -> bool {
    let allowed = |byte: u8| byte.is_ascii_alphanumeric() || b".-:[]".contains(&byte);
    host.len() <= LONGEST_HOST
        && host.bytes().all(allowed)
        && host.parse::<Authority>().is_ok_and(|authority| !authority.host().is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(host: &str) -> Option<String> {
        let mut headers = HeaderMap::new();
        headers.insert(header::HOST, host.parse().ok()?);
        origin(&SiteSettings::default(), &headers)
    }

    #[test]
    fn the_configured_address_goes_before_what_a_request_says() {
        let mut headers = HeaderMap::new();
        headers.insert(header::HOST, "elsewhere.example".parse().unwrap());
        let site = SiteSettings::default().at("https://www.example.gov.cn/mingce/");
        assert_eq!(origin(&site, &headers).as_deref(), Some("https://www.example.gov.cn"));
        assert_eq!(origin(&SiteSettings::default(), &HeaderMap::new()), None);
    }

    #[test]
    fn a_host_is_taken_only_where_it_is_nothing_else() {
        assert_eq!(of("127.0.0.1:8080").as_deref(), Some("http://127.0.0.1:8080"));
        assert_eq!(of("[::1]:80").as_deref(), Some("http://[::1]:80"));
        for bad in ["", "a b", "a/b", "a@b", "a?b", "a#b", "a\"b", "<a>", "a:b:c", &"a".repeat(300)]
        {
            assert_eq!(of(bad), None, "{bad}");
        }
    }
}
