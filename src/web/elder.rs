//! 长辈版, chosen by a plain form and remembered by a cookie that says nothing else: the same pages with
//! larger letters and targets, and fewer things. Who has not chosen it has no cookie.

use axum::Form;
use axum::extract::State;
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse, Redirect, Response};
use maud::{Markup, html};
use serde::Deserialize;

use super::App;
use super::address::Address;
use super::links::Links;
use super::words::comfort;

/// Below the base path, in no language: it answers with a redirect only.
pub const PATH: &str = "/elder";

/// In bytes: the longest address that servers take, and a little.
pub const LARGEST_FORM: usize = 16 * 1024;

const COOKIE: &str = "elder";
const YEAR_SECONDS: u32 = 365 * 24 * 60 * 60;

/// Whether the reader has chosen it.
pub fn is_chosen(headers: &HeaderMap) -> bool {
    let cookies =
        headers.get_all(header::COOKIE).into_iter().filter_map(|value| value.to_str().ok());
    cookies
        .flat_map(|all| all.split(';'))
        .any(|one| one.trim().split_once('=') == Some((COOKIE, "1")))
}

/// The button that chooses it, or leaves it.
pub fn switch(links: Links<'_>, address: &Address, is_elder: bool) -> Markup {
    let language = links.language();
    html! {
        form.mode method="post" action=(links.plain(PATH)) {
            input type="hidden" name="back" value={ (language.prefix()) (address.page) };
            input type="hidden" name="on" value=(if is_elder { "0" } else { "1" });
            button.quiet {
                (if is_elder { comfort::ELDER_OFF } else { comfort::ELDER }.of(language))
            }
        }
    }
}

#[derive(Debug, Deserialize)]
pub struct Choice {
    #[serde(default)]
    on: String,
    /// Path and query below the base path.
    #[serde(default)]
    back: String,
}

/// `POST /elder`: back to the page, which looks as chosen from now on.
pub async fn choose(State(app): State<App>, Form(choice): Form<Choice>) -> Response {
    let site = &app.site;
    let age = if choice.on == "1" { YEAR_SECONDS } else { 0 };
    let path = if site.base_path.is_empty() { "/" } else { &site.base_path };
    let cookie = format!("{COOKIE}=1; Path={path}; Max-Age={age}; SameSite=Lax; HttpOnly");
    let to = format!("{}{}", site.base_path, own_page(&choice.back));
    ([(header::SET_COOKIE, cookie)], Redirect::to(&to)).into_response()
}

/// A page of this site and no other: what begins with one slash and has nothing that browsers read
/// otherwise. Anything else is the first page.
fn own_page(back: &str) -> &str {
    let is_own = back.starts_with('/')
        && !back[1..].starts_with(['/', '\\'])
        && back.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'\\');
    if is_own { back } else { "/" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_cookie_is_read_among_others() {
        let chosen = |cookie: &'static str| {
            is_chosen(&HeaderMap::from_iter([(
                header::COOKIE,
                header::HeaderValue::from_static(cookie),
            )]))
        };
        assert!(chosen("elder=1") && chosen("a=b; elder=1"));
        assert!(!chosen("elder=0") && !chosen("notelder=1") && !chosen("a=elder=1"));
    }

    #[test]
    fn nobody_is_sent_to_another_site() {
        assert_eq!(own_page("/search?q=%E5%90%AF"), "/search?q=%E5%90%AF");
        for bad in [
            "",
            "https://example.org/",
            "//example.org",
            "/\\example.org",
            "/a\r\nb: c",
            "/a b",
            "/启",
        ] {
            assert_eq!(own_page(bad), "/", "{bad:?}");
        }
    }
}
