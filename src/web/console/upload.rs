//! `/console/upload`: a bureau's spreadsheet comes in.

use axum::extract::Multipart;
use axum::http::{HeaderMap, header};
use axum::response::Response;
use maud::{Markup, html};

use super::parts::{self, Input, Press, Tone, Wrongs, field};
use super::{Desk, Notice, Place, Trouble};
use crate::publish::draft::DraftKind;

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

fn form(desk: &Desk, wrongs: &Wrongs) -> Markup {
    let file = field("file", "名单文件").input(Input::File { accept: ACCEPT });
    html! {
        h1 { (TITLE) }
        p.lead {
            "单位里现有的表格直接传上来就行，不用改格式：.xlsx、.xls、.ods、.csv 都可以，最大 256 MB。"
            "传上来只是存下来检查，审核通过以前，公众看不到。"
        }
        (wrongs.summary())
        form.drop method="post" enctype="multipart/form-data" action=(desk.path("/upload")) data-drop
            data-largest=(LARGEST_FILE)
            data-too-large="这个文件超过 256 MB，没有上传。请去掉多余的工作表和图片，或者分成几个文件。"
            data-many="一次传一个文件，先传第一个。"
            data-failed="没有传完，可能是网断了。文件没有收下，请再点一次“上传并检查”。" {
            (file.hint("也可以把文件拖到这个框里").wrong(wrongs))
            p.wrong.said role="alert" {}
            (parts::buttons(parts::button(Press::Main, "上传并检查")))
            progress.upload max="100" hidden aria-label="上传进度" {}
        }
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
    while let Some(part) = parts.next_field().await.map_err(|error| unread(&error))? {
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
    let no = workshop.take_in(desk.by(), regulator, (name, bytes), DraftKind::File).await?;
    let draft = workshop.draft(no, &desk.actor).await?;
    let before = workshop.made_from_same(&draft).await?;
    let reading = workshop.check(&draft).await?;
    let is_unread = reading.reading.as_ref().is_some_and(|reading| reading.file_error.is_some());
    let notice = match before.first() {
        // Its page says what is wrong; nothing is well that cannot be read.
        None if is_unread => return Ok(desk.redirect(&format!("/drafts/{no}/check"))),
        None => Notice::good("文件已经存好，下面是检查的结果。"),
        Some(earlier) => Notice::warning(format!(
            "这份文件和 {} 传过的第 {} 号草稿一模一样（{}）。请确认没有传错。",
            super::desk::clock(earlier.content.created.at),
            earlier.no,
            earlier.state.label()
        )),
    };
    desk.go(&format!("/drafts/{no}/check"), notice).await
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
