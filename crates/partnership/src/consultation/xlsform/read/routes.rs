//! Conditions turned into routes, where routes can say them.
//!
//! In come the questions in order, each with when it is asked; the routes are set. Out go the places of the questions
//! whose conditions no routes say; these are asked of everybody.

use crate::consultation::answer::QuestionId;
use crate::consultation::condition::Condition;
use crate::consultation::condition::Signpost;
use crate::consultation::condition::asked_when;
use crate::consultation::condition::reached_when;
use crate::consultation::question::END;
use crate::consultation::question::Goes;
use crate::consultation::question::Route;
use crate::consultation::question::Target;
use crate::consultation::question::TypedQuestion;
use crate::consultation::xlsform::read::ways;
use crate::consultation::xlsform::read::ways::Asked;

/// Sets the routes of the questions, of which each is asked when its own condition and the one around it hold.
pub(super) fn set(
    questions: &mut [&mut TypedQuestion],
    conditions: Vec<(Condition, Condition)>,
) -> Vec<usize> {
    let mut failed = Vec::new();
    let ids: Vec<QuestionId> = questions.iter().map(|one| one.id.clone()).collect();
    let mut asked = Vec::new();
    for (place, (own, around)) in conditions.iter().enumerate() {
        let when = Condition::all([around.clone(), own.clone()]);
        let before = &ids[..place];
        let sound = when.mentions().iter().all(|(question, _)| before.contains(question));
        failed.extend((!sound).then_some(place));
        let when = if sound { when } else { Condition::Always };
        asked.push(Asked { question: ids[place].clone(), when });
    }
    let mut signposts = ways::routes(&asked);
    while !(failed.is_empty() && are_as_written(&signposts, &conditions))
        && let Some(place) = ways::first_unlike(&asked, &signposts)
    {
        // The next question whose condition is to blame: this one, or else the next that has one.
        let blamed =
            (place..asked.len()).chain(0..place).find(|one| asked[*one].when != Condition::Always);
        let Some(blamed) = blamed else { break };
        asked[blamed].when = Condition::Always;
        failed.push(blamed);
        signposts = ways::routes(&asked);
    }
    for (question, signpost) in questions.iter_mut().zip(&signposts) {
        write(question, signpost, &ids);
    }
    failed
}

/// Whether the conditions are just those that are written for these routes. Then the ways need not be walked, of which
/// there may be too many.
fn are_as_written(signposts: &[Signpost], conditions: &[(Condition, Condition)]) -> bool {
    let mut first = 0;
    for (place, (own, around)) in conditions.iter().enumerate() {
        if asked_when(signposts, place + 1).as_ref() != Ok(own) {
            return false;
        }
        let ends = conditions.get(place + 1).is_none_or(|(_, next)| next != around);
        if ends {
            if *around != Condition::Always
                && reached_when(signposts, first + 1, place + 1).as_ref() != Ok(around)
            {
                return false;
            }
            first = place + 1;
        }
    }
    true
}

fn write(question: &mut TypedQuestion, signpost: &Signpost, ids: &[QuestionId]) {
    let number = ids.iter().position(|id| *id == signpost.question).map_or(0, |place| place + 1);
    let next = if number < ids.len() { Goes::To(number + 1) } else { Goes::ToTheEnd };
    question.then = (signpost.then != next).then(|| target(signpost.then, ids)).flatten();
    let scale = question.scale.map(crate::consultation::question_bank::Scale::answers);
    let answers = scale.unwrap_or_else(|| question.answers.clone());
    let route = |(when, goes): &(_, Goes)| {
        Some(Route { when: Clone::clone(when), to: target(*goes, ids)? })
    };
    let mut routes: Vec<Route> = signpost.routes.iter().filter_map(route).collect();
    routes.sort_by_key(|route| answers.iter().position(|answer| answer.id == route.when));
    question.routes = routes;
}

fn target(goes: Goes, ids: &[QuestionId]) -> Option<Target> {
    match goes {
        Goes::To(number) => ids.get(number - 1).cloned().map(Target),
        Goes::ToTheEnd => END.parse().ok().map(QuestionId).map(Target),
    }
}
