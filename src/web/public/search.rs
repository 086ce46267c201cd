//! `GET /search`: words typed, the headline to them, and the rows.

use jiff::civil::Date;
use maud::{Markup, html};

use super::absent::Absent;
use super::narrow::{Here, ask_elsewhere, chosen, narrow};
use crate::domain::answer::{Answer, NotListed, Typed, TypedError};
use crate::domain::institution::Institution;
use crate::domain::region::RegionCode;
use crate::domain::text;
use crate::domain::verdict::Verdict;
use crate::search::{Filters, MatchKind, Sort, Wanted};
use crate::web::asking::{Findings, Question, ask};
use crate::web::components::alike::lookalikes;
use crate::web::components::checklist::checklist;
use crate::web::components::conclusion::{Telling, concerned, described, details};
use crate::web::components::contacts::contacts;
use crate::web::components::next_step::{Hotline, Step};
use crate::web::components::pager::{At, pager};
use crate::web::components::panel::{Level, Said, panel};
use crate::web::components::row::How;
use crate::web::components::search_box::{mistaken_box, search_box, waiting_box};
use crate::web::components::source::basis;
use crate::web::error::Error;
use crate::web::layout::{Place, page, unindexed};
use crate::web::params::Params;
use crate::web::served::Served;
use crate::web::taken_for::LOOKALIKES;
use crate::web::words::absent::BROWSE_REGIONS;
use crate::web::words::search as said;
use crate::web::words::{self, Count, Phrase};

const ROWS: usize = 10;

pub async fn show(served: Served, params: Params) -> Result<Markup, Error> {
    let filters = params.filters(served.directory())?;
    let typed = match Typed::parse(params.typed()) {
        Ok(typed) => typed,
        Err(TypedError::Empty) => return Ok(nothing_typed(&served, filters, params.is_sent())),
        Err(error) => return Err(error.into()),
    };
    let page = params.page(ROWS)?;
    let wanted = Wanted { facets: true, ..params.wanted()? };
    let question = Question { typed: &typed, filters, page, day: served.today(), wanted };
    let findings = ask(&served, question);
    let answer = findings.answer(&served, question);
    Ok(shown(&served, question, &findings, &answer))
}

fn nothing_typed(served: &Served, filters: Filters, is_sent: bool) -> Markup {
    let language = served.language();
    let heading = if is_sent { said::LEFT_EMPTY } else { said::NOTHING_TYPED }.of(language);
    let browse = html! { a href=(served.links().to("/regions")) { (BROWSE_REGIONS.of(language)) } };
    page(
        served
            .frame(heading.trim_end_matches(language.stop()), Place::Search)
            .described(said::NOTHING_TYPED_LEAD.of(language)),
        html! {
            h1 { (heading) }
            p.lead #wrong { (said::NOTHING_TYPED_LEAD.of(language)) }
            @if is_sent { (mistaken_box(served.links(), filters.region, "wrong")) }
            @else { (waiting_box(served.links(), filters.region)) }
            p { (said::NAME_UNKNOWN.around(language, &[browse])) }
        },
    )
}

fn shown(
    served: &Served,
    question: Question<'_>,
    findings: &Findings,
    answer: &Answer<'_>,
) -> Markup {
    let typed = question.typed.text();
    let links = served.links();
    let absent = answer.not_listed.as_ref().map(|reason| absent(served, question, reason));
    let headline = headline(served, question, findings, (answer, absent));
    let language = served.language();
    let title = format!("{}{}{typed}", headline.title, language.colon());
    let here = Here::of(served, question);
    let is_listed = answer.verdict != Verdict::NotListed;
    let frame = served.frame(&title, Place::Search).described(&headline.description);
    let main = html! {
            (search_box(links, typed, question.filters.region))
            (headline.markup)
            @if let Some((institution, _, conclusion)) = &answer.identified && answer.not_listed.is_none() {
                p { a.more href=(links.institution(institution.id)) { (said::ALL_RECORDS.of(language)) } }
                // After the link to itself: a hurried thumb must not open the other one.
                @if conclusion.verdict != Verdict::Approved {
                    (easily_taken_for(served, question, (institution, conclusion.verdict)))
                }
                (contacts(
                    language,
                    concerned(served.directory(), conclusion).into_iter(),
                    &served.site.report_phone,
                ))
            }
            (rows(served, question, findings, answer))
            @if !is_listed { (ask_elsewhere(served, here)) }
            @if let Some(absent) = absent { (absent.call()) }
            @if is_listed { (checklist(language)) }
    };
    // One of endless views of the same: engines are to find the institution's own page.
    unindexed(frame, main)
}

