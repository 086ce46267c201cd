//! The one promise: never a false green.
//!
//! Whatever lists, dates and words are generated, *approved* is said only where the rules allow it.
//! The rules are written here a second time, as plainly as `domain` allows, so that a mistake in
//! the verdict has to be made twice to pass.

use std::sync::Arc;

use jiff::civil::{Date, date};
use mingce::domain::answer::{Answer, Context, Found, Typed, answer, answer_link};
use mingce::domain::category::Category;
use mingce::domain::directory::Directory;
use mingce::domain::institution::{Ending, Institution, InstitutionId, Until, Version};
use mingce::domain::listing::{Listing, RosterId, RosterKind, Validity};
use mingce::domain::permit::PermitNo;
use mingce::domain::region::{RegionCode, Regions};
use mingce::domain::regulator::{AbsenceRule, Regulator, RegulatorCode};
use mingce::domain::release::ReleaseId;
use mingce::domain::status::Status;
use mingce::domain::uscc::Uscc;
use mingce::domain::verdict::Verdict;
use proptest::prelude::*;

const CODES: [&str; 3] = ["91990101MA0000015C", "52990101MJ00000262", "92990101MA0000031Y"];
const NAMES: [&str; 5] = [
    "示例市晨星舞蹈培训有限公司",
    "示例市晨星舞蹈培训",
    "示例市辰星舞蹈培训有限公司",
    "示例市小鹿美术中心",
    "示例小鹿美术中心(城南校区)",
];
const REGULATORS: [&str; 3] = ["990101-edu", "990101-culture", "990102-edu"];
const FIRST: Date = date(2026, 1, 1);

fn day(offset: i64) -> Date {
    FIRST.saturating_add(jiff::Span::new().days(offset))
}

fn directory() -> Directory {
    let mut directory = Directory::new(Arc::new(Regions::default()));
    for code in REGULATORS {
        directory.add_regulator(Regulator {
            code: RegulatorCode::parse(code).unwrap(),
            name: format!("示例{}局", if code.ends_with("edu") { "教育" } else { "文旅" }),
            aliases: Vec::new(),
            phone: None,
            mailbox: None,
            absence: AbsenceRule::Unknown,
        });
    }
    directory
}

prop_compose! {
    fn versions()(
        name in 0..NAMES.len(),
        code in proptest::option::of(0..CODES.len()),
        permit in proptest::option::of(0..3_u8),
        regulator in 0..REGULATORS.len(),
        kind in prop_oneof![3 => Just(RosterKind::Approved), 1 => Just(RosterKind::Watch), 1 => Just(RosterKind::Banned)],
        status in prop_oneof![4 => Just(Status::Normal), 4 => proptest::sample::select(Status::ALL.to_vec())],
        category in proptest::sample::select(Category::ALL.to_vec()),
        validity in prop_oneof![
            Just(Validity::Unstated), Just(Validity::LongTerm), Just(Validity::Unclear("明年".into())),
            (-20..40_i64).prop_map(|offset| Validity::Until(day(offset))),
        ],
        from in -10..20_i64,
        until in proptest::option::of((0..30_i64, any::<bool>())),
        delisted in proptest::option::weighted(0.2, -5..20_i64),
    ) -> Version {
        let regulator = RegulatorCode::parse(REGULATORS[regulator]).unwrap();
        Version {
            line: 0,
            listing: Listing {
                uscc: code.map(|code| Uscc::parse(CODES[code]).unwrap()),
                permit: permit.and_then(|no| PermitNo::parse(&format!("教民19901017000000{no}号"))),
                status,
                category,
                region: Some(regulator.region),
                valid_until: validity,
                delisted_on: delisted.map(day),
                ..Listing::named(RosterId { regulator, kind }, NAMES[name])
            },
            from_release: ReleaseId::new(1),
            from_on: day(from),
            until: until.map(|(on, departed)| Until {
                release: ReleaseId::new(2),
                on: day(on),
                how: if departed { Ending::Departed } else { Ending::Amended },
            }),
        }
    }
}

