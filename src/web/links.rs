//! Links below the base path, written without building strings.

use std::fmt;

use crate::domain::institution::InstitutionId;
use crate::domain::region::RegionCode;
use crate::domain::release::ReleaseId;
use crate::web::words::Language;

/// Where pages are, below the base path, in one language.
#[derive(Clone, Copy, Debug)]
pub struct Links<'a> {
    base: &'a str,
    language: Language,
}

/// One link.
#[derive(Clone, Copy, Debug)]
pub struct Link<'a, T> {
    base: &'a str,
    /// The language's part of the path; empty for what is the same in all of them.
    prefix: &'static str,
    /// With slashes on both sides where something follows.
    path: &'static str,
    rest: T,
}

impl<T: fmt::Display> fmt::Display for Link<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}{}{}", self.base, self.prefix, self.path, self.rest)
    }
}

impl<'a> Links<'a> {
    pub fn new(base: &'a str, language: Language) -> Self {
        Self { base, language }
    }

    /// What the pages are written in.
    pub fn language(self) -> Language {
        self.language
    }

    /// The same pages in another language.
    #[must_use]
    pub fn in_language(self, language: Language) -> Self {
        Self { language, ..self }
    }

    /// `path` starts with a slash.
    pub fn to(self, path: &'static str) -> Link<'a, &'static str> {
        self.with(path, "")
    }

    pub fn institution(self, id: InstitutionId) -> Link<'a, InstitutionId> {
        self.with("/i/", id)
    }

    pub fn region(self, code: RegionCode) -> Link<'a, RegionCode> {
        self.with("/regions/", code)
    }

    pub fn release(self, id: ReleaseId) -> Link<'a, ReleaseId> {
        self.with("/releases/", id)
    }

    /// `path?query`.
    pub fn with<T: fmt::Display>(self, path: &'static str, rest: T) -> Link<'a, T> {
        Link { base: self.base, prefix: self.language.prefix(), path, rest }
    }

    /// What answers in no language.
    pub fn plain(self, path: &'static str) -> Link<'a, &'static str> {
        Link { base: self.base, prefix: "", path, rest: "" }
    }

    /// A file that is the same in every language.
    pub fn file(self, name: &'static str) -> Link<'a, &'static str> {
        Link { base: self.base, prefix: "", path: "/static/", rest: name }
    }
}

/// Text inside a URL: everything but unreserved ASCII is percent-encoded.
#[derive(Clone, Copy, Debug)]
pub struct Encoded<'a>(pub &'a str);

impl fmt::Display for Encoded<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for byte in self.0.bytes() {
            if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.' | b'~') {
                write!(f, "{}", char::from(byte))?;
            } else {
                write!(f, "%{byte:02X}")?;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_stand_below_the_base_path() {
        let links = Links::new("/mingce", Language::Hans);
        assert_eq!(links.to("/search").to_string(), "/mingce/search");
        assert_eq!(links.release(ReleaseId::new(3)).to_string(), "/mingce/releases/3");
        assert_eq!(Encoded("示 a&b").to_string(), "%E7%A4%BA%20a%26b");
    }

    #[test]
    fn links_stay_in_their_language_and_files_have_none() {
        let links = Links::new("/mingce", Language::En);
        assert_eq!(links.to("/").to_string(), "/mingce/en/");
        assert_eq!(links.release(ReleaseId::new(3)).to_string(), "/mingce/en/releases/3");
        assert_eq!(links.file("site.css").to_string(), "/mingce/static/site.css");
        assert_eq!(
            links.in_language(Language::Hant).to("/guide").to_string(),
            "/mingce/hant/guide"
        );
    }
}
