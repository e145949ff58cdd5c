//! Why something of partner data is not kept, in words that say what to do.

use partnership::partner_data::delivery::DeliveryRefused;
use partnership::partner_data::supplier::SupplierFault;

use crate::error::ChangeError;
use crate::error::RecordsError;
use crate::store::conflict::Conflict;

/// Why something of partner data is not kept. Nothing was saved.
#[derive(Debug, thiserror::Error)]
pub enum PartnerDataRefused {
    /// The supplier has faults.
    #[error("{}", in_lines(.0))]
    Supplier(Vec<SupplierFault>),
    /// The delivery cannot be kept.
    #[error(transparent)]
    Delivery(#[from] DeliveryRefused),
    /// Somebody else changed it.
    #[error(transparent)]
    Conflict(#[from] Conflict),
    /// The records could not be read or written.
    #[error(transparent)]
    Records(#[from] RecordsError),
}

fn in_lines(faults: &[SupplierFault]) -> String {
    faults.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
}

impl From<ChangeError> for PartnerDataRefused {
    fn from(error: ChangeError) -> PartnerDataRefused {
        match error {
            ChangeError::Conflict(conflict) => PartnerDataRefused::Conflict(conflict),
            ChangeError::Records(error) => PartnerDataRefused::Records(error),
        }
    }
}
