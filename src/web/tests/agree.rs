//! Page, API, search, feed and files say one and the same of everybody.

use std::collections::BTreeMap;
use std::ops::ControlFlow;

use serde_json::{Map, Value};

use super::*;
use crate::domain::verdict::Verdict;
use crate::publish::export::columns::{COLUMNS, in_words};

const EDITION: &str = "/data/2026-11-23-r6";

type Rows = BTreeMap<String, Vec<Map<String, Value>>>;

/// Rows of the JSON Lines by institution.
async fn lines(site: &Router) -> Rows {
    let mut rows = Rows::new();
    for line in get(site, &format!("{EDITION}/all.jsonl")).await.body.lines() {
        let line: Map<String, Value> = serde_json::from_str(line).unwrap();
        rows.entry(line["id"].as_str().unwrap().to_owned()).or_default().push(line);
    }
    rows
}

/// Rows of the table by institution, keyed as the lines are.
async fn table(site: &Router) -> Rows {
    let file = get(site, &format!("{EDITION}/all.csv")).await.body;
    let mut reader = csv::Reader::from_reader(file.trim_start_matches('\u{feff}').as_bytes());
    let headings = reader.headers().unwrap().clone();
    assert!(headings.iter().eq(COLUMNS.iter().map(|column| column.heading)));
    let mut rows = Rows::new();
    for record in reader.records() {
        let record = record.unwrap();
        let cells = COLUMNS.iter().zip(&record);
        let row: Map<String, Value> =
            cells.map(|(column, cell)| (column.key.to_owned(), cell.into())).collect();
        rows.entry(row["id"].as_str().unwrap().to_owned()).or_default().push(row);
    }
    rows
}

/// Everybody of whom something is public.
fn everybody(app: &App) -> Vec<String> {
    let mut ids = Vec::new();
    let each = |institution: Institution| {
        ids.push(institution.id.to_string());
        ControlFlow::Continue(())
    };
    app.live.snapshot().for_each_in_order(None, fixtures::now().date(), each).unwrap();
    ids
}

#[tokio::test]
async fn page_api_search_feed_and_files_agree_over_everybody() {
    let live = live(&fixtures::directory(), fixtures::institutions());
    let app = App::new(live, SiteSettings::default(), fixtures::now);
    let (ids, site) = (everybody(&app), router(app));
    let (lines, table) = (lines(&site).await, table(&site).await);
    let mut counted: BTreeMap<String, usize> = BTreeMap::new();
    assert_eq!(ids.len(), 36);
    for id in &ids {
        let api = get(&site, &format!("/api/v1/institutions/{id}")).await.json();
        let code = api["verdict"].as_str().unwrap();
        let verdict = Verdict::from_code(code).unwrap();
        *counted.entry(code.to_owned()).or_default() += 1;
        let page = get(&site, &format!("/i/{id}")).await;
        assert_eq!(page.is_green(), verdict == Verdict::Approved, "{id}");
        let name = api["name"].as_str().unwrap();
        let said = api["listings"].as_array().unwrap();
        let in_force = lines.get(id).map_or(&[][..], Vec::as_slice);
        assert_eq!(table.get(id).map_or(0, Vec::len), in_force.len(), "{id}");
        for (line, row) in in_force.iter().zip(table.get(id).into_iter().flatten()) {
            assert_eq!(line["verdict"], code, "{id}");
            assert_eq!(row["verdict"], code, "{id}");
            assert_eq!(row["verdict_text"], in_words(verdict), "{id}");
            if verdict == Verdict::Approved {
                assert!(page.panel().contains(in_words(verdict)), "{id}");
            }
            same_row(line, row);
            assert!(
                said.iter().any(|listing| is_of(listing, line)),
                "{id}: {said:?} without {line:?}"
            );
        }
        if in_force.is_empty() {
            assert_ne!(verdict, Verdict::Approved, "{id}: in no file, so nothing in force");
        }
        same_search(&site, id, code).await;
        let feed = get(&site, &format!("/i/{id}/feed.xml")).await;
        assert_eq!(feed.status, StatusCode::OK, "{id}");
        assert!(feed.body.contains(&name.replace('<', "&lt;").replace('>', "&gt;")), "{id}");
    }
    same_counts(&site, &counted).await;
}

/// Marks aside that keep spreadsheets from changing a cell.
fn same_row(line: &Map<String, Value>, row: &Map<String, Value>) {
    for column in COLUMNS.iter().filter(|column| column.key != "list") {
        let cell = row[column.key].as_str().unwrap().trim_start_matches(['\'', '\t']);
        let value = &line[column.key];
        let value = value.as_str().map_or_else(
            || if value.is_null() { String::new() } else { value.to_string() },
            str::to_owned,
        );
        assert_eq!(cell, value, "{}", column.key);
    }
}

/// Whether the API's listing is the one of this line.
fn is_of(listing: &Value, line: &Map<String, Value>) -> bool {
    let same = [
        "name",
        "brand",
        "list",
        "status",
        "category",
        "content",
        "address",
        "permit_no",
        "uscc",
        "valid_from",
        "valid_to",
        "listed_on",
        "notice_no",
        "list_as_of",
        "published_on",
        "effective_on",
        "delisted_on",
    ];
    same.iter().all(|key| listing[key] == line[*key])
        && listing["region"]["code"] == line["region"]
        && listing["regulator"]["code"] == line["regulator_code"]
        && listing["regulator"]["name"] == line["regulator"]
        && listing["from_release"] == line["release"]
}

/// Who is looked up by the code has the same verdict.
async fn same_search(site: &Router, id: &str, code: &str) {
    let is_uscc = id.len() == 18;
    if is_uscc {
        let found = get(site, &format!("/api/v1/search?q={id}")).await.json();
        assert_eq!(found["verdict"], code, "{id}");
        assert_eq!(found["results"][0]["id"], id);
    }
}

async fn same_counts(site: &Router, counted: &BTreeMap<String, usize>) {
    let stats = get(site, "/api/v1/stats").await.json();
    let tables = stats["tables"].as_array().unwrap();
    let verdicts = tables.iter().find(|table| table["by"] == "verdict").unwrap();
    let mut told: BTreeMap<String, usize> = BTreeMap::new();
    for part in verdicts["parts"].as_array().unwrap() {
        // Those that left the lists are restricted; those whose time has not come are not listed.
        let code = match part["code"].as_str().unwrap() {
            "departed" => "restricted",
            "not_in_force" => "not_listed",
            other => other,
        };
        let count = usize::try_from(part["count"].as_u64().unwrap()).unwrap();
        *told.entry(code.to_owned()).or_default() += count;
    }
    told.retain(|_, count| *count > 0);
    assert_eq!(&told, counted);
}
