//! What becomes of queries when a worker is lost: those of which it may have had a task fail, and whoever asked asks anew.
//!
//! The engine would begin again those tasks alone whose rows are gone, and in a trial such an answer had rows that were wrong.
//! So a query whose tasks were begun before a loss gets no task after it, and is called off. In comes what the engine keeps of its
//! workers; out goes the same with this one rule more.

use std::collections::BTreeMap;
use std::collections::HashMap;
use std::collections::HashSet;
use std::sync::Arc;
use std::sync::Mutex;
use std::sync::MutexGuard;
use std::sync::PoisonError;
use std::time::Duration;
use std::time::Instant;

use ballista_core::JobId;
use ballista_core::error::Result;
use ballista_core::serde::protobuf::ExecutorHeartbeat;
use ballista_core::serde::scheduler::ExecutorData;
use ballista_core::serde::scheduler::ExecutorMetadata;
use ballista_scheduler::cluster::BoundTask;
use ballista_scheduler::cluster::ClusterState;
use ballista_scheduler::cluster::ClusterStateEventStream;
use ballista_scheduler::cluster::ExecutorSlot;
use ballista_scheduler::config::TaskDistributionPolicy;
use ballista_scheduler::state::task_manager::JobInfoCache;
use tokio::sync::mpsc::UnboundedSender;

/// How long a query is remembered after its last task was given out: many times what anybody waits for an answer.
const REMEMBERED: Duration = Duration::from_secs(3600);

/// The engine's workers, and which queries had tasks before one of them was lost.
pub(super) struct Losses {
    held: Arc<dyn ClusterState>,
    counted: Mutex<Counted>,
    call_off: UnboundedSender<JobId>,
}

#[derive(Default)]
struct Counted {
    /// How many workers were lost so far.
    losses: u64,
    /// For each query how many had been lost when its first task was given out, and when its last one was.
    begun: BTreeMap<String, (u64, Instant)>,
}

impl Losses {
    /// Over what the engine keeps; `call_off` is told of each query that a loss has met.
    pub(super) fn over(held: Arc<dyn ClusterState>, call_off: UnboundedSender<JobId>) -> Losses {
        Losses { held, counted: Mutex::default(), call_off }
    }

    fn counted(&self) -> MutexGuard<'_, Counted> {
        self.counted.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The queries that no loss has met, and how many losses there were until now. The others are called off.
    fn unharmed(&self, jobs: &HashMap<JobId, JobInfoCache>) -> (HashMap<JobId, JobInfoCache>, u64) {
        let counted = self.counted();
        let harmed = |job: &JobId| {
            counted.begun.get(job.as_str()).is_some_and(|(losses, _)| *losses < counted.losses)
        };
        let (harmed, unharmed): (HashMap<_, _>, HashMap<_, _>) = jobs
            .iter()
            .map(|(job, cache)| (job.clone(), cache.clone()))
            .partition(|(job, _)| harmed(job));
        harmed.into_keys().for_each(|job| {
            // Where nobody listens any more, the scheduler is ending.
            let _ = self.call_off.send(job);
        });
        (unharmed, counted.losses)
    }
}

impl Counted {
    fn given_out(&mut self, bound: &[BoundTask], losses: u64) {
        let now = Instant::now();
        for (_, task) in bound {
            let job = task.key.job_id.as_str().to_owned();
            self.begun.entry(job).or_insert((losses, now)).1 = now;
        }
        self.begun.retain(|_, (_, last)| now.duration_since(*last) < REMEMBERED);
    }
}

#[async_trait::async_trait]
impl ClusterState for Losses {
    async fn init(&self) -> Result<()> {
        self.held.init().await
    }

    async fn bind_schedulable_tasks(
        &self,
        distribution: TaskDistributionPolicy,
        active_jobs: Arc<HashMap<JobId, JobInfoCache>>,
        executors: Option<HashSet<String>>,
    ) -> Result<Vec<BoundTask>> {
        let (unharmed, losses) = self.unharmed(&active_jobs);
        let bound =
            self.held.bind_schedulable_tasks(distribution, Arc::new(unharmed), executors).await?;
        self.counted().given_out(&bound, losses);
        Ok(bound)
    }

    async fn unbind_tasks(&self, executor_slots: Vec<ExecutorSlot>) -> Result<()> {
        self.held.unbind_tasks(executor_slots).await
    }

    async fn register_executor(
        &self,
        metadata: ExecutorMetadata,
        spec: ExecutorData,
    ) -> Result<()> {
        self.held.register_executor(metadata, spec).await
    }

    async fn save_executor_metadata(&self, metadata: ExecutorMetadata) -> Result<()> {
        self.held.save_executor_metadata(metadata).await
    }

    async fn get_executor_metadata(&self, executor_id: &str) -> Result<ExecutorMetadata> {
        self.held.get_executor_metadata(executor_id).await
    }

    async fn registered_executor_metadata(&self) -> Vec<ExecutorMetadata> {
        self.held.registered_executor_metadata().await
    }

    async fn save_executor_heartbeat(&self, heartbeat: ExecutorHeartbeat) -> Result<()> {
        self.held.save_executor_heartbeat(heartbeat).await
    }

    async fn remove_executor(&self, executor_id: &str) -> Result<()> {
        // The engine removes a worker first, and then begins its tasks again.
        self.counted().losses += 1;
        self.held.remove_executor(executor_id).await
    }

    fn executor_heartbeats(&self) -> HashMap<String, ExecutorHeartbeat> {
        self.held.executor_heartbeats()
    }

    fn get_executor_heartbeat(&self, executor_id: &str) -> Option<ExecutorHeartbeat> {
        self.held.get_executor_heartbeat(executor_id)
    }

    async fn cluster_state_events(&self) -> Result<ClusterStateEventStream> {
        self.held.cluster_state_events().await
    }
}

#[cfg(test)]
mod tests;
