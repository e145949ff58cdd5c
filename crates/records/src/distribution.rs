//! Distribution in the records: lists, who is on them, sendings with how each dispatch stands, and requests for other formats.
//!
//! In come the core's lists, recipients, sendings and requests; out go these as they are, with their versions. The audit
//! record names no recipient and no address, so that they can be deleted on their day.

pub(crate) mod refused;
pub(crate) mod recipient;
pub(crate) mod sending;
pub(crate) mod dispatch;
pub(crate) mod request;

use partnership::distribution::list::DistributionList;
use partnership::distribution::list::ListId;

use crate::book::Book;
use crate::compiled_once;
use crate::distribution::recipient::StoredRecipient;
use crate::distribution::refused::DistributionRefused;
use crate::error::RecordsError;
use crate::store::change::Pen;
use crate::store::entry::Signed;
use crate::store::reading::Reading;
use crate::store::thing::Found;
use crate::store::thing::Held;
use crate::store::thing::Key;
use crate::store::thing::Kind;
use crate::store::thing::Thing;
use crate::store::thing::Version;
use crate::store::value::Value;

impl Book {
    /// The distribution lists, in the order of their short names.
    ///
    /// # Errors
    /// When the records cannot be read.
    #[compiled_once]
    pub async fn distribution_lists(&self) -> Result<Vec<Held<DistributionList>>, RecordsError> {
        let found = self.read().await?.within::<DistributionList>(&Key::all()).await?;
        Ok(found.into_iter().map(|found| found.held).collect())
    }

    /// Enters a list.
    ///
    /// # Errors
    /// When the core finds a fault, there is one of that short name, or the records cannot be written.
    #[compiled_once]
    pub async fn enter_distribution_list(
        &self,
        signed: &Signed,
        list: &DistributionList,
    ) -> Result<Version, DistributionRefused> {
        faultless(list)?;
        let mut change = self.change(signed).await?;
        let version = change.enter(&key(&list.id), list).await?;
        change.commit().await?;
        Ok(version)
    }

    /// Changes a list from what was seen of it; its short name stays.
    ///
    /// # Errors
    /// When the core finds a fault, it becomes one of people who asked to be told and has recipients who did not, or
    /// somebody else changed it.
    #[compiled_once]
    pub async fn change_distribution_list(
        &self,
        signed: &Signed,
        seen: Version,
        list: &DistributionList,
    ) -> Result<Version, DistributionRefused> {
        faultless(list)?;
        let mut change = self.change(signed).await?;
        let on_it = change.reading().within::<StoredRecipient>(&key(&list.id)).await?;
        if list.of.needs_consent() && on_it.iter().any(|found| !found.held.value.consented()) {
            return Err(DistributionRefused::NotByConsent);
        }
        let version = change.replace(&key(&list.id), seen, list).await?;
        change.commit().await?;
        Ok(version)
    }

    /// Takes a list away, with all that are on it; what was sent to them stays, without who they were.
    ///
    /// # Errors
    /// When somebody else changed it.
    #[compiled_once]
    pub async fn remove_distribution_list(
        &self,
        signed: &Signed,
        seen: Version,
        list: &ListId,
    ) -> Result<(), DistributionRefused> {
        let mut change = self.change(signed).await?;
        for found in change.reading().within::<StoredRecipient>(&key(list)).await? {
            change.remove::<StoredRecipient>(&found.key, found.held.version).await?;
        }
        change.remove::<DistributionList>(&key(list), seen).await?;
        Ok(change.commit().await?)
    }
}

fn faultless(list: &DistributionList) -> Result<(), DistributionRefused> {
    list.fault().map_or(Ok(()), |fault| Err(DistributionRefused::List(fault)))
}

/// The key of a list, within which are its recipients.
fn key(list: &ListId) -> Key {
    Key::all().and(list)
}

impl Thing for DistributionList {
    const KIND: Kind = Kind::DistributionList;
    type Told = DistributionList;

    fn told(&self) -> DistributionList {
        self.clone()
    }

    async fn find(from: &mut Reading, key: &Key) -> Result<Vec<Found<Self>>, RecordsError> {
        let sql = "select list_id, entry_id, list from distribution_list
            where partnership_id = $1 and ($2 is null or list_id = $2) order by list_id";
        let rows = from.rows(sql, key.values(1)).await?;
        let found = rows.iter().map(|row| {
            let (name, value) = (row.text("list_id")?, row.json::<DistributionList>("list")?);
            if value.id.0.as_str() != name {
                return Err(RecordsError::stored("list_id", &name, "the list has another"));
            }
            let held = Held { value, version: Version(row.number("entry_id")?) };
            Ok(Found { key: Key::all().and(name), held })
        });
        found.collect()
    }

    async fn write(&self, pen: &mut Pen<'_>, key: &Key) -> Result<(), RecordsError> {
        let mut values = key.values(1);
        values.extend([pen.entry(), Value::json(self)?]);
        let sql = "insert into distribution_list (partnership_id, list_id, entry_id, list)
            values ($1, $2, $3, $4)";
        pen.run(sql, values).await
    }

    async fn erase(pen: &mut Pen<'_>, key: &Key) -> Result<(), RecordsError> {
        let sql = "delete from distribution_list where partnership_id = $1 and list_id = $2";
        pen.run(sql, key.values(1)).await
    }
}
