//! What the form brought, read as it comes and never past its limits.

use axum::extract::Multipart;
use axum::extract::multipart::{Field, MultipartError};
use axum::http::StatusCode;

use super::form::Trouble;
use crate::domain::text;
use crate::publish::batch::LARGEST_BYTES;
use crate::web::error::Error;

/// Of what is pasted: a thousand lines of several columns.
const LARGEST_TEXT: usize = 1 << 20;

/// Of a file's name, in characters.
const LONGEST_NAME: usize = 120;

/// What is sent back.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Wanted {
    #[default]
    Page,
    /// A workbook.
    Sheet,
}

/// What was asked.
#[derive(Debug, Default)]
pub struct Received {
    pub names: String,
    /// Its name and content. A browser sends an empty file where none was chosen: that is none.
    pub file: Option<(String, Vec<u8>)>,
    pub wanted: Wanted,
}

/// # Errors
/// [`Error::BadForm`] when it is none of our form; inside, what can be told beside the form.
pub async fn receive(mut form: Multipart) -> Result<Result<Received, Trouble>, Error> {
    let mut received = Received::default();
    let mut trouble = None;
    loop {
        let mut field = match form.next_field().await {
            Ok(Some(field)) => field,
            Ok(None) => break,
            Err(error) => return cut_off(&error),
        };
        let key = field.name().unwrap_or_default().to_owned();
        let most = if key == "file" { LARGEST_BYTES } else { LARGEST_TEXT };
        let bytes = match read(&mut field, most).await {
            Ok(bytes) => bytes,
            Err(error) => return cut_off(&error),
        };
        match (key.as_str(), bytes) {
            ("file", None) => trouble = Some(Trouble::FileTooLarge),
            ("file", Some(bytes)) => {
                let name = name_of(field.file_name().unwrap_or_default());
                received.file = (!bytes.is_empty()).then_some((name, bytes));
            }
            ("names", None) => trouble = Some(Trouble::TextTooLarge),
            ("names", Some(bytes)) => received.names = String::from_utf8_lossy(&bytes).into_owned(),
            ("as", Some(bytes)) if bytes == b"xlsx" => received.wanted = Wanted::Sheet,
            _ => {}
        }
    }
    Ok(trouble.map_or(Ok(received), Err))
}

/// The whole of a field; `None` where it is larger than that: it is then read to its end and dropped.
async fn read(field: &mut Field<'_>, most: usize) -> Result<Option<Vec<u8>>, MultipartError> {
    let mut bytes = Vec::new();
    let mut is_over = false;
    while let Some(chunk) = field.chunk().await? {
        is_over |= bytes.len() + chunk.len() > most;
        if !is_over {
            bytes.extend_from_slice(&chunk);
        }
    }
    Ok((!is_over).then_some(bytes))
}

fn cut_off(error: &MultipartError) -> Result<Result<Received, Trouble>, Error> {
    if error.status() == StatusCode::PAYLOAD_TOO_LARGE {
        Ok(Err(Trouble::FileTooLarge))
    } else {
        Err(Error::BadForm)
    }
}

/// Some browsers send the whole path.
fn name_of(sent: &str) -> String {
    let own = sent.rsplit(['/', '\\']).next().unwrap_or_default();
    text::printable(own).replace('\n', " ").chars().take(LONGEST_NAME).collect()
}
