//! The real binary over real HTTP: lists go in, a parent's words come back as one honest verdict.

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::Duration;

use crate::support::databases::postgres;
use crate::support::listings::code as uscc;
use crate::support::process::{Place, Site, encode};

const HEAD: &str = "机构名称,统一社会信用代码,办学许可证号,名单类型,状态,机构类别,主管部门,行政区划代码,地址,许可证有效期止,列入原因\n";
const STAR: &str = "示例市晨星舞蹈培训有限公司";

/// Invented rows of one district, every fifth of them banned.
fn list(rows: u32) -> String {
    let mut csv = HEAD.to_owned();
    for serial in 0..rows {
        let code = uscc(serial);
        let (roster, status, reason) = if serial % 5 == 4 {
            ("黑名单", "责令关停", "无证办学")
        } else {
            ("白名单", "正常", "")
        };
        let name = name(serial);
        csv.push_str(&format!(
            "{name},{code},教民1110101700{serial:05}号,{roster},{status},文化艺术类,东城区文化和旅游局,110101,示例路{serial}号,长期,{reason}\n"
        ));
    }
    csv
}

fn name(serial: u32) -> String {
    const SYLLABLES: [&str; 10] = ["星", "河", "云", "帆", "禾", "木", "书", "画", "知", "远"];
    let digits: String =
        format!("{serial:04}").bytes().map(|d| SYLLABLES[usize::from(d - b'0')]).collect();
    format!("北京市东城区{digits}艺术培训有限公司")
}

#[test]
fn every_exact_name_and_code_gives_its_verdict_and_one_wrong_character_never_gives_approved() {
    let place = Place::new();
    let (code, report) = place.import(&place.write("list.csv", list(120)), &[]);
    assert_eq!(code, 0, "{report}");
    let site = place.serve();
    for serial in 0..120 {
        let expected = if serial % 5 == 4 { "banned" } else { "approved" };
        let (name, own) = (name(serial), uscc(serial).to_string());
        assert_eq!(site.verdict(&name), expected, "{name}");
        assert_eq!(site.verdict(&own), expected, "{own}");
        assert_eq!(site.verdict(&own.to_lowercase()), expected);
        let mut off: Vec<char> = name.chars().collect();
        off[7] = '错';
        let off: String = off.into_iter().collect();
        assert_ne!(site.verdict(&off), "approved", "{off}");
        let mut off = own.clone();
        off.replace_range(10..11, if &own[10..11] == "7" { "8" } else { "7" });
        assert_ne!(site.verdict(&off), "approved", "{off}");
    }
    let (status, page) = site.get(&format!("/search?q={}", encode(&name(4))));
    assert_eq!(status, 200);
    assert!(page.contains("不要报名"), "{page}");
}

#[test]
fn a_second_import_of_the_same_file_finds_nothing_changed_and_says_so() {
    let place = Place::new();
    let path = place.write("list.csv", list(30));
    assert_eq!(place.import(&path, &[]).0, 0);
    let again = place.run(&["import", path.to_str().unwrap()]);
    assert_eq!(again.code, 0);
    assert!(again.out.contains("没有变化"), "{}", again.out);
}

#[test]
fn exit_codes_tell_published_refused_and_usage_apart() {
    let place = Place::new();
    let good = place.write("good.csv", list(10));
    let shorter = place.write("shorter.csv", list(5));
    let nameless = place.write("nameless.csv", "地址,电话\n示例路1号,12345\n");
    assert_eq!(place.run(&["import", good.to_str().unwrap()]).code, 0);
    assert_eq!(place.run(&["import", nameless.to_str().unwrap()]).code, 1);
    let usage = place.run(&["import", "--mode", "sideways", good.to_str().unwrap()]);
    assert_eq!(usage.code, 2);
    assert!(usage.err.contains("sideways"), "{}", usage.err);
    let unclear = place.run(&["import", shorter.to_str().unwrap()]);
    assert_eq!(unclear.code, 1);
    assert!(unclear.out.contains("--mode full"), "{}", unclear.out);
    let full = place.run(&["import", "--mode", "full", shorter.to_str().unwrap()]);
    assert_eq!(full.code, 0, "{full:?}");
    assert_eq!(place.serve().verdict(&name(7)), "restricted", "what left the list is not silent");
}

#[test]
fn a_bureau_that_no_list_names_has_a_plain_name_until_one_does() {
    let place = Place::new();
    let nameless = format!("机构名称,统一社会信用代码\n{},{}\n", name(0), uscc(0));
    let path = place.write("nameless.csv", nameless);
    assert_eq!(place.import(&path, &["--regulator", "110101-culture"]).0, 0);
    let bureau = |site: &Site| {
        site.search(&name(0))["results"][0]["regulator"]["name"].as_str().map(str::to_owned)
    };
    assert_eq!(bureau(&place.serve()).as_deref(), Some("东城区文化旅游部门"));
    assert_eq!(place.import(&place.write("list.csv", list(3)), &["--mode", "batch"]).0, 0);
    assert_eq!(bureau(&place.serve()).as_deref(), Some("东城区文化和旅游局"));
}

#[test]
fn a_dry_run_tells_what_would_happen_and_does_nothing() {
    let place = Place::new();
    let (code, report) = place.import(&place.write("list.csv", list(10)), &["--dry-run"]);
    assert_eq!(code, 0);
    assert_eq!(report["files"][0]["outcome"]["added"], 10);
    assert_eq!(place.serve().verdict(&name(0)), "not_listed");
}

