//! Writes a large invented list to standard output, for measurements at full size.
//!
//! ```sh
//! cargo run --release --example generate -- --rows 400000 > list.csv
//! ```
//!
//! The columns and proportions are those of the lists that bureaus send: 92 % on the approved list,
//! names that are shared between districts, names one character away from another's, permits that
//! ended. Nobody is accused: names, codes, people and reasons are random. The same arguments give
//! the same bytes, and up to 400,000 rows a shorter list is the head of a longer one.

mod bureaus;
mod codes;
mod districts;
mod names;
mod parts;
mod random;
mod rows;

use std::io;

use anyhow::ensure;
use clap::Parser;

use districts::districts;
use names::trade_name;
use parts::TRADES;
use random::Random;
use rows::Writer;

#[derive(Parser)]
#[command(about = "Writes a large invented list as CSV")]
struct Args {
    /// Rows to write, the heading not counted
    #[arg(long, default_value_t = 400_000)]
    rows: u64,
    /// Another seed gives another list
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Only this county (six digits)
    #[arg(long)]
    district: Option<String>,
}

/// A full-size list has so many rows; lists up to it use the same share-outs, so that a shorter
/// one is its head.
const FULL_SIZE: u64 = 400_000;
/// Rows of a district are drawn around this, many small and a few very large.
const USUAL_ROWS: u64 = 155;

fn run() -> anyhow::Result<()> {
    let args = Args::parse();
    let mut random = Random::new(args.seed);
    let mut chosen = districts()?;
    if let Some(code) = &args.district {
        chosen.retain(|district| district.code == *code);
        ensure!(!chosen.is_empty(), "no county of today has the code {code}");
    }
    random.shuffle(&mut chosen);
    // The square of an even spread: many small districts, a few three times as large as usual.
    let mut sizes: Vec<u64> = chosen
        .iter()
        .map(|_| 1 + USUAL_ROWS * 3 * random.below(1_001).pow(2) / 1_000_000)
        .collect();
    let total: u64 = sizes.iter().sum();
    if total < args.rows {
        for size in &mut sizes {
            *size = *size * args.rows / total + 1;
        }
    }
    let shared = shared_names(args.rows.max(FULL_SIZE) / 235, &mut random);
    let mut writer = Writer::new(io::stdout().lock(), args.seed, shared)?;
    for (district, size) in chosen.iter().zip(sizes) {
        writer.district(district, size.min(args.rows - writer.written))?;
    }
    writer.finish()?;
    Ok(())
}

/// Names without a place. Some are drawn for one district only; at full size about a thousand end up in several.
fn shared_names(count: u64, random: &mut Random) -> Vec<(usize, String)> {
    (0..count)
        .map(|_| {
            let kind = random.below(TRADES.len() as u64) as usize;
            let trade = &TRADES[kind].1;
            let own: String = trade_name(random).into_iter().collect();
            (kind, format!("{own}{}{}", random.pick(trade.subjects), random.pick(trade.others)))
        })
        .collect()
}

/// A reader that has seen enough (`| head`) is no failure.
fn main() -> anyhow::Result<()> {
    match run() {
        Err(error) if closed(&error) => Ok(()),
        other => other,
    }
}

fn closed(error: &anyhow::Error) -> bool {
    let written = error.downcast_ref::<csv::Error>().and_then(|error| {
        if let csv::ErrorKind::Io(error) = error.kind() { Some(error) } else { None }
    });
    written
        .or_else(|| error.downcast_ref::<io::Error>())
        .is_some_and(|error| error.kind() == io::ErrorKind::BrokenPipe)
}
