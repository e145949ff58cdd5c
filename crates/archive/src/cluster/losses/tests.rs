//! That a loss calls off what was under way, on what the engine itself keeps of workers and queries.

use ballista_core::extension::SessionConfigExt as _;
use ballista_core::serde::scheduler::ExecutorOperatingSystemSpecification;
use ballista_core::serde::scheduler::ExecutorSpecification;
use ballista_scheduler::cluster::memory::InMemoryClusterState;
use ballista_scheduler::planner::DefaultDistributedPlanner;
use ballista_scheduler::state::execution_graph::ExecutionGraph as _;
use ballista_scheduler::state::execution_graph::StaticExecutionGraph;
use datafusion::arrow::array::RecordBatch;
use datafusion::arrow::datatypes::DataType;
use datafusion::arrow::datatypes::Field;
use datafusion::arrow::datatypes::Schema;
use datafusion::datasource::MemTable;
use datafusion::prelude::SessionConfig;
use datafusion::prelude::SessionContext;
use tokio::sync::mpsc::UnboundedReceiver;
use tokio::sync::mpsc::unbounded_channel;

use super::*;

/// Workers kept by the engine's own memory, with or without our rule over it, and queries of two tasks each.
struct Stage {
    engine: Arc<InMemoryClusterState>,
    losses: Losses,
    called_off: UnboundedReceiver<JobId>,
    queries: HashMap<JobId, JobInfoCache>,
}

impl Stage {
    /// With one worker, which does one task at a time, and one query, which waits.
    async fn set() -> Stage {
        let engine = Arc::new(InMemoryClusterState::default());
        let (call_off, called_off) = unbounded_channel();
        let losses = Losses::over(Arc::<InMemoryClusterState>::clone(&engine), call_off);
        let mut stage = Stage { engine, losses, called_off, queries: HashMap::new() };
        stage.worker("first").await;
        stage.ask("before").await;
        stage
    }

    async fn worker(&self, name: &str) {
        let metadata = ExecutorMetadata {
            id: name.to_owned(),
            host: "127.0.0.1".to_owned(),
            port: 1,
            grpc_port: 2,
            specification: ExecutorSpecification::default().with_vcores(1),
            os_info: ExecutorOperatingSystemSpecification::default(),
        };
        let free =
            ExecutorData { executor_id: name.to_owned(), total_vcores: 1, available_vcores: 1 };
        self.losses.register_executor(metadata, free).await.unwrap();
    }

    /// A query over two files' worth of rows, whose two tasks are ready to be given out.
    async fn ask(&mut self, name: &str) {
        let config = SessionConfig::new_with_ballista().with_target_partitions(2);
        let context = SessionContext::new_with_config(config.clone());
        let schema = Arc::new(Schema::new(vec![Field::new("crimes", DataType::Int64, false)]));
        let rows = RecordBatch::new_empty(Arc::clone(&schema));
        let table = MemTable::try_new(schema, vec![vec![rows.clone()], vec![rows]]).unwrap();
        let asked = context.read_table(Arc::new(table)).unwrap();
        let plan = asked.create_physical_plan().await.unwrap();
        let (job, mut planner) = (JobId::from(name), DefaultDistributedPlanner::new());
        let mut graph = StaticExecutionGraph::new(
            "scheduler",
            &job,
            name,
            "session",
            plan,
            0,
            Arc::new(config),
            &mut planner,
            None,
        )
        .unwrap();
        assert!(graph.revive());
        self.queries.insert(job, JobInfoCache::new(Box::new(graph)));
    }

    /// Of which queries tasks are given out now by `state`.
    async fn given_out(&self, state: &dyn ClusterState) -> Vec<String> {
        let queries = Arc::new(self.queries.clone());
        let bound = state.bind_schedulable_tasks(TaskDistributionPolicy::Bias, queries, None).await;
        bound.unwrap().iter().map(|(_, task)| task.key.job_id.to_string()).collect()
    }

    /// What was called off until now.
    fn called_off(&mut self) -> Vec<String> {
        std::iter::from_fn(|| self.called_off.try_recv().ok()).map(|job| job.to_string()).collect()
    }
}

#[tokio::test]
async fn a_query_that_was_begun_before_a_loss_gets_no_task_after_it_and_is_called_off() {
    let mut stage = Stage::set().await;
    assert_eq!(stage.given_out(&stage.losses).await, ["before"]);
    stage.losses.remove_executor("first").await.unwrap();
    stage.worker("second").await;
    stage.ask("after").await;
    assert_eq!(stage.given_out(&stage.losses).await, ["after"]);
    assert_eq!(stage.called_off(), ["before"]);

    // The engine by itself would have gone on with it.
    stage.queries.remove(&JobId::from("after"));
    stage.worker("third").await;
    assert_eq!(stage.given_out(&*stage.engine).await, ["before"]);
}

#[tokio::test]
async fn a_query_goes_on_where_no_worker_was_lost_since_it_began() {
    let mut stage = Stage::set().await;
    stage.losses.remove_executor("first").await.unwrap();
    stage.worker("second").await;
    assert_eq!(stage.given_out(&stage.losses).await, ["before"]);
    stage.worker("third").await;
    assert_eq!(stage.given_out(&stage.losses).await, ["before"]);
    assert_eq!(stage.called_off(), Vec::<String>::new());
}
