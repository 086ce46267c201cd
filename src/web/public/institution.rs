//! `GET /i/{id}`: one institution.

use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use jiff::civil::Date;
use maud::{Markup, html};

use super::embed;
use super::linked::of_institution;
use super::listings::{history, in_force};
use super::lookup::unknown;
use crate::domain::answer::{Answer, NotListed, answer_link};
use crate::domain::institution::{Institution, InstitutionId};
use crate::domain::region::RegionCode;
use crate::domain::regulator::Regulator;
use crate::domain::verdict::{Conclusion, Verdict};
use crate::web::components::alike::lookalikes;
use crate::web::components::checklist::checklist;
use crate::web::components::conclusion::{Telling, concerned, described, details};
use crate::web::components::contacts::contacts;
use crate::web::components::next_step::Hotline;
use crate::web::components::panel::{Level, Said, panel};
use crate::web::components::quoted::quoted;
use crate::web::components::search_box::search_box;
use crate::web::components::share::{Shared, link_and_code};
use crate::web::error::Error;
use crate::web::layout::{Place, linked_data, page, unindexed};
use crate::web::params::Params;
use crate::web::served::Served;
use crate::web::taken_for::LOOKALIKES;
use crate::web::words::institution as says;
use crate::web::words::{self, Day, Words, share};

pub async fn show(
    served: Served,
    Path(id): Path<String>,
    params: Params,
) -> Result<Response, Error> {
    let today = served.today();
    let id = InstitutionId::parse(&id).ok_or(Error::NotFound)?;
    let past = params.past_day(today)?;
    let Some(institution) = served.reader.institution(id, today) else {
        return Ok(unknown(&served, &NotListed::NotHere, ""));
    };
    if institution.id != id {
        let query = past.map(|day| format!("?on={day}")).unwrap_or_default();
        let link = format!("{}{query}", served.links().institution(institution.id));
        return Ok(Redirect::permanent(&link).into_response());
    }
    // A ban that is over is all that ever named it: nothing of it is shown.
    let Some(shown) = institution.representative(today) else {
        return Ok(unknown(&served, &NotListed::NotHere, ""));
    };
    let region = shown.listing.region;
    let answer = answer_link(&institution, served.context(past.unwrap_or(today), None));
    let asked = Asked { served: &served, institution: &institution, past, region };
    Ok(view(asked, &answer).into_response())
}

/// What the page is about.
#[derive(Clone, Copy)]
struct Asked<'a> {
    served: &'a Served,
    institution: &'a Institution,
    /// The day asked about, when it is not today.
    past: Option<Date>,
    region: Option<RegionCode>,
}

impl Asked<'_> {
    fn day(&self) -> Date {
        self.past.unwrap_or_else(|| self.served.today())
    }
}

fn view(asked: Asked<'_>, answer: &Answer<'_>) -> Markup {
    let Asked { served, institution, past, region } = asked;
    let day = asked.day();
    let language = served.language();
    let Some((_, _, conclusion)) = &answer.identified else { return html! {} };
    let said = match past {
        Some(_) => words::of_past(said(served, answer, conclusion)),
        None => said(served, answer, conclusion),
    };
    let telling = Telling {
        directory: served.directory(),
        links: served.links(),
        day,
        at: &served.at,
        hotline: Hotline(&served.site.report_phone),
    };
    let name = institution.names(day).join("、");
    let title = match past {
        Some(day) => says::TITLE_OF_PAST.with(language, &[&Day(language, day), &said.headline]),
        None => said.headline.to_string(),
    };
    let title = format!("{title}{}{name}", language.bar());
    let former = institution.former_names(day);
    let description = described(telling, &said, conclusion);
    let description = match past {
        Some(day) => says::TITLE_OF_PAST.with(language, &[&Day(language, day), &description]),
        None => description,
    };
    // Who stands otherwise is known of today alone.
    let others = || {
        let others = served.reader.lookalikes(institution, day, LOOKALIKES);
        lookalikes(telling, (institution, answer.verdict), &others)
    };
    let (banned_others, approved_others) = match (past, answer.verdict) {
        (Some(_), _) => (html! {}, html! {}),
        (None, Verdict::Approved) => (others(), html! {}),
        (
            None,
            Verdict::Restricted | Verdict::Banned | Verdict::Candidates | Verdict::NotListed,
        ) => (html! {}, others()),
    };
    let feed = format!("{}/feed.xml", served.links().institution(institution.id));
    let frame = served.frame(&title, Place::Search).described(&description).with_feed(&feed);
    let data = institution
        .representative(day)
        .filter(|_| past.is_none())
        .map(|shown| of_institution(served, (institution, shown), (answer.verdict, &description)));
    let main = html! {
            @if let Some(data) = data { (linked_data(&data)) }
            (above(asked))
            h1.name lang=[language.of_data()] { (name) }
            @if !former.is_empty() { p.fact { (says::FORMER_NAMES.around(language, &[quoted(language, former.join("、"))])) } }
            (past_notice(asked))
            (verdict(asked, answer.verdict, &said, details(telling, (institution, conclusion), banned_others)))
            (approved_others)
            section #call {
                h2 { (says::CALL_HEADING.of(language)) }
                (contacts(
                    language,
                    regulators(served, conclusion, region).into_iter(),
                    &served.site.report_phone,
                ))
            }
            @if !conclusion.readings.is_empty() {
                section { h2 { (says::LISTED_AS.of(language)) } (in_force(telling, conclusion)) }
            }
            (checklist(language))
            section.fine {
                h2 { (says::RECORDS.of(language)) }
                (history(institution, served.directory(), served.links()))
                (on_another_day(asked))
            }
            (share(asked))
    };
    // One of many views of the same.
    if past.is_some() { unindexed(frame, main) } else { page(frame, main) }
}

