//! Every address of the first release, opened again after the fiftieth: it leads somewhere, and to the same
//! institution as on the first day.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::ControlFlow;
use std::sync::Arc;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode};
use jiff::civil::Date;
use mingce::domain::institution::InstitutionId;
use mingce::domain::listing::Listing;
use mingce::domain::permit::PermitNo;
use mingce::domain::region::Regions;
use mingce::domain::release::{Mode, ReleaseId};
use mingce::domain::status::Status;
use mingce::publish::live::Live;
use mingce::publish::release::{Effect, publish};
use mingce::publish::verify::verify;
use mingce::search::Reader;
use mingce::store::Store;
use mingce::web::settings::SiteSettings;
use mingce::web::{App, router};
use tower::ServiceExt as _;

use crate::support::databases::{Database, sqlite};
use crate::support::listings::{CULTURE, EDU, approved, banned, code, day, submission, terms};

const RELEASES: u32 = 50;
const MANY: usize = 36;

fn today() -> Date {
    day("2026-11-23")
}

fn now() -> jiff::Zoned {
    "2026-11-23T10:02:30+08:00[+08:00]".parse().unwrap()
}

fn regions() -> Arc<Regions> {
    Arc::new(Regions::from_csv(&["code,name,abolished_in,successor
990000,示例省,,
990100,示例市,,
990101,示例东区,,
990102,示例西区,,
"]))
}

/// An institution as it really is, whatever lists say of it. Its mark, on the sign over its door, never changes.
struct Real {
    mark: String,
    listing: Listing,
    is_listed: bool,
    /// By the education bureau, with these words or, when lifted, with those.
    ban: Option<Listing>,
}

/// Chance that is the same in every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, most: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % most
    }
}

fn first(n: usize) -> Real {
    let mark = format!("示例记号{n}号");
    // A third has a code from the beginning, a third never had a permit number.
    let uscc = n.is_multiple_of(3).then(|| code(u32::try_from(n).unwrap()));
    let mut listing = approved(CULTURE, &format!("示例市第{n}艺术培训中心"), uscc);
    listing.brand = Some(mark.clone());
    listing.site.address = format!("示例大道{n}号");
    if n % 3 < 2 {
        listing.permit = PermitNo::parse(&format!("教民19901017{n:07}号"));
    }
    let ban = n.is_multiple_of(7).then(|| ban_of(&listing, &mark));
    Real { mark, listing, is_listed: true, ban }
}

fn ban_of(listing: &Listing, mark: &str) -> Listing {
    let mut ban = banned(EDU, &listing.name, listing.uscc);
    ban.brand = Some(mark.to_owned());
    ban
}

/// Something that happens to an institution between two lists.
fn befall(real: &mut Real, what: usize, release: u32) {
    let serial = 1_000 + release;
    match what {
        // Another name; the permit or the code stays, else nobody could tell.
        0 if real.listing.permit.is_some() || real.listing.uscc.is_some() => {
            real.listing.name = format!("示例市新名第{release}次{}", real.listing.name);
        }
        1 if real.listing.uscc.is_none() => real.listing.uscc = Some(code(serial)),
        // Code and name at once, under the same permit at the same place.
        2 if real.listing.uscc.is_none() && real.listing.permit.is_some() => {
            real.listing.uscc = Some(code(serial));
            real.listing.name = format!("示例市换名第{release}次培训有限公司");
        }
        3 => real.listing.site.address = format!("示例新路{release}号"),
        4 => real.is_listed = false,
        5 => real.is_listed = true,
        6 => real.listing.status_text = format!("正常（第{release}次）"),
        // A new permit with a new number.
        7 if real.listing.uscc.is_some() => {
            real.listing.permit = PermitNo::parse(&format!("教民19902017{release:07}号"));
        }
        8 if real.ban.is_none() => real.ban = Some(ban_of(&real.listing, &real.mark)),
        9 => {
            if let Some(ban) = &mut real.ban {
                ban.status = Status::Lifted;
            }
        }
        _ => {}
    }
}

struct Bureau {
    store: Store,
    _database: Database,
    live: Live,
    site: Router,
}

impl Bureau {
    /// Publishes the whole of both lists as they are now.
    async fn publish(&self, all: &[Real], on: &str) -> u64 {
        let listed = all.iter().filter(|real| real.is_listed).map(|real| real.listing.clone());
        let bans = all.iter().filter_map(|real| real.ban.clone());
        let mut rows: Vec<Listing> = listed.chain(bans).collect();
        // The banned list is never empty, or it would not be carried.
        rows.push(banned(EDU, "示例市永远在黑名单上的班", None));
        let terms = terms(Some(Mode::Full), on);
        let outcome =
            publish(&self.store, submission(rows), &terms, Effect::Publish, &|_| {}).await.unwrap();
        assert_eq!(outcome.refusal, None);
        outcome.releases.len() as u64
    }

    async fn serve_newest(&self) {
        let newest = self.store.newest().await.unwrap();
        for _ in 0..400 {
            if self.live.snapshot().release() == newest {
                return;
            }
            tokio::time::sleep(std::time::Duration::from_millis(25)).await;
        }
        panic!("release {newest} is not served");
    }

    async fn get(&self, path: &str) -> (StatusCode, String, String) {
        let request = Request::get(path).header("host", "mingce.example").body(Body::empty());
        let response = self.site.clone().oneshot(request.unwrap()).await.unwrap();
        let (parts, body) = response.into_parts();
        let body = to_bytes(body, 4 << 20).await.unwrap();
        let to = parts.headers.get("location").map_or("", |to| to.to_str().unwrap()).to_owned();
        (parts.status, to, String::from_utf8_lossy(&body).into_owned())
    }

    /// Follows redirects, at most three.
    async fn open(&self, path: &str) -> (StatusCode, String, String) {
        let mut at = path.to_owned();
        for _ in 0..4 {
            let (status, to, body) = self.get(&at).await;
            if !status.is_redirection() {
                return (status, at, body);
            }
            at = to;
        }
        panic!("{path} leads in circles");
    }
}

/// The marks of everything that lists ever said of an institution.
fn marks(reader: &Reader, id: InstitutionId) -> BTreeSet<String> {
    let found = reader.institution(id, today());
    let versions = found.into_iter().flat_map(|one| one.versions);
    versions.filter_map(|version| version.listing.brand).collect()
}

/// Every address of the first release with the mark of whom it is about, none for what is of nobody.
fn addresses(reader: &Reader) -> BTreeMap<String, Option<String>> {
    let mut found = BTreeMap::new();
    reader
        .for_each_institution(today(), |one| {
            let mark = one.versions.iter().find_map(|version| version.listing.brand.clone());
            let mut pages = vec![format!("/i/{}", one.id), format!("/en/i/{}", one.id)];
            for file in ["badge.svg", "qr.svg", "qr.png"] {
                pages.push(format!("/i/{}/{file}", one.id));
            }
            pages.push(format!("/embed/i/{}", one.id));
            pages.push(format!("/embed?id={}", one.id));
            pages.push(format!("/api/v1/institutions/{}", one.id));
            pages.extend(one.uscc().map(|uscc| format!("/uscc/{uscc}")));
            let permits = one.versions.iter().filter_map(|v| v.listing.permit.as_ref());
            pages.extend(permits.map(|permit| format!("/permit/{}", permit.key())));
            found.extend(pages.into_iter().map(|page| (page, mark.clone())));
            ControlFlow::Continue(())
        })
        .unwrap();
    for code in ["990000", "990100", "990101", "990102"] {
        found.insert(format!("/regions/{code}"), None);
        found.insert(format!("/regions/{code}/qr.svg"), None);
    }
    for release in reader.directory().releases() {
        found.insert(format!("/releases/{}", release.id), None);
    }
    found
}

/// The institution that a final address names.
fn named_in(path: &str) -> Option<InstitutionId> {
    let (_, rest) = path
        .split_once("/i/")
        .or_else(|| path.split_once("?id="))
        .or_else(|| path.split_once("/institutions/"))?;
    InstitutionId::parse(rest.split('/').next()?)
}

async fn bureau() -> Bureau {
    let database = sqlite();
    let store = Store::open(&database.url).await.unwrap();
    let index = database.folder.path().join("index");
    let live = Live::open(&store, &index, &regions(), today, &|_| {}).await.unwrap();
    tokio::spawn(live.clone().follow(store.clone()));
    let site = router(App::new(live.clone(), SiteSettings::default(), now));
    Bureau { store, _database: database, live, site }
}

fn on(release: u32) -> String {
    (day("2026-01-05") + jiff::Span::new().days(i64::from(release) * 6)).to_string()
}

#[tokio::test(flavor = "multi_thread")]
async fn every_address_of_the_first_release_still_leads_to_the_same_one_after_the_fiftieth() {
    let bureau = bureau().await;
    let mut all: Vec<Real> = (0..MANY).map(first).collect();
    let mut published = bureau.publish(&all, &on(0)).await;
    bureau.serve_newest().await;
    let first_day = addresses(&bureau.live.snapshot());
    assert!(first_day.len() > MANY * 7, "{}", first_day.len());

    let mut dice = Dice(7);
    let mut releases = 1;
    while releases < RELEASES {
        for _ in 0..3 {
            let (who, what) = (dice.below(MANY), dice.below(10));
            befall(&mut all[who], what, releases);
        }
        // Somebody new each time, so that there is something to publish.
        let mut newcomer = first(MANY + usize::try_from(releases).unwrap());
        newcomer.ban = None;
        all.push(newcomer);
        published += bureau.publish(&all, &on(releases)).await;
        releases += 1;
        if releases % 10 == 0 {
            bureau.serve_newest().await;
        }
    }
    bureau.serve_newest().await;
    assert!(published >= u64::from(RELEASES), "{published}");

    let reader = bureau.live.snapshot();
    let mut wrong = Vec::new();
    for (path, mark) in &first_day {
        let (status, at, body) = bureau.open(path).await;
        if status != StatusCode::OK {
            wrong.push(format!("{path}: {status} at {at}"));
        }
        let Some(mark) = mark else { continue };
        // A page that lets choose names several; all others name one.
        let marks = match named_in(&at) {
            Some(id) => marks(&reader, id),
            None => BTreeSet::new(),
        };
        let is_right =
            marks.iter().eq([mark]) || (path.starts_with("/permit/") && body.contains(mark));
        if !is_right {
            wrong.push(format!("{path}: leads to {at} of {marks:?}, was of {mark}"));
        }
    }
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), first_day.len(), wrong.join("\n"));
    let report = verify(&bureau.store, Some(&reader), today()).await.unwrap();
    assert_eq!(report.wrong, Vec::<String>::new());
    assert_eq!(report.releases, published);
}

