//! The real binary, run as an operator would run it.

use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::time::Duration;

use serde_json::Value;
use tempfile::TempDir;

/// A folder with a store and an index of its own.
pub(crate) struct Place {
    pub(crate) folder: TempDir,
    database_url: Option<String>,
}

impl Place {
    pub(crate) fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap(), database_url: None }
    }

    pub(crate) fn on(database_url: &str) -> Self {
        Self { folder: tempfile::tempdir().unwrap(), database_url: Some(database_url.into()) }
    }

    pub(crate) fn database_url(&self) -> String {
        let own = || format!("sqlite:{}", self.path("store/mingce.db").display());
        self.database_url.clone().unwrap_or_else(own)
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub(crate) fn write(&self, name: &str, content: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path(name);
        std::fs::write(&path, content).unwrap();
        path
    }

    /// `mingce` with this place's store and index.
    pub(crate) fn mingce(&self) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_mingce"));
        command
            .current_dir(self.folder.path())
            .env("MINGCE_DATABASE_URL", self.database_url())
            .env("MINGCE_INDEX", self.path("index"))
            .env("MINGCE_RATE_LIMIT", "off")
            .env("MINGCE_LOG", "warn")
            .stdin(Stdio::null());
        command
    }

    pub(crate) fn run<S: AsRef<std::ffi::OsStr>>(&self, arguments: &[S]) -> Ended {
        Ended::of(&self.mingce().args(arguments).output().unwrap())
    }

    /// Imports a file and gives its JSON report.
    pub(crate) fn import(&self, path: &Path, more: &[&str]) -> (i32, Value) {
        let mut arguments: Vec<String> =
            vec!["import".into(), path.display().to_string(), "--format".into(), "json".into()];
        arguments.extend(more.iter().map(ToString::to_string));
        let ended = self.run(&arguments);
        let report =
            serde_json::from_str(&ended.out).unwrap_or_else(|_| panic!("no report: {ended:?}"));
        (ended.code, report)
    }

    /// A running site on this place.
    pub(crate) fn serve(&self) -> Site {
        Site::start(self.mingce().arg("serve"))
    }
}

#[derive(Debug)]
pub(crate) struct Ended {
    pub(crate) code: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Ended {
    fn of(output: &Output) -> Self {
        Self {
            code: output.status.code().unwrap_or(-1),
            out: String::from_utf8_lossy(&output.stdout).into_owned(),
            err: String::from_utf8_lossy(&output.stderr).into_owned(),
        }
    }
}

/// A running `serve` or `demo`, ended when dropped.
pub(crate) struct Site {
    child: Child,
    pub(crate) base: String,
    agent: ureq::Agent,
}

impl Site {
    pub(crate) fn demo() -> Self {
        Self::start(
            Command::new(env!("CARGO_BIN_EXE_mingce")).arg("demo").env("MINGCE_RATE_LIMIT", "off"),
        )
    }

    fn start(command: &mut Command) -> Self {
        let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let child = command
            .env("MINGCE_LISTEN", format!("127.0.0.1:{port}"))
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let config = ureq::Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .timeout_global(Some(Duration::from_secs(20)))
            .build();
        let site = Self { child, base: format!("http://127.0.0.1:{port}"), agent: config.into() };
        for _ in 0..600 {
            if site.try_get("/readyz").is_some_and(|(status, _)| status == 200) {
                return site;
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        panic!("the site does not come up");
    }

    fn try_get(&self, path: &str) -> Option<(u16, String)> {
        let mut response = self.agent.get(format!("{}{path}", self.base)).call().ok()?;
        let status = response.status().as_u16();
        Some((status, response.body_mut().read_to_string().ok()?))
    }

    /// Ends it at once, as a power cut does. Whoever asks afterwards gets no answer.
    pub(crate) fn kill(&self) {
        let id = self.child.id().to_string();
        let _ = Command::new("kill").args(["-9", &id]).status();
    }

    /// A request as a page of this site makes it, with a cookie and a kind of content.
    pub(crate) fn ask(
        &self,
        method: &str,
        path: &str,
        (cookie, kind): (&str, &str),
        body: &[u8],
    ) -> Answer {
        self.try_ask(method, path, (cookie, kind), body)
            .unwrap_or_else(|| panic!("no answer to {path}"))
    }

    /// `None`: no answer came.
    pub(crate) fn try_ask(
        &self,
        method: &str,
        path: &str,
        (cookie, kind): (&str, &str),
        body: &[u8],
    ) -> Option<Answer> {
        let url = format!("{}{path}", self.base);
        let answer = if method == "GET" {
            self.agent.get(url).header("cookie", cookie).call()
        } else {
            let request = self.agent.post(url).header("cookie", cookie);
            request.header("content-type", kind).header("sec-fetch-site", "same-origin").send(body)
        };
        let mut answer = answer.ok()?;
        let location = answer.headers().get("location").and_then(|to| to.to_str().ok());
        Some(Answer {
            status: answer.status().as_u16(),
            location: location.unwrap_or_default().to_owned(),
            body: answer.body_mut().read_to_string().ok()?,
        })
    }

    pub(crate) fn get(&self, path: &str) -> (u16, String) {
        self.try_get(path).unwrap_or_else(|| panic!("no answer to {path}"))
    }

    pub(crate) fn json(&self, path: &str) -> Value {
        let (_, body) = self.get(path);
        serde_json::from_str(&body).unwrap_or_else(|_| panic!("{path} is not JSON: {body}"))
    }

    /// What the API says to words typed.
    pub(crate) fn search(&self, words: &str) -> Value {
        self.json(&format!("/api/v1/search?q={}", encode(words)))
    }

    pub(crate) fn verdict(&self, words: &str) -> String {
        self.search(words)["verdict"].as_str().unwrap_or("none").to_owned()
    }
}

/// What came back.
#[derive(Clone, Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) location: String,
    pub(crate) body: String,
}

impl Drop for Site {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Percent-encodes everything but letters and digits.
pub(crate) fn encode(text: &str) -> String {
    text.bytes()
        .map(|byte| {
            if byte.is_ascii_alphanumeric() {
                char::from(byte).to_string()
            } else {
                format!("%{byte:02X}")
            }
        })
        .collect()
}
