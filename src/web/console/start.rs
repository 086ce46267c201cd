//! `/console`: what waits.

use maud::{Markup, html};

use super::{Desk, Place, Trouble};
use crate::domain::account::PasswordKind;

const TITLE: &str = "开始";

/// Something that waits, and where it is dealt with.
#[derive(Clone, Debug)]
pub struct Waiting {
    pub label: &'static str,
    pub count: usize,
    /// Below the console's path.
    pub path: String,
}

/// What waits of one kind of work.
pub fn section(desk: &Desk, title: &str, waiting: &[Waiting]) -> Markup {
    html! {
        section aria-label=(title) {
            h2 { (title) }
            ul.counts {
                @for one in waiting {
                    li { a href=(desk.path(&one.path)) { b { (one.count) } span { (one.label) } } }
                }
            }
        }
    }
}

/// `GET /console`
pub async fn show(desk: Desk) -> Result<Markup, Trouble> {
    let people = people(&desk).await?;
    Ok(desk.page(
        TITLE,
        Place::Start,
        html! {
            h1 { "您好，" (desk.actor.display) }
            p.lead {
                @match &desk.regulator_name {
                    Some(name) => { "您在" (name) "做" (desk.actor.role.label()) "。" }
                    None => { "您在整个平台做" (desk.actor.role.label()) "。" }
                }
            }
            @if !people.is_empty() { (section(&desk, "账号和单位", &people)) }
        },
    ))
}

/// For who runs the platform: whom something hinders from working.
async fn people(desk: &Desk) -> Result<Vec<Waiting>, Trouble> {
    if !desk.actor.may_administer() {
        return Ok(Vec::new());
    }
    let reach = desk.actor.administers();
    let mut accounts = desk.store.accounts().await?;
    accounts.retain(|one| reach.covers(one.regulator) && one.disabled_at.is_none());
    let mut regulators = desk.store.regulators(None).await?;
    regulators.retain(|one| reach.covers(Some(one.code)));
    let to = |path: &str| path.to_owned();
    let locked = accounts.iter().filter(|one| one.standing.is_locked(desk.now)).count();
    let new = accounts.iter().filter(|one| one.password == PasswordKind::OneTime).count();
    let silent = regulators.iter().filter(|one| one.phone.is_none()).count();
    Ok(vec![
        Waiting { label: "个账号在用", count: accounts.len(), path: to("/people") },
        Waiting { label: "个账号锁定中", count: locked, path: to("/people") },
        Waiting { label: "个账号还没改一次性密码", count: new, path: to("/people") },
        Waiting { label: "个主管部门", count: regulators.len(), path: to("/regulators") },
        Waiting {
            label: "个主管部门没有举报电话", count: silent, path: to("/regulators")
        },
    ])
}
