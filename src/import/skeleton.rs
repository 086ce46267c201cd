//! The parts of an `.xlsx` around its sheets (strings, styles, workbook, relations), looked through
//! with calamine's own XML reader before calamine makes room by what they say.

use std::collections::HashSet;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use crate::domain::checks::Problem;

use super::sheet::MOST_SHEETS;

/// Bytes of such a part. Styles of real lists take less than one mebibyte.
pub(super) const LARGEST: u64 = 8 << 20;
/// The table of strings begins within so many bytes.
pub(super) const HEAD: usize = 64 << 10;
/// `<si></si>`
const SMALLEST_STRING: u64 = 9;
/// Excel has 65,490 cell formats at most, and as many named ones.
const MOST_STYLES: usize = 200_000;
/// Each cell format gets a copy of the name of its font and of its number format.
const MOST_STYLE_BYTES: usize = 32 << 20;

/// A part that is taken in whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    Strings,
    Styles,
    Workbook,
    /// The relations of the package, or of the workbook.
    Relations,
    /// The theme and the types of content.
    Rest,
}

impl Part {
    /// The part of this name, which is in lower case. `None`: a sheet, or nothing that is read.
    pub(super) fn named(name: &str) -> Option<Self> {
        match name {
            "xl/sharedstrings.xml" => Some(Self::Strings),
            "xl/styles.xml" => Some(Self::Styles),
            "xl/workbook.xml" => Some(Self::Workbook),
            "_rels/.rels" | "xl/_rels/workbook.xml.rels" => Some(Self::Relations),
            "xl/theme/theme1.xml" | "[content_types].xml" => Some(Self::Rest),
            _ => None,
        }
    }

    /// Whether the part may be read. `content` is its first [`HEAD`] bytes for strings, all of it
    /// for the others; `size` is all of its bytes.
    ///
    /// # Errors
    /// When it promises more than it holds, or very much would be made of it.
    pub(super) fn check(self, content: &[u8], size: u64) -> Result<(), Problem> {
        match self {
            Self::Strings => strings(content, size),
            Self::Styles => styles(content),
            Self::Workbook => workbook(content),
            Self::Relations => relations(content),
            Self::Rest => Ok(()),
        }
    }
}

/// Room is made for as many strings as the table states.
fn strings(head: &[u8], size: u64) -> Result<(), Problem> {
    let mut stated = None;
    each_tag(head, |tag| {
        if stated.is_none() && tag.local_name().as_ref() == "sst" {
            stated = Some(attribute(tag, "uniqueCount")?);
        }
        Ok(())
    })?;
    let stated = stated.ok_or(Problem::Damaged)?;
    let digits: String = stated.chars().filter(char::is_ascii_digit).collect();
    let fits = digits.is_empty()
        || digits.parse::<u64>().is_ok_and(|count| count <= size / SMALLEST_STRING);
    if fits { Ok(()) } else { Err(Problem::Damaged) }
}

fn styles(content: &[u8]) -> Result<(), Problem> {
    let (mut all, mut formats, mut longest) = (0_usize, 0_usize, 0_usize);
    each_tag(content, |tag| {
        match tag.local_name().as_ref() {
            "xf" => (all, formats) = (all + 1, formats + 1),
            "font" | "fill" | "border" => all += 1,
            "name" | "numFmt" => longest = longest.max(tag.len()),
            _ => {}
        }
        Ok(())
    })?;
    let is_sane = all <= MOST_STYLES && formats.saturating_mul(longest) <= MOST_STYLE_BYTES;
    if is_sane { Ok(()) } else { Err(Problem::ZipBomb) }
}

/// No sheet is listed twice, since it would be read twice.
fn workbook(content: &[u8]) -> Result<(), Problem> {
    let mut relations = HashSet::new();
    let mut sheets = 0_usize;
    each_tag(content, |tag| {
        if tag.local_name().as_ref() != "sheet" {
            return Ok(());
        }
        sheets += 1;
        let relation = attribute(tag, "id")?;
        if sheets > MOST_SHEETS {
            Err(Problem::TooLarge)
        } else if relations.insert(relation) {
            Ok(())
        } else {
            Err(Problem::Damaged)
        }
    })
}

/// The workbook is where every program writes it, and no two sheets are one part.
fn relations(content: &[u8]) -> Result<(), Problem> {
    let mut sheets = HashSet::new();
    each_tag(content, |tag| {
        if tag.local_name().as_ref() != "Relationship" {
            return Ok(());
        }
        let kind = attribute(tag, "Type")?;
        let target = attribute(tag, "Target")?;
        let target = target.replace('\\', "/").to_ascii_lowercase();
        let is_sound = match kind.rsplit('/').next() {
            Some("officeDocument") => target.trim_start_matches('/') == "xl/workbook.xml",
            Some("worksheet") => {
                let target = target.strip_prefix("/xl/").map(str::to_owned).unwrap_or(target);
                sheets.insert(target)
            }
            _ => true,
        };
        if is_sound { Ok(()) } else { Err(Problem::Damaged) }
    })
}

