//! Of whom a question is asked, in words, as its routes make it.

use crate::consultation::condition::Condition;
use crate::consultation::condition::asked_when;
use crate::consultation::condition::signposts;
use crate::consultation::language::Language;
use crate::consultation::questionnaire::Questionnaire;

/// Of whom the question of that number is asked.
pub(super) fn of_whom(questionnaire: &Questionnaire, number: usize, language: Language) -> String {
    match asked_when(&signposts(questionnaire), number) {
        Ok(Condition::Always) => "Everybody who replied".to_owned(),
        Ok(condition) => format!("Those who {}", in_words(questionnaire, &condition, language)),
        Err(_) => "Those whom earlier answers do not lead past it".to_owned(),
    }
}

fn in_words(questionnaire: &Questionnaire, condition: &Condition, language: Language) -> String {
    let several = |parts: &[Condition], word: &str| {
        let part = |part: &Condition| match part {
            Condition::All(_) | Condition::Any(_) => {
                format!("({})", in_words(questionnaire, part, language))
            }
            Condition::Always | Condition::Never | Condition::Chosen(..) | Condition::Not(_) => {
                in_words(questionnaire, part, language)
            }
        };
        parts.iter().map(part).collect::<Vec<_>>().join(word)
    };
    match condition {
        Condition::Always => "replied".to_owned(),
        Condition::Never => "nobody is".to_owned(),
        Condition::Chosen(question, answer) => {
            let found = questionnaire.question(question);
            let number = found.map_or(0, |question| question.number);
            let label = found.and_then(|question| question.answer(answer));
            let label = label.map_or("", |answer| answer.label.said_in(language));
            format!("answered “{label}” to question {number}")
        }
        Condition::Not(other) => match other.as_ref() {
            Condition::Chosen(..) => {
                let words = in_words(questionnaire, other, language);
                words.replacen("answered", "did not answer", 1)
            }
            // Not one of these is none of each; not all of these is one of them not.
            Condition::Any(parts) => {
                in_words(questionnaire, &Condition::all(denied(parts)), language)
            }
            Condition::All(parts) => {
                in_words(questionnaire, &Condition::any(denied(parts)), language)
            }
            other @ (Condition::Always | Condition::Never | Condition::Not(_)) => {
                in_words(questionnaire, &other.clone().denied(), language)
            }
        },
        Condition::All(parts) => several(parts, " and "),
        Condition::Any(parts) => several(parts, " or "),
    }
}

fn denied(parts: &[Condition]) -> impl Iterator<Item = Condition> + '_ {
    parts.iter().map(|part| part.clone().denied())
}
