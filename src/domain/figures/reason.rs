//! 列入黑名单的原因, by meaning: reasons are free text, so they are grouped by the words in them.

use crate::domain::listing::FreeText;
use crate::domain::text;

/// A group of reasons for a ban. One text may give several.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Reason {
    /// 无证办学, 无证无照, 未取得办学许可证.
    Unlicensed,
    /// 有照无证, 证照不全.
    PapersIncomplete,
    /// 超范围经营.
    BeyondScope,
    /// 隐形变异, and school subjects at times when they may not be taught.
    HiddenSubjects,
    /// 消防, 场地安全.
    Safety,
    /// 收费, 预收费, 资金监管, 退费.
    Fees,
    /// 卷款跑路, 失联.
    Vanished,
    /// 虚假宣传.
    FalseAdvertising,
    /// 聘用在职教师.
    SchoolTeachers,
    /// 从业人员没有资格.
    UnqualifiedStaff,
    /// 擅自变更地址, 地址不符.
    Address,
    /// 年检不合格.
    Inspection,
    /// 假注销真运营.
    SecretlyOpen,
    /// 拒不整改.
    Refusal,
    /// Words that no rule knows.
    Other,
    /// The text may name a private person and is kept from the public.
    HeldBack,
    /// The list gives no reason.
    Unstated,
}

/// A group, the words that lead to it, and the longer words in which they mean something else.
struct Rule {
    reason: Reason,
    words: &'static [&'static str],
    unless: &'static [&'static str],
}

const fn rule(reason: Reason, words: &'static [&'static str]) -> Rule {
    Rule { reason, words, unless: &[] }
}

/// The whole vocabulary; every rule is asked of every text.
const VOCABULARY: [Rule; 14] = [
    Rule {
        reason: Reason::Unlicensed,
        words: &[
            "无证",
            "无办学许可",
            "未取得办学许可",
            "未取得许可",
            "未经批准",
            "未经许可",
            "擅自举办",
            "擅自办学",
            "非法办学",
        ],
        unless: &["有照无证", "无证上岗"],
    },
    rule(Reason::PapersIncomplete, &["有照无证", "证照不全", "手续不全", "证照不齐"]),
    rule(
        Reason::BeyondScope,
        &["超范围", "超出范围", "超出许可", "超出经营", "超越范围", "超许可"],
    ),
    rule(
        Reason::HiddenSubjects,
        &["隐形变异", "变相", "学科", "节假日", "周末", "寒暑假", "为名", "名义"],
    ),
    rule(Reason::Safety, &["消防", "安全", "疏散", "灭火", "居民楼"]),
    rule(
        Reason::Fees,
        &[
            "收费",
            "资金",
            "预收",
            "退费",
            "退款",
            "监管账户",
            "专用账户",
            "培训贷",
            "5000元",
            "3个月",
        ],
    ),
    rule(Reason::Vanished, &["跑路", "失联", "卷款", "闭店"]),
    rule(Reason::FalseAdvertising, &["虚假", "夸大", "误导宣传", "违规宣传", "违规广告"]),
    rule(Reason::SchoolTeachers, &["在职教师", "在职中小学教师", "在编教师", "公办教师"]),
    rule(Reason::UnqualifiedStaff, &["教师资格", "无证上岗", "从业人员无", "无资质人员"]),
    rule(
        Reason::Address,
        &[
            "办学地址",
            "地址不符",
            "地址不一",
            "擅自变更",
            "擅自搬",
            "一证多点",
            "擅自增设",
            "擅自设立分",
        ],
    ),
    rule(Reason::Inspection, &["年检", "年度检查", "未参检", "年审"]),
    rule(Reason::SecretlyOpen, &["假注销", "注销后仍", "注销后继续"]),
    rule(Reason::Refusal, &["拒不", "逾期未改", "逾期不改", "未按期整改"]),
];

impl Reason {
    pub const ALL: [Self; 17] = [
        Self::Unlicensed,
        Self::PapersIncomplete,
        Self::BeyondScope,
        Self::HiddenSubjects,
        Self::Safety,
        Self::Fees,
        Self::Vanished,
        Self::FalseAdvertising,
        Self::SchoolTeachers,
        Self::UnqualifiedStaff,
        Self::Address,
        Self::Inspection,
        Self::SecretlyOpen,
        Self::Refusal,
        Self::Other,
        Self::HeldBack,
        Self::Unstated,
    ];

    /// Every group that a 列入原因 belongs to, each once and one at least.
    pub fn of(reason: Option<&FreeText>) -> Vec<Self> {
        let Some(reason) = reason else { return vec![Self::Unstated] };
        let Some(words) = reason.public() else { return vec![Self::HeldBack] };
        let words = text::normal(words);
        if !words.chars().any(char::is_alphanumeric) {
            return vec![Self::Unstated];
        }
        let found: Vec<Self> =
            VOCABULARY.iter().filter(|rule| rule.fits(&words)).map(|rule| rule.reason).collect();
        if found.is_empty() { vec![Self::Other] } else { found }
    }

