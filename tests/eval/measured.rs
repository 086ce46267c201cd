//! What the outcomes come to, and whether that is better or worse than recorded.

use std::collections::BTreeMap;
use std::fmt;
use std::time::Duration;

use anyhow::{Context as _, anyhow};
use jiff::civil::Date;
use mingce::domain::verdict::Verdict;
use mingce::search::Reader;

use crate::asked::{Outcome, Query, ask};

/// The figures of one category, or of all.
#[derive(Default)]
struct Sums {
    count: usize,
    /// Queries for which something is relevant.
    sought: usize,
    first: f64,
    recall: f64,
    reciprocal_rank: f64,
    /// Verdicts that count: those of after-school care do not.
    judged: usize,
    right: usize,
    empty: usize,
    times: Vec<Duration>,
}

/// The three figures that are recorded; `None` where they mean nothing.
#[derive(Clone, Copy)]
struct Figures {
    first: Option<f64>,
    recall: Option<f64>,
    verdict: Option<f64>,
}

/// What a whole set came to.
#[derive(Default)]
pub(crate) struct Measured {
    /// In the order of the set.
    categories: Vec<(String, Sums)>,
    all: Sums,
    /// Queries answered *approved* that must not be; there may be none.
    pub(crate) false_clear: Vec<String>,
    /// Queries rightly answered *approved*, but another institution stands first.
    pub(crate) wrong_clear: Vec<String>,
    /// *Restricted* where the rules of the set say *approved*, for after-school care alone.
    childcare: usize,
}

/// Asks all of a set; `each` sees what came of each query.
pub(crate) fn measure(
    reader: &Reader,
    set: &[Query],
    today: Date,
    mut each: impl FnMut(&Query, &Outcome),
) -> Measured {
    let mut measured = Measured::default();
    for query in set {
        let outcome = ask(reader, query, today);
        measured.add(query, &outcome);
        each(query, &outcome);
    }
    measured
}

impl Sums {
    fn add(&mut self, query: &Query, outcome: &Outcome) {
        self.count += 1;
        self.empty += usize::from(outcome.found.is_empty());
        self.times.push(outcome.time);
        if !is_apart(query, outcome) {
            self.judged += 1;
            self.right += usize::from(outcome.verdict == Some(query.expected));
        }
        if query.relevant.is_empty() {
            return;
        }
        self.sought += 1;
        let is_relevant = |code: &&String| query.relevant.contains(*code);
        let hits = outcome.found.iter().filter(is_relevant).count();
        self.recall += hits as f64 / query.relevant.len().min(10) as f64;
        if let Some(rank) = outcome.found.iter().position(|code| is_relevant(&code)) {
            self.reciprocal_rank += 1.0 / (rank + 1) as f64;
            self.first += f64::from(u8::from(rank == 0));
        }
    }

    fn figures(&self) -> Figures {
        Figures {
            first: share(self.first, self.sought),
            recall: share(self.recall, self.sought),
            verdict: share(self.right as f64, self.judged),
        }
    }
}

impl Measured {
    pub(crate) fn add(&mut self, query: &Query, outcome: &Outcome) {
        let known = self.categories.iter().position(|(name, _)| *name == query.category);
        let at = known.unwrap_or_else(|| {
            self.categories.push((query.category.clone(), Sums::default()));
            self.categories.len() - 1
        });
        self.categories[at].1.add(query, outcome);
        self.all.add(query, outcome);
        self.childcare += usize::from(is_apart(query, outcome));
        if outcome.verdict == Some(Verdict::Approved) {
            let is_first = outcome.found.first().is_some_and(|code| query.relevant.contains(code));
            if query.expected != Verdict::Approved {
                self.false_clear.push(query.id.clone());
            } else if !is_first {
                self.wrong_clear.push(query.id.clone());
            }
        }
    }

    /// The table as it is kept in the repository.
    pub(crate) fn record(&self) -> String {
        let mut text = "category\tsuccess@1\trecall@10\tverdict\n".to_owned();
        for (name, sums) in self.rows() {
            let Figures { first, recall, verdict } = sums.figures();
            let [first, recall, verdict] = [first, recall, verdict].map(shown);
            text.push_str(&format!("{name}\t{first}\t{recall}\t{verdict}\n"));
        }
        text
    }

