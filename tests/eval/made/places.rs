//! Places in names, and what is left of a name beside them.

/// What is taught and how institutions that teach call themselves: where a 字号 ends at the latest.
#[rustfmt::skip]
const LESSON_WORDS: [&str; 84] = [
    "舞蹈", "美术", "书法", "硬笔", "钢琴", "古筝", "声乐", "器乐", "音乐", "口才", "播音", "主持", "少儿", "拉丁舞", "街舞",
    "吉他", "架子鼓", "小提琴", "琴", "陶艺", "戏剧", "艺术", "国画", "绘画", "书画", "文艺", "篮球", "羽毛球", "跆拳道", "游泳",
    "乒乓球", "轮滑", "击剑", "足球", "围棋", "象棋", "棋", "武术", "散打", "体能", "体适能", "网球", "空手道", "体育", "健身",
    "教育", "英语", "外语", "语文", "数学", "物理", "化学", "作文", "阅读", "国学", "文化", "科学", "中考", "高考", "课外",
    "辅导", "托管", "午托", "晚托", "课后", "小饭桌", "学生", "职业", "技能", "技术", "烘焙", "育婴", "美容", "电工", "焊工",
    "茶艺", "会计", "养老", "科技", "编程", "机器人", "航模", "人工智能", "培训",
];
/// More of them, which no parent adds to a 字号.
const FORMS: [&str; 12] = [
    "信息学",
    "无人机",
    "创客",
    "青少年",
    "专修",
    "画室",
    "工作室",
    "俱乐部",
    "学校",
    "中心",
    "服务",
    "有限",
];

/// The name of a division without its last word: 海淀, 张家界. Autonomous ones keep theirs.
pub(super) fn short(division: &str) -> &str {
    if division.contains("自治") {
        return division;
    }
    let short = ["地区", "市", "省", "区", "县", "盟", "旗"]
        .iter()
        .find_map(|suffix| division.strip_suffix(suffix));
    short.filter(|short| short.chars().count() > 1).unwrap_or(division)
}

/// Where no column tells the 字号: where it begins, it, and the first lesson word after it. Empty
/// where the name shows no such word.
pub(super) fn estimate(name: &str, regions: &[String; 3]) -> (usize, (String, String)) {
    let mut rest = name;
    'heads: loop {
        for division in regions.iter().filter(|division| !division.is_empty()) {
            let heads = [division.as_str(), short(division)];
            if let Some(after) = heads.iter().find_map(|head| rest.strip_prefix(head)) {
                rest = after;
                continue 'heads;
            }
        }
        break;
    }
    let words = LESSON_WORDS.iter().chain(&FORMS);
    let places = words.filter_map(|word| Some((rest.find(word)?, *word)));
    let first = places.min_by_key(|(at, word)| (*at, std::cmp::Reverse(word.len())));
    let start = name.len() - rest.len();
    let Some((end, word)) = first else { return (start, Default::default()) };
    let subject = if LESSON_WORDS.contains(&word) { word } else { "" };
    (start, (rest[..end].to_owned(), subject.to_owned()))
}
