//! Tags and texts of HTML and XML, one after the other. No tree is built, so that depth costs nothing
//! and time grows with length only.

/// A piece of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Piece<'a> {
    /// `<name attributes>`; `is_empty` when it closes itself.
    Open {
        name: &'a str,
        attributes: &'a str,
        is_empty: bool,
    },
    Close {
        name: &'a str,
    },
    /// As written, entities and all.
    Text(&'a str),
}

/// Walks a document.
pub(super) struct Pieces<'a> {
    rest: &'a str,
}

impl<'a> Pieces<'a> {
    pub(super) fn of(document: &'a str) -> Self {
        Self { rest: document }
    }

    /// Steps behind the end tag of an element whose content is no markup (script, style).
    pub(super) fn skip_past_end_of(&mut self, name: &str) {
        let end = format!("</{name}");
        let mut at = 0;
        while let Some(found) = self.rest[at..].find("</") {
            at += found;
            let tail = &self.rest.as_bytes()[at..];
            if tail.get(..end.len()).is_some_and(|tag| tag.eq_ignore_ascii_case(end.as_bytes())) {
                self.rest = &self.rest[at..];
                return;
            }
            at += 2;
        }
        self.rest = "";
    }
}

impl<'a> Iterator for Pieces<'a> {
    type Item = Piece<'a>;

    fn next(&mut self) -> Option<Piece<'a>> {
        loop {
            if self.rest.is_empty() {
                return None;
            }
            let rest = self.rest;
            let Some(tag) = rest.strip_prefix('<') else {
                let end = rest.find('<').unwrap_or(rest.len());
                self.rest = &rest[end..];
                return Some(Piece::Text(&rest[..end]));
            };
            if let Some(body) = tag.strip_prefix("![CDATA[") {
                let end = body.find("]]>").unwrap_or(body.len());
                self.rest = body.get(end + 3..).unwrap_or("");
                return Some(Piece::Text(&body[..end]));
            }
            let is_markup =
                tag.starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '!' | '?'));
            if !is_markup {
                let end = tag.find('<').map_or(rest.len(), |at| at + 1);
                self.rest = &rest[end..];
                return Some(Piece::Text(&rest[..end]));
            }
            if let Some(comment) = tag.strip_prefix("!--") {
                self.rest = comment.find("-->").map_or("", |end| &comment[end + 3..]);
                continue;
            }
            let end = end_of_tag(tag);
            self.rest = tag.get(end + 1..).unwrap_or("");
            let inner = &tag[..end];
            if inner.starts_with(['!', '?']) {
                continue;
            }
            return Some(tag_piece(inner));
        }
    }
}

fn tag_piece(inner: &str) -> Piece<'_> {
    if let Some(name) = inner.strip_prefix('/') {
        return Piece::Close { name: name.trim() };
    }
    let is_empty = inner.ends_with('/');
    let inner = inner.trim_end_matches('/');
    let end = inner.find(|c: char| c.is_whitespace()).unwrap_or(inner.len());
    Piece::Open { name: &inner[..end], attributes: inner[end..].trim(), is_empty }
}

/// Where the `>` of a tag stands: quoted ones do not count.
fn end_of_tag(tag: &str) -> usize {
    let mut quote = None;
    for (at, byte) in tag.bytes().enumerate() {
        match (quote, byte) {
            (None, b'>') => return at,
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(open), _) if open == byte => quote = None,
            _ => {}
        }
    }
    // A quote that is never closed must not swallow the rest of the page.
    tag.find('>').unwrap_or(tag.len())
}

/// The value of an attribute, entities and all. Names are compared without regard to case.
pub(super) fn attribute<'a>(attributes: &'a str, name: &str) -> Option<&'a str> {
    let mut rest = attributes;
    loop {
        rest = rest.trim_start();
        if rest.is_empty() {
            return None;
        }
        let end = rest.find(|c: char| c == '=' || c.is_whitespace()).unwrap_or(rest.len());
        let is_it = rest[..end].eq_ignore_ascii_case(name);
        rest = rest[end..].trim_start();
        let Some(value) = rest.strip_prefix('=') else {
            if is_it {
                return Some("");
            }
            continue;
        };
        let value = value.trim_start();
        let (value, after) = match value.chars().next() {
            Some(quote @ ('"' | '\'')) => {
                let body = &value[1..];
                let end = body.find(quote).unwrap_or(body.len());
                (&body[..end], body.get(end + 1..).unwrap_or(""))
            }
            _ => {
                let end = value.find(char::is_whitespace).unwrap_or(value.len());
                value.split_at(end)
            }
        };
        if is_it {
            return Some(value);
        }
        rest = after;
    }
}

/// Adds text to `to` with its entities resolved.
pub(super) fn unescape(text: &str, to: &mut String) {
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        to.push_str(&rest[..at]);
        rest = &rest[at..];
        let body = &rest[1..];
        let entity = body
            .bytes()
            .take(10)
            .position(|b| b == b';')
            .and_then(|end| Some((resolve(&body[..end])?, end)));
        match entity {
            Some((c, end)) => {
                to.push(c);
                rest = &body[end + 1..];
            }
            None => {
                to.push('&');
                rest = body;
            }
        }
    }
    to.push_str(rest);
}

fn resolve(entity: &str) -> Option<char> {
    if let Some(number) = entity.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16).ok()?,
            None => number.parse().ok()?,
        };
        return char::from_u32(code).filter(|c| *c != '\0');
    }
    Some(match entity {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" | "ensp" | "emsp" => ' ',
        "middot" => '·',
        "mdash" => '—',
        "ndash" => '–',
        "ldquo" => '“',
        "rdquo" => '”',
        "hellip" => '…',
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_texts_and_comments_are_told_apart() {
        let pieces: Vec<_> =
            Pieces::of("<!doctype html><td a='1>2' b=3>甲<!-- <td> --><br/>3 < 4</td>").collect();
        assert_eq!(
            pieces,
            [
                Piece::Open { name: "td", attributes: "a='1>2' b=3", is_empty: false },
                Piece::Text("甲"),
                Piece::Open { name: "br", attributes: "", is_empty: true },
                Piece::Text("3 "),
                Piece::Text("< 4"),
                Piece::Close { name: "td" },
            ]
        );
        assert_eq!(attribute("a='1>2' B=3 c", "b"), Some("3"));
        assert_eq!(attribute("a='1>2' B=3 c", "c"), Some(""));
        assert_eq!(attribute("a='1>2'", "b"), None);
    }

    #[test]
    fn entities_become_characters_and_stray_ones_stay() {
        let mut text = String::new();
        unescape("甲&amp;乙&#20013;&#x6587;&nbsp;&unknown; & 丙", &mut text);
        assert_eq!(text, "甲&乙中文 &unknown; & 丙");
    }

    #[test]
    fn what_never_ends_ends_with_the_document() {
        for text in ["<", "<a", "<a b=\"", "<!--", "<![CDATA[", "</", "<a b=\"c>甲"] {
            assert!(Pieces::of(text).count() <= 2, "{text}");
        }
    }
}
