//! `GET /api/v1/openapi.json`: what the API takes and gives, for programs. The page `/api` is made from it.

pub mod parts;
pub mod paths;
pub mod schemas;

use axum::response::Response;
use serde_json::{Value, json};

use super::json;
use crate::web::error::Error;
use crate::web::served::Served;
use crate::web::words::{Language, api as said};

/// Below the base path.
pub const PATH: &str = "/api/v1/openapi.json";

pub async fn show(served: Served) -> Result<Response, Error> {
    json(&document(&served, Language::default()), 64 << 10)
}

/// The whole document, its words in this language.
pub fn document(served: &Served, language: Language) -> Value {
    let server = served.whole(&served.site.base_path);
    json!({
        "openapi": "3.1.0",
        "jsonSchemaDialect": "https://json-schema.org/draft/2020-12/schema",
        "info": {
            "title": format!("{} {}", served.site.name, said::TITLE.of(language)),
            "version": "1",
            "summary": said::DESCRIPTION.of(language),
            "description": info(language),
        },
        "servers": [{ "url": if server.is_empty() { "/" } else { server.as_str() } }],
        "paths": paths::all(language),
        "components": {
            "schemas": schemas::all(language),
            "securitySchemes": { "token": {
                "type": "http", "scheme": "bearer", "description": said::TOKEN.of(language) } },
            "headers": { "ETag": {
                "description": said::RULE_ETAG.of(language), "schema": { "type": "string" } } },
        },
    })
}

fn info(language: Language) -> String {
    let said = [said::LEAD]
        .into_iter()
        .chain(RULES)
        .chain([said::JOIN_HOW])
        .map(|phrase| phrase.of(language));
    said.collect::<Vec<_>>().join("\n\n")
}

/// What holds for all of it.
pub const RULES: [crate::web::words::Phrase; 6] = [
    said::RULE_STAMP,
    said::RULE_ETAG,
    said::RULE_ERRORS,
    said::RULE_LIMIT,
    said::RULE_CORS,
    said::RULE_EMPTY,
];
