//! Administrative divisions, GB/T 2260: provinces, cities, counties, and the codes that were abolished.

use std::borrow::Cow;
use std::fmt;

use rustc_hash::FxHashMap;

/// 行政区划代码: six digits; a province ends in `0000`, a city in `00`. Source: GB/T 2260.
///
/// That the digits are well formed is all the type says; whether the code is known is asked of [`Regions`].
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct RegionCode(u32);

impl RegionCode {
    /// `None` unless exactly six digits, of which the first is not zero.
    pub fn parse(text: &str) -> Option<Self> {
        let digits = text.len() == 6 && text.bytes().all(|b| b.is_ascii_digit());
        let code = digits.then(|| text.parse().ok())??;
        (code >= 100_000).then_some(Self(code))
    }

    /// The code as a number of six digits, for compact storage.
    pub fn number(self) -> u32 {
        self.0
    }

    pub fn from_number(number: u32) -> Option<Self> {
        (100_000..=999_999).contains(&number).then_some(Self(number))
    }

    pub fn province(self) -> Self {
        Self(self.0 / 10_000 * 10_000)
    }

    pub fn city(self) -> Self {
        Self(self.0 / 100 * 100)
    }

    pub fn is_province(self) -> bool {
        self.0.is_multiple_of(10_000)
    }

    pub fn is_city(self) -> bool {
        self.0.is_multiple_of(100) && !self.is_province()
    }

    /// Whether `other` is this division or lies inside it, by the digits.
    pub fn contains(self, other: Self) -> bool {
        self == other
            || (self.is_province() && other.province() == self)
            || (self.is_city() && other.city() == self)
    }

    /// Whether one lies inside the other.
    pub fn overlaps(self, other: Self) -> bool {
        self.contains(other) || other.contains(self)
    }
}

impl fmt::Display for RegionCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Codes stand in every row of an answer: what pads any number to any width costs too much.
        let mut digits = [b'0'; 6];
        let mut rest = self.0;
        for digit in digits.iter_mut().rev() {
            *digit += (rest % 10) as u8;
            rest /= 10;
        }
        f.write_str(std::str::from_utf8(&digits).unwrap_or_default())
    }
}

impl fmt::Debug for RegionCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "RegionCode({self})")
    }
}

/// One line of the table of divisions.
#[derive(Clone, Debug)]
pub struct Region {
    pub code: RegionCode,
    /// The official name: 北京市, 海淀区.
    pub name: String,
    /// The year from which the code is no longer in the standard; `None`: in use.
    pub abolished_in: Option<u16>,
    /// The code that took it over, where one did.
    pub successor: Option<RegionCode>,
}

/// The table of divisions: built once from `data/regions.csv`, more can be added by an operator.
#[derive(Clone, Debug, Default)]
pub struct Regions {
    by_code: FxHashMap<RegionCode, Region>,
    /// Codes in order, for walking a subtree.
    in_order: Vec<RegionCode>,
    /// Counties and cities by official name, several where a name occurs several times.
    by_name: FxHashMap<String, Vec<RegionCode>>,
    /// Names with what they lie in: every row of an answer carries one.
    full_names: FxHashMap<RegionCode, String>,
}

impl Regions {
    /// Reads the lines of `data/regions.csv` (`code,name,abolished_in,successor`, first line a
    /// heading). Lines that do not parse are left out: the table is a help, not a judge.
    pub fn from_csv(texts: &[&str]) -> Self {
        let mut regions = Self::default();
        for line in texts.iter().flat_map(|text| text.lines().skip(1)) {
            let mut fields = line.split(',').map(str::trim);
            let (Some(code), Some(name)) =
                (fields.next().and_then(RegionCode::parse), fields.next())
            else {
                continue;
            };
            let abolished_in = fields.next().and_then(|year| year.parse().ok());
            let successor = fields.next().and_then(RegionCode::parse);
            regions.by_name.entry(name.to_owned()).or_default().push(code);
            regions
                .by_code
                .insert(code, Region { code, name: name.to_owned(), abolished_in, successor });
        }
        regions.in_order = regions.by_code.keys().copied().collect();
        regions.in_order.sort_unstable();
        for codes in regions.by_name.values_mut() {
            codes.sort_unstable();
            codes.dedup();
        }
        regions.full_names =
            regions.in_order.iter().map(|code| (*code, regions.joined(*code))).collect();
        regions
    }

    pub fn get(&self, code: RegionCode) -> Option<&Region> {
        self.by_code.get(&code)
    }

    /// The code in use today for this one: itself, or what took an abolished one over.
    pub fn current(&self, code: RegionCode) -> RegionCode {
        let mut at = code;
        // Successors may chain; a table with a loop in it must not hang a page.
        for _ in 0..8 {
            match self.by_code.get(&at).and_then(|region| region.successor) {
                Some(next) => at = next,
                None => break,
            }
        }
        at
    }

