//! `/console/drafts/{no}/check`: every finding, with the cell, the mend, and what may be done about it.

use std::collections::BTreeMap;

use axum::extract::{Path, Query};
use axum::response::Response;
use maud::{Markup, html};
use serde::Deserialize;

use super::mends::mends;
use super::{Stage, as_seen, next, sheet, version};
use crate::domain::checks::{Finding, Level, Problem};
use crate::domain::review::Step;
use crate::import::FileReading;
use crate::publish::draft::{Draft, DraftKind};
use crate::publish::obstacles::is_unanswered;
use crate::web::console::pager::Pages;
use crate::web::console::parts::{self, Press, Tone};
use crate::web::console::upload::{form_instead, refused};
use crate::web::console::{Desk, Filled, Notice, Trouble};
use crate::web::links::Encoded;

const ROWS: usize = 100;
/// How many of a kind stand on the page of all kinds.
const OF_A_KIND: usize = 5;
/// Findings give their cells cut to about this many characters.
const LONGEST_SHOWN: usize = 79;

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    page: Option<usize>,
    /// Only this kind of problem.
    kind: Option<String>,
}

/// `GET /console/drafts/{no}/check`
pub async fn show(
    desk: Desk,
    Path(no): Path<i64>,
    Query(asked): Query<Asked>,
) -> Result<Markup, Trouble> {
    let workshop = desk.workshop()?;
    let draft = workshop.draft(no, &desk.actor).await?;
    let checked = workshop.check(&draft).await?;
    let Some(reading) = &checked.reading else { return Err(Trouble::NotFound) };
    Ok(sheet(&desk, &draft, Stage::Check, view(&desk, &draft, reading, &asked)))
}

fn view(desk: &Desk, draft: &Draft, reading: &FileReading, asked: &Asked) -> Markup {
    let rows: u64 = reading.sheets.iter().map(|sheet| u64::from(sheet.data_rows)).sum();
    let taken = reading.rows.len();
    let errors = count(reading, Level::Error);
    let unanswered =
        reading.findings.iter().filter(|finding| is_unanswered(draft, finding)).count();
    let base = desk.path(&format!("/drafts/{}", draft.no));
    html! {
        @if let Some(problem) = reading.file_error {
            (refused(problem))
            (instead(desk, draft, problem))
        } @else {
            (parts::notice(
                if errors > 0 { Tone::Bad } else if unanswered > 0 { Tone::Warning } else { Tone::Good },
                html! {
                    p { "读到 " (rows) " 行，可以收下 " (taken) " 行。" }
                    @if errors > 0 { p { "有 " b { (errors) " 处错误" } "，改好或者说明不要这一行，才能送审。" } }
                    @if unanswered > 0 { p { "有 " b { (unanswered) " 处提醒" } "，请看过再确认。" } }
                    @if errors == 0 && unanswered == 0 { p { "没有要处理的问题。" } }
                },
            ))
            (facts(reading))
        }
        (summary(desk, draft, reading, asked))
        (mends(desk, draft, reading))
        @if reading.file_error.is_none() && draft.kind != DraftKind::One {
            p {
                a href={ (base) "/returned.xlsx" } { "下载带校验结果的表格" }
                "：原表加“校验结果”“问题与改法”两列，在 Excel 里改好再传上来。"
            }
            @if draft.state.is_editable() && desk.actor.may_submit(draft.regulator) {
                details.again {
                    summary { "改好了，用新表格换掉这一份" }
                    (form_instead(desk, draft))
                }
            }
        }
        @if reading.file_error.is_none() { (next(desk, draft, Stage::Check)) }
    }
}

/// What can be done where nothing was read: no step leads on from here.
fn instead(desk: &Desk, draft: &Draft, problem: Problem) -> Markup {
    let base = desk.path(&format!("/drafts/{}", draft.no));
    let may_drop =
        desk.actor.may_submit(draft.regulator) && draft.state.after(Step::Drop).is_some();
    parts::buttons(html! {
        @if draft.state.is_pending() {
            (parts::link_button(Press::Main, &desk.path("/upload"), "换一个文件上传"))
        }
        @if problem == Problem::MissingColumn {
            (parts::link_button(Press::Second, &format!("{base}/columns"), "我来说明哪一列是机构名称"))
        }
        @if may_drop {
            form.inline method="post" action={ (base) "/drop" } {
                (version(draft))
                (parts::button(Press::Second, "作废这一份"))
            }
        }
    })
}

