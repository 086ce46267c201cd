//! A draft's file: as it came, and with what was found written beside its rows.

use std::collections::{BTreeMap, BTreeSet};

use axum::extract::Path;
use axum::http::header;
use axum::response::{IntoResponse, Response};

use crate::domain::checks::{Level, Problem};
use crate::import::{self, FileReading, Limits};
use crate::web::console::{Desk, Trouble};

/// `GET /console/drafts/{no}/returned.xlsx`
pub async fn returned(desk: Desk, Path(no): Path<i64>) -> Result<Response, Trouble> {
    let workshop = desk.workshop()?;
    let draft = workshop.draft(no, &desk.actor).await?;
    let checked = workshop.check(&draft).await?;
    let Some(reading) = &checked.reading else { return Err(Trouble::NotFound) };
    let rows = beside(reading);
    let content = draft.content.clone();
    let bytes = std::sync::Arc::clone(&checked.bytes);
    let write = move || {
        let headings = [import::CHECKED, import::TO_MEND];
        let (mapping, mends) = (content.mapping(), content.mends());
        let additions = import::Additions {
            headings: &headings,
            rows: &rows,
            mapping: &mapping,
            mends: &mends,
        };
        import::returned(&content.file_name, &bytes, &Limits::default(), &additions)
    };
    let workbook = tokio::task::spawn_blocking(write).await.map_err(|_| Trouble::Internal)?;
    let workbook = workbook.map_err(|error| match error {
        import::NotReturned::Refused(problem) => {
            Trouble::refused(problem.message(), problem.mend())
        }
        import::NotReturned::Unwritten(_) => Trouble::Internal,
    })?;
    let headers = [
        (
            header::CONTENT_TYPE,
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet".to_owned(),
        ),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"checked-{no}.xlsx\"")),
    ];
    Ok((headers, workbook).into_response())
}

/// What stands beside each row: whether it is taken, and what is wrong.
fn beside(reading: &FileReading) -> Vec<import::Added> {
    let mut rows: BTreeMap<(u16, u32), (Level, Vec<String>)> = BTreeMap::new();
    let mut left_out: BTreeSet<(u16, u32)> = BTreeSet::new();
    for row in &reading.rows {
        rows.insert((row.sheet, row.row), (Level::Note, Vec::new()));
    }
    for finding in &reading.findings {
        let sheet = finding.sheet_at;
        let (Some(sheet), Some(row)) = (sheet, finding.row) else { continue };
        let (level, said) = rows.entry((sheet, row)).or_insert((finding.level, Vec::new()));
        *level = (*level).min(finding.level);
        if finding.problem == Problem::LeftOut {
            left_out.insert((sheet, row));
        }
        said.push(format!(
            "{}{}：{}。",
            finding.column.as_ref().map(|column| format!("{column}列 ")).unwrap_or_default(),
            finding.message(),
            finding.mend()
        ));
    }
    rows.into_iter()
        .map(|((sheet, row), (level, said))| {
            let result = match level {
                Level::Error => "没收",
                Level::Skip if left_out.contains(&(sheet, row)) => "不收",
                Level::Skip => "重复，不收",
                Level::Warning => "收下，请核对",
                Level::Note => "通过",
            };
            import::Added { sheet, row, cells: vec![result.to_owned(), said.join("\n")] }
        })
        .collect()
}

/// `GET /console/drafts/{no}/source`: the file as it came.
pub async fn source(desk: Desk, Path(no): Path<i64>) -> Result<Response, Trouble> {
    let workshop = desk.workshop()?;
    let draft = workshop.draft(no, &desk.actor).await?;
    let checked = workshop.check(&draft).await?;
    let ending: String = draft
        .content
        .file_name
        .rsplit_once('.')
        .map(|(_, ending)| ending.chars().filter(char::is_ascii_alphanumeric).take(5).collect())
        .unwrap_or_default();
    let headers = [
        (header::CONTENT_TYPE, "application/octet-stream".to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"draft-{no}.{ending}\"")),
    ];
    Ok((headers, checked.bytes.as_ref().clone()).into_response())
}
