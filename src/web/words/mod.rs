//! What is said to a parent, in one place (`domain.md` §4). Short, no officialese.
//!
//! Each subject is a file of phrases; a phrase has all three languages, or it does not compile. No
//! phrase promises anything, in any language: a test reads every one. Names, addresses, reasons and
//! other words of publishers are no phrases: they are shown as published, whatever the language.
//!
//! | 词 | English |
//! |---|---|
//! | 校外培训机构 | off-campus training institution; institution |
//! | 白名单, 黑名单, 灰名单 | approved list, banned list, watch list |
//! | 在白名单上 | On the approved list |
//! | 不要报名, 现在不要报名 | Do not enrol, Do not enrol for now |
//! | 没有查到。没查到，不等于合法。 | Not found. Not found does not mean legal. |
//! | 先别交钱 | Do not pay yet |
//! | 办学许可证, 营业执照 | permit, business licence |
//! | 统一社会信用代码, 信用代码 | Unified Social Credit Code, credit code |
//! | 主管部门, 教育局 | regulator, education bureau |
//! | 公告文号 | notice number |
//! | 截至 | as of |
//! | 发布 | release |
//! | 监管账户 | supervised account |
//! | 招牌名 | name on the signboard |

pub mod about;
pub mod absent;
pub mod accessibility;
pub mod api;
pub mod calling;
pub mod check;
pub mod comfort;
pub mod data;
pub mod embed;
pub mod errors;
pub mod feeds;
pub mod frame;
pub mod guide;
pub mod home;
pub mod institution;
pub mod labels;
pub mod language;
pub mod notice;
pub mod numbers;
pub mod phrase;
pub mod regions;
pub mod releases;
pub mod search;
pub mod share;
pub mod stats;
pub mod verdict;

pub use self::absent::of_not_listed;
pub use self::language::Language;
pub use self::numbers::{Count, Day, Grouped, Minute, Month, Share, Short};
pub use self::phrase::Phrase;
pub use self::search::{Doubt, candidates, candidates_by, how_many, lookalike, suggested};
pub use self::verdict::{Words, badge, of_cause, of_past};

/// Every phrase with the file and the name it has there.
#[cfg(test)]
pub fn every_phrase() -> impl Iterator<Item = (&'static str, &'static str, Phrase)> {
    [
        ("about", about::ALL),
        ("absent", absent::ALL),
        ("accessibility", accessibility::ALL),
        ("api", api::ALL),
        ("calling", calling::ALL),
        ("check", check::ALL),
        ("comfort", comfort::ALL),
        ("embed", embed::ALL),
        ("data", data::ALL),
        ("errors", errors::ALL),
        ("feeds", feeds::ALL),
        ("frame", frame::ALL),
        ("guide", guide::ALL),
        ("home", home::ALL),
        ("institution", institution::ALL),
        ("labels", labels::ALL),
        ("notice", notice::ALL),
        ("regions", regions::ALL),
        ("releases", releases::ALL),
        ("search", search::ALL),
        ("share", share::ALL),
        ("stats", stats::ALL),
        ("verdict", verdict::ALL),
    ]
    .into_iter()
    .flat_map(|(file, all)| all.iter().map(move |(name, phrase)| (file, *name, *phrase)))
}
