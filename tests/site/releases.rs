//! One story of releases, told on SQLite and on PostgreSQL: the same SQL serves both.

use std::path::Path;
use std::sync::Arc;

use crate::support::databases::{Database, postgres, sqlite};
use crate::support::listings::{
    CULTURE, EDU, approved, banned, code, day, submission, terms, with_permit,
};
use jiff::civil::Date;
use mingce::domain::answer::{Context, Typed, answer};
use mingce::domain::directory::Directory;
use mingce::domain::institution::{Ending, InstitutionId};
use mingce::domain::region::Regions;
use mingce::domain::release::{Mode, ReleaseId};
use mingce::domain::status::Status;
use mingce::domain::verdict::Verdict;
use mingce::publish::live::{Live, rebuild};
use mingce::publish::release::{Effect, Outcome, Refusal, publish};
use mingce::publish::verify::verify;
use mingce::search::{Ask, Filters, Page, Reader};
use mingce::store::Store;

const STAR: &str = "示例市晨星舞蹈培训有限公司";
const DEER: &str = "示例市小鹿美术中心";
const HOUSE: &str = "示例画室";

fn today() -> Date {
    day("2026-06-30")
}

/// What a parent is told who types `words` on `on`.
fn told(reader: &Reader, words: &str, on: &str) -> Verdict {
    let today = day(on);
    let typed = Typed::parse(words).unwrap();
    let ask = Ask {
        typed: &typed,
        filters: Filters::default(),
        page: Page { number: 1, size: 10 },
        today,
    };
    let results = reader.search(&ask);
    let directory: &Directory = reader.directory();
    let context = Context { directory, today, stale_after_days: 180, region: None };
    answer(&typed, &results.found(), context).verdict
}

async fn send(
    store: &Store,
    listings: Vec<mingce::domain::listing::Listing>,
    mode: Option<Mode>,
    on: &str,
) -> Outcome {
    publish(store, submission(listings), &terms(mode, on), Effect::Publish, &|_| {}).await.unwrap()
}

async fn open(store: &Store, index: &Path) -> Live {
    Live::open(store, index, &Arc::new(Regions::default()), today, &|_| {}).await.unwrap()
}

