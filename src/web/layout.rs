//! The frame around every page.

use maud::{DOCTYPE, Markup, html};

use super::address::Address;
use super::assets;
use super::components::quoted::quoted;
use super::elder;
use super::links::Links;
use super::settings::{DataKind, SiteSettings};
use super::words::frame::{self as said, SEAL};
use super::words::{Language, Phrase, api, check, notice};

/// Which entry of the menu a page belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    Search,
    Regions,
    Releases,
    Stats,
    Guide,
    Report,
    Elsewhere,
}

/// An entry of the menu.
struct Entry {
    place: Place,
    path: &'static str,
    label: Phrase,
    /// Where it is left to the footer: `later` on a phone and in 长辈版, `fine` in 长辈版 alone.
    class: Option<&'static str>,
}

const fn entry(place: Place, path: &'static str, label: Phrase) -> Entry {
    let class = match place {
        Place::Releases | Place::Stats => Some("later"),
        Place::Regions => Some("fine"),
        Place::Search | Place::Guide | Place::Report | Place::Elsewhere => None,
    };
    Entry { place, path, label, class }
}

const MENU: [Entry; 6] = [
    entry(Place::Search, "/", said::SEARCH),
    entry(Place::Regions, "/regions", said::REGIONS),
    entry(Place::Guide, "/guide", said::GUIDE),
    entry(Place::Report, "/report", said::REPORT),
    entry(Place::Releases, "/releases", said::RELEASES),
    entry(Place::Stats, "/stats", said::STATS),
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
    /// What search engines and shared links say below the title; empty: what the site is.
    pub description: &'a str,
    /// The file name of a style sheet that this page needs beside the site's own.
    pub more_style: Option<&'static str>,
    /// Where what is new about it can be subscribed to, below the host.
    pub feed: Option<&'a str>,
    /// Whether it is shown in 长辈版.
    pub is_elder: bool,
}

impl<'a> Frame<'a> {
    #[must_use]
    pub fn described(self, description: &'a str) -> Self {
        Self { description, ..self }
    }

    #[must_use]
    pub fn with_feed(self, feed: &'a str) -> Self {
        Self { feed: Some(feed), ..self }
    }

