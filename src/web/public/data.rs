//! `GET /data`: the lists as files, for whoever wants all of them.

use std::time::Duration;

use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use maud::{Markup, html};

use super::region_pick::select;
use crate::domain::region::RegionCode;
use crate::domain::regulator::RegulatorCode;
use crate::domain::release::ReleaseId;
use crate::publish::export::columns::COLUMNS;
use crate::publish::export::{Edition, Form, Scope};
use crate::web::components::quoted::quoted;
use crate::web::downloads::files::{address, newest};
use crate::web::downloads::{Facts, manifest};
use crate::web::error::Error;
use crate::web::layout::{Place, page, unindexed};
use crate::web::params::Params;
use crate::web::served::Served;
use crate::web::words::{Count, Day, Language, Phrase, api, data as said};

/// How long the page waits for sizes.
const PATIENCE: Duration = Duration::from_millis(800);

/// More regulators than this are shown for one region at a time.
const MOST_REGULATORS: usize = 40;

pub async fn show(served: Served, params: Params) -> Result<Response, Error> {
    let region = params.region(served.directory())?;
    let edition = newest(&served);
    let language = served.language();
    let frame = served
        .frame(said::TITLE.of(language), Place::Elsewhere)
        .described(said::DESCRIPTION.of(language));
    if edition.release == ReleaseId::NONE {
        let body = html! {
            h1 { (said::HEADING.of(language)) }
            p.lead { (said::NONE_YET.of(language)) }
        };
        return Ok(page(frame, body).into_response());
    }
    let facts = manifest::facts(&served, edition, Scope::Whole, PATIENCE).await.ok();
    let body = view(&served, edition, region, facts.as_deref());
    let markup = if region.is_some() { unindexed(frame, body) } else { page(frame, body) };
    let mut response = markup.into_response();
    if facts.is_none() {
        // With the sizes it will be another page.
        let none = HeaderValue::from_static("no-store");
        response.headers_mut().insert(header::CACHE_CONTROL, none);
    }
    Ok(response)
}

fn view(
    served: &Served,
    edition: Edition,
    region: Option<RegionCode>,
    facts: Option<&[(Form, Facts)]>,
) -> Markup {
    let (links, language) = (served.links(), served.language());
    let to_search = html! { a href=(links.to("/")) { (said::LOOKUP.of(language)) } };
    let rows = facts.and_then(|facts| facts.first()).map(|(_, facts)| facts.rows);
    html! {
        h1 { (said::HEADING.of(language)) }
        p.lead { (said::LEAD.of(language)) }
        p {
            (said::AS_OF.with(language, &[&Day(language, edition.day), &edition.release]))
            @if let Some(rows) = rows {
                (language.space()) (said::ROWS.with(language, &[&Count(language, rows)]))
            }
        }
        p.note {
            b { (said::NOT_A_LOOKUP.of(language)) } (language.space())
            (said::NOT_A_LOOKUP_MORE.around(language, &[to_search]))
        }
        section {
            h2 { (said::WHOLE.of(language)) }
            (files(served, edition, Scope::Whole, facts))
            @match facts {
                Some(facts) => (checksums(language, facts)),
                None => p.fact { (said::BEING_MADE.of(language)) },
            }
        }
        (by_region(served, edition, region))
        (by_regulator(served, edition, region))
        section {
            h2 { (said::IN_WECHAT.of(language)) }
            p { (said::IN_WECHAT_HOW.of(language)) }
            p { (said::IN_WECHAT_ELSE.of(language)) }
        }
        (using(language))
        (addresses(served, edition))
        (columns(language))
    }
}

/// The three forms, each with what it is for.
fn files(
    served: &Served,
    edition: Edition,
    scope: Scope,
    facts: Option<&[(Form, Facts)]>,
) -> Markup {
    let language = served.language();
    let size = |form: Form| {
        let (_, facts) = facts?.iter().find(|(other, _)| *other == form)?;
        Some(size(facts.bytes))
    };
    html! {
        ul.entries {
            @for form in Form::ALL {
                li {
                    (link(served, edition, scope, form))
                    span { (use_of(form).of(language)) @if let Some(size) = size(form) { " · " (size) } }
                }
            }
        }
    }
}

/// The files are in Chinese, whatever the page is in.
fn link(served: &Served, edition: Edition, scope: Scope, form: Form) -> Markup {
    let file = format!("{scope}.{}", form.ending());
    html! {
        a href=(address(served, edition, &file)) hreflang="zh-CN" rel="nofollow" {
            (name_of(form).of(served.language()))
        }
    }
}

fn name_of(form: Form) -> Phrase {
    match form {
        Form::Xlsx => said::XLSX,
        Form::Csv => said::CSV,
        Form::JsonLines => said::JSON_LINES,
    }
}

fn use_of(form: Form) -> Phrase {
    match form {
        Form::Xlsx => said::XLSX_FOR,
        Form::Csv => said::CSV_FOR,
        Form::JsonLines => said::JSON_LINES_FOR,
    }
}

