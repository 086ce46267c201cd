//! `GET /notice`: a letter or a poster from a school to parents, made from the address alone. Nothing of
//! it is kept, and nothing but a browser is needed to print it.

pub mod builder;
pub mod listed;
pub mod settings;
pub mod sheet;
pub mod table;
pub mod today;

use axum::response::{IntoResponse, Redirect, Response};

use self::settings::{Content, Settings, View};
use crate::domain::institution::InstitutionId;
use crate::domain::region::RegionCode;
use crate::web::error::Error;
use crate::web::params::Params;
use crate::web::served::Served;

/// Below base path and language.
pub const PATH: &str = "/notice";

pub async fn show(served: Served, params: Params) -> Result<Response, Error> {
    let about = (served.language(), served.today());
    let settings = Settings::parse(&params, served.directory(), about)?;
    if !settings.cut.is_empty() {
        return Ok(builder::view(&served, &settings).into_response());
    }
    // A form sends every field, the usual ones too: what people pass on is the short address.
    let asked = served.address.page.split_once('?').map_or("", |(_, query)| query);
    if asked != settings.query() {
        return Ok(Redirect::to(&settings.link(served.links())).into_response());
    }
    Ok(match settings.view {
        View::Builder => builder::view(&served, &settings),
        View::Paper => sheet::view(&served, &settings),
        View::Today => today::view(&served, &settings),
    }
    .into_response())
}

/// The address of the form, with the region chosen.
pub fn link_of(served: &Served, region: RegionCode) -> String {
    Settings::default().with(|own| own.region = Some(region)).link(served.links())
}

/// Where the QR code leads, below the site's own address: to what the paper is about, as it stands when
/// the code is scanned.
fn target(served: &Served, settings: &Settings) -> String {
    let links = served.links();
    match (settings.content(), settings.region, settings.ids.as_slice()) {
        (Content::Chosen, _, &[only]) => links.institution(only).to_string(),
        (Content::Chosen, _, &[_, ..]) => of_today(served, &settings.ids),
        (Content::Chosen | Content::Approved | Content::Both | Content::Link, None, _) => {
            links.to("/").to_string()
        }
        (content, Some(region), _) => {
            let mut link = links.region(region).to_string();
            let mut sign = '?';
            let mut narrow = |key: &str, code: &str| {
                link.push(sign);
                link.push_str(key);
                link.push('=');
                link.push_str(code);
                sign = '&';
            };
            if content == Content::Approved {
                narrow("list", "approved");
            }
            if let Some(category) = settings.category {
                narrow("category", category.code());
            }
            link
        }
    }
}

fn of_today(served: &Served, ids: &[InstitutionId]) -> String {
    let today = Settings::default().with(|own| {
        own.view = View::Today;
        own.ids = ids.to_vec();
    });
    today.link(served.links())
}