fn count(reading: &FileReading, level: Level) -> usize {
    reading.findings.iter().filter(|finding| finding.level == level).count()
}

fn facts(reading: &FileReading) -> Markup {
    html! {
        dl.facts {
            @for sheet in &reading.sheets {
                div {
                    dt { @if sheet.name.is_empty() { "整份文件" } @else { "工作表“" (sheet.name) "”" } }
                    dd {
                        (sheet.data_rows) " 行数据，收下 " (sheet.accepted) "，没收 " (sheet.rejected)
                        @if !sheet.ignored_rows.is_empty() {
                            "；不是数据的行（标题、合计、说明）：第 "
                            (numbers(&sheet.ignored_rows)) " 行"
                        }
                        @if !sheet.unknown_headings.is_empty() {
                            "；不读的列：" (sheet.unknown_headings.join("、"))
                        }
                    }
                }
            }
        }
    }
}

fn numbers(rows: &[u32]) -> String {
    const SHOWN: usize = 20;
    let shown: Vec<String> = rows.iter().take(SHOWN).map(ToString::to_string).collect();
    let more = if rows.len() > SHOWN { " 等" } else { "" };
    format!("{}{more}", shown.join("、"))
}

/// The findings: kinds with their numbers, then each.
fn summary(desk: &Desk, draft: &Draft, reading: &FileReading, asked: &Asked) -> Markup {
    let mut kinds: BTreeMap<(Level, &str), (Problem, usize, usize)> = BTreeMap::new();
    for finding in &reading.findings {
        let kind =
            kinds.entry((finding.level, finding.problem.code())).or_insert((finding.problem, 0, 0));
        kind.1 += 1;
        kind.2 += usize::from(is_unanswered(draft, finding));
    }
    if kinds.is_empty() {
        return html! {};
    }
    let base = desk.path(&format!("/drafts/{}", draft.no));
    let is_open = draft.state.is_editable();
    let kind = asked.kind.as_deref().filter(|kind| !kind.is_empty());
    let shown = shown(reading, kind);
    let pages = Pages::new(shown.len(), ROWS, asked.page);
    let of_kind = kind.map(|kind| format!("kind={}&", Encoded(kind))).unwrap_or_default();
    html! {
        h2 #findings { "发现的问题" }
        ul.kinds {
            @for ((level, code), (problem, count, unanswered)) in &kinds {
                li {
                    (badge_of(*level, if *problem == Problem::LeftOut { "不收" } else { level.label() })) " "
                    a href={ (base) "/check?kind=" (code) "#findings" } { (problem.message()) }
                    " " (count) " 处"
                    @if *unanswered > 0 && is_open {
                        " "
                        (acknowledge(&base, draft, (code, Press::Second), &format!("这 {unanswered} 处我都看过，没有问题")))
                    }
                }
            }
        }
        @if kind.is_some() { p { a href={ (base) "/check#findings" } { "看全部问题" } } }
        div.findings { @for finding in pages.cut(&shown) { (one(&base, draft, finding)) } }
        (pages.links(&|page| format!("{base}/check?{of_kind}page={page}#findings")))
        @if kind.is_none() && shown.len() < reading.findings.len() {
            p.soft { "同一种问题只列出前 " (OF_A_KIND) " 处；点上面的名字看全部。" }
        }
        @if reading.findings_left_out > 0 {
            p.soft { "还有 " (reading.findings_left_out) " 处同样的问题没有列出。" }
        }
    }
}

/// Those of one kind, or the first of each, the gravest first.
fn shown<'a>(reading: &'a FileReading, kind: Option<&str>) -> Vec<&'a Finding> {
    let mut of_kind: BTreeMap<(Level, &str), usize> = BTreeMap::new();
    let mut shown: Vec<&Finding> = reading
        .findings
        .iter()
        .filter(|finding| match kind {
            Some(kind) => kind == finding.problem.code(),
            None => {
                let count = of_kind.entry((finding.level, finding.problem.code())).or_default();
                *count += 1;
                *count <= OF_A_KIND
            }
        })
        .collect();
    shown.sort_by_key(|finding| finding.level);
    shown
}

