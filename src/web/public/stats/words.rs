//! What the page of figures says, in one place. Short, no officialese, nothing that promises.

use std::fmt;

use super::sheet::{Subject, Table};
use crate::domain::category::Category;
use crate::domain::figures::{AgeClass, Standing};
use crate::domain::listing::Nature;
use crate::web::words::{Day, Language};
use jiff::civil::Date;

pub const TITLE: &str = "名单上的数字";
pub const EMPTY: &str = "还没有发布过名单，所以没有数字。";
pub const NO_LIST: &str = "本区名单还没有放上来。";
pub const NO_LIST_NEXT: &str = "没查到，不等于合法。打电话问当地教育局，没弄清以前，先别交钱。";
pub const WHOLE: &str = "全国";
pub const TOTAL: &str = "总数";
pub const SUM: &str = "上面各行相加";
pub const SUM_IS_TOTAL: &str = "合计";
pub const COUNT: &str = "家数";
pub const LISTS: &str = "份数";
pub const SHARE: &str = "占总数";
pub const AS_TABLE: &str = "看表";
pub const MONTH: &str = "月份";
pub const EARLIER: &str = "更早";
pub const NO_LIST_TILE: &str = "无名单";
pub const NO_LIST_LEGEND: &str = "还没有名单";
pub const MAP_HINT: &str = "点一个省，看它的数字。";
pub const THIS_MONTH: &str = "最右边浅色的一格是这个月，还没过完。";
pub const OLDEST: &str = "最久没有更新的名单";
pub const OLDEST_HEADS: [&str; 4] = ["主管部门", "名单", "截至日期", "过了几天"];
pub const DOWNLOAD: &str = "下载这些数字（CSV，表格软件可以打开）";
pub const CSV_HEADS: [&str; 4] = ["数什么", "项", "代码或月份", "数"];
pub const HOW: &str = "怎么数的";
pub const MONTHS_HEADING: &str = "每个月的变化";
pub const NOTHING_PUBLISHED: &str = "最近两年没有发布。";

/// The rows of small charts: what is counted, and in what.
pub const SERIES: [(&str, &str); 5] =
    [("发布", "次"), ("新增", "条"), ("改动", "条"), ("移出", "条"), ("黑名单新增", "条")];

pub const METHOD: [&str; 6] = [
    "一家机构按今天的结论只算一次：几份名单说法不一样的，按最严的算。",
    "“有名单提到”是指今天还算数的名单里有它。已不在名单上的、名单还没到日子的，只在第一张图里数，下面的图都不数。",
    "一家机构有几个类别、几个状态，或者在几个地区、几个部门的名单上，就在每一行各算一次。所以各行相加可能比总数多，多多少写在表下面。",
    "“没写”只算哪份名单都没写的。状态是名单上的原话归的类；证过期了、名单上还写着正常的，结论里已经算“现在不要报名”。",
    "黑名单的原因是各部门自己写的，按里面的字归类，一条写了几个原因的，每个都算。",
    "每月的变化按公布日期算，数的是名单里的条数，不是家数：一家有两个办学点就是两条。移出黑名单的，以前月份里也不再算。",
];

/// The heading of what is counted.
pub fn heading(subject: Subject) -> &'static str {
    match subject {
        Subject::Standing => "今天查，结论是什么",
        Subject::Roster => "在哪种名单上",
        Subject::Place => "在哪里",
        Subject::Category => "教什么",
        Subject::Department => "归谁管",
        Subject::Regulator => "管得最多的部门",
        Subject::Status => "名单上写的状态",
        Subject::Nature => "营利还是非营利",
        Subject::Reason => "为什么上黑名单",
        Subject::Age => "名单新不新",
    }
}

/// The head of the first column.
pub fn kind_of(subject: Subject) -> &'static str {
    match subject {
        Subject::Standing => "结论",
        Subject::Roster => "名单",
        Subject::Place => "地区",
        Subject::Category => "类别",
        Subject::Department => "部门",
        Subject::Regulator => "主管部门",
        Subject::Status => "状态",
        Subject::Nature => "性质",
        Subject::Reason => "原因",
        Subject::Age => "到今天有多久",
    }
}

pub fn standing(standing: Standing) -> &'static str {
    match standing {
        Standing::Approved => "在白名单上",
        Standing::Restricted => "现在不要报名",
        Standing::Banned => "不要报名",
        Standing::Departed => "已不在名单上",
        Standing::NotInForce => "没有算数的名单",
    }
}

pub fn nature(nature: Option<Nature>) -> &'static str {
    nature.map_or("没写", Nature::label)
}

pub const PLACE_UNSTATED: &str = "没写到下一级";

