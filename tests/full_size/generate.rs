//! Writes a large [invented] list to standard output, for measurements at full size.
//!
//! ```sh
//! cargo run --release --example generate -- --rows 400000 > list.csv
//! ```

mod invented;

use std::io;

use clap::Parser;

#[derive(Parser)]
#[command(about = "Writes a large invented list as CSV")]
struct Args {
    #[command(flatten)]
    wanted: invented::Wanted,
}

/// A reader that has seen enough (`| head`) is no failure.
fn main() -> anyhow::Result<()> {
    match invented::write(&Args::parse().wanted, io::stdout().lock()) {
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
