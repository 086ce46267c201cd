//! The console called in memory, over a store of its own.

mod access;
mod at_work;
mod drafts;
mod duties;
mod help;
mod hours;
mod lists;
mod one;
mod people;
mod refused;
mod report;
mod signing_in;
mod systems;
mod terms;
mod undo;
mod watching;

use std::cell::Cell;
use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::http::{Method, Request, header};
use jiff::{SignedDuration, Timestamp, Zoned};
use tempfile::TempDir;

use super::{Answer, fixtures, live, send};
use crate::domain::account::{AccountNo, Login, PasswordKind, Role, Stage};
use crate::domain::audit::{Action, NewEntry};
use crate::domain::institution::Institution;
use crate::domain::password;
use crate::domain::region::Regions;
use crate::domain::regulator::{AbsenceRule, Regulator, RegulatorCode};
use crate::publish::live::Live;
use crate::store::Store;
use crate::store::accounts::{Added, NewAccount};
use crate::store::publishing::Batch;
use crate::store::sessions::NewSession;
use crate::web::console::Office;
use crate::web::links::Encoded;
use crate::web::settings::SiteSettings;
use crate::web::{App, router};

const EAST: &str = "999901-edu";
const WEST: &str = "999902-edu";
const PASSWORD: &str = "七只蓝色河马在喝茶tea";

thread_local! {
    /// Each test has a thread, and so a clock of its own.
    static LATER: Cell<i64> = const { Cell::new(0) };
}

fn now() -> Zoned {
    fixtures::now() + SignedDuration::from_secs(LATER.get())
}

fn moment() -> Timestamp {
    now().timestamp()
}

/// Time goes by.
fn wait(minutes: i64) {
    LATER.set(LATER.get() + minutes * 60);
}

/// A console, and the store behind it.
struct Bureau {
    site: Router,
    store: Store,
    live: Live,
    office: Office,
    _folder: TempDir,
}

impl Bureau {
    async fn open() -> Self {
        Self::with(|_| {}).await
    }

    /// With the small register behind the public pages in its store as well.
    async fn with_lists() -> Self {
        Self::holding(fixtures::institutions()).await
    }

    async fn holding(institutions: Vec<Institution>) -> Self {
        let bureau = Self::made(|_| {}, institutions.clone()).await;
        lists::fill(&bureau.store, &fixtures::directory(), institutions).await;
        bureau
    }

    async fn with(change: impl FnOnce(&mut SiteSettings)) -> Self {
        Self::made(change, Vec::new()).await
    }

    async fn made(change: impl FnOnce(&mut SiteSettings), shown: Vec<Institution>) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let store = store_in(&folder).await;
        let live = live(&fixtures::directory(), shown);
        Self::over((store, live), folder, &Arc::new(Regions::from_csv(&[])), change)
    }

    /// With pages that show what is published; see [`at_work`].
    async fn at_work() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let store = store_in(&folder).await;
        let regions = Arc::new(fixtures::directory().regions().clone());
        let today = || now().date();
        let index = folder.path().join("index");
        let live = Live::open(&store, &index, &regions, today, &|_| {}).await.unwrap();
        tokio::spawn(live.clone().follow(store.clone()));
        Self::over((store, live), folder, &regions, |_| {})
    }

    fn over(
        (store, live): (Store, Live),
        folder: TempDir,
        regions: &Arc<Regions>,
        change: impl FnOnce(&mut SiteSettings),
    ) -> Self {
        let mut settings = SiteSettings::default();
        change(&mut settings);
        let office = Office::default();
        office.open(store.clone(), regions);
        let app = App::new(live.clone(), settings, now).with_office(office.clone());
        Self { site: router(app), store, live, office, _folder: folder }
    }

    /// An account with this password, or one that nobody knows.
    async fn account(
        &self,
        login: &str,
        role: Role,
        regulator: Option<&str>,
        password: Option<(&str, PasswordKind)>,
    ) -> AccountNo {
        let (hash, kind) = match password {
            Some((password, kind)) => (password::hash(password, &[1; 16]).unwrap(), kind),
            None => ("nobody's".into(), PasswordKind::Own),
        };
        let new = NewAccount {
            login: Login::parse(login).unwrap(),
            display: format!("示例{}", role.label()),
            role,
            regulator: regulator.map(code),
            password_hash: hash,
            password: kind,
            at: moment(),
            by: "test".into(),
        };
        let entry = NewEntry::by_command("test", moment(), Action::AccountAdded).on(login);
        match self.store.add_account(&new, &entry).await.unwrap() {
            Added::Yes(no) => no,
            Added::LoginTaken => panic!("{login} is there"),
        }
    }

    /// A browser of somebody who is signed in.
    async fn person(&self, login: &str, role: Role, regulator: Option<&str>) -> Browser<'_> {
        let account = self.account(login, role, regulator, None).await;
        self.browser_of(account).await
    }

    async fn browser_of(&self, account: AccountNo) -> Browser<'_> {
        let new = NewSession {
            account,
            stage: Stage::Open,
            network: String::new(),
            agent: String::new(),
            at: moment(),
        };
        let token = self.store.open_session(&new, None).await.unwrap();
        Browser { bureau: self, cookie: format!("console={token}") }
    }

    /// A browser of nobody.
    fn stranger(&self) -> Browser<'_> {
        Browser { bureau: self, cookie: String::new() }
    }
}