pub fn age(class: AgeClass) -> String {
    match (class.from_days, class.to_days) {
        (0, Some(to)) => format!("{to}天以内"),
        (from, Some(to)) => format!("{from}到{to}天"),
        (from, None) => format!("{from}天以上，可能过时"),
    }
}

pub fn rest(kinds: usize) -> String {
    format!("其余{}个", Number(u32::try_from(kinds).unwrap_or(u32::MAX)))
}

/// What ties a part of a bar to its row: no digits, which would be read as counts.
pub fn sign(row: usize) -> char {
    "甲乙丙丁戊".chars().nth(row - 1).unwrap_or('·')
}

/// What a chart shows, in a sentence or two.
pub fn reading(table: &Table) -> String {
    let total = table.total;
    let Some(first) = table.rows.first() else { return nothing(table.subject).to_owned() };
    let share = Share(first.count, total);
    let (label, count) = (&first.label, Number(first.count));
    match table.subject {
        Subject::Standing => {
            let approved = table.count_of(Standing::Approved.code());
            let left =
                [Standing::Departed, Standing::NotInForce].map(|one| table.count_of(one.code()));
            let listed = total - left.iter().sum::<u32>().min(total);
            let share = Share(approved, total);
            let mut said =
                format!("名单里一共有过{}家。今天查，在白名单上的占{share}。", Number(total));
            if listed < total {
                said.push_str(&format!("有{}家，今天没有名单提到。", Number(total - listed)));
            }
            said
        }
        Subject::Place => format!("{label}最多，{count}家，占{share}。"),
        Subject::Category => {
            let most = format!("{label}最多，{count}家，占{share}。");
            let academic = table.count_of(Category::Academic.code());
            if first.code == Category::Academic.code() || academic == 0 {
                return most;
            }
            format!("{most}教学校课程的（学科类）{}家。", Number(academic))
        }
        Subject::Department => format!("{label}名单上的最多，{count}家，占{share}。"),
        Subject::Regulator => format!("{label}名单上的最多，{count}家，占{share}。"),
        Subject::Roster => format!("{label}上的最多，{count}家，占{share}。"),
        Subject::Status | Subject::Nature => format!("写着“{label}”的最多，{count}家，占{share}。"),
        Subject::Reason => {
            format!("黑名单上有{}家。最多的原因是“{label}”，{count}家，占{share}。", Number(total))
        }
        Subject::Age => {
            let old = table.rows.last().map_or(0, |row| row.count);
            match old {
                0 => format!("一共{}份名单，没有一份过时。", Number(total)),
                _ => format!(
                    "一共{}份名单，{}份可能过时，占{}。过时的名单，要打电话再问。",
                    Number(total),
                    Number(old),
                    Share(old, total)
                ),
            }
        }
    }
}

fn nothing(subject: Subject) -> &'static str {
    match subject {
        Subject::Reason => "今天黑名单上没有机构。",
        Subject::Age => "还没有名单。",
        Subject::Standing
        | Subject::Roster
        | Subject::Place
        | Subject::Category
        | Subject::Department
        | Subject::Regulator
        | Subject::Status
        | Subject::Nature => "今天没有名单提到的机构。",
    }
}

/// Why the parts of a table do not come to its total. `None`: they do.
pub fn gap(table: &Table) -> Option<String> {
    let (sum, total) = (table.sum(), table.total);
    if sum == total {
        return None;
    }
    let why = if !table.adds_up() {
        "还没有弄清差在哪里，这张表先别用。"
    } else {
        match table.subject {
            Subject::Place => "有的机构在几个地区都有，每个地区算了一次。",
            Subject::Category => "有的机构不止一类，每一类算了一次。",
            Subject::Department | Subject::Regulator => {
                "有的机构在几个部门的名单上，每个部门算了一次。"
            }
            Subject::Roster => "有的机构在几种名单上，每种算了一次。",
            Subject::Reason => "有的机构不止一个原因，每个原因算了一次。",
            Subject::Standing | Subject::Status | Subject::Nature | Subject::Age => {
                "有的机构几份名单写的不一样，每一样算了一次。"
            }
        }
    };
    let differ = if sum > total { "多" } else { "少" };
    Some(format!(
        "各行相加是{}，总数是{}，{differ}{}：{why}",
        Number(sum),
        Number(total),
        Number(sum.abs_diff(total))
    ))
}

/// The busiest month of a series: 最多是2026年9月，312条.
pub fn busiest(first: Date, count: u32, unit: &str) -> String {
    format!("最多是{}，{}{unit}", Month(first), Number(count))
}

/// The same where several months share it.
pub fn most_a_month(count: u32, unit: &str) -> String {
    format!("最多一个月{}{unit}", Number(count))
}

