//! What words bring in.

use proptest::prelude::*;

use super::testing::*;
use super::{Ask, Filters, MatchKind, Page};
use crate::domain::answer::{Context, Typed, answer};
use crate::domain::institution::{Ending, Institution};
use crate::domain::listing::RosterKind;
use crate::domain::verdict::Verdict;

fn some() -> Shelf {
    let mut sign = listing("示例省示例市城东区乐知文化传播有限公司");
    sign.brand = Some("小鲸鱼".into());
    let mut former = version(listing("城东区旧雨书法工作室"));
    former.until = until(2, "2026-03-01", Ending::Amended);
    shelf(vec![
        coded(
            "示例市城东区晨星艺术培训中心",
            "91990101MA0000015C",
            "教民199010170000001号",
            "示例市城东区幸福大道163号2层",
        ),
        coded(
            "城东区晨星美术培训有限公司",
            "92990101MA0000031Y",
            "教民199010170000002号",
            "示例市城东区幸福大道1163号",
        ),
        named("城东区晨星宇艺术培训中心"),
        named("城东区花前树下舞蹈培训中心"),
        in_region(named("城西区音乐之声声乐培训中心"), "990102"),
        institution(vec![version(sign)]),
        institution(vec![former, version(listing("城东区新雨书法工作室"))]),
        in_region(named("南湾县重庆路长乐教育培训学校"), "990201"),
        in_region(named("同名培训中心"), "990101"),
        in_region(named("同名培训中心"), "990102"),
    ])
}

fn first(shelf: &Shelf, typed: &str) -> (&'static str, String) {
    shelf.kinds(typed).into_iter().next().unwrap_or(("", String::new()))
}

#[track_caller]
fn finds(shelf: &Shelf, typed: &str, kind: &str, name: &str) {
    assert_eq!(first(shelf, typed), (kind_code(kind), name.to_owned()), "{typed}");
}

fn kind_code(kind: &str) -> &'static str {
    ["name", "uscc", "permit", "former_name", "brand", "substring", "homophone", "pinyin"]
        .into_iter()
        .chain(["initials", "similar", "address"])
        .find(|code| *code == kind)
        .unwrap()
}

#[test]
fn a_full_name_or_code_is_exact_however_it_is_typed() {
    let shelf = some();
    let name = "示例市城东区晨星艺术培训中心";
    finds(&shelf, "示例市 城东区 晨星藝術培訓中心", "name", name);
    finds(&shelf, "91990101ma0000015c", "uscc", name);
    finds(&shelf, "199010170000001", "permit", name);
    for typed in [name, "91990101MA0000015C", "教民１９９０１０１７００００００１号"]
    {
        let results = shelf.search(typed);
        assert_eq!(results.exact.len(), 1, "{typed}");
        assert_eq!(results.hits[0].institution, results.exact[0]);
    }
    assert_eq!(shelf.search(name).hits[0].spans, [(0, 14)]);
    let results = shelf.search("同名培训中心");
    assert_eq!((results.exact.len(), results.total), (2, 2));
}

#[test]
fn what_is_less_than_a_name_is_a_candidate() {
    let shelf = some();
    for typed in
        ["晨星", "城东区晨星艺术培训", "晨星艺术培训中心", "91990101MA00", "城东晨星艺术培训中心"]
    {
        let results = shelf.search(typed);
        assert!(results.exact.is_empty(), "{typed}");
        assert!(!results.hits.is_empty(), "{typed}");
    }
    assert!(shelf.search("示例城东晨星艺术培训中心").is_nearly_named);
    assert!(!shelf.search("晨星").is_nearly_named);
}

#[test]
fn a_trade_name_finds_those_who_bear_it_before_those_whose_name_contains_it() {
    let shelf = some();
    let kinds = shelf.kinds("晨星");
    assert_eq!(
        kinds,
        [
            ("brand", "城东区晨星美术培训有限公司".to_owned()),
            ("brand", "示例市城东区晨星艺术培训中心".to_owned()),
            ("substring", "城东区晨星宇艺术培训中心".to_owned()),
        ]
    );
    assert_eq!(shelf.search("晨星").hits[0].spans, [(3, 5)]);
    finds(&shelf, "小鲸鱼", "brand", "示例省示例市城东区乐知文化传播有限公司");
    finds(&shelf, "树下", "substring", "城东区花前树下舞蹈培训中心");
    finds(&shelf, "晨星培训", "brand", "城东区晨星美术培训有限公司");
    finds(&shelf, "美术 晨星", "brand", "城东区晨星美术培训有限公司");
    finds(&shelf, "晨星城东", "brand", "城东区晨星美术培训有限公司");
    let elsewhere = shelf.search("南湾晨星");
    assert!(elsewhere.are_elsewhere && !elsewhere.hits.is_empty());
    assert!(!shelf.search("城东晨星").are_elsewhere);
}

