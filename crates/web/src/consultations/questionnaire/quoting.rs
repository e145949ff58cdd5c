//! By which answer people let their own words be quoted.
//!
//! In comes an answer of a question that takes one of several; out goes the questionnaire that names it, or nobody.

use axum::response::IntoResponse;
use axum::response::Response;
use partnership::consultation::answer::AnswerId;
use partnership::consultation::answer::AnswerRole;
use partnership::consultation::answer::QuestionId;
use partnership::consultation::question::Kind;
use partnership::consultation::questionnaire::QuotedIf;
use partnership::consultation::questionnaire::TypedQuestionnaire;
use partnership::consultation::questionnaire::fault::QuestionnaireFault;
use partnership::consultation::questionnaire::fault::Wrong;
use partnership::membership::may::Deed;
use tower_sessions::Session;

use crate::consultations::at::At;
use crate::consultations::questionnaire::said;
use crate::consultations::saving::Found;
use crate::page;
use crate::page::fault::PageError;
use crate::page::form::Fault;
use crate::page::form::Form;
use crate::page::form::Message;
use crate::page::taken::Sent;
use crate::people::choices::Choice;
use crate::who::visitor::Visitor;

/// The page.
#[derive(Debug, serde::Serialize)]
struct QuotingPage {
    path: String,
    back: String,
    version: String,
    /// Nobody first, then each answer that can be named; nobody alone where there is none.
    choices: Vec<Choice>,
    has_answers: bool,
    fault: Option<Message>,
    whole: Vec<Fault>,
}

/// The field of the page.
const QUOTED_IF: &str = "quoted_if";

/// Asks by which answer.
pub(in crate::consultations) async fn ask(visitor: Visitor, at: At) -> Result<Response, PageError> {
    visitor.may(Deed::ChangeConsultations)?;
    let held = at.found(&visitor).await?;
    let found = Found { at, held };
    let mut form = Form::default();
    let named = found.typed().quoted_if.as_ref().map(value_of).unwrap_or_default();
    form.put(QUOTED_IF, &named);
    show(&visitor, &found, &form)
}

/// Changes by which answer.
pub(in crate::consultations) async fn take(
    visitor: Visitor,
    at: At,
    session: Session,
    Sent(pairs): Sent,
) -> Result<Response, PageError> {
    visitor.may(Deed::ChangeConsultations)?;
    let held = at.found(&visitor).await?;
    let found = Found { at, held };
    let mut form = Form::of(pairs);
    let seen = form.seen()?;
    let text = form.text(QUOTED_IF).to_owned();
    let quoted_if = named(&text);
    if quoted_if.is_none() && !text.is_empty() {
        form.fault(QUOTED_IF, "That is no answer of this questionnaire; choose one of the list.");
        return show(&visitor, &found, &form);
    }
    let typed = TypedQuestionnaire { quoted_if, ..found.typed() };
    found.save(&visitor, seen, typed, &mut form, &field_of).await?;
    if form.has_faults() {
        return show(&visitor, &found, &form);
    }
    let done = match text.as_str() {
        "" => "Nobody is quoted.",
        _ => "Whoever gives that answer may be quoted, once a person has cleared their words.",
    };
    found.done(&visitor, &session, "/questionnaire", done).await
}

fn value_of(QuotedIf { question, answer }: &QuotedIf) -> String {
    format!("{question}:{answer}")
}

/// The question and answer of a value; none where it names none.
fn named(value: &str) -> Option<QuotedIf> {
    let (question, answer) = value.split_once(':')?;
    let (question, answer) = (question.parse().ok()?, answer.parse().ok()?);
    Some(QuotedIf { question: QuestionId(question), answer: AnswerId(answer) })
}

fn field_of(fault: &QuestionnaireFault) -> Option<String> {
    match &fault.wrong {
        Wrong::NoConsent(..) => Some(QUOTED_IF.to_owned()),
        _of_something_else => None,
    }
}

/// In words by which answer people let themselves be quoted; none where nobody is.
pub(super) fn in_words(typed: &TypedQuestionnaire) -> Option<String> {
    let QuotedIf { question, answer } = typed.quoted_if.as_ref()?;
    let number = typed.typed_questions().position(|one| one.id == *question)? + 1;
    let answers = typed.typed_question(question)?.all_answers();
    let label = answers.iter().find(|one| one.id == *answer).map(|one| said(typed, &one.label))?;
    Some(format!(
        "Whoever answers “{label}” to question {number} may be quoted without their name."
    ))
}

fn show(visitor: &Visitor, found: &Found, form: &Form) -> Result<Response, PageError> {
    let typed = found.typed();
    let questions = (1_usize..).zip(typed.typed_questions());
    let one_of = questions.filter(|(_, question)| question.kind == Kind::OneOf);
    let answers = one_of.flat_map(|(number, question)| {
        let answers = question.all_answers().into_iter();
        let ordinary = answers.filter(|answer| answer.role == AnswerRole::Ordinary);
        let of = question.id.clone();
        let ask = said(&typed, &question.ask);
        let choices = ordinary.map(|answer| {
            let text = format!("{number}. {ask} – “{}”", said(&typed, &answer.label));
            let named = QuotedIf { question: of.clone(), answer: answer.id };
            Choice::of(form, QUOTED_IF, &value_of(&named), &text)
        });
        choices.collect::<Vec<_>>()
    });
    let nobody = Choice::of(form, QUOTED_IF, "", "Nobody is quoted");
    let choices: Vec<Choice> = std::iter::once(nobody).chain(answers).collect();
    let it = QuotingPage {
        path: found.at.path(visitor, "/questionnaire/quoting"),
        back: found.at.path(visitor, "/questionnaire"),
        version: found.version(),
        has_answers: choices.len() > 1,
        choices,
        fault: form.shown().fault.get(QUOTED_IF).cloned(),
        whole: form.faults().to_vec(),
    };
    let around = found.at.page(visitor, &found.held, "Who may be quoted").with(form);
    let around = around.below("Questionnaire", found.at.path(visitor, "/questionnaire"));
    Ok(page::draw(&visitor.app, "consultations/quoting.html", around, &it)?.into_response())
}
