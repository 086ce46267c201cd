//! The container of old `.xls` files (compound file). It is read strictly here and handed on in a
//! fresh one, so that chains of sectors that run in circles never reach the reader of cells.

use crate::domain::checks::Problem;

pub(super) const MAGIC: [u8; 8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];

const END_OF_CHAIN: u32 = 0xFFFF_FFFE;
const FAT_SECTOR: u32 = 0xFFFF_FFFD;
const FREE: u32 = 0xFFFF_FFFF;
const MINI: usize = 64;
/// Streams shorter than this live in the mini stream.
const MINI_LIMIT: u64 = 4096;

/// What a container holds, as far as it matters here.
pub(super) struct Compound {
    /// Names of streams and storages, in upper case.
    pub(super) names: Vec<String>,
    /// The workbook's records, where there is one.
    pub(super) workbook: Option<Vec<u8>>,
}

struct Entry {
    name: String,
    start: u32,
    length: u64,
}

struct Sectors<'a> {
    bytes: &'a [u8],
    size: usize,
    fat: Vec<u32>,
}

/// Reads a container.
///
/// # Errors
/// When it is not whole.
pub(super) fn open(bytes: &[u8]) -> Result<Compound, Problem> {
    open_checked(bytes).ok_or(Problem::Damaged)
}

fn open_checked(bytes: &[u8]) -> Option<Compound> {
    let header = bytes.get(..512)?;
    let size = match u16_at(header, 30)? {
        9 => 512,
        12 => 4096,
        _ => return None,
    };
    let sectors = Sectors { bytes, size, fat: fat_of(bytes, header, size)? };
    let directory = sectors.chain(u32_at(header, 48)?, u64::MAX)?;
    let entries: Vec<Entry> = directory.chunks_exact(128).filter_map(|e| entry(e, size)).collect();
    let root = entries.first()?;
    let named = |wanted: &[&str]| {
        wanted.iter().find_map(|name| entries.iter().find(|entry| entry.name == *name))
    };
    let workbook = match named(&["WORKBOOK", "BOOK"]) {
        None => None,
        Some(entry) if entry.length < MINI_LIMIT => {
            let mini = sectors.chain(root.start, root.length)?;
            let fat = sectors.chain(u32_at(header, 60)?, u64::MAX)?;
            Some(mini_chain(&mini, &numbers(&fat), entry)?)
        }
        Some(entry) => Some(sectors.chain(entry.start, entry.length)?),
    };
    Some(Compound { names: entries.into_iter().map(|entry| entry.name).collect(), workbook })
}

fn fat_of(bytes: &[u8], header: &[u8], size: usize) -> Option<Vec<u32>> {
    let sector = |id: u32| {
        let at = usize::try_from(id).ok()?.checked_add(1)?.checked_mul(size)?;
        bytes.get(at..)?.get(..size).or_else(|| bytes.get(at..))
    };
    let most = bytes.len() / size + 1;
    let mut ids = numbers(&header[76..512]);
    let mut next = u32_at(header, 68)?;
    let mut met = 0;
    while next < FAT_SECTOR {
        met += 1;
        if met > most {
            return None;
        }
        let mut more = numbers(sector(next)?);
        next = more.pop()?;
        ids.extend(more);
    }
    let mut fat = Vec::new();
    for id in ids.into_iter().filter(|id| *id < FAT_SECTOR).take(most) {
        fat.extend(numbers(sector(id)?));
    }
    Some(fat)
}

impl Sectors<'_> {
    /// The bytes of a chain, at most `length` of them. `None` when it leaves the file or runs in circles.
    fn chain(&self, start: u32, length: u64) -> Option<Vec<u8>> {
        let mut bytes = Vec::new();
        let mut at = start;
        let most = self.bytes.len() / self.size + 1;
        for _ in 0..=most {
            if at == END_OF_CHAIN || bytes.len() as u64 >= length {
                bytes.truncate(usize::try_from(length).unwrap_or(usize::MAX));
                return Some(bytes);
            }
            let id = usize::try_from(at).ok()?;
            let from = id.checked_add(1)?.checked_mul(self.size)?;
            let to = from.checked_add(self.size)?.min(self.bytes.len());
            bytes.extend_from_slice(self.bytes.get(from..to)?);
            at = *self.fat.get(id)?;
        }
        None
    }
}

fn mini_chain(mini: &[u8], fat: &[u32], entry: &Entry) -> Option<Vec<u8>> {
    let length = usize::try_from(entry.length).ok()?;
    let mut bytes = Vec::new();
    let mut at = entry.start;
    while bytes.len() < length && at != END_OF_CHAIN {
        let id = usize::try_from(at).ok()?;
        let from = id.checked_mul(MINI)?;
        let to = from.checked_add(MINI)?.min(mini.len());
        let piece = mini.get(from..to).filter(|piece| !piece.is_empty())?;
        bytes.extend_from_slice(piece);
        at = *fat.get(id)?;
    }
    bytes.truncate(length);
    Some(bytes)
}

