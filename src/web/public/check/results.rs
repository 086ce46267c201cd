//! What is said of each, in a table. Nothing is green but what was identified exactly and is approved
//! today; everything else is to be looked at.

use maud::{Markup, html};

use crate::domain::answer::{Answer, NotListed, Typed, TypedError};
use crate::domain::institution::Institution;
use crate::domain::listing::Listing;
use crate::domain::verdict::{Conclusion, Verdict};
use crate::web::asking::Findings;
use crate::web::assets;
use crate::web::checking::{Batch, Row, Said};
use crate::web::components::alike::lookalikes;
use crate::web::components::conclusion::Telling;
use crate::web::components::icon::{class, icon};
use crate::web::components::next_step::Hotline;
use crate::web::components::panel::badge;
use crate::web::components::place::place;
use crate::web::components::quoted::quoted;
use crate::web::layout::{Place, unindexed};
use crate::web::links::Encoded;
use crate::web::served::Served;
use crate::web::taken_for::banned_lookalikes;
use crate::web::words::{self, Count, Day, Language, Phrase, check as said, comfort, labels};

const COLUMNS: [Phrase; 5] = [
    said::COLUMN_NO,
    said::COLUMN_TYPED,
    said::COLUMN_VERDICT,
    said::COLUMN_FOUND,
    said::COLUMN_SOURCE,
];

const COUNTS: [(Verdict, Phrase); 5] = [
    (Verdict::Banned, said::COUNT_BANNED),
    (Verdict::Restricted, said::COUNT_RESTRICTED),
    (Verdict::NotListed, said::COUNT_NOT_LISTED),
    (Verdict::Candidates, said::COUNT_CANDIDATES),
    (Verdict::Approved, said::COUNT_APPROVED),
];

/// `file`: the name of the spreadsheet that asked.
pub fn view(served: &Served, batch: &Batch, file: Option<&str>) -> Markup {
    let language = served.language();
    let total = Count::of(language, batch.rows.len());
    let title = said::RESULT_TITLE.with(language, &[&total]);
    unindexed(
        served.frame(&title, Place::Elsewhere).styled(assets::Style::Check.name()),
        html! {
            h1 #v tabindex="-1" { (said::RESULT_HEADING.with(language, &[&total])) }
            @if let Some(name) = file { p { (said::FROM_FILE.with(language, &[&name])) } }
            (counts(served, batch))
            p.note { b { (said::NOT_LEGAL.of(language)) } }
            (table(served, batch))
            (download(served, batch, file))
            p.fact.hint-to-print { (said::PRINT_HINT.of(language)) }
            p.fact { (said::NOTE_MADE.with(language, &[&words::Minute(language, &served.at)])) }
        },
    )
}

/// What to look at first stands first.
fn counts(served: &Served, batch: &Batch) -> Markup {
    let language = served.language();
    let unreadable = batch.count(served, None);
    html! {
        ul.tally {
            @for (verdict, label) in COUNTS {
                @let count = batch.count(served, Some(verdict));
                @if count > 0 {
                    li.(class(verdict)) { (icon(verdict)) b { (Count::of(language, count)) } span { (label.of(language)) } }
                }
            }
            @if unreadable > 0 {
                li.none { b { (Count::of(language, unreadable)) } span { (said::COUNT_UNREADABLE.of(language)) } }
            }
        }
    }
}

fn table(served: &Served, batch: &Batch) -> Markup {
    let language = served.language();
    html! {
        table.batch {
            thead { tr { @for column in COLUMNS { th scope="col" { (column.of(language)) } } } }
            tbody { @for (at, one) in batch.rows.iter().enumerate() { (row(served, batch, (at, one))) } }
        }
    }
}

fn row(served: &Served, batch: &Batch, (at, row): (usize, &Row)) -> Markup {
    let language = served.language();
    let said = batch.said(served, row);
    let cells = [
        html! { (at + 1) },
        html! {
            (quoted(language, &row.words))
            @if let Some(name) = &row.name { p.fact { (quoted(language, name)) } }
            @if let Some(first) = row.same_as {
                p.fact { (said::SAME_AS.with(language, &[&Count::of(language, first + 1)])) }
            }
        },
        told(served, &said),
        // What was said once is not said again.
        if row.same_as.is_some() {
            html! {}
        } else {
            html! { (found(served, &said)) (name_beside(served, &said)) }
        },
        source(served, &said),
    ];
    html! {
        tr {
            @for (column, cell) in COLUMNS.into_iter().zip(cells) {
                td data-l=(column.of(language)) { div { (cell) } }
            }
        }
    }
}

