//! Debian's Chromium, driven as a person would. Screenshots are left in `target/screenshots/`.

use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use base64::Engine as _;
use fantoccini::{Client, ClientBuilder, Locator};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};

fn screenshots() -> PathBuf {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/screenshots");
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

fn base64(text: &str) -> Option<Vec<u8>> {
    base64::engine::general_purpose::STANDARD.decode(text).ok()
}

/// Chromium's driver, ended when dropped.
pub(crate) struct Driver {
    child: Child,
    url: String,
    _profile: tempfile::TempDir,
    client: Option<Client>,
}

impl Driver {
    pub(crate) async fn start(width: u32, height: u32) -> Self {
        let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let child = Command::new("chromedriver")
            .arg(format!("--port={port}"))
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("chromedriver is missing: apt-get install chromium chromium-driver (tests/run does it)");
        let profile = tempfile::tempdir().unwrap();
        let mut driver = Self {
            child,
            url: format!("http://127.0.0.1:{port}"),
            _profile: profile,
            client: None,
        };
        let arguments = [
            "--headless=new".to_owned(),
            "--no-sandbox".into(),
            "--disable-gpu".into(),
            "--disable-quic".into(),
            "--no-first-run".into(),
            "--disable-background-networking".into(),
            "--disable-component-update".into(),
            "--disable-sync".into(),
            "--lang=zh-CN".into(),
            format!("--user-data-dir={}", driver._profile.path().display()),
        ];
        let capabilities = json!({
            "goog:chromeOptions": {
                "args": arguments,
                "mobileEmulation": { "deviceMetrics": { "width": width, "height": height, "pixelRatio": 2.0 } },
            },
        });
        let Some(capabilities) = capabilities.as_object() else {
            unreachable!("an object was written")
        };
        for _ in 0..100 {
            let mut builder = ClientBuilder::new(HttpConnector::new());
            if let Ok(client) =
                builder.capabilities(capabilities.clone()).connect(&driver.url).await
            {
                driver.client = Some(client);
                return driver;
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        panic!("the browser does not come up");
    }

    pub(crate) fn client(&self) -> &Client {
        self.client.as_ref().expect("started")
    }

    /// A command of the developer tools, for what WebDriver has no words; with what it gives.
    pub(crate) async fn devtools(&self, command: &str, parameters: &Value) -> Value {
        let session = self.client().session_id().await.unwrap().expect("started");
        let url = format!("{}/session/{session}/goog/cdp/execute", self.url);
        let body = json!({ "cmd": command, "params": parameters });
        let sent = tokio::task::spawn_blocking(move || ureq::post(&url).send_json(&body));
        let mut answer = sent.await.unwrap().unwrap();
        answer.body_mut().read_json().unwrap()
    }

    /// The window as wide and high as that, in CSS pixels; below 800 a phone.
    pub(crate) async fn look(&self, width: u32, height: u32) {
        let metrics = json!({
            "width": width, "height": height, "deviceScaleFactor": 2, "mobile": width < 800,
        });
        self.devtools("Emulation.setDeviceMetricsOverride", &metrics).await;
    }

    /// What a reader's system asks for, such as `prefers-color-scheme: dark`.
    pub(crate) async fn wishes(&self, features: &[(&str, &str)]) {
        let features: Vec<Value> =
            features.iter().map(|(name, value)| json!({ "name": name, "value": value })).collect();
        self.devtools("Emulation.setEmulatedMedia", &json!({ "features": features })).await;
    }

    pub(crate) async fn scripts(&self, are_run: bool) {
        let value = json!({ "value": !are_run });
        self.devtools("Emulation.setScriptExecutionDisabled", &value).await;
    }

    /// The whole page, not only what the window shows.
    pub(crate) async fn picture(&self, name: &str) {
        let asked = json!({ "format": "png", "captureBeyondViewport": true });
        let taken = self.devtools("Page.captureScreenshot", &asked).await;
        let png = taken["value"]["data"].as_str().and_then(base64).unwrap();
        std::fs::write(screenshots().join(format!("{name}.png")), png).unwrap();
    }

    /// What axe finds wrong with the page as it is: rule, and where.
    pub(crate) async fn axe(&self) -> Vec<String> {
        let path = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("tests/site/axe/node_modules/axe-core/axe.min.js");
        let source = std::fs::read_to_string(path)
            .expect("axe is missing: npm ci --prefix tests/site/axe (tests/run does it)");
        run(self, &source).await;
        let script = "var done = arguments[0];
            axe.run(document, { resultTypes: ['violations'] }).then(function (result) {
                done(result.violations.map(function (one) {
                    return one.id + ' (' + one.impact + '): ' + one.nodes.map(function (node) {
                        return node.target.join(' ') + ' ' + node.failureSummary;
                    }).join(' | ');
                }));
            }, function (error) { done(['axe failed: ' + error]); });";
        let found = self.client().execute_async(script, vec![]).await.unwrap();
        serde_json::from_value(found).unwrap()
    }

    pub(crate) async fn screenshot(&self, name: &str) {
        let png = self.client().screenshot().await.unwrap();
        std::fs::write(screenshots().join(format!("{name}.png")), png).unwrap();
    }

    pub(crate) async fn text(&self, css: &str) -> String {
        let element = self
            .client()
            .wait()
            .at_most(Duration::from_secs(10))
            .for_element(Locator::Css(css))
            .await;
        element.unwrap_or_else(|_| panic!("no {css}")).text().await.unwrap()
    }

    pub(crate) async fn end(mut self) {
        if let Some(client) = self.client.take() {
            let _ = client.close().await;
        }
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

pub(crate) async fn run(driver: &Driver, script: &str) -> Value {
    driver.client().execute(script, vec![]).await.unwrap()
}

/// Waits until the script, which gives a truth, does so.
pub(crate) async fn until(driver: &Driver, script: &str) {
    for _ in 0..100 {
        if run(driver, &format!("return !!({script})")).await == json!(true) {
            return;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    panic!("never true: {script}");
}

/// To the side of a phone.
pub(crate) async fn assert_nothing_sticks_out(driver: &Driver) {
    let wider =
        "return document.documentElement.scrollWidth - document.documentElement.clientWidth";
    assert_eq!(driver.client().execute(wider, vec![]).await.unwrap(), json!(0));
}
