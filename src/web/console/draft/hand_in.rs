//! `/console/drafts/{no}`: where a draft stands, and every step from there: 送审, 退回, 审核, 定时, 作废.

use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use jiff::Timestamp;
use jiff::civil::{Date, Time};
use jiff::tz::{self, TimeZone};
use maud::{Markup, html};
use serde::Deserialize;

use super::glance::glance;
use super::{Opened, Stage, as_seen, open, sheet, state_badge, version, words};
use crate::domain::review::{DraftState, Step};
use crate::publish::draft::{Afterwards, Draft, Signed};
use crate::publish::preview::Preview;
use crate::publish::review::{Look, Shown};
use crate::web::console::desk::clock;
use crate::web::console::parts::{self, Input, Press, Tone, Wrongs, field};
use crate::web::console::start::{NO_OTHER_APPROVER, has_other_approver};
use crate::web::console::{Desk, Filled, Notice, Trouble};

const LONGEST_REASON: usize = 500;

/// `GET /console/drafts/{no}`
pub async fn show(desk: Desk, Path(no): Path<i64>) -> Result<Markup, Trouble> {
    let workshop = desk.workshop()?;
    let draft = workshop.draft(no, &desk.actor).await?;
    let may_approve = workshop.may_approve(&desk.actor, &draft).await?;
    if !draft.state.is_pending() {
        let is_urgent = draft.content.afterwards == Some(Afterwards::Pending);
        let has_nobody = is_urgent && !has_other_approver(&desk, draft.regulator).await?;
        let waits_for = if has_nobody && desk.actor.may_approve(draft.regulator) {
            NO_OTHER_APPROVER
        } else {
            "等另一位审核人复核。"
        };
        return Ok(sheet(&desk, &draft, Stage::HandIn, over(&desk, &draft, waits_for)));
    }
    pending(&desk, no, may_approve, &Again::default()).await
}

/// What was typed and not taken, with what is wrong about it.
#[derive(Debug, Default)]
struct Again {
    typed: Typed,
    wrongs: Wrongs,
}

async fn pending(
    desk: &Desk,
    no: i64,
    may_approve: bool,
    again: &Again,
) -> Result<Markup, Trouble> {
    let Opened { draft, look } = open(desk, no).await?;
    let main = html! {
        (again.wrongs.summary())
        (status(&draft))
        (totals(&look))
        (obstacles(desk, &draft, &look))
        (glance(desk, &draft, &look))
        (steps(desk, &draft, &look, may_approve, again))
        (history(&draft))
    };
    Ok(sheet(desk, &draft, Stage::HandIn, main))
}

/// The same page, with what was typed still there.
async fn asked_again(
    desk: &Desk,
    draft: &Draft,
    typed: Typed,
    wrongs: Wrongs,
) -> Result<Response, Trouble> {
    let may_approve = desk.workshop()?.may_approve(&desk.actor, draft).await?;
    let page = pending(desk, draft.no, may_approve, &Again { typed, wrongs }).await?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
}

fn status(draft: &Draft) -> Markup {
    let reason = draft.content.reason.as_deref();
    html! {
        p.lead { "现在：" (state_badge(draft.state)) }
        @if let Some(reason) = reason {
            (parts::notice(Tone::Bad, html! {
                p {
                    @if let Some(decided) = draft.content.decided.as_ref().filter(|_| draft.state == DraftState::Returned) {
                        (decided.display) "退回，原因："
                    }
                    (reason)
                }
            }))
        }
        @if let Some(at) = draft.publish_at { p { "定在 " b { (clock(at)) } " 发布。" } }
    }
}

fn totals(look: &Look) -> Markup {
    html! {
        @if let Some(preview) = &look.preview {
            ul.effects {
                @for (effect, count) in &preview.effects { li { b { (count) } " " (effect.label()) } }
                @if preview.is_empty() { li { "名单内容没有变化" } }
            }
        }
    }
}

fn obstacles(desk: &Desk, draft: &Draft, look: &Look) -> Markup {
    let base = desk.path(&format!("/drafts/{}", draft.no));
    html! {
        @if !look.obstacles.is_empty() && draft.state.is_editable() {
            (parts::notice(Tone::Bad, html! {
                p { "送审以前，还有这些要办：" }
                ul {
                    @for one in &look.obstacles {
                        @let (said, path) = words::obstacle(one);
                        li { a href={ (base) (path) } { (said) } }
                    }
                }
            }))
        }
    }
}

