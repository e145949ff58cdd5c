//! Keeping things: the two engines, the layouts, and the one way in which anything is changed.
//!
//! In come things and those who sign for them; out come the things and the record of all their changes.
//! Which kinds of things there are is no concern of this module: each implements [`thing::Thing`].

mod db;
mod migration;
pub(crate) mod opening;
pub(crate) mod value;
pub(crate) mod conflict;
pub(crate) mod head;
pub(crate) mod seal;
pub(crate) mod entry;
pub(crate) mod key;
pub(crate) mod thing;
pub(crate) mod reading;
pub(crate) mod read_lately;
pub(crate) mod change;
pub(crate) mod jotting;
pub(crate) mod shut;
pub(crate) mod verify;
pub(crate) mod tables;
pub(crate) mod whole;

use crate::consultation::intake::Intake;
use crate::error::RecordsError;
use crate::membership::known::Known;
use crate::partnership_id::PartnershipId;
use crate::store::change::Change;
use crate::store::db::Db;
use crate::store::entry::Signed;
use crate::store::head::Head;
use crate::store::jotting::Jotting;
use crate::store::reading::Reading;
use crate::store::value::Row;
use crate::store::value::Value;
use crate::store::whole::Whole;

/// A database of records, open.
#[derive(Debug, Clone)]
pub(crate) struct Store {
    db: Db,
    intake: Intake,
    known: Known,
}

impl Store {
    /// A database that was just opened.
    fn of(db: Db) -> Store {
        Store { db, intake: Intake::default(), known: Known::default() }
    }

    /// One state of a partnership's records; nothing can be changed through it.
    pub(crate) async fn read(&self, partnership: &PartnershipId) -> Result<Reading, RecordsError> {
        Ok(Reading::of(self.db.begin_reading().await?, partnership.clone()))
    }

    /// Begins changes of a partnership; nobody else can until they end. None where there is no such
    /// partnership.
    pub(crate) async fn change(
        &self,
        partnership: &PartnershipId,
        signed: &Signed,
    ) -> Result<Option<Change>, RecordsError> {
        let mut open = self.db.begin_writing().await?;
        open.lock(&Value::text(partnership)).await?;
        let mut reading = Reading::of(open, partnership.clone());
        let found = Head::with_ending(&mut reading).await?;
        Ok(found.map(|(head, ends)| Change::begun(reading, signed.clone(), (head, ends))))
    }

    /// Begins the first changes of a partnership. None where there is one of that name already.
    pub(crate) async fn first_change(
        &self,
        partnership: &PartnershipId,
        signed: &Signed,
    ) -> Result<Option<Change>, RecordsError> {
        let mut open = self.db.begin_writing().await?;
        let insert = "insert into partnership (partnership_id, entries, head) values ($1, 0, $2)
            on conflict (partnership_id) do nothing";
        let head = Head::none();
        let values = vec![Value::text(partnership), Value::text(&head.hash)];
        Ok(match open.run(insert, values).await? {
            0 => None,
            _ => {
                let reading = Reading::of(open, partnership.clone());
                Some(Change::begun(reading, signed.clone(), (head, None)))
            }
        })
    }

    /// The replies that wait to be kept.
    pub(crate) fn intake(&self) -> &Intake {
        &self.intake
    }

    /// What partnerships are described as.
    pub(crate) fn known(&self) -> &Known {
        &self.known
    }

    /// Begins writing into tables that have no audit entries.
    pub(crate) async fn jot(&self) -> Result<Jotting, RecordsError> {
        Ok(Jotting::of(self.db.begin_writing().await?))
    }

    /// As [`Store::jot`], of what may be lost when the power is cut: it does not wait for the disk.
    pub(crate) async fn jot_lightly(&self) -> Result<Jotting, RecordsError> {
        Ok(Jotting::of(self.db.begin_writing_lightly().await?))
    }

    /// The rows that a query of no one partnership gives.
    pub(crate) async fn look(
        &self,
        sql: &'static str,
        values: Vec<Value>,
    ) -> Result<Vec<Row>, RecordsError> {
        self.db.look(sql, values).await
    }

    /// One state of all that there is, of every partnership.
    pub(crate) async fn read_whole(&self) -> Result<Whole, RecordsError> {
        Ok(Whole::of(self.db.begin_reading().await?))
    }

    /// Begins putting all of it back.
    pub(crate) async fn write_whole(&self) -> Result<Whole, RecordsError> {
        Ok(Whole::of(self.db.begin_writing().await?))
    }

    /// The partnerships that there are, in order of their short names.
    pub(crate) async fn partnerships(&self) -> Result<Vec<PartnershipId>, RecordsError> {
        let sql = "select partnership_id from partnership order by partnership_id";
        let rows = self.look(sql, Vec::new()).await?;
        rows.iter().map(|row| row.parsed("partnership_id").map(PartnershipId)).collect()
    }

    /// Lets go of the database.
    pub(crate) async fn close(&self) {
        self.db.close().await;
    }
}
