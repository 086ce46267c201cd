//! `/console/me`: one's own account: where one is signed in, and the second step.

use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Redirect, Response};
use fast_qr::QRBuilder;
use maud::{Markup, html};
use serde::Deserialize;

use super::desk::clock;
use super::parts::{self, Input, Press, Tone, Wrongs, badge, field};
use super::password::is_current;
use super::{Desk, Filled, Notice, Place, Trouble, guard};
use crate::domain::account::SecondStep;
use crate::domain::audit::Action;
use crate::domain::password::CodeSecret;
use crate::store::accounts::{Change, Sessions};
use crate::store::random;
use crate::store::sessions::Session;
use crate::web::App;

const TITLE: &str = "我的账号";
const CODE: &str = "设动态码";

/// `GET /console/me`
pub async fn show(desk: Desk) -> Result<Markup, Trouble> {
    let main = main(&desk, &Wrongs::default()).await?;
    Ok(desk.page(TITLE, Place::Elsewhere, main))
}

async fn main(desk: &Desk, wrongs: &Wrongs) -> Result<Markup, Trouble> {
    let limits = desk.app.site.console.sessions;
    let mut sessions = desk.store.sessions_of(desk.actor.account).await?;
    sessions.retain(|session| !session.times.is_over(session.stage, limits, desk.now));
    Ok(html! {
        h1 { (TITLE) }
        dl.narrowly {
            div { dt { "姓名" } dd { (desk.actor.display) } }
            div { dt { "登录名" } dd { (desk.actor.login) } }
            div { dt { "角色" } dd { (desk.actor.role.label()) } }
            div { dt { "单位" } dd { (desk.regulator_name.as_deref().unwrap_or("整个平台")) } }
        }
        (parts::buttons(parts::link_button(Press::Second, &desk.path("/password"), "改密码")))
        (second_step(desk, wrongs))
        h2 { "正在登录的地方" }
        p { "有不认识的，请马上退出所有登录，再改密码。" }
        (table(desk, &sessions))
        (parts::buttons(parts::one_button(
            Press::Danger, &desk.path("/me/end"), &[], "退出所有登录（这里也退出）")))
    })
}

fn table(desk: &Desk, sessions: &[Session]) -> Markup {
    let rows: Vec<Vec<Markup>> = sessions
        .iter()
        .map(|session| {
            let words =
                |text: &str| if text.is_empty() { "不详".into() } else { text.to_owned() };
            vec![
                html! {
                    (words(&session.agent)) " "
                    @if session.key == desk.session_key { (badge(Tone::Good, "这里")) }
                },
                html! { (words(&session.network)) },
                html! { (clock(session.times.created_at)) },
                html! { (clock(session.times.seen_at)) },
            ]
        })
        .collect();
    parts::table("登录", &["浏览器", "网络地址", "登录时间", "最近使用"], &rows)
}

fn second_step(desk: &Desk, wrongs: &Wrongs) -> Markup {
    html! {
        h2 { "动态码" }
        @match desk.account.second_step {
            SecondStep::Off => {
                p { "现在只凭密码登录。开启后，每次登录还要输手机上的六位数字：密码被人知道了也进不来。" }
                (parts::buttons(parts::link_button(Press::Second, &desk.path("/me/code"), "开启动态码")))
            }
            SecondStep::On => {
                p { (badge(Tone::Good, "已开启")) " 每次登录要输手机上的六位数字。" }
                (wrongs.summary())
                form method="post" action=(desk.path("/me/code/off")) {
                    (field("current", "关闭要输密码").wrong(wrongs)
                        .input(Input::Password("current-password")))
                    (parts::buttons(parts::button(Press::Second, "关闭动态码")))
                }
            }
        }
    }
}

/// `POST /console/me/end`: everywhere, here too.
pub async fn end_everywhere(State(app): State<App>, desk: Desk) -> Result<Response, Trouble> {
    let entry = desk.entry(Action::SignedOutEverywhere).on(desk.actor.login.as_str());
    desk.store.end_sessions(desk.actor.account, &entry).await?;
    let to = desk.path("/login?out=1");
    Ok(([(header::SET_COOKIE, guard::cookie(&app.site, None))], Redirect::to(&to)).into_response())
}

/// `GET /console/me/code`: a secret that a first code is still to prove. Asked again, it is the same one.
pub async fn show_code(desk: Desk) -> Result<Response, Trouble> {
    if desk.account.second_step == SecondStep::On {
        return Ok(desk.redirect("/me"));
    }
    let secret = begun(&desk).await?;
    let main = code_page(&desk, &secret, &Wrongs::default());
    Ok(desk.page(CODE, Place::Elsewhere, main).into_response())
}

