//! Public pages and the JSON API, read from one immutable snapshot a request; and the console, which works
//! on the store.
//!
//! | what | where |
//! |---|---|
//! | every URL | here |
//! | what is said to parents, in three languages | [`words`] |
//! | which language an address is of | `address` |
//! | frame of a page, shared pieces | `layout`, `components` |
//! | pages, API, suggestions while typing | `public`, `api`, `suggest` |
//! | the bureaus' console | [`console`] |
//! | files with all lists; what is new; all addresses, for search engines | [`downloads`], [`feeds`], [`sitemap`] |
//! | what stands around them | `around`: `served` (one release a request, ETag), `limit`, `headers`, `error`; [`serve`] |

pub mod address;
pub mod api;
mod around;
pub mod asking;
pub mod assets;
pub mod checking;
pub mod components;
pub mod console;
pub mod downloads;
pub mod elder;
pub mod error;
pub mod feeds;
pub mod figures;
#[cfg(debug_assertions)]
pub mod gallery;
pub mod headers;
pub mod layout;
pub mod limit;
pub mod links;
pub mod operators;
pub mod origin;
pub mod overview;
pub mod params;
pub mod public;
pub mod qr_code;
mod serve;
pub mod served;
pub mod settings;
pub mod sitemap;
pub mod suggest;
mod taken_for;
pub mod words;

#[cfg(test)]
mod tests;

use std::path::PathBuf;
use std::sync::Arc;

use axum::Router;
use axum::extract::{DefaultBodyLimit, Path};
use axum::routing::{MethodRouter, get, post};
use jiff::tz::TimeZone;
use jiff::{Timestamp, Zoned};
use tokio::sync::Semaphore;

use self::console::systems;
use self::params::Params;
use self::public::qr::Kind;
pub use self::serve::serve;
use self::served::Served;
use self::settings::SiteSettings;
use self::words::Language;
use crate::publish::live::Live;

/// What handlers read from.
#[derive(Clone, Debug)]
pub struct App {
    pub live: Live,
    pub site: Arc<SiteSettings>,
    /// The time in China; [`shanghai_now`] outside tests. 'Today' is its day.
    pub now: fn() -> Zoned,
    /// Where the console finds store and people.
    pub office: console::Office,
    /// Whoever asks about many at once waits for a turn: others are to be answered meanwhile.
    batches: Arc<Semaphore>,
    pub downloads: downloads::Downloads,
    overviews: overview::Cache,
    figures: figures::Cache,
}

/// Batches that are looked up at a time.
const BATCHES_AT_ONCE: usize = 2;

impl App {
    pub fn new(live: Live, site: SiteSettings, now: fn() -> Zoned) -> Self {
        Self {
            live,
            site: Arc::new(site),
            now,
            office: console::Office::default(),
            batches: Arc::new(Semaphore::new(BATCHES_AT_ONCE)),
            downloads: downloads::Downloads::default(),
            overviews: overview::Cache::default(),
            figures: figures::Cache::default(),
        }
    }

    /// With a console that works as soon as `office` has a store.
    #[must_use]
    pub fn with_office(self, office: console::Office) -> Self {
        Self { office, ..self }
    }

    /// With files for download lying in `folder` instead of where the system keeps what is passing.
    #[must_use]
    pub fn with_downloads_in(self, folder: PathBuf) -> Self {
        Self { downloads: downloads::Downloads::in_folder(folder), ..self }
    }

    /// Makes downloads ahead, for ever: [`downloads::Downloads::keep_ready`].
    pub async fn keep_downloads_ready(self) {
        self.downloads.keep_ready(self.live, self.now).await;
    }
}

/// The time in China: eight hours east all year round since 1991.
pub fn shanghai_now() -> Zoned {
    #[expect(clippy::disallowed_methods, reason = "the one place where pages read the clock")]
    let now = Timestamp::now();
    now.to_zoned(TimeZone::fixed(jiff::tz::offset(8)))
}

/// The whole public site.
pub fn router(app: App) -> Router {
    let mut pages = urls("").merge(console::router("", &app));
    if !app.site.base_path.is_empty() {
        // A proxy may strip the path or leave it: both find the site, and links always carry it.
        let base = &app.site.base_path;
        pages = pages.merge(urls(base)).merge(console::router(base, &app));
    }
    around::around(pages, app)
}

