//! Our words for kinds of lists, categories, statuses and columns. In simplified script they are those
//! of the domain, which files and the API use too: a test holds the two together.

use super::phrase::phrases;
use super::{Language, Phrase};
use crate::domain::category::Category;
use crate::domain::figures::Reason;
use crate::domain::listing::{Field, Nature, RosterKind};
use crate::domain::regulator::RegulatorKind;
use crate::domain::release::Mode;
use crate::domain::status::Status;

phrases! {
    APPROVED = "白名单", "白名單", "approved list";
    WATCH = "灰名单", "灰名單", "watch list";
    BANNED = "黑名单", "黑名單", "banned list";
    ACADEMIC = "学科类", "學科類", "school subjects";
    ARTS = "文化艺术类", "文化藝術類", "culture and arts";
    SPORTS = "体育类", "體育類", "sports";
    SCIENCE = "科技类", "科技類", "science and technology";
    VOCATIONAL = "职业技能", "職業技能", "vocational skills";
    CHILDCARE = "托管", "託管", "childcare";
    OTHER = "其他", "其他", "other";
    NO_CATEGORY = "未写明类别", "未寫明類別", "category not stated";
    NORMAL = "正常", "正常", "normal";
    BARELY_PASSED = "年检基本合格", "年檢基本合格", "barely passed the yearly inspection";
    WATCHED = "预警", "預警", "warning";
    INCOMPLETE = "证照还不齐", "證照還不齊", "papers not complete";
    RECTIFYING = "停业整改", "停業整改", "suspended to put things right";
    FAILED_INSPECTION = "年检不合格", "年檢不合格", "failed the yearly inspection";
    DORMANT = "歇业", "歇業", "business suspended";
    UNDER_INVESTIGATION = "正在调查", "正在調查", "under investigation";
    EXPIRED = "许可证过期", "許可證過期", "permit expired";
    DEREGISTERING = "正在注销", "正在註銷", "being deregistered";
    DEREGISTERED = "已注销", "已註銷", "deregistered";
    ORDERED_CLOSED = "责令关停", "責令關停", "ordered to close";
    REVOKED = "取缔或吊销", "取締或吊銷", "shut down or permit revoked";
    UNLICENSED = "无证办学", "無證辦學", "no permit";
    LIFTED = "已移出", "已移出", "removed from the list";
    UNKNOWN = "状态不明", "狀態不明", "status unclear";
    NO_STATUS = "未写明状态", "未寫明狀態", "status not stated";
    FULL = "全量名单", "全量名單", "complete list";
    BATCH = "批次（只增改）", "批次（只增改）", "batch (additions and changes only)";
    FOR_COMMENT = "公示（征求意见，还不算数）", "公示（徵求意見，還不算數）", "for comment (does not count yet)";
    ROSTER = "名单类型", "名單類型", "Kind of list";
    NAME = "机构名称", "機構名稱", "Institution name";
    BRAND = "招牌名", "招牌名", "Name on the signboard";
    USCC = "统一社会信用代码", "統一社會信用代碼", "Unified Social Credit Code";
    PERMIT = "办学许可证号", "辦學許可證號", "Permit number";
    STATUS = "状态", "狀態", "Status";
    CATEGORY = "机构类别", "機構類別", "Category";
    CONTENT = "培训内容", "培訓內容", "Courses";
    NATURE = "办学性质", "辦學性質", "For profit or not";
    REGULATOR = "主管部门", "主管部門", "Regulator";
    PROVINCE = "省", "省", "Province";
    CITY = "市", "市", "City";
    COUNTY = "区县", "區縣", "District or county";
    REGION = "行政区划代码", "行政區劃代碼", "Region code";
    TOWN = "乡镇街道", "鄉鎮街道", "Town or subdistrict";
    ADDRESS = "地址", "地址", "Address";
    VALID_FROM = "许可证有效期起", "許可證有效期起", "Permit valid from";
    VALID_UNTIL = "许可证有效期止", "許可證有效期止", "Permit valid until";
    LISTED_ON = "列入日期", "列入日期", "Put on the list on";
    DELISTED_ON = "移出日期", "移出日期", "Taken off the list on";
    REASON = "列入原因", "列入原因", "Reason for listing";
    MEASURES = "处理措施", "處理措施", "Measures taken";
    NOTICE_NO = "公告文号", "公告文號", "Notice number";
    REMARK = "备注", "備註", "Remark";
    PHONE = "联系电话", "聯繫電話", "Phone";
    ACCOUNT = "监管账户", "監管賬戶", "Supervised account";
    LEGAL_REPRESENTATIVE = "法定代表人", "法定代表人", "Legal representative";
    FOR_PROFIT = "营利性", "營利性", "for profit";
    NON_PROFIT = "非营利性", "非營利性", "not for profit";
    LONG_TERM = "长期", "長期", "no end date";
    EDU_DEPARTMENT = "教育部门", "教育部門", "education departments";
    CULTURE_DEPARTMENT = "文化旅游部门", "文化旅遊部門", "culture and tourism departments";
    SPORT_DEPARTMENT = "体育部门", "體育部門", "sports departments";
    SCIENCE_DEPARTMENT = "科技部门", "科技部門", "science and technology departments";
    HRSS_DEPARTMENT =
        "人力资源和社会保障部门",
        "人力資源和社會保障部門",
        "human resources and social security departments";
    MARKET_DEPARTMENT = "市场监管部门", "市場監管部門", "market regulation departments";
    CIVIL_DEPARTMENT = "民政部门", "民政部門", "civil affairs departments";
    OTHER_DEPARTMENT = "主管部门", "主管部門", "other regulators";
    BAN_UNLICENSED = "没有证", "沒有證", "no permit";
    BAN_PAPERS =
        "有照无证、证照不全",
        "有照無證、證照不全",
        "business licence without a permit, papers not complete";
    BAN_SCOPE = "超范围", "超範圍", "beyond what was approved";
    BAN_SUBJECTS =
        "违规教学科、换名目教学科",
        "違規教學科、換名目教學科",
        "school subjects against the rules or under another name";
    BAN_SAFETY = "消防、场地不安全", "消防、場地不安全", "fire or other dangers of the premises";
    BAN_FEES =
        "收费、退费、资金监管",
        "收費、退費、資金監管",
        "fees, refunds, supervision of prepaid money";
    BAN_VANISHED = "卷款、失联", "卷款、失聯", "gone with the money, cannot be reached";
    BAN_ADVERTISING = "虚假宣传", "虛假宣傳", "false advertising";
    BAN_TEACHERS = "用学校在职老师", "用學校在職老師", "employs serving school teachers";
    BAN_STAFF = "老师没有资格证", "老師沒有資格證", "teachers without a teaching certificate";
    BAN_ADDRESS =
        "地址不符、擅自搬家",
        "地址不符、擅自搬家",
        "wrong address, moved without approval";
    BAN_INSPECTION = "年检没过", "年檢沒過", "did not pass the yearly inspection";
    BAN_SECRETLY_OPEN =
        "假注销，还在开",
        "假註銷，還在開",
        "deregistered only for show, still open";
    BAN_REFUSAL = "让改不改", "讓改不改", "did not put things right when told to";
    BAN_OTHER = "其他", "其他", "other";
    BAN_HELD_BACK =
        "原因里有个人信息，不公开",
        "原因裡有個人信息，不公開",
        "the reason contains personal information and is not shown";
    BAN_UNSTATED = "没写原因", "沒寫原因", "no reason stated";
    HELD_BACK =
        "（含个人信息，暂不公开）",
        "（含個人信息，暫不公開）",
        "(contains personal information; not shown)";
}

