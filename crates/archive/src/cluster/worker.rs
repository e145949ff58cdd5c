//! A worker: reports to the scheduler, does its tasks, and hands out what came of them.

use std::fs;
use std::io;
use std::net::SocketAddr;
use std::net::TcpListener;
use std::os::unix::fs::DirBuilderExt as _;
use std::path::Path;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use ballista_core::extension::SessionConfigExt as _;
use ballista_executor::executor_process::ExecutorProcessConfig;
use ballista_executor::executor_process::start_executor_process;
use datafusion::error::DataFusionError;
use datafusion::execution::runtime_env::RuntimeEnv;
use datafusion::execution::runtime_env::RuntimeEnvBuilder;
use datafusion::prelude::SessionConfig;

use crate::cluster::ClusterError;
use crate::cluster::MESSAGE;
use crate::cluster::copies;
use crate::cluster::host;
use crate::cluster::threads;
use crate::storage::Storage;

/// How often, in seconds, a worker says that it is there.
pub(super) const REPORT_EVERY: u64 = 5;

/// How long, in seconds, a worker waits for its scheduler when it begins.
const SCHEDULER_WITHIN: u16 = 30;

/// After how many seconds what is left of a query is cleared away, whatever became of it.
const CLEARED_AFTER: u64 = 3600;

/// The folder for what comes of tasks. The engine deletes every other folder that it finds in it, once that is old.
const RESULTS: &str = "results";

/// The folder for what has no room in memory.
const SPILLED: &str = "spilled";

/// What a worker needs to know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Worker {
    /// Where others fetch results from it; it takes tasks at the next port. With port 0, at any two free ones.
    pub listen: SocketAddr,
    /// The scheduler's name or address.
    pub scheduler: String,
    /// The scheduler's port.
    pub scheduler_port: u16,
    /// Where it keeps what comes of tasks, in a folder of its own.
    pub folder: PathBuf,
    /// The object storage in which it finds the archive's files, where it does not find them in a folder.
    pub storage: Option<Storage>,
    /// How many tasks it does at once.
    pub tasks: usize,
}

/// Runs a worker until it is told to end, by SIGTERM or Ctrl+C: it ends what is under way, takes nothing new, and clears its
/// folder. `begun` is told once the scheduler knows it, and where it listens.
///
/// # Errors
/// When it cannot listen, write to its folder or reach the scheduler.
pub fn work(
    worker: &Worker,
    begun: impl FnOnce(SocketAddr) + Send + 'static,
) -> Result<(), ClusterError> {
    let (results, tasks) = ports(worker.listen)?;
    let folder = own_folder(&worker.folder, results)?;
    let runtime = runtime(worker, &folder).map_err(ClusterError::engine)?;
    let config = config(worker, &folder, results, tasks, runtime);
    let health = config.health.clone();
    let at = SocketAddr::new(worker.listen.ip(), results);
    threads()?.block_on(async {
        tokio::spawn(async move {
            while !health.is_ready() {
                tokio::time::sleep(Duration::from_millis(50)).await;
            }
            begun(at);
        });
        start_executor_process(Arc::new(config)).await.map_err(ClusterError::engine)
    })?;
    // What could not be cleared now is cleared when a worker begins here again.
    let _ = fs::remove_dir_all(folder);
    Ok(())
}

/// What its tasks share: a folder for what has no room in memory, and a way to the storage.
fn runtime(worker: &Worker, folder: &Path) -> Result<Arc<RuntimeEnv>, DataFusionError> {
    let runtime = RuntimeEnvBuilder::new().with_temp_file_path(folder.join(SPILLED)).build_arc()?;
    copies::readable(worker.storage.as_ref(), &runtime)?;
    Ok(runtime)
}

fn config(
    worker: &Worker,
    folder: &Path,
    results: u16,
    tasks: u16,
    runtime: Arc<RuntimeEnv>,
) -> ExecutorProcessConfig {
    let address = host(worker.listen.ip());
    ExecutorProcessConfig {
        bind_host: address.clone(),
        external_host: Some(address),
        port: results,
        grpc_port: tasks,
        scheduler_host: worker.scheduler.clone(),
        scheduler_port: worker.scheduler_port,
        scheduler_connect_timeout_seconds: SCHEDULER_WITHIN,
        vcores: worker.tasks,
        work_dir: Some(folder.join(RESULTS).to_string_lossy().into_owned()),
        job_data_ttl_seconds: CLEARED_AFTER,
        job_data_clean_up_interval_seconds: CLEARED_AFTER / 4,
        grpc_max_decoding_message_size: MESSAGE,
        grpc_max_encoding_message_size: MESSAGE,
        executor_heartbeat_interval_seconds: REPORT_EVERY,
        override_runtime_producer: Some(Arc::new(move |_| Ok(Arc::clone(&runtime)))),
        override_config_producer: Some(Arc::new(SessionConfig::new_with_ballista)),
        ..ExecutorProcessConfig::default()
    }
}

/// The ports for results and for tasks.
fn ports(listen: SocketAddr) -> Result<(u16, u16), ClusterError> {
    if listen.port() != 0 {
        return Ok((listen.port(), listen.port().saturating_add(1)));
    }
    let free = || TcpListener::bind(listen);
    // Both are held until both are known, so that they are two.
    let found = free().and_then(|one| free().map(|other| (one, other)));
    let port = |listener: &TcpListener| listener.local_addr().map(|address| address.port());
    let found = found.and_then(|(one, other)| Ok((port(&one)?, port(&other)?)));
    found.map_err(ClusterError::computer(format!("looking for free ports at {}", listen.ip())))
}

/// A folder that is the worker's alone, with those for results and for what has no room in memory, both empty: what a worker
/// that was killed left behind goes now.
fn own_folder(within: &Path, port: u16) -> Result<PathBuf, ClusterError> {
    let folder = within.join(format!("saferplan-worker-{port}"));
    let made = match fs::remove_dir_all(&folder) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => [RESULTS, SPILLED].iter().try_for_each(|of| {
            fs::DirBuilder::new().recursive(true).mode(0o700).create(folder.join(of))
        }),
    };
    let made = made.and_then(|()| std::path::absolute(&folder));
    made.map_err(ClusterError::computer(format!("making `{}`", folder.display())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_worker_takes_nothing_away_but_its_own() {
        let folder = tempfile::tempdir().unwrap();
        let others = folder.path().join("others");
        let left = folder.path().join("saferplan-worker-7/left-behind");
        for one in [&others, &left] {
            fs::create_dir_all(one).unwrap();
        }
        let own = own_folder(folder.path(), 7).unwrap();
        assert!(own.is_dir() && others.is_dir() && !left.exists());
    }

    #[test]
    fn ports_follow_one_another_or_are_any_two() {
        let two = ports("127.0.0.1:0".parse().unwrap()).unwrap();
        assert!(two.0 != two.1 && two.0 > 0 && two.1 > 0, "{two:?}");
        assert_eq!(ports("127.0.0.1:50051".parse().unwrap()).unwrap(), (50051, 50052));
    }
}
