//! 草稿: what somebody is about to publish, with everything said of it so far.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::one::OneForm;
use crate::domain::account::{Actor, Login};
use crate::domain::digest::Digest;
use crate::domain::listing::RosterKind;
use crate::domain::regulator::RegulatorCode;
use crate::domain::release::{Mode, ReleaseId};
use crate::domain::review::DraftState;
use crate::import::{Mapping, Mend, column_number};
use crate::store::StoreError;
use crate::store::drafts::{DraftNo, StoredDraft};

/// What a draft is made from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DraftKind {
    /// A bureau's spreadsheet.
    File,
    /// A form about one institution.
    One,
    /// An earlier release, taken back.
    Undo,
    /// Sent by a bureau's own system.
    Api,
}

impl DraftKind {
    pub const ALL: [Self; 4] = [Self::File, Self::One, Self::Undo, Self::Api];

    pub fn code(self) -> &'static str {
        match self {
            Self::File => "file",
            Self::One => "one",
            Self::Undo => "undo",
            Self::Api => "api",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }

    pub fn label(self) -> &'static str {
        match self {
            Self::File => "上传的名单",
            Self::One => "改一家",
            Self::Undo => "撤销发布",
            Self::Api => "接口送来",
        }
    }
}

/// A draft.
#[derive(Clone, Debug)]
pub struct Draft {
    pub no: DraftNo,
    pub regulator: RegulatorCode,
    pub kind: DraftKind,
    pub state: DraftState,
    /// As it was read: whoever saves it says so, and is refused when somebody was quicker.
    pub version: i64,
    pub upload: Option<Digest>,
    pub changed_at: Timestamp,
    pub publish_at: Option<Timestamp>,
    pub content: Content,
}

/// Who did something, and when.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Signed {
    pub login: String,
    pub display: String,
    pub at: Timestamp,
}

impl Signed {
    pub fn by(actor: &Actor, at: Timestamp) -> Self {
        Self { login: actor.login.to_string(), display: actor.display.clone(), at }
    }

    /// Nobody: its hour came.
    pub fn by_timer(at: Timestamp) -> Self {
        Self { login: "timer".into(), display: "定时发布".into(), at }
    }

    pub fn is(&self, login: &Login) -> bool {
        self.login == login.as_str()
    }

    /// As releases name people; never shown to the public.
    pub fn named(&self) -> String {
        format!("{}（{}）", self.display, self.login)
    }
}

/// All that has been said of a draft.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Content {
    /// The uploaded file's name, or one of ours.
    pub file_name: String,
    pub created: Signed,
    pub changed: Signed,
    /// Logins of those who changed what it says: none of them may approve it.
    #[serde(default)]
    pub hands: BTreeSet<String>,
    #[serde(default)]
    pub submitted: Option<Signed>,
    /// What was agreed to: [`super::preview::Preview::fingerprint`].
    #[serde(default)]
    pub fingerprint: Option<String>,
    #[serde(default)]
    pub decided: Option<Signed>,
    /// Why it was returned, or is to be looked at again.
    #[serde(default)]
    pub reason: Option<String>,
    #[serde(default)]
    pub release: Option<u64>,
    /// Published urgently by one person: who looked at it afterwards.
    #[serde(default)]
    pub afterwards: Option<Afterwards>,
    #[serde(default)]
    pub announced: Announced,
    /// Set when somebody has looked at the columns, or none is doubtful.
    #[serde(default)]
    pub columns_confirmed: bool,
    /// [`Mapping::to_lines`].
    #[serde(default)]
    pub mapping: String,
    #[serde(default)]
    pub mends: Vec<KeptMend>,
    /// Keys of findings, codes of problems, keys of alarms.
    #[serde(default)]
    pub acknowledged: BTreeSet<String>,
    /// Who acknowledged each, by its key, as colleagues call them.
    #[serde(default)]
    pub acknowledged_by: BTreeMap<String, String>,
    /// How many leave, as typed in.
    #[serde(default)]
    pub number_typed: Option<u64>,
    #[serde(default)]
    pub one: Option<OneForm>,
    #[serde(default)]
    pub undo: Option<UndoForm>,
}

/// Whether somebody looked at an urgent publication afterwards.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Afterwards {
    Pending,
    Done(Signed),
}