#[tokio::test(flavor = "multi_thread")]
async fn two_entries_that_turn_out_to_be_one_have_one_page_and_both_addresses() {
    let bureau = bureau().await;
    let mut old = first(1);
    old.ban = None;
    let mut other = first(3);
    other.ban = None;
    bureau.publish(&[old, other], &on(0)).await;
    bureau.serve_newest().await;
    let twin = first(1).listing;
    let old_id = InstitutionId::of_name(twin.region, &twin.name);
    assert_eq!(bureau.get(&format!("/i/{old_id}")).await.0, StatusCode::OK);

    // The list gives the code of the one where it had named the other without.
    let mut united = first(3);
    united.ban = None;
    united.listing.name.clone_from(&twin.name);
    united.listing.site = twin.site;
    united.listing.permit = twin.permit;
    bureau.publish(&[united], &on(1)).await;
    bureau.serve_newest().await;
    let present = format!("/i/{}", code(3));
    let (status, to, _) = bureau.get(&format!("/i/{old_id}")).await;
    assert_eq!((status, to.as_str()), (StatusCode::PERMANENT_REDIRECT, present.as_str()));
    let reader = bureau.live.snapshot();
    let known = reader.institution(InstitutionId::Uscc(code(3)), today()).unwrap();
    assert_eq!(known.aliases, [old_id]);
    assert_eq!(marks(&reader, known.id).len(), 2, "what lists said of both");
    let (_, _, page) = bureau.get(&present).await;
    assert!(page.contains("在白名单上。"), "{page}");
    let report = verify(&bureau.store, Some(&reader), today()).await.unwrap();
    assert_eq!(report.wrong, Vec::<String>::new());

    // Namesakes without a code that come later do not get the old address.
    let mut a = first(3);
    a.ban = None;
    a.listing.name.clone_from(&twin.name);
    let mut b = first(6);
    b.ban = None;
    b.listing.name.clone_from(&twin.name);
    let mut unclear = first(2);
    unclear.ban = None;
    unclear.listing.name.clone_from(&twin.name);
    bureau.publish(&[a, b, unclear], &on(2)).await;
    bureau.serve_newest().await;
    let (_, to, _) = bureau.get(&format!("/i/{old_id}")).await;
    assert_eq!(to, present, "an address is nobody else's");
    assert_eq!(bureau.store.newest().await.unwrap(), ReleaseId::new(4));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_permit_number_that_is_given_to_somebody_else_takes_no_address_along() {
    let bureau = bureau().await;
    let mut old = first(1);
    old.ban = None;
    let old_id = InstitutionId::of_name(old.listing.region, &old.listing.name);
    bureau.publish(&[old], &on(0)).await;
    // Same number, another name, a code, other premises.
    let mut newcomer = first(30);
    newcomer.ban = None;
    newcomer.listing.permit = first(1).listing.permit;
    bureau.publish(&[newcomer], &on(1)).await;
    bureau.serve_newest().await;
    let (status, _, page) = bureau.get(&format!("/i/{old_id}")).await;
    assert_eq!(status, StatusCode::OK);
    assert!(page.contains("已不在名单上") && !page.contains("示例记号30号"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_name_and_a_code_at_once_under_the_same_permit_keep_the_old_address() {
    let bureau = bureau().await;
    let mut one = first(1);
    one.ban = None;
    let old_id = InstitutionId::of_name(one.listing.region, &one.listing.name);
    bureau.publish(&[one], &on(0)).await;
    let mut renamed = first(1);
    renamed.ban = None;
    renamed.listing.name = "示例市换了名字的艺术培训有限公司".into();
    renamed.listing.uscc = Some(code(77));
    bureau.publish(&[renamed], &on(1)).await;
    bureau.serve_newest().await;
    let (status, to, _) = bureau.get(&format!("/i/{old_id}")).await;
    assert_eq!((status, to), (StatusCode::PERMANENT_REDIRECT, format!("/i/{}", code(77))));
    let (_, _, page) = bureau.get(&format!("/i/{}", code(77))).await;
    assert!(page.contains("以前叫：示例市第1艺术培训中心"));
}