fn steps(desk: &Desk, draft: &Draft, look: &Look, may_approve: bool, again: &Again) -> Markup {
    let base = desk.path(&format!("/drafts/{}", draft.no));
    let may_submit = desk.actor.may_submit(draft.regulator);
    let is_decider = desk.actor.may_approve(draft.regulator);
    let can = |step| draft.state.after(step).is_some();
    let is_ready = look.obstacles.is_empty();
    let is_urgent = draft.content.one.as_ref().is_some_and(|one| one.action.is_stricter_only())
        && look.preview.as_ref().is_some_and(Preview::is_stricter);
    let plain = |path: &str, press, words: &str| {
        html! {
            form.inline method="post" action={ (base) (path) } { (version(draft)) (parts::button(press, words)) }
        }
    };
    html! {
        @if may_submit && can(Step::Submit) && is_ready {
            section {
                h2 { "送审" }
                p { "送审后由另一个人审核，审核通过才会发布。送审后要改，可以先撤回。" }
                (plain("/submit", Press::Main, "送审"))
            }
        }
        @if is_decider && is_urgent && can(Step::PublishUrgently) && is_ready {
            section {
                h2 { "紧急发布" }
                p { "这一改只会更严，您可以马上发布，事后由另一个人复核。" }
                (plain("/urgent", Press::Danger, "马上发布"))
            }
        }
        @if can(Step::Publish) {
            section {
                h2 { "审核" }
                @if may_approve {
                    p { "请先看" a href={ (base) "/preview" } { "预览" } "：公众会看到什么，都在里面。" }
                    (plain("/approve", Press::Main, "审核通过，马上发布"))
                    @if can(Step::Schedule) { (schedule(&base, draft, again)) }
                } @else if is_decider {
                    p { "这份是您自己经手的，要由另一个人审核。" }
                } @else {
                    p { "等本单位审核的人来办。" }
                }
                @if is_decider { (return_form(&base, draft, again)) }
            }
        }
        @if may_submit && draft.state.is_pending() {
            section.quiet-does {
                @if can(Step::TakeBack) { (plain("/take-back", Press::Second, "撤回来再改")) }
                @if can(Step::Drop) { (plain("/drop", Press::Danger, "作废这份草稿")) }
            }
        }
    }
}

fn schedule(base: &str, draft: &Draft, again: &Again) -> Markup {
    let Again { typed, wrongs } = again;
    let hour = if wrongs.is_empty() { "08:00" } else { typed.hour.as_str() };
    html! {
        details open[wrongs.of("day").or(wrongs.of("hour")).is_some()] {
            summary { "定个时间再发布" }
            form method="post" action={ (base) "/schedule" } {
                (version(draft))
                (field("day", "哪一天").input(Input::Day).value(&typed.day).wrong(wrongs))
                (field("hour", "几点").value(hour).hint("如 08:00").wrong(wrongs))
                (parts::buttons(parts::button(Press::Second, "审核通过，到时发布")))
            }
        }
    }
}

fn return_form(base: &str, draft: &Draft, again: &Again) -> Markup {
    let Again { typed, wrongs } = again;
    html! {
        details open[wrongs.of("reason").is_some()] {
            summary { "退回" }
            form method="post" action={ (base) "/return" } {
                (version(draft))
                (field("reason", "为什么退回").input(Input::Area).hint("写清楚要改什么，经办的人会看到")
                    .value(&typed.reason).wrong(wrongs))
                (parts::buttons(parts::button(Press::Danger, "退回")))
            }
        }
    }
}

