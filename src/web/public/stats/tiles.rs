//! Provinces as tiles of one size, each about where it lies: Beijing is as easy to hit as Xinjiang.

use std::sync::LazyLock;

use maud::{Markup, html};

use super::sheet::Table;
use super::telling;
use crate::domain::region::RegionCode;
use crate::web::links::Links;
use crate::web::words::stats as said;
use crate::web::words::{Grouped, Language, Short};

const TABLE: &str = include_str!("../../../../data/tiles.csv");

struct Tile {
    row: u32,
    column: u32,
    code: RegionCode,
    name: &'static str,
}

static TILES: LazyLock<Vec<Tile>> = LazyLock::new(|| {
    let tile = |line: &'static str| {
        let mut fields = line.split(',');
        let (row, column) = (fields.next()?.parse().ok()?, fields.next()?.parse().ok()?);
        Some(Tile { row, column, code: RegionCode::parse(fields.next()?)?, name: fields.next()? })
    };
    TABLE.lines().skip(1).filter_map(tile).collect()
});

/// From one tile's edge to the next's; a tile leaves two of it free.
const STEP: u32 = 52;
const ROWS: u32 = 8;
const COLUMNS: u32 = 7;
const CLASSES: usize = 5;

/// Whether the rows of a table are provinces, several of them, so that a map says something.
pub(super) fn fits(table: &Table) -> bool {
    let is_tile = |code| TILES.iter().any(|tile| tile.code == code);
    table.rows.iter().filter_map(|row| row.place).filter(|code| is_tile(*code)).count() > 1
}

/// The map with its legend.
pub(super) fn map(table: &Table, links: Links<'_>) -> Markup {
    let language = links.language();
    let classes = Classes::of(table);
    html! {
        figure.map {
            svg viewBox={ "0 0 " (COLUMNS * STEP) " " (ROWS * STEP) } role="group" aria-label=(telling::caption(language, table)) {
                @for tile in TILES.iter() { (drawn(tile, table.count_of(&tile.code.to_string()), &classes, links)) }
            }
            figcaption { (legend(language, &classes)) p { (said::MAP_HINT.of(language)) } }
        }
    }
}

fn drawn(tile: &Tile, count: u32, classes: &Classes, links: Links<'_>) -> Markup {
    let (x, y) = ((tile.column - 1) * STEP, (tile.row - 1) * STEP);
    let class = classes.class_of(count);
    let language = links.language();
    let inner = html! {
        rect x=(x + 1) y=(y + 1) width=(STEP - 2) height=(STEP - 2) rx="4" {}
        text lang=[language.of_data()] x=(x + STEP / 2) y=(y + 22) { (tile.name) }
        text x=(x + STEP / 2) y=(y + 41) { @if count > 0 { (Short(language, count)) } @else { (said::MAP_NO_LIST.of(language)) } }
    };
    html! {
        @if count > 0 {
            a.{ "c" (class) } href={ (links.to("/stats?region=")) (tile.code) } { (inner) }
        } @else {
            g.c0 { (inner) }
        }
    }
}

fn legend(language: Language, classes: &Classes) -> Markup {
    html! {
        ul.legend {
            @for (at, (from, to)) in classes.0.iter().enumerate() {
                li { svg.key.{ "c" (at + 1) } aria-hidden="true" { rect width="100%" height="100%" rx="3" {} }
                    @if from == to { (said::MAP_CLASS.with(language, &[&Grouped(*from)])) }
                    @else { (said::MAP_CLASS_FROM.with(language, &[&Grouped(*from), &Grouped(*to)])) } }
            }
            li { svg.key.c0 aria-hidden="true" { rect width="100%" height="100%" rx="3" {} } (said::LEGEND_NO_LIST.of(language)) }
        }
    }
}

/// The least and the greatest number of each class; as many provinces in each as can be.
#[derive(Debug, PartialEq, Eq)]
struct Classes(Vec<(u32, u32)>);

impl Classes {
    fn of(table: &Table) -> Self {
        let provinces = table.rows.iter().filter(|row| row.place.is_some());
        let mut counts: Vec<u32> = provinces.map(|row| row.count).filter(|n| *n > 0).collect();
        counts.sort_unstable();
        let mut classes: Vec<(u32, u32)> = Vec::with_capacity(CLASSES);
        for class in 0..CLASSES {
            let own = &counts[class * counts.len() / CLASSES..(class + 1) * counts.len() / CLASSES];
            let (Some(from), Some(to)) = (own.first(), own.last()) else { continue };
            match classes.last_mut() {
                // Provinces of one number are of one class.
                Some(before) if before.1 >= *from => before.1 = *to,
                Some(_) | None => classes.push((*from, *to)),
            }
        }
        Self(classes)
    }

    /// From 1; 0 for none.
    fn class_of(&self, count: u32) -> usize {
        if count == 0 { 0 } else { 1 + self.0.iter().filter(|(_, to)| *to < count).count() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_province_has_a_tile_of_its_own() {
        assert_eq!(TILES.len(), 34);
        for tile in TILES.iter() {
            assert!(tile.code.is_province() && !tile.name.is_empty());
            assert!((1..=ROWS).contains(&tile.row) && (1..=COLUMNS).contains(&tile.column));
            let is_same = |other: &&Tile| {
                other.code == tile.code || (other.row, other.column) == (tile.row, tile.column)
            };
            assert_eq!(TILES.iter().filter(is_same).count(), 1, "{}", tile.name);
        }
    }

    #[test]
    fn the_map_speaks_the_language_of_the_page_and_marks_the_names_of_provinces() {
        use crate::web::public::stats::sheet::{Row, Subject};
        let row = |code: &str, count| Row {
            code: code.into(),
            label: "示例".into(),
            count,
            place: RegionCode::parse(code),
        };
        let rows = vec![row("440000", 31_234), row("110000", 812)];
        let table = Table { subject: Subject::Place, rows, rest: None, total: 32_046, again: 0 };
        assert!(fits(&table));
        let english = map(&table, Links::new("", Language::En)).0;
        assert!(english.contains("href=\"/en/stats?region=440000\"") && english.contains(">31k<"));
        assert!(english.contains("aria-label=\"32,046 institutions on a list today, by region\""));
        assert!(english.contains("<text lang=\"zh-CN\"") && !english.contains('万'));
        assert!(map(&table, Links::new("", Language::Hant)).0.contains(">3.1萬<"));
    }
}
