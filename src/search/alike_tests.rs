//! Who is taken for whom.

use super::testing::*;
use crate::domain::institution::{Ending, Institution};
use crate::domain::listing::RosterKind;

fn banned(name: &str, region: &str) -> Institution {
    let mut one = in_region(named(name), region);
    one.versions[0].listing.roster.kind = RosterKind::Banned;
    one
}

fn approved(name: &str, region: &str) -> Institution {
    in_region(named(name), region)
}

impl Shelf {
    fn alike(&self, one: &Institution) -> Vec<String> {
        let found = self.index.reader().lookalikes(one, today(), 3);
        found.into_iter().map(|other| other.versions[0].listing.name.clone()).collect()
    }
}

fn some() -> (Vec<Institution>, Shelf) {
    let all = vec![
        approved("城东区启明泉英语培训中心", "990101"),
        banned("城西区启明全数学培训中心", "990102"),
        banned("南湾县启明泉书法培训中心", "990201"),
        banned("临海市启泉明英语培训中心", "990201"),
        banned("城东区启明海英语培训中心", "990101"),
        banned("城西区启明泉美术培训中心", "990102"),
        approved("城东区无关英语培训中心", "990101"),
    ];
    (all.clone(), shelf(all))
}

#[test]
fn the_banned_ones_that_are_read_for_it_are_named_the_same_name_first() {
    let (all, shelf) = some();
    assert_eq!(
        shelf.alike(&all[0]),
        ["城西区启明泉美术培训中心", "城西区启明全数学培训中心", "临海市启泉明英语培训中心"]
    );
    // The same trade name in another city, and one that neither sounds nor looks alike, are not.
    let found = shelf.index.reader().lookalikes(&all[0], today(), 9);
    assert_eq!(found.len(), 3);
    assert!(shelf.alike(&all[6]).is_empty());
}

#[test]
fn a_banned_one_is_told_apart_from_the_approved() {
    let (all, shelf) = some();
    assert_eq!(shelf.alike(&all[1]), ["城东区启明泉英语培训中心"]);
    assert!(shelf.alike(&all[4]).is_empty());
}

#[test]
fn who_is_perhaps_meant_by_a_ban_is_not_called_another() {
    let mut meant = approved("城东区启明泉英语培训中心", "990101");
    let ban = banned("城东区启明泉英语培训中心", "990101");
    meant.may_be_meant.push(ban.versions[0].clone());
    let shelf = shelf(vec![meant, ban.clone()]);
    assert!(shelf.alike(&ban).is_empty());
}

#[test]
fn short_names_are_alike_by_sound_and_order_alone() {
    let good = approved("城东区晨星美术培训中心", "990101");
    let shelf = shelf(vec![
        good.clone(),
        banned("城西区辰星美术培训中心", "990102"),
        banned("城西区星晨美术培训中心", "990102"),
        banned("城西区晨里美术培训中心", "990102"),
        banned("城西区晨星宇美术培训中心", "990102"),
    ]);
    assert_eq!(shelf.alike(&good), ["城西区辰星美术培训中心", "城西区星晨美术培训中心"]);
}

#[test]
fn what_is_over_or_restricted_is_nobodys_double() {
    let good = approved("城东区启明泉英语培训中心", "990101");
    let mut over = banned("城西区启明泉美术培训中心", "990102");
    over.versions[0].until = until(2, "2026-02-01", Ending::Departed);
    let mut later = banned("城西区启明泉数学培训中心", "990102");
    later.versions[0].from_on = day("2026-12-01");
    let ban = banned("城东区启明泉书法培训中心", "990101");
    let mut expired = approved("城东区启明泉围棋培训中心", "990101");
    expired.versions[0].listing.valid_until =
        crate::domain::listing::Validity::Until(day("2026-01-01"));
    let shelf = shelf(vec![good.clone(), over, later, ban.clone(), expired]);
    assert_eq!(shelf.alike(&good), ["城东区启明泉书法培训中心"]);
    assert_eq!(shelf.alike(&ban), ["城东区启明泉英语培训中心"]);
}

#[test]
fn no_more_are_named_than_asked_for() {
    let all: Vec<Institution> = (0..300)
        .map(|i| banned(&format!("城东区启明泉{}培训中心", ["英语", "美术"][i % 2]), "990101"))
        .enumerate()
        .map(|(i, mut one)| {
            one.versions[0].listing.name.push_str(&format!("第{i}分校"));
            one.id = named(&one.versions[0].listing.name).id;
            one
        })
        .collect();
    let good = approved("城东区启明泉英语培训中心", "990101");
    assert_eq!(shelf(all).alike(&good).len(), 3);
}
