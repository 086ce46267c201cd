//! STUB, to be dropped at merge.

pub mod live;
