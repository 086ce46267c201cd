//! `/console/change`: one institution, now: 停课, 关停, 恢复, 黑名单, 更正, 更名, 换地址, 新增.

use std::collections::BTreeMap;

use axum::extract::{Path, Query};
use axum::response::{IntoResponse, Response};
use maud::{Markup, html};
use serde::Deserialize;

use super::parts::{self, Field as Input, Input as Kind, Press, Tone, Wrongs};
use super::{Desk, Filled, Notice, Place, Trouble};
use crate::domain::listing::{Field, HELD_BACK, Listing, RosterKind};
use crate::domain::regulator::RegulatorCode;
use crate::domain::status::Status;
use crate::domain::text;
use crate::publish::one::{OneAction, OneForm, as_list, as_typed};
use crate::publish::workshop::standing_listing;
use crate::store::Stored;

const TITLE: &str = "改一家";
const ROWS: usize = 50;
const LONGEST: usize = 500;
/// As of a release's own.
const LONGEST_NUMBER: usize = 120;

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    q: String,
}

/// `GET /console/change`: which of one's own listings.
pub async fn find(desk: Desk, Query(asked): Query<Asked>) -> Result<Markup, Trouble> {
    let regulator = desk.actor.works_on().ok_or(Trouble::Forbidden)?;
    let standing = desk.workshop()?.standing(regulator).await?;
    let words = text::normal(&asked.q);
    let is_meant = |stored: &&Stored| {
        let listing = &stored.version.listing;
        let has = |text: &str| text::normal(text).contains(&words);
        words.is_empty()
            || [Field::Name, Field::Brand, Field::Uscc, Field::Permit, Field::Address]
                .into_iter()
                .any(|field| has(&listing.text_of(field)))
    };
    let found: Vec<&Stored> = standing.iter().filter(is_meant).collect();
    let rows: Vec<Vec<Markup>> = found.iter().take(ROWS).map(|stored| row(&desk, stored)).collect();
    Ok(desk.page(
        TITLE,
        Place::Change,
        html! {
            h1 { (TITLE) }
            p.lead { "停课、关停、恢复、列入或移出黑名单、更名、换地址：找到这一家，填几个格，审核后就发布。" }
            form method="get" action=(desk.path("/change")) role="search" {
                (parts::field("q", "名称、信用代码、证号或地址").value(&asked.q).optional())
                (parts::buttons(html! {
                    (parts::button(Press::Main, "查本单位的名单"))
                    (parts::link_button(Press::Second, &desk.path("/change/new"), "新增一家"))
                }))
            }
            @if standing.is_empty() { p { "本单位还没有发布过名单。" } }
            @else if rows.is_empty() { p { "本单位的名单上没有。看看是不是别的部门的，或者写法不同。" } }
            @else {
                (parts::table(&format!("本单位名单上的 {} 条", found.len()), &["机构", "名单", "状态", "地址", ""], &rows))
                @if found.len() > ROWS { p.soft { "只列出前 " (ROWS) " 条，请写得更具体些。" } }
            }
        },
    ))
}

fn row(desk: &Desk, stored: &Stored) -> Vec<Markup> {
    let listing = &stored.version.listing;
    let path = desk.path(&format!("/change/{}", stored.version.line));
    vec![
        html! { a href=(path) { (listing.name) } },
        html! { (listing.roster.kind.label()) },
        html! { (listing.status_shown()) },
        html! { (listing.site.address) },
        html! { a href=(path) { "改" } },
    ]
}

