//! `/console/drafts/{no}/preview`: what would change, in words a director understands, and what looks
//! wrong about it.

use axum::extract::{Path, Query};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use maud::{Markup, html};
use serde::Deserialize;

use super::{Opened, Stage, as_seen, next, open, sheet, version, words};
use crate::domain::alarms::Alarm;
use crate::domain::changes::{Change, fields_changed};
use crate::domain::directory::Directory;
use crate::domain::effects::Effect;
use crate::domain::listing::{Field, Listing};
use crate::domain::release::Mode;
use crate::publish::draft::Draft;
use crate::publish::obstacles::Obstacle;
use crate::publish::preview::{Affected, Preview};
use crate::publish::review::Look;
use crate::web::console::pager::Pages;
use crate::web::console::parts::{self, Press, Tone, Wrongs};
use crate::web::console::{Desk, Filled, Notice, Trouble};

const ROWS: usize = 50;
const ALARMS: usize = 100;
/// As much of a mistyped number is given back.
const LONGEST_NUMBER: usize = 30;

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    page: Option<usize>,
    /// Only this kind of change, by its place in [`Effect::ALL`].
    effect: Option<usize>,
    /// The number of those who leave, as it was typed and is not.
    #[serde(skip)]
    mistyped: Option<String>,
}

/// `GET /console/drafts/{no}/preview`
pub async fn show(
    desk: Desk,
    Path(no): Path<i64>,
    Query(asked): Query<Asked>,
) -> Result<Markup, Trouble> {
    let Opened { draft, look } = open(&desk, no).await?;
    let reader = desk.app.live.snapshot();
    let main = view(&desk, &draft, &look, reader.directory(), &asked);
    Ok(sheet(&desk, &draft, Stage::Preview, main))
}

fn view(desk: &Desk, draft: &Draft, look: &Look, directory: &Directory, asked: &Asked) -> Markup {
    let base = desk.path(&format!("/drafts/{}", draft.no));
    let Some(preview) = &look.preview else {
        return html! {
            (parts::notice(Tone::Bad, html! {
                p { "还看不到预览：" }
                ul { @for one in &look.obstacles { @let (said, path) = words::obstacle(one); li { a href={ (base) (path) } { (said) } } } }
            }))
        };
    };
    html! {
        @if preview.mode == Mode::ForComment {
            (parts::notice(Tone::Plain, html! {
                p { "这是公示：发布后公众能看到这次公示，但名单不变，查询结果也不变。公示结束后，请用同一份文件再传一次，选全量或批次。" }
                p { "下面是将来正式发布时会变的内容。" }
            }))
        }
        @if asked.mistyped.is_some() {
            div role="alert" {
                (parts::notice(Tone::Bad, html! {
                    p { a href="#number" { "输入的数和会移出的家数对不上，没有记下。" } }
                }))
            }
        }
        (counts(&base, preview))
        (alarms(&base, draft, preview, directory))
        (number(&base, draft, look, asked.mistyped.as_deref()))
        (rows(&base, preview, asked))
        (next(desk, draft, Stage::Preview))
    }
}

fn counts(base: &str, preview: &Preview) -> Markup {
    html! {
        @if preview.is_empty() {
            (parts::notice(Tone::Plain, html! { p { "名单内容没有变化（" (preview.unchanged) " 条和现在一样），只更新截至日期。" } }))
        } @else {
            p.lead { "和现在的名单比：" }
            ul.effects {
                @for (effect, count) in &preview.effects {
                    @let at = Effect::ALL.iter().position(|one| one == effect).unwrap_or_default();
                    li { a href={ (base) "/preview?effect=" (at) "#rows" } { b { (count) } " " (effect.label()) } }
                }
            }
            p.soft {
                "合计：新增 " (preview.added) "，修改 " (preview.changed) "，移出 " (preview.removed)
                "，没有变化 " (preview.unchanged) "。一条修改可能同时算在几类里。"
            }
        }
    }
}

fn alarms(base: &str, draft: &Draft, preview: &Preview, directory: &Directory) -> Markup {
    let acknowledged = &draft.content.acknowledged;
    let asked: Vec<&Alarm> =
        preview.alarms.iter().filter(|alarm| alarm.number_to_type().is_none()).collect();
    html! {
        @if !asked.is_empty() {
            h2 #alarms { "看着不对的 " (asked.len()) " 处" }
            p { "请逐条看；确实没错的，点“没有错”。" }
            div.findings {
                @for alarm in asked.iter().take(ALARMS) {
                    div.finding {
                        p { (parts::badge(Tone::Warning, "请核对")) " " (words::alarm(directory, alarm)) }
                        @if acknowledged.contains(&alarm.key()) || acknowledged.contains(alarm.code()) {
                            p.soft { "已确认没有错。" }
                        } @else if draft.state.is_editable() {
                            (acknowledge(base, draft, &alarm.key(), "没有错"))
                        }
                    }
                }
            }
            @if asked.len() > ALARMS { p.soft { "还有 " (asked.len() - ALARMS) " 处没有列出；确认了上面的就会显示。" } }
        }
    }
}

