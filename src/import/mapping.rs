//! What the one who uploads says of a file's columns, and how it is written down for the next file.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use thiserror::Error;

use crate::domain::listing::Field;

use super::columns::{field_of, key};

/// Where a sheet's headings stand, as its uploader says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HeaderRow {
    /// 1-based, as Excel counts; the upper one where headings take two lines.
    At(u32),
    /// The sheet has none: its first row is an institution.
    Nowhere,
}

/// What headings mean, as the uploader says. It goes before what we make of them ourselves.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mapping {
    /// By [`heading_key`]; `None`: the column is passed over.
    columns: BTreeMap<String, Option<Field>>,
    /// What was said of another file. It never goes before what we know for certain.
    remembered: BTreeMap<String, Option<Field>>,
    /// By the sheet's place in the file.
    header_rows: BTreeMap<u16, HeaderRow>,
}

/// A line that [`Mapping::to_lines`] never wrote; counted from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("line {line} of a mapping cannot be read")]
pub struct UnreadMapping {
    pub line: usize,
}

/// How headings are compared: without spaces, in half width, without the mark of what must be filled
/// in. A column without a heading has the key `@` and its letters.
pub fn heading_key(heading: &str) -> String {
    key(heading)
}

impl Mapping {
    /// Says nothing.
    pub const EMPTY: &'static Self = &Self {
        columns: BTreeMap::new(),
        remembered: BTreeMap::new(),
        header_rows: BTreeMap::new(),
    };

    pub fn is_empty(&self) -> bool {
        self.columns.is_empty() && self.remembered.is_empty() && self.header_rows.is_empty()
    }

    /// Says what a heading means; `None`: its column is passed over. `heading` may be its key.
    pub fn set(&mut self, heading: &str, field: Option<Field>) {
        let key = key(heading);
        if !key.is_empty() {
            self.columns.insert(key, field);
        }
    }

    /// Leaves a heading to our own recognition again.
    pub fn unset(&mut self, heading: &str) {
        self.columns.remove(&key(heading));
    }

    /// What was said of a heading in this file; the outer `None`: nothing.
    pub fn of(&self, heading: &str) -> Option<Option<Field>> {
        if self.columns.is_empty() {
            return None;
        }
        self.columns.get(&key(heading)).copied()
    }

    /// What was said of a heading in another file, where nothing was said in this one; the outer
    /// `None`: nothing.
    fn remembered(&self, heading: &str) -> Option<Option<Field>> {
        if self.remembered.is_empty() {
            return None;
        }
        self.remembered.get(&key(heading)).copied()
    }

    /// Every heading's key, and what it means, as said of this file.
    pub fn columns(&self) -> impl Iterator<Item = (&str, Option<Field>)> {
        self.columns.iter().map(|(key, field)| (key.as_str(), *field))
    }

    pub fn set_header_row(&mut self, sheet: u16, row: HeaderRow) {
        self.header_rows.insert(sheet, row);
    }

    /// `None`: nothing was said.
    pub fn header_row(&self, sheet: u16) -> Option<HeaderRow> {
        self.header_rows.get(&sheet).copied()
    }

    /// What can be taken over for another file: what was said of this one about headings that have
    /// words. Where headings stand, and what columns without a heading hold, is true of one file only.
    pub fn to_remember(&self) -> Self {
        let named = self.columns.iter().filter(|(key, _)| !key.starts_with('@'));
        let columns = named.map(|(key, field)| (key.clone(), *field)).collect();
        Self { columns, ..Self::default() }
    }

    /// The same, said of another file.
    #[must_use]
    pub fn as_remembered(&self) -> Self {
        let mut remembered = self.remembered.clone();
        remembered.extend(self.columns.clone());
        Self { remembered, ..Self::default() }
    }

    /// This mapping, and `other` where this one says nothing.
    pub fn or(&self, other: &Self) -> Self {
        let mut both = other.clone();
        both.columns.extend(self.columns.clone());
        both.remembered.extend(self.remembered.clone());
        both.header_rows.extend(self.header_rows.clone());
        both
    }

    /// The mapping as lines of text, for a store.
    pub fn to_lines(&self) -> String {
        let mut lines = String::new();
        // Writing to a String cannot fail.
        for (key, field) in &self.columns {
            let field = field.map_or("-", Field::code);
            let _ = writeln!(lines, "heading\t{field}\t{key}");
        }
        for (key, field) in &self.remembered {
            let field = field.map_or("-", Field::code);
            let _ = writeln!(lines, "remembered\t{field}\t{key}");
        }
        for (sheet, row) in &self.header_rows {
            let _ = match row {
                HeaderRow::At(row) => writeln!(lines, "header_row\t{sheet}\t{row}"),
                HeaderRow::Nowhere => writeln!(lines, "header_row\t{sheet}\t-"),
            };
        }
        lines
    }

    /// Reads what [`Mapping::to_lines`] wrote.
    ///
    /// # Errors
    /// Names the first line that it did not write.
    pub fn from_lines(lines: &str) -> Result<Self, UnreadMapping> {
        let mut mapping = Self::default();
        for (at, line) in lines.lines().enumerate().filter(|(_, line)| !line.is_empty()) {
            mapping.take_line(line).ok_or(UnreadMapping { line: at + 1 })?;
        }
        Ok(mapping)
    }

    fn take_line(&mut self, line: &str) -> Option<()> {
        let mut parts = line.splitn(3, '\t');
        match (parts.next()?, parts.next()?, parts.next()?) {
            (said @ ("heading" | "remembered"), field, key) => {
                let field = if field == "-" { None } else { Some(Field::from_code(field)?) };
                let of = if said == "heading" { &mut self.columns } else { &mut self.remembered };
                (!key.is_empty()).then(|| of.insert(key.to_owned(), field))?;
            }
            ("header_row", sheet, "-") => {
                self.header_rows.insert(sheet.parse().ok()?, HeaderRow::Nowhere);
            }
            ("header_row", sheet, row) => {
                self.header_rows.insert(sheet.parse().ok()?, HeaderRow::At(row.parse().ok()?));
            }
            _ => return None,
        }
        Some(())
    }
}

