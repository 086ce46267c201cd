//! `/console/report`: 工作总结, as a page and as a workbook of the same figures.

mod tables;
mod words;

use axum::extract::Query;
use axum::response::Response;
use jiff::civil::Date;
use maud::{Markup, html};
use serde::Deserialize;

use self::tables::{Line, Shown, tables};
use super::desk::clock;
use super::parts::{self, Field, Input, Press, Tone, Wrongs};
use super::{Desk, Place, Trouble, workbook};
use crate::domain::account::Reach;
use crate::domain::regulator::RegulatorCode;
use crate::domain::report::{Period, Preset};
use crate::publish::report::Wanted;
use crate::publish::sheets::{Cell, Sheet};
use crate::web::links::Encoded;

const TITLE: &str = "报表（工作总结）";

/// Rows of one table on the page, those of nothing left out; the workbook has all.
const ROWS: usize = 100;

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    period: String,
    from: String,
    to: String,
    /// One bureau's, asked by who sees all.
    regulator: String,
}

/// What was asked, read.
struct Question {
    wanted: Wanted,
    preset: Option<Preset>,
}

/// # Errors
/// What is wrong with the days.
fn question(desk: &Desk, asked: &Asked) -> Result<Result<Question, Wrongs>, Trouble> {
    let regulator = whose(desk, asked)?;
    let today = desk.by().today;
    let mut wrongs = Wrongs::default();
    let is_given = !(asked.from.is_empty() && asked.to.is_empty());
    let preset = Preset::from_code(&asked.period).unwrap_or(Preset::ThisYear);
    let preset = (!is_given).then_some(preset);
    let period = match preset {
        Some(preset) => Some(preset.period(today)),
        None => between(asked, today, &mut wrongs),
    };
    Ok(match period {
        Some(period) => Ok(Question { wanted: Wanted { regulator, period, today }, preset }),
        None => Err(wrongs),
    })
}

/// The days that were filled in. `None`: something is wrong with them.
fn between(asked: &Asked, today: Date, wrongs: &mut Wrongs) -> Option<Period> {
    let mut day = |name: &'static str, text: &str| {
        let day: Option<Date> = text.trim().parse().ok();
        if day.is_none() {
            wrongs.add(name, "请写成 2026-06-30 这样的日期。");
        }
        day
    };
    let (from, to) = (day("from", &asked.from), day("to", &asked.to));
    let (from, to) = (from?, to?);
    if from > today {
        wrongs.add("from", "开始的一天还没有到。");
        return None;
    }
    let period = Period::new(from, to);
    if period.is_none() {
        wrongs.add("to", "结束的一天早于开始的一天。");
    }
    period
}

/// Whose report. Who belongs to a regulator gets that one's, whatever they ask for.
fn whose(desk: &Desk, asked: &Asked) -> Result<Option<RegulatorCode>, Trouble> {
    if let Some(own) = desk.actor.works_on() {
        return Ok(Some(own));
    }
    match desk.actor.administers() {
        Reach::Nothing => Err(Trouble::Forbidden),
        Reach::Only(own) => Ok(Some(own)),
        Reach::Everything if asked.regulator.is_empty() => Ok(None),
        Reach::Everything => {
            RegulatorCode::parse(&asked.regulator).map(Some).ok_or(Trouble::NotFound)
        }
    }
}

/// A report, worded.
struct Told {
    /// Whose.
    name: String,
    period: Period,
    as_of_on: Date,
    tables: Vec<Shown>,
}

async fn tell(desk: &Desk, wanted: Wanted) -> Result<Told, Trouble> {
    let reader = desk.app.live.snapshot();
    let reports = &desk.app.office.reports;
    let counted = reports.count(&desk.store, reader.directory(), wanted).await?;
    let directory = reader.directory();
    let name = match wanted.regulator {
        Some(code) => directory.regulator_name(code),
        None => "全部主管部门".into(),
    };
    Ok(Told {
        name,
        period: counted.report.period,
        as_of_on: counted.report.as_of_on,
        tables: tables(&counted, directory),
    })
}

impl Told {
    /// What every page and sheet says first.
    fn about(&self, desk: &Desk) -> [String; 3] {
        [
            format!("统计期间：{} 至 {}（首尾两天都算）", self.period.from(), self.period.to()),
            format!("在册情况截至：{}", self.as_of_on),
            format!("生成时间：{}", clock(desk.now)),
        ]
    }
}

