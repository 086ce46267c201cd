//! What is printed: one page to read, and the list on pages of its own where it is long.

use jiff::civil::Date;
use maud::{Markup, html};

use super::listed::{self, Listed};
use super::settings::{Content, Paper, Settings, Text, View};
use super::{table, target};
use crate::domain::listing::RosterId;
use crate::web::assets;
use crate::web::components::checklist::checklist;
use crate::web::components::contacts::contacts;
use crate::web::components::qr::qr;
use crate::web::components::quoted::quoted;
use crate::web::layout::{Place, bare};
use crate::web::served::Served;
use crate::web::words::guide::BEFORE_PAYING;
use crate::web::words::{Count, Day, labels, notice as said};

/// So many fit on the first page; more stand on pages of their own.
const FEW: usize = 6;

/// Regulators whose numbers are printed: on a letter, on a poster.
const MOST_NUMBERS: (usize, usize) = (5, 3);

/// Lists whose dates are printed one by one.
const MOST_ROSTERS: usize = 6;

/// What a sheet is made of.
#[derive(Clone, Copy)]
struct Sheet<'a> {
    served: &'a Served,
    settings: &'a Settings,
    listed: &'a Listed,
    rosters: &'a [RosterId],
    /// Where the code leads, whole.
    link: &'a str,
}

impl Sheet<'_> {
    fn text(self, text: Text) -> String {
        self.settings.text(text, self.served.language(), self.served.today())
    }

    fn has_list(self) -> bool {
        self.settings.content() != Content::Link
    }

    /// Whether the list stands on the first page.
    fn is_short(self) -> bool {
        self.listed.printed + self.listed.unknown.len() <= FEW
    }
}

pub fn view(served: &Served, settings: &Settings) -> Markup {
    let listed = listed::listed(served, settings);
    let rosters = listed::rosters(served, settings, &listed);
    let link = served.whole(target(served, settings));
    let sheet = Sheet { served, settings, listed: &listed, rosters: &rosters, link: &link };
    let title = sheet.text(Text::Title);
    let language = served.language();
    let shown = if title.is_empty() { said::PREVIEW.of(language) } else { &title };
    let frame = served.frame(shown, Place::Elsewhere).styled(assets::Style::Notice.name());
    bare(
        frame,
        html! {
            (bar(served, settings))
            article.paper {
                @match settings.paper {
                    Paper::Letter => (letter(sheet, shown)),
                    Paper::Poster => (poster(sheet, shown)),
                }
            }
            @if sheet.has_list() && !sheet.is_short() {
                article.paper.list { (list(sheet)) (made(sheet)) }
            }
        },
    )
}

/// On the screen only.
fn bar(served: &Served, settings: &Settings) -> Markup {
    let language = served.language();
    let back = settings.with(|own| own.view = View::Builder).link(served.links());
    html! {
        div.bar {
            p {
                a.button href=(back) { (said::BACK_TO_CHANGE.of(language)) }
                " " button.print type="button" hidden { (said::PRINT.of(language)) }
            }
            p { (said::HOW_TO_PRINT.of(language)) }
            p.in-wechat { b { (said::IN_WECHAT.of(language)) } }
        }
    }
}

fn letter(sheet: Sheet<'_>, title: &str) -> Markup {
    let language = sheet.served.language();
    html! {
        (school(sheet))
        h1 { (title) }
        (lines(&sheet.text(Text::Salutation), "to"))
        (lines(&sheet.text(Text::Opening), "words"))
        @if sheet.has_list() && sheet.is_short() { (list(sheet)) }
        (scan(sheet))
        @if sheet.has_list() && !sheet.is_short() { p.words { b { (said::SEE_LIST.of(language)) } } }
        (checklist(language))
        (numbers(sheet, MOST_NUMBERS.0))
        (lines(&sheet.text(Text::Closing), "words"))
        (signed(sheet))
        (state(sheet))
    }
}

fn poster(sheet: Sheet<'_>, title: &str) -> Markup {
    let language = sheet.served.language();
    html! {
        div.poster {
            (school(sheet))
            h1 { (title) }
            (lines(&sheet.text(Text::Opening), "words"))
            (scan(sheet))
            @if sheet.has_list() && sheet.is_short() { (list(sheet)) }
            section.points {
                h2 { (said::POSTER_CHECKS.of(language)) }
                ol { @for (point, _) in BEFORE_PAYING { li { (point.of(language)) } } }
            }
            (lines(&sheet.text(Text::Closing), "words"))
            (numbers(sheet, MOST_NUMBERS.1))
            (made(sheet))
        }
    }
}

fn school(sheet: Sheet<'_>) -> Markup {
    let school = sheet.text(Text::School);
    html! { @if !school.is_empty() { p.school { (school) } } }
}

