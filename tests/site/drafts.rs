//! Drafts on a real server: killed between any two steps, and ten bureaus at once.

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::Duration;

use mingce::domain::account::Role;

use crate::support::databases::postgres;
use crate::support::listings::code as uscc;
use crate::support::office::{Person, between, number_in, person};
use crate::support::process::{Place, Site};

const HEAD: &str =
    "机构名称,统一社会信用代码,名单类型,状态,机构类别,地址,许可证有效期止,列入原因,列入日期";
const EAST: &str = "990101-edu";

/// Digits as characters, so that no two names are one character apart.
fn name(serial: u32) -> String {
    const SYLLABLES: [&str; 10] = ["星", "河", "云", "帆", "禾", "木", "书", "画", "知", "远"];
    let digits = format!("{serial:04}");
    let part = |digits: String| -> String {
        digits.bytes().map(|digit| SYLLABLES[usize::from(digit - b'0')]).collect()
    };
    let back = part(digits.chars().rev().collect());
    format!("示例东区{}学堂{back}培训中心", part(digits))
}

fn row(serial: u32) -> String {
    let (name, code) = (name(serial), uscc(serial));
    format!("{name},{code},白名单,正常,学科类,示例路{serial}号二楼,2099-06-30,,\n")
}

fn list(serials: impl IntoIterator<Item = u32>) -> String {
    format!("{HEAD}\n{}", serials.into_iter().map(row).collect::<String>())
}

/// A clerk and an approver of one bureau.
#[derive(Clone)]
struct Bureau {
    clerk: Person,
    approver: Person,
}

impl Bureau {
    async fn open(place: &Place, code: &str) -> Self {
        place.add_regulator(code, &format!("示例{code}教育局"));
        let store = place.store().await;
        let short = code.replace("-edu", "");
        let clerk = person(&store, &format!("clerk{short}"), Role::Submitter, code).await;
        let approver = person(&store, &format!("approver{short}"), Role::Approver, code).await;
        store.close().await;
        Self { clerk, approver }
    }

    /// All the pages of a draft, as they say it now.
    fn pages(&self, site: &Site, no: i64) -> Vec<String> {
        let pages = ["", "/check", "/columns", "/terms", "/preview"];
        // What the page before brought about is said once.
        self.clerk.get(site, "/console");
        pages
            .iter()
            .map(|page| {
                let shown = self.clerk.get(site, &format!("/console/drafts/{no}{page}"));
                assert_eq!(shown.status, 200, "{}", shown.body);
                shown.body
            })
            .collect()
    }

    fn publish(&self, site: &Site, (name, file): (&str, &str), mode: &str) {
        let no = self.clerk.upload(site, name, file);
        self.make_ready(site, no, mode);
        let approved = self.approver.step(site, no, "/approve", &[]);
        assert_eq!(approved.status, 303, "{}", approved.body);
    }

