//! What a list says of an institution, column by column.

/// The fields of a [`Listing`] that readers see and changes are told by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Field {
    Roster,
    Name,
    Brand,
    Uscc,
    Permit,
    Status,
    Category,
    Content,
    Nature,
    Regulator,
    Province,
    City,
    County,
    Region,
    Town,
    Address,
    ValidFrom,
    ValidUntil,
    ListedOn,
    DelistedOn,
    Reason,
    Measures,
    NoticeNo,
    Remark,
    Phone,
    Account,
    /// 法定代表人: read so that it can be recognised, never stored.
    LegalRepresentative,
}

impl Field {
    pub const ALL: [Self; 27] = [
        Self::Roster,
        Self::Name,
        Self::Brand,
        Self::Uscc,
        Self::Permit,
        Self::Status,
        Self::Category,
        Self::Content,
        Self::Nature,
        Self::Regulator,
        Self::Province,
        Self::City,
        Self::County,
        Self::Region,
        Self::Town,
        Self::Address,
        Self::ValidFrom,
        Self::ValidUntil,
        Self::ListedOn,
        Self::DelistedOn,
        Self::Reason,
        Self::Measures,
        Self::NoticeNo,
        Self::Remark,
        Self::Phone,
        Self::Account,
        Self::LegalRepresentative,
    ];

    /// The stable code in the store.
    pub fn code(self) -> &'static str {
        match self {
            Self::Roster => "roster",
            Self::Name => "name",
            Self::Brand => "brand",
            Self::Uscc => "uscc",
            Self::Permit => "permit",
            Self::Status => "status",
            Self::Category => "category",
            Self::Content => "content",
            Self::Nature => "nature",
            Self::Regulator => "regulator",
            Self::Province => "province",
            Self::City => "city",
            Self::County => "county",
            Self::Region => "region",
            Self::Town => "town",
            Self::Address => "address",
            Self::ValidFrom => "valid_from",
            Self::ValidUntil => "valid_until",
            Self::ListedOn => "listed_on",
            Self::DelistedOn => "delisted_on",
            Self::Reason => "reason",
            Self::Measures => "measures",
            Self::NoticeNo => "notice_no",
            Self::Remark => "remark",
            Self::Phone => "phone",
            Self::Account => "account",
            Self::LegalRepresentative => "legal_representative",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|field| field.code() == code)
    }

    /// The column's name in our own files and on pages.
    pub fn label(self) -> &'static str {
        match self {
            Self::Roster => "名单类型",
            Self::Name => "机构名称",
            Self::Brand => "招牌名",
            Self::Uscc => "统一社会信用代码",
            Self::Permit => "办学许可证号",
            Self::Status => "状态",
            Self::Category => "机构类别",
            Self::Content => "培训内容",
            Self::Nature => "办学性质",
            Self::Regulator => "主管部门",
            Self::Province => "省",
            Self::City => "市",
            Self::County => "区县",
            Self::Region => "行政区划代码",
            Self::Town => "乡镇街道",
            Self::Address => "地址",
            Self::ValidFrom => "许可证有效期起",
            Self::ValidUntil => "许可证有效期止",
            Self::ListedOn => "列入日期",
            Self::DelistedOn => "移出日期",
            Self::Reason => "列入原因",
            Self::Measures => "处理措施",
            Self::NoticeNo => "公告文号",
            Self::Remark => "备注",
            Self::Phone => "联系电话",
            Self::Account => "监管账户",
            Self::LegalRepresentative => "法定代表人",
        }
    }
}
