//! What can go wrong with an index.

use std::io;
use std::path::PathBuf;

use tantivy::TantivyError;
use tantivy::directory::error::{LockError, OpenDirectoryError, OpenReadError};
use thiserror::Error;

use super::schema::FORMAT;

/// Why an index cannot be opened, read anew or written. After the first three the caller makes a
/// new one with [`super::Index::create`]: the index can always be rebuilt from the store.
#[derive(Debug, Error)]
pub enum SearchError {
    #[error("there is no index in {}", .0.display())]
    Missing(PathBuf),
    #[error("the index is damaged: {0}")]
    Damaged(String),
    /// `found` is 0 where the version cannot be told.
    #[error("the index has format {found}, this program reads format {FORMAT}")]
    OtherVersion { found: u32 },
    /// This or another process holds the writer's lock.
    #[error("the index is being written by somebody else")]
    Locked,
    #[error("the index cannot be read or written: {0}")]
    Io(#[from] io::Error),
}

impl From<TantivyError> for SearchError {
    #[expect(clippy::wildcard_enum_match_arm, reason = "whatever else tantivy reports is damage")]
    fn from(error: TantivyError) -> Self {
        match error {
            TantivyError::LockFailure(LockError::LockBusy, _) => Self::Locked,
            TantivyError::LockFailure(LockError::IoError(error), _)
            | TantivyError::IoError(error) => io_error(&error),
            TantivyError::IncompatibleIndex(_)
            | TantivyError::OpenReadError(OpenReadError::IncompatibleIndex(_)) => {
                Self::OtherVersion { found: 0 }
            }
            TantivyError::OpenDirectoryError(OpenDirectoryError::DoesNotExist(path)) => {
                Self::Missing(path)
            }
            other => Self::Damaged(other.to_string()),
        }
    }
}

/// A file that ends too early is damage; a full disk or a missing right is not.
fn io_error(error: &io::Error) -> SearchError {
    use io::ErrorKind::{InvalidData, InvalidInput, UnexpectedEof};
    let kind = error.kind();
    if matches!(kind, UnexpectedEof | InvalidData | InvalidInput) {
        SearchError::Damaged(error.to_string())
    } else {
        SearchError::Io(io::Error::new(kind, error.to_string()))
    }
}
