//! A large invented list.
//!
//! The columns and proportions are those of the lists that bureaus send: 92 % on the approved list,
//! names that are shared between districts, names one character away from another's, permits that
//! ended. Nobody is accused: names, codes, people and reasons are random. The same wishes give
//! the same bytes, and up to 400,000 rows a shorter list is the head of a longer one.

mod bureaus;
mod codes;
mod districts;
mod names;
mod parts;
pub(crate) mod random;
mod rows;

use std::io;

use anyhow::ensure;

use districts::districts;
use names::trade_name;
use parts::TRADES;
use random::Random;
use rows::{Shared, Writer};

/// What list is wanted.
#[derive(clap::Args)]
pub(crate) struct Wanted {
    /// Rows to write, the heading not counted
    #[arg(long, default_value_t = 400_000)]
    pub(crate) rows: u64,
    /// Another seed gives another list
    #[arg(long, default_value_t = 1)]
    pub(crate) seed: u64,
    /// Only this county (six digits)
    #[arg(long)]
    pub(crate) district: Option<String>,
    /// Adds two columns that no bureau sends: 字号, and 所教, the word after it
    #[arg(long)]
    pub(crate) parts: bool,
}

/// A full-size list has so many rows; lists up to it use the same share-outs, so that a shorter
/// one is its head.
const FULL_SIZE: u64 = 400_000;
/// Rows of a district are drawn around this, many small and a few very large.
const USUAL_ROWS: u64 = 155;

pub(crate) fn write(wanted: &Wanted, out: impl io::Write) -> anyhow::Result<()> {
    let mut random = Random::new(wanted.seed);
    let mut chosen = districts()?;
    if let Some(code) = &wanted.district {
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
    if total < wanted.rows {
        for size in &mut sizes {
            *size = *size * wanted.rows / total + 1;
        }
    }
    let shared = shared_names(wanted.rows.max(FULL_SIZE) / 235, &mut random);
    let mut writer = Writer::new(out, wanted, shared)?;
    for (district, size) in chosen.iter().zip(sizes) {
        writer.district(district, size.min(wanted.rows - writer.written))?;
    }
    writer.finish()?;
    Ok(())
}

/// Names without a place. Some are drawn for one district only; at full size about a thousand end up in several.
fn shared_names(count: u64, random: &mut Random) -> Vec<Shared> {
    (0..count)
        .map(|_| {
            let kind = random.below(TRADES.len() as u64) as usize;
            let trade = &TRADES[kind].1;
            let own: String = trade_name(random).into_iter().collect();
            let subject = random.pick(trade.subjects);
            let name = format!("{own}{subject}{}", random.pick(trade.others));
            Shared { kind, own, subject, name }
        })
        .collect()
}
