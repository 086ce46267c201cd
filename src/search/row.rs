//! One document on its way into the index. Analysis and encoding happen when tantivy's indexing
//! thread first looks at it, not in the thread that hands it over.

use std::iter::Empty;
use std::sync::{Arc, OnceLock};

use tantivy::schema::Field;
use tantivy::schema::document::{Document, ReferenceValue, ReferenceValueLeaf, Value};

use super::anatomy::Anatomy;
use super::marks::{marks, newest, severity, stands};
use super::pinyin;
use super::places::Places;
use super::record;
use super::register;
use super::schema::{Fields, INSTITUTION, REGULATOR, RELEASE};
use super::trade::Trades;
use crate::domain::institution::{Institution, InstitutionId, Version};
use crate::domain::listing::RosterKind;
use crate::domain::permit::PermitNo;
use crate::domain::region::{RegionCode, Regions};
use crate::domain::regulator::{Regulator, RegulatorCode};
use crate::domain::release::{Release, ReleaseId};
use crate::domain::status::Status;
use crate::domain::text;

/// What is to be indexed.
pub(super) enum Subject {
    Institution(i64, Box<Institution>),
    Regulator(Box<Regulator>),
    Release(Box<Release>),
}

/// A document of the index.
pub(super) struct Row {
    subject: Subject,
    fields: Fields,
    regions: Arc<Regions>,
    places: Arc<Places>,
    analysed: OnceLock<Analysed>,
}

#[derive(Default)]
struct Analysed {
    values: Vec<(Field, Owned)>,
    /// Empty where encoding failed, which the reader takes for damage.
    record: Vec<u8>,
}

enum Owned {
    Text(Arc<str>),
    Static(&'static str),
    Number(u64),
}

pub(super) fn institution_key(no: i64) -> String {
    format!("i{no}")
}

pub(super) fn regulator_key(code: RegulatorCode) -> String {
    format!("g{code}")
}

pub(super) fn release_key(id: ReleaseId) -> String {
    format!("r{id}")
}

/// The term of a region, of those in one kind of roster where one is given.
pub(super) fn region_term(region: RegionCode, roster: Option<RosterKind>) -> String {
    match roster {
        None => region.to_string(),
        Some(kind) => format!("{region}/{}", kind.code()),
    }
}

impl Row {
    pub(super) fn new(
        subject: Subject,
        fields: Fields,
        regions: Arc<Regions>,
        places: Arc<Places>,
    ) -> Self {
        Self { subject, fields, regions, places, analysed: OnceLock::new() }
    }

    pub(super) fn key(&self) -> String {
        match &self.subject {
            Subject::Institution(no, _) => institution_key(*no),
            Subject::Regulator(regulator) => regulator_key(regulator.code),
            Subject::Release(release) => release_key(release.id),
        }
    }

    pub(super) fn record(&self) -> &[u8] {
        &self.analysed().record
    }

    fn analysed(&self) -> &Analysed {
        self.analysed.get_or_init(|| {
            let mut terms =
                Terms { fields: self.fields, values: Vec::with_capacity(48), normals: Vec::new() };
            terms.add(self.fields.key, self.key());
            let record = match &self.subject {
                Subject::Institution(no, institution) => {
                    terms.values.push((self.fields.kind, Owned::Static(INSTITUTION)));
                    terms.institution(*no, institution, (&self.regions, &self.places));
                    record::encode(institution, |text| terms.normal(text))
                }
                Subject::Regulator(regulator) => {
                    terms.values.push((self.fields.kind, Owned::Static(REGULATOR)));
                    register::encode_regulator(regulator)
                }
                Subject::Release(release) => {
                    terms.values.push((self.fields.kind, Owned::Static(RELEASE)));
                    register::encode_release(release)
                }
            };
            Analysed { values: terms.values, record: record.unwrap_or_default() }
        })
    }
}

struct Terms {
    fields: Fields,
    values: Vec<(Field, Owned)>,
    /// Texts of this institution and their normal forms: folding is the dearest part of indexing.
    normals: Vec<(String, String)>,
}

impl Terms {
    fn fold(&mut self, text: &str) {
        if !self.normals.iter().any(|(known, _)| known == text) {
            self.normals.push((text.to_owned(), text::normal(text)));
        }
    }

    fn normal(&self, text: &str) -> String {
        let known = self.normals.iter().find(|(known, _)| known == text);
        known.map_or_else(|| text::normal(text), |(_, normal)| normal.clone())
    }

    fn add(&mut self, field: Field, text: String) {
        self.values.push((field, Owned::Text(text.into())));
    }

    /// Adds each text once.
    fn add_all(&mut self, field: Field, mut texts: Vec<String>) {
        texts.sort_unstable();
        texts.dedup();
        for text in texts {
            self.add(field, text);
        }
    }

