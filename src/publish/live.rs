//! STUB, to be dropped at merge: the snapshot that pages read.

use std::sync::Arc;

use crate::search::Reader;

#[derive(Clone, Debug)]
pub struct Live(Arc<Reader>);

#[derive(Clone, Copy, Debug)]
pub struct Health {
    pub is_loaded: bool,
}

impl Live {
    pub fn fixed(reader: Reader) -> Self {
        Self(Arc::new(reader))
    }

    pub fn snapshot(&self) -> Arc<Reader> {
        Arc::clone(&self.0)
    }

    pub fn health(&self) -> Health {
        Health { is_loaded: true }
    }
}
