//! The site called in memory, over a small invented register.

mod agree;
mod api;
mod check;
mod console;
mod data;
mod edge;
mod feeds;
mod fixtures;
mod languages;
mod links;
mod narrow;
mod notice;
pub(super) mod openapi;
mod pages;
mod sitemap;
mod stats;
mod suggest;
mod words;

use std::sync::Arc;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Request, StatusCode};
use tower::ServiceExt as _;

use super::settings::{DataKind, SiteSettings};
use super::{App, router};
use crate::domain::directory::Directory;
use crate::domain::institution::Institution;
use crate::publish::live::Live;
use crate::search::{Index, Volume};

/// The one place that knows how a register gets behind the pages.
fn live(directory: &Directory, institutions: Vec<Institution>) -> Live {
    live_as_indexed(directory, (1..).zip(institutions).collect())
}

/// With the numbers that institutions have in the store, in the order in which they are indexed.
fn live_as_indexed(directory: &Directory, institutions: Vec<(i64, Institution)>) -> Live {
    let regions = Arc::new(directory.regions().clone());
    let dir = tempfile::tempdir().unwrap();
    let index = Index::create(dir.path(), Arc::clone(&regions)).unwrap();
    let mut writer = index.writer(Volume::Release).unwrap();
    for (no, institution) in institutions {
        writer.put_institution(no, institution).unwrap();
    }
    for regulator in directory.regulators() {
        writer.put_regulator(regulator.clone()).unwrap();
    }
    for release in directory.releases() {
        writer.put_release(release.clone()).unwrap();
    }
    writer.commit(directory.newest()).unwrap();
    drop(writer);
    drop(index);
    // What is open stays readable after its folder is gone.
    Live::open_alone(dir.path(), &regions, || fixtures::now().date()).unwrap()
}

fn site(change: impl FnOnce(&mut SiteSettings)) -> Router {
    let mut settings = SiteSettings::default();
    change(&mut settings);
    let live = live(&fixtures::directory(), fixtures::institutions());
    router(App::new(live, settings, fixtures::now))
}

fn plain() -> Router {
    site(|_| {})
}

struct Answer {
    status: StatusCode,
    headers: HeaderMap,
    body: String,
    bytes: Vec<u8>,
}

impl Answer {
    fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    /// The verdict panel's class and text: what a parent sees first.
    fn panel(&self) -> &str {
        let from = self.body.find("<section class=\"verdict").expect("a panel");
        let to = self.body[from..].find("</section>").unwrap();
        &self.body[from..from + to]
    }

    /// Whether the page says, in its headline, that something is approved.
    fn is_green(&self) -> bool {
        self.body.contains("verdict ok")
    }

    /// Whether there is a script beside the one of the search box.
    fn has_foreign_script(&self) -> bool {
        let own = format!("/static/{}\" defer></script>", super::assets::script_name());
        // Facts for search engines are data: nothing runs them.
        let is_run = |script: &&str| !script.starts_with(" type=\"application/ld+json\">");
        let scripts: Vec<&str> = self.body.split("<script").skip(1).filter(is_run).collect();
        scripts.len() > 1 || scripts.iter().any(|script| !script.contains(&own))
    }

    fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.body).expect("JSON")
    }
}

async fn send(site: &Router, request: Request<Body>) -> Answer {
    let response = site.clone().oneshot(request).await.unwrap();
    let (parts, body) = response.into_parts();
    let body = to_bytes(body, 4 << 20).await.unwrap();
    let bytes = body.to_vec();
    let body = String::from_utf8_lossy(&bytes).into_owned();
    Answer { status: parts.status, headers: parts.headers, body, bytes }
}

async fn get(site: &Router, path: &str) -> Answer {
    send(site, Request::get(path).body(Body::empty()).unwrap()).await
}

/// The bytes of an answer that is no text.
async fn get_bytes(site: &Router, path: &str) -> Vec<u8> {
    let request = Request::get(path).body(Body::empty()).unwrap();
    let response = site.clone().oneshot(request).await.unwrap();
    assert_eq!(response.status(), StatusCode::OK, "{path}");
    to_bytes(response.into_body(), 4 << 20).await.unwrap().to_vec()
}

/// What the box gives for these words.
async fn search(site: &Router, typed: &str) -> Answer {
    get(site, &format!("/search?q={}", super::links::Encoded(typed))).await
}

/// The settings of a demonstration below a portal.
fn demo(settings: &mut SiteSettings) {
    *settings = settings.clone().at("https://www.example.gov.cn/mingce");
    settings.data = DataKind::Demo;
}
