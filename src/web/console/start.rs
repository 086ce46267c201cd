//! `/console`: what waits.

mod overview;

use maud::{Markup, html};

use super::desk::clock;
use super::parts::{self, Press, Tone};
use super::{Desk, Place, Trouble, draft, duties};
use crate::domain::account::{PasswordKind, Reach};
use crate::domain::regulator::RegulatorCode;
use crate::domain::review::DraftState;
use crate::publish::draft::Draft;

const TITLE: &str = "开始";

/// Of each kind of work, so many rows are told here.
const ROWS: usize = 5;

/// Of what one person published alone, where nobody may look at it.
pub(super) const NO_OTHER_APPROVER: &str = "本单位没有第二位审核人，请找平台管理员。";

/// A number, and where what it counts is dealt with.
#[derive(Clone, Debug)]
pub struct Waiting {
    pub label: &'static str,
    pub count: usize,
    /// Below the console's path.
    pub path: String,
}

/// Numbers of one kind of work.
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

/// One kind of what waits: how many, the first few, and where all of them are.
struct Heap {
    title: &'static str,
    /// What to do; empty: the title says it.
    means: &'static str,
    count: usize,
    rows: Vec<Markup>,
    path: &'static str,
    go: &'static str,
}

impl Heap {
    fn view(&self, desk: &Desk) -> Markup {
        html! {
            section.heap aria-label=(self.title) {
                h2 { (self.title) " " span.many { (self.count) } }
                @if !self.means.is_empty() { p.soft { (self.means) } }
                ul { @for row in &self.rows { li { (row) } } }
                @if !self.path.is_empty() {
                    p { a href=(desk.path(self.path)) {
                        (self.go)
                        @if self.count > self.rows.len() { "（共 " (self.count) " 条）" }
                    } }
                }
            }
        }
    }
}

/// `GET /console`
pub async fn show(desk: Desk) -> Result<Markup, Trouble> {
    let mut heaps = Vec::new();
    if let Some(regulator) = desk.actor.works_on() {
        heaps.extend(of_drafts(&desk, regulator).await?);
        heaps.extend(of_lists(&desk, regulator).await?);
    }
    heaps.retain(|heap| heap.count > 0);
    let overview = overview::view(&desk).await?;
    let people = people(&desk).await?;
    let first = first_steps(&desk).await?;
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
            @if heaps.is_empty() && overview.is_none() {
                @match first {
                    Some(first) => (first),
                    None => (parts::notice(Tone::Good, html! { p { "没有要办的。" } })),
                }
            }
            @for heap in &heaps { (heap.view(&desk)) }
            @if let Some(overview) = &overview { (overview) }
            @if !people.is_empty() { (section(&desk, "账号和单位", &people)) }
        },
    ))
}

/// What somebody begins with who has nothing to go on from. `None`: they have.
async fn first_steps(desk: &Desk) -> Result<Option<Markup>, Trouble> {
    let link = |press, below: &str, words| parts::link_button(press, &desk.path(below), words);
    if let Some(regulator) = desk.actor.works_on() {
        let reader = desk.app.live.snapshot();
        let has_published =
            reader.directory().releases().any(|release| release.regulator == regulator);
        return Ok((!has_published).then(|| {
            html! {
                (parts::notice(Tone::Plain, html! {
                    p { "还没有发布过名单，从上传一份表格开始。" }
                }))
                (parts::buttons(html! {
                    (link(Press::Main, "/upload", "上传名单"))
                    (link(Press::Second, "/change", "改一家"))
                }))
            }
        }));
    }
    if !desk.actor.may_administer() {
        return Ok(None);
    }
    let reach = desk.actor.administers();
    let has_regulators =
        desk.store.regulators(None).await?.iter().any(|one| reach.covers(Some(one.code)));
    let has_people = desk.store.accounts().await?.iter().any(|one| {
        one.no != desk.account.no && reach.covers(one.regulator) && one.disabled_at.is_none()
    });
    Ok((!has_regulators || !has_people).then(|| {
        html! {
            (parts::notice(Tone::Plain, html! {
                p { "先新增主管部门，再给每个人新建账号。" }
            }))
            (parts::buttons(html! {
                @if reach == Reach::Everything {
                    (link(if has_regulators { Press::Second } else { Press::Main }, "/regulators/new", "新增主管部门"))
                }
                (link(if has_regulators { Press::Main } else { Press::Second }, "/people/new", "新建账号"))
            }))
        }
    }))
}

/// Whether the bureau has somebody else who may approve.
pub(super) async fn has_other_approver(
    desk: &Desk,
    regulator: RegulatorCode,
) -> Result<bool, Trouble> {
    let accounts = desk.store.accounts().await?;
    Ok(accounts.iter().any(|one| {
        one.no != desk.account.no && one.disabled_at.is_none() && one.actor().may_approve(regulator)
    }))
}

