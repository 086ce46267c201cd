//! What is said to words that somebody typed: the headline, and when it may be a verdict.
//!
//! The one promise lives here: a verdict is said only of one institution that the words identify
//! exactly. Whatever search brings in is checked again by [`Typed::identifies`]; search cannot make
//! a page green.

use jiff::civil::Date;
use thiserror::Error;

use super::category::Category;
use super::directory::Directory;
use super::institution::{Institution, InstitutionId};
use super::permit::PermitNo;
use super::region::RegionCode;
use super::text;
use super::uscc::Uscc;
use super::verdict::{Cause, Conclusion, Verdict, conclude};

/// The most characters that are looked up; no name, address or number comes near.
pub const MOST_CHARS: usize = 200;

/// Words that somebody typed into the box, cleaned and read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Typed {
    text: String,
    normal: String,
    uscc: Option<Uscc>,
    permit: Option<PermitNo>,
}

/// Why words cannot be looked up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum TypedError {
    #[error("nothing was typed")]
    Empty,
    #[error("{chars} characters were typed, at most {MOST_CHARS} are looked up")]
    TooLong { chars: usize },
    /// Punctuation, emoji and the like: no letter, digit or Han character.
    #[error("nothing that could be part of a name was typed")]
    NoWords,
}

/// By what words identify an institution.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Identity {
    Name,
    Uscc,
    Permit,
    /// Its own page was opened.
    Link,
}

impl Typed {
    /// # Errors
    /// When there is nothing to look up, or too much.
    pub fn parse(typed: &str) -> Result<Self, TypedError> {
        let chars = typed.chars().count();
        if chars > MOST_CHARS {
            return Err(TypedError::TooLong { chars });
        }
        // Word by word: between Han characters, cleaning would take the white space for a line break.
        let words: Vec<String> = typed.split_whitespace().map(text::clean).collect();
        let text = words.iter().filter(|word| !word.is_empty()).map(String::as_str);
        let text = text.collect::<Vec<_>>().join(" ");
        let normal = text::normal(typed);
        if normal.is_empty() {
            return Err(TypedError::Empty);
        }
        if !normal.chars().any(char::is_alphanumeric) {
            return Err(TypedError::NoWords);
        }
        let uscc = Uscc::parse(typed).ok();
        let permit =
            PermitNo::parse(typed).filter(|no| no.key().bytes().any(|b| b.is_ascii_digit()));
        Ok(Self { text, normal, uscc, permit })
    }

    /// What was typed, cleaned for showing; one space between words.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The form in which names are compared.
    pub fn normal(&self) -> &str {
        &self.normal
    }

    /// The code, when a complete one was typed.
    pub fn uscc(&self) -> Option<Uscc> {
        self.uscc
    }

    /// The key under which a permit number would be known. Whether it is one, only the lists tell.
    pub fn permit_key(&self) -> Option<&str> {
        self.permit.as_ref().map(PermitNo::key)
    }

    /// Whether these words name this very institution on `today`, and by what.
    pub fn identifies(&self, institution: &Institution, today: Date) -> Option<Identity> {
        let standing: Vec<_> = {
            let in_force: Vec<_> = institution.in_force(today).collect();
            if in_force.is_empty() {
                institution.representative(today).into_iter().collect()
            } else {
                in_force
            }
        };
        if let Some(uscc) = self.uscc
            && (institution.id == InstitutionId::Uscc(uscc)
                || standing.iter().any(|version| version.listing.uscc == Some(uscc)))
        {
            return Some(Identity::Uscc);
        }
        if let Some(key) = self.permit_key()
            && standing.iter().any(|v| v.listing.permit.as_ref().is_some_and(|no| no.key() == key))
        {
            return Some(Identity::Permit);
        }
        institution
            .names(today)
            .iter()
            .any(|name| text::normal(name) == self.normal)
            .then_some(Identity::Name)
    }

