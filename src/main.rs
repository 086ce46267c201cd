//! Wiring: reads the command line, hands values down, and turns the outcome into an exit code.

use std::process::ExitCode;

use clap::Parser as _;
use mingce::cli::Cli;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    tracing_subscriber::fmt()
        .with_writer(std::io::stderr)
        .with_env_filter(
            tracing_subscriber::EnvFilter::try_from_env("MINGCE_LOG").unwrap_or_else(|_| {
                tracing_subscriber::EnvFilter::new("info,sqlx=error,tantivy=warn")
            }),
        )
        .init();
    Cli::parse().run()
}
