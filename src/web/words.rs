//! What is said to a parent, in one place (`domain.md` §4). Short, no officialese.
//!
//! No verdict promises anything: a test below keeps the words that would do so out.

use std::borrow::Cow;
use std::fmt;

use jiff::Zoned;
use jiff::civil::Date;

use crate::domain::answer::NotListed;
use crate::domain::directory::Directory;
use crate::domain::listing::RosterKind;
use crate::domain::regulator::AbsenceRule;
use crate::domain::verdict::{Cause, Verdict};
use crate::search::{COUNTED_MOST, Sort};

/// What stands large, what explains it, and what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Words {
    pub headline: Cow<'static, str>,
    pub sentence: Cow<'static, str>,
    /// Empty where the sentence says it all.
    pub next: &'static str,
}

/// Said with every answer that found nothing.
pub const NOT_FOUND_IS_NOT_LEGAL: &str = "没查到，不等于合法。";

const ASK: &str = "想问清楚，打下面主管部门的电话。";
const KEEP_RECEIPTS: &str = "已经交了钱的，留好收据，打举报电话。";

fn words(headline: &'static str, sentence: &'static str, next: &'static str) -> Words {
    Words { headline: headline.into(), sentence: sentence.into(), next }
}

/// What is said of one institution.
pub fn of_cause(cause: &Cause) -> Words {
    const NOT_NOW: &str = "现在不要报名";
    match cause {
        Cause::Listed => words("在白名单上", "可以去看。交钱前，把下面几条看一遍。", ""),
        Cause::PermitExpired { on } => Words {
            headline: "许可证过期了".into(),
            sentence: match on {
                Some(on) => format!("名单上写的有效期到{}为止。先别交钱。", Day(*on)).into(),
                None => "名单上写着许可证已经过期。先别交钱。".into(),
            },
            next: "让它拿新证给您看。",
        },
        Cause::ValidityUnclear => words(
            NOT_NOW,
            "名单上写的有效期看不明白。先别交钱。",
            "让它拿许可证给您看，再打电话问主管部门。",
        ),
        Cause::Rectifying => words(NOT_NOW, "它正在整改或停课。先别交钱。", ASK),
        Cause::FailedInspection => {
            words(NOT_NOW, "它年检没有合格，或者没有参加年检，不能招生。先别交钱。", ASK)
        }
        Cause::Dormant => words(NOT_NOW, "它已经歇业或停办。先别交钱。", ASK),
        Cause::UnderInvestigation => words(NOT_NOW, "它正在被调查，还没有结论。先别交钱。", ASK),
        Cause::Deregistering => words(NOT_NOW, "它正在办注销。先别交钱。", ASK),
        Cause::Deregistered => {
            words("这家已经不办了", "名单上写着它已注销。", "还在招生的，请举报。")
        }
        Cause::Incomplete => words(NOT_NOW, "它的手续还没有办齐。先别交钱。", ASK),
        Cause::Watched => words(NOT_NOW, "它在灰名单（预警名单）上。先别交钱。", ASK),
        Cause::StatusUnknown => words(NOT_NOW, "名单上写的状态，我们判断不了好坏。先别交钱。", ASK),
        Cause::Childcare => {
            words(NOT_NOW, "它登记的是托管：只能看管孩子，不能教课。上课的钱先别交。", ASK)
        }
        Cause::RegulatorNotInCharge => words(
            NOT_NOW,
            "教语数外这些学科，要教育局批准；这份名单不是教育局的。先别交钱。",
            "打教育局电话问一问。",
        ),
        Cause::Departed { since } => Words {
            headline: "已不在名单上".into(),
            sentence: format!("从{}起，最新的名单上没有它。先别交钱。", Day(*since)).into(),
            next: ASK,
        },
        Cause::Blacklisted => {
            words("在黑名单上，不要报名", "主管部门把它列进了黑名单。", KEEP_RECEIPTS)
        }
        Cause::OrderedClosed => words("不要报名", "它已被责令关停。", KEEP_RECEIPTS),
        Cause::Revoked => words("不要报名", "它已被取缔，或者证已被吊销、撤销。", KEEP_RECEIPTS),
        Cause::Unlicensed => words("不要报名", "它没有证，或者证照不全。", KEEP_RECEIPTS),
        Cause::NothingInForce { from } => nothing_in_force(*from),
    }
}

