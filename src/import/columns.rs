//! Which column is which: headings as bureaus write them (`domain.md` §5).

use crate::domain::listing::Field;
use crate::domain::text;

use super::headings::KNOWN;
use super::mapping::{Headings, Meaning};
use super::sheet::column_letters;

/// How a heading is compared: no spaces, half width, no mark of what must be filled in.
pub(super) fn key(heading: &str) -> String {
    let normal = text::normal(heading);
    normal
        .replace("(必填)", "")
        .replace("(选填)", "")
        .trim_matches(|c: char| matches!(c, '*' | ':' | '、' | '.' | '※' | '★'))
        .to_owned()
}

/// The field that a heading names, and how sure that is: 0 is surest.
pub(super) fn field_of(heading: &str) -> Option<(Field, usize)> {
    // Longer texts are sentences, not headings.
    if heading.chars().count() > 40 {
        return None;
    }
    let key = key(heading);
    if key.is_empty() {
        return None;
    }
    known(&key)
        .or_else(|| {
            let (before, rest) = key.split_once('(')?;
            let inside = rest.split(')').next().unwrap_or(rest);
            known(before).or_else(|| known(inside))
        })
        .or_else(|| by_parts(&key).map(|field| (field, Headings::UNSURE)))
}

fn known(key: &str) -> Option<(Field, usize)> {
    KNOWN.iter().find_map(|(field, words)| {
        words.split_whitespace().position(|word| word == key).map(|rank| (*field, rank))
    })
}

/// Headings that nobody listed, by the words that decide.
fn by_parts(key: &str) -> Option<Field> {
    let has = |words: &[&str]| words.iter().any(|word| key.contains(word));
    let ends = |words: &[&str]| words.iter().any(|word| key.ends_with(word));
    // Papers of other kinds have numbers and terms of their own; a hot line is the bureau's.
    let is_other_paper =
        has(&["营业执照", "消防", "食品", "卫生", "登记证", "资格证", "房产", "租赁", "合同"]);
    let is_other_person =
        has(&["举报", "监督", "投诉", "主管", "审批", "银行", "曾用", "原", "开户"]);
    if has(&["信用代码"]) {
        Some(Field::Uscc)
    } else if is_other_paper {
        None
    } else if has(&["有效期", "许可期", "到期"]) {
        let is_start =
            (ends(&["起", "始", "自", "开始"]) || has(&["起始", "开始"])) && !has(&["起止"]);
        Some(if is_start { Field::ValidFrom } else { Field::ValidUntil })
    } else if has(&["发证日期", "发证时间", "颁证日期"]) {
        Some(Field::ValidFrom)
    } else if has(&["许可证", "核准证", "核准书", "许可"]) && ends(&["号", "编号", "号码", "文号"])
    {
        Some(Field::Permit)
    } else if is_other_person {
        None
    } else if ends(&["电话", "联系方式", "手机", "手机号", "电话号码"]) {
        Some(Field::Phone)
    } else if has(&["法定代表人", "负责人", "举办者", "法人代表"]) && !has(&["证", "名称", "类"])
    {
        Some(Field::LegalRepresentative)
    } else if ends(&["名称", "全称"]) && has(&["机构", "学校", "单位", "企业", "公司", "培训"])
    {
        Some(Field::Name)
    } else if ends(&["地址", "地点"]) && !has(&["邮", "网", "户籍"]) {
        Some(Field::Address)
    } else if has(&["原因", "事由", "情形"]) && has(&["列入", "名单", "违", "罚"]) {
        Some(Field::Reason)
    } else if has(&["处理", "处罚", "处置", "查处"])
        && ends(&["结果", "措施", "情况", "决定", "意见"])
    {
        Some(Field::Measures)
    } else if has(&["街道", "乡镇", "镇街"]) {
        Some(Field::Town)
    } else if has(&["年检", "年度检查"]) && !has(&["时间", "日期"]) || ends(&["状态"]) {
        Some(Field::Status)
    } else if has(&["培训", "办学"]) && ends(&["类别", "类型"]) {
        Some(Field::Category)
    } else {
        None
    }
}

/// A column of a table, with or without a heading.
#[derive(Clone, Debug)]
pub(super) struct Column {
    pub(super) at: u16,
    /// As written; empty where there is none.
    pub(super) heading: String,
    pub(super) meaning: Meaning,
    /// The field that is read from it. `None` also where another column is surer.
    pub(super) field: Option<Field>,
}

