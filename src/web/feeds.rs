//! `GET /feed.xml`, `/regions/{code}/feed.xml`, `/i/{id}/feed.xml`: what is new, as Atom (RFC 4287).
//!
//! One entry a release; of an institution, one entry a change. Ids are made of a release's digest in the
//! chain, so they are the same on every machine and whatever address the site has, and never change. A ban
//! that is over is in no entry: entries name what the page of the release names, and no more.

use atom_syndication::{Content, Entry, Feed, FixedDateTime, Link, Person, Text};
use axum::extract::Path;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use jiff::Timestamp;
use maud::{Markup, html};

use super::error::Error;
use super::served::{SHORT, Served, holds};
use super::words::{Count, Day, Language, Phrase, feeds as said, labels, releases};
use crate::domain::digest::Digest;
use crate::domain::institution::{Institution, InstitutionId, Version};
use crate::domain::public_changes::{PublicChange, of_release};
use crate::domain::region::RegionCode;
use crate::domain::release::{Release, ReleaseId};
use crate::search::{Browsed, Page};

/// The newest entries; older ones stand on the pages of releases.
const MOST_ENTRIES: usize = 50;

/// Institutions that an entry names; the page of the release names all.
const NAMED: usize = 20;

/// `GET /feed.xml`
pub async fn whole(served: Served, headers: HeaderMap) -> Result<Response, Error> {
    answer(&served, &headers, || {
        let newest = served.directory().releases().rev().take(MOST_ENTRIES);
        let entries = newest.map(|release| of_a_release(&served, release, None)).collect();
        let of = Of {
            key: String::new(),
            title: said::TITLE.with(served.language(), &[&served.site.name]),
            subtitle: said::SUBTITLE,
            page: served.links().to("/releases").to_string(),
            own: served.links().to("/feed.xml").to_string(),
        };
        feed(&served, &of, entries)
    })
}

/// `GET /regions/{code}/feed.xml`: lists of the region's own bureaus and of those inside it; of those above
/// it, what concerns the region.
pub async fn region(
    served: Served,
    headers: HeaderMap,
    Path(code): Path<String>,
) -> Result<Response, Error> {
    let code = RegionCode::parse(&code).ok_or(Error::NotFound)?;
    let regions = served.directory().regions();
    let current = regions.current(code);
    let own = |code| format!("{}/feed.xml", served.links().region(code));
    if current != code {
        return Ok(Redirect::permanent(&own(current)).into_response());
    }
    if regions.get(code).is_none() {
        return Err(Error::NotFound);
    }
    let name = regions.full_name(code);
    answer(&served, &headers, || {
        let entries = served
            .directory()
            .releases()
            .rev()
            .filter(|release| concerns(&served, release, code))
            .take(MOST_ENTRIES)
            .map(|release| of_a_release(&served, release, Some(code)))
            .collect();
        let of = Of {
            key: code.to_string(),
            title: said::TITLE_OF.with(served.language(), &[&name, &served.site.name]),
            subtitle: said::SUBTITLE,
            page: served.links().region(code).to_string(),
            own: own(code),
        };
        feed(&served, &of, entries)
    })
}

/// `GET /i/{id}/feed.xml`
pub async fn institution(
    served: Served,
    headers: HeaderMap,
    Path(id): Path<String>,
) -> Result<Response, Error> {
    let today = served.today();
    let id = InstitutionId::parse(&id).ok_or(Error::NotFound)?;
    let institution = served.reader.institution(id, today).ok_or(Error::NotFound)?;
    let own = format!("{}/feed.xml", served.links().institution(institution.id));
    if institution.id != id {
        return Ok(Redirect::permanent(&own).into_response());
    }
    // A ban that is over is all that ever named it: nothing of it is told.
    let shown = institution.representative(today).ok_or(Error::NotFound)?;
    let name = shown.listing.name.clone();
    answer(&served, &headers, || {
        let of = Of {
            key: institution.id.to_string(),
            title: said::TITLE_OF.with(served.language(), &[&name, &served.site.name]),
            subtitle: said::SUBTITLE_OF_ONE,
            page: served.links().institution(institution.id).to_string(),
            own,
        };
        feed(&served, &of, of_an_institution(&served, &institution))
    })
}

/// What a feed is of.
struct Of {
    /// Tells it from the others of the register.
    key: String,
    title: String,
    subtitle: Phrase,
    /// The page that tells the same, and the feed itself, below the host.
    page: String,
    own: String,
}

