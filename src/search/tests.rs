//! What the index promises to those who read from it, searching aside.

use std::fs;
use std::ops::ControlFlow;

use super::testing::*;
use super::{Filters, Index, Page, SearchError, Volume};
use crate::domain::institution::{Ending, InstitutionId};
use crate::domain::listing::{FreeText, RosterKind, Validity};
use crate::domain::release::ReleaseId;
use crate::domain::status::Status;
use crate::domain::uscc::Uscc;

fn region(text: &str) -> Filters {
    Filters { region: Some(code(text)), ..Filters::default() }
}

#[test]
fn an_institution_reads_back_as_it_was_put() {
    let mut full = listing("城东区(晨星)艺术培训中心");
    full.brand = Some("晨星舞社".into());
    full.uscc = Uscc::parse("91990101MA0000015C").ok();
    full.permit = crate::domain::permit::PermitNo::parse("教民144030570000005号");
    full.content = Some("舞蹈".into());
    full.nature = Some(crate::domain::listing::Nature::NonProfit);
    full.site.address = "城东区一路2号".into();
    full.site.town = "一街道".into();
    full.valid_from = Some(day("1999-12-31"));
    full.valid_until = Validity::Unclear("见证".into());
    full.listed_on = Some(day("2026-02-28"));
    full.delisted_on = Some(day("9999-12-31"));
    full.reason = Some(FreeText::HeldBack);
    full.remark = Some(FreeText::Public("无".into()));
    full.notice_no = Some("1号".into());
    full.phone = Some("12345".into());
    full.account = Some("某银行".into());
    let mut earlier = version(listing("城东区晨星培训中心"));
    earlier.until = until(2, "2026-03-01", Ending::Amended);
    let mut whole = institution(vec![version(full), earlier]);
    whole.aliases.push(InstitutionId::of_name(None, "晨星"));
    whole.may_be_meant.push(version(listing("晨星")));
    let shelf = shelf(vec![whole.clone()]);
    let reader = shelf.index.reader();
    assert_eq!(reader.institution(whole.id, today()), Some(whole.clone()));
    assert_eq!(reader.institution(whole.aliases[0], today()), Some(whole.clone()));
    assert_eq!(reader.by_permit("144030570000005", today()), [whole]);
    assert_eq!(reader.directory().release(ReleaseId::new(1)), Some(&release(1)));
    assert_eq!(reader.directory().regulators().collect::<Vec<_>>(), [&regulator()]);
    assert_eq!(reader.len(), 1);
}

#[test]
fn the_order_of_codes_is_part_of_the_format() {
    use crate::domain::category::Category;
    use crate::domain::regulator::RegulatorKind;
    let kinds: Vec<_> = RosterKind::ALL.iter().map(|kind| kind.code()).collect();
    assert_eq!(kinds.join(" "), "approved watch banned");
    let categories: Vec<_> = Category::ALL.iter().map(|category| category.code()).collect();
    assert_eq!(
        categories.join(" "),
        "academic arts sports science vocational childcare other unstated"
    );
    let regulators: Vec<_> = RegulatorKind::ALL.iter().map(|kind| kind.code()).collect();
    assert_eq!(regulators.join(" "), "edu culture sport science hrss market civil other");
    let statuses: Vec<_> = Status::ALL.iter().map(|status| status.code()).collect();
    assert_eq!(
        statuses.join(" "),
        "normal barely_passed watched incomplete rectifying failed_inspection dormant \
         under_investigation expired deregistering deregistered ordered_closed revoked unlicensed \
         lifted unknown unstated"
    );
}

