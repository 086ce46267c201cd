//! What facets count, and the order of rows.

use super::testing::*;
use super::{Ask, Counted, Facets, Filters, Page, Results, Sort, Wanted};
use crate::domain::answer::Typed;
use crate::domain::category::Category;
use crate::domain::institution::{Ending, Institution};
use crate::domain::listing::RosterKind;
use crate::domain::release::ReleaseId;
use crate::domain::status::Status;

fn of(name: &str, region: &str, kind: RosterKind, category: Category) -> Institution {
    let mut listing = listing(name);
    listing.roster.kind = kind;
    listing.category = category;
    listing.region = Some(code(region));
    institution(vec![version(listing)])
}

fn some() -> Shelf {
    let (white, black) = (RosterKind::Approved, RosterKind::Banned);
    let mut both = of("城东区晨星丁培训中心", "990101", white, Category::Arts);
    let mut other = version(listing("城东区晨星丁培训中心"));
    other.line = 2;
    other.listing.roster.kind = black;
    other.listing.region = Some(code("990201"));
    other.listing.category = Category::Sports;
    other.listing.status = Status::Unlicensed;
    both.versions.push(other);
    let mut left = of("城西区晨星戊培训中心", "990102", white, Category::Science);
    left.versions[0].until = until(2, "2026-02-01", Ending::Departed);
    shelf(vec![
        of("城东区晨星甲培训中心", "990101", white, Category::Arts),
        of("城西区晨星乙培训中心", "990102", white, Category::Sports),
        of("老城区晨星丙培训中心", "990103", black, Category::Unstated),
        both,
        left,
    ])
}

impl Shelf {
    fn ask(&self, typed: &str, filters: Filters, page: Page, sort: Sort) -> Results {
        let typed = Typed::parse(typed).unwrap();
        let ask = Ask { typed: &typed, filters, page, today: today() };
        self.index.reader().search_for(&ask, Wanted { sort, facets: true })
    }

    fn facets(&self, filters: Filters) -> (usize, Facets) {
        let results = self.ask("晨星", filters, FIRST_PAGE, Sort::Best);
        (results.total, results.facets.unwrap())
    }
}

fn counts<T: Copy>(facet: &[Counted<T>], code: impl Fn(T) -> String) -> String {
    let one = |Counted { value, count, .. }: &Counted<T>| format!("{}:{count}", code(*value));
    facet.iter().map(one).collect::<Vec<_>>().join(" ")
}

fn told(facets: &Facets) -> [String; 4] {
    [
        counts(&facets.regions, |code| code.to_string()),
        counts(&facets.rosters, |kind| kind.code().into()),
        counts(&facets.categories, |category| category.code().into()),
        counts(&facets.statuses, |status| status.code().into()),
    ]
}

#[test]
fn each_value_is_counted_once_an_institution() {
    let (total, facets) = some().facets(Filters::default());
    assert_eq!(total, 5);
    // All are in one province: its cities are offered.
    assert_eq!(
        told(&facets),
        [
            "990100:5 990200:1",
            "approved:3 banned:2",
            "arts:2 sports:2 unstated:1",
            "normal:4 unlicensed:1"
        ]
    );
    assert!(facets.rosters.iter().all(|one| !one.is_least));
}

#[test]
fn a_chosen_filter_narrows_the_others_and_not_itself() {
    let shelf = some();
    let city = Filters { region: Some(code("990100")), ..Filters::default() };
    assert_eq!(
        told(&shelf.facets(city).1),
        [
            "990101:3 990102:2",
            // The ban of one of them is of another city.
            "approved:3 banned:1",
            "arts:2 sports:2 unstated:1",
            "normal:4 unlicensed:1"
        ]
    );
    let banned = Filters { roster: Some(RosterKind::Banned), ..Filters::default() };
    let (total, facets) = shelf.facets(banned);
    assert_eq!(total, 2);
    assert_eq!(told(&facets)[..2], ["990100:1 990200:1", "approved:3 banned:2"]);
    let county = Filters { region: Some(code("990101")), ..banned };
    assert_eq!(told(&shelf.facets(county).1)[..2], ["", "approved:2 banned:1"]);
}

