//! What the words promise, and what they do not.

use crate::domain::answer::NotListed;
use crate::domain::category::Category;
use crate::domain::directory::Directory;
use crate::domain::institution::InstitutionId;
use crate::domain::region::RegionCode;
use crate::domain::verdict::{Cause, Verdict};
use crate::search::COUNTED_MOST;
use crate::web::words::*;

fn every_cause() -> Vec<Cause> {
    let day = jiff::civil::date(2026, 6, 30);
    vec![
        Cause::Listed,
        Cause::PermitExpired { on: Some(day) },
        Cause::PermitExpired { on: None },
        Cause::ValidityUnclear,
        Cause::Rectifying,
        Cause::FailedInspection,
        Cause::Dormant,
        Cause::UnderInvestigation,
        Cause::Deregistering,
        Cause::Deregistered,
        Cause::Incomplete,
        Cause::Watched,
        Cause::StatusUnknown,
        Cause::Childcare,
        Cause::RegulatorNotInCharge,
        Cause::Departed { since: day },
        Cause::Blacklisted,
        Cause::OrderedClosed,
        Cause::Revoked,
        Cause::Unlicensed,
        Cause::NothingInForce { from: Some(day) },
        Cause::NothingInForce { from: None },
    ]
}

fn every_reason() -> Vec<NotListed> {
    let region = RegionCode::parse("990101").unwrap();
    let id = InstitutionId::of_name(Some(region), "示例");
    vec![
        NotListed::NotHere,
        NotListed::Elsewhere { regions: vec![region] },
        NotListed::OtherPremises { id },
        NotListed::KindNotCovered { region, category: Category::Childcare },
        NotListed::NoListPublished { region },
        NotListed::NothingInForce { id, from: None },
    ]
}

fn every_text() -> Vec<String> {
    let directory = Directory::default();
    every_cause()
        .iter()
        .map(of_cause)
        .chain(every_reason().iter().map(|reason| of_not_listed(reason, &directory)))
        .chain([candidates(3), candidates(COUNTED_MOST)])
        .map(|w| format!("{}{}{}", w.headline, w.sentence, w.next))
        .chain(every_cause().iter().map(|c| badge(Verdict::Restricted, c).to_owned()))
        .chain([true, false].into_iter().flat_map(|is_banned| {
            [Doubt::None, Doubt::SameName].map(|doubt| {
                let (before, after) = lookalike(is_banned, doubt);
                format!("{before}{after}")
            })
        }))
        .collect()
}

#[test]
fn no_verdict_promises_anything() {
    for text in every_text() {
        for promise in ["放心", "推荐", "保证"] {
            assert!(!text.contains(promise), "{text}");
        }
        assert!(!text.replace("没查到，不等于合法", "").contains("合法"), "{text}");
    }
}

#[test]
fn only_a_listing_in_force_is_said_to_be_on_the_approved_list() {
    for cause in every_cause() {
        let says_so = of_cause(&cause).headline.contains("白名单");
        assert_eq!(says_so, cause == Cause::Listed, "{cause:?}");
    }
}

#[test]
fn every_reason_for_not_being_listed_has_words_of_its_own_and_the_warning() {
    let directory = Directory::default();
    let mut headlines = Vec::new();
    for reason in every_reason() {
        let said = of_not_listed(&reason, &directory);
        assert!(said.sentence.contains("没查到，不等于合法"), "{reason:?}");
        assert!(!headlines.contains(&said.headline), "{reason:?}");
        headlines.push(said.headline);
    }
}

#[test]
fn whatever_is_not_approved_tells_not_to_pay_or_not_to_enrol() {
    for cause in every_cause().iter().filter(|cause| **cause != Cause::Listed) {
        let said = of_cause(cause);
        let text = format!("{}{}{}", said.headline, said.sentence, said.next);
        let warns = ["别交", "不要报名", "请举报"].iter().any(|word| text.contains(word));
        assert!(warns, "{text}");
    }
}

#[test]
fn who_bears_the_same_name_without_a_code_is_not_surely_another() {
    for is_banned in [true, false] {
        assert!(lookalike(is_banned, Doubt::None).1.ends_with("，不是同一家。"));
        let doubtful = lookalike(is_banned, Doubt::SameName).1;
        assert!(doubtful.contains("不一定是同一家") && !doubtful.contains("，不是同一家"));
    }
}

#[test]
fn more_than_are_counted_are_said_to_be_at_least_so_many() {
    assert_eq!(candidates(COUNTED_MOST).headline, "有1000家以上名字差不多");
    assert!(candidates(COUNTED_MOST).sentence.contains("多写几个字"));
    assert_eq!(candidates(999).headline, "有999家名字差不多");
}

#[test]
fn days_are_written_as_people_write_them() {
    assert_eq!(Day(jiff::civil::date(2026, 6, 30)).to_string(), "2026年6月30日");
}
