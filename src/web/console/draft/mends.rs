//! Small mends on the page: each is recorded, and can be taken back.

use axum::extract::Path;
use axum::response::Response;
use maud::{Markup, html};
use serde::Deserialize;

use super::{as_seen, version};
use crate::import::{FileReading, column_number};
use crate::publish::draft::{Draft, KeptMend};
use crate::web::console::parts::{self, Press, Tone};
use crate::web::console::{Desk, Filled, Notice, Trouble};

const LONGEST_MEND: usize = 2_000;
/// Whoever mends more does so in the file.
const MOST_MENDS: usize = 2_000;

/// What was changed on the page, and can be taken back.
pub(super) fn mends(desk: &Desk, draft: &Draft, reading: &FileReading) -> Markup {
    let row = |mend: &KeptMend| {
        let column = mend.column.as_ref().map(|column| format!("{column}列")).unwrap_or_default();
        let is_lost = mend.as_mend().is_none_or(|mend| reading.mends_lost.contains(&mend));
        vec![
            html! { "第 " (mend.sheet + 1) " 张表 第 " (mend.row) " 行 " (column) },
            html! {
                @if mend.column.is_some() { @if mend.text.is_empty() { "清空这一格" } @else { "改成：" (mend.text) } } @else { "这一行不要" }
                @if is_lost { " " (parts::badge(Tone::Warning, "没有起作用：那里没有名单")) }
            },
            html! { (mend.by.display) " " (crate::web::console::desk::clock(mend.by.at)) },
            html! { @if draft.state.is_editable() { (unmend(desk, draft, mend)) } },
        ]
    };
    let rows: Vec<Vec<Markup>> = draft.content.mends.iter().map(row).collect();
    html! {
        @if !rows.is_empty() {
            h2 { "在页面上改过的" }
            p.soft { "文件本身不动；这些改动和发布一起存档。" }
            (parts::table("改动", &["哪里", "怎么改", "谁改的", ""], &rows))
        }
    }
}

fn unmend(desk: &Desk, draft: &Draft, mend: &KeptMend) -> Markup {
    html! {
        form.inline method="post" action=(desk.path(&format!("/drafts/{}/unmend", draft.no))) {
            (version(draft))
            input type="hidden" name="sheet" value=(mend.sheet);
            input type="hidden" name="row" value=(mend.row);
            @if let Some(column) = &mend.column { input type="hidden" name="column" value=(column); }
            (parts::button(Press::Second, "取消"))
        }
    }
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Mended {
    version: i64,
    sheet: u16,
    row: u32,
    /// As Excel names it; none: the whole row.
    column: Option<String>,
    text: String,
}

impl Mended {
    /// Only what names a cell or a row: `None` is no form of ours.
    fn is_a_place(&self) -> bool {
        self.row > 0 && self.column.as_deref().is_none_or(|column| column_number(column).is_some())
    }

    fn is_of(&self, mend: &KeptMend) -> bool {
        (mend.sheet, mend.row, &mend.column) == (self.sheet, self.row, &self.column)
    }
}

/// `POST /console/drafts/{no}/mend`
pub async fn mend(
    desk: Desk,
    Path(no): Path<i64>,
    Filled(typed): Filled<Mended>,
) -> Result<Response, Trouble> {
    let draft = as_seen(&desk, no, typed.version).await?;
    if typed.text.chars().count() > LONGEST_MEND {
        return Err(Trouble::refused("这一格太长了，最多 2000 个字。", "请改短一些，再试一次。"));
    }
    if !typed.is_a_place() {
        return Err(Trouble::Unreadable);
    }
    if draft.content.mends.len() >= MOST_MENDS {
        return Err(Trouble::refused(
            format!("一份草稿最多在页面上改 {MOST_MENDS} 处，这一处没有改。"),
            "请下载带校验结果的表格，在 Excel 里改好再传上来。",
        ));
    }
    let by = desk.by().signed();
    let kept = KeptMend {
        sheet: typed.sheet,
        row: typed.row,
        column: typed.column,
        text: typed.text.trim().to_owned(),
        by,
    };
    let words = match kept.column {
        Some(_) => format!("第 {} 行已经改好，重新检查了一遍。", kept.row),
        None => format!("第 {} 行不收，已经记下。", kept.row),
    };
    let change = |content: &mut crate::publish::draft::Content| {
        content.mends.retain(|other| {
            (other.sheet, other.row, &other.column) != (kept.sheet, kept.row, &kept.column)
        });
        content.mends.push(kept);
    };
    desk.workshop()?.change(desk.by(), draft, "mend", change).await?;
    desk.go(&format!("/drafts/{no}/check#findings"), Notice::good(words)).await
}

/// `POST /console/drafts/{no}/unmend`: as the file says, after all.
pub async fn take_mend_back(
    desk: Desk,
    Path(no): Path<i64>,
    Filled(typed): Filled<Mended>,
) -> Result<Response, Trouble> {
    let draft = as_seen(&desk, no, typed.version).await?;
    if !draft.content.mends.iter().any(|mend| typed.is_of(mend)) {
        return Err(Trouble::Unreadable);
    }
    let words = format!("第 {} 行照文件原来的读。", typed.row);
    let change = |content: &mut crate::publish::draft::Content| {
        content.mends.retain(|mend| !typed.is_of(mend));
    };
    desk.workshop()?.change(desk.by(), draft, "unmend", change).await?;
    desk.go(&format!("/drafts/{no}/check#findings"), Notice::good(words)).await
}
