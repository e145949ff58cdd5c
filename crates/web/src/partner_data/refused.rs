//! Where on a form of partner data it is told why the records or the core refused it.
//!
//! In comes a refusal; out goes a fault of the form in the core's own words, unless nobody who typed is at fault.

use partnership::partner_data::delivery::DeliveryRefused;
use partnership::partner_data::supplier::SupplierFault;
use records::PartnerDataRefused;
use records::RecordsError;

use crate::page::fault::PageError;
use crate::page::form::CONFLICT;
use crate::page::form::Form;

/// Notes a refusal beside the field that it is about, and one that is about none beside `field`.
///
/// # Errors
/// When the records could not be read or written.
pub(super) fn note(
    form: &mut Form,
    field: &str,
    refused: PartnerDataRefused,
) -> Result<(), PageError> {
    match refused {
        PartnerDataRefused::Supplier(faults) => {
            for fault in faults {
                let field = match fault {
                    SupplierFault::NoOrganisation | SupplierFault::LongOrganisation => {
                        "organisation"
                    }
                    SupplierFault::Early => "from",
                    SupplierFault::Backwards(_) => "until",
                };
                form.fault(field, &fault.to_string());
            }
        }
        PartnerDataRefused::Delivery(why) => {
            let field = match why {
                DeliveryRefused::SameFile(_) | DeliveryRefused::Mixed => "file",
                DeliveryRefused::OtherSupplier(_) => "title",
            };
            form.fault(field, &capitalised(&why));
        }
        PartnerDataRefused::Conflict(conflict) => form.fault(CONFLICT, &conflict.to_string()),
        PartnerDataRefused::Records(error @ RecordsError::Nul(_)) => {
            form.fault(field, &error.to_string());
        }
        PartnerDataRefused::Records(error) => return Err(error.into()),
    }
    Ok(())
}

fn capitalised(why: &DeliveryRefused) -> String {
    partnership::terms::wording::capitalised(&why.to_string())
}
