//! Why a change of the task groups was refused, beside the field that it is about.
//!
//! In comes a refusal of the records; out go faults of the form, in the records' own words.

use records::ChangeError;
use records::TaskGroupsRefused;

use crate::page::fault::PageError;
use crate::page::form::CONFLICT;
use crate::page::form::Form;

/// Notes a refusal in its form: a conflict by itself, any other beside a field.
///
/// # Errors
/// When the records could not be read or written.
pub(super) fn note(
    form: &mut Form,
    field: &str,
    refused: TaskGroupsRefused,
) -> Result<(), PageError> {
    match refused {
        TaskGroupsRefused::Change(ChangeError::Records(error)) => return Err(error.into()),
        TaskGroupsRefused::Change(ChangeError::Conflict(conflict)) => {
            form.fault(CONFLICT, &conflict.to_string());
        }
        other => form.fault(field, &other.to_string()),
    }
    Ok(())
}

/// The page that tells of a refusal where there is no form to tell it in.
pub(super) fn told(refused: TaskGroupsRefused) -> PageError {
    match refused {
        TaskGroupsRefused::Change(ChangeError::Records(error)) => error.into(),
        other => PageError::Refused(partnership::terms::wording::sentence(&other.to_string())),
    }
}
