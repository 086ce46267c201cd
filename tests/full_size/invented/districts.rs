//! The counties of today, out of the project's own table of regions.

use std::collections::HashMap;

use anyhow::Context;

/// A county, district or county-level city, and what it belongs to.
pub(crate) struct District {
    pub(crate) code: String,
    pub(crate) province: String,
    pub(crate) city: String,
    pub(crate) name: String,
}

/// Counties of today, with the names of what they belong to.
pub(crate) fn districts() -> anyhow::Result<Vec<District>> {
    let mut rows = csv::Reader::from_reader(include_str!("../../../data/regions.csv").as_bytes());
    let mut names = HashMap::new();
    for row in rows.records() {
        let row = row?;
        if row[2].is_empty() {
            names.insert(row[0].to_owned(), row[1].to_owned());
        }
    }
    let mut codes: Vec<&String> = names.keys().filter(|code| !code.ends_with("00")).collect();
    codes.sort();
    let mut found = Vec::new();
    for code in codes {
        let name = &names[code];
        if name == "市辖区" || code.starts_with("4603") {
            continue; // no county, or reefs without a town
        }
        let province = names
            .get(&format!("{}0000", &code[..2]))
            .with_context(|| format!("{code}: no province"))?;
        let city =
            names.get(&format!("{}00", &code[..4])).with_context(|| format!("{code}: no city"))?;
        let city = match city.as_str() {
            "市辖区" | "县" => province,
            managed if managed.contains("直辖") => name,
            city => city,
        };
        found.push(District {
            code: code.clone(),
            province: province.clone(),
            city: city.to_owned(),
            name: name.clone(),
        });
    }
    Ok(found)
}