/// A kind of list.
pub fn roster(language: Language, kind: RosterKind) -> &'static str {
    let phrase = match kind {
        RosterKind::Approved => APPROVED,
        RosterKind::Watch => WATCH,
        RosterKind::Banned => BANNED,
    };
    phrase.of(language)
}

/// The kinds of lists that a release touched.
pub fn rosters(language: Language, kinds: &[RosterKind]) -> String {
    let labels: Vec<&str> = kinds.iter().map(|kind| roster(language, *kind)).collect();
    labels.join(language.list_comma())
}

/// What may be taught.
pub fn category(language: Language, category: Category) -> &'static str {
    let phrase = match category {
        Category::Academic => ACADEMIC,
        Category::Arts => ARTS,
        Category::Sports => SPORTS,
        Category::Science => SCIENCE,
        Category::Vocational => VOCATIONAL,
        Category::Childcare => CHILDCARE,
        Category::Other => OTHER,
        Category::Unstated => NO_CATEGORY,
    };
    phrase.of(language)
}

/// Our word for a status, where the publisher's own is missing.
pub fn status(language: Language, status: Status) -> &'static str {
    let phrase = match status {
        Status::Normal => NORMAL,
        Status::BarelyPassed => BARELY_PASSED,
        Status::Watched => WATCHED,
        Status::Incomplete => INCOMPLETE,
        Status::Rectifying => RECTIFYING,
        Status::FailedInspection => FAILED_INSPECTION,
        Status::Dormant => DORMANT,
        Status::UnderInvestigation => UNDER_INVESTIGATION,
        Status::Expired => EXPIRED,
        Status::Deregistering => DEREGISTERING,
        Status::Deregistered => DEREGISTERED,
        Status::OrderedClosed => ORDERED_CLOSED,
        Status::Revoked => REVOKED,
        Status::Unlicensed => UNLICENSED,
        Status::Lifted => LIFTED,
        Status::Unknown => UNKNOWN,
        Status::Unstated => NO_STATUS,
    };
    phrase.of(language)
}