/// What can be done with a listing.
fn actions(listing: Option<&Listing>) -> Vec<OneAction> {
    let all: &[OneAction] = match listing.map(|listing| listing.roster.kind) {
        Some(RosterKind::Approved | RosterKind::Watch) => &[
            OneAction::Suspend,
            OneAction::Close,
            OneAction::Resume,
            OneAction::Ban,
            OneAction::Rename,
            OneAction::Move,
            OneAction::Correct,
            OneAction::Remove,
        ],
        Some(RosterKind::Banned) => &[OneAction::Unban, OneAction::Correct],
        None => &[OneAction::Add, OneAction::Ban],
    };
    // What is as usual cannot go back to it.
    let is_usual =
        listing.is_some_and(|listing| matches!(listing.status, Status::Normal | Status::Unstated));
    all.iter().copied().filter(|action| !(is_usual && *action == OneAction::Resume)).collect()
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Chosen {
    action: String,
}

/// `GET /console/change/{line}`: what is to be done, then the form for it. `new` is no line yet.
pub async fn show(
    desk: Desk,
    Path(line): Path<String>,
    Query(chosen): Query<Chosen>,
) -> Result<Markup, Trouble> {
    let subject = subject(&desk, &line).await?;
    let action = chosen_of(&subject, &chosen.action);
    let view = match action {
        Some(action) => form(&desk, &subject, action, &BTreeMap::new(), &Wrongs::default()),
        None => choose(&desk, &subject),
    };
    Ok(desk.page(TITLE, Place::Change, view))
}

/// What a form is about.
struct Subject {
    regulator: RegulatorCode,
    /// `None`: an institution that is not on these lists.
    line: Option<i64>,
    listing: Option<Listing>,
}

impl Subject {
    fn name(&self) -> &str {
        self.listing.as_ref().map_or("新的一家", |listing| listing.name.as_str())
    }

    fn path(&self, desk: &Desk) -> String {
        let line = self.line.map_or_else(|| "new".to_owned(), |line| line.to_string());
        desk.path(&format!("/change/{line}"))
    }
}

async fn subject(desk: &Desk, line: &str) -> Result<Subject, Trouble> {
    let regulator = desk.actor.works_on().ok_or(Trouble::Forbidden)?;
    if line == "new" {
        return Ok(Subject { regulator, line: None, listing: None });
    }
    let line: i64 = line.parse().map_err(|_| Trouble::NotFound)?;
    let standing = desk.workshop()?.standing(regulator).await?;
    let listing = standing_listing(&standing, line).ok_or(Trouble::NotFound)?.clone();
    Ok(Subject { regulator, line: Some(line), listing: Some(listing) })
}

fn chosen_of(subject: &Subject, code: &str) -> Option<OneAction> {
    OneAction::from_code(code).filter(|action| actions(subject.listing.as_ref()).contains(action))
}

fn choose(desk: &Desk, subject: &Subject) -> Markup {
    html! {
        h1 { (subject.name()) }
        (facts(subject))
        h2 { "要办什么" }
        ul.choices {
            @for action in actions(subject.listing.as_ref()) {
                li { a href={ (subject.path(desk)) "?action=" (action.code()) } { (action.label()) } }
            }
        }
    }
}

fn facts(subject: &Subject) -> Markup {
    html! {
        @if let Some(listing) = &subject.listing {
            dl.facts {
                @for field in [Field::Roster, Field::Status, Field::Uscc, Field::Permit, Field::Category, Field::Address, Field::ValidUntil, Field::Reason] {
                    @let text = listing.text_of(field);
                    @if !text.is_empty() { div { dt { (field.label()) } dd { (text) } } }
                }
            }
        }
    }
}

/// What a field takes, by what it is.
fn hint(field: Field) -> &'static str {
    match field {
        Field::Uscc => "18 位",
        Field::ValidFrom | Field::ValidUntil => "如 2027-06-30，或 长期",
        Field::ListedOn => "如 2026-06-30",
        Field::DelistedOn => "列入期限到哪一天；到那天自动移出，不用再办",
        Field::Category => "如 学科类、文化艺术类、体育类、科技类",
        Field::Reason => "公众会看到原话。不要写个人姓名、证件号、手机号",
        Field::Measures => "如 责令停止办学。不要写个人信息",
        Field::Phone => "座机或 400 电话",
        Field::Remark => "公众会看到。不要写个人信息",
        Field::Roster
        | Field::Name
        | Field::Brand
        | Field::Permit
        | Field::Status
        | Field::Content
        | Field::Nature
        | Field::Regulator
        | Field::Province
        | Field::City
        | Field::County
        | Field::Region
        | Field::Town
        | Field::Address
        | Field::NoticeNo
        | Field::Account
        | Field::LegalRepresentative => "",
    }
}

