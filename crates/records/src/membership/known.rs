//! What partnerships were described as when they were read last: every page asks for it, and it hardly ever changes.
//!
//! In comes one state of a partnership's records; out goes its description, read anew only where it has another version.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::Mutex;
use std::sync::MutexGuard;
use std::sync::PoisonError;

use partnership::membership::Partnership;

use crate::error::RecordsError;
use crate::membership;
use crate::partnership_id::PartnershipId;
use crate::store::reading::Reading;
use crate::store::thing::Held;
use crate::store::thing::Version;

/// The descriptions of one open database that were read last. Within it, no version of a partnership is given twice.
#[derive(Debug, Clone, Default)]
pub(crate) struct Known(Arc<Mutex<BTreeMap<PartnershipId, Held<Partnership>>>>);

impl Known {
    /// The partnership as a state that lasts describes it: not one that changes are under way in, which may yet be given up.
    pub(crate) async fn described(
        &self,
        reading: &mut Reading,
    ) -> Result<Held<Partnership>, RecordsError> {
        let sql = "select entry_id from description where partnership_id = $1";
        let rows = reading.rows(sql, Vec::new()).await?;
        let version = rows.first().map(|row| row.number("entry_id").map(Version)).transpose()?;
        let known = self.all().get(reading.partnership()).cloned();
        if let Some(known) = known.filter(|known| Some(known.version) == version) {
            return Ok(known);
        }
        let held = membership::described(reading).await?;
        self.all().insert(reading.partnership().clone(), held.clone());
        Ok(held)
    }

    /// What is known stands whole whoever held it.
    fn all(&self) -> MutexGuard<'_, BTreeMap<PartnershipId, Held<Partnership>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
