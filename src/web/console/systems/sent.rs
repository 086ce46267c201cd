//! What a program sends: a list file, and what is to be said of it. Read as it comes, never past its
//! limits; what is not understood is refused, not guessed.

use std::collections::BTreeSet;

use axum::extract::Multipart;
use axum::extract::multipart::{Field, MultipartError};
use axum::http::StatusCode;
use jiff::civil::Date;

use super::fault::Fault;
use crate::domain::digest::Digest;
use crate::domain::listing::RosterKind;
use crate::domain::release::Mode;
use crate::publish::draft::Announced;
use crate::web::console::upload::file_name;

/// Of one part beside the file, in bytes.
const LARGEST_TEXT: usize = 2 << 10;
pub const MOST_ACKNOWLEDGED: usize = 5_000;
pub const LONGEST_ACKNOWLEDGED: usize = 200;
/// Of a title or a 公告文号, in characters.
pub const LONGEST_TEXT: usize = 120;

/// The parts that may be sent, each once but for `acknowledge`.
pub const PARTS: [&str; 12] = [
    "file",
    "mode",
    "list",
    "as_of",
    "notice_no",
    "title",
    "published_on",
    "effective_on",
    "acknowledge",
    "number",
    "regulator",
    "submit",
];

/// Whether what was sent is handed in once nothing is in the way.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Wanted {
    #[default]
    HandIn,
    /// It is only looked at.
    Check,
}

#[derive(Debug, Default)]
pub struct Sent {
    pub name: String,
    pub bytes: Vec<u8>,
    pub announced: Announced,
    pub acknowledged: BTreeSet<String>,
    pub number: Option<u64>,
    pub regulator: Option<String>,
    pub wanted: Wanted,
}

impl Sent {
    /// Stands for all of it: whoever repeats a key has to send the same again.
    pub fn digest(&self) -> Digest {
        let parts = (&self.announced, &self.acknowledged, self.number, &self.regulator);
        let said = serde_json::to_string(&parts).unwrap_or_default();
        let file = Digest::of(&self.bytes);
        Digest::of(format!("{file}\n{}\n{said}\n{:?}", self.name, self.wanted).as_bytes())
    }

    /// # Errors
    /// When a part is missing, unknown, too large or cannot be read.
    pub async fn receive(mut form: Multipart) -> Result<Self, Fault> {
        let mut sent = Self::default();
        let mut seen: BTreeSet<&'static str> = BTreeSet::new();
        while let Some(part) = form.next_field().await.map_err(|error| unread(&error))? {
            let name = part.name().unwrap_or_default();
            let name = *PARTS.iter().find(|own| **own == name).ok_or(Fault::UnknownField)?;
            if !seen.insert(name) && name != "acknowledge" {
                return Err(Fault::UnknownField);
            }
            if name == "file" {
                sent.name = file_name(part.file_name().unwrap_or_default());
                sent.bytes = part.bytes().await.map_err(|error| unread(&error))?.to_vec();
            } else {
                let text = text_of(part).await?;
                sent.take(name, text.trim())?;
            }
        }
        if sent.bytes.is_empty() { Err(Fault::MissingFile) } else { Ok(sent) }
    }

    fn take(&mut self, name: &'static str, text: &str) -> Result<(), Fault> {
        let said = &mut self.announced;
        match name {
            "mode" => {
                let mode = Mode::from_code(text).ok_or(Fault::BadMode)?;
                said.mode = Some(mode.code().to_owned());
            }
            "list" => {
                let roster = RosterKind::from_code(text).ok_or(Fault::BadList)?;
                said.roster = Some(roster.code().to_owned());
            }
            "as_of" => said.as_of_on = Some(day(text)?),
            "published_on" => said.published_on = Some(day(text)?),
            "effective_on" => said.effective_on = Some(day(text)?),
            "notice_no" => said.notice_no = words(text, LONGEST_TEXT)?,
            "title" => said.title = words(text, LONGEST_TEXT)?,
            "number" => {
                let is_number = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
                let number = text.parse().ok().filter(|_| is_number);
                self.number = Some(number.ok_or(Fault::BadNumber)?);
            }
            "submit" => {
                self.wanted = match text {
                    "true" => Wanted::HandIn,
                    "false" => Wanted::Check,
                    _ => return Err(Fault::BadSwitch),
                };
            }
            "regulator" => self.regulator = words(text, LONGEST_TEXT)?,
            _ => {
                self.acknowledged.extend(words(text, LONGEST_ACKNOWLEDGED)?);
                if self.acknowledged.len() > MOST_ACKNOWLEDGED {
                    return Err(Fault::BadText);
                }
            }
        }
        Ok(())
    }
}

async fn text_of(mut part: Field<'_>) -> Result<String, Fault> {
    let mut content = Vec::new();
    while let Some(chunk) = part.chunk().await.map_err(|error| unread(&error))? {
        if content.len() + chunk.len() > LARGEST_TEXT {
            return Err(Fault::BadText);
        }
        content.extend_from_slice(&chunk);
    }
    String::from_utf8(content).map_err(|_| Fault::BadForm)
}

/// `None`: nothing was said.
fn words(text: &str, longest: usize) -> Result<Option<String>, Fault> {
    if text.chars().count() > longest || text.chars().any(char::is_control) {
        return Err(Fault::BadText);
    }
    Ok((!text.is_empty()).then(|| text.to_owned()))
}

fn day(text: &str) -> Result<Date, Fault> {
    // The parser reads more forms than are told; only the one that is told is taken.
    let is_plain = text.len() == 10 && text.bytes().all(|b| b.is_ascii_digit() || b == b'-');
    let day: Option<Date> = text.parse().ok().filter(|_| is_plain);
    day.filter(|day| (2000..=2100).contains(&day.year())).ok_or(Fault::BadDay)
}

fn unread(error: &MultipartError) -> Fault {
    if error.status() == StatusCode::PAYLOAD_TOO_LARGE { Fault::TooLarge } else { Fault::BadForm }
}
