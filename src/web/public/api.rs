//! `GET /api`: the API for people to read, made from the document that programs read.

use maud::{Markup, html};
use serde_json::Value;

use crate::web::api::openapi::{self, RULES};
use crate::web::assets;
use crate::web::components::share::copyable;
use crate::web::layout::{Place, page};
use crate::web::links::Encoded;
use crate::web::served::Served;
use crate::web::words::{Language, api as said};

/// Below the language.
pub const PATH: &str = "/api";

pub async fn show(served: Served) -> Markup {
    let language = served.language();
    let document = openapi::document(&served, language);
    let links = served.links();
    let link = format!("{}{}", served.site.base_path, openapi::PATH);
    let file = served.whole(&link);
    let files = html! { a href=(links.to("/data")) { (said::FILES_LINK.of(language)) } };
    let main = html! {
        h1 { (said::HEADING.of(language)) }
        p.lead { (said::LEAD.of(language)) }
        p { (said::DOCUMENT.around(language, &[html! { a href=(link) { (file) } }])) }
        p { (said::FILES.around(language, &[files])) }
        section {
            h2 { (said::RULES.of(language)) }
            ul { @for rule in RULES { li { (rule.of(language)) } } }
        }
        section {
            h2 { (said::JOIN.of(language)) }
            p { (said::JOIN_HOW.of(language)) }
        }
        @for (path, methods) in members(&document["paths"]) {
            @for (method, told) in members(methods) { (operation(&served, (path, method), told)) }
        }
    };
    let frame = served
        .frame(said::TITLE.of(language), Place::Elsewhere)
        .described(said::DESCRIPTION.of(language))
        .styled(assets::Style::Api.name());
    page(frame, main)
}

fn members(object: &Value) -> impl Iterator<Item = (&str, &Value)> {
    object.as_object().into_iter().flatten().map(|(name, value)| (name.as_str(), value))
}

fn text<'a>(value: &'a Value, member: &str) -> &'a str {
    value[member].as_str().unwrap_or_default()
}

fn operation(served: &Served, (path, method): (&str, &str), told: &Value) -> Markup {
    let language = served.language();
    let parts = &told["requestBody"]["content"]["multipart/form-data"]["schema"];
    let body = &told["requestBody"]["content"]["application/json"]["schema"];
    let parameters: Vec<&Value> = told["parameters"].as_array().into_iter().flatten().collect();
    html! {
        section.operation id=(text(told, "operationId")) {
            h2 { (text(told, "summary")) }
            p { code { (method.to_uppercase()) " " (path) } }
            @if !text(told, "description").is_empty() { p { (text(told, "description")) } }
            @if !parameters.is_empty() {
                h3 { (said::PARAMETERS.of(language)) }
                (table(language, parameters.iter().map(|one| Row {
                    name: text(one, "name"),
                    schema: &one["schema"],
                    meaning: text(one, "description"),
                    is_required: one["required"] == true,
                })))
            }
            @for schema in [parts, body] {
                @if schema.is_object() {
                    h3 { (said::PARTS.of(language)) }
                    (table(language, members(&schema["properties"]).map(|(name, one)| Row {
                        name,
                        schema: one,
                        meaning: text(one, "description"),
                        is_required: schema["required"].as_array()
                            .is_some_and(|all| all.iter().any(|own| own == name)),
                    })))
                }
            }
            h3 { (said::EXAMPLE.of(language)) }
            (copyable(language, example(served, (path, method), told)))
            h3 { (said::ANSWERS.of(language)) }
            table.api-table {
                thead { tr {
                    th scope="col" { (said::COLUMN_STATUS.of(language)) }
                    th scope="col" { (said::COLUMN_CODES.of(language)) }
                } }
                tbody { @for (status, one) in members(&told["responses"]) { tr {
                    td data-l=(said::COLUMN_STATUS.of(language)) { div { code { (status) } } }
                    td data-l=(said::COLUMN_CODES.of(language)) { div { (text(one, "description")) } }
                } } }
            }
        }
    }
}

