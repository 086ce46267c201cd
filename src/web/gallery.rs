//! `GET /dev/components`, in builds for development only: every component in every state, to be looked at
//! together. What is built later is built from these.

use jiff::civil::Date;
use maud::{Markup, html};

use super::components::checklist::checklist;
use super::components::conclusion::read_aloud;
use super::components::contacts::contacts;
use super::components::next_step::{Hotline, Step};
use super::components::pager::{At, pager};
use super::components::panel::{Level, Said, badge, panel};
use super::components::row::How;
use super::components::search_box::search_box;
use super::components::source::basis;
use super::layout::{Place, unindexed};
use super::served::Served;
use super::words::{self, search, verdict};
use crate::domain::answer::NotListed;
use crate::domain::category::Category;
use crate::domain::institution::InstitutionId;
use crate::domain::region::RegionCode;
use crate::domain::verdict::{Cause, Verdict};
use crate::search::{Filters, Page};

/// Below the base path.
pub const PATH: &str = "/dev/components";

const ROWS: usize = 6;

pub async fn show(served: Served) -> Markup {
    let language = served.language();
    unindexed(
        served.frame("Components", Place::Elsewhere),
        html! {
            h1 { "Components" }
            section { h2 { "Verdicts" } (verdicts(&served)) }
            section { h2 { "Not listed" } (absences(&served)) }
            section { h2 { "Several that may be meant" } (several(&served)) }
            section { h2 { "Search box" } (search_box(served.links(), "", None)) }
            section { h2 { "Rows" } (rows(&served)) }
            section { h2 { "Badges" } p { @for (one, cause) in causes(served.today()) { (badge(one, words::badge(language, one, &cause))) " " } } }
            section { h2 { "Buttons, chips, notes, fields" } (small(&served)) }
            section { h2 { "Whom to call" } (contacts(language, served.directory().regulators().take(3), "")) }
            (checklist(language))
        },
    )
}

fn causes(today: Date) -> Vec<(Verdict, Cause)> {
    let restricted = [
        Cause::PermitExpired { on: Some(today) },
        Cause::PermitExpired { on: None },
        Cause::ValidityUnclear,
        Cause::Rectifying,
        Cause::FailedInspection,
        Cause::Dormant,
        Cause::UnderInvestigation,
        Cause::Deregistering,
        Cause::Deregistered,
        Cause::Incomplete,
        Cause::Watched,
        Cause::StatusUnknown,
        Cause::Childcare,
        Cause::RegulatorNotInCharge,
        Cause::Departed { since: today },
    ];
    let banned = [Cause::Blacklisted, Cause::OrderedClosed, Cause::Revoked, Cause::Unlicensed];
    let approved = std::iter::once((Verdict::Approved, Cause::Listed));
    let restricted = restricted.into_iter().map(|cause| (Verdict::Restricted, cause));
    let banned = banned.into_iter().map(|cause| (Verdict::Banned, cause));
    approved.chain(restricted).chain(banned).collect()
}

fn verdicts(served: &Served) -> Markup {
    let language = served.language();
    let regulator = served.directory().regulators().next();
    html! {
        @for (one, cause) in causes(served.today()) {
            @let said = words::of_cause(language, &cause);
            (a_panel(one, &said, None, html! {
                (Step::after(one, regulator, Hotline("")).button(language))
                (read_aloud(language))
                (basis(language, None, None, &served.at))
            }))
        }
        @let said = words::of_past(words::of_cause(language, &Cause::Listed));
        (a_panel(Verdict::Approved, &said, Some("2026-01-01"), html! {}))
    }
}

fn absences(served: &Served) -> Markup {
    let language = served.language();
    let Some(region) = RegionCode::parse("110108") else { return html! {} };
    let Some(id) = InstitutionId::parse("91110108MA00000000") else { return html! {} };
    let reasons = [
        NotListed::NotHere,
        NotListed::Elsewhere { regions: vec![region] },
        NotListed::OtherPremises { id },
        NotListed::KindNotCovered { region, category: Category::Sports },
        NotListed::NoListPublished { region },
        NotListed::NothingInForce { id, from: Some(served.today()) },
        NotListed::NothingInForce { id, from: None },
    ];
    html! {
        @for reason in &reasons {
            @let said = words::of_not_listed(language, reason, served.directory());
            (a_panel(Verdict::NotListed, &said, None, html! { (Step::Call.button(language)) }))
        }
    }
}

fn several(served: &Served) -> Markup {
    let language = served.language();
    html! {
        @for count in [1, 12, 1000] {
            @let said = words::candidates(language, count);
            (a_panel(Verdict::Candidates, &said, None, html! { (Step::Choose.button(language)) }))
        }
    }
}

fn a_panel(verdict: Verdict, words: &words::Words, before: Option<&str>, more: Markup) -> Markup {
    panel(Said { verdict, words, level: Level::Second, before }, more)
}

fn rows(served: &Served) -> Markup {
    let rows = served.rows(served.today());
    let page = Page { number: 1, size: ROWS };
    let found = served.reader.browse(&Filters::default(), page, served.today());
    let language = served.language();
    html! {
        ul.rows {
            @for (at, one) in found.institutions.iter().enumerate() {
                (rows.row(one, How {
                    words: search::HOW_SOUND.of(language),
                    spans: &[(0, 2)],
                    warning: (at % 2 == 1).then_some(search::NOT_THE_SAME.of(language)),
                    is_namesake: at % 3 == 2,
                    tells_change: at % 2 == 0,
                }))
            }
        }
        (pager(language, At { number: 2, size: ROWS, total: 60 }, &"?page="))
    }
}

fn small(served: &Served) -> Markup {
    let language = served.language();
    let words = search::BOX_BUTTON.of(language);
    html! {
        p { button { (words) } " " button disabled { (words) } " " button.quiet { (words) } }
        p { a.more href="#" { (search::ALL_RECORDS.of(language)) } }
        div.chips {
            a href="#" { (words) " " span { "12" } }
            a href="#" aria-current="true" { (words) " " span { "7" } }
        }
        p.note { (search::ALL_ELSEWHERE.of(language)) }
        div.no { p.reason { b { "!" } (verdict::NOT_FOUND_IS_NOT_LEGAL.of(language)) } }
        label for="field" { (search::REGION.of(language)) }
        input #field type="text" aria-invalid="true" aria-describedby="wrong" value="?";
        p #wrong.wrong { (verdict::NOT_FOUND_IS_NOT_LEGAL.of(language)) }
    }
}
