//! An index of nothing but a list.

use std::collections::HashSet;
use std::io::Read;
use std::path::Path;
use std::sync::Arc;

use anyhow::Context as _;
use mingce::domain::region::Regions;
use mingce::domain::regulator::{AbsenceRule, Regulator, RegulatorCode, RegulatorKind};
use mingce::domain::release::ReleaseId;
use mingce::search::{Index, Volume};

use crate::listed::{self, CELLS};

pub(crate) fn regions() -> Arc<Regions> {
    Arc::new(Regions::from_csv(&[include_str!("../../data/regions.csv")]))
}

/// An index of a list, made without store and releases.
pub(crate) fn indexed(list: impl Read, folder: &Path) -> anyhow::Result<Index> {
    let regions = regions();
    let index = Index::create(folder, regions.clone())?;
    let mut writer = index.writer(Volume::Everything)?;
    let mut seen = HashSet::new();
    for (line, row) in (1..).zip(listed::rows(list)?) {
        let row = row?;
        let institution = listed::institution(line, CELLS.map(|column| row.cell(column)))
            .with_context(|| format!("row {line} has no 行政区划代码"))?;
        if let Some(region) = institution.versions[0].listing.region
            && seen.insert(region)
        {
            let code = RegulatorCode { region, kind: RegulatorKind::Edu };
            writer.put_regulator(Regulator {
                code,
                name: code.provisional_name(&regions),
                aliases: Vec::new(),
                phone: None,
                mailbox: None,
                absence: AbsenceRule::Unknown,
            })?;
        }
        writer.put_institution(line, institution)?;
    }
    writer.commit(ReleaseId::new(1))?;
    writer.wait_for_merges()?;
    index.reload()?;
    Ok(index)
}
