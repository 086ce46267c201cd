//! 改一家: a form about one institution, written down as the one-row list that it is, so that it is
//! checked, compared and kept like any other.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::domain::category::Category;
use crate::domain::listing::{Field, Listing, RosterKind};
use crate::domain::status::Status;

/// What is done with the institution.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OneAction {
    /// 停课整改、歇业、调查……
    Suspend,
    /// 注销、取缔、吊销……
    Close,
    /// 恢复正常
    Resume,
    /// 列入黑名单
    Ban,
    /// 移出黑名单（信用修复、撤销列入）
    Unban,
    /// 移出白名单、灰名单
    Remove,
    /// 更正
    Correct,
    /// 更名
    Rename,
    /// 换地址
    Move,
    /// 新增一家
    Add,
}

impl OneAction {
    pub const ALL: [Self; 10] = [
        Self::Suspend,
        Self::Close,
        Self::Resume,
        Self::Ban,
        Self::Unban,
        Self::Remove,
        Self::Correct,
        Self::Rename,
        Self::Move,
        Self::Add,
    ];

    pub fn code(self) -> &'static str {
        match self {
            Self::Suspend => "suspend",
            Self::Close => "close",
            Self::Resume => "resume",
            Self::Ban => "ban",
            Self::Unban => "unban",
            Self::Remove => "remove",
            Self::Correct => "correct",
            Self::Rename => "rename",
            Self::Move => "move",
            Self::Add => "add",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|action| action.code() == code)
    }

    pub fn label(self) -> &'static str {
        match self {
            Self::Suspend => "停课整改",
            Self::Close => "关停、注销",
            Self::Resume => "恢复正常",
            Self::Ban => "列入黑名单",
            Self::Unban => "移出黑名单（信用修复）",
            Self::Remove => "移出名单",
            Self::Correct => "更正",
            Self::Rename => "更名",
            Self::Move => "换地址",
            Self::Add => "新增一家",
        }
    }

    /// Whether it can only make what the public is told stricter, so that an approver may publish it
    /// at once.
    pub fn is_stricter_only(self) -> bool {
        match self {
            Self::Suspend | Self::Close | Self::Ban | Self::Remove => true,
            Self::Resume | Self::Unban | Self::Correct | Self::Rename | Self::Move | Self::Add => {
                false
            }
        }
    }

    /// Which of a listing's fields the form asks for.
    pub fn fields(self) -> &'static [Field] {
        match self {
            Self::Suspend | Self::Close => &[Field::Status, Field::Remark],
            Self::Resume => &[Field::Status],
            Self::Ban => &[
                Field::Reason,
                Field::Measures,
                Field::ListedOn,
                Field::DelistedOn,
                Field::NoticeNo,
            ],
            Self::Unban | Self::Remove => &[],
            Self::Rename => &[Field::Name, Field::Brand],
            Self::Move => &[Field::Address, Field::Town],
            Self::Correct => &[
                Field::Name,
                Field::Brand,
                Field::Uscc,
                Field::Permit,
                Field::Status,
                Field::Category,
                Field::Content,
                Field::Nature,
                Field::Address,
                Field::Town,
                Field::ValidFrom,
                Field::ValidUntil,
                Field::Reason,
                Field::Measures,
                Field::DelistedOn,
                Field::Phone,
                Field::Account,
            ],
            Self::Add => &[
                Field::Name,
                Field::Brand,
                Field::Uscc,
                Field::Permit,
                Field::Category,
                Field::Content,
                Field::Nature,
                Field::Address,
                Field::Town,
                Field::ValidFrom,
                Field::ValidUntil,
                Field::Phone,
                Field::Account,
            ],
        }
    }

    /// The words of a status that such a change may set (`domain.md` §3).
    pub fn statuses(self) -> &'static [&'static str] {
        match self {
            Self::Suspend => {
                &["停业整改", "限期整改", "暂时停办", "年检不合格", "歇业", "调查中", "正在注销"]
            }
            Self::Close => &["已注销", "取缔", "吊销", "责令停止办学"],
            Self::Resume => &["正常"],
            Self::Ban
            | Self::Unban
            | Self::Remove
            | Self::Correct
            | Self::Rename
            | Self::Move
            | Self::Add => &[],
        }
    }

    /// What becomes of the listing that the form was opened on.
    pub fn on_listing(self) -> OnListing {
        match self {
            Self::Suspend
            | Self::Close
            | Self::Resume
            | Self::Correct
            | Self::Rename
            | Self::Move => OnListing::Amends,
            Self::Ban | Self::Add => OnListing::Adds,
            Self::Unban | Self::Remove => OnListing::Ends,
        }
    }
}

/// What becomes of the listing that a form was opened on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OnListing {
    Amends,
    /// It stays, and another comes.
    Adds,
    Ends,
}

/// A filled-in form.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OneForm {
    pub action: OneAction,
    /// The standing listing that it was opened on; `None` for a new institution.
    pub line: Option<i64>,
    pub name: String,
}

/// The fields by which a new entry about a listed institution says whom it is about.
const IDENTITY: [Field; 8] = [
    Field::Name,
    Field::Brand,
    Field::Uscc,
    Field::Permit,
    Field::Category,
    Field::Region,
    Field::Address,
    Field::Town,
];

/// What a listing says of a field, as somebody would type it: what the list leaves open is empty, and not
/// the words that say so.
pub fn as_typed(listing: &Listing, field: Field) -> String {
    if field == Field::Category && listing.category == Category::Unstated {
        return String::new();
    }
    if field == Field::Status && listing.status == Status::Unstated {
        return listing.status_text.clone();
    }
    listing.text_of(field)
}

/// The one-row list that a form stands for, as CSV with headings. `filled` holds what was typed.
///
/// # Errors
/// Never in fact: a row in memory can be written.
pub fn as_list(
    action: OneAction,
    before: Option<&Listing>,
    filled: &BTreeMap<Field, String>,
) -> Result<Vec<u8>, csv::Error> {
    let kind = match (action, before) {
        (OneAction::Ban, _) => RosterKind::Banned,
        (_, Some(before)) => before.roster.kind,
        (_, None) => RosterKind::Approved,
    };
    let mut cells: Vec<(Field, String)> = vec![(Field::Roster, kind.label().to_owned())];
    let identity: &[Field] = match action.on_listing() {
        OnListing::Amends | OnListing::Ends => &[Field::Name, Field::Uscc, Field::Permit],
        OnListing::Adds => &IDENTITY,
    };
    for field in identity {
        if let Some(before) = before
            && !filled.contains_key(field)
        {
            cells.push((*field, as_typed(before, *field)));
        }
    }
    cells.extend(filled.iter().map(|(field, text)| (*field, text.clone())));
    if action == OneAction::Add && !filled.contains_key(&Field::Status) {
        cells.push((Field::Status, "正常".into()));
    }
    cells.retain(|(field, text)| {
        *field == Field::Name || filled.contains_key(field) || !text.is_empty()
    });
    let mut writer = csv::Writer::from_writer("\u{feff}".as_bytes().to_vec());
    writer.write_record(cells.iter().map(|(field, _)| field.label()))?;
    writer.write_record(cells.iter().map(|(_, text)| text.as_str()))?;
    writer.into_inner().map_err(|error| csv::Error::from(error.into_error()))
}
