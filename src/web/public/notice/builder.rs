//! The form: which region, what to print, in which words. A plain GET form whose answers stand in the
//! address, so that nothing needs a script and nothing is kept.

use maud::{Markup, html};

use super::listed;
use super::settings::{Content, MOST_CHOSEN, MOST_SOUGHT, Paper, Settings, Text, View};
use crate::domain::answer::{Typed, TypedError};
use crate::domain::category::Category;
use crate::domain::institution::Institution;
use crate::domain::region::RegionCode;
use crate::domain::verdict::conclude;
use crate::search::{Filters, Page, Wanted};
use crate::web::asking::{Question, ask};
use crate::web::assets;
use crate::web::components::panel::badge;
use crate::web::components::place;
use crate::web::components::quoted::quoted;
use crate::web::layout::{Place, page, unindexed};
use crate::web::served::Served;
use crate::web::words::{self, Count, Phrase, labels, notice as said};

/// Regions, and institutions, offered to words that are looked for.
const MOST_REGIONS: usize = 20;
const MOST_FOUND: usize = 6;

pub fn view(served: &Served, settings: &Settings) -> Markup {
    let language = served.language();
    let main = html! {
        h1 { (said::HEADING.of(language)) }
        p.lead { (said::LEAD.of(language)) }
        @for text in &settings.cut {
            p.note role="status" { b { (said::NOT_PRINTED_WHOLE.with(language, &[
                &Count::of(language, text.most()), &text.label().of(language),
            ])) } }
        }
        @if settings.is_begun() { (begun(served, settings)) } @else { (regions(served, settings)) }
    };
    let frame = served
        .frame(said::TITLE.of(language), Place::Elsewhere)
        .described(said::DESCRIPTION.of(language))
        .styled(assets::Style::Notice.name());
    if settings.query().is_empty() { page(frame, main) } else { unindexed(frame, main) }
}

fn link(served: &Served, settings: &Settings, change: impl FnOnce(&mut Settings)) -> String {
    settings.with(change).link(served.links())
}

/// The first step: which region.
fn regions(served: &Served, settings: &Settings) -> Markup {
    let language = served.language();
    let regions = served.directory().regions();
    let found = regions.find(&settings.find, MOST_REGIONS);
    let overview = served.overview();
    let start: Vec<RegionCode> = overview.regions.iter().map(|state| state.code).collect();
    html! {
        section {
            h2 { (said::WHERE.of(language)) }
            p { (said::WHERE_LEAD.of(language)) }
            form.seek action=(served.links().to(super::PATH)) {
                label for="find" { (said::FIND_REGION.of(language)) }
                div {
                    input #find type="search" name="find" value=(settings.find) maxlength=(MOST_SOUGHT)
                        autocomplete="off" placeholder=(said::FIND_REGION_HINT.of(language));
                    button { (said::FIND.of(language)) }
                }
            }
            @if !settings.find.is_empty() && found.is_empty() {
                p.note role="status" { (said::NO_REGION_FOUND.with(language, &[&settings.find])) }
            }
            @if found.is_empty() { (choices(served, settings, &start)) }
            @else { (choices(served, settings, &found)) }
            p { a href=(link(served, settings, |own| own.print(Some(Content::Chosen)))) {
                (said::WITHOUT_REGION.of(language))
            } }
        }
    }
}

fn choices(served: &Served, settings: &Settings, regions: &[RegionCode]) -> Markup {
    let language = served.language();
    html! {
        nav.chips aria-label=(said::WHERE.of(language)) {
            @for code in regions {
                a rel="nofollow" href=(link(served, settings, |own| own.region = Some(*code))) {
                    (quoted(language, served.directory().regions().full_name(*code)))
                }
            }
        }
    }
}

fn begun(served: &Served, settings: &Settings) -> Markup {
    let language = served.language();
    let paper = link(served, settings, |own| own.view = View::Paper);
    let whole = served.whole(settings.with(|_| ()).link(served.links()));
    html! {
        (region_choice(served, settings))
        @if settings.region.is_some() || !settings.ids.is_empty() {
            p { a.big href=(paper) { span { (said::PRINT_NOW.of(language)) } } }
            p { (said::OR_CHANGE.of(language)) }
        }
        (form(served, settings))
        section {
            h2 { (said::SEND.of(language)) }
            p { (said::SEND_LEAD.of(language)) }
            p.link { (whole) }
        }
    }
}

