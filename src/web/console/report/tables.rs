//! The report as tables in words. Page and workbook are made of these, so they cannot differ.

use super::words;
use crate::domain::category::Category;
use crate::domain::directory::Directory;
use crate::domain::effects::Effect;
use crate::domain::listing::{Nature, RosterKind};
use crate::domain::regulator::RegulatorKind;
use crate::domain::release::Mode;
use crate::domain::report::{self as domain, Movement, Permits, Report, Subject, Table, Town};
use crate::publish::report::Counted;

/// One table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Shown {
    /// Also the sheet's name.
    pub title: &'static str,
    /// 家 or 条; empty where the rows say it.
    pub unit: &'static str,
    /// Of the first column.
    pub head: &'static str,
    pub columns: Vec<&'static str>,
    pub lines: Vec<Line>,
    pub notes: Vec<String>,
}

/// One row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Line {
    pub label: String,
    /// `None`: to be filled in by somebody.
    pub numbers: Vec<Option<i64>>,
    /// What the rows above add up to.
    pub is_total: bool,
}

impl Line {
    fn new(label: impl Into<String>, numbers: impl IntoIterator<Item = i64>) -> Self {
        let numbers = numbers.into_iter().map(Some).collect();
        Self { label: label.into(), numbers, is_total: false }
    }

    fn total(label: &str, numbers: impl IntoIterator<Item = i64>) -> Self {
        Self { is_total: true, ..Self::new(label, numbers) }
    }

    fn one(label: &str, number: u32) -> Self {
        Self::new(label, [i64::from(number)])
    }
}

impl Shown {
    /// The first lines; where there are more, those behind them as one, so that all still add up.
    pub(super) fn short(&self, most: usize) -> (Vec<Line>, Option<Line>) {
        if self.lines.len() <= most {
            return (self.lines.clone(), None);
        }
        let (shown, rest) = self.lines.split_at(most);
        let (parts, totals): (Vec<&Line>, Vec<&Line>) =
            rest.iter().partition(|line| !line.is_total);
        let sum = |at: usize| parts.iter().filter_map(|line| line.numbers[at]).sum();
        let label = format!("其余 {} 行合在一起", parts.len());
        let mut lines = shown.to_vec();
        lines.push(Line::new(label, (0..self.columns.len()).map(sum)));
        (lines, totals.first().map(|line| (*line).clone()))
    }
}

const BY_LIST: [&str; 4] = ["合计", "白名单", "灰名单", "黑名单"];

/// All tables of a report.
pub(super) fn tables(counted: &Counted, directory: &Directory) -> Vec<Shown> {
    let report = &counted.report;
    vec![
        by_roster(report),
        by_subject(report),
        by_nature(report),
        of("按类别", "类别", &report.categories, |one| Category::label(*one).into()),
        by_status(report),
        of("按部门", "部门", &report.departments, |one| {
            RegulatorKind::department(*one).into()
        }),
        of("按主管部门", "主管部门", &report.regulators, |one| {
            directory.regulator_name(*one)
        }),
        by_town(report, directory),
        came_and_left(&report.movement),
        changed(&report.movement),
        permits(report.permits),
        releases(counted.releases),
        not_recorded(),
    ]
}

/// A breakdown into whatever kinds there are.
fn of<K: Ord + Clone>(
    title: &'static str,
    head: &'static str,
    table: &Table<K>,
    label: impl Fn(&K) -> String,
) -> Shown {
    let rows = table.rows();
    let labelled = rows.iter().map(|row| (label(&row.kind), row.counted)).collect();
    whole((title, head), table, labelled, &BY_LIST)
}

