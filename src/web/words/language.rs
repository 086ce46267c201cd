//! The languages that pages are written in. The address chooses one; nothing is guessed from the
//! reader's browser, so that a link in a notice shows everybody the same page.

/// Simplified script stands at the plain address; the others below a prefix of their own.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Language {
    /// 简体
    #[default]
    Hans,
    /// 繁體: the same words in traditional script, with the terms of the mainland.
    Hant,
    En,
}

impl Language {
    pub const ALL: [Self; 3] = [Self::Hans, Self::Hant, Self::En];

    /// What stands between the base path and the page.
    pub const fn prefix(self) -> &'static str {
        match self {
            Self::Hans => "",
            Self::Hant => "/hant",
            Self::En => "/en",
        }
    }

    /// The value of `lang` and `hreflang`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Hans => "zh-CN",
            Self::Hant => "zh-Hant",
            Self::En => "en",
        }
    }

    /// Its own name for itself.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Hans => "简体",
            Self::Hant => "繁體",
            Self::En => "English",
        }
    }

    /// The `lang` of names, addresses and quoted words, which are shown as published. `None`: that of
    /// the page.
    pub const fn of_data(self) -> Option<&'static str> {
        match self {
            Self::Hans => None,
            Self::Hant | Self::En => Some("zh-CN"),
        }
    }

    /// Ends a headline that is a sentence on its page and none in the title.
    pub const fn stop(self) -> &'static str {
        match self {
            Self::Hans | Self::Hant => "。",
            Self::En => ".",
        }
    }

    /// Between a label and what it is of.
    pub const fn colon(self) -> &'static str {
        match self {
            Self::Hans | Self::Hant => "：",
            Self::En => ": ",
        }
    }

    /// Between the parts of a sentence.
    pub const fn comma(self) -> &'static str {
        match self {
            Self::Hans | Self::Hant => "，",
            Self::En => ", ",
        }
    }

    /// Between the things of a list.
    pub const fn list_comma(self) -> &'static str {
        match self {
            Self::Hans | Self::Hant => "、",
            Self::En => ", ",
        }
    }

    /// Between the parts of a title.
    pub const fn bar(self) -> &'static str {
        match self {
            Self::Hans | Self::Hant => "｜",
            Self::En => " | ",
        }
    }

    /// Between two pieces that Chinese writes together.
    pub const fn space(self) -> &'static str {
        match self {
            Self::Hans | Self::Hant => "",
            Self::En => " ",
        }
    }

    /// Around words that are added to others.
    pub const fn brackets(self) -> (&'static str, &'static str) {
        match self {
            Self::Hans | Self::Hant => ("（", "）"),
            Self::En => (" (", ")"),
        }
    }

    /// Around a name inside a sentence.
    pub const fn quotes(self) -> (&'static str, &'static str) {
        match self {
            Self::Hans | Self::Hant => ("「", "」"),
            Self::En => (" “", "” "),
        }
    }
}