#[test]
fn a_name_is_found_by_its_sound() {
    let shelf = some();
    finds(&shelf, "花钱树下", "homophone", "城东区花前树下舞蹈培训中心");
    finds(&shelf, "花前苏下", "homophone", "城东区花前树下舞蹈培训中心");
    finds(&shelf, "huaqianshuxia", "pinyin", "城东区花前树下舞蹈培训中心");
    finds(&shelf, "huaqian shux", "pinyin", "城东区花前树下舞蹈培训中心");
    finds(&shelf, "花qian树下", "pinyin", "城东区花前树下舞蹈培训中心");
    finds(&shelf, "yinyuezhisheng", "pinyin", "城西区音乐之声声乐培训中心");
    finds(&shelf, "chongqinglu", "pinyin", "南湾县重庆路长乐教育培训学校");
    finds(&shelf, "changle", "pinyin", "南湾县重庆路长乐教育培训学校");
    finds(&shelf, "hqsx", "initials", "城东区花前树下舞蹈培训中心");
    finds(&shelf, "hqsxwd", "initials", "城东区花前树下舞蹈培训中心");
    finds(&shelf, "hqs", "initials", "城东区花前树下舞蹈培训中心");
}

#[test]
fn one_wrong_character_is_forgiven() {
    let shelf = some();
    for typed in ["花前下树", "花前树卞", "花前前树下", "花前下", "城东 花前叔下"]
    {
        let (kind, name) = first(&shelf, typed);
        assert!(matches!(kind, "similar" | "homophone"), "{typed} {kind}");
        assert_eq!(name, "城东区花前树下舞蹈培训中心", "{typed}");
    }
    assert!(shelf.search("完全没有").hits.is_empty());
}

#[test]
fn codes_addresses_and_former_names_find_too() {
    let shelf = some();
    let name = "示例市城东区晨星艺术培训中心";
    finds(&shelf, "9199", "uscc", name);
    finds(&shelf, "91990101 MA00", "uscc", name);
    assert_eq!(shelf.search("19901017").total, 2);
    finds(&shelf, "教民1990101700000 01", "permit", name);
    assert_eq!(first(&shelf, "教民1990101").0, "permit");
    finds(&shelf, "幸福大道163号", "address", name);
    assert_eq!(shelf.kinds("幸福大道163号").len(), 1, "1163号 is another house");
    finds(&shelf, "晨星 幸福大道163号", "address", name);
    finds(&shelf, "城东区旧雨书法工作室", "former_name", "城东区旧雨书法工作室");
    finds(&shelf, "旧雨", "former_name", "城东区旧雨书法工作室");
    assert!(shelf.search("城东区旧雨书法工作室").exact.is_empty());
}

#[test]
fn a_name_with_an_address_behind_it_is_told_apart() {
    let shelf = some();
    let results = shelf.search("城东区晨星美术培训有限公司 北街7号");
    let (institution, rest) = results.name_and_rest.unwrap();
    assert_eq!(institution.names(today()), ["城东区晨星美术培训有限公司"]);
    assert_eq!(rest, "北街7号");
    assert!(shelf.search("同名培训中心 北街7号").name_and_rest.is_none());
}

#[test]
fn filters_narrow_hits_but_never_what_is_exact() {
    let shelf = some();
    let filters = Filters { region: Some(code("990201")), ..Filters::default() };
    let results = shelf.search_in("同名培训中心", filters);
    assert_eq!((results.exact.len(), results.hits.len(), results.total), (2, 0, 0));
    let filters = Filters { region: Some(code("990102")), ..Filters::default() };
    let results = shelf.search_in("同名培训中心", filters);
    assert_eq!((results.exact.len(), results.hits.len(), results.total), (2, 1, 1));
    let filters = Filters { roster: Some(RosterKind::Banned), ..Filters::default() };
    assert_eq!(shelf.search_in("晨星", filters).total, 0);
}

#[test]
fn pages_of_a_search_do_not_overlap() {
    let names = (0..45).map(|n| named(&format!("城东区晨星{n}艺术培训中心")));
    let shelf = shelf(names.collect());
    let typed = Typed::parse("晨星").unwrap();
    let reader = shelf.index.reader();
    let mut seen = Vec::new();
    for number in 1..=7 {
        let page = Page { number, size: 7 };
        let ask = Ask { typed: &typed, filters: Filters::default(), page, today: today() };
        let results = reader.search(&ask);
        assert_eq!(results.total, 45);
        seen.extend(results.hits.into_iter().map(|hit| hit.institution.id));
    }
    assert_eq!(seen.len(), 45);
    seen.sort_unstable();
    seen.dedup();
    assert_eq!(seen.len(), 45);
}