fn is_needed(action: OneAction, field: Field) -> bool {
    match action {
        OneAction::Suspend | OneAction::Close | OneAction::Resume => field == Field::Status,
        OneAction::Ban => matches!(field, Field::Reason | Field::ListedOn | Field::Name),
        OneAction::Rename => field == Field::Name,
        OneAction::Move => field == Field::Address,
        OneAction::Add => matches!(field, Field::Name | Field::Category | Field::Address),
        OneAction::Correct => field == Field::Name,
        OneAction::Unban | OneAction::Remove => false,
    }
}

/// The fields that the form shows: those of the action, and who it is where nobody is chosen yet.
fn fields(subject: &Subject, action: OneAction) -> Vec<Field> {
    let mut fields = Vec::new();
    if subject.listing.is_none() && action == OneAction::Ban {
        fields.extend([Field::Name, Field::Brand, Field::Uscc, Field::Address, Field::Town]);
    }
    fields.extend(action.fields());
    fields
}

fn form(
    desk: &Desk,
    subject: &Subject,
    action: OneAction,
    typed: &BTreeMap<Field, String>,
    wrongs: &Wrongs,
) -> Markup {
    html! {
        h1 { (action.label()) "：" (subject.name()) }
        (facts(subject))
        @if let Some(means) = means(action) { (parts::notice(Tone::Plain, html! { p { (means) } })) }
        (wrongs.summary())
        form method="post" action=(subject.path(desk)) {
            input type="hidden" name="action" value=(action.code());
            @for field in fields(subject, action) { (control(subject, action, field, (typed, wrongs))) }
            @if !action.fields().contains(&Field::NoticeNo) {
                (parts::field("notice", "公告或决定的文号").optional().wrong(wrongs)
                    .value(typed.get(&Field::NoticeNo).map(String::as_str).unwrap_or_default()))
            }
            (parts::buttons(html! {
                (parts::button(Press::Main, "下一步：看公众会看到什么"))
                (parts::link_button(Press::Second, &subject.path(desk), "换一种"))
            }))
        }
    }
}

fn means(action: OneAction) -> Option<&'static str> {
    match action {
        OneAction::Suspend => Some("公众会看到“现在不要报名”。恢复以后再办“恢复正常”。"),
        OneAction::Close => Some(
            "取缔、吊销、责令停止办学，公众会看到“不要报名”；已注销，公众会看到“这家已经不办了”。",
        ),
        OneAction::Ban => Some(
            "公众会看到“在黑名单上，不要报名”和您写的原因。白名单上的那一条不用另外移出：更严的优先。",
        ),
        OneAction::Unban => Some(
            "发布以后，这一条马上从所有公开页面、过去的日子、下载和索引里消失；后台的操作记录还在。",
        ),
        OneAction::Remove => Some("公众会看到“已不在名单上”和日期。"),
        OneAction::Resume
        | OneAction::Correct
        | OneAction::Rename
        | OneAction::Move
        | OneAction::Add => None,
    }
}

fn control(
    subject: &Subject,
    action: OneAction,
    field: Field,
    (typed, wrongs): (&BTreeMap<Field, String>, &Wrongs),
) -> Markup {
    let now = subject.listing.as_ref().filter(|_| action != OneAction::Ban);
    let now = now.map(|listing| as_typed(listing, field)).unwrap_or_default();
    let now = if now == HELD_BACK || field == Field::Status && !action.statuses().is_empty() {
        String::new()
    } else {
        now
    };
    let value = typed.get(&field).cloned().unwrap_or(now);
    let statuses: Vec<(String, String)> = std::iter::once((String::new(), "请选择".to_owned()))
        .chain(action.statuses().iter().map(|word| ((*word).to_owned(), (*word).to_owned())))
        .collect();
    let kind = if field == Field::Status && !action.statuses().is_empty() {
        Kind::Choice(&statuses)
    } else if matches!(field, Field::Reason | Field::Measures | Field::Remark) {
        Kind::Area
    } else if matches!(field, Field::ListedOn | Field::DelistedOn) {
        Kind::Day
    } else {
        Kind::Text
    };
    let input: Input<'_> = parts::field(field.code(), field.label())
        .value(&value)
        .hint(hint(field))
        .input(kind)
        .wrong(wrongs);
    if is_needed(action, field) {
        html! { (input) }
    } else {
        html! { (input.optional()) }
    }
}

