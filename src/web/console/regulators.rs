//! `/console/regulators`: the departments, and whom parents call.

mod table;

use axum::extract::{Path, Query};
use axum::response::Response;
use maud::{Markup, html};
use serde::Deserialize;

pub use self::table::{preview, show_import, take_over};
use super::parts::{self, Input, Press, Tone, Wrongs, field};
use super::{Desk, Filled, Notice, Place, Trouble};
use crate::domain::account::Reach;
use crate::domain::audit::Action;
use crate::domain::regulator::{AbsenceRule, Regulator, RegulatorCode};
use crate::domain::regulator_details::{self as details, absence_label, checked, told};

const TITLE: &str = "主管部门";
const NEW: &str = "新增主管部门";

/// Rows a page; beyond it one searches.
const MOST_ROWS: usize = 200;

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    q: String,
}

/// `GET /console/regulators`
pub async fn index(desk: Desk, Query(asked): Query<Asked>) -> Result<Markup, Trouble> {
    let reach = desk.actor.administers();
    let q = asked.q.trim();
    let mut regulators = desk.store.regulators(None).await?;
    regulators.sort_by_key(|regulator| regulator.code);
    regulators.retain(|one| reach.covers(Some(one.code)) && is_meant(one, q));
    let total = regulators.len();
    let rows: Vec<Vec<Markup>> =
        regulators.iter().take(MOST_ROWS).map(|one| row(&desk, one)).collect();
    let heads = ["名称", "代码", "举报电话", "举报信箱", "名单上没有的"];
    Ok(desk.page(
        TITLE,
        Place::Regulators,
        html! {
            h1 { (TITLE) }
            @if reach == Reach::Everything {
                (parts::buttons(html! {
                    (parts::link_button(Press::Main, &desk.path("/regulators/new"), NEW))
                    (parts::link_button(Press::Second, &desk.path("/regulators/import"), "从表格导入"))
                }))
            }
            form.filter method="get" action=(desk.path("/regulators")) {
                (field("q", "名称或代码").value(&asked.q).optional())
                (parts::buttons(parts::button(Press::Second, "查找")))
            }
            @if total > MOST_ROWS {
                (parts::notice(Tone::Plain, html! { p { "有 " (total) " 个，只列出前 " (MOST_ROWS) " 个，请用名称或代码查找。" } }))
            }
            (parts::table(&format!("共 {total} 个"), &heads, &rows))
        },
    ))
}

fn is_meant(regulator: &Regulator, q: &str) -> bool {
    let mut names = std::iter::once(&regulator.name).chain(&regulator.aliases);
    q.is_empty() || regulator.code.to_string().starts_with(q) || names.any(|name| name.contains(q))
}

fn row(desk: &Desk, regulator: &Regulator) -> Vec<Markup> {
    let or_none = |text: &Option<String>| html! { @match text { Some(text) => (text), None => span.soft { "没有" } } };
    vec![
        html! {
            a href=(desk.path(&format!("/regulators/{}", regulator.code))) { (regulator.name) }
            @if !regulator.aliases.is_empty() { p.soft { (regulator.aliases.join("、")) } }
        },
        html! { (regulator.code) },
        or_none(&regulator.phone),
        or_none(&regulator.mailbox),
        html! { (match regulator.absence { AbsenceRule::Unknown => "不好说", AbsenceRule::Unapproved => "没有批准" }) },
    ]
}