/// A draft that is published or dropped.
fn over(desk: &Desk, draft: &Draft, waits_for: &str) -> Markup {
    let links =
        crate::web::links::Links::new(&desk.app.site.base_path, crate::web::words::Language::Hans);
    let is_other = draft.content.decided.as_ref().is_none_or(|own| !own.is(&desk.actor.login));
    let may_look = draft.content.afterwards == Some(Afterwards::Pending)
        && desk.actor.may_approve(draft.regulator)
        && is_other;
    html! {
        (status(draft))
        @if let Some(release) = draft.release() {
            (parts::notice(Tone::Good, html! {
                p { "已经发布，是第 " (release) " 号发布。" a href=(links.release(release)) { "看公众看到的这次发布" } }
            }))
            @if draft.content.afterwards == Some(Afterwards::Pending) {
                (parts::notice(Tone::Warning, html! { p { "这是一个人紧急发布的，没有第二人审核。" (waits_for) } }))
            }
            @if may_look {
                form.inline method="post" action=(desk.path(&format!("/drafts/{}/afterwards", draft.no))) {
                    (version(draft)) (parts::button(Press::Main, "我复核过了，没有问题"))
                }
            }
            @if desk.actor.may_submit(draft.regulator) {
                p { "发错了？" }
                (parts::one_button(
                    Press::Danger,
                    &desk.path(&format!("/releases/{release}/undo")),
                    &[],
                    "撤销这次发布",
                ))
                p.soft { "撤销也是一次发布：先给您看会改回什么，再由另一个人审核。" }
            }
        }
        (history(draft))
    }
}

/// What whoever decided did.
fn decision(draft: &Draft) -> &'static str {
    let content = &draft.content;
    if content.afterwards.is_some() {
        "紧急发布，没有第二人审核"
    } else if content.release.is_some() || draft.state == DraftState::Scheduled {
        "审核通过"
    } else {
        "退回"
    }
}