async fn story(database: &Database) {
    let store = Store::open(&database.url).await.unwrap();
    let index = database.folder.path().join("index");

    // A first full list, and what it makes parents read.
    let first = vec![
        with_permit(approved(CULTURE, STAR, Some(code(1))), "教民199010170000001号"),
        approved(CULTURE, DEER, Some(code(2))),
    ];
    let outcome = send(&store, first.clone(), None, "2026-01-10").await;
    assert_eq!((outcome.counts.added, outcome.releases.len()), (2, 1));
    let live = open(&store, &index).await;
    assert_eq!(told(&live.snapshot(), STAR, "2026-06-30"), Verdict::Approved);
    assert_eq!(told(&live.snapshot(), STAR, "2026-01-09"), Verdict::NotListed, "not yet in effect");
    assert_eq!(told(&live.snapshot(), "199010170000001", "2026-06-30"), Verdict::Approved);
    assert_eq!(told(&live.snapshot(), "晨星", "2026-06-30"), Verdict::Candidates);
    drop(live);

    // The same again: nothing changes and nothing is released.
    let again = send(&store, first, None, "2026-01-11").await;
    assert_eq!((again.releases.len(), again.unchanged), (0, 2));

    // A file that leaves somebody out needs a word on what that means.
    let without_star = vec![approved(CULTURE, DEER, Some(code(2)))];
    let unclear = send(&store, without_star.clone(), None, "2026-02-01").await;
    assert!(matches!(unclear.refusal, Some(Refusal::ModeUnclear { in_all: 1, .. })), "{unclear:?}");
    assert_eq!(store.newest().await.unwrap(), ReleaseId::new(1));
    let batch = send(&store, without_star.clone(), Some(Mode::Batch), "2026-02-01").await;
    assert_eq!(batch.counts.total(), 0);

    // Another regulator bans one by name alone, and one that has no code at all.
    let bans = vec![banned(EDU, DEER, None), banned(EDU, HOUSE, None)];
    send(&store, bans, Some(Mode::Batch), "2026-03-01").await;
    let live = open(&store, &index).await;
    let snapshot = live.snapshot();
    assert_eq!(told(&snapshot, DEER, "2026-06-30"), Verdict::Banned, "the strictest listing wins");
    assert_eq!(told(&snapshot, code(2).as_str(), "2026-06-30"), Verdict::Banned);
    assert_eq!(told(&snapshot, HOUSE, "2026-06-30"), Verdict::Banned);
    assert_eq!(
        told(&snapshot, DEER, "2026-02-28"),
        Verdict::Approved,
        "as of a day before the ban"
    );
    let house = InstitutionId::of_name(mingce::domain::region::RegionCode::parse("990101"), HOUSE);
    assert!(snapshot.institution(house, today()).is_some());
    drop((snapshot, live));

    // Who was known by name gains a code; the old link leads to the new one.
    send(&store, vec![approved(CULTURE, HOUSE, Some(code(3)))], Some(Mode::Batch), "2026-03-05")
        .await;
    let live = open(&store, &index).await;
    let snapshot = live.snapshot();
    assert_eq!(snapshot.institution(house, today()).unwrap().id, InstitutionId::Uscc(code(3)));
    assert_eq!(told(&snapshot, HOUSE, "2026-06-30"), Verdict::Banned, "its ban came along");
    drop((snapshot, live));

    // A full list without it: no longer on the list, and that is said.
    send(&store, without_star, Some(Mode::Full), "2026-04-01").await;
    // A ban that is lifted leaves every public view, past days included.
    let mut lifted = banned(EDU, DEER, Some(code(2)));
    lifted.status = Status::Lifted;
    send(&store, vec![lifted], Some(Mode::Batch), "2026-05-01").await;
    let live = open(&store, &index).await;
    let snapshot = live.snapshot();
    assert_eq!(told(&snapshot, STAR, "2026-06-30"), Verdict::Restricted, "departed");
    assert_eq!(
        told(&snapshot, STAR, "2026-03-31"),
        Verdict::Approved,
        "it was on the list that day"
    );
    assert_eq!(told(&snapshot, DEER, "2026-06-30"), Verdict::Approved, "the ban is lifted");
    assert_eq!(
        told(&snapshot, DEER, "2026-04-15"),
        Verdict::Approved,
        "and forgotten on past days too"
    );
    let star = snapshot.institution(InstitutionId::Uscc(code(1)), today()).unwrap();
    assert_eq!(star.versions.last().unwrap().until.unwrap().how, Ending::Departed);

    // Store, history and index agree; a rebuilt index says the same.
    let report = verify(&store, Some(&snapshot), today()).await.unwrap();
    assert_eq!(report.wrong, Vec::<String>::new());
    assert_eq!(report.releases, 5);
    drop((snapshot, live));
    rebuild(&store, &index, &Arc::new(Regions::default()), today(), &|_| {}).await.unwrap();
    let live = open(&store, &index).await;
    assert_eq!(told(&live.snapshot(), STAR, "2026-06-30"), Verdict::Restricted);
    store.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_story_holds_on_sqlite() {
    story(&sqlite()).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_story_holds_on_postgresql() {
    story(&postgres()).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reader_sees_a_release_of_another_process_soon_and_never_waits() {
    let database = sqlite();
    let store = Store::open(&database.url).await.unwrap();
    send(&store, vec![approved(CULTURE, STAR, Some(code(1)))], None, "2026-01-10").await;
    let live = open(&store, &database.folder.path().join("index")).await;
    tokio::spawn(live.clone().follow(store.clone()));
    let before = live.snapshot();

    let other = Store::open(&database.url).await.unwrap();
    send(&other, vec![banned(EDU, STAR, Some(code(1)))], Some(Mode::Batch), "2026-02-01").await;
    for _ in 0..200 {
        if live.snapshot().release() == ReleaseId::new(2) {
            break;
        }
        assert_eq!(
            told(&before, STAR, "2026-06-30"),
            Verdict::Approved,
            "an old snapshot stays whole"
        );
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    assert_eq!(told(&live.snapshot(), STAR, "2026-06-30"), Verdict::Banned);
}

#[tokio::test(flavor = "multi_thread")]
async fn publishers_at_the_same_time_come_one_after_the_other() {
    let database = sqlite();
    let store = Store::open(&database.url).await.unwrap();
    let mut sending = Vec::new();
    for serial in 0..8 {
        let store = store.clone();
        sending.push(tokio::spawn(async move {
            let name = format!("示例市第{serial}培训中心");
            send(
                &store,
                vec![approved(CULTURE, &name, Some(code(serial)))],
                Some(Mode::Batch),
                "2026-01-10",
            )
            .await
        }));
    }
    for sent in sending {
        assert_eq!(sent.await.unwrap().counts.added, 1);
    }
    assert_eq!(store.newest().await.unwrap(), ReleaseId::new(8));
    assert_eq!(verify(&store, None, today()).await.unwrap().wrong, Vec::<String>::new());
}

#[tokio::test(flavor = "multi_thread")]
async fn whatever_is_changed_behind_our_back_is_found() {
    let database = sqlite();
    let store = Store::open(&database.url).await.unwrap();
    send(
        &store,
        vec![banned(EDU, STAR, Some(code(1))), banned(EDU, DEER, Some(code(2)))],
        None,
        "2026-01-10",
    )
    .await;
    let path = database.folder.path().join("store/mingce.db");
    for tampering in [
        "UPDATE listing SET status = 'normal' WHERE no = 1",
        "UPDATE release SET title = 'x' WHERE number = 1",
        "DELETE FROM listing WHERE no = 2",
    ] {
        let tampered = format!("sqlite:{}", database.folder.path().join("tampered.db").display());
        let _ = std::fs::remove_file(database.folder.path().join("tampered.db"));
        let statement =
            format!("VACUUM INTO '{}'", database.folder.path().join("tampered.db").display());
        run_sql(&path, &statement);
        run_sql(&database.folder.path().join("tampered.db"), tampering);
        let store = Store::open(&tampered).await.unwrap();
        let report = verify(&store, None, today()).await.unwrap();
        assert!(!report.wrong.is_empty(), "{tampering} went unseen");
        store.close().await;
    }
}

fn run_sql(database: &Path, statement: &str) {
    let status = std::process::Command::new("sqlite3").arg(database).arg(statement).status();
    assert!(
        status.is_ok_and(|status| status.success()),
        "sqlite3 is missing: apt-get install sqlite3"
    );
}
