//! Links by which whoever supplies a prescribed return sends its files without an account, in the records.
//!
//! In come a name and the fingerprint of what is written in a link; out goes for which supplier it is. Names stand here alone
//! and are deleted once the link is over.

use partnership::partner_data::supplier::SupplierId;
use partnership::terms::day::Day;

use crate::book::Book;
use crate::compiled_once;
use crate::error::RecordsError;
use crate::fingerprint::Fingerprint;
use crate::once::Once;
use crate::store::value::Row;
use crate::store::value::Value;

/// A link by which files of a return are sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReturnLink {
    /// Whose returns they are.
    pub supplier: SupplierId,
    /// The name of whoever has the link.
    pub name: String,
    /// The last day on which it can be followed.
    pub until: Day,
}

impl Book {
    /// Makes a link, in the place of the one that was there for the supplier.
    ///
    /// # Errors
    /// When the records cannot be written.
    #[compiled_once]
    pub async fn make_return_link(
        &self,
        link: &ReturnLink,
        token: &Fingerprint,
    ) -> Result<(), RecordsError> {
        let sql = "insert into return_link (partnership_id, supplier_id, name, token, until)
            values ($1, $2, $3, $4, $5)
            on conflict (partnership_id, supplier_id) do update set
                name = excluded.name, token = excluded.token, until = excluded.until";
        let ReturnLink { supplier, name, until } = link;
        let mut values = vec![Value::text(self.id()), Value::text(supplier)];
        values.extend([Value::text(name.trim()), Value::text(token), Value::text(until)]);
        self.jot_return_link(sql, values).await.map(|_| ())
    }

    /// All links, by the suppliers' short names.
    ///
    /// # Errors
    /// When the records cannot be read.
    #[compiled_once]
    pub async fn return_links(&self) -> Result<Vec<ReturnLink>, RecordsError> {
        let sql = "select supplier_id, name, until from return_link
            where partnership_id = $1 order by supplier_id";
        let rows = self.read().await?.rows(sql, Vec::new()).await?;
        rows.iter().map(in_row).collect()
    }

    /// The link of which that is the fingerprint, if it can be followed on a day.
    ///
    /// # Errors
    /// When the records cannot be read.
    #[compiled_once]
    pub async fn return_link(
        &self,
        token: &Fingerprint,
        on: Day,
    ) -> Result<Option<ReturnLink>, RecordsError> {
        let sql = "select supplier_id, name, until from return_link
            where partnership_id = $1 and token = $2 and until >= $3";
        let rows = self.read().await?.rows(sql, vec![Value::text(token), Value::text(on)]).await?;
        rows.first().map(in_row).transpose()
    }

    /// Takes a link away, with its name: it can be followed no longer.
    ///
    /// # Errors
    /// When the records cannot be written.
    #[compiled_once]
    pub async fn take_return_link_away(&self, supplier: &SupplierId) -> Result<Once, RecordsError> {
        let sql = "delete from return_link where partnership_id = $1 and supplier_id = $2";
        let values = vec![Value::text(self.id()), Value::text(supplier)];
        self.jot_return_link(sql, values).await.map(Once::by)
    }

    /// Deletes the links that were over before a day, with the names; how many.
    ///
    /// # Errors
    /// When the records cannot be written.
    #[compiled_once]
    pub async fn forget_return_links(&self, before: Day) -> Result<u64, RecordsError> {
        let sql = "delete from return_link where partnership_id = $1 and until < $2";
        self.jot_return_link(sql, vec![Value::text(self.id()), Value::text(before)]).await
    }

    async fn jot_return_link(
        &self,
        sql: &'static str,
        values: Vec<Value>,
    ) -> Result<u64, RecordsError> {
        let mut jotting = self.jot().await?;
        let rows = jotting.run(sql, values).await?;
        jotting.commit().await?;
        Ok(rows)
    }
}

fn in_row(row: &Row) -> Result<ReturnLink, RecordsError> {
    let supplier = SupplierId(row.parsed("supplier_id")?);
    Ok(ReturnLink { supplier, name: row.text("name")?, until: row.parsed("until")? })
}