fn history(draft: &Draft) -> Markup {
    let content = &draft.content;
    let line = |what: &str, signed: Option<&Signed>| {
        html! {
            @if let Some(signed) = signed { li { (clock(signed.at)) " " (signed.display) " " (what) } }
        }
    };
    let afterwards = match &content.afterwards {
        Some(Afterwards::Done(signed)) => Some(signed),
        Some(Afterwards::Pending) | None => None,
    };
    html! {
        h2 { "谁办的" }
        ul {
            (line("建立", Some(&content.created)))
            (line("送审", content.submitted.as_ref()))
            (line(decision(draft), content.decided.as_ref()))
            (line("事后复核", afterwards))
            (line("最后改动", Some(&content.changed)))
        }
    }
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Typed {
    version: i64,
    reason: String,
    day: String,
    hour: String,
}

/// `POST /console/drafts/{no}/submit`
pub async fn submit(
    desk: Desk,
    Path(no): Path<i64>,
    Filled(typed): Filled<Typed>,
) -> Result<Response, Trouble> {
    let draft = as_seen(&desk, no, typed.version).await?;
    let reader = desk.app.live.snapshot();
    let shown = Shown { reader: &reader, stale_after_days: desk.app.site.stale_after_days };
    let notice = match desk.workshop()?.submit(desk.by(), draft, shown).await? {
        Ok(()) => Notice::good("已经送审。"),
        Err(_) => Notice::warning("还有没办完的，没有送审。请看下面列出的几条。"),
    };
    desk.go(&format!("/drafts/{no}"), notice).await
}

/// `POST /console/drafts/{no}/take-back`
pub async fn take_back(
    desk: Desk,
    Path(no): Path<i64>,
    Filled(typed): Filled<Typed>,
) -> Result<Response, Trouble> {
    let draft = as_seen(&desk, no, typed.version).await?;
    desk.workshop()?.take_draft_back(desk.by(), draft).await?;
    desk.go(&format!("/drafts/{no}"), Notice::good("已经撤回，可以再改。")).await
}

/// `POST /console/drafts/{no}/drop`
pub async fn drop_draft(
    desk: Desk,
    Path(no): Path<i64>,
    Filled(typed): Filled<Typed>,
) -> Result<Response, Trouble> {
    let draft = as_seen(&desk, no, typed.version).await?;
    desk.workshop()?.drop_draft(desk.by(), draft).await?;
    desk.go("/drafts", Notice::good(format!("第 {no} 号草稿已经作废。文件还在，查得到。"))).await
}

/// `POST /console/drafts/{no}/return`
pub async fn give_back(
    desk: Desk,
    Path(no): Path<i64>,
    Filled(typed): Filled<Typed>,
) -> Result<Response, Trouble> {
    let draft = as_seen(&desk, no, typed.version).await?;
    let reason = typed.reason.trim().to_owned();
    if reason.is_empty() || reason.chars().count() > LONGEST_REASON {
        let mut wrongs = Wrongs::default();
        wrongs.add("reason", "没有退回：要写明为什么（1 到 500 个字）。");
        return asked_again(&desk, &draft, typed, wrongs).await;
    }
    desk.workshop()?.return_draft(desk.by(), draft, reason).await?;
    desk.go("/reviews", Notice::good(format!("第 {no} 号草稿已经退回。"))).await
}

/// `POST /console/drafts/{no}/approve`
pub async fn approve(
    desk: Desk,
    Path(no): Path<i64>,
    Filled(typed): Filled<Typed>,
) -> Result<Response, Trouble> {
    let draft = as_seen(&desk, no, typed.version).await?;
    let reader = desk.app.live.snapshot();
    let shown = Shown { reader: &reader, stale_after_days: desk.app.site.stale_after_days };
    desk.workshop()?.approve(desk.by(), draft, shown).await?;
    desk.go(&format!("/drafts/{no}"), Notice::good("已经发布，公众马上就能看到。")).await
}

/// `POST /console/drafts/{no}/schedule`
pub async fn schedule_it(
    desk: Desk,
    Path(no): Path<i64>,
    Filled(typed): Filled<Typed>,
) -> Result<Response, Trouble> {
    let draft = as_seen(&desk, no, typed.version).await?;
    let at = match hour_to_come(&typed, desk.now) {
        Ok(at) => at,
        Err(wrongs) => return asked_again(&desk, &draft, typed, wrongs).await,
    };
    let reader = desk.app.live.snapshot();
    let shown = Shown { reader: &reader, stale_after_days: desk.app.site.stale_after_days };
    desk.workshop()?.schedule(desk.by(), draft, shown, at).await?;
    desk.go(&format!("/drafts/{no}"), Notice::good(format!("审核通过，{} 发布。", clock(at)))).await
}

fn hour_to_come(typed: &Typed, now: Timestamp) -> Result<Timestamp, Wrongs> {
    let mut wrongs = Wrongs::default();
    if typed.day.trim().parse::<Date>().is_err() {
        wrongs.add("day", "日期要写成 2026-12-01 这样。");
    }
    match moment(&typed.day, &typed.hour) {
        Some(at) if at > now => return Ok(at),
        Some(_) => wrongs.add("hour", "这个时间已经过了，要定在现在以后。"),
        None if wrongs.is_empty() => wrongs.add("hour", "钟点要写成 08:00 这样。"),
        None => {}
    }
    Err(wrongs)
}

/// A moment in China.
fn moment(day: &str, hour: &str) -> Option<Timestamp> {
    let day: Date = day.trim().parse().ok()?;
    let time = Time::strptime("%H:%M", hour.trim().replace('：', ":")).ok()?;
    Some(day.to_datetime(time).to_zoned(TimeZone::fixed(tz::offset(8))).ok()?.timestamp())
}

/// `POST /console/drafts/{no}/urgent`
pub async fn urgent(
    desk: Desk,
    Path(no): Path<i64>,
    Filled(typed): Filled<Typed>,
) -> Result<Response, Trouble> {
    let draft = as_seen(&desk, no, typed.version).await?;
    let reader = desk.app.live.snapshot();
    let shown = Shown { reader: &reader, stale_after_days: desk.app.site.stale_after_days };
    let notice = match desk.workshop()?.publish_urgently(desk.by(), draft, shown).await? {
        Ok(_) => Notice::good("已经发布。请另一个人事后复核。"),
        Err(_) => Notice::warning("还有没办完的，没有发布。请看下面列出的几条。"),
    };
    desk.go(&format!("/drafts/{no}"), notice).await
}

/// `POST /console/drafts/{no}/afterwards`
pub async fn afterwards(
    desk: Desk,
    Path(no): Path<i64>,
    Filled(typed): Filled<Typed>,
) -> Result<Response, Trouble> {
    let draft = as_seen(&desk, no, typed.version).await?;
    desk.workshop()?.look_afterwards(desk.by(), draft).await?;
    desk.go(&format!("/drafts/{no}"), Notice::good("已经记下您的复核。")).await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_is_one_of_the_clock_in_china() {
        let at = moment("2026-12-01", "08:00").unwrap();
        assert_eq!(at.to_string(), "2026-12-01T00:00:00Z");
        assert_eq!(moment("2026-12-01", "8点"), None);
        assert_eq!(moment("", "08:00"), None);
    }
}