/// Why nothing is found, each reason in words of its own.
pub fn of_not_listed(reason: &NotListed, directory: &Directory) -> Words {
    let regions = directory.regions();
    match reason {
        NotListed::NotHere => words("没有查到这家", NOT_FOUND_IS_NOT_LEGAL, ""),
        NotListed::Elsewhere { regions: found } => {
            let names: Vec<String> = found.iter().map(|code| regions.full_name(*code)).collect();
            Words {
                headline: "这个区没有它，别的区有".into(),
                sentence: format!(
                    "名单上的这一家在{}。批准只管名单上的地址，换了区就不算。{NOT_FOUND_IS_NOT_LEGAL}",
                    names.join("、")
                )
                .into(),
                next: "",
            }
        }
        NotListed::OtherPremises { .. } => Words {
            headline: "名单上有这个名字，但不是这个地址".into(),
            sentence: format!(
                "批准只管名单上的地址。您写的地址，名单上没有。{NOT_FOUND_IS_NOT_LEGAL}"
            )
            .into(),
            next: "看墙上的证，地址和眼前的不一样，先别交钱。",
        },
        NotListed::KindNotCovered { region, category } => Words {
            headline: "这类机构不归这些名单管".into(),
            sentence: format!(
                "{}放上来的名单里没有{}这一类，所以查不到。{NOT_FOUND_IS_NOT_LEGAL}",
                regions.full_name(*region),
                category.label()
            )
            .into(),
            next: "打电话问主管部门。",
        },
        NotListed::NoListPublished { region } => Words {
            headline: "本区名单还没有放上来".into(),
            sentence: format!(
                "{}的名单这里还没有，所以查不到。{NOT_FOUND_IS_NOT_LEGAL}",
                regions.full_name(*region)
            )
            .into(),
            next: "打电话问当地教育局。",
        },
        NotListed::NothingInForce { from, .. } => nothing_in_force(*from),
    }
}

fn nothing_in_force(from: Option<Date>) -> Words {
    match from {
        Some(from) => Words {
            headline: "名单还没有生效".into(),
            sentence: format!(
                "有一份提到它的名单，从{}起才算数。在那以前，{NOT_FOUND_IS_NOT_LEGAL}",
                Day(from)
            )
            .into(),
            next: "先别交钱。",
        },
        None => words("现在没有名单提到它", NOT_FOUND_IS_NOT_LEGAL, "没弄清以前，先别交钱。"),
    }
}

/// What was said on a day that is over: the headline stays, its advice is not for today.
pub fn of_past(said: Words) -> Words {
    Words {
        sentence: "这是那天的名单说的。报名、交钱，要看今天的。".into(), next: "", ..said
    }
}

/// Several that the words could mean.
pub fn candidates(count: usize) -> Words {
    Words {
        headline: format!("有{}名字差不多", how_many(count, count >= COUNTED_MOST)).into(),
        sentence: match count {
            1 => "看名字和地址，是不是您要问的那家。".into(),
            COUNTED_MOST.. => "写得太短，找到的太多。多写几个字，再查一次。".into(),
            _ => "看地址，选您要问的那家。".into(),
        },
        next: "名字差一个字，就可能不是同一家。",
    }
}

/// Beside a name that may be meant: how many there are, or where the one is. Nothing of lists: only a
/// page that names one institution speaks of them.
pub fn suggested(count: usize, place: Option<&str>) -> String {
    match place {
        Some(place) => format!("{count}家，在{place}"),
        None if count >= COUNTED_MOST => format!("{count}家以上"),
        None => format!("{count}家"),
    }
}

/// How many institutions; of more than are counted, the least.
pub fn how_many(count: usize, is_least: bool) -> String {
    if is_least { format!("{count}家以上") } else { format!("{count}家") }
}

/// An order of rows, as its link says it.
pub fn order(sort: Sort) -> &'static str {
    match sort {
        Sort::Best => "最像的在前",
        Sort::Name => "按名字的读音",
        Sort::Region => "按地区",
        Sort::Newest => "最近有变动的在前",
    }
}

/// Said above rows that a hurried reader may take for each other.
pub const BANNED_AND_APPROVED_TOGETHER: &str =
    "下面有在黑名单上的，也有在白名单上的，名字很像，请对照地址和许可证号。";

