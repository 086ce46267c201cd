//! What an import says: of each file, and of what was or would be published.

use std::io::{self, Write};

use serde_json::{Value, json};

use crate::domain::checks::{Finding, Level, Problem};
use crate::domain::listing::Field;
use crate::import::FileReading;
use crate::publish::release::{Outcome, Refusal};

/// Findings that a person is shown; all of them are in the JSON form.
const SHOWN_FINDINGS: usize = 200;
const SHOWN_RELEASES: usize = 20;

/// The report of one import.
pub(super) struct Report {
    pub(super) files: Vec<FileReport>,
    pub(super) is_left_to_server: bool,
    is_dry_run: bool,
}

/// What one file gave, and what became of it.
pub(super) struct FileReport {
    name: String,
    format: &'static str,
    encoding: Option<&'static str>,
    sheets: Vec<Value>,
    data_rows: u64,
    accepted: u64,
    rejected: u64,
    file_error: Option<Problem>,
    findings: Vec<Finding>,
    findings_left_out: u64,
    pub(super) outcome: Option<Outcome>,
}

impl FileReport {
    pub(super) fn of(reading: &FileReading) -> Self {
        let sum = |of: fn(&crate::import::SheetReading) -> u32| {
            reading.sheets.iter().map(|sheet| u64::from(of(sheet))).sum()
        };
        let sheets = reading.sheets.iter().map(|sheet| {
            let map: serde_json::Map<String, Value> = sheet
                .header_map
                .iter()
                .map(|(heading, field)| (heading.clone(), Value::from(field.label())))
                .collect();
            json!({
                "name": sheet.name,
                "header_row": sheet.header_row,
                "header_map": map,
                "unknown_headings": sheet.unknown_headings,
                "data_rows": sheet.data_rows,
                "accepted": sheet.accepted,
                "rejected": sheet.rejected,
                "ignored_rows": sheet.ignored_rows,
            })
        });
        Self {
            name: reading.name.clone(),
            format: reading.format.code(),
            encoding: reading.encoding,
            sheets: sheets.collect(),
            data_rows: sum(|sheet| sheet.data_rows),
            accepted: sum(|sheet| sheet.accepted),
            rejected: sum(|sheet| sheet.rejected),
            file_error: reading.file_error,
            findings: reading.findings.clone(),
            findings_left_out: reading.findings_left_out,
            outcome: None,
        }
    }

    fn blocks(&self) -> bool {
        self.file_error.is_some()
            || self.findings.iter().any(|finding| finding.problem == Problem::RegulatorUnknown)
    }
}

impl Report {
    pub(super) fn new(is_dry_run: bool) -> Self {
        Self { files: Vec::new(), is_left_to_server: false, is_dry_run }
    }

    /// Whether every file can be read and belongs to somebody.
    pub(super) fn may_go_on(&self) -> bool {
        !self.files.iter().any(FileReport::blocks)
    }

    pub(super) fn is_refused(&self) -> bool {
        !self.may_go_on()
            || self
                .files
                .iter()
                .any(|file| file.outcome.as_ref().is_none_or(|outcome| outcome.refusal.is_some()))
    }

    pub(super) fn write_text(&self, out: &mut dyn Write) -> io::Result<()> {
        for file in &self.files {
            file.write_text(self.is_dry_run, out)?;
        }
        if !self.may_go_on() {
            writeln!(out, "没有发布：请先改好上面的问题。")?;
        }
        if self.is_left_to_server {
            writeln!(out, "网站正在运行，会自己换上新名单。")?;
        }
        Ok(())
    }

    pub(super) fn to_json(&self) -> Value {
        json!({
            "dry_run": self.is_dry_run,
            "refused": self.is_refused(),
            "files": self.files.iter().map(FileReport::to_json).collect::<Vec<_>>(),
        })
    }
}

impl FileReport {
    fn write_text(&self, is_dry_run: bool, out: &mut dyn Write) -> io::Result<()> {
        writeln!(
            out,
            "{}（{}{}）：数据 {} 行，收下 {} 行，没收 {} 行",
            self.name,
            self.format,
            self.encoding.map(|encoding| format!("，{encoding}")).unwrap_or_default(),
            self.data_rows,
            self.accepted,
            self.rejected
        )?;
        for finding in self.findings.iter().take(SHOWN_FINDINGS) {
            let place = finding.place();
            let colon = if place.is_empty() { "" } else { "：" };
            let value = if finding.value.is_empty() {
                String::new()
            } else {
                format!("〔{}〕", finding.value)
            };
            writeln!(
                out,
                "  {} {place}{colon}{}{value}。{}。",
                finding.label(),
                finding.message(),
                finding.mend()
            )?;
        }
        let hidden =
            self.findings.len().saturating_sub(SHOWN_FINDINGS) as u64 + self.findings_left_out;
        if hidden > 0 {
            writeln!(out, "  还有 {hidden} 条没有列出，用 --format json 看")?;
        }
        match &self.outcome {
            Some(outcome) => write_outcome(outcome, is_dry_run, out),
            None => Ok(()),
        }
    }