    /// The official name alone: 海淀区. Unknown codes give the digits.
    pub fn name(&self, code: RegionCode) -> String {
        self.get(code).map_or_else(|| code.to_string(), |region| region.name.clone())
    }

    /// The name with what it lies in: 北京市海淀区, 广东省深圳市南山区.
    pub fn full_name(&self, code: RegionCode) -> String {
        self.known_full_name(code).into_owned()
    }

    /// [`Regions::full_name`], borrowed where the code is known.
    pub fn known_full_name(&self, code: RegionCode) -> Cow<'_, str> {
        match self.full_names.get(&code) {
            Some(name) => Cow::Borrowed(name),
            None => Cow::Owned(self.joined(code)),
        }
    }

    fn joined(&self, code: RegionCode) -> String {
        let mut full = String::new();
        let mut push = |code| {
            if let Some(name) = self.get(code).map(|region| region.name.as_str())
                && !is_filler(name)
            {
                full.push_str(name);
            }
        };
        push(code.province());
        if !code.is_province() {
            push(code.city());
        }
        if !code.is_province() && !code.is_city() {
            push(code);
        }
        if full.is_empty() { code.to_string() } else { full }
    }

    /// What a person would look for below `code` (`None`: the provinces), codes in use only.
    /// Cities that are mere fillers of the standard (市辖区, 县, 省直辖县级行政区划) are stepped over.
    pub fn children(&self, code: Option<RegionCode>) -> Vec<RegionCode> {
        let Some(parent) = code else {
            return self.in_use().filter(|code| code.is_province()).collect();
        };
        if parent.is_province() {
            let is_below = |code: &RegionCode| *code != parent && code.province() == parent;
            self.in_use()
                .filter(is_below)
                .filter(|code| {
                    if code.is_city() {
                        !self.is_filler(*code)
                    } else {
                        self.is_filler(code.city()) || !self.by_code.contains_key(&code.city())
                    }
                })
                .collect()
        } else if parent.is_city() {
            self.in_use().filter(|code| *code != parent && code.city() == parent).collect()
        } else {
            Vec::new()
        }
    }

    /// The division above as a person sees it, fillers stepped over. `None` for a province.
    pub fn parent(&self, code: RegionCode) -> Option<RegionCode> {
        if code.is_province() {
            return None;
        }
        let city = code.city();
        if code != city && self.by_code.contains_key(&city) && !self.is_filler(city) {
            return Some(city);
        }
        Some(code.province())
    }

    /// The division meant by the three name columns of a list; any may be empty.
    pub fn by_names(&self, province: &str, city: &str, county: &str) -> Option<RegionCode> {
        let last =
            [county, city, province].into_iter().map(str::trim).find(|name| !name.is_empty())?;
        let candidates = self.by_name.get(last)?;
        let fits = |code: &RegionCode| {
            let full = self.full_name(*code);
            [province, city].iter().all(|name| {
                name.trim().is_empty() || full.contains(name.trim()) || is_filler(name.trim())
            })
        };
        let in_use =
            |code: &RegionCode| self.by_code.get(code).is_some_and(|r| r.abolished_in.is_none());
        let mut fitting = candidates.iter().copied().filter(fits).filter(in_use);
        let first = fitting.next()?;
        fitting.next().is_none().then_some(first)
    }

    /// The division that a text such as a title or an address names in full, the most precise one;
    /// `None` when it names none, or a county name that several cities have without saying which.
    pub fn named_in(&self, text: &str) -> Option<RegionCode> {
        let mut best: Option<(usize, RegionCode)> = None;
        let mut is_tied = false;
        for code in self.codes_named_in(text) {
            let parents = [code.province(), code.city()];
            let weight = 10 * usize::from(!code.is_province())
                + 10 * usize::from(!code.is_city() && !code.is_province())
                + parents
                    .iter()
                    .filter(|parent| **parent != code)
                    .filter_map(|parent| self.by_code.get(parent))
                    .filter(|parent| text.contains(parent.name.as_str()))
                    .count();
            match best {
                Some((most, _)) if most > weight => {}
                Some((most, _)) if most == weight => is_tied = true,
                Some(_) | None => {
                    best = Some((weight, code));
                    is_tied = false;
                }
            }
        }
        best.filter(|_| !is_tied).map(|(_, code)| code)
    }

    /// The divisions of this official name, abolished ones too.
    pub fn called(&self, name: &str) -> &[RegionCode] {
        self.by_name.get(name).map_or(&[], Vec::as_slice)
    }

    /// The divisions in use whose full names hold every one of the words, in the order of their codes
    /// and at most so many. Nothing where there are no words.
    pub fn find(&self, words: &str, most: usize) -> Vec<RegionCode> {
        let words: Vec<&str> = words.split_whitespace().collect();
        if words.is_empty() {
            return Vec::new();
        }
        self.in_use()
            .filter(|code| !self.is_filler(*code))
            .filter(|code| {
                let name = self.known_full_name(*code);
                words.iter().all(|word| name.contains(word))
            })
            .take(most)
            .collect()
    }

    /// The divisions in use whose names, of three characters or more, stand in the text.
    fn codes_named_in(&self, text: &str) -> Vec<RegionCode> {
        // No official name is longer; to look each part up is far cheaper than to look for each name.
        const LONGEST_NAME: usize = 20;
        let ends: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
        let mut codes: Vec<RegionCode> = (0..ends.len())
            .flat_map(|from| (from + 3..=from + LONGEST_NAME).map(move |to| (from, to)))
            .filter_map(|(from, to)| self.by_name.get(&text[ends[from]..*ends.get(to)?]))
            .flatten()
            .copied()
            .filter(|code| self.by_code.get(code).is_some_and(|r| r.abolished_in.is_none()))
            .collect();
        codes.sort_unstable();
        codes.dedup();
        codes
    }

    fn in_use(&self) -> impl Iterator<Item = RegionCode> {
        self.in_order.iter().copied().filter(|code| {
            self.by_code.get(code).is_some_and(|region| region.abolished_in.is_none())
        })
    }

    pub(super) fn is_filler(&self, code: RegionCode) -> bool {
        self.by_code.get(&code).is_some_and(|region| is_filler(&region.name))
    }
}

