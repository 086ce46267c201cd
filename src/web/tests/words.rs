//! What the words promise, and what they do not.

use crate::domain::answer::NotListed;
use crate::domain::category::Category;
use crate::domain::directory::Directory;
use crate::domain::figures::Reason;
use crate::domain::institution::InstitutionId;
use crate::domain::listing::{Field, HELD_BACK, Nature, RosterKind, Validity};
use crate::domain::region::RegionCode;
use crate::domain::regulator::RegulatorKind;
use crate::domain::release::Mode;
use crate::domain::status::Status;
use crate::domain::verdict::{Cause, Verdict};
use crate::search::COUNTED_MOST;
use crate::web::words::verdict::NOT_FOUND_IS_NOT_LEGAL;
use crate::web::words::{labels, *};

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

fn every_text(language: Language) -> Vec<String> {
    let directory = Directory::default();
    every_cause()
        .iter()
        .map(|cause| of_cause(language, cause))
        .chain(every_reason().iter().map(|reason| of_not_listed(language, reason, &directory)))
        .chain([3, COUNTED_MOST].map(|count| candidates(language, count)))
        .map(|w| format!("{}{}{}", w.headline, w.sentence, w.next))
        .chain(every_cause().iter().map(|c| badge(language, Verdict::Restricted, c).to_owned()))
        .chain([true, false].into_iter().flat_map(|is_banned| {
            [Doubt::None, Doubt::SameName].map(|doubt| {
                let (before, after) = lookalike(language, is_banned, doubt);
                format!("{before}{after}")
            })
        }))
        .collect()
}

/// Words that would promise something, in any place and language.
const PROMISES: [&str; 12] = [
    "放心",
    "推荐",
    "推薦",
    "保证",
    "保證",
    "safe",
    "recommend",
    "guarantee",
    "trust",
    "verified",
    "certified",
    "reliable",
];

/// What is legal is not for this site to say: only that it does not follow.
const NOT_SAID_TO_BE_LEGAL: [&str; 4] =
    ["不等于合法", "不等於合法", "does not mean legal", "legal representative"];

fn promises(text: &str) -> bool {
    let mut rest = text.to_lowercase();
    for denied in NOT_SAID_TO_BE_LEGAL {
        rest = rest.replace(denied, "");
    }
    PROMISES.iter().chain(&["合法", "legal"]).any(|promise| rest.contains(promise))
}

#[test]
fn no_verdict_promises_anything() {
    for text in Language::ALL.into_iter().flat_map(every_text) {
        assert!(!promises(&text), "{text}");
    }
}

#[test]
fn no_phrase_promises_anything() {
    let mut count = 0;
    for (file, name, phrase) in every_phrase() {
        for language in Language::ALL {
            assert!(!promises(phrase.of(language)), "{file}::{name}: {}", phrase.of(language));
        }
        count += 1;
    }
    assert!(count > 400, "the list of phrases has only {count}");
}

#[test]
fn only_a_listing_in_force_is_said_to_be_on_the_approved_list() {
    for (language, approved) in Language::ALL.into_iter().zip(["白名单", "白名單", "approved"])
    {
        for cause in every_cause() {
            let says_so = of_cause(language, &cause).headline.contains(approved);
            assert_eq!(says_so, cause == Cause::Listed, "{cause:?}");
            let badge_says_so = badge(language, Verdict::Restricted, &cause).contains(approved);
            assert_eq!(badge_says_so, cause == Cause::Listed, "{cause:?}");
        }
    }
}

#[test]
fn every_reason_for_not_being_listed_has_words_of_its_own_and_the_warning() {
    let directory = Directory::default();
    for language in Language::ALL {
        let mut headlines = Vec::new();
        for reason in every_reason() {
            let said = of_not_listed(language, &reason, &directory);
            assert!(said.sentence.contains(NOT_FOUND_IS_NOT_LEGAL.of(language)), "{reason:?}");
            assert!(!headlines.contains(&said.headline), "{reason:?}");
            headlines.push(said.headline);
        }
    }
    assert_eq!(NOT_FOUND_IS_NOT_LEGAL.hans, "没查到，不等于合法。");
}

#[test]
fn whatever_is_not_approved_tells_not_to_pay_or_not_to_enrol() {
    let warnings = [
        ["别交", "不要报名", "请举报"],
        ["別交", "不要報名", "請舉報"],
        ["Do not pay", "Do not enrol", "please report it"],
    ];
    for (language, warnings) in Language::ALL.into_iter().zip(warnings) {
        for cause in every_cause().iter().filter(|cause| **cause != Cause::Listed) {
            let said = of_cause(language, cause);
            let text = format!("{}{}{}", said.headline, said.sentence, said.next);
            assert!(warnings.iter().any(|word| text.contains(word)), "{text}");
        }
    }
}

