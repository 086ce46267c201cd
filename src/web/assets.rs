//! The style sheets, the scripts and the picture that shared links show, under names that change with
//! their content, so that they can be kept for ever.

use std::sync::LazyLock;

use axum::extract::Path;
use axum::http::header;
use axum::response::{IntoResponse, Response};

use super::error::Error;
use crate::domain::digest::Digest;

/// In the order in which later rules overrule earlier ones.
const CSS_PARTS: [&str; 7] = [
    include_str!("../../static/style/tokens.css"),
    include_str!("../../static/style/base.css"),
    include_str!("../../static/style/frame.css"),
    include_str!("../../static/style/search.css"),
    include_str!("../../static/style/verdict.css"),
    include_str!("../../static/style/parts.css"),
    include_str!("../../static/style/modes.css"),
];
const SCRIPT: &str = include_str!("../../static/site.js");
const CONSOLE_SCRIPT: &str = include_str!("../../static/console.js");
const SHARE_PICTURE: &[u8] = include_bytes!("../../static/share.png");

/// A style sheet that only some pages need.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    Stats,
    /// Pages inside other sites' pages.
    Embed,
    Notice,
    /// Many looked up at once.
    Check,
    Console,
    /// The console's handbook.
    Help,
    /// The API, told to people.
    Api,
}

impl Style {
    const ALL: [Self; 7] =
        [Self::Stats, Self::Embed, Self::Notice, Self::Check, Self::Console, Self::Help, Self::Api];

    fn source(self) -> (&'static str, &'static str) {
        match self {
            Self::Stats => ("stats", include_str!("../../static/stats.css")),
            Self::Embed => ("embed", include_str!("../../static/embed.css")),
            Self::Notice => ("notice", include_str!("../../static/notice.css")),
            Self::Check => ("check", include_str!("../../static/check.css")),
            Self::Console => ("console", include_str!("../../static/console.css")),
            Self::Help => ("help", include_str!("../../static/help.css")),
            Self::Api => ("api", include_str!("../../static/api.css")),
        }
    }

    /// The file name: `stats.{hash}.css`.
    pub fn name(self) -> &'static str {
        &MORE_CSS[self as usize].0
    }
}

/// Name and content, in the order of [`Style::ALL`].
static MORE_CSS: LazyLock<Vec<(String, String)>> = LazyLock::new(|| {
    let sheets = Style::ALL.into_iter().map(Style::source);
    sheets
        .map(|(stem, source)| {
            let css = squeezed(source);
            (named(stem, css.as_bytes(), "css"), css)
        })
        .collect()
});
static CSS: LazyLock<String> = LazyLock::new(|| squeezed(&CSS_PARTS.concat()));
static CSS_NAME: LazyLock<String> = LazyLock::new(|| named("site", CSS.as_bytes(), "css"));
static SCRIPT_NAME: LazyLock<String> = LazyLock::new(|| named("site", SCRIPT.as_bytes(), "js"));
static CONSOLE_SCRIPT_NAME: LazyLock<String> =
    LazyLock::new(|| named("console", CONSOLE_SCRIPT.as_bytes(), "js"));
static SHARE_PICTURE_NAME: LazyLock<String> =
    LazyLock::new(|| named("share", SHARE_PICTURE, "png"));

fn named(stem: &str, content: &[u8], ending: &str) -> String {
    let hash = Digest::of(content).to_string();
    format!("{stem}.{}.{ending}", &hash[..12])
}

/// Without comments and needless space: what is written to be read weighs nothing on the way.
fn squeezed(css: &str) -> String {
    let mut kept = String::with_capacity(css.len());
    let mut quote = None;
    let mut rest = css;
    while let Some(c) = rest.chars().next() {
        if quote.is_none() && rest.starts_with("/*") {
            rest = rest.split_once("*/").map_or("", |(_, after)| after);
            continue;
        }
        rest = &rest[c.len_utf8()..];
        match quote {
            Some(open) if c == open => quote = None,
            None if matches!(c, '"' | '\'') => quote = Some(c),
            Some(_) | None => {}
        }
        if quote.is_some() || !c.is_whitespace() {
            // A space before what opens, closes or ends says nothing.
            if quote.is_none() && matches!(c, '{' | '}' | ';' | ',' | '>') && kept.ends_with(' ') {
                kept.pop();
            }
            if c == '}' && kept.ends_with(';') {
                kept.pop();
            }
            kept.push(c);
        } else if !kept.is_empty() && !kept.ends_with([' ', '{', '}', ';', ',', ':', '>']) {
            kept.push(' ');
        }
    }
    kept
}

/// Changes when any sheet or the script does.
pub fn generation() -> &'static str {
    static GENERATION: LazyLock<String> = LazyLock::new(|| {
        let more = Style::ALL.into_iter().map(Style::name);
        let names: Vec<&str> = more.chain([css_name(), script_name()]).collect();
        Digest::of(names.concat().as_bytes()).to_string()[..12].to_owned()
    });
    &GENERATION
}

/// The style sheet's file name: `site.{hash}.css`.
pub fn css_name() -> &'static str {
    &CSS_NAME
}

/// The file name of the script: `site.{hash}.js`.
pub fn script_name() -> &'static str {
    &SCRIPT_NAME
}

/// The file name of the console's script: `console.{hash}.js`.
pub fn console_script_name() -> &'static str {
    &CONSOLE_SCRIPT_NAME
}

/// The file name of the picture beside a shared link: `share.{hash}.png`, 300 by 300.
pub fn share_picture_name() -> &'static str {
    &SHARE_PICTURE_NAME
}

/// `GET /static/{name}`
pub async fn show(Path(name): Path<String>) -> Result<Response, Error> {
    let (kind, content) = if name == css_name() {
        ("text/css; charset=utf-8", CSS.as_bytes())
    } else if let Some((_, css)) = MORE_CSS.iter().find(|(own, _)| *own == name) {
        ("text/css; charset=utf-8", css.as_bytes())
    } else if name == script_name() {
        ("text/javascript; charset=utf-8", SCRIPT.as_bytes())
    } else if name == console_script_name() {
        ("text/javascript; charset=utf-8", CONSOLE_SCRIPT.as_bytes())
    } else if name == share_picture_name() {
        ("image/png", SHARE_PICTURE)
    } else {
        return Err(Error::NotFound);
    };
    let headers = [
        (header::CONTENT_TYPE, kind),
        (header::CACHE_CONTROL, "public, max-age=31536000, immutable"),
    ];
    Ok((headers, content).into_response())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_style_sheet_is_squeezed_without_changing_what_it_says() {
        let css = "/* why */\n.a > b:not([x]) ,\n c { color : red ; content: \"  ; } \"; }\n\n@media (max-width: 1rem) { d :hover { e: f } }";
        let wanted =
            ".a>b:not([x]),c{color :red;content:\"  ; } \"}@media (max-width:1rem){d :hover{e:f}}";
        assert_eq!(squeezed(css), wanted);
    }

    #[test]
    fn no_rule_is_lost() {
        let rules = |css: &str| css.matches('{').count();
        let comments_without_braces = CSS_PARTS.concat();
        assert_eq!(rules(&CSS), rules(&comments_without_braces));
        assert!(CSS.len() < 18_000, "{} bytes", CSS.len());
    }
}
