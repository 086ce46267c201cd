//! What is written beside each row of a spreadsheet. Others' formulas count these columns: more may be
//! added behind them, and none changes its place.

use super::results::{self, approved_scopes, headline};
use crate::domain::answer::{Answer, NotListed};
use crate::domain::institution::Institution;
use crate::domain::verdict::{Conclusion, Verdict};
use crate::web::asking::Findings;
use crate::web::checking::{Batch, Said};
use crate::web::served::Served;
use crate::web::taken_for::banned_lookalikes;
use crate::web::words::{self, Language, check as said};

/// Their headings.
pub fn headings(language: Language) -> [&'static str; 7] {
    [
        said::SHEET_VERDICT,
        said::SHEET_NAME,
        said::SHEET_USCC,
        said::SHEET_REGULATOR,
        said::SHEET_AS_OF,
        said::SHEET_LINK,
        said::SHEET_NOTE,
    ]
    .map(|heading| heading.of(language))
}

/// One line of cells for each row of the batch.
pub fn answers(served: &Served, batch: &Batch) -> Vec<Vec<String>> {
    let cells = |row| match batch.said(served, row) {
        Said::Unreadable(_) => unreadable(served),
        Said::Answered { findings, answer, other_name, .. } => {
            let mut cells = answered(served, findings, &answer);
            if let Some(note) = cells.last_mut() {
                note.extend(
                    other_name.map(|name| said::NOTE_OTHER_NAME.with(served.language(), &[&name])),
                );
                note.extend(mind(served, &answer));
            }
            cells
        }
        Said::Disagreeing { by_code, by_name, name } => {
            disagreeing(served, (by_code, by_name), name)
        }
    };
    batch.rows.iter().map(cells).collect()
}

fn unreadable(served: &Served) -> Vec<String> {
    let told = said::UNREADABLE.of(served.language()).to_owned();
    std::iter::once(told).chain(std::iter::repeat_n(String::new(), 6)).collect()
}

/// No name stands where none is meant for certain.
fn disagreeing(
    served: &Served,
    (by_code, by_name): (Option<&Institution>, Option<&Institution>),
    name: &str,
) -> Vec<String> {
    let mut cells = vec![said::DISAGREEING.of(served.language()).to_owned()];
    cells.extend(std::iter::repeat_n(String::new(), 5));
    cells.push(results::why_disagreeing(served, (by_code, by_name), name));
    cells
}

fn answered(served: &Served, findings: &Findings, answer: &Answer<'_>) -> Vec<String> {
    let told = headline(served, answer, findings);
    let mut cells = vec![told];
    match &answer.identified {
        Some((institution, _, conclusion)) => {
            cells.extend(identified(served, institution, (conclusion, answer)));
        }
        None => {
            cells.extend(std::iter::repeat_n(String::new(), 5));
            cells.push(unidentified(served, findings, answer));
        }
    }
    cells
}

/// The banned ones that are easily taken for the one that is approved.
fn mind(served: &Served, answer: &Answer<'_>) -> Option<String> {
    let (language, today) = (served.language(), served.today());
    let others = banned_lookalikes(served, answer);
    let names: Vec<&str> = others
        .iter()
        .filter_map(|other| Some(other.representative(today)?.listing.name.as_str()))
        .collect();
    let names = names.join(language.list_comma());
    (!names.is_empty()).then(|| said::NOTE_MIND.with(language, &[&names]))
}

fn identified(
    served: &Served,
    institution: &Institution,
    (conclusion, answer): (&Conclusion<'_>, &Answer<'_>),
) -> Vec<String> {
    let language = served.language();
    let directory = served.directory();
    let today = served.today();
    let shown = institution.representative(today);
    let version = conclusion.governing().map(|reading| reading.version).or(shown);
    let regulator =
        version.map(|version| directory.regulator_name(version.listing.roster.regulator));
    let as_of = version.and_then(|version| directory.as_of(version, today));
    let sentence = match &answer.not_listed {
        Some(reason) => words::of_not_listed(language, reason, directory).sentence,
        None => words::of_cause(language, &conclusion.cause).sentence,
    };
    let scopes = approved_scopes(language, conclusion);
    let note = if scopes.is_empty() {
        sentence.into_owned()
    } else {
        said::NOTE_APPROVED.with(language, &[&scopes.join(language.list_comma())])
    };
    vec![
        shown.map(|version| version.listing.name.clone()).unwrap_or_default(),
        institution.uscc().map(|code| code.to_string()).unwrap_or_default(),
        regulator.unwrap_or_default(),
        as_of.map(|day| day.to_string()).unwrap_or_default(),
        served.whole(served.links().institution(institution.id)),
        note,
    ]
}

/// What to do next: choose among these, or what not being found means.
fn unidentified(served: &Served, findings: &Findings, answer: &Answer<'_>) -> String {
    let language = served.language();
    if let Some(reason) = &answer.not_listed {
        return of_absence(served, reason);
    }
    if answer.verdict == Verdict::Candidates && findings.results.exact.len() > 1 {
        return said::NAMESAKES.of(language).to_owned();
    }
    let today = served.today();
    let names: Vec<&str> = findings
        .results
        .hits
        .iter()
        .filter_map(|hit| Some(hit.institution.representative(today)?.listing.name.as_str()))
        .collect();
    said::NOTE_CANDIDATES.with(language, &[&names.join(language.list_comma())])
}

fn of_absence(served: &Served, reason: &NotListed) -> String {
    words::of_not_listed(served.language(), reason, served.directory()).sentence.into_owned()
}
