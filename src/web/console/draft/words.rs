//! What is said of drafts in several places.

use maud::{Markup, html};

use crate::domain::alarms::Alarm;
use crate::domain::directory::Directory;
use crate::domain::doubts::Doubt;
use crate::domain::verdict::Verdict;
use crate::publish::draft::Draft;
use crate::publish::obstacles::Obstacle;
use crate::publish::release::Refusal;
use crate::web::console::parts::{self, Tone};

/// What a draft is called here: what is done and to whom. In the console alone: what the public sees of a
/// release never names whose ban is to be forgotten one day.
pub fn title(draft: &Draft) -> String {
    let content = &draft.content;
    match (&content.one, &content.undo) {
        (Some(one), _) => format!("{}：{}", one.action.label(), one.name),
        (None, Some(undo)) => format!("撤销第 {} 号发布", undo.release),
        (None, None) => content.file_name.clone(),
    }
}

/// What is in the way, and where it is put right.
pub fn obstacle(obstacle: &Obstacle) -> (String, &'static str) {
    match obstacle {
        Obstacle::Unreadable(problem) => {
            (format!("{}。{}。", problem.message(), problem.mend()), "/check")
        }
        Obstacle::Columns => ("有几列拿不准是什么，请核对一次。".into(), "/columns"),
        Obstacle::Errors(count) => (
            format!("有 {count} 处错误还没有改好（改好，或者说明这一行不要）。"),
            "/check#findings",
        ),
        Obstacle::Warnings(count) => (format!("有 {count} 处提醒还没有确认。"), "/check#findings"),
        Obstacle::ModeMissing => ("还没有说明是全量名单、批次还是公示。".into(), "/terms#mode"),
        Obstacle::AsOfMissing => ("还没有填截至日期。".into(), "/terms#as_of_on"),
        Obstacle::AsOfAhead => ("截至日期不能在今天以后。".into(), "/terms#as_of_on"),
        Obstacle::Refused(why) => (refusal(why), "/terms"),
        Obstacle::Alarms(count) => {
            (format!("预览里有 {count} 处看着不对，还没有确认。"), "/preview#alarms")
        }
        Obstacle::NumberNotTyped(number) => {
            (format!("会移出 {number} 家，请在预览里输入这个数，表示您看清了。"), "/preview#number")
        }
        Obstacle::Conflicts(count) => {
            (format!("有 {count} 条后来又改过，请逐条选择怎么办。"), "/conflicts")
        }
        Obstacle::NothingChanges => ("发布了也不会改变什么。".into(), "/preview"),
    }
}

/// Why it may not be published as it is.
pub fn refusal(refusal: &Refusal) -> String {
    match refusal {
        Refusal::NoRows => "没有一行可以收下。".into(),
        Refusal::Gone { listings } => format!("要移出的 {listings} 条已经不在名单上了。"),
        Refusal::ModeUnclear { in_all, .. } => format!(
            "文件里没有列出现在名单上的 {in_all} 家。请说明：是全量名单（它们算移出），还是批次（它们保留）。"
        ),
        Refusal::RefusedRowsInFullList { refused_rows, in_all, .. } => format!(
            "这是全量名单，有 {refused_rows} 行有错没有收下，而现行名单上有 {in_all} 家文件里没有——可能正是那几行。请先改好那几行，或者改用批次。"
        ),
    }
}

/// What looks wrong, in a sentence.
pub fn alarm(directory: &Directory, alarm: &Alarm) -> String {
    match alarm {
        Alarm::ManyLeave { roster, leaving, of } => {
            format!(
                "{}上的 {of} 家里，这次会移出 {leaving} 家。是不是传了一份不全的名单？",
                roster.label()
            )
        }
        Alarm::BothLists { who } => {
            format!("“{}”会同时在你们自己的白名单和黑名单上。公众会看到“不要报名”。", who.name)
        }
        Alarm::BannedElsewhere { who, by } => format!(
            "“{}”在{}的黑名单上。发布后公众仍会看到“不要报名”，请先和对方核实。",
            who.name,
            directory.regulator_name(*by)
        ),
        Alarm::NearName { who, other } => format!(
            "“{}”和名单上的“{}”只差一个字。请核对是不是写错了，或者真是两家。",
            who.name, other.name
        ),
        Alarm::Expired { who, on } => {
            format!("“{}”的许可证 {on} 就到期了。发布后公众会看到“许可证过期了”。", who.name)
        }
        Alarm::OutsideRemit { who, category } => {
            format!(
                "“{}”是{category}，一般不归你们审批。发布后公众不会看到“在白名单上”。",
                who.name
            )
        }
        Alarm::OtherRegulator { named, rows } => format!(
            "有 {rows} 行写的主管部门是“{named}”，不是你们单位。这些行会算作你们单位的名单。是不是传错了文件？"
        ),
        Alarm::HeldBack { who, field } => format!(
            "“{}”的“{}”里像是有个人的姓名、证件或电话。这一格公众看不到；要公开，请先去掉个人信息。",
            who.name,
            field.label()
        ),
        Alarm::Elsewhere { away, of, home, name, place } => format!(
            "{of} 行里有 {away} 行的地址不在{home}。是不是传错了文件？例如“{name}”写的是“{place}”。"
        ),
        Alarm::Said(said) => doubt(said),
    }
}

/// What looks wrong about the days and the number of a list.
fn doubt(doubt: &Doubt) -> String {
    match doubt {
        Doubt::PublishedBeforeAsOf { published_on, as_of_on } => {
            format!("公布日期 {published_on} 早于截至日期 {as_of_on}，是不是旧表里带来的？")
        }
        Doubt::PublishedLongAgo(on) => {
            format!("公布日期 {on} 是一年多以前，是不是旧表里带来的？")
        }
        Doubt::PublishedFarAhead(on) => {
            format!("公布日期 {on} 还有一个多月才到。请核对年份和月份。")
        }
        Doubt::CountsFromLongAgo(on) => {
            format!("从 {on} 起算数，是一年多以前。请核对年份。")
        }
        Doubt::NoticeNo(number) => {
            format!("公告文号写的是“{number}”。文号一般像 南教〔2026〕3号。请核对。")
        }
        Doubt::ListedAhead { rows, name, on } => {
            format!("有 {rows} 行的列入日期还没有到，例如“{name}”写的是 {on}。请核对年份。")
        }
    }
}

/// A verdict as the public reads it.
pub fn verdict(verdict: Option<Verdict>) -> Markup {
    let (tone, words) = match verdict {
        None => (Tone::Plain, "查不到"),
        Some(Verdict::Approved) => (Tone::Good, "在白名单上"),
        Some(Verdict::Restricted) => (Tone::Warning, "现在不要报名"),
        Some(Verdict::Banned) => (Tone::Bad, "不要报名"),
        Some(Verdict::Candidates) => (Tone::Plain, "有几家名字差不多"),
        Some(Verdict::NotListed) => (Tone::Plain, "没有查到"),
    };
    html! { (parts::badge(tone, words)) }
}
