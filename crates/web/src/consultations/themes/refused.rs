//! Where on a form it is told why a frame, a coding, a quotation or a day was refused.

use records::ChangeError;
use records::ConsultationRefused;
use records::RecordsError;
use records::ThemesRefused;
use records::TimetableRefused;

use crate::page::fault::PageError;
use crate::page::form::Form;

/// Notes a refusal beside `field`.
///
/// # Errors
/// When nobody who typed is at fault.
pub(in crate::consultations) fn note(
    form: &mut Form,
    field: &str,
    refused: ThemesRefused,
) -> Result<(), PageError> {
    match refused {
        ThemesRefused::Consultation(ConsultationRefused::Timetable(TimetableRefused::Change(
            error,
        ))) => return note_change(form, field, error),
        ThemesRefused::Consultation(other) => return Err(other.into()),
        ThemesRefused::NotInWords(_)
        | ThemesRefused::NoSuchComment(_)
        | ThemesRefused::FrameChanged
        | ThemesRefused::Frame(_)
        | ThemesRefused::Coding(_)
        | ThemesRefused::Quotation(_)
        | ThemesRefused::Retention(_) => form.fault(field, &refused.to_string()),
    }
    Ok(())
}

/// Notes beside `field` that somebody else was there first, or that a text cannot be kept.
///
/// # Errors
/// When nobody who typed is at fault.
pub(in crate::consultations) fn note_change(
    form: &mut Form,
    field: &str,
    error: ChangeError,
) -> Result<(), PageError> {
    match error {
        ChangeError::Conflict(conflict) => form.fault(field, &conflict.to_string()),
        ChangeError::Records(error @ RecordsError::Nul(_)) => form.fault(field, &error.to_string()),
        ChangeError::Records(error) => return Err(error.into()),
    }
    Ok(())
}
