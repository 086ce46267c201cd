//! `GET /data/{edition}/{file}`: which file is meant, and the answer that carries it.

use std::time::Duration;

use axum::body::Body;
use axum::extract::Path;
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use jiff::civil::Date;

use super::making::{Facts, Making};
use super::{Downloads, manifest};
use crate::publish::export::{Edition, Form, Scope, Wanted};
use crate::web::error::Error;
use crate::web::served::{SHORT, Served, holds};

/// Small files are made within this time, and then carry length and digest.
const WAIT_FOR_FACTS: Duration = Duration::from_millis(400);

/// What the first part of the address names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Asked {
    Latest,
    Day(Date),
    Edition(Edition),
}

impl Asked {
    fn parse(text: &str) -> Option<Self> {
        if text == "latest" {
            return Some(Self::Latest);
        }
        let day = || (text.len() == 10).then(|| text.parse().ok())?.map(Self::Day);
        Edition::parse(text).map(Self::Edition).or_else(day)
    }
}

/// What the second part names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Named {
    File(Scope, Form),
    Manifest(Scope),
}

impl Named {
    fn parse(text: &str) -> Option<Self> {
        if text == "manifest.json" {
            return Some(Self::Manifest(Scope::Whole));
        }
        let (scope, ending) = text.split_once('.')?;
        let scope = Scope::parse(scope)?;
        if ending == "manifest.json" {
            return Some(Self::Manifest(scope));
        }
        Form::from_ending(ending).map(|form| Self::File(scope, form))
    }

    fn scope(self) -> Scope {
        match self {
            Self::File(scope, _) | Self::Manifest(scope) => scope,
        }
    }
}

/// `GET /data/{edition}/{file}`
pub async fn show(
    served: Served,
    Path((edition, file)): Path<(String, String)>,
    headers: HeaderMap,
) -> Result<Response, Error> {
    let asked = Asked::parse(&edition).ok_or(Error::NotFound)?;
    let named = Named::parse(&file).ok_or(Error::NotFound)?;
    check(&served, named.scope())?;
    let newest = newest(&served);
    let day = match asked {
        Asked::Latest => newest.day,
        Asked::Day(day) | Asked::Edition(Edition { day, .. }) => day,
    };
    // A day to come cannot be answered: lists may still change before it.
    if day > newest.day {
        return Err(Error::BadDate);
    }
    let edition = match asked {
        Asked::Latest | Asked::Day(_) => {
            let link = address(&served, Edition { day, ..newest }, &file);
            return Ok(Redirect::temporary(&link).into_response());
        }
        Asked::Edition(edition) if edition.release > newest.release => return Err(Error::NotFound),
        Asked::Edition(edition) => edition,
    };
    match named {
        Named::Manifest(scope) => manifest::answer(&served, edition, scope).await,
        Named::File(scope, form) => {
            let wanted = Wanted { edition, scope, form, today: newest.day };
            let file = served.downloads.file(&served.reader, wanted).await?;
            let facts = file.facts_within(WAIT_FOR_FACTS).await;
            answer(&served.downloads, &headers, wanted, &file, facts)
        }
    }
}

/// Today, as it is known now.
pub fn newest(served: &Served) -> Edition {
    Edition { day: served.today(), release: served.reader.release() }
}

/// Below the base path.
pub fn address(served: &Served, edition: Edition, file: &str) -> String {
    format!("{}/data/{edition}/{file}", served.site.base_path)
}

/// # Errors
/// When there is no such region or regulator.
fn check(served: &Served, scope: Scope) -> Result<(), Error> {
    let directory = served.directory();
    let is_known = match scope {
        Scope::Whole => true,
        Scope::Region(code) => directory.regions().get(code).is_some(),
        Scope::Regulator(code) => directory.regulator(code).is_some(),
    };
    if is_known { Ok(()) } else { Err(Error::NotFound) }
}

pub fn media_type(form: Form) -> &'static str {
    match form {
        Form::Csv => "text/csv; charset=utf-8; header=present",
        Form::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        Form::JsonLines => "application/jsonl; charset=utf-8",
    }
}

