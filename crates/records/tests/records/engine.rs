//! Runs a test on both engines, each with a database of its own.

use std::future::Future;

use records::Place;
use records::Records;
use sqlx::AssertSqlSafe;
use sqlx::ConnectOptions as _;
use sqlx::Connection as _;
use sqlx::sqlite::SqliteConnectOptions;
use tempfile::TempDir;

use crate::server;

/// A database for one test; gone when dropped.
pub(crate) struct Database {
    pub(crate) place: Place,
    /// The address on the server, for those who go past the records.
    address: Option<String>,
    _folder: Option<TempDir>,
}

impl Database {
    /// A new SQLite file in a folder of its own.
    pub(crate) fn in_a_file() -> Database {
        let folder = tempfile::tempdir().unwrap();
        Database { place: Place::in_home(folder.path()), address: None, _folder: Some(folder) }
    }

    /// A new database on the server, where there is one.
    pub(crate) fn on_a_server(test: &str) -> Option<Database> {
        let address = server::new_database(test)?;
        let place = Place::Server(address.parse().unwrap());
        Some(Database { place, address: Some(address), _folder: None })
    }

    /// A new database on the other engine; on SQLite too where there is no server.
    pub(crate) fn other(&self, test: &str) -> Database {
        match self.place {
            Place::File(_) => Database::on_a_server(test).unwrap_or_else(Database::in_a_file),
            Place::Server(_) => Database::in_a_file(),
        }
    }

    /// The records in it.
    pub(crate) async fn records(&self) -> Records {
        Records::open(&self.place).await.unwrap()
    }

    /// The file that it lies in.
    pub(crate) fn path(&self) -> String {
        self.place.to_string()
    }

    /// Its address on the server.
    pub(crate) fn address(&self) -> &str {
        self.address.as_ref().unwrap()
    }

    /// Runs SQL past the records, as somebody with another program might, references unchecked.
    pub(crate) async fn tamper(&self, sql: &str) {
        self.run("pragma foreign_keys = off;", "set session_replication_role = replica;", sql)
            .await
            .unwrap();
    }

    /// Whether the database itself refuses some SQL.
    pub(crate) async fn refuses(&self, sql: &str) -> bool {
        self.run("pragma foreign_keys = on;", "", sql).await.is_err()
    }

    async fn run(&self, in_sqlite: &str, in_postgres: &str, sql: &str) -> Result<(), sqlx::Error> {
        match &self.place {
            Place::File(file) => {
                let mut file = SqliteConnectOptions::new()
                    .filename(file)
                    .create_if_missing(true)
                    .connect()
                    .await?;
                sqlx::raw_sql(AssertSqlSafe(format!("{in_sqlite} {sql}")))
                    .execute(&mut file)
                    .await?;
                file.close().await
            }
            Place::Server(_) => {
                let mut server = sqlx::PgConnection::connect(self.address()).await?;
                let sql = format!("set search_path = saferplan; {in_postgres} {sql}");
                sqlx::raw_sql(AssertSqlSafe(sql)).execute(&mut server).await?;
                server.close().await
            }
        }
    }
}

/// Waits for the end of asynchronous work.
pub(crate) fn wait_for<F: Future>(work: F) -> F::Output {
    tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap().block_on(work)
}

/// Runs each function named, which takes a database of its own, on both engines.
macro_rules! on_both_engines {
    ($($name:ident;)+) => {
        mod on_sqlite {
            $(#[test] fn $name() {
                let database = crate::engine::Database::in_a_file();
                crate::engine::wait_for(super::$name(&database));
            })+
        }

        mod on_postgresql {
            $(#[test] fn $name() {
                let name = concat!(module_path!(), "::", stringify!($name));
                let Some(database) = crate::engine::Database::on_a_server(name) else { return };
                crate::engine::wait_for(super::$name(&database));
            })+
        }
    };
}
pub(crate) use on_both_engines;
