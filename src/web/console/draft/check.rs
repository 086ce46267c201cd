//! `/console/drafts/{no}/check`: every finding, with the cell, the mend, and what may be done about it.

use std::collections::BTreeMap;

use axum::extract::{Path, Query};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use maud::{Markup, html};
use serde::Deserialize;

use super::{Stage, as_seen, next, sheet, version};
use crate::domain::checks::{Finding, Level, Problem};
use crate::import::{self, FileReading, Limits, column_number};
use crate::publish::draft::{Draft, DraftKind, KeptMend};
use crate::publish::review::is_unanswered;
use crate::web::console::pager::Pages;
use crate::web::console::parts::{self, Press, Tone};
use crate::web::console::upload::refused;
use crate::web::console::{Desk, Filled, Notice, Trouble};
use crate::web::links::Encoded;

const ROWS: usize = 100;
/// How many of a kind stand on the page of all kinds.
const OF_A_KIND: usize = 5;
const LONGEST_MEND: usize = 2_000;
/// Whoever mends more does so in the file.
const MOST_MENDS: usize = 2_000;
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
            @if problem == Problem::MissingColumn {
                p { a href={ (base) "/columns" } { "我来说明哪一列是机构名称" } }
            }
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
        @if reading.file_error.is_some() {
            p { a href=(desk.path("/upload")) { "换一个文件上传" } }
        } @else if draft.kind != DraftKind::One {
            p {
                a href={ (base) "/returned.xlsx" } { "下载带校验结果的表格" }
                "：原表加“校验结果”“问题与改法”两列，在 Excel 里改好再传上来。"
            }
        }
        (next(desk, draft, Stage::Check))
    }
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
                    (level_badge(*level)) " "
                    a href={ (base) "/check?kind=" (code) "#findings" } { (problem.message()) }
                    " " (count) " 处"
                    @if *unanswered > 0 && is_open {
                        " "
                        (acknowledge(&base, draft, code, &format!("这 {unanswered} 处我都看过，没有问题")))
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

fn acknowledge(base: &str, draft: &Draft, key: &str, words: &str) -> Markup {
    html! {
        form.inline method="post" action={ (base) "/acknowledge" } {
            (version(draft))
            input type="hidden" name="key" value=(key);
            input type="hidden" name="back" value="check";
            (parts::button(Press::Second, words))
        }
    }
}

fn level_badge(level: Level) -> Markup {
    let tone = match level {
        Level::Error => Tone::Bad,
        Level::Warning => Tone::Warning,
        Level::Skip | Level::Note => Tone::Plain,
    };
    parts::badge(tone, level.label())
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
                (level_badge(finding.level)) " "
                @if !finding.place().is_empty() { b { (finding.place()) } " " }
                (finding.message())
                @if !finding.value.is_empty() { "：" q { (finding.value) } }
            }
            p.soft { (finding.problem.mend()) "。" }
            @if is_open {
                div.does {
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
                        && draft.kind != DraftKind::One {
                        form.inline method="post" action={ (base) "/mend" } {
                            (version(draft))
                            input type="hidden" name="sheet" value=(sheet);
                            input type="hidden" name="row" value=(row);
                            (parts::button(Press::Danger, "这一行不要"))
                        }
                    }
                    @if is_unanswered(draft, finding) {
                        (acknowledge(base, draft, &finding.key(), "看过，没有问题"))
                    }
                }
            }
            @if finding.level == Level::Warning && !is_unanswered(draft, finding) {
                p.soft { "已确认。" }
            }
        }
    }
}

