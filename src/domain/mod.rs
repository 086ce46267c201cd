//! The field itself: pure rules over values. No I/O, no clock, no async; whoever calls passes the day in.
//!
//! | what | where |
//! |---|---|
//! | codes and numbers that identify | [`uscc`], [`permit`], [`region`], [`regulator`] (and [`regulator_details`]), [`institution`] |
//! | what a list says | [`listing`] by [`field`], [`category`], [`status`] |
//! | what the public is told | [`verdict`] of an institution, [`answer`] to words typed |
//! | the register in numbers | [`figures`] |
//! | who works in the console, and what they did | [`account`], [`session`], [`password`], [`audit`], [`token`], [`setting`] |
//! | how lists change | [`release`], [`changes`], [`public_changes`], [`matching`], [`digest`] |
//! | what waits for a bureau, and its report | [`duties`], [`report`] |
//! | what is wrong with a file | [`checks`] |
//! | when two names are the same | [`text`] |
//! | names that somebody pasted | [`pasted`] |

pub mod account;
pub mod alarms;
pub mod answer;
pub mod audit;
pub mod category;
pub mod changes;
pub mod checks;
pub mod digest;
pub mod directory;
pub mod doubts;
pub mod duties;
pub mod effects;
pub mod elsewhere;
pub mod field;
pub mod figures;
pub mod institution;
pub mod listing;
pub mod matching;
pub mod password;
pub mod pasted;
pub mod permit;
pub mod public_changes;
pub mod region;
pub mod regulator;
pub mod regulator_details;
pub mod release;
pub mod report;
pub mod review;
pub mod session;
pub mod setting;
pub mod status;
pub mod text;
pub mod token;
pub mod urgent;
pub mod uscc;
pub mod verdict;