/// The tag changes with release and day, not with the minute: who asks again mostly has it already.
fn answer(
    served: &Served,
    asked: &HeaderMap,
    make: impl FnOnce() -> Feed,
) -> Result<Response, Error> {
    let (release, today) = (served.reader.release(), served.today());
    let Served { address, site, .. } = served;
    let version = env!("CARGO_PKG_VERSION");
    let made_of =
        format!("{release} {today} {address:?} {} {} {version}", site.base_url, site.name);
    let tag = Digest::of(made_of.as_bytes()).to_string()[..20].to_owned();
    let mut headers = HeaderMap::new();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(SHORT));
    let tagged = HeaderValue::from_str(&format!("\"{tag}\"")).map_err(|_| Error::Internal)?;
    headers.insert(header::ETAG, tagged);
    if holds(asked, &tag) {
        return Ok((StatusCode::NOT_MODIFIED, headers).into_response());
    }
    let kind = HeaderValue::from_static("application/atom+xml; charset=utf-8");
    headers.insert(header::CONTENT_TYPE, kind);
    let xml = make().write_to(Vec::new()).map_err(|error| {
        tracing::error!(%error, "a feed cannot be written");
        Error::Internal
    })?;
    Ok((headers, xml).into_response())
}

fn feed(served: &Served, of: &Of, entries: Vec<Entry>) -> Feed {
    let directory = served.directory();
    let first = directory.releases().next().map_or(Digest::ZERO, |first| first.chain_digest);
    let prefix = served.language().prefix();
    let updated = entries.iter().map(|entry| entry.updated).max();
    Feed {
        id: urn(&[&first.to_string(), "feed", prefix, &of.key]),
        title: plain(&of.title),
        subtitle: Some(plain(of.subtitle.of(served.language()))),
        lang: Some(served.language().code().to_owned()),
        // Before the first entry, any instant that stays will do.
        updated: updated.unwrap_or_else(|| instant(Timestamp::UNIX_EPOCH)),
        authors: vec![Person { name: printable(&served.site.name), ..Person::default() }],
        links: vec![
            link(served, "self", "application/atom+xml", &of.own),
            link(served, "alternate", "text/html", &of.page),
        ],
        entries,
        ..Feed::default()
    }
}

/// An address is whole where the site knows its own, else it is one below the feed's: who asks is never
/// believed which host this is.
fn link(served: &Served, rel: &str, kind: &str, path: &str) -> Link {
    Link {
        href: served.site.public(path),
        rel: rel.to_owned(),
        mime_type: Some(kind.to_owned()),
        ..Link::default()
    }
}

fn concerns(served: &Served, release: &Release, region: RegionCode) -> bool {
    let of = release.regulator.region;
    region.contains(of)
        || (of.contains(region) && touched(served, release.id, Some(region), 1).total > 0)
}

fn touched(
    served: &Served,
    release: ReleaseId,
    region: Option<RegionCode>,
    most: usize,
) -> Browsed {
    let page = Page { number: 1, size: most };
    match region {
        Some(region) => served.reader.touched_in((release, region), page, served.today()),
        None => served.reader.touched(release, page, served.today()),
    }
}

fn of_a_release(served: &Served, release: &Release, region: Option<RegionCode>) -> Entry {
    let language = served.language();
    let regulator = served.directory().regulator_name(release.regulator);
    let region = region.filter(|region| !region.contains(release.regulator.region));
    let path = served.links().release(release.id).to_string();
    let content = html! { (told(served, release)) (names(served, release, region)) };
    let lists = labels::rosters(language, &release.rosters);
    let day = Day(language, release.as_of_on);
    let summary = said::PUBLISHED.with(language, &[&regulator, &day, &lists]);
    let id = urn(&[&release.chain_digest.to_string()]);
    Entry {
        authors: vec![Person { name: printable(&regulator), ..Person::default() }],
        summary: Some(plain(&summary)),
        ..entry(served, (id, &release.title), release, (&path, content))
    }
}

fn entry(
    served: &Served,
    (id, title): (String, &str),
    release: &Release,
    (path, content): (&str, Markup),
) -> Entry {
    Entry {
        title: plain(title),
        id,
        updated: instant(release.recorded_at),
        published: Some(instant(release.recorded_at)),
        links: vec![link(served, "alternate", "text/html", path)],
        content: Some(Content {
            value: Some(printable(&content.into_string())),
            content_type: Some("html".to_owned()),
            ..Content::default()
        }),
        ..Entry::default()
    }
}

/// Who published what, and how much it changed.
fn told(served: &Served, release: &Release) -> Markup {
    let language = served.language();
    let regulator = served.directory().regulator_name(release.regulator);
    let lists = labels::rosters(language, &release.rosters);
    let day = Day(language, release.as_of_on);
    let number = |number| Count(language, number);
    let counts = release.counts;
    let counted = [number(counts.added), number(counts.changed), number(counts.removed)];
    let from = Day(language, release.effective_on);
    html! {
        p { (said::PUBLISHED.with(language, &[&regulator, &day, &lists])) }
        p { (said::COUNTS.with(language, &[&counted[0], &counted[1], &counted[2]])) }
        @if release.effective_on > served.today() {
            p { (releases::COUNTS_FROM.with(language, &[&from])) }
        }
    }
}

