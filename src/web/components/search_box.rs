//! The box.

use maud::{Markup, html};

use crate::domain::region::RegionCode;
use crate::web::assets;
use crate::web::links::Links;
use crate::web::suggest;

/// More than is looked up, so that who pastes a page of text is told; less than what servers refuse as
/// an address, which nobody could explain.
const LONGEST: usize = 500;

/// A plain GET form, to which the script adds suggestions. `region` is kept when one was chosen.
pub fn search_box(links: Links<'_>, typed: &str, region: Option<RegionCode>) -> Markup {
    html! {
        form.box role="search" action=(links.to("/search")) data-suggest=(links.to(suggest::PATH)) {
            label for="q" { "机构名称、信用代码或许可证号" }
            div {
                input #q type="search" name="q" value=(typed) autocomplete="off" enterkeyhint="search" maxlength=(LONGEST)
                    placeholder="照墙上的证写全名";
                button { "查一查" }
            }
            @if let Some(code) = region { input type="hidden" name="region" value=(code); }
        }
        script src=(links.with("/static/", assets::script_name())) defer {}
    }
}
