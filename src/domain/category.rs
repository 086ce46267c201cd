//! 培训类别: what an institution may teach.

/// 类别 of a listing. The line between 学科 and 非学科 is the State Council's (国办发〔2021〕40号, 双减意见).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Category {
    /// 学科类: subjects of the school curriculum.
    Academic,
    /// 文化艺术类.
    Arts,
    /// 体育类.
    Sports,
    /// 科技类.
    Science,
    /// 职业技能: vocational skills, in the charge of 人社.
    Vocational,
    /// 托管: after-school care. May look after children, may not teach them.
    Childcare,
    /// 其他, and words that no rule knows.
    Other,
    /// The list has no such column, or the cell is empty.
    Unstated,
}

impl Category {
    pub const ALL: [Self; 8] = [
        Self::Academic,
        Self::Arts,
        Self::Sports,
        Self::Science,
        Self::Vocational,
        Self::Childcare,
        Self::Other,
        Self::Unstated,
    ];

    /// Reads a cell. `None`: a word that no rule knows, to be warned about and kept as [`Category::Other`].
    pub fn parse(cell: &str) -> Option<Self> {
        let word = super::text::normal(cell);
        if word.is_empty() {
            return Some(Self::Unstated);
        }
        let has = |words: &[&str]| words.iter().any(|w| word.contains(w));
        // 非学科 contains 学科, and 托管 wins over whatever is taught beside it.
        let category = if has(&["托管", "小饭桌", "午托", "晚托"]) {
            Self::Childcare
        } else if has(&["职业", "技能"]) {
            Self::Vocational
        } else if has(&[
            "文化艺术",
            "艺术",
            "文艺",
            "美术",
            "音乐",
            "舞蹈",
            "书法",
            "书画",
            "文化旅游",
        ]) {
            Self::Arts
        } else if has(&["体育", "运动", "球", "武术", "跆拳道", "游泳"]) {
            Self::Sports
        } else if has(&["科技", "科学", "编程", "机器人", "创客"]) {
            Self::Science
        } else if has(&["非学科"]) {
            Self::Other
        } else if has(&["学科", "语文", "数学", "英语", "物理", "化学", "文化课"]) {
            Self::Academic
        } else if has(&["其他", "其它", "综合"]) {
            Self::Other
        } else {
            return None;
        };
        Some(category)
    }

    /// The word the public reads.
    pub fn label(self) -> &'static str {
        match self {
            Self::Academic => "学科类",
            Self::Arts => "文化艺术类",
            Self::Sports => "体育类",
            Self::Science => "科技类",
            Self::Vocational => "职业技能",
            Self::Childcare => "托管",
            Self::Other => "其他",
            Self::Unstated => "未写明类别",
        }
    }

    /// The stable code in URLs and the API.
    pub fn code(self) -> &'static str {
        match self {
            Self::Academic => "academic",
            Self::Arts => "arts",
            Self::Sports => "sports",
            Self::Science => "science",
            Self::Vocational => "vocational",
            Self::Childcare => "childcare",
            Self::Other => "other",
            Self::Unstated => "unstated",
        }
    }

    /// Reads [`Category::code`] or [`Category::label`] back, as filters in a URL use them.
    pub fn from_code(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|category| category.code() == text || category.label() == text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_read_by_the_word_that_decides() {
        for (cell, category) in [
            ("学科类", Category::Academic),
            ("非学科类（体育）", Category::Sports),
            ("非学科", Category::Other),
            ("文化艺术类", Category::Arts),
            ("托管(含书法)", Category::Childcare),
            (" ", Category::Unstated),
        ] {
            assert_eq!(Category::parse(cell), Some(category), "{cell}");
        }
        assert_eq!(Category::parse("甲类"), None);
    }

    #[test]
    fn codes_read_back() {
        for category in Category::ALL {
            assert_eq!(Category::from_code(category.code()), Some(category));
        }
    }
}
