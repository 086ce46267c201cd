//! What each value of a filter would leave.

use serde::Serialize;

use crate::search::{Counted, Facets};
use crate::web::served::Served;

/// Under the names of the parameters that choose them.
#[derive(Debug, Serialize)]
pub struct FacetsOut {
    region: Vec<ValueOut>,
    list: Vec<ValueOut>,
    category: Vec<ValueOut>,
    status: Vec<ValueOut>,
}

#[derive(Debug, Serialize)]
struct ValueOut {
    code: String,
    name: String,
    count: usize,
    /// A search for it may find more.
    is_least: bool,
}

impl FacetsOut {
    pub fn of(served: &Served, facets: &Facets) -> Self {
        let regions = served.directory().regions();
        Self {
            region: facet(&facets.regions, |code| (code.to_string(), regions.full_name(code))),
            list: facet(&facets.rosters, |kind| (kind.code().into(), kind.label().into())),
            category: facet(&facets.categories, |one| (one.code().into(), one.label().into())),
            status: facet(&facets.statuses, |one| (one.code().into(), one.label().into())),
        }
    }
}

fn facet<T: Copy>(facet: &[Counted<T>], named: impl Fn(T) -> (String, String)) -> Vec<ValueOut> {
    let value = |counted: &Counted<T>| {
        let (code, name) = named(counted.value);
        ValueOut { code, name, count: counted.count, is_least: counted.is_least }
    };
    facet.iter().map(value).collect()
}
