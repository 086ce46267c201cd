//! 主管部门: who approves and supervises.

use std::fmt;

use super::category::Category;
use super::region::{RegionCode, Regions};
use super::text;

/// What a regulator's first duty is. Counties merge bureaus freely (文旅体局, 科经局 …), so the name
/// is data with aliases, and the kind only says whose duties come first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum RegulatorKind {
    /// 教育
    Edu,
    /// 文化旅游
    Culture,
    /// 体育
    Sport,
    /// 科技
    Science,
    /// 人力资源和社会保障
    Hrss,
    /// 市场监管
    Market,
    /// 民政
    Civil,
    Other,
}

impl RegulatorKind {
    pub const ALL: [Self; 8] = [
        Self::Edu,
        Self::Culture,
        Self::Sport,
        Self::Science,
        Self::Hrss,
        Self::Market,
        Self::Civil,
        Self::Other,
    ];

    pub fn code(self) -> &'static str {
        match self {
            Self::Edu => "edu",
            Self::Culture => "culture",
            Self::Sport => "sport",
            Self::Science => "science",
            Self::Hrss => "hrss",
            Self::Market => "market",
            Self::Civil => "civil",
            Self::Other => "other",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }

    /// What such a department is called where no list has told its name.
    pub fn department(self) -> &'static str {
        match self {
            Self::Edu => "教育部门",
            Self::Culture => "文化旅游部门",
            Self::Sport => "体育部门",
            Self::Science => "科技部门",
            Self::Hrss => "人力资源和社会保障部门",
            Self::Market => "市场监管部门",
            Self::Civil => "民政部门",
            Self::Other => "主管部门",
        }
    }

    /// The kind of the first duty that a bureau's name gives.
    pub fn of_name(name: &str) -> Self {
        const DUTIES: [(&str, RegulatorKind); 12] = [
            ("教", RegulatorKind::Edu),
            ("文化", RegulatorKind::Culture),
            ("文旅", RegulatorKind::Culture),
            ("文广", RegulatorKind::Culture),
            ("体育", RegulatorKind::Sport),
            ("健体", RegulatorKind::Sport),
            ("科", RegulatorKind::Science),
            ("人力资源", RegulatorKind::Hrss),
            ("人社", RegulatorKind::Hrss),
            ("市场监", RegulatorKind::Market),
            ("工商", RegulatorKind::Market),
            ("民政", RegulatorKind::Civil),
        ];
        // The district's own name may carry such a character (科尔沁区), so only the end counts.
        let tail: String = {
            let chars: Vec<char> = name.chars().collect();
            let from = chars
                .iter()
                .rposition(|c| matches!(c, '省' | '市' | '区' | '县' | '旗' | '州' | '盟'))
                .map_or(0, |at| at + 1);
            // 市场监督管理局 has a 市 of its own.
            let from = if chars.get(from).is_some_and(|c| *c == '场') { from - 1 } else { from };
            chars[from..].iter().collect()
        };
        DUTIES
            .iter()
            .filter_map(|(word, kind)| tail.find(word).map(|at| (at, *kind)))
            .min_by_key(|(at, _)| *at)
            .map_or(Self::Other, |(_, kind)| kind)
    }
}

/// `<region code>-<kind>`, e.g. `110108-edu`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct RegulatorCode {
    pub region: RegionCode,
    pub kind: RegulatorKind,
}

impl RegulatorCode {
    /// `None` unless it reads as `<six digits>-<kind>`.
    pub fn parse(text: &str) -> Option<Self> {
        let (region, kind) = text.trim().split_once('-')?;
        Some(Self { region: RegionCode::parse(region)?, kind: RegulatorKind::from_code(kind)? })
    }
}

impl RegulatorCode {
    /// What the regulator is called until a list tells its name: 北屯市教育部门.
    pub fn provisional_name(self, regions: &Regions) -> String {
        format!("{}{}", regions.name(self.region), self.kind.department())
    }
}

impl fmt::Display for RegulatorCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", self.region, self.kind.code())
    }
}