fn acknowledge(base: &str, draft: &Draft, key: &str, words: &str) -> Markup {
    html! {
        form.inline method="post" action={ (base) "/acknowledge" } {
            (version(draft))
            input type="hidden" name="key" value=(key);
            input type="hidden" name="back" value="preview";
            (parts::button(Press::Second, words))
        }
    }
}

/// Where so many leave that the number has to be typed in.
fn number(base: &str, draft: &Draft, look: &Look, mistyped: Option<&str>) -> Markup {
    let mut wrongs = Wrongs::default();
    if mistyped.is_some() {
        wrongs.add("number", "输入的数和会移出的家数对不上，没有记下。");
    }
    let missing =
        look.obstacles.iter().find(|obstacle| matches!(obstacle, Obstacle::NumberNotTyped(_)));
    html! {
        @if let Some(preview) = &look.preview && let Some(number) = preview.number_to_type() {
            (parts::notice(if missing.is_some() { Tone::Bad } else { Tone::Plain }, html! {
                p { "这次会移出 " b { (number) } " 家，占名单的五分之一以上。移出以后，公众会看到它们“已不在名单上”。" }
                @if missing.is_some() && draft.state.is_editable() {
                    @if mistyped.is_some() {
                        p { "不该移出这么多的话，请检查是不是传错了文件，或者改用批次。" }
                    }
                    form method="post" action={ (base) "/number" } {
                        (version(draft))
                        (parts::field("number", "确实要移出这么多，请输入这个数")
                            .value(mistyped.unwrap_or_default()).wrong(&wrongs))
                        (parts::buttons(parts::button(Press::Danger, "我看清了")))
                    }
                } @else if missing.is_none() { p { "已输入，确认过。" } }
            }))
        }
    }
}

fn rows(base: &str, preview: &Preview, asked: &Asked) -> Markup {
    let only = asked.effect.and_then(|at| Effect::ALL.get(at).copied());
    let shown: Vec<&Affected> = preview
        .rows
        .iter()
        .filter(|row| only.is_none_or(|effect| row.effects.contains(&effect)))
        .collect();
    let pages = Pages::new(shown.len(), ROWS, asked.page);
    let of_page: Vec<Vec<Markup>> = pages.cut(&shown).iter().map(|row| row_of(row)).collect();
    let effect = asked.effect.map(|at| format!("effect={at}&")).unwrap_or_default();
    let heading = only.map_or("会改变的每一条", Effect::label);
    let caption = format!("共 {} 条：改了什么，公众看到的会怎么变", shown.len());
    html! {
        @if !of_page.is_empty() {
            h2 #rows { (heading) }
            @if only.is_some() { p { a href={ (base) "/preview#rows" } { "看全部" } } }
            (parts::table(&caption, &["机构", "改了什么", "公众现在看到", "公众将看到"], &of_page))
            (pages.links(&|page| format!("{base}/preview?{effect}page={page}#rows")))
        }
    }
}

fn row_of(row: &Affected) -> Vec<Markup> {
    let (listing, before) = match &row.change {
        Change::Added { institution: _, listing } => (listing.as_ref(), None),
        Change::Amended { before, after } => (after.as_ref(), Some(&before.listing)),
        Change::Removed { before } => (&before.listing, None),
    };
    let effects: Vec<&str> = row.effects.iter().map(|effect| effect.label()).collect();
    vec![
        html! { b { (listing.name) } br; span.soft { (listing.roster.kind.label()) " " (listing.site.address) } },
        html! { (parts::badge(Tone::Plain, effects.join("、"))) (difference(before, listing)) },
        words::verdict(row.was),
        words::verdict(Some(row.will_be)),
    ]
}

fn difference(before: Option<&Listing>, after: &Listing) -> Markup {
    html! {
        @if let Some(before) = before {
            ul.difference {
                @for field in fields_changed(before, after) {
                    li {
                        (field.label()) "：" del { (shown(before, field)) } " → " ins { (shown(after, field)) }
                    }
                }
            }
        }
    }
}

fn shown(listing: &Listing, field: Field) -> String {
    let text = listing.text_of(field);
    if text.is_empty() { "（空）".into() } else { text }
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Typed {
    version: i64,
    number: String,
}

/// `POST /console/drafts/{no}/number`
pub async fn take_number(
    desk: Desk,
    Path(no): Path<i64>,
    Filled(typed): Filled<Typed>,
) -> Result<Response, Trouble> {
    let draft = as_seen(&desk, no, typed.version).await?;
    let number = crate::domain::text::normal(&typed.number).parse::<u64>().ok();
    let Opened { draft: shown, look } = open(&desk, no).await?;
    let due = look.preview.as_ref().and_then(Preview::number_to_type);
    if number.is_none() || number != due {
        let mistyped: String = typed.number.chars().take(LONGEST_NUMBER).collect();
        let asked = Asked { mistyped: Some(mistyped), ..Asked::default() };
        let reader = desk.app.live.snapshot();
        let main = view(&desk, &shown, &look, reader.directory(), &asked);
        let page = sheet(&desk, &shown, Stage::Preview, main);
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response());
    }
    let change = |content: &mut crate::publish::draft::Content| content.number_typed = number;
    desk.workshop()?.change(desk.by(), draft, "number", change).await?;
    desk.go(&format!("/drafts/{no}/preview"), Notice::good("已经记下您的确认。")).await
}
