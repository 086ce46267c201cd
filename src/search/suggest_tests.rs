//! What is suggested while somebody types.

use proptest::prelude::*;

use super::testing::*;
use super::{Suggestion, SuggestionKind};
use crate::domain::institution::{Ending, Institution};
use crate::domain::listing::RosterKind;

const LIMIT: usize = 8;

fn some() -> Shelf {
    let mut all: Vec<Institution> = Vec::new();
    for (trade, count) in [("启明", 3), ("启明星", 5), ("启航", 2), ("其鸣", 1), ("海豚", 2)]
    {
        let of = |n: usize| {
            named(&format!("城东区{trade}{}培训中心", ["美术", "舞蹈", "书法", "音乐", "英语"][n]))
        };
        all.extend((0..count).map(of));
    }
    all.push(in_region(named("城西区启明天文培训中心"), "990102"));
    all.push(in_region(named("南湾县长乐教育培训学校"), "990201"));
    all.push(named("城东区ABC英语培训中心"));
    shelf(all)
}

fn suggest(shelf: &Shelf, typed: &str) -> Vec<Suggestion> {
    shelf.index.reader().suggest(typed, None, LIMIT, today())
}

fn texts(shelf: &Shelf, typed: &str) -> Vec<String> {
    suggest(shelf, typed).into_iter().map(|suggestion| suggestion.text).collect()
}

#[track_caller]
fn begins_with(shelf: &Shelf, typed: &str, expected: &[&str]) {
    let texts = texts(shelf, typed);
    assert_eq!(texts.get(..expected.len()).unwrap_or(&texts), expected, "{typed}: {texts:?}");
}

#[test]
fn trade_names_come_by_how_many_bear_them_but_the_typed_one_first() {
    let shelf = some();
    begins_with(&shelf, "启", &["启明星", "启明", "启航"]);
    begins_with(&shelf, "启明", &["启明", "启明星"]);
    assert_eq!(texts(&shelf, "海豚")[0], "海豚");
    let first = suggest(&shelf, "启明星").remove(0);
    assert_eq!((first.count, first.kind, first.region), (5, SuggestionKind::TradeName, None));
    let only = suggest(&shelf, "其").remove(0);
    assert_eq!((only.count, only.region), (1, Some(code("990101"))));
    assert!(suggest(&shelf, "启").len() <= LIMIT);
    assert_eq!(shelf.index.reader().suggest("启", None, 2, today()).len(), 2);
}

#[test]
fn a_name_that_only_says_more_is_suggested_once_the_shorter_one_is_typed() {
    let names = ["启明教育咨询中心", "启明教育培训学校", "启明美术中心", "小磨坊数学培训学校"];
    let shelf = shelf(names.iter().map(|name| named(&format!("城东区{name}"))).collect());
    assert_eq!(texts(&shelf, "启"), ["启明"]);
    assert_eq!(texts(&shelf, "启明"), ["启明", "启明教育", "启明美术"]);
    assert_eq!(texts(&shelf, "小"), ["小磨坊"]);
}

#[test]
fn an_unfinished_composition_leads_to_the_name() {
    let shelf = some();
    for typed in [
        "启m",
        "启ming",
        "启 ming",
        "启'ming",
        "启mx",
        "启mingx",
        "QIMINGX",
        "qi'ming'x",
        "qi’ming",
        "qi ming",
        "qim",
        "qimi",
        "qmx",
    ] {
        begins_with(&shelf, typed, &["启明星"]);
    }
    for typed in ["qi", "qm", "启h", "启hang"] {
        assert!(!texts(&shelf, typed).is_empty(), "{typed}");
    }
    assert!(texts(&shelf, "qiming").contains(&"其鸣".to_owned()));
    assert!(
        !texts(&shelf, "启ming").contains(&"其鸣".to_owned()),
        "a character is meant as it stands"
    );
    begins_with(&shelf, "长l", &["长乐"]);
    begins_with(&shelf, "abc", &["ABC"]);
}

#[test]
fn behind_a_place_only_its_own_names_are_suggested() {
    let shelf = some();
    for typed in ["城西启", "城西 启", "城西区启", "城西qi", "城西 qim", "chengxi qim"]
    {
        let found = suggest(&shelf, typed);
        let place = typed.trim_end_matches(|c| "启qim".contains(c)).trim();
        let place = if typed.starts_with("chengxi") { "chengxi" } else { place };
        assert_eq!(found[0].text, format!("{place} 启明"), "{typed}");
        assert_eq!((found[0].count, found[0].region), (1, Some(code("990102"))), "{typed}");
    }
    assert!(!shelf.search("城西 启明").are_elsewhere);
    let reader = shelf.index.reader();
    let east = reader.suggest("启", Some(code("990101")), LIMIT, today());
    let west = reader.suggest("启", Some(code("990102")), LIMIT, today());
    assert_eq!(east[0].text, "启明星");
    assert_eq!((west[0].text.as_str(), west[0].count), ("启明", 1));
}