#[test]
fn a_number_put_again_replaces_and_a_removed_one_is_gone() {
    let shelf = shelf(vec![named("城东区甲艺术培训中心"), named("城东区乙艺术培训中心")]);
    let mut writer = shelf.index.writer(Volume::Release).unwrap();
    writer.put_institution(1, named("城东区丙艺术培训中心")).unwrap();
    writer.remove_institution(2);
    writer.commit(ReleaseId::new(2)).unwrap();
    let before = shelf.index.reader();
    let after = shelf.index.reload().unwrap();
    assert_eq!((before.len(), before.release()), (2, ReleaseId::new(1)));
    assert_eq!((after.len(), after.release()), (1, ReleaseId::new(2)));
    assert_eq!(after.count(&Filters::default(), today()), 1);
    assert_eq!(before.browse(&Filters::default(), FIRST_PAGE, today()).total, 2);
    let id = named("城东区乙艺术培训中心").id;
    assert!(before.institution(id, today()).is_some());
    assert!(after.institution(id, today()).is_none());
}

#[test]
fn another_handle_sees_a_commit_after_it_reads_anew() {
    let shelf = shelf(vec![named("城东区甲艺术培训中心")]);
    let other = Index::open(shelf.dir.path(), regions()).unwrap();
    assert!(matches!(
        {
            let _writer = shelf.index.writer(Volume::Release).unwrap();
            other.writer(Volume::Release).map(|_| ())
        },
        Err(SearchError::Locked)
    ));
    for number in 2..30 {
        let mut writer = shelf.index.writer(Volume::Release).unwrap();
        writer.put_institution(number, named(&format!("城东区第{number}艺术培训中心"))).unwrap();
        writer.put_release(release(number.cast_unsigned())).unwrap();
        writer.commit(ReleaseId::new(number.cast_unsigned())).unwrap();
        if number % 10 == 0 {
            writer.merge_all().unwrap();
        }
        let reader = other.reload().unwrap();
        assert_eq!(reader.release(), ReleaseId::new(number.cast_unsigned()));
        assert_eq!(reader.len(), usize::try_from(number).unwrap());
        assert_eq!(reader.directory().newest(), reader.release());
    }
}

#[test]
fn what_is_not_committed_is_not_there() {
    let shelf = shelf(vec![named("城东区甲艺术培训中心")]);
    let mut writer = shelf.index.writer(Volume::Release).unwrap();
    writer.put_institution(2, named("城东区乙艺术培训中心")).unwrap();
    writer.roll_back().unwrap();
    writer.commit(ReleaseId::new(2)).unwrap();
    assert_eq!(shelf.index.reload().unwrap().len(), 1);
}

#[test]
fn a_browse_narrows_and_orders_by_sound() {
    let mut banned = in_region(named("城西区阿甲艺术培训中心"), "990102");
    banned.versions[0].listing.roster.kind = RosterKind::Banned;
    let shelf = shelf(vec![
        named("城东区晨星艺术培训中心"),
        named("城东区晨光艺术培训中心"),
        in_region(named("老城区白鹭艺术培训中心"), "990103"),
        banned,
        in_region(named("南湾县阿乙艺术培训中心"), "990201"),
    ]);
    let reader = shelf.index.reader();
    let names = |filters| -> Vec<String> {
        let browsed = reader.browse(&filters, FIRST_PAGE, today());
        assert_eq!(browsed.total, browsed.institutions.len());
        assert_eq!(browsed.total, reader.count(&filters, today()));
        browsed.institutions.iter().map(|i| i.names(today())[0].to_owned()).collect()
    };
    assert_eq!(
        names(region("990101")),
        ["老城区白鹭艺术培训中心", "城东区晨光艺术培训中心", "城东区晨星艺术培训中心"]
    );
    // The abolished code leads to the one that took it over.
    assert_eq!(names(region("990103")), names(region("990101")));
    assert_eq!(names(region("990000")).len(), 5);
    let only_banned = Filters { roster: Some(RosterKind::Banned), ..region("990100") };
    assert_eq!(names(only_banned), ["城西区阿甲艺术培训中心"]);
    assert_eq!(
        reader.counts_by_region(
            &[code("990000"), code("990101"), code("990102"), code("990201"), code("110000")],
            None,
            today()
        ),
        [5, 3, 1, 1, 0]
    );
    let banned_in = |code| reader.counts_by_region(&[code], Some(RosterKind::Banned), today());
    assert_eq!(banned_in(code("990101")), [0]);
    assert_eq!(banned_in(code("990102")), [1]);
}

