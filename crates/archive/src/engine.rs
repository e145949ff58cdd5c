//! The query engine over one state of the archive: Apache DataFusion, in this process or on a cluster.
//!
//! In come the list of files in use and a query; out come batches of rows. Each table is exactly
//! the files listed, never a folder: a folder read by name gives nothing and says nothing when its
//! files lie one level deeper.

use std::path::Path;
use std::sync::Arc;
use std::sync::LazyLock;
use std::sync::mpsc::Sender;
use std::sync::mpsc::channel;
use std::thread;
use std::time::Duration;

use datafusion::arrow::array::RecordBatch;
use datafusion::arrow::datatypes::DataType;
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
use tokio::time::timeout;

use crate::cluster;
use crate::error::ArchiveError;
use crate::extract_table;
use crate::manifest::DataFile;
use crate::manifest::Manifest;
use crate::present;
use crate::query_error::QueryError;
use crate::runs_on::RunsOn;
use crate::tables::Seen;
use crate::tables::Table;

/// Plans of long queries are walked by recursion, which the usual 2 MiB do not always hold.
pub(crate) const STACK: usize = 16 << 20;

/// How long threads that answer nothing any more may take to end before they are left to themselves.
const PATIENCE: Duration = Duration::from_secs(60);

/// How often a query that stopped on a cluster is asked again. Whether it was at fault itself, or a worker was lost, cannot be told
/// from here; the one that takes the place of the second may meet the lost worker, and the third does not.
const ASKED_AGAIN: u32 = 2;

/// The name of the table of crimes with the line of each row in its file.
const CRIME_ROW: &str = "crime_row";
/// The name of the table of extracts.
const EXTRACT: &str = "extract";

/// A session over the files in use when it was begun.
pub(crate) struct Engine {
    threads: Threads,
    context: SessionContext,
    patience: Option<Duration>,
}

/// The threads that answer queries. They end by themselves: whoever lets an engine go may be a thread that must not wait,
/// such as one that serves pages.
struct Threads {
    runtime: Option<Runtime>,
    handle: Handle,
}

impl Threads {
    fn begin() -> std::io::Result<Threads> {
        let runtime = Builder::new_multi_thread().enable_all().thread_stack_size(STACK).build()?;
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
            // Where there is no such thread, they are left to themselves.
            let unsent = undertaker().send(runtime);
            unsent.unwrap_or_else(|unsent| unsent.0.shutdown_background());
        }
    }
}

/// Takes threads whose engine was let go, and waits until they have ended, on a thread of its own, which never ends.
///
/// Nobody may let go of a thread that is ending: the C library's `pthread_detach` then reads memory that the thread has given back, and
/// where stacks are as large as these the program breaks off (glibc 2.36, seen on Debian 12).
fn undertaker() -> &'static Sender<Runtime> {
    static UNDERTAKER: LazyLock<Sender<Runtime>> = LazyLock::new(|| {
        let (sender, ended) = channel::<Runtime>();
        let wait = move || ended.iter().for_each(|runtime| runtime.shutdown_timeout(PATIENCE));
        // Without it whoever sends is told so.
        let _ = thread::Builder::new().name("undertaker".to_owned()).spawn(wait);
        sender
    });
    &UNDERTAKER
}

impl Engine {
    /// Begins a session over the files that `manifest` has in use.
    pub(crate) fn begin(
        folder: &Path,
        manifest: &Manifest,
        runs_on: &RunsOn,
    ) -> Result<Engine, ArchiveError> {
        let threads = Threads::begin().map_err(|error| ArchiveError::Read(error.to_string()))?;
        let patience = runs_on.patience();
        let engine = Engine { context: session(runs_on)?, threads, patience };
        if let Some(storage) = runs_on.storage() {
            engine.threads.wait(cluster::bring(storage, folder, manifest))?;
        }
        let register = |name: &str, table: Result<Arc<dyn TableProvider>, DataFusionError>| {
            let registered = table.and_then(|table| engine.context.register_table(name, table));
            registered.map(|_| ()).map_err(|error| ArchiveError::Read(error.to_string()))
        };
        let text = text(runs_on);
        for table in Table::ALL {
            let schema = table.seen_schema(Seen::Always, &text);
            register(table.name(), provider(folder, manifest, table, schema, runs_on))?;
        }
        let schema = Table::Crime.seen_schema(Seen::WhenTracing, &text);
        register(CRIME_ROW, provider(folder, manifest, Table::Crime, schema, runs_on))?;
        let extracts = extract_table::batch(manifest, &text).map_err(DataFusionError::from);
        let extracts =
            extracts.and_then(|batch| MemTable::try_new(batch.schema(), vec![vec![batch]]));
        register(EXTRACT, extracts.map(|table| Arc::new(table) as Arc<dyn TableProvider>))?;
        Ok(engine)
    }

