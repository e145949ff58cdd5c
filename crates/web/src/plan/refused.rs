//! Where on a form of the plan it is told why the records or the core refused it.
//!
//! In comes a refusal; out goes a fault of the form in the core's own words, unless nobody who typed is at fault.

use partnership::plan::action::refused::ActionFault;
use partnership::plan::action::refused::ActionRefused;
use partnership::plan::carrying::CarryRefused;
use partnership::plan::refused::PlanFault;
use records::PlanRefused;
use records::RecordsError;

use crate::page::fault::PageError;
use crate::page::form::CONFLICT;
use crate::page::form::Form;

/// Notes a refusal beside the field that it is about, and one that is about none beside `field`.
///
/// # Errors
/// When the records could not be read or written, or there is no such cycle or plan.
pub(super) fn note(form: &mut Form, field: &str, refused: PlanRefused) -> Result<(), PageError> {
    match refused {
        PlanRefused::Plan(faults) => {
            for fault in faults {
                form.fault(of_plan(&fault, field), &fault.to_string());
            }
        }
        PlanRefused::Action(refused) => note_action(form, field, &refused),
        PlanRefused::Carry(number, refused) => note_carry(form, number, &refused),
        PlanRefused::Refresh(_) | PlanRefused::NotDecided(_) | PlanRefused::NoPriority(_) => {
            form.fault(field, &refused.to_string());
        }
        PlanRefused::Conflict(conflict) => form.fault(CONFLICT, &conflict.to_string()),
        PlanRefused::Records(error @ RecordsError::Nul(_)) => form.fault(field, &error.to_string()),
        PlanRefused::Records(error) => return Err(error.into()),
        PlanRefused::NoCycle(_) | PlanRefused::NoPlan(_) => return Err(PageError::NotFound),
    }
    Ok(())
}

/// Notes why an action of a number is not carried over, beside its own fields.
pub(super) fn note_carry(form: &mut Form, number: i64, refused: &CarryRefused) {
    let of_field = match refused {
        CarryRefused::DueBefore { .. } => "due",
        CarryRefused::Action(_) | CarryRefused::NotLater { .. } => "because",
    };
    form.fault(&format!("{of_field}-{number}"), &refused.to_string());
}

fn of_plan<'f>(fault: &PlanFault, field: &'f str) -> &'f str {
    match fault {
        PlanFault::EndsBefore { .. } | PlanFault::ManyYears(_) => "until",
        PlanFault::LongStrategy(_) => "strategy",
        PlanFault::LongViews(_) => "views",
        PlanFault::LongSteps(_) => "steps",
        PlanFault::LongResources(_) => "resources",
        PlanFault::LongSuccess(_) => "success",
        PlanFault::NoWords | PlanFault::LongObjective(_) => "words",
        PlanFault::OtherCycle(_) => "priority",
        PlanFault::NoObjective(_)
        | PlanFault::NumberTwice
        | PlanFault::ActionsUnder { .. }
        | PlanFault::NoMember(_) => field,
    }
}

/// Notes what is against an action or a deed, beside the field that it is about, or else beside `field`.
pub(super) fn note_action(form: &mut Form, field: &str, refused: &ActionRefused) {
    let beside = match refused {
        ActionRefused::Described(faults) => {
            for fault in faults {
                form.fault(of_action(fault), &fault.to_string());
            }
            return;
        }
        ActionRefused::QuarterToCome(_) => "quarter",
        ActionRefused::NothingSaid => "words",
        ActionRefused::NoReason | ActionRefused::NoOutcome => "because",
        ActionRefused::Long(_) => {
            if field == "words" {
                field
            } else {
                "because"
            }
        }
        ActionRefused::NotLater { .. } => "until",
        ActionRefused::NoMeasure => "figure",
        ActionRefused::HasFigures => "name",
        ActionRefused::Early { .. }
        | ActionRefused::ToCome(_)
        | ActionRefused::UnderWay
        | ActionRefused::Over(_)
        | ActionRefused::CarriedOver(_)
        | ActionRefused::Alone(_)
        | ActionRefused::NothingToTakeBack => field,
    };
    form.fault(beside, &refused.to_string());
}

fn of_action(fault: &ActionFault) -> &'static str {
    match fault {
        ActionFault::NoTitle | ActionFault::LongTitle(_) => "title",
        ActionFault::LongAbout(_) => "about",
        ActionFault::NoObjective(_) => "objective",
        ActionFault::NoLead | ActionFault::NoMember(_) => "lead",
        ActionFault::NoPerson | ActionFault::LongPerson(_) => "person",
        ActionFault::LongResources(_) => "resources",
        ActionFault::LongFunding(_) => "funding",
    }
}