#[test]
fn a_count_is_what_a_search_with_that_value_finds() {
    let shelf = some();
    let base = Filters { region: Some(code("990100")), ..Filters::default() };
    let (_, facets) = shelf.facets(base);
    let total = |filters| shelf.facets(filters).0;
    for Counted { value, count, .. } in facets.regions {
        assert_eq!(total(Filters { region: Some(value), ..base }), count, "{value}");
    }
    for Counted { value, count, .. } in facets.rosters {
        assert_eq!(total(Filters { roster: Some(value), ..base }), count, "{value:?}");
    }
    for Counted { value, count, .. } in facets.categories {
        assert_eq!(total(Filters { category: Some(value), ..base }), count, "{value:?}");
    }
    for Counted { value, count, .. } in facets.statuses {
        assert_eq!(total(Filters { status: Some(value), ..base }), count, "{value:?}");
    }
}

#[test]
fn rows_are_ordered_as_wanted() {
    let mut many: Vec<Institution> =
        [("乙", "990201", 3), ("甲", "990102", 1), ("丙", "990101", 2)]
            .into_iter()
            .map(|(name, region, release)| {
                let mut one = in_region(named(&format!("晨星{name}培训中心")), region);
                one.versions[0].from_release = ReleaseId::new(release);
                one
            })
            .collect();
    let mut nowhere = named("晨星丁培训中心");
    nowhere.versions[0].listing.region = None;
    many.push(nowhere);
    let shelf = shelf(many);
    let names = |sort| -> String {
        let results = shelf.ask("晨星", Filters::default(), FIRST_PAGE, sort);
        let third = |name: &str| name.chars().nth(2).unwrap();
        results.hits.iter().map(|hit| third(&hit.institution.versions[0].listing.name)).collect()
    };
    // bing, ding, jia, yi
    assert_eq!(names(Sort::Name), "丙丁甲乙");
    assert_eq!(names(Sort::Region), "丙甲乙丁");
    assert_eq!(names(Sort::Newest), "乙丙丁甲");
}

#[test]
fn pages_of_any_order_hold_each_row_once() {
    let names = (0..25).map(|i| named(&format!("城东区晨星{i}号培训中心")));
    let shelf = shelf(names.collect());
    for sort in Sort::ALL {
        let page = |number| {
            let page = Page { number, size: 10 };
            let results = shelf.ask("晨星", Filters::default(), page, sort);
            results.hits.into_iter().map(|hit| hit.institution.id).collect::<Vec<_>>()
        };
        let mut all: Vec<String> = (1..=3).flat_map(page).map(|id| id.to_string()).collect();
        assert_eq!(page(2), page(2));
        all.sort_unstable();
        all.dedup();
        assert_eq!(all.len(), 25, "{sort:?}");
        assert!(page(4).is_empty());
    }
}

#[test]
fn more_than_are_counted_is_said_and_hides_no_value() {
    let mut all: Vec<Institution> =
        (0..1_050).map(|i| named(&format!("城东区晨星{i}号艺术培训中心"))).collect();
    // Put last, so that it is not among those counted.
    all.push(of("南湾县晨星体育培训中心", "990201", RosterKind::Approved, Category::Sports));
    all.push(of("示例省无关培训中心", "990102", RosterKind::Watch, Category::Science));
    let (total, facets) = shelf(all).facets(Filters::default());
    assert_eq!(total, super::COUNTED_MOST);
    assert!(facets.regions.iter().all(|one| one.is_least));
    assert!(facets.categories.iter().all(|one| one.is_least));
    let sports = facets.categories.iter().find(|one| one.value == Category::Sports);
    assert!(sports.is_some());
    assert!(facets.categories.iter().all(|one| one.value != Category::Childcare));
}
