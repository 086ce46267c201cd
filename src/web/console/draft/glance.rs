//! What an approver has to have seen before the button, at a glance: what it would be published as,
//! how many leave, and who looked at what is doubtful.

use std::collections::BTreeSet;

use jiff::civil::Date;
use maud::{Markup, html};

use crate::domain::alarms::Alarm;
use crate::domain::checks::Finding;
use crate::publish::draft::{Content, Draft};
use crate::publish::preview::Preview;
use crate::publish::review::Look;
use crate::web::console::Desk;
use crate::web::console::parts::{self, Tone};

pub(super) fn glance(desk: &Desk, draft: &Draft, look: &Look) -> Markup {
    let Some(preview) = &look.preview else { return html! {} };
    let said = &preview.announced;
    let mut facts: Vec<(&str, String)> = vec![
        ("这次发布", preview.mode.label().to_owned()),
        ("截至日期", said.as_of_on.map_or_else(unsaid, |day| day.to_string())),
        ("公告标题", said.title.clone().unwrap_or_else(unsaid)),
        ("公告文号", said.notice_no.clone().unwrap_or_else(unsaid)),
        ("公布日期", said.published_on.to_string()),
        ("从哪天起算", counts_from(said.effective_on, desk.by().today)),
    ];
    let findings = look.checked.reading.as_ref().map_or(&[][..], |read| read.findings.as_slice());
    let warnings: Vec<&Finding> =
        findings.iter().filter(|finding| finding.needs_acknowledgement()).collect();
    let by = who(&draft.content, warnings.iter().map(|one| [one.key(), one.problem.code().into()]));
    facts.push(("提醒", looked_at(warnings.len(), &by, "看过")));
    let alarms: Vec<&Alarm> =
        preview.alarms.iter().filter(|alarm| alarm.number_to_type().is_none()).collect();
    let by = who(&draft.content, alarms.iter().map(|one| [one.key(), one.code().into()]));
    facts.push(("看着不对", looked_at(alarms.len(), &by, "说没有错")));
    html! {
        h2 { "发布的是什么" }
        @for words in losses(preview) { (parts::notice(Tone::Warning, html! { p { (words) } })) }
        dl.facts { @for (name, value) in &facts { div { dt { (name) } dd { (value) } } } }
        p { a href=(desk.path(&format!("/drafts/{}/preview", draft.no))) { "看预览：每一家会怎么变" } }
    }
}

fn unsaid() -> String {
    "没有填".to_owned()
}

fn counts_from(day: Date, today: Date) -> String {
    if day > today { format!("{day}（还没有到）") } else { day.to_string() }
}

/// Who said yes, by the keys under which each may have been said.
fn who(content: &Content, asked: impl Iterator<Item = [String; 2]>) -> BTreeSet<String> {
    let by = &content.acknowledged_by;
    asked.filter_map(|keys| keys.iter().find_map(|key| by.get(key).cloned())).collect()
}

fn looked_at(count: usize, by: &BTreeSet<String>, did: &str) -> String {
    let names: Vec<&str> = by.iter().map(String::as_str).collect();
    match (count, names.is_empty()) {
        (0, _) => "没有".to_owned(),
        (_, true) => format!("{count} 处"),
        (_, false) => format!("{count} 处，{}{did}", names.join("、")),
    }
}

/// Where a roster loses many, how many and what part of it.
fn losses(preview: &Preview) -> Vec<String> {
    let mut losses = Vec::new();
    for alarm in &preview.alarms {
        if let Alarm::ManyLeave { roster, leaving, of } = alarm {
            let (list, share) = (roster.label(), share(*leaving, *of));
            losses.push(format!("会移出 {leaving} 家，占{list}的{share}（{of} 家）。"));
        }
    }
    losses
}

fn share(part: u64, of: u64) -> String {
    if part == of {
        "全部".to_owned()
    } else if part * 2 == of {
        "一半".to_owned()
    } else {
        format!(" {}%", part * 100 / of.max(1))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_is_said_as_people_say_it() {
        assert_eq!(share(12, 24), "一半");
        assert_eq!(share(24, 24), "全部");
        assert_eq!(share(7, 24), " 29%");
    }
}
