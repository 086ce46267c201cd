//! Lists in the product's columns, read straight into institutions: what the index alone needs.

use std::collections::HashMap;
use std::io::Read;
use std::sync::Arc;

use jiff::civil::date;
use mingce::domain::category::Category;
use mingce::domain::institution::{Institution, InstitutionId, Version};
use mingce::domain::listing::{Listing, RosterId, RosterKind, Site, Validity};
use mingce::domain::permit::PermitNo;
use mingce::domain::region::RegionCode;
use mingce::domain::regulator::{RegulatorCode, RegulatorKind};
use mingce::domain::release::ReleaseId;
use mingce::domain::status::Status;
use mingce::domain::uscc::Uscc;

/// One row of a list.
pub(crate) struct Row {
    headings: Arc<HashMap<String, usize>>,
    cells: csv::StringRecord,
}

impl Row {
    /// Empty where the list has no such column.
    pub(crate) fn cell(&self, column: &str) -> &str {
        self.headings.get(column).and_then(|at| self.cells.get(*at)).unwrap_or_default()
    }
}

pub(crate) fn rows(text: impl Read) -> csv::Result<impl Iterator<Item = csv::Result<Row>>> {
    let mut reader = csv::Reader::from_reader(text);
    let headings = reader.headers()?.iter().enumerate();
    let headings: HashMap<String, usize> =
        headings.map(|(at, name)| (name.trim_start_matches('\u{feff}').to_owned(), at)).collect();
    let headings = Arc::new(headings);
    Ok(reader
        .into_records()
        .map(move |cells| Ok(Row { headings: headings.clone(), cells: cells? })))
}

/// The columns that [`institution`] takes.
pub(crate) const CELLS: [&str; 10] = [
    "机构名称",
    "统一社会信用代码",
    "办学许可证号",
    "名单类型",
    "状态",
    "机构类别",
    "行政区划代码",
    "乡镇街道",
    "地址",
    "招牌名",
];

/// `None`: its region is no code. All are listed by the education department of their region and in date.
pub(crate) fn institution(line: i64, cells: [&str; CELLS.len()]) -> Option<Institution> {
    let [name, uscc, permit, roster, status, category, region, town, address, brand] = cells;
    let region = RegionCode::parse(region)?;
    let kind = RosterKind::parse(roster).unwrap_or(RosterKind::Approved);
    let uscc = Uscc::parse(uscc).ok();
    let listing = Listing {
        brand: (!brand.is_empty()).then(|| brand.to_owned()),
        uscc,
        permit: PermitNo::parse(permit),
        status: Status::parse(status),
        status_text: status.to_owned(),
        category: Category::parse(category).unwrap_or(Category::Other),
        region: Some(region),
        site: Site { address: address.to_owned(), town: town.to_owned() },
        valid_from: Some(date(2024, 1, 1)),
        valid_until: Validity::Until(date(2027, 6, 30)),
        listed_on: Some(date(2025, 11, 29)),
        ..Listing::named(
            RosterId { regulator: RegulatorCode { region, kind: RegulatorKind::Edu }, kind },
            name,
        )
    };
    let id = uscc.map_or_else(|| InstitutionId::of_name(Some(region), name), InstitutionId::Uscc);
    let version = Version {
        line,
        listing,
        from_release: ReleaseId::new(1),
        from_on: date(2025, 11, 29),
        until: None,
    };
    Some(Institution { id, aliases: Vec::new(), versions: vec![version], may_be_meant: Vec::new() })
}
