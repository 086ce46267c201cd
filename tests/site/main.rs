//! The whole way: real files, real databases, the real binary over real HTTP, a real browser.

mod browser;
mod console;
mod drafts;
mod elsewhere;
mod face;
mod journey;
mod people;
mod permanence;
mod releases;
mod school;
mod serving;
mod support;