/// `POST /console/change/{line}`
pub async fn save(
    desk: Desk,
    Path(line): Path<String>,
    Filled(typed): Filled<Vec<(String, String)>>,
) -> Result<Response, Trouble> {
    let subject = subject(&desk, &line).await?;
    let value = |name: &str| typed.iter().find(|(n, _)| n == name).map(|(_, v)| v.trim());
    let action = value("action").and_then(|code| chosen_of(&subject, code));
    let action = action.ok_or(Trouble::Unreadable)?;
    let mut wrongs = Wrongs::default();
    let mut filled: BTreeMap<Field, String> = BTreeMap::new();
    for field in fields(&subject, action) {
        let text = value(field.code()).unwrap_or_default();
        if text.is_empty() && is_needed(action, field) {
            wrongs.add(field.code(), format!("请填“{}”。", field.label()));
        }
        if text.chars().count() > LONGEST {
            wrongs.add(field.code(), format!("“{}”太长了，最多 {LONGEST} 个字。", field.label()));
        }
        if field == Field::Status
            && !action.statuses().is_empty()
            && !text.is_empty()
            && !action.statuses().contains(&text)
        {
            wrongs.add(field.code(), "请从列出的几种里选。");
        }
        filled.insert(field, text.to_owned());
    }
    let notice = value("notice").or_else(|| value(Field::NoticeNo.code()));
    let notice = notice.filter(|text| !text.is_empty()).map(str::to_owned);
    if notice.as_ref().is_some_and(|text| text.chars().count() > LONGEST_NUMBER) {
        let is_own = value("notice").is_some();
        let field = if is_own { "notice" } else { Field::NoticeNo.code() };
        wrongs.add(field, format!("文号太长了，最多 {LONGEST_NUMBER} 个字。"));
    }
    if !wrongs.is_empty() {
        filled.extend(notice.map(|text| (Field::NoticeNo, text)));
        let form = form(&desk, &subject, action, &filled, &wrongs);
        return Ok(desk.refused(TITLE, Place::Change, form));
    }
    filled.retain(|field, text| is_news(&subject, action, *field, text));
    if action.fields().contains(&Field::Name)
        && !filled.contains_key(&Field::Name)
        && let Some(listing) = &subject.listing
    {
        filled.insert(Field::Name, listing.name.clone());
    }
    let list = as_list(action, subject.listing.as_ref(), &filled).map_err(|_| Trouble::Internal)?;
    let form = OneForm {
        action,
        line: subject.line.filter(|_| action != OneAction::Ban && action != OneAction::Add),
        name: filled.get(&Field::Name).cloned().unwrap_or_else(|| subject.name().to_owned()),
    };
    let workshop = desk.workshop()?;
    let no = workshop.take_in_one(desk.by(), subject.regulator, (form, list)).await?;
    if notice.is_some() {
        let draft = workshop.draft(no, &desk.actor).await?;
        workshop
            .change(desk.by(), draft, "terms", |content| content.announced.notice_no = notice)
            .await?;
    }
    let notice = Notice::good("已经存好。下面是公众会看到的变化，核对后送审。");
    Ok(desk.go(&format!("/drafts/{no}/preview"), notice).await?.into_response())
}

/// Whether what was typed changes something; what is the same as before, or empty for a new entry, is not
/// written down.
fn is_news(subject: &Subject, action: OneAction, field: Field, text: &str) -> bool {
    match (&subject.listing, action) {
        (Some(_), OneAction::Ban) | (None, _) => !text.is_empty(),
        (Some(listing), _) => {
            let now = as_typed(listing, field);
            now != text && !(now == HELD_BACK && text.is_empty())
        }
    }
}