impl Column {
    /// What the uploader calls it by.
    pub(super) fn key(&self) -> String {
        key_of(&self.heading, self.at)
    }
}

fn key_of(heading: &str, at: u16) -> String {
    let key = key(heading);
    if key.is_empty() { format!("@{}", column_letters(at)) } else { key }
}

/// The columns of one table.
#[derive(Clone, Debug, Default)]
pub(super) struct Columns {
    first: [Option<u16>; Field::ALL.len()],
    /// Further columns of fields that may have several.
    more: Vec<(Field, u16)>,
    /// From left to right.
    pub(super) all: Vec<Column>,
    /// Columns whose headings say how an institution stands, but that the uploader passes over or
    /// calls something else.
    pub(super) unheard: Vec<Unheard>,
}

/// A column that says how an institution stands, and is not read as such.
#[derive(Clone, Debug)]
pub(super) struct Unheard {
    pub(super) at: u16,
    pub(super) heading: String,
    /// What its heading names.
    pub(super) field: Field,
    /// Nothing at all is read from it.
    pub(super) is_passed_over: bool,
}

impl Unheard {
    fn of(column: &Column) -> Option<Self> {
        let Meaning::Said(said) = column.meaning else { return None };
        let (field, rank) = field_of(&column.heading)?;
        let says_how_it_stands = matches!(
            field,
            Field::Roster | Field::Status | Field::Reason | Field::Measures | Field::ValidUntil
        );
        (says_how_it_stands && rank < Headings::UNSURE && said != Some(field)).then(|| Self {
            at: column.at,
            heading: column.heading.clone(),
            field,
            is_passed_over: said.is_none(),
        })
    }
}

impl Columns {
    /// `headings`: by column, as written.
    pub(super) fn of(headings: &[(u16, String)], names: Headings<'_>) -> Self {
        let mut columns = Self::default();
        let mut best: [usize; Field::ALL.len()] = [usize::MAX; Field::ALL.len()];
        for (at, heading) in headings {
            let meaning = if key(heading).is_empty() {
                names.meaning(&key_of(heading, *at))
            } else {
                names.meaning(heading)
            };
            // What is said is surer than all that we know.
            let named = match meaning {
                Meaning::Said(field) => field.map(|field| (field, 0)),
                Meaning::Known(field, rank) | Meaning::Disputed(field, rank) => {
                    Some((field, rank + 1))
                }
                Meaning::Unknown => None,
            };
            if let Some((field, rank)) = named
                && rank < best[field as usize]
            {
                best[field as usize] = rank;
                columns.first[field as usize] = Some(*at);
            }
            let heading = heading.trim().to_owned();
            columns.all.push(Column { at: *at, heading, meaning, field: named.map(|(f, _)| f) });
        }
        columns.all.sort_by_key(|column| column.at);
        columns.unheard = columns.all.iter().filter_map(Unheard::of).collect();
        for column in &mut columns.all {
            let Some(field) = column.field else { continue };
            if columns.first[field as usize] == Some(column.at) {
                continue;
            }
            if may_repeat(field) {
                columns.more.push((field, column.at));
            } else {
                column.field = None;
            }
        }
        columns
    }

    /// Each heading as written, and what it names.
    pub(super) fn map(&self) -> impl Iterator<Item = (String, Field)> {
        self.all.iter().filter_map(|column| {
            let heading =
                if column.heading.is_empty() { column.key() } else { column.heading.clone() };
            Some((heading, column.field?))
        })
    }

    /// Headings that nothing is read from, those aside that are to be passed over.
    pub(super) fn unknown(&self) -> impl Iterator<Item = String> {
        self.all
            .iter()
            .filter(|column| column.field.is_none() && !column.heading.is_empty())
            .filter(|column| column.meaning != Meaning::Said(None))
            .map(|column| column.heading.clone())
    }

    /// The column of a field; the surest where several headings name it.
    pub(super) fn of_field(&self, field: Field) -> Option<u16> {
        self.first[field as usize]
    }

    /// Every column of a field that may have several, the surest first.
    pub(super) fn all_of(&self, field: Field) -> impl Iterator<Item = u16> {
        let more = self.more.iter().filter(move |(other, _)| *other == field).map(|(_, at)| *at);
        self.of_field(field).into_iter().chain(more)
    }