/// Those that stand otherwise: of an approved one in its panel, before what to do next.
fn easily_taken_for(
    served: &Served,
    question: Question<'_>,
    (institution, verdict): (&Institution, Verdict),
) -> Markup {
    let others = served.reader.lookalikes(institution, question.day, LOOKALIKES);
    lookalikes(telling(served, question), (institution, verdict), &others)
}

fn telling<'a>(served: &'a Served, question: Question<'_>) -> Telling<'a> {
    let (directory, links) = (served.directory(), served.links());
    let hotline = Hotline(&served.site.report_phone);
    Telling { directory, links, day: question.day, at: &served.at, hotline }
}

struct Headline {
    /// For the tab and for what a shared link shows.
    title: String,
    /// For search engines and shared links.
    description: String,
    markup: Markup,
}

fn headline(
    served: &Served,
    question: Question<'_>,
    findings: &Findings,
    (answer, absent): (&Answer<'_>, Option<Absent<'_>>),
) -> Headline {
    let language = served.language();
    if let Some(absent) = absent {
        let said = words::of_not_listed(language, absent.reason, served.directory());
        let description = said.described();
        return Headline { title: said.headline.into_owned(), description, markup: absent.view() };
    }
    let verdict = answer.verdict;
    if let Some((institution, _, conclusion)) = &answer.identified {
        let said = words::of_cause(language, &conclusion.cause);
        let telling = telling(served, question);
        let name = institution.names(question.day).join("、");
        let banned_others = match verdict {
            Verdict::Approved => easily_taken_for(served, question, (institution, verdict)),
            Verdict::Restricted | Verdict::Banned | Verdict::Candidates | Verdict::NotListed => {
                html! {}
            }
        };
        let markup = html! {
            h1.name lang=[language.of_data()] { (name) }
            (panel(
                Said { verdict, words: &said, level: Level::Second, before: None },
                details(telling, (institution, conclusion), banned_others),
            ))
        };
        let description = described(telling, &said, conclusion);
        return Headline { title: said.headline.into_owned(), description, markup };
    }
    let count = findings.candidates().max(findings.results.exact.len()).max(1);
    let hits = &findings.results.hits;
    let kind = hits.first().map(|hit| hit.kind).filter(|kind| hits.iter().all(|h| h.kind == *kind));
    let said = match kind {
        Some(kind) => words::candidates_by(language, count, kind),
        None => words::candidates(language, count),
    };
    let more = html! {
        (Step::Choose.button(language))
        (basis(language, None, None, &served.at))
    };
    let markup = panel(Said { verdict, words: &said, level: Level::First, before: None }, more);
    let description = said.described();
    Headline { title: said.headline.into_owned(), description, markup }
}

fn absent<'a>(served: &'a Served, question: Question<'a>, reason: &'a NotListed) -> Absent<'a> {
    let typed = question.typed.text();
    let named = || served.directory().regions().named_in(typed);
    let chosen: Option<RegionCode> = question.filters.region;
    Absent { served, reason, typed, chosen, region: chosen.or_else(named) }
}

