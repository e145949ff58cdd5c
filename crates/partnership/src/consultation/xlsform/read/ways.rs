//! The ways through a form that asks by conditions.
//!
//! In come the conditions of its questions in order; out goes which question follows which answer, and whether that is so
//! on every way.

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use crate::consultation::answer::AnswerId;
use crate::consultation::answer::QuestionId;
use crate::consultation::condition::Condition;
use crate::consultation::condition::Signpost;
use crate::consultation::question::Goes;

/// What was answered on a way, where something was.
type Answers = BTreeMap<QuestionId, AnswerId>;

/// So many questions are come to, on all ways together, to see whether routes say what conditions do.
const MOST_WALKED: usize = 50_000;

/// A question and when it is asked.
pub(super) struct Asked {
    /// The question.
    pub(super) question: QuestionId,
    /// When.
    pub(super) when: Condition,
}

/// Where each question leads, by the first way that comes to it; one that no way comes to leads onwards.
pub(super) fn routes(asked: &[Asked]) -> Vec<Signpost> {
    let decisive = decisive(asked);
    let mut ways: Vec<Option<Answers>> = vec![None; asked.len()];
    if let Some(first) = ways.first_mut() {
        *first = Some(Answers::new());
    }
    let mut signposts = Vec::new();
    for (place, one) in asked.iter().enumerate() {
        let next = if place + 1 < asked.len() { Goes::To(place + 2) } else { Goes::ToTheEnd };
        let mut signpost =
            Signpost { question: one.question.clone(), routes: Vec::new(), then: next };
        if let Some(way) = ways.get(place).cloned().flatten() {
            for answer in answers(&decisive, &one.question) {
                let mut further = way.clone();
                further.extend(answer.map(|answer| (one.question.clone(), answer.clone())));
                let goes = next_asked(asked, place, &further);
                if let Goes::To(number) = goes
                    && let Some(empty @ None) = ways.get_mut(number - 1)
                {
                    *empty = Some(further);
                }
                match answer {
                    None => signpost.then = goes,
                    Some(answer) => signpost.routes.push((answer.clone(), goes)),
                }
            }
        }
        let then = signpost.then;
        signpost.routes.retain(|(_, goes)| *goes != then);
        signposts.push(signpost);
    }
    signposts
}

/// The answers for which a condition asks, by question.
fn decisive(asked: &[Asked]) -> BTreeSet<(&QuestionId, &AnswerId)> {
    asked.iter().flat_map(|one| one.when.mentions()).collect()
}

/// The place of the last question that an answer to each question decides on. Ways that differ only in answers that
/// decide nothing any more are one.
fn last_decided(asked: &[Asked]) -> BTreeMap<&QuestionId, usize> {
    let places = asked.iter().enumerate();
    let all = places.flat_map(|(place, one)| {
        one.when.mentions().into_iter().map(move |(question, _)| (question, place))
    });
    all.collect()
}

/// No such answer, then each answer of a question that decides something.
fn answers<'a>(
    decisive: &BTreeSet<(&'a QuestionId, &'a AnswerId)>,
    question: &QuestionId,
) -> Vec<Option<&'a AnswerId>> {
    let of_it = decisive.iter().filter(|(one, _)| *one == question);
    std::iter::once(None).chain(of_it.map(|(_, answer)| Some(*answer))).collect()
}

fn holds(condition: &Condition, answers: &Answers) -> bool {
    condition.holds(&|question| answers.get(question))
}

/// The first question after that place that is asked after these answers.
fn next_asked(asked: &[Asked], place: usize, answers: &Answers) -> Goes {
    let later = asked.iter().enumerate().skip(place + 1);
    let found = later.into_iter().find(|(_, one)| holds(&one.when, answers));
    found.map_or(Goes::ToTheEnd, |(place, _)| Goes::To(place + 1))
}

/// The first question that routes ask otherwise than its condition on some way, or `None` if there is none. Where there
/// are more ways than can be walked, the last question that was come to.
pub(super) fn first_unlike(asked: &[Asked], signposts: &[Signpost]) -> Option<usize> {
    if asked.first().is_some_and(|one| one.when != Condition::Always) {
        return Some(0);
    }
    let decisive = decisive(asked);
    let last = last_decided(asked);
    let mut open: Vec<(usize, Answers)> = vec![(0, Answers::new())];
    let mut met: BTreeSet<(usize, Answers)> = BTreeSet::new();
    let mut walked = 0;
    while let Some((place, way)) = open.pop() {
        let (Some(one), Some(signpost)) = (asked.get(place), signposts.get(place)) else {
            continue;
        };
        walked += 1;
        if walked > MOST_WALKED {
            return Some(place);
        }
        for answer in answers(&decisive, &one.question) {
            let mut further = way.clone();
            further.extend(answer.map(|answer| (one.question.clone(), answer.clone())));
            let route = signpost.routes.iter().find(|(when, _)| Some(when) == answer);
            let goes = route.map_or(signpost.then, |(_, goes)| *goes);
            let wanted = next_asked(asked, place, &further);
            match (goes, wanted) {
                (Goes::To(goes), Goes::To(wanted)) if goes == wanted => {
                    further.retain(|question, _| {
                        last.get(question).is_some_and(|last| *last >= goes - 1)
                    });
                    if met.insert((goes - 1, further.clone())) {
                        open.push((goes - 1, further));
                    }
                }
                (Goes::ToTheEnd, Goes::ToTheEnd) => {}
                (Goes::To(number), Goes::ToTheEnd) | (Goes::ToTheEnd, Goes::To(number)) => {
                    return Some(number - 1);
                }
                (Goes::To(goes), Goes::To(wanted)) => return Some(goes.min(wanted) - 1),
            }
        }
    }
    None
}