    /// The word the public reads.
    pub fn label(self) -> &'static str {
        match self {
            Self::Unlicensed => "没有证",
            Self::PapersIncomplete => "有照无证、证照不全",
            Self::BeyondScope => "超范围",
            Self::HiddenSubjects => "违规教学科、换名目教学科",
            Self::Safety => "消防、场地不安全",
            Self::Fees => "收费、退费、资金监管",
            Self::Vanished => "卷款、失联",
            Self::FalseAdvertising => "虚假宣传",
            Self::SchoolTeachers => "用学校在职老师",
            Self::UnqualifiedStaff => "老师没有资格证",
            Self::Address => "地址不符、擅自搬家",
            Self::Inspection => "年检没过",
            Self::SecretlyOpen => "假注销，还在开",
            Self::Refusal => "让改不改",
            Self::Other => "其他",
            Self::HeldBack => "原因里有个人信息，不公开",
            Self::Unstated => "没写原因",
        }
    }

    /// The stable code in the API.
    pub fn code(self) -> &'static str {
        match self {
            Self::Unlicensed => "unlicensed",
            Self::PapersIncomplete => "papers_incomplete",
            Self::BeyondScope => "beyond_scope",
            Self::HiddenSubjects => "hidden_subjects",
            Self::Safety => "safety",
            Self::Fees => "fees",
            Self::Vanished => "vanished",
            Self::FalseAdvertising => "false_advertising",
            Self::SchoolTeachers => "school_teachers",
            Self::UnqualifiedStaff => "unqualified_staff",
            Self::Address => "address",
            Self::Inspection => "inspection",
            Self::SecretlyOpen => "secretly_open",
            Self::Refusal => "refusal",
            Self::Other => "other",
            Self::HeldBack => "held_back",
            Self::Unstated => "unstated",
        }
    }
}

impl Rule {
    /// Whether one of its words stands in the text outside of the words that mean something else.
    fn fits(&self, text: &str) -> bool {
        if self.unless.is_empty() {
            return self.words.iter().any(|word| text.contains(word));
        }
        let rest = self.unless.iter().fold(text.to_owned(), |rest, word| rest.replace(word, "，"));
        self.words.iter().any(|word| rest.contains(word))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Vec<Reason> {
        Reason::of(Some(&FreeText::Public(text.into())))
    }

    #[test]
    fn reasons_are_told_by_the_words_that_bureaus_write() {
        for (text, reason) in [
            ("无证办学", Reason::Unlicensed),
            ("未取得办学许可证，擅自开展英语培训", Reason::Unlicensed),
            ("有照无证", Reason::PapersIncomplete),
            ("超范围经营", Reason::BeyondScope),
            ("隐形变异学科培训", Reason::HiddenSubjects),
            ("违规节假日开展学科培训", Reason::HiddenSubjects),
            ("以书法为名开展语文培训", Reason::HiddenSubjects),
            ("消防设施不完备", Reason::Safety),
            ("一次性收费超5000元", Reason::Fees),
            ("未纳入资金监管", Reason::Fees),
            ("卷款跑路、失联", Reason::Vanished),
            ("虚假宣传", Reason::FalseAdvertising),
            ("聘用在职教师", Reason::SchoolTeachers),
            ("从业人员无教师资格证", Reason::UnqualifiedStaff),
            ("从业人员无证上岗", Reason::UnqualifiedStaff),
            ("擅自变更办学地址", Reason::Address),
            ("年检不合格", Reason::Inspection),
            ("假注销真运营", Reason::SecretlyOpen),
            ("拒不整改", Reason::Refusal),
            ("影响恶劣", Reason::Other),
            (" — ", Reason::Unstated),
        ] {
            assert_eq!(of(text), [reason], "{text}");
        }
        assert_eq!(Reason::of(None), [Reason::Unstated]);
        assert_eq!(Reason::of(Some(&FreeText::HeldBack)), [Reason::HeldBack]);
    }

    #[test]
    fn a_text_that_gives_several_reasons_belongs_to_each() {
        assert_eq!(of("无证办学、虚假宣传"), [Reason::Unlicensed, Reason::FalseAdvertising]);
        assert_eq!(
            of("有照无证，聘用在职教师"),
            [Reason::PapersIncomplete, Reason::SchoolTeachers]
        );
        assert_eq!(of("证照齐全，超范围"), [Reason::BeyondScope]);
    }

    #[test]
    fn every_rule_leads_to_a_group_of_its_own_and_codes_differ() {
        let mut codes: Vec<&str> = Reason::ALL.iter().map(|reason| reason.code()).collect();
        codes.dedup();
        assert_eq!(codes.len(), Reason::ALL.len());
        for (rule, reason) in VOCABULARY.iter().zip(Reason::ALL) {
            assert_eq!(rule.reason, reason);
        }
    }
}
