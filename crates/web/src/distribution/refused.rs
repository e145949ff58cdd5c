//! Where on a form of distribution it is told why the records or the core refused it.
//!
//! In comes a refusal; out goes a fault of the form in the core's own words, unless nobody who typed is at fault.

use partnership::distribution::request::RequestFault;
use records::DistributionRefused;
use records::RecordsError;
use records::Version;

use crate::page::fault::PageError;
use crate::page::form::Form;

/// What stands for a field where somebody else was there first.
const CONFLICT: &str = "conflict";

/// The version that a form carries on: as it was seen first, unless it was just told that it is no longer so.
pub(super) fn seen_next(form: &Form, now: Version) -> String {
    let conflict = form.faults().iter().any(|fault| fault.field == CONFLICT);
    let before = form.seen().ok().filter(|_| !conflict);
    before.unwrap_or(now).0.to_string()
}

/// Notes a refusal beside the field that it is about, and one that is about none beside `field`.
///
/// # Errors
/// When the records could not be read or written.
pub(super) fn note(
    form: &mut Form,
    field: &str,
    refused: DistributionRefused,
) -> Result<(), PageError> {
    match refused {
        DistributionRefused::Request(faults) => request(form, &faults),
        DistributionRefused::List(_)
        | DistributionRefused::NotByConsent
        | DistributionRefused::There(_)
        | DistributionRefused::Deed(_) => form.fault(field, &refused.to_string()),
        DistributionRefused::Conflict(conflict) => form.fault(CONFLICT, &conflict.to_string()),
        DistributionRefused::Records(error @ RecordsError::Nul(_)) => {
            form.fault(field, &error.to_string());
        }
        DistributionRefused::Records(error) => return Err(error.into()),
    }
    Ok(())
}

fn request(form: &mut Form, faults: &[RequestFault]) {
    for fault in faults {
        form.fault(fault.field(), &fault.to_string());
    }
}
