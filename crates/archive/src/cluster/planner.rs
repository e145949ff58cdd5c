//! A session whose queries run on a cluster, where they read files, and here, where they read none.

use std::fmt;
use std::sync::Arc;

use ballista_core::extension::SessionConfigExt as _;
use ballista_core::extension::SessionStateExt as _;
use ballista_core::planner::BallistaQueryPlanner;
use datafusion::catalog::Session;
use datafusion::common::tree_node::TreeNodeRecursion;
use datafusion::datasource::listing::ListingTable;
use datafusion::datasource::source_as_provider;
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

use crate::cluster::MESSAGE;
use crate::cluster::carried_tables::CarriedTables;

/// A session whose queries run on the cluster with the scheduler at this address.
pub(crate) fn context(scheduler: &str) -> Result<SessionContext> {
    let address = format!("http://{scheduler}");
    let codec = Arc::new(CarriedTables::default());
    let config = SessionConfig::new_with_ballista()
        .with_ballista_grpc_client_max_message_size(MESSAGE as usize)
        // The engine's other way of planning repeats rows of an outer join for each task. This one may wait for ever where a
        // worker was lost, against which there is a time limit.
        .with_ballista_adaptive_query_planner(true)
        .with_ballista_logical_extension_codec(codec.clone());
    let cluster =
        BallistaQueryPlanner::with_extension(address.clone(), config.ballista_config(), codec);
    let config = config.with_ballista_query_planner(Arc::new(Planner { cluster }));
    let state = SessionStateBuilder::new().with_config(config).with_default_features().build();
    Ok(SessionContext::new_with_state(state.upgrade_for_ballista(address)?))
}

/// Sends what reads files to the cluster. The rest would lose its columns on the way where it has no rows, and costs
/// nothing here.
struct Planner {
    cluster: BallistaQueryPlanner<LogicalPlanNode>,
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
        if reads_files(plan)? {
            self.cluster.create_physical_plan(plan, session).await
        } else {
            DefaultPhysicalPlanner::default().create_physical_plan(plan, session).await
        }
    }
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
