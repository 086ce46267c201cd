//! 发布: numbered, immutable changes of one regulator's rosters.

use std::fmt;

use jiff::Timestamp;
use jiff::civil::Date;

use super::digest::Digest;
use super::listing::RosterKind;
use super::regulator::RegulatorCode;

/// The number of a release, counting from 1 in the order of publication.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ReleaseId(u64);

impl ReleaseId {
    /// Before the first release: an empty register.
    pub const NONE: Self = Self(0);

    pub fn new(number: u64) -> Self {
        Self(number)
    }

    /// `None` unless `text` is a number from 1 on, written in digits.
    pub fn parse(text: &str) -> Option<Self> {
        let is_number = !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
        let number = is_number.then(|| text.parse().ok())??;
        (number > 0).then_some(Self(number))
    }

    pub fn number(self) -> u64 {
        self.0
    }

    #[must_use]
    pub fn next(self) -> Self {
        Self(self.0 + 1)
    }
}

impl fmt::Display for ReleaseId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// Whether a file is all of a roster or only adds to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Mode {
    /// 全量: what the file does not name has left the rosters that it carries.
    Full,
    /// 批次: adds and amends; what it does not name stays.
    Batch,
    /// 公示: shown for comment; changes no roster and counts for nothing (`design.md` §1.4).
    ForComment,
}

impl Mode {
    pub const ALL: [Self; 3] = [Self::Full, Self::Batch, Self::ForComment];

    pub fn code(self) -> &'static str {
        match self {
            Self::Full => "full",
            Self::Batch => "batch",
            Self::ForComment => "comment",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|mode| mode.code() == code)
    }

    pub fn label(self) -> &'static str {
        match self {
            Self::Full => "全量名单",
            Self::Batch => "批次（只增改）",
            Self::ForComment => "公示（征求意见，还不算数）",
        }
    }
}

/// The file that a release was made from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceFile {
    pub name: String,
    pub sha256: Digest,
    pub size_bytes: u64,
}

/// How much a release changed, in listings.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ChangeCounts {
    pub added: u64,
    pub changed: u64,
    pub removed: u64,
}

impl ChangeCounts {
    pub fn total(self) -> u64 {
        self.added + self.changed + self.removed
    }
}

/// By how many people's hands a release came about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Review {
    /// Nobody but who published it had looked when it was published.
    None,
    /// The same person handed it in and approved it, as an admin allows a bureau of one person.
    Own,
    /// A second person approved it.
    Second,
}

/// 发布: an immutable, numbered change of one regulator's rosters.
///
/// Recorded, published and effective days are kept apart, so that a back-dated correction is visible as one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Release {
    pub id: ReleaseId,
    pub regulator: RegulatorCode,
    /// The rosters that the file carries, in full or in part; none for one that is for comment.
    pub rosters: Vec<RosterKind>,
    pub title: String,
    /// 公告文号.
    pub notice_no: Option<String>,
    pub mode: Mode,
    /// 截至日期: the day whose state the list gives.
    pub as_of_on: Date,
    /// 发布日期.
    pub published_on: Date,
    /// From this day on it counts.
    pub effective_on: Date,
    /// When this register took it in.
    pub recorded_at: Timestamp,
    pub source: SourceFile,
    pub submitted_by: String,
    /// `None`: published without a second person: by an operator's command, urgently by an approver,
    /// or by the bureau's own system where an admin lets it.
    pub approved_by: Option<String>,
    pub counts: ChangeCounts,
    /// Listings in the regulator's rosters after it.
    pub listings_after: u64,
    /// Over the salted digests of the regulator's listings after it: [`super::digest::roster`].
    pub roster_digest: Digest,
    /// Over this release and the one before: [`super::digest::chain`].
    pub chain_digest: Digest,
}

impl Release {
    /// By whose hands it came about.
    pub fn review(&self) -> Review {
        match &self.approved_by {
            None => Review::None,
            Some(approved) if *approved == self.submitted_by => Review::Own,
            Some(_) => Review::Second,
        }
    }
}