/// What was changed on the page, and can be taken back.
fn mends(desk: &Desk, draft: &Draft, reading: &FileReading) -> Markup {
    let row = |mend: &KeptMend| {
        let column = mend.column.as_ref().map(|column| format!("{column}列")).unwrap_or_default();
        let is_lost = mend.as_mend().is_none_or(|mend| reading.mends_lost.contains(&mend));
        vec![
            html! { "第 " (mend.sheet + 1) " 张表 第 " (mend.row) " 行 " (column) },
            html! {
                @if mend.column.is_some() { "改成：" (mend.text) } @else { "这一行不要" }
                @if is_lost { " " (parts::badge(Tone::Warning, "没有起作用：那里没有名单")) }
            },
            html! { (mend.by.display) " " (crate::web::console::desk::clock(mend.by.at)) },
            html! { @if draft.state.is_editable() { (unmend(desk, draft, mend)) } },
        ]
    };
    let rows: Vec<Vec<Markup>> = draft.content.mends.iter().map(row).collect();
    html! {
        @if !rows.is_empty() {
            h2 { "在页面上改过的" }
            p.soft { "文件本身不动；这些改动和发布一起存档。" }
            (parts::table("改动", &["哪里", "怎么改", "谁改的", ""], &rows))
        }
    }
}

fn unmend(desk: &Desk, draft: &Draft, mend: &KeptMend) -> Markup {
    html! {
        form.inline method="post" action=(desk.path(&format!("/drafts/{}/unmend", draft.no))) {
            (version(draft))
            input type="hidden" name="sheet" value=(mend.sheet);
            input type="hidden" name="row" value=(mend.row);
            @if let Some(column) = &mend.column { input type="hidden" name="column" value=(column); }
            (parts::button(Press::Second, "取消"))
        }
    }
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Mended {
    version: i64,
    sheet: u16,
    row: u32,
    /// As Excel names it; none: the whole row.
    column: Option<String>,
    text: String,
}

impl Mended {
    /// Only what names a cell or a row: `None` is no form of ours.
    fn is_a_place(&self) -> bool {
        self.row > 0 && self.column.as_deref().is_none_or(|column| column_number(column).is_some())
    }

    fn is_of(&self, mend: &KeptMend) -> bool {
        (mend.sheet, mend.row, &mend.column) == (self.sheet, self.row, &self.column)
    }
}

/// `POST /console/drafts/{no}/mend`
pub async fn mend(
    desk: Desk,
    Path(no): Path<i64>,
    Filled(typed): Filled<Mended>,
) -> Result<Response, Trouble> {
    let draft = as_seen(&desk, no, typed.version).await?;
    if typed.text.chars().count() > LONGEST_MEND {
        return Err(Trouble::refused("这一格太长了，最多 2000 个字。", "请改短一些，再试一次。"));
    }
    if !typed.is_a_place() {
        return Err(Trouble::Unreadable);
    }
    if draft.content.mends.len() >= MOST_MENDS {
        return Err(Trouble::refused(
            format!("一份草稿最多在页面上改 {MOST_MENDS} 处，这一处没有改。"),
            "请下载带校验结果的表格，在 Excel 里改好再传上来。",
        ));
    }
    let by = desk.by().signed();
    let kept = KeptMend {
        sheet: typed.sheet,
        row: typed.row,
        column: typed.column,
        text: typed.text.trim().to_owned(),
        by,
    };
    let words = match kept.column {
        Some(_) => format!("第 {} 行已经改好，重新检查了一遍。", kept.row),
        None => format!("第 {} 行不收，已经记下。", kept.row),
    };
    let change = |content: &mut crate::publish::draft::Content| {
        content.mends.retain(|other| {
            (other.sheet, other.row, &other.column) != (kept.sheet, kept.row, &kept.column)
        });
        content.mends.push(kept);
    };
    desk.workshop()?.change(desk.by(), draft, "mend", change).await?;
    desk.go(&format!("/drafts/{no}/check#findings"), Notice::good(words)).await
}

/// `POST /console/drafts/{no}/unmend`: as the file says, after all.
pub async fn take_mend_back(
    desk: Desk,
    Path(no): Path<i64>,
    Filled(typed): Filled<Mended>,
) -> Result<Response, Trouble> {
    let draft = as_seen(&desk, no, typed.version).await?;
    if !draft.content.mends.iter().any(|mend| typed.is_of(mend)) {
        return Err(Trouble::Unreadable);
    }
    let words = format!("第 {} 行照文件原来的读。", typed.row);
    let change = |content: &mut crate::publish::draft::Content| {
        content.mends.retain(|mend| !typed.is_of(mend));
    };
    desk.workshop()?.change(desk.by(), draft, "unmend", change).await?;
    desk.go(&format!("/drafts/{no}/check#findings"), Notice::good(words)).await
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
    let change = |content: &mut crate::publish::draft::Content| {
        content.acknowledged.insert(key);
    };
    desk.workshop()?.change(desk.by(), draft, "acknowledged", change).await?;
    let back = if typed.back == "preview" { "preview#alarms" } else { "check#findings" };
    desk.go(&format!("/drafts/{no}/{back}"), Notice::good("已经记下您的确认。")).await
}

/// `GET /console/drafts/{no}/returned.xlsx`
pub async fn returned(desk: Desk, Path(no): Path<i64>) -> Result<Response, Trouble> {
    let workshop = desk.workshop()?;
    let draft = workshop.draft(no, &desk.actor).await?;
    let checked = workshop.check(&draft).await?;
    let Some(reading) = &checked.reading else { return Err(Trouble::NotFound) };
    let rows = beside(reading);
    let content = draft.content.clone();
    let bytes = std::sync::Arc::clone(&checked.bytes);
    let write = move || {
        let headings = [import::CHECKED, import::TO_MEND];
        let (mapping, mends) = (content.mapping(), content.mends());
        let additions = import::Additions {
            headings: &headings,
            rows: &rows,
            mapping: &mapping,
            mends: &mends,
        };
        import::returned(&content.file_name, &bytes, &Limits::default(), &additions)
    };
    let workbook = tokio::task::spawn_blocking(write).await.map_err(|_| Trouble::Internal)?;
    let workbook = workbook.map_err(|error| match error {
        import::NotReturned::Refused(problem) => {
            Trouble::refused(problem.message(), problem.mend())
        }
        import::NotReturned::Unwritten(_) => Trouble::Internal,
    })?;
    let headers = [
        (
            header::CONTENT_TYPE,
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet".to_owned(),
        ),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"checked-{no}.xlsx\"")),
    ];
    Ok((headers, workbook).into_response())
}

