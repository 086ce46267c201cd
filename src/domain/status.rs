//! The words with which lists say how an institution stands, and what each of them means for a parent.

/// 状态 of a listing, by meaning; the publisher's own word is kept beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Status {
    /// 正常, 合格, 在营, 已上架.
    Normal,
    /// 年检基本合格.
    BarelyPassed,
    /// 灰名单, 预警.
    Watched,
    /// 已取证未上架, 已核准未合规, 基本达到办学条件(未发证): the papers are not complete.
    Incomplete,
    /// 停业整改, 限期整改, 暂时停办.
    Rectifying,
    /// 年检不合格, 未参检: may not recruit.
    FailedInspection,
    /// 歇业, 自行停办.
    Dormant,
    /// 立案, 调查中: not guilty.
    UnderInvestigation,
    /// 许可证过期.
    Expired,
    /// 正在注销.
    Deregistering,
    /// 已注销: gone, without blame.
    Deregistered,
    /// 责令关停, 责令停止办学.
    OrderedClosed,
    /// 取缔, 吊销, 撤销许可.
    Revoked,
    /// 无证无照, 有照无证, 假注销真运营, 擅自举办.
    Unlicensed,
    /// 移出黑名单, 信用修复, 撤销列入: the entry is over and leaves every public view.
    Lifted,
    /// A word that no rule knows: treated as "not now", and a task for a clerk.
    Unknown,
    /// The list has no such column, or the cell is empty.
    Unstated,
}

impl Status {
    /// Reads a 状态 cell (or a 备注 that serves as one). Words are matched by what they contain,
    /// the graver first, so that 停业整改中(原正常) is not read as 正常.
    pub fn parse(cell: &str) -> Self {
        let word = super::text::normal(cell);
        if word.is_empty() || !word.chars().any(char::is_alphanumeric) {
            return Self::Unstated;
        }
        let has = |words: &[&str]| words.iter().any(|w| word.contains(w));
        let is = |words: &[&str]| words.iter().any(|w| word == *w);
        // Who asks for repair has not got it.
        let is_pending = has(&["未", "拟", "申请", "待", "不予", "修复中", "正在"]);
        let is_over =
            has(&["移出黑名单", "移出名单", "信用修复", "已修复", "撤销列入", "解除列入"])
                || is(&["移出", "修复"]);
        if is_over && !is_pending {
            Self::Lifted
        } else if has(&["无证", "证照不全", "假注销", "擅自举办", "擅自办学", "非法办学"])
        {
            Self::Unlicensed
        } else if has(&["取缔", "吊销", "撤销"]) {
            Self::Revoked
        } else if has(&["关停", "责令停止", "停办通知", "责令停办", "关闭"]) {
            Self::OrderedClosed
        } else if has(&["正在注销", "注销中", "走注销", "拟注销", "申请注销"]) {
            Self::Deregistering
        } else if has(&["注销", "终止办学"]) {
            Self::Deregistered
        } else if has(&["立案", "调查", "查处"]) {
            Self::UnderInvestigation
        } else if has(&["不合格", "未参检", "未年检", "未参加年检"]) {
            Self::FailedInspection
        } else if has(&["整改", "整顿", "停业通知", "暂时停", "暂停"]) {
            Self::Rectifying
        } else if has(&["过期", "到期", "失效", "逾期"]) {
            Self::Expired
        } else if has(&["歇业", "停办", "停业", "休业"]) {
            Self::Dormant
        } else if has(&["灰名单", "预警", "观察"]) {
            Self::Watched
        } else if has(&[
            "未上架",
            "未合规",
            "未发证",
            "基本达到",
            "未取证",
            "筹设",
            "筹建",
            "待发证",
            "公示",
        ]) {
            Self::Incomplete
        } else if has(&["基本合格"]) {
            Self::BarelyPassed
        } else if is(&[
            "正常",
            "正常经营",
            "正常办学",
            "正常营业",
            "合格",
            "合规",
            "年检合格",
            "在营",
            "在业",
            "存续",
            "已上架",
            "上架",
            "有效",
            "优秀",
            "年检优秀",
            "正常运营",
            "办学中",
            "白名单",
        ]) {
            Self::Normal
        } else {
            Self::Unknown
        }
    }