/// Every start tag, as far as the XML can be read; calamine gets no further either.
fn each_tag(
    xml: &[u8],
    mut each: impl FnMut(&BytesStart<'_>) -> Result<(), Problem>,
) -> Result<(), Problem> {
    let mut reader = Reader::from_reader(xml);
    // As calamine has it.
    let config = reader.config_mut();
    config.check_end_names = false;
    config.check_comments = false;
    config.expand_empty_elements = true;
    let mut buffer = Vec::new();
    loop {
        buffer.clear();
        match reader.read_event_into(&mut buffer) {
            Ok(Event::Start(tag)) => each(&tag)?,
            Ok(Event::Eof) | Err(_) => return Ok(()),
            Ok(_) => {}
        }
    }
}

/// The value of the attribute with this name, whatever its namespace, as it is written; empty where
/// there is none.
///
/// # Errors
/// When there are several, of which calamine might take another one, or they cannot be read.
fn attribute(tag: &BytesStart<'_>, name: &str) -> Result<String, Problem> {
    let mut found = None;
    for attribute in tag.attributes().with_checks(false) {
        let attribute = attribute.map_err(|_| Problem::Damaged)?;
        let is_second = attribute.key.local_name().as_ref() == name
            && found.replace(attribute.value.into_owned()).is_some();
        if is_second {
            return Err(Problem::Damaged);
        }
    }
    Ok(found.unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_of_strings_cannot_promise_more_than_it_holds() {
        let check = |head: &str| Part::Strings.check(head.as_bytes(), 1_000);
        for hostile in [
            "<sst uniqueCount=\"99999999999999\">",
            "<sst uniqueCount=\"99999999999999999999999\">",
            "<!-- <sst uniqueCount=\"1\"> --><sst uniqueCount='1000'>",
            "<a uniqueCount=\"1\"/><x:sst count=\"1\" uniqueCount = \" 112\"/>",
            "<sst uniqueCount=\"112\" x:uniqueCount=\"1\">",
        ] {
            assert_eq!(check(hostile), Err(Problem::Damaged), "{hostile}");
        }
        assert_eq!(check("<!-- nothing but talk"), Err(Problem::Damaged));
        assert_eq!(check("<sst count=\"9\" uniqueCount=\"5\"><si/>"), Ok(()));
        assert_eq!(check("<sst>"), Ok(()));
    }

    #[test]
    fn styles_are_not_many_and_not_copied_at_length() {
        let check = |xml: &str| Part::Styles.check(xml.as_bytes(), 0);
        let formats = "<xf/>".repeat(1_000);
        assert_eq!(
            check(&format!("<fonts><font><name val=\"宋体\"/></font></fonts>{formats}")),
            Ok(())
        );
        let name = "宋".repeat(12_000);
        let copied = format!("<font><name val=\"{name}\"/></font>{formats}");
        assert_eq!(check(&copied), Err(Problem::ZipBomb));
        assert_eq!(check(&"<font/>".repeat(MOST_STYLES + 1)), Err(Problem::ZipBomb));
    }

    #[test]
    fn no_sheet_is_read_twice() {
        let workbook = |xml: &str| Part::Workbook.check(xml.as_bytes(), 0);
        assert_eq!(workbook("<sheet r:id=\"rId1\"/><sheet r:id=\"rId2\"/>"), Ok(()));
        assert_eq!(workbook("<sheet r:id=\"rId1\"/><sheet id=\"rId1\"/>"), Err(Problem::Damaged));
        let many: String = (0..=MOST_SHEETS).map(|id| format!("<sheet r:id=\"{id}\"/>")).collect();
        assert_eq!(workbook(&many), Err(Problem::TooLarge));
        let relations = |targets: [&str; 2]| {
            let tag = |target| format!("<Relationship Type=\"x/worksheet\" Target=\"{target}\"/>");
            Part::Relations.check(targets.map(tag).concat().as_bytes(), 0)
        };
        assert_eq!(relations(["worksheets/sheet1.xml", "worksheets/sheet2.xml"]), Ok(()));
        for other in
            ["worksheets/sheet1.xml", "/xl/worksheets/Sheet1.xml", "worksheets\\sheet1.xml"]
        {
            assert_eq!(relations(["worksheets/sheet1.xml", other]), Err(Problem::Damaged));
        }
        let elsewhere = "<Relationship Type=\"a/officeDocument\" Target=\"y/workbook.xml\"/>";
        assert_eq!(Part::Relations.check(elsewhere.as_bytes(), 0), Err(Problem::Damaged));
    }
}
