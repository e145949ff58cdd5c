//! Texts that are missing in one of the questionnaire's languages.
//!
//! In comes a typed questionnaire; out goes a fault for each text and language.

use crate::consultation::language::Words;
use crate::consultation::question::TypedQuestion;
use crate::consultation::questionnaire::TypedQuestionnaire;
use crate::consultation::questionnaire::fault::QuestionnaireFault;
use crate::consultation::questionnaire::fault::Wrong;

/// Every text that is missing.
pub(super) fn missing(typed: &TypedQuestionnaire) -> Vec<QuestionnaireFault> {
    let whole = format!("questionnaire `{}`", typed.id);
    let mut texts: Vec<(String, String, &Words)> = vec![
        (whole.clone(), "title".to_owned(), &typed.title),
        (whole, "introduction".to_owned(), &typed.introduction),
    ];
    for (place, section) in typed.sections.iter().enumerate() {
        let place = format!("section {}", place + 1);
        texts.push((place.clone(), "title".to_owned(), &section.title));
        let introduction = section.introduction.iter();
        texts.extend(introduction.map(|words| (place.clone(), "introduction".to_owned(), words)));
        texts.extend(section.questions.iter().flat_map(of_question));
    }
    let faults = texts.into_iter().flat_map(|(place, what, words)| {
        let lacks: Vec<_> = words.lacks(&typed.languages).collect();
        lacks.into_iter().map(move |language| QuestionnaireFault {
            place: place.clone(),
            wrong: Wrong::Untranslated { what: what.clone(), language },
        })
    });
    faults.collect()
}

fn of_question(question: &TypedQuestion) -> Vec<(String, String, &Words)> {
    let place = format!("question `{}`", question.id);
    let asked = std::iter::once(("question".to_owned(), &question.ask));
    let help = question.help.iter().map(|words| ("help".to_owned(), words));
    let answers =
        question.answers.iter().map(|answer| (format!("answer `{}`", answer.id), &answer.label));
    let rows = question.rows.iter().map(|row| (format!("row `{}`", row.id), &row.label));
    let all = asked.chain(help).chain(answers).chain(rows);
    all.map(|(what, words)| (place.clone(), what, words)).collect()
}