    fn make_ready(&self, site: &Site, no: i64, mode: &str) {
        self.clerk.acknowledge_all(site, no, "check");
        let terms = [("mode", mode), ("as_of_on", "2026-11-20"), ("title", "示例名单")];
        assert_eq!(self.clerk.step(site, no, "/terms", &terms).status, 303);
        self.clerk.acknowledge_all(site, no, "preview");
        let submitted = self.clerk.step(site, no, "/submit", &[]);
        assert_eq!(submitted.status, 303, "{}", submitted.body);
        let page = self.clerk.get(site, &format!("/console/drafts/{no}")).body;
        assert!(page.contains(">待审核</span>"), "{page}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn killed_between_any_two_steps_nothing_is_lost_and_the_release_exists_once() {
    let place = Place::in_regions([990_101]);
    let bureau = Bureau::open(&place, EAST).await;
    tokio::task::spawn_blocking(move || {
        let mut site = place.serve();
        let bad = format!("{}{}", list([1]), row(2).replace("2099-06-30", "2026-13-45"));
        let file = bad.replace("机构名称", "抬头");
        let no = bureau.clerk.upload(&site, "名单.csv", &file);
        let columns = bureau.clerk.get(&site, &format!("/console/drafts/{no}/columns")).body;
        let key = between(&columns, "name=\"column-0-A-key\" value=\"", "\"").unwrap().to_owned();
        let steps: [(&str, Vec<(&str, &str)>); 6] = [
            ("/columns", vec![("column-0-A-key", &key), ("column-0-A", "name")]),
            ("/mend", vec![("sheet", "0"), ("row", "3"), ("column", "G"), ("text", "2099-12-31")]),
            ("/acknowledge", vec![("key", "region_mismatch"), ("back", "check")]),
            ("/terms", vec![("mode", "full"), ("as_of_on", "2026-11-20"), ("title", "示例名单")]),
            ("/submit", vec![]),
            ("/approve", vec![]),
        ];
        let mut before = bureau.pages(&site, no);
        for (path, form) in steps {
            site.kill();
            site = place.serve();
            assert_eq!(bureau.pages(&site, no), before, "before {path}");
            if path == "/submit" {
                bureau.clerk.acknowledge_all(&site, no, "check");
                bureau.clerk.acknowledge_all(&site, no, "preview");
            }
            let who = if path == "/approve" { &bureau.approver } else { &bureau.clerk };
            let taken = who.step(&site, no, path, &form);
            assert_eq!(taken.status, 303, "{path}: {}", taken.body);
            let after = bureau.pages(&site, no);
            assert_ne!(after, before, "{path} did nothing");
            before = after;
        }
        site.kill();
        site = place.serve();
        assert_eq!(bureau.pages(&site, no)[0], before[0]);
        assert_eq!(site.verdict(&uscc(2).to_string()), "approved");
        let again = bureau.approver.step(&site, no, "/approve", &[]);
        assert_eq!(again.status, 409, "{}", again.body);
        assert_eq!(site.json("/api/v1/releases")["total"], 1, "{}", site.json("/api/v1/releases"));
        killed_in_the_middle(&place, &bureau, site);
        let verified = place.run(&["verify"]);
        assert_eq!(verified.code, 0, "{verified:?}");
    })
    .await
    .unwrap();
}

/// Killed while it publishes: either it is done or it is not, and pressing again ends well.
fn killed_in_the_middle(place: &Place, bureau: &Bureau, mut site: Site) {
    for (serial, pause_ms) in [(11, 0), (12, 8), (13, 30)] {
        let no = bureau.clerk.upload(&site, "批次.csv", &list([serial]));
        bureau.make_ready(&site, no, "batch");
        let page = bureau.approver.get(&site, &format!("/console/drafts/{no}")).body;
        let version = between(&page, "name=\"version\" value=\"", "\"").unwrap();
        std::thread::scope(|scope| {
            let pressing = scope.spawn(|| bureau.approver.press(&site, no, version));
            std::thread::sleep(Duration::from_millis(pause_ms));
            site.kill();
            drop(pressing.join());
        });
        site = place.serve();
        let page = bureau.approver.get(&site, &format!("/console/drafts/{no}")).body;
        if page.contains(">待审核</span>") {
            let approved = bureau.approver.step(&site, no, "/approve", &[]);
            assert_eq!(approved.status, 303, "{}", approved.body);
        } else {
            assert!(page.contains(">已发布</span>"), "{page}");
        }
        assert_eq!(soon(&site, &uscc(serial).to_string()), "approved");
    }
    assert_eq!(site.json("/api/v1/releases")["total"], 4);
}

/// The verdict, a moment after a release.
fn soon(site: &Site, words: &str) -> String {
    for _ in 0..400 {
        if site.verdict(words) == "approved" {
            break;
        }
        std::thread::sleep(Duration::from_millis(50));
    }
    site.verdict(words)
}

/// Handed in, approved, shorter, taken back, by the same pages on each database.
fn story(place: &Place, bureau: &Bureau) {
    let site = place.serve();
    bureau.publish(&site, ("一.csv", &list(1..=4)), "full");
    assert_eq!(soon(&site, &uscc(1).to_string()), "approved");
    let no = bureau.clerk.upload(&site, "二.csv", &list(2..=5));
    let old = bureau.clerk.get(&site, &format!("/console/drafts/{no}/terms")).body;
    let old = between(&old, "name=\"version\" value=\"", "\"").unwrap();
    bureau.make_ready(&site, no, "full");
    let late = bureau.clerk.post(&site, &format!("/console/drafts/{no}/drop"), &[("version", old)]);
    assert_eq!(late.status, 409, "{}", late.body);
    assert_eq!(bureau.approver.step(&site, no, "/approve", &[]).status, 303);
    assert_eq!(soon(&site, &uscc(5).to_string()), "approved");
    assert_eq!(site.verdict(&uscc(1).to_string()), "restricted");
    let undone = bureau.clerk.post(&site, "/console/releases/2/undo", &[]);
    let no = number_in(&undone);
    bureau.clerk.acknowledge_all(&site, no, "preview");
    assert_eq!(bureau.clerk.step(&site, no, "/submit", &[]).status, 303);
    assert_eq!(bureau.approver.step(&site, no, "/approve", &[]).status, 303);
    assert_eq!(soon(&site, &uscc(1).to_string()), "approved");
    assert_ne!(site.verdict(&uscc(5).to_string()), "approved");
    let verified = place.run(&["verify"]);
    assert_eq!(verified.code, 0, "{verified:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_list_is_published_and_taken_back_on_sqlite() {
    let place = Place::in_regions([990_101]);
    let bureau = Bureau::open(&place, EAST).await;
    tokio::task::spawn_blocking(move || story(&place, &bureau)).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_list_is_published_and_taken_back_on_postgresql() {
    let database = tokio::task::spawn_blocking(postgres).await.unwrap();
    let place = Place::on(&database.url);
    place.write_regions([990_101]);
    let bureau = Bureau::open(&place, EAST).await;
    tokio::task::spawn_blocking(move || story(&place, &bureau)).await.unwrap();
}

const BUREAUS: u32 = 10;
const DRAFTS: u32 = 3;
const ROWS: u32 = 50;
const READERS: usize = 64;

#[tokio::test(flavor = "multi_thread")]
async fn ten_clerks_publish_at_once_while_sixty_four_read_and_nobody_is_told_wrong() {
    let place = Place::in_regions(990_101..=990_199);
    let banned = format!(
        "{},{},黑名单,责令停止办学,学科类,示例路1号,,无证办学,2026-10-01\n",
        name(9001),
        uscc(9001)
    );
    let known = place.write("known.csv", list([9000]) + &banned);
    let (code, report) = place.import(&known, &["--regulator", "990199-edu", "--mode", "full"]);
    assert_eq!(code, 0, "{report}");
    let mut bureaus = Vec::new();
    for number in 0..BUREAUS {
        bureaus.push(Bureau::open(&place, &format!("9901{:02}-edu", number + 10)).await);
    }
    tokio::task::spawn_blocking(move || {
        let site = place.serve();
        let (approved, banned) = (uscc(9000).to_string(), uscc(9001).to_string());
        let (is_over, read) = (AtomicBool::new(false), AtomicU64::new(0));
        std::thread::scope(|scope| {
            for reader in 0..READERS {
                let (site, is_over, read) = (&site, &is_over, &read);
                let (approved, banned) = (&approved, &banned);
                scope.spawn(move || {
                    while !is_over.load(Ordering::Relaxed) {
                        if reader % 2 == 0 {
                            assert_eq!(site.verdict(approved), "approved");
                        } else {
                            assert_eq!(site.verdict(banned), "banned");
                        }
                        read.fetch_add(1, Ordering::Relaxed);
                        std::thread::sleep(Duration::from_millis(100));
                    }
                });
            }
            let clerks: Vec<_> = (0..)
                .zip(&bureaus)
                .map(|(number, bureau)| {
                    let site = &site;
                    scope.spawn(move || {
                        for draft in 0..DRAFTS {
                            let from = (number * DRAFTS + draft) * ROWS;
                            let file = list(from..from + ROWS);
                            bureau.publish(site, ("批次.csv", &file), "batch");
                        }
                    })
                })
                .collect();
            let done: Vec<_> =
                clerks.into_iter().map(std::thread::ScopedJoinHandle::join).collect();
            is_over.store(true, Ordering::Relaxed);
            assert!(done.into_iter().all(|one| one.is_ok()), "a clerk was refused");
        });
        assert!(read.load(Ordering::Relaxed) > READERS as u64);
        // The first and the last of every list.
        for serial in (0..BUREAUS * DRAFTS).flat_map(|list| [list * ROWS, list * ROWS + ROWS - 1]) {
            assert_eq!(soon(&site, &uscc(serial).to_string()), "approved");
        }
        let releases = site.json("/api/v1/releases");
        assert_eq!(releases["total"], u64::from(BUREAUS * DRAFTS) + 1, "{releases}");
        let verified = place.run(&["verify"]);
        assert_eq!(verified.code, 0, "{verified:?}");
    })
    .await
    .unwrap();
}
