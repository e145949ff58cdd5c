//! Where on a form it is told why the records or the core refused it.
//!
//! In comes a refusal; out goes a fault of the form in the core's own words, unless nobody who typed is at fault.

use partnership::timetable::course::refused::Refused;
use partnership::timetable::foreseen::CannotBe;
use partnership::timetable::meeting::agreeing::MeetingFault;
use partnership::timetable::so_far::RefusedEvent;
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
pub(super) fn note(form: &mut Form, field: &str, refused: MeetingRefused) -> Result<(), PageError> {
    match refused {
        MeetingRefused::Timetable(TimetableRefused::Change(ChangeError::Conflict(conflict))) => {
            form.fault(CONFLICT, &conflict.to_string());
        }
        MeetingRefused::Timetable(TimetableRefused::Change(ChangeError::Records(error))) => {
            return note_unsaved(form, field, error);
        }
        MeetingRefused::Timetable(TimetableRefused::Event(event)) => {
            form.fault(field_of_event(&event, field), &event.to_string());
        }
        MeetingRefused::HasActed(_)
        | MeetingRefused::NoSuchMeeting(_)
        | MeetingRefused::HasDecided(_)
        | MeetingRefused::Deed(_)
        | MeetingRefused::Timetable(
            TimetableRefused::NoSuchCycle(_)
            | TimetableRefused::Year(_)
            | TimetableRefused::MovesWithMeeting(_),
        ) => form.fault(field, &refused.to_string()),
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

/// Notes why a meeting cannot be as it was typed.
pub(super) fn note_foreseen(form: &mut Form, refused: &CannotBe) {
    let field = match refused {
        CannotBe::Meeting(MeetingFault::NoSuchBody { .. }) => "body",
        CannotBe::Meeting(
            MeetingFault::NoSuchStep { .. }
            | MeetingFault::NotForABody { .. }
            | MeetingFault::AnothersToDecide { .. }
            | MeetingFault::OnTwoAgendas { .. },
        ) => "step",
        CannotBe::Event(event) => field_of_event(event, "when"),
    };
    form.fault(field, &refused.to_string());
}

fn field_of_event<'field>(event: &RefusedEvent, field: &'field str) -> &'field str {
    match event {
        RefusedEvent::NotAllowed { why: Refused::NoReason, .. } => "why",
        RefusedEvent::NotAllowed { .. } | RefusedEvent::NoSuchStep(_) => field,
    }
}
