//! What happens by itself: approved drafts are published when their hour has come.

use std::time::Duration;

use jiff::Timestamp;
use jiff::civil::Date;

use super::live::Live;
use super::review::Shown;
use super::workshop::Workshop;

/// How often the drafts are asked for. A release at eight o'clock is there a moment after.
const ASK_EVERY: Duration = Duration::from_secs(1);
const AFTER_TROUBLE: Duration = Duration::from_secs(15);

/// Keeps the hours for ever. Any number of replicas may; each draft is published once.
pub async fn keep(
    workshop: Workshop,
    live: Live,
    stale_after_days: u16,
    now: fn() -> (Timestamp, Date),
) {
    loop {
        tokio::time::sleep(ASK_EVERY).await;
        let reader = live.snapshot();
        let shown = Shown { reader: &reader, stale_after_days };
        match workshop.publish_due(shown, now()).await {
            Ok(published) => {
                for no in published {
                    tracing::info!(draft = no, "published at its hour");
                }
            }
            Err(error) => {
                tracing::warn!(error = %anyhow::Error::from(error), "cannot publish what is due");
                tokio::time::sleep(AFTER_TROUBLE).await;
            }
        }
    }
}