#[test]
fn pages_do_not_overlap_and_leave_nothing_out() {
    let names: Vec<String> = (0..37).map(|n| format!("城东区同音{n}号培训中心")).collect();
    let shelf = shelf(names.iter().map(|name| named(name)).collect());
    let reader = shelf.index.reader();
    let mut seen = Vec::new();
    for number in 1..=6 {
        let page = reader.browse(&region("990101"), Page { number, size: 7 }, today());
        assert_eq!(page.total, 37);
        seen.extend(page.institutions.into_iter().map(|institution| institution.id));
    }
    assert_eq!(seen.len(), 37);
    let whole = reader.browse(&region("990101"), Page { number: 1, size: 100 }, today());
    let whole: Vec<_> = whole.institutions.into_iter().map(|institution| institution.id).collect();
    assert_eq!(seen, whole);
    let beyond = Page { number: usize::MAX, size: 100 };
    assert!(reader.browse(&region("990101"), beyond, today()).institutions.is_empty());
}

#[test]
fn a_release_tells_whom_it_touched() {
    let mut changed = version(listing("城东区旧名艺术培训中心"));
    changed.until = until(2, "2026-03-01", Ending::Amended);
    let mut present = version(listing("城东区新名艺术培训中心"));
    present.from_release = ReleaseId::new(2);
    let shelf = shelf(vec![institution(vec![changed, present]), named("城东区丁艺术培训中心")]);
    let reader = shelf.index.reader();
    assert_eq!(reader.touched(ReleaseId::new(1), FIRST_PAGE, today()).total, 2);
    assert_eq!(reader.touched(ReleaseId::new(2), FIRST_PAGE, today()).total, 1);
    assert_eq!(reader.touched(ReleaseId::new(3), FIRST_PAGE, today()).total, 0);
}

#[test]
fn a_ban_that_is_over_leaves_every_view_but_not_its_link() {
    let mut over = listing("城东区戊艺术培训中心");
    over.roster.kind = RosterKind::Banned;
    over.delisted_on = Some(day("2026-11-23"));
    let over = institution(vec![version(over)]);
    let shelf = shelf(vec![over.clone(), named("城东区己艺术培训中心")]);
    let reader = shelf.index.reader();
    let yesterday = day("2026-11-22");
    assert_eq!(reader.count(&Filters::default(), yesterday), 2);
    assert_eq!(reader.browse(&region("990101"), FIRST_PAGE, yesterday).institutions.len(), 2);
    assert_eq!(reader.count(&Filters::default(), today()), 1);
    assert_eq!(reader.browse(&region("990101"), FIRST_PAGE, today()).total, 1);
    assert_eq!(reader.touched(ReleaseId::new(1), FIRST_PAGE, today()).total, 1);
    assert_eq!(reader.counts_by_region(&[code("990101")], None, today()), [1]);
    let page = reader.institution(over.id, today()).unwrap();
    assert!(page.versions.is_empty());
    let mut exported = 0;
    reader
        .for_each_institution(today(), |_| {
            exported += 1;
            ControlFlow::Continue(())
        })
        .unwrap();
    assert_eq!(exported, 1);
    assert!(shelf.search("城东区戊艺术培训中心").exact.is_empty());
    assert!(shelf.kinds("戊艺术").iter().all(|(_, name)| !name.contains('戊')));
}

