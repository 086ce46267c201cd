//! Rows that are no institutions: totals, footers, titles of sections, rows that say nothing.

use super::header::Table;
use super::sheet::Row;
use super::titles::named_in;
use crate::domain::listing::Field;

/// How deep a section's title is: 一、 before （一） before one without a number.
const UNNUMBERED: u8 = 9;

fn own_text<'a>(row: Row<'a>, table: &Table, field: Field) -> Option<&'a str> {
    row.own(table.columns.of_field(field)?).map(|cell| cell.text)
}

/// Whether a row carries what could be a credit code, as no total and no footer does.
fn has_code(row: Row<'_>, table: &Table) -> bool {
    own_text(row, table, Field::Uscc)
        .is_some_and(|text| text.chars().filter(|c| c.is_ascii_alphanumeric()).count() >= 15)
}

pub(super) fn is_total(row: Row<'_>, table: &Table) -> bool {
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

pub(super) fn is_footer(row: Row<'_>, table: &Table) -> bool {
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
pub(super) fn section<'a>(row: Row<'a>, table: &Table) -> Option<(u8, &'a str)> {
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
pub(super) fn says_nothing(row: Row<'_>, table: &Table) -> bool {
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
