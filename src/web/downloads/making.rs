//! One file while it is made and after: written by one thread, read along by many.

use std::fs::File;
use std::io::{self, Read as _, Seek as _, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use axum::body::{Body, Bytes};
use futures_util::StreamExt as _;
use sha2::{Digest as _, Sha256};
use tokio::sync::{OwnedSemaphorePermit, mpsc, watch};

use crate::domain::digest::Digest;
use crate::publish::export::{Wanted, export};
use crate::search::Reader;

const CHUNK_BYTES: usize = 64 * 1024;
/// Chunks that wait for one reader.
const CHUNKS_AHEAD: usize = 2;
/// Whoever does not take a chunk for so long has gone.
const LONGEST_STALL: Duration = Duration::from_secs(60);
/// Nobody holds a place for longer.
const LONGEST_READING: Duration = Duration::from_secs(3600);

/// What is known of a file that is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Facts {
    pub bytes: u64,
    pub rows: u64,
    pub sha256: Digest,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    /// So many bytes can be read.
    Growing(u64),
    Made(Facts),
    Failed,
}

/// A file, made or being made.
#[derive(Debug)]
pub struct Making {
    /// Read and written at places of one's own choice, under the lock.
    file: Mutex<File>,
    state: watch::Sender<State>,
}

impl Making {
    /// Begins to make a file, on a thread of its own. `turn` is given back at the end.
    ///
    /// # Errors
    /// When `folder` takes no file.
    pub(super) fn begin(
        reader: Arc<Reader>,
        wanted: Wanted,
        folder: &Path,
        turn: OwnedSemaphorePermit,
    ) -> io::Result<Arc<Self>> {
        let file = tempfile::tempfile_in(folder)?;
        let making =
            Arc::new(Self { file: Mutex::new(file), state: watch::Sender::new(State::Growing(0)) });
        let out = Growing {
            making: Arc::clone(&making),
            buffer: Vec::with_capacity(CHUNK_BYTES),
            hasher: Sha256::new(),
            bytes: 0,
        };
        let folder: PathBuf = folder.to_owned();
        tokio::task::spawn_blocking(move || {
            let _turn = turn;
            out.make(&reader, &wanted, &folder);
        });
        Ok(making)
    }

    /// Waits until the file is made. `None`: it could not be.
    pub async fn facts(&self) -> Option<Facts> {
        let mut state = self.state.subscribe();
        let settled = state.wait_for(|state| !matches!(state, State::Growing(_))).await;
        match settled.map(|state| *state) {
            Ok(State::Made(facts)) => Some(facts),
            Ok(State::Growing(_) | State::Failed) | Err(_) => None,
        }
    }

    /// The facts, if they are there within `patience`.
    pub async fn facts_within(&self, patience: Duration) -> Option<Facts> {
        tokio::time::timeout(patience, self.facts()).await.ok().flatten()
    }

    pub(super) fn has_failed(&self) -> bool {
        *self.state.borrow() == State::Failed
    }

    pub(super) fn bytes(&self) -> u64 {
        match *self.state.borrow() {
            State::Growing(bytes) | State::Made(Facts { bytes, .. }) => bytes,
            State::Failed => 0,
        }
    }

    /// The file from its first byte, as fast as it grows and is taken. It breaks off when making
    /// fails, so that nobody takes a part for the whole. `place` is given back at the end.
    ///
    /// With a `part`, from its first byte to before its second.
    pub(super) fn body(
        self: &Arc<Self>,
        part: Option<(u64, u64)>,
        place: OwnedSemaphorePermit,
    ) -> Body {
        let (chunks, taken) = mpsc::channel(CHUNKS_AHEAD);
        let file = Arc::clone(self);
        tokio::spawn(async move {
            let _place = place;
            // Whoever is too slow finds the file broken off.
            let _ = tokio::time::timeout(LONGEST_READING, file.hand_over(part, chunks)).await;
        });
        let stream = futures_util::stream::unfold(taken, |mut taken| async {
            taken.recv().await.map(|chunk| (chunk, taken))
        });
        // Whoever compresses asks once more after the end.
        Body::from_stream(stream.fuse())
    }