/// Read aloud and weighed one by one: a change here is a change of what parents are told.
#[test]
fn the_headline_of_every_cause_in_english_is_this() {
    let headlines: Vec<String> = every_cause()
        .iter()
        .map(|cause| of_cause(Language::En, cause).headline.into_owned())
        .collect();
    let mut expected = vec!["On the approved list"];
    expected.extend(["The permit has expired"; 2]);
    expected.extend(["Do not enrol for now"; 6]);
    expected.push("This one has closed");
    expected.extend(["Do not enrol for now"; 5]);
    expected.push("No longer on the list");
    expected.push("On the banned list. Do not enrol");
    expected.extend(["Do not enrol"; 3]);
    expected.extend(["The list is not in force yet", "No list names it now"]);
    assert_eq!(headlines, expected);
}

#[test]
fn traditional_script_says_the_same_words() {
    // Quotation marks differ by script; nothing else may.
    let marks = |text: &str| text.replace(['“', '「'], "\"").replace(['”', '」'], "\"");
    for (file, name, phrase) in every_phrase() {
        let simplified = crate::domain::text::simplified(phrase.hant);
        assert_eq!(marks(&simplified), marks(phrase.hans), "{file}::{name}");
        let written = crate::domain::text::simplified(phrase.hans);
        assert_eq!(written, phrase.hans, "{file}::{name}: traditional among the simplified");
    }
}

#[test]
fn every_language_fills_the_same_slots() {
    let slots = |text: &str| {
        let mut slots: Vec<char> =
            text.split('{').skip(1).filter_map(|rest| rest.chars().next()).collect();
        slots.sort_unstable();
        slots.dedup();
        slots
    };
    for (file, name, phrase) in every_phrase() {
        assert_eq!(slots(phrase.hans), slots(phrase.hant), "{file}::{name}");
        assert_eq!(slots(phrase.hans), slots(phrase.en), "{file}::{name}");
        let opened = |text: &str| (text.matches('{').count(), text.matches('}').count());
        for language in Language::ALL {
            let (open, closed) = opened(phrase.of(language));
            assert_eq!(open, closed, "{file}::{name}");
        }
    }
}

/// Papers that have no English name stand in their own, for the parent to compare.
#[test]
fn english_is_english_but_for_the_names_of_papers() {
    let quotes_papers = ["PERMIT_NAMES", "LICENSE_NAMES", "CHECK_CONTRACT_MORE"];
    let is_han = |c: char| ('\u{3400}'..='\u{9FFF}').contains(&c);
    for (file, name, phrase) in every_phrase() {
        let is_quoting = file == "guide" && quotes_papers.contains(&name);
        assert_eq!(phrase.en.contains(is_han), is_quoting, "{file}::{name}");
    }
}

#[test]
fn labels_in_simplified_script_are_those_of_files_and_api() {
    let hans = Language::Hans;
    for kind in RosterKind::ALL {
        assert_eq!(labels::roster(hans, kind), kind.label());
    }
    for category in Category::ALL {
        assert_eq!(labels::category(hans, category), category.label());
    }
    for status in Status::ALL {
        assert_eq!(labels::status(hans, status), status.label());
    }
    for field in Field::ALL {
        assert_eq!(labels::field(hans, field), field.label());
    }
    for mode in [Mode::Full, Mode::Batch] {
        assert_eq!(labels::mode(hans, mode), mode.label());
    }
    for kind in RegulatorKind::ALL {
        assert_eq!(labels::department(hans, kind), kind.department());
    }
    for reason in Reason::ALL {
        assert_eq!(labels::ban_reason(hans, reason), reason.label());
    }
    for nature in [Nature::ForProfit, Nature::NonProfit] {
        assert_eq!(labels::nature(hans, nature), nature.label());
    }
    assert_eq!(labels::LONG_TERM.hans, Validity::LongTerm.to_text());
    assert_eq!(labels::HELD_BACK.hans, HELD_BACK);
}

#[test]
fn who_bears_the_same_name_without_a_code_is_not_surely_another() {
    for is_banned in [true, false] {
        assert!(lookalike(Language::Hans, is_banned, Doubt::None).1.ends_with("，不是同一家。"));
        let doubtful = lookalike(Language::Hans, is_banned, Doubt::SameName).1;
        assert!(doubtful.contains("不一定是同一家") && !doubtful.contains("，不是同一家"));
    }
}

#[test]
fn more_than_are_counted_are_said_to_be_at_least_so_many() {
    assert_eq!(candidates(Language::Hans, COUNTED_MOST).headline, "有1000家以上名字差不多");
    assert!(candidates(Language::Hans, COUNTED_MOST).sentence.contains("多写几个字"));
    assert_eq!(candidates(Language::Hans, 999).headline, "有999家名字差不多");
}

#[test]
fn days_are_written_as_people_write_them() {
    assert_eq!(Day(Language::Hans, jiff::civil::date(2026, 6, 30)).to_string(), "2026年6月30日");
}

#[test]
fn many_are_counted_in_the_way_of_the_language() {
    assert_eq!(how_many(Language::En, 12_345, false), "12,345");
    assert_eq!(how_many(Language::Hans, 12_345, false), "12345家");
    assert_eq!(candidates(Language::En, 1).headline, "1 institution has a similar name");
    assert_eq!(candidates(Language::En, 3).headline, "3 institutions have similar names");
}