#[test]
fn a_name_of_which_only_a_ban_that_is_over_knew_is_not_found() {
    let mut ban = listing("城东区暗号培训中心");
    ban.roster.kind = RosterKind::Banned;
    ban.delisted_on = Some(day("2026-10-01"));
    let mut ban = version(ban);
    ban.line = 2;
    let both = institution(vec![version(listing("城东区明号培训中心")), ban]);
    let shelf = shelf(vec![both]);
    assert!(shelf.search("暗号").hits.is_empty());
    assert!(shelf.search("城东区暗号培训中心").hits.is_empty());
    assert_eq!(shelf.search("明号").hits.len(), 1);
}

fn verdict(shelf: &Shelf, typed: &str) -> Option<Verdict> {
    let typed = Typed::parse(typed).ok()?;
    let reader = shelf.index.reader();
    let results = reader.search(&Ask {
        typed: &typed,
        filters: Filters::default(),
        page: FIRST_PAGE,
        today: today(),
    });
    let context = Context {
        directory: reader.directory(),
        today: today(),
        stale_after_days: 400,
        region: None,
    };
    Some(answer(&typed, &results.found(), context).verdict)
}

#[test]
fn words_are_answered_as_a_careful_clerk_would() {
    let shelf = some();
    for (typed, said) in [
        ("示例市城东区晨星艺术培训中心", Verdict::Approved),
        ("91990101MA0000015C", Verdict::Approved),
        ("同名培训中心", Verdict::Candidates),
        ("晨星", Verdict::Candidates),
        ("城东晨星艺术培训中心", Verdict::NotListed),
        ("示例城东晨星艺术培训中心", Verdict::Candidates),
        ("南湾县晨星艺术培训中心", Verdict::NotListed),
        ("玛丽隔壁画室", Verdict::NotListed),
    ] {
        assert_eq!(verdict(&shelf, typed), Some(said), "{typed}");
    }
}

fn altered(institution: &Institution) -> impl Strategy<Value = String> + use<> {
    let name = institution.versions[0].listing.name.clone();
    let length = name.chars().count();
    (0..length, "[\\PC]{0,2}", 0..3_usize).prop_map(move |(at, with, gone)| {
        let mut chars: Vec<char> = name.chars().collect();
        chars.splice(at..(at + gone).min(chars.len()), with.chars());
        chars.into_iter().collect()
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn green_is_said_only_of_the_very_name(typed in altered(&named("示例市城东区晨星艺术培训中心"))) {
        thread_local!(static SHELF: Shelf = some());
        SHELF.with(|shelf| {
            let Ok(words) = Typed::parse(&typed) else { return };
            let results = shelf.search(&typed);
            for institution in &results.exact {
                assert!(words.identifies(institution, today()).is_some());
            }
            if verdict(shelf, &typed) == Some(Verdict::Approved) {
                let name = "示例市城东区晨星艺术培训中心";
                assert_eq!(words.normal(), crate::domain::text::normal(name));
            }
        });
    }

    #[test]
    fn nothing_typed_makes_it_panic(typed in "\\PC{0,40}|[a-z0-9 ]{1,60}|[晨星花前树下省市区县()（ \u{200b}a-zA-Z0-9*?:\"~^\\[\\]{}/-]{1,30}") {
        thread_local!(static SHELF: Shelf = some());
        SHELF.with(|shelf| {
            if let Ok(words) = Typed::parse(&typed) {
                let page = Page { number: 1, size: 100 };
                let ask = Ask { typed: &words, filters: Filters::default(), page, today: today() };
                let results = shelf.index.reader().search(&ask);
                assert!(results.hits.len() <= results.total);
                for hit in &results.hits {
                    let length = hit.institution.representative(today()).unwrap().listing.name.chars().count();
                    assert!(hit.spans.iter().all(|(from, to)| from < to && *to <= length));
                    assert!(hit.kind <= MatchKind::Address);
                }
            }
        });
    }
}

#[test]
fn pages_are_cut_from_one_order() {
    let mut all: Vec<Institution> =
        ('甲'..='龥').map(|c| named(&format!("城东区{c}晨星艺术培训中心"))).take(150).collect();
    for banned in [3, 70, 71, 140] {
        all[banned].versions[0].listing.roster.kind = RosterKind::Banned;
    }
    let shelf = shelf(all);
    let reader = shelf.index.reader();
    let typed = Typed::parse("晨星").unwrap();
    let page = |number, size| {
        let page = Page { number, size };
        let ask = Ask { typed: &typed, filters: Filters::default(), page, today: today() };
        let hits = reader.search(&ask).hits;
        hits.into_iter().map(|hit| hit.institution.versions[0].listing.clone()).collect::<Vec<_>>()
    };
    let whole = page(1, 200);
    assert_eq!(whole.len(), 150);
    assert!(whole[..4].iter().all(|listing| listing.roster.kind == RosterKind::Banned));
    for size in [1, 3, 7, 64] {
        let count = 150_usize.div_ceil(size);
        let pages: Vec<_> = (1..=count).flat_map(|number| page(number, size)).collect();
        assert!(pages == whole, "pages of {size}");
    }
}