    /// What differs from the record by more than `tolerance`.
    ///
    /// # Errors
    /// When the record does not read as one, or names other categories.
    pub(crate) fn compare(&self, record: &str, tolerance: f64) -> anyhow::Result<Compared> {
        let mut recorded: BTreeMap<&str, [Option<f64>; 3]> = BTreeMap::new();
        for line in record.lines().skip(1) {
            let mut fields = line.split('\t');
            let name = fields.next().unwrap_or_default();
            let figures: Vec<Option<f64>> = fields.map(|figure| figure.parse().ok()).collect();
            let figures = figures.try_into().map_err(|_| anyhow!("not four columns: {line}"))?;
            recorded.insert(name, figures);
        }
        let mut compared = Compared::default();
        for (name, sums) in self.rows() {
            let before = recorded.remove(name).with_context(|| format!("not recorded: {name}"))?;
            let Figures { first, recall, verdict } = sums.figures();
            let what = ["success@1", "recall@10", "verdict"];
            for ((what, now), before) in what.into_iter().zip([first, recall, verdict]).zip(before)
            {
                let (Some(now), Some(before)) = (now, before) else { continue };
                let line = format!("{name} {what} {before:.3} -> {now:.3}");
                if now < before - tolerance {
                    compared.worse.push(line);
                } else if now > before + tolerance {
                    compared.better.push(line);
                }
            }
        }
        if let Some(name) = recorded.keys().next() {
            return Err(anyhow!("recorded, but not measured: {name}"));
        }
        Ok(compared)
    }

    fn rows(&self) -> impl Iterator<Item = (&str, &Sums)> {
        let categories = self.categories.iter().map(|(name, sums)| (name.as_str(), sums));
        categories.chain([("OVERALL", &self.all)])
    }
}

/// Figures that moved.
#[derive(Default)]
pub(crate) struct Compared {
    pub(crate) better: Vec<String>,
    pub(crate) worse: Vec<String>,
}

impl fmt::Display for Measured {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            f,
            "{:21} {:>5} {:>9} {:>9} {:>7} {:>8} {:>6} {:>8} {:>8}",
            "category",
            "n",
            "success@1",
            "recall@10",
            "MRR@10",
            "verdict",
            "empty",
            "mean µs",
            "p95 µs"
        )?;
        for (name, sums) in self.rows() {
            let Figures { first, recall, verdict } = sums.figures();
            let rank = share(sums.reciprocal_rank, sums.sought);
            let empty = share(sums.empty as f64, sums.count);
            let [first, recall, rank, verdict, empty] =
                [first, recall, rank, verdict, empty].map(shown);
            let (mean, late) = (mean(&sums.times), late(&sums.times));
            writeln!(
                f,
                "{name:21} {:5} {first:>9} {recall:>9} {rank:>7} {verdict:>8} {empty:>6} {mean:8} {late:8}",
                sums.count
            )?;
        }
        writeln!(
            f,
            "false_clear {} {}   wrong_clear {} {}   托管 {}",
            self.false_clear.len(),
            self.false_clear.join(" "),
            self.wrong_clear.len(),
            self.wrong_clear.join(" "),
            self.childcare
        )
    }
}

/// The rules of the sets call a 托管 row in order *approved*; the domain says *restricted*.
fn is_apart(query: &Query, outcome: &Outcome) -> bool {
    query.expected == Verdict::Approved && outcome.is_childcare
}

pub(crate) const FAILURE_HEADING: &str =
    "qid\tcategory\tquery\trelevant\texpected\tfound\tverdict\n";

/// A line on a query whose first result or verdict is not as expected.
pub(crate) fn failure(query: &Query, outcome: &Outcome) -> Option<String> {
    let is_first = outcome.found.first().is_some_and(|code| query.relevant.contains(code));
    let is_right = outcome.verdict == Some(query.expected) || is_apart(query, outcome);
    if is_right && (query.relevant.is_empty() || is_first) {
        return None;
    }
    let first_three = |codes: &[String]| codes[..codes.len().min(3)].join("|");
    let Query { id, category, words, relevant, expected } = query;
    let (relevant, expected) = (first_three(relevant), expected.code());
    let (found, verdict) = (first_three(&outcome.found), outcome.verdict.map_or("", Verdict::code));
    Some(format!("{id}\t{category}\t{words}\t{relevant}\t{expected}\t{found}\t{verdict}\n"))
}

fn share(sum: f64, of: usize) -> Option<f64> {
    (of > 0).then(|| sum / of as f64)
}

fn shown(figure: Option<f64>) -> String {
    figure.map_or_else(|| "-".to_owned(), |figure| format!("{figure:.3}"))
}

fn mean(times: &[Duration]) -> u128 {
    times.iter().sum::<Duration>().as_micros() / times.len().max(1) as u128
}

fn late(times: &[Duration]) -> u128 {
    let mut times = times.to_vec();
    times.sort_unstable();
    times.get(times.len() * 95 / 100).copied().unwrap_or_default().as_micros()
}
