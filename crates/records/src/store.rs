//! Keeping things: the two engines, the layouts, and the one way in which anything is changed.
//!
//! In come things and those who sign for them; out come the things and the record of all their changes.
//! Which kinds of things there are is no concern of this module: each implements [`thing::Thing`].

mod db;
mod migration;
mod opening;
pub(crate) mod value;
pub(crate) mod conflict;
pub(crate) mod head;
pub(crate) mod entry;
pub(crate) mod thing;
pub(crate) mod reading;
pub(crate) mod change;
pub(crate) mod verify;

use crate::error::RecordsError;
use crate::partnership_id::PartnershipId;
use crate::store::change::Change;
use crate::store::db::Db;
use crate::store::entry::Signed;
use crate::store::head::Head;
use crate::store::reading::Reading;
use crate::store::value::Value;

/// A database of records, open.
#[derive(Debug, Clone)]
pub(crate) struct Store {
    db: Db,
}

impl Store {
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
        let head = Head::known(&mut reading).await?;
        Ok(head.map(|head| Change::begun(reading, signed.clone(), head)))
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
                Some(Change::begun(reading, signed.clone(), head))
            }
        })
    }

    /// The partnerships that there are, in order of their short names.
    pub(crate) async fn partnerships(&self) -> Result<Vec<PartnershipId>, RecordsError> {
        let sql = "select partnership_id from partnership order by partnership_id";
        let rows = self.db.begin_reading().await?.rows(sql, Vec::new()).await?;
        rows.iter().map(|row| row.parsed("partnership_id").map(PartnershipId)).collect()
    }

    /// Lets go of the database.
    pub(crate) async fn close(&self) {
        self.db.close().await;
    }
}