#[test]
fn a_directory_without_an_index_is_told_from_a_broken_one() {
    let dir = tempfile::tempdir().unwrap();
    let open = || Index::open(dir.path(), regions()).map(|_| ());
    assert!(matches!(open(), Err(SearchError::Missing(_))));
    let nowhere = dir.path().join("nowhere");
    assert!(matches!(Index::open(&nowhere, regions()), Err(SearchError::Missing(_))));
    for garbage in ["", "{", "null", "{\"segments\":[]}", "\u{0}\u{1}"] {
        fs::write(dir.path().join("meta.json"), garbage).unwrap();
        assert!(matches!(open(), Err(SearchError::Damaged(_))), "{garbage}");
    }
    fs::write(dir.path().join("README.md"), "stays").unwrap();
    Index::create(dir.path(), regions()).unwrap();
    assert!(open().is_ok());
    assert_eq!(fs::read_to_string(dir.path().join("README.md")).unwrap(), "stays");
    let meta = fs::read_to_string(dir.path().join("meta.json")).unwrap();
    fs::write(dir.path().join("meta.json"), meta.replace("mingce format 5", "mingce format 77"))
        .unwrap();
    assert!(matches!(open(), Err(SearchError::OtherVersion { found: 77 })));
}

#[test]
fn every_file_that_is_cut_or_altered_is_noticed() {
    let shelf = shelf((0..50).map(|n| named(&format!("城东区第{n}艺术培训中心"))).collect());
    let whole = tempfile::tempdir().unwrap();
    for entry in fs::read_dir(shelf.dir.path()).unwrap() {
        let path = entry.unwrap().path();
        fs::copy(&path, whole.path().join(path.file_name().unwrap())).unwrap();
    }
    assert!(Index::open(whole.path(), regions()).is_ok());
    let mut tried = 0;
    for entry in fs::read_dir(whole.path()).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if name.starts_with('.') {
            continue;
        }
        let bytes = fs::read(&path).unwrap();
        let mut altered = bytes.clone();
        altered[bytes.len() / 2] ^= 0x55;
        for broken in [&bytes[..bytes.len() / 2], &bytes[..0], &altered] {
            fs::write(&path, broken).unwrap();
            let opened = Index::open(whole.path(), regions()).map(|_| ());
            assert!(opened.is_err(), "{name} of {} bytes", broken.len());
            tried += 1;
        }
        fs::write(&path, &bytes).unwrap();
    }
    assert!(tried > 15);
    assert!(Index::open(whole.path(), regions()).is_ok());
}

#[test]
fn large_segments_become_one_while_releases_go_on_being_written() {
    let dir = tempfile::tempdir().unwrap();
    let index = Index::create(dir.path(), regions()).unwrap();
    let mut writer = index.writer(Volume::Release).unwrap();
    for release in 1..=3_u64 {
        for no in 0..4 {
            let no = i64::try_from(release).unwrap() * 10 + no;
            writer.put_institution(no, named(&format!("城东区晨星{no}艺术培训中心"))).unwrap();
        }
        writer.commit(ReleaseId::new(release)).unwrap();
    }
    index.reload().unwrap();
    assert!(index.has_large_segments(4) && !index.has_large_segments(5));
    let merging = writer.begin_merge(4).unwrap().unwrap();
    writer.put_institution(10, named("城东区改名艺术培训中心")).unwrap();
    writer.commit(ReleaseId::new(4)).unwrap();
    merging.wait().unwrap();
    writer.wait_for_merges().unwrap();
    let reader = index.reload().unwrap();
    assert_eq!((reader.release(), reader.len()), (ReleaseId::new(4), 12));
    assert!(!index.has_large_segments(4));
    let all = reader.browse(&Filters::default(), Page { number: 1, size: 100 }, today());
    let names: Vec<String> = all.institutions.iter().map(|i| i.names(today()).concat()).collect();
    assert_eq!(names.iter().filter(|name| name.contains("改名")).count(), 1);
    assert!(!names.contains(&"城东区晨星10艺术培训中心".to_owned()));
}