struct Row<'a> {
    name: &'a str,
    schema: &'a Value,
    meaning: &'a str,
    is_required: bool,
}

fn table<'a>(language: Language, rows: impl Iterator<Item = Row<'a>>) -> Markup {
    let columns = [said::COLUMN_NAME, said::COLUMN_FORM, said::COLUMN_MEANING];
    html! {
        table.api-table {
            thead { tr { @for column in columns { th scope="col" { (column.of(language)) } } } }
            tbody { @for row in rows { tr {
                td data-l=(columns[0].of(language)) { div { code { (row.name) }
                    @if row.is_required { p.fact { (said::REQUIRED.of(language)) } } } }
                td data-l=(columns[1].of(language)) { div { (form(language, row.schema)) } }
                td data-l=(columns[2].of(language)) { div { (row.meaning) } }
            } } }
        }
    }
}

/// How a value is written, with its limits.
fn form(language: Language, schema: &Value) -> String {
    // Empty is as good as absent: that is told once for all.
    let schema = schema["anyOf"].as_array().and_then(|all| all.first()).unwrap_or(schema);
    let mut told = Vec::new();
    if let Some(codes) = schema["enum"].as_array() {
        let codes = codes.iter().filter_map(Value::as_str).filter(|code| !code.is_empty());
        told.push(codes.collect::<Vec<_>>().join(" | "));
    } else if schema["format"] == "date" {
        told.push(said::DAY.of(language).to_owned());
    } else if schema["contentMediaType"].is_string() {
        told.push(said::FILE.of(language).to_owned());
    } else if schema["type"] == "integer" {
        told.push(said::NUMBER.of(language).to_owned());
    } else if schema["type"] == "boolean" {
        told.push(said::SWITCH.of(language).to_owned());
    } else {
        told.push(said::TEXT.of(language).to_owned());
    }
    if let (Some(from), Some(to)) = (schema["minimum"].as_u64(), schema["maximum"].as_u64()) {
        told.push(said::FROM_TO.with(language, &[&from, &to]));
    }
    if let Some(most) = schema["maxLength"].as_u64() {
        told.push(said::MOST_CHARS.with(language, &[&most]));
    }
    if let Some(usual) = schema.get("default") {
        told.push(said::USUAL.with(language, &[usual]));
    }
    told.join(language.comma())
}

/// A line for a terminal.
fn example(served: &Served, (path, method): (&str, &str), told: &Value) -> String {
    let mut path = path.to_owned();
    let mut asked = Vec::new();
    let mut headers = Vec::new();
    for parameter in told["parameters"].as_array().into_iter().flatten() {
        let (name, example) = (text(parameter, "name"), text(parameter, "example"));
        match text(parameter, "in") {
            "path" => path = path.replace(&format!("{{{name}}}"), example),
            "header" => headers.push(format!("-H '{name}: {example}' ")),
            _ if example.is_empty() => {}
            _ => asked.push(format!("{name}={}", Encoded(example))),
        }
    }
    if told["security"].is_array() {
        headers.insert(0, "-H \"Authorization: Bearer $TOKEN\" ".to_owned());
    }
    let question = if asked.is_empty() { String::new() } else { format!("?{}", asked.join("&")) };
    let link = served.whole(format_args!("{}{path}{question}", served.site.base_path));
    let content = &told["requestBody"]["content"];
    let body = if content["multipart/form-data"].is_object() {
        "-F file=@list.xlsx -F mode=full -F as_of=2026-11-23 ".to_owned()
    } else if method == "post" {
        let example = &content["application/json"]["example"];
        format!("-H 'Content-Type: application/json' -d '{example}' ")
    } else {
        String::new()
    };
    format!("curl {}{body}'{link}'", headers.concat())
}
