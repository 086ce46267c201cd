//! Asking about many at once, each as if it had been typed into the box alone: whatever is said of one of
//! a thousand is what the search page says of it.

use std::collections::HashMap;

use super::asking::{Findings, Question, ask};
use super::served::Served;
use crate::domain::answer::{Answer, Typed, TypedError};
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

/// One of them, as it was written.
#[derive(Debug)]
pub struct Row {
    pub words: String,
    of: usize,
    /// An earlier row that asks the same, counting from 0.
    pub same_as: Option<usize>,
}

type Looked = Result<(Typed, Findings), TypedError>;

/// What is said of one.
#[derive(Debug)]
pub enum Said<'a> {
    Unreadable(TypedError),
    Answered { typed: &'a Typed, findings: &'a Findings, answer: Answer<'a> },
}

impl Said<'_> {
    /// `None`: it could not be looked up.
    pub fn verdict(&self) -> Option<Verdict> {
        match self {
            Self::Unreadable(_) => None,
            Self::Answered { answer, .. } => Some(answer.verdict),
        }
    }
}

impl Batch {
    /// Looks all of them up. Takes about a millisecond for each: not for a thread that serves others.
    pub fn look_up(served: &Served, words: Vec<String>) -> Self {
        let mut batch = Self { rows: Vec::with_capacity(words.len()), looked: Vec::new() };
        // By the cleaned words: place of what was found, and of the first row that asked.
        let mut asked: HashMap<String, (usize, usize)> = HashMap::new();
        for words in words {
            let at = batch.rows.len();
            let typed = Typed::parse(&words);
            // Not the form in which names are compared: a space divides a name from an address.
            let key = typed.as_ref().map_or(words.as_str(), Typed::text).to_owned();
            let (of, same_as) = match asked.get(&key) {
                Some((of, first)) => (*of, Some(*first)),
                None => {
                    let of = batch.looked.len();
                    batch.looked.push(typed.map(|typed| {
                        let findings = ask(served, question(served, &typed));
                        (typed, findings)
                    }));
                    asked.insert(key, (of, at));
                    (of, None)
                }
            };
            batch.rows.push(Row { words, of, same_as });
        }
        batch
    }

    /// What is said of a row; by the domain alone, as on the search page.
    pub fn said<'a>(&'a self, served: &'a Served, row: &Row) -> Said<'a> {
        match &self.looked[row.of] {
            Err(error) => Said::Unreadable(*error),
            Ok((typed, findings)) => Said::Answered {
                typed,
                findings,
                answer: findings.answer(served, question(served, typed)),
            },
        }
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
