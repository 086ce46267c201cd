//! Rosters and what stands in them.

use std::collections::HashSet;

use jiff::civil::Date;

use super::category::Category;
use super::permit::PermitNo;
use super::region::RegionCode;
use super::regulator::RegulatorCode;
use super::status::Status;
use super::uscc::Uscc;

pub use super::field::Field;

/// 名单的种类.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum RosterKind {
    /// 白名单
    Approved,
    /// 灰名单, 预警名单
    Watch,
    /// 黑名单
    Banned,
}

impl RosterKind {
    pub const ALL: [Self; 3] = [Self::Approved, Self::Watch, Self::Banned];

    pub fn code(self) -> &'static str {
        match self {
            Self::Approved => "approved",
            Self::Watch => "watch",
            Self::Banned => "banned",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }

    pub fn label(self) -> &'static str {
        match self {
            Self::Approved => "白名单",
            Self::Watch => "灰名单",
            Self::Banned => "黑名单",
        }
    }

    /// Reads a 名单类型 cell, a sheet's name or a title. `None` when it names no kind of list.
    ///
    /// A title that names black and white at once (黑白名单) names neither, and so does one that
    /// tells what has left a list.
    pub fn parse(text: &str) -> Option<Self> {
        let text = super::text::normal(text);
        let has = |words: &[&str]| words.iter().any(|w| text.contains(w));
        let approved = has(&["白名单"]) || text == "白";
        let banned = has(&["黑名单", "取缔名单", "无证"]) || text == "黑";
        let watch = has(&["灰名单", "预警名单"]) || matches!(text.as_str(), "灰" | "预警");
        // 移出白名单 and 拟列入黑名单 name a list that something is not, or not yet, on.
        let is_not_on_it = has(&[
            "移出",
            "移除",
            "退出",
            "撤出",
            "除名",
            "取消",
            "撤销列入",
            "解除列入",
            "拟列入",
            "拟纳入",
            "未列入",
            "未纳入",
            "不在",
            "非白名单",
            "非黑名单",
        ]);
        if is_not_on_it || has(&["黑白名单", "黑白灰", "白黑名单"]) {
            return None;
        }
        match (approved, watch, banned) {
            (true, false, false) => Some(Self::Approved),
            (false, true, false) => Some(Self::Watch),
            (false, false, true) => Some(Self::Banned),
            _ => None,
        }
    }
}

/// One regulator's list of one kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct RosterId {
    pub regulator: RegulatorCode,
    pub kind: RosterKind,
}

/// 许可证有效期止.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Validity {
    /// The list says nothing about it.
    Unstated,
    /// Through this day, inclusive.
    Until(Date),
    /// 长期.
    LongTerm,
    /// Something is written that is no date; kept as written, never guessed.
    Unclear(String),
}

impl Validity {
    /// The day as `YYYY-MM-DD`, or the words: what is shown and exported.
    pub fn to_text(&self) -> String {
        match self {
            Self::Unstated => String::new(),
            Self::Until(day) => day.to_string(),
            Self::LongTerm => "长期".into(),
            Self::Unclear(words) => words.clone(),
        }
    }
}

/// 办学性质.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Nature {
    /// 营利性
    ForProfit,
    /// 非营利性
    NonProfit,
}

impl Nature {
    pub fn label(self) -> &'static str {
        match self {
            Self::ForProfit => "营利性",
            Self::NonProfit => "非营利性",
        }
    }

    pub fn parse(cell: &str) -> Option<Self> {
        let word = super::text::normal(cell);
        if word.contains("非营利") || word.contains("民办非企业") {
            Some(Self::NonProfit)
        } else if word.contains("营利") {
            Some(Self::ForProfit)
        } else {
            None
        }
    }
}

/// Words of a regulator that may name private people (`domain.md` §6).
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum FreeText {
    Public(String),
    /// It seems to name a private person: kept from the public, and not stored; the uploaded file has it.
    HeldBack,
}

