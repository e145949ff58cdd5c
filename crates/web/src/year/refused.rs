//! Why a change of the year was refused, beside the field that it is about.
//!
//! In comes a refusal of the records; out go faults of the form, in the core's own words.

use jiff::Timestamp;
use partnership::timetable::TimetableFault;
use partnership::timetable::course::refused::Refused;
use partnership::timetable::so_far::RefusedEvent;
use records::ChangeError;
use records::Conflict;
use records::Now;
use records::TimetableRefused;
use records::YearFault;

use crate::clock;
use crate::page::fault::PageError;
use crate::page::form::Form;
use crate::who::visitor::Visitor;

/// Notes why a change was refused in its form; what belongs to no other field, beside `field`.
///
/// # Errors
/// When what was to be changed is gone, or the records cannot be read or written.
pub(super) async fn note(
    visitor: &Visitor,
    form: &mut Form,
    field: &str,
    refused: TimetableRefused,
) -> Result<(), PageError> {
    match refused {
        TimetableRefused::NoSuchCycle(_) => return Err(PageError::NotFound),
        TimetableRefused::Year(YearFault::Timetable(error)) => {
            for fault in &error.0 {
                form.fault(field_of(fault), &fault.to_string());
            }
        }
        TimetableRefused::Year(fault @ (YearFault::Events(_) | YearFault::Meeting(_))) => {
            form.fault(field, &fault.to_string());
        }
        TimetableRefused::Event(refused) => {
            let (field, why) = match &refused {
                RefusedEvent::NoSuchStep(_) => return Err(PageError::NotFound),
                RefusedEvent::NotAllowed { why, .. } => (field_of_event(why), why),
            };
            form.fault(field, &why.to_string());
        }
        TimetableRefused::MovesWithMeeting(moves) => form.fault(field, &moves.to_string()),
        TimetableRefused::Change(ChangeError::Records(error)) => return Err(error.into()),
        TimetableRefused::Change(ChangeError::Conflict(conflict)) => match conflict.now {
            Now::Gone => return Err(PageError::Refused(conflict.to_string())),
            Now::There => form.fault("id", &conflict.to_string()),
            Now::Changed => form.fault(field, &changed(visitor, &conflict).await?),
        },
    }
    Ok(())
}

/// Who changed a thing meanwhile, and what to do.
pub(crate) async fn changed(visitor: &Visitor, conflict: &Conflict) -> Result<String, PageError> {
    let last = match &conflict.last {
        None => "somebody changed it".to_owned(),
        Some(last) => {
            format!("{} changed it on {}", name_of(visitor, &last.who).await?, moment(last.at)?)
        }
    };
    Ok(format!(
        "{last}, after you opened this page. Compare what you typed with how it is now, then send yours again \
         to put it in its place"
    ))
}

/// What whoever signed is called; their short name, where they are no longer there.
pub(super) async fn name_of(visitor: &Visitor, who: &str) -> Result<String, PageError> {
    Ok(visitor.book.names().await?.remove(who).unwrap_or_else(|| who.to_owned()))
}

fn moment(at: Timestamp) -> Result<String, PageError> {
    let at = clock::london()?.to_datetime(at);
    Ok(at.strftime("%-d %B %Y at %H:%M").to_string())
}

/// The field of a step's form that a fault of the timetable is about.
fn field_of(fault: &TimetableFault) -> &'static str {
    match fault {
        TimetableFault::Twice(_) => "id",
        TimetableFault::Missing { what: "owner", .. } => "owner",
        TimetableFault::Missing { .. } => "title",
        TimetableFault::UnknownStep { .. } | TimetableFault::Circle(_) => "needs",
        TimetableFault::UnknownBody { .. }
        | TimetableFault::NoBody(_)
        | TimetableFault::NotForABody(_) => "body",
        TimetableFault::NotAMeeting { .. } => "when",
    }
}

/// The field of the form of what happened that a refusal is about.
fn field_of_event(why: &Refused) -> &'static str {
    match why {
        Refused::NotYet(_) | Refused::OutOfOrder { .. } => "happened_on",
        Refused::NotAMove(_) | Refused::NotAMeeting(_) => "to",
        Refused::NoReason => "why",
        Refused::AlreadyDone(_)
        | Refused::AlreadyUnderWay(_)
        | Refused::NeedsDecision(_)
        | Refused::NotForABody
        | Refused::NotTheirs { .. }
        | Refused::NoNotice(_)
        | Refused::Decision(_) => "what",
    }
}
