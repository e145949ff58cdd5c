//! The query engine over one state of the archive: Apache DataFusion in this process.
//!
//! In come the list of files in use and a query; out come batches of rows. Each table is exactly
//! the files listed, never a folder: a folder read by name gives nothing and says nothing when its
//! files lie one level deeper.

use std::path::Path;
use std::sync::Arc;

use datafusion::arrow::array::RecordBatch;
use datafusion::arrow::datatypes::SchemaRef;
use datafusion::catalog::TableProvider;
use datafusion::dataframe::DataFrame;
use datafusion::datasource::MemTable;
use datafusion::datasource::empty::EmptyTable;
use datafusion::datasource::file_format::parquet::ParquetFormat;
use datafusion::datasource::listing::ListingOptions;
use datafusion::datasource::listing::ListingTable;
use datafusion::datasource::listing::ListingTableConfig;
use datafusion::datasource::listing::ListingTableUrl;
use datafusion::error::DataFusionError;
use datafusion::execution::SendableRecordBatchStream;
use datafusion::execution::context::SQLOptions;
use datafusion::prelude::SessionConfig;
use datafusion::prelude::SessionContext;
use futures::StreamExt as _;
use tokio::runtime::Builder;
use tokio::runtime::Handle;
use tokio::runtime::Runtime;

use crate::error::ArchiveError;
use crate::extract_table;
use crate::manifest::Manifest;
use crate::query_error::QueryError;
use crate::tables::Seen;
use crate::tables::Table;

/// Plans of long queries are walked by recursion, which the usual 2 MiB do not always hold.
const STACK: usize = 16 << 20;

/// The name of the table of crimes with the line of each row in its file.
const CRIME_ROW: &str = "crime_row";
/// The name of the table of extracts.
const EXTRACT: &str = "extract";

/// A session over the files in use when it was begun.
pub(crate) struct Engine {
    threads: Threads,
    context: SessionContext,
}

/// The threads that answer queries. They end by themselves: whoever lets an engine go may be a thread that must not wait,
/// such as one that serves pages.
struct Threads {
    runtime: Option<Runtime>,
    handle: Handle,
}

impl Threads {
    fn begin() -> std::io::Result<Threads> {
        let runtime = Builder::new_multi_thread().thread_stack_size(STACK).build()?;
        let handle = runtime.handle().clone();
        Ok(Threads { runtime: Some(runtime), handle })
    }

    fn wait<T>(&self, answer: impl Future<Output = T>) -> T {
        self.handle.block_on(answer)
    }
}

impl Drop for Threads {
    fn drop(&mut self) {
        if let Some(runtime) = self.runtime.take() {
            runtime.shutdown_background();
        }
    }
}

impl Engine {
    /// Begins a session over the files that `manifest` has in use.
    pub(crate) fn begin(folder: &Path, manifest: &Manifest) -> Result<Engine, ArchiveError> {
        let threads = Threads::begin().map_err(|error| ArchiveError::Read(error.to_string()))?;
        let config = SessionConfig::new().with_information_schema(true);
        let engine = Engine { threads, context: SessionContext::new_with_config(config) };
        let register = |name: &str, table: Result<Arc<dyn TableProvider>, DataFusionError>| {
            let registered = table.and_then(|table| engine.context.register_table(name, table));
            registered.map(|_| ()).map_err(|error| ArchiveError::Read(error.to_string()))
        };
        for table in Table::ALL {
            register(table.name(), provider(folder, manifest, table, Seen::Always))?;
        }
        register(CRIME_ROW, provider(folder, manifest, Table::Crime, Seen::WhenTracing))?;
        let extracts = extract_table::batch(manifest).map_err(DataFusionError::from);
        let extracts =
            extracts.and_then(|batch| MemTable::try_new(batch.schema(), vec![vec![batch]]));
        register(EXTRACT, extracts.map(|table| Arc::new(table) as Arc<dyn TableProvider>))?;
        Ok(engine)
    }

    /// The answer to `sql`, batch by batch, and its columns.
    pub(crate) fn stream(&self, sql: &str) -> Result<Batches<'_>, QueryError> {
        let stream = self.threads.wait(async {
            let plan = self.context.state().create_logical_plan(sql).await;
            let plan = plan.map_err(|error| self.planning(error))?;
            let read_only = SQLOptions::new()
                .with_allow_ddl(false)
                .with_allow_dml(false)
                .with_allow_statements(false);
            read_only.verify_plan(&plan).map_err(|_| QueryError::ReadOnly)?;
            let frame = self.context.execute_logical_plan(plan).await;
            let frame = frame.map_err(|error| self.planning(error))?;
            let stream = DataFrame::execute_stream(frame).await;
            stream.map_err(|error| self.planning(error))
        })?;
        Ok(Batches { schema: stream.schema(), engine: self, stream })
    }

    fn planning(&self, error: DataFusionError) -> QueryError {
        QueryError::planning(&error, &self.tables())
    }

    /// The tables that a query sees.
    pub(crate) fn tables(&self) -> Vec<String> {
        let catalog = self.context.catalog("datafusion");
        let schema = catalog.and_then(|catalog| catalog.schema("public"));
        let mut names = schema.map(|schema| schema.table_names()).unwrap_or_default();
        names.sort();
        names
    }
}

/// The answer to a query as it arrives.
pub(crate) struct Batches<'a> {
    /// Its columns.
    pub(crate) schema: SchemaRef,
    engine: &'a Engine,
    stream: SendableRecordBatchStream,
}

impl Iterator for Batches<'_> {
    type Item = Result<RecordBatch, QueryError>;

    fn next(&mut self) -> Option<Self::Item> {
        let batch = self.engine.threads.wait(self.stream.next())?;
        Some(batch.map_err(|error| QueryError::running(&error)))
    }
}

/// The files in use of `table`, as a table of the columns that are to be seen.
fn provider(
    folder: &Path,
    manifest: &Manifest,
    table: Table,
    seen: Seen,
) -> Result<Arc<dyn TableProvider>, DataFusionError> {
    let schema = table.seen_schema(seen);
    let files = manifest.in_use(table).filter(|file| file.rows > 0);
    let url = |path: std::path::PathBuf| {
        let absolute = std::path::absolute(&path)?;
        ListingTableUrl::parse(absolute.to_string_lossy())
    };
    let urls = files.map(|file| url(file.path(folder))).collect::<Result<Vec<_>, _>>()?;
    if urls.is_empty() {
        return Ok(Arc::new(EmptyTable::new(schema)));
    }
    let options = ListingOptions::new(Arc::new(ParquetFormat::default()));
    let config = ListingTableConfig::new_with_multi_paths(urls)
        .with_listing_options(options.with_file_extension(".parquet"))
        .with_schema(schema);
    Ok(Arc::new(ListingTable::try_new(config)?))
}
