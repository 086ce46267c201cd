//! Asking the queries, in the way in which the pages ask.

use std::time::{Duration, Instant};

use anyhow::{Context as _, anyhow, ensure};
use jiff::civil::Date;
use mingce::domain::answer::{Context, Typed, answer};
use mingce::domain::verdict::{Cause, Verdict};
use mingce::search::{Ask, Filters, Page, Reader};

/// What somebody might type, and what a careful clerk would say and show.
pub(crate) struct Query {
    pub(crate) id: String,
    pub(crate) category: String,
    pub(crate) words: String,
    /// Credit codes.
    pub(crate) relevant: Vec<String>,
    pub(crate) expected: Verdict,
}

/// What the register said and showed.
pub(crate) struct Outcome {
    /// Credit codes of the first ten, best first.
    pub(crate) found: Vec<String>,
    /// `None`: the words cannot be looked up.
    pub(crate) verdict: Option<Verdict>,
    /// Restricted for no other reason than that it is after-school care.
    pub(crate) is_childcare: bool,
    pub(crate) time: Duration,
}

const HEADING: &str = "qid\tcategory\tquery\trelevant\texpected_verdict\n";
const FIRST_TEN: Page = Page { number: 1, size: 10 };
/// What a verdict says of old lists does not depend on it, only what is written beside.
const STALE_AFTER_DAYS: u16 = 180;

/// Reads a set; words keep the spaces around them.
pub(crate) fn read(set: &str) -> anyhow::Result<Vec<Query>> {
    set.split('\n').skip(1).filter(|line| !line.is_empty()).map(query).collect()
}

fn query(line: &str) -> anyhow::Result<Query> {
    let fields: Vec<&str> = line.split('\t').collect();
    let &[id, category, words, relevant, expected] = fields.as_slice() else {
        return Err(anyhow!("not five columns: {line}"));
    };
    let codes = relevant.split('|').filter(|code| !code.is_empty());
    let query = Query {
        id: id.to_owned(),
        category: category.to_owned(),
        words: words.to_owned(),
        relevant: codes.map(str::to_owned).collect(),
        expected: Verdict::from_code(expected).with_context(|| format!("no verdict: {line}"))?,
    };
    let is_negative = query.expected == Verdict::NotListed;
    ensure!(query.relevant.is_empty() == is_negative, "codes and verdict disagree: {line}");
    Ok(query)
}

pub(crate) fn written(set: &[Query]) -> String {
    let mut text = HEADING.to_owned();
    for Query { id, category, words, relevant, expected } in set {
        let (relevant, expected) = (relevant.join("|"), expected.code());
        text.push_str(&format!("{id}\t{category}\t{words}\t{relevant}\t{expected}\n"));
    }
    text
}

pub(crate) fn ask(reader: &Reader, query: &Query, today: Date) -> Outcome {
    let started = Instant::now();
    let Ok(typed) = Typed::parse(&query.words) else {
        let time = started.elapsed();
        return Outcome { found: Vec::new(), verdict: None, is_childcare: false, time };
    };
    let ask = Ask { typed: &typed, filters: Filters::default(), page: FIRST_TEN, today };
    let results = reader.search(&ask);
    let context = Context {
        directory: reader.directory(),
        today,
        stale_after_days: STALE_AFTER_DAYS,
        region: None,
    };
    let found = results.found();
    let answer = answer(&typed, &found, context);
    let time = started.elapsed();
    let cause = answer.identified.map(|(_, _, conclusion)| conclusion.cause);
    Outcome {
        verdict: Some(answer.verdict),
        is_childcare: cause == Some(Cause::Childcare),
        found: results.hits.iter().map(|hit| hit.institution.id.to_string()).collect(),
        time,
    }
}