/// Each line its own paragraph.
fn lines(text: &str, class: &str) -> Markup {
    html! {
        @for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) { p.(class) { (line) } }
    }
}

fn scan(sheet: Sheet<'_>) -> Markup {
    let Sheet { served, settings, link, .. } = sheet;
    let language = served.language();
    let today = Day(language, served.today());
    // Nobody types the ids of several institutions.
    let is_typed = settings.content() != Content::Chosen || settings.ids.len() == 1;
    let home = served.whole(served.links().to("/"));
    html! {
        section.scan {
            div { (qr(link)) }
            div {
                h2 { (said::SCAN.of(language)) }
                p {
                    @if sheet.has_list() { (said::SCAN_MORE.with(language, &[&today])) }
                    @else { (said::SCAN_LINK_ONLY.of(language)) }
                }
                p { (said::OR_TYPE.of(language)) br; b.address { @if is_typed { (link) } @else { (home) } } }
                @if !is_typed { p { (said::LOOK_UP_NAME.of(language)) } }
            }
        }
    }
}

fn list(sheet: Sheet<'_>) -> Markup {
    let Sheet { served, settings, listed, link, .. } = sheet;
    let language = served.language();
    let heading = match settings.region {
        Some(region) if settings.content() != Content::Chosen => {
            let name = served.directory().regions().full_name(region);
            let all = said::LIST_OF.with(language, &[&name]);
            match settings.category {
                Some(category) => {
                    let category = labels::category(language, category);
                    said::OF_CATEGORY.with(language, &[&all, &category])
                }
                None => all,
            }
        }
        Some(_) | None => said::LIST_CHOSEN.of(language).to_owned(),
    };
    let is_empty = listed.groups.is_empty() && listed.unknown.is_empty();
    html! {
        section.who {
            h2 { (heading) }
            @if is_empty {
                @let none = if sheet.rosters.is_empty() { said::NO_LIST } else { said::NONE_LISTED };
                p.note { b { (none.of(language)) } }
            }
            @if sheet.is_short() { (table::few(served, listed, &heading)) }
            @else { (table::many(served, listed, link)) }
        }
    }
}

fn numbers(sheet: Sheet<'_>, most: usize) -> Markup {
    let Sheet { served, settings, rosters, .. } = sheet;
    let directory = served.directory();
    let codes = listed::regulators(served, settings, rosters);
    let found = codes.into_iter().filter_map(|code| directory.regulator(code)).take(most);
    html! {
        section.numbers {
            h2 { (said::WHOM_TO_CALL.of(served.language())) }
            (contacts(served.language(), found, &served.site.report_phone))
        }
    }
}

fn signed(sheet: Sheet<'_>) -> Markup {
    let language = sheet.served.language();
    let own = [sheet.text(Text::Signature), sheet.text(Text::School)];
    let signature = own.iter().find(|text| !text.is_empty());
    html! {
        div.signed {
            p {
                @match signature {
                    Some(signature) => (signature),
                    None => (said::SIGN_HERE.of(language)),
                }
            }
            (lines(&sheet.text(Text::Date), "date"))
        }
    }
}

/// 截至日期 of each list behind the paper, and the paper's own day.
fn state(sheet: Sheet<'_>) -> Markup {
    let Sheet { served, rosters, .. } = sheet;
    let language = served.language();
    let directory = served.directory();
    let mut dated: Vec<(RosterId, Date)> = rosters
        .iter()
        .filter_map(|one| Some((*one, directory.edition(*one, served.today())?.as_of_on)))
        .collect();
    dated.sort_by_key(|(_, as_of)| std::cmp::Reverse(*as_of));
    let rest = dated.split_off(MOST_ROSTERS.min(dated.len()));
    html! {
        section.state {
            @if !dated.is_empty() {
                h2 { (said::STATE_OF_LISTS.of(language)) }
                ul {
                    @for (roster, as_of) in &dated {
                        li { (said::ROSTER_AS_OF.around(language, &[
                            quoted(language, directory.regulator_name(roster.regulator)),
                            html! { (labels::roster(language, roster.kind)) },
                            html! { (Day(language, *as_of)) },
                        ])) }
                    }
                    @if let Some((_, oldest)) = rest.last() {
                        li { (said::MORE_ROSTERS.with(language, &[
                            &Count::of(language, rest.len()), &Day(language, *oldest),
                        ])) }
                    }
                }
            }
            (made(sheet))
        }
    }
}

fn made(sheet: Sheet<'_>) -> Markup {
    let language = sheet.served.language();
    let day = Day(language, sheet.served.today());
    let release = sheet.served.reader.release();
    html! { p.made { (said::PRINTED_ON.with(language, &[&day, &release])) } }
}
