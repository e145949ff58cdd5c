//! A partnership's book: everything that its people have entered or decided, and the record of who did.
//!
//! In come changes, each signed; out come the things as they are. One database holds many books, and a book
//! is the only way to what is in it.

use std::sync::Arc;

use partnership::membership::Partnership;

use crate::common_templates::CommonTemplates;
use crate::consultation::intake::Intake;
use crate::error::RecordsError;
use crate::partnership_id::PartnershipId;
use crate::store::Store;
use crate::store::change::Change;
use crate::store::entry::Signed;
use crate::store::jotting::Jotting;
use crate::store::reading::Reading;
use crate::store::thing::Held;
use crate::store::value::Row;
use crate::store::value::Value;

/// The book of one partnership. It sees no other's.
#[derive(Debug, Clone)]
pub struct Book {
    store: Store,
    common: Arc<CommonTemplates>,
    partnership: PartnershipId,
}

impl Book {
    /// The book of a partnership that is known to be there.
    pub(crate) fn of(
        store: Store,
        common: Arc<CommonTemplates>,
        partnership: PartnershipId,
    ) -> Book {
        Book { store, common, partnership }
    }

    /// What the host's partnerships have in common.
    pub(crate) fn common(&self) -> &CommonTemplates {
        &self.common
    }

    /// Whose book it is.
    pub fn id(&self) -> &PartnershipId {
        &self.partnership
    }

    /// One state of all that is in it.
    pub(crate) async fn read(&self) -> Result<Reading, RecordsError> {
        self.store.read(&self.partnership).await
    }

    /// The partnership as one state of all that is in it describes it.
    pub(crate) async fn described(
        &self,
        reading: &mut Reading,
    ) -> Result<Held<Partnership>, RecordsError> {
        self.store.known().described(reading).await
    }

    /// The rows that a query of what has no audit entry gives. Each query must name the partnership.
    pub(crate) async fn look(
        &self,
        sql: &'static str,
        values: Vec<Value>,
    ) -> Result<Vec<Row>, RecordsError> {
        self.store.look(sql, values).await
    }

    /// Begins writing what has no audit entry. Each statement must name the partnership.
    pub(crate) async fn jot(&self) -> Result<Jotting, RecordsError> {
        self.store.jot().await
    }

    /// As [`Book::jot`], of what may be lost when the power is cut.
    pub(crate) async fn jot_lightly(&self) -> Result<Jotting, RecordsError> {
        self.store.jot_lightly().await
    }

    /// The replies that wait to be kept.
    pub(crate) fn intake(&self) -> &Intake {
        self.store.intake()
    }

    /// Begins changes, which are made together or not at all. Nothing is changed once the partnership has ended.
    pub(crate) async fn change(&self, signed: &Signed) -> Result<Change, RecordsError> {
        let change = self.change_even_when_ended(signed).await?;
        match change.ended()? {
            None => Ok(change),
            Some(ended) => Err(RecordsError::Ended(ended)),
        }
    }

    /// Begins changes that are made of an ended partnership, too: of those who sign in, and of what must not be kept.
    pub(crate) async fn change_even_when_ended(
        &self,
        signed: &Signed,
    ) -> Result<Change, RecordsError> {
        let gone = || {
            RecordsError::stored("partnership", &self.partnership.to_string(), "it is not there")
        };
        self.store.change(&self.partnership, signed).await?.ok_or_else(gone)
    }
}
