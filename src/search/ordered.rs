//! Everyone in one order that stays: that in which the register came to know them. Whatever files are made
//! of the register have the same bytes on every machine, however its index came about.

use std::ops::{ControlFlow, Range};

use jiff::civil::Date;
use tantivy::query::{BooleanQuery, Query};

use super::reader::At;
use super::schema::INSTITUTION;
use super::{Browsed, Filters, Page, Reader, SearchError, record};
use crate::domain::institution::Institution;
use crate::domain::region::RegionCode;
use crate::domain::release::ReleaseId;

impl Reader {
    /// Hands every institution to `each`, those of which nothing is public on `today` left out, in the
    /// order in which the register came to know them, until `each` breaks.
    ///
    /// With a `region`, only those that stand on a list there, or if on none, once did.
    ///
    /// # Errors
    /// When a record does not read back.
    pub fn for_each_in_order(
        &self,
        region: Option<RegionCode>,
        today: Date,
        each: impl FnMut(Institution) -> ControlFlow<()>,
    ) -> Result<(), SearchError> {
        self.hand_over(&self.in_order(region), today, each)
    }

    /// [`Reader::for_each_in_order`] of everyone, for the institutions at these places alone; hidden
    /// ones keep theirs, so that a place means the same on every day.
    ///
    /// # Errors
    /// When a record does not read back.
    pub fn for_each_at(
        &self,
        places: Range<usize>,
        today: Date,
        each: impl FnMut(Institution) -> ControlFlow<()>,
    ) -> Result<(), SearchError> {
        let all = self.in_order(None);
        let end = places.end.min(all.len());
        self.hand_over(&all[places.start.min(end)..end], today, each)
    }

    /// [`Reader::touched`], of those alone that stand on a list in this region, or if on none, once did.
    pub fn touched_in(
        &self,
        (release, region): (ReleaseId, RegionCode),
        page: Page,
        today: Date,
    ) -> Browsed {
        let touched = self.term(self.fields.touched, &release.to_string());
        let filters = Filters { region: Some(region), ..Filters::default() };
        let terms = self.terms_of(&filters).into_iter().chain([touched]);
        let both = terms.map(|term| Box::new(term) as Box<dyn Query>).collect();
        self.page(&BooleanQuery::intersection(both), page, today)
    }

    fn in_order(&self, region: Option<RegionCode>) -> Vec<At> {
        let filters = Filters { region, ..Filters::default() };
        let mut found = match self.terms_of(&filters).first() {
            Some(of_region) => self.all_of(of_region),
            None => self.all_of(&self.term(self.fields.kind, INSTITUTION)),
        };
        found.sort_by_cached_key(|at| self.place(*at).1);
        found
    }

    fn hand_over(
        &self,
        places: &[At],
        today: Date,
        mut each: impl FnMut(Institution) -> ControlFlow<()>,
    ) -> Result<(), SearchError> {
        for at in places {
            let (_, institution) = record::decode(self.record(*at))
                .map_err(|bad| SearchError::Damaged(bad.to_string()))?;
            let institution = institution.in_public(today);
            if !institution.versions.is_empty() && each(institution).is_break() {
                break;
            }
        }
        Ok(())
    }
}
