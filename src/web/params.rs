//! Parameters of a query string, parsed at the edge.

use axum::extract::{FromRequestParts, Query};
use axum::http::request::Parts;
use jiff::civil::Date;

use super::error::Error;
use crate::domain::category::Category;
use crate::domain::directory::Directory;
use crate::domain::listing::RosterKind;
use crate::domain::region::RegionCode;
use crate::domain::status::Status;
use crate::search::{Filters, Page, Sort, Wanted};

/// The furthest page that is turned to; whoever wants all takes the API's releases.
pub const LAST_PAGE: usize = 1000;

/// The pairs of a query string; of a repeated key the first counts.
#[derive(Clone, Debug, Default)]
pub struct Params(Vec<(String, String)>);

impl<S: Send + Sync> FromRequestParts<S> for Params {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Error> {
        let pairs = Query::<Vec<(String, String)>>::from_request_parts(parts, state).await;
        Ok(Self(pairs.map(|Query(pairs)| pairs).unwrap_or_default()))
    }
}

impl Params {
    /// As typed, white space included; empty when absent.
    pub fn typed(&self) -> &str {
        self.raw("q").unwrap_or_default()
    }

    /// Whether the box was sent, be it empty.
    pub fn is_sent(&self) -> bool {
        self.raw("q").is_some()
    }

    /// A value that is not empty.
    pub fn get(&self, key: &str) -> Option<&str> {
        self.raw(key).map(str::trim).filter(|value| !value.is_empty())
    }

    /// Every value of a repeated key, in order.
    pub fn all<'a>(&'a self, key: &'a str) -> impl Iterator<Item = &'a str> {
        self.0.iter().filter(move |(name, _)| name == key).map(|(_, value)| value.as_str())
    }

    /// A value as it was sent, be it empty. `None`: it was not sent.
    pub fn sent(&self, key: &str) -> Option<&str> {
        self.raw(key)
    }

    /// The one category asked for.
    ///
    /// # Errors
    /// When it names nothing.
    pub fn category(&self) -> Result<Option<Category>, Error> {
        self.parsed("category", Category::from_code, Error::BadCategory)
    }

    fn raw(&self, key: &str) -> Option<&str> {
        self.0.iter().find(|(name, _)| name == key).map(|(_, value)| value.as_str())
    }

    /// # Errors
    /// When a filter is given that names nothing.
    pub fn filters(&self, directory: &Directory) -> Result<Filters, Error> {
        Ok(Filters {
            region: self.region(directory)?,
            roster: self.parsed("list", RosterKind::from_code, Error::BadList)?,
            category: self.category()?,
            status: self.parsed("status", Status::from_code, Error::BadStatus)?,
        })
    }

    /// The region asked for; a code that is abolished gives its successor.
    ///
    /// # Errors
    /// When it is no code, or one that no table knows.
    pub fn region(&self, directory: &Directory) -> Result<Option<RegionCode>, Error> {
        let Some(text) = self.get("region") else { return Ok(None) };
        let code = RegionCode::parse(text).ok_or(Error::BadRegion)?;
        let regions = directory.regions();
        let code = regions.current(code);
        regions.get(code).map(|region| Some(region.code)).ok_or(Error::BadRegion)
    }

    /// # Errors
    /// When the page is no number from 1 to [`LAST_PAGE`].
    pub fn page(&self, size: usize) -> Result<Page, Error> {
        let number = match self.get("page") {
            Some(text) => text
                .parse()
                .ok()
                .filter(|number| (1..=LAST_PAGE).contains(number))
                .ok_or(Error::BadPage)?,
            None => 1,
        };
        Ok(Page { number, size })
    }

    /// Rows a page, as a program asks for them.
    ///
    /// # Errors
    /// When it is no number from 1 to 100.
    pub fn limit(&self, usual: usize) -> Result<usize, Error> {
        match self.get("limit") {
            Some(text) => {
                text.parse().ok().filter(|limit| (1..=100).contains(limit)).ok_or(Error::BadLimit)
            }
            None => Ok(usual),
        }
    }

    /// # Errors
    /// When an order is given that there is not, or facets are neither wanted nor not.
    pub fn wanted(&self) -> Result<Wanted, Error> {
        let facets = match self.get("facets") {
            None | Some("0") => false,
            Some("1") => true,
            Some(_) => return Err(Error::BadFacets),
        };
        let sort = self.parsed("sort", Sort::from_code, Error::BadSort)?.unwrap_or_default();
        Ok(Wanted { sort, facets })
    }

    /// The day asked about; `None` when it is today or not given.
    ///
    /// # Errors
    /// When it is no day, or one to come.
    pub fn past_day(&self, today: Date) -> Result<Option<Date>, Error> {
        let Some(text) = self.get("on") else { return Ok(None) };
        let day: Date = text.parse().map_err(|_| Error::BadDate)?;
        // A day to come cannot be answered: lists may still change before it.
        if day > today || text.len() != 10 {
            return Err(Error::BadDate);
        }
        Ok((day < today).then_some(day))
    }

    fn parsed<T>(
        &self,
        key: &str,
        parse: fn(&str) -> Option<T>,
        error: Error,
    ) -> Result<Option<T>, Error> {
        self.get(key).map(|text| parse(text).ok_or(error)).transpose()
    }
}
