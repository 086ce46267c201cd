//! Shared pieces of pages: plain functions of domain values.

pub mod alike;
pub mod checklist;
pub mod conclusion;
pub mod contacts;
pub mod icon;
pub mod next_step;
pub mod pager;
pub mod panel;
pub mod place;
pub mod qr;
pub mod quoted;
pub mod row;
pub mod search_box;
pub mod share;
pub mod source;
