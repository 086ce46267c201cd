//! Words of publishers, which stay as published: marked as Chinese where the page is in another
//! language, so that they are read aloud and drawn as what they are.

use std::fmt::Display;

use maud::{Markup, html};

use crate::web::words::Language;

/// A name, an address, a reason: all of it somebody else's words. Not a `span`, which the style sheet lays
/// out as a line of its own in places.
pub fn quoted(language: Language, words: impl Display) -> Markup {
    html! {
        @if let Some(own) = language.of_data() { bdi lang=(own) { (words) } } @else { (words) }
    }
}

/// Words of ours that name something Chinese. Only in English can the two be told apart.
pub fn mixed(language: Language, text: &str) -> Markup {
    if language != Language::En {
        return html! { (text) };
    }
    html! {
        @for (run, is_chinese) in runs(text) {
            @if is_chinese { bdi lang="zh-CN" { (run) } } @else { (run) }
        }
    }
}

/// Ideographs, and the brackets and marks that stand with them.
fn is_chinese(c: char) -> bool {
    matches!(c,
        '\u{2E80}'..='\u{2FDF}' | '\u{3001}'..='\u{303F}' | '\u{3400}'..='\u{9FFF}'
        | '\u{F900}'..='\u{FAFF}' | '\u{FF00}'..='\u{FFEF}' | '\u{20000}'..='\u{3FFFF}')
}

fn runs(text: &str) -> Vec<(&str, bool)> {
    let mut runs = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let kind = is_chinese(first);
        let end = rest.find(|c| is_chinese(c) != kind).unwrap_or(rest.len());
        runs.push((&rest[..end], kind));
        rest = &rest[end..];
    }
    runs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chinese_inside_english_is_marked_as_such() {
        assert_eq!(
            mixed(Language::En, "It is in 示例市《甲》 & 乙.").0,
            "It is in <bdi lang=\"zh-CN\">示例市《甲》</bdi> &amp; <bdi lang=\"zh-CN\">乙</bdi>."
        );
        assert_eq!(mixed(Language::Hans, "在示例市").0, "在示例市");
        assert_eq!(quoted(Language::Hans, "示例").0, "示例");
        assert_eq!(quoted(Language::Hant, "示例").0, "<bdi lang=\"zh-CN\">示例</bdi>");
    }
}
