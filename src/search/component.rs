//! The records of a segment in a file of their own, which lies in memory by `mmap` and is read in
//! place: a hit is a slice, and opening an index of any size costs no more than mapping it.
//!
//! tantivy writes, merges, checks and deletes the file together with the segment's other ones.
//! Layout: the records one after another, then the end of each (u64, little endian), then how many (u64).

use std::any::Any;
use std::io::Write;

use tantivy::directory::{OwnedBytes, TerminatingWrite, WritePtr};
use tantivy::index::SegmentComponent;
use tantivy::indexer::DocIdMapping;
use tantivy::indexer::doc_id_mapping::MappingType;
use tantivy::plugin::{PluginMergeContext, PluginWriter, PluginWriterContext, SegmentPlugin};
use tantivy::schema::Schema;
use tantivy::schema::document::ErasedDocument;
use tantivy::{DocId, Segment, SegmentReader, TantivyError};

use super::row::Row;

const EXTENSION: &str = "records";

fn component() -> SegmentComponent {
    SegmentComponent::Custom(EXTENSION.to_owned())
}

/// What makes tantivy keep the file.
pub(super) struct RecordsPlugin;

impl SegmentPlugin for RecordsPlugin {
    fn extensions(&self) -> &[&str] {
        &[EXTENSION]
    }

    fn create_writer(
        &self,
        context: &PluginWriterContext<'_>,
    ) -> tantivy::Result<Box<dyn PluginWriter>> {
        Ok(Box::new(RecordsWriter::open(context.segment)?))
    }

    fn merge(&self, context: PluginMergeContext<'_>) -> tantivy::Result<()> {
        match context.doc_id_mapping.mapping_type() {
            MappingType::Stacked | MappingType::StackedWithDeletes => {}
            MappingType::Shuffled => {
                return Err(TantivyError::InvalidArgument("records are kept in order".into()));
            }
        }
        let mut writer = RecordsWriter::open(context.target_segment)?;
        for reader in context.readers {
            let records = Records::open(reader)?;
            for doc in reader.doc_ids_alive() {
                writer.push(records.get(doc).unwrap_or_default())?;
            }
        }
        writer.finish()
    }
}

struct RecordsWriter {
    file: WritePtr,
    ends: Vec<u64>,
}

impl RecordsWriter {
    fn open(segment: &Segment) -> tantivy::Result<Self> {
        Ok(Self { file: segment.open_write(component())?, ends: Vec::new() })
    }

    fn push(&mut self, record: &[u8]) -> tantivy::Result<()> {
        self.file.write_all(record)?;
        self.ends.push(self.ends.last().copied().unwrap_or_default() + record.len() as u64);
        Ok(())
    }

    fn finish(mut self) -> tantivy::Result<()> {
        for end in &self.ends {
            self.file.write_all(&end.to_le_bytes())?;
        }
        self.file.write_all(&(self.ends.len() as u64).to_le_bytes())?;
        self.file.terminate()?;
        Ok(())
    }
}

impl PluginWriter for RecordsWriter {
    fn add_document(
        &mut self,
        _doc: DocId,
        document: &dyn ErasedDocument,
        _schema: &Schema,
    ) -> tantivy::Result<()> {
        let row = document.as_any().downcast_ref::<Row>().ok_or_else(|| {
            TantivyError::InvalidArgument("only rows are written to this index".into())
        })?;
        self.push(row.record())
    }

    fn serialize(
        self: Box<Self>,
        _segment: &Segment,
        mapping: Option<&DocIdMapping>,
    ) -> tantivy::Result<()> {
        if mapping.is_some() {
            return Err(TantivyError::InvalidArgument("records are kept in order".into()));
        }
        self.finish()
    }

    fn mem_usage(&self) -> usize {
        self.ends.len() * size_of::<u64>()
    }

    fn as_any(&self) -> &dyn Any {
        self
    }

    fn as_any_mut(&mut self) -> &mut dyn Any {
        self
    }
}

/// The records of one segment.
pub(super) struct Records {
    file: OwnedBytes,
    /// Where the table of ends begins.
    table: usize,
    count: usize,
}

impl Records {
    /// # Errors
    /// When the file is not there, or its table does not fit into it.
    pub(super) fn open(reader: &SegmentReader) -> tantivy::Result<Self> {
        let file = reader.open_read(component())?.read_bytes()?;
        let bad = || TantivyError::InternalError("the table of records does not fit".into());
        let count_at = file.len().checked_sub(8).ok_or_else(bad)?;
        let count = usize::try_from(number(&file, count_at)).map_err(|_| bad())?;
        let table = count.checked_mul(8).and_then(|size| count_at.checked_sub(size));
        let records = Self { table: table.ok_or_else(bad)?, count, file };
        let is_whole = records.count == reader.max_doc() as usize
            && records.end(records.count) == records.table;
        if is_whole { Ok(records) } else { Err(bad()) }
    }

    /// `None`: there is no such document, or the table is broken.
    pub(super) fn get(&self, doc: DocId) -> Option<&[u8]> {
        let doc = doc as usize;
        if doc >= self.count {
            return None;
        }
        self.file.get(self.end(doc)..self.end(doc + 1))
    }

    /// Where the first `count` records end.
    fn end(&self, count: usize) -> usize {
        match count.checked_sub(1) {
            None => 0,
            Some(last) => {
                usize::try_from(number(&self.file, self.table + 8 * last)).unwrap_or(usize::MAX)
            }
        }
    }
}

fn number(file: &[u8], at: usize) -> u64 {
    let bytes: [u8; 8] =
        file.get(at..at + 8).and_then(|bytes| bytes.try_into().ok()).unwrap_or_default();
    u64::from_le_bytes(bytes)
}
