//! `/console/drafts/{no}/columns`: which column is which, asked once.

use axum::extract::Path;
use axum::response::Response;
use maud::{Markup, html};

use super::{Stage, as_seen, next, sheet, version};
use crate::domain::listing::Field;
use crate::import::{Certainty, ColumnReading, FileReading, HeaderRow, SheetReading};
use crate::publish::draft::Draft;
use crate::web::console::parts::{self, Press, Tone};
use crate::web::console::upload::refused;
use crate::web::console::{Desk, Filled, Notice, Trouble};

/// What a column is said to hold when it is to be passed over.
const PASSED_OVER: &str = "-";
/// The fields that a column can be.
const OFFERED: [Field; 26] = [
    Field::Name,
    Field::Uscc,
    Field::Permit,
    Field::Roster,
    Field::Status,
    Field::Category,
    Field::Content,
    Field::Nature,
    Field::Brand,
    Field::Regulator,
    Field::Province,
    Field::City,
    Field::County,
    Field::Region,
    Field::Town,
    Field::Address,
    Field::ValidFrom,
    Field::ValidUntil,
    Field::ListedOn,
    Field::DelistedOn,
    Field::Reason,
    Field::Measures,
    Field::NoticeNo,
    Field::Remark,
    Field::Phone,
    Field::Account,
];

/// `GET /console/drafts/{no}/columns`
pub async fn show(desk: Desk, Path(no): Path<i64>) -> Result<Markup, Trouble> {
    let workshop = desk.workshop()?;
    let draft = workshop.draft(no, &desk.actor).await?;
    let checked = workshop.check(&draft).await?;
    let Some(reading) = &checked.reading else { return Err(Trouble::NotFound) };
    Ok(sheet(&desk, &draft, Stage::Columns, view(&desk, &draft, reading)))
}

fn view(desk: &Desk, draft: &Draft, reading: &FileReading) -> Markup {
    let is_open = draft.state.is_editable();
    html! {
        @if let Some(problem) = reading.file_error { (refused(problem)) }
        p.lead { "左边是文件里的表头，右边是我们认为它是什么。拿不准的标了出来，请核对；送审以后，下次传同样的表头，就不再问。" }
        form.columns method="post" action=(desk.path(&format!("/drafts/{}/columns", draft.no))) {
            (version(draft))
            @for (number, one) in reading.sheets.iter().enumerate() { (table_of(number, one, is_open)) }
            @if is_open { (parts::buttons(parts::button(Press::Main, "就这样，继续检查"))) }
        }
        @if !is_open { (next(desk, draft, Stage::Columns)) }
    }
}

fn table_of(number: usize, one: &SheetReading, is_open: bool) -> Markup {
    let header = format!("header-{number}");
    let row = one.tables.first().and_then(|table| table.header_row);
    html! {
        section {
            h2 { @if one.name.is_empty() { "整份文件" } @else { "工作表“" (one.name) "”" } }
            @if one.tables.is_empty() { p.soft { "这张表里没有看到名单，不读。" } }
            @if is_open && !one.top.is_empty() {
                details open[one.tables.is_empty() || row.is_none()] {
                    summary { "表头在第 " (row.map(|row| row.to_string()).unwrap_or_default()) " 行（不对就改）" }
                    div.field {
                        label for=(header) { "表头在第几行" }
                        input #(header) name=(header) inputmode="numeric" size="4"
                            value=(row.map(|row| row.to_string()).unwrap_or_default());
                    }
                    (top(one))
                }
            }
            @for table in &one.tables {
                table.history {
                    caption { "第 " (table.header_row.unwrap_or(1)) " 行的表头" }
                    thead { tr { th scope="col" { "列" } th scope="col" { "表头" } th scope="col" { "里面写的" } th scope="col" { "这一列是" } } }
                    tbody { @for column in &table.columns { (row_of(number, column, is_open)) } }
                }
            }
        }
    }
}

fn row_of(sheet: usize, column: &ColumnReading, is_open: bool) -> Markup {
    let name = format!("column-{sheet}-{}", column.letters);
    let chosen = match (column.certainty, column.field) {
        // Nobody has said anything of it, so what it looks like is offered.
        (Certainty::Unknown, None) => column.guess,
        (_, field) => field,
    };
    // Names of persons are never kept, whoever asks for it.
    let is_private = [column.field, column.guess].contains(&Some(Field::LegalRepresentative));
    let unread = if is_private { "不公开，不读" } else { "不读这一列" };
    let tone = match column.certainty {
        Certainty::Mapped | Certainty::Sure => None,
        Certainty::Doubtful => Some((Tone::Warning, "拿不准")),
        Certainty::Unknown => Some((Tone::Plain, "不认识，不读")),
    };
    html! {
        tr {
            td data-l="列" { (column.letters) }
            td data-l="表头" { @if column.heading.is_empty() { span.soft { "（没有表头）" } } @else { (column.heading) } }
            td data-l="里面写的" { (column.examples.join("；")) }
            td data-l="这一列是" {
                @if is_open {
                    input type="hidden" name={ (name) "-key" } value=(column.key);
                    select name=(name) aria-label={ (column.letters) "列 " (column.heading) " 是" } {
                        option value=(PASSED_OVER) selected[chosen.is_none() || is_private] { (unread) }
                        @for field in OFFERED {
                            option value=(field.code()) selected[chosen == Some(field)] { (field.label()) }
                        }
                    }
                } @else { (column.field.filter(|_| !is_private).map_or(unread, Field::label)) }
                @if let Some((tone, word)) = tone { " " (parts::badge(tone, word)) }
            }
        }
    }
}

fn top(one: &SheetReading) -> Markup {
    html! {
        div.wide {
            table.plain {
                tbody {
                    @for row in &one.top {
                        tr { th scope="row" { (row.row) } @for (_, cell) in &row.cells { td { (cell) } } }
                    }
                }
            }
        }
    }
}

/// `POST /console/drafts/{no}/columns`
pub async fn save(
    desk: Desk,
    Path(no): Path<i64>,
    Filled(typed): Filled<Vec<(String, String)>>,
) -> Result<Response, Trouble> {
    let value = |name: &str| typed.iter().find(|(n, _)| n == name).map(|(_, v)| v.as_str());
    let version = value("version").and_then(|text| text.parse().ok()).ok_or(Trouble::Unreadable)?;
    let draft = as_seen(&desk, no, version).await?;
    let mut mapping = draft.content.mapping();
    for (name, key) in &typed {
        let Some(column) = name.strip_suffix("-key") else { continue };
        let Some(said) = value(column) else { continue };
        mapping.set(key, Field::from_code(said));
    }
    for (name, row) in &typed {
        let Some(sheet) = name.strip_prefix("header-").and_then(|at| at.parse().ok()) else {
            continue;
        };
        if let Ok(row) = row.trim().parse::<u32>()
            && row > 0
        {
            mapping.set_header_row(sheet, HeaderRow::At(row));
        }
    }
    desk.workshop()?.map_columns(desk.by(), draft, &mapping).await?;
    let notice = Notice::good("已经记下这些列。送审以后，下次传同样的表头就不再问。");
    desk.go(&format!("/drafts/{no}/check"), notice).await
}
