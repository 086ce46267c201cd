//! Zip packages (`.xlsx`, `.ods`): what is inside, measured before anything is unpacked for reading.

use std::io::{Cursor, Read as _};

use zip::ZipArchive;

use crate::domain::checks::Problem;

use super::Limits;

/// More parts than any list needs.
const MOST_PARTS: usize = 5_000;

/// What a package turned out to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Package {
    Xlsx,
    Ods,
    /// A zip that is no workbook.
    Other,
}

/// Looks into a package. The sizes that it states are not believed: what will be read is unpacked
/// and counted once.
///
/// # Errors
/// When it is damaged, locked, too large, or carries what a list must not carry.
pub(super) fn inspect(bytes: &[u8], limits: &Limits) -> Result<Package, Problem> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Problem::Damaged)?;
    if archive.len() > MOST_PARTS {
        return Err(Problem::ZipBomb);
    }
    let names: Vec<String> = archive.file_names_raw().map(lower).collect();
    let has = |part: &str| names.iter().any(|name| name == part);
    let package = if has("xl/workbook.xml") {
        Package::Xlsx
    } else if has("content.xml") {
        Package::Ods
    } else {
        return Ok(Package::Other);
    };
    if names.iter().any(|name| name.ends_with("vbaproject.bin") || name.starts_with("basic/")) {
        return Err(Problem::Macros);
    }
    if names.iter().any(|name| name.starts_with("xl/externallinks/")) {
        return Err(Problem::ExternalLinks);
    }
    measure(&mut archive, limits)?;
    Ok(package)
}

fn lower(name: &[u8]) -> String {
    String::from_utf8_lossy(name).replace('\\', "/").trim_start_matches('/').to_ascii_lowercase()
}

fn measure(archive: &mut ZipArchive<Cursor<&[u8]>>, limits: &Limits) -> Result<(), Problem> {
    let mut left = limits.max_unpacked_bytes;
    let mut buffer = vec![0; 64 * 1024];
    for at in 0..archive.len() {
        let mut part = match archive.by_index(at) {
            Ok(part) => part,
            Err(zip::result::ZipError::UnsupportedArchive(why)) if why.contains("assword") => {
                return Err(Problem::PasswordProtected);
            }
            Err(_) => return Err(Problem::Damaged),
        };
        let name = lower(part.name_raw());
        let is_read = [".xml", ".rels"].iter().any(|end| name.ends_with(end));
        if !is_read {
            continue;
        }
        if part.size() > left {
            return Err(Problem::ZipBomb);
        }
        let mut first = Vec::new();
        let mut size = 0_u64;
        loop {
            let read = part.read(&mut buffer).map_err(|_| Problem::Damaged)?;
            if read == 0 {
                break;
            }
            if first.is_empty() {
                first.extend_from_slice(&buffer[..read.min(4096)]);
            }
            size += read as u64;
            if size > left {
                return Err(Problem::ZipBomb);
            }
        }
        left -= size;
        if name.ends_with("sharedstrings.xml") && promises_too_much(&first, size) {
            return Err(Problem::Damaged);
        }
        if name == "meta-inf/manifest.xml"
            && String::from_utf8_lossy(&first).contains("encryption-data")
        {
            return Err(Problem::PasswordProtected);
        }
    }
    Ok(())
}

/// Whether a table of strings states more of them than its size can hold: room would be made for all.
fn promises_too_much(first: &[u8], size: u64) -> bool {
    let head = String::from_utf8_lossy(first);
    let Some(at) = head.find("uniqueCount") else { return false };
    let digits: String = head[at + "uniqueCount".len()..]
        .chars()
        .skip_while(|c| !c.is_ascii_digit())
        .take_while(char::is_ascii_digit)
        .collect();
    digits.parse::<u64>().map_or(true, |count| count > size)
}

/// The bytes of one part.
///
/// # Errors
/// When there is no such part, or it is damaged or too large.
pub(super) fn part(bytes: &[u8], name: &str, limits: &Limits) -> Result<Vec<u8>, Problem> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Problem::Damaged)?;
    let part = archive.by_name(name).map_err(|_| Problem::Damaged)?;
    let mut content = Vec::new();
    part.take(limits.max_unpacked_bytes).read_to_end(&mut content).map_err(|_| Problem::Damaged)?;
    Ok(content)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_of_strings_cannot_promise_more_than_it_holds() {
        assert!(promises_too_much(b"<sst uniqueCount=\"99999999999999\">", 1_000));
        assert!(promises_too_much(b"<sst uniqueCount=\"99999999999999999999999\">", 1_000));
        assert!(!promises_too_much(b"<sst count=\"9\" uniqueCount=\"5\"><si/>", 1_000));
        assert!(!promises_too_much(b"<sst>", 1_000));
    }

    #[test]
    fn what_is_no_zip_is_damage() {
        assert_eq!(
            inspect(b"PK\x03\x04 and nothing more", &Limits::default()),
            Err(Problem::Damaged)
        );
    }
}
