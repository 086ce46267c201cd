//! What a file is, by its content, and its tables.

use std::borrow::Cow;
use std::io::Read as _;

use flate2::read::MultiGzDecoder;

use crate::domain::checks::Problem;

use super::package::{Package, inspect, part};
use super::sheet::Sheet;
use super::{Format, Limits, cfb, csv, encoding, html, ods, workbook};

/// A file opened, or why it cannot be. The sheets of a refused file only serve to count its rows.
pub(super) struct Opened {
    pub(super) format: Format,
    pub(super) encoding: Option<&'static str>,
    pub(super) sheets: Vec<Sheet>,
    pub(super) problem: Option<Problem>,
}

impl Opened {
    fn refused(format: Format, problem: Problem) -> Self {
        Self { format, encoding: None, sheets: Vec::new(), problem: Some(problem) }
    }

    fn of(format: Format, sheets: Result<Vec<Sheet>, Problem>) -> Self {
        match sheets {
            Ok(sheets) => Self { format, encoding: None, sheets, problem: None },
            Err(problem) => Self::refused(format, problem),
        }
    }
}

pub(super) fn open(name: &str, bytes: &[u8], limits: &Limits) -> Opened {
    let ending = ending_of(name);
    if u64::try_from(bytes.len()).map_or(true, |length| length > limits.max_bytes) {
        return Opened::refused(format_of(&ending), Problem::TooLarge);
    }
    if !bytes.starts_with(&[0x1F, 0x8B]) {
        return open_plain(&ending, bytes, limits);
    }
    match unpack(bytes, limits) {
        Ok(unpacked) => open_plain(&ending_of(name.trim_end_matches(".gz")), &unpacked, limits),
        Err(problem) => Opened::refused(format_of(&ending), problem),
    }
}

fn unpack(bytes: &[u8], limits: &Limits) -> Result<Vec<u8>, Problem> {
    let mut unpacked = Vec::new();
    MultiGzDecoder::new(bytes)
        .take(limits.max_unpacked_bytes.saturating_add(1))
        .read_to_end(&mut unpacked)
        .map_err(|_| Problem::Damaged)?;
    let is_over = u64::try_from(unpacked.len()).map_or(true, |n| n > limits.max_unpacked_bytes);
    if is_over { Err(Problem::ZipBomb) } else { Ok(unpacked) }
}

fn ending_of(name: &str) -> String {
    name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase()).unwrap_or_default()
}

/// What a name promises, for files that hold nothing.
fn format_of(ending: &str) -> Format {
    match ending {
        "xlsx" | "xlsm" => Format::Xlsx,
        "xls" => Format::Xls,
        "ods" => Format::Ods,
        "csv" | "txt" => Format::Csv,
        "tsv" => Format::Tsv,
        "html" | "htm" => Format::Html,
        _ => Format::Unknown,
    }
}

fn open_plain(ending: &str, bytes: &[u8], limits: &Limits) -> Opened {
    let is_text_name = matches!(ending, "csv" | "txt" | "tsv");
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        return match inspect(bytes, limits) {
            Ok(Package::Xlsx) => Opened::of(Format::Xlsx, workbook::read_xlsx(bytes, limits)),
            Ok(Package::Ods) => Opened::of(Format::Ods, read_ods(bytes, limits)),
            Ok(Package::Other) | Err(Problem::Damaged) if is_text_name => {
                Opened::refused(Format::Zip, Problem::NotCsv)
            }
            Ok(Package::Other) => Opened::refused(Format::Zip, Problem::UnknownFormat),
            Err(problem) => Opened::refused(format_of(ending), problem),
        };
    }
    if bytes.starts_with(&cfb::MAGIC) {
        return Opened::of(Format::Xls, workbook::read_xls(bytes, limits));
    }
    let is_other = [
        b"%PDF".as_slice(),
        b"{\\rtf",
        b"\x89PNG",
        b"\xFF\xD8\xFF",
        b"GIF8",
        b"Rar!",
        b"7z\xBC\xAF",
        b"\x1F\x8B",
    ]
    .iter()
    .any(|magic| bytes.starts_with(magic));
    if is_other {
        return Opened::refused(Format::Unknown, Problem::UnknownFormat);
    }
    if html::is_html(bytes) {
        return open_html(bytes, limits);
    }
    open_text(ending, bytes, limits)
}

fn read_ods(bytes: &[u8], limits: &Limits) -> Result<Vec<Sheet>, Problem> {
    let content = part(bytes, "content.xml", limits)?;
    ods::read(std::str::from_utf8(&content).map_err(|_| Problem::Damaged)?, limits)
}

fn open_html(bytes: &[u8], limits: &Limits) -> Opened {
    let label = html::charset(bytes).unwrap_or_default();
    let Some(page) = encoding::decode_as(bytes, &label) else {
        return Opened::refused(Format::Html, Problem::Encoding);
    };
    let encoding = Some(page.encoding);
    Opened { encoding, ..Opened::of(Format::Html, html::read(&page.text, limits)) }
}

fn open_text(ending: &str, bytes: &[u8], limits: &Limits) -> Opened {
    let limits = Limits { max_rows: limits.max_text_rows, ..limits.clone() };
    let decoded = encoding::decode(bytes);
    let (text, encoding, problem) = match decoded {
        Some(decoded) => (decoded.text, Some(decoded.encoding), None),
        None if matches!(ending, "xlsx" | "xlsm" | "xls" | "ods") => {
            return Opened::refused(format_of(ending), Problem::Damaged);
        }
        None if !matches!(ending, "csv" | "txt" | "tsv") => {
            return Opened::refused(Format::Unknown, Problem::UnknownFormat);
        }
        None => (encoding::decode_for_counting(bytes), None, Some(Problem::Encoding)),
    };
    if text.trim().is_empty() {
        return Opened::refused(format_of(ending), problem.unwrap_or(Problem::Empty));
    }
    let is_markup = text.trim_start().starts_with("<?xml") || text.starts_with("MIME-Version");
    if is_markup {
        return Opened::refused(Format::Unknown, Problem::UnknownFormat);
    }
    let delimiter = csv::delimiter_of(&text);
    let format = if delimiter == b'\t' { Format::Tsv } else { Format::Csv };
    let mut sheet = Sheet::new("", &limits);
    let read = csv::read(&text, delimiter, &mut sheet);
    drop::<Cow<'_, str>>(text);
    match (read, problem) {
        (Err(problem), _) => Opened { encoding, ..Opened::refused(format, problem) },
        (Ok(()), problem) => Opened { format, encoding, sheets: vec![sheet], problem },
    }
}
