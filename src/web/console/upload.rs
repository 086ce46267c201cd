//! `/console/upload`: a bureau's spreadsheet comes in.

use axum::extract::Multipart;
use axum::http::{HeaderMap, header};
use axum::response::Response;
use maud::{Markup, html};

use super::parts::{self, Input, Press, Tone, Wrongs, field};
use super::{Desk, Notice, Place, Trouble, draft};
use crate::publish::draft::{Draft, DraftKind};

const TITLE: &str = "上传名单";
const ACCEPT: &str = ".xlsx,.xls,.ods,.csv,.txt,.gz,.htm,.html";
/// A list of four hundred thousand rows has a third of this.
pub const LARGEST_FILE: usize = 256 << 20;
/// The other parts of the form.
const SLACK: usize = 64 << 10;

/// What the route takes.
pub const LARGEST: usize = LARGEST_FILE + SLACK;

/// `GET /console/upload`
pub async fn show(desk: Desk) -> Markup {
    desk.page(TITLE, Place::Upload, form(&desk, &Wrongs::default()))
}

/// A form that takes a file; `hidden` goes before it.
fn dropping(desk: &Desk, hidden: &Markup, (file, press): (&Markup, &str)) -> Markup {
    html! {
        form.drop method="post" enctype="multipart/form-data" action=(desk.path("/upload")) data-drop
            data-largest=(LARGEST_FILE)
            data-too-large="这个文件超过 256 MB，没有上传。请去掉多余的工作表和图片，或者分成几个文件。"
            data-many="一次传一个文件，先传第一个。"
            data-failed={ "没有传完，可能是网断了。文件没有收下，请再点一次“" (press) "”。" } {
            (hidden)
            (file)
            p.wrong.said role="alert" {}
            (parts::buttons(parts::button(Press::Main, press)))
            progress.upload max="100" hidden aria-label="上传进度" {}
        }
    }
}

/// For the mended file of a draft: it takes the draft's place.
pub(super) fn form_instead(desk: &Desk, former: &Draft) -> Markup {
    let file = field("file", "改好的表格").input(Input::File { accept: ACCEPT });
    let hint = format!(
        "传上来就接着办：类型、截至日期、文号不用再填，第 {} 号草稿自动作废，原文件仍然留着",
        former.no
    );
    let file = file.hint(&hint);
    let hidden = html! {
        input type="hidden" name="instead_of" value=(former.no);
        (draft::version(former))
    };
    dropping(desk, &hidden, (&html! { (file) }, "换成这一份"))
}

fn form(desk: &Desk, wrongs: &Wrongs) -> Markup {
    let file = field("file", "名单文件").input(Input::File { accept: ACCEPT });
    let file = file.hint("也可以把文件拖到这个框里").wrong(wrongs);
    html! {
        h1 { (TITLE) }
        p.lead {
            "单位里现有的表格直接传上来就行，不用改格式：.xlsx、.xls、.ods、.csv 都可以，最大 256 MB。"
            "传上来只是存下来检查，审核通过以前，公众看不到。"
        }
        (wrongs.summary())
        (dropping(desk, &html! {}, (&html! { (file) }, "上传并检查")))
        p {
            "只改一家（停课、关停、更名、列入或移出黑名单）不用做表格："
            a href=(desk.path("/change")) { "改一家" } "。"
        }
    }
}