    fn to_json(&self) -> Value {
        json!({
            "file": self.name,
            "format": self.format,
            "encoding": self.encoding,
            "sheets": self.sheets,
            "data_rows": self.data_rows,
            "accepted": self.accepted,
            "rejected": self.rejected,
            "file_error": self.file_error.map(Problem::code),
            "findings": self.findings.iter().map(finding_json).collect::<Vec<_>>(),
            "findings_left_out": self.findings_left_out,
            "outcome": self.outcome.as_ref().map(outcome_json),
        })
    }
}

fn finding_json(finding: &Finding) -> Value {
    json!({
        "level": finding.level.code(),
        "problem": finding.problem.code(),
        "sheet": finding.sheet,
        "row": finding.row,
        "column": finding.column,
        "field": finding.field.map(Field::label),
        "value": finding.value,
        "same_as": finding.same_as,
        "differs": finding.differs.iter().map(|field| field.label()).collect::<Vec<_>>(),
        "message": finding.message(),
        "mend": finding.mend(),
        "is_refused": matches!(finding.level, Level::Error),
    })
}

fn write_outcome(outcome: &Outcome, is_dry_run: bool, out: &mut dyn Write) -> io::Result<()> {
    if let Some(refusal) = &outcome.refusal {
        return write_refusal(refusal, out);
    }
    if outcome.releases.is_empty() {
        return writeln!(
            out,
            "  没有变化：{} 行都和现在的名单一样，没有新的发布。",
            outcome.unchanged
        );
    }
    let counts = outcome.counts;
    writeln!(
        out,
        "  {}：新增 {}，修改 {}，移出 {}，没有变化 {}",
        if is_dry_run { "只是试查，没有发布。发布后会是" } else { "已发布" },
        counts.added,
        counts.changed,
        counts.removed,
        outcome.unchanged
    )?;
    for release in outcome.releases.iter().take(SHOWN_RELEASES) {
        writeln!(
            out,
            "    第 {} 号 {} {}：新增 {}，修改 {}，移出 {}",
            release.id,
            release.regulator,
            release.title,
            release.counts.added,
            release.counts.changed,
            release.counts.removed
        )?;
    }
    if outcome.releases.len() > SHOWN_RELEASES {
        writeln!(out, "    …… 共 {} 次发布", outcome.releases.len())?;
    }
    Ok(())
}

fn write_refusal(refusal: &Refusal, out: &mut dyn Write) -> io::Result<()> {
    let (why, would_remove, in_all) = match refusal {
        Refusal::NoRows => return writeln!(out, "  没有发布：没有一行可以收下。"),
        Refusal::Gone { listings } => {
            return writeln!(out, "  没有发布：要移出的 {listings} 条已经不在名单上。");
        }
        Refusal::ModeUnclear { would_remove, in_all } => (
            "这份文件没有列出现在名单上的一些机构。请说明：--mode full（全量，它们算移出）或 --mode batch（批次，它们保留）"
                .to_owned(),
            would_remove,
            in_all,
        ),
        Refusal::RefusedRowsInFullList { refused_rows, would_remove, in_all } => (
            format!(
                "全量名单里有 {refused_rows} 行没收，而名单上又少了一些机构，可能正是那几行。请先改好那几行，或用 --mode batch"
            ),
            would_remove,
            in_all,
        ),
    };
    writeln!(out, "  没有发布：{why}。会少掉 {in_all} 条：")?;
    for (regulator, name) in would_remove {
        writeln!(out, "    {regulator} {name}")?;
    }
    Ok(())
}

fn outcome_json(outcome: &Outcome) -> Value {
    let counts = outcome.counts;
    json!({
        "refusal": outcome.refusal.as_ref().map(|refusal| match refusal {
            Refusal::ModeUnclear { .. } => "mode_unclear",
            Refusal::RefusedRowsInFullList { .. } => "refused_rows_in_full_list",
            Refusal::NoRows => "no_rows",
            Refusal::Gone { .. } => "gone",
        }),
        "added": counts.added,
        "changed": counts.changed,
        "removed": counts.removed,
        "unchanged": outcome.unchanged,
        "releases": outcome.releases.iter().map(|release| json!({
            "number": release.id.number(),
            "regulator": release.regulator.to_string(),
            "title": release.title,
            "mode": release.mode.code(),
            "as_of": release.as_of_on.to_string(),
            "effective": release.effective_on.to_string(),
            "added": release.counts.added,
            "changed": release.counts.changed,
            "removed": release.counts.removed,
        })).collect::<Vec<_>>(),
    })
}
