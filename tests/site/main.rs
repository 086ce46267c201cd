//! The whole way: real files, real databases, the real binary over real HTTP, a real browser.

mod browser;
mod console;
mod face;
mod people;
mod releases;
mod serving;
mod support;
