//! What a file's columns look like, for the one who says what they hold.

use crate::domain::category::Category;
use crate::domain::listing::{Field, Nature, RosterKind};
use crate::domain::permit::PermitNo;
use crate::domain::status::Status;
use crate::domain::text;
use crate::domain::uscc::Uscc;

use super::cells::{is_none, read_phone, unwrapped};
use super::columns::{Column, Columns};
use super::dates::{Day, read_day, read_term};
use super::header::guessed_header;
use super::layout::{Layout, Role};
use super::mapping::{Headings, Mapping, Meaning};
use super::sheet::{Row, Sheet, column_letters};

/// A table of a sheet, with its columns from left to right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableReading {
    /// 1-based; `None`: the uploader says that the table has no headings.
    pub header_row: Option<u32>,
    pub basis: Basis,
    pub columns: Vec<ColumnReading>,
}

/// Why a row is taken for the headings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Basis {
    /// It holds headings that we know, or that the uploader named.
    Recognised,
    /// The uploader says so.
    Said,
    /// It only looks like it. Nothing is read until the uploader says so.
    Guessed,
}

/// A column that has a heading, or that holds something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ColumnReading {
    /// As written; empty where there is none.
    pub heading: String,
    /// What a [`Mapping`] calls it.
    pub key: String,
    /// As Excel names it.
    pub letters: String,
    /// The field that is read from it. `None`: it is passed over.
    pub field: Option<Field>,
    pub certainty: Certainty,
    /// Up to five different cells, cut to some forty characters.
    pub examples: Vec<String>,
    /// What its cells look like, where that is no field that another column surely holds.
    pub guess: Option<Field>,
}

/// How sure it is what a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Certainty {
    /// The uploader says so.
    Mapped,
    /// The heading is known, and the cells do not speak against it.
    Sure,
    /// Worth asking: only parts of the heading are known, another column is surer of the same field,
    /// or the cells look like something else.
    Doubtful,
    /// The heading is not known; the column is passed over.
    Unknown,
}

const MOST_TABLES: usize = 20;
/// Rows of a table that are looked at.
const MOST_ROWS: usize = 100;
const MOST_EXAMPLES: usize = 5;
const MOST_EXAMPLE_CHARS: usize = 40;

/// The tables of a sheet; where none was found, the one that there may be.
pub(super) fn tables(
    sheet: &Sheet,
    number: u16,
    layout: &Layout,
    mapping: &Mapping,
) -> Vec<TableReading> {
    if layout.tables.is_empty() {
        let Some(header) = guessed_header(sheet, Headings { mapping }) else { return Vec::new() };
        let end = sheet.len().min(header.below + MOST_ROWS);
        let rows: Vec<Row<'_>> = (header.below..end).map(|at| sheet.row(at)).collect();
        return vec![TableReading {
            header_row: Some(header.table.header_row),
            basis: Basis::Guessed,
            columns: described(&header.table.columns, &rows),
        }];
    }
    let mut rows: Vec<Vec<Row<'_>>> = vec![Vec::new(); layout.tables.len().min(MOST_TABLES)];
    for (row, role) in sheet.rows().zip(&layout.roles) {
        let Role::Data { table, .. } = *role else { continue };
        if let Some(rows) = rows.get_mut(usize::from(table)).filter(|rows| rows.len() < MOST_ROWS) {
            rows.push(row);
        }
    }
    let mut is_said = mapping.header_row(number).is_some();
    let tables = layout.tables.iter().zip(&rows);
    tables
        .map(|(table, rows)| TableReading {
            header_row: Some(table.header_row).filter(|row| *row > 0),
            basis: if std::mem::take(&mut is_said) { Basis::Said } else { Basis::Recognised },
            columns: described(&table.columns, rows),
        })
        .collect()
}

/// What its first rows hold, for seeing where the headings are.
pub(super) fn top(sheet: &Sheet) -> Vec<TopRow> {
    const ROWS: usize = 10;
    const COLUMNS: usize = 30;
    let rows = sheet.rows().take(ROWS);
    rows.map(|row| TopRow {
        row: row.number(),
        cells: row
            .cells()
            .take(COLUMNS)
            .map(|cell| (column_letters(cell.column), example(cell.text)))
            .collect(),
    })
    .collect()
}

/// A row near the top of a sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TopRow {
    /// 1-based, as Excel counts.
    pub row: u32,
    /// The letters of the column, and the cell's text, cut to some forty characters.
    pub cells: Vec<(String, String)>,
}

fn described(columns: &Columns, rows: &[Row<'_>]) -> Vec<ColumnReading> {
    let shapes: Vec<Option<Shape>> =
        columns.all.iter().map(|column| shape_of(texts(rows, column.at))).collect();
    columns
        .all
        .iter()
        .zip(shapes)
        .map(|(column, shape)| {
            let certainty = certainty(column, shape);
            ColumnReading {
                heading: column.heading.clone(),
                key: column.key(),
                letters: column_letters(column.at),
                field: column.field,
                certainty,
                examples: examples(rows, column.at),
                guess: match certainty {
                    Certainty::Mapped | Certainty::Sure => None,
                    Certainty::Doubtful | Certainty::Unknown => {
                        shape.and_then(|shape| guess(shape, column, columns))
                    }
                },
            }
        })
        .collect()
}

fn texts<'a>(rows: &[Row<'a>], column: u16) -> impl Iterator<Item = &'a str> {
    rows.iter()
        .filter_map(move |row| row.get(column))
        .map(|cell| unwrapped(cell.text.trim()))
        .filter(|text| !is_none(text))
}