/// Why fewer are approved today than stand on the approved lists.
pub fn still_approved(on_lists: u32, today: u32) -> String {
    format!(
        "白名单上写着{}家，今天查还在白名单上的是{}家。其余的，有的证过期了、在整改，有的被别的部门列进了黑名单。",
        Number(on_lists),
        Number(today)
    )
}

/// What was published in two years.
pub fn two_years(releases: u32, added: u32, removed: u32) -> String {
    format!(
        "最近两年发布了{}次名单，新增{}条，移出{}条。",
        Number(releases),
        Number(added),
        Number(removed)
    )
}

/// The day and release that all numbers are of.
pub fn as_of(day: Date, release: impl fmt::Display) -> String {
    format!("都是{}的数，照第{release}次发布算的。名单一变，数字跟着变。", Day(Language::Hans, day))
}

/// The sentence under a large number; `None`: of all that a list names.
pub fn large(standing: Option<Standing>) -> &'static str {
    match standing {
        None => "家，今天有名单提到",
        Some(Standing::Approved) => "家，在白名单上",
        Some(Standing::Restricted) => "家，现在不要报名：过期、整改、停课等",
        Some(Standing::Banned) => "家，不要报名：在黑名单上，或者没有证",
        Some(Standing::Departed) => "家，已不在名单上",
        Some(Standing::NotInForce) => "家，没有算数的名单",
    }
}

/// Of what a table is, and by what.
pub fn caption(table: &Table) -> String {
    let total = Number(table.total);
    match table.subject {
        Subject::Standing => format!("名单里有过的{total}家机构，按今天的结论"),
        Subject::Reason => format!("黑名单上的{total}家机构，按原因"),
        Subject::Age => format!("{total}份名单，按截至日期到今天有多久"),
        Subject::Place
        | Subject::Category
        | Subject::Department
        | Subject::Regulator
        | Subject::Roster
        | Subject::Status
        | Subject::Nature => {
            format!("今天有名单提到的{total}家机构，按{}", kind_of(table.subject))
        }
    }
}

/// 397,412.
#[derive(Clone, Copy, Debug)]
pub struct Number(pub u32);

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let digits = self.0.to_string();
        for (at, digit) in digits.chars().enumerate() {
            if at > 0 && (digits.len() - at).is_multiple_of(3) {
                f.write_str(",")?;
            }
            write!(f, "{digit}")?;
        }
        Ok(())
    }
}

/// As much as fits into a tile: 1234, 3.1万, 12万.
#[derive(Clone, Copy, Debug)]
pub struct Short(pub u32);

impl fmt::Display for Short {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let tenths = (self.0 + 500) / 1000;
        match self.0 {
            0..10_000 => write!(f, "{}", self.0),
            10_000..100_000 if !tenths.is_multiple_of(10) => {
                write!(f, "{}.{}万", tenths / 10, tenths % 10)
            }
            _ => write!(f, "{}万", (self.0 + 5_000) / 10_000),
        }
    }
}

/// A part of a total in per cent; never 0% of something nor 100% of less than all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Share(pub u32, pub u32);

impl fmt::Display for Share {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (part, total) = (u64::from(self.0), u64::from(self.1));
        if total == 0 || part == 0 {
            return f.write_str("0%");
        }
        let rounded = (part * 200 + total) / (total * 2);
        match rounded {
            0 => f.write_str("不到1%"),
            100.. if part < total => f.write_str("99%以上"),
            _ => write!(f, "{rounded}%"),
        }
    }
}

/// 2026年9月.
#[derive(Clone, Copy, Debug)]
pub struct Month(pub Date);

impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}年{}月", self.0.year(), self.0.month())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_never_round_something_to_nothing_nor_less_than_all_to_all() {
        for (part, total, said) in [
            (0, 0, "0%"),
            (0, 9, "0%"),
            (1, 1000, "不到1%"),
            (5, 1000, "1%"),
            (41, 100, "41%"),
            (999, 1000, "99%以上"),
            (9, 9, "100%"),
            (u32::MAX, u32::MAX, "100%"),
        ] {
            assert_eq!(Share(part, total).to_string(), said, "{part} of {total}");
        }
    }

    #[test]
    fn numbers_are_grouped_and_shortened_for_tiles() {
        assert_eq!([7, 1234, 397_412].map(|n| Number(n).to_string()), ["7", "1,234", "397,412"]);
        assert_eq!(
            [0, 9_999, 10_000, 12_345, 99_960, 123_456].map(|n| Short(n).to_string()),
            ["0", "9999", "1万", "1.2万", "10万", "12万"]
        );
    }
}