/// What is said of one that is easily taken for another: before its name, and after.
pub fn lookalike(is_banned: bool, doubt: Doubt) -> (&'static str, &'static str) {
    match (is_banned, doubt) {
        (true, Doubt::None) => ("注意：名字很像的", "在黑名单上，不是同一家。"),
        (true, Doubt::SameName) => {
            ("注意：同名的", "在黑名单上，不一定是同一家，请对照地址和许可证号。")
        }
        (false, Doubt::None) => ("不要混淆：名字相近的", "在白名单上，不是同一家。"),
        (false, Doubt::SameName) => {
            ("不要混淆：同名的", "在白名单上，不一定是同一家，请对照地址和许可证号。")
        }
    }
}

/// Whether two institutions might be one after all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Doubt {
    None,
    /// They bear the same full name, and not both have a code.
    SameName,
}

/// The short form for a row in a list: the class, never the colour alone.
pub fn badge(verdict: Verdict, cause: &Cause) -> &'static str {
    match cause {
        Cause::Listed => "在白名单上",
        Cause::PermitExpired { .. } => "许可证过期",
        Cause::Deregistered => "已经不办了",
        Cause::Departed { .. } => "已不在名单上",
        Cause::Blacklisted => "在黑名单上",
        Cause::NothingInForce { .. } => "没有有效名单",
        Cause::OrderedClosed | Cause::Revoked | Cause::Unlicensed => "不要报名",
        Cause::ValidityUnclear
        | Cause::Rectifying
        | Cause::FailedInspection
        | Cause::Dormant
        | Cause::UnderInvestigation
        | Cause::Deregistering
        | Cause::Incomplete
        | Cause::Watched
        | Cause::StatusUnknown
        | Cause::Childcare
        | Cause::RegulatorNotInCharge => match verdict {
            Verdict::Banned => "不要报名",
            Verdict::Approved | Verdict::Restricted | Verdict::Candidates | Verdict::NotListed => {
                "现在不要报名"
            }
        },
    }
}

/// What may lie behind a name that nobody lists.
pub const WHY_NOT_FOUND: [&str; 5] =
    ["名字写得不全", "写的是小名、招牌名", "它在别的区", "名单还没有它", "它没有证"];

/// What absence from a regulator's lists means.
pub fn absence(rule: AbsenceRule) -> &'static str {
    match rule {
        AbsenceRule::Unapproved => "它的规定：不在白名单上，就是没有批准。",
        AbsenceRule::Unknown => "它的名单不一定全，要打电话问。",
    }
}

/// A roster's kind as a sign in lists of releases.
pub fn rosters(kinds: &[RosterKind]) -> String {
    let labels: Vec<&str> = kinds.iter().map(|kind| kind.label()).collect();
    labels.join("、")
}

/// What to look at before paying. The bold part of each stands first.
pub const BEFORE_PAYING: [(&str, &str); 9] = [
    ("墙上有两张证。", "名字、地址和眼前的一样。"),
    ("证没过期。", "教的课写在证上。"),
    ("一次交钱不超过3个月或60节课，也不超过5000元。", "充值、次卡、贷款也算。"),
    ("钱交到监管账户。", "在家长端App里交，不转给个人微信。"),
    ("签合同。", "用《中小学生校外培训服务合同（示范文本）》2021年修订版。要发票，名字要对得上。"),
    ("老师的资格墙上有公示。", "不能是学校的在职老师。"),
    ("有灭火器，门和楼道通，有消防手续。", "不在居民楼里一对一。"),
    ("周末、假期教语数外的，别报。", ""),
    ("退费电话、退费群多半是骗子。", "退钱不用先交钱，可打110。"),
];

/// A day as people write it: 2026年6月30日.
#[derive(Clone, Copy, Debug)]
pub struct Day(pub Date);

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}年{}月{}日", self.0.year(), self.0.month(), self.0.day())
    }
}

/// A minute as people write it: 2026年6月30日 9:05.
#[derive(Clone, Copy, Debug)]
pub struct Minute<'a>(pub &'a Zoned);

impl fmt::Display for Minute<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}:{:02}", Day(self.0.date()), self.0.hour(), self.0.minute())
    }
}
