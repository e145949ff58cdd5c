//! Where on a form of priorities it is told why the records or the core refused it.
//!
//! In comes a refusal; out goes a fault of the form in the core's own words, unless nobody who typed is at fault.

use partnership::priorities::candidate::refused::CandidateFault;
use partnership::priorities::candidate::refused::CandidateRefused;
use partnership::priorities::decided::deciding::ChoiceFault;
use partnership::priorities::round::RoundRefused;
use partnership::priorities::score::ScoreFault;
use records::PrioritiesRefused;
use records::RecordsError;

use crate::page::fault::PageError;
use crate::page::form::CONFLICT;
use crate::page::form::Form;

/// Notes a refusal beside the field that it is about, and one that is about none beside `field`.
///
/// # Errors
/// When the records could not be read or written, or there is no such cycle or issue.
pub(super) fn note(
    form: &mut Form,
    field: &str,
    refused: PrioritiesRefused,
) -> Result<(), PageError> {
    match refused {
        PrioritiesRefused::Proposed(faults) => note_proposed(form, &faults),
        PrioritiesRefused::Candidate(refused) => note_candidate(form, field, &refused),
        PrioritiesRefused::Score(faults) => note_score(form, &faults),
        PrioritiesRefused::Choices(faults) => note_choices(form, &faults),
        PrioritiesRefused::Round(refused) => {
            let beside = match refused {
                RoundRefused::NoReason | RoundRefused::Long(_) => "why",
                RoundRefused::Same
                | RoundRefused::NoRound
                | RoundRefused::Closed(_)
                | RoundRefused::Open
                | RoundRefused::NotBegun => field,
            };
            form.fault(beside, &refused.to_string());
        }
        PrioritiesRefused::Conflict(conflict) => form.fault(CONFLICT, &conflict.to_string()),
        PrioritiesRefused::Records(error @ RecordsError::Nul(_)) => {
            form.fault(field, &error.to_string());
        }
        PrioritiesRefused::Records(error) => return Err(error.into()),
        PrioritiesRefused::NoCycle(_) => return Err(PageError::NotFound),
        PrioritiesRefused::NoIssue(_) | PrioritiesRefused::Itself => {
            form.fault("into", &refused.to_string());
        }
        PrioritiesRefused::NoMeeting(_) | PrioritiesRefused::NoDecision(_) => {
            form.fault("decision", &refused.to_string());
        }
    }
    Ok(())
}

fn note_proposed(form: &mut Form, faults: &[CandidateFault]) {
    for fault in faults {
        form.fault(of_proposal(fault), &fault.to_string());
    }
}

fn of_proposal(fault: &CandidateFault) -> &'static str {
    match fault {
        CandidateFault::NoTitle | CandidateFault::LongTitle(_) => "title",
        CandidateFault::LongAbout(_) => "about",
        CandidateFault::Unfounded | CandidateFault::LongWhy(_) | CandidateFault::ToCome(_) => "why",
    }
}

fn note_candidate(form: &mut Form, field: &str, refused: &CandidateRefused) {
    let beside = match refused {
        CandidateRefused::Proposed(faults) => return note_proposed(form, faults),
        CandidateRefused::Wording(fault) => of_proposal(fault),
        CandidateRefused::NoReason | CandidateRefused::Long(_) => "because",
        CandidateRefused::IntoWhatIsNotThere(_) => "into",
        CandidateRefused::Early { .. }
        | CandidateRefused::ToCome(_)
        | CandidateRefused::OnTheList
        | CandidateRefused::NotOnTheList(_)
        | CandidateRefused::ThereAlready(_)
        | CandidateRefused::NotThere(_)
        | CandidateRefused::NothingToTakeBack => field,
    };
    form.fault(beside, &refused.to_string());
}

fn note_score(form: &mut Form, faults: &[ScoreFault]) {
    for fault in faults {
        let field = match fault {
            ScoreFault::Missing(factor) => factor.name(),
            ScoreFault::Round(_)
            | ScoreFault::NotOnTheList(_)
            | ScoreFault::NotAsked(_)
            | ScoreFault::Unfounded
            | ScoreFault::Long(_) => "note",
            ScoreFault::NotItsEvidence(_) => "cites",
        };
        form.fault(field, &fault.to_string());
    }
}

fn note_choices(form: &mut Form, faults: &[ChoiceFault]) {
    for fault in faults {
        let field = match fault {
            // What is not on the list has no field of its own.
            ChoiceFault::Nothing | ChoiceFault::Unknown(_) | ChoiceFault::NotOnTheList { .. } => {
                "chosen".to_owned()
            }
            ChoiceFault::Twice(issue) => format!("chosen-{issue}"),
            ChoiceFault::NoWording(issue) | ChoiceFault::LongWording { issue, .. } => {
                format!("wording-{issue}")
            }
            ChoiceFault::NoReason { issue, .. } | ChoiceFault::LongReason { issue, .. } => {
                format!("because-{issue}")
            }
        };
        form.fault(&field, &fault.to_string());
    }
}
