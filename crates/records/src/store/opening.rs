//! Opening a database, and saying plainly why it cannot be.
//!
//! In comes a place; out goes a store whose database is of the latest layout.

use std::fs;
use std::path::Path;
use std::time::Duration;
use std::time::Instant;

use sqlx::Connection as _;
use sqlx::PgConnection;
use sqlx::PgPool;
use sqlx::postgres::PgPoolOptions;
use sqlx::sqlite::SqliteConnectOptions;
use sqlx::sqlite::SqliteJournalMode;
use sqlx::sqlite::SqlitePoolOptions;
use sqlx::sqlite::SqliteSynchronous;

use crate::error::OpenError;
use crate::error::RecordsError;
use crate::place::Place;
use crate::place::Server;
use crate::store::Store;
use crate::store::db::Db;
use crate::store::migration;
use crate::store::migration::NotMigrated;

/// How long to wait for somebody else's writing to end, or for a free connection.
const PATIENCE: Duration = Duration::from_secs(10);

/// How long to wait before opening is tried again.
const BETWEEN_TRIES: Duration = Duration::from_millis(20);

const READERS: u32 = 4;
const SERVER_CONNECTIONS: u32 = 8;

/// How the layout of records compares with the one that this program makes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Layout {
    /// Nothing was made there yet.
    NotMade,
    /// It is that of an earlier program, and is renewed when the records are opened.
    Earlier {
        /// The number of the layout that is there.
        found: i64,
        /// The number of this program's.
        known: i64,
    },
    /// It is this program's.
    Present,
}

impl Store {
    /// Opens the records, making or renewing their layout where it is not of today.
    ///
    /// Of several programs that make one file at once SQLite tells some that it is busy without waiting, since two that
    /// both wait to change the kind of its log would wait for ever: these try again.
    pub(crate) async fn open(place: &Place) -> Result<Store, OpenError> {
        let begun = Instant::now();
        loop {
            match Store::open_once(place).await {
                Err(OpenError::Records { why: RecordsError::Busy, .. })
                    if begun.elapsed() < PATIENCE =>
                {
                    tokio::time::sleep(BETWEEN_TRIES).await;
                }
                opened => return opened,
            }
        }
    }

    /// How the layout at a place compares with this program's. Nothing is made or renewed there.
    pub(crate) async fn layout_at(place: &Place) -> Result<Layout, OpenError> {
        let db = match place {
            Place::File(file) if !file.exists() => return Ok(Layout::NotMade),
            Place::File(file) => {
                let file = SqliteConnectOptions::new().filename(file).create_if_missing(false);
                sqlite(file).await
            }
            Place::Server(server) => postgres(server).await,
        };
        let db = db.map_err(|error| not_opened(place, error))?;
        let found = migration::layout_of(&db).await.map_err(|why| not_migrated(place, why));
        Store::of(db).close().await;
        let known = migration::KNOWN;
        match found? {
            0 => Ok(Layout::NotMade),
            found if found > known => Err(not_migrated(place, NotMigrated::Newer(found))),
            found if found < known => Ok(Layout::Earlier { found, known }),
            _ => Ok(Layout::Present),
        }
    }

    async fn open_once(place: &Place) -> Result<Store, OpenError> {
        let db = match place {
            Place::File(file) => {
                make_private(file);
                let file = SqliteConnectOptions::new().filename(file).create_if_missing(true);
                sqlite(file).await
            }
            Place::Server(server) => postgres(server).await,
        };
        let db = db.map_err(|error| not_opened(place, error))?;
        migration::migrate(&db).await.map_err(|why| not_migrated(place, why))?;
        Ok(Store::of(db))
    }
}

/// Makes the file where there is none, so that its owner alone reads it; SQLite gives those beside it the same rights. What
/// does not succeed is told by the opening that follows.
fn make_private(file: &Path) {
    use std::os::unix::fs::OpenOptionsExt;
    let _ = fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(file);
}

