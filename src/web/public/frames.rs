//! `GET /embed/i/{id}` and `GET /embed/search`: small pages that other sites show inside theirs. No
//! script, no cookie, nothing from elsewhere; whatever is opened from them opens in a window of its own.

use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use maud::{DOCTYPE, Markup, html};

use super::brief::Brief;
use crate::web::assets;
use crate::web::components::icon::{class, icon};
use crate::web::components::quoted::{mixed, quoted};
use crate::web::components::search_box::LONGEST;
use crate::web::served::Served;
use crate::web::words::verdict::NOT_FOUND_IS_NOT_LEGAL;
use crate::web::words::{search, share as said};

/// Below the language, before an institution's id.
pub const CARD: &str = "/embed/i/";
/// Below the language.
pub const BOX: &str = "/embed/search";

pub async fn card(served: Served, Path(id): Path<String>) -> Response {
    let brief = match Brief::of(&served, &id) {
        Ok(brief) => brief,
        Err(moved) => return moved.redirect(&served, CARD, ""),
    };
    let status = if brief.id.is_some() { StatusCode::OK } else { StatusCode::NOT_FOUND };
    (status, frame(&served, &brief.headline, told(&served, &brief))).into_response()
}

fn told(served: &Served, brief: &Brief) -> Markup {
    let language = served.language();
    let links = served.links();
    let stop = language.stop();
    html! {
        main.card.(class(brief.verdict)) {
            h1 { (icon(brief.verdict)) span { (brief.headline) (stop) } }
            @if !brief.name.is_empty() { p.name lang=[language.of_data()] { (brief.name) } }
            p { b { (mixed(language, &brief.advice)) (stop) } }
            @if !brief.mind.is_empty() { p { b { (brief.mind) } } }
            @if !brief.doubt.is_empty() { p { (brief.doubt) } }
            @if !brief.source.is_empty() { p.small { (mixed(language, &brief.source)) } }
            p.small { (mixed(language, &brief.made)) }
            p {
                @match brief.id {
                    Some(id) => a href=(links.institution(id)) target="_blank" rel="noopener" { (said::ALL_RECORDS.of(language)) (said::NEW_WINDOW.of(language)) },
                    None => a href=(links.to("/")) target="_blank" rel="noopener" { (said::LOOK_UP.of(language)) (said::NEW_WINDOW.of(language)) },
                }
            }
        }
    }
}

pub async fn search_box(served: Served) -> Markup {
    let language = served.language();
    let form = html! {
        main.card {
            form action=(served.links().to("/search")) target="_blank" rel="noopener" {
                label for="q" { (search::BOX_LABEL.of(language)) }
                div {
                    input #q type="search" name="q" required autocomplete="off" enterkeyhint="search" maxlength=(LONGEST)
                        placeholder=(search::BOX_HINT.of(language));
                    button { (search::BOX_BUTTON.of(language)) }
                }
            }
            p.small {
                (NOT_FOUND_IS_NOT_LEGAL.of(language)) (language.space())
                (said::BOX_NOTE.around(language, &[quoted(language, &served.site.name)]))
            }
        }
    };
    frame(&served, said::BOX_TITLE.of(language), form)
}

#[expect(clippy::needless_pass_by_value, reason = "a page is used up by its frame")]
fn frame(served: &Served, title: &str, main: Markup) -> Markup {
    let language = served.language();
    html! {
        (DOCTYPE)
        html lang=(language.code()) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width,initial-scale=1";
                meta name="color-scheme" content="light dark";
                meta name="robots" content="noindex";
                title { (title) (language.bar()) (served.site.name) }
                link rel="stylesheet" href=(served.links().file(assets::Style::Embed.name()));
            }
            body { (main) }
        }
    }
}
