//! Where a row's institution is listed and who lists it, from the words of the row.

use std::collections::{BTreeMap, HashMap};

use crate::domain::checks::Problem;
use crate::domain::region::{RegionCode, Regions};
use crate::domain::regulator::{RegulatorCode, RegulatorKind};
use crate::domain::text;

/// The cells of a row that tell; empty where there is no such column.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Words<'a> {
    pub(super) code: &'a str,
    pub(super) province: &'a str,
    pub(super) city: &'a str,
    pub(super) county: &'a str,
    pub(super) regulator: &'a str,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) region: Option<RegionCode>,
    pub(super) regulator: Option<RegulatorCode>,
    /// What is wrong with the 行政区划代码.
    pub(super) problem: Option<Problem>,
    /// The department's name says that it is an education department too.
    pub(super) is_of_education: bool,
}

/// Rows repeat the same few places, and to find one among thousands of names takes long.
const MOST_KEPT: usize = 50_000;

pub(super) struct Places<'a> {
    regions: &'a Regions,
    given: Option<RegulatorCode>,
    /// The department that signs the list, by its title.
    publisher: Option<String>,
    kept: HashMap<String, Place>,
    key: String,
    /// The names met, and how often.
    pub(super) names: BTreeMap<RegulatorCode, BTreeMap<String, u32>>,
}

impl<'a> Places<'a> {
    pub(super) fn new(
        regions: &'a Regions,
        given: Option<RegulatorCode>,
        publisher: Option<String>,
    ) -> Self {
        Self {
            regions,
            given,
            publisher,
            kept: HashMap::new(),
            key: String::new(),
            names: BTreeMap::new(),
        }
    }

    pub(super) fn find(&mut self, words: Words<'_>) -> Place {
        self.key.clear();
        for word in [words.code, words.province, words.city, words.county, words.regulator] {
            self.key.push_str(word);
            self.key.push('\u{1F}');
        }
        if let Some(place) = self.kept.get(&self.key) {
            return *place;
        }
        let place = self.look_up(words);
        if self.kept.len() >= MOST_KEPT {
            self.kept.clear();
        }
        self.kept.insert(self.key.clone(), place);
        place
    }

    /// Counts the name under which a regulator signs.
    pub(super) fn count_name(&mut self, regulator: RegulatorCode, cell: &str) {
        let cell = if cell.is_empty() { self.publisher.as_deref().unwrap_or("") } else { cell };
        if cell.is_empty() {
            self.names.entry(regulator).or_default();
            return;
        }
        let names = self.names.entry(regulator).or_default();
        if let Some(count) = names.get_mut(cell) {
            *count += 1;
        } else if names.len() < 1_000 {
            *names.entry(text::clean(cell)).or_default() += 1;
        }
    }

    fn look_up(&self, words: Words<'_>) -> Place {
        let (by_code, problem) = self.by_code(words.code);
        let name = if words.regulator.is_empty() {
            self.publisher.clone().unwrap_or_default()
        } else {
            text::clean(words.regulator)
        };
        let of_name = (!name.is_empty()).then(|| self.regions.named_in(&name)).flatten();
        let region = by_code
            .or_else(|| self.by_names(words))
            .or(self.given.map(|given| given.region))
            .or(of_name);
        let regulator = self.given.or_else(|| {
            let region = region?;
            if name.is_empty() {
                return None;
            }
            // A city's bureau lists institutions of its counties; it is still the city's.
            let region = of_name.filter(|own| own.contains(region)).unwrap_or(region);
            Some(RegulatorCode { region, kind: RegulatorKind::of_name(&name) })
        });
        let is_of_education =
            name.contains('教') || regulator.is_some_and(|code| code.kind == RegulatorKind::Edu);
        Place { region, regulator, problem, is_of_education }
    }

    fn by_code(&self, cell: &str) -> (Option<RegionCode>, Option<Problem>) {
        let cell = text::normal(cell);
        if !cell.chars().any(char::is_alphanumeric) {
            return (None, None);
        }
        // Towns have nine digits, villages twelve; the first six are the county's.
        let is_longer = matches!(cell.len(), 9 | 12) && cell.bytes().all(|b| b.is_ascii_digit());
        let Some(code) = RegionCode::parse(if is_longer { &cell[..6] } else { &cell }) else {
            return (None, Some(Problem::RegionUnknown));
        };
        match self.regions.get(code) {
            None => (Some(code), Some(Problem::RegionUnknown)),
            Some(region) if region.abolished_in.is_some() => {
                (Some(self.regions.current(code)), Some(Problem::RegionAbolished))
            }
            Some(_) => (Some(code), None),
        }
    }

    fn by_names(&self, words: Words<'_>) -> Option<RegionCode> {
        let [province, city, county] = [words.province, words.city, words.county].map(text::clean);
        self.regions.by_names(&province, &city, &county).or_else(|| {
            let joined = format!("{province}{city}{county}");
            (!joined.is_empty()).then(|| self.regions.named_in(&joined)).flatten()
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn regions() -> Regions {
        Regions::from_csv(&["code,name,abolished_in,successor
110000,北京市,,
110100,市辖区,,
110101,东城区,,
110103,崇文区,2010,110101
510000,四川省,,
510100,成都市,,
510104,锦江区,,
"])
    }

    fn find(words: Words<'_>) -> Place {
        Places::new(&regions(), None, None).find(words)
    }

    #[test]
    fn a_row_tells_its_region_and_its_regulator() {
        let place =
            find(Words {
                code: "110101", regulator: "东城区教育委员会", ..Words::default()
            });
        assert_eq!(place.regulator.unwrap().to_string(), "110101-edu");
        let place = find(Words {
            county: "锦江区",
            city: "成都市",
            regulator: "锦江区文体局",
            ..Words::default()
        });
        assert_eq!(place.regulator.unwrap().region.to_string(), "510104");
        let place =
            find(Words { code: "510104", regulator: "成都市体育局", ..Words::default() });
        assert_eq!(place.regulator.unwrap().to_string(), "510100-sport");
        assert_eq!(place.region.unwrap().to_string(), "510104");
        assert_eq!(find(Words { code: "110101", ..Words::default() }).regulator, None);
    }

    #[test]
    fn an_abolished_code_leads_to_its_successor_and_an_unknown_one_is_told() {
        let place = find(Words { code: "110103", ..Words::default() });
        assert_eq!(
            (place.region.unwrap().to_string().as_str(), place.problem),
            ("110101", Some(Problem::RegionAbolished))
        );
        assert_eq!(
            find(Words { code: "999999", ..Words::default() }).problem,
            Some(Problem::RegionUnknown)
        );
        assert_eq!(
            find(Words { code: "11010", ..Words::default() }).problem,
            Some(Problem::RegionUnknown)
        );
    }
}
