//! Every path, what it takes and what it answers.

use serde_json::{Map, Value, json};

use super::parts::{answer, cached, in_path, one_of, problem, query, reference};
use crate::domain::answer::MOST_CHARS;
use crate::domain::category::Category;
use crate::domain::listing::RosterKind;
use crate::domain::release::Mode;
use crate::domain::status::Status;
use crate::search::Sort;
use crate::web::api::releases::MOST_EXACT;
use crate::web::checking::MOST;
use crate::web::console::systems;
use crate::web::console::systems::fault::Fault;
use crate::web::console::systems::sent::{LONGEST_ACKNOWLEDGED, LONGEST_TEXT, MOST_ACKNOWLEDGED};
use crate::web::params::LAST_PAGE;
use crate::web::words::{Language, Phrase, api as said};

const EXAMPLE_CODE: &str = "91990101MA0000015C";
const EXAMPLE_REGION: &str = "990101";

/// All of them; below the server's address.
pub fn all(language: Language) -> Value {
    json!({
        "/api/v1/search": { "get": search(language) },
        "/api/v1/check": { "post": check(language) },
        "/api/v1/institutions/{id}": { "get": institution(language) },
        "/api/v1/releases": { "get": releases(language), "post": send(language) },
        "/api/v1/releases/{number}": { "get": release(language) },
        "/api/v1/releases/{number}/diff": { "get": diff(language) },
        "/api/v1/releases/drafts/{no}": { "get": draft(language) },
        "/api/v1/regions": { "get": regions(language) },
        "/api/v1/regions/{code}": { "get": region(language) },
        "/api/v1/stats": { "get": stats(language) },
        "/api/v1/openapi.json": { "get": document(language) },
    })
}

/// An operation: name, what it is for, more of it.
fn operation(
    language: Language,
    (id, summary, more): (&str, Phrase, Option<Phrase>),
    parameters: &[Value],
    responses: Vec<(&str, Value)>,
) -> Value {
    let mut all: Map<String, Value> =
        responses.into_iter().map(|(status, one)| (status.to_owned(), one)).collect();
    let usual = [
        ("429", problem(language, &["too_many_requests"])),
        ("500", problem(language, &["internal"])),
        ("504", problem(language, &["timeout"])),
    ];
    for (status, one) in usual {
        all.entry(status).or_insert(one);
    }
    let more = more.map_or("", |more| more.of(language));
    json!({ "operationId": id, "summary": summary.of(language), "description": more,
        "parameters": parameters, "responses": all })
}