fn region_choice(served: &Served, settings: &Settings) -> Markup {
    let language = served.language();
    let directory = served.directory();
    let without = link(served, settings, |own| {
        own.region = None;
        own.category = None;
        own.print(None);
    });
    let Some(region) = settings.region else {
        return html! { p { a href=(served.links().to(super::PATH)) { (said::WHERE.of(language)) } } };
    };
    let name = quoted(language, directory.regions().full_name(region));
    let mut below = directory.regions().children(Some(region));
    below.retain(|code| directory.rosters().any(|roster| code.contains(roster.regulator.region)));
    html! {
        p.lead {
            b { (said::CHOSEN_REGION.around(language, &[name])) }
            (language.space()) " "
            a href=(without) { (said::OTHER_REGION.of(language)) }
        }
        @if !below.is_empty() {
            details {
                summary { (said::NARROWER.of(language)) }
                (choices(served, settings, &below))
            }
        }
    }
}

fn form(served: &Served, settings: &Settings) -> Markup {
    let language = served.language();
    html! {
        form.make action=(served.links().to(super::PATH)) {
            @if let Some(region) = settings.region { input type="hidden" name="region" value=(region); }
            @for id in &settings.ids { input type="hidden" name="id" value=(id); }
            (contents(served, settings))
            (chosen(served, settings))
            (papers(served, settings))
            (wording(served, settings))
            button.wide name="view" value="paper" { (said::PRINT_THIS.of(language)) }
            " " button.quiet { (said::SAVE.of(language)) }
        }
    }
}

fn radio(name: &str, code: &str, is_chosen: bool, label: &str) -> Markup {
    html! {
        label.choice { input type="radio" name=(name) value=(code) checked[is_chosen]; span { (label) } }
    }
}

fn contents(served: &Served, settings: &Settings) -> Markup {
    let language = served.language();
    let offered =
        Content::ALL.into_iter().filter(|one| settings.region.is_some() || !one.is_of_region());
    let label = |content| match content {
        Content::Approved => said::CONTENT_APPROVED,
        Content::Both => said::CONTENT_BOTH,
        Content::Chosen => said::CONTENT_CHOSEN,
        Content::Link => said::CONTENT_LINK,
    };
    html! {
        fieldset {
            legend { (said::CONTENT.of(language)) }
            @for one in offered {
                (radio("what", one.code(), settings.content() == one, label(one).of(language)))
            }
            @if settings.region.is_some() {
                label for="category" { (said::CATEGORY.of(language)) }
                select #category name="category" {
                    option value="" { (said::ANY_CATEGORY.of(language)) }
                    @for one in Category::ALL {
                        option value=(one.code()) selected[settings.category == Some(one)] {
                            (labels::category(language, one))
                        }
                    }
                }
            }
        }
    }
}

fn papers(served: &Served, settings: &Settings) -> Markup {
    let language = served.language();
    let label = |paper| match paper {
        Paper::Letter => said::PAPER_LETTER,
        Paper::Poster => said::PAPER_POSTER,
    };
    html! {
        fieldset {
            legend { (said::PAPER.of(language)) }
            @for one in Paper::ALL {
                (radio("paper", one.code(), settings.paper == one, label(one).of(language)))
            }
        }
    }
}

