//! What stands in the verdict's panel below the sentence: reason, scope, conflict, age, source.

use jiff::Zoned;
use jiff::civil::Date;
use maud::{Markup, html};

use super::next_step::{Hotline, Step};
use super::quoted::quoted;
use super::source::basis;
use crate::domain::category::Category;
use crate::domain::directory::Directory;
use crate::domain::institution::{Institution, Version};
use crate::domain::listing::{FreeText, Validity};
use crate::domain::regulator::Regulator;
use crate::domain::status::Status;
use crate::domain::verdict::{Conclusion, Reading, Verdict};
use crate::web::links::Links;
use crate::web::words::institution as said;
use crate::web::words::{self, Day, Language, Words, comfort, labels};

/// What a conclusion is told with.
#[derive(Clone, Copy, Debug)]
pub struct Telling<'a> {
    pub directory: &'a Directory,
    pub links: Links<'a>,
    /// The day that the question is about.
    pub day: Date,
    pub at: &'a Zoned,
    /// The number that always answers.
    pub hotline: Hotline<'a>,
}

/// Days before a permit's end from which it is pointed out.
const ENDS_SOON_DAYS: i32 = 60;

/// The rest of the panel. `warning`, of whom it is easily taken for, stands before what to do next: who
/// is in a hurry reads no further.
#[expect(clippy::needless_pass_by_value, reason = "the warning is used up by its panel")]
pub fn details(
    telling: Telling<'_>,
    (institution, conclusion): (&Institution, &Conclusion<'_>),
    warning: Markup,
) -> Markup {
    let is_of_today = telling.at.date() == telling.day;
    let governing = conclusion.governing();
    let language = telling.links.language();
    // Of who left the lists: what the last of them said.
    let last = institution.representative(telling.day).filter(|_| conclusion.readings.is_empty());
    let rests_on = governing.map(|reading| reading.version).or(last);
    html! {
        @if let Some(reading) = governing {
            @if reading.verdict != Verdict::Approved { (reason(language, reading.version)) }
            @if reading.may_mean_another {
                p.note { (said::NAMESAKE_WITHOUT_CODE.of(language)) }
            }
        }
        @if conclusion.verdict == Verdict::Approved { (scope(language, conclusion, telling.day)) }
        @if conclusion.is_disputed { (conflict(language, telling.directory, conclusion)) }
        @if let Some(as_of) = conclusion.stale_since {
            p.note { (said::STALE.with(language, &[&Day(language, as_of)])) }
        }
        (warning)
        @if is_of_today { (next_step(telling, conclusion, last).button(language)) (read_aloud(language)) }
        (basis(
            language,
            rests_on.map(|version| (version, telling.directory, telling.links, telling.day)),
            None,
            telling.at,
        ))
    }
}

/// The verdict in a line, and whose list it rests on, of which day: for search engines and shared links.
pub fn described(telling: Telling<'_>, words: &Words, conclusion: &Conclusion<'_>) -> String {
    let Telling { directory, day, .. } = telling;
    let language = words.language;
    let source = conclusion.governing().and_then(|reading| {
        let regulator = directory.regulator_name(reading.version.listing.roster.regulator);
        let as_of = Day(language, directory.as_of(reading.version, day)?);
        Some(said::RESTS_ON.with(language, &[&regulator, &as_of]))
    });
    let stale =
        conclusion.stale_since.map(|as_of| said::STALE.with(language, &[&Day(language, as_of)]));
    let parts = [Some(words.described()), source, stale];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
}

/// What to do about it: a ban is told to whoever banned, a doubt is asked of whoever raised it.
fn next_step<'a>(
    telling: Telling<'a>,
    conclusion: &Conclusion<'_>,
    last: Option<&Version>,
) -> Step<'a> {
    let concerned = concerned(telling.directory, conclusion).into_iter().next();
    let last = last.and_then(|one| telling.directory.regulator(one.listing.roster.regulator));
    let regulator = concerned.or(last);
    Step::after(conclusion.verdict, regulator, telling.hotline)
}

/// Shown by the script, where the device can speak; its place is kept, so that nothing moves.
pub fn read_aloud(language: Language) -> Markup {
    html! {
        p {
            button.quiet.aloud type="button" data-stop=(comfort::STOP_READING.of(language)) {
                (comfort::READ_ALOUD.of(language))
            }
        }
    }
}