fn examples(rows: &[Row<'_>], column: u16) -> Vec<String> {
    let mut examples: Vec<String> = Vec::new();
    for text in texts(rows, column) {
        let text = example(text);
        if !examples.contains(&text) {
            examples.push(text);
            if examples.len() == MOST_EXAMPLES {
                break;
            }
        }
    }
    examples
}

fn example(text: &str) -> String {
    let start: String = text.chars().take(MOST_EXAMPLE_CHARS + 1).collect();
    let is_cut = start.chars().count() > MOST_EXAMPLE_CHARS;
    let start: String = start.chars().take(MOST_EXAMPLE_CHARS).collect();
    text::clean(&start) + if is_cut { "……" } else { "" }
}

/// What most cells of a column look like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Shape {
    Code,
    Permit,
    Day,
    Phone,
    Roster,
    Status,
    Category,
    Nature,
    Name,
    Address,
}

impl Shape {
    const ALL: [Self; 10] = [
        Self::Code,
        Self::Permit,
        Self::Day,
        Self::Phone,
        Self::Roster,
        Self::Status,
        Self::Category,
        Self::Nature,
        Self::Name,
        Self::Address,
    ];

    fn fits(self, text: &str) -> bool {
        match self {
            Self::Code => Uscc::parse(text).is_ok(),
            Self::Permit => PermitNo::parse(text).is_some_and(|permit| permit.is_standard()),
            Self::Day => {
                matches!(read_day(text), Day::On(_) | Day::LongTerm)
                    || read_term(text).from.is_some()
            }
            Self::Phone => matches!(read_phone(text), (Some(_), _) | (None, true)),
            Self::Roster => text.chars().count() <= 6 && RosterKind::parse(text).is_some(),
            Self::Status => {
                let status = Status::parse(text);
                !matches!(status, Status::Unknown | Status::Unstated)
            }
            Self::Category => Category::parse(text).is_some(),
            Self::Nature => Nature::parse(text).is_some(),
            Self::Name => {
                let text = text.trim_end_matches([')', '）']);
                ["学校", "中心", "公司", "工作室", "俱乐部", "画室", "艺术团", "培训部", "书院"]
                    .iter()
                    .any(|end| text.ends_with(end))
            }
            Self::Address => {
                text.chars().count() >= 5
                    && ["路", "街", "号", "室", "层", "楼", "栋", "幢"]
                        .iter()
                        .filter(|part| text.contains(**part))
                        .count()
                        >= 2
            }
        }
    }

    /// The fields whose cells look so, the likeliest first.
    fn fields(self) -> &'static [Field] {
        match self {
            Self::Code => &[Field::Uscc],
            Self::Permit => &[Field::Permit],
            Self::Day => &[Field::ValidUntil, Field::ValidFrom, Field::ListedOn, Field::DelistedOn],
            Self::Phone => &[Field::Phone],
            Self::Roster => &[Field::Roster],
            Self::Status => &[Field::Status],
            Self::Category => &[Field::Category],
            Self::Nature => &[Field::Nature],
            Self::Name => &[Field::Name, Field::Brand],
            Self::Address => &[Field::Address],
        }
    }

    /// Whether such cells under the heading of another field are surely a mistake.
    fn is_unmistakable(self) -> bool {
        match self {
            Self::Code | Self::Permit | Self::Day => true,
            Self::Phone
            | Self::Roster
            | Self::Status
            | Self::Category
            | Self::Nature
            | Self::Name
            | Self::Address => false,
        }
    }
}

fn shape_of<'a>(texts: impl Iterator<Item = &'a str>) -> Option<Shape> {
    const LONGEST: usize = 600;
    let texts: Vec<&str> = texts.filter(|text| text.len() <= LONGEST).collect();
    Shape::ALL.into_iter().find(|shape| {
        let fitting = texts.iter().filter(|text| shape.fits(text)).count();
        fitting > 0 && 10 * fitting >= 6 * texts.len()
    })
}

fn certainty(column: &Column, shape: Option<Shape>) -> Certainty {
    let (field, rank) = match column.meaning {
        Meaning::Said(_) => return Certainty::Mapped,
        Meaning::Disputed(..) => return Certainty::Doubtful,
        Meaning::Unknown => return Certainty::Unknown,
        Meaning::Known(field, rank) => (field, rank),
    };
    let agrees = shape.is_some_and(|shape| shape.fields().contains(&field));
    let may_hold_any = matches!(field, Field::Remark | Field::Account | Field::NoticeNo);
    let is_contradicted =
        !agrees && !may_hold_any && shape.is_some_and(|shape| shape.is_unmistakable());
    let is_surely_known = rank < Headings::UNSURE || agrees;
    if column.field.is_some() && is_surely_known && !is_contradicted {
        Certainty::Sure
    } else {
        Certainty::Doubtful
    }
}