/// An answer that may be kept, and the answer to who keeps it.
fn good(language: Language, schema: &str) -> [(&'static str, Value); 2] {
    [
        ("200", cached(answer(language, said::R_OK, schema))),
        ("304", json!({ "description": said::R_NOT_MODIFIED.of(language) })),
    ]
}

fn moved(language: Language) -> (&'static str, Value) {
    let location = json!({ "Location": { "schema": { "type": "string" } } });
    ("308", json!({ "description": said::R_MOVED.of(language), "headers": location }))
}

/// Empty is as good as absent.
fn or_empty(mut schema: Value) -> Value {
    if let Some(codes) = schema.get_mut("enum").and_then(Value::as_array_mut) {
        codes.push("".into());
    } else {
        schema = json!({ "anyOf": [schema, { "const": "" }] });
    }
    schema
}

fn region_code() -> Value {
    json!({ "type": "string", "pattern": "^[1-9][0-9]{5}$" })
}

fn limit(language: Language, usual: usize) -> Value {
    let schema = json!({ "type": "integer", "minimum": 1, "maximum": 100, "default": usual });
    query(language, "limit", said::P_LIMIT, &or_empty(schema))
}

fn page(language: Language) -> Value {
    let schema = json!({ "type": "integer", "minimum": 1, "maximum": LAST_PAGE, "default": 1 });
    query(language, "page", said::P_PAGE, &or_empty(schema))
}

fn on(language: Language) -> Value {
    let schema = or_empty(json!({ "type": "string", "format": "date" }));
    query(language, "on", said::P_ON, &schema)
}

fn number(language: Language) -> Value {
    let schema = json!({ "type": "integer", "minimum": 1, "maximum": MOST_EXACT });
    in_path(language, ("number", said::P_NUMBER), &schema, "1")
}

fn search(language: Language) -> Value {
    let one = |name, meaning, schema| query(language, name, meaning, &or_empty(schema));
    let mut words = query(
        language,
        "q",
        said::P_Q,
        &json!({ "type": "string", "minLength": 1, "maxLength": MOST_CHARS }),
    );
    words["required"] = true.into();
    words["example"] = EXAMPLE_CODE.into();
    let parameters = vec![
        words,
        one("region", said::P_REGION, region_code()),
        one("list", said::P_LIST, one_of(RosterKind::ALL.map(RosterKind::code))),
        one("category", said::P_CATEGORY, one_of(Category::ALL.map(Category::code))),
        one("status", said::P_STATUS, one_of(Status::ALL.map(Status::code))),
        one("sort", said::P_SORT, one_of(Sort::ALL.map(Sort::code))),
        one("facets", said::P_FACETS, one_of(["0", "1"])),
        on(language),
        limit(language, 10),
        page(language),
    ];
    let codes = [
        "empty_query",
        "query_too_long",
        "no_words",
        "bad_region",
        "bad_list",
        "bad_category",
        "bad_status",
        "bad_sort",
        "bad_facets",
        "bad_date",
        "bad_limit",
        "bad_page",
    ];
    let mut responses = good(language, "Search").to_vec();
    responses.push(("400", problem(language, &codes)));
    let named = ("search", said::SEARCH, Some(said::SEARCH_MORE));
    operation(language, named, &parameters, responses)
}

fn check(language: Language) -> Value {
    let names = json!({ "type": "array", "minItems": 1, "maxItems": MOST,
        "description": said::P_NAMES.of(language),
        "items": { "type": "string", "maxLength": MOST_CHARS } });
    let codes = ["bad_json", "bad_names", "query_too_long"];
    let named = ("check", said::CHECK, Some(said::CHECK_MORE));
    let mut told = operation(
        language,
        named,
        &[],
        vec![
            ("200", answer(language, said::R_OK, "Check")),
            ("400", problem(language, &codes)),
            ("413", problem(language, &["too_large", "too_many_names"])),
            ("415", problem(language, &["not_json"])),
        ],
    );
    told["requestBody"] = json!({ "required": true, "content": { "application/json": {
        "schema": { "type": "object", "properties": { "names": names }, "required": ["names"] },
        "example": { "names": [EXAMPLE_CODE] },
    } } });
    told
}

fn institution(language: Language) -> Value {
    let schema = json!({ "type": "string", "minLength": 1, "maxLength": 200 });
    let parameters =
        vec![in_path(language, ("id", said::P_ID), &schema, EXAMPLE_CODE), on(language)];
    let mut responses = good(language, "Institution").to_vec();
    responses.extend([
        moved(language),
        ("400", problem(language, &["bad_date"])),
        ("404", problem(language, &["not_found"])),
    ]);
    let named = ("institution", said::INSTITUTION, Some(said::INSTITUTION_MORE));
    operation(language, named, &parameters, responses)
}

fn releases(language: Language) -> Value {
    let schema = json!({ "type": "integer", "minimum": 0, "maximum": MOST_EXACT, "default": 0 });
    let parameters =
        vec![query(language, "after", said::P_AFTER, &or_empty(schema)), limit(language, 20)];
    let mut responses = good(language, "Releases").to_vec();
    responses.push(("400", problem(language, &["bad_release", "bad_limit"])));
    let named = ("releases", said::RELEASES, Some(said::RELEASES_MORE));
    operation(language, named, &parameters, responses)
}

fn release(language: Language) -> Value {
    let mut responses = good(language, "OneRelease").to_vec();
    responses.push(("404", problem(language, &["not_found"])));
    operation(language, ("release", said::RELEASE, None), &[number(language)], responses)
}

fn diff(language: Language) -> Value {
    let parameters = vec![number(language), limit(language, 20), page(language)];
    let mut responses = good(language, "Diff").to_vec();
    responses.extend([
        ("400", problem(language, &["bad_limit", "bad_page"])),
        ("404", problem(language, &["not_found"])),
    ]);
    operation(language, ("diff", said::DIFF, Some(said::DIFF_MORE)), &parameters, responses)
}

fn regions(language: Language) -> Value {
    let responses = good(language, "Regions").to_vec();
    operation(language, ("regions", said::REGIONS, None), &[], responses)
}

fn region(language: Language) -> Value {
    let parameters =
        vec![in_path(language, ("code", said::P_CODE), &region_code(), EXAMPLE_REGION)];
    let mut responses = good(language, "OneRegion").to_vec();
    responses.extend([
        moved(language),
        ("400", problem(language, &["bad_region"])),
        ("404", problem(language, &["not_found"])),
    ]);
    operation(language, ("region", said::REGION, Some(said::REGION_MORE)), &parameters, responses)
}

fn stats(language: Language) -> Value {
    let parameters = vec![query(language, "region", said::P_REGION, &or_empty(region_code()))];
    let mut responses = good(language, "Stats").to_vec();
    responses.push(("400", problem(language, &["bad_region"])));
    operation(language, ("stats", said::STATS, Some(said::STATS_MORE)), &parameters, responses)
}

fn document(language: Language) -> Value {
    let mut responses = good(language, "Problem").to_vec();
    responses[0].1["content"] = json!({ "application/json": { "schema": { "type": "object" } } });
    operation(language, ("document", said::DOCUMENT_ITSELF, None), &[], responses)
}

/// Faults of this status, by code.
fn faults(language: Language, status: u16) -> Value {
    let codes: Vec<&str> = Fault::ALL
        .iter()
        .filter(|fault| fault.status().as_u16() == status)
        .map(|fault| fault.code())
        .collect();
    problem(language, &codes)
}

fn with_token(mut told: Value) -> Value {
    told["security"] = json!([{ "token": [] }]);
    told
}

fn send(language: Language) -> Value {
    let key = json!({ "name": "Idempotency-Key", "in": "header", "required": true,
        "description": said::P_KEY.of(language), "example": "list-2026-11-23",
        "schema": { "type": "string", "minLength": 1, "maxLength": systems::LONGEST_KEY,
            "pattern": "^[!-~]+$" } });
    let not_submitted = json!({ "description": said::R_NOT_SUBMITTED.of(language),
        "content": { "application/problem+json": { "schema": reference("NotSubmitted") } } });
    let statuses = ["400", "401", "403", "409", "413", "415", "500", "503"];
    let mut responses = vec![
        ("200", answer(language, said::R_SAME, "Draft")),
        ("202", answer(language, said::R_ACCEPTED, "Draft")),
        ("422", not_submitted),
    ];
    responses
        .extend(statuses.map(|status| (status, faults(language, status.parse().unwrap_or(0)))));
    let named = ("send", said::SEND, Some(said::SEND_MORE));
    let mut told = operation(language, named, &[key], responses);
    told["requestBody"] = json!({ "required": true, "content": { "multipart/form-data": { "schema": form(language) } } });
    with_token(told)
}

fn form(language: Language) -> Value {
    let part = |meaning: Phrase, mut schema: Value| {
        schema["description"] = meaning.of(language).into();
        schema
    };
    let words = || json!({ "type": "string", "maxLength": LONGEST_TEXT });
    let day = || json!({ "type": "string", "format": "date" });
    let acknowledge = json!({ "type": "array", "maxItems": MOST_ACKNOWLEDGED,
        "items": { "type": "string", "maxLength": LONGEST_ACKNOWLEDGED } });
    let file = json!({ "type": "string", "contentMediaType": "application/octet-stream" });
    json!({ "type": "object", "required": ["file"], "additionalProperties": false, "properties": {
        "file": part(said::F_FILE, file),
        "mode": part(said::F_MODE, one_of(Mode::ALL.map(Mode::code))),
        "list": part(said::F_LIST, one_of(RosterKind::ALL.map(RosterKind::code))),
        "as_of": part(said::F_AS_OF, day()),
        "notice_no": part(said::F_NOTICE_NO, words()),
        "title": part(said::F_TITLE, words()),
        "published_on": part(said::F_PUBLISHED_ON, day()),
        "effective_on": part(said::F_EFFECTIVE_ON, day()),
        "acknowledge": part(said::F_ACKNOWLEDGE, acknowledge),
        "number": part(said::F_NUMBER, json!({ "type": "integer", "minimum": 0, "maximum": MOST_EXACT })),
        "regulator": part(said::F_REGULATOR, words()),
        "submit": part(said::F_SUBMIT, json!({ "type": "boolean", "default": true })),
    } })
}

fn draft(language: Language) -> Value {
    let schema = json!({ "type": "integer", "minimum": 1, "maximum": MOST_EXACT });
    let statuses = ["401", "404", "500", "503"];
    let mut responses = vec![("200", answer(language, said::R_OK, "Draft"))];
    responses
        .extend(statuses.map(|status| (status, faults(language, status.parse().unwrap_or(0)))));
    let parameters = vec![in_path(language, ("no", said::P_DRAFT), &schema, "1")];
    with_token(operation(language, ("draft", said::DRAFT, None), &parameters, responses))
}