    /// The columns whose cells enter a listing.
    pub(super) fn used(&self) -> impl Iterator<Item = (Field, u16)> {
        let first = Field::ALL.into_iter().filter_map(|field| Some((field, self.of_field(field)?)));
        first.chain(self.more.iter().copied())
    }

    pub(super) fn has(&self, field: Field) -> bool {
        self.of_field(field).is_some()
    }

    /// Whether a column is there that only a list of offenders has, passed over or not.
    pub(super) fn point_to_a_ban(&self) -> bool {
        let has = |field| self.has(field) || self.passed_over(field).next().is_some();
        has(Field::Reason) || has(Field::Measures)
    }

    /// The columns that are headed as this field, and from which nothing is read.
    pub(super) fn passed_over(&self, field: Field) -> impl Iterator<Item = u16> {
        let unheard = self.unheard.iter();
        unheard.filter(move |u| u.is_passed_over && u.field == field).map(|u| u.at)
    }
}

fn may_repeat(field: Field) -> bool {
    matches!(field, Field::Status | Field::Phone | Field::LegalRepresentative)
}

#[cfg(test)]
mod tests {
    use super::super::mapping::Mapping;
    use super::*;

    #[test]
    fn every_heading_of_the_handbook_is_known() {
        for (field, headings) in [
            (
                Field::Name,
                "机构名称 学校名称 单位全称 单位名称 培训机构名称 校名 企业名称 机构全称",
            ),
            (Field::Brand, "简称 招牌名 品牌 门头名称"),
            (
                Field::Permit,
                "办学许可证号 许可证编号 办学许可证编号 证号 核准证号 体育场所经营许可证号",
            ),
            (
                Field::Uscc,
                "统一社会信用代码 社会信用代码 信用代码 统一社会信用代码（组织机构代码） 营业执照编号（统一社会信用代码）",
            ),
            (Field::Regulator, "审批机关 发证机关 主管部门 审批部门 许可机关 认领部门"),
            (Field::Category, "类别 培训类别 机构类型 学科/非学科"),
            (Field::Content, "培训内容 办学内容 培训项目 业务范围"),
            (Field::Address, "办学地址 办学地点 培训点 教学点 校区 地址 地　址 培训地址 *地址"),
            (Field::Town, "街道 镇(街道) 所在街道 所属街道"),
            (Field::LegalRepresentative, "法人 法定代表人 负责人 校长 举办者"),
            (Field::Nature, "营利性/非营利性 办学性质"),
            (
                Field::ValidUntil,
                "有效期 许可证有效期 有效期限 有效期止 有效期至 许可证有效期截止时间",
            ),
            (Field::ValidFrom, "有效期起 发证日期 有效期开始时间"),
            (Field::Account, "监管账户 托管银行 监管银行"),
            (Field::Status, "状态 年检结果 办学状态 2024年年检结论"),
            (Field::Reason, "列入原因 列入黑名单原因"),
            (Field::Measures, "处理结果 处理情况 处理措施"),
            (Field::ListedOn, "查处时间 列入日期"),
            (Field::Phone, "联系电话 咨询电话 负责人电话"),
        ] {
            for heading in headings.split(' ') {
                assert_eq!(field_of(heading).map(|(f, _)| f), Some(field), "{heading}");
            }
        }
    }

    #[test]
    fn other_papers_and_hot_lines_are_not_taken_for_the_institutions_own() {
        for heading in [
            "序号",
            "营业执照有效期",
            "举报电话",
            "消防合格证号",
            "主管部门名称列",
            "教师资格证号",
            "邮箱地址",
        ] {
            assert_eq!(field_of(heading), None, "{heading}");
        }
    }

    #[test]
    fn of_two_columns_for_one_field_the_surer_heading_wins() {
        let headings = [
            (0, "注册地址".to_owned()),
            (1, "办学地址".to_owned()),
            (2, "年检结果".to_owned()),
            (3, "状态".to_owned()),
        ];
        let columns = Columns::of(&headings, Headings { mapping: Mapping::EMPTY });
        assert_eq!(columns.of_field(Field::Address), Some(1));
        assert_eq!(columns.unknown().collect::<Vec<_>>(), ["注册地址"]);
        assert_eq!(columns.all_of(Field::Status).collect::<Vec<_>>(), [3, 2]);
    }
}