/// The first of those that it is about.
fn names(served: &Served, release: &Release, region: Option<RegionCode>) -> Markup {
    let language = served.language();
    let found = touched(served, release.id, region, NAMED);
    let more = found.total > found.institutions.len();
    let all = served.site.public(&served.links().release(release.id).to_string());
    html! {
        ul {
            @for institution in &found.institutions {
                @let link = served.site.public(&served.links().institution(institution.id).to_string());
                @for change in of_release(institution, release.id) {
                    @let (what, version) = what(&change);
                    li {
                        (what.of(language)) (language.colon())
                        a href=(link) { (version.listing.name) }
                        " " (labels::roster(language, version.listing.roster.kind))
                    }
                }
            }
        }
        @if more { p { a href=(all) { (said::MORE.of(language)) } } }
        p { (said::NOT_A_VERDICT.of(language)) }
    }
}

/// What happened, and the version that tells of whom.
fn what<'a>(change: &PublicChange<'a>) -> (Phrase, &'a Version) {
    match change {
        PublicChange::Added(after) => (said::ADDED, after),
        PublicChange::Amended { after, .. } => (said::AMENDED, after),
        PublicChange::Removed(before) => (said::REMOVED, before),
    }
}

/// Its changes, newest first.
fn of_an_institution(served: &Served, institution: &Institution) -> Vec<Entry> {
    let versions = &institution.versions;
    let begun = versions.iter().map(|version| version.from_release);
    let ended = versions.iter().filter_map(|version| version.until.map(|until| until.release));
    let mut touching: Vec<ReleaseId> = begun.chain(ended).collect();
    touching.sort_unstable_by(|a, b| b.cmp(a));
    touching.dedup();
    let known = touching.into_iter().filter_map(|id| served.directory().release(id));
    known
        .flat_map(|release| {
            let changes = of_release(institution, release.id);
            changes
                .into_iter()
                .map(|change| of_a_change(served, institution, release, &change))
                .collect::<Vec<_>>()
        })
        .take(MOST_ENTRIES)
        .collect()
}

fn of_a_change(
    served: &Served,
    institution: &Institution,
    release: &Release,
    change: &PublicChange<'_>,
) -> Entry {
    let language = served.language();
    let (what, version) = what(change);
    let listing = &version.listing;
    let list = labels::roster(language, listing.roster.kind);
    let happened = said::ONE.with(language, &[&what.of(language), &list]);
    let title = format!("{}{}{happened}", listing.name, language.colon());
    let path = served.links().institution(institution.id).to_string();
    let of_release = served.site.public(&served.links().release(release.id).to_string());
    let content = html! {
        p { (happened) }
        @if let Some(fields) = changed_fields(language, change) { p { (fields) } }
        p { (listing.status_shown()) " · " (listing.site.address) }
        (told(served, release))
        p { a href=(of_release) { (release.title) } }
        p { (said::NOT_A_VERDICT.of(language)) }
    };
    let id = urn(&[&release.chain_digest.to_string(), "line", &version.line.to_string()]);
    entry(served, (id, &title), release, (&path, content))
}

fn changed_fields(language: Language, change: &PublicChange<'_>) -> Option<String> {
    match change {
        PublicChange::Amended { fields, .. } if !fields.is_empty() => {
            let names: Vec<&str> =
                fields.iter().map(|field| labels::field(language, *field)).collect();
            Some(said::CHANGED_FIELDS.with(language, &[&names.join(language.list_comma())]))
        }
        PublicChange::Amended { .. } | PublicChange::Added(_) | PublicChange::Removed(_) => None,
    }
}

/// `urn:uuid:` of version 8 (RFC 9562) out of a digest.
fn urn(made_of: &[&str]) -> String {
    let mut bytes = Digest::of(made_of.join(" ").as_bytes()).0;
    bytes[6] = bytes[6] & 0x0f | 0x80;
    bytes[8] = bytes[8] & 0x3f | 0x80;
    let hex = Digest(bytes).to_string();
    let part = |from: usize, to: usize| &hex[from..to];
    format!(
        "urn:uuid:{}-{}-{}-{}-{}",
        part(0, 8),
        part(8, 12),
        part(12, 16),
        part(16, 20),
        part(20, 32)
    )
}

fn instant(at: Timestamp) -> FixedDateTime {
    at.to_string().parse().unwrap_or_default()
}

fn plain(text: &str) -> Text {
    Text::plain(printable(text))
}

/// XML has no way to write most control characters.
fn printable(text: &str) -> String {
    text.chars().filter(|c| !c.is_control() || matches!(c, '\n' | '\t')).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_well_formed_and_tell_apart() {
        let id = urn(&["a", "feed"]);
        assert_eq!(id.len(), "urn:uuid:00000000-0000-8000-8000-000000000000".len());
        assert_eq!(&id[23..24], "8");
        assert_eq!(id, urn(&["a", "feed"]));
        assert_ne!(id, urn(&["b", "feed"]));
    }
}