impl FreeText {
    /// What may be shown; `None` when held back.
    pub fn public(&self) -> Option<&str> {
        match self {
            Self::Public(text) => Some(text),
            Self::HeldBack => None,
        }
    }
}

/// 办学点: where teaching is approved. Approval at one address says nothing about another.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Site {
    /// 办学地址 as printed; empty where the list has none.
    pub address: String,
    /// 乡镇街道; empty where the list has none.
    pub town: String,
}

/// 列入: one institution in a roster under one permit or site, as the publisher wrote it.
///
/// Private people (法定代表人, 举办者) are not part of it: the public is never shown them, and the
/// uploaded file keeps them for those who may see it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listing {
    pub roster: RosterId,
    /// 机构名称, cleaned by [`super::text::clean`].
    pub name: String,
    /// 招牌名, 简称: the sign over the door.
    pub brand: Option<String>,
    pub uscc: Option<Uscc>,
    pub permit: Option<PermitNo>,
    pub status: Status,
    /// The publisher's own word for the status; empty where there is none.
    pub status_text: String,
    pub category: Category,
    /// 培训内容: what may be taught, in the publisher's words.
    pub content: Option<String>,
    pub nature: Option<Nature>,
    /// Where the institution is listed; `None` when neither row nor regulator tells.
    pub region: Option<RegionCode>,
    pub site: Site,
    pub valid_from: Option<Date>,
    pub valid_until: Validity,
    /// 列入日期.
    pub listed_on: Option<Date>,
    /// 移出日期, or the day on which its term ends: from this day on the entry no longer counts.
    pub delisted_on: Option<Date>,
    /// 列入原因.
    pub reason: Option<FreeText>,
    /// 处理措施, 处理结果.
    pub measures: Option<FreeText>,
    /// 公告文号 of the row itself, where rows carry one.
    pub notice_no: Option<String>,
    /// 备注.
    pub remark: Option<FreeText>,
    /// 联系电话: landlines and service numbers only.
    pub phone: Option<String>,
    /// 监管账户银行.
    pub account: Option<String>,
}

impl Listing {
    /// A listing that says nothing but in which roster it stands and whom it names.
    pub fn named(roster: RosterId, name: impl Into<String>) -> Self {
        Self {
            roster,
            name: name.into(),
            brand: None,
            uscc: None,
            permit: None,
            status: Status::Unstated,
            status_text: String::new(),
            category: Category::Unstated,
            content: None,
            nature: None,
            region: None,
            site: Site::default(),
            valid_from: None,
            valid_until: Validity::Unstated,
            listed_on: None,
            delisted_on: None,
            reason: None,
            measures: None,
            notice_no: None,
            remark: None,
            phone: None,
            account: None,
        }
    }

    /// The text of a field as readers see it; empty where there is none. 法定代表人 and the region's
    /// names, which a listing does not hold, are empty.
    pub fn text_of(&self, field: Field) -> String {
        let held = |text: &Option<FreeText>| match text {
            Some(FreeText::Public(text)) => text.clone(),
            Some(FreeText::HeldBack) => HELD_BACK.to_owned(),
            None => String::new(),
        };
        let day = |day: Option<Date>| day.map(|day| day.to_string()).unwrap_or_default();
        match field {
            Field::Roster => self.roster.kind.label().into(),
            Field::Name => self.name.clone(),
            Field::Brand => self.brand.clone().unwrap_or_default(),
            Field::Uscc => self.uscc.map(|uscc| uscc.to_string()).unwrap_or_default(),
            Field::Permit => self.permit.as_ref().map(|no| no.to_string()).unwrap_or_default(),
            Field::Status => self.status_shown().into(),
            Field::Category => self.category.label().into(),
            Field::Content => self.content.clone().unwrap_or_default(),
            Field::Nature => self.nature.map(Nature::label).unwrap_or_default().into(),
            Field::Regulator => self.roster.regulator.to_string(),
            Field::Region => self.region.map(|code| code.to_string()).unwrap_or_default(),
            Field::Town => self.site.town.clone(),
            Field::Address => self.site.address.clone(),
            Field::ValidFrom => day(self.valid_from),
            Field::ValidUntil => self.valid_until.to_text(),
            Field::ListedOn => day(self.listed_on),
            Field::DelistedOn => day(self.delisted_on),
            Field::Reason => held(&self.reason),
            Field::Measures => held(&self.measures),
            Field::NoticeNo => self.notice_no.clone().unwrap_or_default(),
            Field::Remark => held(&self.remark),
            Field::Phone => self.phone.clone().unwrap_or_default(),
            Field::Account => self.account.clone().unwrap_or_default(),
            Field::Province | Field::City | Field::County | Field::LegalRepresentative => {
                String::new()
            }
        }
    }