/// In the units that file managers show.
fn size(bytes: u64) -> String {
    const KB: u64 = 1024;
    const MB: u64 = KB * KB;
    if bytes < MB {
        format!("{}\u{a0}KB", bytes.div_ceil(KB))
    } else {
        format!("{}.{}\u{a0}MB", bytes / MB, bytes % MB * 10 / MB)
    }
}

fn checksums(language: Language, facts: &[(Form, Facts)]) -> Markup {
    html! {
        details {
            summary { (said::CHECKSUMS.of(language)) }
            p { (said::CHECKSUMS_FOR.of(language)) }
            dl.facts {
                @for (form, facts) in facts {
                    div { dt { (name_of(*form).of(language)) } dd.hash { (facts.sha256) } }
                }
            }
        }
    }
}

fn by_region(served: &Served, edition: Edition, region: Option<RegionCode>) -> Markup {
    let language = served.language();
    html! {
        section #region {
            h2 { (said::BY_REGION.of(language)) }
            form.pick action={ (served.links().to("/data")) "#region" } {
                label { (said::CHOOSE_REGION.of(language)) (select(served, region)) }
                button { (said::CHOOSE.of(language)) }
            }
            @if let Some(code) = region {
                @let name = served.directory().regions().full_name(code);
                h3 {
                    @if code.is_province() || code.is_city() {
                        (said::OF_REGION.around(language, &[quoted(language, name)]))
                    } @else { (quoted(language, name)) }
                }
                (files(served, edition, Scope::Region(code), None))
            }
        }
    }
}

fn by_regulator(served: &Served, edition: Edition, region: Option<RegionCode>) -> Markup {
    let (directory, language) = (served.directory(), served.language());
    let has_lists = |code: RegulatorCode| directory.rosters().any(|one| one.regulator == code);
    let is_here = |code: RegulatorCode| region.is_none_or(|region| region.contains(code.region));
    let found: Vec<_> = directory
        .regulators()
        .filter(|one| is_here(one.code) && has_lists(one.code))
        .take(MOST_REGULATORS + 1)
        .collect();
    html! {
        section {
            h2 { (said::BY_REGULATOR.of(language)) }
            @if found.is_empty() { p { (said::NO_REGULATORS.of(language)) } }
            @else if found.len() > MOST_REGULATORS { p { (said::CHOOSE_FIRST.of(language)) } }
            @else {
                ul.contacts {
                    @for one in &found {
                        li {
                            b { (quoted(language, &one.name)) }
                            @for form in Form::ALL {
                                (link(served, edition, Scope::Regulator(one.code), form))
                            }
                        }
                    }
                }
            }
        }
    }
}

fn addresses(served: &Served, edition: Edition) -> Markup {
    let language = served.language();
    let base = &served.site.base_path;
    let shown = |path: &str| html! { p.link { (served.site.public(&format!("{base}{path}"))) } };
    let day = edition.day;
    html! {
        section {
            h2 { (said::ADDRESSES.of(language)) }
            p { (said::LATEST.of(language)) }
            (shown("/data/latest/all.csv"))
            p { (said::ON_A_DAY.of(language)) }
            (shown(&format!("/data/{day}/all.csv")))
            p { (said::EDITION.of(language)) }
            (shown(&format!("/data/{edition}/all.csv")))
            p { (said::EXCEPTION.of(language)) }
            p { (said::MANIFEST.of(language)) }
            (shown("/data/latest/manifest.json"))
            p { (said::SCHEMA.of(language)) }
            (shown("/data/schema.json"))
            p { (said::NAMES.with(language, &[&"110108-edu"])) }
            p { (said::RESUME.of(language)) }
            p { (said::FEED.of(language)) }
            p { a href=(served.links().to("/feed.xml")) { (said::FEED_LINK.of(language)) } }
            p { a href=(served.links().to("/api")) { (api::TITLE.of(language)) } }
        }
    }
}

fn columns(language: Language) -> Markup {
    html! {
        section {
            h2 { (said::COLUMNS_HEADING.of(language)) }
            p { (said::COLUMNS_LEAD.of(language)) }
            details {
                summary { (said::ALL_COLUMNS.with(language, &[&COLUMNS.len()])) }
                dl.facts {
                @for (column, meaning) in COLUMNS.iter().zip(said::MEANINGS) {
                    div {
                        dt { (quoted(language, column.heading)) }
                        dd { (meaning.of(language)) " " code.word { (column.key) } }
                    }
                }
                }
            }
            p { (said::CSV_MARKS.of(language)) }
        }
    }
}

fn using(language: Language) -> Markup {
    html! {
        section {
            h2 { (said::USING.of(language)) }
            ul {
                @for line in [said::USING_SOURCE, said::USING_ABSENT, said::USING_OVER, said::USING_NOT] {
                    li { (line.of(language)) }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_told_as_file_managers_tell_them() {
        assert_eq!(size(1), "1\u{a0}KB");
        assert_eq!(size(20_480), "20\u{a0}KB");
        assert_eq!(size(132_120_576), "126.0\u{a0}MB");
    }
}