/// Institutions by code, else by name and region, as publishing would put them together.
fn institutions(mut versions: Vec<Version>) -> Vec<Institution> {
    let mut institutions: Vec<Institution> = Vec::new();
    for (line, version) in versions.iter_mut().enumerate() {
        version.line = line as i64;
        let listing = &version.listing;
        let id = match listing.uscc {
            Some(uscc) => InstitutionId::Uscc(uscc),
            None => InstitutionId::of_name(listing.region, &listing.name),
        };
        match institutions.iter_mut().find(|institution| institution.id == id) {
            Some(institution) => institution.versions.push(version.clone()),
            None => institutions.push(Institution {
                id,
                aliases: Vec::new(),
                versions: vec![version.clone()],
                may_be_meant: Vec::new(),
            }),
        }
    }
    let without_code: Vec<Version> =
        versions.iter().filter(|version| version.listing.uscc.is_none()).cloned().collect();
    for institution in institutions.iter_mut().filter(|institution| institution.uscc().is_some()) {
        institution.may_be_meant = without_code
            .iter()
            .filter(|other| {
                institution.versions.iter().any(|own| {
                    own.listing.name == other.listing.name
                        && own.listing.region == other.listing.region
                })
            })
            .cloned()
            .collect();
    }
    institutions
}

/// The rules once more: does this listing, read alone, approve on `today`?
fn approves(version: &Version, today: Date) -> bool {
    let listing = &version.listing;
    let in_date = match &listing.valid_until {
        Validity::Until(last) => today <= *last,
        Validity::LongTerm | Validity::Unstated => true,
        Validity::Unclear(_) => false,
    };
    let is_education = listing.roster.regulator.to_string().ends_with("edu");
    listing.roster.kind == RosterKind::Approved
        && matches!(listing.status, Status::Normal | Status::BarelyPassed | Status::Unstated)
        && in_date
        && listing.category != Category::Childcare
        && (listing.category != Category::Academic || is_education)
}

fn counts(version: &Version, today: Date) -> bool {
    version.from_on <= today
        && version.until.is_none_or(|until| today < until.on)
        && version.listing.delisted_on.is_none_or(|on| today < on)
        && version.listing.status != Status::Lifted
}

/// Every list that counts today and names it approves, and at least one of its own does.
fn may_be_green(institution: &Institution, today: Date) -> bool {
    let own: Vec<&Version> = institution.versions.iter().filter(|v| counts(v, today)).collect();
    let meant = institution.may_be_meant.iter().filter(|v| counts(v, today));
    !own.is_empty()
        && own.iter().all(|version| approves(version, today))
        && meant.into_iter().all(|version| approves(version, today))
}

fn carries(institution: &Institution, words: &str, today: Date) -> bool {
    let counting: Vec<&Version> =
        institution.versions.iter().filter(|v| counts(v, today)).collect();
    let fold = |text: &str| text.to_uppercase().replace([' ', '（', '）', '(', ')'], "");
    let brackets = |text: &str| text.contains(['(', '（']);
    counting.iter().any(|version| {
        let listing = &version.listing;
        let same_name =
            fold(&listing.name) == fold(words) && brackets(&listing.name) == brackets(words);
        let same_code = listing.uscc.is_some_and(|uscc| uscc.as_str() == fold(words));
        let same_permit =
            listing.permit.as_ref().is_some_and(|permit| words.contains(permit.key()));
        same_name || same_code || same_permit
    })
}

fn words() -> impl Strategy<Value = String> {
    let exact = prop_oneof![
        proptest::sample::select(NAMES.to_vec()).prop_map(str::to_owned),
        proptest::sample::select(CODES.to_vec()).prop_map(str::to_owned),
        (0..3_u8).prop_map(|no| format!("19901017000000{no}")),
    ];
    let changed = (exact.clone(), any::<proptest::sample::Index>(), "[示晨星美0-9A-Z]?").prop_map(
        |(text, at, to)| {
            let mut chars: Vec<char> = text.chars().collect();
            let at = at.index(chars.len());
            chars.splice(at..=at, to.chars());
            chars.into_iter().collect()
        },
    );
    let widened =
        exact.clone().prop_map(|text| format!(" {} ", text.replace('(', "（").to_lowercase()));
    prop_oneof![4 => exact, 3 => changed, 2 => widened, 1 => ".{1,20}"]
}

fn context(directory: &Directory, today: Date) -> Context<'_> {
    Context { directory, today, stale_after_days: 180, region: None }
}

