//! Whom a row is about: by 信用代码, then 许可证号, then full name and region (`domain.md` §3).

use std::collections::{HashMap, HashSet};

use super::institution::InstitutionId;
use super::listing::Listing;
use super::region::RegionCode;
use super::uscc::Uscc;

/// The number under which the store keeps an institution.
pub type InstitutionNo = i64;

/// What one listing tells to recognise its institution by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Acquaintance {
    pub no: InstitutionNo,
    pub id: InstitutionId,
    /// [`super::text::normal`] of its name.
    pub name_key: String,
    pub permit_key: Option<String>,
    pub region: Option<RegionCode>,
}

#[derive(Clone, Debug)]
struct Known {
    no: InstitutionNo,
    id: InstitutionId,
    /// Where its listings place it.
    regions: Vec<RegionCode>,
}

/// Whom a row is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Match {
    Existing(InstitutionNo),
    /// It was known without a code and now has one: its id changes, the old one becomes an alias.
    GainsCode(InstitutionNo, Uscc),
    /// Known without a code, under another name but this very permit: it gains the code where its
    /// regulator's own list shows that it goes on at the same premises. Else it is new.
    PerhapsGainsCode(InstitutionNo, Uscc),
    /// Known twice: by this code, and as `twin` under this very name without one. They are one where the
    /// row takes the place of the twin's in the same list.
    PerhapsTwins {
        no: InstitutionNo,
        twin: InstitutionNo,
    },
    New(InstitutionId),
}

/// Institutions that rows can be recognised by, as far as a file mentions them.
#[derive(Debug, Default)]
pub struct Acquaintances {
    by_no: HashMap<InstitutionNo, Known>,
    by_id: HashMap<InstitutionId, InstitutionNo>,
    by_permit: HashMap<String, Vec<InstitutionNo>>,
    by_name: HashMap<String, Vec<InstitutionNo>>,
    /// Ids whose links lead to who has another one now: nobody else may get them.
    former: HashSet<InstitutionId>,
}

impl Acquaintances {
    /// Makes an institution known, or known better: under another name, permit or region too.
    pub fn remember(&mut self, acquaintance: &Acquaintance) {
        let Acquaintance { no, id, name_key, permit_key, region } = acquaintance;
        let known = self.by_no.entry(*no).or_insert_with(|| Known {
            no: *no,
            id: *id,
            regions: Vec::new(),
        });
        known.id = *id;
        if let Some(region) = region
            && !known.regions.contains(region)
        {
            known.regions.push(*region);
        }
        self.by_id.insert(*id, *no);
        add(&mut self.by_name, name_key, *no);
        if let Some(key) = permit_key {
            add(&mut self.by_permit, key, *no);
        }
    }

    /// Makes an id known that is no longer anybody's own.
    pub fn remember_former(&mut self, id: InstitutionId) {
        self.former.insert(id);
    }

    /// From now on `twin` is `no`.
    pub fn unite(&mut self, no: InstitutionNo, twin: InstitutionNo) {
        let Some(gone) = self.by_no.remove(&twin) else { return };
        self.by_id.remove(&gone.id);
        self.former.insert(gone.id);
        if let Some(known) = self.by_no.get_mut(&no) {
            known.regions.extend(gone.regions);
        }
        for numbers in self.by_name.values_mut().chain(self.by_permit.values_mut()) {
            if numbers.contains(&twin) {
                numbers.retain(|one| *one != twin && *one != no);
                numbers.push(no);
            }
        }
    }

    /// The present id.
    pub fn id(&self, no: InstitutionNo) -> Option<InstitutionId> {
        self.by_no.get(&no).map(|known| known.id)
    }

    /// Who has this id.
    pub fn of_id(&self, id: InstitutionId) -> Option<InstitutionNo> {
        self.by_id.get(&id).copied()
    }

    /// Whom `listing` is about; `name_key` is [`super::text::normal`] of its name.
    pub fn recognise(&self, listing: &Listing, name_key: &str) -> Match {
        let namesakes = self.namesakes(name_key, listing.region);
        if let Some(uscc) = listing.uscc {
            if let Some(no) = self.by_id.get(&InstitutionId::Uscc(uscc)) {
                let others: Vec<&Known> =
                    namesakes.into_iter().filter(|known| known.no != *no).collect();
                return match others.as_slice() {
                    [Known { no: twin, id: InstitutionId::Named(_), .. }] => {
                        Match::PerhapsTwins { no: *no, twin: *twin }
                    }
                    _ => Match::Existing(*no),
                };
            }
            let without_code: Vec<&Known> = namesakes
                .into_iter()
                .filter(|known| matches!(known.id, InstitutionId::Named(_)))
                .collect();
            return match without_code.as_slice() {
                [one] => Match::GainsCode(one.no, uscc),
                [] => match self.only_of_permit(listing) {
                    Some(Known { no, id: InstitutionId::Named(_), .. }) => {
                        Match::PerhapsGainsCode(*no, uscc)
                    }
                    Some(_) | None => Match::New(InstitutionId::Uscc(uscc)),
                },
                _ => Match::New(InstitutionId::Uscc(uscc)),
            };
        }
        if let Some(only) = self.only_of_permit(listing) {
            return Match::Existing(only.no);
        }
        let with_code: Vec<&Known> = namesakes
            .iter()
            .copied()
            .filter(|known| matches!(known.id, InstitutionId::Uscc(_)))
            .collect();
        if let [one] = with_code.as_slice() {
            return Match::Existing(one.no);
        }
        let id = self.id_of_name(listing);
        match self.by_id.get(&id) {
            Some(no) => Match::Existing(*no),
            None => Match::New(id),
        }
    }

    /// The one institution that carries the listing's permit.
    fn only_of_permit(&self, listing: &Listing) -> Option<&Known> {
        let permit = listing.permit.as_ref()?;
        let [only] = self.by_permit.get(permit.key())?.as_slice() else { return None };
        self.by_no.get(only)
    }

    /// The id that follows from region and name; a number goes in where the plain one leads to who has
    /// another one now.
    fn id_of_name(&self, listing: &Listing) -> InstitutionId {
        let plain = InstitutionId::of_name(listing.region, &listing.name);
        let numbered =
            |n: u32| InstitutionId::of_name(listing.region, &format!("{}#{n}", listing.name));
        let ids = std::iter::once(plain).chain((2..).map(numbered));
        ids.into_iter().find(|id| !self.former.contains(id)).unwrap_or(plain)
    }

    /// Those of exactly this name whose region lies in `region` or around it. A row or an
    /// institution without a region may be anywhere.
    fn namesakes(&self, name_key: &str, region: Option<RegionCode>) -> Vec<&Known> {
        self.by_name
            .get(name_key)
            .into_iter()
            .flatten()
            .filter_map(|no| self.by_no.get(no))
            .filter(|known| {
                region.is_none_or(|region| {
                    known.regions.is_empty() || known.regions.iter().any(|own| own.overlaps(region))
                })
            })
            .collect()
    }
}

fn add(map: &mut HashMap<String, Vec<InstitutionNo>>, key: &str, no: InstitutionNo) {
    let Some(numbers) = map.get_mut(key) else {
        map.insert(key.to_owned(), vec![no]);
        return;
    };
    if !numbers.contains(&no) {
        numbers.push(no);
    }
}
