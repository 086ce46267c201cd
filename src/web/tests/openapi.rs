//! The document is complete and true: every route, every answer.

use serde_json::{Value, json};

use super::fixtures::APPROVED;
use super::*;

async fn document(site: &Router) -> Value {
    get(site, "/api/v1/openapi.json").await.json()
}

/// Panics where a value is not what a schema of the document says.
pub(crate) fn assert_fits(document: &Value, schema: &str, value: &Value) {
    let schema = &document["components"]["schemas"][schema];
    assert!(schema.is_object());
    if let Err(why) = fits(document, schema, value) {
        panic!("{why}");
    }
}

/// As much of JSON Schema as the document uses.
fn fits(document: &Value, schema: &Value, value: &Value) -> Result<(), String> {
    let wrong = |what: &str| Err(format!("{what}: {value} does not fit {schema}"));
    if let Some(name) = schema["$ref"].as_str() {
        let name = name.rsplit('/').next().unwrap();
        return fits(document, &document["components"]["schemas"][name], value);
    }
    if let Some(any) = schema["anyOf"].as_array() {
        return if any.iter().any(|one| fits(document, one, value).is_ok()) {
            Ok(())
        } else {
            wrong("anyOf")
        };
    }
    let own = &schema["type"];
    let kinds = own.as_array().map_or(std::slice::from_ref(own), Vec::as_slice);
    let kinds: Vec<&str> = kinds.iter().filter_map(Value::as_str).collect();
    let kind = match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(_) => "integer",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    };
    if !kinds.is_empty() && !kinds.contains(&kind) {
        return wrong("type");
    }
    if schema["enum"].as_array().is_some_and(|all| !all.contains(value)) {
        return wrong("enum");
    }
    if schema["format"] == "date"
        && value.as_str().is_some_and(|text| text.parse::<jiff::civil::Date>().is_err())
    {
        return wrong("date");
    }
    for item in value.as_array().into_iter().flatten() {
        fits(document, &schema["items"], item)?;
    }
    let Some(members) = value.as_object() else { return Ok(()) };
    for name in schema["required"].as_array().into_iter().flatten() {
        if !members.contains_key(name.as_str().unwrap()) {
            return wrong(&format!("{name} is missing"));
        }
    }
    for (name, member) in members {
        let own = &schema["properties"][name];
        if own.is_null() && schema["additionalProperties"] == false {
            return wrong(&format!("{name} is not described"));
        }
        fits(document, own, member)?;
    }
    Ok(())
}

#[tokio::test]
async fn every_route_is_in_the_document_and_the_reverse() {
    let site = plain();
    let document = document(&site).await;
    let told: Vec<&String> = document["paths"].as_object().unwrap().keys().collect();
    let mut routes: Vec<&str> = crate::web::api_routes().iter().map(|(path, _)| *path).collect();
    routes.sort_unstable();
    assert_eq!(told, routes);
    for (path, methods) in document["paths"].as_object().unwrap() {
        let asked = path.replace("{id}", APPROVED).replace("{code}", "999901");
        let asked = asked.replace("{number}", "1").replace("{no}", "1");
        for method in ["GET", "POST", "PUT", "PATCH", "DELETE"] {
            let request = Request::builder().method(method).uri(&asked);
            let answer = send(&site, request.body(Body::empty()).unwrap()).await;
            let is_told = methods[method.to_lowercase()].is_object();
            assert_eq!(answer.status != StatusCode::METHOD_NOT_ALLOWED, is_told, "{method} {path}");
        }
    }
}