    /// Whether the words have the form of a complete registered name: they end in an organisation
    /// form, brackets and branch suffixes aside. Rooms that stand for one (馆, 坊) count only after
    /// a division written out, since people call a place by them too.
    pub fn looks_complete(&self) -> bool {
        const FORMS: [&str; 19] = [
            "公司",
            "学校",
            "学院",
            "中心",
            "工作室",
            "俱乐部",
            "服务部",
            "培训部",
            "经营部",
            "合作社",
            "研究院",
            "幼儿园",
            "培训班",
            "书院",
            "画室",
            "琴行",
            "分校",
            "校区",
            "教学点",
        ];
        const ROOMS: [char; 12] =
            ['馆', '坊', '园', '社', '班', '部', '院', '店', '营', '点', '所', '室'];
        const DIVISIONS: [char; 5] = ['省', '市', '区', '县', '旗'];
        let bare =
            self.normal.strip_suffix(')').and_then(|open| open.rfind('(').map(|at| &open[..at]));
        let name = bare.unwrap_or(&self.normal);
        let begins_with_division = || name.chars().take(12).skip(2).any(|c| DIVISIONS.contains(&c));
        name.chars().count() >= 6
            && (FORMS.iter().any(|form| name.ends_with(form))
                || (name.ends_with(ROOMS) && begins_with_division()))
    }

    /// Splits `name rest` at each white space, shortest rest first: a parent may add the address.
    pub fn splits(&self) -> Vec<(Self, String)> {
        let words: Vec<&str> = self.text.split(' ').collect();
        (1..words.len())
            .rev()
            .filter_map(|at| {
                let name = Self::parse(&words[..at].join(" ")).ok()?;
                Some((name, words[at..].concat()))
            })
            .collect()
    }
}

/// Why nothing is said of an institution: *not listed* differs in words by its reason.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotListed {
    /// No list names it.
    NotHere,
    /// Not in the region asked for, but in these.
    Elsewhere { regions: Vec<RegionCode> },
    /// The name is listed, but not at the premises that were typed.
    OtherPremises { id: InstitutionId },
    /// The region's lists do not cover this kind of institution.
    KindNotCovered { region: RegionCode, category: Category },
    /// The region has published no list here.
    NoListPublished { region: RegionCode },
    /// Known, but nothing that names it counts today; `from`: the day on which something will.
    NothingInForce { id: InstitutionId, from: Option<Date> },
}

/// What search found, before anything is said of it.
#[derive(Clone, Debug, Default)]
pub struct Found<'a> {
    /// Institutions that carry the typed name, code or permit number, according to the index: all of them.
    pub exact: Vec<&'a Institution>,
    /// An institution identified by the first words, and the rest that was typed after them.
    pub name_and_rest: Option<(&'a Institution, String)>,
    /// Whether some result equals the words but for parts that people leave out ([`text::loose`]), or
    /// has them in its name as they are.
    pub is_nearly_named: bool,
    /// How many results are inexact.
    pub candidates: usize,
}

/// What an answer depends on beside the words.
#[derive(Clone, Copy, Debug)]
pub struct Context<'a> {
    pub directory: &'a Directory,
    /// The day in Asia/Shanghai that the question is about.
    pub today: Date,
    pub stale_after_days: u16,
    /// The region asked for, if any.
    pub region: Option<RegionCode>,
}

/// The headline to words typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer<'a> {
    pub verdict: Verdict,
    /// The one institution that the words identify.
    pub identified: Option<(&'a Institution, Identity, Conclusion<'a>)>,
    /// Given when the verdict is *not listed*.
    pub not_listed: Option<NotListed>,
}

impl Answer<'_> {
    /// Whether the one that was identified bears this name today. `None`: none was identified.
    pub fn bears(&self, name: &str, today: Date) -> Option<bool> {
        let (institution, _, _) = self.identified.as_ref()?;
        let name = text::normal(name);
        Some(institution.names(today).iter().any(|own| text::normal(own) == name))
    }
}

