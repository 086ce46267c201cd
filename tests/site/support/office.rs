//! People of bureaus, who work over real HTTP with forms.

use mingce::domain::account::{Login, PasswordKind, Role, Stage};
use mingce::domain::audit::{Action, NewEntry};
use mingce::domain::regulator::RegulatorCode;
use mingce::store::Store;
use mingce::store::accounts::{Added, NewAccount};
use mingce::store::sessions::NewSession;

use super::process::{Answer, Place, Site, encode};

/// Somebody who has signed in.
#[derive(Clone)]
pub(crate) struct Person {
    cookie: String,
}

impl Place {
    pub(crate) async fn store(&self) -> Store {
        Store::open(&self.database_url()).await.unwrap()
    }

    /// With invented regions instead of those that there are.
    pub(crate) fn in_regions(codes: impl IntoIterator<Item = u32>) -> Self {
        let place = Self::new();
        place.write_regions(codes);
        place
    }

    pub(crate) fn write_regions(&self, codes: impl IntoIterator<Item = u32>) {
        let mut regions = "code,name,abolished_in,successor\n".to_owned();
        for code in codes {
            regions += &format!("{code},示例{code}区,,\n");
        }
        self.write("regions.csv", regions);
        self.write("mingce.toml", "regions = \"regions.csv\"\n");
    }

    pub(crate) fn add_regulator(&self, code: &str, name: &str) {
        let ended = self.run(&["regulator", "add", code, name]);
        assert_eq!(ended.code, 0, "{ended:?}");
    }
}

/// An account with a session; signing in itself is tested elsewhere.
pub(crate) async fn person(store: &Store, login: &str, role: Role, regulator: &str) -> Person {
    let at = mingce::web::shanghai_now().timestamp();
    let new = NewAccount {
        login: Login::parse(login).unwrap(),
        display: format!("示例{login}"),
        role,
        regulator: RegulatorCode::parse(regulator),
        password_hash: "nobody's".into(),
        password: PasswordKind::Own,
        at,
        by: "test".into(),
    };
    let entry = NewEntry::by_command("test", at, Action::AccountAdded).on(login);
    let Added::Yes(account) = store.add_account(&new, &entry).await.unwrap() else {
        panic!("{login} is there")
    };
    let (network, agent) = (String::new(), String::new());
    let new = NewSession { account, stage: Stage::Open, network, agent, at };
    let token = store.open_session(&new, None).await.unwrap();
    Person { cookie: format!("console={token}") }
}

const FORM: &str = "application/x-www-form-urlencoded";
const BOUNDARY: &str = "----boundary7MA4YWxk";

impl Person {
    pub(crate) fn get(&self, site: &Site, path: &str) -> Answer {
        site.ask("GET", path, (&self.cookie, FORM), &[])
    }

    pub(crate) fn post(&self, site: &Site, path: &str, form: &[(&str, &str)]) -> Answer {
        let form: Vec<String> =
            form.iter().map(|(name, value)| format!("{name}={}", encode(value))).collect();
        site.ask("POST", path, (&self.cookie, FORM), form.join("&").as_bytes())
    }

    /// Sends a file; gives the number of its draft.
    pub(crate) fn upload(&self, site: &Site, name: &str, file: &str) -> i64 {
        let body = format!(
            "--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\r\n{file}\r\n--{BOUNDARY}--\r\n"
        );
        let kind = format!("multipart/form-data; boundary={BOUNDARY}");
        let sent = site.ask("POST", "/console/upload", (&self.cookie, &kind), body.as_bytes());
        number_in(&sent)
    }

    /// Takes a step as a draft's page shows it now.
    pub(crate) fn step(&self, site: &Site, no: i64, path: &str, form: &[(&str, &str)]) -> Answer {
        let page = self.get(site, &format!("/console/drafts/{no}")).body;
        let version = between(&page, "name=\"version\" value=\"", "\"").unwrap_or("0");
        let mut form = form.to_vec();
        form.push(("version", version));
        self.post(site, &format!("/console/drafts/{no}{path}"), &form)
    }

    /// Approves, whether or not an answer comes.
    pub(crate) fn press(&self, site: &Site, no: i64, version: &str) -> Option<Answer> {
        let body = format!("version={version}");
        let path = format!("/console/drafts/{no}/approve");
        site.try_ask("POST", &path, (&self.cookie, FORM), body.as_bytes())
    }

    pub(crate) fn acknowledge_all(&self, site: &Site, no: i64, page: &str) {
        for _ in 0..40 {
            let shown = self.get(site, &format!("/console/drafts/{no}/{page}"));
            assert_eq!(shown.status, 200, "{}", shown.body);
            let Some(key) = between(&shown.body, "name=\"key\" value=\"", "\"") else { return };
            let answer = self.step(site, no, "/acknowledge", &[("key", key), ("back", page)]);
            assert_eq!(answer.status, 303, "{}", answer.body);
        }
        panic!("asked for ever");
    }
}

pub(crate) fn between<'a>(text: &'a str, before: &str, after: &str) -> Option<&'a str> {
    let rest = &text[text.find(before)? + before.len()..];
    Some(&rest[..rest.find(after)?])
}

/// The draft that one is led to.
pub(crate) fn number_in(answer: &Answer) -> i64 {
    let number = answer.location.strip_prefix("/console/drafts/");
    let number = number.and_then(|rest| rest.split('/').next()?.parse().ok());
    number.unwrap_or_else(|| panic!("{} {}", answer.status, answer.body))
}
