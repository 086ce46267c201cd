//! `GET /i/{id}/badge.svg`: the verdict as a picture that other sites show, always of now. It is plain
//! drawing without style or script, so that no policy of theirs or ours takes anything from it, and black
//! on white in the dark too: a page that embeds it has no say in how a warning looks.

use axum::extract::Path;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use maud::{Markup, html};

use super::brief::Brief;
use crate::domain::verdict::Verdict;
use crate::web::components::icon::outline;
use crate::web::served::Served;

/// In units of the drawing, and in CSS pixels where nobody says otherwise.
pub const WIDTH: u32 = 320;
pub const HEIGHT: u32 = 184;

/// Left of it stands the shape.
const TEXT_FROM: u32 = 76;
const TEXT_WIDTH: u32 = WIDTH - TEXT_FROM - 12;

pub async fn show(served: Served, Path(id): Path<String>) -> Response {
    let brief = match Brief::of(&served, &id) {
        Ok(brief) => brief,
        Err(moved) => return moved.redirect(&served, "/i/", "/badge.svg"),
    };
    // Browsers draw what comes with a 404 too; programs are told.
    let status = if brief.id.is_some() { StatusCode::OK } else { StatusCode::NOT_FOUND };
    (status, [(header::CONTENT_TYPE, "image/svg+xml")], draw(&brief).0).into_response()
}

/// Colours of the solid side, of what stands on it, and of the headline: those of the style sheet by day.
fn colours(verdict: Verdict) -> (&'static str, &'static str, &'static str) {
    match verdict {
        Verdict::Approved => ("#12572f", "#fff", "#12572f"),
        Verdict::Restricted => ("#ffb71c", "#241500", "#7a4200"),
        Verdict::Banned => ("#9c1c16", "#fff", "#9c1c16"),
        Verdict::Candidates | Verdict::NotListed => ("#3a4553", "#fff", "#3a4553"),
    }
}

/// One line of text.
struct Line {
    text: String,
    size: u32,
    is_bold: bool,
    colour: &'static str,
}

impl Line {
    /// From one line's foot to the next one's.
    fn height(&self) -> u32 {
        self.size * 27 / 20
    }
}

fn height(lines: &[Line]) -> u32 {
    lines.iter().map(Line::height).sum()
}

fn draw(brief: &Brief) -> Markup {
    let (side, on_side, headline) = colours(brief.verdict);
    let lines = lines(brief, headline);
    let top = HEIGHT.saturating_sub(height(&lines)) / 2;
    let (shape, mark) = outline(brief.verdict);
    let code = brief.language.code();
    html! {
        svg xmlns="http://www.w3.org/2000/svg" width=(WIDTH) height=(HEIGHT)
            viewBox={ "0 0 " (WIDTH) " " (HEIGHT) } role="img" aria-labelledby="t" lang=(code) {
            title #t { (brief.aloud()) }
            rect x="1.5" y="1.5" width=(WIDTH - 3) height=(HEIGHT - 3) rx="10" fill="#fff" stroke=(side) stroke-width="3" {}
            path d={ "M11.5 1.5H64V" (HEIGHT - 1) "H11.5a10 10 0 0 1-10-10V11.5a10 10 0 0 1 10-10z" } fill=(side) {}
            g transform={ "translate(13 " (HEIGHT / 2 - 20) ") scale(1.66)" } {
                path d=(shape) fill=(on_side) {}
                path d=(mark) fill="none" stroke=(side) stroke-width="2.6" stroke-linecap="round" stroke-linejoin="round" {}
            }
            g font-family="PingFang SC,Microsoft YaHei,Noto Sans CJK SC,Noto Sans SC,sans-serif" {
                @for (line, foot) in lines.iter().zip(feet(&lines, top)) {
                    text x=(TEXT_FROM) y=(foot) font-size=(line.size) fill=(line.colour)
                        font-weight=[line.is_bold.then_some("700")] { (line.text) }
                }
            }
        }
    }
}

/// Where each line stands.
fn feet(lines: &[Line], top: u32) -> impl Iterator<Item = u32> {
    lines.iter().scan(top, |at, line| {
        *at += line.height();
        Some(*at - line.size * 3 / 10)
    })
}

/// Headline, name and advice, and the rest: as large as there is room for.
const SIZES: [[u32; 3]; 3] = [[22, 14, 12], [20, 13, 11], [17, 12, 10]];

fn lines(brief: &Brief, colour: &'static str) -> Vec<Line> {
    let mut lines = Vec::new();
    for sizes in SIZES {
        lines = lines_of(brief, colour, sizes);
        if height(&lines) + 16 <= HEIGHT {
            break;
        }
    }
    lines
}

fn lines_of(brief: &Brief, colour: &'static str, [large, middle, small]: [u32; 3]) -> Vec<Line> {
    const INK: &str = "#1d232b";
    const SOFT: &str = "#4d5764";
    let parts = [
        (brief.headline.as_str(), large, true, colour, 2),
        (brief.name.as_str(), middle, true, INK, 2),
        (brief.advice.as_str(), middle, true, INK, 2),
        (brief.mind, small, true, INK, 2),
        (brief.doubt, small, false, INK, 1),
        (brief.source.as_str(), small, false, SOFT, 3),
        (brief.made.as_str(), small, false, SOFT, 2),
    ];
    let mut lines = Vec::new();
    for (text, size, is_bold, colour, most) in parts {
        let broken = broken(text, TEXT_WIDTH * 100 / size, most);
        lines.extend(broken.into_iter().map(|text| Line { text, size, is_bold, colour }));
    }
    lines
}

/// Breaks a text into lines of `width`, in hundredths of its size; what `most` lines do not hold ends in
/// an ellipsis. The whole of it stands in the drawing's title.
fn broken(text: &str, width: u32, most: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let mut rest = text.trim();
    while !rest.is_empty() {
        let fits = fitting(rest, width);
        if fits == rest.len() {
            lines.push(rest.to_owned());
            break;
        }
        if lines.len() + 1 == most {
            lines.push(format!("{}…", &rest[..fitting(rest, width.saturating_sub(100))]));
            break;
        }
        // Between words where there are any.
        let at = rest[..fits].rfind(' ').filter(|at| *at > fits / 2).unwrap_or(fits);
        lines.push(rest[..at].trim_end().to_owned());
        rest = rest[at..].trim_start();
    }
    lines
}

/// How many bytes of a text fit.
fn fitting(text: &str, width: u32) -> usize {
    let mut left = width;
    for (at, c) in text.char_indices() {
        let Some(rest) = left.checked_sub(breadth(c)) else { return at };
        left = rest;
    }
    text.len()
}

/// In hundredths of the letters' size, at the wide end of the fonts that there are.
fn breadth(c: char) -> u32 {
    match c {
        'i' | 'j' | 'l' | 'I' | ' ' | '.' | ',' | ':' | '\'' => 32,
        'm' | 'w' | 'M' | 'W' => 92,
        'A'..='Z' => 70,
        _ if c.is_ascii() => 60,
        _ => 100,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_broken_where_it_may_be_and_cut_where_it_must() {
        assert_eq!(broken("示例东区启明泉", 400, 2), ["示例东区", "启明泉"]);
        assert_eq!(broken("示例东区启明泉英语", 400, 2), ["示例东区", "启明泉…"]);
        assert_eq!(broken("Do not enrol for now", 700, 3), ["Do not enrol", "for now"]);
        assert_eq!(broken("", 400, 2), Vec::<String>::new());
        assert_eq!(broken("示例", 0, 1), ["…"]);
    }
}
