use std::sync::Arc;

use jiff::civil::date;
use proptest::prelude::*;

use super::*;
use crate::domain::category::Category;
use crate::domain::institution::{Ending, InstitutionId, Until};
use crate::domain::listing::{Listing, RosterId, Validity};
use crate::domain::region::Regions;
use crate::domain::regulator::{AbsenceRule, Regulator, RegulatorCode};
use crate::domain::status::Status;

const TODAY: Date = date(2026, 11, 23);

fn directory() -> Directory {
    let regions = Regions::from_csv(&["code,name,abolished_in,successor
990000,示例省,,
999900,示例市,,
999901,示例东区,,
999902,示例西区,,
999911,示例老区,2010,999901
980000,例外省,,
980100,市辖区,,
980101,例外区,,
"]);
    let mut directory = Directory::new(Arc::new(regions));
    for code in ["999901-edu", "999902-edu", "999901-culture", "980101-edu"] {
        directory.add_regulator(Regulator {
            code: RegulatorCode::parse(code).unwrap(),
            name: code.into(),
            aliases: Vec::new(),
            phone: None,
            mailbox: None,
            absence: AbsenceRule::Unknown,
        });
    }
    directory
}

fn region(code: &str) -> RegionCode {
    RegionCode::parse(code).unwrap()
}

fn version(line: i64, kind: RosterKind, regulator: &str) -> Version {
    let roster = RosterId { regulator: RegulatorCode::parse(regulator).unwrap(), kind };
    Version {
        line,
        listing: Listing {
            region: Some(roster.regulator.region),
            category: Category::Arts,
            ..Listing::named(roster, format!("示例{line}"))
        },
        from_release: ReleaseId::new(1),
        from_on: date(2026, 1, 1),
        until: None,
    }
}

fn institution(versions: Vec<Version>) -> Institution {
    let first = &versions[0].listing;
    let id = InstitutionId::of_name(first.region, &first.name);
    Institution { id, aliases: Vec::new(), versions, may_be_meant: Vec::new() }
}

fn counted(institutions: &[Institution]) -> Figures {
    let directory = directory();
    let mut counting = Counting::new(&directory, TODAY);
    institutions.iter().for_each(|one| counting.add(one));
    counting.finish(ReleaseId::new(1))
}

fn parts<T: Copy>(breakdown: &Breakdown<T>) -> Vec<(T, u32)> {
    let some = breakdown.parts.iter().filter(|part| part.count > 0);
    some.map(|part| (part.kind, part.count)).collect()
}

#[test]
fn an_institution_counts_once_by_its_verdict_today() {
    let white = |line| version(line, RosterKind::Approved, "999901-edu");
    let mut expired = white(2);
    expired.listing.valid_until = Validity::Until(date(2026, 11, 22));
    let banned = vec![white(3), version(4, RosterKind::Banned, "999902-edu")];
    let mut departed = white(5);
    departed.until =
        Some(Until { release: ReleaseId::new(2), on: date(2026, 6, 1), how: Ending::Departed });
    let mut to_come = white(6);
    to_come.from_on = date(2026, 12, 1);
    let figures = counted(&[
        institution(vec![white(1)]),
        institution(vec![expired]),
        institution(banned),
        institution(vec![departed]),
        institution(vec![to_come]),
    ]);
    let whole = figures.of(None).unwrap();
    assert_eq!(parts(&whole.standings()), Standing::ALL.map(|one| (one, 1)));
    assert_eq!((whole.listed(), whole.standings().total), (3, 5));
    assert_eq!(whole.categories().total, 3, "only listed ones are told by category");
    let rosters = whole.rosters();
    assert_eq!(parts(&rosters), [(RosterKind::Approved, 3), (RosterKind::Banned, 1)]);
    assert_eq!((rosters.total, rosters.again), (3, 1), "one is on two lists");
    assert_eq!(parts(&whole.reasons()), [(Reason::Unstated, 1)]);
}

#[test]
fn one_that_lies_in_two_districts_counts_in_each_and_once_above_them() {
    let mut of_old = version(3, RosterKind::Approved, "999901-edu");
    of_old.listing.region = Some(region("999911"));
    let mut of_city = version(4, RosterKind::Approved, "999901-edu");
    of_city.listing.region = Some(region("999900"));
    let mut nowhere = version(5, RosterKind::Approved, "999901-edu");
    nowhere.listing.region = None;
    let two = vec![
        version(1, RosterKind::Approved, "999901-edu"),
        version(2, RosterKind::Approved, "999902-edu"),
    ];
    let other = version(6, RosterKind::Approved, "980101-edu");
    let figures =
        counted(&[two, vec![of_old], vec![of_city], vec![nowhere], vec![other]].map(institution));
    let by_place = |code| parts(&figures.by_place(code));
    let place = |code| Place::In(region(code));
    assert_eq!(by_place(None), [(place("980000"), 1), (place("990000"), 3), (Place::Unstated, 1)]);
    let city = figures.by_place(Some(region("999900")));
    assert_eq!(parts(&city), [(place("999901"), 2), (place("999902"), 1), (Place::Unstated, 1)]);
    assert_eq!((city.total, city.again), (3, 1));
    // 市辖区 is a filler of the standard that nobody looks for.
    assert_eq!(by_place(Some(region("980000"))), [(place("980101"), 1)]);
    assert!(figures.of(Some(region("980100"))).is_none());
}

#[test]
fn a_ban_counts_in_the_month_in_which_it_was_first_published() {
    use crate::domain::digest::Digest;
    use crate::domain::release::{ChangeCounts, Mode, Release, SourceFile};
    let mut directory = directory();
    for (id, published_on) in [(1, date(2026, 3, 5)), (2, date(2026, 11, 5))] {
        directory.add_release(Release {
            id: ReleaseId::new(id),
            regulator: RegulatorCode::parse("999901-edu").unwrap(),
            rosters: vec![RosterKind::Banned],
            title: "示例".into(),
            notice_no: None,
            mode: Mode::Full,
            as_of_on: published_on,
            published_on,
            effective_on: published_on,
            recorded_at: jiff::Timestamp::UNIX_EPOCH,
            source: SourceFile { name: String::new(), sha256: Digest::of(b""), size_bytes: 0 },
            submitted_by: String::new(),
            approved_by: None,
            counts: ChangeCounts { added: 2, changed: 1, removed: 0 },
            listings_after: 2,
            roster_digest: Digest::of(b""),
            chain_digest: Digest::of(b""),
        });
    }
    let first = version(1, RosterKind::Banned, "999901-edu");
    let again = Version { from_release: ReleaseId::new(2), ..first.clone() };
    let mut counting = Counting::new(&directory, TODAY);
    counting.add(&institution(vec![first, again]));
    let figures = counting.finish(ReleaseId::new(2));
    for of in [None, Some(region("990000")), Some(region("999901"))] {
        let months = figures.of(of).unwrap().timeline.months(TODAY);
        let told: Vec<(u32, u32, u32)> = months
            .iter()
            .filter(|dated| dated.month.releases > 0)
            .map(|dated| (dated.month.releases, dated.month.added, dated.month.banned))
            .collect();
        assert_eq!(told, [(1, 2, 1), (1, 2, 0)]);
    }
    let age = figures.ages(Some(region("999900")))[0];
    assert_eq!((age.as_of, age.days), (date(2026, 11, 5), 18));
    assert!(figures.ages(Some(region("980000"))).is_empty());
}

fn any_version() -> impl Strategy<Value = Version> {
    let places = ["", "990000", "999900", "999901", "999902", "999911", "980101", "970101"];
    let regulators = ["999901-edu", "999902-edu", "999901-culture", "980101-edu"];
    (
        0_i64..6,
        prop::sample::select(RosterKind::ALL.to_vec()),
        prop::sample::select(regulators.to_vec()),
        prop::sample::select(places.to_vec()),
        prop::sample::select(Category::ALL.to_vec()),
        prop::sample::select(Status::ALL.to_vec()),
        0_u8..4,
    )
        .prop_map(|(line, kind, regulator, place, category, status, fate)| {
            let mut version = version(line, kind, regulator);
            version.listing.region = RegionCode::parse(place);
            version.listing.category = category;
            version.listing.status = status;
            let until = |how| Some(Until { release: ReleaseId::new(2), on: date(2026, 6, 1), how });
            match fate {
                0 => version.until = until(Ending::Departed),
                1 => version.from_on = date(2027, 1, 1),
                _ => {}
            }
            version
        })
}

proptest! {
    #[test]
    fn whatever_the_lists_say_parts_add_up_or_the_gap_is_what_was_counted_again(
        all in prop::collection::vec(
            (prop::collection::vec(any_version(), 1..5), prop::collection::vec(any_version(), 0..2)),
            0..30,
        )
    ) {
        let public: Vec<Institution> = all
            .into_iter()
            .map(|(versions, may_be_meant)| Institution { may_be_meant, ..institution(versions) })
            .map(|one| one.in_public(TODAY))
            .filter(|one| !one.versions.is_empty())
            .collect();
        let figures = counted(&public);
        for code in std::iter::once(None).chain(figures.by_region.keys().copied().map(Some)) {
            let tally = figures.of(code).unwrap();
            let standings = tally.standings();
            prop_assert!(standings.adds_up() && standings.again == 0);
            prop_assert!(figures.by_place(code).adds_up());
            prop_assert!(tally.rosters().adds_up() && tally.categories().adds_up());
            prop_assert!(tally.statuses().adds_up() && tally.natures().adds_up());
            prop_assert!(tally.reasons().adds_up() && tally.regulators().adds_up());
            prop_assert!(tally.departments().adds_up());
            for total in [tally.rosters().total, tally.categories().total, tally.regulators().total] {
                prop_assert_eq!(total, tally.listed());
            }
        }
        prop_assert_eq!(figures.of(None).unwrap().standings().total as usize, public.len());
    }
}
