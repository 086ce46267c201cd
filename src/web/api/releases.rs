//! `GET /api/v1/releases`, `/releases/{n}`, `/releases/{n}/diff`: a snapshot states its release, so
//! that a snapshot and the diffs after it join without a gap.

use std::ops::Bound;

use axum::Json;
use axum::extract::Path;
use serde::Serialize;

use super::types::{ListingOut, ReleaseOut, Stamp};
use crate::domain::institution::Institution;
use crate::domain::public_changes::{PublicChange, of_release};
use crate::domain::release::{Release, ReleaseId};
use crate::web::error::Error;
use crate::web::params::Params;
use crate::web::served::Served;

const USUAL_LIMIT: usize = 20;

/// The greatest whole number that every reader of JSON holds exactly.
pub const MOST_EXACT: u64 = (1 << 53) - 1;

#[derive(Debug, Serialize)]
pub struct Index {
    total: usize,
    /// Ascending by number.
    releases: Vec<ReleaseOut>,
    /// What to give as `after` for the next ones; `null` when there are none yet.
    next_after: Option<u64>,
    #[serde(flatten)]
    stamp: Stamp,
}

pub async fn index(served: Served, params: Params) -> Result<Json<Index>, Error> {
    let after: u64 = match params.get("after") {
        Some(text) => {
            text.parse().ok().filter(|after| *after <= MOST_EXACT).ok_or(Error::BadRelease)?
        }
        None => 0,
    };
    let limit = params.limit(USUAL_LIMIT)?;
    let directory = served.directory();
    let later = |release: &&Release| {
        let bound = Bound::Excluded(ReleaseId::new(after));
        std::ops::RangeBounds::contains(&(bound, Bound::Unbounded), &release.id)
    };
    let mut releases: Vec<&Release> = directory.releases().filter(later).take(limit + 1).collect();
    let has_more = releases.len() > limit;
    releases.truncate(limit);
    let next_after = releases.last().filter(|_| has_more).map(|release| release.id.number());
    Ok(Json(Index {
        total: directory.releases().len(),
        releases: releases.into_iter().map(|release| ReleaseOut::of(&served, release)).collect(),
        next_after,
        stamp: Stamp::of(&served),
    }))
}

#[derive(Debug, Serialize)]
pub struct Shown {
    #[serde(flatten)]
    shown: ReleaseOut,
    #[serde(flatten)]
    stamp: Stamp,
}

pub async fn show(served: Served, Path(number): Path<String>) -> Result<Json<Shown>, Error> {
    let release = find(&served, &number)?;
    Ok(Json(Shown { shown: ReleaseOut::of(&served, release), stamp: Stamp::of(&served) }))
}

fn find<'a>(served: &'a Served, number: &str) -> Result<&'a Release, Error> {
    let id = ReleaseId::parse(number).ok_or(Error::NotFound)?;
    served.directory().release(id).ok_or(Error::NotFound)
}

#[derive(Debug, Serialize)]
pub struct Diff {
    number: u64,
    /// Institutions touched, on all pages.
    total: usize,
    page: usize,
    changes: Vec<ChangeOut>,
    #[serde(flatten)]
    stamp: Stamp,
}

#[derive(Debug, Serialize)]
struct ChangeOut {
    change: &'static str,
    institution: String,
    before: Option<ListingOut>,
    after: Option<ListingOut>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    fields: Vec<FieldOut>,
}

#[derive(Debug, Serialize)]
struct FieldOut {
    field: &'static str,
    before: String,
    after: String,
}

pub async fn diff(
    served: Served,
    Path(number): Path<String>,
    params: Params,
) -> Result<Json<Diff>, Error> {
    let release = find(&served, &number)?;
    let page = params.page(params.limit(USUAL_LIMIT)?)?;
    let found = served.reader.touched(release.id, page, served.today());
    let changes = found.institutions.iter().flat_map(|institution| {
        of_release(institution, release.id)
            .into_iter()
            .map(|change| change_out(&served, institution, &change))
    });
    Ok(Json(Diff {
        number: release.id.number(),
        total: found.total,
        page: page.number,
        changes: changes.collect(),
        stamp: Stamp::of(&served),
    }))
}

fn change_out(served: &Served, institution: &Institution, change: &PublicChange<'_>) -> ChangeOut {
    let listing = |version| ListingOut::of(served.directory(), version, served.today());
    let id = institution.id.to_string();
    match change {
        PublicChange::Added(after) => ChangeOut {
            change: "added",
            institution: id,
            before: None,
            after: Some(listing(after)),
            fields: Vec::new(),
        },
        PublicChange::Removed(before) => ChangeOut {
            change: "removed",
            institution: id,
            before: Some(listing(before)),
            after: None,
            fields: Vec::new(),
        },
        PublicChange::Amended { before, after, fields } => ChangeOut {
            change: "changed",
            institution: id,
            before: Some(listing(before)),
            after: Some(listing(after)),
            fields: fields
                .iter()
                .map(|field| FieldOut {
                    field: field.label(),
                    before: before.listing.text_of(*field),
                    after: after.listing.text_of(*field),
                })
                .collect(),
        },
    }
}
