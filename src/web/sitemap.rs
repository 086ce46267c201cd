//! `GET /sitemap.xml`, `/sitemaps/{n}.xml`: every page that a search engine is to know, in the form that
//! pages call canonical. Searches, narrowed views and files are no pages of their own and not in it.

use std::fmt::Write as _;
use std::ops::ControlFlow;
use std::sync::Arc;

use axum::extract::Path;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::error::Error;
use super::links::Links;
use super::served::Served;
use super::settings::DataKind;
use super::words::Language;
use crate::domain::institution::Institution;
use crate::domain::region::RegionCode;
use crate::search::{Reader, SearchError};

/// What one file may hold (sitemaps.org).
const MOST_URLS: usize = 50_000;

/// Pages that are there in every language, whatever the lists hold.
const PAGES: [&str; 8] =
    ["/", "/regions", "/releases", "/stats", "/guide", "/report", "/data", "/about"];

/// Releases in the first file, newest first; institutions have files of their own.
const MOST_RELEASES: usize = 30_000;

/// `GET /sitemap.xml`: the files there are.
pub async fn index(served: Served) -> Result<Response, Error> {
    let base = base_url(&served)?;
    let newest = served.directory().releases().next_back();
    let changed = newest.map(|release| day_of(release.recorded_at));
    let mut xml = begin("sitemapindex");
    for number in 1..=files(served.reader.len()) {
        let address = format!("{base}/sitemaps/{number}.xml");
        add(&mut xml, "sitemap", &address, changed);
    }
    Ok(finish(xml, "sitemapindex"))
}

/// `GET /sitemaps/{n}.xml`
pub async fn part(served: Served, Path(file): Path<String>) -> Result<Response, Error> {
    let base = base_url(&served)?.to_owned();
    let number: usize = file
        .strip_suffix(".xml")
        .filter(|digits| !digits.starts_with(['0', '+']))
        .and_then(|digits| digits.parse().ok())
        .filter(|number| (1..=files(served.reader.len())).contains(number))
        .ok_or(Error::NotFound)?;
    if number == 1 {
        return Ok(finish(of_all_else(&served, &base), "urlset"));
    }
    let (reader, today) = (Arc::clone(&served.reader), served.today());
    let written =
        tokio::task::spawn_blocking(move || of_institutions(&reader, &base, number - 2, today));
    match written.await {
        Ok(Ok(xml)) => Ok(finish(xml, "urlset")),
        Ok(Err(error)) => {
            tracing::error!(%error, "a sitemap cannot be written");
            Err(Error::Internal)
        }
        Err(_) => Err(Error::Internal),
    }
}

/// # Errors
/// When engines have nothing to look for here, or nobody has told where here is.
fn base_url(served: &Served) -> Result<&str, Error> {
    match served.site.data {
        DataKind::Demo => Err(Error::NotFound),
        DataKind::Real if served.site.base_url.is_empty() => Err(Error::NoPublicAddress),
        DataKind::Real => Ok(&served.site.base_url),
    }
}

fn files(institutions: usize) -> usize {
    1 + institutions.div_ceil(MOST_URLS)
}

/// Fixed pages, regions with lists, releases.
fn of_all_else(served: &Served, base: &str) -> String {
    let directory = served.directory();
    let mut xml = begin("urlset");
    let newest = directory.releases().next_back().map(|release| day_of(release.recorded_at));
    for language in Language::ALL {
        for page in PAGES {
            add(&mut xml, "url", &format!("{base}{}{page}", language.prefix()), newest);
        }
    }
    for (code, changed) in regions(served) {
        let page = Links::new(base, Language::Hans).region(code);
        add(&mut xml, "url", &page.to_string(), Some(changed));
    }
    for release in directory.releases().rev().take(MOST_RELEASES) {
        let page = Links::new(base, Language::Hans).release(release.id);
        add(&mut xml, "url", &page.to_string(), Some(day_of(release.recorded_at)));
    }
    xml
}

/// Regions whose bureaus, or those of what lies inside, have published, with the day of the newest list.
fn regions(served: &Served) -> std::collections::BTreeMap<RegionCode, Date> {
    let regions = served.directory().regions();
    let mut found = std::collections::BTreeMap::new();
    for release in served.directory().releases() {
        let on = day_of(release.recorded_at);
        let own = regions.current(release.regulator.region);
        for code in std::iter::successors(Some(own), |code| regions.parent(*code)) {
            if regions.get(code).is_some() {
                let newest = found.entry(code).or_insert(on);
                *newest = on.max(*newest);
            }
        }
    }
    found
}

/// The institutions of one file, by their place in the register.
fn of_institutions(
    reader: &Reader,
    base: &str,
    file: usize,
    today: Date,
) -> Result<String, SearchError> {
    let mut xml = begin("urlset");
    let places = file * MOST_URLS..(file + 1) * MOST_URLS;
    reader.for_each_at(places, today, |institution| {
        if has_something_to_say(&institution, today) {
            let page = Links::new(base, Language::Hans).institution(institution.id).to_string();
            add(&mut xml, "url", &page, changed(reader, &institution));
        }
        ControlFlow::Continue(())
    })?;
    Ok(xml)
}

/// A list names it, or no longer does. Of whom no list says anything yet, the page says nothing either.
fn has_something_to_say(institution: &Institution, today: Date) -> bool {
    institution.in_force(today).next().is_some()
        || institution.versions.iter().any(|version| version.has_departed(today))
}

fn changed(reader: &Reader, institution: &Institution) -> Option<Date> {
    let begun = institution.versions.iter().map(|version| version.from_release);
    let ended = institution.versions.iter().filter_map(|version| Some(version.until?.release));
    let newest = begun.chain(ended).max()?;
    reader.directory().release(newest).map(|release| day_of(release.recorded_at))
}

fn day_of(at: jiff::Timestamp) -> Date {
    at.to_zoned(TimeZone::fixed(jiff::tz::offset(8))).date()
}

fn begin(root: &str) -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <{root} xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n"
    )
}

fn add(xml: &mut String, what: &str, address: &str, changed: Option<Date>) {
    // Addresses of ours need no escape; what stands before them, an operator has written.
    let address = address.replace('&', "&amp;").replace('<', "&lt;");
    let _ = write!(xml, "<{what}><loc>{address}</loc>");
    if let Some(day) = changed {
        let _ = write!(xml, "<lastmod>{day}</lastmod>");
    }
    let _ = writeln!(xml, "</{what}>");
}

fn finish(mut xml: String, root: &str) -> Response {
    let _ = writeln!(xml, "</{root}>");
    ([(header::CONTENT_TYPE, "application/xml; charset=utf-8")], xml).into_response()
}
