//! The end of a partnership's chain of entries.

use partnership::terms::day::Day;

use crate::error::RecordsError;
use crate::store::reading::Reading;
use crate::store::value::Row;

/// What the first entry of a chain is hashed with.
const NO_HASH: &str = "0000000000000000000000000000000000000000000000000000000000000000";

/// The end of a partnership's chain of entries.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Head {
    /// How many entries there are.
    pub entries: i64,
    /// The hash of the last.
    pub hash: String,
}

impl Head {
    /// That of a chain without entries.
    pub(super) fn none() -> Head {
        Head { entries: 0, hash: NO_HASH.to_owned() }
    }

    /// The one that the partnership's row has, with the day from which on nothing of it is changed any more, where it ended;
    /// none where there is no such partnership.
    pub(super) async fn with_ending(
        reading: &mut Reading,
    ) -> Result<Option<(Head, Option<Day>)>, RecordsError> {
        let sql = "select entries, head, day from partnership
            left join successors using (partnership_id) where partnership_id = $1";
        let rows = reading.rows(sql, Vec::new()).await?;
        let found = |row: &Row| {
            let head = Head { entries: row.number("entries")?, hash: row.text("head")? };
            Ok((head, row.maybe_parsed("day")?))
        };
        rows.first().map(found).transpose()
    }

    /// The one that the partnership's row has; none where there is no such partnership.
    pub(super) async fn known(reading: &mut Reading) -> Result<Option<Head>, RecordsError> {
        let sql = "select entries, head from partnership where partnership_id = $1";
        let rows = reading.rows(sql, Vec::new()).await?;
        let head =
            |row: &Row| Ok(Head { entries: row.number("entries")?, hash: row.text("head")? });
        rows.first().map(head).transpose()
    }
}
