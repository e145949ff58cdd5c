//! Links by which whoever answers for an authority notes the progress of its actions without an account, in the records.
//!
//! In come a name and the fingerprint of what is written in a link; out goes for which authority and cycle it is. Names stand
//! here alone and are deleted once the link is over.

use partnership::terms::day::Day;
use partnership::timetable::cycle::Cycle;

use crate::book::Book;
use crate::error::RecordsError;
use crate::fingerprint::Fingerprint;
use crate::once::Once;
use crate::store::value::Row;
use crate::store::value::Value;

/// A link by which progress is noted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProgressLink {
    /// The cycle of the plan.
    pub cycle: Cycle,
    /// The authority that leads the actions.
    pub lead: String,
    /// The name of whoever has the link.
    pub name: String,
    /// The last day on which it can be followed.
    pub until: Day,
}

impl Book {
    /// Makes a link, in the place of the one that was there for the authority in the cycle.
    ///
    /// # Errors
    /// When the records cannot be written.
    pub async fn make_progress_link(
        &self,
        link: &ProgressLink,
        token: &Fingerprint,
    ) -> Result<(), RecordsError> {
        let sql = "insert into progress_link (partnership_id, cycle_id, lead, name, token, until)
            values ($1, $2, $3, $4, $5, $6)
            on conflict (partnership_id, cycle_id, lead) do update set
                name = excluded.name, token = excluded.token, until = excluded.until";
        let ProgressLink { cycle, lead, name, until } = link;
        let mut values = vec![Value::text(self.id()), Value::text(cycle), Value::text(lead)];
        values.extend([Value::text(name.trim()), Value::text(token), Value::text(until)]);
        self.jot_progress_link(sql, values).await.map(|_| ())
    }

    /// The links of a cycle, by the authorities' names.
    ///
    /// # Errors
    /// When the records cannot be read.
    pub async fn progress_links(&self, cycle: Cycle) -> Result<Vec<ProgressLink>, RecordsError> {
        let sql = "select cycle_id, lead, name, until from progress_link
            where partnership_id = $1 and cycle_id = $2 order by lead";
        let rows = self.read().await?.rows(sql, vec![Value::text(cycle)]).await?;
        rows.iter().map(in_row).collect()
    }

    /// The link of which that is the fingerprint, if it can be followed on a day.
    ///
    /// # Errors
    /// When the records cannot be read.
    pub async fn progress_link(
        &self,
        token: &Fingerprint,
        on: Day,
    ) -> Result<Option<ProgressLink>, RecordsError> {
        let sql = "select cycle_id, lead, name, until from progress_link
            where partnership_id = $1 and token = $2 and until >= $3";
        let rows = self.read().await?.rows(sql, vec![Value::text(token), Value::text(on)]).await?;
        rows.first().map(in_row).transpose()
    }

    /// Takes a link away, with its name: it can be followed no longer.
    ///
    /// # Errors
    /// When the records cannot be written.
    pub async fn take_progress_link_away(
        &self,
        cycle: Cycle,
        lead: &str,
    ) -> Result<Once, RecordsError> {
        let sql =
            "delete from progress_link where partnership_id = $1 and cycle_id = $2 and lead = $3";
        let values = vec![Value::text(self.id()), Value::text(cycle), Value::text(lead)];
        self.jot_progress_link(sql, values).await.map(Once::by)
    }

    /// Deletes the links that were over before a day, with the names; how many.
    ///
    /// # Errors
    /// When the records cannot be written.
    pub async fn forget_progress_links(&self, before: Day) -> Result<u64, RecordsError> {
        let sql = "delete from progress_link where partnership_id = $1 and until < $2";
        self.jot_progress_link(sql, vec![Value::text(self.id()), Value::text(before)]).await
    }

    async fn jot_progress_link(
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

fn in_row(row: &Row) -> Result<ProgressLink, RecordsError> {
    Ok(ProgressLink {
        cycle: row.parsed("cycle_id")?,
        lead: row.text("lead")?,
        name: row.text("name")?,
        until: row.parsed("until")?,
    })
}
