//! 明册 mingce: a public register in which a parent finds out, before paying, whether an
//! off-campus training institution is approved.
//!
//! Each line may use what stands above it, never below; siblings on one line do not use each other.
//! `tests/architecture.rs` checks the arrows.
//!
//! ```text
//! domain/                     pure: no I/O, no async, no clock
//! import/   store/   search/  spreadsheets, SQL, tantivy (each: domain only)
//! publish/                    checks, then a release, then the live snapshot
//! web/      cli/              pages and API, commands
//! main.rs   config.rs         wiring; values are handed down, never read below
//! ```

pub mod cli;
pub mod config;
pub mod domain;
pub mod import;
pub mod publish;
pub mod search;
pub mod store;
pub mod web;