/// What headings mean: what the uploader says of this file, then what we know for certain, then what
/// was said of another file, then what we guess.
#[derive(Clone, Copy)]
pub(super) struct Headings<'a> {
    pub(super) mapping: &'a Mapping,
}

/// What a heading means, and who says so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Meaning {
    /// The uploader; `None`: to be passed over.
    Said(Option<Field>),
    /// We, and how sure that is: 0 is surest, [`Headings::UNSURE`] is a guess by parts of words.
    Known(Field, usize),
    /// We, for certain, and something else was said of another file: to be asked again.
    Disputed(Field, usize),
    Unknown,
}

impl Headings<'_> {
    pub(super) const UNSURE: usize = 100;

    pub(super) fn meaning(&self, heading: &str) -> Meaning {
        if let Some(said) = self.mapping.of(heading) {
            return Meaning::Said(said);
        }
        match (self.mapping.remembered(heading), field_of(heading)) {
            (Some(said), Some((field, rank))) if rank < Self::UNSURE && said != Some(field) => {
                Meaning::Disputed(field, rank)
            }
            (Some(said), _) => Meaning::Said(said),
            (None, Some((field, rank))) => Meaning::Known(field, rank),
            (None, None) => Meaning::Unknown,
        }
    }

    /// The field that a heading names, to see where headings stand: one that is to be passed over is
    /// a heading all the same.
    pub(super) fn field_of(&self, heading: &str) -> Option<(Field, usize)> {
        match self.meaning(heading) {
            Meaning::Said(Some(field)) => Some((field, 0)),
            Meaning::Said(None) => field_of(heading),
            Meaning::Known(field, rank) | Meaning::Disputed(field, rank) => Some((field, rank)),
            Meaning::Unknown => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mapping_is_read_back_from_its_lines() {
        let mut mapping = Mapping::default();
        mapping.set("办学 单位*", Some(Field::Name));
        mapping.set("序号", None);
        mapping.set("@B", Some(Field::Uscc));
        mapping.set_header_row(0, HeaderRow::At(3));
        mapping.set_header_row(2, HeaderRow::Nowhere);
        mapping.set("  ", Some(Field::Phone));
        let lines = mapping.to_lines();
        assert_eq!(
            lines,
            "heading\tuscc\t@B\nheading\tname\t办学单位\nheading\t-\t序号\n\
             header_row\t0\t3\nheader_row\t2\t-\n"
        );
        assert_eq!(Mapping::from_lines(&lines), Ok(mapping.clone()));
        assert_eq!(mapping.to_remember().to_lines(), "heading\tname\t办学单位\nheading\t-\t序号\n");
        assert_eq!(Mapping::from_lines(""), Ok(Mapping::default()));
    }

    #[test]
    fn a_line_that_nobody_wrote_is_told() {
        for lines in [
            "heading\tname\t名\nheading\tnothing\t名",
            "heading\tname\t名\nheader_row\t0\tx",
            "heading\tname\t名\nheading\tname",
            "heading\tname\t名\nheading\tname\t",
        ] {
            assert_eq!(Mapping::from_lines(lines), Err(UnreadMapping { line: 2 }), "{lines}");
        }
    }

    #[test]
    fn what_was_said_of_another_file_never_goes_before_what_we_know_for_certain() {
        let mut said = Mapping::default();
        said.set("状态", None);
        said.set("抬头", Some(Field::Name));
        said.set("机构名称", Some(Field::Name));
        let of_this_file = said.clone();
        let remembered = said.as_remembered();
        assert_eq!(Mapping::from_lines(&remembered.to_lines()), Ok(remembered.clone()));
        let meaning = |mapping: &Mapping, heading: &str| Headings { mapping }.meaning(heading);
        assert!(matches!(meaning(&remembered, "状态"), Meaning::Disputed(Field::Status, _)));
        assert_eq!(meaning(&remembered, "抬头"), Meaning::Said(Some(Field::Name)));
        assert_eq!(meaning(&remembered, "机构名称"), Meaning::Said(Some(Field::Name)));
        assert_eq!(meaning(&of_this_file, "状态"), Meaning::Said(None));
        // What was remembered is not said again by this file.
        assert!(remembered.to_remember().is_empty());
    }

    #[test]
    fn what_is_said_of_this_file_goes_before_what_was_remembered() {
        let (mut now, mut before) = (Mapping::default(), Mapping::default());
        before.set("单位", Some(Field::Regulator));
        before.set("其他", None);
        now.set("单位", Some(Field::Name));
        let both = now.or(&before);
        assert_eq!(both.of("单 位"), Some(Some(Field::Name)));
        assert_eq!((both.of("其他"), both.of("地址")), (Some(None), None));
    }
}
