//! What a school has chosen for its notice. All of it stands in the address and nowhere else: whoever
//! is sent the address has the notice.

use std::fmt::Write as _;

use jiff::civil::Date;

use crate::domain::category::Category;
use crate::domain::directory::Directory;
use crate::domain::institution::InstitutionId;
use crate::domain::region::RegionCode;
use crate::domain::text;
use crate::web::error::Error;
use crate::web::links::{Encoded, Links};
use crate::web::params::Params;
use crate::web::words::{Day, Language, Phrase, notice as said};

/// The most institutions that are chosen one by one: a QR code that leads to more would be too fine
/// to be read from a photocopy.
pub const MOST_CHOSEN: usize = 20;

/// The most characters of words to look for.
pub const MOST_SOUGHT: usize = 100;

/// Which page of a notice is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum View {
    /// The form.
    #[default]
    Builder,
    /// What is printed.
    Paper,
    /// The chosen institutions as they stand now: where the QR code of a notice leads.
    Today,
}

/// What is printed of the lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Content {
    Approved,
    Both,
    Chosen,
    /// No list: code and address.
    Link,
}

impl Content {
    pub const ALL: [Self; 4] = [Self::Approved, Self::Both, Self::Chosen, Self::Link];

    pub fn code(self) -> &'static str {
        match self {
            Self::Approved => "approved",
            Self::Both => "both",
            Self::Chosen => "chosen",
            Self::Link => "link",
        }
    }

    /// Whether it needs a region.
    pub fn is_of_region(self) -> bool {
        matches!(self, Self::Approved | Self::Both)
    }
}

/// What it is printed as.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Paper {
    #[default]
    Letter,
    Poster,
}

impl Paper {
    pub const ALL: [Self; 2] = [Self::Letter, Self::Poster];

    pub fn code(self) -> &'static str {
        match self {
            Self::Letter => "letter",
            Self::Poster => "poster",
        }
    }
}

/// What a school may word for itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Text {
    Title,
    School,
    Salutation,
    Opening,
    Closing,
    Signature,
    Date,
}

impl Text {
    pub const ALL: [Self; 7] = [
        Self::Title,
        Self::School,
        Self::Salutation,
        Self::Opening,
        Self::Closing,
        Self::Signature,
        Self::Date,
    ];

    pub fn key(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::School => "school",
            Self::Salutation => "to",
            Self::Opening => "open",
            Self::Closing => "close",
            Self::Signature => "sign",
            Self::Date => "date",
        }
    }

    pub fn label(self) -> Phrase {
        said::FIELDS[self as usize]
    }

    /// In characters. All of them together keep the address below the 8 KB that proxies take.
    pub fn most(self) -> usize {
        match self {
            Self::Title | Self::School | Self::Salutation | Self::Signature => 30,
            Self::Opening | Self::Closing => 200,
            Self::Date => 20,
        }
    }

    /// Whether it may have several lines.
    pub fn is_long(self) -> bool {
        matches!(self, Self::Opening | Self::Closing)
    }

    /// The usual wording; `None` where it is no fixed text.
    fn usual(self, paper: Paper) -> Option<Phrase> {
        match (self, paper) {
            (Self::Title, Paper::Letter) => Some(said::USUAL_TITLE),
            (Self::Title, Paper::Poster) => Some(said::USUAL_TITLE_POSTER),
            (Self::Salutation, _) => Some(said::USUAL_SALUTATION),
            (Self::Opening, Paper::Letter) => Some(said::USUAL_OPENING),
            (Self::Opening, Paper::Poster) => Some(said::USUAL_OPENING_POSTER),
            (Self::Closing, Paper::Letter) => Some(said::USUAL_CLOSING),
            (Self::Closing, Paper::Poster) => Some(said::USUAL_CLOSING_POSTER),
            (Self::School | Self::Signature | Self::Date, _) => None,
        }
    }
}

/// The settings of one notice.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Settings {
    pub view: View,
    pub region: Option<RegionCode>,
    /// `None`: as is usual with the region, or without one.
    chosen_content: Option<Content>,
    pub category: Option<Category>,
    /// In the order chosen, each once.
    pub ids: Vec<InstitutionId>,
    pub paper: Paper,
    /// By [`Text`]; `None`: the usual wording.
    texts: [Option<String>; Text::ALL.len()],
    /// Words by which an institution to be added is looked for.
    pub add: String,
    /// Words by which a region is looked for.
    pub find: String,
    /// Texts that were longer than they may be, and are cut.
    pub cut: Vec<Text>,
}

