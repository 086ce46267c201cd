//! The columns of every exported file, in order. **New ones are only ever added at the end**, and none
//! changes its name or meaning: spreadsheets and scripts count on it, and a test holds them.

use std::borrow::Cow;

use jiff::civil::Date;

use super::Edition;
use crate::domain::directory::Directory;
use crate::domain::institution::{Institution, Version};
use crate::domain::listing::{Field, FreeText, HELD_BACK, RosterKind, Validity};
use crate::domain::region::RegionCode;
use crate::domain::verdict::{Conclusion, Verdict};

/// Raised when columns are added.
pub const SCHEMA_VERSION: u32 = 1;

/// What kind of values a column has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Text,
    /// Digits and letters that are no number.
    Code,
    /// One of few, by code in JSON Lines, in words elsewhere.
    List,
    Verdict,
    /// `2026-11-23`.
    Day,
    /// A day, 长期, or what the list says instead.
    Validity,
    Number,
}

/// One column.
#[derive(Clone, Copy, Debug)]
pub struct Column {
    /// In JSON Lines; as the API has it.
    pub key: &'static str,
    /// In spreadsheets.
    pub heading: &'static str,
    pub kind: Kind,
    /// In characters of Latin script.
    pub width: u8,
    /// Whether every row has a value.
    pub is_always_there: bool,
}

const fn column(key: &'static str, heading: &'static str, kind: Kind, width: u8) -> Column {
    let is_always_there = matches!(kind, Kind::List | Kind::Verdict | Kind::Number);
    Column { key, heading, kind, width, is_always_there }
}

const fn always(key: &'static str, heading: &'static str, kind: Kind, width: u8) -> Column {
    Column { key, heading, kind, width, is_always_there: true }
}

/// What every exported row carries, in this order.
pub const COLUMNS: [Column; 31] = [
    always("name", "机构名称", Kind::Text, 36),
    column("uscc", "统一社会信用代码", Kind::Code, 22),
    column("permit_no", "办学许可证号", Kind::Code, 24),
    column("list", "名单类型", Kind::List, 10),
    always("status", "状态", Kind::Text, 14),
    always("category", "机构类别", Kind::Text, 12),
    column("nature", "办学性质", Kind::Text, 10),
    always("regulator", "主管部门", Kind::Text, 30),
    column("province", "省", Kind::Text, 12),
    column("city", "市", Kind::Text, 12),
    column("county", "区县", Kind::Text, 12),
    column("region", "行政区划代码", Kind::Code, 12),
    column("town", "乡镇街道", Kind::Text, 14),
    column("address", "地址", Kind::Text, 40),
    column("valid_from", "许可证有效期起", Kind::Day, 14),
    column("valid_to", "许可证有效期止", Kind::Validity, 14),
    column("listed_on", "列入日期", Kind::Day, 12),
    column("reason", "列入原因", Kind::Text, 30),
    column("measures", "处理措施", Kind::Text, 24),
    column("notice_no", "公告文号", Kind::Text, 22),
    column("content", "培训内容", Kind::Text, 20),
    column("brand", "招牌名", Kind::Text, 16),
    column("verdict", "结论", Kind::Verdict, 12),
    always("id", "编号", Kind::Code, 22),
    column("release", "发布号", Kind::Number, 8),
    always("verdict_text", "结论文字", Kind::Text, 16),
    always("regulator_code", "主管部门代码", Kind::Code, 16),
    column("list_as_of", "名单截至", Kind::Day, 12),
    column("published_on", "公布日", Kind::Day, 12),
    always("effective_on", "从这天起算", Kind::Day, 12),
    column("delisted_on", "移出日期", Kind::Day, 12),
];

/// What stands in one place of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cell<'a> {
    Empty,
    Text(Cow<'a, str>),
    /// One of few: code, and the word for it.
    Word(&'static str, &'static str),
    Day(Date),
    Number(u64),
}

impl<'a> Cell<'a> {
    fn text(text: &'a str) -> Self {
        if text.is_empty() { Self::Empty } else { Self::Text(Cow::Borrowed(text)) }
    }

    fn owned(text: String) -> Self {
        if text.is_empty() { Self::Empty } else { Self::Text(Cow::Owned(text)) }
    }

    fn day(day: Option<Date>) -> Self {
        day.map_or(Self::Empty, Self::Day)
    }

    fn free(text: Option<&'a FreeText>) -> Self {
        text.map_or(Self::Empty, |text| Self::text(text.public().unwrap_or(HELD_BACK)))
    }
}