/// Every URL, below `base`.
fn urls(base: &str) -> Router<App> {
    let at = |path: &str| format!("{base}{path}");
    let api = api_routes().into_iter();
    let router = api
        .fold(Router::new(), |router, (path, handlers)| router.route(&at(path), handlers))
        .route(&at("/data/schema.json"), get(downloads::schema::show))
        .route(&at("/data/{edition}/{file}"), get(downloads::files::show))
        .route(&at("/sitemap.xml"), get(sitemap::index))
        .route(&at("/sitemaps/{file}"), get(sitemap::part))
        .route(&at("/static/{name}"), get(assets::show))
        .route(
            &at(elder::PATH),
            post(elder::choose).layer(DefaultBodyLimit::max(elder::LARGEST_FORM)),
        )
        .route(&at("/robots.txt"), get(operators::robots))
        .route(&at("/healthz"), get(operators::alive))
        .route(&at("/readyz"), get(operators::ready));
    Language::ALL.into_iter().fold(router, |router, language| {
        router.merge(pages(&format!("{base}{}", language.prefix())))
    })
}

/// The JSON API: what [`api::openapi`] describes, path by path.
fn api_routes() -> [(&'static str, MethodRouter<App>); 11] {
    let check = DefaultBodyLimit::max(api::check::LARGEST_BODY);
    let sent = DefaultBodyLimit::max(systems::LARGEST);
    [
        ("/api/v1/search", get(api::search::show)),
        ("/api/v1/institutions/{id}", get(api::institutions::show)),
        (systems::RELEASES, get(api::releases::index).post(systems::send).layer(sent)),
        ("/api/v1/releases/{number}", get(api::releases::show)),
        ("/api/v1/releases/{number}/diff", get(api::releases::diff)),
        (systems::DRAFT, get(systems::show)),
        ("/api/v1/regions", get(api::regions::index)),
        ("/api/v1/regions/{code}", get(api::regions::show)),
        ("/api/v1/stats", get(api::stats::show)),
        (api::openapi::PATH, get(api::openapi::show)),
        (api::check::PATH, post(api::check::check).layer(check)),
    ]
}

/// What parents read, in the language that `base` ends in.
fn pages(base: &str) -> Router<App> {
    let at = |path: &str| format!("{base}{path}");
    let router = Router::new()
        .route(&at("/"), get(public::home::show))
        .route(&at("/search"), get(public::search::show))
        .route(&at(suggest::PATH), get(suggest::show))
        .route(&at("/i/{id}"), get(public::institution::show))
        .route(&at("/uscc/{code}"), get(public::lookup::by_uscc))
        .route(&at("/permit/{no}"), get(public::lookup::by_permit))
        .route(&at("/regions"), get(public::regions::index))
        .route(&at("/regions/{code}"), get(public::regions::show))
        .route(&at("/releases"), get(public::releases::index))
        .route(&at("/releases/{number}"), get(public::releases::show))
        .route(&at("/feed.xml"), get(feeds::whole))
        .route(&at("/regions/{code}/feed.xml"), get(feeds::region))
        .route(&at("/i/{id}/feed.xml"), get(feeds::institution))
        .route(&at("/data"), get(public::data::show))
        .route(&at("/stats"), get(public::stats::show))
        .route(&at("/stats.csv"), get(public::stats::csv))
        .route(&at("/guide"), get(public::guide::show))
        .route(&at("/about"), get(public::about::show))
        .route(&at("/accessibility"), get(public::accessibility::show))
        .route(&at("/report"), get(public::report::show))
        .route(&at(public::embed::PATH), get(public::embed::show))
        .route(&at(public::api::PATH), get(public::api::show))
        .merge(shown_elsewhere(base))
        .route(&at(public::notice::PATH), get(public::notice::show))
        .route(
            &at(public::check::PATH),
            get(public::check::show)
                .post(public::check::check)
                .layer(DefaultBodyLimit::max(public::check::LARGEST_FORM)),
        );
    #[cfg(debug_assertions)]
    let router = router.route(&at(gallery::PATH), get(gallery::show));
    if base.is_empty() { router } else { router.route(base, get(public::home::show)) }
}

/// What other sites and sheets of paper show: see [`headers::Shown`].
fn shown_elsewhere(base: &str) -> Router<App> {
    let at = |path: &str| format!("{base}{path}");
    let mut router = Router::new()
        .route(&at("/i/{id}/badge.svg"), get(public::badge::show))
        .route(&at("/embed/i/{id}"), get(public::frames::card))
        .route(&at(public::frames::BOX), get(public::frames::search_box));
    for (file, kind) in [("/qr.svg", Kind::Svg), ("/qr.png", Kind::Png)] {
        let home = move |served: Served, params: Params| async move {
            public::qr::home(&served, &params, kind)
        };
        let region = move |served: Served, Path(code): Path<String>, params: Params| async move {
            public::qr::region(&served, &code, &params, kind)
        };
        let institution = move |served: Served, Path(id): Path<String>, params: Params| async move {
            public::qr::institution(&served, &id, &params, kind)
        };
        router = router
            .route(&at(file), get(home))
            .route(&at(&format!("/regions/{{code}}{file}")), get(region))
            .route(&at(&format!("/i/{{id}}{file}")), get(institution));
    }
    router
}
