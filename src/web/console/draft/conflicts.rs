//! `/console/drafts/{no}/conflicts`: what later releases changed of what is to be taken back.

use axum::extract::Path;
use axum::response::Response;
use maud::{Markup, html};

use super::{Stage, as_seen, next, sheet, version};
use crate::domain::changes::fields_changed;
use crate::domain::listing::Listing;
use crate::publish::draft::{Draft, UndoChoice};
use crate::publish::undo::{Conflict, Undo};
use crate::web::console::parts::{self, Press, Tone};
use crate::web::console::{Desk, Filled, Notice, Trouble};

const RESTORE: &str = "restore";
const KEEP: &str = "keep";

/// `GET /console/drafts/{no}/conflicts`
pub async fn show(desk: Desk, Path(no): Path<i64>) -> Result<Markup, Trouble> {
    let workshop = desk.workshop()?;
    let draft = workshop.draft(no, &desk.actor).await?;
    let checked = workshop.check(&draft).await?;
    let Some(undo) = &checked.undo else { return Err(Trouble::NotFound) };
    Ok(sheet(&desk, &draft, Stage::Conflicts, view(&desk, &draft, undo)))
}

fn view(desk: &Desk, draft: &Draft, undo: &Undo) -> Markup {
    let is_open = draft.state.is_editable();
    let release = draft.content.undo.as_ref().map(|form| form.release).unwrap_or_default();
    html! {
        p.lead { "撤销第 " (release) " 号发布：它加进来的移出，移出的放回，改过的改回原样。" }
        @if undo.conflicts.is_empty() {
            (parts::notice(Tone::Good, html! { p { "这次发布改过的，后来没有再变，可以整个改回去。" } }))
            (next(desk, draft, Stage::Conflicts))
        } @else {
            (parts::notice(Tone::Warning, html! {
                p { "有 " (undo.conflicts.len()) " 条后来的发布又改过。改回去会盖掉后来的改动，请逐条选。" }
            }))
            form method="post" action=(desk.path(&format!("/drafts/{}/conflicts", draft.no))) {
                (version(draft))
                @for conflict in &undo.conflicts { (one(conflict, is_open)) }
                @if is_open { (parts::buttons(parts::button(Press::Main, "就这样，看预览"))) }
            }
        }
    }
}

fn one(conflict: &Conflict, is_open: bool) -> Markup {
    let name = [&conflict.now, &conflict.before, &conflict.left]
        .into_iter()
        .flatten()
        .next()
        .map(|listing| listing.name.as_str())
        .unwrap_or_default();
    let field = format!("line-{}", conflict.line);
    let choice = |value: &'static str, one: UndoChoice, words: &str| {
        html! {
            label {
                input type="radio" name=(field) value=(value) required disabled[!is_open]
                    checked[conflict.choice == Some(one)];
                " " (words)
            }
        }
    };
    html! {
        fieldset.finding {
            legend { (name) }
            dl.facts {
                div { dt { "这次发布以前" } dd { (shown(conflict.before.as_ref(), None)) } }
                div { dt { "这次发布以后" } dd { (shown(conflict.left.as_ref(), conflict.before.as_ref())) } }
                div { dt { "现在" } dd { (shown(conflict.now.as_ref(), conflict.before.as_ref())) } }
            }
            p { (choice(KEEP, UndoChoice::Keep, "保留现在的样子")) }
            p { (choice(RESTORE, UndoChoice::Restore, "改回这次发布以前的样子")) }
        }
    }
}

/// A listing in short: its status, and where it differs from another.
fn shown(listing: Option<&Listing>, other: Option<&Listing>) -> String {
    let Some(listing) = listing else { return "不在名单上".into() };
    let mut said = vec![
        listing.roster.kind.label().to_owned(),
        listing.status_shown().to_owned(),
        listing.site.address.clone(),
    ];
    if let Some(other) = other {
        said.extend(
            fields_changed(other, listing)
                .into_iter()
                .map(|field| format!("{}：{}", field.label(), listing.text_of(field))),
        );
    }
    said.retain(|text| !text.is_empty());
    said.join("；")
}

/// `POST /console/drafts/{no}/conflicts`
pub async fn save(
    desk: Desk,
    Path(no): Path<i64>,
    Filled(typed): Filled<Vec<(String, String)>>,
) -> Result<Response, Trouble> {
    let version = typed.iter().find(|(name, _)| name == "version");
    let version = version.and_then(|(_, text)| text.parse().ok()).ok_or(Trouble::Unreadable)?;
    let draft = as_seen(&desk, no, version).await?;
    let choices: Vec<(i64, UndoChoice)> = typed
        .iter()
        .filter_map(|(name, value)| {
            let line = name.strip_prefix("line-")?.parse().ok()?;
            match value.as_str() {
                RESTORE => Some((line, UndoChoice::Restore)),
                KEEP => Some((line, UndoChoice::Keep)),
                _ => None,
            }
        })
        .collect();
    let change = |content: &mut crate::publish::draft::Content| {
        if let Some(undo) = &mut content.undo {
            undo.choices.extend(choices);
        }
    };
    desk.workshop()?.change(desk.by(), draft, "choices", change).await?;
    desk.go(&format!("/drafts/{no}/preview"), Notice::good("已经记下您的选择。")).await
}
