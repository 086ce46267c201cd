//! Pieces of the console's pages.

use std::fmt::Display;

use maud::{Markup, Render, html};

/// How something went, or is to be taken; told by a word too, never by colour alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    Good,
    Plain,
    Warning,
    Bad,
}

impl Tone {
    pub fn code(self) -> &'static str {
        match self {
            Self::Good => "good",
            Self::Plain => "plain",
            Self::Warning => "warning",
            Self::Bad => "bad",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        [Self::Good, Self::Plain, Self::Warning, Self::Bad]
            .into_iter()
            .find(|tone| tone.code() == code)
    }

    fn class(self) -> &'static str {
        match self {
            Self::Good => "ok",
            Self::Plain => "none",
            Self::Warning => "wait",
            Self::Bad => "no",
        }
    }

    fn word(self) -> &'static str {
        match self {
            Self::Good => "好了",
            Self::Plain => "请注意",
            Self::Warning => "提醒",
            Self::Bad => "有问题",
        }
    }
}

/// A box that says one thing. `said` is one or more paragraphs.
#[expect(clippy::needless_pass_by_value, reason = "what is said is used up by its box")]
pub fn notice(tone: Tone, said: Markup) -> Markup {
    html! {
        div .notice .(tone.class()) { b.kind { (tone.word()) "：" } (said) }
    }
}

/// A word in a row of a table.
pub fn badge(tone: Tone, word: impl Display) -> Markup {
    html! { span .badge .(tone.class()) { (word) } }
}

/// What is wrong with what was filled in, by the field's name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wrongs(Vec<(&'static str, String)>);

impl Wrongs {
    pub fn add(&mut self, field: &'static str, words: impl Into<String>) {
        self.0.push((field, words.into()));
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub fn of(&self, field: &str) -> Option<&str> {
        self.0.iter().find(|(name, _)| *name == field).map(|(_, words)| words.as_str())
    }

    /// Above the form, each leading to its field.
    pub fn summary(&self) -> Markup {
        html! {
            @if !self.is_empty() {
                div role="alert" {
                    (notice(Tone::Bad, html! {
                        p { "没有保存，请改好下面 " (self.0.len()) " 处：" }
                        ul {
                            @for (field, words) in &self.0 { li { a href={ "#" (field) } { (words) } } }
                        }
                    }))
                }
            }
        }
    }
}

/// What a field takes.
#[derive(Clone, Copy, Debug)]
pub enum Input<'a> {
    Text,
    /// With the word that tells password managers what it is.
    Password(&'a str),
    /// Six digits.
    Code,
    Day,
    Area,
    File {
        accept: &'a str,
    },
    /// Values with their words.
    Choice(&'a [(String, String)]),
}

/// A labelled field.
#[derive(Clone, Copy, Debug)]
pub struct Field<'a> {
    pub name: &'a str,
    pub label: &'a str,
    pub value: &'a str,
    /// Below the label; empty: none.
    pub hint: &'a str,
    /// What is wrong with the value.
    pub wrong: Option<&'a str>,
    pub input: Input<'a>,
    need: Need,
}

/// Whether a form goes without it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Need {
    Needed,
    Optional,
}

/// A field that must be filled in.
pub fn field<'a>(name: &'a str, label: &'a str) -> Field<'a> {
    Field { name, label, value: "", hint: "", wrong: None, input: Input::Text, need: Need::Needed }
}

impl<'a> Field<'a> {
    #[must_use]
    pub fn value(self, value: &'a str) -> Self {
        Self { value, ..self }
    }

    #[must_use]
    pub fn hint(self, hint: &'a str) -> Self {
        Self { hint, ..self }
    }

    /// Takes what is wrong with this field, if anything is.
    #[must_use]
    pub fn wrong(self, wrongs: &'a Wrongs) -> Self {
        Self { wrong: wrongs.of(self.name), ..self }
    }

    #[must_use]
    pub fn input(self, input: Input<'a>) -> Self {
        Self { input, ..self }
    }

    #[must_use]
    pub fn optional(self) -> Self {
        Self { need: Need::Optional, ..self }
    }

    fn described_by(&self) -> Option<String> {
        let ids: Vec<String> = [
            (!self.hint.is_empty()).then(|| format!("{}-hint", self.name)),
            self.wrong.map(|_| format!("{}-wrong", self.name)),
        ]
        .into_iter()
        .flatten()
        .collect();
        (!ids.is_empty()).then(|| ids.join(" "))
    }

    fn control(&self) -> Markup {
        let described = self.described_by();
        let invalid = self.wrong.map(|_| "true");
        let is_needed = self.need == Need::Needed;
        let plain = |kind: &str, complete: Option<&str>, mode: Option<&str>| {
            html! {
                input id=(self.name) name=(self.name) type=(kind) value=(self.value)
                    required[is_needed] autocomplete=[complete] inputmode=[mode]
                    aria-describedby=[described.as_deref()] aria-invalid=[invalid];
            }
        };
        match self.input {
            Input::Text => plain("text", Some("off"), None),
            Input::Password(complete) => html! {
                input id=(self.name) name=(self.name) type="password" required[is_needed]
                    autocomplete=(complete) aria-describedby=[described.as_deref()] aria-invalid=[invalid];
            },
            Input::Code => plain("text", Some("one-time-code"), Some("numeric")),
            Input::Day => plain("date", None, None),
            Input::Area => html! {
                textarea id=(self.name) name=(self.name) required[is_needed] rows="4"
                    aria-describedby=[described.as_deref()] aria-invalid=[invalid] { (self.value) }
            },
            Input::File { accept } => html! {
                input id=(self.name) name=(self.name) type="file" accept=(accept) required[is_needed]
                    aria-describedby=[described.as_deref()] aria-invalid=[invalid];
            },
            Input::Choice(choices) => html! {
                select id=(self.name) name=(self.name) required[is_needed]
                    aria-describedby=[described.as_deref()] aria-invalid=[invalid] {
                    @for (value, words) in choices {
                        option value=(value) selected[value == self.value] { (words) }
                    }
                }
            },
        }
    }
}

