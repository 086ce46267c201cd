//! The register of the fixtures, in a store.

use crate::domain::digest::{self, Digest};
use crate::domain::directory::Directory;
use crate::domain::institution::Institution;
use crate::store::publishing::{Batch, KeptUpload};
use crate::store::{Store, Stored};

/// Writes releases and institutions; these have the numbers that the index gives them.
pub(super) async fn fill(store: &Store, directory: &Directory, institutions: Vec<Institution>) {
    let releases: Vec<_> = directory.releases().cloned().collect();
    let upload = KeptUpload {
        source: releases[0].source.clone(),
        received_at: releases[0].recorded_at,
        content: b"file".to_vec(),
    };
    let mut batch = Batch {
        uploads: vec![upload],
        regulators: directory.regulators().cloned().collect(),
        releases,
        ..Batch::default()
    };
    for (no, institution) in (1..).zip(institutions) {
        batch.institutions.push((no, institution.id));
        for version in institution.versions {
            let number = i64::try_from(batch.versions.len()).unwrap() + 1;
            batch.endings.extend(version.until.map(|until| (number, until)));
            let digest = Digest::of(&digest::content(&version.listing));
            let salt = [0; 16];
            batch.versions.push(Stored { no: number, institution: no, version, salt, digest });
        }
    }
    // Versions end in the transaction after the one that they come in, as they do in life.
    let endings = std::mem::take(&mut batch.endings);
    for batch in [batch, Batch { endings, ..Batch::default() }] {
        let mut publishing = store.begin_publishing().await.unwrap();
        publishing.write(&batch).await.unwrap();
        publishing.commit().await.unwrap();
    }
}
