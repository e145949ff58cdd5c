//! A session whose queries run on a cluster, where they read files, and here, where they read none.

use std::error::Error;
use std::fmt;
use std::sync::Arc;

use ballista_core::extension::SessionConfigExt as _;
use ballista_core::extension::SessionStateExt as _;
use ballista_core::planner::BallistaQueryPlanner;
use datafusion::catalog::Session;
use datafusion::common::tree_node::TreeNodeRecursion;
use datafusion::datasource::listing::ListingTable;
use datafusion::datasource::source_as_provider;
use datafusion::error::DataFusionError;
use datafusion::error::Result;
use datafusion::execution::SessionStateBuilder;
use datafusion::execution::context::QueryPlanner;
use datafusion::logical_expr::LogicalPlan;
use datafusion::physical_plan::ExecutionPlan;
use datafusion::physical_planner::DefaultPhysicalPlanner;
use datafusion::physical_planner::PhysicalPlanner as _;
use datafusion::prelude::SessionConfig;
use datafusion::prelude::SessionContext;
use datafusion_proto::protobuf::LogicalPlanNode;
use tokio::task::spawn_blocking;

use crate::cluster::MESSAGE;
use crate::cluster::carried_tables::CarriedTables;
use crate::cluster::ready::check_ready;

/// A session whose queries run on the cluster with the scheduler at this address.
pub(crate) fn context(scheduler: &str) -> Result<SessionContext> {
    let address = format!("http://{scheduler}");
    let codec = Arc::new(CarriedTables::default());
    let config = SessionConfig::new_with_ballista()
        .with_ballista_grpc_client_max_message_size(MESSAGE as usize)
        // The engine's other way of planning does not notice that a worker is lost, and waits for ever.
        .with_ballista_adaptive_query_planner(false)
        .with_ballista_logical_extension_codec(codec.clone());
    let cluster =
        BallistaQueryPlanner::with_extension(address.clone(), config.ballista_config(), codec);
    let planner = Planner { cluster, scheduler: scheduler.to_owned() };
    let config = config.with_ballista_query_planner(Arc::new(planner));
    let state = SessionStateBuilder::new().with_config(config).with_default_features().build();
    Ok(SessionContext::new_with_state(state.upgrade_for_ballista(address)?))
}

/// Sends to the cluster what reads files, and is of parts that workers can do one by one. The rest is answered here: it would
/// lose its columns on the way where it has no rows, or have rows that each task gives once more.
struct Planner {
    cluster: BallistaQueryPlanner<LogicalPlanNode>,
    scheduler: String,
}

impl fmt::Debug for Planner {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Planner")
    }
}

#[async_trait::async_trait]
impl QueryPlanner for Planner {
    async fn create_physical_plan(
        &self,
        plan: &LogicalPlan,
        session: &dyn Session,
    ) -> Result<Arc<dyn ExecutionPlan>> {
        if reads_files(plan)? && is_of_parts(plan)? {
            let scheduler = self.scheduler.clone();
            let ready = spawn_blocking(move || check_ready(&scheduler)).await;
            ready.map_err(external)?.map_err(external)?;
            self.cluster.create_physical_plan(plan, session).await
        } else {
            DefaultPhysicalPlanner::default().create_physical_plan(plan, session).await
        }
    }
}

fn external(error: impl Error + Send + Sync + 'static) -> DataFusionError {
    DataFusionError::External(Box::new(error))
}

fn reads_files(plan: &LogicalPlan) -> Result<bool> {
    let mut reads = false;
    plan.apply_with_subqueries(|node| {
        if let LogicalPlan::TableScan(scan) = node {
            reads |= source_as_provider(&scan.source)?.is::<ListingTable>();
        }
        Ok(if reads { TreeNodeRecursion::Stop } else { TreeNodeRecursion::Continue })
    })?;
    Ok(reads)
}

/// Whether each task can answer for its own rows alone. It cannot for a join without an equality by which rows are dealt out: the
/// engine gives every task all rows of one side, and each tells of those among them that match none of its own.
fn is_of_parts(plan: &LogicalPlan) -> Result<bool> {
    let mut of_parts = true;
    plan.apply_with_subqueries(|node| {
        of_parts &= match node {
            // What tells of the tables themselves is of this process alone.
            LogicalPlan::TableScan(scan) => scan.table_name.schema() != Some("information_schema"),
            LogicalPlan::Join(join) => !join.on.is_empty() && !join.null_aware,
            LogicalPlan::Projection(_)
            | LogicalPlan::Filter(_)
            | LogicalPlan::Window(_)
            | LogicalPlan::Aggregate(_)
            | LogicalPlan::Sort(_)
            | LogicalPlan::EmptyRelation(_)
            | LogicalPlan::SubqueryAlias(_)
            | LogicalPlan::Limit(_)
            | LogicalPlan::Distinct(_) => true,
            LogicalPlan::Repartition(_)
            | LogicalPlan::Union(_)
            | LogicalPlan::Subquery(_)
            | LogicalPlan::Statement(_)
            | LogicalPlan::Values(_)
            | LogicalPlan::Explain(_)
            | LogicalPlan::Analyze(_)
            | LogicalPlan::Extension(_)
            | LogicalPlan::Dml(_)
            | LogicalPlan::Ddl(_)
            | LogicalPlan::Copy(_)
            | LogicalPlan::DescribeTable(_)
            | LogicalPlan::Unnest(_)
            | LogicalPlan::RecursiveQuery(_) => false,
        };
        Ok(if of_parts { TreeNodeRecursion::Continue } else { TreeNodeRecursion::Stop })
    })?;
    Ok(of_parts)
}