/// Rows with everything that lies between them and the total.
fn whole<K: Ord + Clone>(
    (title, head): (&'static str, &'static str),
    table: &Table<K>,
    rows: Vec<(String, domain::Counted)>,
    columns: &[&'static str],
) -> Shown {
    let wide = |counted: &domain::Counted| counted.map(i64::from).into_iter().take(columns.len());
    let mut lines: Vec<Line> =
        rows.into_iter().map(|(label, counted)| Line::new(label, wide(&counted))).collect();
    let mut notes = Vec::new();
    let gap = table.gap().into_iter().take(columns.len());
    if gap.clone().any(|gap| gap != 0) {
        lines.push(Line::new("没写明", gap));
    }
    if wide(&table.again).any(|again| again != 0) {
        lines.push(Line::new("减：重复算的", wide(&table.again).map(|again| -again)));
        notes.push("同一家可以算在几行里，多算的次数在“减：重复算的”一行扣掉。".into());
    }
    lines.push(Line::total("总数", wide(&table.total)));
    Shown { title, unit: "家", head, columns: columns.to_vec(), lines, notes }
}

fn by_roster(report: &Report) -> Shown {
    let rows = report.rosters.rows_of(&RosterKind::ALL);
    let rows = rows.iter().map(|row| (row.kind.label().to_owned(), row.counted)).collect();
    Shown { unit: "", ..whole(("总数", "名单"), &report.rosters, rows, &["家"]) }
}

fn by_subject(report: &Report) -> Shown {
    let rows = report.subjects.rows_of(&Subject::ALL);
    let rows = rows.iter().map(|row| (words::subject(row.kind).to_owned(), row.counted)).collect();
    whole(("学科和非学科", "类"), &report.subjects, rows, &BY_LIST)
}

fn by_nature(report: &Report) -> Shown {
    let rows = report.natures.rows_of(&[Nature::ForProfit, Nature::NonProfit]);
    let rows = rows.iter().map(|row| (row.kind.label().to_owned(), row.counted)).collect();
    whole(("营利和非营利", "性质"), &report.natures, rows, &BY_LIST)
}

fn by_status(report: &Report) -> Shown {
    let mut shown = of("按状态", "状态", &report.statuses, |one| words::status(*one).into());
    shown.notes.push("按名单上写的状态，不是公众看到的结论。".into());
    shown
}

fn by_town(report: &Report, directory: &Directory) -> Shown {
    let rows = report.towns.rows();
    let first = rows.first().map(|row| row.kind.region);
    let is_one_region = rows.iter().all(|row| Some(row.kind.region) == first);
    of("按乡镇街道", "乡镇街道", &report.towns, |town: &Town| match town.region {
        Some(region) if !is_one_region => {
            format!("{} {}", directory.regions().full_name(region), town.name)
        }
        Some(_) | None => town.name.clone(),
    })
}

fn came_and_left(movement: &Movement) -> Shown {
    let came = [Effect::Added, Effect::Banned, Effect::ToBanned];
    let left = [Effect::Removed, Effect::Unbanned];
    let mut lines = vec![Line::one("期初在册（期间前一天）", movement.opening)];
    lines.extend(came.map(|effect| Line::one(effect.label(), movement.of(effect))));
    lines.extend(left.map(|effect| {
        Line::new(format!("减：{}", effect.label()), [-i64::from(movement.of(effect))])
    }));
    if movement.gap() != 0 {
        lines.push(Line::new("没写明的差额", [movement.gap()]));
    }
    lines.push(Line::total("期末在册", [i64::from(movement.closing)]));
    Shown {
        title: "新增和移出",
        unit: "条",
        head: "变化",
        columns: vec!["条"],
        lines,
        notes: vec![
            "按生效的那一天算。“新增”“移出”是白名单和灰名单的；“白转黑”是列入黑名单前一天还在白名单上有效的，不再算进“列入黑名单”。".into(),
        ],
    }
}

fn changed(movement: &Movement) -> Shown {
    let effects = [
        Effect::Renamed,
        Effect::Moved,
        Effect::Renewed,
        Effect::Shortened,
        Effect::StatusChanged,
        Effect::CodeChanged,
        Effect::Corrected,
    ];
    Shown {
        title: "更名续期等改动",
        unit: "条",
        head: "改动",
        columns: vec!["条"],
        lines: effects.map(|effect| Line::one(effect.label(), movement.of(effect))).to_vec(),
        notes: vec!["一次改动可以算在几行里，这张表各行不能相加。".into()],
    }
}

fn permits(permits: Permits) -> Shown {
    let Permits { ended, ends_soon, later, long_term, unstated } = permits;
    Shown {
        title: "许可证到期",
        unit: "条",
        head: "白名单上的许可证",
        columns: vec!["条"],
        lines: vec![
            Line::one("已经到期", ended),
            Line::one("60 天内到期", ends_soon),
            Line::one("以后到期", later),
            Line::one("长期有效", long_term),
            Line::one("没写明或认不出", unstated),
            Line::total("总数", [i64::from(permits.total())]),
        ],
        notes: Vec::new(),
    }
}

fn releases(releases: [u32; 3]) -> Shown {
    let mut lines: Vec<Line> = Mode::ALL
        .iter()
        .zip(releases)
        .map(|(mode, count)| Line::one(mode.label(), count))
        .collect();
    lines.push(Line::total("总数", [releases.into_iter().map(i64::from).sum()]));
    Shown {
        title: "期间发布",
        unit: "次",
        head: "发布",
        columns: vec!["次"],
        lines,
        notes: vec!["按公告上的发布日期算；改一家和撤销算作批次。".into()],
    }
}

fn not_recorded() -> Shown {
    let line = |label: &&str| Line { numbers: vec![None], ..Line::new(*label, []) };
    Shown {
        title: "本系统不记录，请另填",
        unit: "",
        head: "项目",
        columns: vec!["数"],
        lines: words::NOT_RECORDED.iter().map(line).collect(),
        notes: Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_that_are_not_told_one_by_one_still_add_up() {
        let mut lines: Vec<Line> =
            (1..=5).map(|number| Line::new(number.to_string(), [number])).collect();
        lines.push(Line::total("总数", [15]));
        let shown = Shown {
            title: "按乡镇街道",
            unit: "家",
            head: "街道",
            columns: vec!["家"],
            lines,
            notes: Vec::new(),
        };
        let (short, total) = shown.short(2);
        let numbers: Vec<i64> = short.iter().filter_map(|line| line.numbers[0]).collect();
        assert_eq!(numbers, [1, 2, 3 + 4 + 5]);
        assert_eq!(total.unwrap().numbers, [Some(15)]);
        let whole = shown.short(6);
        assert_eq!(whole, (shown.lines, None));
    }
}