/// Whether a release holds everything.
pub fn mode(language: Language, mode: Mode) -> &'static str {
    match mode {
        Mode::Full => FULL.of(language),
        Mode::Batch => BATCH.of(language),
        Mode::ForComment => FOR_COMMENT.of(language),
    }
}

/// Whether it is run for profit.
pub fn nature(language: Language, nature: Nature) -> &'static str {
    match nature {
        Nature::ForProfit => FOR_PROFIT.of(language),
        Nature::NonProfit => NON_PROFIT.of(language),
    }
}

/// Departments by their first duty.
pub fn department(language: Language, kind: RegulatorKind) -> &'static str {
    let phrase = match kind {
        RegulatorKind::Edu => EDU_DEPARTMENT,
        RegulatorKind::Culture => CULTURE_DEPARTMENT,
        RegulatorKind::Sport => SPORT_DEPARTMENT,
        RegulatorKind::Science => SCIENCE_DEPARTMENT,
        RegulatorKind::Hrss => HRSS_DEPARTMENT,
        RegulatorKind::Market => MARKET_DEPARTMENT,
        RegulatorKind::Civil => CIVIL_DEPARTMENT,
        RegulatorKind::Other => OTHER_DEPARTMENT,
    };
    phrase.of(language)
}

/// A group of reasons for a ban.
pub fn ban_reason(language: Language, reason: Reason) -> &'static str {
    let phrase = match reason {
        Reason::Unlicensed => BAN_UNLICENSED,
        Reason::PapersIncomplete => BAN_PAPERS,
        Reason::BeyondScope => BAN_SCOPE,
        Reason::HiddenSubjects => BAN_SUBJECTS,
        Reason::Safety => BAN_SAFETY,
        Reason::Fees => BAN_FEES,
        Reason::Vanished => BAN_VANISHED,
        Reason::FalseAdvertising => BAN_ADVERTISING,
        Reason::SchoolTeachers => BAN_TEACHERS,
        Reason::UnqualifiedStaff => BAN_STAFF,
        Reason::Address => BAN_ADDRESS,
        Reason::Inspection => BAN_INSPECTION,
        Reason::SecretlyOpen => BAN_SECRETLY_OPEN,
        Reason::Refusal => BAN_REFUSAL,
        Reason::Other => BAN_OTHER,
        Reason::HeldBack => BAN_HELD_BACK,
        Reason::Unstated => BAN_UNSTATED,
    };
    phrase.of(language)
}

/// A column.
pub fn field(language: Language, field: Field) -> &'static str {
    let phrase: Phrase = match field {
        Field::Roster => ROSTER,
        Field::Name => NAME,
        Field::Brand => BRAND,
        Field::Uscc => USCC,
        Field::Permit => PERMIT,
        Field::Status => STATUS,
        Field::Category => CATEGORY,
        Field::Content => CONTENT,
        Field::Nature => NATURE,
        Field::Regulator => REGULATOR,
        Field::Province => PROVINCE,
        Field::City => CITY,
        Field::County => COUNTY,
        Field::Region => REGION,
        Field::Town => TOWN,
        Field::Address => ADDRESS,
        Field::ValidFrom => VALID_FROM,
        Field::ValidUntil => VALID_UNTIL,
        Field::ListedOn => LISTED_ON,
        Field::DelistedOn => DELISTED_ON,
        Field::Reason => REASON,
        Field::Measures => MEASURES,
        Field::NoticeNo => NOTICE_NO,
        Field::Remark => REMARK,
        Field::Phone => PHONE,
        Field::Account => ACCOUNT,
        Field::LegalRepresentative => LEGAL_REPRESENTATIVE,
    };
    phrase.of(language)
}
