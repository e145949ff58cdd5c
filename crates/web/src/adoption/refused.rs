//! Where on a form it is told why the records or the core refused it.
//!
//! In comes a refusal; out goes a fault of the form in the core's own words, unless nobody who typed is at fault.

use partnership::approval::refused::Refused;
use partnership::approval::sitting::Taken;
use records::ApprovalRefused;
use records::ChangeError;
use records::MeetingRefused;
use records::RecordsError;
use records::TimetableRefused;

use crate::page::fault::PageError;
use crate::page::form::CONFLICT;
use crate::page::form::Form;

/// Notes a refusal beside `field`, and a conflict by itself.
///
/// # Errors
/// When the records could not be read or written.
pub(super) fn note(
    form: &mut Form,
    field: &str,
    refused: ApprovalRefused,
) -> Result<(), PageError> {
    match refused {
        ApprovalRefused::Overtaken => form.fault(CONFLICT, &refused.to_string()),
        ApprovalRefused::Conflict(conflict)
        | ApprovalRefused::Meeting(MeetingRefused::Timetable(TimetableRefused::Change(
            ChangeError::Conflict(conflict),
        ))) => form.fault(CONFLICT, &conflict.to_string()),
        ApprovalRefused::Records(error)
        | ApprovalRefused::Meeting(MeetingRefused::Timetable(TimetableRefused::Change(
            ChangeError::Records(error),
        ))) => return note_unsaved(form, field, error),
        ApprovalRefused::Approval(why) => form.fault(field_of(&why, field), &why.to_string()),
        ApprovalRefused::Meeting(why) => form.fault(field, &why.to_string()),
    }
    Ok(())
}

/// A text that cannot be kept was typed; all else is no fault of whoever typed.
fn note_unsaved(form: &mut Form, field: &str, error: RecordsError) -> Result<(), PageError> {
    match error {
        RecordsError::Nul(_) => {
            form.fault(field, &error.to_string());
            Ok(())
        }
        RecordsError::Busy
        | RecordsError::Ended(_)
        | RecordsError::Lost(_)
        | RecordsError::Full
        | RecordsError::NoPermission(_)
        | RecordsError::Damaged(_)
        | RecordsError::Stored { .. }
        | RecordsError::Engine(_) => Err(error.into()),
    }
}

/// The field that a refusal is about; `field` where it is about the whole.
fn field_of<'field>(why: &Refused, field: &'field str) -> &'field str {
    match why {
        Refused::NoWindow | Refused::WindowOfAnother | Refused::NotSubject(_) => "window",
        Refused::WindowBackwards(_) => "window_until",
        Refused::DelegationBackwards(_) => "delegation_until",
        Refused::DelegationOfNothing => "holder",
        Refused::PapersLate { .. } | Refused::NotLate(_) => "urgent",
        Refused::NotDeferred(_) | Refused::DeferredToItself(_) => "deferred_to",
        Refused::BeforeTheLast { .. } | Refused::NotYet(_) => field,
        Refused::NotPutForward
        | Refused::WasSentBack(_)
        | Refused::Adopted(_)
        | Refused::OnItsWay { .. }
        | Refused::IsCalledIn(_)
        | Refused::NotCalledIn
        | Refused::NothingToCallIn
        | Refused::CallInPast(_)
        | Refused::CalledInAlready(_)
        | Refused::CallInOpen(_)
        | Refused::NoDelegation(_)
        | Refused::DelegationPast(_)
        | Refused::Missing(_)
        | Refused::NotTheirTurn { .. }
        | Refused::TakenAlready(_)
        | Refused::NoPapers
        | Refused::PapersBeforeText { .. }
        | Refused::CarriedUnsaid(_)
        | Refused::AmendedNothing
        | Refused::WrongNumber { .. }
        | Refused::StillToMeet { .. }
        | Refused::NoDay { .. }
        | Refused::NoDecision(_)
        | Refused::Change(_)
        | Refused::Moved(_)
        | Refused::Decision(_) => field,
    }
}

/// The amendments of a form that the core takes, or each fault beside its row.
pub(super) fn is_faultless(taken: &Taken, form: &mut Form, rows: &[usize]) -> bool {
    for (moved, row) in taken.moved.iter().zip(rows) {
        if let Err(why) = moved.complete() {
            form.fault(&format!("amendment-{row}"), &why.to_string());
        }
    }
    !form.has_faults()
}
