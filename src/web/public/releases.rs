//! `GET /releases`, `GET /releases/{n}`: what was published, and what it changed.

use std::fmt::Display;

use axum::extract::Path;
use jiff::tz::TimeZone;
use maud::{Markup, html};

use super::release_diff;
use crate::domain::release::{Mode, Release, ReleaseId, Review};
use crate::web::components::pager::{At, pager};
use crate::web::components::quoted::quoted;
use crate::web::error::Error;
use crate::web::layout::{Place, page};
use crate::web::params::Params;
use crate::web::served::Served;
use crate::web::words::{Count, Day, Language, Minute, Phrase, labels, releases as said};

const ROWS: usize = 20;

pub async fn index(served: Served, params: Params) -> Result<Markup, Error> {
    let asked = params.page(ROWS)?;
    let releases = served.directory().releases();
    let at = At { number: asked.number, size: ROWS, total: releases.len() };
    let shown = releases.rev().skip((asked.number - 1) * ROWS).take(ROWS);
    let link = served.links().with("/releases?page=", "");
    let language = served.language();
    let feed = served.links().to("/feed.xml").to_string();
    Ok(page(
        served
            .frame(said::TITLE.of(language), Place::Releases)
            .described(said::DESCRIPTION.of(language))
            .with_feed(&feed),
        html! {
            h1 { (said::HEADING.of(language)) }
            p.lead { (said::LEAD.of(language)) }
            @if at.total == 0 { p { (said::NONE_YET.of(language)) } }
            ul.entries { @for release in shown { (entry(&served, release)) } }
            (pager(language, at, &link))
        },
    ))
}

/// One release in a list.
pub fn entry(served: &Served, release: &Release) -> Markup {
    let counts = release.counts;
    let language = served.language();
    let day = |date| Day(language, date);
    let number = |number| Count(language, number);
    html! {
        li {
            a href=(served.links().release(release.id)) { (quoted(language, &release.title)) }
            span {
                (quoted(language, served.directory().regulator_name(release.regulator))) " · "
                (said::PUBLISHED_AS_OF.with(language, &[&day(release.published_on), &day(release.as_of_on)]))
            }
            span {
                @if release.mode == Mode::ForComment { (said::FOR_COMMENT.of(language)) }
                @else {
                    (said::COUNTS.with(
                        language,
                        &[&number(counts.added), &number(counts.changed), &number(counts.removed)],
                    ))
                }
            }
        }
    }
}

pub async fn show(
    served: Served,
    Path(number): Path<String>,
    params: Params,
) -> Result<Markup, Error> {
    let id = ReleaseId::parse(&number).ok_or(Error::NotFound)?;
    let release = served.directory().release(id).ok_or(Error::NotFound)?;
    let at = params.page(ROWS)?;
    let changes = release_diff::view(&served, id, at);
    let language = served.language();
    let from = Day(language, release.effective_on);
    let description = described(&served, release);
    Ok(page(
        served.frame(&release.title, Place::Releases).described(&description),
        html! {
            nav.crumbs aria-label=(said::CRUMBS.of(language)) {
                a href=(served.links().to("/releases")) { (said::TITLE.of(language)) } " › " (said::NTH.with(language, &[&id]))
            }
            h1 lang=[language.of_data()] { (release.title) }
            @if release.mode == Mode::ForComment {
                p.note { b { (said::FOR_COMMENT.of(language)) } }
            } @else if release.effective_on > served.today() {
                p.note { b { (said::COUNTS_FROM.with(language, &[&from])) } }
            }
            (facts(&served, release))
            (changes)
            (proof(language, release))
        },
    ))
}

/// For search engines and shared links.
fn described(served: &Served, release: &Release) -> String {
    let language = served.language();
    let number = |number| Count(language, number);
    let counts = release.counts;
    said::DESCRIPTION_OF.with(
        language,
        &[
            &served.directory().regulator_name(release.regulator),
            &Day(language, release.as_of_on),
            &number(counts.added),
            &number(counts.changed),
            &number(counts.removed),
        ],
    )
}

fn facts(served: &Served, release: &Release) -> Markup {
    let recorded = release.recorded_at.to_zoned(TimeZone::fixed(jiff::tz::offset(8)));
    let language = served.language();
    let text = |value: &dyn Display| html! { (value) };
    let day = |date| text(&Day(language, date));
    let regulator = served.directory().regulator_name(release.regulator);
    let mut lists = vec![
        labels::rosters(language, &release.rosters),
        labels::mode(language, release.mode).into(),
    ];
    lists.retain(|words| !words.is_empty());
    let review = match release.review() {
        Review::None => said::NOT_REVIEWED,
        Review::Own => said::OWN_REVIEW,
        Review::Second => said::REVIEWED,
    };
    html! {
        dl.facts {
            (fact(language, said::REGULATOR, quoted(language, regulator)))
            @if let Some(no) = &release.notice_no {
                (fact(language, said::NOTICE_NO, quoted(language, no)))
            }
            (fact(language, said::LISTS, text(&lists.join(language.comma()))))
            (fact(language, said::AS_OF, day(release.as_of_on)))
            (fact(language, said::PUBLISHED, day(release.published_on)))
            (fact(language, said::EFFECTIVE, day(release.effective_on)))
            (fact(language, said::RECORDED, text(&Minute(language, &recorded))))
            (fact(language, said::REVIEW, text(&review.of(language))))
            (fact(language, said::CHANGES, text(&changes(language, release))))
        }
    }
}

#[expect(clippy::needless_pass_by_value, reason = "what is written is used up by it")]
fn fact(language: Language, what: Phrase, value: Markup) -> Markup {
    html! { div { dt { (what.of(language)) } dd { (value) } } }
}

fn changes(language: Language, release: &Release) -> String {
    let number = |number| Count(language, number);
    let counts = release.counts;
    said::CHANGE_COUNTS.with(
        language,
        &[
            &number(counts.added),
            &number(counts.changed),
            &number(counts.removed),
            &number(release.listings_after),
        ],
    )
}

fn proof(language: Language, release: &Release) -> Markup {
    let source = &release.source;
    let size = said::FILE_SIZE.with(language, &[&Count(language, source.size_bytes)]);
    html! {
        details {
            summary { (said::PROOF.of(language)) }
            dl.facts {
                div {
                    dt { (said::FILE.of(language)) }
                    dd { (quoted(language, &source.name)) (language.comma()) (size) }
                }
                div { dt { (said::FILE_HASH.of(language)) } dd.hash { (source.sha256) } }
                div { dt { (said::ROSTER_DIGEST.of(language)) } dd.hash { (release.roster_digest) } }
                div { dt { (said::CHAIN_DIGEST.of(language)) } dd.hash { (release.chain_digest) } }
            }
            p { (said::FILE_NOT_GIVEN.of(language)) }
        }
    }
}