impl Render for Field<'_> {
    fn render(&self) -> Markup {
        html! {
            div.field {
                label for=(self.name) {
                    (self.label)
                    @if self.need == Need::Optional { span.soft { "（可以不填）" } }
                }
                @if !self.hint.is_empty() { p.hint id={ (self.name) "-hint" } { (self.hint) } }
                @if let Some(wrong) = self.wrong { p.wrong id={ (self.name) "-wrong" } { (wrong) } }
                (self.control())
            }
        }
    }
}

/// A box to tick; what it means stands beside it.
#[derive(Clone, Copy, Debug)]
pub struct Tick<'a> {
    pub name: &'a str,
    pub label: &'a str,
    /// What ticking it brings; empty: the label says it all.
    pub more: &'a str,
    pub is_on: bool,
}

impl Render for Tick<'_> {
    fn render(&self) -> Markup {
        html! {
            div.tick {
                input type="checkbox" id=(self.name) name=(self.name) value="1" checked[self.is_on];
                label for=(self.name) {
                    b { (self.label) }
                    @if !self.more.is_empty() { span.soft { (self.more) } }
                }
            }
        }
    }
}

/// What a button does, by its looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Press {
    /// The one step forward.
    Main,
    /// Another way.
    Second,
    /// What is not easily undone.
    Danger,
}

impl Press {
    fn class(self) -> Option<&'static str> {
        match self {
            Self::Main => None,
            Self::Second => Some("second"),
            Self::Danger => Some("danger"),
        }
    }
}

/// Sends the form around it.
pub fn button(press: Press, words: &str) -> Markup {
    html! { button class=[press.class()] { (words) } }
}

/// A link that looks as what it is for.
pub fn link_button(press: Press, href: &str, words: &str) -> Markup {
    html! { a .button .(press.class().unwrap_or("main")) href=(href) { (words) } }
}

/// A button that is a form by itself, with hidden values.
pub fn one_button(press: Press, action: &str, hidden: &[(&str, &str)], words: &str) -> Markup {
    html! {
        form method="post" action=(action) {
            @for (name, value) in hidden { input type="hidden" name=(name) value=(value); }
            (button(press, words))
        }
    }
}

/// Buttons beside each other.
#[expect(clippy::needless_pass_by_value, reason = "the buttons are used up by their row")]
pub fn buttons(all: Markup) -> Markup {
    html! { div.does { (all) } }
}

/// Asks once more before something is done.
#[derive(Clone, Copy, Debug)]
pub struct Confirm<'a> {
    pub question: &'a str,
    /// What it brings, in a sentence or two.
    pub means: &'a str,
    /// Where the yes is sent.
    pub action: &'a str,
    pub hidden: &'a [(&'a str, &'a str)],
    pub yes: &'a str,
    pub press: Press,
    /// Where the no leads.
    pub back: &'a str,
}

impl Render for Confirm<'_> {
    fn render(&self) -> Markup {
        html! {
            h1 { (self.question) }
            p { (self.means) }
            (buttons(html! {
                (one_button(self.press, self.action, self.hidden, self.yes))
                (link_button(Press::Second, self.back, "不，返回"))
            }))
        }
    }
}

/// A table that turns into cards on a phone. Each row has as many cells as there are heads; the first is
/// what the row is about.
pub fn table(caption: &str, heads: &[&str], rows: &[Vec<Markup>]) -> Markup {
    html! {
        table.history {
            caption { (caption) }
            thead {
                tr {
                    // What is done in the last column needs no name, and no heading that says nothing.
                    @for head in heads { @if head.is_empty() { td {} } @else { th scope="col" { (head) } } }
                }
            }
            tbody {
                @for row in rows {
                    tr { @for (cell, head) in row.iter().zip(heads) { td data-l=(head) { (cell) } } }
                }
            }
        }
    }
}

/// Where one is among steps, counted from 0.
pub fn stages(names: &[&str], at: usize) -> Markup {
    html! {
        ol.stages aria-label="步骤" {
            @for (nth, name) in names.iter().enumerate() {
                li .past[nth < at] aria-current=[(nth == at).then_some("step")] { (name) }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wrong_field_says_so_where_it_is_and_where_it_is_read_aloud() {
        let mut wrongs = Wrongs::default();
        wrongs.add("login", "登录名太短");
        let shown = field("login", "登录名").hint("字母和数字").wrong(&wrongs).render().0;
        assert!(shown.contains("aria-invalid=\"true\""), "{shown}");
        assert!(shown.contains("aria-describedby=\"login-hint login-wrong\""), "{shown}");
        assert!(shown.contains("登录名太短"), "{shown}");
        assert!(wrongs.summary().0.contains("href=\"#login\""));
    }

    #[test]
    fn what_was_typed_comes_back_as_text() {
        let shown = field("name", "名称").value("\"><script>alert(1)</script>").render().0;
        assert!(!shown.contains("<script>"), "{shown}");
    }
}
