//! The peer: SQLite's own full-text search with trigrams, set up as a careful developer would.
use std::cell::RefCell;
use std::collections::{BTreeSet, HashMap, HashSet};
use std::error::Error;
use std::path::Path;

use rusqlite::{Connection, OpenFlags, OptionalExtension, Params, params_from_iter};
use serde::Serialize;
use unicode_normalization::UnicodeNormalization;

use crate::list;

/// A trigram in more rows than this tells little, and ranking its rows costs much.
const TOO_COMMON: u32 = 30_000;
const RAREST: usize = 10;
/// The shortest word that an index of trigrams can find.
const TRIGRAM: usize = 3;

#[derive(Serialize)]
pub struct Found {
    pub name: String,
    pub uscc: String,
    pub permit: String,
    pub address: String,
}

/// Belongs to one thread: a connection that no other thread waits for, its statements kept ready.
pub struct Engine {
    db: Connection,
    /// How many rows hold a trigram, for each that was ever asked for.
    frequencies: RefCell<HashMap<String, u32>>,
}

impl Engine {
    /// # Errors
    /// The file is no database that [`build`] made.
    pub fn open(path: &str) -> rusqlite::Result<Self> {
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY
            | OpenFlags::SQLITE_OPEN_NO_MUTEX
            | OpenFlags::SQLITE_OPEN_URI;
        // Nobody writes while it serves, so not even file locks are needed.
        let db = Connection::open_with_flags(format!("file:{path}?immutable=1"), flags)?;
        db.execute_batch("pragma mmap_size = 2000000000; pragma cache_size = -65536;")?;
        db.prepare("select name, uscc, permit, addr from i limit 0")?;
        Ok(Self { db, frequencies: RefCell::default() })
    }

    /// Rows that hold all words; when fewer than `enough` do, trigrams in common fill up to `limit`.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn search(&self, typed: &str, limit: usize, enough: usize) -> rusqlite::Result<Vec<Found>> {
        let folded: String = typed.nfkc().collect();
        let (long, short): (Vec<&str>, Vec<&str>) =
            folded.split_whitespace().partition(|word| word.chars().count() >= TRIGRAM);
        let mut found = self.with_all_words(&long, &short, limit)?;
        if found.len() < enough.min(limit) {
            let rarest = self.rarest_trigrams(&folded)?;
            if !rarest.is_empty() {
                let any = rarest.iter().map(|trigram| quoted(trigram)).collect::<Vec<_>>();
                let sql = matching("");
                found.extend(self.rows(&sql, [any.join(" OR "), limit.to_string()])?);
            }
        }
        let mut seen = HashSet::new();
        found.retain(|row| seen.insert(row.uscc.clone()));
        found.truncate(limit);
        Ok(found)
    }

    fn with_all_words(
        &self,
        long: &[&str],
        short: &[&str],
        limit: usize,
    ) -> rusqlite::Result<Vec<Found>> {
        let likes = " and (name like ? or addr like ?)".repeat(short.len());
        let sql = match (long, short) {
            ([], []) => return Ok(Vec::new()),
            ([], _) => format!("select name, uscc, permit, addr from i where 1{likes} limit ?"),
            _ => matching(&likes),
        };
        let all = long.iter().map(|word| quoted(word)).collect::<Vec<_>>().join(" AND ");
        let patterns = short.iter().flat_map(|word| [format!("%{word}%"), format!("%{word}%")]);
        let values = (!long.is_empty()).then_some(all).into_iter().chain(patterns);
        self.rows(&sql, params_from_iter(values.chain([limit.to_string()])))
    }

    fn rarest_trigrams(&self, folded: &str) -> rusqlite::Result<Vec<String>> {
        let characters: Vec<char> = folded.chars().filter(|c| !c.is_whitespace()).collect();
        let trigrams: BTreeSet<String> =
            characters.windows(TRIGRAM).map(|window| window.iter().collect()).collect();
        let mut counted = Vec::with_capacity(trigrams.len());
        for trigram in trigrams {
            let rows = self.frequency(&trigram)?;
            if (1..TOO_COMMON).contains(&rows) {
                counted.push((rows, trigram));
            }
        }
        counted.sort();
        counted.truncate(RAREST);
        Ok(counted.into_iter().map(|(_, trigram)| trigram).collect())
    }

    fn frequency(&self, trigram: &str) -> rusqlite::Result<u32> {
        if let Some(rows) = self.frequencies.borrow().get(trigram) {
            return Ok(*rows);
        }
        let mut statement = self.db.prepare_cached("select doc from v where term = ?")?;
        let rows = statement
            .query_row([trigram.to_lowercase()], |row| row.get(0))
            .optional()?
            .unwrap_or_default();
        self.frequencies.borrow_mut().insert(trigram.to_owned(), rows);
        Ok(rows)
    }

    fn rows(&self, sql: &str, values: impl Params) -> rusqlite::Result<Vec<Found>> {
        let mut statement = self.db.prepare_cached(sql)?;
        let rows = statement.query_map(values, |row| {
            Ok(Found {
                name: row.get(0)?,
                uscc: row.get(1)?,
                permit: row.get(2)?,
                address: row.get(3)?,
            })
        })?;
        rows.collect()
    }
}

/// By `rank`, not by `bm25()`: FTS5 then sorts before it fetches, and fetches ten rows only.
fn matching(likes: &str) -> String {
    format!("select name, uscc, permit, addr from i where i match ?{likes} order by rank limit ?")
}

fn quoted(word: &str) -> String {
    format!("\"{}\"", word.replace('"', "\"\""))
}

/// Writes the database anew.
///
/// # Errors
/// The list cannot be read, or the file exists or cannot be written.
pub fn build(list: &str, path: &str) -> Result<usize, Box<dyn Error>> {
    if Path::new(path).exists() {
        return Err(format!("{path} exists already").into());
    }
    let mut db = Connection::open(path)?;
    db.execute_batch(
        "pragma journal_mode = off; pragma synchronous = off;
         create virtual table i using fts5(name, addr, uscc, permit, tokenize = 'trigram');
         create virtual table v using fts5vocab(i, 'row');
         insert into i(i, rank) values('rank', 'bm25(10.0, 2.0, 5.0, 5.0)');",
    )?;
    let all = db.transaction()?;
    let mut count = 0;
    {
        let mut insert = all.prepare("insert into i(name, addr, uscc, permit) values(?,?,?,?)")?;
        for row in list::rows(list)? {
            let row = row?;
            insert.execute([row.name, row.address, row.uscc, row.permit])?;
            count += 1;
        }
    }
    all.execute("insert into i(i) values('optimize')", [])?;
    all.commit()?;
    Ok(count)
}
