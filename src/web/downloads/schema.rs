//! `GET /data/schema.json`: JSON Schema of a line of JSON Lines.

use axum::Json;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use serde_json::{Map, Value, json};

use crate::domain::verdict::Verdict;
use crate::publish::export::columns::{COLUMNS, Column, Kind, SCHEMA_VERSION, lists};
use crate::web::served::Served;
use crate::web::words::Language;
use crate::web::words::data::MEANINGS;

pub async fn show(_: Served) -> Response {
    ([(header::CONTENT_TYPE, "application/schema+json")], Json(schema())).into_response()
}

/// What a manifest calls the kind of a column.
pub(super) fn type_of(kind: Kind) -> &'static str {
    match kind {
        Kind::Text => "text",
        Kind::Code => "code",
        Kind::List => "list",
        Kind::Verdict => "verdict",
        Kind::Day => "date",
        Kind::Validity => "date_or_text",
        Kind::Number => "integer",
    }
}

/// JSON Schema, draft 2020-12. Whoever holds lines of a later version finds keys that it does not know;
/// those that it knows keep their meaning.
pub fn schema() -> Value {
    let properties: Map<String, Value> = COLUMNS
        .iter()
        .zip(MEANINGS)
        .map(|(column, meaning)| {
            let mut property = property(column);
            property.insert("title".into(), column.heading.into());
            property.insert("description".into(), meaning.of(Language::En).into());
            (column.key.to_owned(), property.into())
        })
        .collect();
    let required: Vec<&str> = COLUMNS.iter().map(|column| column.key).collect();
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "mingce listing",
        "version": SCHEMA_VERSION,
        "type": "object",
        "properties": properties,
        "required": required,
    })
}

fn property(column: &Column) -> Map<String, Value> {
    let or_null = |kind: &str| {
        if column.is_always_there { json!(kind) } else { json!([kind, "null"]) }
    };
    let property = match column.kind {
        Kind::Text | Kind::Validity => json!({ "type": or_null("string") }),
        Kind::Code => json!({ "type": or_null("string"), "minLength": 1 }),
        Kind::List => json!({ "type": "string", "enum": lists().map(|(code, _)| code) }),
        Kind::Verdict => {
            // Candidates are of words that were typed: of a listing it is never said.
            let said = Verdict::ALL.into_iter().filter(|one| *one != Verdict::Candidates);
            json!({ "type": "string", "enum": said.map(Verdict::code).collect::<Vec<_>>() })
        }
        Kind::Day => json!({ "type": or_null("string"), "format": "date" }),
        Kind::Number => json!({ "type": "integer", "minimum": 1 }),
    };
    if let Value::Object(property) = property { property } else { Map::new() }
}
