//! Routing: which question comes after which, and whether every question can be come to.
//!
//! In come the typed questions in order; out go where each leads, or what is wrong with it. A route leads forwards
//! only, so nobody is asked the same question twice and everybody comes to the end.

use crate::consultation::answer::AnswerId;
use crate::consultation::answer::QuestionId;
use crate::consultation::question::Goes;
use crate::consultation::question::Need;
use crate::consultation::question::Question;
use crate::consultation::question::Target;
use crate::consultation::question::TypedQuestion;
use crate::consultation::questionnaire::fault::Wrong;

/// Where the question of number `number` leads: by its answers, and otherwise.
pub(super) fn routes(
    typed: &TypedQuestion,
    number: usize,
    ids: &[&QuestionId],
    wrong: &mut Vec<Wrong>,
) -> (Vec<(AnswerId, Goes)>, Goes) {
    let next = if number < ids.len() { Goes::To(number + 1) } else { Goes::ToTheEnd };
    let then = match &typed.then {
        Some(target) => leads(target, number, ids, wrong).unwrap_or(next),
        None => next,
    };
    let mut routes: Vec<(AnswerId, Goes)> = Vec::new();
    for route in &typed.routes {
        if routes.iter().any(|(when, _)| *when == route.when) {
            wrong.push(Wrong::RouteTwice(route.when.clone()));
        } else if let Some(goes) = leads(&route.to, number, ids, wrong) {
            routes.push((route.when.clone(), goes));
        }
    }
    (routes, then)
}

fn leads(
    target: &Target,
    number: usize,
    ids: &[&QuestionId],
    wrong: &mut Vec<Wrong>,
) -> Option<Goes> {
    if target.is_end() {
        return Some(Goes::ToTheEnd);
    }
    match ids.iter().position(|id| **id == target.0) {
        Some(place) if place + 1 > number => Some(Goes::To(place + 1)),
        Some(_) => {
            wrong.push(Wrong::RouteBack(target.0.clone()));
            None
        }
        None => {
            wrong.push(Wrong::RouteToNowhere(target.0.clone()));
            None
        }
    }
}

/// What is wrong with the answers at which the routes of a question begin.
pub(super) fn beginnings(question: &Question) -> impl Iterator<Item = Wrong> {
    let strange = question.routes.iter().filter(|(when, _)| question.answer(when).is_none());
    strange.map(|(when, _)| Wrong::RouteFromNowhere(when.clone()))
}

/// The numbers of the questions that no route comes to.
pub(super) fn unreachable(questions: &[&Question]) -> Vec<usize> {
    let mut reached = vec![false; questions.len() + 1];
    if let Some(first) = reached.get_mut(1) {
        *first = true;
    }
    for question in questions {
        if reached[question.number] {
            for goes in onwards(question) {
                if let Goes::To(number) = goes {
                    reached[number] = true;
                }
            }
        }
    }
    (1..=questions.len()).filter(|number| !reached[*number]).collect()
}

/// Wherever a question can lead.
fn onwards(question: &Question) -> Vec<Goes> {
    let mut onwards: Vec<Goes> = question.routes.iter().map(|(_, goes)| *goes).collect();
    let routed = |id: &AnswerId| question.routes.iter().any(|(when, _)| when == id);
    let all_routed = question.answers().iter().all(|answer| routed(&answer.id));
    if !all_routed || question.answers().is_empty() || question.need == Need::Optional {
        onwards.push(question.then);
    }
    onwards
}