fn said(served: &Served, answer: &Answer<'_>, conclusion: &Conclusion<'_>) -> Words {
    match &answer.not_listed {
        Some(reason) => words::of_not_listed(served.language(), reason, served.directory()),
        None => words::of_cause(served.language(), &conclusion.cause),
    }
}

fn above(asked: Asked<'_>) -> Markup {
    let Asked { served, region, .. } = asked;
    html! {
        @if let Some(code) = region {
            nav.crumbs aria-label=(says::WHERE_IT_IS.of(served.language())) { (super::regions::crumbs(served, code)) }
        } @else { (search_box(served.links(), "", None)) }
    }
}

fn past_notice(asked: Asked<'_>) -> Markup {
    let Some(day) = asked.past else { return html! {} };
    let language = asked.served.language();
    html! {
        p.note role="status" {
            b { (says::NOT_OF_TODAY.with(language, &[&Day(language, day)])) }
            (language.space())
            a href=(asked.served.links().institution(asked.institution.id)) { (says::SEE_TODAY.of(language)) }
        }
    }
}

fn verdict(asked: Asked<'_>, verdict: Verdict, words: &Words, more: Markup) -> Markup {
    let language = words.language;
    let before = asked.past.map(|day| says::THAT_DAY.with(language, &[&Day(language, day)]));
    panel(Said { verdict, words, level: Level::Second, before: before.as_deref() }, more)
}

/// Those whose listings count; where none does, those of the region.
fn regulators<'a>(
    served: &'a Served,
    conclusion: &Conclusion<'_>,
    region: Option<RegionCode>,
) -> Vec<&'a Regulator> {
    let directory = served.directory();
    let mut found = concerned(directory, conclusion);
    if found.is_empty()
        && let Some(region) = region
    {
        found.extend(directory.regulators().filter(|one| one.code.region.overlaps(region)).take(6));
    }
    found
}

fn on_another_day(asked: Asked<'_>) -> Markup {
    let today = asked.served.today();
    let language = asked.served.language();
    html! {
        form.day action=(asked.served.links().institution(asked.institution.id)) {
            label for="on" { (says::ON_A_DAY.of(language)) }
            div {
                input #on type="date" name="on" max=(today) value=[asked.past] required;
                button { (says::ON_A_DAY_BUTTON.of(language)) }
            }
        }
    }
}

fn share(asked: Asked<'_>) -> Markup {
    let Asked { served, institution, .. } = asked;
    let link = served.links().institution(institution.id);
    let language = served.language();
    html! {
        section.share {
            h2 { (share::SHARE.of(language)) }
            p { (share::SHARE_HOW.of(language)) }
            (link_and_code(served, Shared { link: &link, codes: &link, query: "" }))
            p { a href={ (served.links().to(embed::PATH)) "?id=" (institution.id) } { (share::EMBED.of(language)) } }
            p { (says::CORRECTION.of(language)) }
        }
    }
}