/// The regulators that this person administers, to choose from. `None`: there are none, or too many to
/// look through, so that a code is typed.
pub(super) async fn to_choose(desk: &Desk) -> Result<Option<Vec<(String, String)>>, Trouble> {
    let reach = desk.actor.administers();
    let mut regulators = desk.store.regulators(None).await?;
    regulators.retain(|one| reach.covers(Some(one.code)));
    regulators.sort_by_key(|one| one.code);
    if regulators.is_empty() || regulators.len() > MOST_ROWS {
        return Ok(None);
    }
    let mut choices = vec![(String::new(), "请选择".to_owned())];
    choices.extend(
        regulators
            .iter()
            .map(|one| (one.code.to_string(), format!("{}（{}）", one.name, one.code))),
    );
    Ok(Some(choices))
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Typed {
    code: String,
    name: String,
    aliases: String,
    phone: String,
    mailbox: String,
    absence: String,
}

impl Typed {
    fn of(regulator: &Regulator) -> Self {
        Self {
            code: regulator.code.to_string(),
            name: regulator.name.clone(),
            aliases: regulator.aliases.join("\n"),
            phone: regulator.phone.clone().unwrap_or_default(),
            mailbox: regulator.mailbox.clone().unwrap_or_default(),
            absence: regulator.absence.code().to_owned(),
        }
    }

    fn checked(&self, code: RegulatorCode, wrongs: &mut Wrongs) -> Option<Regulator> {
        let Some(absence) = AbsenceRule::from_code(&self.absence) else {
            wrongs.add("absence", "请选一个。");
            return None;
        };
        let typed = details::Typed {
            name: self.name.clone(),
            aliases: self.aliases.clone(),
            phone: self.phone.clone(),
            mailbox: self.mailbox.clone(),
        };
        match checked(code, &typed, absence) {
            Ok(regulator) => Some(regulator),
            Err(flaws) => {
                for flaw in flaws {
                    wrongs.add(flaw.field(), format!("{}。", flaw.message()));
                }
                None
            }
        }
    }
}

fn fields(typed: &Typed, wrongs: &Wrongs) -> Markup {
    let rules = [AbsenceRule::Unknown, AbsenceRule::Unapproved]
        .map(|rule| (rule.code().to_owned(), absence_label(rule).to_owned()));
    html! {
        (field("name", "名称").value(&typed.name).wrong(wrongs).hint("公告落款用的全称。"))
        (field("aliases", "别名").value(&typed.aliases).input(Input::Area).optional().wrong(wrongs)
            .hint("名单里可能写的其他名称：旧名、简称。一行一个。"))
        (field("phone", "举报电话").value(&typed.phone).optional().wrong(wrongs).hint("家长在公众页面上看到并拨打的号码。"))
        (field("mailbox", "举报信箱").value(&typed.mailbox).optional().wrong(wrongs))
        (field("absence", "名单上没有的机构").value(&typed.absence).input(Input::Choice(&rules)).wrong(wrongs)
            .hint("只有部门公告里写明“名单以外的都没有批准”，才选第二个。"))
    }
}

/// `GET /console/regulators/new`
pub async fn new(desk: Desk) -> Markup {
    let typed = Typed { absence: AbsenceRule::Unknown.code().into(), ..Typed::default() };
    desk.page(NEW, Place::Regulators, new_form(&desk, &typed, &Wrongs::default()))
}

fn new_form(desk: &Desk, typed: &Typed, wrongs: &Wrongs) -> Markup {
    html! {
        h1 { (NEW) }
        (wrongs.summary())
        form method="post" action=(desk.path("/regulators")) {
            (field("code", "代码").value(&typed.code).wrong(wrongs)
                .hint("六位行政区划代码、横线、种类，如 110108-edu。种类：edu 教育，culture 文旅，sport 体育，science 科技，hrss 人社，market 市场监管，civil 民政，other 其他；合并的局按第一个职能。"))
            (fields(typed, wrongs))
            (parts::buttons(parts::button(Press::Main, "新增")))
        }
    }
}

/// `POST /console/regulators`
pub async fn add(desk: Desk, Filled(typed): Filled<Typed>) -> Result<Response, Trouble> {
    let mut wrongs = Wrongs::default();
    let code = RegulatorCode::parse(&typed.code);
    let snapshot = desk.app.live.snapshot();
    match code {
        None => wrongs.add("code", "代码要像 110108-edu。"),
        Some(code) if snapshot.directory().regions().get(code.region).is_none() => {
            wrongs.add("code", "行政区划代码表里没有这个地方。");
        }
        Some(code) if !desk.store.regulators(Some(&[code])).await?.is_empty() => {
            wrongs.add("code", "这个代码已经有了，请直接修改它。");
        }
        Some(_) => {}
    }
    let regulator = code.and_then(|code| typed.checked(code, &mut wrongs));
    let Some(regulator) = regulator.filter(|_| wrongs.is_empty()) else {
        let form = new_form(&desk, &typed, &wrongs);
        return Ok(desk.refused(NEW, Place::Regulators, form));
    };
    let entry = desk
        .entry(Action::RegulatorAdded)
        .on(regulator.code.to_string())
        .of_regulator(Some(regulator.code))
        .changing("", told(&regulator));
    let name = regulator.name.clone();
    desk.store.put_regulators(vec![regulator], &[entry]).await?;
    desk.go("/regulators", Notice::good(format!("已经新增：{name}。"))).await
}

async fn target(desk: &Desk, code: &str) -> Result<Regulator, Trouble> {
    let code = RegulatorCode::parse(code).ok_or(Trouble::NotFound)?;
    if !desk.actor.administers().covers(Some(code)) {
        return Err(Trouble::NotFound);
    }
    desk.store.regulators(Some(&[code])).await?.pop().ok_or(Trouble::NotFound)
}

/// `GET /console/regulators/{code}`
pub async fn show(desk: Desk, Path(code): Path<String>) -> Result<Markup, Trouble> {
    let regulator = target(&desk, &code).await?;
    let main = edit_form(&desk, regulator.code, &Typed::of(&regulator), &Wrongs::default());
    Ok(desk.page(&regulator.name, Place::Regulators, main))
}

fn edit_form(desk: &Desk, code: RegulatorCode, typed: &Typed, wrongs: &Wrongs) -> Markup {
    html! {
        h1 { (typed.name) }
        p.soft { "代码 " (code) "，不能改。" }
        (parts::notice(Tone::Plain, html! {
            p { "改好后，后台马上用新的；公众页面在这个部门下一次发布名单时换成新的。" }
        }))
        (wrongs.summary())
        form method="post" action=(desk.path(&format!("/regulators/{code}"))) {
            (fields(typed, wrongs))
            (parts::buttons(parts::button(Press::Main, "保存")))
        }
    }
}

/// `POST /console/regulators/{code}`
pub async fn change(
    desk: Desk,
    Path(code): Path<String>,
    Filled(typed): Filled<Typed>,
) -> Result<Response, Trouble> {
    let before = target(&desk, &code).await?;
    let mut wrongs = Wrongs::default();
    let Some(after) = typed.checked(before.code, &mut wrongs) else {
        let form = edit_form(&desk, before.code, &typed, &wrongs);
        return Ok(desk.refused(&before.name, Place::Regulators, form));
    };
    if after != before {
        let entry = desk
            .entry(Action::RegulatorChanged)
            .on(before.code.to_string())
            .of_regulator(Some(before.code))
            .changing(told(&before), told(&after));
        desk.store.put_regulators(vec![after], &[entry]).await?;
    }
    desk.go("/regulators", Notice::good(format!("{}已经保存。", before.name))).await
}