/// What stands beside each row: whether it is taken, and what is wrong.
fn beside(reading: &FileReading) -> Vec<import::Added> {
    let mut rows: BTreeMap<(u16, u32), (Level, Vec<String>)> = BTreeMap::new();
    for row in &reading.rows {
        rows.insert((row.sheet, row.row), (Level::Note, Vec::new()));
    }
    for finding in &reading.findings {
        let sheet = finding.sheet_at;
        let (Some(sheet), Some(row)) = (sheet, finding.row) else { continue };
        let (level, said) = rows.entry((sheet, row)).or_insert((finding.level, Vec::new()));
        *level = (*level).min(finding.level);
        said.push(format!(
            "{}{}：{}。",
            finding.column.as_ref().map(|column| format!("{column}列 ")).unwrap_or_default(),
            finding.message(),
            finding.problem.mend()
        ));
    }
    rows.into_iter()
        .map(|((sheet, row), (level, said))| {
            let result = match level {
                Level::Error => "没收",
                Level::Skip => "重复，不收",
                Level::Warning => "收下，请核对",
                Level::Note => "通过",
            };
            import::Added { sheet, row, cells: vec![result.to_owned(), said.join("\n")] }
        })
        .collect()
}

/// `GET /console/drafts/{no}/source`: the file as it came.
pub async fn source(desk: Desk, Path(no): Path<i64>) -> Result<Response, Trouble> {
    let workshop = desk.workshop()?;
    let draft = workshop.draft(no, &desk.actor).await?;
    let checked = workshop.check(&draft).await?;
    let ending: String = draft
        .content
        .file_name
        .rsplit_once('.')
        .map(|(_, ending)| ending.chars().filter(char::is_ascii_alphanumeric).take(5).collect())
        .unwrap_or_default();
    let headers = [
        (header::CONTENT_TYPE, "application/octet-stream".to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"draft-{no}.{ending}\"")),
    ];
    Ok((headers, checked.bytes.as_ref().clone()).into_response())
}
