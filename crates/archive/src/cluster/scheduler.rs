//! The scheduler: takes queries, cuts them into tasks, and hands these to workers.

use std::net::SocketAddr;
use std::sync::Arc;

use ballista_core::error::BallistaError;
use ballista_core::extension::SessionConfigExt as _;
use ballista_core::utils::default_session_builder;
use ballista_scheduler::cluster::BallistaCluster;
use ballista_scheduler::config::SchedulerConfig;
use ballista_scheduler::scheduler_process::create_scheduler;
use ballista_scheduler::scheduler_process::start_grpc_service_with_listener;
use ballista_scheduler::scheduler_server::SchedulerServer;
use datafusion::error::DataFusionError;
use datafusion::execution::SessionState;
use datafusion::prelude::SessionConfig;
use datafusion_proto::protobuf::LogicalPlanNode;
use datafusion_proto::protobuf::PhysicalPlanNode;
use tokio::net::TcpListener;
use tokio::sync::mpsc::unbounded_channel;

use crate::cluster::ClusterError;
use crate::cluster::MESSAGE;
use crate::cluster::carried_tables::CarriedTables;
use crate::cluster::copies;
use crate::cluster::host;
use crate::cluster::losses::Losses;
use crate::cluster::threads;
use crate::cluster::worker::REPORT_EVERY;
use crate::storage::Storage;

/// After how many seconds without a word from it a worker counts as lost, and its tasks go to others.
const LOST_AFTER: u64 = 4 * REPORT_EVERY;

/// Runs a scheduler that listens at `listen`, until `stop` says so; its plans may name files in `storage`. `begun` is told
/// where it listens.
///
/// # Errors
/// When it cannot listen there.
pub fn schedule<F: Future<Output = ()>>(
    listen: SocketAddr,
    storage: Option<Storage>,
    begun: impl FnOnce(SocketAddr),
    stop: impl FnOnce() -> F,
) -> Result<(), ClusterError> {
    threads()?.block_on(async {
        let listening = || format!("listening at {listen}");
        let listener =
            TcpListener::bind(listen).await.map_err(ClusterError::computer(listening()))?;
        let at = listener.local_addr().map_err(ClusterError::computer(listening()))?;
        let config = config(at, storage);
        config.validate().map_err(ClusterError::engine)?;
        let scheduler = scheduler(config).await.map_err(ClusterError::engine)?;
        let serving = start_grpc_service_with_listener(listener, scheduler);
        begun(at);
        tokio::select! {
            served = serving => served.map_err(ClusterError::engine),
            () = stop() => Ok(()),
        }
    })
}

/// The engine's scheduler, which calls off whatever a loss has met.
async fn scheduler(
    config: SchedulerConfig,
) -> Result<SchedulerServer<LogicalPlanNode, PhysicalPlanNode>, BallistaError> {
    let usual = BallistaCluster::new_from_config(&config).await?;
    let (call_off, mut harmed) = unbounded_channel();
    let losses = Losses::over(usual.cluster_state(), call_off);
    let cluster = BallistaCluster::new(Arc::new(losses), usual.job_state());
    let scheduler = create_scheduler(cluster, Arc::new(config)).await?;
    let calling_off = scheduler.clone();
    tokio::spawn(async move {
        while let Some(job) = harmed.recv().await {
            // One that cannot be called off gets no task all the same, and is given up by whoever asked.
            let _ = calling_off.cancel_job(job).await;
        }
    });
    Ok(scheduler)
}

/// Results lie with the workers for five minutes, for whoever asked to fetch them; then they are cleared away.
fn config(at: SocketAddr, storage: Option<Storage>) -> SchedulerConfig {
    SchedulerConfig {
        external_host: host(at.ip()),
        bind_host: host(at.ip()),
        bind_port: at.port(),
        finished_job_data_clean_up_interval_seconds: 300,
        finished_job_state_clean_up_interval_seconds: 600,
        grpc_server_max_decoding_message_size: MESSAGE,
        grpc_server_max_encoding_message_size: MESSAGE,
        grpc_client_max_message_size: MESSAGE,
        executor_timeout_seconds: LOST_AFTER,
        expire_dead_executor_interval_seconds: REPORT_EVERY,
        no_executors_grace_period_seconds: LOST_AFTER,
        // A task is done once. What would be begun again might have rows twice (`losses.rs`).
        task_max_failures: 1,
        stage_max_failures: 1,
        override_logical_codec: Some(Arc::new(CarriedTables::default())),
        override_session_builder: Some(Arc::new(move |config| session(config, storage.as_ref()))),
        override_config_producer: Some(Arc::new(SessionConfig::new_with_ballista)),
        ..SchedulerConfig::default()
    }
}

/// The session in which a query is cut into tasks, for which its files are looked at.
fn session(
    config: SessionConfig,
    storage: Option<&Storage>,
) -> Result<SessionState, DataFusionError> {
    let session = default_session_builder(config)?;
    copies::readable(storage, session.runtime_env())?;
    Ok(session)
}
