//! What several integration tests need.

pub(crate) mod browser;
pub(crate) mod databases;
pub(crate) mod listings;
pub(crate) mod office;
pub(crate) mod process;
