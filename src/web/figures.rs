//! The register in numbers, counted once a release and day, off the threads that answer requests.

use std::sync::{Arc, Mutex, PoisonError};

use jiff::civil::Date;
use tokio::sync::OnceCell;

use super::error::Error;
use crate::domain::figures::{Counting, Figures};
use crate::domain::release::ReleaseId;
use crate::search::{Reader, SearchError};

/// The newest figures, or who is counting them; empty until somebody asks.
#[derive(Clone, Debug, Default)]
pub struct Cache {
    newest: Arc<Mutex<Option<Held>>>,
    /// Counting takes a processor for a second; while release follows release, one at a time.
    turn: Arc<tokio::sync::Mutex<()>>,
}

#[derive(Clone, Debug)]
struct Held {
    release: ReleaseId,
    day: Date,
    figures: Arc<OnceCell<Arc<Figures>>>,
}

impl Cache {
    /// Who asks while somebody else has them counted waits for the same numbers.
    ///
    /// # Errors
    /// [`Error::Internal`] when the index is damaged.
    pub async fn of(&self, reader: &Arc<Reader>, day: Date) -> Result<Arc<Figures>, Error> {
        let cell = self.cell(reader.release(), day);
        let counted = cell.get_or_try_init(|| async {
            let reader = Arc::clone(reader);
            let turn = Arc::clone(&self.turn).lock_owned().await;
            let counting = tokio::task::spawn_blocking(move || {
                // Held to the end, even when nobody waits for the numbers any more.
                let _turn = turn;
                count(&reader, day)
            });
            match counting.await {
                Ok(Ok(figures)) => Ok(Arc::new(figures)),
                Ok(Err(error)) => {
                    tracing::error!("the register cannot be counted: {error}");
                    Err(Error::Internal)
                }
                Err(_) => Err(Error::Internal),
            }
        });
        counted.await.cloned()
    }

    fn cell(&self, release: ReleaseId, day: Date) -> Arc<OnceCell<Arc<Figures>>> {
        let mut held = self.newest.lock().unwrap_or_else(PoisonError::into_inner);
        match held.as_ref() {
            Some(held) if held.release == release && held.day == day => Arc::clone(&held.figures),
            Some(_) | None => {
                let figures = Arc::default();
                *held = Some(Held { release, day, figures: Arc::clone(&figures) });
                figures
            }
        }
    }
}

fn count(reader: &Reader, day: Date) -> Result<Figures, SearchError> {
    let mut counting = Counting::new(reader.directory(), day);
    reader.for_each_outline(day, |institution| counting.add(institution))?;
    Ok(counting.finish(reader.release()))
}
