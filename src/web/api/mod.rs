//! JSON API, version 1. Its types are its own: a field renamed inside changes nothing that others read.

pub mod facets;
pub mod institutions;
pub mod problem;
pub mod regions;
pub mod releases;
pub mod search;
pub mod stats;
pub mod types;