fn entry(bytes: &[u8], sector_size: usize) -> Option<Entry> {
    let length = usize::from(u16_at(bytes, 64)?).checked_sub(2)?.min(62);
    let units: Vec<u16> = bytes[..length]
        .chunks_exact(2)
        .map(|pair| u16::from_le_bytes([pair[0], pair[1]]))
        .collect();
    let low = u64::from(u32_at(bytes, 120)?);
    let high = if sector_size == 512 { 0 } else { u64::from(u32_at(bytes, 124)?) };
    Some(Entry {
        name: String::from_utf16_lossy(&units).to_uppercase(),
        start: u32_at(bytes, 116)?,
        length: high << 32 | low,
    })
}

/// A container that holds nothing but these records. `None` when they are more than it can hold.
pub(super) fn wrap(workbook: &[u8]) -> Option<Vec<u8>> {
    const SIZE: usize = 4096;
    const IDS: usize = SIZE / 4;
    let data = workbook.len().div_ceil(SIZE).max(1);
    // Each sector of the table describes itself too, and the directory takes one.
    let table = (data + 1).div_ceil(IDS - 1);
    if table > 109 {
        return None;
    }
    let mut fat = vec![FREE; table * IDS];
    fat[..table].fill(FAT_SECTOR);
    fat[table] = END_OF_CHAIN;
    for at in 0..data {
        let id = table + 1 + at;
        fat[id] = if at + 1 == data { END_OF_CHAIN } else { u32::try_from(id + 1).ok()? };
    }
    let mut file = vec![0; SIZE];
    file[..8].copy_from_slice(&MAGIC);
    // Version 3 beside large sectors is no real file's, but spares a root stream that nothing needs.
    for (at, value) in [(24, 0x3E_u16), (26, 3), (28, 0xFFFE), (30, 12), (32, 6)] {
        file[at..at + 2].copy_from_slice(&value.to_le_bytes());
    }
    let directory = u32::try_from(table).ok()?;
    for (at, value) in [
        (40, 1),
        (44, directory),
        (48, directory),
        (56, 4096),
        (60, END_OF_CHAIN),
        (68, END_OF_CHAIN),
    ] {
        file[at..at + 4].copy_from_slice(&u32::to_le_bytes(value));
    }
    for (at, id) in file[76..512].chunks_exact_mut(4).zip(0_u32..) {
        at.copy_from_slice(&if id < directory { id } else { FREE }.to_le_bytes());
    }
    file.extend(fat.iter().flat_map(|id| id.to_le_bytes()));
    let mut entries = directory_entry("Root Entry", 5, END_OF_CHAIN, 0);
    let length = u64::try_from(data * SIZE).ok()?;
    entries.extend(directory_entry("Workbook", 2, directory + 1, length));
    entries.resize(SIZE, 0);
    file.extend(entries);
    file.extend_from_slice(workbook);
    file.resize((1 + table + 1 + data) * SIZE, 0);
    Some(file)
}

fn directory_entry(name: &str, kind: u8, start: u32, length: u64) -> Vec<u8> {
    let mut entry = vec![0; 128];
    let units: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
    entry[..units.len()].copy_from_slice(&units);
    entry[64] = u8::try_from(units.len() + 2).unwrap_or(64);
    entry[66] = kind;
    entry[68..80].fill(0xFF);
    entry[116..120].copy_from_slice(&start.to_le_bytes());
    entry[120..128].copy_from_slice(&length.to_le_bytes());
    entry
}

fn numbers(bytes: &[u8]) -> Vec<u32> {
    bytes
        .chunks_exact(4)
        .map(|four| u32::from_le_bytes([four[0], four[1], four[2], four[3]]))
        .collect()
}

pub(super) fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    bytes.get(at..at + 2).map(|two| u16::from_le_bytes([two[0], two[1]]))
}

pub(super) fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..at + 4).map(|four| u32::from_le_bytes([four[0], four[1], four[2], four[3]]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_wrapped_can_be_opened() {
        for length in [1, 4095, 4096, 4097, 5_000_000] {
            let records: Vec<u8> = (0..length).map(|at: u32| (at % 251) as u8).collect();
            let opened = open(&wrap(&records).unwrap()).unwrap();
            assert_eq!(opened.workbook.unwrap()[..records.len()], records);
        }
    }

    #[test]
    fn a_chain_that_runs_in_circles_is_damage() {
        let mut file = wrap(&[1; 20_000]).unwrap();
        // The table is the first sector; its third entry is the first sector of records.
        file[4096 + 8..4096 + 12].copy_from_slice(&2_u32.to_le_bytes());
        file[4096 + 4..4096 + 8].copy_from_slice(&1_u32.to_le_bytes());
        assert!(matches!(open(&file), Err(Problem::Damaged)));
    }
}
