//! Institutions without what only people read, for counting them all: half the work is strings.

use std::ops::ControlFlow;

use jiff::civil::Date;

use super::{BadRecord, Body, Head, VersionRecord, at_place, unpack};
use crate::domain::category::Category;
use crate::domain::institution::{Institution, InstitutionId, Version};
use crate::domain::listing::Listing;
use crate::domain::status::Status;
use crate::search::schema::INSTITUTION;
use crate::search::{Reader, SearchError};

/// What verdicts and counts go by: the institution that was encoded without its names, codes, sites,
/// days of listing, and all texts but the reason.
fn outline(record: &[u8]) -> Result<Institution, BadRecord> {
    let (_, rest): (Head<'_>, _) = postcard::take_from_bytes(record)?;
    let body: Body<'_> = postcard::from_bytes(rest)?;
    let versions = |records: &[VersionRecord<'_>]| -> Result<Vec<Version>, BadRecord> {
        records.iter().map(|record| record.version(record.outline()?)).collect()
    };
    Ok(Institution {
        id: InstitutionId::Named([b'0'; 10]),
        aliases: Vec::new(),
        versions: versions(&body.versions)?,
        may_be_meant: versions(&body.may_be_meant)?,
    })
}

impl VersionRecord<'_> {
    fn outline(&self) -> Result<Listing, BadRecord> {
        let [reason, ..] = &self.texts;
        Ok(Listing {
            status: at_place(&Status::ALL, self.status)?,
            category: at_place(&Category::ALL, self.category)?,
            nature: self.nature(),
            region: self.region()?,
            valid_until: self.validity()?,
            delisted_on: self.delisted_on.map(unpack).transpose()?,
            reason: reason.to_domain(),
            ..Listing::named(self.roster()?, String::new())
        })
    }
}

impl Reader {
    /// Hands over every institution of which something is public on `today`, in no order, without what
    /// only people read: verdict, status, category, nature, region, days and reasons are there; id,
    /// names, codes, sites and other texts are empty.
    ///
    /// # Errors
    /// When a record does not read back.
    pub fn for_each_outline(
        &self,
        today: Date,
        mut each: impl FnMut(&Institution),
    ) -> Result<(), SearchError> {
        let mut failed = None;
        self.each_of(&self.term(self.fields.kind, INSTITUTION), |at| {
            match outline(self.record(at)) {
                Ok(institution) => {
                    let institution = institution.in_public(today);
                    if !institution.versions.is_empty() {
                        each(&institution);
                    }
                    ControlFlow::Continue(())
                }
                Err(bad) => {
                    failed = Some(SearchError::Damaged(bad.to_string()));
                    ControlFlow::Break(())
                }
            }
        });
        failed.map_or(Ok(()), Err)
    }
}
