//! `/console`: what waits.

use maud::{Markup, html};

use super::{Desk, Place, Trouble};

const TITLE: &str = "开始";

/// `GET /console`
pub async fn show(desk: Desk) -> Result<Markup, Trouble> {
    Ok(desk.page(
        TITLE,
        Place::Start,
        html! {
            h1 { "您好，" (desk.actor.display) }
            p.lead {
                @match &desk.regulator_name {
                    Some(name) => { "您在" (name) "做" (desk.actor.role.label()) "。" }
                    None => { "您在整个平台做" (desk.actor.role.label()) "。" }
                }
            }
        },
    ))
}
