//! `qr.svg` and `qr.png` beside the home page, a region, an institution: the page's own link as a QR code.
//! Where it leads is put together here from what the address names; no address of others gets in.

use std::fmt;

use axum::http::header;
use axum::response::{IntoResponse, Redirect, Response};
use maud::html;

use crate::domain::category::Category;
use crate::domain::institution::InstitutionId;
use crate::domain::listing::RosterKind;
use crate::domain::region::RegionCode;
use crate::domain::status::Status;
use crate::search::Filters;
use crate::web::error::Error;
use crate::web::links::Links;
use crate::web::params::Params;
use crate::web::qr_code::{PrintSize, QrCode};
use crate::web::served::Served;
use crate::web::words::share as said;

/// What a code is drawn as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Svg,
    Png,
}

impl Kind {
    fn ending(self) -> &'static str {
        match self {
            Self::Svg => "svg",
            Self::Png => "png",
        }
    }
}

/// `GET /qr.svg`, `GET /qr.png`: of the home page; with `?region=` of the region's list, narrowed by
/// `?list=`, `?category=`, `?status=` as the page itself is.
///
/// # Errors
/// When a parameter names nothing, or a list is narrowed without a region: there is no such page.
pub fn home(served: &Served, params: &Params, kind: Kind) -> Result<Response, Error> {
    let filters = params.filters(served.directory())?;
    match filters.region {
        Some(code) => of_region(served, (code, filters), params, kind),
        None if filters == Filters::default() => {
            drawn(served, &served.links().to("/"), ("home", kind), params)
        }
        None => Err(Error::BadRegion),
    }
}

/// `GET /regions/{code}/qr.svg` and `qr.png`, with the filters of the page.
///
/// # Errors
/// When there is no such region, or a parameter names nothing.
pub fn region(served: &Served, code: &str, params: &Params, kind: Kind) -> Result<Response, Error> {
    let code = RegionCode::parse(code).ok_or(Error::NotFound)?;
    let regions = served.directory().regions();
    let code = regions.get(regions.current(code)).ok_or(Error::NotFound)?.code;
    let filters = params.filters(served.directory())?;
    of_region(served, (code, filters), params, kind)
}

/// `GET /i/{id}/qr.svg` and `qr.png`. A former id leads to the present one's.
///
/// # Errors
/// When the page itself says that there is nobody.
pub fn institution(
    served: &Served,
    id: &str,
    params: &Params,
    kind: Kind,
) -> Result<Response, Error> {
    let id = InstitutionId::parse(id).ok_or(Error::NotFound)?;
    let today = served.today();
    let institution = served.reader.institution(id, today).ok_or(Error::NotFound)?;
    // A ban that is over is all that ever named it: nothing of it is shown.
    institution.representative(today).ok_or(Error::NotFound)?;
    let link = served.links().institution(institution.id);
    if institution.id != id {
        return Ok(Redirect::permanent(&format!("{link}/qr.{}", kind.ending())).into_response());
    }
    drawn(served, &link, (&institution.id.to_string(), kind), params)
}

fn of_region(
    served: &Served,
    (code, filters): (RegionCode, Filters),
    params: &Params,
    kind: Kind,
) -> Result<Response, Error> {
    let link = List { links: served.links(), code, filters };
    drawn(served, &link, (&code.to_string(), kind), params)
}

/// A region's list as its filters leave it.
struct List<'a> {
    links: Links<'a>,
    code: RegionCode,
    filters: Filters,
}

impl fmt::Display for List<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", self.links.region(self.code), query_of(self.filters))
    }
}

/// What narrows a region's list, with its question mark; empty when nothing does.
pub fn query_of(filters: Filters) -> String {
    let Filters { region: _, roster, category, status } = filters;
    let named = [
        ("list", roster.map(RosterKind::code)),
        ("category", category.map(Category::code)),
        ("status", status.map(Status::code)),
    ];
    let mut query = String::new();
    for (key, value) in named.into_iter().filter_map(|(key, value)| Some((key, value?))) {
        query.push(if query.is_empty() { '?' } else { '&' });
        query.push_str(&format!("{key}={value}"));
    }
    query
}

/// `name` goes into the name under which the file is kept.
fn drawn(
    served: &Served,
    link: &dyn fmt::Display,
    (name, kind): (&str, Kind),
    params: &Params,
) -> Result<Response, Error> {
    if !served.knows_its_address() {
        return Err(Error::BadHost);
    }
    let size = match params.get("size") {
        Some(code) => PrintSize::from_code(code).ok_or(Error::BadSize)?,
        None => PrintSize::default(),
    };
    let link = served.whole(link);
    let code = QrCode::of(&link)?;
    let (kind_name, content) = match kind {
        Kind::Svg => {
            let title = said::QR_TITLE.with(served.language(), &[&link]);
            let svg = code.svg(&title);
            ("image/svg+xml", html! { (svg) }.0.into_bytes())
        }
        Kind::Png => ("image/png", code.png(size)?),
    };
    let file = format!("inline; filename=\"mingce-{name}.{}\"", kind.ending());
    let headers = [(header::CONTENT_TYPE, kind_name), (header::CONTENT_DISPOSITION, file.as_str())];
    Ok((headers, content).into_response())
}
