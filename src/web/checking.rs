//! Asking about many at once, each as if it had been typed into the box alone: whatever is said of one of
//! a thousand is what the search page says of it.

use std::collections::HashMap;

use super::asking::{Findings, Question, ask};
use super::served::Served;
use crate::domain::answer::{Answer, Typed, TypedError};
use crate::domain::institution::Institution;
use crate::domain::verdict::Verdict;
use crate::search::{Filters, Page, Wanted};

/// The most that are looked up at once.
pub const MOST: usize = 1_000;

/// Institutions offered for each.
pub const OFFERED: usize = 3;

/// Many, looked up.
#[derive(Debug)]
pub struct Batch {
    pub rows: Vec<Row>,
    /// Each different question once.
    looked: Vec<Looked>,
}

/// What is asked of one.
#[derive(Clone, Debug)]
pub struct Asked {
    pub words: String,
    /// The name that stands beside a code or number: of the same institution, or nothing is approved.
    pub name: Option<String>,
}

impl Asked {
    pub fn typed(words: String) -> Self {
        Self { words, name: None }
    }
}

/// One of them, as it was written.
#[derive(Debug)]
pub struct Row {
    pub words: String,
    pub name: Option<String>,
    of: usize,
    /// What the name beside it finds.
    of_name: Option<usize>,
    /// An earlier row that asks the same, counting from 0.
    pub same_as: Option<usize>,
}

type Looked = Result<(Typed, Findings), TypedError>;

/// What is said of one.
#[derive(Debug)]
pub enum Said<'a> {
    Unreadable(TypedError),
    Answered {
        typed: &'a Typed,
        findings: &'a Findings,
        answer: Answer<'a>,
        /// The name in the row, where the institution bears another. Never of one that is approved.
        other_name: Option<&'a str>,
    },
    /// Code and name are not of one institution: none is meant for certain.
    Disagreeing {
        /// `None`: the code or number is on no list.
        by_code: Option<&'a Institution>,
        /// `None`: the name alone identifies none.
        by_name: Option<&'a Institution>,
        name: &'a str,
    },
}

impl Said<'_> {
    /// `None`: it could not be looked up.
    pub fn verdict(&self) -> Option<Verdict> {
        match self {
            Self::Unreadable(_) => None,
            Self::Answered { answer, .. } => Some(answer.verdict),
            Self::Disagreeing { .. } => Some(Verdict::Candidates),
        }
    }
}

impl Batch {
    /// Looks all of them up. Takes about a millisecond for each: not for a thread that serves others.
    pub fn look_up(served: &Served, asked: Vec<Asked>) -> Self {
        let mut batch = Self { rows: Vec::with_capacity(asked.len()), looked: Vec::new() };
        let mut known: HashMap<String, usize> = HashMap::new();
        let mut firsts: HashMap<(usize, Option<usize>), usize> = HashMap::new();
        for Asked { words, name } in asked {
            let of = batch.look_up_one(served, &words, &mut known);
            let of_name = name.as_ref().map(|name| batch.look_up_one(served, name, &mut known));
            let at = batch.rows.len();
            let first = *firsts.entry((of, of_name)).or_insert(at);
            let same_as = (first < at).then_some(first);
            batch.rows.push(Row { words, name, of, of_name, same_as });
        }
        batch
    }

    /// Where what was found for these words stands.
    fn look_up_one(
        &mut self,
        served: &Served,
        words: &str,
        known: &mut HashMap<String, usize>,
    ) -> usize {
        let typed = Typed::parse(words);
        // Not the form in which names are compared: a space divides a name from an address.
        let key = typed.as_ref().map_or(words, Typed::text).to_owned();
        if let Some(of) = known.get(&key) {
            return *of;
        }
        let of = self.looked.len();
        self.looked.push(typed.map(|typed| {
            let findings = ask(served, question(served, &typed));
            (typed, findings)
        }));
        known.insert(key, of);
        of
    }

    /// What is said of a row; by the domain alone, as on the search page.
    pub fn said<'a>(&'a self, served: &'a Served, row: &'a Row) -> Said<'a> {
        let (typed, findings) = match &self.looked[row.of] {
            Err(error) => return Said::Unreadable(*error),
            Ok(looked) => (&looked.0, &looked.1),
        };
        let answer = findings.answer(served, question(served, typed));
        let Some(name) = row.name.as_deref() else {
            return Said::Answered { typed, findings, answer, other_name: None };
        };
        let bears = answer.bears(name, served.today());
        if bears == Some(true) {
            return Said::Answered { typed, findings, answer, other_name: None };
        }
        let by_name = row.of_name.and_then(|of| self.identified(served, of));
        let is_warning = matches!(answer.verdict, Verdict::Banned | Verdict::Restricted);
        // A warning stands whatever the institution calls itself here; and where neither is known,
        // that is all there is to say.
        if is_warning || (bears.is_none() && by_name.is_none()) {
            let other_name = bears.map(|_| name);
            return Said::Answered { typed, findings, answer, other_name };
        }
        let by_code = answer.identified.map(|(institution, ..)| institution);
        Said::Disagreeing { by_code, by_name, name }
    }

    /// The one that these words identify.
    fn identified<'a>(&'a self, served: &'a Served, of: usize) -> Option<&'a Institution> {
        let (typed, findings) = self.looked[of].as_ref().ok()?;
        let answer = findings.answer(served, question(served, typed));
        answer.identified.map(|(institution, ..)| institution)
    }

    /// How many rows have this verdict; `None`: could not be looked up.
    pub fn count(&self, served: &Served, verdict: Option<Verdict>) -> usize {
        self.rows.iter().filter(|row| self.said(served, row).verdict() == verdict).count()
    }
}

fn question<'a>(served: &Served, typed: &'a Typed) -> Question<'a> {
    Question {
        typed,
        filters: Filters::default(),
        page: Page { number: 1, size: OFFERED },
        day: served.today(),
        wanted: Wanted::default(),
    }
}