impl Settings {
    /// What the address says. A view, content or paper that there is not is the usual one; ids that
    /// are none are left out.
    ///
    /// # Errors
    /// When region or category name nothing.
    pub fn parse(
        params: &Params,
        directory: &Directory,
        (language, today): (Language, Date),
    ) -> Result<Self, Error> {
        let region = params.region(directory)?;
        let view = match params.get("view") {
            Some("paper") => View::Paper,
            Some("today") => View::Today,
            Some(_) | None => View::Builder,
        };
        let content = Content::ALL.into_iter().find(|one| params.get("what") == Some(one.code()));
        let paper = Paper::ALL.into_iter().find(|one| params.get("paper") == Some(one.code()));
        let sought = |key| {
            let words = text::printable(params.get(key).unwrap_or_default());
            words.trim().chars().take(MOST_SOUGHT).collect::<String>()
        };
        let mut settings = Self {
            view,
            region,
            category: params.category()?.filter(|_| region.is_some()),
            paper: paper.unwrap_or_default(),
            add: sought("add"),
            find: sought("find"),
            ..Self::default()
        };
        for id in params.all("id").filter_map(InstitutionId::parse) {
            settings.choose(id);
        }
        settings.print(content);
        for text in Text::ALL {
            if let Some(typed) = params.sent(text.key()) {
                settings.word(text, typed, (language, today));
            }
        }
        Ok(settings)
    }

    /// Adds an institution, where there is room for it.
    pub fn choose(&mut self, id: InstitutionId) {
        if !self.ids.contains(&id) && self.ids.len() < MOST_CHOSEN {
            self.ids.push(id);
        }
    }

    /// Says what is printed. Lists of a region without a region are not.
    pub fn print(&mut self, content: Option<Content>) {
        let is_usual = self.region.is_some() && content == Some(Content::Approved);
        let is_impossible = self.region.is_none() && content.is_some_and(Content::is_of_region);
        self.chosen_content = content.filter(|_| !is_usual && !is_impossible);
    }

    fn word(&mut self, text: Text, typed: &str, (language, today): (Language, Date)) {
        let mut words = text::printable(typed);
        if !text.is_long() {
            words = words.replace('\n', " ");
        }
        let words = words.trim();
        let is_usual = match text {
            Text::School | Text::Signature => words.is_empty(),
            Text::Date => words == Day(language, today).to_string(),
            Text::Title | Text::Salutation | Text::Opening | Text::Closing => Paper::ALL
                .into_iter()
                .any(|paper| text.usual(paper).is_some_and(|usual| usual.of(language) == words)),
        };
        if is_usual {
            return;
        }
        if words.chars().count() > text.most() {
            self.cut.push(text);
        }
        let kept: String = words.chars().take(text.most()).collect();
        self.texts[text as usize] = Some(kept.trim_end().to_owned());
    }

    /// What is printed of the lists.
    pub fn content(&self) -> Content {
        let usual = if self.region.is_some() { Content::Approved } else { Content::Chosen };
        self.chosen_content.unwrap_or(usual)
    }

    /// Whether anything is chosen yet that a notice can be made of.
    pub fn is_begun(&self) -> bool {
        self.region.is_some() || !self.ids.is_empty() || self.chosen_content.is_some()
    }

    /// What is printed at a place; empty: nothing.
    pub fn text(&self, text: Text, language: Language, today: Date) -> String {
        if let Some(own) = &self.texts[text as usize] {
            return own.clone();
        }
        match text.usual(self.paper) {
            Some(usual) => usual.of(language).to_owned(),
            None if text == Text::Date => Day(language, today).to_string(),
            None => String::new(),
        }
    }

    /// The same with a change.
    #[must_use]
    pub fn with(&self, change: impl FnOnce(&mut Self)) -> Self {
        let mut changed = Self { add: String::new(), find: String::new(), ..self.clone() };
        change(&mut changed);
        changed
    }

    /// The address of this notice; the shortest one that says all.
    pub fn link(&self, links: Links<'_>) -> String {
        let query = self.query();
        let sign = if query.is_empty() { "" } else { "?" };
        format!("{}{sign}{query}", links.to(super::PATH))
    }

    /// What stands behind the question mark of [`Settings::link`].
    pub fn query(&self) -> String {
        let mut query = String::new();
        let mut add = |key: &str, value: &str| {
            let sign = if query.is_empty() { "" } else { "&" };
            // Writing to a string cannot fail.
            let _ = write!(query, "{sign}{key}={}", Encoded(value));
        };
        if self.view == View::Today {
            add("view", "today");
            self.ids.iter().for_each(|id| add("id", &id.to_string()));
            return query;
        }
        if let Some(region) = self.region {
            add("region", &region.to_string());
        }
        if let Some(content) = self.chosen_content {
            add("what", content.code());
        }
        if let Some(category) = self.category {
            add("category", category.code());
        }
        self.ids.iter().for_each(|id| add("id", &id.to_string()));
        if self.paper != Paper::default() {
            add("paper", self.paper.code());
        }
        for text in Text::ALL {
            if let Some(own) = &self.texts[text as usize] {
                add(text.key(), own);
            }
        }
        match self.view {
            View::Paper => add("view", "paper"),
            View::Builder | View::Today => {
                for (key, words) in [("find", &self.find), ("add", &self.add)] {
                    if !words.is_empty() {
                        add(key, words);
                    }
                }
            }
        }
        query
    }
}