/// The likeliest field that no other column holds.
fn guess(shape: Shape, column: &Column, columns: &Columns) -> Option<Field> {
    let is_free = |field: Field| columns.of_field(field).is_none_or(|at| at == column.at);
    let mut fields = shape.fields().to_vec();
    if shape == Shape::Day && columns.point_to_a_ban() {
        fields.rotate_left(2);
    }
    fields.into_iter().find(|field| is_free(*field))
}

#[cfg(test)]
mod tests {
    use super::super::csv;
    use super::super::layout;
    use super::*;
    use crate::import::{HeaderRow, Limits};

    fn described_with(text: &str, mapping: &Mapping) -> Vec<TableReading> {
        let mut sheet = Sheet::new("", &Limits::default());
        csv::read(text, b',', &mut sheet).unwrap();
        tables(&sheet, 0, &layout::of(&sheet, 0, mapping), mapping)
    }

    fn seen(table: &TableReading) -> Vec<(&str, Certainty, Option<Field>, Option<Field>)> {
        let columns = table.columns.iter();
        columns.map(|c| (c.key.as_str(), c.certainty, c.field, c.guess)).collect()
    }

    #[test]
    fn a_column_is_sure_doubtful_or_unknown_and_its_cells_say_what_it_may_be() {
        let found = described_with(
            "序号,机构名称,办学单位证号,培训许可证编号情况号,时间甲,状况,地址,\n\
             1,甲中心,91990101MA0000015C,199010170000005,2027-06-30,正常,东路1号,0755-26553321\n\
             2,乙中心,91990101MA0000023X,教民199010170000013号,2028-06-30,停业整改,西路2号,无\n",
            Mapping::EMPTY,
        );
        assert_eq!((found[0].header_row, found[0].basis), (Some(1), Basis::Recognised));
        use Certainty::{Sure, Unknown};
        assert_eq!(
            seen(&found[0]),
            [
                ("序号", Unknown, None, None),
                ("机构名称", Sure, Some(Field::Name), None),
                ("办学单位证号", Unknown, None, Some(Field::Uscc)),
                ("培训许可证编号情况号", Sure, Some(Field::Permit), None),
                ("时间甲", Unknown, None, Some(Field::ValidUntil)),
                ("状况", Unknown, None, Some(Field::Status)),
                ("地址", Sure, Some(Field::Address), None),
                ("@H", Unknown, None, Some(Field::Phone)),
            ]
        );
        assert_eq!(found[0].columns[2].letters, "C");
        assert_eq!(found[0].columns[1].examples, ["甲中心", "乙中心"]);
    }

    #[test]
    fn a_heading_that_its_cells_belie_is_doubtful() {
        let found = described_with(
            "机构名称,证号,注册地址,地址\n甲中心,91990101MA0000015C,某路1号,东路1号\n",
            Mapping::EMPTY,
        );
        use Certainty::{Doubtful, Sure};
        assert_eq!(
            seen(&found[0]),
            [
                ("机构名称", Sure, Some(Field::Name), None),
                ("证号", Doubtful, Some(Field::Permit), Some(Field::Uscc)),
                ("注册地址", Doubtful, None, None),
                ("地址", Sure, Some(Field::Address), None),
            ]
        );
    }

    #[test]
    fn headings_that_nobody_knows_are_guessed_and_read_once_they_are_said() {
        let text = "某区一览表\n甲栏,乙栏\n示例甲学校,东路1号2楼\n示例乙学校,西路2号3层\n";
        let found = described_with(text, Mapping::EMPTY);
        assert_eq!((found[0].header_row, found[0].basis), (Some(2), Basis::Guessed));
        let guesses: Vec<_> = found[0].columns.iter().map(|column| column.guess).collect();
        assert_eq!(guesses, [Some(Field::Name), Some(Field::Address)]);
        let mut mapping = Mapping::default();
        mapping.set("甲栏", Some(Field::Name));
        mapping.set_header_row(0, HeaderRow::At(2));
        let found = described_with(text, &mapping);
        assert_eq!(found[0].basis, Basis::Said);
        assert_eq!(found[0].columns[0].certainty, Certainty::Mapped);
        assert_eq!(found[0].columns[0].field, Some(Field::Name));
    }

    #[test]
    fn the_top_of_a_sheet_is_shown_cut_short() {
        let mut sheet = Sheet::new("", &Limits::default());
        let text = format!("标题\n,{}\n", "长".repeat(100));
        csv::read(&text, b',', &mut sheet).unwrap();
        let rows = top(&sheet);
        assert_eq!(rows[0].cells, [("A".to_owned(), "标题".to_owned())]);
        assert_eq!(rows[1].cells[0].0, "B");
        assert_eq!(rows[1].cells[0].1.chars().count(), 42);
    }
}