#[test]
fn an_amendment_is_seen_soon_and_no_reader_notices() {
    let place = Place::new();
    place.import(&place.write("list.csv", list(200)), &[]);
    let site = place.serve();
    let amendment = place.write(
        "amendment.csv",
        format!(
            "{HEAD}{},{},,黑名单,责令关停,文化艺术类,东城区文化和旅游局,110101,,,无证办学\n",
            name(0),
            uscc(0)
        ),
    );
    let (done, asked) = (AtomicBool::new(false), AtomicU64::new(0));
    std::thread::scope(|scope| {
        scope.spawn(|| {
            while !done.load(Ordering::Relaxed) {
                let verdict = site.verdict(&name(1));
                assert_eq!(verdict, "approved", "a reader noticed");
                asked.fetch_add(1, Ordering::Relaxed);
            }
        });
        assert_eq!(place.import(&amendment, &["--mode", "batch"]).0, 0);
        let seen = (0..100).any(|_| {
            std::thread::sleep(Duration::from_millis(50));
            site.verdict(&name(0)) == "banned"
        });
        done.store(true, Ordering::Relaxed);
        assert!(seen, "the amendment is not seen");
    });
    assert!(asked.load(Ordering::Relaxed) > 0);
}

#[test]
fn a_missing_or_damaged_index_is_rebuilt() {
    let place = Place::new();
    place.import(&place.write("list.csv", list(20)), &[]);
    std::fs::remove_dir_all(place.path("index")).unwrap();
    assert_eq!(place.serve().verdict(&name(0)), "approved");
    for entry in std::fs::read_dir(place.path("index")).unwrap().flatten() {
        if entry.file_name() != "keeper.lock" {
            let content = std::fs::read(entry.path()).unwrap();
            std::fs::write(entry.path(), &content[..content.len() / 2]).unwrap();
        }
    }
    assert_eq!(place.serve().verdict(&name(0)), "approved");
    assert_eq!(place.run(&["verify"]).code, 0);
}

#[test]
fn an_empty_store_never_empties_the_site() {
    let place = Place::new();
    place.import(&place.write("list.csv", list(20)), &[]);
    std::fs::remove_dir_all(place.path("store")).unwrap();
    assert_eq!(place.serve().verdict(&name(4)), "banned", "the index still knows");
}

#[test]
fn reading_goes_on_while_postgresql_is_away() {
    let database = postgres();
    let place = Place::on(&database.url);
    assert_eq!(place.import(&place.write("list.csv", list(20)), &[]).0, 0);
    let site = place.serve();
    assert_eq!(site.verdict(&name(0)), "approved");
    drop(database);
    assert_eq!(site.verdict(&name(0)), "approved", "with the database gone under it");
    drop(site);
    assert_eq!(place.serve().verdict(&name(4)), "banned", "started without its database");
}

#[test]
fn killed_at_any_moment_the_store_is_wholly_before_or_wholly_after() {
    let place = Place::new();
    place.import(&place.write("first.csv", list(50)), &[]);
    let second = place.write("second.csv", list(2_000));
    for round in 0..8_u64 {
        let mut child = place.mingce().args(["import", second.to_str().unwrap()]).spawn().unwrap();
        std::thread::sleep(Duration::from_millis(20 + round * 130));
        let _ = child.kill();
        child.wait().unwrap();
        let verified = place.run(&["verify"]);
        assert_eq!(verified.code, 0, "round {round}: {}", verified.out);
        let site = place.serve();
        let last = site.verdict(&name(1_998));
        assert!(matches!(last.as_str(), "approved" | "not_listed"), "{last}");
        assert_eq!(site.verdict(&name(0)), "approved");
        drop(site);
        let verified = place.run(&["verify"]);
        assert_eq!(verified.code, 0, "round {round}: {}", verified.out);
        assert!(!verified.out.contains("停在"), "serving has brought the index along");
    }
    let (code, report) = place.import(&second, &[]);
    assert_eq!(code, 0, "{report}");
    assert_eq!(place.serve().verdict(&name(1_998)), "approved");
}

#[test]
fn what_is_exported_opens_in_a_spreadsheet_and_can_be_imported_again() {
    let place = Place::new();
    place.import(&place.write("list.csv", list(20)), &[]);
    let out = place.path("export.csv");
    assert_eq!(place.run(&["export", "--out", out.to_str().unwrap()]).code, 0);
    let csv = std::fs::read_to_string(&out).unwrap();
    assert!(csv.starts_with('\u{feff}'), "without a mark Excel garbles it");
    assert_eq!(csv.lines().count(), 21);
    let (code, report) = place.import(&out, &["--dry-run"]);
    assert_eq!((code, &report["files"][0]["rejected"]), (0, &0.into()), "{report}");
    let book = place.path("export.xlsx");
    let as_book = ["export", "--format", "xlsx", "--out", book.to_str().unwrap()];
    assert_eq!(place.run(&as_book).code, 0);
    let (code, report) = place.import(&book, &["--dry-run"]);
    let read = &report["files"][0];
    assert_eq!(
        (code, &read["rejected"], &read["accepted"]),
        (0, &0.into(), &20.into()),
        "{report}"
    );
}

#[test]
fn the_demo_says_on_every_page_that_it_is_invented() {
    let site = Site::demo();
    for path in [
        "/",
        "/search?q=%E7%A4%BA%E4%BE%8B",
        "/regions",
        "/releases",
        "/releases/1",
        "/guide",
        "/about",
        "/report",
        "/nowhere",
    ] {
        let (_, page) = site.get(path);
        assert!(page.contains("演示数据"), "{path}");
    }
    assert_eq!(site.verdict(STAR), "not_listed");
}