/// The verdict: shape, colour and words.
fn told(served: &Served, said: &Said<'_>) -> Markup {
    let language = served.language();
    html! {
        @match said {
            Said::Unreadable(error) => {
                b { (said::UNREADABLE.of(language)) } p.fact { (why_unreadable(*error).of(language)) }
            }
            Said::Answered { answer, findings, .. } => {
                (badge(answer.verdict, &headline(served, answer, findings)))
            }
            Said::Disagreeing { .. } => {
                (badge(Verdict::Candidates, said::DISAGREEING.of(language)))
            }
        }
    }
}

/// What to know of code and name where they are not of one institution.
fn name_beside(served: &Served, said: &Said<'_>) -> Markup {
    let language = served.language();
    match said {
        Said::Unreadable(_) => html! {},
        Said::Answered { other_name, .. } => html! {
            @if let Some(name) = other_name { p { (said::NOTE_OTHER_NAME.with(language, &[name])) } }
        },
        Said::Disagreeing { by_code, by_name, name } => html! {
            p { (why_disagreeing(served, (*by_code, *by_name), name)) }
            ul.offered {
                @for one in [by_code, by_name].into_iter().flatten() { (offered(served, one)) }
            }
        },
    }
}

/// Why code and name do not say one institution.
pub fn why_disagreeing(
    served: &Served,
    (by_code, by_name): (Option<&Institution>, Option<&Institution>),
    name: &str,
) -> String {
    let language = served.language();
    let bears = |one: &Institution| {
        let version = one.representative(served.today());
        version.map(|version| version.listing.name.clone()).unwrap_or_default()
    };
    match (by_code.map(bears), by_name) {
        (Some(own), Some(_)) => said::WHY_TWO.with(language, &[&own, &name]),
        (Some(own), None) => said::WHY_OTHER_NAME.with(language, &[&own, &name]),
        (None, _) => said::WHY_OTHER_CODE.with(language, &[&name]),
    }
}

fn why_unreadable(error: TypedError) -> Phrase {
    match error {
        TypedError::TooLong { .. } => said::UNREADABLE_LONG,
        TypedError::Empty | TypedError::NoWords => said::UNREADABLE_NO_WORDS,
    }
}

/// The short form of what the search page has as its headline.
pub fn headline(served: &Served, answer: &Answer<'_>, findings: &Findings) -> String {
    let language = served.language();
    match (&answer.not_listed, &answer.identified) {
        (Some(reason), _) => {
            words::of_not_listed(language, reason, served.directory()).headline.into_owned()
        }
        (None, Some((_, _, conclusion))) => {
            words::badge(language, answer.verdict, &conclusion.cause).to_owned()
        }
        (None, None) => words::candidates(language, count(findings)).headline.into_owned(),
    }
}

/// How many the headline speaks of.
fn count(findings: &Findings) -> usize {
    findings.candidates().max(findings.results.exact.len()).max(1)
}

fn found(served: &Served, said: &Said<'_>) -> Markup {
    let Said::Answered { typed, findings, answer, .. } = said else { return html! {} };
    let language = served.language();
    match (&answer.identified, &answer.not_listed) {
        (Some((institution, _, conclusion)), _) => html! {
            (identified(served, institution, conclusion))
            (lookalikes(telling(served), (institution, answer.verdict), &banned_lookalikes(served, answer)))
        },
        (None, Some(NotListed::OtherPremises { .. })) => {
            let meant = findings.results.name_and_rest.as_ref().map(|(one, _)| one);
            html! { @if let Some(one) = meant { ul.offered { (offered(served, one)) } } }
        }
        (None, reason) => {
            let heading = if reason.is_some() { said::NEAR } else { said::CHOOSE };
            let hits = &findings.results.hits;
            html! {
                @if !hits.is_empty() {
                    p.fact { (heading.of(language)) }
                    ul.offered { @for hit in hits { (offered(served, &hit.institution)) } }
                    (more(served, typed, (findings, answer)))
                }
            }
        }
    }
}

