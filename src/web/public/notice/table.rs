//! The list on a notice: who, for what, where, and what is to be said of it today.

use jiff::civil::Date;
use maud::{Markup, html};

use super::listed::Listed;
use crate::domain::institution::Institution;
use crate::domain::listing::{FreeText, Listing, Validity};
use crate::domain::verdict::{Conclusion, Verdict, conclude};
use crate::web::components::icon::icon;
use crate::web::components::quoted::quoted;
use crate::web::served::Served;
use crate::web::words::{self, Count, Day, Language, Phrase, labels, notice as said};

/// Addresses of one institution that are printed.
const MOST_SITES: usize = 4;

const COLUMNS: [Phrase; 6] = [
    said::COLUMN_NO,
    said::COLUMN_NAME,
    said::COLUMN_CATEGORY,
    said::COLUMN_ADDRESS,
    said::COLUMN_VERDICT,
    said::COLUMN_UNTIL,
];

/// A few in one table: the result stands in each row.
pub fn few(served: &Served, listed: &Listed, label: &str) -> Markup {
    let language = served.language();
    let all: Vec<&Institution> = listed.groups.iter().flat_map(|(_, group)| group).collect();
    let has_approved = listed.groups.iter().any(|(verdict, _)| *verdict == Verdict::Approved);
    html! {
        @if !all.is_empty() { (table(served, &all, label)) }
        @if has_approved { p.fact { (said::GROUP_APPROVED_MORE.of(language)) } }
        @for id in &listed.unknown { p.note { (said::UNKNOWN_ID.with(language, &[id])) } }
    }
}

/// Every group with its table. `link` is where the rest is, for what did not fit.
pub fn many(served: &Served, listed: &Listed, link: &str) -> Markup {
    let language = served.language();
    let number = |number| Count::of(language, number);
    html! {
        @for (verdict, group) in &listed.groups {
            @let label = heading(*verdict).with(language, &[&number(group.len())]);
            section.group {
                h3 { (icon(*verdict)) " " (label) }
                @if *verdict == Verdict::Approved { p { (said::GROUP_APPROVED_MORE.of(language)) } }
                (table(served, &group.iter().collect::<Vec<_>>(), &label))
            }
        }
        @for id in &listed.unknown { p.note { (said::UNKNOWN_ID.with(language, &[id])) } }
        @if listed.printed < listed.total {
            p.note { b {
                (said::ONLY_FIRST.with(language, &[&number(listed.printed), &number(listed.total), &link]))
            } }
        }
    }
}

fn heading(verdict: Verdict) -> Phrase {
    match verdict {
        Verdict::Approved => said::GROUP_APPROVED,
        Verdict::Restricted | Verdict::Candidates => said::GROUP_RESTRICTED,
        Verdict::Banned => said::GROUP_BANNED,
        Verdict::NotListed => said::GROUP_UNLISTED,
    }
}

fn table(served: &Served, group: &[&Institution], label: &str) -> Markup {
    let language = served.language();
    html! {
        div.scroll role="region" aria-label=(label) tabindex="0" {
            table.list {
                thead { tr { @for column in COLUMNS { th scope="col" { (column.of(language)) } } } }
                tbody {
                    @for (at, one) in group.iter().enumerate() { (row(served, at + 1, one)) }
                }
            }
        }
    }
}

fn row(served: &Served, nth: usize, institution: &Institution) -> Markup {
    let today = served.today();
    let language = served.language();
    let directory = served.directory();
    let conclusion = conclude(institution, directory, today, served.site.stale_after_days);
    let shown = institution.representative(today);
    let governing = conclusion.governing().map(|reading| reading.version).or(shown);
    let (Some(shown), Some(governing)) = (shown, governing) else { return html! {} };
    // Of an approved one only what is approved; of any other all that the gravest list says.
    let mut listings: Vec<&Listing> =
        conclusion.approvals().map(|reading| &reading.version.listing).collect();
    if listings.is_empty() {
        listings.push(&governing.listing);
    }
    html! {
        tr {
            td { (nth) }
            th scope="row" { (quoted(language, &shown.listing.name)) }
            td { span.one { (categories(language, &listings)) } }
            td { (sites(served, &listings)) }
            td.result { (verdict(language, &conclusion, &governing.listing)) }
            td { span.one { (ends(language, &listings)) } }
        }
    }
}

fn categories(language: Language, listings: &[&Listing]) -> String {
    let mut labels: Vec<&str> =
        listings.iter().map(|one| labels::category(language, one.category)).collect();
    labels.sort_unstable();
    labels.dedup();
    labels.join(language.list_comma())
}

fn sites(served: &Served, listings: &[&Listing]) -> Markup {
    let language = served.language();
    let regions = served.directory().regions();
    let mut sites: Vec<(Option<String>, &str)> = Vec::new();
    for listing in listings {
        let region = listing.region.map(|code| regions.name(code));
        let address = listing.site.address.as_str();
        // Many addresses begin with the district.
        let region = region.filter(|name| !address.contains(name.as_str()));
        if !sites.iter().any(|(_, other)| *other == address) {
            sites.push((region, address));
        }
    }
    let more = sites.len().saturating_sub(MOST_SITES);
    html! {
        @for (at, (region, address)) in sites.iter().take(MOST_SITES).enumerate() {
            @if at > 0 { br; }
            @if let Some(region) = region { (quoted(language, region)) (language.comma()) }
            @if address.is_empty() { (said::NO_ADDRESS.of(language)) } @else { (quoted(language, address)) }
        }
        @if more > 0 { br; (said::MORE_SITES.with(language, &[&Count::of(language, more)])) }
    }
}

/// In short of an approved one; whatever else is said with what to do, and the publisher's reason.
fn verdict(language: Language, conclusion: &Conclusion<'_>, listing: &Listing) -> Markup {
    let badge = words::badge(language, conclusion.verdict, &conclusion.cause);
    if conclusion.verdict == Verdict::Approved {
        return html! { span.one { (icon(conclusion.verdict)) " " (badge) } };
    }
    let words = words::of_cause(language, &conclusion.cause);
    let reason = listing.reason.as_ref().and_then(FreeText::public);
    html! {
        (icon(conclusion.verdict)) " " b { (words.headline) (language.stop()) }
        (language.space()) (words.sentence)
        @if let Some(reason) = reason { (language.space()) (quoted(language, reason)) }
    }
}

/// The first of their ends: what is still approved elsewhere is not told from it.
fn ends(language: Language, listings: &[&Listing]) -> String {
    let ends = |one: &&Listing| -> Option<Date> {
        match one.valid_until {
            Validity::Until(day) => Some(day),
            Validity::LongTerm | Validity::Unstated | Validity::Unclear(_) => None,
        }
    };
    if let Some(first) = listings.iter().filter_map(ends).min() {
        return Day(language, first).to_string();
    }
    let is_long = |one: &&Listing| one.valid_until == Validity::LongTerm;
    let label = if listings.iter().all(is_long) { labels::LONG_TERM } else { said::NOT_STATED };
    label.of(language).to_owned()
}