async fn begun(desk: &Desk) -> Result<CodeSecret, Trouble> {
    let found = desk.store.account_by_login(&desk.actor.login).await?;
    if let Some((_, secrets)) = found
        && let Some(secret) = secrets.code
    {
        return Ok(secret);
    }
    let secret = CodeSecret(random()?);
    desk.store.begin_second_step(desk.actor.account, &secret, desk.now).await?;
    Ok(secret)
}

fn code_page(desk: &Desk, secret: &CodeSecret, wrongs: &Wrongs) -> Markup {
    let url = secret.url(&desk.app.site.name, desk.actor.login.as_str());
    html! {
        h1 { (CODE) }
        (wrongs.summary())
        ol {
            li { "在手机上装一个“身份验证器”应用，应用商店里搜“验证器”或“Authenticator”，哪一个都行。" }
            li {
                "用它扫这个图："
                div.qr { (picture(&url)) }
                details {
                    summary { "扫不了，手动输入密钥" }
                    p.once { (secret.text()) }
                }
            }
            li { "把应用里的六位数字填在下面。" }
        }
        form method="post" action=(desk.path("/me/code")) {
            (field("code", "六位数字").input(Input::Code).wrong(wrongs))
            (parts::buttons(parts::button(Press::Main, "开启动态码")))
        }
    }
}

/// The modules as squares of a picture, with the four free ones around that readers need.
fn picture(url: &str) -> Markup {
    let Ok(code) = QRBuilder::new(url).build() else {
        return html! { p { "图画不出来，请手动输入密钥。" } };
    };
    let mut dark = String::new();
    for y in 0..code.size {
        for (x, module) in code[y].iter().take(code.size).enumerate() {
            if module.value() {
                dark.push_str(&format!("M{} {}h1v1h-1z", x + 4, y + 4));
            }
        }
    }
    let side = code.size + 8;
    html! {
        svg viewBox={ "0 0 " (side) " " (side) } role="img" aria-label="动态码的二维码"
            shape-rendering="crispEdges" {
            rect width=(side) height=(side) fill="#fff" {}
            path d=(dark) fill="#000" {}
        }
    }
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct TypedCode {
    code: String,
}

/// `POST /console/me/code`
pub async fn prove_code(desk: Desk, Filled(typed): Filled<TypedCode>) -> Result<Response, Trouble> {
    if desk.account.second_step == SecondStep::On {
        return Ok(desk.redirect("/me"));
    }
    let secret = begun(&desk).await?;
    let Some(step) = secret.step_of(&typed.code, 0, desk.now) else {
        let mut wrongs = Wrongs::default();
        wrongs.add("code", "数字不对。请看手机的时间是不是自动的，等换了新的数字再输。");
        let main = code_page(&desk, &secret, &wrongs);
        return Ok(desk.refused(CODE, Place::Elsewhere, main));
    };
    let entry = desk.entry(Action::SecondStepOn).on(desk.actor.login.as_str());
    let change = Change::SecondStepOn { step };
    let living = Sessions::Only(&desk.session_key);
    desk.store.change_account(desk.actor.account, &change, living, &entry).await?;
    desk.go("/me", Notice::good("动态码已经开启，下次登录就要用。")).await
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct TypedPassword {
    current: String,
}

/// `POST /console/me/code/off`
pub async fn switch_off(
    desk: Desk,
    Filled(typed): Filled<TypedPassword>,
) -> Result<Response, Trouble> {
    let settings = desk.store.bureau_settings(desk.actor.regulator).await?;
    if settings.totp_required || desk.account.needs_second_step {
        return Err(Trouble::refused(
            "单位要求用动态码，不能关闭。",
            "换手机请找平台管理员清除，再重新设。",
        ));
    }
    if !is_current(&desk, &typed.current).await? {
        let mut wrongs = Wrongs::default();
        wrongs.add("current", "这个密码不对。");
        let main = main(&desk, &wrongs).await?;
        return Ok(desk.refused(TITLE, Place::Elsewhere, main));
    }
    let entry = desk.entry(Action::SecondStepOff).on(desk.actor.login.as_str());
    let living = Sessions::All;
    desk.store.change_account(desk.actor.account, &Change::SecondStepOff, living, &entry).await?;
    desk.go("/me", Notice::warning("动态码已经关闭，现在只凭密码登录。")).await
}
