//! `/console/drafts/{no}/terms`: what the clerk says of the list.

use axum::extract::Path;
use axum::response::{IntoResponse, Response};
use jiff::civil::Date;
use maud::{Markup, html};
use serde::Deserialize;

use super::{Stage, as_seen, next, sheet, version};
use crate::domain::listing::RosterKind;
use crate::domain::release::Mode;
use crate::import::FileReading;
use crate::publish::draft::{Announced, Draft};
use crate::web::console::parts::{self, Input, Press, Wrongs, field};
use crate::web::console::{Desk, Filled, Notice, Trouble};

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Typed {
    version: i64,
    mode: String,
    roster: String,
    title: String,
    notice_no: String,
    as_of_on: String,
    published_on: String,
    effective_on: String,
}

/// `GET /console/drafts/{no}/terms`
pub async fn show(desk: Desk, Path(no): Path<i64>) -> Result<Response, Trouble> {
    let workshop = desk.workshop()?;
    let draft = workshop.draft(no, &desk.actor).await?;
    let checked = workshop.check(&draft).await?;
    let typed = shown(&draft, checked.reading.as_ref());
    let of_file = of_file(&draft, checked.reading.as_ref());
    Ok(page(&desk, &draft, (&typed, &of_file), &Wrongs::default()).into_response())
}

/// What the file's own title rows and footers filled in. Nothing of it once somebody has saved the
/// form: it is theirs then.
fn of_file(draft: &Draft, reading: Option<&FileReading>) -> Typed {
    if draft.content.announced == Announced::default() {
        shown(draft, reading)
    } else {
        Typed::default()
    }
}

/// A hint, and before it that nobody has typed this, where nobody has.
fn hint(value: &str, of_file: &str, hint: &str) -> String {
    if value.is_empty() || value != of_file {
        return hint.to_owned();
    }
    format!("{FROM_FILE}。{hint}")
}

const FROM_FILE: &str = "从文件里读到的，请核对";

/// What was said, and where nothing was, what the file's title rows say.
fn shown(draft: &Draft, reading: Option<&FileReading>) -> Typed {
    let said = &draft.content.announced;
    let reading = reading.filter(|_| !draft.has_own_terms());
    let day = |day: Option<Date>| day.map(|day| day.to_string()).unwrap_or_default();
    Typed {
        version: draft.version,
        mode: said
            .mode
            .clone()
            .or_else(|| Some(reading?.mode_hint?.code().to_owned()))
            .unwrap_or_default(),
        roster: said.roster.clone().unwrap_or_default(),
        title: said.title.clone().or_else(|| reading?.title.clone()).unwrap_or_default(),
        notice_no: said
            .notice_no
            .clone()
            .or_else(|| reading?.notice_no.clone())
            .unwrap_or_default(),
        as_of_on: day(said.as_of_on.or_else(|| reading?.as_of)),
        published_on: day(said.published_on.or_else(|| reading?.published_on)),
        effective_on: day(said.effective_on),
    }
}

fn page(desk: &Desk, draft: &Draft, (typed, of_file): (&Typed, &Typed), wrongs: &Wrongs) -> Markup {
    let hints = Hints::of(typed, of_file);
    let choices = |all: &[(&str, &str)]| -> Vec<(String, String)> {
        all.iter().map(|(value, words)| ((*value).to_owned(), (*words).to_owned())).collect()
    };
    let modes = choices(&[
        ("", "请选择"),
        (Mode::Full.code(), "全量名单：文件里没有的，算移出"),
        (Mode::Batch.code(), "批次：只增加和修改，没写到的照旧"),
        (Mode::ForComment.code(), "公示：征求意见，还不算数，名单不变"),
    ]);
    let rosters = choices(&[
        ("", "按文件里写的"),
        (RosterKind::Approved.code(), "白名单"),
        (RosterKind::Watch.code(), "灰名单（预警）"),
        (RosterKind::Banned.code(), "黑名单"),
    ]);
    sheet(
        desk,
        draft,
        Stage::Terms,
        html! {
            (wrongs.summary())
            form method="post" action=(desk.path(&format!("/drafts/{}/terms", draft.no))) {
                (version(draft))
                (field("mode", "这是").input(Input::Choice(&modes)).value(&typed.mode).wrong(wrongs)
                    .hint(&hints.mode))
                (field("as_of_on", "截至日期").input(Input::Day).value(&typed.as_of_on).wrong(wrongs)
                    .hint(&hints.as_of_on))
                (field("title", "公告标题").value(&typed.title).wrong(wrongs).optional()
                    .hint(&hints.title))
                (field("notice_no", "公告文号").value(&typed.notice_no).wrong(wrongs).optional()
                    .hint(&hints.notice_no))
                (field("published_on", "公告发布日期").input(Input::Day).value(&typed.published_on).wrong(wrongs).optional()
                    .hint(&hints.published_on))
                (field("effective_on", "从哪一天起算数").input(Input::Day).value(&typed.effective_on).wrong(wrongs).optional()
                    .hint("不填就是发布日期；填将来的日子，到那天才算数"))
                (field("roster", "哪一种名单").input(Input::Choice(&rosters)).value(&typed.roster).wrong(wrongs).optional()
                    .hint("只在文件里没有写明时才用得着"))
                @if draft.state.is_editable() { (parts::buttons(parts::button(Press::Main, "保存，看预览"))) }
            }
            @if !draft.state.is_editable() { (next(desk, draft, Stage::Terms)) }
        },
    )
}