fn is_filler(name: &str) -> bool {
    matches!(
        name,
        "市辖区"
            | "县"
            | "省直辖县级行政区划"
            | "自治区直辖县级行政区划"
            | "省直辖县级行政单位"
            | "直辖县级"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(text: &str) -> RegionCode {
        RegionCode::parse(text).unwrap()
    }

    fn regions() -> Regions {
        Regions::from_csv(&["code,name,abolished_in,successor
110000,北京市,,
110100,市辖区,,
110101,东城区,,
110103,崇文区,2010,110101
110105,朝阳区,,
220000,吉林省,,
220100,长春市,,
220104,朝阳区,,
440000,广东省,,
440300,深圳市,,
440305,南山区,,
"])
    }

    #[test]
    fn codes_are_six_digits() {
        assert!(RegionCode::parse("110108").is_some());
        for not_a_code in ["", "11010", "1101081", "11010a", "０１０１０８", "010108"] {
            assert_eq!(RegionCode::parse(not_a_code), None, "{not_a_code}");
        }
        assert!(code("110000").contains(code("110108")));
        assert!(code("440300").contains(code("440305")));
        assert!(!code("440300").contains(code("440105")));
    }

    #[test]
    fn an_abolished_code_leads_to_its_successor() {
        assert_eq!(regions().current(code("110103")), code("110101"));
        assert_eq!(regions().current(code("999999")), code("999999"));
    }

    #[test]
    fn fillers_of_the_standard_are_never_shown() {
        assert_eq!(regions().full_name(code("110105")), "北京市朝阳区");
        assert_eq!(regions().full_name(code("440305")), "广东省深圳市南山区");
        assert_eq!(regions().parent(code("110105")), Some(code("110000")));
        assert_eq!(regions().children(Some(code("110000"))), [code("110101"), code("110105")]);
        assert_eq!(regions().children(Some(code("440000"))), [code("440300")]);
    }

    #[test]
    fn a_region_is_found_by_parts_of_its_name() {
        let regions = regions();
        assert_eq!(regions.find("朝阳", 9), [code("110105"), code("220104")]);
        assert_eq!(regions.find("长春 朝阳", 9), [code("220104")]);
        assert_eq!(regions.find("崇文", 9), []);
        assert_eq!(regions.find("市辖区", 9), []);
        assert_eq!(regions.find(" ", 9), []);
    }

    #[test]
    fn a_county_name_that_two_cities_have_needs_its_city() {
        let regions = regions();
        assert_eq!(regions.by_names("", "", "朝阳区"), None);
        assert_eq!(regions.by_names("吉林省", "长春市", "朝阳区"), Some(code("220104")));
        assert_eq!(regions.named_in("朝阳区校外培训机构白名单"), None);
        assert_eq!(regions.named_in("长春市朝阳区校外培训机构白名单"), Some(code("220104")));
        assert_eq!(regions.named_in("南山区校外培训机构白名单(2024年第3批)"), Some(code("440305")));
    }
}