/// What the clerk says of the list; `None` where the file's own title rows are to tell.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Announced {
    /// [`Mode::code`].
    #[serde(default)]
    pub mode: Option<String>,
    /// [`RosterKind::code`], where the file does not say.
    #[serde(default)]
    pub roster: Option<String>,
    #[serde(default)]
    pub title: Option<String>,
    /// 公告文号
    #[serde(default)]
    pub notice_no: Option<String>,
    /// 截至日期
    #[serde(default)]
    pub as_of_on: Option<Date>,
    /// 公告上的发布日期
    #[serde(default)]
    pub published_on: Option<Date>,
    /// 生效日期
    #[serde(default)]
    pub effective_on: Option<Date>,
}

impl Announced {
    pub fn mode(&self) -> Option<Mode> {
        self.mode.as_deref().and_then(Mode::from_code)
    }

    pub fn roster(&self) -> Option<RosterKind> {
        self.roster.as_deref().and_then(RosterKind::from_code)
    }
}

/// A mend with who made it, and what stood there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeptMend {
    /// Place of the sheet.
    pub sheet: u16,
    pub row: u32,
    /// As Excel names it. `None`: the row is left out.
    pub column: Option<String>,
    pub text: String,
    pub by: Signed,
}

/// What taking back a release needs to be told.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct UndoForm {
    pub release: u64,
    /// What to do about listings that later releases changed, by line.
    #[serde(default)]
    pub choices: BTreeMap<i64, UndoChoice>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum UndoChoice {
    /// As it was before the release that is taken back.
    Restore,
    /// As it is now.
    Keep,
}

impl Content {
    pub fn new(file_name: String, by: Signed) -> Self {
        Self {
            file_name,
            created: by.clone(),
            changed: by,
            hands: BTreeSet::new(),
            submitted: None,
            fingerprint: None,
            decided: None,
            reason: None,
            release: None,
            afterwards: None,
            announced: Announced::default(),
            columns_confirmed: false,
            mapping: String::new(),
            mends: Vec::new(),
            acknowledged: BTreeSet::new(),
            acknowledged_by: BTreeMap::new(),
            number_typed: None,
            one: None,
            undo: None,
        }
    }

    pub fn mapping(&self) -> Mapping {
        // Written by ourselves; a line that no longer reads is asked about again.
        Mapping::from_lines(&self.mapping).unwrap_or_default()
    }

    pub fn mends(&self) -> Vec<Mend> {
        self.mends.iter().filter_map(KeptMend::as_mend).collect()
    }
}

impl KeptMend {
    /// As a reader of files takes it. `None`: it names no column of any workbook.
    pub fn as_mend(&self) -> Option<Mend> {
        let (sheet, row) = (self.sheet, self.row);
        Some(match &self.column {
            Some(letters) => {
                let column = column_number(letters)?;
                Mend::Text { sheet, row, column, text: self.text.clone() }
            }
            None => Mend::LeaveOut { sheet, row },
        })
    }
}

impl Draft {
    pub fn release(&self) -> Option<ReleaseId> {
        self.content.release.map(ReleaseId::new)
    }

    /// Whether somebody saved the form of the list's terms, where what the file says of itself stands
    /// in the boxes: a box left empty is empty then.
    pub fn has_own_terms(&self) -> bool {
        match self.kind {
            DraftKind::File => self.content.announced.mode.is_some(),
            DraftKind::One | DraftKind::Undo | DraftKind::Api => false,
        }
    }

    pub(crate) fn of(stored: &StoredDraft) -> Result<Self, StoreError> {
        let corrupt =
            |what: String| StoreError::Corrupt { table: "draft", key: stored.no.to_string(), what };
        Ok(Self {
            no: stored.no,
            regulator: stored.regulator,
            kind: DraftKind::from_code(&stored.kind).ok_or_else(|| corrupt(stored.kind.clone()))?,
            state: stored.state,
            version: stored.version,
            upload: stored.upload,
            changed_at: stored.changed_at,
            publish_at: stored.publish_at,
            content: serde_json::from_str(&stored.content)
                .map_err(|error| corrupt(error.to_string()))?,
        })
    }

    pub(super) fn stored(&self) -> Result<StoredDraft, StoreError> {
        Ok(StoredDraft {
            no: self.no,
            regulator: self.regulator,
            kind: self.kind.code().to_owned(),
            state: self.state,
            version: self.version,
            upload: self.upload,
            changed_at: self.changed_at,
            publish_at: self.publish_at,
            content: serde_json::to_string(&self.content).map_err(|error| StoreError::Corrupt {
                table: "draft",
                key: self.no.to_string(),
                what: error.to_string(),
            })?,
        })
    }
}
