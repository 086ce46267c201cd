//! `mingce serve`

use std::sync::Arc;
use std::time::Duration;

use anyhow::Context as _;
use tokio::net::TcpListener;

use super::{Ended, now, progress::Progress, regions, today};
use crate::config::Settings;
use crate::domain::region::Regions;
use crate::publish::hours;
use crate::publish::live::{Indexed, Live};
use crate::store::Store;
use crate::web::console::Office;
use crate::web::{self, App};

/// How long a start waits for a database before it serves what the local index holds.
const PATIENCE: Duration = Duration::from_secs(5);
const TRY_AGAIN: Duration = Duration::from_secs(3);

pub(super) async fn run(settings: Settings) -> anyhow::Result<Ended> {
    let regions = regions(&settings)?;
    let office = Office::default();
    let live = open(&settings, &regions, &office).await?;
    answer(settings, live, office).await
}

/// Serves until told to stop.
pub(super) async fn answer(
    settings: Settings,
    live: Live,
    office: Office,
) -> anyhow::Result<Ended> {
    let listener = TcpListener::bind(settings.listen)
        .await
        .with_context(|| format!("不能监听 {}：端口可能被占用", settings.listen))?;
    let address = listener.local_addr()?;
    tracing::info!(
        "serving release {} at http://{address}{}/",
        live.snapshot().release(),
        settings.site.base_path
    );
    let (office_hours, stale_after_days) = (office.clone(), settings.site.stale_after_days);
    let followed = live.clone();
    tokio::spawn(async move {
        hours::keep(office_hours.opened().await, followed, stale_after_days, || (now(), today()))
            .await;
    });
    // Beside the index there is room, which where the system keeps what is passing there may not be.
    let app = App::new(live, settings.site, web::shanghai_now)
        .with_office(office)
        .with_downloads_in(settings.index);
    tokio::spawn(app.clone().keep_downloads_ready());
    web::serve(listener, web::router(app), told_to_stop()).await;
    Ok(Ended::Well)
}

/// Opens store and index and follows the store. While the database is away or empty, what the local
/// index holds is served, and the database is tried again.
async fn open(
    settings: &Settings,
    regions: &Arc<Regions>,
    office: &Office,
) -> anyhow::Result<Live> {
    let trouble = match try_open(settings, regions, office).await {
        Ok(live) => return Ok(live),
        Err(trouble) => trouble,
    };
    let Ok(live) = Live::open_alone(&settings.index, regions, today) else {
        return Err(trouble);
    };
    tracing::error!("{trouble:#}; serving what the local index holds");
    let url = settings.database_url.clone();
    let regions = Arc::clone(regions);
    tokio::spawn(follow_when_back(live.clone(), url, (office.clone(), regions)));
    Ok(live)
}

async fn try_open(
    settings: &Settings,
    regions: &Arc<Regions>,
    office: &Office,
) -> anyhow::Result<Live> {
    let opened = tokio::time::timeout(PATIENCE, Store::open(&settings.database_url)).await;
    let store = opened.context("数据库没有应答")?.context("打不开数据库")?;
    let progress = Progress::counting("正在准备索引");
    let count = |indexed: Indexed| progress.at(indexed.institutions);
    let live = Live::open(&store, &settings.index, regions, today, &count).await?;
    drop(progress);
    office.open(store.clone(), regions);
    tokio::spawn(check(store.clone()));
    tokio::spawn(live.clone().follow(store));
    Ok(live)
}

async fn follow_when_back(
    live: Live,
    database_url: String,
    (office, regions): (Office, Arc<Regions>),
) {
    loop {
        tokio::time::sleep(TRY_AGAIN).await;
        let Ok(store) = Store::open(&database_url).await else { continue };
        if store.newest().await.is_ok_and(|newest| newest >= live.snapshot().release()) {
            tracing::info!("the database is back");
            office.open(store.clone(), &regions);
            live.follow(store).await;
            return;
        }
        store.close().await;
    }
}

/// The database's own check reads all of it, so it runs beside the serving.
async fn check(store: Store) {
    match store.check().await {
        Ok(()) => tracing::info!("the database's own check finds nothing wrong"),
        Err(error) => tracing::error!(%error, "the database is damaged: restore it from a backup"),
    }
}

async fn told_to_stop() {
    let interrupted = tokio::signal::ctrl_c();
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        if let Ok(mut terminated) = signal(SignalKind::terminate()) {
            tokio::select! {
                _ = interrupted => {}
                _ = terminated.recv() => {}
            }
            return;
        }
    }
    // Without a signal to wait for, serving goes on until the process is ended.
    if interrupted.await.is_err() {
        std::future::pending::<()>().await;
    }
}
