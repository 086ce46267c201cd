//! Files of lists, packed or not.

use std::fs::File;
use std::io::{BufReader, Read};
use std::path::Path;

/// The text of a file, unpacked where its name ends in `.gz`.
pub(crate) fn open(path: &Path) -> anyhow::Result<Box<dyn Read>> {
    let file = BufReader::new(File::open(path)?);
    let is_packed = path.extension().is_some_and(|end| end == "gz");
    Ok(if is_packed { Box::new(flate2::read::GzDecoder::new(file)) } else { Box::new(file) })
}
