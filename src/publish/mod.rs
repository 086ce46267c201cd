//! Publishing: from what was sent in, over a release, to what everyone reads.

use thiserror::Error;

use crate::domain::release::ReleaseId;
use crate::search::SearchError;
use crate::store::StoreError;

pub mod batch;
mod done;
pub mod draft;
pub mod duties;
pub mod export;
pub mod hours;
mod intake;
pub mod live;
pub mod obstacles;
pub mod one;
mod plan;
pub mod preview;
mod projection;
pub mod reading;
pub mod regulators;
pub mod release;
pub mod report;
pub mod review;
pub mod sheets;
pub mod submission;
pub mod undo;
pub mod verify;
pub mod workshop;

/// What can go wrong on the way from a file to what everyone reads.
#[derive(Debug, Error)]
pub enum PublishError {
    #[error("the store")]
    Store(#[from] StoreError),
    #[error("the index")]
    Index(#[from] SearchError),
    #[error("the database is empty, while the index holds release {index}: is its address right?")]
    EmptyStore { index: ReleaseId },
    #[error("the system gives no random bytes")]
    NoRandomness,
    #[error("writing the export")]
    Write(#[from] std::io::Error),
    #[error("writing the workbook")]
    Workbook(#[source] Box<rust_xlsxwriter::XlsxError>),
}
