//! Partner data in the records: who supplies which return, and each file that was sent.
//!
//! In come the core's suppliers and deliveries; out go these as they are, with their versions. Of two deliveries of the
//! same quarter or series both stay, and the core says which counts.

pub(crate) mod delivery;
pub(crate) mod link;
pub(crate) mod refused;

use partnership::partner_data::supplier::Supplier;
use partnership::partner_data::supplier::SupplierId;

use crate::book::Book;
use crate::compiled_once;
use crate::error::RecordsError;
use crate::partner_data::refused::PartnerDataRefused;
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
    /// Who supplies which return, in the order of their short names.
    ///
    /// # Errors
    /// When the records cannot be read.
    #[compiled_once]
    pub async fn return_suppliers(&self) -> Result<Vec<Held<Supplier>>, RecordsError> {
        let found = self.read().await?.within::<Supplier>(&Key::all()).await?;
        Ok(found.into_iter().map(|found| found.held).collect())
    }

    /// Enters who supplies a return.
    ///
    /// # Errors
    /// When the core finds faults, there is one of that short name, or the records cannot be written.
    #[compiled_once]
    pub async fn enter_return_supplier(
        &self,
        signed: &Signed,
        supplier: &Supplier,
    ) -> Result<Version, PartnerDataRefused> {
        faultless(supplier)?;
        let mut change = self.change(signed).await?;
        let version = change.enter(&key(&supplier.id), supplier).await?;
        change.commit().await?;
        Ok(version)
    }

    /// Changes a supplier from what was seen of it; its short name stays.
    ///
    /// # Errors
    /// When the core finds faults, or somebody else changed it.
    #[compiled_once]
    pub async fn change_return_supplier(
        &self,
        signed: &Signed,
        seen: Version,
        supplier: &Supplier,
    ) -> Result<Version, PartnerDataRefused> {
        faultless(supplier)?;
        let mut change = self.change(signed).await?;
        let version = change.replace(&key(&supplier.id), seen, supplier).await?;
        change.commit().await?;
        Ok(version)
    }

    /// Takes a supplier away; what it sent stays.
    ///
    /// # Errors
    /// When somebody else changed it.
    #[compiled_once]
    pub async fn remove_return_supplier(
        &self,
        signed: &Signed,
        seen: Version,
        supplier: &SupplierId,
    ) -> Result<(), PartnerDataRefused> {
        let mut change = self.change(signed).await?;
        change.remove::<Supplier>(&key(supplier), seen).await?;
        Ok(change.commit().await?)
    }
}

fn faultless(supplier: &Supplier) -> Result<(), PartnerDataRefused> {
    let faults = supplier.faults();
    if faults.is_empty() { Ok(()) } else { Err(PartnerDataRefused::Supplier(faults)) }
}

fn key(supplier: &SupplierId) -> Key {
    Key::all().and(supplier)
}

impl Thing for Supplier {
    const KIND: Kind = Kind::ReturnSupplier;
    type Told = Supplier;

    fn told(&self) -> Supplier {
        self.clone()
    }

    async fn find(from: &mut Reading, key: &Key) -> Result<Vec<Found<Self>>, RecordsError> {
        let sql = "select supplier_id, entry_id, supplier from return_supplier
            where partnership_id = $1 and ($2 is null or supplier_id = $2) order by supplier_id";
        let rows = from.rows(sql, key.values(1)).await?;
        let found = rows.iter().map(|row| {
            let (name, value) = (row.text("supplier_id")?, row.json::<Supplier>("supplier")?);
            if value.id.0.as_str() != name {
                let why = "the supplier has another";
                return Err(RecordsError::stored("supplier_id", &name, why));
            }
            let held = Held { value, version: Version(row.number("entry_id")?) };
            Ok(Found { key: Key::all().and(name), held })
        });
        found.collect()
    }

    async fn write(&self, pen: &mut Pen<'_>, key: &Key) -> Result<(), RecordsError> {
        let mut values = key.values(1);
        values.extend([pen.entry(), Value::json(self)?]);
        let sql = "insert into return_supplier (partnership_id, supplier_id, entry_id, supplier)
            values ($1, $2, $3, $4)";
        pen.run(sql, values).await
    }

    async fn erase(pen: &mut Pen<'_>, key: &Key) -> Result<(), RecordsError> {
        let sql = "delete from return_supplier where partnership_id = $1 and supplier_id = $2";
        pen.run(sql, key.values(1)).await
    }
}
