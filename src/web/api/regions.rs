//! `GET /api/v1/regions`, `GET /api/v1/regions/{code}`

use axum::Json;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use jiff::civil::Date;
use serde::Serialize;

use super::types::{Named, Stamp, region};
use crate::domain::region::RegionCode;
use crate::domain::regulator::Regulator;
use crate::web::error::Error;
use crate::web::overview::{RegionState, states};
use crate::web::served::Served;

#[derive(Debug, Serialize)]
pub struct Index {
    regions: Vec<RegionOut>,
    #[serde(flatten)]
    stamp: Stamp,
}

#[derive(Debug, Serialize)]
pub struct RegionOut {
    code: String,
    name: String,
    approved: usize,
    banned: usize,
    /// The newest 截至日期; `null`: no list.
    list_as_of: Option<Date>,
    url: String,
}

#[derive(Debug, Serialize)]
pub struct Shown {
    #[serde(flatten)]
    shown: RegionOut,
    full_name: String,
    parent: Option<Named>,
    children: Vec<RegionOut>,
    regulators: Vec<RegulatorOut>,
    #[serde(flatten)]
    stamp: Stamp,
}

#[derive(Debug, Serialize)]
struct RegulatorOut {
    code: String,
    name: String,
    phone: Option<String>,
    mailbox: Option<String>,
    /// What it means when its lists do not name an institution.
    absence: &'static str,
}

impl RegulatorOut {
    fn of(regulator: &Regulator) -> Self {
        Self {
            code: regulator.code.to_string(),
            name: regulator.name.clone(),
            phone: regulator.phone.clone(),
            mailbox: regulator.mailbox.clone(),
            absence: regulator.absence.code(),
        }
    }
}

pub async fn index(served: Served) -> Json<Index> {
    let provinces = served.directory().regions().children(None);
    Json(Index { regions: out(&served, &provinces), stamp: Stamp::of(&served) })
}

pub async fn show(served: Served, Path(code): Path<String>) -> Result<Response, Error> {
    let code = RegionCode::parse(&code).ok_or(Error::BadRegion)?;
    let directory = served.directory();
    let regions = directory.regions();
    let current = regions.current(code);
    if current != code {
        let link = served.links().with("/api/v1/regions/", current);
        return Ok(Redirect::permanent(&link.to_string()).into_response());
    }
    if regions.get(code).is_none() {
        return Err(Error::NotFound);
    }
    let shown = out(&served, &[code]).pop().ok_or(Error::NotFound)?;
    let own = directory.regulators().filter(|one| one.code.region == code);
    Ok(Json(Shown {
        shown,
        full_name: regions.full_name(code),
        parent: regions.parent(code).map(|parent| region(directory, parent)),
        children: out(&served, &regions.children(Some(code))),
        regulators: own.map(RegulatorOut::of).collect(),
        stamp: Stamp::of(&served),
    })
    .into_response())
}

fn out(served: &Served, codes: &[RegionCode]) -> Vec<RegionOut> {
    let one = |state: RegionState| RegionOut {
        url: served.links().region(state.code).to_string(),
        code: state.code.to_string(),
        name: state.name,
        approved: state.approved,
        banned: state.banned,
        list_as_of: state.as_of,
    };
    states(&served.reader, codes, served.today()).into_iter().map(one).collect()
}
