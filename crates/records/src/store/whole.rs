//! Reading and writing whole tables, of every partnership, for a backup and for nothing else.
//!
//! In come tables; out go their rows, each a text or none for every column.

use crate::error::RecordsError;
use crate::store::db::Open;
use crate::store::migration;
use crate::store::tables::Table;
use crate::store::value::Row;
use crate::store::value::Value;

/// The values of one row, in the order of the table's columns.
pub(crate) type Texts = Vec<Option<String>>;

/// All tables, in one transaction. Dropped without [`Whole::commit`], nothing was written.
#[derive(Debug)]
pub(crate) struct Whole {
    open: Open,
}

impl Whole {
    pub(super) fn of(open: Open) -> Whole {
        Whole { open }
    }

    /// The layout of the tables.
    pub(crate) const LAYOUT: i64 = migration::KNOWN;

    /// How many rows a table has.
    pub(crate) async fn count(&mut self, table: &Table) -> Result<u64, RecordsError> {
        let mut rows = 0;
        self.open
            .each(table.count(), |row| {
                rows = u64::try_from(row.number("rows")?).unwrap_or_default();
                Ok::<_, RecordsError>(())
            })
            .await?;
        Ok(rows)
    }

    /// Hands on every row of a table.
    pub(crate) async fn each<E: From<RecordsError>>(
        &mut self,
        table: &Table,
        mut each: impl FnMut(Texts) -> Result<(), E>,
    ) -> Result<(), E> {
        let in_row = |row: &Row| {
            let columns = table.columns.iter();
            columns.map(|column| row.maybe_text(column.name())).collect::<Result<Texts, _>>()
        };
        self.open.each(table.select(), |row| each(in_row(row)?)).await
    }

    /// Writes a row with a table's own statement.
    pub(crate) async fn put(&mut self, insert: &str, row: Texts) -> Result<(), RecordsError> {
        self.open.run_made(insert, row.into_iter().map(Value::Text).collect()).await
    }

    /// Makes it last.
    pub(crate) async fn commit(self) -> Result<(), RecordsError> {
        self.open.commit().await
    }
}
