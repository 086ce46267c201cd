//! One JSON object a line, with the keys in the order of the columns.

use std::io::Write;

use serde::ser::{Serialize, SerializeMap as _, Serializer};

use super::columns::{COLUMNS, Cell};
use crate::publish::PublishError;

struct Line<'a>(&'a [Cell<'a>]);

impl Serialize for Line<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut line = serializer.serialize_map(Some(COLUMNS.len()))?;
        for (column, cell) in COLUMNS.iter().zip(self.0) {
            match cell {
                Cell::Empty => line.serialize_entry(column.key, &())?,
                Cell::Text(text) => line.serialize_entry(column.key, text)?,
                Cell::Word(code, _) => line.serialize_entry(column.key, code)?,
                Cell::Day(day) => line.serialize_entry(column.key, day)?,
                Cell::Number(number) => line.serialize_entry(column.key, number)?,
            }
        }
        line.end()
    }
}

pub(super) fn write(out: &mut (dyn Write + Send), row: &[Cell<'_>]) -> Result<(), PublishError> {
    serde_json::to_writer(&mut *out, &Line(row)).map_err(std::io::Error::from)?;
    Ok(out.write_all(b"\n")?)
}
