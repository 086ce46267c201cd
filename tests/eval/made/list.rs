//! The list that queries are made from, and what is looked up in it.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::io::Read;

use mingce::domain::verdict::Verdict;
use unicode_normalization::UnicodeNormalization;

use super::places;
use super::sounds::syllables;
use crate::listed::{self, Row};

/// One row, taken apart.
pub(super) struct Entry {
    pub(super) name: String,
    pub(super) uscc: String,
    pub(super) permit: String,
    pub(super) verdict: Verdict,
    pub(super) province: String,
    pub(super) city: String,
    pub(super) county: String,
    pub(super) town: String,
    pub(super) address: String,
    /// What stands before the 字号.
    pub(super) head: String,
    /// 字号.
    pub(super) own: String,
    /// What is taught: the word after the 字号; may be empty.
    pub(super) subject: String,
    /// All that follows the 字号, without legal form and brackets.
    pub(super) tail: String,
    /// Of 字号 and tail; `None`: there is no 字号, or not all is Han.
    pub(super) sounds: Option<Vec<&'static str>>,
    /// 字号 on the shop sign that the name gives in brackets.
    pub(super) sign: Option<String>,
}

/// A 字号 that is listed.
pub(super) struct Own {
    pub(super) chars: Vec<char>,
    /// `None`: not all of it is Han.
    pub(super) sounds: Option<Vec<&'static str>>,
    /// Those that are called so, or have it on their shop sign.
    pub(super) rows: Vec<usize>,
}

pub(crate) struct List {
    pub(super) entries: Vec<Entry>,
    /// By normal form.
    pub(super) by_name: HashMap<String, Vec<usize>>,
    /// By normal form.
    pub(super) owns: BTreeMap<String, Own>,
    by_permit: HashMap<String, Vec<usize>>,
    /// Names without what people leave out.
    loose: HashMap<String, Vec<usize>>,
}

impl List {
    /// # Errors
    /// When the text is no CSV.
    pub(crate) fn read(text: impl Read) -> csv::Result<Self> {
        let mut entries = Vec::new();
        let mut codes = HashSet::new();
        for row in listed::rows(text)? {
            entries.extend(Entry::of(&row?).filter(|entry| codes.insert(entry.uscc.clone())));
        }
        let mut list = Self {
            entries: Vec::new(),
            by_name: HashMap::new(),
            owns: BTreeMap::new(),
            by_permit: HashMap::new(),
            loose: HashMap::new(),
        };
        for (row, entry) in entries.iter().enumerate() {
            list.by_name.entry(normal(&entry.name)).or_default().push(row);
            list.loose.entry(loose(&entry.name)).or_default().push(row);
            if !entry.permit.is_empty() {
                list.by_permit.entry(normal(&entry.permit)).or_default().push(row);
            }
            let mut owns = vec![normal(&entry.own)];
            owns.extend(entry.sign.as_deref().map(normal).filter(|sign| *sign != owns[0]));
            for own in owns.into_iter().filter(|own| !own.is_empty()) {
                let of_own = list.owns.entry(own).or_insert_with_key(|own| Own {
                    chars: own.chars().collect(),
                    sounds: syllables(own),
                    rows: Vec::new(),
                });
                of_own.rows.push(row);
            }
        }
        list.entries = entries;
        Ok(list)
    }

    /// What is to be said to someone who typed the name or number of these rows in full.
    pub(super) fn said_of(&self, rows: &[usize]) -> Verdict {
        match rows {
            [] => Verdict::NotListed,
            [row] => self.entries[*row].verdict,
            _ => Verdict::Candidates,
        }
    }

    /// Rows whose names equal this one but for what people leave out.
    pub(super) fn loosely(&self, name: &str) -> Vec<usize> {
        self.loose.get(&loose(name)).cloned().unwrap_or_default()
    }

    pub(super) fn of_permit(&self, permit: &str) -> &[usize] {
        self.by_permit.get(&normal(permit)).map(Vec::as_slice).unwrap_or_default()
    }

    /// Rows of every listed 字号 that is so.
    pub(super) fn rows_of(&self, is_so: impl Fn(&Own) -> bool) -> Vec<usize> {
        let owns = self.owns.values().filter(|own| is_so(own));
        let mut rows: Vec<usize> = owns.flat_map(|own| own.rows.iter().copied()).collect();
        rows.sort_unstable();
        rows.dedup();
        rows
    }
}

impl Entry {
    /// `None`: it has no code by which results could be told.
    fn of(row: &Row) -> Option<Self> {
        let cell = |column: &str| row.cell(column).trim().to_owned();
        let (name, uscc) = (cell("机构名称"), cell("统一社会信用代码"));
        if name.is_empty() || uscc.is_empty() {
            return None;
        }
        let verdict = match (row.cell("名单类型"), row.cell("状态")) {
            ("黑名单", _) => Verdict::Banned,
            (_, "正常") => Verdict::Approved,
            _ => Verdict::Restricted,
        };
        let regions = [cell("省"), cell("市"), cell("区县")];
        let told = (cell("字号"), cell("所教"));
        let (at, (own, subject)) = if told.0.is_empty() {
            places::estimate(&name, &regions)
        } else {
            let at = name.find(&format!("{}{}", told.0, told.1)).unwrap_or_default();
            (at, told)
        };
        let after = name.get(at + own.len()..).unwrap_or_default();
        let bracket = after.find(['(', '（']);
        let tail = without_legal_form(bracket.map_or(after, |at| &after[..at]));
        let inside = bracket.map(|at| after[at..].trim_matches(['(', ')', '（', '）']));
        let sign = inside.and_then(|sign| sign.strip_suffix(subject.as_str()));
        let sign = sign.filter(|sign| !sign.is_empty() && !subject.is_empty());
        let (sign, head) = (sign.map(str::to_owned), name[..at].to_owned());
        let sounds = (!own.is_empty()).then(|| syllables(&format!("{own}{tail}"))).flatten();
        let [province, city, county] = regions;
        let (permit, town, address) = (cell("办学许可证号"), cell("乡镇街道"), cell("地址"));
        Some(Self {
            name,
            uscc,
            permit,
            verdict,
            province,
            city,
            county,
            town,
            address,
            head,
            own,
            subject,
            tail,
            sounds,
            sign,
        })
    }

    /// Whether it is in the county or city of this full or short name.
    pub(super) fn is_in(&self, place: &str) -> bool {
        [&self.county, &self.city]
            .into_iter()
            .any(|name| name == place || places::short(name) == place)
    }
}

/// N(x) of the rules.
pub(super) fn normal(text: &str) -> String {
    let is_kept =
        |c: &char| !c.is_whitespace() && !matches!(c, '·' | '\u{200b}'..='\u{200f}' | '\u{feff}');
    text.nfkc().flat_map(char::to_uppercase).filter(is_kept).collect()
}

pub(super) fn without_legal_form(name: &str) -> String {
    name.replace("有限责任公司", "").replace("有限公司", "")
}

/// A name without brackets, legal form and the characters 省市区县.
fn loose(name: &str) -> String {
    let mut bare = normal(name);
    while let Some(open) = bare.find('(')
        && let Some(length) = bare[open..].find(')')
    {
        bare.replace_range(open..=open + length, "");
    }
    without_legal_form(&bare).replace(['省', '市', '区', '县'], "")
}