fn telling(served: &Served) -> Telling<'_> {
    let (directory, links) = (served.directory(), served.links());
    let hotline = Hotline(&served.site.report_phone);
    Telling { directory, links, day: served.today(), at: &served.at, hotline }
}

fn more(served: &Served, typed: &Typed, (findings, answer): (&Findings, &Answer<'_>)) -> Markup {
    let language = served.language();
    let rest = count(findings).saturating_sub(findings.results.hits.len());
    let link = html! {
        a href={ (served.links().to("/search")) "?q=" (Encoded(typed.text())) } { (said::AND_MORE_LINK.of(language)) }
    };
    html! {
        @if rest > 0 && answer.verdict == Verdict::Candidates {
            p.fact { (said::AND_MORE.around(language, &[html! { (Count::of(language, rest)) }, link])) }
        }
    }
}

/// The one that was meant, with the addresses that are approved.
fn identified(served: &Served, institution: &Institution, conclusion: &Conclusion<'_>) -> Markup {
    let language = served.language();
    let Some(shown) = institution.representative(served.today()) else { return html! {} };
    let governing = conclusion.governing().map_or(shown, |reading| reading.version);
    let mut scopes = approved_scopes(language, conclusion);
    if scopes.is_empty() {
        scopes.push(governing.listing.site.address.clone());
    }
    html! {
        a href=(served.links().institution(institution.id)) { (quoted(language, &shown.listing.name)) }
        @for scope in scopes { p.fact { (quoted(language, scope)) } }
        @if let Some(code) = institution.uscc() { p.fact { (code) } }
    }
}

/// What is approved, and where: nothing else is. Empty where nothing is.
pub fn approved_scopes(language: Language, conclusion: &Conclusion<'_>) -> Vec<String> {
    let scope = |listing: &Listing| {
        let category = labels::category(language, listing.category);
        match listing.site.address.as_str() {
            "" => category.to_owned(),
            address => format!("{category}{}{address}", language.colon()),
        }
    };
    let mut scopes: Vec<String> =
        conclusion.approvals().map(|reading| scope(&reading.version.listing)).collect();
    scopes.sort_unstable();
    scopes.dedup();
    scopes
}

/// One that may be meant: a link to choose it by, and where it is. What is said of it is said on its page.
fn offered(served: &Served, institution: &Institution) -> Markup {
    let language = served.language();
    let Some(version) = institution.representative(served.today()) else { return html! {} };
    let listing = &version.listing;
    let region = listing.region.map(|code| served.directory().regions().full_name(code));
    html! {
        li {
            a href=(served.links().institution(institution.id)) { (quoted(language, &listing.name)) }
            p.fact { (place(language, region.as_deref(), &listing.site.address)) }
        }
    }
}

/// Whose list says so, and of which day.
fn source(served: &Served, said: &Said<'_>) -> Markup {
    let language = served.language();
    let directory = served.directory();
    let Said::Answered {
        answer: Answer { identified: Some((institution, _, conclusion)), .. },
        ..
    } = said
    else {
        return html! {};
    };
    let today = served.today();
    let version = conclusion.governing().map(|reading| reading.version);
    let Some(version) = version.or(institution.representative(today)) else { return html! {} };
    html! {
        (quoted(language, directory.regulator_name(version.listing.roster.regulator)))
        @if let Some(day) = directory.as_of(version, today) {
            p.fact { (said::AS_OF.with(language, &[&Day(language, day)])) }
        }
    }
}

/// The same once more, for a workbook: nothing of it was kept here, so the names go out and come back.
fn download(served: &Served, batch: &Batch, file: Option<&str>) -> Markup {
    let language = served.language();
    let action = served.links().to(super::PATH);
    let names: Vec<String> = batch
        .rows
        .iter()
        .map(|row| row.words.split_whitespace().collect::<Vec<_>>().join(" "))
        .collect();
    html! {
        form.again method="post" action=(action) enctype="multipart/form-data" {
            input type="hidden" name="names" value=(names.join("\n"));
            button name="as" value="xlsx" { (said::DOWNLOAD.of(language)) }
            " " a.more href=(action) { (said::AGAIN.of(language)) }
        }
        p.in-wechat { (comfort::IN_WECHAT.of(language)) }
        @if file.is_some() { p.fact { (said::DOWNLOAD_FILE_HINT.of(language)) } }
    }
}