/// Nothing acknowledged may be lost, so the log is synced before a commit returns (`synchronous = full`). What is
/// deleted is overwritten (`secure_delete`), so that nobody finds it in the file's free pages.
async fn sqlite(file: SqliteConnectOptions) -> Result<Db, sqlx::Error> {
    let options = file
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full)
        .foreign_keys(true)
        .pragma("secure_delete", "on")
        .busy_timeout(PATIENCE);
    let pool = || SqlitePoolOptions::new().acquire_timeout(PATIENCE);
    let writer = pool().max_connections(1).connect_with(options.clone()).await?;
    let read_only = options.pragma("query_only", "on");
    let readers = pool().max_connections(READERS).connect_with(read_only).await?;
    Ok(Db::Lite { readers, writer })
}

/// A server may be set up to acknowledge before it has written; our sessions are not.
async fn postgres(server: &Server) -> Result<Db, sqlx::Error> {
    let options = server
        .options()
        .clone()
        .application_name("saferplan")
        .options([("search_path", "saferplan"), ("synchronous_commit", "on")]);
    // A pool would try for long and then say only that it timed out.
    PgConnection::connect_with(&options).await?.close().await?;
    let pool = PgPoolOptions::new().max_connections(SERVER_CONNECTIONS).acquire_timeout(PATIENCE);
    let pool: PgPool = pool.connect_with(options).await?;
    Ok(Db::Pg(pool))
}

fn not_opened(place: &Place, error: sqlx::Error) -> OpenError {
    let place = place.clone();
    match (&place, RecordsError::from(error)) {
        (Place::Server(_), RecordsError::Lost(why) | RecordsError::Engine(why)) => {
            OpenError::Refused { place, why }
        }
        (Place::Server(_) | Place::File(_), why) => OpenError::Records { place, why },
    }
}

fn not_migrated(place: &Place, why: NotMigrated) -> OpenError {
    let place = place.clone();
    match why {
        NotMigrated::Failed(why @ RecordsError::NoPermission(_))
            if matches!(place, Place::Server(_)) =>
        {
            OpenError::NotTheOwner { place, why }
        }
        NotMigrated::NotRecords => OpenError::NotRecords(place),
        NotMigrated::Newer(found) => OpenError::Newer { place, found, known: migration::KNOWN },
        NotMigrated::Failed(why) => OpenError::Records { place, why },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::db::Open;

    /// What a query says on one connection for reading and on one for writing.
    async fn said(store: &Store, sql: &'static str) -> (i64, i64) {
        let of = async |mut open: Open| {
            open.rows(sql, Vec::new()).await.unwrap()[0].number("said").unwrap()
        };
        let reading = of(store.db.begin_reading().await.unwrap()).await;
        (reading, of(store.db.begin_writing().await.unwrap()).await)
    }

    #[test]
    fn a_commit_waits_for_the_disk_and_a_reader_cannot_write() {
        let folder = tempfile::tempdir().unwrap();
        let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let store = Store::open(&Place::in_home(folder.path())).await.unwrap();
            let full = "select synchronous as said from pragma_synchronous";
            assert_eq!(said(&store, full).await, (2, 2));
            let references = "select foreign_keys as said from pragma_foreign_keys";
            assert_eq!(said(&store, references).await, (1, 1));
            let wal = "select journal_mode = 'wal' as said from pragma_journal_mode";
            assert_eq!(said(&store, wal).await, (1, 1));
            let overwritten = "select secure_delete as said from pragma_secure_delete";
            assert_eq!(said(&store, overwritten).await, (1, 1));
            let mut reading = store.db.begin_reading().await.unwrap();
            let refused = reading.run("delete from partnership", Vec::new()).await.unwrap_err();
            assert!(refused.to_string().contains("readonly"), "{refused}");
        });
    }

    #[test]
    fn a_commit_waits_for_the_disk_again_after_one_that_need_not() {
        let folder = tempfile::tempdir().unwrap();
        let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let store = Store::open(&Place::in_home(folder.path())).await.unwrap();
            let full = "select synchronous as said from pragma_synchronous";
            let mut light = store.db.begin_writing_lightly().await.unwrap();
            let rows = light.rows(full, Vec::new()).await.unwrap();
            assert_eq!(rows[0].number("said").unwrap(), 1);
            light.commit().await.unwrap();
            assert_eq!(said(&store, full).await, (2, 2));
            // Nor after one that was dropped.
            drop(store.db.begin_writing_lightly().await.unwrap());
            assert_eq!(said(&store, full).await, (2, 2));
        });
    }
}