/// One listing in force, with what it is part of.
#[derive(Clone, Copy, Debug)]
pub(super) struct Row<'a> {
    pub(super) directory: &'a Directory,
    pub(super) institution: &'a Institution,
    pub(super) version: &'a Version,
    pub(super) conclusion: &'a Conclusion<'a>,
    pub(super) edition: Edition,
}

/// The values of a row, as [`COLUMNS`] has them.
pub(super) fn cells<'a>(row: &Row<'a>) -> [Cell<'a>; COLUMNS.len()] {
    let Row { directory, institution, version, conclusion, edition } = *row;
    let listing = &version.listing;
    let release = directory.release(version.from_release);
    let newest = directory.edition_known_at(edition.release, listing.roster, edition.day);
    let region = listing.region;
    let named = |code: Option<RegionCode>| {
        Cell::owned(code.map(|code| directory.regions().name(code)).unwrap_or_default())
    };
    let own_notice = listing.notice_no.as_deref();
    let notice = own_notice.or_else(|| release?.notice_no.as_deref()).unwrap_or_default();
    [
        Cell::text(&listing.name),
        Cell::owned(listing.uscc.map(|code| code.to_string()).unwrap_or_default()),
        Cell::text(listing.permit.as_ref().map_or("", |no| no.as_str())),
        Cell::Word(listing.roster.kind.code(), listing.roster.kind.label()),
        Cell::text(listing.status_shown()),
        Cell::text(listing.category.label()),
        Cell::owned(listing.text_of(Field::Nature)),
        Cell::owned(directory.regulator_name(listing.roster.regulator)),
        named(region.map(RegionCode::province)),
        named(region.filter(|code| !code.is_province()).map(RegionCode::city)),
        named(region.filter(|code| !code.is_province() && !code.is_city())),
        Cell::owned(region.map(|code| code.to_string()).unwrap_or_default()),
        Cell::text(&listing.site.town),
        Cell::text(&listing.site.address),
        Cell::day(listing.valid_from),
        match &listing.valid_until {
            Validity::Until(day) => Cell::Day(*day),
            Validity::Unstated | Validity::LongTerm | Validity::Unclear(_) => {
                Cell::owned(listing.valid_until.to_text())
            }
        },
        Cell::day(listing.listed_on),
        Cell::free(listing.reason.as_ref()),
        Cell::free(listing.measures.as_ref()),
        Cell::text(notice),
        Cell::text(listing.content.as_deref().unwrap_or_default()),
        Cell::text(listing.brand.as_deref().unwrap_or_default()),
        Cell::text(conclusion.verdict.code()),
        Cell::owned(institution.id.to_string()),
        Cell::Number(version.from_release.number()),
        Cell::text(in_words(conclusion.verdict)),
        Cell::owned(listing.roster.regulator.to_string()),
        Cell::day(newest.map(|release| release.as_of_on)),
        Cell::day(release.map(|release| release.published_on)),
        Cell::Day(version.from_on),
        Cell::day(listing.delisted_on),
    ]
}

/// The codes and words of the lists.
pub fn lists() -> [(&'static str, &'static str); 3] {
    RosterKind::ALL.map(|kind| (kind.code(), kind.label()))
}

/// The verdict as a parent reads it, in few words: `domain.md` §4.
pub fn in_words(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Approved => "在白名单上",
        Verdict::Restricted => "现在不要报名",
        Verdict::Banned => "不要报名",
        Verdict::Candidates => "有几家名字差不多",
        Verdict::NotListed => "没有查到",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_only_ever_added_at_the_end() {
        // This list may grow at its end. Nothing else about it may change.
        let known = "name uscc permit_no list status category nature regulator province city county \
                     region town address valid_from valid_to listed_on reason measures notice_no \
                     content brand verdict id release verdict_text regulator_code list_as_of \
                     published_on effective_on delisted_on";
        let keys: Vec<&str> = COLUMNS.iter().map(|column| column.key).collect();
        assert_eq!(keys.join(" "), known);
        let headings: Vec<&str> = COLUMNS.iter().map(|column| column.heading).collect();
        assert_eq!(
            headings.join(" "),
            "机构名称 统一社会信用代码 办学许可证号 名单类型 状态 机构类别 办学性质 主管部门 省 市 区县 \
             行政区划代码 乡镇街道 地址 许可证有效期起 许可证有效期止 列入日期 列入原因 处理措施 公告文号 \
             培训内容 招牌名 结论 编号 发布号 结论文字 主管部门代码 名单截至 公布日 从这天起算 移出日期"
        );
    }
}