async fn store_in(folder: &TempDir) -> Store {
    let url = format!("sqlite:{}", folder.path().join("console.db").display());
    let store = Store::open(&url).await.unwrap();
    let regulators = [(EAST, "示例东区教育局"), (WEST, "示例西区教育局")].map(regulator);
    let mut publishing = store.begin_publishing().await.unwrap();
    let batch = Batch { regulators: regulators.to_vec(), ..Batch::default() };
    publishing.write(&batch).await.unwrap();
    publishing.commit().await.unwrap();
    store
}

/// What comes back from the site is kept as a browser keeps it.
#[derive(Clone)]
struct Browser<'a> {
    bureau: &'a Bureau,
    cookie: String,
}

impl Browser<'_> {
    async fn get(&mut self, path: &str) -> Answer {
        self.ask(Method::GET, path, "", &[]).await
    }

    /// Sends a form as a page of the site does.
    async fn post(&mut self, path: &str, form: &[(&str, &str)]) -> Answer {
        let form: Vec<String> =
            form.iter().map(|(name, value)| format!("{name}={}", Encoded(value))).collect();
        self.ask(Method::POST, path, &form.join("&"), &[("sec-fetch-site", "same-origin")]).await
    }

    async fn ask(
        &mut self,
        method: Method,
        path: &str,
        body: &str,
        headers: &[(&str, &str)],
    ) -> Answer {
        let mut request =
            Request::builder().method(method).uri(path).header(header::HOST, "example.cn");
        let kind = headers.iter().find(|(name, _)| *name == "x-kind").map(|(_, kind)| *kind);
        request = request
            .header(header::CONTENT_TYPE, kind.unwrap_or("application/x-www-form-urlencoded"));
        if !self.cookie.is_empty() {
            request = request.header(header::COOKIE, &self.cookie);
        }
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let request = request.body(Body::from(body.to_owned())).unwrap();
        let answer = send(&self.bureau.site, request).await;
        if let Some((pair, _)) = answer.header("set-cookie").split_once(';') {
            self.cookie = if pair.ends_with('=') { String::new() } else { pair.to_owned() };
        }
        answer
    }

    async fn sign_in(&mut self, login: &str, password: &str) -> Answer {
        self.post("/console/login", &[("login", login), ("password", password)]).await
    }
}

fn code(text: &str) -> RegulatorCode {
    RegulatorCode::parse(text).unwrap()
}

fn regulator((code_, name): (&str, &str)) -> Regulator {
    Regulator {
        code: code(code_),
        name: name.into(),
        aliases: Vec::new(),
        phone: None,
        mailbox: None,
        absence: AbsenceRule::Unknown,
    }
}

impl Answer {
    fn leads_to(&self, path: &str) -> bool {
        self.status.is_redirection() && self.header("location") == path
    }
}
