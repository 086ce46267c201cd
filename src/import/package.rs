//! Zip packages (`.xlsx`, `.ods`): what is inside, measured before anything is unpacked for reading.

use std::io::{Cursor, Read};

use zip::ZipArchive;

use crate::domain::checks::Problem;

use super::Limits;
use super::skeleton::{self, HEAD, Part};

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
    // As calamine has the names: an entry may carry two of them.
    let names: Result<Vec<String>, _> =
        archive.file_names().map(|name| name.map(|name| lower(&name))).collect();
    let names = names.map_err(|_| Problem::Damaged)?;
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

fn lower(name: &str) -> String {
    name.replace('\\', "/").trim_start_matches('/').to_ascii_lowercase()
}

/// Unpacks every part once and counts, whatever it calls itself: a sheet may have any name.
fn measure(archive: &mut ZipArchive<Cursor<&[u8]>>, limits: &Limits) -> Result<(), Problem> {
    let mut left = limits.max_unpacked_bytes;
    for at in 0..archive.len() {
        let mut part = match archive.by_index(at) {
            Ok(part) => part,
            Err(zip::result::ZipError::UnsupportedArchive(why)) if why.contains("assword") => {
                return Err(Problem::PasswordProtected);
            }
            Err(_) => return Err(Problem::Damaged),
        };
        let name = lower(&part.name().map_err(|_| Problem::Damaged)?);
        let kind = Part::named(&name);
        let (most, kept) = match kind {
            None | Some(Part::Strings) => (left, HEAD),
            Some(Part::Styles | Part::Workbook | Part::Relations | Part::Rest) => {
                (left.min(skeleton::LARGEST), usize::MAX)
            }
        };
        if part.size() > most {
            return Err(Problem::ZipBomb);
        }
        let (content, size) = unpacked(&mut part, most, kept)?;
        left -= size;
        if let Some(kind) = kind {
            kind.check(&content, size)?;
        }
        if name == "meta-inf/manifest.xml"
            && String::from_utf8_lossy(&content).contains("encryption-data")
        {
            return Err(Problem::PasswordProtected);
        }
    }
    Ok(())
}

/// The first `kept` bytes of a part, and how many it has, which are `most` at most.
fn unpacked(part: &mut impl Read, most: u64, kept: usize) -> Result<(Vec<u8>, u64), Problem> {
    let mut content = Vec::new();
    let mut buffer = vec![0; 64 * 1024];
    let mut size = 0_u64;
    loop {
        let read = part.read(&mut buffer).map_err(|_| Problem::Damaged)?;
        if read == 0 {
            return Ok((content, size));
        }
        size += read as u64;
        if size > most {
            return Err(Problem::ZipBomb);
        }
        content.extend_from_slice(&buffer[..read.min(kept - content.len())]);
    }
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
    fn what_is_no_zip_is_damage() {
        assert_eq!(
            inspect(b"PK\x03\x04 and nothing more", &Limits::default()),
            Err(Problem::Damaged)
        );
    }
}