    /// The answer to `sql`, batch by batch, and its columns.
    pub(crate) fn stream(&self, sql: &str) -> Result<Batches<'_>, QueryError> {
        let stream = self.begun(sql)?;
        let again = if self.patience.is_some() { ASKED_AGAIN } else { 0 };
        Ok(Batches { schema: stream.schema(), engine: self, stream, sql: sql.to_owned(), again })
    }

    fn begun(&self, sql: &str) -> Result<SendableRecordBatchStream, QueryError> {
        self.threads.wait(async {
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
        })
    }

    /// Takes copies that the list does not name out of the object storage, if there is one.
    pub(crate) fn clear_copies(
        &self,
        folder: &Path,
        manifest: &Manifest,
        runs_on: &RunsOn,
    ) -> Result<(), ArchiveError> {
        match runs_on.storage() {
            Some(storage) => self.threads.wait(cluster::clear(storage, folder, manifest)),
            None => Ok(()),
        }
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
    sql: String,
    /// How often it may still be asked again: not once anything of it was given.
    again: u32,
}

impl Batches<'_> {
    fn waited_for(&mut self) -> Option<Result<RecordBatch, Fault>> {
        let (next, threads) = (self.stream.next(), &self.engine.threads);
        let batch = match self.engine.patience {
            None => threads.wait(next)?,
            Some(patience) => match threads.wait(async { timeout(patience, next).await }) {
                Ok(batch) => batch?,
                Err(_) => return Some(Err(Fault::Silence(patience))),
            },
        };
        Some(batch.map_err(Fault::Stopped))
    }
}

/// Why no batch came.
enum Fault {
    Silence(Duration),
    Stopped(DataFusionError),
}

impl Iterator for Batches<'_> {
    type Item = Result<RecordBatch, QueryError>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            match self.waited_for()? {
                Ok(batch) => {
                    self.again = 0;
                    return Some(Ok(batch));
                }
                Err(Fault::Silence(patience)) => return Some(Err(given_up(patience))),
                Err(Fault::Stopped(error)) if self.again == 0 => {
                    return Some(Err(QueryError::running(&error)));
                }
                Err(Fault::Stopped(error)) => {
                    self.again -= 1;
                    match self.engine.begun(&self.sql) {
                        Ok(stream) => self.stream = stream,
                        Err(_) => return Some(Err(QueryError::running(&error))),
                    }
                }
            }
        }
    }
}

fn given_up(patience: Duration) -> QueryError {
    QueryError::Running(format!(
        "the cluster gave nothing of an answer for {} seconds; look whether its workers are well, and ask again",
        patience.as_secs()
    ))
}

/// How text is held while a query runs: as views, which are quicker, but make messages between machines too large.
fn text(runs_on: &RunsOn) -> DataType {
    match runs_on {
        RunsOn::ThisProcess => DataType::Utf8View,
        RunsOn::Cluster { .. } => DataType::Utf8,
    }
}

/// A session without tables.
fn session(runs_on: &RunsOn) -> Result<SessionContext, ArchiveError> {
    match runs_on {
        RunsOn::ThisProcess => {
            let config = SessionConfig::new().with_information_schema(true);
            let session = SessionContext::new_with_config(config);
            present::here(&session.runtime_env());
            Ok(session)
        }
        RunsOn::Cluster { scheduler, .. } => cluster::session(scheduler, runs_on.storage()),
    }
}

/// The files in use of `table`, as a table of the columns of `schema`.
fn provider(
    folder: &Path,
    manifest: &Manifest,
    table: Table,
    schema: SchemaRef,
    runs_on: &RunsOn,
) -> Result<Arc<dyn TableProvider>, DataFusionError> {
    let files = manifest.in_use(table).filter(|file| file.rows > 0);
    let urls = files.map(|file| address(folder, file, runs_on)).collect::<Result<Vec<_>, _>>()?;
    if urls.is_empty() {
        return Ok(Arc::new(EmptyTable::new(schema)));
    }
    let options = ListingOptions::new(Arc::new(ParquetFormat::default()));
    let config = ListingTableConfig::new_with_multi_paths(urls)
        .with_listing_options(options.with_file_extension(".parquet"))
        .with_schema(schema);
    Ok(Arc::new(ListingTable::try_new(config)?))
}

/// Where the engine finds a file: in the archive's folder, or its copy in object storage.
fn address(
    folder: &Path,
    file: &DataFile,
    runs_on: &RunsOn,
) -> Result<ListingTableUrl, DataFusionError> {
    match runs_on.storage() {
        Some(storage) => {
            let name = storage.name(folder, file)?;
            ListingTableUrl::parse(format!("{}/{name}", storage.bucket_address()))
        }
        None => {
            let path = std::path::absolute(file.path(folder))?;
            ListingTableUrl::parse(path.to_string_lossy())
        }
    }
}
