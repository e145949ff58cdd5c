//! Deliveries in the records: each file of partner data with its hash, its report and what was taken of it.
//!
//! In come deliveries; out go the same with their numbers. The audit record has what each is of, its hash and how many
//! rows it had, and a hash of the rest, so that a delivery that should not have been sent can be taken away whole. Every page
//! reads all of them, and none ever changes, so what was read lately is kept by its text.

use std::sync::Arc;

use partnership::partner_data::delivery::Delivery;
use partnership::partner_data::delivery::Subject;
use partnership::partner_data::delivery::may_be_kept;
use partnership::terms::day::Day;

use crate::book::Book;
use crate::compiled_once;
use crate::error::RecordsError;
use crate::fingerprint::Fingerprint;
use crate::partner_data::refused::PartnerDataRefused;
use crate::store::change::Pen;
use crate::store::entry::Signed;
use crate::store::read_lately::ReadLately;
use crate::store::reading::Reading;
use crate::store::thing::Found;
use crate::store::thing::Held;
use crate::store::thing::Key;
use crate::store::thing::Kind;
use crate::store::thing::Thing;
use crate::store::thing::Version;
use crate::store::value::Row;
use crate::store::value::Value;
use crate::store::value::from_json;
use crate::store::value::json_of;

/// So many bytes of deliveries are kept as they were read.
const REMEMBERED: usize = 64 << 20;

/// What was read lately.
static READ: ReadLately<Delivery> = ReadLately::up_to(REMEMBERED);

/// A delivery as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptDelivery {
    /// Its number; of two of the same, the later has the higher one.
    pub number: i64,
    /// The version of it.
    pub version: Version,
    /// The delivery.
    pub delivery: Arc<Delivery>,
}

/// What the audit record says of a delivery.
#[derive(Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub(crate) struct ToldDelivery {
    of: Subject,
    received: Day,
    file: String,
    rows: usize,
    refused: usize,
    taken: bool,
    whole: Fingerprint,
}

impl Book {
    /// All files that were sent, in the order in which they came.
    ///
    /// # Errors
    /// When the records cannot be read.
    #[compiled_once]
    pub async fn partner_deliveries(&self) -> Result<Vec<KeptDelivery>, RecordsError> {
        all(&mut self.read().await?).await
    }

    /// Keeps a file that was sent, taken or refused, and gives its number.
    ///
    /// # Errors
    /// When the same file counts already, the series is another supplier's, or the records cannot be written.
    #[compiled_once]
    pub async fn keep_partner_delivery(
        &self,
        signed: &Signed,
        delivery: &Delivery,
    ) -> Result<i64, PartnerDataRefused> {
        let mut change = self.change(signed).await?;
        let before = all(change.reading()).await?;
        let before: Vec<(i64, &Delivery)> =
            before.iter().map(|kept| (kept.number, &*kept.delivery)).collect();
        may_be_kept(delivery, &before)?;
        let number = change.enter_counted(&Key::all(), delivery).await?;
        change.commit().await?;
        Ok(number)
    }

    /// Takes a delivery away that should not have been sent. The one before it counts again, if there is one.
    ///
    /// # Errors
    /// When somebody else took it away.
    #[compiled_once]
    pub async fn remove_partner_delivery(
        &self,
        signed: &Signed,
        (number, seen): (i64, Version),
    ) -> Result<(), PartnerDataRefused> {
        let mut change = self.change_even_when_ended(signed).await?;
        change.remove::<Delivery>(&Key::all().and(number), seen).await?;
        change.commit().await?;
        READ.let_go();
        Ok(())
    }
}

async fn all(reading: &mut Reading) -> Result<Vec<KeptDelivery>, RecordsError> {
    let kept = rows(reading, &Key::all()).await?.into_iter().map(|row| {
        let (number, version) = (row.number("delivery_id")?, Version(row.number("entry_id")?));
        let read = |text: &str| from_json("delivery", text);
        Ok(KeptDelivery { number, version, delivery: READ.read(row.text("delivery")?, read)? })
    });
    kept.collect()
}

async fn rows(from: &mut Reading, key: &Key) -> Result<Vec<Row>, RecordsError> {
    let sql = "select delivery_id, entry_id, delivery from partner_delivery
        where partnership_id = $1 and ($2 is null or delivery_id = cast($2 as bigint))
        order by delivery_id";
    from.rows(sql, key.values(1)).await
}

impl Thing for Delivery {
    const KIND: Kind = Kind::PartnerDelivery;
    type Told = ToldDelivery;

    fn told(&self) -> ToldDelivery {
        // A type of the core as JSON does not fail; if it did, the hash would agree with no other.
        let json = json_of(self).unwrap_or_default();
        ToldDelivery {
            of: self.of.clone(),
            received: self.received,
            file: self.file.clone(),
            rows: self.report.rows,
            refused: self.report.refused,
            taken: self.was_taken(),
            whole: Fingerprint::of(json),
        }
    }

    async fn find(from: &mut Reading, key: &Key) -> Result<Vec<Found<Self>>, RecordsError> {
        let rows = rows(from, key).await?;
        let found = rows.iter().map(|row| {
            let key = Key::all().and(row.number("delivery_id")?);
            let version = Version(row.number("entry_id")?);
            Ok(Found { key, held: Held { value: row.json("delivery")?, version } })
        });
        found.collect()
    }

    async fn write(&self, pen: &mut Pen<'_>, key: &Key) -> Result<(), RecordsError> {
        let mut values = key.values(1);
        values.extend([pen.entry(), Value::json(self)?]);
        let sql = "insert into partner_delivery (partnership_id, delivery_id, entry_id, delivery)
            values ($1, cast($2 as bigint), $3, $4)";
        pen.run(sql, values).await
    }

    async fn erase(pen: &mut Pen<'_>, key: &Key) -> Result<(), RecordsError> {
        let sql = "delete from partner_delivery
            where partnership_id = $1 and delivery_id = cast($2 as bigint)";
        pen.run(sql, key.values(1)).await
    }
}
