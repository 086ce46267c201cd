//! `/console/settings`: what an admin decides for a regulator.

use std::collections::HashMap;

use axum::extract::{Path, Query};
use axum::response::Response;
use maud::{Markup, html};
use serde::Deserialize;

use super::parts::{self, Input, Press, Tick, Tone, badge, field};
use super::regulators::to_choose;
use super::{Desk, Filled, Notice, Place, Trouble};
use crate::domain::account::Reach;
use crate::domain::audit::Action;
use crate::domain::regulator::RegulatorCode;
use crate::domain::setting::{BureauSetting, BureauSettings};

const TITLE: &str = "设置";

/// In a path, in place of a regulator's code.
const PLATFORM: &str = "platform";

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    of: String,
}

/// `GET /console/settings`
pub async fn index(desk: Desk, Query(asked): Query<Asked>) -> Result<Response, Trouble> {
    use axum::response::IntoResponse as _;
    let reach = desk.actor.administers();
    if let Reach::Only(code) = reach {
        return Ok(desk.redirect(&format!("/settings/{code}")));
    }
    let mut wrongs = parts::Wrongs::default();
    let asked = asked.of.trim();
    if !asked.is_empty() {
        match RegulatorCode::parse(asked) {
            Some(code) => return Ok(desk.redirect(&format!("/settings/{code}"))),
            None => wrongs.add("of", "代码像 110108-edu：六位区划代码、横线、部门种类。"),
        }
    }
    let decided = desk.store.decided_settings().await?;
    let names: HashMap<RegulatorCode, String> =
        desk.store.regulators(None).await?.into_iter().map(|one| (one.code, one.name)).collect();
    let rows: Vec<Vec<Markup>> = decided
        .iter()
        .map(|(code, settings)| {
            let (path, name) = match code {
                Some(code) => (code.to_string(), names.get(code).cloned().unwrap_or_default()),
                None => (PLATFORM.to_owned(), "整个平台的人".to_owned()),
            };
            vec![
                html! { a href=(desk.path(&format!("/settings/{path}"))) { (name) " " span.soft { (path) } } },
                told(*settings),
            ]
        })
        .collect();
    let choices = to_choose(&desk).await?;
    let main = html! {
        h1 { (TITLE) }
        p.narrowly { "每个主管部门可以不一样。没有改过的：不强制动态码，不能自己审核自己，接口送来的名单要人审核。" }
        form method="get" action=(desk.path("/settings")) {
            @match &choices {
                Some(choices) => (field("of", "主管部门").value(asked).wrong(&wrongs)
                    .input(Input::Choice(choices))),
                None => (field("of", "主管部门的代码").value(asked).wrong(&wrongs)
                    .hint("如 110108-edu，在“主管部门”里能查到。")),
            }
            (parts::buttons(html! {
                (parts::button(Press::Main, "打开它的设置"))
                (parts::link_button(Press::Second, &desk.path("/settings/platform"), "整个平台的人"))
            }))
        }
        @if !rows.is_empty() { (parts::table("改过设置的", &["主管部门", "设置"], &rows)) }
    };
    Ok(desk.page(TITLE, Place::Settings, main).into_response())
}

fn told(settings: BureauSettings) -> Markup {
    html! {
        @for setting in BureauSetting::ALL {
            @if settings.is_on(setting) { (badge(tone(setting), setting.label())) " " }
        }
    }
}

/// What loosens the rules is told apart.
fn tone(setting: BureauSetting) -> Tone {
    match setting {
        BureauSetting::OwnApproval => Tone::Warning,
        BureauSetting::TotpRequired | BureauSetting::ApiReview => Tone::Plain,
    }
}

/// Whose settings, when the admin reaches them, and what they are called.
async fn whose(desk: &Desk, path: &str) -> Result<(Option<RegulatorCode>, String), Trouble> {
    let code = match path {
        PLATFORM => None,
        text => Some(RegulatorCode::parse(text).ok_or(Trouble::NotFound)?),
    };
    if !desk.actor.administers().covers(code) {
        return Err(Trouble::NotFound);
    }
    let Some(code) = code else { return Ok((None, "整个平台的人".into())) };
    let known = desk.store.regulators(Some(&[code])).await?.pop().ok_or(Trouble::NotFound)?;
    Ok((Some(code), known.name))
}

fn more(setting: BureauSetting) -> &'static str {
    match setting {
        BureauSetting::TotpRequired => {
            "单位里每个人登录都要输手机上的六位数字；还没设的，下一次打开页面就要先设。"
        }
        BureauSetting::OwnApproval => {
            "只给只有一个人的单位。开了以后，审核可以通过自己送审的，公众页面会写明是同一人审核。"
        }
        BureauSetting::ApiReview => "关掉以后，单位自己的系统送来的名单检查通过就直接发布。",
    }
}

/// Those who belong to the whole platform work on no rosters.
fn concerning(code: Option<RegulatorCode>) -> &'static [BureauSetting] {
    match code {
        Some(_) => &BureauSetting::ALL,
        None => &[BureauSetting::TotpRequired],
    }
}

/// `GET /console/settings/{code}`
pub async fn show(desk: Desk, Path(path): Path<String>) -> Result<Markup, Trouble> {
    let (code, name) = whose(&desk, &path).await?;
    let settings = desk.store.bureau_settings(code).await?;
    Ok(desk.page(
        TITLE,
        Place::Settings,
        html! {
            h1 { (name) "的设置" }
            form method="post" action=(desk.path(&format!("/settings/{path}"))) {
                @for setting in concerning(code) {
                    (Tick {
                        name: setting.code(),
                        label: setting.label(),
                        more: more(*setting),
                        is_on: settings.is_on(*setting),
                    })
                }
                (parts::buttons(parts::button(Press::Main, "保存")))
            }
        },
    ))
}

/// `POST /console/settings/{code}`
pub async fn change(
    desk: Desk,
    Path(path): Path<String>,
    Filled(typed): Filled<HashMap<String, String>>,
) -> Result<Response, Trouble> {
    let (code, name) = whose(&desk, &path).await?;
    let before = desk.store.bureau_settings(code).await?;
    let word = |is_on: bool| if is_on { "是" } else { "否" };
    for setting in concerning(code) {
        let (was_on, is_on) = (before.is_on(*setting), typed.contains_key(setting.code()));
        if was_on != is_on {
            let entry = desk
                .entry(Action::SettingChanged)
                .on(format!("{name}：{}", setting.label()))
                .of_regulator(code)
                .changing(word(was_on), word(is_on));
            desk.store.put_bureau_setting(code, *setting, is_on, &entry).await?;
        }
    }
    desk.go(&format!("/settings/{path}"), Notice::good("设置已经保存。")).await
}
