//! What was answered, in words for a page.

use partnership::consultation::answer::AnswerId;
use partnership::consultation::answer::QuestionId;
use partnership::consultation::language::Language;
use partnership::consultation::question::Question;
use partnership::consultation::reading::decision::Verdict;
use partnership::consultation::reading::machine::MachineSays;
use partnership::consultation::reply::Given;

/// What nothing is called.
pub(super) const NOTHING: &str = "Nothing is answered";
/// What it is called when nobody can tell.
pub(super) const CANNOT_TELL: &str = "Cannot tell";

/// What somebody says that a question says.
pub(super) fn verdict(question: &Question, language: Language, verdict: &Verdict) -> String {
    match verdict {
        Verdict::CannotTell => CANNOT_TELL.to_owned(),
        Verdict::Is(given) => given_or_nothing(question, language, given.as_ref()),
    }
}

/// What the machine says, and why it doubts.
pub(super) fn machine(question: &Question, language: Language, says: &MachineSays) -> String {
    let given = given_or_nothing(question, language, says.given.as_ref());
    let why: Vec<String> = says.reasons.iter().map(|reason| reason.in_words()).collect();
    match (says.is_clear(), &says.given) {
        (true, _) => given,
        (false, Some(_)) => format!("Perhaps: {given} ({})", why.join("; ")),
        (false, None) => format!("Not settled: {}", why.join("; ")),
    }
}

fn given_or_nothing(question: &Question, language: Language, answer: Option<&Given>) -> String {
    answer.map_or_else(|| NOTHING.to_owned(), |answer| given(question, language, answer))
}

/// What was answered.
pub(super) fn given(question: &Question, language: Language, given: &Given) -> String {
    match given {
        Given::Chosen { answers, other } => {
            let answers: Vec<_> =
                answers.iter().map(|answer| label(question, language, answer)).collect();
            let words = other.iter().map(|words| format!("“{words}”"));
            answers.into_iter().chain(words).collect::<Vec<_>>().join("; ")
        }
        Given::Rows(rows) => {
            let said = rows.iter().map(|(row, answer)| {
                let answer = label(question, language, answer);
                format!("{}: {answer}", row_label(question, language, row))
            });
            said.collect::<Vec<_>>().join("; ")
        }
        Given::Ranked(items) => {
            let said = items.iter().zip(1..);
            let said = said
                .map(|(item, place)| format!("{place}: {}", row_label(question, language, item)));
            said.collect::<Vec<_>>().join("; ")
        }
        Given::Number(number) => number.to_string(),
        Given::Text(words) => format!("“{words}”"),
        Given::Area(area) => area.to_string(),
    }
}

/// What an answer is called on paper.
pub(super) fn label(question: &Question, language: Language, answer: &AnswerId) -> String {
    let found = question.answer(answer);
    found.map_or_else(|| answer.to_string(), |found| found.label.said_in(language).to_owned())
}

/// What a row or item is called on paper.
pub(super) fn row_label(question: &Question, language: Language, row: &QuestionId) -> String {
    let found = question.rows().iter().find(|one| one.id == *row);
    found.map_or_else(|| row.to_string(), |found| found.label.said_in(language).to_owned())
}
