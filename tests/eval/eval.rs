//! Measures how well queries are answered; see `tests/eval/README.md`.
//!
//! ```sh
//! cargo run --release --example eval                                      # the small set of the tests
//! cargo run --release --example eval -- --index DIR --queries FILE
//! cargo run --release --example eval -- --list LIST.csv --queries FILE    # indexes the list first
//! cargo run --release --example eval -- make --list LIST.csv > queries.tsv
//! ```
#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a program for the terminal")]

mod asked;
mod indexed;
#[path = "../full_size/invented/mod.rs"]
mod invented;
#[path = "../full_size/listed.rs"]
mod listed;
mod made;
mod measured;
#[path = "../full_size/opened.rs"]
mod opened;
mod small;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Parser, Subcommand};
use jiff::civil::Date;
use mingce::search::Index;

use asked::{Outcome, Query};
use measured::{Measured, failure};

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

#[derive(Parser)]
#[command(about = "Measures how well queries are answered")]
#[command(args_conflicts_with_subcommands = true)]
struct Args {
    #[command(subcommand)]
    command: Option<Command>,
    /// An index directory, as `serve` keeps one
    #[arg(long, requires = "queries", conflicts_with = "list")]
    index: Option<PathBuf>,
    /// A list to be indexed first (.csv, .csv.gz)
    #[arg(long, requires = "queries")]
    list: Option<PathBuf>,
    /// A set of queries; without one, the small set of the tests
    #[arg(long)]
    queries: Option<PathBuf>,
    /// The record to compare with; that of the repository for the set
    #[arg(long, value_name = "FILE", conflicts_with = "record")]
    compare: Option<PathBuf>,
    /// Writes a record in place of comparing with one
    #[arg(long, value_name = "FILE")]
    record: Option<PathBuf>,
    /// Writes the queries that were answered otherwise than expected
    #[arg(long, value_name = "FILE")]
    failures: Option<PathBuf>,
    #[arg(long, default_value_t = small::TODAY)]
    today: Date,
}

#[derive(Subcommand)]
enum Command {
    /// Makes a new set out of a list
    Make {
        #[arg(long)]
        list: PathBuf,
        /// Another seed gives another set
        #[arg(long, default_value_t = 1)]
        seed: u64,
        #[arg(long, default_value_t = 60)]
        per_category: usize,
    },
}

/// Less than one query of sixty: the same set on the same list does not move by chance.
const TOLERANCE: f64 = 0.005;

fn main() -> anyhow::Result<ExitCode> {
    let args = Args::parse();
    if let Some(Command::Make { list, seed, per_category }) = args.command {
        let set = made::make(&made::List::read(opened::open(&list)?)?, seed, per_category);
        for category in made::short_of(&set, per_category) {
            eprintln!("the list gives fewer: {category}");
        }
        print!("{}", asked::written(&set));
        return Ok(ExitCode::SUCCESS);
    }
    let mut failures = measured::FAILURE_HEADING.to_owned();
    let note = |query: &Query, outcome: &Outcome| failures.extend(failure(query, outcome));
    let (measured, usual) = match &args.queries {
        None => (small::evaluate(note)?, "recorded_4k.tsv"),
        Some(queries) => {
            let set = asked::read(&fs::read_to_string(queries)?)?;
            let made = tempfile::tempdir()?;
            let index = index(&args, made.path())?;
            (measured::measure(&index.reader(), &set, args.today, note), "recorded_400k.tsv")
        }
    };
    print!("{measured}");
    if let Some(path) = &args.failures {
        fs::write(path, failures)?;
    }
    let is_fit = match &args.record {
        Some(path) => {
            fs::write(path, measured.record())?;
            true
        }
        None => {
            let usual = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/eval").join(usual);
            compare(&measured, &fs::read_to_string(args.compare.unwrap_or(usual))?)?
        }
    };
    let is_safe = measured.false_clear.is_empty();
    Ok(if is_fit && is_safe { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn index(args: &Args, made: &Path) -> anyhow::Result<Index> {
    match (&args.index, &args.list) {
        (Some(dir), _) => Ok(Index::open(dir, indexed::regions())?),
        (None, Some(list)) => indexed::indexed(opened::open(list)?, made),
        (None, None) => anyhow::bail!("--queries needs --index or --list"),
    }
}

/// Whether nothing became worse.
fn compare(measured: &Measured, record: &str) -> anyhow::Result<bool> {
    let compared = measured.compare(record, TOLERANCE)?;
    for line in &compared.better {
        println!("better  {line}");
    }
    for line in &compared.worse {
        println!("worse   {line}");
    }
    if compared.better.is_empty() && compared.worse.is_empty() {
        println!("as recorded");
    }
    Ok(compared.worse.is_empty())
}