    fn institution(
        &mut self,
        no: i64,
        institution: &Institution,
        (regions, places): (&Regions, &Places),
    ) {
        let fields = self.fields;
        let ids = std::iter::once(&institution.id).chain(&institution.aliases);
        self.add_all(fields.id, ids.map(ToString::to_string).collect());
        let versions = &institution.versions;
        for version in versions {
            self.fold(&version.listing.name);
            if let Some(brand) = &version.listing.brand {
                self.fold(brand);
            }
            self.fold(&version.listing.site.address);
        }
        self.codes(institution);
        self.names(versions);
        self.trades(versions, regions, places);
        for field in [
            (fields.order, self.order(institution, regions)),
            (fields.no, no.cast_unsigned()),
            (fields.gone, gone(institution)),
            (fields.severity, severity(versions)),
            (fields.newest, newest(versions)),
        ] {
            self.values.push((field.0, Owned::Number(field.1)));
        }
        let marks = marks(versions, regions).into_iter();
        self.values.extend(marks.map(|mark| (fields.marks, Owned::Number(mark.packed()))));
        let mut addresses: Vec<String> =
            versions.iter().map(|v| self.normal(&v.listing.site.address)).collect();
        addresses.retain(|address| !address.is_empty());
        self.add_all(fields.address, addresses);
        self.places(versions, regions);
        let standing = || versions.iter().filter(|version| stands(version));
        let kinds = standing().map(|v| v.listing.roster.kind.code().to_owned());
        self.add_all(fields.roster, kinds.collect());
        let categories = standing().map(|v| v.listing.category.code().to_owned());
        self.add_all(fields.category, categories.collect());
        let statuses = standing().map(|v| v.listing.status.code().to_owned());
        self.add_all(fields.status, statuses.collect());
        let begun = versions.iter().map(|v| v.from_release);
        let ended = versions.iter().filter_map(|v| v.until.map(|until| until.release));
        self.add_all(fields.touched, begun.chain(ended).map(|id| id.to_string()).collect());
    }

    fn codes(&mut self, institution: &Institution) {
        let of_id = match institution.id {
            InstitutionId::Uscc(uscc) => Some(uscc),
            InstitutionId::Named(_) => None,
        };
        let listings = || institution.versions.iter().map(|version| &version.listing);
        let usccs = listings().filter_map(|listing| listing.uscc).chain(of_id);
        self.add_all(self.fields.uscc, usccs.map(|uscc| uscc.to_string()).collect());
        let permits = listings().filter_map(|listing| listing.permit.as_ref());
        self.add_all(self.fields.permit, permits.map(PermitNo::key).map(str::to_owned).collect());
    }

    fn names(&mut self, versions: &[Version]) {
        let fields = self.fields;
        let each_once = |texts: Vec<String>| {
            let mut once: Vec<String> = Vec::with_capacity(texts.len());
            for text in texts {
                if !text.is_empty() && !once.contains(&text) {
                    once.push(text);
                }
            }
            once
        };
        let mut shown: Vec<&str> = versions.iter().map(|v| v.listing.name.as_str()).collect();
        shown.dedup();
        let names = each_once(shown.into_iter().map(|name| self.normal(name)).collect());
        let brands = versions.iter().filter_map(|v| v.listing.brand.as_deref());
        let brands = each_once(brands.map(|brand| self.normal(brand)).collect());
        self.add_all(fields.loose, names.iter().map(|name| text::loose(name)).collect());
        for (text, is_name) in
            names.iter().map(|name| (name, true)).chain(brands.iter().map(|brand| (brand, false)))
        {
            let sounds = pinyin::sounds(text);
            self.add(fields.initials, pinyin::initials(&sounds));
            let sounds: Arc<str> = pinyin::joined(sounds.iter().map(|sound| sound.text)).into();
            self.values.push((fields.sounds, Owned::Text(sounds.clone())));
            self.values.push((fields.sound_pairs, Owned::Text(sounds)));
            let text: Arc<str> = text.as_str().into();
            self.values.push((fields.chars, Owned::Text(text.clone())));
            self.values.push((fields.pairs, Owned::Text(text.clone())));
            if is_name {
                self.values.push((fields.name, Owned::Text(text)));
            }
        }
    }

    /// What people call it by.
    fn trades(&mut self, versions: &[Version], regions: &Regions, places: &Places) {
        let mut trades = Trades::default();
        let mut seen: Vec<(&str, Option<RegionCode>)> = Vec::new();
        for version in versions {
            let listing = &version.listing;
            if seen.contains(&(listing.name.as_str(), listing.region)) {
                continue;
            }
            seen.push((&listing.name, listing.region));
            let own: Vec<RegionCode> =
                listing.region.into_iter().flat_map(|code| [code, regions.current(code)]).collect();
            trades.add(&Anatomy::of(&self.normal(&listing.name), &own, places));
            if let Some(brand) = &listing.brand {
                trades.add(&Anatomy::of(&self.normal(brand), &own, places));
            }
        }
        let trades = trades.sorted();
        let fields = self.fields;
        for (field, terms) in [
            (fields.trade, trades.whole),
            (fields.near, trades.near),
            (fields.heard, trades.heard),
            (fields.spelt, trades.spelt),
            (fields.lead, trades.lead),
        ] {
            self.values.extend(terms.into_iter().map(|term| (field, Owned::Text(term.into()))));
        }
    }