/// `GET /console/report`
pub async fn show(desk: Desk, Query(asked): Query<Asked>) -> Result<Response, Trouble> {
    use axum::response::IntoResponse as _;
    let question = match question(&desk, &asked)? {
        Ok(question) => question,
        Err(wrongs) => {
            let main = html! {
                h1 { (TITLE) }
                div role="alert" { (parts::notice(Tone::Bad, html! { p { "期间没有写对，请改好再查。" } })) }
                (form(&desk, &asked, &wrongs))
            };
            return Ok(desk.refused(TITLE, Place::Report, main));
        }
    };
    let told = tell(&desk, question.wanted).await?;
    let period = told.period;
    let filled = Asked {
        from: period.from().to_string(),
        to: period.to().to_string(),
        ..Asked { regulator: asked.regulator.clone(), ..Asked::default() }
    };
    let sheet = format!("{}?{}", desk.path("/report.xlsx"), query(&filled));
    let main = html! {
        h1 { (TITLE) }
        p.lead { (told.name) }
        (presets(&desk, &asked, question.preset))
        (form(&desk, &filled, &Wrongs::default()))
        p.soft { @for line in told.about(&desk) { (line) br; } }
        p.noprint { a href=(sheet) { "下载表格（Excel）" } }
        p.soft { "“家”按机构数，一家只算一次；“条”按名单上的条目数。已经结束的黑名单只在这里计数，公众看不到。" }
        @for table in &told.tables { (table_view(table)) }
    };
    Ok(desk.page(TITLE, Place::Report, main).into_response())
}

fn query(asked: &Asked) -> String {
    let pairs = [
        ("period", &asked.period),
        ("from", &asked.from),
        ("to", &asked.to),
        ("regulator", &asked.regulator),
    ];
    let given = pairs.iter().filter(|(_, value)| !value.is_empty());
    given.map(|(name, value)| format!("{name}={}", Encoded(value))).collect::<Vec<_>>().join("&")
}

fn presets(desk: &Desk, asked: &Asked, now: Option<Preset>) -> Markup {
    html! {
        nav.presets aria-label="期间" {
            @for preset in Preset::ALL {
                @let asked = Asked { period: preset.code().into(), regulator: asked.regulator.clone(), ..Asked::default() };
                a href={ (desk.path("/report")) "?" (query(&asked)) }
                    aria-current=[(now == Some(preset)).then_some("true")] { (words::preset(preset)) }
            }
        }
    }
}

fn form(desk: &Desk, asked: &Asked, wrongs: &Wrongs) -> Markup {
    let day = |name, label, value| -> Field<'_> {
        parts::field(name, label).value(value).input(Input::Day).wrong(wrongs)
    };
    html! {
        form.filter method="get" action=(desk.path("/report")) {
            @if !asked.regulator.is_empty() {
                input type="hidden" name="regulator" value=(asked.regulator);
            }
            (day("from", "从", &asked.from))
            (day("to", "到", &asked.to))
            (parts::buttons(parts::button(Press::Second, "统计这段时间")))
        }
    }
}

fn table_view(table: &Shown) -> Markup {
    let (lines, rest) = table.short(ROWS);
    html! {
        table.sums {
            caption { b { (table.title) } @if !table.unit.is_empty() { "（" (table.unit) "）" } }
            thead { tr { th scope="col" { (table.head) } @for column in &table.columns { th scope="col" { (column) } } } }
            tbody { @for line in lines.iter().chain(rest.as_ref()) { (line_view(line)) } }
        }
        @for note in &table.notes { p.soft { (note) } }
        @if rest.is_some() { p.soft { "这里列出前 " (ROWS) " 行，表格里有全部。" } }
    }
}

fn line_view(line: &Line) -> Markup {
    html! {
        tr .total[line.is_total] {
            th scope="row" { (line.label) }
            @for number in &line.numbers { td { @if let Some(number) = number { (number) } } }
        }
    }
}

/// `GET /console/report.xlsx`
pub async fn sheet(desk: Desk, Query(asked): Query<Asked>) -> Result<Response, Trouble> {
    let Ok(question) = question(&desk, &asked)? else {
        return Err(Trouble::refused("期间没有写对。", "请在报表页选好起止日期，再下载。"));
    };
    let told = tell(&desk, question.wanted).await?;
    let about = told.about(&desk);
    let sheets = told.tables.iter().map(|table| {
        let title = format!("{} 工作总结：{}", told.name, table.title);
        let unit = (!table.unit.is_empty()).then(|| format!("单位：{}", table.unit));
        Sheet {
            name: table.title.into(),
            above: std::iter::once(title).chain(about.iter().cloned()).chain(unit).collect(),
            heads: std::iter::once(table.head)
                .chain(table.columns.iter().copied())
                .map(str::to_owned)
                .collect(),
            rows: table.lines.iter().map(cells).collect(),
            below: table.notes.clone(),
        }
    });
    let period = told.period;
    let name = format!("report-{}-{}", period.from(), period.to());
    workbook::download(&name, sheets.collect()).await
}

fn cells(line: &Line) -> Vec<Cell> {
    let numbers = line.numbers.iter().map(|number| number.map_or(Cell::Empty, Cell::Number));
    std::iter::once(Cell::Text(line.label.clone())).chain(numbers).collect()
}
