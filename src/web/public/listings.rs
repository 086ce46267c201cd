//! Every listing in the publisher's own words, and what lists said before.

use jiff::tz::TimeZone;
use maud::{Markup, html};

use crate::domain::directory::Directory;
use crate::domain::institution::{Ending, Institution, Version};
use crate::domain::listing::Field;
use crate::domain::verdict::{Conclusion, Reading};
use crate::web::components::conclusion::Telling;
use crate::web::components::panel::badge;
use crate::web::components::source::source;
use crate::web::links::Links;
use crate::web::words::{self, Day};

/// What a listing is shown by, in this order; empty ones are left out.
const SHOWN: [Field; 16] = [
    Field::Status,
    Field::Category,
    Field::Content,
    Field::Address,
    Field::Town,
    Field::Permit,
    Field::Uscc,
    Field::ValidFrom,
    Field::ValidUntil,
    Field::ListedOn,
    Field::Reason,
    Field::Measures,
    Field::Remark,
    Field::Nature,
    Field::Phone,
    Field::Account,
];

/// The listings in force, gravest first.
pub fn in_force(telling: Telling<'_>, conclusion: &Conclusion<'_>) -> Markup {
    html! {
        @for reading in &conclusion.readings { (card(telling, reading)) }
    }
}

fn card(telling: Telling<'_>, reading: &Reading<'_>) -> Markup {
    let listing = &reading.version.listing;
    html! {
        article.listing {
            h3 {
                span { (telling.directory.regulator_name(listing.roster.regulator)) (listing.roster.kind.label()) }
                (badge(reading.verdict, words::badge(reading.verdict, &reading.cause)))
            }
            dl {
                div { dt { "名单上的名字" } dd { (listing.name) } }
                @if let Some(brand) = &listing.brand { div { dt { "招牌名" } dd { (brand) } } }
                @for field in SHOWN {
                    @let text = value(listing, field);
                    @if !text.is_empty() { div { dt { (field.label()) } dd { (text) } } }
                }
            }
            p.source { (source(reading.version, telling.directory, telling.links, telling.day)) }
        }
    }
}

/// A field as readers see it; days as people write them.
pub fn value(listing: &crate::domain::listing::Listing, field: Field) -> String {
    let text = listing.text_of(field);
    match field {
        Field::ValidFrom | Field::ValidUntil | Field::ListedOn | Field::DelistedOn => {
            text.parse().map(|day| Day(day).to_string()).unwrap_or(text)
        }
        Field::Roster
        | Field::Name
        | Field::Brand
        | Field::Uscc
        | Field::Permit
        | Field::Status
        | Field::Category
        | Field::Content
        | Field::Nature
        | Field::Regulator
        | Field::Province
        | Field::City
        | Field::County
        | Field::Region
        | Field::Town
        | Field::Address
        | Field::Reason
        | Field::Measures
        | Field::NoticeNo
        | Field::Remark
        | Field::Phone
        | Field::Account
        | Field::LegalRepresentative => text,
    }
}

/// What each release said, newest first: recorded, published and effective days apart, so that a
/// correction after the fact is seen as one.
pub fn history(institution: &Institution, directory: &Directory, links: Links<'_>) -> Markup {
    let mut versions: Vec<&Version> = institution.versions.iter().collect();
    versions.sort_by_key(|version| std::cmp::Reverse(version.from_release));
    html! {
        div.scroll role="region" aria-label="名单记录表" tabindex="0" {
            table.history {
                thead {
                    tr {
                        @for heading in ["名单", "名单上写的", "从哪天起算", "公布", "录入本站", "到哪天止", "出处"] {
                            th scope="col" { (heading) }
                        }
                    }
                }
                tbody { @for version in versions { (past(version, directory, links)) } }
            }
        }
    }
}

fn past(version: &Version, directory: &Directory, links: Links<'_>) -> Markup {
    let listing = &version.listing;
    let release = directory.release(version.from_release);
    let china = TimeZone::fixed(jiff::tz::offset(8));
    html! {
        tr {
            td data-l="名单" {
                (directory.regulator_name(listing.roster.regulator)) (listing.roster.kind.label())
            }
            td data-l="名单上写的" { (listing.name) "：" (listing.status_shown()) }
            td data-l="从哪天起算" { (Day(version.from_on)) }
            td data-l="公布" { @if let Some(release) = release { (Day(release.published_on)) } }
            td data-l="录入本站" {
                @if let Some(release) = release { (Day(release.recorded_at.to_zoned(china).date())) }
            }
            td data-l="到哪天止" { (end(version)) }
            td data-l="出处" { a href=(links.release(version.from_release)) { "第" (version.from_release) "次发布" } }
        }
    }
}

fn end(version: &Version) -> Markup {
    html! {
        @match version.until {
            Some(until) => {
                (Day(until.on))
                @match until.how { Ending::Amended => "（改了写法）", Ending::Departed => "（不在新名单上）" }
            },
            None => @match version.listing.delisted_on {
                Some(on) => { (Day(on)) "（移出）" },
                None => "现在还在",
            },
        }
    }
}