/// The chosen ones, and a box by which others are found. Its button stands first in the form, so that
/// the key Enter in any field keeps what is written and prints nothing yet.
fn chosen(served: &Served, settings: &Settings) -> Markup {
    let language = served.language();
    let is_open = settings.content() == Content::Chosen || !settings.add.is_empty();
    let chosen = listed::chosen(served, &settings.ids);
    let without = |id| link(served, settings, |own| own.ids.retain(|other| *other != id));
    html! {
        details.picking open[is_open] {
            summary { (said::CHOSEN.of(language)) (language.colon()) (Count::of(language, settings.ids.len())) }
            div.seek {
                label for="add" { (said::ADD.of(language)) }
                div {
                    input #add type="search" name="add" value=(settings.add) maxlength=(MOST_SOUGHT) autocomplete="off";
                    button { (said::ADD_BUTTON.of(language)) }
                }
            }
            (sought(served, settings))
            @if settings.ids.is_empty() { p.hint { (said::NONE_CHOSEN.of(language)) } }
            ul.picked {
                @for one in &chosen.known {
                    li {
                        (picked(served, one))
                        // It may have been chosen by an older id.
                        @for id in settings.ids.iter().filter(|id| **id == one.id || one.aliases.contains(id)) {
                            a.button href=(without(*id)) { (said::REMOVE.of(language)) }
                        }
                    }
                }
                @for id in &chosen.unknown {
                    li {
                        span { (said::UNKNOWN_ID.with(language, &[id])) }
                        a.button href=(without(*id)) { (said::REMOVE.of(language)) }
                    }
                }
            }
        }
    }
}

/// One institution with what tells it from others, and what is said of it today.
fn picked(served: &Served, institution: &Institution) -> Markup {
    let language = served.language();
    let directory = served.directory();
    let today = served.today();
    let Some(version) = institution.representative(today) else { return html! {} };
    let conclusion = conclude(institution, directory, today, served.site.stale_after_days);
    let region = version.listing.region.map(|code| directory.regions().full_name(code));
    html! {
        div {
            b { (quoted(language, &version.listing.name)) } " "
            (badge(conclusion.verdict, words::badge(language, conclusion.verdict, &conclusion.cause)))
            p.fact { (place::place(language, region.as_deref(), &version.listing.site.address)) }
        }
    }
}

/// What is found for the words of the box.
fn sought(served: &Served, settings: &Settings) -> Markup {
    let language = served.language();
    let note = |words: String| html! { p.note role="status" { (words) } };
    if settings.ids.len() >= MOST_CHOSEN {
        return note(said::ADD_FULL.with(language, &[&Count::of(language, MOST_CHOSEN)]));
    }
    let none = |phrase: Phrase| note(phrase.with(language, &[&settings.add]));
    let typed = match Typed::parse(&settings.add) {
        Ok(typed) => typed,
        Err(TypedError::Empty) => return html! {},
        Err(TypedError::TooLong { .. } | TypedError::NoWords) => return none(said::ADD_NONE),
    };
    let page = Page { number: 1, size: MOST_FOUND };
    let filters = Filters::default();
    let wanted = Wanted::default();
    let findings =
        ask(served, Question { typed: &typed, filters, page, day: served.today(), wanted });
    let hits = &findings.results.hits;
    if hits.is_empty() {
        return none(said::ADD_NONE);
    }
    html! {
        p role="status" { (said::ADD_WHICH.of(language)) }
        ul.picked {
            @for hit in hits {
                @let id = hit.institution.id;
                li {
                    (picked(served, &hit.institution))
                    @if settings.ids.contains(&id) { span { (said::ADDED_ALREADY.of(language)) } }
                    @else {
                        a.button href=(link(served, settings, |own| {
                            own.choose(id);
                            own.print(Some(Content::Chosen));
                        })) { (said::ADD_THIS.of(language)) }
                    }
                }
            }
        }
    }
}

fn wording(served: &Served, settings: &Settings) -> Markup {
    let language = served.language();
    html! {
        fieldset {
            legend { (said::WORDING.of(language)) }
            p.hint { (said::WORDING_LEAD.of(language)) }
            @for text in Text::ALL {
                @let words = settings.text(text, language, served.today());
                label for=(text.key()) { (text.label().of(language)) }
                @if text.is_long() {
                    textarea id=(text.key()) name=(text.key()) maxlength=(text.most()) rows="4" { (words) }
                } @else {
                    input id=(text.key()) name=(text.key()) value=(words) maxlength=(text.most()) autocomplete="off";
                }
            }
        }
    }
}
