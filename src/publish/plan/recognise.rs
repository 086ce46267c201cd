//! Whom each row of a submission is about.

use std::collections::BTreeMap;

use super::Plan;
use crate::domain::institution::InstitutionId;
use crate::domain::listing::Listing;
use crate::domain::matching::{Acquaintance, InstitutionNo, Match};
use crate::domain::regulator::RegulatorCode;
use crate::domain::text;
use crate::domain::uscc::Uscc;
use crate::publish::PublishError;
use crate::publish::submission::Directed;
use crate::store::Publishing;
use crate::store::publishing::RecognitionKeys;

/// A row, and the standing listing that a person says it continues.
pub(super) struct Row {
    pub(super) name_key: String,
    pub(super) listing: Listing,
    pub(super) line: Option<i64>,
}

/// A row whose institution is known.
pub(super) struct Recognised {
    pub(super) institution: InstitutionNo,
    pub(super) listing: Listing,
    pub(super) line: Option<i64>,
}

/// How much an entry and the row that follows it must have in common.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Premises {
    Same,
    Any,
}

/// Each row with the key of its name, which is costly to make.
pub(super) fn keyed(listings: Vec<Listing>, directed: &Directed) -> Vec<Row> {
    let rows = listings.into_iter().enumerate();
    rows.map(|(at, listing)| Row {
        name_key: text::normal(&listing.name),
        listing,
        line: directed.continues.get(&at).copied(),
    })
    .collect()
}

pub(super) fn keys(rows: &[Row]) -> RecognitionKeys {
    let mut keys = RecognitionKeys::default();
    for Row { name_key, listing, line: _ } in rows {
        keys.ids.insert(match listing.uscc {
            Some(uscc) => InstitutionId::Uscc(uscc),
            None => InstitutionId::of_name(listing.region, &listing.name),
        });
        keys.names.insert(name_key.clone());
        if let Some(permit) = &listing.permit {
            keys.permits.insert(permit.key().to_owned());
        }
    }
    keys
}

impl Plan {
    /// Finds out whom each row is about. Rows with a code go first, so that one without finds them.
    pub(super) async fn recognise(
        &mut self,
        publishing: &mut Publishing,
        rows: Vec<Row>,
    ) -> Result<BTreeMap<RegulatorCode, Vec<Recognised>>, PublishError> {
        let mut recognised: BTreeMap<RegulatorCode, Vec<Recognised>> = BTreeMap::new();
        let (coded, uncoded): (Vec<_>, Vec<_>) =
            rows.into_iter().partition(|row| row.listing.uscc.is_some());
        for Row { name_key, listing, line } in coded.into_iter().chain(uncoded) {
            self.rows += 1;
            let regulator = listing.roster.regulator;
            let known = line.and_then(|line| self.continued(regulator, line, &listing));
            let row = match known {
                Some(institution) => {
                    self.may_gain(publishing, institution, &listing).await?;
                    Recognised { institution, listing, line }
                }
                None => {
                    let institution = self.meet(publishing, (&listing, name_key), &mut recognised);
                    Recognised { institution, listing, line: None }
                }
            };
            recognised.entry(regulator).or_default().push(row);
        }
        Ok(recognised)
    }

    /// The institution of the standing listing that a row continues. `None`: the row's code is
    /// another than the listing's, so it is about another institution.
    fn continued(
        &self,
        regulator: RegulatorCode,
        line: i64,
        listing: &Listing,
    ) -> Option<InstitutionNo> {
        let before = self.standing.get(&regulator)?.iter().find(|old| old.line == line)?;
        match (before.listing.uscc, listing.uscc) {
            (Some(before), Some(after)) if before != after => None,
            (None, Some(after)) => {
                let owner = self.acquaintances.of_id(InstitutionId::Uscc(after));
                owner.is_none_or(|owner| owner == before.institution).then_some(before.institution)
            }
            _ => Some(before.institution),
        }
    }

    /// An institution known by its name alone, in whose listing a person writes its code.
    async fn may_gain(
        &mut self,
        publishing: &mut Publishing,
        institution: InstitutionNo,
        listing: &Listing,
    ) -> Result<(), PublishError> {
        let Some(uscc) = listing.uscc else { return Ok(()) };
        let after = InstitutionId::Uscc(uscc);
        match publishing.id(institution).await? {
            Some(before @ InstitutionId::Named(_)) => {
                self.gained.push((institution, before, after));
                Ok(())
            }
            Some(InstitutionId::Uscc(_)) | None => Ok(()),
        }
    }

    /// Whom a row is about that continues nothing.
    fn meet(
        &mut self,
        publishing: &mut Publishing,
        (listing, name_key): (&Listing, String),
        recognised: &mut BTreeMap<RegulatorCode, Vec<Recognised>>,
    ) -> InstitutionNo {
        let (no, id) = match self.acquaintances.recognise(listing, &name_key) {
            Match::Existing(no) => (no, self.acquaintances.id(no)),
            Match::GainsCode(no, uscc) => self.gains_code(no, uscc),
            Match::PerhapsGainsCode(no, uscc) => {
                if self.goes_on(no, listing, Premises::Same) {
                    self.gains_code(no, uscc)
                } else {
                    self.is_new(publishing, InstitutionId::Uscc(uscc))
                }
            }
            Match::PerhapsTwins { no, twin } => {
                if self.goes_on(twin, listing, Premises::Any) {
                    self.unite(no, twin, recognised);
                }
                (no, self.acquaintances.id(no))
            }
            Match::New(id) => self.is_new(publishing, id),
        };
        if let Some(id) = id {
            self.acquaintances.remember(&Acquaintance {
                no,
                id,
                name_key,
                permit_key: listing.permit.as_ref().map(|permit| permit.key().to_owned()),
                region: listing.region,
            });
        }
        no
    }

    fn is_new(
        &mut self,
        publishing: &mut Publishing,
        id: InstitutionId,
    ) -> (InstitutionNo, Option<InstitutionId>) {
        let no = publishing.new_institution_no();
        self.institutions.push((no, id));
        (no, Some(id))
    }

    fn gains_code(
        &mut self,
        no: InstitutionNo,
        uscc: Uscc,
    ) -> (InstitutionNo, Option<InstitutionId>) {
        let after = InstitutionId::Uscc(uscc);
        if let Some(before) = self.acquaintances.id(no) {
            self.gained.push((no, before, after));
        }
        (no, Some(after))
    }

    /// Whether the list that a row is for names this institution now, so that the row can be what
    /// became of that entry.
    fn goes_on(&self, no: InstitutionNo, row: &Listing, premises: Premises) -> bool {
        let address = text::normal(&row.site.address);
        self.standing.get(&row.roster.regulator).into_iter().flatten().any(|old| {
            let is_there = || text::normal(&old.listing.site.address) == address;
            old.institution == no
                && old.listing.roster == row.roster
                && (premises == Premises::Any || is_there())
        })
    }

    /// Makes one of two: everything that lists have said of `twin` was said of `no`.
    fn unite(
        &mut self,
        no: InstitutionNo,
        twin: InstitutionNo,
        recognised: &mut BTreeMap<RegulatorCode, Vec<Recognised>>,
    ) {
        let Some(before) = self.acquaintances.id(twin) else { return };
        self.acquaintances.unite(no, twin);
        self.united.push((no, twin, before));
        let standing = self.standing.values_mut().flatten().map(|old| &mut old.institution);
        let rows = recognised.values_mut().flatten().map(|row| &mut row.institution);
        standing.chain(rows).filter(|of| **of == twin).for_each(|of| *of = no);
    }
}
