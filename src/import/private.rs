//! Private people in a bureau's words: names, identity numbers, phones. What seems to name one is
//! kept from the public until the bureau has masked it; better one text too many.

use crate::domain::text::{self, is_han};

/// Words after or before which a person's name stands.
const ROLES: [&str; 30] = [
    "法定代表人",
    "实际控制人",
    "负责人",
    "举办者",
    "办学者",
    "经营者",
    "当事人",
    "投诉人",
    "举报人",
    "联系人",
    "责任人",
    "校长",
    "园长",
    "院长",
    "店长",
    "主任",
    "老师",
    "教师",
    "教练",
    "法人",
    "家长",
    "学生",
    "股东",
    "员工",
    "业主",
    "校董",
    "助教",
    "教员",
    "从业人员",
    "违法人员",
];

const SURNAMES: &str = "王李张刘陈杨赵黄周吴徐孙胡朱林何郭马罗梁宋郑谢韩唐冯董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田姜范石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙段雷钱汤尹黎武乔贺赖龚庞樊兰殷陶洪翟颜倪严牛温芦俞章鲁葛伍韦尤毕聂焦柳邢岳齐梅莫庄辛祝左涂谷祁耿牟卜詹欧甄邬冉阮桂闵佟柴隋燕";

/// Surnames that are more often ordinary words.
const DOUBTFUL: &str = "于应常和向时任方全都经党安能高成关易严明代文包单连车房宫申万管解施季路华";

/// What follows a role and begins like a name, but is none.
const NO_NAMES: [&str; 44] = [
    "安全", "高度", "高中", "高考", "方面", "常规", "任意", "任何", "任课", "任教", "任职", "成绩",
    "成立", "全部", "全体", "全员", "时间", "时段", "时长", "明确", "应当", "关系", "方式", "经营",
    "经查", "经常", "白天", "马上", "金额", "金牌", "路过", "程度", "管理", "解除", "解聘", "解释",
    "石油", "江苏", "施教", "万元", "申请", "申报", "温馨", "白名",
];

/// Whether the text seems to name a private person.
pub(super) fn names_a_person(words: &str) -> bool {
    has_number_of_a_person(words) || has_name(words)
}

/// An identity number or a mobile phone's, masked or not.
fn has_number_of_a_person(words: &str) -> bool {
    let folded = text::clean(words);
    folded
        .split(|c: char| !c.is_ascii_alphanumeric() && !matches!(c, '*' | '×' | '-'))
        .any(|run| is_mobile(run) || is_identity_number(run))
}

/// 1xx xxxx xxxx, with or without stars in the middle.
pub(super) fn is_mobile(run: &str) -> bool {
    let run: String = run.chars().filter(|c| *c != '-').collect();
    let bare = run.strip_prefix("86").filter(|rest| rest.len() == 11).unwrap_or(&run);
    let bytes = bare.as_bytes();
    bytes.len() == 11
        && bytes[0] == b'1'
        && (b'3'..=b'9').contains(&bytes[1])
        && bytes.iter().all(|b| b.is_ascii_digit() || *b == b'*')
}

fn is_identity_number(run: &str) -> bool {
    let bytes = run.as_bytes();
    let is_18 = bytes.len() == 18
        && bytes[..6].iter().all(u8::is_ascii_digit)
        && bytes[6..17].iter().all(|b| b.is_ascii_digit() || *b == b'*')
        && (bytes[17].is_ascii_digit() || matches!(bytes[17], b'X' | b'x' | b'*'));
    // Characters 7 to 10 are the year of birth; a credit code of digits has none there.
    is_18 && (bytes[6..].starts_with(b"19") || bytes[6..].starts_with(b"20") || bytes[6] == b'*')
}

fn has_name(words: &str) -> bool {
    let chars: Vec<char> = words.chars().collect();
    for role in ROLES {
        let role: Vec<char> = role.chars().collect();
        for at in 0..chars.len().saturating_sub(role.len() - 1) {
            if chars[at..at + role.len()] == role[..]
                && (name_follows(&chars[at + role.len()..]) || name_precedes(&chars[..at]))
            {
                return true;
            }
        }
    }
    has_sex_in_brackets(&chars)
}