    /// Our word for it, where the publisher's own is missing.
    pub fn label(self) -> &'static str {
        match self {
            Self::Normal => "正常",
            Self::BarelyPassed => "年检基本合格",
            Self::Watched => "预警",
            Self::Incomplete => "证照还不齐",
            Self::Rectifying => "停业整改",
            Self::FailedInspection => "年检不合格",
            Self::Dormant => "歇业",
            Self::UnderInvestigation => "正在调查",
            Self::Expired => "许可证过期",
            Self::Deregistering => "正在注销",
            Self::Deregistered => "已注销",
            Self::OrderedClosed => "责令关停",
            Self::Revoked => "取缔或吊销",
            Self::Unlicensed => "无证办学",
            Self::Lifted => "已移出",
            Self::Unknown => "状态不明",
            Self::Unstated => "未写明状态",
        }
    }

    /// The stable code in the store, in URLs and the API.
    pub fn code(self) -> &'static str {
        match self {
            Self::Normal => "normal",
            Self::BarelyPassed => "barely_passed",
            Self::Watched => "watched",
            Self::Incomplete => "incomplete",
            Self::Rectifying => "rectifying",
            Self::FailedInspection => "failed_inspection",
            Self::Dormant => "dormant",
            Self::UnderInvestigation => "under_investigation",
            Self::Expired => "expired",
            Self::Deregistering => "deregistering",
            Self::Deregistered => "deregistered",
            Self::OrderedClosed => "ordered_closed",
            Self::Revoked => "revoked",
            Self::Unlicensed => "unlicensed",
            Self::Lifted => "lifted",
            Self::Unknown => "unknown",
            Self::Unstated => "unstated",
        }
    }

    pub const ALL: [Self; 17] = [
        Self::Normal,
        Self::BarelyPassed,
        Self::Watched,
        Self::Incomplete,
        Self::Rectifying,
        Self::FailedInspection,
        Self::Dormant,
        Self::UnderInvestigation,
        Self::Expired,
        Self::Deregistering,
        Self::Deregistered,
        Self::OrderedClosed,
        Self::Revoked,
        Self::Unlicensed,
        Self::Lifted,
        Self::Unknown,
        Self::Unstated,
    ];

    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.code() == code)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_of_the_handbook_is_known() {
        for (words, status) in [
            ("正常 正常经营 合格 合规 在营 已上架", Status::Normal),
            ("年检基本合格", Status::BarelyPassed),
            ("灰名单 预警", Status::Watched),
            ("已取证未上架 已核准但未合规 未上架 基本达到办学条件(未发证)", Status::Incomplete),
            ("停业整改 暂时停办 限期整改 停业整顿 停业通知", Status::Rectifying),
            ("年检不合格 未参检", Status::FailedInspection),
            ("歇业 自行停办 停业", Status::Dormant),
            ("立案 调查中 立案查处", Status::UnderInvestigation),
            ("许可证过期", Status::Expired),
            ("正在注销 走注销流程", Status::Deregistering),
            ("已注销", Status::Deregistered),
            ("责令关停 责令停止办学 停办通知", Status::OrderedClosed),
            ("取缔 吊销 撤销", Status::Revoked),
            ("无证无照 有照无证 证照不全 假注销真运营 擅自举办", Status::Unlicensed),
            ("移出黑名单 信用修复 撤销列入", Status::Lifted),
        ] {
            for word in words.split(' ') {
                assert_eq!(Status::parse(word), status, "{word}");
            }
        }
    }

    #[test]
    fn a_graver_word_beside_a_good_one_wins_and_an_unknown_one_is_not_good() {
        assert_eq!(Status::parse("正常(停业整改中)"), Status::Rectifying);
        assert_eq!(Status::parse("不正常"), Status::Unknown);
        assert_eq!(Status::parse("已申请信用修复"), Status::Unknown);
        assert_eq!(Status::parse("合格?"), Status::Unknown);
        assert_eq!(Status::parse(" — "), Status::Unstated);
    }

    #[test]
    fn codes_read_back() {
        for status in Status::ALL {
            assert_eq!(Status::from_code(status.code()), Some(status));
        }
    }
}
