//! The frame around every page.

use maud::{DOCTYPE, Markup, html};

use super::address::Address;
use super::assets;
use super::components::quoted::quoted;
use super::links::Links;
use super::settings::{DataKind, SiteSettings};
use super::words::frame::{self as said, SEAL};
use super::words::{Language, Phrase};

/// Which entry of the menu a page belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    Search,
    Regions,
    Releases,
    Guide,
    Report,
    Elsewhere,
}

const MENU: [(Place, &str, Phrase); 5] = [
    (Place::Search, "/", said::SEARCH),
    (Place::Regions, "/regions", said::REGIONS),
    (Place::Releases, "/releases", said::RELEASES),
    (Place::Guide, "/guide", said::GUIDE),
    (Place::Report, "/report", said::REPORT),
];

/// What the frame says of a page.
#[derive(Clone, Copy, Debug)]
pub struct Frame<'a> {
    pub site: &'a SiteSettings,
    /// In which language, and where the same page is in the others.
    pub address: &'a Address,
    /// Without the site's name.
    pub title: &'a str,
    pub place: Place,
}

/// The seal as a picture; its character goes between the two.
const ICON: (&str, &str) = (
    "data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 32 32'>\
    <rect width='32' height='32' rx='7' fill='%23a3281e'/>\
    <text x='16' y='24' font-size='22' text-anchor='middle' fill='white'>",
    "</text></svg>",
);

/// A whole page around `main`.
pub fn page(frame: Frame<'_>, main: Markup) -> Markup {
    whole(frame, frame.site.data == DataKind::Real, main)
}

/// A page that search engines are to leave alone: one of many views of the same.
pub fn unindexed(frame: Frame<'_>, main: Markup) -> Markup {
    whole(frame, false, main)
}

#[expect(clippy::needless_pass_by_value, reason = "a page is used up by its frame")]
fn whole(frame: Frame<'_>, is_for_engines: bool, main: Markup) -> Markup {
    let Frame { site, address, title, place } = frame;
    let language = address.language;
    let links = Links::new(&site.base_path, language);
    html! {
        (DOCTYPE)
        html lang=(language.code()) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width,initial-scale=1";
                meta name="format-detection" content="telephone=no";
                meta name="color-scheme" content="light dark";
                @if !is_for_engines { meta name="robots" content="noindex"; }
                title { (title) (language.bar()) (site.name) }
                @if is_for_engines { (alternates(site, address)) }
                link rel="stylesheet" href=(links.file(assets::css_name()));
                link rel="icon" href={ (ICON.0) (SEAL) (ICON.1) };
            }
            body {
                a.skip href="#main" { (said::SKIP.of(language)) }
                @if site.data == DataKind::Demo {
                    p.demo { strong { (said::DEMO.of(language)) } (said::DEMO_MORE.of(language)) }
                }
                header.top {
                    div.wrap {
                        a.brand href=(links.to("/")) {
                            span.seal aria-hidden="true" lang=[language.of_data()] { (SEAL) }
                            span {
                                b lang=[language.of_data()] { (site.name) }
                                small { (said::SUBTITLE.of(language)) }
                            }
                        }
                        nav aria-label=(said::MENU.of(language)) {
                            @for (own, path, label) in MENU {
                                a href=(links.to(path)) aria-current=[(own == place).then_some("page")] { (label.of(language)) }
                            }
                        }
                    }
                }
                main #main .wrap tabindex="-1" { (main) }
                (footer(frame, links, is_for_engines))
            }
        }
    }
}

/// Where search engines find the same page in each language.
fn alternates(site: &SiteSettings, address: &Address) -> Markup {
    let root = if site.base_url.is_empty() { &site.base_path } else { &site.base_url };
    html! {
        @for language in Language::ALL {
            link rel="alternate" hreflang=(language.code()) href={ (root) (language.prefix()) (address.page) };
        }
    }
}

/// The same page in the other languages, by plain links.
fn languages(links: Links<'_>, address: &Address, is_for_engines: bool) -> Markup {
    // Of one of many views of the same, the other languages are to be left alone too.
    let rel = if is_for_engines { "alternate" } else { "nofollow" };
    html! {
        nav.languages aria-label=(said::LANGUAGES.of(address.language)) {
            @for (at, language) in Language::ALL.into_iter().enumerate() {
                @if at > 0 { " · " }
                @if language == address.language {
                    b lang=(language.code()) aria-current="true" { (language.name()) }
                } @else {
                    a rel=(rel) lang=(language.code()) hreflang=(language.code())
                        href={ (links.in_language(language).to("")) (address.page) } { (language.name()) }
                }
            }
        }
    }
}

fn footer(frame: Frame<'_>, links: Links<'_>, is_for_engines: bool) -> Markup {
    let Frame { site, address, .. } = frame;
    let language = links.language();
    let own = |words| quoted(language, words);
    html! {
        footer {
            div.wrap {
                (languages(links, address, is_for_engines))
                p { (said::PROMISE.of(language)) }
                p {
                    a href=(links.to("/about")) { (said::ABOUT.of(language)) }
                    (language.space())
                    a href=(links.to("/guide")) { (said::GUIDE.of(language)) }
                    (language.space())
                    a href=(links.to("/report")) { (said::NUMBERS.of(language)) }
                }
                @if !site.host_unit.is_empty() {
                    p { (said::HOST_UNIT.around(language, &[own(&site.host_unit)])) }
                }
                @if !site.site_id.is_empty() { p { (said::SITE_ID.with(language, &[&site.site_id])) } }
                @if !site.icp.is_empty() {
                    p { a href="https://beian.miit.gov.cn/" rel="noreferrer" { (own(&site.icp)) } }
                }
                @if !site.police_record.is_empty() { p { (own(&site.police_record)) } }
            }
        }
    }
}
