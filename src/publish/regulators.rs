//! A table of 主管部门 against those that are known: what is new, what would change, what is wrong.

use std::collections::HashSet;

use crate::domain::region::RegionCode;
use crate::domain::regulator::{AbsenceRule, Regulator, RegulatorCode, RegulatorKind};
use crate::domain::regulator_details::{Typed, checked};
pub use crate::import::regulators::LARGEST_TABLE;
use crate::import::regulators::{self as table, RegulatorRow, TableError};

/// One row of the table, and what becomes of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// 1-based, as Excel counts.
    pub row: u32,
    pub outcome: Outcome,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    New(Regulator),
    Changed {
        before: Regulator,
        after: Regulator,
    },
    Same(RegulatorCode),
    /// In words, with the name where it has one.
    Wrong {
        name: String,
        why: String,
    },
}

/// Reads the table and compares it.
///
/// # Errors
/// When the file cannot be read: what is wrong with it, and the mend.
pub fn plan(name: &str, bytes: &[u8], known: &[Regulator]) -> Result<Vec<Line>, String> {
    let rows = table::read(name, bytes).map_err(|error| match error {
        TableError::NoHeadings => {
            "没有找到表头：要有“名称”和“代码”（或“行政区划代码”）两列".to_owned()
        }
        TableError::File(problem) => format!("{}；{}", problem.message(), problem.mend()),
    })?;
    let mut seen = HashSet::new();
    Ok(rows
        .iter()
        .map(|row| Line { row: row.row, outcome: outcome(row, known, &mut seen) })
        .collect())
}

/// What the table would write.
pub fn written(lines: &[Line]) -> impl Iterator<Item = (&Regulator, Option<&Regulator>)> {
    lines.iter().filter_map(|line| match &line.outcome {
        Outcome::New(regulator) => Some((regulator, None)),
        Outcome::Changed { before, after } => Some((after, Some(before))),
        Outcome::Same(_) | Outcome::Wrong { .. } => None,
    })
}

fn outcome(row: &RegulatorRow, known: &[Regulator], seen: &mut HashSet<RegulatorCode>) -> Outcome {
    let wrong = |why: &str| Outcome::Wrong { name: row.name.clone(), why: why.to_owned() };
    let Some(code) = code_of(row) else {
        return wrong("代码要像 110108-edu，或者给六位行政区划代码");
    };
    if !seen.insert(code) {
        return wrong("同一个代码在上面已经有一行");
    }
    let before = known.iter().find(|regulator| regulator.code == code);
    let Some(absence) = absence_of(&row.absence, before) else {
        return wrong("“名单上没有的”只能填“没有批准”或“不好说”");
    };
    // An empty cell leaves what is known as it is.
    let or_known = |cell: &str, of: fn(&Regulator) -> String| {
        if cell.is_empty() { before.map(of).unwrap_or_default() } else { cell.to_owned() }
    };
    let typed = Typed {
        name: or_known(&row.name, |one| one.name.clone()),
        aliases: or_known(&row.aliases, |one| one.aliases.join("\n")),
        phone: or_known(&row.phone, |one| one.phone.clone().unwrap_or_default()),
        mailbox: or_known(&row.mailbox, |one| one.mailbox.clone().unwrap_or_default()),
    };
    match (checked(code, &typed, absence), before) {
        (Err(flaws), _) => {
            let words: Vec<&str> = flaws.into_iter().map(|flaw| flaw.message()).collect();
            wrong(&words.join("；"))
        }
        (Ok(after), None) => Outcome::New(after),
        (Ok(after), Some(before)) if after == *before => Outcome::Same(code),
        (Ok(after), Some(before)) => Outcome::Changed { before: before.clone(), after },
    }
}

/// As given, or of the region and what the name says.
fn code_of(row: &RegulatorRow) -> Option<RegulatorCode> {
    if !row.code.is_empty() {
        return RegulatorCode::parse(&row.code);
    }
    let region = RegionCode::parse(&row.region)?;
    Some(RegulatorCode { region, kind: RegulatorKind::of_name(&row.name) })
}

fn absence_of(cell: &str, before: Option<&Regulator>) -> Option<AbsenceRule> {
    match cell {
        "" => Some(before.map_or(AbsenceRule::Unknown, |one| one.absence)),
        "没有批准" | "未批准" | "就是没有批准" => Some(AbsenceRule::Unapproved),
        "不好说" | "不一定" => Some(AbsenceRule::Unknown),
        other => AbsenceRule::from_code(other),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_row_is_new_changed_the_same_or_wrong() {
        let known = plan(
            "a.csv",
            "代码,名称,电话\n999901-edu,示例东区教育局,0990-5558101\n".as_bytes(),
            &[],
        );
        let known: Vec<Regulator> =
            written(&known.unwrap()).map(|(regulator, _)| regulator.clone()).collect();
        let csv = "代码,名称,电话,行政区划代码\n\
            999901-edu,示例东区教育局,,\n\
            999901-edu,示例东区教委,,\n\
            ,示例西区文化和旅游局,,999902\n\
            abc,示例南区教育局,,\n\
            999903-edu,示例南区教育局,无,\n";
        let lines = plan("a.csv", csv.as_bytes(), &known).unwrap();
        let told: Vec<&str> = lines
            .iter()
            .map(|line| match &line.outcome {
                Outcome::New(regulator) => {
                    assert_eq!(regulator.code.to_string(), "999902-culture");
                    "new"
                }
                Outcome::Changed { .. } => "changed",
                Outcome::Same(_) => "same",
                Outcome::Wrong { .. } => "wrong",
            })
            .collect();
        assert_eq!(told, ["same", "wrong", "new", "wrong", "wrong"]);
        let renamed = "代码,名称\n999901-edu,示例东区教育体育局\n";
        let lines = plan("a.csv", renamed.as_bytes(), &known).unwrap();
        let Outcome::Changed { before, after } = &lines[0].outcome else { panic!("{lines:?}") };
        assert_eq!(before.phone, after.phone, "an empty cell takes nothing away");
    }
}