#[test]
fn where_trade_names_are_few_full_names_are_suggested() {
    let shelf = some();
    let found = suggest(&shelf, "南湾县长");
    let names: Vec<_> = found.iter().filter(|s| s.kind == SuggestionKind::FullName).collect();
    assert_eq!(names[0].text, "南湾县长乐教育培训学校");
    assert_eq!((names[0].count, names[0].region), (1, Some(code("990201"))));
    assert_eq!(texts(&shelf, "城东区海豚美术培"), ["城东区海豚美术培训中心"]);
}

#[test]
fn too_little_or_too_much_suggests_nothing() {
    let shelf = some();
    for typed in ["", " ", "q", "'", "！？", "zzzz", "从来没有"] {
        assert_eq!(suggest(&shelf, typed), [], "{typed}");
    }
    assert_eq!(suggest(&shelf, &"启".repeat(201)), []);
}

#[test]
fn a_name_of_a_ban_that_is_over_is_not_suggested() {
    let banned = |name: &str| {
        let mut listing = listing(name);
        listing.roster.kind = RosterKind::Banned;
        listing.delisted_on = Some(day("2026-10-01"));
        let mut version = version(listing);
        version.line = 2;
        version
    };
    let mut departed = banned("城东区暗流培训中心");
    departed.listing.delisted_on = None;
    departed.until = until(2, "2026-06-01", Ending::Departed);
    let shelf = shelf(vec![
        institution(vec![version(listing("城东区明号培训中心")), banned("城东区暗号培训中心")]),
        institution(vec![banned("城东区暗香培训中心")]),
        institution(vec![departed]),
        institution(vec![banned("城东区灯塔培训中心")]),
        named("城东区灯塔美术培训中心"),
    ]);
    for typed in ["暗", "an", "ah", "暗号", "暗h", "城东暗", "城东区暗号", "城东区暗号培"]
    {
        assert_eq!(texts(&shelf, typed), Vec::<String>::new(), "{typed}");
    }
    assert_eq!(suggest(&shelf, "明")[0].text, "明号");
    assert_eq!(
        (suggest(&shelf, "灯")[0].text.as_str(), suggest(&shelf, "灯")[0].count),
        ("灯塔", 1)
    );
    let before = shelf.index.reader().suggest("暗", None, LIMIT, day("2026-05-01"));
    assert_eq!(before.len(), 3, "the bans still held then");
}

#[test]
fn counts_are_those_of_all_segments_and_of_the_living_alone() {
    let shelf = some();
    let mut writer = shelf.index.writer(super::Volume::Release).unwrap();
    writer.put_institution(4, named("城东区启明星天文培训中心")).unwrap();
    writer.put_institution(100, in_region(named("城西区启明星科学培训中心"), "990102")).unwrap();
    writer.commit(crate::domain::release::ReleaseId::new(2)).unwrap();
    drop(writer);
    shelf.index.reload().unwrap();
    let found = suggest(&shelf, "启明星");
    assert_eq!((found[0].text.as_str(), found[0].count), ("启明星", 6));
}

/// More names than are looked through at a keystroke.
#[test]
fn the_commonest_of_very_many_is_found() {
    let chars: Vec<char> = ('\u{5000}'..'\u{5400}').collect();
    let mut all: Vec<Institution> =
        chars.iter().map(|c| named(&format!("城东区启{c}甲培训中心"))).collect();
    all.extend((0..9).map(|_| named("城东区启颜乙美术培训中心")));
    all.push(in_region(named("城西区启额丙培训中心"), "990102"));
    let shelf = shelf(all);
    begins_with(&shelf, "启", &["启颜乙"]);
    begins_with(&shelf, "qi", &["启颜乙"]);
    begins_with(&shelf, "启y", &["启颜乙"]);
    begins_with(&shelf, "城西启", &["城西 启额丙"]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn nothing_typed_makes_it_panic(typed in "\\PC{0,40}|[a-z' ]{1,60}|[启明星城东西区县()（ a-zA-Z0-9'’]{1,20}") {
        thread_local!(static SHELF: Shelf = some());
        SHELF.with(|shelf| {
            let found = suggest(shelf, &typed);
            assert!(found.len() <= LIMIT);
            for (at, one) in found.iter().enumerate() {
                assert!(one.count > 0);
                assert!(found[..at].iter().all(|other| other.text != one.text), "{typed}: {found:?}");
                assert!(!shelf.search(&one.text).hits.is_empty(), "{typed}: {one:?} leads nowhere");
            }
        });
    }
}
