//! The address that was asked for, taken apart: language, and the page below it.

use axum::http::Uri;

use super::words::Language;

/// A page and the language it is asked in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Address {
    pub language: Language,
    /// Path and query below base path and language; what another language has too. Starts with one
    /// slash.
    pub page: String,
}

impl Address {
    /// A proxy may have stripped `base` or left it.
    pub fn of(uri: &Uri, base: &str) -> Self {
        let asked = uri.path_and_query().map_or("/", |both| both.as_str());
        let asked = below(asked, base).unwrap_or(asked);
        let prefixed = [Language::Hant, Language::En]
            .into_iter()
            .find_map(|language| Some((language, below(asked, language.prefix())?)));
        let (language, page) = prefixed.unwrap_or((Language::Hans, asked));
        // Two slashes at the start, or what browsers take for them, would lead to another host.
        let page = format!("/{}", page.trim_start_matches(['/', '\\']));
        Self { language, page }
    }

    /// The page without what others have hung on its address, as messengers and advertisers do: one page
    /// has one address for search engines.
    pub fn canonical(&self) -> String {
        let Some((path, query)) = self.page.split_once('?') else { return self.page.clone() };
        let is_ours = |pair: &&str| OURS.contains(&pair.split('=').next().unwrap_or_default());
        let kept: Vec<&str> = query.split('&').filter(is_ours).collect();
        if kept.is_empty() { path.to_owned() } else { format!("{path}?{}", kept.join("&")) }
    }
}

/// Parameters on which it depends what a page shows.
const OURS: [&str; 8] = ["q", "region", "list", "category", "status", "sort", "page", "on"];

/// What follows a whole first part of a path. `None`: it does not begin with it.
fn below<'a>(asked: &'a str, first: &str) -> Option<&'a str> {
    asked.strip_prefix(first).filter(|rest| rest.is_empty() || rest.starts_with(['/', '?']))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(uri: &str, base: &str) -> (Language, String) {
        let Address { language, page } = Address::of(&uri.parse().unwrap(), base);
        (language, page)
    }

    #[test]
    fn the_language_stands_right_below_the_base_path() {
        assert_eq!(of("/guide", ""), (Language::Hans, "/guide".into()));
        assert_eq!(of("/en/search?q=a", ""), (Language::En, "/search?q=a".into()));
        assert_eq!(of("/mingce/hant/i/x", "/mingce"), (Language::Hant, "/i/x".into()));
        assert_eq!(of("/hant/i/x", "/mingce"), (Language::Hant, "/i/x".into()));
        assert_eq!(of("/en", ""), (Language::En, "/".into()));
        assert_eq!(of("/english", ""), (Language::Hans, "/english".into()));
        assert_eq!(of("/i/en/x", ""), (Language::Hans, "/i/en/x".into()));
    }

    #[test]
    fn what_messengers_add_to_an_address_makes_no_other_page() {
        let of = |uri: &str| Address::of(&uri.parse().unwrap(), "").canonical();
        assert_eq!(of("/i/x?from=singlemessage&isappinstalled=0"), "/i/x");
        assert_eq!(of("/en/search?utm_source=a&q=%E5%90%AF&page=2"), "/search?q=%E5%90%AF&page=2");
        assert_eq!(of("/guide"), "/guide");
    }

    #[test]
    fn no_address_leads_to_another_host() {
        assert_eq!(of("/en//example.org/", "").1, "/example.org/");
        assert_eq!(of("//example.org/", "").1, "/example.org/");
    }
}
