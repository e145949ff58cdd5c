//! Writing what nobody decides and no audit entry tells of: sessions, reminders, the last code accepted, replies under way,
//! how dispatches stand.
//!
//! In come statements about those tables and no others; out goes how many rows they changed.

use crate::error::RecordsError;
use crate::partnership_id::PartnershipId;
use crate::store::db::Open;
use crate::store::value::Row;
use crate::store::value::Value;

/// The tables that have no audit entries.
const UNAUDITED: [&str; 11] = [
    "accepted_code",
    "commentary_link",
    "dispatch",
    "invitation",
    "progress_link",
    "reminder",
    "reply_signal",
    "reply_under_way",
    "return_link",
    "sampled_reply",
    "session",
];

/// Writing into unaudited tables. Dropped without [`Jotting::commit`], it has not happened.
#[derive(Debug)]
pub(crate) struct Jotting {
    open: Open,
}

impl Jotting {
    pub(super) fn of(open: Open) -> Jotting {
        Jotting { open }
    }

    /// Waits for whoever is changing the partnership, and keeps its things as they are until this ends.
    ///
    /// A changed thing is deleted and written anew, and a reference to it that is checked in between would not
    /// find it.
    pub(crate) async fn hold(&mut self, partnership: &PartnershipId) -> Result<(), RecordsError> {
        self.open.hold(&Value::text(partnership)).await
    }

    /// The rows that a query gives.
    pub(crate) async fn rows(
        &mut self,
        sql: &'static str,
        values: Vec<Value>,
    ) -> Result<Vec<Row>, RecordsError> {
        self.open.rows(sql, values).await
    }

    /// Runs a statement that writes into an unaudited table; how many rows it changed.
    pub(crate) async fn run(
        &mut self,
        sql: &'static str,
        values: Vec<Value>,
    ) -> Result<u64, RecordsError> {
        if !is_permitted(sql) {
            return Err(RecordsError::Engine(format!("`{sql}` needs an audit entry")));
        }
        self.open.run(sql, values).await
    }

    /// Makes it last.
    pub(crate) async fn commit(self) -> Result<(), RecordsError> {
        self.open.commit().await
    }
}

/// Whether a statement writes into an unaudited table.
pub(super) fn is_permitted(sql: &str) -> bool {
    let table = ["insert into ", "update ", "delete from "]
        .into_iter()
        .find_map(|begins| sql.strip_prefix(begins))
        .and_then(|rest| rest.split_whitespace().next());
    table.is_some_and(|table| UNAUDITED.contains(&table))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_with_audit_entries_is_not_written_past_them() {
        assert!(is_permitted("delete from session where expires <= $1"));
        for sql in
            ["delete from person", "update account set password = $1", "insert into sessions"]
        {
            assert!(!is_permitted(sql), "{sql}");
        }
    }
}
