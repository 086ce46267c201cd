//! Links below the base path, written without building strings.

use std::fmt;

use crate::domain::institution::InstitutionId;
use crate::domain::region::RegionCode;
use crate::domain::release::ReleaseId;

/// Where pages are, below the base path.
#[derive(Clone, Copy, Debug)]
pub struct Links<'a> {
    base: &'a str,
}

/// One link.
#[derive(Clone, Copy, Debug)]
pub struct Link<'a, T> {
    base: &'a str,
    /// With slashes on both sides where something follows.
    path: &'static str,
    rest: T,
}

impl<T: fmt::Display> fmt::Display for Link<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}{}", self.base, self.path, self.rest)
    }
}

impl<'a> Links<'a> {
    pub fn new(base: &'a str) -> Self {
        Self { base }
    }

    /// `path` starts with a slash.
    pub fn to(self, path: &'static str) -> Link<'a, &'static str> {
        Link { base: self.base, path, rest: "" }
    }

    pub fn institution(self, id: InstitutionId) -> Link<'a, InstitutionId> {
        Link { base: self.base, path: "/i/", rest: id }
    }

    pub fn region(self, code: RegionCode) -> Link<'a, RegionCode> {
        Link { base: self.base, path: "/regions/", rest: code }
    }

    pub fn release(self, id: ReleaseId) -> Link<'a, ReleaseId> {
        Link { base: self.base, path: "/releases/", rest: id }
    }

    /// `path?query`.
    pub fn with<T: fmt::Display>(self, path: &'static str, rest: T) -> Link<'a, T> {
        Link { base: self.base, path, rest }
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
        let links = Links::new("/mingce");
        assert_eq!(links.to("/search").to_string(), "/mingce/search");
        assert_eq!(links.release(ReleaseId::new(3)).to_string(), "/mingce/releases/3");
        assert_eq!(Encoded("示 a&b").to_string(), "%E7%A4%BA%20a%26b");
    }
}
