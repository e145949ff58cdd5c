//! The form of a decision on a document: the outcome, and what it means for the text.
//!
//! In comes what was typed; out go a decision and what is noted of it, or faults of the form.

use partnership::approval::amendment::Delegation;
use partnership::approval::amendment::Moved;
use partnership::approval::call_in::Window;
use partnership::approval::marked::agreed_with;
use partnership::approval::sitting::Matter;
use partnership::approval::sitting::Taken;
use partnership::approval::text::Text;
use partnership::approval::turn::Turn;
use partnership::terms::day::Day;
use partnership::terms::slug::Slug;
use partnership::timetable::decision::Decision;
use partnership::timetable::decision::DecisionError;
use partnership::timetable::decision::Outcome;
use partnership::timetable::decision::Settled;
use partnership::timetable::meeting::MeetingId;
use partnership::timetable::spoken::Spoken;

use crate::adoption::deciding::rows;
use crate::page::form::Form;

/// What the decision means for the text.
pub(super) fn taken(form: &mut Form, matter: &Matter<'_>) -> Taken {
    let (meeting, step) = (matter.meeting.id.clone(), matter.item.step.clone());
    let agrees = match matter.sitting(Taken::bare(meeting.clone(), step.clone())) {
        Some(sitting) => sitting.decision.settles() == Settled::Agreed,
        None => form.text("outcome") == "agreed",
    };
    Taken {
        moved: rows::moved(form),
        deferred_to: form.optional_value::<Slug>("deferred_to").map(MeetingId),
        delegation: delegation(form),
        urgent: form.optional("urgent"),
        window: if agrees && matter.turn == Turn::Cabinet { window(form) } else { None },
        ..Taken::bare(meeting, step)
    }
}

fn delegation(form: &mut Form) -> Option<Delegation> {
    let parts = ["holder", "limits", "delegation_until"];
    if parts.iter().all(|part| form.text(part).is_empty()) {
        return None;
    }
    let holder = form.needed("holder", "Write who may amend it");
    let limits = form.needed("limits", "Write what they may amend, as minuted");
    let until = form
        .value::<Spoken<Day>>("delegation_until", "Write the last day on which they may amend it");
    Some(Delegation { holder: holder?, limits: limits?, until: until?.0 })
}

fn window(form: &mut Form) -> Option<Window> {
    match form.text("window") {
        "until" => {
            let missing = "Write the last day on which it can be called in";
            form.value::<Spoken<Day>>("window_until", missing).map(|day| Window::Until(day.0))
        }
        "not-subject" => {
            let missing = "Write why it cannot be called in, as minuted";
            form.needed("window_why", missing).map(|why| Window::NotSubject { why })
        }
        _ => {
            form.fault("window", "Choose whether the decision can be called in");
            None
        }
    }
}

/// The decision that was typed: agreed with what was carried, or not.
pub(super) fn decision(form: &mut Form, text: Option<&Text>, moved: &[Moved]) -> Option<Decision> {
    let outcome = outcome(form, text, moved);
    let mover = needed(form, "mover", "mover");
    let minute = needed(form, "minute", "minute");
    let seconder = form.optional("seconder");
    Some(Decision { outcome: outcome?, mover: mover?, seconder, minute: minute? })
}

fn outcome(form: &mut Form, text: Option<&Text>, moved: &[Moved]) -> Option<Outcome> {
    match form.text("outcome") {
        "agreed" if !form.text("why").is_empty() => {
            form.fault(
                "outcome",
                "A reason is written below, as for what was not agreed; clear it, or choose another outcome",
            );
            None
        }
        "agreed" => Some(text.map_or(Outcome::Agreed, |text| agreed_with(text, moved))),
        "deferred" => Some(Outcome::Deferred { why: needed(form, "why", "reason")? }),
        "referred-back" => Some(Outcome::ReferredBack { why: needed(form, "why", "reason")? }),
        "rejected" => Some(Outcome::Rejected { why: needed(form, "why", "reason")? }),
        _ => {
            form.fault("outcome", "Choose what was decided");
            None
        }
    }
}

/// A text without which the core takes no decision, or its refusal beside the field.
fn needed(form: &mut Form, field: &str, what: &'static str) -> Option<String> {
    form.needed(field, &DecisionError::Missing(what).to_string())
}
