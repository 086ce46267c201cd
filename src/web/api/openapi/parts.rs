//! Pieces that the document is put together from.

use serde_json::{Map, Value, json};

use crate::web::words::{Language, Phrase, api as said};

/// An object: each member, and whether it is always there. No other member is.
pub fn object<const N: usize>(members: [(&str, Value); N]) -> Value {
    let mut properties = Map::new();
    let mut required = Vec::new();
    for (name, schema) in members {
        let always = name.strip_suffix('?').is_none();
        let name = name.trim_end_matches('?');
        if always {
            required.push(name.to_owned());
        }
        properties.insert(name.to_owned(), schema);
    }
    json!({ "type": "object", "properties": properties, "required": required,
        "additionalProperties": false })
}

/// One object with the members of all.
pub fn merged(all: &[&Value]) -> Value {
    let mut properties = Map::new();
    let mut required = Vec::new();
    for one in all {
        properties.extend(one["properties"].as_object().cloned().unwrap_or_default());
        required.extend(one["required"].as_array().cloned().unwrap_or_default());
    }
    json!({ "type": "object", "properties": properties, "required": required,
        "additionalProperties": false })
}

pub fn reference(name: &str) -> Value {
    json!({ "$ref": format!("#/components/schemas/{name}") })
}

pub fn text() -> Value {
    json!({ "type": "string" })
}

pub fn text_or_null() -> Value {
    json!({ "type": ["string", "null"] })
}

pub fn day() -> Value {
    json!({ "type": "string", "format": "date" })
}

pub fn day_or_null() -> Value {
    json!({ "type": ["string", "null"], "format": "date" })
}

pub fn count() -> Value {
    json!({ "type": "integer", "minimum": 0 })
}

pub fn count_or_null() -> Value {
    json!({ "type": ["integer", "null"], "minimum": 0 })
}

pub fn flag() -> Value {
    json!({ "type": "boolean" })
}

pub fn list(items: &Value) -> Value {
    json!({ "type": "array", "items": items })
}

pub fn or_null(schema: &Value) -> Value {
    json!({ "anyOf": [schema, { "type": "null" }] })
}

pub fn one_of<'a>(codes: impl IntoIterator<Item = &'a str>) -> Value {
    json!({ "type": "string", "enum": codes.into_iter().collect::<Vec<_>>() })
}

/// A parameter of the query.
pub fn query(language: Language, name: &str, meaning: Phrase, schema: &Value) -> Value {
    json!({ "name": name, "in": "query", "required": false, "description": meaning.of(language),
        "schema": schema })
}

/// A part of the path, with an example.
pub fn in_path(
    language: Language,
    (name, meaning): (&str, Phrase),
    schema: &Value,
    example: &str,
) -> Value {
    json!({ "name": name, "in": "path", "required": true, "description": meaning.of(language),
        "schema": schema, "example": example })
}

/// A good answer in JSON.
pub fn answer(language: Language, meaning: Phrase, schema: &str) -> Value {
    json!({ "description": meaning.of(language),
        "content": { "application/json": { "schema": reference(schema) } } })
}

/// Of a GET that caches may keep.
pub fn cached(mut answer: Value) -> Value {
    answer["headers"] = json!({ "ETag": { "$ref": "#/components/headers/ETag" } });
    answer
}

/// An error, by the codes that it may have.
pub fn problem(language: Language, codes: &[&str]) -> Value {
    let told = codes.join(said::R_OR.of(language));
    let code = json!({ "properties": { "code": { "enum": codes } } });
    json!({
        "description": said::R_PROBLEM.with(language, &[&told]),
        "content": { "application/problem+json": { "schema":
            { "allOf": [reference("Problem"), code] } } }
    })
}
