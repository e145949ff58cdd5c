//! Beside which field of a question's form a fault of the questionnaire is told.

use partnership::consultation::answer::Answer;
use partnership::consultation::answer::AnswerRole;
use partnership::consultation::language::Language;
use partnership::consultation::question::TypedQuestion;
use partnership::consultation::questionnaire::fault::QuestionnaireFault;
use partnership::consultation::questionnaire::fault::Wrong;

use crate::consultations::questionnaire::question::fields;
use crate::consultations::words;

/// The field; none where the fault is another question's, or has no field here.
pub(super) fn field_of(
    fault: &QuestionnaireFault,
    question: &TypedQuestion,
    languages: &[Language],
) -> Option<String> {
    let first = languages.first().copied()?;
    let row = question.rows.iter().any(|row| fault.place == format!("row `{}`", row.id));
    if row {
        return Some(words::field("rows", first));
    }
    if fault.place != format!("question `{}`", question.id) {
        return None;
    }
    match &fault.wrong {
        Wrong::Untranslated { what, language } => Some(untranslated(what, *language, question)),
        Wrong::Needs { wanted, .. } => Some(needed(wanted, first)),
        Wrong::AnswerTwice(_) => Some(words::field("answers", first)),
        Wrong::ScaleAndAnswers => Some("scale".to_owned()),
        Wrong::CannotDecline => Some("roles".to_owned()),
        Wrong::AboutYouRequired => Some("need".to_owned()),
        Wrong::NoLanguage
        | Wrong::LanguageTwice(_)
        | Wrong::LongId(_)
        | Wrong::NoQuestion
        | Wrong::IdTwice
        | Wrong::CalledEnd
        | Wrong::NoUse { .. }
        | Wrong::RouteFromNowhere(_)
        | Wrong::RouteTwice(_)
        | Wrong::RouteToNowhere(_)
        | Wrong::RouteBack(_)
        | Wrong::NoConsent(..)
        | Wrong::Unreachable => None,
    }
}

/// The field of a text that is missing.
fn untranslated(what: &str, language: Language, question: &TypedQuestion) -> String {
    let named = |answer: &&Answer| what == format!("answer `{}`", answer.id);
    let role = question.answers.iter().find(named).map(|answer| answer.role);
    let name = match role {
        Some(role) if role != AnswerRole::Ordinary => fields::role_field(role),
        Some(_) => "answers".to_owned(),
        None if what == "question" => "ask".to_owned(),
        None if what == "help" => "help".to_owned(),
        None => "rows".to_owned(),
    };
    words::field(&name, language)
}

/// The field of something that is needed.
fn needed(wanted: &str, first: Language) -> String {
    let fields = [("row", "rows"), ("answer", "answers"), ("other", "answers")];
    let texts = fields.iter().find(|(word, _)| wanted.contains(word));
    let plain = ["at_most", "longest", "lowest"];
    match (plain.iter().find(|field| wanted.contains(**field)), texts) {
        (Some(field), _) => (*field).to_owned(),
        (None, Some((_, field))) => words::field(field, first),
        (None, None) => "kept_as".to_owned(),
    }
}