/// A draft on one line.
fn draft_row(desk: &Desk, draft: &Draft) -> Markup {
    let path = desk.path(&format!("/drafts/{}", draft.no));
    html! {
        a href=(path) { "第 " (draft.no) " 号 " (draft::words::title(draft)) } " "
        @if let (DraftState::Returned, Some(reason)) = (draft.state, &draft.content.reason) {
            span { "退回原因：" (reason) } " "
        }
        span.soft {
            @match draft.publish_at {
                Some(at) => { "定在 " (clock(at)) " 发布" }
                None => { (clock(draft.changed_at)) " " (draft.content.changed.display) }
            }
        }
    }
}

async fn of_drafts(desk: &Desk, regulator: RegulatorCode) -> Result<Vec<Heap>, Trouble> {
    let workshop = desk.workshop()?;
    let own = &desk.actor.login;
    let is_mine = |draft: &Draft| {
        let content = &draft.content;
        let hands = [Some(&content.created), Some(&content.changed), content.submitted.as_ref()];
        hands.into_iter().flatten().any(|signed| signed.is(own))
    };
    let of = async |state: DraftState| workshop.drafts(Some(regulator), &[state]).await;
    let mut open = of(DraftState::Open).await?;
    open.retain(is_mine);
    let mut returned = of(DraftState::Returned).await?;
    returned.retain(is_mine);
    let (mut to_approve, mut handed_in) = (Vec::new(), Vec::new());
    for draft in of(DraftState::Submitted).await? {
        if workshop.may_approve(&desk.actor, &draft).await? {
            to_approve.push(draft);
        } else if is_mine(&draft) {
            handed_in.push(draft);
        }
    }
    let scheduled = of(DraftState::Scheduled).await?;
    let urgent = if desk.actor.may_approve(regulator) {
        draft::listed::urgent(of(DraftState::Published).await?)
    } else {
        Vec::new()
    };
    // Whoever published it looks at nothing afterwards.
    let (own_urgent, urgent): (Vec<Draft>, Vec<Draft>) = urgent
        .into_iter()
        .partition(|draft| draft.content.decided.as_ref().is_some_and(|by| by.is(own)));
    let looked_at_by = if !own_urgent.is_empty() && !has_other_approver(desk, regulator).await? {
        NO_OTHER_APPROVER
    } else {
        "等另一位审核人复核。"
    };
    let heap = |title, means, drafts: &[Draft], path, go| Heap {
        title,
        means,
        count: drafts.len(),
        rows: drafts.iter().take(ROWS).map(|draft| draft_row(desk, draft)).collect(),
        path,
        go,
    };
    Ok(vec![
        heap("退回给您的", "请按退回原因改好，再送审。", &returned, "/drafts", "看没办完的草稿"),
        heap("等您审核的", "", &to_approve, "/reviews", "去审核"),
        heap(
            "紧急发布，等着事后复核",
            "由发布人以外的另一位审核人看过，并记下来。",
            &urgent,
            "/reviews",
            "去复核",
        ),
        heap("您紧急发布的", looked_at_by, &own_urgent, "", ""),
        heap("等审核", "等审核的人来办。", &handed_in, "/reviews", "看等着审核的"),
        heap("没办完的草稿", "", &open, "/drafts", "看没办完的草稿"),
        heap("已审核，等时间发布", "到时候自动发布。", &scheduled, "/reviews", "看定时发布"),
    ])
}

async fn of_lists(desk: &Desk, regulator: RegulatorCode) -> Result<Vec<Heap>, Trouble> {
    let found = duties::of(desk, regulator).await?;
    let reader = desk.app.live.snapshot();
    let directory = reader.directory();
    let disputed = found.disputed.iter().take(ROWS);
    Ok(vec![
        Heap {
            title: duties::CONFLICTS,
            means: "公众看到的是更严的那一种。",
            count: found.disputed.len(),
            rows: disputed
                .map(|one| duties::conflict_in_short(desk, regulator, one, directory))
                .collect(),
            path: "/duties/conflicts",
            go: "逐家核对",
        },
        Heap {
            title: duties::ENDINGS,
            means: "已经到期的，和 60 天内到期的。到期第二天起，公众看到的就是“现在不要报名”。",
            count: found.endings.len(),
            rows: found
                .endings
                .iter()
                .take(ROWS)
                .map(|one| duties::ending_in_short(desk, regulator, one))
                .collect(),
            path: "/duties/expiring",
            go: "逐家处理",
        },
        Heap {
            title: "名单该更新了",
            means: "公众会看到“名单可能不是最新的”。内容没变，也请用新的截至日期再传一次。",
            count: found.old_lists.len(),
            rows: found.old_lists.iter().map(|one| duties::old_list(*one)).collect(),
            path: "/upload",
            go: "上传名单",
        },
    ])
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
