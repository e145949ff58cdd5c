//! The two engines. Nothing outside this file asks which of them it is talking to, except opening and migrating.
//!
//! In come statements that both understand, with `$1` for values; out come rows.

use futures::TryStreamExt as _;
use sqlx::AssertSqlSafe;
use sqlx::PgPool;
use sqlx::Postgres;
use sqlx::Sqlite;
use sqlx::SqlitePool;
use sqlx::Transaction;

use crate::error::RecordsError;
use crate::store::value::Row;
use crate::store::value::Value;

/// A database that is open.
#[derive(Debug, Clone)]
pub(super) enum Db {
    /// SQLite: one connection that writes, and several that cannot.
    Lite {
        /// For reading only, which SQLite itself enforces.
        readers: SqlitePool,
        /// One connection, so that our own writers queue here and not at the file.
        writer: SqlitePool,
    },
    /// PostgreSQL.
    Pg(PgPool),
}

/// A transaction that is open. Dropped without [`Open::commit`], it has not happened.
#[derive(Debug)]
pub(super) enum Open {
    /// In SQLite.
    Lite(Transaction<'static, Sqlite>),
    /// In PostgreSQL.
    Pg(Transaction<'static, Postgres>),
}

/// Runs one body on either engine, with the connection under the same name.
macro_rules! on_either {
    ($open:expr, $connection:ident => $body:expr) => {
        match $open {
            Open::Lite($connection) => $body,
            Open::Pg($connection) => $body,
        }
    };
}

/// A statement with its values.
macro_rules! bound {
    ($sql:expr, $values:expr) => {{
        let mut query = sqlx::query($sql);
        for value in $values {
            value.check()?;
            query = match value {
                Value::Text(text) => query.bind(text),
                Value::Number(number) => query.bind(number),
            };
        }
        query
    }};
}

impl Db {
    /// One state of the whole database, which this transaction can only read.
    pub(super) async fn begin_reading(&self) -> Result<Open, RecordsError> {
        Ok(match self {
            Db::Lite { readers, .. } => Open::Lite(readers.begin().await?),
            Db::Pg(pool) => {
                let read_only = "begin transaction isolation level repeatable read, read only";
                Open::Pg(pool.begin_with(read_only).await?)
            }
        })
    }

    /// The rows that one query gives, which is a state of its own: no transaction is begun for it and ended again, each of
    /// which is a way to the server and back.
    pub(super) async fn look(
        &self,
        sql: &'static str,
        values: Vec<Value>,
    ) -> Result<Vec<Row>, RecordsError> {
        Ok(match self {
            Db::Lite { readers, .. } => {
                let rows = bound!(sql, values).fetch_all(readers).await?;
                rows.into_iter().map(Row::Lite).collect()
            }
            Db::Pg(pool) => {
                let rows = bound!(sql, values).fetch_all(pool).await?;
                rows.into_iter().map(Row::Pg).collect()
            }
        })
    }

    /// A transaction that writes. On SQLite it is the only one.
    pub(super) async fn begin_writing(&self) -> Result<Open, RecordsError> {
        Ok(match self {
            Db::Lite { writer, .. } => {
                // A light writer may have left the connection otherwise.
                let begin = "pragma synchronous = full; begin immediate";
                Open::Lite(writer.begin_with(begin).await?)
            }
            Db::Pg(pool) => Open::Pg(pool.begin().await?),
        })
    }

    /// As [`Db::begin_writing`], of what may be lost when the power is cut: its commit does not wait for the disk.
    pub(super) async fn begin_writing_lightly(&self) -> Result<Open, RecordsError> {
        Ok(match self {
            Db::Lite { writer, .. } => {
                let begin = "pragma synchronous = normal; begin immediate";
                Open::Lite(writer.begin_with(begin).await?)
            }
            Db::Pg(pool) => {
                let begin = "begin; set local synchronous_commit = off";
                Open::Pg(pool.begin_with(begin).await?)
            }
        })
    }

    /// Ends all connections.
    pub(super) async fn close(&self) {
        match self {
            Db::Lite { readers, writer } => {
                readers.close().await;
                writer.close().await;
            }
            Db::Pg(pool) => pool.close().await,
        }
    }
}

impl Open {
    /// The rows that a query gives.
    pub(super) async fn rows(
        &mut self,
        sql: &'static str,
        values: Vec<Value>,
    ) -> Result<Vec<Row>, RecordsError> {
        Ok(match self {
            Open::Lite(open) => {
                let rows = bound!(sql, values).fetch_all(&mut **open).await?;
                rows.into_iter().map(Row::Lite).collect()
            }
            Open::Pg(open) => {
                let rows = bound!(sql, values).fetch_all(&mut **open).await?;
                rows.into_iter().map(Row::Pg).collect()
            }
        })
    }

    /// Runs a statement; how many rows it changed.
    pub(super) async fn run(
        &mut self,
        sql: &'static str,
        values: Vec<Value>,
    ) -> Result<u64, RecordsError> {
        on_either!(self, open => {
            Ok(bound!(sql, values).execute(&mut **open).await?.rows_affected())
        })
    }

    /// Hands on each row that a query of whole tables gives, without holding them all at once.
    pub(super) async fn each<E: From<RecordsError>>(
        &mut self,
        sql: String,
        mut each: impl FnMut(&Row) -> Result<(), E>,
    ) -> Result<(), E> {
        match self {
            Open::Lite(open) => {
                let mut rows = sqlx::query(AssertSqlSafe(sql)).fetch(&mut **open);
                while let Some(row) = rows.try_next().await.map_err(RecordsError::from)? {
                    each(&Row::Lite(row))?;
                }
            }
            Open::Pg(open) => {
                let mut rows = sqlx::query(AssertSqlSafe(sql)).fetch(&mut **open);
                while let Some(row) = rows.try_next().await.map_err(RecordsError::from)? {
                    each(&Row::Pg(row))?;
                }
            }
        }
        Ok(())
    }

    /// Runs a statement that was made of the names of tables and columns.
    pub(super) async fn run_made(
        &mut self,
        sql: &str,
        values: Vec<Value>,
    ) -> Result<(), RecordsError> {
        on_either!(self, open => {
            bound!(AssertSqlSafe(sql.to_owned()), values).execute(&mut **open).await?;
        });
        Ok(())
    }

    /// Runs several statements that have no values.
    pub(super) async fn run_script(&mut self, sql: &'static str) -> Result<(), RecordsError> {
        on_either!(self, open => sqlx::raw_sql(sql).execute(&mut **open).await.map(|_| ())?);
        Ok(())
    }

    /// Keeps other writers away from a partnership until this transaction ends. SQLite has no others.
    pub(super) async fn lock(&mut self, partnership: &Value) -> Result<(), RecordsError> {
        match self {
            Open::Lite(_) => Ok(()),
            Open::Pg(_) => {
                let sql = "select 1 as one from partnership where partnership_id = $1 for update";
                self.rows(sql, vec![partnership.clone()]).await.map(|_| ())
            }
        }
    }

    /// Waits until nobody changes a partnership, and keeps writers away from it until this transaction ends. Several
    /// may hold one at once. SQLite has one writer.
    pub(super) async fn hold(&mut self, partnership: &Value) -> Result<(), RecordsError> {
        match self {
            Open::Lite(_) => Ok(()),
            Open::Pg(_) => {
                let sql =
                    "select 1 as one from partnership where partnership_id = $1 for key share";
                self.rows(sql, vec![partnership.clone()]).await.map(|_| ())
            }
        }
    }

    /// Makes everything done in this transaction last.
    pub(super) async fn commit(self) -> Result<(), RecordsError> {
        on_either!(self, open => Ok(open.commit().await?))
    }
}
