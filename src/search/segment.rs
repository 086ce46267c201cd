//! What a reader keeps of a segment beside its postings.

use tantivy::columnar::Column;
use tantivy::schema::Field;
use tantivy::{DocId, SegmentReader};

use super::commonest::Commonest;
use super::component::Records;
use super::error::SearchError;
use super::keys::Keys;
use super::marks::Marks;
use super::schema::Fields;

/// Kept for as long as the segment lives; deletions do not change it.
pub(super) struct Kept {
    pub(super) records: Records,
    /// By sound of the name, then by number: no two documents have the same place.
    places: Vec<(u64, u64)>,
    severities: Vec<u8>,
    pub(super) marks: Marks,
    /// Documents of which nothing is public from a day on, few, in their order.
    gone: Vec<(DocId, u64)>,
    /// Of trade names.
    pub(super) trade: Commonest,
    /// Of the letters that lead to them.
    pub(super) spelt: Commonest,
    /// Of trade names with one character left out.
    near: Keys,
    /// Of the sounds of trade names.
    heard: Keys,
    /// Trade names themselves.
    trades: Keys,
    /// Of pairs of characters in names.
    pairs: Keys,
}

impl Kept {
    pub(super) fn load(segment: &SegmentReader, fields: Fields) -> Result<Self, SearchError> {
        let column =
            |name: &str| segment.fast_fields().column_opt::<u64>(name).map_err(SearchError::from);
        let mut gone = Vec::new();
        if let Some(days) = column("gone")?
            && days.min_value() != u64::MAX
        {
            for doc in 0..segment.max_doc() {
                if let Some(day) = days.first(doc).filter(|day| *day != u64::MAX) {
                    gone.push((doc, day));
                }
            }
        }
        let (order, no) = (column("order")?, column("no")?);
        let of = |column: &Option<Column<u64>>, doc| {
            column.as_ref().and_then(|column| column.first(doc)).unwrap_or(u64::MAX)
        };
        // A browse compares the places of all that match; columns would have to unpack each.
        let places = (0..segment.max_doc()).map(|doc| (of(&order, doc), of(&no, doc))).collect();
        let severity = column("severity")?;
        let severities = (0..segment.max_doc())
            .map(|doc| u8::try_from(of(&severity, doc)).unwrap_or(u8::MAX))
            .collect();
        Ok(Self {
            records: Records::open(segment)?,
            places,
            severities,
            marks: Marks::load(segment)?,
            gone,
            trade: Commonest::load(segment, fields.trade)?,
            spelt: Commonest::load(segment, fields.spelt)?,
            near: Keys::load(segment, fields.near)?,
            heard: Keys::load(segment, fields.heard)?,
            trades: Keys::load(segment, fields.trade)?,
            pairs: Keys::load(segment, fields.pairs)?,
        })
    }

    pub(super) fn place(&self, doc: DocId) -> (u64, u64) {
        self.places.get(doc as usize).copied().unwrap_or((u64::MAX, u64::MAX))
    }

    /// How bad the worst is that a list says of it: 0 is a ban.
    pub(super) fn severity(&self, doc: DocId) -> u8 {
        self.severities.get(doc as usize).copied().unwrap_or(u8::MAX)
    }

    /// Whether nothing of it is public on `day`, a [number](super::row::day_number).
    pub(super) fn is_gone(&self, doc: DocId, day: u64) -> bool {
        self.gone
            .binary_search_by_key(&doc, |(doc, _)| *doc)
            .ok()
            .and_then(|at| self.gone.get(at))
            .is_some_and(|(_, from)| *from <= day)
    }

    /// Whether the field may have a term, or a key that leads to trade names; `false` is certain.
    pub(super) fn may_have(&self, (field, fields): (Field, Fields), key: &str) -> bool {
        let keys = [
            (fields.near, &self.near),
            (fields.heard, &self.heard),
            (fields.trade, &self.trades),
            (fields.pairs, &self.pairs),
        ];
        let keys = keys.into_iter().find(|(own, _)| *own == field);
        keys.is_none_or(|(_, keys)| keys.may_have(key))
    }

    pub(super) fn has_gone(&self) -> bool {
        !self.gone.is_empty()
    }
}
