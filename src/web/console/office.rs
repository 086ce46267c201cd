//! What all of the console shares.

use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock, OnceLock};
use std::time::Duration;

use jiff::civil::Date;
use tokio::sync::Semaphore;

use super::Trouble;
use crate::domain::duties::Load;
use crate::domain::password;
use crate::domain::region::Regions;
use crate::domain::regulator::RegulatorCode;
use crate::domain::release::ReleaseId;
use crate::import::Limits;
use crate::publish::PublishError;
use crate::publish::report::Reports;
use crate::publish::workshop::Workshop;
use crate::store::{Store, random};

/// Hashes at the same time: each takes a processor and 19 MiB.
const HASHES_AT_ONCE: usize = 2;

/// A handle on the store, which may come later than the site: the public pages do without it.
#[derive(Clone, Debug)]
pub struct Office {
    store: Arc<OnceLock<Store>>,
    workshop: Arc<OnceLock<Workshop>>,
    hashing: Arc<Semaphore>,
    pub(super) loads: Loads,
    pub(in crate::web) reports: Reports,
}

/// What regulators have to do, counted once a release and day.
#[derive(Clone, Debug, Default)]
pub(super) struct Loads(Arc<tokio::sync::Mutex<Option<HeldLoads>>>);

type ByRegulator = Arc<BTreeMap<RegulatorCode, Load>>;

#[derive(Debug)]
struct HeldLoads {
    release: ReleaseId,
    day: Date,
    loads: ByRegulator,
}

impl Loads {
    /// Who asks while somebody else has them counted waits for the same numbers.
    pub(super) async fn of(
        &self,
        release: ReleaseId,
        day: Date,
        count: impl FnOnce() -> Result<BTreeMap<RegulatorCode, Load>, PublishError> + Send + 'static,
    ) -> Result<ByRegulator, Trouble> {
        let mut held = self.0.lock().await;
        if let Some(held) = held.as_ref().filter(|held| held.release == release && held.day == day)
        {
            return Ok(Arc::clone(&held.loads));
        }
        let counted = tokio::task::spawn_blocking(count).await.map_err(|_| Trouble::Internal)??;
        let loads = Arc::new(counted);
        *held = Some(HeldLoads { release, day, loads: Arc::clone(&loads) });
        Ok(loads)
    }
}

impl Default for Office {
    fn default() -> Self {
        Self {
            store: Arc::default(),
            workshop: Arc::default(),
            hashing: Arc::new(Semaphore::new(HASHES_AT_ONCE)),
            loads: Loads::default(),
            reports: Reports::default(),
        }
    }
}

/// Fits no password; checked against where there is no account, so that it takes as long.
static NOBODYS: LazyLock<String> =
    LazyLock::new(|| password::hash("nobody's password", &[0; 16]).unwrap_or_default());

impl Office {
    /// The store is there from now on. One that is there already stays.
    pub fn open(&self, store: Store, regions: &Arc<Regions>) {
        // Refused only where a store is there already.
        let workshop = Workshop::new(store.clone(), Arc::clone(regions), Limits::default());
        let _ = self.workshop.set(workshop);
        let _ = self.store.set(store);
    }

    /// What keeps the hours of drafts is given it as soon as the store is there.
    pub async fn opened(&self) -> Workshop {
        loop {
            if let Some(workshop) = self.workshop.get() {
                return workshop.clone();
            }
            tokio::time::sleep(Duration::from_secs(1)).await;
        }
    }

    /// Where drafts are worked on.
    ///
    /// # Errors
    /// Until [`Self::open`] was called.
    pub fn workshop(&self) -> Result<&Workshop, Trouble> {
        self.workshop.get().ok_or(Trouble::Away)
    }

    /// # Errors
    /// Until [`Self::open`] was called.
    pub fn store(&self) -> Result<&Store, Trouble> {
        self.store.get().ok_or(Trouble::Away)
    }

    /// The hash of a new password.
    ///
    /// # Errors
    /// When the system has no random bytes to give.
    pub async fn hash(&self, password: String) -> Result<String, Trouble> {
        let salt = random::<16>()?;
        self.apart(move || password::hash(&password, &salt)).await?.ok_or(Trouble::Internal)
    }

    /// Whether the password is the one of this hash; `None` stands for nobody's, and takes as long.
    ///
    /// # Errors
    /// When the check could not be run.
    pub async fn fits(&self, password: String, hash: Option<String>) -> Result<bool, Trouble> {
        self.apart(move || match hash {
            Some(hash) => password::fits(&password, &hash),
            None => {
                password::fits(&password, &NOBODYS);
                false
            }
        })
        .await
    }

    /// Work of a processor, beside what waits for the network.
    async fn apart<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, Trouble> {
        let turn = self.hashing.acquire().await.map_err(|_| Trouble::Internal)?;
        let done = tokio::task::spawn_blocking(work).await.map_err(|_| Trouble::Internal);
        drop(turn);
        done
    }
}