fn rows(
    served: &Served,
    question: Question<'_>,
    findings: &Findings,
    answer: &Answer<'_>,
) -> Markup {
    let rows = served.rows(question.day);
    let results = &findings.results;
    let identified = answer.identified.as_ref().map(|(institution, _, _)| institution.id);
    let hits = || results.hits.iter().filter(|hit| Some(hit.institution.id) != identified);
    let shown: Vec<&Institution> = hits().map(|hit| &hit.institution).collect();
    let namesakes = namesakes(&shown, question.day);
    let here = Here::of(served, question);
    // What only resembles the words is not worth narrowing.
    let facets = results.facets.as_ref().filter(|_| answer.verdict != Verdict::NotListed);
    let is_other = answer.verdict != Verdict::Candidates;
    let meant = meant_elsewhere(findings, answer);
    let at = At { number: question.page.number, size: question.page.size, total: results.total };
    let language = served.language();
    let heading = if is_other { said::OTHERS_ALIKE } else { said::CHOOSE_HEADING };
    html! {
        @if let Some((heading, institution)) = meant {
            section { h2 { (heading.of(language)) } ul.rows { (rows.row(institution, How::default())) } }
        }
        @if !shown.is_empty() {
            section #rows {
                h2 { (heading.of(language)) }
                (chosen(served, here))
                @if let Some(facets) = facets { (narrow(served, here, facets, results.total)) }
                @if !is_other && results.are_elsewhere {
                    p.note { (said::ALL_ELSEWHERE.of(language)) }
                }
                @if rows.are_banned_and_approved(&shown) {
                    p.note { b { (said::BANNED_AND_APPROVED_TOGETHER.of(language)) } }
                }
                ul.rows {
                    @for (hit, is_namesake) in hits().zip(namesakes) {
                        (rows.row(&hit.institution, How {
                            words: said::how(hit.kind).of(language),
                            spans: &hit.spans,
                            warning: (is_other && is_another(hit.kind)).then_some(said::NOT_THE_SAME.of(language)),
                            is_namesake,
                            tells_change: question.wanted.sort == Sort::Newest,
                        }))
                    }
                }
                (pager(language, at, &format_args!("{here}&page=")))
                @if at.last() > 1 { p.source { (of_release(served)) } }
            }
        } @else if at.number > at.last() {
            p.note { (no_such_page(at, here)) }
        } @else if results.total == 0 && here.is_narrowed() {
            section {
                @if answer.verdict != Verdict::NotListed { p.note { (said::NONE_OF_THESE.of(language)) } }
                (chosen(served, here))
            }
        }
    }
}

fn no_such_page(at: At, here: Here<'_>) -> Markup {
    let language = here.language();
    let number = |number| html! { (Count::of(language, number)) };
    let first = html! { a href=(here) { (said::TO_FIRST_PAGE.of(language)) } };
    said::NO_SUCH_PAGE.around(language, &[number(at.number), number(at.last()), first])
}

/// Which of them bear the same name as another one of them.
fn namesakes(shown: &[&Institution], day: Date) -> Vec<bool> {
    let name = |one: &&Institution| {
        one.representative(day).map(|version| text::normal(&version.listing.name))
    };
    let names: Vec<Option<String>> = shown.iter().map(name).collect();
    let is_shared = |name: &Option<String>| names.iter().filter(|other| *other == name).count() > 1;
    names.iter().map(is_shared).collect()
}

/// The state that these pages are of: a release that comes in between moves rows from page to page.
fn of_release(served: &Served) -> Markup {
    let release = served.reader.release();
    html! { (said::OF_RELEASE.with(served.language(), &[&release.number()])) }
}

/// Whether a row found this way, where the words mean none of the rows, is another institution.
fn is_another(kind: MatchKind) -> bool {
    match kind {
        // The words are its own, if not its name of today.
        MatchKind::Name
        | MatchKind::Uscc
        | MatchKind::Permit
        | MatchKind::FormerName
        | MatchKind::Brand => false,
        MatchKind::Substring
        | MatchKind::Homophone
        | MatchKind::Pinyin
        | MatchKind::Initials
        | MatchKind::Similar
        | MatchKind::Address => true,
    }
}

/// The institution that a *not listed* speaks of: listed, but not as asked.
fn meant_elsewhere<'a>(
    findings: &'a Findings,
    answer: &Answer<'_>,
) -> Option<(Phrase, &'a Institution)> {
    let results = &findings.results;
    match answer.not_listed.as_ref()? {
        NotListed::Elsewhere { .. } => Some((said::ELSEWHERE_HEADING, results.exact.first()?)),
        NotListed::OtherPremises { .. } => {
            Some((said::PREMISES_HEADING, &results.name_and_rest.as_ref()?.0))
        }
        NotListed::NotHere
        | NotListed::KindNotCovered { .. }
        | NotListed::NoListPublished { .. }
        | NotListed::NothingInForce { .. } => None,
    }
}