/// 主管部门: a department of a region that approves or supervises some categories.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Regulator {
    pub code: RegulatorCode,
    /// The name it signs with today.
    pub name: String,
    /// Other names that lists carry: former ones, short ones, those of merged bureaus.
    pub aliases: Vec<String>,
    /// 举报电话, as printed.
    pub phone: Option<String>,
    /// 举报信箱.
    pub mailbox: Option<String>,
    /// What it means when its lists do not name an institution.
    pub absence: AbsenceRule,
}

impl Regulator {
    /// Whether a list that names this department means this one: by its name or an alias, in full or
    /// without what stands before its own part (东区教育局 for 示例市东区教育局).
    pub fn is_called(&self, name: &str) -> bool {
        let name = text::normal(name);
        std::iter::once(&self.name).chain(&self.aliases).map(|own| text::normal(own)).any(|own| {
            own == name
                || (name.chars().count() > 2 && own.ends_with(&name))
                || name.ends_with(&own)
        })
    }

    /// Whether its approval of this category counts. 学科类 is the education department's alone
    /// (双减意见 2021); a merged bureau counts as one when any of its names says so. The other
    /// categories are divided differently from county to county, so there the list stands.
    pub fn is_in_charge_of(&self, category: Category) -> bool {
        match category {
            Category::Academic => {
                self.code.kind == RegulatorKind::Edu
                    || std::iter::once(&self.name)
                        .chain(&self.aliases)
                        .any(|name| name.contains('教'))
            }
            Category::Arts
            | Category::Sports
            | Category::Science
            | Category::Vocational
            | Category::Childcare
            | Category::Other
            | Category::Unstated => true,
        }
    }
}

/// What absence from a regulator's lists means (each list has its own law: `peers.md` trap 2).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AbsenceRule {
    /// Nothing can be said: it may be new, exempt, or unlicensed.
    Unknown,
    /// The regulator says that whatever is not on its list is not approved.
    Unapproved,
}

impl AbsenceRule {
    pub fn code(self) -> &'static str {
        match self {
            Self::Unknown => "unknown",
            Self::Unapproved => "unapproved",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        [Self::Unknown, Self::Unapproved].into_iter().find(|rule| rule.code() == code)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_duty_in_the_name_decides() {
        for (name, kind) in [
            ("海淀区教育委员会", RegulatorKind::Edu),
            ("红原县文化广电体育局", RegulatorKind::Culture),
            ("某县教育科技体育局", RegulatorKind::Edu),
            ("科尔沁区文化和旅游局", RegulatorKind::Culture),
            ("示例区市场监督管理局", RegulatorKind::Market),
            ("示例市卫健体局", RegulatorKind::Sport),
            ("示例县发改科技局", RegulatorKind::Science),
            ("示例县人力资源和社会保障局", RegulatorKind::Hrss),
            ("示例县综合执法局", RegulatorKind::Other),
        ] {
            assert_eq!(RegulatorKind::of_name(name), kind, "{name}");
        }
    }

    #[test]
    fn a_department_is_known_by_its_names_in_full_or_short() {
        let bureau = Regulator {
            code: RegulatorCode::parse("990101-edu").unwrap(),
            name: "示例市示例东区教育局".into(),
            aliases: vec!["东区教体局".into()],
            phone: None,
            mailbox: None,
            absence: AbsenceRule::Unknown,
        };
        for own in ["示例市示例东区教育局", "示例东区教育局", "东区教体局", "示例东区教体局"]
        {
            assert!(bureau.is_called(own), "{own}");
        }
        for other in ["示例市示例西区教育局", "示例东区文旅局", "局", ""] {
            assert!(!bureau.is_called(other), "{other}");
        }
    }

    #[test]
    fn only_an_education_department_approves_school_subjects() {
        let regulator = |code: &str, alias: &str| Regulator {
            code: RegulatorCode::parse(code).unwrap(),
            name: "示例局".into(),
            aliases: vec![alias.into()],
            phone: None,
            mailbox: None,
            absence: AbsenceRule::Unknown,
        };
        assert!(regulator("990101-edu", "").is_in_charge_of(Category::Academic));
        assert!(!regulator("990101-culture", "文旅局").is_in_charge_of(Category::Academic));
        assert!(regulator("990101-culture", "文教体局").is_in_charge_of(Category::Academic));
        assert!(regulator("990101-culture", "").is_in_charge_of(Category::Sports));
    }
}
