//! Narrowing and ordering the rows of a search by plain links: each keeps the rest of the question and
//! goes back to its first page.

use std::fmt;

use maud::{Markup, html};

use super::region_pick;
use crate::domain::region::RegionCode;
use crate::search::{COUNTED_MOST, Counted, Facets, Filters, Sort};
use crate::web::asking::Question;
use crate::web::components::quoted::quoted;
use crate::web::links::{Encoded, Links};
use crate::web::served::Served;
use crate::web::words::regions::COUNTRY;
use crate::web::words::search as said;
use crate::web::words::{self, Count, Language, Phrase, labels};

/// The address of a search: its words, filters and order, without a page.
#[derive(Clone, Copy, Debug)]
pub struct Here<'a> {
    links: Links<'a>,
    typed: &'a str,
    pub filters: Filters,
    pub sort: Sort,
}

impl<'a> Here<'a> {
    pub fn of(served: &'a Served, question: Question<'a>) -> Self {
        let (typed, filters, sort) =
            (question.typed.text(), question.filters, question.wanted.sort);
        Self { links: served.links(), typed, filters, sort }
    }

    pub fn language(self) -> Language {
        self.links.language()
    }

    /// Whether it is one of the many views of the same rows, which no search engine should collect.
    pub fn is_narrowed(self) -> bool {
        self.filters != Filters::default() || self.sort != Sort::Best
    }

    fn with(self, change: impl FnOnce(&mut Filters)) -> Self {
        let mut filters = self.filters;
        change(&mut filters);
        Self { filters, ..self }
    }
}

impl fmt::Display for Here<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Filters { region, roster, category, status } = self.filters;
        write!(f, "{}?q={}", self.links.to("/search"), Encoded(self.typed))?;
        if let Some(region) = region {
            write!(f, "&region={region}")?;
        }
        if let Some(roster) = roster {
            write!(f, "&list={}", roster.code())?;
        }
        if let Some(category) = category {
            write!(f, "&category={}", category.code())?;
        }
        if let Some(status) = status {
            write!(f, "&status={}", status.code())?;
        }
        if self.sort != Sort::Best {
            write!(f, "&sort={}", self.sort.code())?;
        }
        Ok(())
    }
}

/// What was chosen, each with a link that takes it away.
pub fn chosen(served: &Served, here: Here<'_>) -> Markup {
    let Filters { region, roster, category, status } = here.filters;
    let language = served.language();
    let full_name = |code| quoted(language, served.directory().regions().full_name(code));
    let ours = |label: &str| html! { (label) };
    let chips = [
        region.map(|code| (full_name(code), here.with(|own| own.region = None))),
        roster
            .map(|kind| (ours(labels::roster(language, kind)), here.with(|own| own.roster = None))),
        category.map(|one| {
            (ours(labels::category(language, one)), here.with(|own| own.category = None))
        }),
        status.map(|one| (ours(labels::status(language, one)), here.with(|own| own.status = None))),
        (here.sort != Sort::Best).then(|| {
            (ours(said::order(here.sort).of(language)), Here { sort: Sort::Best, ..here })
        }),
    ];
    html! {
        @if here.is_narrowed() {
            nav.chips.chosen aria-label=(said::CHOSEN.of(language)) {
                @for (label, without) in chips.into_iter().flatten() {
                    a rel="nofollow" href=(without) { (label) " " b { (said::REMOVE.of(language)) } }
                }
            }
        }
    }
}

/// So few rows are sooner read than narrowed.
const FEW: usize = 5;

/// 缩小范围: each filter's values with what they leave, and the orders. Nothing where there is
/// nothing to choose.
pub fn narrow(served: &Served, here: Here<'_>, facets: &Facets, total: usize) -> Markup {
    if total <= FEW && !here.is_narrowed() {
        return html! {};
    }
    let language = served.language();
    let count = words::how_many(language, total, total >= COUNTED_MOST);
    html! {
        (by_region(served, here, &facets.regions, Shown::Most))
        // Without a script: what opens it stands under the thumb, and closes it again.
        details.narrow.over {
            summary {
                span.shut { (said::CHOICES.of(language)) }
                span.opened { (said::SEE_ROWS.with(language, &[&count])) }
            }
            @if facets.regions.len() > MOST_REGIONS {
                h3 { (said::BY_REGION.of(language)) }
                (by_region(served, here, &facets.regions, Shown::All))
            }
            (by_kind(here, facets))
            (orders(here, total))
        }
    }
}

/// Regions offered above the rows: who knows the place should not have to look for it.
const MOST_REGIONS: usize = 6;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Shown {
    /// Those with most rows, and the way up.
    Most,
    All,
}