    /// This listing with whatever the file had no column for taken from `before`, so that a batch
    /// changes only what it speaks of. The name, the roster and the code are always its own.
    #[must_use]
    pub fn inheriting(mut self, before: &Self, stated: &HashSet<Field>) -> Self {
        let is_silent = |field| !stated.contains(&field);
        let keep = before.clone();
        if is_silent(Field::Brand) && self.brand.is_none() {
            self.brand = keep.brand;
        }
        if is_silent(Field::Uscc) {
            self.uscc = self.uscc.or(keep.uscc);
        }
        if is_silent(Field::Permit) {
            self.permit = keep.permit;
        }
        if is_silent(Field::Status) && self.status == Status::Unstated {
            self.status = keep.status;
            self.status_text = keep.status_text;
        }
        if is_silent(Field::Category) && self.category == Category::Unstated {
            self.category = keep.category;
        }
        if is_silent(Field::Content) {
            self.content = keep.content;
        }
        if is_silent(Field::Nature) {
            self.nature = keep.nature;
        }
        if is_silent(Field::Region) {
            self.region = keep.region.or(self.region);
        }
        if is_silent(Field::Address) {
            self.site.address = keep.site.address;
        }
        if is_silent(Field::Town) {
            self.site.town = keep.site.town;
        }
        if is_silent(Field::ValidUntil) {
            self.valid_until = keep.valid_until;
            if is_silent(Field::ValidFrom) {
                self.valid_from = keep.valid_from;
            }
        }
        if is_silent(Field::ListedOn) {
            self.listed_on = keep.listed_on;
        }
        if is_silent(Field::DelistedOn) {
            self.delisted_on = keep.delisted_on;
        }
        if is_silent(Field::Reason) {
            self.reason = keep.reason;
        }
        if is_silent(Field::Measures) {
            self.measures = keep.measures;
        }
        if is_silent(Field::NoticeNo) {
            self.notice_no = keep.notice_no;
        }
        if is_silent(Field::Remark) {
            self.remark = keep.remark;
        }
        if is_silent(Field::Phone) {
            self.phone = keep.phone;
        }
        if is_silent(Field::Account) {
            self.account = keep.account;
        }
        self
    }

    /// The publisher's own word for the status, or ours where the list has none.
    pub fn status_shown(&self) -> &str {
        if self.status_text.is_empty() { self.status.label() } else { &self.status_text }
    }
}

/// What stands where a text is held back.
pub const HELD_BACK: &str = "（含个人信息，暂不公开）";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_names_a_kind_of_list_or_none() {
        assert_eq!(
            RosterKind::parse("南山区校外培训机构白名单（第3批）"),
            Some(RosterKind::Approved)
        );
        assert_eq!(RosterKind::parse("黑名单"), Some(RosterKind::Banned));
        assert_eq!(RosterKind::parse("校外培训机构黑白名单"), None);
        assert_eq!(RosterKind::parse("机构名单"), None);
        for left in
            ["移出白名单", "拟列入白名单", "关于将示例中心移出黑名单的公告", "未列入白名单的机构"]
        {
            assert_eq!(RosterKind::parse(left), None, "{left}");
        }
    }
}