/// The regulators whose listings count, the gravest first.
pub fn concerned<'a>(directory: &'a Directory, conclusion: &Conclusion<'_>) -> Vec<&'a Regulator> {
    let mut found: Vec<&Regulator> = Vec::new();
    for reading in &conclusion.readings {
        let code = reading.version.listing.roster.regulator;
        if let Some(regulator) = directory.regulator(code)
            && !found.iter().any(|one| one.code == code)
        {
            found.push(regulator);
        }
    }
    found
}

/// The publisher's own words for why.
fn reason(language: Language, version: &Version) -> Markup {
    let listing = &version.listing;
    let shown = |text: &FreeText| match text {
        FreeText::Public(text) => quoted(language, text),
        FreeText::HeldBack => html! { (labels::HELD_BACK.of(language)) },
    };
    let reason = listing.reason.as_ref().map(shown);
    let measures = listing.measures.as_ref().map(shown);
    html! {
        @if let Some(text) = reason { p.reason { b { (said::REASON.of(language)) } (text) } }
        @if let Some(text) = measures { p.reason { b { (said::MEASURES.of(language)) } (text) } }
        // That a list still calls it normal only confuses beside what is wrong.
        @if !listing.status_text.is_empty() && listing.status != Status::Normal {
            p.reason { b { (said::STATUS_ON_LIST.of(language)) } (quoted(language, &listing.status_text)) }
        }
    }
}

/// Approval covers these addresses and these subjects, and nothing else.
fn scope(language: Language, conclusion: &Conclusion<'_>, day: Date) -> Markup {
    let approvals: Vec<&Reading<'_>> = conclusion.approvals().collect();
    let mut categories: Vec<Category> =
        approvals.iter().map(|r| r.version.listing.category).collect();
    categories.sort_unstable();
    categories.dedup();
    let mut sites: Vec<&Version> = Vec::new();
    for reading in &approvals {
        let address = &reading.version.listing.site.address;
        if !sites.iter().any(|seen| seen.listing.site.address == *address) {
            sites.push(reading.version);
        }
    }
    let only_at = if sites.len() > 1 { said::ONLY_AT_SEVERAL } else { said::ONLY_AT_ONE };
    let has_status = |status| approvals.iter().any(|r| r.version.listing.status == status);
    let (open, close) = language.brackets();
    html! {
        div.scope {
            p {
                @for category in &categories {
                    @if *category == Category::Unstated {
                        b { (said::NO_CATEGORY.of(language)) } (said::SEE_PERMIT.of(language))
                    } @else {
                        b { (said::ONLY_FOR.with(language, &[&labels::category(language, *category)])) }
                        (language.stop()) (language.space())
                    }
                }
            }
            p { b { (only_at.of(language)) } (language.colon()) }
            ul {
                @for version in sites { li {
                    @if version.listing.site.address.is_empty() { (said::NO_ADDRESS.of(language)) }
                    @else { (quoted(language, &version.listing.site.address)) }
                    @if let Some(content) = &version.listing.content {
                        (open) (quoted(language, content)) (close)
                    }
                    (ends(language, version, day))
                } }
            }
            @if has_status(Status::BarelyPassed) {
                p.note { (said::BARELY_PASSED.of(language)) }
            }
        }
    }
}

fn ends(language: Language, version: &Version, day: Date) -> Markup {
    let Validity::Until(end) = version.listing.valid_until else { return html! {} };
    let is_soon = day.until(end).is_ok_and(|span| span.get_days() <= ENDS_SOON_DAYS);
    html! {
        br;
        @if is_soon { b { (said::ENDS_SOON.with(language, &[&Day(language, end)])) } }
        @else { span.fact { (said::ENDS.with(language, &[&Day(language, end)])) } }
    }
}

/// Two departments disagree: each is quoted, the stricter counts.
fn conflict(language: Language, directory: &Directory, conclusion: &Conclusion<'_>) -> Markup {
    let approving = conclusion.readings.iter().find(|r| r.verdict == Verdict::Approved);
    let (Some(strict), Some(approving)) = (conclusion.governing(), approving) else {
        return html! {};
    };
    let name = |reading: &Reading<'_>| {
        quoted(language, directory.regulator_name(reading.version.listing.roster.regulator))
    };
    let badge = html! { (words::badge(language, strict.verdict, &strict.cause)) };
    html! {
        p.note {
            b { (said::DISPUTED.of(language)) }
            (said::DISPUTE.around(language, &[name(approving), name(strict), badge]))
        }
    }
}
