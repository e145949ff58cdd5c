//! Where on a form of panels it is told why the records or the core refused it.
//!
//! In comes a refusal; out goes a fault of the form in the core's own words, unless nobody who typed is at fault.

use partnership::panels::issue::refused::IssueFault;
use partnership::panels::issue::refused::IssueRefused;
use partnership::panels::meeting::PanelMeetingFault;
use partnership::panels::panel::PanelFault;
use records::ChangeError;
use records::PanelsRefused;
use records::RecordsError;

use crate::page::fault::PageError;
use crate::page::form::CONFLICT;
use crate::page::form::Form;

/// Notes a refusal beside the field that it is about, and one that is about none beside `field`.
///
/// # Errors
/// When the records could not be read or written.
pub(super) fn note(form: &mut Form, field: &str, refused: PanelsRefused) -> Result<(), PageError> {
    match refused {
        PanelsRefused::Panel(faults) => {
            for fault in faults {
                form.fault(of_panel(&fault), &fault.to_string());
            }
        }
        PanelsRefused::Meeting(faults) => {
            for fault in faults {
                form.fault(of_meeting(&fault), &fault.to_string());
            }
        }
        PanelsRefused::Issue(refused) => note_issue(form, field, refused),
        PanelsRefused::Conflict(conflict) => form.fault(CONFLICT, &conflict.to_string()),
        PanelsRefused::Records(error @ RecordsError::Nul(_)) => {
            form.fault(field, &error.to_string());
        }
        PanelsRefused::Records(error) => return Err(error.into()),
        PanelsRefused::NoMeeting(_) | PanelsRefused::MetThen(_) | PanelsRefused::RaisedThen(_) => {
            form.fault(field, &refused.to_string());
        }
        PanelsRefused::NotCovered(_) => form.fault("area", &refused.to_string()),
        PanelsRefused::NoPanel(_) | PanelsRefused::HasMet | PanelsRefused::Itself => {
            form.fault(field, &refused.to_string());
        }
    }
    Ok(())
}

/// Notes that somebody else was there first.
///
/// # Errors
/// When the records could not be read or written.
pub(super) fn note_change(form: &mut Form, error: ChangeError) -> Result<(), PageError> {
    match error {
        ChangeError::Conflict(conflict) => form.fault(CONFLICT, &conflict.to_string()),
        ChangeError::Records(error) => return Err(error.into()),
    }
    Ok(())
}

fn note_issue(form: &mut Form, field: &str, refused: IssueRefused) {
    let beside = match &refused {
        IssueRefused::Raised(faults) => return note_raised(form, faults),
        IssueRefused::NotNow { .. } => "way",
        IssueRefused::Missing(_) | IssueRefused::Long { .. } => "words",
        IssueRefused::Early { .. } | IssueRefused::ToCome(_) | IssueRefused::TwiceAtOnce(_) => {
            field
        }
        IssueRefused::NothingToTakeBack | IssueRefused::OtherHasDeeds => field,
    };
    form.fault(beside, &refused.to_string());
}

/// Notes what is wrong with what was raised.
pub(super) fn note_raised(form: &mut Form, faults: &[IssueFault]) {
    for fault in faults {
        let field = match fault {
            IssueFault::Place => "place",
            IssueFault::Area(_) => "area",
            IssueFault::Words | IssueFault::Long { .. } => "words",
            IssueFault::ToCome(_) => "meeting",
        };
        form.fault(field, &fault.to_string());
    }
}

fn of_panel(fault: &PanelFault) -> &'static str {
    match fault {
        PanelFault::Name => "name",
        PanelFault::NoArea
        | PanelFault::Area(_)
        | PanelFault::AreaName(_)
        | PanelFault::Twice(_) => "areas_typed",
        PanelFault::Lead => "lead",
        PanelFault::Days => "until",
    }
}

fn of_meeting(fault: &PanelMeetingFault) -> &'static str {
    match fault {
        PanelMeetingFault::Outside(_) | PanelMeetingFault::ToCome(_) => "on",
        PanelMeetingFault::Place => "place",
        PanelMeetingFault::Body
        | PanelMeetingFault::NobodyFrom(_)
        | PanelMeetingFault::Twice(_)
        | PanelMeetingFault::TooMany { .. } => "from",
    }
}
