//! What each value of a filter would leave.

use serde::Serialize;

use crate::search::{Facet, Facets};
use crate::web::served::Served;

/// Under the names of the parameters that choose them.
#[derive(Debug, Serialize)]
pub struct FacetsOut {
    region: FacetOut,
    list: FacetOut,
    category: FacetOut,
    status: FacetOut,
}

#[derive(Debug, Serialize)]
struct FacetOut {
    values: Vec<ValueOut>,
    /// More rows were found than are counted: each count is the least, 0 among them.
    is_least: bool,
}

#[derive(Debug, Serialize)]
struct ValueOut {
    code: String,
    name: String,
    count: usize,
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

fn facet<T: Copy>(facet: &Facet<T>, named: impl Fn(T) -> (String, String)) -> FacetOut {
    let value = |value, count| {
        let (code, name) = named(value);
        ValueOut { code, name, count }
    };
    let values = facet.values.iter().map(|counted| value(counted.value, counted.count)).collect();
    FacetOut { values, is_least: facet.is_least }
}
