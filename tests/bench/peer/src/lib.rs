//! What the search is measured with: a peer, a load client and a maker of queries.
pub mod engine;
pub mod list;
pub mod options;
pub mod random;
