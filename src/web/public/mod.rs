//! Pages for everybody: a handler reads, asks, renders; a view is a plain function.

pub mod about;
pub mod absent;
pub mod accessibility;
pub mod badge;
pub mod brief;
pub mod check;
pub mod data;
pub mod embed;
pub mod frames;
pub mod guide;
pub mod home;
pub mod institution;
pub mod linked;
pub mod listings;
pub mod lookup;
pub mod narrow;
pub mod notice;
pub mod qr;
pub mod region_pick;
pub mod regions;
pub mod release_diff;
pub mod releases;
pub mod report;
pub mod search;
pub mod stats;
pub mod trouble;
