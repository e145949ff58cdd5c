//! Where the archive's queries run: in this process, or on a cluster of machines.
//!
//! In comes the address of a cluster's scheduler, or none; out goes a choice, or, where this program was built without
//! the cluster's engine, words that say how to build it.

use std::time::Duration;

use crate::storage::Storage;

/// Where queries run. Their answers are the same.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum RunsOn {
    /// In this process.
    #[default]
    ThisProcess,
    /// On an Apache `DataFusion` Ballista cluster.
    Cluster {
        /// Where its scheduler listens, such as `10.0.0.5:50050`.
        scheduler: String,
        /// The object storage in which its machines find copies of the files; none where they reach the archive's own under
        /// the same path.
        storage: Option<Storage>,
        /// After how long without anything of an answer a query is given up: the engine itself sets no limit.
        patience: Duration,
    },
}

/// This program was built without the engine for several machines.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error(
    "this Saferplan was built without the engine for several machines (Apache DataFusion Ballista): build it with \
     `cargo build --release --features saferplan/cluster`"
)]
pub struct NotBuiltIn;

impl RunsOn {
    /// After how long without anything of an answer a query is given up, where it may be.
    pub(crate) fn patience(&self) -> Option<Duration> {
        match self {
            RunsOn::ThisProcess => None,
            RunsOn::Cluster { patience, .. } => Some(*patience),
        }
    }

    /// The object storage in which files are found, if there is one.
    pub(crate) fn storage(&self) -> Option<&Storage> {
        match self {
            RunsOn::ThisProcess => None,
            RunsOn::Cluster { storage, .. } => storage.as_ref(),
        }
    }

    /// Whether queries can run there.
    ///
    /// # Errors
    /// When this program was built without what that takes.
    pub fn built_in(&self) -> Result<(), NotBuiltIn> {
        match self {
            RunsOn::ThisProcess => Ok(()),
            RunsOn::Cluster { .. } if cfg!(feature = "cluster") => Ok(()),
            RunsOn::Cluster { .. } => Err(NotBuiltIn),
        }
    }
}