    /// By the sound of the newest name, without the region that it begins with: in a list of one
    /// region all names begin alike.
    fn order(&self, institution: &Institution, regions: &Regions) -> u64 {
        let Some(version) = institution.versions.iter().max_by_key(|version| version.from_release)
        else {
            return u64::MAX;
        };
        let name = self.normal(&version.listing.name);
        let mut rest = name.as_str();
        if let Some(region) = version.listing.region {
            for code in [region.province(), region.city(), region] {
                if let Some(region) = regions.get(code) {
                    rest = without_place(rest, &region.name);
                }
            }
        }
        pinyin::order(&pinyin::sounds(if rest.is_empty() { &name } else { rest }))
    }

    /// Region, city and province of each listing that stands, by the codes of today too; of the last
    /// ones where none stands, so that those who left are still found where they were.
    fn places(&mut self, versions: &[Version], regions: &Regions) {
        let mut terms = Vec::new();
        let has_standing = versions.iter().any(stands);
        for version in versions.iter().filter(|version| !has_standing || stands(version)) {
            let Some(code) = version.listing.region else { continue };
            for code in [code, regions.current(code)] {
                for code in [code, code.city(), code.province()] {
                    terms.push(region_term(code, None));
                    if stands(version) {
                        terms.push(region_term(code, Some(version.listing.roster.kind)));
                    }
                }
            }
        }
        self.add_all(self.fields.region, terms);
    }
}

/// `name` without the place, in full or short (海淀区, 海淀), at its beginning.
fn without_place<'a>(name: &'a str, place: &str) -> &'a str {
    if let Some(rest) = name.strip_prefix(place) {
        return rest;
    }
    let mut short = place.chars();
    short.next_back();
    let short = short.as_str();
    if short.chars().count() < 2 { name } else { name.strip_prefix(short).unwrap_or(name) }
}

/// The day from which every version is a ban that is over, packed so that later days are greater.
fn gone(institution: &Institution) -> u64 {
    let mut last = 0;
    for version in &institution.versions {
        if version.listing.roster.kind != RosterKind::Banned {
            return u64::MAX;
        }
        // All versions of a line go when one of them does.
        let of_line = institution.versions.iter().filter(|other| other.line == version.line);
        let day = of_line.map(forgotten_from).min().unwrap_or(u64::MAX);
        last = last.max(day);
    }
    last
}

fn forgotten_from(version: &Version) -> u64 {
    use crate::domain::institution::Ending;
    if version.listing.status == Status::Lifted {
        return 0;
    }
    let departed =
        version.until.filter(|until| until.how == Ending::Departed).map(|until| until.on);
    departed.into_iter().chain(version.listing.delisted_on).min().map_or(u64::MAX, day_number)
}

/// A day as a number for columns; days before 2020 are as good as that.
pub(super) fn day_number(day: jiff::civil::Date) -> u64 {
    u64::try_from(record::pack(day)).unwrap_or_default()
}

/// A value as tantivy reads it.
#[derive(Clone, Copy, Debug)]
pub(super) enum Cell<'a> {
    Text(&'a str),
    Number(u64),
}

impl<'a> Value<'a> for Cell<'a> {
    type ArrayIter = Empty<Self>;
    type ObjectIter = Empty<(&'a str, Self)>;

    fn as_value(&self) -> ReferenceValue<'a, Self> {
        ReferenceValue::Leaf(match self {
            Self::Text(text) => ReferenceValueLeaf::Str(text),
            Self::Number(number) => ReferenceValueLeaf::U64(*number),
        })
    }
}

impl Document for Row {
    type Value<'a> = Cell<'a>;
    type FieldsValuesIter<'a> = Values<'a>;

    fn iter_fields_and_values(&self) -> Values<'_> {
        Values(self.analysed().values.iter())
    }
}

pub(super) struct Values<'a>(std::slice::Iter<'a, (Field, Owned)>);

impl<'a> Iterator for Values<'a> {
    type Item = (Field, Cell<'a>);

    fn next(&mut self) -> Option<Self::Item> {
        let (field, value) = self.0.next()?;
        let cell = match value {
            Owned::Text(text) => Cell::Text(text),
            Owned::Static(text) => Cell::Text(text),
            Owned::Number(number) => Cell::Number(*number),
        };
        Some((*field, cell))
    }
}
