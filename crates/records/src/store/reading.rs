//! Reading what one partnership has: one state of it, and nothing of any other's.

use crate::error::RecordsError;
use crate::partnership_id::PartnershipId;
use crate::store::db::Open;
use crate::store::thing::Found;
use crate::store::thing::Held;
use crate::store::thing::Key;
use crate::store::thing::Thing;
use crate::store::value::Row;
use crate::store::value::Value;

/// One state of a partnership's records.
#[derive(Debug)]
pub(crate) struct Reading {
    open: Open,
    partnership: PartnershipId,
}

impl Reading {
    pub(super) fn of(open: Open, partnership: PartnershipId) -> Reading {
        Reading { open, partnership }
    }

    /// Whose records they are.
    pub(crate) fn partnership(&self) -> &PartnershipId {
        &self.partnership
    }

    /// The rows that a query gives. `$1` in it is this partnership, always; `values` begin at `$2`.
    ///
    /// Only a query: a reading may share its transaction with changes, which have their own way.
    pub(crate) async fn rows(
        &mut self,
        sql: &'static str,
        values: Vec<Value>,
    ) -> Result<Vec<Row>, RecordsError> {
        if !sql.starts_with("select ") {
            return Err(RecordsError::Engine(format!("`{sql}` does not only read")));
        }
        let values = with_partnership(&self.partnership, values);
        self.open.rows(sql, values).await
    }

    /// The things within a key, in their order.
    pub(crate) async fn within<T: Thing>(
        &mut self,
        key: &Key,
    ) -> Result<Vec<Found<T>>, RecordsError> {
        T::find(self, key).await
    }

    /// The one thing with this key.
    pub(crate) async fn one<T: Thing>(
        &mut self,
        key: &Key,
    ) -> Result<Option<Held<T>>, RecordsError> {
        let found = self.within(key).await?;
        Ok(found.into_iter().next().map(|found| found.held))
    }

    pub(super) fn open(&mut self) -> &mut Open {
        &mut self.open
    }

    pub(super) fn into_open(self) -> Open {
        self.open
    }
}

/// The values of a statement, the partnership before all others.
pub(super) fn with_partnership(partnership: &PartnershipId, values: Vec<Value>) -> Vec<Value> {
    let mut all = vec![Value::text(partnership)];
    all.extend(values);
    all
}
