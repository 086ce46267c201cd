//! Tables to take away.

use axum::http::header;
use axum::response::{IntoResponse, Response};

use super::Trouble;
use crate::publish::sheets::{Sheet, workbook};

/// The sheets as a download; `name` without its ending, in letters that every system takes.
///
/// # Errors
/// When the workbook cannot be written.
pub async fn download(name: &str, sheets: Vec<Sheet>) -> Result<Response, Trouble> {
    let written = tokio::task::spawn_blocking(move || workbook(&sheets)).await;
    let bytes = written.map_err(|_| Trouble::Internal)??;
    let headers = [
        (
            header::CONTENT_TYPE,
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet".to_owned(),
        ),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}.xlsx\"")),
    ];
    Ok((headers, bytes).into_response())
}