/// What is said to words typed. Approved only where exactly one institution is identified by its
/// full name, USCC or permit number, and the strictest reading of every list that names it approves.
pub fn answer<'a>(typed: &Typed, found: &Found<'a>, context: Context<'_>) -> Answer<'a> {
    let identified: Vec<(&'a Institution, Identity)> = found
        .exact
        .iter()
        .filter_map(|institution| {
            Some((*institution, typed.identifies(institution, context.today)?))
        })
        .collect();
    match identified.as_slice() {
        [] => unidentified(typed, found, context),
        [(institution, identity)] => identified_one(institution, *identity, context),
        _ => said(Verdict::Candidates),
    }
}

/// The headline of an institution's own page.
pub fn answer_link<'a>(institution: &'a Institution, context: Context<'_>) -> Answer<'a> {
    identified_one(institution, Identity::Link, context)
}

fn identified_one<'a>(
    institution: &'a Institution,
    identity: Identity,
    context: Context<'_>,
) -> Answer<'a> {
    let conclusion =
        conclude(institution, context.directory, context.today, context.stale_after_days);
    if let Some(asked) = context.region {
        let mut regions: Vec<RegionCode> = institution
            .versions
            .iter()
            .filter(|version| version.is_in_force(context.today))
            .filter_map(|version| version.listing.region)
            .collect();
        regions.sort_unstable();
        regions.dedup();
        // A ban warns wherever it is asked about; anything less is of the region that gave it.
        let is_elsewhere =
            !regions.is_empty() && !regions.iter().any(|region| asked.overlaps(*region));
        if is_elsewhere && conclusion.verdict != Verdict::Banned {
            return not_listed(NotListed::Elsewhere { regions });
        }
    }
    let reason = match (conclusion.verdict, &conclusion.cause) {
        (Verdict::NotListed, Cause::NothingInForce { from }) => {
            Some(NotListed::NothingInForce { id: institution.id, from: *from })
        }
        (Verdict::NotListed, _) => {
            Some(NotListed::NothingInForce { id: institution.id, from: None })
        }
        _ => None,
    };
    Answer {
        verdict: conclusion.verdict,
        identified: Some((institution, identity, conclusion)),
        not_listed: reason,
    }
}

fn unidentified<'a>(typed: &Typed, found: &Found<'a>, context: Context<'_>) -> Answer<'a> {
    if let Some((institution, rest)) = &found.name_and_rest {
        let rest = text::normal(rest);
        let is_at_its_site = institution
            .in_force(context.today)
            .any(|version| text::normal(&version.listing.site.address).contains(&rest));
        if !is_at_its_site && looks_like_premises(&rest) {
            return not_listed(NotListed::OtherPremises { id: institution.id });
        }
        return said(Verdict::Candidates);
    }
    let may_be_listed = if typed.uscc.is_some() {
        false
    } else if typed.looks_complete() {
        found.is_nearly_named
    } else {
        found.candidates > 0
    };
    if may_be_listed {
        return said(Verdict::Candidates);
    }
    let region = context.region.or_else(|| context.directory.regions().named_in(&typed.text));
    let Some(region) = region else {
        return not_listed(NotListed::NotHere);
    };
    if !context.directory.has_list_for(region, context.today) {
        return not_listed(NotListed::NoListPublished { region });
    }
    // Only a kind that no bureau of the region is there for is "not covered"; a missing word proves nothing.
    let category = Category::parse(&typed.text).unwrap_or(Category::Unstated);
    let is_covered = category != Category::Childcare
        || context.directory.regulators().any(|regulator| {
            regulator.code.region.overlaps(region)
                && matches!(
                    regulator.code.kind,
                    super::regulator::RegulatorKind::Market
                        | super::regulator::RegulatorKind::Civil
                        | super::regulator::RegulatorKind::Edu
                )
        });
    if is_covered {
        not_listed(NotListed::NotHere)
    } else {
        not_listed(NotListed::KindNotCovered { region, category })
    }
}

fn looks_like_premises(normal: &str) -> bool {
    ["路", "街", "巷", "号", "楼", "村", "道", "大厦", "广场", "小区", "栋", "室"]
        .iter()
        .any(|word| normal.contains(word))
}

fn said<'a>(verdict: Verdict) -> Answer<'a> {
    Answer { verdict, identified: None, not_listed: None }
}

fn not_listed<'a>(reason: NotListed) -> Answer<'a> {
    Answer { verdict: Verdict::NotListed, identified: None, not_listed: Some(reason) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_and_what_is_typed_after_it_are_told_apart() {
        let typed = Typed::parse("  晨星艺术　培训中心  一路2号 ").unwrap();
        assert_eq!(typed.text(), "晨星艺术 培训中心 一路2号");
        assert_eq!(typed.normal(), "晨星艺术培训中心一路2号");
        let splits: Vec<(String, String)> = typed
            .splits()
            .into_iter()
            .map(|(name, rest)| (name.normal().to_owned(), rest))
            .collect();
        assert_eq!(
            splits,
            [
                ("晨星艺术培训中心".to_owned(), "一路2号".to_owned()),
                ("晨星艺术".to_owned(), "培训中心一路2号".to_owned()),
            ]
        );
    }
}
