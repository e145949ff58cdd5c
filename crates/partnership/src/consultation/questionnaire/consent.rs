//! Whether the answer by which people let themselves be quoted can be given.
//!
//! In come a typed questionnaire and its sections; out goes a fault where nobody could give that answer.

use crate::consultation::answer::AnswerRole;
use crate::consultation::question::Manner;
use crate::consultation::question::Question;
use crate::consultation::questionnaire::QuotedIf;
use crate::consultation::questionnaire::Section;
use crate::consultation::questionnaire::TypedQuestionnaire;
use crate::consultation::questionnaire::fault::QuestionnaireFault;
use crate::consultation::questionnaire::fault::Wrong;

/// What is wrong with who may be quoted, if anything is.
pub(super) fn fault(
    typed: &TypedQuestionnaire,
    sections: &[Section],
) -> Option<QuestionnaireFault> {
    let QuotedIf { question, answer } = typed.quoted_if.as_ref()?;
    let mut questions = sections.iter().flat_map(|section| &section.questions);
    let asks = |one: &Question| {
        let role = one.answer(answer).map(|answer| answer.role);
        matches!(one.manner, Manner::OneOf(_)) && role == Some(AnswerRole::Ordinary)
    };
    let there = questions.any(|one| one.id == *question && asks(one));
    (!there).then(|| QuestionnaireFault {
        place: format!("questionnaire `{}`", typed.id),
        wrong: Wrong::NoConsent(question.clone(), answer.clone()),
    })
}
