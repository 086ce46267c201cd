//! 没有查到: a verdict of its own, with what to do next.

use maud::{Markup, html};

use crate::domain::answer::NotListed;
use crate::domain::listing::RosterKind;
use crate::domain::region::RegionCode;
use crate::domain::regulator::Regulator;
use crate::domain::verdict::Verdict;
use crate::search::Filters;
use crate::web::components::conclusion::read_aloud;
use crate::web::components::contacts::contacts;
use crate::web::components::next_step::Step;
use crate::web::components::panel::{Level, Said, panel};
use crate::web::components::quoted::quoted;
use crate::web::components::source::{basis, freshness};
use crate::web::links::Encoded;
use crate::web::served::Served;
use crate::web::words::absent::{self as said, WHY_NOT_FOUND};
use crate::web::words::calling::WHO_FOR_WHAT;
use crate::web::words::institution::{BASIS_REGION, CALL_HEADING};
use crate::web::words::verdict::UNCLEAR_DO_NOT_PAY;
use crate::web::words::{self, Count, Day, Language};

/// What was asked and why nothing is said of it.
#[derive(Clone, Copy, Debug)]
pub struct Absent<'a> {
    pub served: &'a Served,
    pub reason: &'a NotListed,
    /// The words as typed, for asking again.
    pub typed: &'a str,
    /// The region that was chosen, if one was.
    pub chosen: Option<RegionCode>,
    /// The region chosen, or named in the words.
    pub region: Option<RegionCode>,
}

/// Bureaus shown below the verdict before the rest is left to the directory.
const MOST_REGULATORS: usize = 6;

impl Absent<'_> {
    fn language(self) -> Language {
        self.served.language()
    }

    /// The panel with its next steps.
    pub fn view(self) -> Markup {
        let said = words::of_not_listed(self.language(), self.reason, self.served.directory());
        let language = self.language();
        let state = self.state_of_region().map(|state| (BASIS_REGION, state));
        let why = html! {
            (self.why())
            (self.steps())
            (Step::Call.button(language))
            (read_aloud(language))
            (basis(language, None, state, &self.served.at))
        };
        let verdict = Verdict::NotListed;
        panel(Said { verdict, words: &said, level: Level::First, before: None }, why)
    }

    fn why(self) -> Markup {
        let language = self.language();
        match self.reason {
            NotListed::NotHere => {
                let whys = WHY_NOT_FOUND.map(|why| why.of(language));
                let whys = whys.join(said::BETWEEN_WHYS.of(language));
                html! { p { (said::MAY_BE.with(language, &[&whys])) } }
            }
            NotListed::NothingInForce { id, .. } => html! {
                p { a href=(self.served.links().institution(*id)) { (said::FORMER_RECORD.of(language)) } }
            },
            NotListed::Elsewhere { .. }
            | NotListed::OtherPremises { .. }
            | NotListed::KindNotCovered { .. }
            | NotListed::NoListPublished { .. } => html! {},
        }
    }

    fn steps(self) -> Markup {
        let links = self.served.links();
        let language = self.language();
        let anywhere = html! {
            a href={ (links.to("/search")) "?q=" (Encoded(self.typed)) } { (said::TRY_ELSEWHERE.of(language)) }
        };
        let browse =
            html! { a href=(links.to("/regions")) { (said::BROWSE_REGIONS.of(language)) } };
        let call = html! { a href="#call" { (said::CALL.of(language)) } };
        html! {
            p { b { (said::YOU_CAN.of(language)) } }
            ol.steps {
                li { (said::STEP_NAME.of(language)) }
                li { (said::STEP_NUMBER.of(language)) }
                @if self.chosen.is_some() && !self.typed.is_empty() {
                    li { (said::STEP_NO_REGION.around(language, &[anywhere])) }
                } @else {
                    li { (said::STEP_REGION.around(language, &[browse])) }
                }
                li { (said::STEP_CALL.around(language, &[call])) }
                li { b { (UNCLEAR_DO_NOT_PAY.of(language)) } }
            }
        }
    }

    /// 〔本区名单截至…，共n家〕
    fn state_of_region(self) -> Option<Markup> {
        let region = self.region?;
        let directory = self.served.directory();
        let language = self.language();
        let name = quoted(language, directory.regions().full_name(region));
        Some(match freshness(directory, region, self.served.today()) {
            Some(as_of) => {
                let filters = Filters {
                    region: Some(region),
                    roster: Some(RosterKind::Approved),
                    ..Filters::default()
                };
                let count = self.served.reader.count(&filters, self.served.today());
                let as_of = html! { (Day(language, as_of)) };
                let count = html! { (Count::of(language, count)) };
                said::STATE.around(language, &[name, as_of, count])
            }
            None => said::STATE_NO_LIST.around(language, &[name]),
        })
    }

    /// What each bureau's list says by not naming somebody, and whom to call.
    pub fn call(self) -> Markup {
        let directory = self.served.directory();
        let regulators: Vec<&Regulator> = self.region.map_or_else(Vec::new, |region| {
            directory
                .regulators()
                .filter(|one| one.code.region.overlaps(region))
                .take(MOST_REGULATORS)
                .collect()
        });
        let language = self.language();
        html! {
            section #call {
                h2 { (CALL_HEADING.of(language)) }
                p.hint { (WHO_FOR_WHAT.of(language)) }
                (contacts(language, regulators.iter().copied(), &self.served.site.report_phone))
                @if !regulators.is_empty() {
                    details {
                        summary { (said::HOW_BUREAUS_SEE_IT.of(language)) }
                        ul {
                            @for one in &regulators {
                                li {
                                    b lang=[language.of_data()] { (one.name) } (language.colon())
                                    (said::absence(one.absence).of(language))
                                }
                            }
                        }
                    }
                }
                p { a href=(self.served.links().to("/report")) { (said::OTHER_PHONES.of(language)) } }
            }
        }
    }
}
