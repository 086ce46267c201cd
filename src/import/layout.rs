//! What each row of a sheet is: title, headings, section, data, total, footer.

use crate::domain::listing::Field;

use super::beside::{is_footer, is_total, says_nothing, section};
use super::header::{
    Header, MOST_ROWS_ABOVE, Table, distinct_fields, header_at, header_of, is_repeated,
    may_be_headings,
};
use super::mapping::{Headings, Mapping};
use super::sheet::{Row, Sheet};
use super::titles::{Facts, Named, named_in};

/// Blank rows are told one by one up to here.
const MOST_BLANK_TOLD: usize = 1_000;

/// What a row is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// Title, heading, section, total, footer.
    Beside,
    /// `table` and `section` are places in [`Layout::tables`] and [`Layout::sections`].
    Data { table: u16, section: u32 },
}

#[derive(Debug, Default)]
pub(super) struct Layout {
    pub(super) tables: Vec<Table>,
    /// What section titles say, the first being none.
    pub(super) sections: Vec<Named>,
    /// By the sheet's rows.
    pub(super) roles: Vec<Role>,
    pub(super) facts: Facts,
    /// What the title says of all rows.
    pub(super) titled: Named,
    pub(super) ignored: Vec<u32>,
    /// Some section names a kind of list, so that a section that does not is not one by default.
    pub(super) sections_name_rosters: bool,
}

/// Reads the layout of a sheet, by its place in the file. A sheet without headings has no tables, and
/// all its rows are beside.
pub(super) fn of(sheet: &Sheet, number: u16, mapping: &Mapping) -> Layout {
    let names = Headings { mapping };
    let mut layout = Layout { sections: vec![Named::default()], ..Layout::default() };
    let Some(header) = header_of(sheet, names, mapping.header_row(number)) else {
        layout.roles = vec![Role::Beside; sheet.len()];
        for row in sheet.rows().take(MOST_ROWS_ABOVE) {
            take_above(row, &mut layout.facts);
        }
        return layout;
    };
    tell_above(sheet, &header, &mut layout);
    let below = header.below;
    layout.roles = vec![Role::Beside; header.first];
    layout.roles.resize(below, Role::Beside);
    layout.ignored.extend((0..header.first).map(|at| sheet.row(at).number()));
    layout.tables.push(header.table);
    let mut walk = Walk { names, layout, open: Vec::new(), section: 0 };
    let mut at = below;
    while at < sheet.len() {
        at += walk.step(sheet, at);
    }
    let mut layout = walk.layout;
    tell_blank(sheet, &mut layout.ignored);
    layout
}

fn tell_above(sheet: &Sheet, header: &Header, layout: &mut Layout) {
    let mut other = Named::default();
    for at in 0..header.first {
        let line = sheet.row(at).joined();
        take_above(sheet.row(at), &mut layout.facts);
        if line.chars().count() <= 60 {
            let named = named_in(&line);
            other.roster = other.roster.max(named.roster);
            other.hints_at_a_ban |= named.hints_at_a_ban;
            other.status = other.status.or(named.status);
            other.category = other.category.or(named.category);
        }
    }
    let title = layout.facts.title.as_deref().map(named_in).unwrap_or_default();
    layout.titled = Named {
        roster: title.roster.or(other.roster),
        hints_at_a_ban: title.hints_at_a_ban || other.hints_at_a_ban,
        status: title.status.or(other.status),
        category: title.category.or(other.category),
    };
}

fn take_above(row: Row<'_>, facts: &mut Facts) {
    facts.take(&row.joined());
    for cell in row.cells() {
        facts.take_title(cell.text);
    }
}

fn tell_blank(sheet: &Sheet, ignored: &mut Vec<u32>) {
    let mut expected = 1;
    let mut told = 0;
    for row in sheet.rows() {
        for blank in expected..row.number() {
            if told == MOST_BLANK_TOLD {
                break;
            }
            ignored.push(blank);
            told += 1;
        }
        expected = row.number() + 1;
    }
    ignored.sort_unstable();
}

struct Walk<'a> {
    names: Headings<'a>,
    layout: Layout,
    /// Sections that are open, outermost first.
    open: Vec<(u8, Named)>,
    section: u32,
}

impl Walk<'_> {
    /// Reads the row at `at`; how many rows were taken.
    fn step(&mut self, sheet: &Sheet, at: usize) -> usize {
        let row = sheet.row(at);
        let Some(table) = self.layout.tables.last() else { return 1 };
        if may_be_headings(row, table) {
            if is_repeated(row, table) {
                return self.beside(row);
            }
            let fields = distinct_fields(row, self.names);
            if fields.contains(&Field::Name)
                && fields.len() >= 2
                && 5 * fields.len() >= 3 * row.cells().len()
            {
                let header = header_at(sheet, at, self.names);
                let taken = header.below - at;
                self.layout.tables.push(header.table);
                self.layout.roles.resize(at + taken, Role::Beside);
                return taken;
            }
        }
        if is_total(row, table) || is_footer(row, table) {
            self.layout.facts.take(&row.joined());
            return self.beside(row);
        }
        if let Some((depth, title)) = section(row, table) {
            self.layout.facts.take(title);
            self.begin(depth, named_in(title));
            return self.beside(row);
        }
        if says_nothing(row, table) {
            self.layout.facts.take(&row.joined());
            return self.beside(row);
        }
        let table = u16::try_from(self.layout.tables.len() - 1).unwrap_or(u16::MAX);
        self.layout.roles.push(Role::Data { table, section: self.section });
        1
    }

    fn beside(&mut self, row: Row<'_>) -> usize {
        self.layout.roles.push(Role::Beside);
        self.layout.ignored.push(row.number());
        1
    }

    fn begin(&mut self, depth: u8, named: Named) {
        self.open.retain(|(other, _)| *other < depth);
        self.open.push((depth, named));
        self.layout.sections_name_rosters |= named.roster.is_some();
        let mut whole = Named::default();
        for (_, named) in &self.open {
            whole.roster = named.roster.or(whole.roster);
            whole.status = named.status.or(whole.status);
            whole.category = named.category.or(whole.category);
            whole.hints_at_a_ban |= named.hints_at_a_ban;
        }
        self.layout.sections.push(whole);
        self.section = u32::try_from(self.layout.sections.len() - 1).unwrap_or(0);
    }
}