    #[must_use]
    pub fn styled(self, more_style: &'static str) -> Self {
        Self { more_style: Some(more_style), ..self }
    }
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

/// A sheet to be printed: nothing stands around it but that its institutions are invented, where they
/// are. It is the same in 长辈版, since paper is. Search engines are to leave it alone.
#[expect(clippy::needless_pass_by_value, reason = "a page is used up by its frame")]
pub fn bare(frame: Frame<'_>, main: Markup) -> Markup {
    let Frame { site, address, .. } = frame;
    let language = address.language;
    let links = Links::new(&site.base_path, language);
    html! {
        (DOCTYPE)
        html lang=(language.code()) {
            (head(frame, links, false))
            body.bare {
                @if site.data == DataKind::Demo { header { (demo(site, language)) } }
                main #main tabindex="-1" { (main) }
            }
        }
    }
}

fn demo(site: &SiteSettings, language: Language) -> Markup {
    html! {
        @if site.data == DataKind::Demo {
            p.demo { strong { (said::DEMO.of(language)) } (said::DEMO_MORE.of(language)) }
        }
    }
}

#[expect(clippy::needless_pass_by_value, reason = "a page is used up by its frame")]
fn whole(frame: Frame<'_>, is_for_engines: bool, main: Markup) -> Markup {
    let Frame { site, address, is_elder, .. } = frame;
    let language = address.language;
    let links = Links::new(&site.base_path, language);
    html! {
        (DOCTYPE)
        html lang=(language.code()) class=[is_elder.then_some("elder")] {
            (head(frame, links, is_for_engines))
            body {
                a.skip href="#main" { (said::SKIP.of(language)) }
                header.top {
                    (demo(site, language))
                    div.wrap {
                        a.brand href=(links.to("/")) {
                            span.seal aria-hidden="true" lang="zh-CN" { (SEAL) }
                            span {
                                b lang=[language.of_data()] { (site.name) }
                                small { (said::SUBTITLE.of(language)) }
                            }
                        }
                        div.tools {
                            (quick_language(links, address, is_for_engines))
                            (elder::switch(links, address, is_elder))
                        }
                        (menu(frame.place, links))
                    }
                }
                main #main .wrap tabindex="-1" { (main) }
                (footer(frame, links, is_for_engines))
            }
        }
    }
}

fn head(frame: Frame<'_>, links: Links<'_>, is_for_engines: bool) -> Markup {
    let Frame { site, address, title, description, .. } = frame;
    let own = said::DESCRIPTION.of(address.language);
    let description = if description.is_empty() { own } else { description };
    html! {
        head {
            meta charset="utf-8";
            meta name="viewport" content="width=device-width,initial-scale=1";
            meta name="format-detection" content="telephone=no";
            meta name="color-scheme" content="light dark";
            @if !is_for_engines { meta name="robots" content="noindex"; }
            title { (title) (address.language.bar()) (site.name) }
            meta name="description" content=(description);
            (shared(frame, links, description))
            @if is_for_engines { (alternates(site, address)) }
            @if let Some(feed) = frame.feed {
                link rel="alternate" type="application/atom+xml" title=(said::FEED.of(address.language)) href=(feed);
            }
            link rel="stylesheet" href=(links.file(assets::css_name()));
            @if let Some(name) = frame.more_style { link rel="stylesheet" href=(links.file(name)); }
            link rel="icon" href={ (ICON.0) (SEAL) (ICON.1) };
            script src=(links.file(assets::script_name())) defer {}
        }
    }
}

/// What WeChat and others show of a link that somebody passes on.
fn shared(frame: Frame<'_>, links: Links<'_>, description: &str) -> Markup {
    let Frame { site, title, .. } = frame;
    html! {
        meta property="og:site_name" content=(site.name);
        meta property="og:title" content=(title);
        meta property="og:description" content=(description);
        // A picture is fetched from elsewhere: without the site's own address nobody can.
        @if !site.base_url.is_empty() {
            meta property="og:image" content=(site.public(&links.file(assets::share_picture_name()).to_string()));
        }
    }
}

fn menu(place: Place, links: Links<'_>) -> Markup {
    let language = links.language();
    html! {
        nav aria-label=(said::MENU.of(language)) {
            @for one in &MENU {
                a class=[one.class] href=(links.to(one.path))
                    aria-current=[(one.place == place).then_some("page")] { (one.label.of(language)) }
            }
        }
    }
}

/// On every page's top: the one other language that most who need one need.
fn quick_language(links: Links<'_>, address: &Address, is_for_engines: bool) -> Markup {
    let other = if address.language == Language::Hans { Language::En } else { Language::Hans };
    html! {
        a rel=(rel_of(is_for_engines)) lang=(other.code()) hreflang=(other.code())
            href={ (links.in_language(other).to("")) (address.page) } { (other.name()) }
    }
}

/// Facts for programs that read pages. It is no script: nothing runs it, and no policy forbids it.
pub fn linked_data(data: &serde_json::Value) -> Markup {
    // Inside a script element only `<` can end it, or begin a comment; JSON knows it by its number too.
    let text = data.to_string().replace('<', "\\u003c");
    html! { script type="application/ld+json" { (maud::PreEscaped(text)) } }
}

/// Where search engines find the same page in each language: they want whole addresses.
fn alternates(site: &SiteSettings, address: &Address) -> Markup {
    html! {
        @if !site.base_url.is_empty() {
            @let page = address.canonical();
            link rel="canonical" href={ (site.base_url) (address.language.prefix()) (page) };
            @for language in Language::ALL {
                link rel="alternate" hreflang=(language.code())
                    href={ (site.base_url) (language.prefix()) (page) };
            }
        }
    }
}

/// Of one of many views of the same, the other languages are to be left alone too.
fn rel_of(is_for_engines: bool) -> &'static str {
    if is_for_engines { "alternate" } else { "nofollow" }
}

/// The same page in the other languages, by plain links.
fn languages(links: Links<'_>, address: &Address, is_for_engines: bool) -> Markup {
    html! {
        nav.languages aria-label=(said::LANGUAGES.of(address.language)) {
            @for (at, language) in Language::ALL.into_iter().enumerate() {
                @if at > 0 { " · " }
                @if language == address.language {
                    b lang=(language.code()) aria-current="true" { (language.name()) }
                } @else {
                    a rel=(rel_of(is_for_engines)) lang=(language.code()) hreflang=(language.code())
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
                    (language.space())
                    a href=(links.to("/regions")) { (said::REGIONS.of(language)) }
                    (language.space())
                    a href=(links.to("/releases")) { (said::RELEASES.of(language)) }
                    (language.space())
                    a href=(links.to("/stats")) { (said::STATS.of(language)) }
                    (language.space())
                    a href=(links.to("/notice")) { (notice::TITLE.of(language)) }
                    (language.space())
                    a href=(links.to("/check")) { (check::TITLE.of(language)) }
                    (language.space())
                    a href=(links.to("/data")) { (said::DATA.of(language)) }
                    (language.space())
                    a href=(links.to("/accessibility")) { (said::ACCESSIBILITY.of(language)) }
                    (language.space())
                    a href=(links.to("/embed")) { (said::EMBED.of(language)) }
                    (language.space())
                    a href=(links.to("/api")) { (api::TITLE.of(language)) }
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
