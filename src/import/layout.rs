//! What each row of a sheet is: title, headings, section, data, total, footer.

use crate::domain::listing::Field;

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

/// How deep a section's title is: 一、 before （一） before one without a number.
const UNNUMBERED: u8 = 9;

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

fn own_text<'a>(row: Row<'a>, table: &Table, field: Field) -> Option<&'a str> {
    row.own(table.columns.of_field(field)?).map(|cell| cell.text)
}

/// Whether a row carries what could be a credit code, as no total and no footer does.
fn has_code(row: Row<'_>, table: &Table) -> bool {
    own_text(row, table, Field::Uscc)
        .is_some_and(|text| text.chars().filter(|c| c.is_ascii_alphanumeric()).count() >= 15)
}

fn is_total(row: Row<'_>, table: &Table) -> bool {
    if has_code(row, table) {
        return false;
    }
    let name = own_text(row, table, Field::Name);
    let first = row.cells().next().map(|cell| cell.text);
    first.into_iter().chain(name).any(|text| {
        // Long texts are no totals, and most rows stop here.
        if text.len() > 90 {
            return false;
        }
        let bare: String = text.chars().filter(|c| !c.is_whitespace()).collect();
        let rest =
            ["合计", "总计", "小计", "共计", "总数", "以上共", "以上共计", "本表共", "总共", "共"]
                .iter()
                .find_map(|word| bare.strip_prefix(word));
        rest.is_some_and(|rest| {
            let is_count = |c: char| {
                c.is_ascii_digit() || "：:，,。、家所个户人条机构学校(（)）共计有".contains(c)
            };
            rest.chars().all(is_count)
                && (!bare.starts_with('共')
                    || bare.starts_with("共计")
                    || rest.contains(|c: char| c.is_ascii_digit()))
        })
    })
}

fn is_footer(row: Row<'_>, table: &Table) -> bool {
    if has_code(row, table) || row.cells().len() > 6 {
        return false;
    }
    let Some(first) = row.cells().next().map(|cell| cell.text.trim()) else { return false };
    const BEGINNINGS: [&str; 22] = [
        "备注",
        "注",
        "说明",
        "填表",
        "填报",
        "制表",
        "审核",
        "审批人",
        "联系人",
        "联系电话",
        "监督电话",
        "举报电话",
        "咨询电话",
        "投诉电话",
        "发布单位",
        "公布单位",
        "发布日期",
        "公布日期",
        "截至",
        "截止",
        "数据来源",
        "打印日期",
    ];
    let is_named = BEGINNINGS.iter().any(|word| {
        first.strip_prefix(word).is_some_and(|rest| {
            let rest = rest.trim_start_matches(|c: char| c.is_ascii_digit() || c.is_whitespace());
            rest.is_empty()
                || rest.starts_with([':', '：', '、', '.', '.'])
                || ["人", "单位", "日期", "时间", "负责人"].iter().any(|w| rest.starts_with(w))
                || word.starts_with('截')
        })
    });
    let is_alone = row.cells().len() == 1;
    let is_signed = is_alone
        && (["以上", "本名单", "本表", "备注", "（此件", "(此件"]
            .iter()
            .any(|word| first.starts_with(word))
            || [
                "教育局",
                "体育局",
                "委员会",
                "人民政府",
                "领导小组",
                "旅游局",
                "科技局",
                "办公室",
            ]
            .iter()
            .any(|end| first.ends_with(end))
            || super::dates::find_day(first).is_some() && first.chars().count() <= 16);
    is_named || is_signed
}

/// The title of a section and its depth, when the row is one.
fn section<'a>(row: Row<'a>, table: &Table) -> Option<(u8, &'a str)> {
    let mut cells = row.cells();
    let cell = cells.next()?;
    if cells.next().is_some() || cell.text.chars().count() > 60 {
        return None;
    }
    let text = cell.text.trim();
    if let Some(depth) = numbered(text) {
        return Some((depth, text));
    }
    let named = named_in(text);
    let says = named.roster.is_some() || named.status.is_some() || named.category.is_some();
    let is_in_names = table.columns.of_field(Field::Name) == Some(cell.column);
    // A lone name is an institution, unless it is worded as a heading.
    let is_worded = ["类", "机构", "名单", "类)", "类）"].iter().any(|end| text.ends_with(end))
        || text.contains("名单");
    // A lone address is a second site whose name was left out, and no heading.
    let is_in_another =
        table.columns.used().any(|(field, at)| at == cell.column && field != Field::Name)
            && cell.column > 0;
    (says && !is_in_another && (!is_in_names || is_worded)).then_some((UNNUMBERED, text))
}

fn numbered(text: &str) -> Option<u8> {
    let is_han_number = |c: char| "一二三四五六七八九十".contains(c);
    let bare = text.trim_start_matches(['（', '(']);
    let is_bracketed = bare.len() < text.len();
    let rest = bare.trim_start_matches('第').trim_start_matches(is_han_number);
    let has_number = rest.len() < bare.trim_start_matches('第').len();
    if !has_number {
        return None;
    }
    match (is_bracketed, rest.chars().next()) {
        (true, Some('）' | ')')) => Some(2),
        (false, Some('、' | '.' | '．' | '，')) => Some(1),
        (false, Some('类' | '部')) if bare.starts_with('第') => Some(1),
        _ => None,
    }
}

/// A row without a name whose cells are a running number, or what is merged or filled down for
/// several rows: nothing is said of an institution.
fn says_nothing(row: Row<'_>, table: &Table) -> bool {
    let name = table.columns.of_field(Field::Name);
    if name.is_some_and(|at| row.get(at).is_some_and(|cell| !is_blank(cell.text))) {
        return false;
    }
    // Spaces typed for a name are a mistake to be told, where anything else stands beside.
    !table.columns.used().any(|(field, at)| {
        let says = match field {
            Field::Roster
            | Field::Category
            | Field::Nature
            | Field::Regulator
            | Field::Province
            | Field::City
            | Field::County
            | Field::Region
            | Field::Town
            | Field::NoticeNo => false,
            Field::Name
            | Field::Brand
            | Field::Uscc
            | Field::Permit
            | Field::Status
            | Field::Content
            | Field::Address
            | Field::ValidFrom
            | Field::ValidUntil
            | Field::ListedOn
            | Field::DelistedOn
            | Field::Reason
            | Field::Measures
            | Field::Remark
            | Field::Phone
            | Field::Account
            | Field::LegalRepresentative => true,
        };
        says && row.own(at).is_some_and(|cell| {
            !is_blank(cell.text) || cell.kind == super::sheet::CellKind::Formula
        })
    })
}

pub(super) fn is_blank(text: &str) -> bool {
    text.chars().all(|c| c.is_whitespace() || matches!(c, '\u{200B}'..='\u{200F}' | '\u{FEFF}'))
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
