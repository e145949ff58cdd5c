//! Where the answers of a question lead: to a later question or to the end.

use std::collections::BTreeMap;

use axum::response::IntoResponse;
use axum::response::Response;
use partnership::consultation::answer::QuestionId;
use partnership::consultation::question::Route;
use partnership::consultation::question::Target;
use partnership::consultation::question::TypedQuestion;
use partnership::consultation::questionnaire::TypedQuestionnaire;
use partnership::consultation::questionnaire::fault::QuestionnaireFault;
use partnership::consultation::questionnaire::fault::Wrong;
use partnership::membership::may::Deed;
use tower_sessions::Session;

use crate::consultations::at::At;
use crate::consultations::questionnaire::question::there;
use crate::consultations::questionnaire::said;
use crate::consultations::saving::Found;
use crate::page;
use crate::page::fault::PageError;
use crate::page::form::Fault;
use crate::page::form::Form;
use crate::page::form::Message;
use crate::page::taken::Path;
use crate::page::taken::Sent;
use crate::people::choices::Choice;
use crate::who::visitor::Visitor;

/// The page.
#[derive(Debug, serde::Serialize)]
struct LeadingPage {
    path: String,
    back: String,
    version: String,
    ask: String,
    answers: Vec<Leads>,
    whole: Vec<Fault>,
}

/// An answer, and where it can lead.
#[derive(Debug, serde::Serialize)]
struct Leads {
    field: String,
    label: String,
    targets: Vec<Choice>,
    fault: Option<Message>,
}

/// The field of what all other answers lead to.
const ELSE: &str = "else";

/// A target in words, in the midst of a sentence.
pub(super) fn target_in_words(typed: &TypedQuestionnaire, target: &Target) -> String {
    if target.is_end() {
        return "the end".to_owned();
    }
    let place = typed.typed_questions().position(|question| question.id == target.0);
    place.map_or_else(|| format!("`{}`", target.0), |place| format!("question {}", place + 1))
}

/// Asks where the answers lead.
pub(in crate::consultations) async fn ask(
    visitor: Visitor,
    at: At,
    Path(parts): Path<BTreeMap<String, String>>,
) -> Result<Response, PageError> {
    visitor.may(Deed::ChangeConsultations)?;
    let held = at.found(&visitor).await?;
    let found = Found { at, held };
    let question = there(&found, &parts)?;
    let mut form = Form::default();
    for route in &question.routes {
        form.put(&field(&route.when.to_string()), &route.to.0.to_string());
    }
    if let Some(then) = &question.then {
        form.put(ELSE, &then.0.to_string());
    }
    show(&visitor, &found, &question, &form)
}

/// Changes where the answers lead.
pub(in crate::consultations) async fn take(
    visitor: Visitor,
    at: At,
    session: Session,
    Path(parts): Path<BTreeMap<String, String>>,
    Sent(pairs): Sent,
) -> Result<Response, PageError> {
    visitor.may(Deed::ChangeConsultations)?;
    let held = at.found(&visitor).await?;
    let found = Found { at, held };
    let question = there(&found, &parts)?;
    let mut form = Form::of(pairs);
    let seen = form.seen()?;
    let target = |text: &str| text.parse().ok().map(QuestionId).map(Target);
    let routes = question.all_answers().into_iter().filter_map(|answer| {
        let to = target(form.text(&field(&answer.id.to_string())))?;
        Some(Route { when: answer.id, to })
    });
    let routes = if question.kind.has_routes() { routes.collect() } else { Vec::new() };
    let then = target(form.text(ELSE));
    let changed = TypedQuestion { routes, then, ..question.clone() };
    let section = found.typed().place_of(&question.id).map_or(0, |(section, _)| section);
    let typed = found.typed().with_question(section, changed.clone());
    found.save(&visitor, seen, typed, &mut form, &|fault| field_of(fault, &changed)).await?;
    if form.has_faults() {
        return show(&visitor, &found, &question, &form);
    }
    found.done(&visitor, &session, "/questionnaire", "Where its answers lead was saved.").await
}

fn field(answer: &str) -> String {
    format!("to-{answer}")
}

fn field_of(fault: &QuestionnaireFault, question: &TypedQuestion) -> Option<String> {
    let leads_to = |target: &QuestionId| {
        let route = question.routes.iter().find(|route| route.to.0 == *target);
        route.map_or_else(|| ELSE.to_owned(), |route| field(&route.when.to_string()))
    };
    let here = fault.place == format!("question `{}`", question.id);
    match &fault.wrong {
        Wrong::RouteToNowhere(target) | Wrong::RouteBack(target) if here => Some(leads_to(target)),
        _of_another => None,
    }
}

fn show(
    visitor: &Visitor,
    found: &Found,
    question: &TypedQuestion,
    form: &Form,
) -> Result<Response, PageError> {
    let typed = found.typed();
    let shown = form.shown();
    let leads = |field: String, label: String, next: &str| {
        let targets = targets(&typed, question, form, &field, next);
        let fault = shown.fault.get(&field).cloned();
        Leads { field, label, targets, fault }
    };
    let answers = question.all_answers();
    let own = answers.iter().filter(|_| question.kind.has_routes()).map(|answer| {
        let label = format!("“{}”", said(&typed, &answer.label));
        leads(field(&answer.id.to_string()), label, "Where all else leads")
    });
    let other = leads(ELSE.to_owned(), "All else, and no answer".to_owned(), "The next question");
    let it = LeadingPage {
        path: found.at.path(visitor, &format!("/questionnaire/questions/{}/routes", question.id)),
        back: found.at.path(visitor, "/questionnaire"),
        version: found.version(),
        ask: said(&typed, &question.ask),
        answers: own.chain([other]).collect(),
        whole: form.faults().to_vec(),
    };
    let around = found.at.page(visitor, &found.held, "Where answers lead").with(form);
    let around = around.below("Questionnaire", found.at.path(visitor, "/questionnaire"));
    Ok(page::draw(&visitor.app, "consultations/leading.html", around, &it)?.into_response())
}

/// The later questions and the end, with what stands for nothing chosen first.
fn targets(
    typed: &TypedQuestionnaire,
    question: &TypedQuestion,
    form: &Form,
    field: &str,
    next: &str,
) -> Vec<Choice> {
    let own = typed.typed_questions().position(|other| other.id == question.id).unwrap_or(0);
    let later = (1_usize..).zip(typed.typed_questions()).skip(own + 1).map(|(number, other)| {
        let text = format!("{number}. {}", said(typed, &other.ask));
        Choice::of(form, field, &other.id.to_string(), &text)
    });
    let end = Target::end().map(|end| Choice::of(form, field, &end.0.to_string(), "The end"));
    let first = Choice::of(form, field, "", next);
    std::iter::once(first).chain(later).chain(end).collect()
}
