//! What several integration tests need.

pub mod databases;
pub mod listings;
pub mod process;
