//! Where the archive's queries run, as the settings of a home have it.
//!
//! In come the settings; out goes the archive's own choice: this process, or a cluster and where its machines find the files.

#[cfg(feature = "cluster")]
use std::path::Path;
use std::time::Duration;

use anyhow::Context;
use anyhow::Result;
use archive::RunsOn;
use archive::Storage;
use web::settings::ArchiveEngine;
use web::settings::ObjectStorage;
use web::settings::Settings;

use crate::home::Home;

/// After how long without anything of an answer a query on a cluster is given up: many times what one of the whole country
/// takes.
const PATIENCE: Duration = Duration::from_secs(300);

/// Where queries of a home's archive run. Those of the worked example run in this process.
pub(crate) fn runs_on(home: &Home) -> Result<RunsOn> {
    if home.is_example() {
        return Ok(RunsOn::ThisProcess);
    }
    let settings = Settings::archive(home.folder())?;
    let runs_on = match settings.engine {
        ArchiveEngine::Local => RunsOn::ThisProcess,
        ArchiveEngine::Ballista(scheduler) => RunsOn::Cluster {
            scheduler: scheduler.to_string(),
            storage: settings.storage.map(stored),
            patience: PATIENCE,
        },
    };
    runs_on.built_in().context("`archive.engine` of the settings names a cluster")?;
    Ok(runs_on)
}

/// Where the machines of a cluster find the files, as the settings in a folder have it; none where they share a folder.
#[cfg(feature = "cluster")]
pub(crate) fn storage(folder: &Path) -> Result<Option<Storage>> {
    Ok(Settings::archive(folder)?.storage.map(stored))
}

fn stored(storage: ObjectStorage) -> Storage {
    Storage {
        bucket: storage.place.bucket().to_owned(),
        folder: storage.place.folder().to_owned(),
        endpoint: storage.endpoint.map(|endpoint| endpoint.to_string()),
        region: storage.region,
        key: storage.key,
        secret: storage.secret,
    }
}