fn answer(
    downloads: &Downloads,
    asked: &HeaderMap,
    wanted: Wanted,
    file: &std::sync::Arc<Making>,
    facts: Option<Facts>,
) -> Result<Response, Error> {
    let Wanted { edition, scope, form, .. } = wanted;
    let mut headers = HeaderMap::new();
    let name = format!("attachment; filename=\"mingce-{edition}-{scope}.{}\"", form.ending());
    let text = |text: &str| HeaderValue::from_str(text).map_err(|_| Error::Internal);
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(SHORT));
    headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
    headers.insert(HeaderName::from_static("x-robots-tag"), HeaderValue::from_static("noindex"));
    let mut range = None;
    if let Some(facts) = facts {
        let tag = &facts.sha256.to_string()[..32];
        headers.insert(header::ETAG, text(&format!("\"{tag}\""))?);
        if holds(asked, tag) {
            return Ok((StatusCode::NOT_MODIFIED, headers).into_response());
        }
        let digest = format!("sha-256=:{}:", STANDARD.encode(facts.sha256.0));
        headers.insert(HeaderName::from_static("repr-digest"), text(&digest)?);
        headers.insert(header::ACCEPT_RANGES, HeaderValue::from_static("bytes"));
        range = range_of(asked, tag, facts.bytes);
    }
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(media_type(form)));
    headers.insert(header::CONTENT_DISPOSITION, text(&name)?);
    let whole = facts.map(|facts| (0, facts.bytes));
    let status = match (range, facts) {
        (Some((from, to)), Some(facts)) => {
            let told = format!("bytes {from}-{}/{}", to - 1, facts.bytes);
            headers.insert(header::CONTENT_RANGE, text(&told)?);
            StatusCode::PARTIAL_CONTENT
        }
        (Some(_) | None, _) => StatusCode::OK,
    };
    if let Some((from, to)) = range.or(whole) {
        headers.insert(header::CONTENT_LENGTH, (to - from).into());
    }
    let body: Body = file.body(range, downloads.place()?);
    Ok((status, headers, body).into_response())
}

/// The one part that is asked for, first byte and the one after the last: whoever was cut off goes on from
/// there. `None`: all of it.
fn range_of(asked: &HeaderMap, tag: &str, bytes: u64) -> Option<(u64, u64)> {
    let text = |name: HeaderName| asked.get(name).and_then(|value| value.to_str().ok());
    if text(header::IF_RANGE).is_some_and(|known| known.trim_matches('"') != tag) {
        return None;
    }
    let (from, to) = text(header::RANGE)?.strip_prefix("bytes=")?.split_once('-')?;
    let from: u64 = from.parse().ok()?;
    let to = if to.is_empty() { bytes } else { to.parse::<u64>().ok()?.checked_add(1)?.min(bytes) };
    (from < to).then_some((from, to))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_name_a_file_or_nothing() {
        let (all, csv) = (Scope::Whole, Form::Csv);
        assert_eq!(Named::parse("all.csv"), Some(Named::File(all, csv)));
        assert_eq!(Named::parse("manifest.json"), Some(Named::Manifest(all)));
        let district = Scope::parse("990101").unwrap();
        assert_eq!(Named::parse("990101.manifest.json"), Some(Named::Manifest(district)));
        for none in ["all", "all.zip", ".csv", "99010.csv", "..%2Fall.csv", "990101-x.csv"] {
            assert_eq!(Named::parse(none), None, "{none}");
        }
        assert_eq!(Asked::parse("latest"), Some(Asked::Latest));
        assert!(matches!(Asked::parse("2026-11-23"), Some(Asked::Day(_))));
        assert!(matches!(Asked::parse("2026-11-23-r6"), Some(Asked::Edition(_))));
        for none in ["", "2026-11", "20261123", "2026-11-23T00:00", "newest"] {
            assert_eq!(Asked::parse(none), None, "{none}");
        }
    }

    #[test]
    fn whoever_was_cut_off_goes_on_where_it_was() {
        let asked = |range: &'static str, known: Option<&'static str>| {
            let mut headers = HeaderMap::new();
            headers.insert(header::RANGE, HeaderValue::from_static(range));
            headers.extend(known.map(|tag| (header::IF_RANGE, HeaderValue::from_static(tag))));
            range_of(&headers, "abc", 100)
        };
        assert_eq!(asked("bytes=40-", None), Some((40, 100)));
        assert_eq!(asked("bytes=0-9", Some("\"abc\"")), Some((0, 10)));
        assert_eq!(asked("bytes=90-900", None), Some((90, 100)));
        for all in ["bytes=100-", "bytes=5-4", "bytes=-5", "bytes=1-2,4-5", "lines=1-2"] {
            assert_eq!(asked(all, None), None, "{all}");
        }
        assert_eq!(asked("bytes=40-", Some("\"other\"")), None, "it is another file by now");
    }
}
