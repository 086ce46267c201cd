//! What typed words may mean: where, which trade name, which kind of teaching.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::places::Places;
use crate::domain::answer::Typed;
use crate::domain::region::RegionCode;
use crate::domain::text;

/// One way to read the words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Reading {
    /// What must be found in the name, each somewhere; normal forms.
    pub(super) cores: Vec<String>,
    /// Words for kinds of teaching and forms of organisation, to be found in the name too.
    pub(super) kinds: Vec<String>,
    /// Divisions of which each must fit; a name may stand for several.
    pub(super) places: Vec<Vec<RegionCode>>,
}

/// Words that follow a trade name; the longest first where one begins with another.
const KINDS: [&str; 96] = [
    "文化艺术",
    "艺术",
    "文化",
    "教育",
    "培训",
    "托管",
    "体育",
    "科技",
    "舞蹈",
    "美术",
    "音乐",
    "书法",
    "书画",
    "国画",
    "绘画",
    "素描",
    "画室",
    "钢琴",
    "古筝",
    "吉他",
    "琴行",
    "声乐",
    "器乐",
    "架子鼓",
    "葫芦丝",
    "二胡",
    "小提琴",
    "播音",
    "主持",
    "口才",
    "演讲",
    "戏剧",
    "表演",
    "模特",
    "拉丁舞",
    "街舞",
    "芭蕾",
    "篮球",
    "足球",
    "乒乓球",
    "羽毛球",
    "网球",
    "游泳",
    "跆拳道",
    "空手道",
    "武术",
    "散打",
    "击剑",
    "轮滑",
    "滑冰",
    "体能",
    "体适能",
    "运动",
    "健身",
    "田径",
    "棋院",
    "围棋",
    "象棋",
    "棋社",
    "国际象棋",
    "编程",
    "少儿编程",
    "机器人",
    "航模",
    "创客",
    "科学",
    "英语",
    "外语",
    "数学",
    "语文",
    "作文",
    "阅读",
    "物理",
    "化学",
    "辅导",
    "课外",
    "补习",
    "专修",
    "学校",
    "学院",
    "书院",
    "学堂",
    "中心",
    "俱乐部",
    "工作室",
    "服务部",
    "培训部",
    "有限公司",
    "少儿",
    "青少年",
    "儿童",
    "幼儿",
    "职业",
    "技能",
    "焊工",
    "家政",
];

/// How the words may be read, the plainest way first.
pub(super) fn readings(typed: &Typed, places: &Places) -> Vec<Reading> {
    let words: Vec<String> =
        typed.text().split(' ').map(text::normal).filter(|word| !word.is_empty()).collect();
    let whole = Reading { cores: vec![typed.normal().to_owned()], ..Reading::default() };
    let mut readings = vec![whole];
    if words.len() > 1 {
        push(&mut readings, Reading { cores: words.clone(), ..Reading::default() });
    }
    let mut placed = Reading::default();
    for word in &words {
        placed.without_places(word, places);
    }
    let mut kinds = placed.clone();
    kinds.take_kinds();
    push(&mut readings, placed);
    push(&mut readings, kinds);
    readings
}

fn push(readings: &mut Vec<Reading>, reading: Reading) {
    if !reading.cores.is_empty() && !readings.contains(&reading) {
        readings.push(reading);
    }
}

impl Reading {
    /// Takes the places off both ends of a word; what is left is a core.
    fn without_places(&mut self, word: &str, places: &Places) {
        let mut rest = word;
        while let Some((codes, after)) = places.at_start(rest) {
            // One character is no trade name: 北京路 is a street and 南山人 somebody.
            if after.chars().count() == 1 {
                break;
            }
            self.places.push(codes.to_vec());
            rest = after;
        }
        if let Some((codes, before)) = places.at_end(rest)
            && before.chars().count() > 1
        {
            self.places.push(codes.to_vec());
            rest = before;
        }
        if !rest.is_empty() {
            self.cores.push(rest.to_owned());
        }
    }

    /// Takes words of kinds off the ends of the cores, while something else is left.
    fn take_kinds(&mut self) {
        let mut kinds = Vec::new();
        for core in &mut self.cores {
            while let Some(kind) = KINDS
                .iter()
                .filter(|kind| {
                    core.ends_with(**kind) && core.chars().count() > kind.chars().count() + 1
                })
                .max_by_key(|kind| kind.len())
            {
                kinds.push((*kind).to_owned());
                core.truncate(core.len() - kind.len());
            }
        }
        let (only_kinds, cores): (Vec<String>, Vec<String>) =
            std::mem::take(&mut self.cores).into_iter().partition(|core| is_kind(core));
        kinds.extend(only_kinds);
        if cores.is_empty() {
            self.cores = kinds;
        } else {
            (self.cores, self.kinds) = (cores, kinds);
        }
    }
}

fn is_kind(word: &str) -> bool {
    KINDS.contains(&word)
}

/// Whether a trade name may end here: at the end of the name, at a bracket, before a word of a kind.
pub(super) fn may_follow_a_trade_name(rest: &[char]) -> bool {
    static BY_FIRST: LazyLock<HashMap<char, Vec<Vec<char>>>> = LazyLock::new(|| {
        let mut by_first: HashMap<char, Vec<Vec<char>>> = HashMap::new();
        for kind in KINDS {
            let kind: Vec<char> = kind.chars().collect();
            by_first.entry(kind[0]).or_default().push(kind);
        }
        by_first
    });
    match rest.first() {
        None | Some('(' | ')') => true,
        Some(first) => {
            BY_FIRST.get(first).is_some_and(|kinds| kinds.iter().any(|kind| rest.starts_with(kind)))
        }
    }
}

/// Whether a trade name may begin after this: at the start, at a bracket, after a place.
pub(super) fn may_precede_a_trade_name(before: &[char], places: &Places) -> bool {
    match before.last() {
        None | Some('(' | ')' | '省' | '市' | '区' | '县' | '旗' | '州' | '盟' | '镇' | '乡') => {
            true
        }
        Some(_) => {
            let text: String = before[before.len().saturating_sub(8)..].iter().collect();
            places.at_end(&text).is_some()
        }
    }
}
