//! Every listing in the publisher's own words, and what lists said before.

use jiff::tz::TimeZone;
use maud::{Markup, html};

use crate::domain::directory::Directory;
use crate::domain::institution::{Ending, Institution, Version};
use crate::domain::listing::{Field, FreeText, Listing, Validity};
use crate::domain::verdict::{Conclusion, Reading};
use crate::web::components::conclusion::Telling;
use crate::web::components::panel::badge;
use crate::web::components::quoted::quoted;
use crate::web::components::source::source;
use crate::web::links::Links;
use crate::web::words::institution as said;
use crate::web::words::{self, Day, Language, Phrase, labels};

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
    let language = telling.links.language();
    let own = language.of_data();
    let badge_words = words::badge(language, reading.verdict, &reading.cause);
    html! {
        article.listing {
            h3 {
                span { (roster(language, telling.directory, listing)) }
                (badge(reading.verdict, badge_words))
            }
            dl {
                div { dt { (said::NAME_ON_LIST.of(language)) } dd lang=[own] { (listing.name) } }
                @if let Some(brand) = &listing.brand {
                    div { dt { (said::SIGNBOARD.of(language)) } dd lang=[own] { (brand) } }
                }
                @for field in SHOWN {
                    @if let Some(value) = value(language, listing, field) {
                        div { dt { (labels::field(language, field)) } dd { (value) } }
                    }
                }
            }
            p.source { (source(reading.version, telling.directory, telling.links, telling.day)) }
        }
    }
}

/// Whose list, and of which kind.
fn roster(language: Language, directory: &Directory, listing: &Listing) -> Markup {
    html! {
        (quoted(language, directory.regulator_name(listing.roster.regulator)))
        (language.space())
        (labels::roster(language, listing.roster.kind))
    }
}

/// A field as readers see it: the publisher's words as published, ours and days in the language of the
/// page. `None`: there is nothing to show.
pub fn value(language: Language, listing: &Listing, field: Field) -> Option<Markup> {
    let text = listing.text_of(field);
    if text.is_empty() {
        return None;
    }
    let ours = |words: &str| html! { (words) };
    let free = |text: &Option<FreeText>| match text {
        Some(FreeText::HeldBack) => ours(labels::HELD_BACK.of(language)),
        Some(FreeText::Public(text)) => quoted(language, text),
        None => html! {},
    };
    Some(match field {
        Field::ValidFrom | Field::ValidUntil | Field::ListedOn | Field::DelistedOn => {
            match text.parse() {
                Ok(day) => html! { (Day(language, day)) },
                Err(_) if listing.valid_until == Validity::LongTerm => {
                    ours(labels::LONG_TERM.of(language))
                }
                Err(_) => quoted(language, text),
            }
        }
        Field::Status => status_shown(language, listing),
        Field::Roster => ours(labels::roster(language, listing.roster.kind)),
        Field::Category => ours(labels::category(language, listing.category)),
        Field::Nature => match listing.nature {
            Some(nature) => ours(labels::nature(language, nature)),
            None => html! {},
        },
        Field::Reason => free(&listing.reason),
        Field::Measures => free(&listing.measures),
        Field::Remark => free(&listing.remark),
        Field::Name
        | Field::Brand
        | Field::Uscc
        | Field::Permit
        | Field::Content
        | Field::Regulator
        | Field::Province
        | Field::City
        | Field::County
        | Field::Region
        | Field::Town
        | Field::Address
        | Field::NoticeNo
        | Field::Phone
        | Field::Account
        | Field::LegalRepresentative => quoted(language, text),
    })
}

/// The publisher's own word for the status, or ours where the list has none.
pub fn status_shown(language: Language, listing: &Listing) -> Markup {
    if listing.status_text.is_empty() {
        html! { (labels::status(language, listing.status)) }
    } else {
        quoted(language, &listing.status_text)
    }
}

/// What each release said, newest first: recorded, published and effective days apart, so that a
/// correction after the fact is seen as one.
pub fn history(institution: &Institution, directory: &Directory, links: Links<'_>) -> Markup {
    let mut versions: Vec<&Version> = institution.versions.iter().collect();
    versions.sort_by_key(|version| std::cmp::Reverse(version.from_release));
    let language = links.language();
    html! {
        div.scroll role="region" aria-label=(said::RECORDS_LABEL.of(language)) tabindex="0" {
            table.history {
                thead {
                    tr { @for heading in COLUMNS { th scope="col" { (heading.of(language)) } } }
                }
                tbody { @for version in versions { (past(version, directory, links)) } }
            }
        }
    }
}

const COLUMNS: [Phrase; 7] = [
    said::LIST,
    said::SAYS,
    said::COUNTS_FROM,
    said::PUBLISHED_ON,
    said::RECORDED_ON,
    said::COUNTS_UNTIL,
    said::SOURCE,
];

fn past(version: &Version, directory: &Directory, links: Links<'_>) -> Markup {
    let listing = &version.listing;
    let release = directory.release(version.from_release);
    let china = TimeZone::fixed(jiff::tz::offset(8));
    let language = links.language();
    let day = |date| html! { (Day(language, date)) };
    let nth = said::NTH_RELEASE.with(language, &[&version.from_release]);
    let cells = [
        roster(language, directory, listing),
        html! {
            (quoted(language, &listing.name)) (language.colon()) (status_shown(language, listing))
        },
        day(version.from_on),
        html! { @if let Some(release) = release { (day(release.published_on)) } },
        html! {
            @if let Some(release) = release { (day(release.recorded_at.to_zoned(china).date())) }
        },
        end(language, version),
        html! { a href=(links.release(version.from_release)) { (nth) } },
    ];
    html! {
        tr {
            @for (heading, cell) in COLUMNS.iter().zip(cells) {
                td data-l=(heading.of(language)) { (cell) }
            }
        }
    }
}

fn end(language: Language, version: &Version) -> Markup {
    let how = match version.until.map(|until| until.how) {
        Some(Ending::Amended) => said::AMENDED,
        Some(Ending::Departed) => said::DEPARTED,
        None => said::DELISTED,
    };
    let on = version.until.map(|until| until.on).or(version.listing.delisted_on);
    html! {
        @match on {
            Some(on) => { (Day(language, on)) (how.of(language)) },
            None => (said::STILL_THERE.of(language)),
        }
    }
}