fn by_region(
    served: &Served,
    here: Here<'_>,
    facet: &[Counted<RegionCode>],
    shown: Shown,
) -> Markup {
    let region = here.filters.region;
    let language = served.language();
    let regions = served.directory().regions();
    let path = path(served, region);
    let name = |code| quoted(language, regions.name(code));
    let at = |region| here.with(|own| own.region = region);
    let mut offered = facet.to_vec();
    let about = match shown {
        Shown::Most => {
            // Of a nation's provinces, those that are likeliest meant; all of them in their usual order.
            if facet.len() > MOST_REGIONS {
                offered.sort_by_key(|one| std::cmp::Reverse(one.count));
                offered.truncate(MOST_REGIONS);
            }
            said::WHERE
        }
        Shown::All => said::BY_REGION,
    };
    html! {
        @if shown == Shown::Most && region.is_some() {
            nav.crumbs aria-label=(said::WIDEN_REGION.of(language)) {
                a rel="nofollow" href=(at(None)) { (COUNTRY.of(language)) }
                @for (depth, code) in path.iter().enumerate() {
                    " › "
                    @if depth + 1 == path.len() { b { (name(*code)) } }
                    @else { a rel="nofollow" href=(at(Some(*code))) { (name(*code)) } }
                }
            }
        }
        @if facet.len() > 1 {
            @if shown == Shown::Most { p.where { b { (about.of(language)) } } }
            (values((language, about), &offered, name, |code| {
                (at(Some(code)), region == Some(code))
            }))
        }
    }
}

fn by_kind(here: Here<'_>, facets: &Facets) -> Markup {
    let Filters { roster, category, status, .. } = here.filters;
    let language = here.language();
    let ours = |label: &str| html! { (label) };
    html! {
        @if is_choice(&facets.rosters, roster) {
            h3 { (said::LISTS.of(language)) }
            (values((language, said::BY_LIST), &facets.rosters, |kind| ours(labels::roster(language, kind)),
                |kind| (here.with(|own| own.roster = Some(kind)), roster == Some(kind))))
        }
        @if is_choice(&facets.categories, category) {
            h3 { (said::CATEGORIES.of(language)) }
            (values((language, said::BY_CATEGORY), &facets.categories, |one| ours(labels::category(language, one)),
                |one| (here.with(|own| own.category = Some(one)), category == Some(one))))
        }
        @if is_choice(&facets.statuses, status) {
            h3 { (said::STATUSES.of(language)) }
            (values((language, said::BY_STATUS), &facets.statuses, |one| ours(labels::status(language, one)),
                |one| (here.with(|own| own.status = Some(one)), status == Some(one))))
        }
    }
}

/// A region to ask again in, where nothing was found.
pub fn ask_elsewhere(served: &Served, here: Here<'_>) -> Markup {
    let language = served.language();
    html! {
        details.narrow {
            summary { (said::ASK_IN_REGION.of(language)) }
            form action=(served.links().to("/search")) {
                input type="hidden" name="q" value=(here.typed);
                label { (said::REGION.of(language)) (region_pick::select(served, here.filters.region)) }
                button { (said::SEARCH_AGAIN.of(language)) }
            }
        }
    }
}

/// One value is a choice only where it is the chosen one, which others could replace.
fn is_choice<T: Copy>(facet: &[Counted<T>], chosen: Option<T>) -> bool {
    facet.len() > 1 || (chosen.is_some() && !facet.is_empty())
}

fn values<'a, T: Copy>(
    (language, about): (Language, Phrase),
    facet: &[Counted<T>],
    label: impl Fn(T) -> Markup,
    link: impl Fn(T) -> (Here<'a>, bool),
) -> Markup {
    html! {
        @if !facet.is_empty() {
            nav.chips aria-label=(about.of(language)) {
                @for Counted { value, count, is_least } in facet {
                    @let (href, is_chosen) = link(*value);
                    a rel="nofollow" href=(href) aria-current=[is_chosen.then_some("true")] {
                        (label(*value))
                        @if *count > 0 { " " span { (words::how_many(language, *count, *is_least)) } }
                    }
                }
            }
        }
    }
}

fn orders(here: Here<'_>, total: usize) -> Markup {
    let language = here.language();
    let most = Count::of(language, COUNTED_MOST);
    html! {
        h3 { (said::ORDER.of(language)) }
        nav.chips aria-label=(said::ORDER_LABEL.of(language)) {
            @for sort in Sort::ALL {
                a rel="nofollow" href=(Here { sort, ..here }) aria-current=[(here.sort == sort).then_some("true")] { (said::order(sort).of(language)) }
            }
        }
        @if total >= COUNTED_MOST { p.fact { (said::ONLY_FIRST.with(language, &[&most])) } }
    }
}

/// From the province down to the region, fillers of the standard left out.
fn path(served: &Served, region: Option<RegionCode>) -> Vec<RegionCode> {
    let regions = served.directory().regions();
    let up = std::iter::successors(region, |code| regions.parent(*code));
    let mut path: Vec<RegionCode> = up.filter(|code| regions.get(*code).is_some()).collect();
    path.reverse();
    path
}
