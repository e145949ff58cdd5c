//! The archive's queries on several machines, by Apache DataFusion Ballista: a session whose queries go to a scheduler, and
//! the engine's own processes, which are a scheduler and any number of workers.
//!
//! In comes a plan over the archive's files; out come the same rows as in one process. The workers read the files
//! themselves: under the path that the plan names, or their copies in object storage. Nobody is asked who they are by any of
//! these processes, and whoever reaches one can read what it can read: they belong on a network of their own.

mod carried_tables;
mod copies;
mod losses;
mod planner;
mod ready;
mod scheduler;
mod worker;

use std::io;
use std::net::IpAddr;

use datafusion::prelude::SessionContext;
use tokio::runtime::Builder;
use tokio::runtime::Runtime;

pub(crate) use crate::cluster::copies::bring;
pub(crate) use crate::cluster::copies::clear;
pub use crate::cluster::scheduler::schedule;
pub use crate::cluster::worker::Worker;
pub use crate::cluster::worker::work;
use crate::engine::STACK;
use crate::error::ArchiveError;
use crate::storage::Storage;

/// The largest message between these processes: a plan with the table of extracts of the whole country in it.
const MESSAGE: u32 = 64 << 20;

/// A session without tables whose queries run on the cluster with the scheduler at this address, and find their files in
/// `storage` if there is one.
pub(crate) fn session(
    scheduler: &str,
    storage: Option<&Storage>,
) -> Result<SessionContext, ArchiveError> {
    ready::check_ready(scheduler)?;
    let session = planner::context(scheduler).and_then(|session| {
        copies::readable(storage, &session.runtime_env())?;
        Ok(session)
    });
    session.map_err(|error| ArchiveError::Read(error.to_string()))
}

/// Why a process of the cluster ended.
#[derive(Debug, thiserror::Error)]
pub enum ClusterError {
    /// It could not listen where it was to, or could not use its folder.
    #[error("{doing}: {source}")]
    Computer {
        /// What was being done.
        doing: String,
        /// What the computer said.
        source: io::Error,
    },
    /// The engine gave up.
    #[error("the engine stopped: {0}")]
    Engine(String),
}

impl ClusterError {
    fn computer(doing: impl Into<String>) -> impl FnOnce(io::Error) -> ClusterError {
        let doing = doing.into();
        move |source| ClusterError::Computer { doing, source }
    }

    fn engine(error: impl std::fmt::Display) -> ClusterError {
        ClusterError::Engine(error.to_string())
    }
}

/// An address as the engine wants hosts, which puts a port behind it.
fn host(address: IpAddr) -> String {
    match address {
        IpAddr::V4(address) => address.to_string(),
        IpAddr::V6(address) => format!("[{address}]"),
    }
}

/// The threads of such a process.
fn threads() -> Result<Runtime, ClusterError> {
    let threads = Builder::new_multi_thread().enable_all().thread_stack_size(STACK).build();
    threads.map_err(ClusterError::computer("beginning threads"))
}