/// `POST /console/upload`
pub async fn take(
    desk: Desk,
    headers: HeaderMap,
    mut parts: Multipart,
) -> Result<Response, Trouble> {
    let regulator = desk.actor.works_on().ok_or(Trouble::Forbidden)?;
    // What says beforehand that it is too large need not be read first.
    if announced_bytes(&headers).is_some_and(|bytes| bytes > LARGEST) {
        return Err(Trouble::TooLarge { most_bytes: LARGEST_FILE });
    }
    let mut taken = None;
    let mut instead = Instead::default();
    while let Some(part) = parts.next_field().await.map_err(|error| unread(&error))? {
        let said = match part.name() {
            Some("instead_of") => Some(&mut instead.no),
            Some("version") => Some(&mut instead.version),
            _ => None,
        };
        if let Some(said) = said {
            let text = part.text().await.map_err(|error| unread(&error))?;
            *said = text.parse().ok();
            continue;
        }
        if part.name() != Some("file") {
            continue;
        }
        let sent = part.file_name().unwrap_or_default().to_owned();
        let bytes = part.bytes().await.map_err(|error| unread(&error))?;
        // A form sent without choosing a file brings one without name and content.
        taken = (!sent.is_empty() || !bytes.is_empty()).then(|| (file_name(&sent), bytes.to_vec()));
        break;
    }
    let Some((name, bytes)) = taken else {
        let mut wrongs = Wrongs::default();
        wrongs.add("file", "还没有选文件。");
        return Ok(desk.refused(TITLE, Place::Upload, form(&desk, &wrongs)));
    };
    if bytes.is_empty() {
        let mut wrongs = Wrongs::default();
        wrongs.add("file", format!("“{name}”是空的（0 字节）。请打开看一眼，存好再传。"));
        return Ok(desk.refused(TITLE, Place::Upload, form(&desk, &wrongs)));
    }
    let workshop = desk.workshop()?;
    let former = instead.former(&desk).await?;
    let no = match &former {
        Former::There(former) => workshop.take_in_instead(desk.by(), former, (name, bytes)).await?,
        Former::None | Former::Overtaken(_) => {
            workshop.take_in(desk.by(), regulator, (name, bytes), DraftKind::File).await?
        }
    };
    let draft = workshop.draft(no, &desk.actor).await?;
    let before = workshop.made_from_same(&draft).await?;
    let reading = workshop.check(&draft).await?;
    let is_unread = reading.reading.as_ref().is_some_and(|reading| reading.file_error.is_some());
    let is_overtaken = matches!(former, Former::Overtaken(_));
    let mut told = match former {
        // What cannot be read takes nothing's place; its page says what is wrong.
        _ if is_unread => String::new(),
        Former::None => "文件已经存好，下面是检查的结果。".to_owned(),
        Former::There(former) => {
            let replaced = former.no;
            workshop.drop_draft(desk.by(), *former).await?;
            format!(
                "改好的文件已经存好，接着办第 {no} 号草稿；第 {replaced} 号草稿作废了，填过的话都带过来了。"
            )
        }
        Former::Overtaken(other) => format!(
            "第 {other} 号草稿刚才有人动过，没有换掉。这份文件另存成了第 {no} 号草稿，两份都在，请看过再决定办哪一份。"
        ),
    };
    let seen_before = before.first().map(|earlier| {
        format!(
            "这份文件和 {} 传过的第 {} 号草稿一模一样（{}）。请确认没有传错。",
            super::desk::clock(earlier.content.created.at),
            earlier.no,
            earlier.state.label()
        )
    });
    let is_warning = is_overtaken || seen_before.is_some();
    told.extend(seen_before);
    let check = format!("/drafts/{no}/check");
    if told.is_empty() {
        return Ok(desk.redirect(&check));
    }
    let notice = if is_warning { Notice::warning(told) } else { Notice::good(told) };
    desk.go(&check, notice).await
}

/// Whose place the file is to take.
#[derive(Clone, Copy, Debug, Default)]
struct Instead {
    no: Option<i64>,
    /// As its page showed it.
    version: Option<i64>,
}

/// What became of the draft whose place the file is to take.
#[derive(Debug)]
enum Former {
    None,
    There(Box<Draft>),
    /// Somebody was quicker: it stays as it is, and the file is kept beside it.
    Overtaken(i64),
}

impl Instead {
    async fn former(self, desk: &Desk) -> Result<Former, Trouble> {
        let Some(no) = self.no else { return Ok(Former::None) };
        let former = desk.workshop()?.draft(no, &desk.actor).await?;
        if !desk.actor.may_submit(former.regulator) {
            return Err(Trouble::Forbidden);
        }
        if !matches!(former.kind, DraftKind::File | DraftKind::Api) {
            return Err(Trouble::NotFound);
        }
        let is_as_seen = Some(former.version) == self.version && former.state.is_editable();
        Ok(if is_as_seen { Former::There(Box::new(former)) } else { Former::Overtaken(no) })
    }
}

fn announced_bytes(headers: &HeaderMap) -> Option<usize> {
    headers.get(header::CONTENT_LENGTH)?.to_str().ok()?.parse().ok()
}

/// The name without folders, cut to what a page can show.
pub(super) fn file_name(sent: &str) -> String {
    let name = sent.rsplit(['/', '\\']).next().unwrap_or(sent);
    let name: String = name.chars().filter(|c| is_seen(*c)).take(150).collect();
    if name.is_empty() { "未命名".into() } else { name }
}

/// Neither a control nor what turns the direction of the letters around it, so that `exe` reads as `xlsx`.
fn is_seen(c: char) -> bool {
    !c.is_control()
        && !matches!(c, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}')
}

fn unread(error: &axum::extract::multipart::MultipartError) -> Trouble {
    if error.status() == axum::http::StatusCode::PAYLOAD_TOO_LARGE {
        Trouble::TooLarge { most_bytes: LARGEST_FILE }
    } else {
        Trouble::Unreadable
    }
}

/// Says that a file was refused as a whole.
pub(super) fn refused(problem: crate::domain::checks::Problem) -> Markup {
    parts::notice(Tone::Bad, html! { p { b { (problem.message()) } } p { (problem.mend()) "。" } })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_with_folders_or_controls_is_cut_to_its_end() {
        assert_eq!(file_name("C:\\名单\\白名单.xlsx"), "白名单.xlsx");
        assert_eq!(file_name("../../etc/passwd"), "passwd");
        assert_eq!(file_name("a\u{0}\nb"), "ab");
        assert_eq!(file_name("名单\u{202E}xslx.exe"), "名单xslx.exe");
        assert_eq!(file_name(""), "未命名");
    }
}
