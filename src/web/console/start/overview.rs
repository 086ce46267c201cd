//! For who runs or watches the platform: which regulators have something to do.

use std::collections::BTreeMap;
use std::sync::Arc;

use maud::{Markup, html};

use crate::domain::account::{Reach, Role};
use crate::domain::duties::Load;
use crate::domain::regulator::RegulatorCode;
use crate::domain::review::DraftState;
use crate::publish::duties::loads;
use crate::web::console::parts;
use crate::web::console::{Desk, Trouble, duties};
use crate::web::links::Encoded;

/// So many regulators are named, those with most to do first.
const ROWS: usize = 50;

/// What one regulator has to do.
#[derive(Clone, Copy, Debug, Default)]
struct Tasks {
    load: Load,
    waiting: u64,
    under_way: u64,
}

impl Tasks {
    fn is_none(self) -> bool {
        self.load.is_none() && self.waiting == 0 && self.under_way == 0
    }

    fn weight(self) -> u64 {
        let Load { conflicts, ended, ends_soon, old_lists } = self.load;
        let listed: u64 = [conflicts, ended, ends_soon, old_lists].map(u64::from).iter().sum();
        listed + self.waiting + self.under_way
    }
}

/// Whose tasks this person sees beyond their own work.
fn reach(desk: &Desk) -> Reach {
    match desk.actor.role {
        Role::Admin => desk.actor.administers(),
        Role::Auditor => desk.actor.reads_trail(),
        Role::Submitter | Role::Approver => Reach::Nothing,
    }
}

/// `None`: nothing is to be done, or it is not theirs to see.
pub(super) async fn view(desk: &Desk) -> Result<Option<Markup>, Trouble> {
    let reach = reach(desk);
    if reach == Reach::Nothing {
        return Ok(None);
    }
    let tasks = tasks(desk, reach).await?;
    if tasks.is_empty() {
        return Ok(None);
    }
    let reader = desk.app.live.snapshot();
    let directory = reader.directory();
    let mut order: Vec<(RegulatorCode, Tasks)> = tasks.into_iter().collect();
    order.sort_by_key(|(code, tasks)| (std::cmp::Reverse(tasks.weight()), *code));
    let rows: Vec<Vec<Markup>> = order
        .iter()
        .take(ROWS)
        .map(|(code, tasks)| {
            let Load { conflicts, ended, ends_soon, old_lists } = tasks.load;
            vec![
                html! { (directory.regulator_name(*code)) },
                number(desk, u64::from(conflicts), Some(("/duties/conflicts", *code))),
                number(desk, u64::from(ended), Some(("/duties/expiring", *code))),
                number(desk, u64::from(ends_soon), Some(("/duties/expiring", *code))),
                number(desk, u64::from(old_lists), None),
                number(desk, tasks.waiting, None),
                number(desk, tasks.under_way, None),
            ]
        })
        .collect();
    let heads = [
        "主管部门",
        "说法和别的部门不一样",
        "许可证已到期",
        "60 天内到期",
        "名单该更新",
        "待审核",
        "没办完的草稿",
    ];
    let caption = format!("{} 个主管部门有要办的，多的在前", order.len());
    Ok(Some(html! {
        section.heap aria-label="各主管部门要办的" {
            h2 { "各主管部门要办的" }
            (parts::table(&caption, &heads, &rows))
            @if order.len() > ROWS { p.soft { "只列出前 " (ROWS) " 个。" } }
        }
    }))
}

/// A number, which leads to what it counts where this person may see that; nothing for none.
fn number(desk: &Desk, number: u64, path: Option<(&str, RegulatorCode)>) -> Markup {
    let path = path.filter(|_| desk.actor.may_administer());
    html! {
        @match path {
            _ if number == 0 => {}
            Some((path, code)) => {
                a href=(desk.path(&format!("{path}?regulator={}", Encoded(&code.to_string())))) { (number) }
            }
            None => { (number) }
        }
    }
}

async fn tasks(desk: &Desk, reach: Reach) -> Result<BTreeMap<RegulatorCode, Tasks>, Trouble> {
    let mut tasks: BTreeMap<RegulatorCode, Tasks> = BTreeMap::new();
    let as_of = duties::as_of(desk);
    let reader = desk.app.live.snapshot();
    let loads = desk.app.office.loads.of(reader.release(), as_of.today, move || {
        let reader = Arc::clone(&reader);
        loads(&reader, as_of)
    });
    for (code, load) in loads.await?.iter() {
        tasks.entry(*code).or_default().load = *load;
    }
    for (code, state, count) in desk.store.pending_drafts().await? {
        let tasks = tasks.entry(code).or_default();
        match state {
            DraftState::Submitted => tasks.waiting += count,
            DraftState::Open | DraftState::Returned => tasks.under_way += count,
            // It is published by itself.
            DraftState::Scheduled | DraftState::Published | DraftState::Dropped => {}
        }
    }
    tasks.retain(|code, tasks| reach.covers(Some(*code)) && !tasks.is_none());
    Ok(tasks)
}
