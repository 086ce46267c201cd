//! The page that says that something is wrong, and what to do.

use maud::{Markup, html};

use crate::web::address::Address;
use crate::web::components::search_box::{mistaken_box, search_box};
use crate::web::error::Error;
use crate::web::layout::{self, Frame, Place};
use crate::web::links::Links;
use crate::web::settings::SiteSettings;
use crate::web::words::errors::{BROWSE, CALL, OTHER_WAYS, for_people};

/// Needs nothing but settings and address, so that it comes whatever has failed.
pub fn page(site: &SiteSettings, address: &Address, is_elder: bool, error: Error) -> Markup {
    let language = address.language;
    let (title, detail) = for_people(error);
    let links = Links::new(&site.base_path, language);
    let ways = [
        html! { a href=(links.to("/regions")) { (BROWSE.of(language)) } },
        html! { a href=(links.to("/report")) { (CALL.of(language)) } },
    ];
    layout::unindexed(
        Frame {
            site,
            address,
            title: title.of(language),
            place: Place::Elsewhere,
            description: "",
            more_style: None,
            feed: None,
            is_elder,
        },
        html! {
            section.trouble {
                h1 { (title.of(language)) (language.stop()) }
                p.lead #wrong { (detail.of(language)) }
                @if matches!(error, Error::Typed(_)) { (mistaken_box(links, None, "wrong")) }
                @else { (search_box(links, "", None)) }
                p { (OTHER_WAYS.around(language, &ways)) }
            }
        },
    )
}