    async fn hand_over(
        self: Arc<Self>,
        part: Option<(u64, u64)>,
        chunks: mpsc::Sender<io::Result<Bytes>>,
    ) {
        let mut state = self.state.subscribe();
        let (mut at, last) = part.unwrap_or((0, u64::MAX));
        loop {
            let now = *state.borrow_and_update();
            let chunk = match now {
                State::Failed => Some(Err(io::Error::other("the file could not be made"))),
                State::Made(Facts { bytes, .. }) if at >= bytes.min(last) => return,
                State::Growing(bytes) if at >= bytes => None,
                State::Growing(bytes) | State::Made(Facts { bytes, .. }) => {
                    Some(self.read(at, bytes.min(last)).await)
                }
            };
            let Some(chunk) = chunk else {
                // Whoever has gone need not be waited for by the file.
                tokio::select! {
                    changed = state.changed() => if changed.is_err() { return },
                    () = chunks.closed() => return,
                }
                continue;
            };
            let has_failed = chunk.is_err();
            at += chunk.as_ref().map_or(0, |chunk| chunk.len() as u64);
            let sent = tokio::time::timeout(LONGEST_STALL, chunks.send(chunk)).await;
            if has_failed || !matches!(sent, Ok(Ok(()))) {
                return;
            }
        }
    }

    async fn read(self: &Arc<Self>, at: u64, end: u64) -> io::Result<Bytes> {
        let file = Arc::clone(self);
        let reading = tokio::task::spawn_blocking(move || {
            let length = usize::try_from(end - at).unwrap_or(usize::MAX).min(CHUNK_BYTES);
            let mut chunk = vec![0; length];
            let mut file = file.file.lock().unwrap_or_else(PoisonError::into_inner);
            file.seek(SeekFrom::Start(at))?;
            file.read_exact(&mut chunk)?;
            Ok(Bytes::from(chunk))
        });
        reading.await.unwrap_or_else(|error| Err(io::Error::other(error)))
    }
}

/// The writing end.
struct Growing {
    making: Arc<Making>,
    buffer: Vec<u8>,
    hasher: Sha256,
    /// In the file already.
    bytes: u64,
}

impl Growing {
    fn make(mut self, reader: &Reader, wanted: &Wanted, folder: &Path) {
        let rows = export(reader, wanted, &mut self, folder);
        let made = rows.map_err(anyhow::Error::from).and_then(|rows| {
            self.flush()?;
            Ok(rows)
        });
        match made {
            Ok(rows) => {
                let sha256 = Digest(self.hasher.clone().finalize().into());
                let facts = Facts { bytes: self.bytes, rows, sha256 };
                self.making.state.send_replace(State::Made(facts));
            }
            Err(_) if self.is_unwanted() => {}
            Err(error) => tracing::error!("a download was not made: {error:#}"),
        }
    }

    /// Whether everybody has gone.
    fn is_unwanted(&self) -> bool {
        Arc::strong_count(&self.making) == 1
    }
}

impl Write for Growing {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.buffer.extend_from_slice(bytes);
        if self.buffer.len() >= CHUNK_BYTES {
            self.flush()?;
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        if self.is_unwanted() {
            return Err(io::Error::other("nobody wants it any more"));
        }
        if self.buffer.is_empty() {
            return Ok(());
        }
        {
            let mut file = self.making.file.lock().unwrap_or_else(PoisonError::into_inner);
            file.seek(SeekFrom::Start(self.bytes))?;
            file.write_all(&self.buffer)?;
        }
        self.hasher.update(&self.buffer);
        self.bytes += self.buffer.len() as u64;
        self.buffer.clear();
        self.making.state.send_replace(State::Growing(self.bytes));
        Ok(())
    }
}

impl Drop for Growing {
    /// However making ends, nobody waits for ever.
    fn drop(&mut self) {
        self.making.state.send_if_modified(|state| {
            let is_growing = matches!(state, State::Growing(_));
            if is_growing {
                *state = State::Failed;
            }
            is_growing
        });
    }
}