#[cfg(test)]
mod tests {
    use super::super::csv;
    use super::*;
    use crate::domain::listing::RosterKind;
    use crate::domain::status::Status;
    use crate::import::Limits;

    fn layout(text: &str) -> Layout {
        let mut sheet = Sheet::new("", &Limits::default());
        csv::read(text, b',', &mut sheet).unwrap();
        of(&sheet, 0, Mapping::EMPTY)
    }

    fn data_rows(layout: &Layout) -> usize {
        layout.roles.iter().filter(|role| matches!(role, Role::Data { .. })).count()
    }

    #[test]
    fn titles_totals_blanks_and_footers_are_no_data() {
        let found = layout(
            "示例区校外培训机构白名单,,\n,,\n序号,机构名称,地址\n1,示例中心,东路1号\n序号,机构名称,地址\n2,共一中心,东路2号\n合计,2家,\n注：实行动态管理,,\n,,示例区教育局\n",
        );
        assert_eq!(found.tables[0].header_row, 3);
        assert_eq!(found.ignored, [1, 2, 5, 7, 8, 9]);
        assert_eq!(data_rows(&found), 2);
        assert_eq!(found.titled.roster, Some(RosterKind::Approved));
    }

    #[test]
    fn two_lines_of_headings_are_read_together() {
        let found = layout(
            "白名单,,,,,\n街道,机构名称,证照,,有效期,\n,,信用代码,编号,起,止\n东街道,示例中心,,,,\n",
        );
        let map: Vec<_> = found.tables[0].columns.map().map(|(_, field)| field).collect();
        assert_eq!(found.tables[0].header_row, 2);
        assert!(map.contains(&Field::Uscc) && map.contains(&Field::ValidFrom), "{map:?}");
        assert!(map.contains(&Field::ValidUntil) && map.contains(&Field::Name), "{map:?}");
        assert_eq!(data_rows(&found), 1);
        let over = layout("机构信息,,许可证,\n名称,地址,编号,有效期\n示例中心,东路1号,1,长期\n");
        let map: Vec<_> = over.tables[0].columns.map().map(|(_, field)| field).collect();
        assert_eq!(map, [Field::Name, Field::Address, Field::Permit, Field::ValidUntil]);
    }

    #[test]
    fn sections_speak_for_the_rows_below() {
        let found = layout(
            "机构名称,地址\n一、证照齐全违规办学机构,\n甲中心,东路1号\n二、无证无照办学机构,\n乙中心,东路2号\n（一）学科类,\n丙中心,东路3号\n三、白名单,\n丁中心,东路4号\n",
        );
        let sections: Vec<_> = found
            .roles
            .iter()
            .filter_map(|role| match role {
                Role::Data { section, .. } => Some(found.sections[*section as usize]),
                Role::Beside => None,
            })
            .collect();
        assert_eq!(sections[0].roster, None);
        assert_eq!(sections[1].status, Some(Status::Unlicensed));
        assert_eq!(
            (sections[2].status, sections[2].roster),
            (Some(Status::Unlicensed), Some(RosterKind::Banned))
        );
        assert_eq!((sections[3].status, sections[3].roster), (None, Some(RosterKind::Approved)));
        assert!(found.sections_name_rosters);
    }

    #[test]
    fn a_second_table_in_one_sheet_has_its_own_columns() {
        let found = layout(
            "机构名称,地址\n甲中心,东路1号\n黑名单,\n序号,机构名称,列入原因\n1,乙中心,无证办学\n",
        );
        assert_eq!(found.tables.len(), 2);
        assert!(found.tables[1].columns.has(Field::Reason));
        assert_eq!(data_rows(&found), 2);
    }

    #[test]
    fn a_lone_name_is_an_institution() {
        let found = layout("机构名称\n示例艺术类培训中心\n示例白名单书店\n");
        assert_eq!(found.tables[0].columns.of_field(Field::Name), Some(0));
        assert!(data_rows(&found) >= 1);
    }

    #[test]
    fn without_a_column_of_names_the_best_line_of_headings_is_told() {
        let found = layout("统一社会信用代码,地址\n91990101MA0000015C,东路1号\n");
        assert_eq!(found.tables[0].header_row, 1);
        assert!(!found.tables[0].columns.has(Field::Name));
    }
}