/// What is said below the boxes that a file may fill.
struct Hints {
    mode: String,
    as_of_on: String,
    title: String,
    notice_no: String,
    published_on: String,
}

impl Hints {
    fn of(typed: &Typed, of_file: &Typed) -> Self {
        Self {
            mode: hint(&typed.mode, &of_file.mode, ""),
            as_of_on: hint(
                &typed.as_of_on,
                &of_file.as_of_on,
                "名单说的是哪一天的情况。不是公告的日期。",
            ),
            title: hint(&typed.title, &of_file.title, ""),
            notice_no: hint(&typed.notice_no, &of_file.notice_no, "如 示教〔2026〕3号"),
            published_on: hint(&typed.published_on, &of_file.published_on, "不填就是发布那一天"),
        }
    }
}

/// `POST /console/drafts/{no}/terms`
pub async fn save(
    desk: Desk,
    Path(no): Path<i64>,
    Filled(typed): Filled<Typed>,
) -> Result<Response, Trouble> {
    let draft = as_seen(&desk, no, typed.version).await?;
    let mut wrongs = Wrongs::default();
    let announced = read(&typed, desk.by().today, &mut wrongs);
    let workshop = desk.workshop()?;
    if !wrongs.is_empty() {
        let checked = workshop.check(&draft).await?;
        let of_file = of_file(&draft, checked.reading.as_ref());
        return Ok((
            axum::http::StatusCode::UNPROCESSABLE_ENTITY,
            page(&desk, &draft, (&typed, &of_file), &wrongs),
        )
            .into_response());
    }
    workshop.change(desk.by(), draft, "terms", |content| content.announced = announced).await?;
    desk.go(&format!("/drafts/{no}/preview"), Notice::good("发布信息已经保存。")).await
}

fn read(typed: &Typed, today: Date, wrongs: &mut Wrongs) -> Announced {
    let text = |name: &'static str, text: &str, wrongs: &mut Wrongs| {
        let text = text.trim();
        if text.chars().count() > 120 || text.chars().any(char::is_control) {
            wrongs.add(name, "太长了，最多 120 个字。");
        }
        (!text.is_empty()).then(|| text.to_owned())
    };
    let day = |name: &'static str, text: &str, wrongs: &mut Wrongs| {
        let text = text.trim();
        if text.is_empty() {
            return None;
        }
        let day: Option<Date> = text.parse().ok();
        if day.is_none_or(|day| !(2000..=2100).contains(&day.year())) {
            wrongs.add(name, format!("“{}”不是日期，请写成 2026-06-30 这样。", cut(text)));
        }
        day
    };
    if Mode::from_code(&typed.mode).is_none() {
        wrongs.add("mode", "请选择这是全量名单、批次还是公示。");
    }
    let as_of_on = day("as_of_on", &typed.as_of_on, wrongs);
    if typed.as_of_on.trim().is_empty() {
        wrongs.add("as_of_on", "请填截至日期。");
    }
    if as_of_on.is_some_and(|as_of_on| as_of_on > today) {
        wrongs.add("as_of_on", "截至日期不能在今天以后。");
    }
    let some = |code: &str| (!code.is_empty()).then(|| code.to_owned());
    Announced {
        mode: some(&typed.mode),
        roster: some(&typed.roster).filter(|code| RosterKind::from_code(code).is_some()),
        title: text("title", &typed.title, wrongs),
        notice_no: text("notice_no", &typed.notice_no, wrongs),
        as_of_on,
        published_on: day("published_on", &typed.published_on, wrongs),
        effective_on: day("effective_on", &typed.effective_on, wrongs),
    }
}

fn cut(text: &str) -> String {
    text.chars().take(20).collect()
}
