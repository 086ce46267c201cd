//! Asking the reader, in the one way in which pages and API both ask.

use jiff::civil::Date;

use super::served::Served;
use crate::domain::answer::{Answer, Typed, answer};
use crate::domain::institution::Institution;
use crate::search::{Ask, Filters, Page, Results, Wanted};

/// One question.
#[derive(Clone, Copy, Debug)]
pub struct Question<'a> {
    pub typed: &'a Typed,
    pub filters: Filters,
    pub page: Page,
    /// The day that is asked about; today or before.
    pub day: Date,
    pub wanted: Wanted,
}

/// What was found, still unsaid.
#[derive(Debug)]
pub struct Findings {
    pub results: Results,
    /// Candidates for the headline: those of the region, whatever else narrows the rows.
    candidates: usize,
}

/// Searches, and leaves out what the public may no longer see.
pub fn ask(served: &Served, question: Question<'_>) -> Findings {
    let Question { typed, filters, page, day, wanted } = question;
    let search = |filters, wanted| {
        served.reader.search_for(&Ask { typed, filters, page, today: day }, wanted)
    };
    let mut results = search(filters, wanted);
    let mut candidates = results.meant;
    let in_region_only = Filters { region: filters.region, ..Filters::default() };
    if results.total == 0 && filters != in_region_only {
        // Rows may be narrowed to none; the headline must not say "not found" for that.
        let wide = search(in_region_only, Wanted::default());
        candidates = wide.meant;
        results.is_nearly_named = wide.is_nearly_named;
    }
    let today = served.today();
    if day < today {
        // Bans repaired since are gone from past days too (`design.md` §1.8).
        forget(&mut results, today);
    }
    Findings { results, candidates }
}

impl Findings {
    /// How many the headline speaks of.
    pub fn candidates(&self) -> usize {
        self.candidates
    }

    /// The headline; computed by the domain alone.
    pub fn answer<'a>(&'a self, served: &'a Served, question: Question<'_>) -> Answer<'a> {
        let mut found = self.results.found();
        found.candidates = self.candidates;
        answer(question.typed, &found, served.context(question.day, question.filters.region))
    }
}

fn forget(results: &mut Results, today: Date) {
    let public = |institution: Institution| {
        let seen = institution.in_public(today);
        (!seen.versions.is_empty()).then_some(seen)
    };
    results.exact = std::mem::take(&mut results.exact).into_iter().filter_map(public).collect();
    results.name_and_rest = results
        .name_and_rest
        .take()
        .and_then(|(institution, rest)| Some((public(institution)?, rest)));
    let hits = std::mem::take(&mut results.hits);
    let before = hits.len();
    results.hits = hits
        .into_iter()
        .filter_map(|mut hit| {
            hit.institution = public(hit.institution)?;
            Some(hit)
        })
        .collect();
    results.total -= before - results.hits.len();
}
