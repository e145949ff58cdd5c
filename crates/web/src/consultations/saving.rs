//! Saving a changed consultation, and telling beside each field why it cannot be saved.
//!
//! In come a consultation as it was seen and what it is to be; out goes nothing, or faults of the form in the core's
//! words. What belongs to no field is told at the head of the form, with where it is.

use axum::response::IntoResponse;
use axum::response::Redirect;
use axum::response::Response;
use partnership::consultation::exercise::ConsultationFault;
use partnership::consultation::exercise::TypedConsultation;
use partnership::consultation::questionnaire::TypedQuestionnaire;
use partnership::consultation::questionnaire::fault::QuestionnaireFault;
use records::ChangeError;
use records::ConsultationRefused;
use records::Held;
use records::HeldConsultation;
use records::NewConsultation;
use records::RecordsError;
use records::TimetableRefused;
use records::Version;
use tower_sessions::Session;

use crate::consultations::at::At;
use crate::consultations::sampling;
use crate::page::fault::PageError;
use crate::page::form::Form;
use crate::who::visitor::Visitor;
use crate::year::refused;

/// What stands for a field where a fault belongs to none, or somebody else was there first.
pub(super) const WHOLE: &str = "whole";

/// Which field a fault of the questionnaire is told beside; none where the form has no such field.
pub(super) type FieldOf<'f> = &'f (dyn Fn(&QuestionnaireFault) -> Option<String> + Sync);

/// A consultation at an address, as it is held now.
pub(super) struct Found {
    pub(super) at: At,
    pub(super) held: HeldConsultation,
}

impl Found {
    /// The questionnaire, to be changed.
    pub(super) fn typed(&self) -> TypedQuestionnaire {
        self.held.latest.value.questionnaire().typed().clone()
    }

    /// The version of the questionnaire, for a form to carry along.
    pub(super) fn version(&self) -> String {
        self.held.latest.version.0.to_string()
    }

    /// Saves a changed questionnaire, if it is still the one of version `seen`. What was wrong stands in the form.
    pub(super) async fn save(
        &self,
        visitor: &Visitor,
        seen: Version,
        questionnaire: TypedQuestionnaire,
        form: &mut Form,
        field_of: FieldOf<'_>,
    ) -> Result<(), PageError> {
        let description = self.held.consultation.typed().clone();
        let text = text_of(visitor, &description).await?;
        let new = NewConsultation { questionnaire, description, text };
        let value = self.held.latest.value.clone();
        let held = HeldConsultation { latest: Held { value, version: seen }, ..self.held.clone() };
        self.put(visitor, &held, new, form, field_of).await
    }

    /// Puts a consultation into the place of what was seen of it.
    pub(super) async fn put(
        &self,
        visitor: &Visitor,
        seen: &HeldConsultation,
        new: NewConsultation,
        form: &mut Form,
        field_of: FieldOf<'_>,
    ) -> Result<(), PageError> {
        let signed = visitor.signed();
        let changed = visitor.book.change_consultation(&signed, self.at.cycle, seen, new).await;
        match changed {
            Ok(()) => Ok(()),
            Err(refused) => note(visitor, form, refused, field_of).await,
        }
    }

    /// Leads to a page of the consultation, which tells once what was done. A change after opening says what came of it.
    pub(super) async fn done(
        &self,
        visitor: &Visitor,
        session: &Session,
        below: &str,
        done: &str,
    ) -> Result<Response, PageError> {
        let now = self.at.found(visitor).await?;
        let (before, number) = (self.held.latest.value.number(), now.latest.value.number());
        let done = if number == before {
            done.to_owned()
        } else {
            format!(
                "{done} Version {before} was opened and stays as it is: this is the draft of version {number}, which \
                 nobody is asked until you open it."
            )
        };
        visitor.tell(session, &done).await?;
        Ok(Redirect::to(&self.at.path(visitor, below)).into_response())
    }
}

/// The bytes of the text that a consultation is about.
pub(super) async fn text_of(
    visitor: &Visitor,
    description: &TypedConsultation,
) -> Result<Vec<u8>, PageError> {
    let text = visitor.book.consulted_text(description.text.sha256).await?;
    text.ok_or_else(|| PageError::Broken("a text consulted on is not in the records".to_owned()))
}

/// Notes why a consultation was refused.
///
/// # Errors
/// When nobody who typed is at fault.
pub(super) async fn note(
    visitor: &Visitor,
    form: &mut Form,
    refused: ConsultationRefused,
    field_of: FieldOf<'_>,
) -> Result<(), PageError> {
    match refused {
        ConsultationRefused::Questionnaire(error) => {
            for fault in error.0 {
                match field_of(&fault) {
                    Some(field) => form.fault(&field, &fault.wrong.to_string()),
                    None => form.fault(WHOLE, &fault.to_string()),
                }
            }
        }
        ConsultationRefused::Consultation(error) => {
            for fault in error.0 {
                form.fault(&field_of_description(&fault), &fault.to_string());
            }
        }
        ConsultationRefused::SampleInvited => form.fault(sampling::FOUND, &refused.to_string()),
        ConsultationRefused::Timetable(TimetableRefused::Change(ChangeError::Conflict(found))) => {
            form.fault(WHOLE, &refused::changed(visitor, &found).await?);
        }
        ConsultationRefused::Timetable(TimetableRefused::Change(ChangeError::Records(
            nul @ RecordsError::Nul(_),
        ))) => form.fault(WHOLE, &nul.to_string()),
        ConsultationRefused::Version(_)
        | ConsultationRefused::Opening(_)
        | ConsultationRefused::AnotherText { .. }
        | ConsultationRefused::NoTranslation(..)
        | ConsultationRefused::Text(_)
        | ConsultationRefused::LongText(_) => form.fault(WHOLE, &refused.to_string()),
        other => return Err(other.into()),
    }
    Ok(())
}

/// The field of a description that a fault is told beside.
fn field_of_description(fault: &ConsultationFault) -> String {
    match fault {
        ConsultationFault::NoAudience => "audience".to_owned(),
        ConsultationFault::NoTitle => "text_title".to_owned(),
        ConsultationFault::NoReturnAddress => "return_address".to_owned(),
        ConsultationFault::Untranslated { field, language } => format!("{field}-{language}"),
        ConsultationFault::Sample(fault) => sampling::field_of(fault).to_owned(),
        ConsultationFault::Weighting(_) => WHOLE.to_owned(),
        ConsultationFault::UnknownBody(_) => "decided_by".to_owned(),
        ConsultationFault::DecidedTooSoon { .. } => "decided".to_owned(),
    }
}