#[tokio::test]
async fn answers_are_as_the_document_says() {
    let site = plain();
    let document = document(&site).await;
    for path in [
        "/search?q=启明",
        "/search?q=启明&facets=1&on=2026-10-01",
        "/search?q=示例海星编程培训有限公司",
        "/institutions/91990101MA0000015C",
        "/institutions/91990101MA0000015C?on=2026-10-01",
        "/releases",
        "/releases?after=2&limit=1",
        "/releases/1",
        "/releases/5/diff",
        "/regions",
        "/regions/999901",
        "/stats",
        "/stats?region=999901",
        "/search",
        "/search?q=a&limit=0",
        "/regions/1",
        "/releases/99",
    ] {
        let asked: String = path
            .chars()
            .map(|c| {
                if c.is_ascii() {
                    c.to_string()
                } else {
                    crate::web::links::Encoded(&c.to_string()).to_string()
                }
            })
            .collect();
        let answer = get(&site, &format!("/api/v1{asked}")).await;
        let way = path.split('?').next().unwrap();
        let way = way.replace(APPROVED, "{id}").replace("/regions/999901", "/regions/{code}");
        let way = way.replace("/regions/1", "/regions/{code}");
        let way = ["1", "5", "99"]
            .iter()
            .fold(way, |way, n| way.replace(&format!("/releases/{n}"), "/releases/{number}"));
        let way = way.replace("{number}9", "{number}");
        let told =
            &document["paths"][format!("/api/v1{way}")]["get"]["responses"][answer.status.as_str()];
        assert!(told.is_object(), "{path}: {} is not told", answer.status);
        let kind = answer.header("content-type");
        let schema = &told["content"][kind]["schema"];
        assert!(schema.is_object(), "{path}: {kind} is not told");
        let json = answer.json();
        if let Some(all) = schema["allOf"].as_array() {
            assert_fits(&document, "Problem", &json);
            let codes = all[1]["properties"]["code"]["enum"].as_array().unwrap();
            assert!(codes.contains(&json["code"]), "{path}: {}", json["code"]);
        } else if let Err(why) = fits(&document, schema, &json) {
            panic!("{path}: {why}");
        }
    }
    let body = json!({ "names": ["启明", "", APPROVED] }).to_string();
    let request = Request::post("/api/v1/check").header("content-type", "application/json");
    let answer = send(&site, request.body(Body::from(body)).unwrap()).await;
    assert_fits(&document, "Check", &answer.json());
}

#[tokio::test]
async fn a_snapshot_and_the_releases_after_it_join_without_a_gap() {
    let site = plain();
    let mut after = 0;
    let mut numbers = Vec::new();
    loop {
        let page = get(&site, &format!("/api/v1/releases?after={after}&limit=2")).await.json();
        let releases = page["releases"].as_array().unwrap();
        numbers.extend(releases.iter().map(|one| one["number"].as_u64().unwrap()));
        match page["next_after"].as_u64() {
            Some(next) => after = next,
            None => {
                assert_eq!(numbers.last(), page["release"].as_u64().as_ref());
                break;
            }
        }
    }
    let expected: Vec<u64> = (1..=numbers.len() as u64).collect();
    assert_eq!(numbers, expected);
    // The snapshot names a release that the list has.
    let snapshot = get(&site, "/api/v1/stats").await.json()["release"].as_u64().unwrap();
    let later = get(&site, &format!("/api/v1/releases?after={snapshot}")).await.json();
    assert_eq!((&later["releases"], &later["next_after"]), (&json!([]), &Value::Null));
}

#[tokio::test]
async fn the_page_shows_all_of_the_document_and_loads_nothing_from_elsewhere() {
    let site = site(|settings| *settings = settings.clone().at("https://www.example.gov.cn/m"));
    let document = document(&site).await;
    for language in ["", "/hant", "/en"] {
        let page = get(&site, &format!("{language}/api")).await;
        assert_eq!(page.status, StatusCode::OK);
        for (path, methods) in document["paths"].as_object().unwrap() {
            assert!(page.body.contains(path), "{path}");
            for told in methods.as_object().unwrap().values() {
                for parameter in told["parameters"].as_array().unwrap() {
                    let name = parameter["name"].as_str().unwrap();
                    assert!(page.body.contains(&format!("<code>{name}</code>")), "{path} {name}");
                }
            }
        }
        assert!(!page.has_foreign_script());
        assert!(page.body.contains("curl 'https://www.example.gov.cn/m/api/v1/search?q="));
    }
    for from in ["/embed", "/about", "/"] {
        assert!(get(&site, from).await.body.contains("href=\"/m/api\""), "{from}");
    }
}