/// 校长王小明, 教师：李红, 老师（张三、李四）.
fn name_follows(after: &[char]) -> bool {
    let skipped = after
        .iter()
        .take_while(|c| matches!(c, ':' | '：' | '(' | '（' | ' ' | '是' | '为' | '叫' | '“' | '"'))
        .count();
    let name = &after[skipped..];
    let [first, second, rest @ ..] = name else { return false };
    if !is_han(*second) || is_mask(*second) || rest.first().is_some_and(|c| is_mask(*c)) {
        return false;
    }
    let head: String = [*first, *second].iter().collect();
    if NO_NAMES.contains(&head.as_str()) || is_title(*second, rest.first().copied()) {
        return false;
    }
    if SURNAMES.contains(*first) {
        return true;
    }
    // 学生安全感: only where the word ends as a name would.
    let ends = |after: Option<&char>| after.is_none_or(|c| !is_han(*c));
    DOUBTFUL.contains(*first) && (ends(rest.first()) || ends(rest.get(1)))
}

/// 王小明校长, 由李红老师.
fn name_precedes(before: &[char]) -> bool {
    (2..=3).any(|length| {
        let Some(start) = before.len().checked_sub(length) else { return false };
        let name = &before[start..];
        let head: String = name[..2].iter().collect();
        let stands_free = start == 0
            || !is_han(before[start - 1])
            || matches!(
                before[start - 1],
                '由' | '聘' | '请' | '和' | '与' | '及' | '系' | '为' | '是'
            );
        stands_free
            && SURNAMES.contains(name[0])
            && name[1..].iter().all(|c| is_han(*c) && !is_mask(*c))
            && !NO_NAMES.contains(&head.as_str())
            && !is_subject(&name.iter().collect::<String>())
    })
}

/// Words before 老师 that begin like a surname: 华文老师 is rather a subject.
fn is_subject(words: &str) -> bool {
    ["课", "科", "文", "语", "学", "职", "牌", "级", "任", "蹈", "琴", "棋"]
        .iter()
        .any(|end| words.ends_with(end))
}

/// 王老师, 李女士 name nobody.
fn is_title(second: char, third: Option<char>) -> bool {
    matches!(
        (second, third),
        ('老', Some('师'))
            | ('先', Some('生'))
            | ('女', Some('士'))
            | ('校', Some('长'))
            | ('教', Some('练'))
    )
}

fn is_mask(c: char) -> bool {
    matches!(c, '某' | '*' | '×' | '＊' | 'X' | 'x')
}

/// 王小明（男，1985年生）.
fn has_sex_in_brackets(chars: &[char]) -> bool {
    chars.windows(4).any(|w| {
        matches!(w[2], '(' | '（' | ',' | '，')
            && matches!(w[3], '男' | '女')
            && is_han(w[0])
            && is_han(w[1])
            && !is_mask(w[0])
            && !is_mask(w[1])
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_numbers_and_phones_are_noticed() {
        for words in [
            "对校长王小明进行约谈",
            "聘用在职教师李红授课",
            "法人张三卷款跑路",
            "由陈静老师上课",
            "负责人：欧阳娜娜",
            "联系13812345678退费",
            "身份证号110101199003074578",
            "手机138****5678",
            "在职教师（李红、王芳）",
            "孙小芳（女，35岁）非法办学",
            "举办者高翔",
            "教师高某、李红",
        ] {
            let is_masked_only = words == "教师高某、李红";
            assert_eq!(names_a_person(words), !is_masked_only, "{words}");
        }
    }

    #[test]
    fn what_names_nobody_may_be_shown() {
        for words in [
            "无证办学",
            "聘用在职教师、无证办学",
            "从业人员无教师资格证",
            "对负责人王某进行约谈",
            "校长李某某被处罚",
            "高中教师违规补课",
            "拨打12345或0755-12345678",
            "存在学生安全隐患",
            "危害学生安全。",
            "法人张*",
            "金牌教师宣传不实",
            "责令立即关停并退还学费",
            "一次性收费超5000元、违规节假日开展学科培训",
            "家长投诉多",
            "王老师",
            "负责人高度重视",
            "统一社会信用代码91990101MA0000015C",
            "英语老师",
            "统一社会信用代码911101066660072170",
        ] {
            assert!(!names_a_person(words), "{words}");
        }
    }

    proptest::proptest! {
        #[test]
        fn nothing_written_panics(words in ".*") {
            let _ = names_a_person(&words);
        }
    }
}