/// A search that lies: it calls everything exact. The answer must not believe it.
fn ask<'a>(
    typed: &Typed,
    institutions: &'a [Institution],
    directory: &Directory,
    today: Date,
) -> Answer<'a> {
    let found = Found {
        exact: institutions.iter().collect(),
        candidates: institutions.len(),
        is_nearly_named: true,
        name_and_rest: None,
    };
    answer(typed, &found, context(directory, today))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4_000))]

    #[test]
    fn approved_is_said_only_of_one_institution_named_exactly_and_approved_by_every_list(
        versions in proptest::collection::vec(versions(), 1..8),
        words in words(),
        today in 0..30_i64,
    ) {
        let today = day(today);
        let institutions = institutions(versions);
        let directory = directory();
        let Ok(typed) = Typed::parse(&words) else { return Ok(()) };
        let said = ask(&typed, &institutions, &directory, today);
        if said.verdict == Verdict::Approved {
            let named: Vec<&Institution> = institutions.iter().filter(|i| carries(i, &words, today)).collect();
            prop_assert_eq!(named.len(), 1, "{} names {} institutions", words, named.len());
            prop_assert!(may_be_green(named[0], today), "{words}: {:#?}", named[0]);
            prop_assert_eq!(said.identified.map(|(institution, _, _)| institution.id), Some(named[0].id));
        }
    }

    #[test]
    fn an_institutions_own_page_is_green_just_when_every_list_approves(
        versions in proptest::collection::vec(versions(), 1..6),
        today in 0..30_i64,
    ) {
        let today = day(today);
        let directory = directory();
        for institution in institutions(versions) {
            let said = answer_link(&institution, context(&directory, today));
            prop_assert_eq!(said.verdict == Verdict::Approved, may_be_green(&institution, today));
            let has_ban = institution.versions.iter().chain(&institution.may_be_meant)
                .any(|v| v.listing.roster.kind == RosterKind::Banned && counts(v, today));
            prop_assert!(!has_ban || said.verdict == Verdict::Banned, "a ban in force is never outweighed");
        }
    }

    #[test]
    fn what_the_public_sees_holds_no_ban_that_is_over(
        versions in proptest::collection::vec(versions(), 1..6),
        today in 0..30_i64,
    ) {
        let today = day(today);
        for institution in institutions(versions) {
            let public = institution.in_public(today);
            for version in public.versions.iter().chain(&public.may_be_meant) {
                let is_over = version.listing.status == Status::Lifted
                    || version.listing.delisted_on.is_some_and(|on| on <= today)
                    || version.has_departed(today);
                prop_assert!(version.listing.roster.kind != RosterKind::Banned || !is_over);
            }
        }
    }

    #[test]
    fn nothing_typed_panics_or_is_approved_by_an_empty_register(words in "\\PC*") {
        if let Ok(typed) = Typed::parse(&words) {
            let directory = directory();
            let said = ask(&typed, &[], &directory, FIRST);
            prop_assert!(matches!(said.verdict, Verdict::NotListed | Verdict::Candidates));
        }
    }
}

#[test]
fn the_day_after_a_permit_ends_nothing_is_approved_though_nobody_published() {
    let mut version = sample();
    version.listing.valid_until = Validity::Until(day(5));
    let institutions = institutions(vec![version]);
    let directory = directory();
    let typed = Typed::parse(NAMES[0]).unwrap();
    assert_eq!(ask(&typed, &institutions, &directory, day(5)).verdict, Verdict::Approved);
    assert_eq!(ask(&typed, &institutions, &directory, day(6)).verdict, Verdict::Restricted);
}

#[test]
fn what_left_the_full_list_is_not_silent_and_not_green() {
    let mut version = sample();
    version.until = Some(Until { release: ReleaseId::new(2), on: day(3), how: Ending::Departed });
    let institutions = institutions(vec![version]);
    let directory = directory();
    let typed = Typed::parse(NAMES[0]).unwrap();
    assert_eq!(ask(&typed, &institutions, &directory, day(2)).verdict, Verdict::Approved);
    assert_eq!(ask(&typed, &institutions, &directory, day(3)).verdict, Verdict::Restricted);
}

#[test]
fn a_name_only_ban_that_could_mean_two_namesakes_warns_of_both() {
    let mut other = sample();
    other.listing.uscc = Some(Uscc::parse(CODES[1]).unwrap());
    let mut ban = sample();
    ban.listing.uscc = None;
    ban.listing.roster.kind = RosterKind::Banned;
    let directory = directory();
    for institution in institutions(vec![sample(), other, ban]) {
        let said = answer_link(&institution, context(&directory, day(1)));
        assert_eq!(said.verdict, Verdict::Banned);
    }
}

fn sample() -> Version {
    Version {
        line: 0,
        listing: Listing {
            uscc: Some(Uscc::parse(CODES[0]).unwrap()),
            status: Status::Normal,
            status_text: "正常".into(),
            category: Category::Arts,
            region: RegionCode::parse("990101"),
            valid_until: Validity::LongTerm,
            ..Listing::named(
                RosterId {
                    regulator: RegulatorCode::parse("990101-culture").unwrap(),
                    kind: RosterKind::Approved,
                },
                NAMES[0],
            )
        },
        from_release: ReleaseId::new(1),
        from_on: FIRST,
        until: None,
    }
}