fn acknowledge(base: &str, draft: &Draft, (key, press): (&str, Press), words: &str) -> Markup {
    html! {
        form.inline method="post" action={ (base) "/acknowledge" } {
            (version(draft))
            input type="hidden" name="key" value=(key);
            input type="hidden" name="back" value="check";
            (parts::button(press, words))
        }
    }
}

fn badge_of(level: Level, word: &str) -> Markup {
    let tone = match level {
        Level::Error => Tone::Bad,
        Level::Warning => Tone::Warning,
        Level::Skip | Level::Note => Tone::Plain,
    };
    parts::badge(tone, word)
}

/// Told of the row of headings, which cannot be left out.
fn is_of_headings(problem: Problem) -> bool {
    matches!(problem, Problem::MissingColumn | Problem::PassedOver)
}

fn one(base: &str, draft: &Draft, finding: &Finding) -> Markup {
    let is_open = draft.state.is_editable();
    let sheet = finding.sheet_at;
    // What is only worth knowing offers nothing to press.
    let is_to_mend = match finding.level {
        Level::Error | Level::Warning => true,
        Level::Skip | Level::Note => false,
    };
    let cell = sheet.zip(finding.row).zip(finding.column.as_deref());
    // A cell that is shown cut must not be cut by mending it.
    let value =
        if finding.value.chars().count() < LONGEST_SHOWN { finding.value.as_str() } else { "" };
    html! {
        div.finding {
            p {
                (badge_of(finding.level, finding.label())) " "
                @if !finding.place().is_empty() { b { (finding.place()) } " " }
                (finding.message())
                @if !finding.value.is_empty() { "：" q { (finding.value) } }
            }
            p.soft { (finding.mend()) "。" }
            @if is_open {
                div.does {
                    @if is_unanswered(draft, finding) {
                        (acknowledge(base, draft, (&finding.key(), Press::Main), "看过，没有问题"))
                    }
                    @if let Some(((sheet, row), column)) = cell.filter(|_| is_to_mend) {
                        form .inline.mend method="post" action={ (base) "/mend" } {
                            (version(draft))
                            input type="hidden" name="sheet" value=(sheet);
                            input type="hidden" name="row" value=(row);
                            input type="hidden" name="column" value=(column);
                            input name="text" value=(value) aria-label={ (finding.place()) " 改成" };
                            (parts::button(Press::Second, "改成这样"))
                        }
                    }
                    @if let Some((sheet, row)) = sheet.zip(finding.row)
                        && is_to_mend
                        && !is_of_headings(finding.problem)
                        && draft.kind != DraftKind::One {
                        form.inline method="post" action={ (base) "/mend" } {
                            (version(draft))
                            input type="hidden" name="sheet" value=(sheet);
                            input type="hidden" name="row" value=(row);
                            (parts::button(Press::Second, "这一行不要"))
                        }
                    }
                }
            }
            @if finding.level == Level::Warning && !is_unanswered(draft, finding) {
                p.soft { "已确认。" }
            }
        }
    }
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Acknowledged {
    version: i64,
    key: String,
    /// `check` or `preview`.
    back: String,
}

/// `POST /console/drafts/{no}/acknowledge`: a finding, a kind of finding, or what looks wrong.
pub async fn acknowledge_one(
    desk: Desk,
    Path(no): Path<i64>,
    Filled(typed): Filled<Acknowledged>,
) -> Result<Response, Trouble> {
    let draft = as_seen(&desk, no, typed.version).await?;
    if typed.key.is_empty() || typed.key.len() > 300 {
        return Err(Trouble::Unreadable);
    }
    let key = typed.key;
    let by = desk.actor.display.clone();
    let change = |content: &mut crate::publish::draft::Content| {
        content.acknowledged_by.insert(key.clone(), by);
        content.acknowledged.insert(key);
    };
    desk.workshop()?.change(desk.by(), draft, "acknowledged", change).await?;
    let back = if typed.back == "preview" { "preview#alarms" } else { "check#findings" };
    desk.go(&format!("/drafts/{no}/{back}"), Notice::good("已经记下您的确认。")).await
}
